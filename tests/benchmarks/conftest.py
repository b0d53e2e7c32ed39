"""The table of what was measured, printed when all benchmarks have run."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

TABLE = os.environ.get("BROADSHEET_TABLE", "")
"""File that the table is added to, as rows of Markdown; empty: it is only printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One thing that was measured."""

    what: str
    against: str
    measured: float
    must: float
    aim: float | None
    unit: str

    def cells(self) -> tuple[str, str, str, str, str]:
        """Return the row as the table shows it."""
        aim = "" if self.aim is None else _said(self.aim, self.unit)
        return (
            self.what,
            self.against,
            _said(self.measured, self.unit),
            f"≤ {_said(self.must, self.unit)}",
            aim,
        )


ROWS: list[Row] = []


def _said(figure: float, unit: str) -> str:
    if unit == "%":
        return f"{figure:.1%}"
    return f"{figure:,.0f} {unit}" if figure >= 100 or figure == int(figure) else f"{figure:.2f} {unit}"


@pytest.fixture
def measured() -> Callable[..., None]:
    """A function that puts a row into the table and fails where the figure is above what it must be."""

    def put(
        what: str, against: str, figure: float, *, must: float, aim: float | None = None, unit: str = "x"
    ) -> None:
        ROWS.append(Row(what=what, against=against, measured=figure, must=must, aim=aim, unit=unit))
        assert figure <= must, f"{what}: {_said(figure, unit)}, must be at most {_said(must, unit)}"

    return put


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the table."""
    if not ROWS:
        return
    table = [("what", "against", "measured", "must", "aim"), *(row.cells() for row in ROWS)]
    widths = [max(len(row[i]) for row in table) for i in range(5)]
    terminalreporter.section("benchmarks")
    for row in table:
        terminalreporter.write_line("  ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)))
    if TABLE:
        with Path(TABLE).open("a", encoding="utf-8") as file:
            file.writelines(f"| {' | '.join(row.cells())} |\n" for row in ROWS)
