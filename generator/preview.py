"""The site shown while it is worked on: build → serve → watch → build again, until somebody ends it."""

from __future__ import annotations

import re
import time
import traceback
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol
from urllib.parse import quote, urlsplit

from generator.build import Built, build, templates_folder
from generator.config import CONFIG, Settings, load_settings
from generator.errors import BroadsheetError, BusyError, WrongUseError
from generator.model import Problem
from generator.render import template_fault
from generator.serve import Board, Fault, Server, Snapshot, Watcher, changed, snapshot
from generator.write import STATE, paths_written

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from generator.engine import Progress

FEW: Final = 50
"""Changed files up to which this process alone, its model loaded, is done before others have loaded theirs.

Measured on the invented newsroom: a process needs 3 s of its processor to begin, and an article takes 0.1 s.
"""

BUSY_SECONDS: Final = 2.0
"""How long to leave another build alone before trying again."""

_INHERITED: Final = re.compile(r"^INHERIT:\s*['\"]?([^'\"#\n]+?)['\"]?\s*(?:#.*)?$", re.MULTILINE)
_OWN_THEME: Final = re.compile(
    r"[\s{,]custom_dir:\s*['\"]?([^'\"#\n,}]+?)['\"]?\s*(?:[,}#].*)?$", re.MULTILINE
)
_HOOK: Final = re.compile(r"^\s*-\s*['\"]?([^'\"#\n]+\.py)['\"]?\s*(?:#.*)?$", re.MULTILINE)
"""Lines of mkdocs.yml that name other files; read as lines, for they count also while the file is broken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What a build did, and what it has to say that the one before had not said."""

    built: Built
    problems: tuple[Problem, ...]
    notices: tuple[str, ...]


class Terminal(Protocol):
    """Where it is said what goes on."""

    def progress(self) -> Progress:
        """Return what shows the build that is about to begin."""

    def built(self, news: News) -> None:
        """Say what a build did that made a site."""

    def failed(self, where: str, what: str, remedy: str) -> None:
        """Say why one did not."""

    def say(self, line: str) -> None:
        """Say what goes on."""

    def complain(self, line: str) -> None:
        """Say what must not be missed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """What a build depends on, as it was at one moment."""

    inputs: Snapshot
    pages: Snapshot
    """The files of site_src, ours and those added by hand."""
    written: frozenset[str]
    """Which of them are ours."""

    def changes_to(self, after: _Look, *, over_a_build: bool = False) -> list[str]:
        """Return the paths that others changed; over a build, what we wrote before or after it is our own."""
        pages = changed(self.pages, after.pages)
        if over_a_build:
            pages = [path for path in pages if path not in self.written | after.written]
        return [*changed(self.inputs, after.inputs), *pages]


def show(site: Path, port: int, say: Callable[[str], None]) -> None:
    """Serve a built site as it is until KeyboardInterrupt. Raises WrongUseError where there is none, or no port."""
    if not (site / "index.html").is_file():
        raise WrongUseError(str(site), "there is no built site", "Name a folder that holds index.html")
    server = Server(site.resolve(), port)
    server.start()
    say(f"{site} is at {server.address} until you press Ctrl-C.")
    while True:
        time.sleep(3600)


class Preview:
    """Builds and serves a project, and builds it again whenever something that it is made of has changed."""

    def __init__(self, project: Path, terminal: Terminal, *, port: int, jobs: int) -> None:
        """Take the port. Raises WrongUseError where the folder is not there or the port cannot be had."""
        if not project.is_dir():
            remedy = "Name the folder that holds mkdocs.yml and seeds/"
            raise WrongUseError(str(project), "there is no such folder", remedy)
        self._jobs = jobs
        self._terminal = terminal
        self._settings = Settings(project=project.resolve())
        with suppress(BroadsheetError):  # the first build says it
            self._settings = load_settings(project)
        self._templates = templates_folder()
        self._last: Built | None = None
        self._board = Board()
        self._server = Server(self._site, port, self._board)
        self._server.base = _base(self._settings)
        self._watcher = Watcher()
        self._try_again = False

    @property
    def address(self) -> str:
        """Where the site is shown."""
        return self._server.address

    @property
    def _site(self) -> Path:
        return self._settings.project / self._settings.site

    def run(self) -> None:
        """Build and serve until KeyboardInterrupt."""
        self._server.start()
        self._terminal.say(f"The site is at {self.address} until you press Ctrl-C.")
        self._watcher.watch(self._roots())
        n_changed = FEW + 1
        try:
            while True:
                before = self._look()
                if self._build(self._jobs if n_changed > FEW else 1):
                    self._warm_up()
                self._watcher.watch(self._roots())
                n_changed = self._wait(before)
        finally:
            self._watcher.stop()
            self._server.server_close()

    def _build(self, jobs: int) -> bool:
        """Build and tell everybody; False when there is no newer site."""
        self._try_again = False
        try:
            self._settings = load_settings(self._settings.project)
            built = build(self._settings, self._terminal.progress(), jobs=jobs)
        except Exception as error:  # noqa: BLE001 - whatever a template or a defect does, the last good site stays
            fault = fault_of(error)
            if not isinstance(error, BroadsheetError | OSError) and template_fault(error) is None:
                for line in traceback.format_exception(error):
                    self._terminal.complain(line.rstrip())
            self._board.failed(fault)
            self._terminal.failed(fault.where, fault.what, fault.remedy)
            if self._site.is_dir():
                self._terminal.complain("The last good site stays.")
            self._try_again = isinstance(error, BusyError)
            return False
        self._server.site, self._server.base = self._site, _base(self._settings)
        self._board.built(len(built.problems))
        self._terminal.built(_news(built, self._last))
        self._last = built
        return True

    def _warm_up(self) -> None:
        """Load the language model, so that the first article that changes does not wait for it."""
        from generator.analyse.language_model import load  # noqa: PLC0415 - only here, once there is a site

        with suppress(BroadsheetError):
            load(self._settings.analyse.model)

    def _wait(self, before: _Look) -> int:
        """Return how many files changed, once some did; also those that changed while the build was at work."""
        after = self._look()
        paths = before.changes_to(after, over_a_build=True)
        while not paths:
            woken = self._watcher.wait(BUSY_SECONDS if self._try_again else None)
            if not woken and self._try_again:
                return 1
            paths = after.changes_to(self._look())
        self._terminal.say(_in_words(paths, self._settings.project))
        return len(paths)

    def _look(self) -> _Look:
        settings = self._settings
        site_src, state = settings.project / settings.site_src, settings.project / STATE
        made = {
            self._site,
            site_src,
            state,
            *(self._site.with_name(f".{self._site.name}.{end}") for end in ("new", "old")),
        }
        roots = (
            settings.project / settings.seeds,
            settings.project / settings.overrides,
            *self._files(),
            *self._folders(),
        )
        return _Look(
            inputs=snapshot(roots, without=made),
            pages=snapshot((site_src,)),
            written=frozenset(
                str(site_src / path) for path in paths_written(site_src.parent / STATE, site_src)
            ),
        )

    def _roots(self) -> dict[Path, bool]:
        """Return the folders to listen to; True for all that is below."""
        settings = self._settings
        deep = [settings.project / settings.seeds, settings.project / settings.site_src, *self._folders()]
        # A folder above tells when one of these comes or goes; a file is told of by its folder.
        flat = [
            settings.project,
            (settings.project / settings.overrides).parent,
            *(file.parent for file in self._files()),
        ]
        return dict.fromkeys(flat, False) | dict.fromkeys(deep, True)

    def _folders(self) -> list[Path]:
        return [self._templates, *named_by(self._settings.project).folders]

    def _files(self) -> tuple[Path, ...]:
        return named_by(self._settings.project).files


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What the settings of a project are made of, and what they name."""

    files: tuple[Path, ...]
    """mkdocs.yml, what it inherits, and hooks."""
    folders: tuple[Path, ...]
    """The project's own theme."""


