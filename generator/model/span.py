"""Where something is written: half-open ranges of code points."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """A half-open range [start, end) of code points in `Article.text`.

    Raises ValueError when the range is empty or begins before the text does.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse ranges that name no character."""
        if not 0 <= self.start < self.end:
            message = f"a span needs 0 <= start < end, got [{self.start}, {self.end})"
            raise ValueError(message)

    def __len__(self) -> int:
        """Return the number of code points covered, at least 1."""
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the characters that this span names in `text`."""
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        """Tell whether every character of `other` is also in this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end

    def shifted(self, by: int) -> Span:
        """Return the same range `by` code points further on."""
        return Span(start=self.start + by, end=self.end + by)
