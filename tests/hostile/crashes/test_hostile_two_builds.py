"""Two builds never work in one folder at a time, by whatever name it is called, and nobody waits for one that is dead."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from typing import TYPE_CHECKING

import pytest
from broken_off import PATIENCE, PROJECT, Bench, built_again, is_whole, left_behind, plain

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = [pytest.mark.model]

BUSY = "another build is at work in this folder"


def test_of_two_builds_one_says_so_or_waits(
    bench: Bench, rounds: Callable[[int, int], int], tried: Callable[..., None], tmp_path: Path
) -> None:
    """Begun at the same time, under two names of the folder: each makes the whole site or says that another is at work."""
    before, after = bench.states[:2]
    wrong, n_busy, n_rounds = [], 0, rounds(1, 20)
    for number in range(n_rounds):
        project = bench.project(before, after)
        name = tmp_path / f"name-{number}"
        name.symlink_to(project)
        # The other process takes its time to load what the bench has loaded already.
        with subprocess.Popen(
            plain("build", "--project", str(name)),
            env={**os.environ, "PYTHONPATH": str(PROJECT)},
            stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            text=True,
        ) as other:
            lock = project / ".broadsheet" / "lock"
            was_held = wait_for(lock, other, number)
            ended = bench.build(project)
            if was_held and ended.code == 0 and not is_free(lock):
                wrong.append(f"round {number}: it built beside the other")
            _, said = other.communicate(timeout=PATIENCE)
        ends = ((other.returncode, said), (ended.code, ended.said))
        n_busy += sum(code != 0 for code, _ in ends)
        wrong += [
            f"round {number}: {code} {words}"
            for code, words in ends
            if code and (code != 1 or BUSY not in words or "Traceback" in words)
        ]
        wrong += [] if min(code for code, _ in ends) == 0 else [f"round {number}: neither built"]
        found = is_whole(project, before, after)
        wrong += [] if found == "new" else [f"round {number}: {found}"]
        wrong += [
            f"round {number}: {path}" for path in (*left_behind(project), *built_again(bench, project, after))
        ]
    tried("two builds at once in one folder", n_rounds, n_failed=len(wrong), remark=f"{n_busy} said so")
    assert wrong == []


def wait_for(lock: Path, build: subprocess.Popen[str], number: int) -> bool:
    """Wait until a build has taken its folder, and a while more, another each time; every fifth time less. Tell if it had."""
    until = time.monotonic() + PATIENCE
    while is_free(lock) and build.poll() is None and time.monotonic() < until and number % 5 != 4:
        time.sleep(0.005)
    was_held = not is_free(lock)
    time.sleep(0.1 * (number % 7))
    return was_held


def is_free(lock: Path) -> bool:
    """Tell whether nobody holds a lock, without keeping it."""
    fcntl = pytest.importorskip("fcntl", reason="this system has other locks")
    with lock.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True


def test_a_build_beside_a_preview_does_not_mix(bench: Bench, rounds: Callable[[int, int], int]) -> None:
    """While a preview builds, a build waits or says so; asked to end, the preview does, with 0 and nothing left behind."""
    if not rounds(0, 1):
        pytest.skip("only in make soak")
    before, after = bench.states[:2]
    project = bench.project(before, after)
    with subprocess.Popen(
        plain("serve", "--port", "0", "--project", str(project)),
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as preview:
        assert preview.stdout is not None
        line = preview.stdout.readline()
        ended = bench.build(project)
        assert ended.code == 0 or BUSY in ended.said, ended.said
        time.sleep(1)
        preview.send_signal(signal.SIGTERM)
        said = line + preview.stdout.read()
    assert preview.returncode == 0, said
    assert "Traceback" not in said
    assert is_whole(project, before, after) in {"old", "new"}
    assert left_behind(project) == []
    assert built_again(bench, project, after) == []


def test_a_lock_that_nobody_holds_keeps_nobody_out(bench: Bench) -> None:
    """The lock of a killed build stays as a file, and the next build is let in all the same."""
    before, after = bench.states[:2]
    project = bench.project(before, after)
    running = bench.begin(project)
    time.sleep(0.3)
    running.kill(only_root=True)
    running.end()
    assert (project / ".broadsheet" / "lock").exists()
    assert built_again(bench, project, after) == []
