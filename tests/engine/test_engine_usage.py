"""Rules of what a run is said to have taken of the machine."""

from __future__ import annotations

import subprocess
import sys

import pytest

from generator.engine.usage import cpu_seconds, peak_memory, sees_workers, watched_memory

BUSY = """
import sys, time
block = bytearray(80_000_000)
block[::4096] = b"1" * len(block[::4096])
end = time.process_time() + 0.3
while time.process_time() < end:
    pass
print("worked", flush=True)
sys.stdin.read()
"""


@pytest.mark.skipif(not sees_workers(), reason="this system does not tell of living children")
def test_a_child_that_is_alive_is_counted_and_not_again_when_it_ends() -> None:
    """Workers that live on have worked for us: their time and memory count from the moment they are used."""
    before = cpu_seconds()
    with (
        watched_memory() as memory,
        subprocess.Popen(
            [sys.executable, "-c", BUSY], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as child,
    ):
        assert child.stdout is not None
        assert child.stdin is not None
        assert child.stdout.readline() == "worked\n"
        memory.look()
        alive = cpu_seconds()
        assert alive - before >= 0.29
        child.stdin.close()
        child.wait()
        assert cpu_seconds() - alive < 0.2
    peak = peak_memory()
    assert memory.peak is not None
    assert memory.peak > 80_000_000
    assert peak is not None
    assert peak > 5_000_000


def test_work_of_this_process_is_counted() -> None:
    """Processor time goes on with work."""
    before = cpu_seconds()
    sum(n * n for n in range(1_000_000))
    assert cpu_seconds() > before
