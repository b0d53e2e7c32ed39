"""What a run did, stage by stage, as values for the summary."""

from __future__ import annotations

import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@dataclass(frozen=True, slots=True, kw_only=True)
class StageReport:
    """What one stage did."""

    name: str
    seconds: float
    """Wall time."""
    n_done: int = 0
    """Results that the stage has, those from the store included."""
    n_from_store: int = 0
    """How many of them were not made again."""
    n_failed: int = 0
    """Items that gave no result."""

    def __str__(self) -> str:
        """Return the stage in a line of words, without counts that are 0."""
        words = [f"{self.n_done:,} done"] if self.n_done else []
        if self.n_from_store:
            words.append(f"{self.n_from_store:,} of them from the store")
        if self.n_failed:
            words.append(f"{self.n_failed:,} failed")
        return f"{self.name}: {', '.join([*words, f'{self.seconds:.1f} s'])}"


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What a whole run did."""

    stages: tuple[StageReport, ...]
    """In the order in which they began."""
    seconds: float
    """Wall time from the first stage's begin to the last one's end, pauses included; 0 without a stage."""


class Tally:
    """Counts of a stage that is under way."""

    def __init__(self) -> None:
        """Begin at nothing."""
        self.n_done = 0
        self.n_from_store = 0
        self.n_failed = 0


class Stopwatch:
    """Takes the time of stages, one after the other, and their counts."""

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        """Take a clock that counts seconds."""
        self._clock = clock
        self._stages: list[StageReport] = []
        self._began: float | None = None
        self._ended = 0.0

    @contextmanager
    def stage(self, name: str) -> Iterator[Tally]:
        """Time the block under `name`; the counts are the block's to set. An error is timed too."""
        tally = Tally()
        began = self._clock()
        if self._began is None:
            self._began = began
        try:
            yield tally
        finally:
            self._ended = self._clock()
            self._stages.append(
                StageReport(
                    name=name,
                    seconds=self._ended - began,
                    n_done=tally.n_done,
                    n_from_store=tally.n_from_store,
                    n_failed=tally.n_failed,
                ),
            )

    def report(self) -> BuildReport:
        """Return what was taken so far."""
        seconds = 0.0 if self._began is None else self._ended - self._began
        return BuildReport(stages=tuple(self._stages), seconds=seconds)
