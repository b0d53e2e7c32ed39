"""The indexes: articles, actors, topics and quotes, in pages and in more than one order."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import count as count_from
from typing import TYPE_CHECKING, Literal, TypeAlias, TypeVar

from generator.compose.links import link
from generator.compose.quote_filters import listed
from generator.compose.speakers import article_groups, how_much, n_quotations
from generator.compose.tables import actor_cell, date_cell, number_cell, page_path, paging
from generator.compose.views import Cell, Column, Table
from generator.compose.views_of_lists import ListView, QuotesView
from generator.compose.words import later, sentence
from generator.model import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from generator.compose.library import Library
    from generator.compose.utterances import Utterance
    from generator.compose.views import Paging, QuoteCard, QuoteGroup
    from generator.compose.words import Words
    from generator.model import ActorKind, CorpusActor, Entry, Topic

BY_NAME = "by-name"
_NUMBERS = frozenset(
    {
        later("Articles"),
        later("Independent"),
        later("Quotations"),
        later("Statements"),
        later("Times named"),
    }
)
"""Headings of columns that hold numbers."""

_DATE = later("Date")
_MINOR = frozenset({later("Outlet"), "Independent", "Times named"})
"""Headings of columns that a narrow screen does without."""

_T = TypeVar("_T")
_Row: TypeAlias = tuple[Cell, ...]
_Order: TypeAlias = Literal["ascending", "descending"]


def articles_index(library: Library) -> Iterator[Page]:
    """Yield the pages of all articles: newest first, and by title."""
    entries = library.corpus.entries
    n_outlets = len({e.article.outlet for e in entries if e.article.outlet})
    words = library.words
    n_articles = sentence(words.plural("one article", "{n} articles", len(entries)))
    said = (
        words.plural(
            "{articles} from one outlet.", "{articles} from {n} outlets.", n_outlets, articles=n_articles
        )
        if n_outlets
        else words("{articles}.", articles=n_articles)
    )

    def row(entry: Entry, page: str) -> _Row:
        return (
            Cell(text=entry.article.title, href=link(page, library.article_pages[entry.article.id])),
            Cell(text=entry.article.outlet or words("Not given")),
            date_cell(words, entry.article.date),
            number_cell(words, n_quotations(library.utterances[entry.article.id])),
        )

    headings = (later("Article"), "Outlet", _DATE, "Quotations")
    yield from _index(
        library,
        folder="articles",
        title=words("Articles"),
        said=said,
        orders=((words("newest first"), None), (words("by title"), BY_NAME)),
        rows={None: entries, BY_NAME: sorted(entries, key=lambda e: e.article.title.casefold())},
        row=row,
        columns={
            None: _columns(words, *headings, order=(2, "descending")),
            BY_NAME: _columns(words, *headings, order=(0, "ascending")),
        },
        empty=words(
            "There are no articles yet. Put text files into the folder of seeds and build the site again."
        ),
    )


def actors_index(library: Library) -> Iterator[Page]:
    """Yield the pages of all actors that have one: by number of articles, and by name."""
    everybody = library.corpus.actors
    actors = tuple(a for a in everybody if library.has_page(a))
    n_by_kind = Counter(a.kind for a in everybody)
    n_said = {a.id: len(library.said_by(a)) for a in actors}
    words = library.words

    def row(actor: CorpusActor, page: str) -> _Row:
        return (
            actor_cell(library, actor, page),
            number_cell(words, len(actor.appearances)),
            number_cell(words, actor.n_mentions),
            number_cell(words, n_said[actor.id]),
        )

    headings = (later("Actor"), "Articles", "Times named", "Statements")
    yield from _index(
        library,
        folder="actors",
        title=words("Actors"),
        said=_who_is_named(library, n_by_kind, len(everybody) - len(actors)),
        orders=((words("by number of articles"), None), (words("by name"), BY_NAME)),
        rows={None: actors, BY_NAME: sorted(actors, key=lambda a: (a.canonical_name.casefold(), a.id))},
        row=row,
        columns={
            None: _columns(words, *headings, order=(1, "descending")),
            BY_NAME: _columns(words, *headings, order=(0, "ascending")),
        },
        empty=words(
            "No people, organizations or places were found: there are no articles yet, or none in a language "
            "that this site has a model for."
        )
        if not everybody
        else words("Nobody has a page yet: names lead to the articles, which have the places."),
    )


def _who_is_named(library: Library, n_by_kind: Mapping[ActorKind, int], n_without_page: int) -> str:
    words, least = library.words, library.least_articles
    said = words(
        "{kinds}: everyone and everything that the articles name as acting.",
        kinds=sentence(words.kinds(n_by_kind)),
    )
    if not n_without_page:
        return said
    if least == 1:
        rest = words.plural(
            "One of them is only named once, in one article, and has no page: search leads to the place.",
            "{figure} of them are only named once, in one article each, and have no page: search leads to the place.",
            n_without_page,
        )
    else:
        rest = words(
            "{n_without_page} of them are named in fewer than {least} articles and have no page: search leads to the places.",
            n_without_page=words.figure(n_without_page),
            least=words.number(least),
        )
    return f"{said} {rest}"


def topics_index(library: Library) -> Iterator[Page]:
    """Yield the pages of all topics: weightiest first, and by name."""
    topics = library.corpus.topics
    words = library.words

    def row(topic: Topic, page: str) -> _Row:
        return (
            Cell(text=topic.name, href=link(page, library.topic_pages[topic.id])),
            number_cell(words, len(topic.appearances)),
            number_cell(words, topic.n_independent),
            number_cell(words, sum(s.count for s in topic.appearances)),
            number_cell(words, len(library.said(topic.quotes))),
        )

    headings = (later("Topic"), "Articles", "Independent", "Times named", "Statements")
    yield from _index(
        library,
        folder="topics",
        title=words("Topics"),
        said=sentence(
            words.plural(
                "one topic, those with most weight in the articles first.",
                "{n} topics, those with most weight in the articles first.",
                len(topics),
            )
        ),
        orders=((words("by weight"), None), (words("by name"), BY_NAME)),
        rows={None: topics, BY_NAME: sorted(topics, key=lambda t: (t.name.casefold(), t.id))},
        row=row,
        columns={
            None: _columns(words, *headings),
            BY_NAME: _columns(words, *headings, order=(0, "ascending")),
        },
        empty=words(
            "There are no topics yet. A topic is a key phrase that several articles share: add more articles, "
            "or lower min_topic_articles in the settings."
        ),
    )


def quotes_index(library: Library) -> Iterator[Page]:
    """Yield the pages of all utterances that may be shown, newest article first."""
    said = [u for e in library.corpus.entries for u in library.utterances[e.article.id]]
    per_page, folder = library.settings.rows_per_page, "quotes"
    shown = listed(library)
    words = library.words
    sentence_ = _quotes_sentence(words, said, len(shown))
    n_pages = max(1, -(-len(shown) // per_page))
    for number in range(1, n_pages + 1):
        page = page_path(folder, None, number)
        some = shown[(number - 1) * per_page : number * per_page]
        view = QuotesView(
            title=words("Quotes"),
            sentence=sentence_,
            groups=_numbered(article_groups(library, some, page), (number - 1) * per_page + 1),
            paging=_paging(words, folder, None, number, n_pages, (per_page, len(shown)), ()),
            empty=None
            if shown
            else words("No quotations can be shown: none were found, or none may be published."),
            whole=link(page, f"data/{folder}.csv") if shown else None,
        )
        yield Page(
            path=page,
            kind="quotes",
            template="quotes.md.j2",
            title=_page_title(words, words("Quotes"), number),
            description=sentence_,
            view=view,
        )


def _numbered(groups: tuple[QuoteGroup, ...], first: int) -> tuple[QuoteGroup, ...]:
    """Let each card say its place in the list of all quotes, by which the filter finds it."""
    numbers = count_from(first)

    def some(cards: tuple[QuoteCard, ...]) -> tuple[QuoteCard, ...]:
        return tuple(replace(card, number=next(numbers)) for card in cards)

    return tuple(replace(g, quotations=some(g.quotations), statements=some(g.statements)) for g in groups)


def _quotes_sentence(words: Words, said: Sequence[Utterance], n_shown: int) -> str:
    if not said:
        return words("Who said what, with the place where it is written.")
    unnamed = sum(u.unnamed is not None and not u.is_document for u in said)
    much = sentence(how_much(words, said))
    if unnamed:
        part = words.of_statements(unnamed, len(said))
        whole = words("{how_much}; {part} from unnamed sources.", how_much=much, part=part)
    else:
        whole = words("{how_much}.", how_much=much)
    hidden = len(said) - n_shown
    if not hidden:
        return whole
    rest = words.plural(
        "one statement may not be published and is only counted.",
        "{n} statements may not be published and are only counted.",
        hidden,
    )
    return f"{whole} {sentence(rest)}"


def _index(  # noqa: PLR0913 - keywords only: what the three tables differ in
    library: Library,
    *,
    folder: str,
    title: str,
    said: str,
    orders: tuple[tuple[str, str | None], ...],
    rows: dict[str | None, Sequence[_T]],
    row: Callable[[_T, str], _Row],
    columns: dict[str | None, tuple[Column, ...]],
    empty: str,
) -> Iterator[Page]:
    per_page, words = library.settings.rows_per_page, library.words
    for label, order in orders:
        everything = rows[order]
        n_pages = max(1, -(-len(everything) // per_page))
        title_of_order = title if order is None else words("{title} {order}", title=title, order=label)
        for number in range(1, n_pages + 1):
            page = page_path(folder, order, number)
            some = everything[(number - 1) * per_page : number * per_page]
            view = ListView(
                title=title,
                sentence=said if everything else "",
                table=Table(
                    caption=words("{title}, {order}", title=title, order=label),
                    columns=columns[order],
                    rows=tuple(row(r, page) for r in some),
                ),
                paging=_paging(words, folder, order, number, n_pages, (per_page, len(everything)), orders),
                empty=None if everything else empty,
                whole=link(page, f"data/{folder}.csv") if everything else None,
            )
            yield Page(
                path=page,
                kind="index",
                template="index.md.j2",
                title=_page_title(words, title_of_order, number),
                description=said if everything else empty,
                view=view,
            )


def _paging(  # noqa: PLR0917 - one page of a list, whole
    words: Words,
    folder: str,
    order: str | None,
    number: int,
    n_pages: int,
    sizes: tuple[int, int],
    orders: tuple[tuple[str, str | None], ...],
) -> Paging:
    per_page, total = sizes
    first, last = (number - 1) * per_page + 1, min(number * per_page, total)
    said = (
        words(
            "{first} to {last} of {total}",
            first=words.figure(first),
            last=words.figure(last),
            total=words.figure(total),
        )
        if n_pages > 1
        else ""
    )
    return paging(folder, order, number, n_pages, sentence=said, orders=orders if total else ())


def _page_title(words: Words, title: str, number: int) -> str:
    return title if number == 1 else words("{title}, page {number}", title=title, number=number)


def _columns(words: Words, *headings: str, order: tuple[int, _Order] | None = None) -> tuple[Column, ...]:
    """Return columns; `order`: which one the rows stand ordered by, and how."""
    at, way = order or (None, None)
    return tuple(
        Column(
            heading=words(h),
            is_number=h in _NUMBERS,
            is_date=h == _DATE,
            is_minor=h in _MINOR,
            order=way if n == at else None,
        )
        for n, h in enumerate(headings)
    )
