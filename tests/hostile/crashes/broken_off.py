"""A bench for builds that are broken off: states of one project, builds between them, and what must stand afterwards."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final, Self

from tests.changing_project import TEMPLATES, Project, held

if TYPE_CHECKING:
    import random
    from types import TracebackType

PROJECT: Final = Path(__file__).parents[3]
FAULTS: Final = Path(__file__).parent / "faults"
PATIENCE: Final = 60.0
"""Seconds for a build of some articles, on a machine that does much else."""

JOURNAL: Final = ".broadsheet.journal"
KEPT: Final = {".broadsheet.pages.json", JOURNAL}
"""What builds keep beside the pages; the journal until the next build that ends well."""

SEED: Final = int(os.environ.get("BROADSHEET_SEED", "7"))

Files = dict[str, bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """A build that ended, one way or another."""

    code: int
    """Below 0: the signal that ended it."""
    said: str
    after_asked: float
    """Seconds from when it was asked to end, 0.0 where that was a process's own doing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A project's sources, and what a clean build makes of them."""

    sources: Path
    built: Path
    """The whole project after its clean build."""
    site: Files
    pages: Files


class Bench:
    """Builds a project in processes that can be broken off."""

    def __init__(self, folder: Path, chance: random.Random, n_states: int) -> None:
        self.folder, self.chance = folder, chance
        self.n_processes = 0
        project = Project(folder / "sources", chance, templates=TEMPLATES)
        errors = (folder / "builder.txt").open("wb")
        environment = {**os.environ, "PYTHONPATH": f"{FAULTS}:{PROJECT}", "OPENBLAS_NUM_THREADS": "1"}
        self._builder = subprocess.Popen(
            [sys.executable, str(FAULTS / "builder.py"), str(TEMPLATES)],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )
        errors.close()
        self.states = [self._state(project, n) for n in range(n_states)]

    def __enter__(self) -> Self:
        """Return the bench itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the process that builds."""
        self._builder.kill()
        self._builder.communicate()

    def _state(self, project: Project, number: int) -> State:
        ways = [project.add_seed, project.edit_seed, project.remove_seed, project.override, project.settings]
        if number:
            for way in self.chance.sample(ways, 2):
                way()
            project.touch_up_seed()
        place = self.folder / f"state-{number}"
        sources, built = place / "sources", place / "built"
        shutil.copytree(project.folder, sources)
        shutil.copytree(sources, built)
        ended = self.build(built)
        assert ended.code == 0, ended.said
        return State(sources=sources, built=built, site=held(built / "site"), pages=held(built / "site_src"))

    def begin(
        self,
        project: Path,
        *more: str,
        jobs: int = 1,
        fault: dict[str, Any] | None = None,
        humble: bool = False,
    ) -> Running:
        """Begin a build."""
        self.n_processes += 1
        errors = self.folder / "said.txt"
        order = {
            "arguments": ["build", "--project", str(project), "--jobs", str(jobs), *more],
            "fault": fault,
            "errors": str(errors),
            "humble": humble,
        }
        assert self._builder.stdin is not None
        assert self._builder.stdout is not None
        self._builder.stdin.write(json.dumps(order) + "\n")
        self._builder.stdin.flush()
        return Running(int(self._builder.stdout.readline()), self._builder.stdout, errors)

    def build(
        self,
        project: Path,
        *more: str,
        jobs: int = 1,
        fault: dict[str, Any] | None = None,
        humble: bool = False,
    ) -> Ended:
        """Build to the end, whatever that is; `humble`: with the rights of a user who is not root."""
        return self.begin(project, *more, jobs=jobs, fault=fault, humble=humble).end()

    def project(self, before: State | None, after: State) -> Path:
        """Return a project that was built as `before`, None: never, and has now the sources of `after`."""
        project = self.folder / "project"
        shutil.rmtree(project, ignore_errors=True)
        if before is None:
            shutil.copytree(after.sources, project)
            return project
        shutil.copytree(before.built, project)
        shutil.rmtree(project / "seeds")
        shutil.copytree(after.sources / "seeds", project / "seeds")
        shutil.copy(after.sources / "mkdocs.yml", project)
        return project

    def fault(self, what: str, at: int, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - see sitecustomize
        """Return a plan, as faults/sitecustomize.py has it."""
        log = self.folder / "log.txt"
        log.unlink(missing_ok=True)
        plan = {"only_root": False, "number": 0, "onwards": False, "removals": True, **more}
        return {"below": str(self.folder / "project"), "log": str(log), "at": at, "what": what, **plan}

    def moments(self, before: State | None, after: State, jobs: int) -> list[str]:
        """Return every change that a build makes on the disk, in order."""
        project = self.project(before, after)
        ended = self.build(project, jobs=jobs, fault=self.fault("none", 0))
        assert ended.code == 0, ended.said
        return (self.folder / "log.txt").read_text("utf-8", "replace").splitlines()


class Running:
    """A build under way."""

    def __init__(self, root: int, told: IO[str], errors: Path) -> None:
        self.root, self._told, self._errors = root, told, errors
        self._asked: float | None = None

    def kill(self, *, only_root: bool) -> None:
        """End its first process, or all, by SIGKILL."""
        with suppress(ProcessLookupError):
            (os.kill if only_root else os.killpg)(self.root, signal.SIGKILL)

    def ask(self, number: int) -> None:
        """Send its first process a signal."""
        self._asked = time.monotonic()
        with suppress(ProcessLookupError):
            os.kill(self.root, number)

    def end(self) -> Ended:
        """Wait until it has ended, and all its processes."""
        code = int(self._told.readline())
        seconds = 0.0 if self._asked is None else time.monotonic() - self._asked
        until = time.monotonic() + 5
        while (left := processes_of(self.root)) and time.monotonic() < until:
            time.sleep(0.01)
        assert left == [], f"processes outlive the build: {left}"
        return Ended(code=code, said=self._errors.read_text("utf-8", "replace"), after_asked=seconds)


PLAIN: Final = """
import sys
from pathlib import Path
from generator import build, preview
from generator.cli import main
from generator.write import site
build.templates_folder = preview.templates_folder = lambda: Path(sys.argv[1])
site._WORTH_SHARING = 0
sys.exit(main(sys.argv[2:]))
"""


def plain(*arguments: str) -> list[str]:
    """Return the command for what the bench does, in a process of nobody's."""
    return [sys.executable, "-c", PLAIN, str(TEMPLATES), *arguments]


