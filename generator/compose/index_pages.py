"""The indexes: articles, actors, topics and quotes, in pages and in more than one order."""

from __future__ import annotations

from dataclasses import replace
from itertools import count as count_from
from typing import TYPE_CHECKING, Literal, TypeAlias, TypeVar

from generator.compose.links import link
from generator.compose.quote_filters import listed
from generator.compose.speakers import article_groups, how_much, n_quotations
from generator.compose.tables import actor_cell, date_cell, number_cell, page_path, paging
from generator.compose.views import Cell, Column, ListView, QuotesView, Table
from generator.compose.words import count, kinds, sentence, share
from generator.model import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from generator.compose.library import Library
    from generator.compose.utterances import Utterance
    from generator.compose.views import Paging, QuoteCard, QuoteGroup
    from generator.model import CorpusActor, Entry, Topic

BY_NAME = "by-name"
_NUMBERS = frozenset({"Articles", "Independent", "Quotations", "Statements", "Times named"})
"""Headings of columns that hold numbers."""

_MINOR = frozenset({"Outlet", "Independent", "Times named"})
"""Headings of columns that a narrow screen does without."""

_T = TypeVar("_T")
_Row: TypeAlias = tuple[Cell, ...]
_Order: TypeAlias = Literal["ascending", "descending"]


def articles_index(library: Library) -> Iterator[Page]:
    """Yield the pages of all articles: newest first, and by title."""
    entries = library.corpus.entries
    n_outlets = len({e.article.outlet for e in entries if e.article.outlet})
    words = f"{sentence(count(len(entries), 'article'))}"
    words += f" from {count(n_outlets, 'outlet')}." if n_outlets else "."

    def row(entry: Entry, page: str) -> _Row:
        said = library.utterances[entry.article.id]
        return (
            Cell(text=entry.article.title, href=link(page, library.article_pages[entry.article.id])),
            Cell(text=entry.article.outlet or "Not given"),
            date_cell(entry.article.date),
            number_cell(n_quotations(said)),
        )

    yield from _index(
        library,
        folder="articles",
        title="Articles",
        words=words,
        orders=(("newest first", None), ("by title", BY_NAME)),
        rows={None: entries, BY_NAME: sorted(entries, key=lambda e: e.article.title.casefold())},
        row=row,
        columns={
            None: _columns("Article", "Outlet", "Date", "Quotations", order=(2, "descending")),
            BY_NAME: _columns("Article", "Outlet", "Date", "Quotations", order=(0, "ascending")),
        },
        empty="There are no articles yet. Put text files into the folder of seeds and build the site again.",
    )


def actors_index(library: Library) -> Iterator[Page]:
    """Yield the pages of all actors: by number of articles, and by name."""
    actors = library.corpus.actors
    n_by_kind = {a.kind: sum(b.kind == a.kind for b in actors) for a in {a.kind: a for a in actors}.values()}
    n_said = {a.id: len(library.said_by(a)) for a in actors}

    def row(actor: CorpusActor, page: str) -> _Row:
        return (
            actor_cell(library, actor, page),
            number_cell(len(actor.appearances)),
            number_cell(actor.n_mentions),
            number_cell(n_said[actor.id]),
        )

    headings = ("Actor", "Articles", "Times named", "Statements")
    yield from _index(
        library,
        folder="actors",
        title="Actors",
        words=f"{sentence(kinds(n_by_kind))}: everyone and everything that the articles name as acting.",
        orders=(("by number of articles", None), ("by name", BY_NAME)),
        rows={None: actors, BY_NAME: sorted(actors, key=lambda a: (a.canonical_name.casefold(), a.id))},
        row=row,
        columns={
            None: _columns(*headings, order=(1, "descending")),
            BY_NAME: _columns(*headings, order=(0, "ascending")),
        },
        empty="No people, organizations or places were found: there are no articles yet, or none in a language "
        "that this site has a model for.",
    )


def topics_index(library: Library) -> Iterator[Page]:
    """Yield the pages of all topics: weightiest first, and by name."""
    topics = library.corpus.topics

    def row(topic: Topic, page: str) -> _Row:
        return (
            Cell(text=topic.name, href=link(page, library.topic_pages[topic.id])),
            number_cell(len(topic.appearances)),
            number_cell(topic.n_independent),
            number_cell(sum(s.count for s in topic.appearances)),
            number_cell(len(library.said(topic.quotes))),
        )

    headings = ("Topic", "Articles", "Independent", "Times named", "Statements")
    yield from _index(
        library,
        folder="topics",
        title="Topics",
        words=f"{sentence(count(len(topics), 'topic'))}, those with most weight in the articles first.",
        orders=(("by weight", None), ("by name", BY_NAME)),
        rows={None: topics, BY_NAME: sorted(topics, key=lambda t: (t.name.casefold(), t.id))},
        row=row,
        columns={None: _columns(*headings), BY_NAME: _columns(*headings, order=(0, "ascending"))},
        empty="There are no topics yet. A topic is a key phrase that several articles share: add more articles, "
        "or lower min_topic_articles in the settings.",
    )


