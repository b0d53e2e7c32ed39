"""What a run did, stage by stage, as values for the summary."""

from __future__ import annotations

import json
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from generator.engine.usage import cpu_seconds, peak_memory, sees_workers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TIMINGS_VERSION: Final = 1
"""Version of the form of timings, raised when a key changes its meaning or goes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StageReport:
    """What one stage did."""

    name: str
    seconds: float
    """Wall time."""
    cpu_seconds: float = 0.0
    """Processor time of this process and its children; see `engine.usage` for which are counted."""
    n_done: int = 0
    """Results that the stage has, those from the store included."""
    n_from_store: int = 0
    """How many of them were not made again, but taken from the store or another cache."""
    n_failed: int = 0
    """Items that gave no result."""

    def __str__(self) -> str:
        """Return the stage in a line of words, without counts that are 0."""
        return f"{self.name}: {', '.join([*self._counts(), f'{self.seconds:.1f} s', f'processor {self.cpu_seconds:.1f} s'])}"

    def _counts(self) -> list[str]:
        counts = []
        if self.n_from_store:
            counts.append(f"{self.n_from_store:,} of {self.n_done:,} from the cache")
        elif self.n_done:
            counts.append(f"{self.n_done:,} done")
        if self.n_failed:
            counts.append(f"{self.n_failed:,} failed")
        return counts

    def cells(self) -> tuple[str, str, str, str]:
        """Return the stage as a row: name, counts, wall time, processor time."""
        return (self.name, ", ".join(self._counts()), f"{self.seconds:.1f} s", f"{self.cpu_seconds:.1f} s")


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What a whole run did."""

    stages: tuple[StageReport, ...]
    """In the order in which they began."""
    seconds: float
    """Wall time from the first stage's begin to the last one's end, pauses included; 0 without a stage."""
    cpu_seconds: float = 0.0
    """Processor time between the same moments."""

    def table(self) -> list[str]:
        """Return a line a stage and one for all, in columns under a heading; numbers stand right."""
        total = ("all", "", f"{self.seconds:.1f} s", f"{self.cpu_seconds:.1f} s")
        rows = [("stage", "", "time", "processor"), *(stage.cells() for stage in self.stages), total]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        return [
            f"{name:<{widths[0]}}  {counts:<{widths[1]}}  {wall:>{widths[2]}}  {cpu:>{widths[3]}}"
            for name, counts, wall, cpu in rows
        ]


class Tally:
    """Counts of a stage that is under way."""

    def __init__(self) -> None:
        """Begin at nothing."""
        self.n_done = 0
        self.n_from_store = 0
        self.n_failed = 0


class Stopwatch:
    """Takes the time of stages, one after the other, and their counts."""

    def __init__(
        self,
        clock: Callable[[], float] = time.perf_counter,
        processor: Callable[[], float] = cpu_seconds,
    ) -> None:
        """Take a clock that counts seconds, and one that counts the seconds that processors worked for us."""
        self._clock = clock
        self._processor = processor
        self._stages: list[StageReport] = []
        self._began: tuple[float, float] | None = None
        self._ended = (0.0, 0.0)

    @contextmanager
    def stage(self, name: str) -> Iterator[Tally]:
        """Time the block under `name`; the counts are the block's to set. An error is timed too."""
        tally = Tally()
        began = (self._clock(), self._processor())
        if self._began is None:
            self._began = began
        try:
            yield tally
        finally:
            self._ended = (self._clock(), self._processor())
            self._stages.append(
                StageReport(
                    name=name,
                    seconds=self._ended[0] - began[0],
                    cpu_seconds=max(self._ended[1] - began[1], 0.0),
                    n_done=tally.n_done,
                    n_from_store=tally.n_from_store,
                    n_failed=tally.n_failed,
                ),
            )

    def report(self) -> BuildReport:
        """Return what was taken so far."""
        began = self._ended if self._began is None else self._began
        return BuildReport(
            stages=tuple(self._stages),
            seconds=self._ended[0] - began[0],
            cpu_seconds=max(self._ended[1] - began[1], 0.0),
        )


def timings(report: BuildReport, *, peak_with_children: int | None = None) -> str:
    """Return a report as the documented JSON: seconds with three digits, memory in bytes, null for what nobody knows.

    Source: docs/timings.md.
    """
    document: dict[str, Any] = {
        "version": TIMINGS_VERSION,
        "seconds": round(report.seconds, 3),
        "cpu_seconds": round(report.cpu_seconds, 3),
        "cpu_includes_living_children": sees_workers(),
        "peak_memory_bytes": peak_memory(),
        "peak_memory_with_children_bytes": peak_with_children,
        "stages": [
            {
                "name": stage.name,
                "seconds": round(stage.seconds, 3),
                "cpu_seconds": round(stage.cpu_seconds, 3),
                "n_done": stage.n_done,
                "n_from_store": stage.n_from_store,
                "n_failed": stage.n_failed,
            }
            for stage in report.stages
        ],
    }
    return json.dumps(document, indent=2) + "\n"
