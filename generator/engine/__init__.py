"""The plant room: executors, store, progress and report; it knows no word of news."""

from generator.engine.collection import uncollected
from generator.engine.ending import end_workers
from generator.engine.executors import Done, Failed, Outcome, available_cores, run_all
from generator.engine.keys import key
from generator.engine.progress import (
    Advance,
    LiveProgress,
    PlainProgress,
    Progress,
    SilentProgress,
    choose_progress,
    counted,
)
from generator.engine.report import BuildReport, StageReport, Stopwatch, timings
from generator.engine.store import Store
from generator.engine.usage import watched_memory

__all__ = [
    "Advance",
    "BuildReport",
    "Done",
    "Failed",
    "LiveProgress",
    "Outcome",
    "PlainProgress",
    "Progress",
    "SilentProgress",
    "StageReport",
    "Stopwatch",
    "Store",
    "available_cores",
    "choose_progress",
    "counted",
    "end_workers",
    "key",
    "run_all",
    "timings",
    "uncollected",
    "watched_memory",
]
