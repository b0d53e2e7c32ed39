"""What charts show: values, the finding that is their title, and the same in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.compose.words import listing, month, number, sentence, whole_month
from generator.model import Bar, Chart

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

_MIN_BARS = 3
"""Fewer values are better said in a sentence."""

_MIN_TOP = 3
"""A ranking whose leader has fewer is a list of ones and twos: nothing to see in a drawing."""

_MAX_BARS = 12
"""Bars that are read at a glance; the rest is summed."""

_MAX_MONTHS = 24
"""Columns of one month each that are legible at 350 px; longer times are drawn by year."""

_MONTHS_A_YEAR = 12

UNNAMED = "Unnamed sources"
DOCUMENTS = "Documents"
_CLASSES = frozenset({UNNAMED, DOCUMENTS})
"""Label of all sources without a name together."""


def ranking(
    bars: Sequence[Bar],
    *,
    name: str,
    verb: str,
    measure: str,
    noun: str,
    label_heading: str,
    total: int,
) -> Chart | None:
    """Return a chart of `bars`, largest first; None where it would say no more than a sentence.

    `verb` makes the finding: "Macron is `quoted most`: 7 of 17 `noun`". `noun` is a plural; `total` also
    counts what no bar stands for.
    """
    counted = [b for b in bars if b.value > 0]
    ordered = sorted(counted, key=lambda b: -b.value)
    if len(ordered) < _MIN_BARS or ordered[0].value < _MIN_TOP:
        return None
    shown, rest = ordered[:_MAX_BARS], ordered[_MAX_BARS:]
    others = Bar(label=f"{len(rest)} others", value=sum(b.value for b in rest)) if rest else None
    return Chart(
        id=name,
        kind="bars",
        finding=_leader(ordered, verb, noun, total) or measure,
        measure=measure,
        alternative=_in_words(measure, [*shown, *([others] if others else [])]),
        bars=tuple(shown),
        others=others,
        label_heading=label_heading,
        value_heading=sentence(noun),
    )


def over_time(dates: Iterable[date | None], *, name: str, measure: str) -> Chart | None:
    """Return a chart of how many `dates` fall in each month (each year over more than two years).

    Months without any are drawn as such. None where fewer than three dates or columns are known, and where
    no column is higher than one.
    """
    known = sorted(d for d in dates if d is not None)
    if len(known) < _MIN_BARS:
        return None
    columns, unit = _by_month(known), "month"
    if len(columns) > _MAX_MONTHS:
        columns, unit = _by_year(known), "year"
    bars = tuple(bar for _, bar in columns)
    if len(columns) < _MIN_BARS or max(b.value for b in bars) == 1:
        return None
    subtitle = f"{measure}, by {unit}"
    return Chart(
        id=name,
        kind="columns",
        finding=_peak(columns, len(known)) or subtitle,
        measure=subtitle,
        alternative=_in_words(subtitle, [b for b in bars if b.value]),
        bars=bars,
        label_heading=sentence(unit),
        value_heading="Articles",
    )


def _by_month(known: list[date]) -> list[tuple[str, Bar]]:
    """Return every month from the first to the last: its name in a sentence, and its column."""

    def months(d: date) -> int:
        return d.year * _MONTHS_A_YEAR + d.month - 1

    counts: dict[int, int] = dict.fromkeys(range(months(known[0]), months(known[-1]) + 1), 0)
    for d in known:
        counts[months(d)] += 1
    columns: list[tuple[str, Bar]] = []
    for at, n in counts.items():
        year, of_year = at // _MONTHS_A_YEAR, at % _MONTHS_A_YEAR + 1
        columns.append((whole_month(year, of_year), Bar(label=month(year, of_year), value=n)))
    return columns


def _by_year(known: list[date]) -> list[tuple[str, Bar]]:
    counts = dict.fromkeys(range(known[0].year, known[-1].year + 1), 0)
    for d in known:
        counts[d.year] += 1
    return [(str(y), Bar(label=str(y), value=n)) for y, n in counts.items()]


def _leader(ordered: list[Bar], verb: str, noun: str, total: int) -> str | None:
    """Return who leads, as a sentence; None where three or more lead together."""
    top = [b for b in ordered if b.value == ordered[0].value]
    if len(top) == 1:
        are = "are" if top[0].label in _CLASSES else "is"
        return f"{top[0].label} {are} {verb}: {number(top[0].value)} of {number(total)} {noun}"
    if len(top) == 2:  # noqa: PLR2004 - two names still fit a title
        named = sorted(top, key=lambda b: b.label in _CLASSES)
        names = listing([b.label.lower() if b.label in _CLASSES else b.label for b in named])
        return f"{names} are {verb}: {number(top[0].value)} each of {number(total)} {noun}"
    return None


def _peak(columns: list[tuple[str, Bar]], total: int) -> str | None:
    highest = max(b.value for _, b in columns)
    top = [name for name, b in columns if b.value == highest]
    if len(top) > 1:
        return None
    return f"Most articles are from {top[0]}: {number(highest)} of {number(total)}"


def _in_words(measure: str, bars: list[Bar]) -> str:
    return f"{measure}: " + ", ".join(f"{b.label} {b.value:,}" for b in bars) + "."
