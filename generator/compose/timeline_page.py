"""The timeline: how many articles there are of each time, and all of them by month, newest first."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from generator.compose.charts import over_time
from generator.compose.charts_over_time import topics_over_time
from generator.compose.links import link
from generator.compose.tables import page_path, paging
from generator.compose.views import Link
from generator.compose.views_of_lists import Dated, Month, TimelineView
from generator.model import Page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.compose.library import Library
    from generator.model import Article, Drawing

FOLDER = "timeline"
TIMELINE = "timeline/index.md"

PER_PAGE = 200
"""Articles of one page: about 40 KB."""

_MAX_JUMPS = 24
"""Months that are offered one by one; of more the years are."""


def timeline_pages(library: Library) -> Iterator[Page]:
    """Yield the pages of the timeline; the first one also for a corpus without dates, to say why it is empty."""
    articles = [e.article for e in library.corpus.entries]
    n_pages = max(1, -(-len(articles) // PER_PAGE))
    words = library.words
    sentence = _sentence(library, articles)
    for number in range(1, n_pages + 1):
        path = page_path(FOLDER, None, number)
        some = articles[(number - 1) * PER_PAGE : number * PER_PAGE]
        last_before = articles[(number - 1) * PER_PAGE - 1] if number > 1 else None
        title = words("Timeline") if number == 1 else words("Timeline, page {number}", number=number)
        view = TimelineView(
            title=title,
            sentence=sentence,
            is_first=number == 1,
            jumps=_jumps(library, articles, path),
            months=tuple(_months(library, some, articles, last_before, path)),
            paging=paging(
                FOLDER,
                None,
                number,
                n_pages,
                sentence=_which(library, number, len(some), len(articles)) if n_pages > 1 else "",
                orders=(),
            ),
            empty=_empty(library, articles),
        )
        yield Page(
            path=path,
            kind="timeline",
            template="timeline.md.j2",
            title=title,
            description=sentence or view.empty or title,
            view=view,
            charts=_charts(library, articles, path) if number == 1 else (),
        )


def _charts(library: Library, articles: Sequence[Article], page: str) -> tuple[Drawing, ...]:
    found = (
        over_time(
            library.words, [a.date for a in articles], name="over-time", measure=library.words("Articles")
        ),
        topics_over_time(library, page),
    )
    return tuple(c for c in found if c is not None)


def _sentence(library: Library, articles: Sequence[Article]) -> str:
    """Return how many articles there are of what time; "" where none has a date."""
    words = library.words
    dates = sorted(a.date for a in articles if a.date)
    if not dates:
        return ""
    period = words.period(dates[0], dates[-1])
    if len(dates) == len(articles):
        return words.plural(
            "One article, published {period}.",
            "{figure} articles, published {period}.",
            len(dates),
            period=period,
        )
    return words.plural(
        "{dated} of 1 article has a date; published {period}.",
        "{dated} of {figure} articles have a date; these were published {period}.",
        len(articles),
        dated=words.figure(len(dates)),
        period=period,
    )


def _empty(library: Library, articles: Sequence[Article]) -> str | None:
    if not articles:
        return library.words(
            "There are no articles yet. Put articles as text, Markdown or HTML files into the folder seeds/, then "
            "build the site again.",
        )
    if not any(a.date for a in articles):
        return library.words(
            "No article of this site has a date, so nothing can be told over time. Give each one a date in its front "
            "matter, as in “date: 2031-03-28”, then build the site again.",
        )
    return None


def _months(
    library: Library,
    some: Sequence[Article],
    everything: Sequence[Article],
    before: Article | None,
    page: str,
) -> Iterator[Month]:
    """Yield the months of one page; a month that began on the page before says so."""
    words = library.words
    counts = {key: len(list(group)) for key, group in groupby(everything, key=_key)}
    for key, group in groupby(some, key=_key):
        articles = tuple(_dated(library, a, page) for a in group)
        title = _title(library, key)
        is_continued = before is not None and _key(before) == key
        yield Month(
            id=_anchor(key),
            title=words("{month}, continued", month=title) if is_continued else title,
            note=words.articles(counts[key]),
            articles=articles,
            remark=words(
                "Their place in time is not known. A line “date: 2031-03-28” in the front matter of an article puts "
                "it there.",
            )
            if key is None
            else None,
        )


def _key(article: Article) -> tuple[int, int] | None:
    return (article.date.year, article.date.month) if article.date else None


def _title(library: Library, key: tuple[int, int] | None) -> str:
    return library.words.whole_month(*key) if key else library.words("No date given")


def _anchor(key: tuple[int, int] | None) -> str:
    return f"m-{key[0]}-{key[1]:02}" if key else "no-date"


def _dated(library: Library, article: Article, page: str) -> Dated:
    words = library.words
    when = words.day(article.date) if article.date else None
    return Dated(
        article=Link(text=article.title, href=link(page, library.article_pages[article.id])),
        kicker=" · ".join(part for part in (when, article.outlet) if part),
    )


def _jumps(library: Library, articles: Sequence[Article], page: str) -> tuple[Link, ...]:
    """Return links to where each month begins, or each year; () for a single one."""
    by_year = len({_key(a) for a in articles}) > _MAX_JUMPS
    found: dict[str, tuple[int, str, int]] = {}
    for n, article in enumerate(articles):
        key = _key(article)
        name = str(key[0]) if key and by_year else _title(library, key)
        at, anchor, count = found.get(name, (n, _anchor(key), 0))
        found[name] = (at, anchor, count + 1)
    if len(found) == 1:
        return ()
    return tuple(
        Link(
            text=name,
            href=link(page, page_path(FOLDER, None, at // PER_PAGE + 1), anchor),
            note=library.words.figure(n),
        )
        for name, (at, anchor, n) in found.items()
    )


def _which(library: Library, number: int, n_here: int, n_all: int) -> str:
    words, first = library.words, (number - 1) * PER_PAGE + 1
    return words(
        "{first} to {last} of {whole}",
        first=words.figure(first),
        last=words.figure(first + n_here - 1),
        whole=words.figure(n_all),
    )
