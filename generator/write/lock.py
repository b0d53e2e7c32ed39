"""One build at a time in one folder."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from generator.errors import BusyError
from generator.write.failure import writing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

STATE = ".broadsheet"
"""Folder beside site_src for what a build must remember; never published, safe to delete."""

_held: set[Path] = set()


@contextmanager
def building(project: Path) -> Iterator[Path]:
    """Keep every other build out of `project` and give its state folder; the same build may enter again.

    Raises BusyError at once when another process is at work there. The operating system ends the lock with
    the process that holds it, so that a killed build leaves none behind.
    """
    state = project.resolve() / STATE
    if state in _held:
        yield state
        return
    with writing(state):
        state.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(state / "lock", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        if not _taken(descriptor):
            raise BusyError(
                str(project),
                "another build is at work in this folder",
                "Wait until it has ended, then build again",
            )
        _held.add(state)
        try:
            yield state
        finally:
            _held.discard(state)
    finally:
        os.close(descriptor)


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
