"""A program of others, run quietly: what it says is shown only when it fails."""

from __future__ import annotations

import errno
import os
import re
import subprocess
import sys
import threading
from contextlib import contextmanager, suppress
from subprocess import DEVNULL, PIPE
from typing import IO, TYPE_CHECKING, cast

from generator.errors import SiteBuilderError
from generator.write.failure import remedy_of
from generator.write.lock import descriptors
from generator.write.uninterrupted import uninterrupted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

_MOST_LINES = 20
_MOST_AT_ONCE = 1 << 16

# What the new process does first: on Linux, end when this one does, however that ends. A builder that went
# on alone would write into the folder of the next build. Source: prctl(2), PR_SET_PDEATHSIG.
_BEGIN = """
import os, runpy, signal, sys
parent, module = int(sys.argv[1]), sys.argv[2]
if sys.platform == "linux":
    import ctypes
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)
    if os.getppid() != parent:
        sys.exit(1)
sys.argv = sys.argv[2:]
runpy.run_module(module, run_name="__main__", alter_sys=True)
"""
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
_REFUSED = re.compile(r"\[Errno (?P<code>\d+)\] (?P<why>[^:\n]+)(?:: '(?P<path>[^'\n]*)')?")
_OF_WRITING = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG, errno.EIO})
_TELLING = re.compile(r"warn|error|abort|fail|exception|panicked|no space|denied|No module", re.IGNORECASE)


def talk(
    module: str,
    arguments: Sequence[str],
    told: Iterable[bytes],
    *,
    ends: bytes,
    folder: Path,
    environment: Mapping[str, str],
    remedy: str,
) -> bytes:
    """Run `python -m module` once, tell it these messages, and return its answers, of which each ends with `ends`.

    It is let go when it has answered as often as it was told something, or ended. All else is as with `run`.
    """
    with _all_ended() as running:
        with uninterrupted():
            running.append(process := _started(module, arguments, folder, environment, remedy, PIPE))
        # Of two processes that tell one another much, each would wait for the other: here a thread listens.
        answers = _Answers(process, ends)
        with suppress(BrokenPipeError):  # it ended, and says why
            for words in told:
                answers.ask(words)
        answers.wait()
        code = process.wait()
        said = answers.said()
        if code:
            what, remedy = _in_words(code, _COLOURS.sub("", said.decode("utf-8", "replace")), remedy)
            raise SiteBuilderError(module, what, remedy)
        return said


class _Answers:
    """What a process says while it is told something."""

    def __init__(self, process: subprocess.Popen[bytes], ends: bytes) -> None:
        self._told, self._heard = cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)
        self._ends, self._n_told = ends, 0
        self._parts: list[bytes] = []
        self._is_done = threading.Event()
        """Set when everything that was asked is answered, or there are no more answers."""
        self._n_asked: int | None = None
        """Known when all is asked."""
        self._n_answered = 0
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def _listen(self) -> None:
        while part := os.read(self._heard.fileno(), _MOST_AT_ONCE):
            self._parts.append(part)
            self._n_answered += part.count(self._ends)
            if self._n_asked is not None and self._n_answered >= self._n_asked:
                self._is_done.set()
        self._is_done.set()

    def ask(self, words: bytes) -> None:
        """Tell it something that it will answer."""
        self._n_told += 1
        self._told.write(words)

    def wait(self) -> None:
        """Let it go when it has answered everything, or will say no more."""
        with suppress(BrokenPipeError):
            self._told.flush()
        self._n_asked = self._n_told
        if self._n_answered < self._n_told:
            self._is_done.wait()
        with suppress(BrokenPipeError):
            self._told.close()

    def said(self) -> bytes:
        """Return all that it said, when it has ended."""
        self._listener.join()
        return b"".join(self._parts)


def run(module: str, *each: Sequence[str], folder: Path, environment: Mapping[str, str], remedy: str) -> None:
    """Run `python -m module` with each of these arguments, side by side; nothing of what they say reaches the terminal.

    `folder` is where they run and is not searched for modules. `environment` is added to this process's. They
    end with this process, hold this process's locks until they have, and are ended at once when one of them
    fails or this process is asked to end. Raises SiteBuilderError with the lines that say why, when one ends with
    anything but 0 or cannot start.
    """
    with _all_ended() as running:
        for arguments in each:
            with uninterrupted():
                running.append(_started(module, arguments, folder, environment, remedy, DEVNULL))
        for process in running:
            # The others wait with what they say, if that is much, until this one is done.
            said = _COLOURS.sub("", process.communicate()[0].decode("utf-8", "replace"))
            if process.returncode:
                what, remedy = _in_words(process.returncode, said, remedy)
                raise SiteBuilderError(module, what, remedy)


def _started(
    module: str,
    arguments: Sequence[str],
    folder: Path,
    environment: Mapping[str, str],
    remedy: str,
    told: int,
) -> subprocess.Popen[bytes]:
    """Start a process that ends with this one. Raises SiteBuilderError where it cannot start."""
    command = [sys.executable, "-P", "-c", _BEGIN, str(os.getpid()), module, *arguments]
    plain = {"PYTHONHASHSEED": "0", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    try:
        return subprocess.Popen(  # noqa: S603 - our own interpreter, no shell, no word of a seed
            command,
            cwd=folder,
            env={**os.environ, **plain, **environment},
            stdin=told,
            stdout=PIPE,
            stderr=subprocess.STDOUT,
            pass_fds=descriptors() if os.name == "posix" else (),
        )
    except OSError as error:
        why = error.strerror or error
        raise SiteBuilderError(module, f"it could not be started ({why})", remedy) from error


@contextmanager
def _all_ended() -> Iterator[list[subprocess.Popen[bytes]]]:
    """Give a list for processes; none of them outlives the block."""
    running: list[subprocess.Popen[bytes]] = []
    try:
        yield running
    finally:
        with uninterrupted():
            for process in running:
                process.kill()  # nothing where it has ended
            for process in running:
                process.wait()
                for pipe in (process.stdin, process.stdout):
                    if pipe is not None:
                        with suppress(BrokenPipeError):
                            pipe.close()


def _in_words(code: int, said: str, remedy: str) -> tuple[str, str]:
    """Return why a process ended with this exit code, and what to do."""
    if code < 0:
        what = f"it was ended by the system (signal {-code})"
        return what, "See that the machine has memory enough, then build again"
    refused = _REFUSED.search(said)
    if refused is not None and int(refused["code"]) in _OF_WRITING:
        what = f"{refused['path'] or 'a file'} could not be written ({refused['why']})"
        return what, remedy_of(int(refused["code"]))
    return f"it ended with exit code {code}:\n{_why(said)}\n", remedy


def _why(said: str) -> str:
    """Return the lines that tell what went wrong, indented; the last lines where none does."""
    lines = [line.rstrip() for line in said.splitlines() if line.strip() and not line.startswith("INFO")]
    telling = [line for line in lines if _TELLING.search(line)] or lines[-_MOST_LINES:]
    shown = [f"  {line}" for line in telling[:_MOST_LINES]]
    if len(telling) > _MOST_LINES:
        shown.append(f"  … and {len(telling) - _MOST_LINES} more")
    return "\n".join(shown)