def named_by(project: Path) -> Named:
    """Return what a project's settings name, as far as it can be read from a file that may be broken."""
    configs = [project / CONFIG]
    for file in configs:  # grows on the way
        configs += [parent for parent in _in_lines(_INHERITED, file) if parent not in configs]
    return Named(
        files=(*configs, *(hook for file in configs for hook in _in_lines(_HOOK, file))),
        folders=tuple(folder for file in configs for folder in _in_lines(_OWN_THEME, file)),
    )


def _news(built: Built, last: Built | None) -> News:
    """Return a build with what is new about it."""
    if last is None:
        return News(built=built, problems=built.problems, notices=built.notices)
    known = frozenset(last.problems)
    return News(
        built=built,
        problems=tuple(problem for problem in built.problems if problem not in known),
        notices=tuple(notice for notice in built.notices if notice not in last.notices),
    )


def _in_lines(line: re.Pattern[str], file: Path) -> list[Path]:
    """Return the files or folders that lines of `file` name; () where it cannot be read."""
    try:
        text = file.read_text("utf-8", errors="replace")
    except OSError:
        return []
    return [file.parent / name.strip() for name in line.findall(text)]


def _base(settings: Settings) -> str:
    """Return the path that the site will stand under, a slash at both ends, as its address gives it."""
    path = quote(urlsplit(settings.compose.site_url or "").path.strip("/"), safe="/%")
    return f"/{path}/" if path else "/"


def fault_of(error: Exception) -> Fault:
    """Return why there is no newer site, in words for a page and a terminal."""
    known = error if isinstance(error, BroadsheetError) else template_fault(error)
    if known is not None:
        return Fault(where=known.where, what=known.what.strip(), remedy=known.remedy)
    what = " ".join(str(error).split()) or type(error).__name__
    if isinstance(error, OSError):
        where = str(error.filename or "a file")
        return Fault(where=where, what=str(error.strerror or error), remedy="Mend it and save again")
    remedy = "Report this as a defect of Broadsheet, with what the terminal says"
    return Fault(where="the build", what=f"{type(error).__name__}: {what}", remedy=remedy)


def _in_words(paths: Sequence[str], project: Path) -> str:
    """Return what changed as one line."""
    path = Path(paths[0])
    near = next((folder for folder in (project, Path.cwd()) if path.is_relative_to(folder)), None)
    first = path.as_posix() if near is None else path.relative_to(near).as_posix()
    others = len(paths) - 1
    return f"{first} and {others:,} more changed." if others else f"{first} changed."
