"""One utterance as several articles quote it: the other versions beside the one on a card."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.compose.cues import cue_word
from generator.compose.links import link
from generator.compose.names import role_in, speaker
from generator.compose.views import Link, VersionsView, VersionView
from generator.compose.words import later_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.compose.library import Library
    from generator.compose.utterances import Utterance
    from generator.compose.words import Words
    from generator.model import Difference, SameWords, WordsVersion

_MOST = 5
"""Versions on a card: more differ little, and each has the others on its own page."""

_DIFFERENCES: dict[Difference, str] = {
    "cut before": later_of("how a version differs", "begins later"),
    "cut within": later_of("how a version differs", "leaves words out"),
    "cut after": later_of("how a version differs", "ends earlier"),
    "other words": later_of("how a version differs", "has other words"),
    "other cue": later_of("how a version differs", "has another verb"),
    "other title": later_of("how a version differs", "gives another title"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """How cards show what versions have too."""

    article: Callable[[str], Link]
    """An article's id → the link to it."""
    place: Callable[[str], str]
    """A quote's id → the anchor of its words."""


def versions_view(library: Library, said: Utterance, page: str, shown: Shown) -> VersionsView | None:
    """Return the versions of an utterance in other articles, oldest first; None where there are none."""
    same = _same(library, said)
    if same is None:
        return None
    whole, own = same
    others = sorted(
        (v for v in whole.versions if v.article != said.article), key=lambda v: _date(library, v.article)
    )
    words = library.words
    return VersionsView(
        summary=words.plural(
            "Also quoted in 1 other article", "Also quoted in {figure} other articles", len(others)
        ),
        own=_differs(words, own),
        versions=tuple(_version(library, v, page, shown) for v in others[:_MOST]),
        more=words.plural("1 more version", "{figure} more versions", len(others) - _MOST)
        if len(others) > _MOST
        else "",
    )


def once_each(library: Library, said: Sequence[Utterance]) -> tuple[Utterance, ...]:
    """Return utterances, of those that several articles quote only the fullest of which words are published."""
    if not library.standing.versions:
        return tuple(said)
    best: dict[int, Utterance] = {}
    for one in said:
        same = _same(library, one)
        if same is not None:
            key = id(same[0])
            best[key] = min(best.get(key, one), one, key=lambda u: _rank(library, u))
    kept = {id(u) for u in best.values()}
    return tuple(u for u in said if id(u) in kept or _same(library, u) is None)


def _rank(library: Library, said: Utterance) -> tuple[bool, int]:
    """Return where an utterance stands among its versions: published ones first, then the fullest."""
    same = _same(library, said)
    return (said.article, said.id) not in library.pieces, same[0].versions.index(same[1]) if same else 0


def _same(library: Library, said: Utterance) -> tuple[SameWords, WordsVersion] | None:
    return library.standing.versions.get((said.article, said.id))


def _version(library: Library, version: WordsVersion, page: str, shown: Shown) -> VersionView:
    words = library.words
    said = library.utterance_of[version.article, version.quote]
    pieces = library.pieces.get((said.article, said.id), ())
    return VersionView(
        pieces=pieces,
        speaker=_speaker(library, said, page),
        cue=cue_word(words, said.cue_class),
        differences=words("a copy of another article’s text")
        if version.copy_of
        else _differs(words, version),
        article=shown.article(version.article),
        place=link(
            page, library.article_pages[version.article], shown.place(pieces[0].id) if pieces else None
        ),
    )


def _speaker(library: Library, said: Utterance, page: str) -> str:
    """Return who speaks, with the role that this article gives."""
    who = speaker(library, said, page)
    local = library.local_actors.get((said.article, said.speaker)) if said.speaker else None
    role = role_in(library, said.article, local) if local else None
    return f"{who.label}, {role}" if role else who.label


def _differs(words: Words, version: WordsVersion) -> str:
    """Return how a version differs from the fullest; "" where it does not."""
    told = [words.of("how a version differs", _DIFFERENCES[d]) for d in version.differences]
    return words.listing(told)


def _date(library: Library, article: str) -> tuple[bool, str, str]:
    date = library.entries[article].article.date
    return date is None, date.isoformat() if date else "", article
