"""The day that a date as written names; never asks a clock, never guesses."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from generator.read.lexicon import words

if TYPE_CHECKING:
    from collections.abc import Iterable

_TIME = r"(?:(?:[T ,]|\s+(?:at|à|um)\s)\s*\d{1,2}[:.h]\d{2}.*)?"
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})" + _TIME)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T\d{4,6}.*)?")
_DAY_FIRST_DOTS = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})" + _TIME)
_SLASHES = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})" + _TIME)


def day(text: str) -> date:
    """Return the calendar day that `text` names, in the time zone it is written in.

    ISO 8601 and RFC 2822, `2025/3/28`, `20250328`, `28.3.2025`, `28/3/2025` where only one of the two
    numbers can be a month, `March 28, 2025`, `28 mars 2025`, each with or without weekday and time.
    Raises ValueError, saying why, for everything else: also for `3/4/2025`, which two continents read
    differently.
    """
    text = " ".join(text.split())
    for pattern in (_ISO, _COMPACT):
        if match := pattern.fullmatch(text):
            return _day(match[1], match[2], match[3])
    if match := _DAY_FIRST_DOTS.fullmatch(text):
        return _day(match[3], match[2], match[1])
    if match := _SLASHES.fullmatch(text):
        return _with_slashes(match[1], match[2], match[3])
    month_first, day_first = written_out()
    if match := month_first.fullmatch(text):
        return _day(match["year"], _month(match["month"]), match["day"])
    if match := day_first.fullmatch(text):
        return _day(match["year"], _month(match["month"]), match["day"])
    message = "names no day in a form that is known"
    raise ValueError(message)


@cache
def written_out() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return patterns of a date with its month as a word: month first, and day first."""
    month = f"(?P<month>{month_names()})\\.?"
    weekday = f"(?:(?:{weekday_names()})\\.?,?\\s)?"
    number = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|\.)?"
    year = r"(?P<year>\d{4})"
    return (
        re.compile(f"{weekday}{month}\\s{number},?\\s{year}{_TIME}", re.IGNORECASE),
        re.compile(
            f"{weekday}{number}(?:\\s|-|\\sof\\s|\\sde\\s){month}(?:,|\\sde)?(?:\\s|-){year}{_TIME}",
            re.IGNORECASE,
        ),
    )


@cache
def month_names() -> str:
    """Return an alternation of all names of months, the longest first."""
    return _alternation(name for names in words("dates")["months"] for name in names)


@cache
def weekday_names() -> str:
    """Return an alternation of all names of weekdays, the longest first."""
    return _alternation(words("dates")["weekdays"])


def _alternation(names: Iterable[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=lambda n: (-len(n), n)))


def _month(name: str) -> str:
    months = words("dates")["months"]
    return str(next(i for i, names in enumerate(months, 1) if name.lower() in names))


def _with_slashes(first: str, second: str, year: str) -> date:
    if int(first) <= 12 < int(second):  # noqa: PLR2004 - months
        return _day(year, first, second)
    if int(second) <= 12 < int(first) or first == second:  # noqa: PLR2004 - months
        return _day(year, second, first)
    message = "could be day/month or month/day"
    raise ValueError(message)


def _day(year: str, month: str, day_of_month: str) -> date:
    try:
        return date(int(year), int(month), int(day_of_month))
    except ValueError:
        message = "is no day of the calendar"
        raise ValueError(message) from None
