"""One function over many items: in this process, in several, or on a Dask cluster; always in order.

Nothing an item does stops the others: an exception becomes a `Failed` value, and when a worker
process dies, the items it may have held are done again one at a time, so that only the one that
kills is lost. Errors of the BroadsheetError tree are about the whole command and do stop it.

Processes are those of loky, by way of joblib, and not `joblib.Parallel`: as a generator that takes
items without end when its results are slow to be used, breaks off with an error in a thread, and
waits for ever when Dask gives an item up (all seen with joblib 1.6).
"""

from __future__ import annotations

import os
from collections import deque
from concurrent.futures import Future, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Generic

from generator.engine.ending import end_with_parent
from generator.engine.outcomes import (
    TAKEN_AHEAD,
    Attempt,
    Done,
    Failed,
    Item,
    Outcome,
    Result,
    WorkersError,
    attempt,
    in_one_line,
    resolve,
)
from generator.errors import BroadsheetError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = ["TAKEN_AHEAD", "Done", "Failed", "Outcome", "WorkersError", "available_cores", "run_all"]

MAX_LOST_IN_A_ROW: Final = 3
"""Items that may be lost one after the other before the workers, not the items, are to blame."""

IDLE_SECONDS: Final = 30
"""How long a process without work keeps its memory."""

ONE_THREAD: Final = dict.fromkeys(
    ("BLIS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"),
    "1",
)
"""Environment of a worker: the processes together use every core they were given already."""


def run_all(
    function: Callable[[Item], Result],
    items: Iterable[Item],
    *,
    jobs: int = 1,
    scheduler: str | None = None,
    notify: Callable[[str], None] = lambda _line: None,
) -> Iterator[Outcome[Item, Result]]:
    """Give an outcome for each item, in the order of the items, as soon as it is there.

    `jobs` is the number of processes: 1 works in this one, 0 takes every core. With `scheduler`, the
    address of a Dask scheduler, `jobs` is not used. Both the function and the items must be able to
    travel to another process. `notify` is told, in a sentence, what happens to workers. A function
    that is `Versioned` is asked on a cluster's workers for its versions, which must be those it has here.

    Raises WorkersError when there are no workers to be had, and whatever BroadsheetError the function
    raises; ValueError when `jobs` is below 0.
    """
    if jobs < 0:
        message = f"jobs is 0 or more, got {jobs}"
        raise ValueError(message)
    numbered = enumerate(items)
    if scheduler is not None:
        from generator.engine.dask_cluster import run_on_cluster  # noqa: PLC0415 - most runs have no cluster

        return run_on_cluster(function, numbered, scheduler, notify)
    n_processes = jobs or available_cores()
    if n_processes == 1:
        return (resolve(index, item, attempt(function, item)) for index, item in numbered)
    return _run_on_processes(function, numbered, n_processes, notify)


def available_cores() -> int:
    """Return how many cores this process may use, at least 1."""
    from joblib import cpu_count  # noqa: PLC0415 - joblib takes 0.1 s to import; commands without workers do without

    return int(cpu_count())


@dataclass(frozen=True, slots=True)
class _UnderWay(Generic[Item]):
    """An item in the hands of a worker."""

    index: int
    item: Item
    future: Any

    def outcome(self) -> Outcome[Item, Any]:
        """Wait for the outcome; raises BrokenProcessPool when a process of this machine died."""
        try:
            return resolve(self.index, self.item, self.future.result())
        except (BroadsheetError, BrokenProcessPool):
            raise
        except Exception as error:  # noqa: BLE001 - what the function raised is a value by now: this is the way there or back
            return Failed(index=self.index, item=self.item, error=in_one_line(error))

    def lost(self, death: BrokenProcessPool) -> Failed[Item]:
        """Return the outcome of an item that nobody survived."""
        return Failed(index=self.index, item=self.item, error=f"its worker died twice ({in_one_line(death)})")


