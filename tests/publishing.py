"""The steps of the workflow that publishes, run on this machine: its own lines of shell, its own list of what it keeps."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tarfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

PROJECT = Path(__file__).resolve().parents[1]
TRACKED = ("generator", "templates", "mkdocs.yml", ".gitignore", ".github")
GIT, BASH = shutil.which("git") or "", shutil.which("bash") or ""
"""Empty where there is none."""
SETUP = "make setup"
"""The one step that is not run: it makes the environment that is here already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What one run of the workflow did."""

    said: str
    """What the build told."""
    cpu: float
    """Seconds of processor time of all its lines."""
    site: Path
    """A copy of what was handed on to be published."""


class Repository:
    """A repository with this program and some seeds, and what its workflow keeps between two runs."""

    def __init__(self, folder: Path, seeds: Mapping[str, str]) -> None:
        """Make and commit it in `folder`; `seeds`: name → content."""
        self.folder, self._runner, self._kept = folder / "origin", folder / "runner", folder / "cache.tar"
        self._n_runs = 0
        self.folder.mkdir(parents=True)
        for name in TRACKED:
            if (PROJECT / name).is_dir():
                ignored = shutil.ignore_patterns("__pycache__")
                shutil.copytree(PROJECT / name, self.folder / name, ignore=ignored)
            else:
                shutil.copy(PROJECT / name, self.folder / name)
        (self.folder / "site_src").mkdir()
        (self.folder / "site_src" / ".gitkeep").touch()
        _git(self.folder, "init", "-q", "-b", "main")
        self.push(seeds)

    def push(self, seeds: Mapping[str, str]) -> None:
        """Commit these seeds."""
        (self.folder / "seeds").mkdir(exist_ok=True)
        for name, content in seeds.items():
            (self.folder / "seeds" / name).write_text(content, "utf-8")
        _git(self.folder, "add", "-A")
        named = ("-c", "user.name=Nobody", "-c", "user.email=nobody@broadsheet.example")
        _git(self.folder, *named, "commit", "-q", "-m", "Seeds")

    def publish(self, *, from_nothing: bool = False) -> Published:
        """Run the workflow's build on a machine that has nothing but the repository and what the last run kept."""
        self._n_runs += 1
        if from_nothing:
            self._kept.unlink(missing_ok=True)
        shutil.rmtree(self._runner, ignore_errors=True)
        site = self.folder.with_name(f"published-{self._n_runs}")
        said, spent = "", 0.0
        for step in _steps():
            used = str(step.get("uses", "")).partition("@")[0]
            if used == "actions/checkout":
                _git(self.folder.parent, "clone", "-q", str(self.folder), str(self._runner))
                (self._runner / ".venv").symlink_to(sys.prefix)
            elif used == "actions/cache/restore" and self._kept.exists():
                with tarfile.open(self._kept) as kept:
                    kept.extractall(self._runner, filter="tar")
            elif used == "actions/cache/save":
                with tarfile.open(self._kept, "w") as kept:
                    for path in step["with"]["path"].split():
                        kept.add(self._runner / path, path)
            elif used == "actions/upload-pages-artifact":
                shutil.copytree(self._runner / step["with"]["path"], site)
            elif step.get("run", SETUP) != SETUP:
                told, cpu = self._run(step["run"])
                said, spent = said + told, spent + cpu
        return Published(said=said, cpu=spent, site=site)

    def _run(self, lines: str) -> tuple[str, float]:
        """Run lines of shell as GitHub does, and return what they said and the processor time that they took."""
        variables = self._runner.with_name("variables")
        environment = {
            **os.environ,
            "PYTHONPATH": str(self._runner),
            "GITHUB_REPOSITORY": "nobody/quay",
            "GITHUB_REPOSITORY_OWNER": "nobody",
            "GITHUB_ENV": str(variables),
            "CI": "true",
        }
        if variables.exists():
            environment |= dict(line.split("=", 1) for line in variables.read_text("utf-8").splitlines())
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        ended = subprocess.run(  # the workflow's own words
            [BASH, "-e", "-o", "pipefail", "-c", lines],
            cwd=self._runner,
            env=environment,
            check=False,
            capture_output=True,
            text=True,
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        said = ended.stdout + ended.stderr
        assert ended.returncode == 0, f"{lines}\n{said}"
        return said, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _steps() -> list[dict[str, Any]]:
    workflow = yaml.safe_load((PROJECT / ".github" / "workflows" / "pages.yml").read_text("utf-8"))
    steps: list[dict[str, Any]] = workflow["jobs"]["build"]["steps"]
    return steps


def _git(folder: Path, *arguments: str) -> None:
    subprocess.run([GIT, *arguments], cwd=folder, check=True, capture_output=True)
