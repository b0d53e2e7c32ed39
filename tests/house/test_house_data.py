"""The page on published data tells every file and field that the code makes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.compose import ComposeSettings
from generator.compose.library import library
from generator.compose.published import DataSet, data_files, data_sets
from generator.model import Corpus

PROJECT = Path(__file__).resolve().parents[2]
PAGE = (PROJECT / "docs" / "data.md").read_text(encoding="utf-8")
EMPTY = library(Corpus(entries=(), actors=(), topics=()), ComposeSettings())
SETS = data_sets(EMPTY)


def rows(heading: str) -> list[tuple[str, ...]]:
    """Return the cells of the table whose first heading is `heading`."""
    table = PAGE.partition(f"\n| {heading} |")[2].partition("\n\n")[0]
    return [
        tuple(cell.strip() for cell in line.strip().strip("|").split(" | "))
        for line in table.splitlines()[2:]
    ]


@pytest.mark.parametrize("one", SETS, ids=lambda one: one.name)
def test_each_field_is_told_as_the_code_has_it(one: DataSet) -> None:
    """Name, type and meaning, in the code's order, none too many."""
    told = [
        (f"`{f.name}`", f.type, f.description + ("" if f.is_flat else " In JSON only."))
        for f in one.records.fields
    ]
    assert rows(f"field of {one.name}") == told


def test_each_file_is_told() -> None:
    """Whatever stands beside the pages has a line, and each line is a file."""
    told = {name for row in rows("file") for name in re.findall(r"`([^`]+)`", row[0])}
    made = {file.path for file in data_files(EMPTY, SETS)}
    assert told - {"sitemap.xml", "actors/SLUG/quotes.csv"} == made
