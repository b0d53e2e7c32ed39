"""A program of others, run quietly: what it says is shown only when it fails."""

from __future__ import annotations

import errno
import os
import re
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from generator.errors import SiteBuilderError
from generator.write.failure import remedy_of
from generator.write.lock import descriptors
from generator.write.uninterrupted import uninterrupted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

_MOST_LINES = 20

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


def run(module: str, *each: Sequence[str], folder: Path, environment: Mapping[str, str], remedy: str) -> None:
    """Run `python -m module` with each of these arguments, side by side; nothing of what they say reaches the terminal.

    `folder` is where they run and is not searched for modules. `environment` is added to this process's. They
    end with this process, hold this process's locks until they have, and are ended at once when one of them
    fails or this process is asked to end. Raises SiteBuilderError with the lines that say why, when one ends with
    anything but 0 or cannot start.
    """
    environment = {
        **os.environ,
        "PYTHONHASHSEED": "0",
        "NO_COLOR": "1",
        "PYTHONIOENCODING": "utf-8",
        **environment,
    }
    with _all_ended() as running:
        for arguments in each:
            command = [sys.executable, "-P", "-c", _BEGIN, str(os.getpid()), module, *arguments]
            try:
                with uninterrupted():
                    running.append(_begun(command, folder, environment))
            except OSError as error:
                why = error.strerror or error
                raise SiteBuilderError(module, f"it could not be started ({why})", remedy) from error
        for process in running:
            # The others wait with what they say, if that is much, until this one is done.
            said = _COLOURS.sub("", process.communicate()[0].decode("utf-8", "replace"))
            if process.returncode:
                what, remedy = _in_words(process.returncode, said, remedy)
                raise SiteBuilderError(module, what, remedy)


def _begun(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - our own interpreter, no shell, no word of a seed
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        pass_fds=descriptors() if os.name == "posix" else (),
    )


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
                if process.stdout is not None:
                    process.stdout.close()


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
