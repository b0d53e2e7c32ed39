"""What lies where in the repository, and what is nowhere in it."""

from __future__ import annotations

import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]

TOP_LEVEL = {
    *("generator", "site_src", "templates", "tests", "seeds", "mkdocs.yml", "pyproject.toml"),
    *(
        "README.md",
        "LICENSE",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "SECURITY.md",
        "Makefile",
        "docs",
        "tools",
    ),
    *("requirements.in", "requirements.lock", "requirements-dev.in", "requirements-dev.lock"),
    *("requirements-model.lock", ".gitignore", ".gitattributes", ".github", ".ci"),
}

VAGUE = {"utils", "util", "helpers", "helper", "manager", "managers", "data", "info", "misc", "common"}
"""Names that say nothing about what is inside."""

FOREIGN = {
    # Written in halves, so that this file does not hold them either.
    "an address of a package index": re.compile(
        "py" + r"pi\.org|python" + r"hosted\.org|--(extra-)?index" + "-url +[^ ]"
    ),
    "a path of one machine": re.compile(r"(?<![\w.~-])/(wo" + r"rk|ro" + r"ot|home/\w+)/"),
    "a folder beside the project": re.compile(r"\.\./sha" + "red"),
}

MAY_HOLD = {"a folder beside the project": {".ci/run"}}

TEXT = re.compile(rb"\A[^\0]*\Z")


@cache
def tracked() -> tuple[str, ...]:
    """Return every file that Git knows, or would know with the next `git add .`."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(command, cwd=PROJECT, capture_output=True, check=True).stdout.decode()
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("needs git and a clone, to know the project's files")
    return tuple(name for name in listed.split("\0") if name and (PROJECT / name).is_file())


def test_the_top_level_is_as_its_owner_wants_it() -> None:
    """At the top are the agreed folders and files, and nothing else."""
    assert {name.split("/")[0] for name in tracked()} - TOP_LEVEL == set()
    for needed in ("generator", "site_src", "templates", "tests", "seeds", "mkdocs.yml", "pyproject.toml"):
        assert (PROJECT / needed).exists(), needed


def test_no_module_has_a_vague_name() -> None:
    """A module or folder of the generator is called after what it does."""
    names = {
        part.removesuffix(".py")
        for name in tracked()
        if name.startswith("generator/")
        for part in name.split("/")
    }
    assert names & VAGUE == set()


def test_test_files_have_names_of_their_own() -> None:
    """Test folders are no packages, so no two test files may share a name."""
    names = [Path(name).name for name in tracked() if re.match(r"tests/.*/test_\w+\.py$", name)]
    assert sorted(name for name in set(names) if names.count(name) > 1) == []


@pytest.mark.parametrize("what", FOREIGN)
def test_nothing_of_this_machine_is_in_the_project(what: str) -> None:
    """No tracked file holds an address of a package index or a path that exists on one machine only."""
    found = []
    for name in tracked():
        content = (PROJECT / name).read_bytes()
        if TEXT.match(content) and name not in MAY_HOLD.get(what, ()):
            lines = content.decode("utf-8", "replace").splitlines()
            found += [
                f"{name}:{number}: {line.strip()[:100]}"
                for number, line in enumerate(lines, 1)
                if FOREIGN[what].search(line)
            ]
    assert found == [], what


def test_generated_folders_are_not_tracked() -> None:
    """What builds make is ignored by Git; pages added to site_src by hand are the owner's to force in."""
    made = ("site/", "demo/", ".broadsheet/", ".venv/", "dist/")
    assert [name for name in tracked() if name.startswith(made)] == []
    assert "site_src/.gitkeep" in tracked()
