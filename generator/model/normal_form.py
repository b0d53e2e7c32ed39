"""Unicode's normal forms in time that grows with the text: `unicodedata.normalize` sorts marks in the square of their number.

A letter with 100,000 accents takes the library 7 s, one with 2,500,000 more than an hour. Marks that stand in their canonical
order already are passed over in one go, so that order is made first, where there are many. The result is the same.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final, Literal

_MANY: Final = 100
"""Marks in a row that the library sorts itself: no language has more than a few."""

_DECOMPOSED_TO_MARKS: Final = "\u0f73\u0f75\u0f81"
"""Not marks by their class, but made of marks alone."""

_HIGHEST: Final = 0x20000
"""No mark stands above: the planes behind are ideographs, tags and private use."""


def normal_form(form: Literal["NFC", "NFKD"], text: str) -> str:
    """Return what `unicodedata.normalize` returns."""
    # Of so many in a row one stands at a place that this looks at.
    if len(text) >= _MANY and not text.isascii() and _mark().search(text[::_MANY]):
        text = _marks_in_a_row().sub(_in_order, text)
    return unicodedata.normalize(form, text)


@cache
def _mark() -> re.Pattern[str]:
    marks = "".join(c for c in map(chr, range(_HIGHEST)) if unicodedata.combining(c)) + _DECOMPOSED_TO_MARKS
    return re.compile(f"[{re.escape(marks)}]")


@cache
def _marks_in_a_row() -> re.Pattern[str]:
    return re.compile(f"{_mark().pattern}{{{_MANY},}}")


def _in_order(run: re.Match[str]) -> str:
    single = "".join(unicodedata.normalize("NFD", mark) for mark in run[0])
    return "".join(sorted(single, key=unicodedata.combining))
