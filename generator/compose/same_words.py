"""One utterance as several articles quote it: the other versions beside the one on a card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.compose.cues import cue_word
from generator.compose.cuts import cut
from generator.compose.links import link
from generator.compose.names import role_in, speaker
from generator.compose.views import VersionsView, VersionView
from generator.compose.words import later_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.compose.library import Library
    from generator.compose.utterances import Utterance
    from generator.compose.views import Link
    from generator.compose.words import Words
    from generator.model import Difference, Quote, WordsVersion

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


def versions_view(
    library: Library, said: Utterance, page: str, *, named: Callable[[str], Link], place: Callable[[str], str]
) -> VersionsView | None:
    """Return the versions of an utterance in other articles, oldest first; None where there are none.

    named: an article's id → the link to it; place: a quote's id → the anchor of its words.
    """
    found = library.standing.versions
    same = next((found[said.article, q.id] for q in said.quotes if (said.article, q.id) in found), None)
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
        versions=tuple(_version(library, v, page, named, place) for v in others[:_MOST]),
        more=words.plural("1 more version", "{figure} more versions", len(others) - _MOST)
        if len(others) > _MOST
        else "",
    )


def _version(
    library: Library,
    version: WordsVersion,
    page: str,
    named: Callable[[str], Link],
    place: Callable[[str], str],
) -> VersionView:
    words, entry = library.words, library.entries[version.article]
    quote = next(q for q in entry.analysis.quotes or () if q.id == version.quote)
    said = library.utterance_of[version.article, version.quote]
    is_shown = library.excerpts[version.article].holds(quote.content)
    own_page = library.article_pages[version.article]
    return VersionView(
        words=cut(entry.article, quote.content) if is_shown else None,
        has_marks=quote.kind == "direct",
        speaker=_speaker(library, said, page),
        cue=cue_word(words, _cue(said, quote)),
        differences=words("a copy of another article’s text")
        if version.copy_of
        else _differs(words, version),
        article=named(version.article),
        place=link(page, own_page, place(version.quote) if is_shown else None),
    )


def _cue(said: Utterance, quote: Quote) -> str | None:
    return quote.cue_class or said.cue_class


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
