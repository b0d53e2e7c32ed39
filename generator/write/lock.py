"""One build at a time in one folder."""

from __future__ import annotations

import os
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from generator.errors import BusyError
from generator.write.failure import writing
from generator.write.room import make_room

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

STATE = ".broadsheet"
"""Folder beside site_src for what a build must remember; never published, safe to delete."""

WAIT = 3.0
"""Seconds to wait for another build: as long as a killed one's processes need to end, no longer."""

_NO_LINK = getattr(os, "O_NOFOLLOW", 0)

_held: dict[Path, int] = {}


@contextmanager
def building(project: Path) -> Iterator[Path]:
    """Keep every other build out of `project` and give its state folder; the same build may enter again.

    Raises BusyError when another process is still at work there after WAIT. The operating system ends the
    lock with the last process that holds it, so that a killed build leaves none behind.
    """
    state = project.resolve() / STATE
    if state in _held:
        yield state
        return
    with writing(state):
        state.mkdir(parents=True, exist_ok=True)
        descriptor = _taken_lock(state / "lock", project)
    try:
        _held[state] = descriptor
        try:
            yield state
        finally:
            del _held[state]
    finally:
        os.close(descriptor)


def descriptors() -> tuple[int, ...]:
    """Return the locks that this process holds, to hand on to a process that must not outlive them."""
    return tuple(_held.values())


def _taken_lock(file: Path, project: Path) -> int:
    """Return the lock, held. Raises BusyError; OSError where there can be none."""
    until = time.monotonic() + WAIT
    while True:
        descriptor = _opened(file)
        try:
            is_ours = _taken(descriptor)
            # A lock that was removed while it was waited for keeps nobody out any more.
            if is_ours and _is_there(file, descriptor):
                return descriptor
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)
        if not is_ours:
            if time.monotonic() > until:
                remedy = "Wait until it has ended, then build again"
                raise BusyError(str(project), "another build is at work in this folder", remedy)
            time.sleep(0.05)


def _opened(file: Path) -> int:
    """Open the lock's file; a link or a folder in its place makes room."""
    if file.is_symlink() or (file.exists() and not file.is_file()):
        make_room(file)
    try:
        return os.open(file, os.O_RDWR | os.O_CREAT | _NO_LINK, 0o644)
    except PermissionError:
        # Another user's, who built here before; whoever may read it can hold it as well.
        return os.open(file, os.O_RDONLY | _NO_LINK)


def _is_there(file: Path, descriptor: int) -> bool:
    """Tell whether the open file is still the one of that name."""
    try:
        return os.path.samestat(file.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _taken(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _taken(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
