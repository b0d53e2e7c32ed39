"""A disk that is really full, at one byte after another, costs a build and nothing else."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from broken_off import PROJECT, Bench, built_again, is_whole, plain

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = [pytest.mark.model]

SHELL = """
set -e
disk=$1 from=$2 room=$3 told=$4
shift 4
mount -t tmpfs -o size=200M tmpfs "$disk"
cp -a "$from/." "$disk"
used=$(df --output=used -k "$disk" | tail -1)
mount -o remount,size=$((used + room))k "$disk"
set +e
"$@" > "$told/said" 2>&1
echo $? > "$told/code"
set -e
mount -o remount,size=200M "$disk"
cp -a "$disk/." "$told/left"
"""
"""Builds on a small disk that only these commands see, which has so many kB left."""


@pytest.fixture
def apart(tmp_path: Path) -> list[str]:
    """The command that gives another command disks of its own, as root or as a user who is one there."""
    place = tmp_path / "disk"
    place.mkdir()
    unshare = shutil.which("unshare") or ""
    for options in (["-m"], ["-Urm"]):
        tried_it = [unshare, *options, "mount", "-t", "tmpfs", "tmpfs", str(place)]
        if unshare and subprocess.run(tried_it, capture_output=True, check=False).returncode == 0:
            return [unshare, *options]
    pytest.skip("this user may not mount a small disk, or unshare is not installed")


def test_a_full_disk_costs_a_build_and_nothing_else(
    bench: Bench,
    apart: list[str],
    rounds: Callable[[int, int], int],
    tried: Callable[..., None],
    tmp_path: Path,
) -> None:
    """Room for so many kilobytes more: exit code 1, place and remedy, the old site whole; with room, a clean build's bytes."""
    before, after = bench.states[:2]
    room = [40, 400, 1200, 0, 4, 8, 16, 100, 150, 200, 300, 550, 700, 900, 1600, 2000, 3000, 6000]
    wrong, n_stopped, n_rounds = [], 0, rounds(1, len(room))
    for kilobytes in room[:n_rounds]:
        project = bench.project(before, after)
        told = tmp_path / f"told-{kilobytes}"
        told.mkdir()
        disk = tmp_path / "disk"
        arguments = [str(disk), str(project), str(kilobytes), str(told)]
        subprocess.run(
            [*apart, "sh", "-c", SHELL, "sh", *arguments, *plain("build", "--project", str(disk))],
            env={**os.environ, "PYTHONPATH": str(PROJECT), "TMPDIR": str(tmp_path)},
            check=True,
        )
        left, said, code = told / "left", (told / "said").read_text("utf-8"), int((told / "code").read_text())
        found = is_whole(left, before, after)
        faults = [] if found in {"old", "new"} else [found]
        n_stopped += code != 0
        if code and ("No space left" not in said or "Make room" not in said):
            faults.append(said)
        if "Traceback" in said or code not in {0, 1} or (code == 0 and found != "new"):
            faults.append(f"exit code {code}: {said}")
        shutil.rmtree(project)
        shutil.move(left, project)
        faults += built_again(bench, project, after)
        wrong += [f"{kilobytes} kB: {faults[:3]}"] if faults else []
    tried("disk really full (tmpfs)", n_rounds, n_failed=len(wrong), remark=f"{n_stopped} stopped the build")
    assert n_stopped > 0
    assert wrong == []
