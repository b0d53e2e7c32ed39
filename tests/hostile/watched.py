"""A watch over code that is given hostile input: nothing takes longer than it may, nothing is written where it must not be."""

from __future__ import annotations

import os
import signal
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MOST_SECONDS = 10.0
"""Of processor time: an input that takes longer hangs."""

_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_CHANGES = {
    "os.mkdir": 1, "os.rename": 2, "os.remove": 1, "os.rmdir": 1, "os.link": 2, "os.symlink": 2, "os.truncate": 1, "os.chmod": 1,
    "os.chown": 1, "os.utime": 1, "os.setxattr": 1, "shutil.rmtree": 1, "shutil.move": 2, "shutil.copyfile": 2,
}  # fmt: skip
"""What the interpreter tells of changes on disk → how many paths come first."""
_NEVER = frozenset({"subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork", "socket.connect", "socket.getaddrinfo", "urllib.Request"})  # fmt: skip


class HangError(Exception):
    """An input took too long."""


class _Watch:
    """What is watched now; the interpreter's hook cannot be taken out again, so it asks here."""

    allowed: tuple[str, ...] | None = None
    """Folders that may be changed; None: nobody watches."""
    found: list[str]


_WATCH = _Watch()
_WATCH.found = []


def _hook(event: str, arguments: tuple[object, ...]) -> None:
    if _WATCH.allowed is None:
        return
    if event == "open":
        if isinstance(arguments[2], int) and arguments[2] & _WRITES:
            _note(event, arguments[0])
    elif event in _CHANGES:
        for path in arguments[: _CHANGES[event]]:
            _note(event, path)
    elif event in _NEVER:
        _WATCH.found.append(f"{event} {arguments!r:.200}")


def _note(event: str, path: object) -> None:
    if not isinstance(path, (str, bytes, os.PathLike)):
        return
    # What holds NUL is refused by the system itself; what Python keeps of its own modules is no output.
    place = os.fsdecode(path)
    if "\0" in place or "__pycache__" in place:
        return
    real = os.path.realpath(place)
    assert _WATCH.allowed is not None
    if not any(real == folder or real.startswith(folder + os.sep) for folder in _WATCH.allowed):
        _WATCH.found.append(f"{event} {place!r:.200}")


sys.addaudithook(_hook)


@contextmanager
def watched(*allowed: Path) -> Iterator[None]:
    """Let the block change these folders only and take no longer than an input may.

    Raises HangError or, for a change elsewhere, for a process or for a connection, AssertionError.
    """
    _WATCH.found = []
    _WATCH.allowed = tuple(os.path.realpath(folder) for folder in allowed)
    has_timer = hasattr(signal, "setitimer")
    before = signal.signal(signal.SIGPROF, _hangs) if has_timer else None
    if has_timer:
        signal.setitimer(signal.ITIMER_PROF, MOST_SECONDS)
    begun = time.process_time()
    try:
        yield
    finally:
        _WATCH.allowed = None
        if has_timer:
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.signal(signal.SIGPROF, before)
    took = time.process_time() - begun
    if took > MOST_SECONDS:
        message = f"took {took:.1f} s"
        raise HangError(message)
    assert not _WATCH.found, f"changed what it must not: {_WATCH.found[:5]}"


def _hangs(_number: int, _frame: object) -> None:
    message = f"still at work after {MOST_SECONDS:.0f} s"
    raise HangError(message)
