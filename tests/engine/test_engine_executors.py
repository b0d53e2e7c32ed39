"""Rules of running: in order, every item answered, nothing lost, whatever dies."""

from __future__ import annotations

import os
import signal
import threading
import time
from typing import TYPE_CHECKING

import pytest

from generator.engine.executors import (
    TAKEN_AHEAD,
    Done,
    Failed,
    Outcome,
    WorkersError,
    available_cores,
    run_all,
)
from generator.errors import ModelMissingError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def squared(number: int) -> int:
    """Return the square; 13 is refused."""
    unlucky = 13
    if number == unlucky:
        message = "thirteen\nis refused"
        raise ValueError(message)
    return number * number


def slow_at_first(number: int) -> int:
    """Take longer for the earlier numbers."""
    time.sleep(0.2 if number == 0 else 0.0)
    return number


def in_which_process(_number: int) -> int:
    """Return the id of the process at work."""
    time.sleep(0.05)
    return os.getpid()


def without_model(number: int) -> int:
    """Raise what concerns the whole command."""
    place = "settings"
    raise ModelMissingError(place, f"no model at {number}", "Install one")


def deadly(marked: tuple[int, Path]) -> int:
    """Kill the process at 5, at 7 only the first time."""
    number, folder = marked
    always, once = 5, 7
    if number == always or (number == once and not (folder / "died").exists()):
        (folder / "died").touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def always_deadly(_number: int) -> int:
    """Kill the process."""
    os.kill(os.getpid(), signal.SIGKILL)
    return 0


def unsendable(number: int) -> object:
    """Return the number, but in place of 2 something that only this process can hold."""
    return threading.Lock() if number == len("ab") else number


def values(outcomes: Iterator[Outcome[int, int]]) -> list[int | str]:
    """Return the values in the order they came, and errors as words."""
    return [outcome.value if isinstance(outcome, Done) else outcome.error for outcome in outcomes]


@pytest.mark.parametrize("jobs", [1, 2])
def test_outcomes_come_in_the_order_of_the_items(jobs: int) -> None:
    """Each item has one outcome, in the order of the items, whichever is ready first."""
    outcomes = list(run_all(slow_at_first, range(30), jobs=jobs))
    assert [outcome.index for outcome in outcomes] == list(range(30))
    assert [outcome.item for outcome in outcomes] == list(range(30))
    assert values(iter(outcomes)) == list(range(30))


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_concerns_its_item_alone(jobs: int) -> None:
    """An exception becomes a Failed outcome with its words in one line and its traceback; the rest goes on."""
    outcomes = list(run_all(squared, range(12, 16), jobs=jobs))
    failed = outcomes[1]
    assert isinstance(failed, Failed)
    assert failed.error == "ValueError: thirteen is refused"
    assert "in squared" in failed.details
    assert values(iter(outcomes)) == [144, failed.error, 196, 225]


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_of_the_command_stops_all(jobs: int) -> None:
    """A BroadsheetError reaches the caller as it was raised, with its three parts."""
    with pytest.raises(ModelMissingError, match="no model at 0") as caught:
        list(run_all(without_model, range(4), jobs=jobs))
    assert caught.value.remedy == "Install one"


@pytest.mark.parametrize("jobs", [1, 2, 0])
def test_no_items_no_outcomes(jobs: int) -> None:
    """Nothing to do is done at once."""
    assert list(run_all(squared, [], jobs=jobs)) == []


def test_one_job_stays_in_this_process() -> None:
    """With one job no other process is started, so that a debugger and a profiler see the work."""
    assert values(run_all(in_which_process, range(3), jobs=1)) == [os.getpid()] * 3


def test_two_jobs_use_two_other_processes() -> None:
    """With two jobs the work is done by two processes, neither of which is this one."""
    ids = set(values(run_all(in_which_process, range(12), jobs=2)))
    assert len(ids) == 2
    assert os.getpid() not in ids


def test_items_are_taken_as_they_are_needed() -> None:
    """An endless supply of items is no trouble: only a few are taken ahead, however slowly results are used."""
    taken: list[int] = []

    def endless() -> Iterator[int]:
        while True:
            taken.append(len(taken))
            yield taken[-1]

    outcomes = run_all(slow_at_first, endless(), jobs=2)
    first = [next(outcomes).index for _ in range(5)]
    time.sleep(0.3)
    assert first == [0, 1, 2, 3, 4]
    assert len(taken) <= 2 * TAKEN_AHEAD + len(first)
    outcomes.close()  # type: ignore[attr-defined]


def test_a_result_that_cannot_travel_concerns_its_item_alone() -> None:
    """A result that cannot be sent from one process to another is Failed; the rest goes on."""
    outcomes = list(run_all(unsendable, range(4), jobs=2))
    assert [type(outcome) for outcome in outcomes] == [Done, Done, Failed, Done]


def test_an_item_that_kills_its_worker_is_the_only_one_lost(tmp_path: Path) -> None:
    """When workers die, the items under way are done again: only what kills twice is Failed, and it is told."""
    told: list[str] = []
    items = [(number, tmp_path) for number in range(40)]
    outcomes = list(run_all(deadly, items, jobs=2, notify=told.append))
    assert [outcome.index for outcome in outcomes] == list(range(40))
    failed = [outcome for outcome in outcomes if isinstance(outcome, Failed)]
    assert [outcome.index for outcome in failed] == [5]
    assert "died twice" in failed[0].error
    assert "died" in told[0]


def test_workers_that_always_die_stop_the_command() -> None:
    """When every item loses its worker the workers are to blame: that is said once, with what to do."""
    with pytest.raises(WorkersError, match="--jobs 1"):
        list(run_all(always_deadly, range(100), jobs=2))


def test_a_negative_number_of_jobs_is_wrong_use() -> None:
    """Jobs are counted from 0, which stands for every core."""
    with pytest.raises(ValueError, match="0 or more"):
        run_all(squared, [1], jobs=-1)
    assert available_cores() >= 1


def test_a_scheduler_without_dask_is_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where Dask is not installed the message has the command that installs it."""
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    with pytest.raises(WorkersError, match=r"pip install \"broadsheet\[dask\]\""):
        list(run_all(squared, [1], scheduler="tcp://127.0.0.1:1"))
