"""A program of others, run quietly: what it says is shown only when it fails."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

from generator.errors import SiteBuilderError
from generator.write.lock import descriptors

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
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
_TELLING = re.compile(r"warn|error|abort|fail|exception|panicked|no space|denied|No module", re.IGNORECASE)


def run(
    module: str, arguments: Sequence[str], *, folder: Path, environment: Mapping[str, str], remedy: str
) -> str:
    """Run `python -m module` and return what it said; nothing of it reaches the terminal.

    `folder` is where it runs and is not searched for modules. `environment` is added to this process's. It
    ends with this process, and holds this process's locks until it has.
    Raises SiteBuilderError with the lines that say why, when it ends with anything but 0 or cannot start.
    """
    command = [sys.executable, "-P", "-c", _BEGIN, str(os.getpid()), module, *arguments]
    environment = {
        **os.environ,
        "PYTHONHASHSEED": "0",
        "NO_COLOR": "1",
        "PYTHONIOENCODING": "utf-8",
        **environment,
    }
    try:
        ended = subprocess.run(  # noqa: S603 - our own interpreter, no shell, no word of a seed
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            pass_fds=descriptors() if os.name == "posix" else (),
            check=False,
        )
    except OSError as error:
        raise SiteBuilderError(
            module, f"it could not be started ({error.strerror or error})", remedy
        ) from error
    said = _COLOURS.sub("", ended.stdout.decode("utf-8", "replace"))
    if ended.returncode:
        raise SiteBuilderError(module, f"it ended with exit code {ended.returncode}:\n{_why(said)}\n", remedy)
    return said


def _why(said: str) -> str:
    """Return the lines that tell what went wrong, indented; the last lines where none does."""
    lines = [line.rstrip() for line in said.splitlines() if line.strip() and not line.startswith("INFO")]
    telling = [line for line in lines if _TELLING.search(line)] or lines[-_MOST_LINES:]
    shown = [f"  {line}" for line in telling[:_MOST_LINES]]
    if len(telling) > _MOST_LINES:
        shown.append(f"  … and {len(telling) - _MOST_LINES} more")
    return "\n".join(shown)
