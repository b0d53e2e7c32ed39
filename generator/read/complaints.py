"""Problems as they come up while one seed is read."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TYPE_CHECKING

from generator.model import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

_MOST_LINES = 200
"""Lines of one file that were left out and are told one by one: of a table with a million rows nobody has anything."""


@dataclass(slots=True, kw_only=True)
class Complaints:
    """The problems of one place so far; the only thing in this room that is filled in step by step."""

    place: str
    """The file relative to the project, posix style."""
    line: int | None = None
    """Line that holds where none is named: an archive's current line."""
    found: list[Problem] = field(default_factory=list)

    def error(self, what: str, remedy: str, *, place: str | None = None, line: int | None = None) -> None:
        """Note that something was left out."""
        self._add("error", what, remedy, place, line)

    def warning(self, what: str, remedy: str, *, place: str | None = None, line: int | None = None) -> None:
        """Note that something was taken that somebody should look at."""
        self._add("warning", what, remedy, place, line)

    def refuse(
        self, what: str, remedy: str, *, place: str | None = None, line: int | None = None
    ) -> RefusedError:
        """Note an error and return what to raise: the seed cannot be read at all."""
        self._add("error", what, remedy, place, line)
        return RefusedError(what)

    def _add(self, severity: Severity, what: str, remedy: str, place: str | None, line: int | None) -> None:
        known_line = line if line is not None or place not in (None, self.place) else self.line
        self.found.append(
            Problem(place=place or self.place, line=known_line, severity=severity, what=what, remedy=remedy)
        )


class RefusedError(Exception):
    """A seed is left out; the reason is already among its complaints. Never leaves the reading room."""


def first_lines(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems of lines that were left out, of very many in one file the first and how many more there are."""
    told: list[Problem] = []
    for _, of_file in groupby(problems, key=lambda problem: problem.place):
        each = list(of_file)
        told += each[:_MOST_LINES]
        if len(each) > _MOST_LINES:
            more = len(each) - _MOST_LINES
            what = f"{more:,} more lines were left out, this one the last"
            remedy = "Mend the first ones, then run: broadsheet check"
            told.append(replace(each[-1], what=what, remedy=remedy, n=more))
    return told


def shown(value: object, most: int = 60) -> str:
    """Return a value as it may stand in a message: one printable line, cut to `most` characters."""
    text = "".join(c if c.isprintable() else " " for c in str(value)[: most + 1])
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1] + "…"
