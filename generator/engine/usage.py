"""What a run takes of the machine: processor time and memory, worker processes included where the system tells of them."""

from __future__ import annotations

import os
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

SAMPLE_SECONDS: Final = 0.25
"""Time between two looks at the memory of all processes; a look takes 1 ms for 100 processes."""

_PROC: Final = Path("/proc")
_PARENT, _USER, _ENDED_SYSTEM, _PAGES = 1, 11, 14, 21
"""Fields of /proc/PID/stat, counted from the one behind the name. Source: proc_pid_stat(5)."""


def sees_workers() -> bool:
    """Tell whether living child processes are counted: on Linux, by /proc; elsewhere only those that have ended."""
    return (_PROC / "self" / "stat").is_file()


def cpu_seconds() -> float:
    """Return the processor time so far, user and system, of this process and its children.

    Children that have ended are counted everywhere, living ones where `sees_workers`. Work on other
    machines is in neither.
    """
    own = os.times()
    ended = own.user + own.system + own.children_user + own.children_system
    return ended + sum(_cpu_of(fields) for fields in _descendants())


def peak_memory() -> int | None:
    """Return the most memory in bytes that this process, without its children, ever had; None where nobody tells."""
    try:
        import resource  # noqa: PLC0415 - not there on Windows
    except ImportError:
        return None
    try:
        # What getrusage says of a process on Linux begins with what its parent had.
        status = (_PROC / "self" / "status").read_text("ascii", errors="replace")
        return int(status.partition("VmHWM:")[2].split()[0]) * 1024
    except (OSError, IndexError, ValueError):
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak if os.uname().sysname == "Darwin" else peak * 1024


class MemoryWatch:
    """The most memory that this process and all its children had at the same moment."""

    def __init__(self) -> None:
        """Begin without having looked."""
        self.peak: int | None = None
        """Bytes, shared pages counted once for each process; None where the system does not tell."""
        self._ended = threading.Event()

    def look(self) -> None:
        """Take in what is used now."""
        try:
            pages = int((_PROC / "self" / "statm").read_text("ascii").split()[1])
        except (OSError, IndexError, ValueError):
            return
        pages += sum(int(fields[_PAGES]) for fields in _descendants())
        self.peak = max(self.peak or 0, pages * os.sysconf("SC_PAGE_SIZE"))

    def look_on(self) -> None:
        """Look again and again until told to end."""
        self.look()
        while not self._ended.wait(SAMPLE_SECONDS):
            self.look()

    def end(self) -> None:
        """Look for the last time."""
        self._ended.set()


@contextmanager
def watched_memory() -> Iterator[MemoryWatch]:
    """Watch the memory of this process and its children while the block runs."""
    watch = MemoryWatch()
    thread = threading.Thread(target=watch.look_on, name="memory", daemon=True)
    thread.start()
    try:
        yield watch
    finally:
        watch.end()
        thread.join()


def _cpu_of(fields: list[str]) -> float:
    """Return the processor time of a process and of those of its children that have ended."""
    return sum(map(int, fields[_USER : _ENDED_SYSTEM + 1])) / os.sysconf("SC_CLK_TCK")


def _descendants() -> list[list[str]]:
    """Return the fields of every living process that this one started, or one of those did; () where unknown."""
    found: dict[int, list[str]] = {}
    children: dict[int, list[int]] = {}
    for file in _PROC.glob("[0-9]*/stat"):
        try:
            fields = file.read_text("utf-8", errors="replace").rpartition(")")[2].split()
            pid, parent = int(file.parent.name), int(fields[_PARENT])
        except (OSError, IndexError, ValueError):
            continue  # it ended just now
        found[pid] = fields
        children.setdefault(parent, []).append(pid)
    wanted, living = [os.getpid()], []
    while wanted:
        for pid in children.get(wanted.pop(), ()):
            wanted.append(pid)
            living.append(found[pid])
    return living
