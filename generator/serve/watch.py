"""What changed on disk: the system's events say when to look, the files' own stamps what is different.

Events alone would not do: they come for reading as for writing, for our own files as for others', and are
lost where nobody listened yet. Stamps alone would keep a disk busy.
"""

from __future__ import annotations

import os
import stat
import threading
import time
from typing import TYPE_CHECKING, Final, TypeAlias

from watchdog.events import FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.polling import PollingObserver

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from pathlib import Path

    from watchdog.events import FileSystemEvent
    from watchdog.observers.api import BaseObserver, ObservedWatch

QUIET_SECONDS: Final = 0.1
"""Silence after which a change is over: an editor writes, renames and touches within some milliseconds."""

QUIET_AFTER_MANY_SECONDS: Final = 0.5
"""The same after many events, as when Git checks out another branch, which stops to think now and then."""

_MANY: Final = 20
"""Events from which on it is more than one file that was saved."""

LONGEST_SECONDS: Final = 10.0
"""Time after which a change that never ends is looked at all the same."""

POLL_SECONDS: Final = 1.0
"""Time between two looks at every file where the system tells of no events."""

_TELLING: Final = frozenset({"created", "modified", "moved", "deleted", "closed"})
"""Kinds of events behind which something may have changed; opening and reading are none."""

Stamp: TypeAlias = tuple[int, int, int]
"""Time of the last change in nanoseconds, size in bytes, the file's number on its disk."""

Snapshot: TypeAlias = "dict[str, Stamp]"
"""Files by their paths."""


def snapshot(roots: Iterable[Path], *, without: Collection[Path] = ()) -> Snapshot:
    """Return the stamps of all files below `roots`, each a folder or a file; one that is not there has none.

    Hidden files and folders are passed over, as are those `without`, and caches of Python.
    """
    stamps: Snapshot = {}
    left_out = {str(path) for path in without}
    for root in roots:
        if not root.is_dir():
            _stamp(str(root), stamps)
            continue
        for folder, folders, names in os.walk(root):
            folders[:] = [
                name
                for name in folders
                if not name.startswith(".")
                and name != "__pycache__"
                and os.path.join(folder, name) not in left_out  # noqa: PTH118 - a hundred thousand times
            ]
            for name in names:
                if not name.startswith("."):
                    _stamp(os.path.join(folder, name), stamps)  # noqa: PTH118 - see above
    return stamps


def changed(before: Mapping[str, Stamp], after: Mapping[str, Stamp]) -> list[str]:
    """Return the paths of files that came, went or are not what they were, in order."""
    return sorted(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))


def _stamp(path: str, stamps: Snapshot) -> None:
    try:
        there = os.stat(path)  # noqa: PTH116 - see above
    except OSError:
        return
    if stat.S_ISREG(there.st_mode):
        stamps[path] = (there.st_mtime_ns, there.st_size, there.st_ino)


class Watcher:
    """Listens to folders and wakes one waiting thread."""

    def __init__(self) -> None:
        """Begin without folders."""
        self._woken = threading.Condition()
        self._n_events = 0
        self._observer: BaseObserver = Observer()
        self._observer.daemon = True
        self._observer.start()
        self._watches: dict[tuple[Path, bool], ObservedWatch] = {}
        self.is_polling = False
        """Whether every file is looked at again and again, the system having refused to tell."""

    def watch(self, roots: Mapping[Path, bool]) -> None:
        """Listen to these folders and no others, True for all that is below. What is not there is passed over."""
        wanted = {(root, deep) for root, deep in roots.items() if root.is_dir()}
        for one in self._watches.keys() - wanted:
            self._observer.unschedule(self._watches.pop(one))
        for root, deep in sorted(wanted - self._watches.keys()):
            try:
                self._watches[root, deep] = self._listen(root, deep=deep)
            except FileNotFoundError:
                continue  # it went this very moment
            except OSError:
                if self.is_polling:
                    raise
                self._poll()
                self.watch(roots)
                return

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until something may have changed, and then until that is over; False when `seconds` passed before."""
        with self._woken:
            end = None if seconds is None else time.monotonic() + seconds
            # In short turns: where the system is not POSIX, Ctrl-C does not reach a wait without an end.
            while not self._woken.wait_for(lambda: self._n_events > 0, timeout=_turn(end)):
                if end is not None and time.monotonic() >= end:
                    return False
            until = time.monotonic() + LONGEST_SECONDS
            while time.monotonic() < until:
                quiet = QUIET_SECONDS if self._n_events < _MANY else QUIET_AFTER_MANY_SECONDS
                if not self._woken.wait(quiet):
                    break
            self._n_events = 0
            return True

    def stop(self) -> None:
        """Listen no more."""
        self._observer.stop()

    def _wake(self) -> None:
        with self._woken:
            self._n_events += 1
            self._woken.notify_all()

    def _listen(self, root: Path, *, deep: bool) -> ObservedWatch:
        return self._observer.schedule(_Handler(self._wake), str(root), recursive=deep)

    def _poll(self) -> None:
        self._observer.stop()
        self._watches.clear()
        self._observer = PollingObserver(timeout=POLL_SECONDS)
        self._observer.daemon = True
        self._observer.start()
        self.is_polling = True


def _turn(end: float | None) -> float:
    """Return how long to wait now, so as not to miss `end`."""
    return 1.0 if end is None else min(max(end - time.monotonic(), 0.0), 1.0)


class _Handler(FileSystemEventHandler):
    """Passes on that there was an event."""

    def __init__(self, wake: Callable[[], None]) -> None:
        self._wake = wake

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Wake for whatever may be a change; a folder's own times are none."""
        if event.event_type in _TELLING and not (event.is_directory and event.event_type == "modified"):
            self._wake()
