"""Builds on demand, each in a process of its own that has everything loaded: `python builder.py TEMPLATES`.

A line of JSON in: `{"arguments": […], "fault": {…} or null, "errors": FILE, "humble": whether root has no more rights than others}`; two lines out: the process's number when it
begins, then its exit code, negative where a signal ended it.
"""

from __future__ import annotations

import ctypes
import json
import os
import sys
import traceback
from pathlib import Path

from sitecustomize import begin

from generator import build, preview, unchanged
from generator.analyse.language_model import load
from generator.cli import main as command
from generator.engine import end_workers
from generator.write import site


def main(templates: Path) -> None:
    """Answer until there are no more lines."""
    load("en_core_web_md")
    build.templates_folder = lambda: templates
    preview.templates_folder = lambda: templates
    site._WORTH_SHARING = 0  # noqa: SLF001 - a project of five articles is shared too
    unchanged.program()
    for line in sys.stdin:
        order = json.loads(line)
        child = os.fork()
        if child == 0:
            obey(order)
        _, status = os.waitpid(child, 0)
        tell(os.waitstatus_to_exitcode(status))


def tell(number: int) -> None:
    """Answer with a number."""
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


def obey(order: dict) -> None:
    """Be the build."""
    os.setsid()
    errors = os.open(order["errors"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    tell(os.getpid())
    for stream in (1, 2):
        os.dup2(errors, stream)
    os.close(0)
    if order["humble"]:
        give_up_privileges()
    fault = order["fault"]
    if fault is not None:
        fault["root"] = os.getpid()
        os.environ["BROADSHEET_FAULT"] = json.dumps(fault)
        begin(fault)
    code = 70
    try:
        code = command(order["arguments"])
        sys.stdout.flush()
        sys.stderr.flush()
    except BaseException:  # noqa: BLE001 - a forked process must never return
        traceback.print_exc()
        sys.stderr.flush()
    finally:
        end_workers()  # as the interpreter does at its end
        os._exit(code)


def give_up_privileges() -> None:
    """Let permissions hold for root too, here and in all that begins from here. Source: capabilities(7), capset(2), prctl(2)."""
    libc = ctypes.CDLL(None, use_errno=True)
    set_securebits, no_root, version = 28, 0b11, 0x20080522
    header, nothing = (ctypes.c_uint32 * 2)(version, 0), (ctypes.c_uint32 * 6)()
    if libc.prctl(set_securebits, no_root, 0, 0, 0) or libc.capset(header, nothing):
        raise OSError(ctypes.get_errno(), "privileges cannot be given up")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
