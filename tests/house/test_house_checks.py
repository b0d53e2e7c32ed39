"""The checks of `make check`, so that `make test` is all there is to run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent

CHECKS = {
    "ruff check": ["ruff", "check", "--no-cache", "."],
    "ruff format": ["ruff", "format", "--no-cache", "--check", "."],
    "mypy": ["mypy"],
    "contracts between rooms": ["lint-imports"],
}


@pytest.mark.parametrize("check", CHECKS)
def test_check_finds_nothing(check: str) -> None:
    """The code passes ruff, its formatter, mypy in strict mode and the contracts between rooms."""
    program, *arguments = CHECKS[check]
    ended = subprocess.run(
        [BIN / program, *arguments], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, f"{check}:\n{ended.stdout}{ended.stderr}"


def test_make_check_runs_the_same() -> None:
    """`make check` has exactly these checks."""
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    recipe = makefile.partition("\ncheck:")[2].partition("\n\n")[0]
    named = [line.split("/")[1].split() for line in recipe.splitlines() if line.startswith("\t")]
    assert named == [[word for word in command if word != "--no-cache"] for command in CHECKS.values()]
