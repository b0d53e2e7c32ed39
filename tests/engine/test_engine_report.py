"""Rules of the summary: what was done, what came from the store, how long it took."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.engine.report import BuildReport, StageReport, Stopwatch

if TYPE_CHECKING:
    from collections.abc import Iterator


def test_stages_are_reported_in_order_with_their_counts() -> None:
    """A report holds each stage with its own time and counts, and the time of all."""
    ticks: Iterator[float] = iter([1.0, 3.0, 4.0, 10.0])
    watch = Stopwatch(clock=lambda: next(ticks))
    with watch.stage("read") as tally:
        tally.n_done = 5
    with watch.stage("analyse") as tally:
        tally.n_done, tally.n_from_store, tally.n_failed = 4, 3, 1
    assert watch.report() == BuildReport(
        stages=(
            StageReport(name="read", seconds=2.0, n_done=5),
            StageReport(name="analyse", seconds=6.0, n_done=4, n_from_store=3, n_failed=1),
        ),
        seconds=9.0,
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
    """A stage in words names only what there is to say."""
    assert str(StageReport(name="write", seconds=0.25)) == "write: 0.2 s"
    full = StageReport(name="analyse", seconds=61.0, n_done=2000, n_from_store=1999, n_failed=1)
    assert str(full) == "analyse: 2,000 done, 1,999 of them from the store, 1 failed, 61.0 s"
