"""What charts show: values, the finding that is their title, and the same in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.compose.words import later, later_of, sentence
from generator.model import Bar, Chart

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from generator.compose.words import Words

_MIN_BARS = 3
"""Fewer values are better said in a sentence."""

_MIN_TOP = 3
"""A ranking whose leader has fewer is a list of ones and twos: nothing to see in a drawing."""

_MAX_BARS = 12
"""Bars that are read at a glance; the rest is summed."""

_MAX_MONTHS = 24
"""Columns of one month each that are legible at 350 px; longer times are drawn by year."""

_MONTHS_A_YEAR = 12

UNNAMED = later("Unnamed sources")
DOCUMENTS = later("Documents")
"""Labels of all sources without a name together."""

_INSIDE = {
    UNNAMED: later_of("inside a sentence", "unnamed sources"),
    DOCUMENTS: later_of("inside a sentence", "documents"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Leads:
    """Messages that say who leads a ranking, with slots for the names, for `n` and for the `total`."""

    one: str
    """A name leads: `{name}`."""
    many: str
    """What leads is a class of sources: `{name}`, a plural."""
    two: str
    """Two lead together: `{names}`."""


QUOTED_MOST = Leads(
    one=later("{name} is quoted most: {n} of {total} quotations"),
    many=later("{name} are quoted most: {n} of {total} quotations"),
    two=later("{names} are quoted most: {n} each of {total} quotations"),
)


def ranking(  # noqa: PLR0913 - keywords only: the words around a drawing
    words: Words,
    bars: Sequence[Bar],
    *,
    name: str,
    leads: Leads,
    measure: str,
    label_heading: str,
    value_heading: str,
    total: int,
) -> Chart | None:
    """Return a chart of `bars`, largest first; None where it would say no more than a sentence.

    `leads` makes the finding; `total` also counts what no bar stands for.
    """
    counted = [b for b in bars if b.value > 0]
    ordered = sorted(counted, key=lambda b: -b.value)
    if len(ordered) < _MIN_BARS or ordered[0].value < _MIN_TOP:
        return None
    shown, rest = ordered[:_MAX_BARS], ordered[_MAX_BARS:]
    others = (
        Bar(label=words.plural("1 other", "{figure} others", len(rest)), value=sum(b.value for b in rest))
        if rest
        else None
    )
    return Chart(
        id=name,
        kind="bars",
        finding=_leader(words, ordered, leads, total) or measure,
        measure=measure,
        alternative=in_words(words, measure, [*shown, *([others] if others else [])]),
        bars=tuple(shown),
        others=others,
        label_heading=label_heading,
        value_heading=value_heading,
    )


def over_time(words: Words, dates: Iterable[date | None], *, name: str, measure: str) -> Chart | None:
    """Return a chart of how many `dates` fall in each month (each year over more than two years).

    Months without any are drawn as such. None where fewer than three dates or columns are known, and where
    no column is higher than one.
    """
    known = sorted(d for d in dates if d is not None)
    if len(known) < _MIN_BARS:
        return None
    columns = _by_month(words, known)
    is_yearly = len(columns) > _MAX_MONTHS
    if is_yearly:
        columns = _by_year(known)
    bars = tuple(bar for _, bar in columns)
    if len(columns) < _MIN_BARS or max(b.value for b in bars) == 1:
        return None
    subtitle = (
        words("{measure}, by year", measure=measure)
        if is_yearly
        else words("{measure}, by month", measure=measure)
    )
    return Chart(
        id=name,
        kind="columns",
        finding=_peak(words, columns, len(known), is_yearly=is_yearly) or subtitle,
        measure=subtitle,
        alternative=in_words(words, subtitle, [b for b in bars if b.value]),
        bars=bars,
        label_heading=words("Year") if is_yearly else words("Month"),
        value_heading=words("Articles"),
    )


def _by_month(words: Words, known: list[date]) -> list[tuple[str, Bar]]:
    """Return every month from the first to the last: its name in a sentence, and its column."""

    def months(d: date) -> int:
        return d.year * _MONTHS_A_YEAR + d.month - 1

    counts: dict[int, int] = dict.fromkeys(range(months(known[0]), months(known[-1]) + 1), 0)
    for d in known:
        counts[months(d)] += 1
    columns: list[tuple[str, Bar]] = []
    for at, n in counts.items():
        year, of_year = at // _MONTHS_A_YEAR, at % _MONTHS_A_YEAR + 1
        label = words.month(year, of_year)
        columns.append((words.whole_month(year, of_year), Bar(label=label, value=n)))
    return columns


def _by_year(known: list[date]) -> list[tuple[str, Bar]]:
    counts = dict.fromkeys(range(known[0].year, known[-1].year + 1), 0)
    for d in known:
        counts[d.year] += 1
    return [(str(y), Bar(label=str(y), value=n)) for y, n in counts.items()]


def _leader(words: Words, ordered: list[Bar], leads: Leads, total: int) -> str | None:
    """Return who leads, as a sentence; None where three or more lead together."""
    classes = {words(label): inside for label, inside in _INSIDE.items()}
    top = [b for b in ordered if b.value == ordered[0].value]
    n, whole = words.number(top[0].value), words.number(total)
    if len(top) == 1:
        message = leads.many if top[0].label in classes else leads.one
        return words(message, name=top[0].label, n=n, total=whole)
    if len(top) == 2:  # noqa: PLR2004 - two names still fit a title
        named = sorted(top, key=lambda b: b.label in classes)
        labels = [
            words.of("inside a sentence", classes[b.label]) if b.label in classes else b.label for b in named
        ]
        return sentence(words(leads.two, names=words.listing(labels), n=n, total=whole))
    return None


def _peak(words: Words, columns: list[tuple[str, Bar]], total: int, *, is_yearly: bool) -> str | None:
    highest = max(b.value for _, b in columns)
    top = [name for name, b in columns if b.value == highest]
    if len(top) > 1:
        return None
    n, whole = words.number(highest), words.number(total)
    if is_yearly:
        return words("Most articles are from {year}: {n} of {total}", year=top[0], n=n, total=whole)
    return words("Most articles are from {month}: {n} of {total}", month=top[0], n=n, total=whole)


def in_words(words: Words, measure: str, bars: Iterable[Bar]) -> str:
    """Return what a chart shows, for who cannot see it."""
    values = ", ".join(f"{b.label} {words.figure(b.value)}" for b in bars)
    return words("{measure}: {values}.", measure=measure, values=values)
