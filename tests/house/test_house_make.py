"""The set-up: any Python from 3.11, an environment that mends itself, commands that explain themselves."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from types import ModuleType

PROJECT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="needs make")


def make(*arguments: str, folder: Path = PROJECT) -> subprocess.CompletedProcess[str]:
    """Run make as a user would, without what an outer make hands down."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("MAKE") and name != "PYTHON"
    }
    command = ["make", "--no-print-directory", *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def set_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Return tools/environment.py at work on a project of its own, with a pip that installs nothing."""
    spec = importlib.util.spec_from_file_location("environment", PROJECT / "tools" / "environment.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for file in {name for names in module.DECIDING.values() for name in names}:
        (tmp_path / file).write_text(file)
    environment = tmp_path / ".venv"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(module, "ENVIRONMENT", environment)
    monkeypatch.setattr(module, "PYTHON", environment / "bin" / "python")
    monkeypatch.setattr(module, "UNFINISHED", environment / module.UNFINISHED.name)
    monkeypatch.setattr(module, "PLACE", environment / module.PLACE.name)
    monkeypatch.setattr(module, "version_inside", lambda: sys.version_info[:2])
    module.installed = []
    monkeypatch.setattr(module, "pip", module.installed.append)
    return module


def made(module: ModuleType) -> Path:
    """Return an environment with its run set installed."""
    module.ENVIRONMENT.mkdir()
    module.install("run")
    module.installed.clear()
    assert module.fault(chosen=False) is None
    return module.ENVIRONMENT


def test_make_alone_helps() -> None:
    """`make` without a word lists the commands and changes nothing."""
    assert make().stdout == make("help").stdout
    assert "  site " in make().stdout


def test_an_old_python_is_refused_in_words(tmp_path: Path) -> None:
    """With a Python before 3.11 the set-up says which is needed, which was found, and what to write."""
    old = tmp_path / "python3"
    old.write_text('#!/bin/sh\n[ "$1" = --version ] && echo Python 3.9.18\nexit 1\n')
    old.chmod(0o755)
    refused = make("site", f"PYTHON={old}")
    assert refused.returncode != 0
    assert f"needs Python 3.11 or later, and {old} is Python 3.9.18" in refused.stderr
    assert "make site PYTHON=" in refused.stderr
    assert "is not there" in make("site", "PYTHON=no-such-python").stderr


def test_a_good_environment_is_left_alone(set_up: ModuleType) -> None:
    """Nothing is installed twice: a second set-up does nothing."""
    made(set_up)
    set_up.install("run")
    assert set_up.installed == []


@pytest.mark.parametrize("file", ["requirements.lock", "requirements-model.lock", "pyproject.toml"])
def test_a_changed_lock_is_installed(set_up: ModuleType, file: str) -> None:
    """When a lock or the project's own metadata change, the set is installed again."""
    made(set_up)
    Path(file).write_text("changed")
    set_up.install("run")
    assert len(set_up.installed) == len(set_up.STEPS["run"])


def test_everything_from_an_index_is_checked_against_hashes(set_up: ModuleType) -> None:
    """The installer gets --require-hashes with each lock; only the project itself is installed without, and without an index."""
    for step in [*set_up.STEPS["run"], *set_up.STEPS["dev"]]:
        itself = "--editable" in step
        assert ("--require-hashes" in step) != itself
        assert not itself or {"--no-deps", "--no-build-isolation"} <= set(step)


def test_an_interrupted_set_up_is_begun_anew(set_up: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """When pip was killed in the middle, the next set-up trusts nothing of what it left."""
    made(set_up)
    Path("requirements.lock").write_text("changed")

    def killed(_arguments: list[str]) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(set_up, "pip", killed)
    with pytest.raises(KeyboardInterrupt):
        set_up.install("run")
    assert "cut off" in str(set_up.fault(chosen=False))


def test_a_moved_environment_is_made_anew(set_up: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """Scripts of an environment name its folder, so a moved one is not used."""
    environment = made(set_up)
    elsewhere = environment.with_name("elsewhere")
    environment.rename(elsewhere)
    monkeypatch.setattr(set_up, "ENVIRONMENT", elsewhere)
    monkeypatch.setattr(set_up, "PLACE", elsewhere / set_up.PLACE.name)
    assert "moved" in str(set_up.fault(chosen=False))


def test_a_named_python_replaces_another(set_up: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """PYTHON= makes the environment anew when it is of another version; without PYTHON= it stays."""
    made(set_up)
    monkeypatch.setattr(set_up, "version_inside", lambda: (3, 99))
    assert set_up.fault(chosen=False) is None
    assert "3.99" in str(set_up.fault(chosen=True))


def test_a_broken_or_old_environment_is_made_anew(
    set_up: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An environment whose Python or pip does not start, or is too old, is not used."""
    made(set_up)
    monkeypatch.setattr(set_up, "version_inside", lambda: None)
    assert "does not work" in str(set_up.fault(chosen=False))
    monkeypatch.setattr(set_up, "version_inside", lambda: (3, 10))
    assert "3.10" in str(set_up.fault(chosen=False))


def test_make_serve_shows_a_site_or_works_on_one() -> None:
    """`make serve` is `broadsheet serve`; with SITE it only shows that folder, as `make demo` says."""
    assert "broadsheet serve --port 8000" in make("-n", "serve").stdout
    assert "--site" not in make("-n", "serve").stdout
    shown = make("-n", "serve", "SITE=demo/site", "PORT=8001").stdout
    assert "broadsheet serve --port 8001 --site demo/site" in shown
    assert "make serve SITE=demo/site" in make("-n", "demo").stdout
