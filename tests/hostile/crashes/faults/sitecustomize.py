"""What goes wrong in a build, at a moment that is counted: every process of it loads this as it begins, and no other does.

BROADSHEET_FAULT is a JSON object: `below` the folder whose changes are counted, `log` a file that each of them adds a line
to: who makes it, what, where; `at` which of them it happens at (from 1; 0: none), `what` happens, `root` the process that builds.

| what | happens |
|---|---|
| `kill` | the whole group of processes is ended by SIGKILL, or with `only_root` the one that builds |
| `signal` | the one that builds is sent the signal `number` |
| `refuse` | the system says `number`: once, or with `onwards` from then on, of removals only where `removals` |
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from pathlib import Path

REMOVALS = frozenset({"os.remove", "os.rmdir"})
CHANGES = REMOVALS | {"os.mkdir", "os.rename", "os.link", "os.symlink", "os.truncate", "os.chmod", "os.utime"}
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class Fault:
    """Counts changes, and acts at one of them."""

    def __init__(self, plan: dict) -> None:
        self.plan = plan
        self.below = os.fsencode(plan["below"])
        self.log = os.open(plan["log"], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        self.is_busy = False

    def heard(self, event: str, arguments: tuple) -> None:
        """Look at what is about to be done, and let it go wrong where it is time to."""
        if self.is_busy:
            return
        self.is_busy = True
        try:
            path = changed(event, arguments)
            if path is not None and path.startswith(self.below):
                number = self.count(event, path)
                self.act(number, event, path)
        finally:
            self.is_busy = False

    def count(self, event: str, path: bytes) -> int:
        """Add a line of one length, so that the file's size is the number of lines in it; return that."""
        who = b"builder" if os.getpid() == self.plan["root"] else b"another"
        line = b"%s %-14s %s" % (who, event.encode(), path[len(self.below) + 1 :])
        os.write(self.log, line[:119].ljust(119) + b"\n")
        return os.lseek(self.log, 0, os.SEEK_CUR) // 120

    def act(self, number: int, event: str, path: bytes) -> None:
        """Do what the plan says."""
        plan = self.plan
        at, what = plan["at"], plan["what"]
        if not at or number < at:
            return
        if what == "refuse":
            is_spared = event in REMOVALS and not plan["removals"]
            if not is_spared and (number == at or plan["onwards"]):
                raise OSError(plan["number"], os.strerror(plan["number"]), os.fsdecode(path))
        elif number == at and what == "signal":
            os.kill(plan["root"], plan["number"])
        elif number == at and plan["only_root"]:
            os.kill(plan["root"], signal.SIGKILL)
        elif number == at:
            os.killpg(plan["root"], signal.SIGKILL)
            time.sleep(10)


def changed(event: str, arguments: tuple) -> bytes | None:
    """Return the path that is about to be changed, None where none is."""
    if event == "open":
        path, _, flags = arguments
        if not isinstance(flags, int) or not flags & WRITING or isinstance(path, int):
            return None
        return os.path.abspath(os.fsencode(path))  # noqa: PTH100 - as bytes, and links are not followed
    if event == "sqlite3.connect":
        return os.fsencode(arguments[0])
    if event == "ctypes.dlsym":
        return None
    if event not in CHANGES:
        return None
    path, folder = arguments[0], -1
    if event in {"os.remove", "os.rmdir"}:
        folder = arguments[1]
    elif event in {"os.mkdir", "os.rename", "os.link", "os.chmod"}:
        folder = arguments[2]
    if isinstance(path, int):
        return None
    if folder not in {-1, None}:
        return os.fsencode(f"{Path(f'/proc/self/fd/{folder}').readlink()}/") + os.fsencode(path)
    return os.path.abspath(os.fsencode(path))  # noqa: PTH100 - as bytes, and links are not followed


def begin(plan: dict) -> None:
    """Count from now on, in this process."""
    sys.addaudithook(Fault(plan).heard)


if "BROADSHEET_FAULT" in os.environ:
    begin(json.loads(os.environ["BROADSHEET_FAULT"]))
