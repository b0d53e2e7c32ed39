"""Tables: the one pattern of every list, and how a long one is parted into pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.compose.links import link
from generator.compose.names import corpus_name
from generator.compose.views import Cell, Column, Link, Paging, Table

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from generator.compose.library import Library
    from generator.compose.words import Words
    from generator.model import CorpusActor


def date_cell(words: Words, when: date | None) -> Cell:
    """Return a date; unknown dates sort before all others."""
    text = words.day(when) if when else words("No date given")
    return Cell(text=text, sort=when.isoformat() if when else "")


def number_cell(words: Words, n: int) -> Cell:
    """Return a number."""
    return Cell(text=words.figure(n), sort=str(n))


def actor_cell(library: Library, actor: CorpusActor, page: str) -> Cell:
    """Return an actor's name with its page and kind."""
    name = corpus_name(library, actor, page)
    return Cell(text=name.text, href=name.href, kind=name.kind, kind_word=name.kind_word)


def articles_table(library: Library, rows: Iterable[tuple[str, int]], page: str, *, counted: str) -> Table:
    """Return articles (id and a count) with outlet and date. `counted` heads the count."""
    words = library.words
    return Table(
        caption=words("Articles"),
        columns=(
            Column(heading=words("Article")),
            Column(heading=words("Outlet"), is_minor=True),
            Column(heading=words("Date"), order="descending", is_date=True),
            Column(heading=counted, is_number=True),
        ),
        rows=tuple(
            (
                Cell(
                    text=(article := library.entries[i].article).title,
                    href=link(page, library.article_pages[i]),
                ),
                Cell(text=article.outlet or words("Not given")),
                date_cell(words, article.date),
                number_cell(words, n),
            )
            for i, n in rows
        ),
    )


def page_path(folder: str, order: str | None, number: int) -> str:
    """Return the file of one page of a list: `actors/index.md`, `actors/page/2.md`, `actors/by-name/page/2.md`."""
    if number == 1:
        return f"{folder}/index.md" if order is None else f"{folder}/{order}.md"
    return f"{folder}/page/{number}.md" if order is None else f"{folder}/{order}/page/{number}.md"


def paging(
    folder: str,
    order: str | None,
    number: int,
    n_pages: int,
    *,
    sentence: str,
    orders: tuple[tuple[str, str | None], ...],
) -> Paging:
    """Return where page `number` (from 1) of a list leads. `orders`: label and the name of each order."""
    here = page_path(folder, order, number)

    def to(other: int) -> str:
        return link(here, page_path(folder, order, other))

    return Paging(
        sentence=sentence,
        previous=to(number - 1) if number > 1 else None,
        next=to(number + 1) if number < n_pages else None,
        pages=tuple(
            Link(text="…" if n is None else str(n), href=None if n in {None, number} else to(n or 1))
            for n in _shown_pages(number, n_pages)
        ),
        orders=tuple(
            Link(text=label, href=None if name == order else link(here, page_path(folder, name, 1)))
            for label, name in orders
        ),
    )


def _shown_pages(number: int, n_pages: int) -> list[int | None]:
    """Return the page numbers a reader is offered: both ends, the neighbours, None for a gap; [] for a single page."""
    if n_pages == 1:
        return []
    near = sorted({1, n_pages} | {n for n in range(number - 2, number + 3) if 1 <= n <= n_pages})
    shown: list[int | None] = []
    for n in near:
        last = shown[-1] if shown else n - 1
        if last is not None and n > last + 1:
            shown.append(None)
        shown.append(n)
    return shown
