"""Seeds are divided by year without a hand on them, and every article keeps its id."""

from __future__ import annotations

import gzip
import json
import runpy
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.config import load_settings
from generator.read import read_seeds

if TYPE_CHECKING:
    from collections.abc import Callable

TOOL = Path(__file__).parents[2] / "tools" / "by_year.py"
LINES = [
    {"text": "The ferry stops.", "date": "2024-11-20"},
    {"text": "The dues rise.", "date": "2025-03-02", "id": "dues"},
    {"text": "A herring.", "title": "No date"},
    {"text": "The dredger comes.", "date": "2024-05-02"},
]


@pytest.fixture
def divide() -> Callable[..., int]:
    """The tool's main function."""
    main: Callable[..., int] = runpy.run_path(str(TOOL))["main"]
    return main


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with a file and its sidecar, one in a folder, and two archives."""
    folder = tmp_path / "project"
    seeds = folder / "seeds"
    (seeds / "desk").mkdir(parents=True)
    (seeds / "desk" / "one.md").write_text("---\ndate: 2025-06-11\n---\nA keeper came.\n", "utf-8")
    (seeds / "two.txt").write_text("A storm came.\n", "utf-8")
    (seeds / "two.yml").write_text("date: 2023-01-09\n", "utf-8")
    (seeds / "overrides.yml").write_text("", "utf-8")
    archive = "".join(json.dumps(line) + "\n" for line in LINES).encode()
    (seeds / "wire.jsonl").write_bytes(archive)
    (seeds / "agency.jsonl.gz").write_bytes(gzip.compress(archive.replace(b'"dues"', b'"dues-2"')))
    return folder


def ids(folder: Path, seeds: str) -> dict[str, str]:
    """Return id → text of what a folder of seeds holds; it must have no problem."""
    settings = load_settings(folder)
    reading = read_seeds(folder, folder / seeds, settings.read)
    assert reading.problems == ()
    return {article.id: article.text for article in reading.articles}


def test_every_article_is_in_its_year_and_keeps_its_id(
    project: Path, tmp_path: Path, divide: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is lost, nothing doubled, the seeds themselves stay, and what is not divided is said."""
    before = ids(project, "seeds")
    assert divide([str(project), str(tmp_path / "years")]) == 0
    years = sorted((tmp_path / "years").iterdir())
    assert [year.name for year in years] == ["2023", "2024", "2025", "undated"]
    after = [ids(tmp_path, f"years/{year.name}") for year in years]
    assert [len(one) for one in after] == [1, 4, 3, 2]
    assert {key: text for one in after for key, text in one.items()} == before
    assert ids(project, "seeds") == before
    assert "seeds/overrides.yml is not divided" in capsys.readouterr().out


def test_a_folder_that_is_there_is_not_written_to(
    project: Path, tmp_path: Path, divide: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever divides twice is told, and nothing is mixed."""
    (tmp_path / "years").mkdir()
    assert divide([str(project), str(tmp_path / "years")]) == 2
    assert "is there already" in capsys.readouterr().err
    assert list((tmp_path / "years").iterdir()) == []
