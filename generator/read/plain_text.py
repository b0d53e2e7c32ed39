"""Plain text: an article as somebody typed, pasted or wrapped it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

_NARROWEST, _WIDEST = 40, 120
"""Columns that text is wrapped at: e-mail has 72, terminals 80, editors up to 120; a paragraph that is one
line is longer than that, and verse narrower."""
_LEAST_BREAKS = 4
_BROKEN_SHARE = 0.3
"""Least share of line breaks that stand inside a sentence: about 0.7 in wrapped text; where a line is a
paragraph they are accidents (0.04 at most in Wikinews, more only in match reports and tables of the BBC and Reuters,
and none of 7,790 articles met all three conditions)."""
_FULL_SHARE = 0.9
"""Share of these at which the next word had no room: 1 in wrapped text but for a few edits by hand."""
_LIST_ITEM = re.compile(r"\s*(?:[-–—•*·>]\s|\d{1,2}[.)]\s)")
_SENTENCE_END = re.compile(r"[.!?…:;][\"'”’»)]*\s*$")
_HYPHEN_END = re.compile(r"\w-$")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Break:
    """A single newline between two lines that hold something."""

    above: str
    below: str

    @property
    def is_inside_sentence(self) -> bool:
        """Whether the sentence goes on below: no full stop above, a small letter below."""
        return self.below.lstrip()[0].islower() and _SENTENCE_END.search(self.above) is None

    def had_no_room(self, width: int) -> bool:
        """Tell whether the next line's first word would not have fitted on the line above."""
        first = self.below.split(maxsplit=1)[0]
        return len(self.above.rstrip()) + 1 + len(first) > width


def unwrap(text: str) -> str:
    """Return the text with a line a paragraph: lines that were broken at a column are joined again.

    A text counts as wrapped when its sentences go on over line breaks where the next word would not have fitted. In such a
    text a break stays a break where the word would have fitted, before a list item and before an indented line.
    A line that ends in a hyphen is joined without a space and keeps the hyphen.
    """
    lines = text.split("\n")
    width = _width(lines)
    if width is None:
        return text
    joined = [lines[0]]
    for i, line in enumerate(lines[1:], 1):
        if _belong_together(lines[i - 1], line, width):
            glue = "" if _HYPHEN_END.search(joined[-1].rstrip()) else " "
            joined[-1] = joined[-1].rstrip() + glue + line.strip()
        else:
            joined.append(line)
    return "\n".join(joined)


def _width(lines: list[str]) -> int | None:
    """Return the column that the text is wrapped at, None for text that is not."""
    breaks = [_Break(above=a, below=b) for a, b in pairwise(lines) if a.strip() and b.strip()]
    inside = [b for b in breaks if b.is_inside_sentence]
    if len(inside) < max(_LEAST_BREAKS, _BROKEN_SHARE * len(breaks)):
        return None
    # A single long word (an address) may stick out.
    width = max((len(b.above.rstrip()) for b in breaks if " " in b.above.strip()), default=0)
    if not _NARROWEST <= width <= _WIDEST:
        return None
    n_full = sum(b.had_no_room(width) for b in inside)
    return width if n_full >= _FULL_SHARE * len(inside) else None


def _belong_together(above: str, below: str, width: int) -> bool:
    if not above.strip() or not below.strip() or _LIST_ITEM.match(below):
        return False
    indented = len(below) - len(below.lstrip()) > len(above) - len(above.lstrip())
    return not indented and _Break(above=above, below=below).had_no_room(width)
