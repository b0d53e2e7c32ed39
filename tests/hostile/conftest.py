"""How often hostile things are tried, and the table of what came of it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.analyse.language_model import model_path
from generator.errors import ModelMissingError

if TYPE_CHECKING:
    from collections.abc import Callable

WHOLE = bool(os.environ.get("BROADSHEET_SOAK"))
"""Whether everything is tried (`make soak`), or a sample (`make test`)."""

TABLE = os.environ.get("BROADSHEET_TABLE", "")
"""File that the table is added to, as rows of Markdown; empty: it is only printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One thing that was tried many times."""

    what: str
    n_tried: int
    n_failed: int
    remark: str


ROWS: list[Row] = []


@pytest.fixture(scope="session")
def needs_model() -> None:
    """Skip where the language model is not installed."""
    try:
        model_path("en_core_web_md")
    except ModelMissingError as error:
        pytest.skip(str(error))


@pytest.fixture
def rounds() -> Callable[[int, int], int]:
    """A function (sample, whole) that says how many times to try: the first in `make test`, the second in `make soak`."""

    def choose(sample: int, whole: int) -> int:
        return whole if WHOLE else sample

    return choose


@pytest.fixture
def tried() -> Callable[..., None]:
    """A function that puts a row into the table; that anything failed is for the test to assert."""

    def put(what: str, n_tried: int, *, n_failed: int = 0, remark: str = "") -> None:
        ROWS.append(Row(what=what, n_tried=n_tried, n_failed=n_failed, remark=remark))

    return put


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the table."""
    if not ROWS:
        return
    table = [("what", "tried", "failed", "remark")]
    table += [(row.what, f"{row.n_tried:,}", f"{row.n_failed:,}", row.remark) for row in ROWS]
    widths = [max(len(row[i]) for row in table) for i in range(4)]
    terminalreporter.section("hostile: everything" if WHOLE else "hostile: a sample")
    for row in table:
        terminalreporter.write_line("  ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)))
    if TABLE:
        with Path(TABLE).open("a", encoding="utf-8") as file:
            file.writelines(f"| {' | '.join(row)} |\n" for row in table[1:])
