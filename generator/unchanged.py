"""Whether anything that a build depends on has changed since the last one; where nothing has, there is nothing to do.

Everything is compared by content: what goes in (seeds, corrections, settings, templates, programs) and what came
out (`site_src` with what was added by hand, the site). A clock or a file's date says nothing.
"""

from __future__ import annotations

import hashlib
import os
import stat
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from generator.model import Problem
from generator.read import leads_away
from generator.write import digest_of, installed, make_room, seal_value, unseal_value, writing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.config import Settings
    from generator.write import Frame

_FILE = "last.msgpack"
_PACKAGE = Path(__file__).parent
_NEVER = frozenset({"__pycache__"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Last:
    """What the last build did, as far as it is told again."""

    inputs: str
    pages: str
    site: str
    n_articles: int
    n_pages: int
    problems: tuple[Problem, ...]
    notices: tuple[str, ...]


def program() -> str:
    """Return a digest of this program and of everything that is installed beside it."""
    return _digest([*installed(), *_tree(_PACKAGE)])


def of_pages(templates: Path) -> str:
    """Return a digest of all that pages depend on beside what they show: programs, page templates, words."""
    return _digest([program(), *_tree(templates / "pages"), *_tree(templates / "words")])


def inputs(settings: Settings, templates: Path, frame: Frame) -> str | None:
    """Return a digest of all that a build depends on but site_src; None where that cannot be known.

    `frame`: what the site builder is told.
    """
    if frame.key is None:
        return None
    project = settings.project
    plain = replace(settings, project=Path(), config=None)
    read = [
        program(),
        frame.key,
        *(_tree(frame.own) if frame.own is not None else ()),
        msgspec.json.encode(plain, order="sorted", enc_hook=str).decode(),
        *_tree(templates),
        *_seeds(project / settings.seeds),
        *_overrides(project / settings.overrides),
        *_tree(Path(settings.analyse.model)),
    ]
    return _digest(read)


def pages_of(settings: Settings, known: Mapping[str, str] | None = None) -> str:
    """Return a digest of site_src, what was added by hand included.

    `known`: path in it → digest of what was written there just now, which is not read again.
    """
    return _digest(_tree(settings.project / settings.site_src, known))


def site_of(settings: Settings, known: Mapping[str, str] | None = None) -> str:
    """Return a digest of the site; `known` as for `pages_of`."""
    return _digest(_tree(settings.project / settings.site, known))


def times(templates: Path, frame: Frame) -> str:
    """Return when templates and settings were last written: one that is changed and changed back meanwhile shows in it."""
    roots = [templates, *(path for path in (frame.config, frame.own) if path is not None)]
    found = (path.stat() for root in roots for path in (root, *sorted(root.rglob("*"))) if path.exists())
    return _digest(f"{one.st_mtime_ns} {one.st_size}" for one in found)


def recall(state: Path) -> Last | None:
    """Return what the last build left; None where there was none, or what it left is damaged."""
    return unseal_value(state / _FILE, Last)


def remember(state: Path, last: Last) -> None:
    """Leave this for the next build."""
    seal_value(state / _FILE, last)


def forget(state: Path) -> None:
    """Let the next build look for itself: what stands is about to change."""
    with writing(state):
        make_room(state / _FILE)


def _digest(parts: Iterable[str]) -> str:
    whole = hashlib.sha256()
    for part in parts:
        whole.update(part.encode("utf-8", "surrogatepass") + b"\0")
    return whole.hexdigest()


def _seeds(folder: Path) -> Iterator[str]:
    """Yield what reading may come to see: no linked folder, and nothing behind a link that leads out of the folder."""
    home = os.path.join(os.path.realpath(folder), "")  # noqa: PTH118 - plain strings, as below
    begins = len(os.path.join(folder, ""))  # noqa: PTH118 - as above
    for place, folders, names in os.walk(folder):
        folders.sort()
        for name in (*folders, *sorted(names)):
            file = f"{place}/{name}"
            real = os.path.realpath(file) if os.path.islink(file) else ""  # noqa: PTH114 - as above
            if real and not real.startswith(home):
                yield f"{file[begins:]} leads out, {os.path.isfile(file)}"  # noqa: PTH113 - as above
            elif os.path.isfile(file):  # noqa: PTH113 - as above
                yield f"{file[begins:]} {_content(file)}"
            else:
                yield f"{file[begins:]} {_kind(file)}"


def _overrides(path: Path) -> Iterator[str]:
    return iter(("leads away",)) if leads_away(path) else _tree(path)


def _kind(file: str) -> str:
    """Return what a thing is that is no file, and whether it is there at all."""
    try:
        return f"{stat.S_IFMT(os.lstat(file).st_mode)} {stat.S_IFMT(os.stat(file).st_mode)}"  # noqa: PTH116
    except OSError as error:
        return f"{type(error).__name__} {error.errno}"


def _tree(path: Path, known: Mapping[str, str] | None = None) -> Iterator[str]:
    """Yield path and digest of each file in a folder, in order, or of a file; what cannot be read by its fault."""
    known = known or {}
    if path.is_file():
        yield _content(os.fspath(path))
        return
    seen = set()
    begins = len(os.path.join(path, ""))  # noqa: PTH118 - plain strings, for a site has tens of thousands of files
    left = [os.fspath(path)]
    while left:
        place = left.pop()
        folders: list[str] = []
        names: list[str] = []
        with suppress(OSError), os.scandir(place) as entries:
            for entry in entries:
                (folders if entry.is_dir() else names).append(entry.name)
            about = os.stat(place)  # noqa: PTH116 - as above
            if (about.st_dev, about.st_ino) not in seen:  # else a link led back here
                left += [f"{place}/{name}" for name in sorted(set(folders) - _NEVER, reverse=True)]
            seen.add((about.st_dev, about.st_ino))
        for name in sorted(names):
            file = f"{place}/{name}"
            inside = file[begins:]
            yield f"{inside} {known.get(inside) or _content(file)}"


def _content(file: str) -> str:
    try:
        if not os.path.isfile(file):  # noqa: PTH113 - nobody may ever write into a pipe
            return "no file"
        with open(file, "rb", buffering=0) as opened:  # noqa: PTH123
            return digest_of(opened.read())
    except OSError as error:
        return f"{type(error).__name__} {error.errno}"
