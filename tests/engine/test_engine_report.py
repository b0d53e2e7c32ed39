"""Rules of the summary: what was done, what came from the store, how long it took."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from generator.engine.report import BuildReport, StageReport, Stopwatch, timings

if TYPE_CHECKING:
    from collections.abc import Iterator


def test_stages_are_reported_in_order_with_their_counts() -> None:
    """A report holds each stage with its own times and counts, and the times of all."""
    ticks: Iterator[float] = iter([1.0, 3.0, 4.0, 10.0])
    work: Iterator[float] = iter([0.5, 1.0, 1.0, 9.0])
    watch = Stopwatch(clock=lambda: next(ticks), processor=lambda: next(work))
    with watch.stage("read") as tally:
        tally.n_done = 5
    with watch.stage("analyse") as tally:
        tally.n_done, tally.n_from_store, tally.n_failed = 4, 3, 1
    assert watch.report() == BuildReport(
        stages=(
            StageReport(name="read", seconds=2.0, cpu_seconds=0.5, n_done=5),
            StageReport(name="analyse", seconds=6.0, cpu_seconds=8.0, n_done=4, n_from_store=3, n_failed=1),
        ),
        seconds=9.0,
        cpu_seconds=8.5,
    )


def test_a_stage_that_breaks_off_is_reported() -> None:
    """A stage that ends with an error has its time in the report all the same."""
    watch = Stopwatch()
    with pytest.raises(KeyboardInterrupt), watch.stage("read"):
        raise KeyboardInterrupt
    assert [stage.name for stage in watch.report().stages] == ["read"]


def test_a_report_of_nothing() -> None:
    """Before any stage the report is empty and took no time."""
    assert Stopwatch().report() == BuildReport(stages=(), seconds=0.0)


def test_a_stage_reads_as_a_line() -> None:
    """A stage in words names only what there is to say, and of how many the rest came from the cache."""
    assert str(StageReport(name="write", seconds=0.25)) == "write: 0.2 s, processor 0.0 s"
    full = StageReport(
        name="analyse", seconds=61.0, cpu_seconds=70.0, n_done=12_761, n_from_store=12_760, n_failed=1
    )
    assert str(full) == "analyse: 12,760 of 12,761 from the cache, 1 failed, 61.0 s, processor 70.0 s"


def test_a_report_is_a_table_that_stands_straight() -> None:
    """Every line of the table is as wide as the others, numbers end at the same column, all is its last line."""
    stages = (
        StageReport(name="read", seconds=0.1, cpu_seconds=0.1, n_done=31),
        StageReport(name="build site and search", seconds=112.5, cpu_seconds=210.0),
    )
    lines = BuildReport(stages=stages, seconds=113.0, cpu_seconds=211.0).table()
    assert len(lines) == 4
    assert len({len(line) for line in lines}) == 1
    assert lines[-1].split() == ["all", "113.0", "s", "211.0", "s"]


def test_timings_are_the_documented_document() -> None:
    """Timings say of each stage how long it took and what it did, and of the run what it needed at most."""
    stage = StageReport(
        name="analyse", seconds=1.23456, cpu_seconds=2.0, n_done=3, n_from_store=2, n_failed=1
    )
    report = BuildReport(stages=(stage,), seconds=1.5, cpu_seconds=2.25)
    document = json.loads(timings(report, peak_with_children=4096))
    assert document.pop("peak_memory_bytes") > 1_000_000
    assert document.pop("cpu_includes_living_children") in {True, False}
    assert document == {
        "version": 1,
        "seconds": 1.5,
        "cpu_seconds": 2.25,
        "peak_memory_with_children_bytes": 4096,
        "stages": [
            {
                "name": "analyse",
                "seconds": 1.235,
                "cpu_seconds": 2.0,
                "n_done": 3,
                "n_from_store": 2,
                "n_failed": 1,
            }
        ],
    }