def processes_of(session: int) -> list[str]:
    """Return what is alive in a session of processes, with the command that it runs."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                fields = (entry / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()
                if int(fields[3]) == session and fields[0] not in "ZX":
                    found.append((entry / "cmdline").read_text("utf-8", "replace").replace("\0", " ")[:200])
            except OSError:
                continue
    return found


def is_whole(project: Path, before: State | None, after: State) -> str:
    """Return which site stands: "old", "new", "none" where there was none; otherwise what is wrong with it."""
    if not (project / "site").exists():
        return "none" if before is None else "the site is gone"
    site = held(project / "site")
    if site == after.site:
        return "new"
    if before is not None and site == before.site:
        return "old"
    return f"a mixed site: {differing(site, after.site)[:5]}"


def differing(ours: Files, theirs: Files) -> list[str]:
    """Return the paths whose bytes differ."""
    return sorted(path for path in {*ours, *theirs} if ours.get(path) != theirs.get(path))


def left_behind(project: Path) -> list[str]:
    """Return what a build that ended leaves nowhere."""
    beside = {path.name for path in project.iterdir()}
    odd = beside - {"seeds", "mkdocs.yml", "site", "site_src", ".broadsheet"}
    odd |= {path.name for path in (project / "site_src").glob(".*")} - KEPT
    state = project / ".broadsheet"
    return sorted(odd | {path.name for path in state.glob("*") if path.suffix in {".part", ".tmp"}})


def built_again(bench: Bench, project: Path, after: State, *, jobs: int = 1) -> list[str]:
    """Build once more, and return what is not as after a clean build."""
    ended = bench.build(project, jobs=jobs)
    wrong = [] if ended.code == 0 else [f"exit code {ended.code}: {ended.said}"]
    if ended.code == 0:
        wrong += [f"site/{path}" for path in differing(held(project / "site"), after.site)]
        wrong += [f"site_src/{path}" for path in differing(held(project / "site_src"), after.pages)]
        wrong += [f"left behind: {path}" for path in left_behind(project)]
        state = {path.name for path in (project / ".broadsheet").iterdir()}
        known = {path.name for path in (after.built / ".broadsheet").iterdir()}
        shared = {path for path in state if path.startswith("mkdocs.")}
        wrong += [f"left behind: site_src/{JOURNAL}"] if (project / "site_src" / JOURNAL).exists() else []
        wrong += [f"left behind: .broadsheet/{path}" for path in sorted(state - known - shared)]
    return wrong
