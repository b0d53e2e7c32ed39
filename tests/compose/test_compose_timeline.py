"""The timeline: every article once, by month, newest first; what has no date last."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta

from small_corpora import greve, join, quiet_harbour, small_site

from generator.compose import ComposeSettings
from generator.compose.library import library
from generator.compose.timeline_page import PER_PAGE, timeline_pages
from generator.compose.views_of_lists import TimelineView
from generator.model import Corpus, Entry, Page


def _pages(corpus: Corpus) -> list[tuple[Page, TimelineView]]:
    pages = list(timeline_pages(library(corpus, ComposeSettings())))
    views = [p.view for p in pages if isinstance(p.view, TimelineView)]
    assert len(views) == len(pages)
    return list(zip(pages, views, strict=True))


def _many(n: int, *, days: int = 1) -> Corpus:
    first = quiet_harbour()

    def entry(i: int) -> Entry:
        article = dataclasses.replace(
            first.article, id=f"a{i}", title=f"Article {i}", date=date(2031, 1, 1) + timedelta(days=i * days)
        )
        return Entry(article=article, analysis=dataclasses.replace(first.analysis, article=f"a{i}"))

    return join([entry(i) for i in range(n)])


def test_articles_stand_by_month_newest_first_and_undated_ones_last() -> None:
    """Each month says how many it has; what has no date says what to do."""
    ((_, view),) = _pages(small_site())
    assert [(m.title, m.note) for m in view.months] == [
        ("May 2031", "1 article"),
        ("April 2031", "1 article"),
        ("March 2031", "1 article"),
        ("No date given", "1 article"),
    ]
    assert [m.remark is not None for m in view.months] == [False, False, False, True]
    assert view.months[0].articles[0].kicker == "4 May 2031 · Elmsworth Post"
    assert (
        view.sentence == "3 of 4 articles have a date; these were published between 3 March and 4 May 2031."
    )


def test_without_a_date_it_says_what_to_do() -> None:
    """The articles stand there all the same."""
    ((page, view),) = _pages(join([greve()]))
    assert "front matter" in (view.empty or "")
    assert [m.title for m in view.months] == ["No date given"]
    assert page.description


def test_without_articles_it_says_so() -> None:
    """One page, so that the menu leads somewhere."""
    ((_, view),) = _pages(join([]))
    assert "no articles yet" in (view.empty or "")
    assert view.months == ()


def test_a_long_timeline_is_parted() -> None:
    """Two hundred articles a page; every article once; a month that goes on says so."""
    found = _pages(_many(2 * PER_PAGE + 5))
    assert [p.path for p, _ in found] == ["timeline/index.md", "timeline/page/2.md", "timeline/page/3.md"]
    titles = [d.article.text for _, v in found for m in v.months for d in m.articles]
    assert len(titles) == len(set(titles)) == 2 * PER_PAGE + 5
    assert found[1][1].months[0].title.endswith(", continued")
    assert found[1][1].paging.sentence == "201 to 400 of 405"
    assert [bool(p.charts) for p, _ in found] == [True, False, False]


def test_months_are_offered_one_by_one_and_of_many_the_years() -> None:
    """Each leads to the page and place where it begins."""
    ((_, view),) = _pages(_many(40))
    assert [(j.text, j.href, j.note) for j in view.jumps] == [
        ("February 2031", "#m-2031-02", "9"),
        ("January 2031", "#m-2031-01", "31"),
    ]
    found = _pages(_many(300, days=10))
    years = found[0][1].jumps
    assert [j.text for j in years][:2] == ["2039", "2038"]
    assert years[-1].href == "page/2.md#m-2031-12"
    anchors = {m.id for m in found[1][1].months}
    assert "m-2031-12" in anchors
