"""A real Dask scheduler and its workers, as processes of this machine that answer on loopback only."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import psutil

HERE = Path(__file__).parent
PROJECT = HERE.parents[1]

PATIENCE = 60
"""Seconds until a process that does not come, or does not go, is a failure."""


@dataclass
class DaskProcesses:
    """Starts and ends a scheduler and workers; everything they write lies in `folder`."""

    folder: Path
    address: str = ""
    started: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start_scheduler(self) -> subprocess.Popen[bytes]:
        """Start the scheduler, on which there is no Broadsheet, and note its address."""
        nothing = self.folder / "nothing"
        nothing.mkdir()
        (nothing / "generator.py").write_text("", encoding="utf-8")
        file = self.folder / "scheduler.json"
        process = self._start(
            *("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard"),
            *("--scheduler-file", str(file)),
            DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES="1",
            PYTHONPATH=str(nothing),
        )
        wait_for(lambda: file.exists() and file.read_text("utf-8").endswith("}"))
        self.address = json.loads(file.read_text("utf-8"))["address"]
        return process

    def start_worker(
        self, *options: str, first_on_path: Path | None = None, nthreads: int = 1
    ) -> subprocess.Popen[bytes]:
        """Start a worker, or several with the option for it; `first_on_path` holds what it is to find before our own."""
        path = [str(p) for p in (first_on_path, HERE, PROJECT) if p is not None]
        return self._start(
            *("worker", self.address, "--host", "127.0.0.1", "--nthreads", str(nthreads), "--no-dashboard"),
            *("--local-directory", str(self.folder), "--death-timeout", "5", *options),
            PYTHONPATH=os.pathsep.join(path),
        )

    def _start(self, *words: str, **environment: str) -> subprocess.Popen[bytes]:
        log = self.folder / f"{len(self.started)}.log"
        with log.open("wb") as sink:
            process = subprocess.Popen(
                [sys.executable, "-m", "dask", *words],
                cwd=self.folder,
                env=os.environ | environment | {"DASK_TEMPORARY_DIRECTORY": str(self.folder)},
                stdout=sink,
                stderr=subprocess.STDOUT,
            )
        self.started.append(process)
        return process

    def end(self, process: subprocess.Popen[bytes]) -> None:
        """End a process and those that it started, as a machine that loses its power would."""
        family = [psutil.Process(process.pid), *psutil.Process(process.pid).children(recursive=True)]
        for one in family:
            one.kill()
        process.wait(PATIENCE)
        psutil.wait_procs(family, PATIENCE)
        self.started.remove(process)

    def end_all(self) -> None:
        """End everything, workers first, and hold that nothing is left."""
        for process in reversed(self.started[:]):
            if process.poll() is None:
                self.end(process)
        assert not [p for p in psutil.Process().children(recursive=True) if str(self.folder) in p.cmdline()]


def wait_for(condition: object) -> None:
    """Wait until a condition holds."""
    assert callable(condition)
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.05)
