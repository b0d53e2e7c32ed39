"""What outlets tag their articles with, as uses of topics."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from generator.aggregate.names import words
from generator.aggregate.spelling import plain_key
from generator.aggregate.topic_uses import ACTOR, Use, forms_of
from generator.aggregate.variants import final
from generator.model import KeyPhrase, Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.aggregate.topic_uses import Uses
    from generator.model import Article, CorpusActor, Entry

RANK = 5
"""A tag counts as much as the middle one of an article's ten best phrases."""


def find_tags(
    entries: Sequence[Entry], uses: Uses, actors: Sequence[CorpusActor], into: Mapping[str, str]
) -> tuple[Uses, dict[str, str]]:
    """Return the tags' uses by topic, and each such topic's name as outlets write it most often.

    A tag that says what a phrase or an actor's name says is that topic; names of people are none.
    """
    known = _Known(uses, actors, into)
    found: Uses = defaultdict(list)
    written: dict[str, Counter[str]] = defaultdict(Counter)
    for entry in entries:
        own: set[str] = set()
        for tag in entry.article.tags:
            key = known.topic(tag)
            if key is None or key in own:
                continue
            own.add(key)
            written[key][tag] += 1
            found[key].append(Use(entry, _phrase(entry.article, tag)))
    names = {key: min(forms, key=lambda f, n=forms: (-n[f], f)) for key, forms in written.items()}  # type: ignore[misc]
    return dict(found), names


class _Known:
    """What a tag may mean, by its words."""

    def __init__(self, uses: Uses, actors: Sequence[CorpusActor], into: Mapping[str, str]) -> None:
        self._into = into
        self._keys: dict[tuple[str, ...], str] = {}
        self._people = {words(a.canonical_name) for a in actors if a.kind == "person"}
        for actor in actors:
            if actor.kind != "person" and not actor.is_local:
                self._keys.setdefault(words(actor.canonical_name), f"{ACTOR}{actor.id}")
        for key, found in sorted(uses.items(), key=lambda item: (-len(item[1]), item[0])):
            for form in forms_of(found):
                self._keys.setdefault(words(form), key)
        self._plain = {key for key in uses if not key.startswith(ACTOR)}

    def topic(self, tag: str) -> str | None:
        """Return the key of the topic that a tag means; None for a person and for signs alone."""
        if words(tag) in self._people or not any(c.isalpha() for c in tag):
            return None
        plain = plain_key(tag.lower(), tag.lower())
        key = plain if plain in self._plain else self._keys.get(words(tag), plain)
        return final(self._into, key)


def _phrase(article: Article, tag: str) -> KeyPhrase:
    """Return a tag as a phrase of the article; without spans where the text does not have its words."""
    pattern = re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, tag.split())) + r"(?!\w)", re.IGNORECASE)
    spans = tuple(
        Span(start=p.span.start + m.start(), end=p.span.start + m.end())
        for p in article.body()
        for m in pattern.finditer(p.span.of(article.text))
    )
    return KeyPhrase(key="", text=tag, rank=RANK, yake_score=1.0, spans=spans)
