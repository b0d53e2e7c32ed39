"""What went wrong with one input, as a value that the report can show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]
"""error: something was left out of the site; warning: taken, but look at it."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Problem:
    """One thing an owner should know about one input, with its remedy."""

    place: str
    """The file relative to the project (posix), or an archive's file."""
    line: int | None = None
    """Line in that file, from 1; None where no line can be named."""
    severity: Severity
    what: str
    """What is wrong, one sentence without a full stop."""
    remedy: str
    """What to do, one sentence without a full stop."""
    n: int = 1
    """How many such things it tells of: of very many the last one stands for all that are not told one by one."""

    @property
    def where(self) -> str:
        """The place as `file:line`, or the file alone."""
        return self.place if self.line is None else f"{self.place}:{self.line}"

    def __str__(self) -> str:
        return f"{self.where}: {self.what}. {self.remedy}."