def _stream(
    submit: Callable[[Item], Any],
    numbered: Iterator[tuple[int, Item]],
    n_ahead: int,
    under_way: deque[_UnderWay[Item]],
) -> Iterator[Outcome[Item, Any]]:
    """Give outcomes in order; at most `n_ahead` items are in `under_way`, and what has no outcome stays there."""
    for index, item in numbered:
        under_way.append(_UnderWay(index, item, submit(item)))
        if len(under_way) == n_ahead:
            yield _first_outcome(under_way)
    while under_way:
        yield _first_outcome(under_way)


def _first_outcome(under_way: deque[_UnderWay[Item]]) -> Outcome[Item, Any]:
    """Wait for the first item's outcome and take the item out."""
    outcome = under_way[0].outcome()
    under_way.popleft()
    return outcome


def _run_on_processes(
    function: Callable[[Item], Result],
    numbered: Iterator[tuple[int, Item]],
    n_processes: int,
    notify: Callable[[str], None],
) -> Iterator[Outcome[Item, Result]]:
    """Run on processes of this machine; when some die, do again alone what they had, then go on."""
    under_way: deque[_UnderWay[Item]] = deque()
    submit = partial(_submit_to_process, function, n_processes)
    try:
        while True:
            try:
                yield from _stream(submit, numbered, TAKEN_AHEAD * n_processes, under_way)
            except BrokenProcessPool as death:
                notify(f"A worker process died; its items are done again ({in_one_line(death)}).")
                # Only when all have ended is one that is done again really alone.
                wait([task.future for task in under_way])
                yield from _one_by_one(submit, under_way)
            else:
                return
    finally:
        for task in under_way:
            task.future.cancel()


def _one_by_one(
    submit: Callable[[Item], Any],
    under_way: deque[_UnderWay[Item]],
) -> Iterator[Outcome[Item, Any]]:
    """Give the outcomes of items whose workers died, each of them alone with the workers."""
    n_lost_in_a_row = 0
    while under_way:
        task = under_way.popleft()
        try:
            yield _outcome_or_again(task, submit)
        except BrokenProcessPool as death:
            n_lost_in_a_row += 1
            if n_lost_in_a_row > MAX_LOST_IN_A_ROW:
                raise _dying_workers(death) from death
            yield task.lost(death)
        else:
            n_lost_in_a_row = 0


def _outcome_or_again(task: _UnderWay[Item], submit: Callable[[Item], Any]) -> Outcome[Item, Any]:
    """Return the outcome that came before the death, or that of a second try; raises BrokenProcessPool."""
    try:
        return task.outcome()
    except BrokenProcessPool:
        return _UnderWay(task.index, task.item, submit(task.item)).outcome()


def _submit_to_process(
    function: Callable[[Item], Result], n_processes: int, item: Item
) -> Future[Attempt[Result]]:
    """Hand an item to one of the processes, which are started if need be; return the future attempt."""
    from joblib.externals.loky import get_reusable_executor  # noqa: PLC0415 - see available_cores

    try:
        executor = get_reusable_executor(
            max_workers=n_processes,
            timeout=IDLE_SECONDS,
            env=ONE_THREAD,
            initializer=end_with_parent,
            initargs=(os.getpid(),),
        )
        future: Future[Attempt[Result]] = executor.submit(attempt, function, item)
    except BrokenProcessPool as death:
        future = Future()
        future.set_exception(death)
    except OSError as error:  # no room for a process, or for what processes speak through
        why = f"worker processes cannot be started ({in_one_line(error)})"
        raise WorkersError("--jobs", why, "Try --jobs 1, which needs none") from error
    return future


def _dying_workers(death: BrokenProcessPool) -> WorkersError:
    """Return the error of workers that no item survives."""
    return WorkersError(
        "--jobs",
        f"worker processes die whatever they are given ({in_one_line(death)})",
        "Try --jobs 1, or fewer processes if memory is short",
    )
