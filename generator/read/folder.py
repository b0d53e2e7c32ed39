"""What lies in the seeds' folder: seeds, their sidecars, and what is neither."""

from __future__ import annotations

import os
import stat
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.model import Problem
from generator.model.normal_form import normal_form

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model import Severity
    from generator.read.settings import ReadSettings

TEXT_SUFFIXES = (".txt", ".md", ".html", ".htm")
"""One article a file; may have a sidecar."""
ARCHIVE_SUFFIXES = (".jsonl", ".jsonl.gz")
"""An article a line."""
SIDECAR_SUFFIX = ".yml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One file that is to be read."""

    path: Path
    place: str
    """Relative to the project, posix style."""
    suffix: str
    """Lower case, one of the suffixes above."""
    sidecar: Path | None = None
    sidecar_place: str = ""

    @property
    def stem(self) -> str:
        """The file's name without folder and suffix, as one clean line: the default id."""
        return normal_form("NFC", self.path.name[: -len(self.suffix)]).strip()


def look_through(
    project: Path, seeds: Path, settings: ReadSettings
) -> tuple[tuple[Found, ...], tuple[Problem, ...]]:
    """Return the seeds by path, and what in the folder cannot be one.

    Hidden files and folders and `settings.not_seeds` are passed over in silence, everything else is
    either found or named in a problem.
    """
    if not seeds.is_dir():
        what = "is a file, not a folder" if seeds.exists() else "is not there"
        remedy = "Create the folder and put articles into it, or set `seeds` to where they are"
        return (), (_problem(_place(seeds, project), f"the seeds' folder {what}", remedy),)
    files: dict[str, Path] = {}
    problems: list[Problem] = []
    for path in _walk(seeds, project, problems):
        if path.relative_to(seeds).as_posix() in settings.not_seeds:
            continue
        fault = _fault(path, seeds)
        if fault is None:
            files[_place(path, project)] = path
        else:
            problems.append(_problem(_place(path, project), *fault))
    found, leftover = _pair(files)
    problems += leftover
    if not files and not problems:
        remedy = "Put articles into it: .txt, .md, .html or .jsonl files"
        problems.append(_problem(_place(seeds, project), "the seeds' folder is empty", remedy, "warning"))
    return found, tuple(problems)


def _walk(seeds: Path, project: Path, problems: list[Problem]) -> Iterator[Path]:
    """Yield every file that is not hidden, following no linked folder."""

    def unreadable(error: OSError) -> None:
        place = _place(Path(error.filename or seeds), project)
        problems.append(_problem(place, f"the folder cannot be read ({error.strerror})", "Allow reading it"))

    for folder, folders, names in os.walk(seeds, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in folders:
            if (path := Path(folder, name)).is_symlink():
                remedy = "Put the folder itself here, or link its files one by one"
                problems.append(_problem(_place(path, project), "a linked folder is not read", remedy))
        yield from (Path(folder, name) for name in sorted(names) if not name.startswith("."))


def _fault(path: Path, seeds: Path) -> tuple[str, str] | None:
    """Return what keeps a file from being read before it is opened, and the remedy."""
    if any(unicodedata.category(c) in ("Cc", "Cs") for c in path.relative_to(seeds).as_posix()):
        return "the name holds characters that no address can hold", "Rename the file"
    try:
        inside = path.resolve(strict=True).is_relative_to(seeds.resolve())
        regular = stat.S_ISREG(path.stat().st_mode)
    except (OSError, RuntimeError):
        what = "the link leads nowhere" if path.is_symlink() else "the file cannot be reached"
        return what, "Mend it or take it out of the seeds' folder"
    if not inside:
        return "the link leads out of the seeds' folder", "Copy the file into the folder"
    if not regular:
        return "is not an ordinary file", "Remove it from the seeds' folder"
    return None


def _pair(files: dict[str, Path]) -> tuple[tuple[Found, ...], list[Problem]]:
    """Give each text its sidecar; what is left over is no seed."""
    found: list[Found] = []
    used: set[str] = set()
    for place in sorted(files):
        suffix = _suffix(files[place].name)
        if suffix is None:
            continue
        beside = place[: -len(suffix)] + SIDECAR_SUFFIX
        sidecar = files.get(beside) if suffix in TEXT_SUFFIXES else None
        used |= {place, beside} if sidecar else {place}
        found.append(
            Found(path=files[place], place=place, suffix=suffix, sidecar=sidecar, sidecar_place=beside)
        )
    return tuple(found), [_not_a_seed(place) for place in sorted(files) if place not in used]


def _suffix(name: str) -> str | None:
    return next((s for s in (*TEXT_SUFFIXES, *ARCHIVE_SUFFIXES) if name.lower().endswith(s)), None)


def _not_a_seed(place: str) -> Problem:
    if place.endswith(SIDECAR_SUFFIX):
        what = "has no article beside it"
        remedy = "Name it like its article: NAME.yml beside NAME.txt, NAME.md or NAME.html"
    else:
        what = "is of a kind that is not read"
        remedy = "Save it as .txt, .md, .html or .jsonl, or take it out of the seeds' folder"
        if place.lower().endswith((".yaml", ".json")):
            remedy = "Name a sidecar NAME.yml and an archive NAME.jsonl, an article a line"
    return _problem(place, what, remedy, "warning")


def _place(path: Path, project: Path) -> str:
    """Return the path relative to the project (`../…` where it lies beside it), always printable."""
    relative = Path(os.path.relpath(path, project)).as_posix()
    return "".join("\ufffd" if unicodedata.category(c) in ("Cc", "Cs") else c for c in relative)


def _problem(place: str, what: str, remedy: str, severity: Severity = "error") -> Problem:
    return Problem(place=place, severity=severity, what=what, remedy=remedy)
