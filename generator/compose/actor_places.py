"""Which actors have a page of their own, and where the names of the others lead.

Somebody whom one article names once, and of whom it says nothing, would have a page that repeats that article: of
the 11,475 actors of 2,000 news articles (BBC, 2004 to 2005) that is 4,705. Their names lead to where they stand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.compose.reading import paragraph_anchors

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.compose.excerpt import Excerpt
    from generator.model import Corpus, CorpusActor, Entry

LISTED = "actors"
"""Anchor of an article's list of names, where no passage with the name is published."""


def own_pages(corpus: Corpus, speaking: Iterable[str] = ()) -> frozenset[str]:
    """Return the ids of the actors that have a page: it depends on what is told of them, not on how many there are.

    `speaking`: ids of those who say something.
    """
    known = {*speaking, *(c.actor for c in corpus.corrections)}
    return frozenset(a.id for a in corpus.actors if a.id in known or _is_told_of(a))


def _is_told_of(actor: CorpusActor) -> bool:
    return bool(
        len(actor.appearances) > 1
        or actor.n_mentions > 1
        or actor.roles
        or actor.quotes
        or actor.spoken_of
        or actor.stands_for
        or actor.facts
    )


def places(
    corpus: Corpus,
    entries: Mapping[str, Entry],
    excerpts: Mapping[str, Excerpt],
    pages: Mapping[str, str],
    speaking: Iterable[str],
) -> Iterator[tuple[str, str]]:
    """Yield id and place of each actor without a page: the passage that names it, else its article's list of names.

    `pages`: article id → Markdown file; `speaking` as for `own_pages`.
    """
    own = own_pages(corpus, speaking)
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
