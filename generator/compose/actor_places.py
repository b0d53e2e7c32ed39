"""Which actors have a page of their own, and where the names of the others lead.

Somebody whom one article names once, and of whom it says nothing, would have a page that repeats that article: of
the 11,475 actors of 2,000 news articles (BBC, 2004 to 2005) that is 4,170. In a large collection whoever few articles
name has none either: it would repeat those articles too, and there are several of them to each article. Their names
lead to where they stand.
"""

from __future__ import annotations

from math import cbrt, ceil
from typing import TYPE_CHECKING, Final

from generator.compose.reading import paragraph_anchors

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.compose.excerpt import Excerpt
    from generator.model import Corpus, CorpusActor, Entry

_GROWTH: Final = 1_000
"""A collection of n articles asks for the cube root of n / 1,000 of them to name an actor, so that pages grow slower than
articles: one up to 1,000, two up to 8,000, three up to 27,000. With one, 2,000 BBC articles have 7,305 pages of actors,
with two 3,451; of 18,276 Reuters articles 26,780 and, with three, 4,590."""

LISTED = "actors"
"""Anchor of an article's list of names, where no passage with the name is published."""


def articles_for_a_page(n_articles: int, given: int | None) -> int:
    """Return how many articles must name an actor that is to have a page: as `given`, None: by the number of all."""
    return max(1, ceil(round(cbrt(n_articles / _GROWTH), 9))) if given is None else given


def own_pages(corpus: Corpus, speaking: Iterable[str] = (), *, least: int = 1) -> frozenset[str]:
    """Return the ids of the actors that have a page: whom `least` articles name, and of whom something is told.

    What editors correct or know of an actor gives it a page in any case. `speaking`: ids of those who say something.
    """
    corrected = {c.actor for c in corpus.corrections}
    told = {*speaking}
    return frozenset(
        a.id
        for a in corpus.actors
        if a.id in corrected or a.facts or (len(a.appearances) >= least and (a.id in told or _is_told_of(a)))
    )


def _is_told_of(actor: CorpusActor) -> bool:
    return bool(
        len(actor.appearances) > 1
        or actor.n_mentions > 1
        or actor.roles
        or actor.quotes
        or actor.spoken_of
        or actor.stands_for
    )


def places(
    corpus: Corpus,
    entries: Mapping[str, Entry],
    excerpts: Mapping[str, Excerpt],
    pages: Mapping[str, str],
    speaking: Iterable[str],
    *,
    least: int,
) -> Iterator[tuple[str, str]]:
    """Yield id and place of each actor without a page: the passage that names it, else its article's list of names.

    `pages`: article id → Markdown file; `speaking` and `least` as for `own_pages`.
    """
    own = own_pages(corpus, speaking, least=least)
    for actor in corpus.actors:
        if actor.id not in own:
            seen = actor.appearances[0]
            anchor = _passage(entries[seen.article], excerpts[seen.article], seen.actor) or LISTED
            yield actor.id, f"{pages[seen.article]}#{anchor}"


def _passage(entry: Entry, published: Excerpt, actor: str) -> str | None:
    spans = [m.span for m in entry.analysis.mentions or () if m.actor == actor]
    shown = next((s for s in spans if published.holds(s)), None)
    if shown is None:
        return None
    return next((a for p, a in paragraph_anchors(entry.article).items() if p.contains(shown)), None)
