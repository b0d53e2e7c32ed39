"""What the Method page says was measured is what docs/accuracy.md says."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.compose.figures import Checked, Measured, checked_table, figures, measured_on, measured_table
from generator.compose.words import Words

ACCURACY = Path(__file__).parents[2] / "docs" / "accuracy.md"


def _cells(row: str) -> list[str]:
    """Return the cells of the only line of a table in docs/accuracy.md that has a cell beginning with `row`."""
    lines = [
        [cell.strip() for cell in line.strip("| \n").split("|")]
        for line in ACCURACY.read_text(encoding="utf-8").splitlines()
        if line.startswith("|") and any(cell.strip().startswith(row) for cell in line.split("|"))
    ]
    assert len(lines) == 1, (row, lines)
    return lines[0]


@pytest.mark.parametrize("measured", figures()[0], ids=lambda m: m.what)
def test_every_figure_is_that_of_the_documentation(measured: Measured) -> None:
    """The same numbers on the same data of the same day: where one is changed, the other must be."""
    cells = _cells(measured.row)
    numbers = {part.strip(" %*") for cell in cells for part in cell.split(",")}
    assert measured.date in cells
    given = [f for f in (measured.right, measured.found, measured.both) if f is not None]
    assert given
    assert set(given) <= numbers


@pytest.mark.parametrize("checked", figures()[1], ids=lambda c: c.row)
def test_every_checked_confidence_is_that_of_the_documentation(checked: Checked) -> None:
    """Range, number and share stand in one line there."""
    assert _cells(checked.row) == [checked.row, checked.n, f"{checked.right} %"]


def test_the_tables_are_in_the_words_of_readers() -> None:
    """Each figure says of how many, on what, and when."""
    words = Words()
    rows = [[cell.text for cell in row] for row in measured_table(words).rows]
    assert rows[0] == [
        "Words between quotation marks, with their speaker as the article writes it",
        "91.7",
        "86.3",
        "88.9",
        "925 quotations in 84 political news articles",
    ]
    assert [cell.text for cell in checked_table(words).rows[0]] == ["90 % and above", "494", "94"]
    assert [cell.text for cell in checked_table(words).rows[1]] == ["80 to 90 %", "683", "86"]
    assert measured_on(words) == "Measured on 23 November 2026."
