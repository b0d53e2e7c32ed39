"""Topics over time: steps without a gap, one scale, the finding."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_corpora import Story, join

from generator.compose import ComposeSettings
from generator.compose.charts_over_time import steps_between, topics_over_time
from generator.compose.library import Library, library
from generator.compose.words import Words

DAYS = st.dates(date(1, 1, 1), date(9998, 12, 31))


def dated(**topics: list[date | None]) -> Library:
    """Return a library with an article for each date of each topic."""
    entries = [
        Story(
            f"{topic}-{n}", [("body", f"About {topic}.")], {"title": topic, "date": when}, phrases=[topic]
        ).entry()
        for topic, dates in topics.items()
        for n, when in enumerate(dates)
    ]
    return library(join(entries), ComposeSettings())


def months(*some: int) -> list[date | None]:
    """Return a day of each month of 2031."""
    return [date(2031, m, 3) for m in some]


@pytest.mark.parametrize(
    ("first", "last", "by", "n", "label"),
    [
        (date(2031, 1, 1), date(2031, 1, 31), "by week", 5, "30 Dec"),
        (date(2031, 1, 31), date(2031, 3, 1), "by month", 3, "Jan 2031"),
        (date(2031, 1, 1), date(2032, 12, 1), "by month", 24, "Jan 2031"),
        (date(2031, 2, 1), date(2033, 1, 1), "by month", 24, "Feb 2031"),
        (date(2031, 2, 1), date(2033, 2, 1), "by quarter", 9, "Q1 2031"),
        (date(2020, 1, 1), date(2031, 12, 31), "by year", 12, "2020"),
    ],
)
def test_steps_are_as_short_as_stays_legible(first: date, last: date, by: str, n: int, label: str) -> None:
    """Weeks for less than three months, then months, quarters and years: at most 24 steps, but for years."""
    time = steps_between(first, last, Words())
    assert (time.by, len(time.steps), time.steps[0].label) == (by, n, label)


@given(DAYS, st.integers(0, 20000), st.integers(0, 20000))
def test_every_day_between_has_its_step(first: date, more: int, some: int) -> None:
    """Steps follow each other without a gap; the first day lies in the first, the last in the last."""
    last = min(date(9998, 12, 31), first + timedelta(days=more)) if first < date(9900, 1, 1) else first
    time = steps_between(first, last, Words())
    begins = [step.begins for step in time.steps]
    assert begins == sorted(set(begins))
    assert (time.place(first), time.place(last)) == (0, len(begins) - 1)
    between = min(last, first + timedelta(days=min(some, (last - first).days)))
    assert 0 <= time.place(between) < len(begins)


def test_each_topic_is_counted_at_each_step() -> None:
    """Every series has a value for every step, 0 where nothing was written; the highest column is the finding."""
    found = dated(ferries=months(1, 1, 4), strike=months(2, 3, 4), harbour=[*months(4, 4, 4, 4), None])
    drawn = topics_over_time(found, "timeline.md")
    assert drawn is not None
    assert drawn.steps == ("Jan 2031", "Feb 2031", "Mar 2031", "Apr 2031")
    assert {s.label: s.values for s in drawn.series} == {
        "Ferries": (2, 0, 0, 1),
        "Strike": (0, 1, 1, 1),
        "Harbour": (0, 0, 0, 4),
    }
    assert drawn.finding == "Harbour peaks in April 2031: four of its four articles"
    assert drawn.measure == "Articles on each topic, by month, all to one scale"
    assert {s.href for s in drawn.series} == {"topics/ferries.md", "topics/strike.md", "topics/harbour.md"}


def test_two_peaks_are_no_finding() -> None:
    """Where two columns are as high the title is the measure."""
    found = dated(ferries=months(1, 1, 4), strike=months(2, 2, 4), harbour=months(1, 3, 4))
    drawn = topics_over_time(found, "timeline.md")
    assert drawn is not None
    assert drawn.finding == drawn.measure


def test_what_a_sentence_says_better_is_not_drawn() -> None:
    """Fewer than three topics with three dated articles, fewer than three steps, or ones everywhere: nothing."""
    some = months(1, 2, 4, 4)
    assert topics_over_time(dated(ferries=some, strike=some), "t.md") is None
    assert topics_over_time(dated(ferries=some, strike=some, crews=[*months(1, 2), None]), "t.md") is None
    assert topics_over_time(dated(a=months(1, 2, 3), b=months(1, 2, 3), c=months(4, 5, 6)), "t.md") is None
    assert topics_over_time(dated(a=months(1, 1, 1), b=months(1, 1, 1), c=months(1, 1, 1)), "t.md") is None
    assert topics_over_time(dated(), "t.md") is None


def test_at_most_nine_topics() -> None:
    """Nine small charts are taken in at a glance."""
    found = dated(**{f"topic{n}": months(1, 2, 3, 3) for n in range(12)})
    drawn = topics_over_time(found, "timeline.md")
    assert drawn is not None
    assert len(drawn.series) == 9
