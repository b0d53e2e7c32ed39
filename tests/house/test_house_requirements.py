"""Every package that is installed was chosen, pinned, and is checked against its hash."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
LOCKS = ["requirements.lock", "requirements-dev.lock", "requirements-model.lock"]

MENDED = {"mkdocs-material": (9, 7, 7), "pymdown-extensions": (11, 0, 1)}
"""The first versions without a vulnerability that earlier ones are known for."""


def locked(name: str) -> dict[str, str]:
    """Return each package of a lock with its block: pin, marker and hashes."""
    text = re.sub(r"^ *#.*\n", "", (PROJECT / name).read_text(encoding="utf-8"), flags=re.MULTILINE)
    blocks = re.split(r"\n(?=\S)", text.strip())
    return {re.split(r"[=<>~ ;@]", block)[0] + marker(block): block for block in blocks}


def marker(block: str) -> str:
    """Return the condition under which a pin holds; empty when it always does."""
    return "".join(re.findall(r";[^\\\n]*", block))


def normal(name: str) -> str:
    """Return a package's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def named(requirements: list[str]) -> dict[str, str]:
    """Return names of requirements with what is asked of their versions."""
    parts = [re.fullmatch(r"([\w.-]+)(?:\[[^\]]*\])?\s*(.*)", line) for line in requirements]
    return {normal(part[1]): part[2] for part in parts if part}


def wanted(name: str) -> dict[str, str]:
    """Return the requirements of an .in file."""
    lines = (PROJECT / name).read_text(encoding="utf-8").splitlines()
    return named([line.strip() for line in lines if line.strip() and not line.startswith(("#", "-"))])


@pytest.mark.parametrize("name", LOCKS)
def test_every_pin_is_exact_and_has_hashes(name: str) -> None:
    """Each package of a lock has one exact version and at least one sha256."""
    pins = locked(name)
    assert pins
    for package, block in pins.items():
        assert re.match(r"[\w.-]+==[\w.!+]+[ ;\\]", block), package
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", block), package


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_index(name: str) -> None:
    """A lock says what to install, not from which server: that is the user's to choose."""
    text = (PROJECT / name).read_text(encoding="utf-8")
    assert not re.search(r"^\s*(-i|--(extra-)?index-url|--find-links|--trusted-host)", text, re.MULTILINE)
    assert "://" not in text


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_a_lock_holds_what_is_wanted(name: str) -> None:
    """Whatever the .in file wants is in its lock; else: make lock."""
    pinned = {normal(package.split(";")[0].strip()) for package in locked(f"{name}.lock")}
    assert set(wanted(f"{name}.in")) - pinned == set()


def test_both_locks_agree() -> None:
    """A package that the site and the tests both need has one version."""
    run, dev = locked("requirements.lock"), locked("requirements-dev.lock")
    pin = re.compile(r"==([\w.!+]+)")
    differing = {
        name for name in run.keys() & dev.keys() if pin.findall(run[name])[0] != pin.findall(dev[name])[0]
    }
    assert differing == set()


def test_the_package_asks_for_what_the_lock_is_made_from() -> None:
    """pyproject.toml and requirements.in name the same libraries with the same floors."""
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = named(project["dependencies"])
    chosen = wanted("requirements.in")
    assert set(asked) - set(chosen) == set()
    floor = re.compile(r">=([\d.]+)")
    assert {name: floor.findall(asked[name]) for name in asked} == {
        name: floor.findall(chosen[name]) for name in asked
    }


def test_every_library_has_its_reason() -> None:
    """docs/decisions.md says of each library that the site or the tests need why it is there."""
    text = (PROJECT / "docs" / "decisions.md").read_text(encoding="utf-8").lower()
    given = {normal(word.strip(".")) for word in re.findall(r"[\w.-]+", text)}
    pins_for_bytes = {"contourpy", "networkx", "numpy", "scipy"}
    chosen = set(wanted("requirements.in")) | set(wanted("requirements-dev.in"))
    assert chosen - given - pins_for_bytes == set()


@pytest.mark.parametrize("library", MENDED)
def test_no_version_known_to_be_vulnerable_is_asked_for(library: str) -> None:
    """Locks, requirements.in and the package itself keep to versions in which known vulnerabilities are mended."""
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    floors = [wanted("requirements.in")[library], named(project["dependencies"])[library]]
    floors += re.findall(
        rf"^{library}(==[\d.]+)", (PROJECT / "requirements.lock").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert len(floors) == 3
    for floor in floors:
        version = re.match(r"(?:>=|==)([\d.]+)", floor)
        assert version, floor
        assert tuple(int(part) for part in version[1].split(".")) >= MENDED[library], floor
