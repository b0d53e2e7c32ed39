"""The plant room: executors, store, progress and report; it knows no word of news."""

from generator.engine.executors import Done, Failed, Outcome, run_all
from generator.engine.keys import key
from generator.engine.progress import LiveProgress, PlainProgress, Progress, SilentProgress, choose_progress
from generator.engine.report import BuildReport, StageReport, Stopwatch
from generator.engine.store import Store

__all__ = [
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
    "choose_progress",
    "key",
    "run_all",
]