def quotes_index(library: Library) -> Iterator[Page]:
    """Yield the pages of all utterances that may be shown, newest article first."""
    said = [u for e in library.corpus.entries for u in library.utterances[e.article.id]]
    per_page, folder = library.settings.rows_per_page, "quotes"
    shown = listed(library)
    words = _quotes_sentence(said, len(shown))
    n_pages = max(1, -(-len(shown) // per_page))
    for number in range(1, n_pages + 1):
        page = page_path(folder, None, number)
        some = shown[(number - 1) * per_page : number * per_page]
        view = QuotesView(
            title="Quotes",
            sentence=words,
            groups=_numbered(article_groups(library, some, page), (number - 1) * per_page + 1),
            paging=_paging(folder, None, number, n_pages, (per_page, len(shown)), ()),
            empty=None if shown else "No quotations can be shown: none were found, or none may be published.",
        )
        yield Page(
            path=page,
            kind="quotes",
            template="quotes.md.j2",
            title=_page_title("Quotes", number),
            description=words,
            view=view,
        )


def _numbered(groups: tuple[QuoteGroup, ...], first: int) -> tuple[QuoteGroup, ...]:
    """Let each card say its place in the list of all quotes, by which the filter finds it."""
    numbers = count_from(first)

    def some(cards: tuple[QuoteCard, ...]) -> tuple[QuoteCard, ...]:
        return tuple(replace(card, number=next(numbers)) for card in cards)

    return tuple(replace(g, quotations=some(g.quotations), statements=some(g.statements)) for g in groups)


def _quotes_sentence(said: Sequence[Utterance], n_shown: int) -> str:
    if not said:
        return "Who said what, with the place where it is written."
    unnamed = sum(u.unnamed is not None and not u.is_document for u in said)
    words = sentence(how_much(said))
    tail = f"; {share(unnamed, len(said), 'statement')} from unnamed sources" if unnamed else ""
    hidden = len(said) - n_shown
    rest = f" {sentence(count(hidden, 'statement'))} may not be published and {'is' if hidden == 1 else 'are'} only counted."
    return f"{words}{tail}.{rest if hidden else ''}"


def _index(  # noqa: PLR0913 - keywords only: what the three tables differ in
    library: Library,
    *,
    folder: str,
    title: str,
    words: str,
    orders: tuple[tuple[str, str | None], ...],
    rows: dict[str | None, Sequence[_T]],
    row: Callable[[_T, str], _Row],
    columns: dict[str | None, tuple[Column, ...]],
    empty: str,
) -> Iterator[Page]:
    per_page = library.settings.rows_per_page
    for label, order in orders:
        everything = rows[order]
        n_pages = max(1, -(-len(everything) // per_page))
        for number in range(1, n_pages + 1):
            page = page_path(folder, order, number)
            some = everything[(number - 1) * per_page : number * per_page]
            view = ListView(
                title=title,
                sentence=words if everything else "",
                table=Table(
                    caption=f"{title}, {label}",
                    columns=columns[order],
                    rows=tuple(row(r, page) for r in some),
                ),
                paging=_paging(folder, order, number, n_pages, (per_page, len(everything)), orders),
                empty=None if everything else empty,
            )
            yield Page(
                path=page,
                kind="index",
                template="index.md.j2",
                title=_page_title(title if order is None else f"{title} {label}", number),
                description=words if everything else empty,
                view=view,
            )


def _paging(
    folder: str,
    order: str | None,
    number: int,
    n_pages: int,
    sizes: tuple[int, int],
    orders: tuple[tuple[str, str | None], ...],
) -> Paging:
    per_page, total = sizes
    first, last = (number - 1) * per_page + 1, min(number * per_page, total)
    words = f"{first:,} to {last:,} of {total:,}" if n_pages > 1 else ""
    return paging(folder, order, number, n_pages, sentence=words, orders=orders if total else ())


def _page_title(title: str, number: int) -> str:
    return title if number == 1 else f"{title}, page {number}"


def _columns(*headings: str, order: tuple[int, _Order] | None = None) -> tuple[Column, ...]:
    """Return columns; `order`: which one the rows stand ordered by, and how."""
    at, way = order or (None, None)
    return tuple(
        Column(
            heading=h,
            is_number=h in _NUMBERS,
            is_date=h == "Date",
            is_minor=h in _MINOR,
            order=way if n == at else None,
        )
        for n, h in enumerate(headings)
    )
