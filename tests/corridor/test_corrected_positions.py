"""Corrections of positions and conditions from file to data and report: each key, stale ones, strict builds."""

from __future__ import annotations

import html
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from generator.cli import DONE, FAILED, main

pytestmark = [pytest.mark.model, pytest.mark.usefixtures("needs_model")]

NEWSROOM = Path(__file__).resolve().parents[1] / "newsroom"

OVERRIDES = """\
positions:
  drop:
    - {article: "smaller-harbor", text: "He promised to vote against the budget"}
  act:
    - {article: "smaller-harbor", text: "accused the government of", act: warns}
  holder:
    - {article: "smaller-harbor", text: "Her lawmakers would support the budget", holder: "Tomas Reinholt-Vey"}
conditions:
  drop:
    - {article: "smaller-harbor", text: "unless it was paid for the berths"}
"""


def project(folder: Path, overrides: str = "") -> Path:
    """Make a project of one article, which may be published in full, and return its folder."""
    (folder / "seeds").mkdir(parents=True)
    shutil.copy(NEWSROOM / "seeds" / "courier" / "smaller-harbor.txt", folder / "seeds")
    settings = "site_name: X\nextra:\n  broadsheet:\n    publish: full\n"
    (folder / "mkdocs.yml").write_text(settings, "utf-8")
    if overrides:
        (folder / "seeds" / "overrides.yml").write_text(overrides, "utf-8")
    assert main(["build", "--project", str(folder), "-q"]) == DONE
    return folder


@pytest.fixture(scope="module")
def corrected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project that was built without overrides and then with them; tests leave it alone."""
    folder = project(tmp_path_factory.mktemp("positions") / "desk")
    shutil.copytree(folder / "site" / "data", folder.parent / "before")
    (folder / "seeds" / "overrides.yml").write_text(OVERRIDES, "utf-8")
    assert main(["build", "--project", str(folder), "-q", "--strict"]) == DONE
    return folder


def having(folder: Path, name: str, words: str) -> list[dict[str, Any]]:
    """Return the published rows whose words have these."""
    return [row for row in json.loads((folder / f"{name}.json").read_bytes()) if words in row["text"]]


def test_corrections_are_in_the_data(corrected: Path) -> None:
    """What was there before is gone, or is as the editors say it, by their rule."""
    before, data = corrected.parent / "before", corrected / "site" / "data"
    for name, words in (("positions", "He promised to vote"), ("conditions", "unless it was paid")):
        assert having(before, name, words)
        assert not having(data, name, words)
    (was,) = having(before, "positions", "accused the government")
    (now,) = having(data, "positions", "accused the government")
    assert (was["act"], now["act"]) == ("accuses", "warns")
    assert (now["rule"], now["confidence"], now["holder"]) == ("editor", 1.0, was["holder"])
    (was,) = having(before, "positions", "Her lawmakers would support")
    (now,) = having(data, "positions", "Her lawmakers would support")
    assert was["holder"] != now["holder"] == "Tomas Reinholt-Vey"
    assert now["act"] == was["act"] == "supports"


def test_the_build_report_lists_what_was_corrected(corrected: Path) -> None:
    """Each with its line, what it was and what it is."""
    report = html.unescape((corrected / "site" / "build-report" / "index.html").read_text("utf-8"))
    for line in (3, 5, 7, 10):
        assert f"overrides.yml:{line}" in report
    for words in ("Not a position", "not a condition", "accuses", "a position of Tomas Reinholt-Vey"):
        assert words in report


def test_a_build_with_a_changed_line_is_the_same_as_a_clean_one(corrected: Path, tmp_path: Path) -> None:
    """Byte for byte."""
    clean = project(tmp_path / "clean", OVERRIDES) / "site"
    files = {p.relative_to(clean) for p in clean.rglob("*") if p.is_file() and "pagefind" not in p.parts}
    assert len(files) > 20
    assert all((corrected / "site" / p).read_bytes() == (clean / p).read_bytes() for p in files)


STALE = """\
positions:
  drop:
    - {article: "smaller-harbor", text: "He promised to vote against the budgets"}
  act:
    - {article: "smaller-harbor", text: "accused the government of", act: acuses}
    - {article: "smaller-harbour", text: "accused the government of", act: warns}
conditions:
  drop:
    - {article: "smaller-harbor", text: "Prime Minister"}
"""


def test_stale_lines_are_told_by_check_and_fail_a_strict_build(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With their line and what is nearest; after a build, also words that stand in no condition."""
    folder = project(tmp_path / "stale", STALE)
    capsys.readouterr()
    assert main(["check", "--project", str(folder)]) == DONE
    told = capsys.readouterr().err
    assert (
        "overrides.yml:3: these words do not stand in the article “smaller-harbor”. Did you mean position"
        in told
    )
    assert (
        "overrides.yml:5: `act` of `positions: act` is “acuses”; it is left out. Did you mean `accuses`"
        in told
    )
    assert "overrides.yml:6: there is no article “smaller-harbour”. Did you mean “smaller-harbor”" in told
    assert "overrides.yml:9: these words of “smaller-harbor” are in no condition" in told
    assert main(["build", "--project", str(folder), "-q", "--strict"]) == FAILED
