"""Every use of a phrase in an article, gathered by what the phrase may become a topic under."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.aggregate.spelling import plain_key
from generator.model import Entry, KeyPhrase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

ACTOR = "actor: "
"""Begins the key of a topic that is an actor's name; the actor's id follows. No phrase's key has a colon."""


@dataclass(frozen=True, slots=True)
class Use:
    """A phrase in an article."""

    entry: Entry
    phrase: KeyPhrase
    other_keys: tuple[str, ...] = ()
    """Keys of the same article's phrases that are one topic with it."""


Uses = dict[str, list[Use]]
"""Topic's key → its uses, newest article first, each article once."""


def find_uses(entries: Sequence[Entry], actor_ids: Mapping[tuple[str, str], str]) -> Uses:
    """Return all uses of key phrases by the phrases' plain keys. Names of people are left out: they are actors."""
    found: dict[str, dict[str, Use]] = {}
    for entry in entries:
        people = {a.id for a in entry.analysis.actors or () if a.kind == "person"}
        for phrase in entry.analysis.key_phrases or ():
            if phrase.actor in people:
                continue
            owner = actor_ids.get((entry.article.id, phrase.actor)) if phrase.actor is not None else None
            key = plain_key(phrase.key, phrase.text) if owner is None else f"{ACTOR}{owner}"
            _add(found.setdefault(key, {}), Use(entry, phrase))
    return {key: list(by_article.values()) for key, by_article in found.items()}


def merged(uses: Uses, final: Callable[[str], str], entries: Sequence[Entry]) -> Uses:
    """Return the uses with those together whose keys are one in the end."""
    return _gathered(((final(key), use) for key, found in uses.items() for use in found), entries)


def added(uses: Uses, more: Uses, entries: Sequence[Entry]) -> Uses:
    """Return the uses of both."""
    both = [(key, use) for some in (uses, more) for key, found in some.items() for use in found]
    return _gathered(both, entries)


def articles_of(found: Iterable[Use]) -> Iterator[str]:
    """Yield the ids of the articles."""
    return (use.entry.article.id for use in found)


def forms_of(found: Iterable[Use]) -> list[str]:
    """Return how a phrase is written, most frequent first."""
    forms: Counter[str] = Counter()
    for use in found:
        for phrase in phrases_of(use):
            forms[phrase.text] += len(phrase.spans)
    return sorted(forms, key=lambda f: (-forms[f], f))


def phrases_of(use: Use) -> Iterator[KeyPhrase]:
    """Yield the article's phrases that make the use, the best first."""
    if use.phrase.key and not use.other_keys:
        return iter((use.phrase,))
    own = {use.phrase.key, *use.other_keys}
    return (p for p in use.entry.analysis.key_phrases or () if p.key in own)


def _gathered(uses: Iterable[tuple[str, Use]], entries: Sequence[Entry]) -> Uses:
    order = {e.article.id: n for n, e in enumerate(entries)}
    together: dict[str, dict[str, Use]] = {}
    for key, use in uses:
        _add(together.setdefault(key, {}), use)
    return {k: [us[a] for a in sorted(us, key=lambda a: order[a])] for k, us in together.items()}


def _add(by_article: dict[str, Use], use: Use) -> None:
    article = use.entry.article.id
    known = by_article.get(article)
    by_article[article] = use if known is None else _together(known, use)


def _together(one: Use, other: Use) -> Use:
    """Return two phrases of an article as one, by the better rank; a tag has no key of its own."""
    main, rest = sorted((one, other), key=lambda u: u.phrase.rank)
    key, *others = (k for u in (main, rest) for k in (u.phrase.key, *u.other_keys) if k)
    spans = tuple(sorted({*main.phrase.spans, *rest.phrase.spans}))
    return Use(main.entry, replace(main.phrase, key=key, spans=spans), tuple(others))
