"""Several things over the same time: small multiples of topics by week, month, quarter or year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from generator.compose.links import link
from generator.compose.words import sentence
from generator.model import Multiples, Series

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.compose.library import Library
    from generator.compose.words import Words
    from generator.model import Topic

_LEAST = 3
"""Series, steps, and articles of a topic: fewer are better said in a sentence."""

_MOST_SERIES = 9
_MOST_STEPS = 24
"""Columns of one small chart that are told apart at 350 px."""

_MONTHS_A_YEAR = 12
_MONTHS_A_QUARTER = 3
_DAYS_A_WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A stretch of time."""

    begins: date
    label: str
    """At the foot of a column: "Mar 2025", "Q1 2025", "2025"; for a week its first day, "3 Mar"."""
    name: str
    """Inside a sentence: "in March 2025", "in 2025"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """Time without a gap, in steps of one length."""

    steps: tuple[Step, ...]
    """Oldest first."""
    heading: str
    """What a step is: "Month"."""
    by: str
    """The same as a chart's subtitle has it: "by month"."""

    def place(self, when: date) -> int:
        """Return which step a date lies in."""
        return max(i for i, step in enumerate(self.steps) if step.begins <= when)


def steps_between(first: date, last: date, words: Words) -> Steps:
    """Return the steps from `first` to `last`: the shortest of month, quarter and year that stay legible.

    Less than three months are parted into weeks, which begin on Monday.
    """
    n_months = _months(last) - _months(first) + 1
    if n_months < _LEAST:
        return _weeks(first, last, words)
    if n_months <= _MOST_STEPS:
        return Steps(
            steps=tuple(_month(m, words) for m in range(_months(first), _months(last) + 1)),
            heading=words("Month"),
            by=words("by month"),
        )
    quarters = range(_months(first) // _MONTHS_A_QUARTER, _months(last) // _MONTHS_A_QUARTER + 1)
    if len(quarters) <= _MOST_STEPS:
        return Steps(
            steps=tuple(_quarter(q, words) for q in quarters),
            heading=words("Quarter"),
            by=words("by quarter"),
        )
    years = range(first.year, last.year + 1)
    return Steps(steps=tuple(_year(y, words) for y in years), heading=words("Year"), by=words("by year"))


def topics_over_time(
    library: Library, page: str, topics: Iterable[Topic] | None = None, *, name: str = "topics-over-time"
) -> Multiples | None:
    """Return in how many articles each of the weightiest topics stands over time; None where that shows nothing.

    topics: those to choose from, weightiest first, by default all. At most nine are drawn, none of them a part of
    another; each has at least three articles with a date.
    """
    words = library.words
    dates = {i: e.article.date for i, e in library.entries.items() if e.article.date is not None}
    chosen = _chosen(library.corpus.topics if topics is None else topics, dates)
    if len(chosen) < _LEAST:
        return None
    known = [dates[s.article] for t in chosen for s in t.appearances if s.article in dates]
    time = steps_between(min(known), max(known), words)
    series = tuple(
        Series(
            label=sentence(topic.name),
            values=_counted([dates[s.article] for s in topic.appearances if s.article in dates], time),
            href=link(page, library.topic_pages[topic.id]),
        )
        for topic in chosen
    )
    if len(time.steps) < _LEAST or max(v for s in series for v in s.values) == 1:
        return None
    measure = words("Articles on each topic, {by_step}, all to one scale", by_step=time.by)
    return Multiples(
        id=name,
        finding=_peak(series, time, words) or measure,
        measure=measure,
        alternative=_in_words(measure, series, time, words),
        steps=tuple(step.label for step in time.steps),
        series=series,
        step_heading=time.heading,
    )


def _chosen(topics: Iterable[Topic], dates: dict[str, date]) -> list[Topic]:
    chosen: list[Topic] = []
    near: set[str] = set()
    for topic in topics:
        if len(chosen) == _MOST_SERIES:
            break
        if topic.id not in near and sum(s.article in dates for s in topic.appearances) >= _LEAST:
            chosen.append(topic)
            near.update((*topic.broader, *topic.narrower))
    return chosen


def _counted(dates: Sequence[date], time: Steps) -> tuple[int, ...]:
    counts = [0] * len(time.steps)
    for when in dates:
        counts[time.place(when)] += 1
    return tuple(counts)


def _peak(series: Sequence[Series], time: Steps, words: Words) -> str | None:
    """Return which topic has the highest column and when; None where two have or it is no peak of its topic."""
    highest = max(v for s in series for v in s.values)
    top = [(s, i) for s in series for i, v in enumerate(s.values) if v == highest]
    if len(top) > 1:
        return None
    one, place = top[0]
    return words(
        "{topic} peaks {in_step}: {part} of its {whole} articles",
        topic=one.label,
        in_step=time.steps[place].name,
        part=words.number(highest),
        whole=words.number(sum(one.values)),
    )


def _in_words(measure: str, series: Sequence[Series], time: Steps, words: Words) -> str:
    told = [
        words(
            "{topic}: {total} in all, at most {most} {in_step}",
            topic=s.label,
            total=words.figure(sum(s.values)),
            most=words.figure(max(s.values)),
            in_step=time.steps[s.values.index(max(s.values))].name,
        )
        for s in series
    ]
    return f"{measure}. {'; '.join(told)}."


def _months(when: date) -> int:
    return when.year * _MONTHS_A_YEAR + when.month - 1


def _first_of(months: int) -> date:
    return date(months // _MONTHS_A_YEAR, months % _MONTHS_A_YEAR + 1, 1)


def _month(months: int, words: Words) -> Step:
    begins = _first_of(months)
    whole = words.whole_month(begins.year, begins.month)
    label = words.month(begins.year, begins.month)
    return Step(begins=begins, label=label, name=words("in {month}", month=whole))


def _quarter(quarters: int, words: Words) -> Step:
    begins = _first_of(quarters * _MONTHS_A_QUARTER)
    label = words.quarter(begins)
    return Step(begins=begins, label=label, name=words("in {quarter}", quarter=label))


def _year(year: int, words: Words) -> Step:
    return Step(begins=date(year, 1, 1), label=str(year), name=words("in {year}", year=year))


def _weeks(first: date, last: date, words: Words) -> Steps:
    monday = first - timedelta(days=first.weekday())
    n_weeks = (last - monday).days // _DAYS_A_WEEK + 1
    begins = [monday + timedelta(days=_DAYS_A_WEEK * i) for i in range(n_weeks)]
    return Steps(
        steps=tuple(
            Step(
                begins=day,
                label=words.short_day(day),
                name=words("in the week of {day}", day=words.day(day)),
            )
            for day in begins
        ),
        heading=words("Week of"),
        by=words("by week"),
    )
