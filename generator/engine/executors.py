"""One function over many items: in this process, in several, or on a Dask cluster; always in order.

Nothing an item does stops the others: an exception becomes a `Failed` value, and when a worker
process dies, the items it may have held are done again one at a time, so that only the one that
kills is lost. Errors of the BroadsheetError tree are about the whole command and do stop it.

Processes are those of loky, by way of joblib, and not `joblib.Parallel`: as a generator that takes
items without end when its results are slow to be used, breaks off with an error in a thread, and
waits for ever when Dask gives an item up (all seen with joblib 1.6).
"""

from __future__ import annotations

import importlib
import sys
import traceback
from collections import deque
from concurrent.futures import Future, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Generic, TypeAlias, TypeVar

from generator.errors import BroadsheetError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Item = TypeVar("Item")
Result = TypeVar("Result")

MAX_LOST_IN_A_ROW: Final = 3
"""Items that may be lost one after the other before the workers, not the items, are to blame."""

TAKEN_AHEAD: Final = 16
"""Items taken for each worker before the first of them is answered: one that takes long keeps nobody waiting."""

IDLE_SECONDS: Final = 30
"""How long a process without work keeps its memory."""

ONE_THREAD: Final = dict.fromkeys(
    ("BLIS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"),
    "1",
)
"""Environment of a worker: the processes together use every core they were given already."""

CONNECT_SECONDS: Final = 10
"""How long to look for a scheduler."""


class WorkersError(BroadsheetError):
    """Worker processes cannot be had, or die whatever they are given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done(Generic[Item, Result]):
    """An item with its result."""

    index: int
    """Place among the items, from 0."""
    item: Item
    value: Result


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed(Generic[Item]):
    """An item that gave no result."""

    index: int
    """Place among the items, from 0."""
    item: Item
    error: str
    """What went wrong, in one line: the exception's name and words."""
    details: str = ""
    """The traceback as text; empty when the worker died."""


Outcome: TypeAlias = Done[Item, Result] | Failed[Item]


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
    travel to another process. `notify` is told, in a sentence, when a worker process died (on a
    cluster, Dask's own log has that).

    Raises WorkersError when there are no workers to be had, and whatever BroadsheetError the function
    raises; ValueError when `jobs` is below 0.
    """
    if jobs < 0:
        message = f"jobs is 0 or more, got {jobs}"
        raise ValueError(message)
    numbered = enumerate(items)
    if scheduler is not None:
        return _run_on_dask(function, numbered, scheduler)
    n_processes = jobs or available_cores()
    if n_processes == 1:
        return (_resolve(index, item, _attempt(function, item)) for index, item in numbered)
    return _run_on_processes(function, numbered, n_processes, notify)


def available_cores() -> int:
    """Return how many cores this process may use, at least 1."""
    from joblib import cpu_count  # noqa: PLC0415 - joblib takes 0.1 s to import; commands without workers do without

    return int(cpu_count())


@dataclass(frozen=True, slots=True)
class _Success(Generic[Result]):
    """What a worker sends back when the function returned."""

    value: Result


@dataclass(frozen=True, slots=True)
class _Failure:
    """What a worker sends back when the function raised: text, for not every exception can travel."""

    error: str
    details: str


_Attempt: TypeAlias = _Success[Result] | _Failure


def _attempt(function: Callable[[Item], Result], item: Item) -> _Attempt[Result]:
    """Return the function's result or what it raised; a BroadsheetError is raised on."""
    try:
        return _Success(function(item))
    except BroadsheetError:
        raise
    except Exception as error:  # noqa: BLE001 - the one place where an item's error becomes a value
        return _Failure(_in_one_line(error), traceback.format_exc())


def _in_one_line(error: BaseException) -> str:
    """Return an exception's name and words without line breaks."""
    return " ".join(f"{type(error).__name__}: {error}".split()).removesuffix(":")


def _resolve(index: int, item: Item, attempt: _Attempt[Result]) -> Outcome[Item, Result]:
    """Join an item with what came of it."""
    if isinstance(attempt, _Success):
        return Done(index=index, item=item, value=attempt.value)
    return Failed(index=index, item=item, error=attempt.error, details=attempt.details)


@dataclass(frozen=True, slots=True)
class _UnderWay(Generic[Item]):
    """An item in the hands of a worker."""

    index: int
    item: Item
    future: Any

    def outcome(self) -> Outcome[Item, Any]:
        """Wait for the outcome; raises BrokenProcessPool when a process of this machine died."""
        try:
            return _resolve(self.index, self.item, self.future.result())
        except (BroadsheetError, BrokenProcessPool):
            raise
        except Exception as error:  # noqa: BLE001 - what the function raised is a value by now: this is the way there or back
            return Failed(index=self.index, item=self.item, error=_in_one_line(error))

    def lost(self, death: BrokenProcessPool) -> Failed[Item]:
        """Return the outcome of an item that nobody survived."""
        return Failed(
            index=self.index, item=self.item, error=f"its worker died twice ({_in_one_line(death)})"
        )


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
                notify(f"A worker process died; its items are done again ({_in_one_line(death)}).")
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
) -> Future[_Attempt[Result]]:
    """Hand an item to one of the processes, which are started if need be; return the future attempt."""
    from joblib.externals.loky import get_reusable_executor  # noqa: PLC0415 - see available_cores

    try:
        executor = get_reusable_executor(max_workers=n_processes, timeout=IDLE_SECONDS, env=ONE_THREAD)
        future: Future[_Attempt[Result]] = executor.submit(_attempt, function, item)
    except BrokenProcessPool as death:
        future = Future()
        future.set_exception(death)
    return future


def _run_on_dask(
    function: Callable[[Item], Result],
    numbered: Iterator[tuple[int, Item]],
    scheduler: str,
) -> Iterator[Outcome[Item, Result]]:
    """Run on the workers of a Dask scheduler, which itself moves a lost worker's items to the others."""
    with _dask_client(scheduler) as client:
        submit = partial(client.submit, _attempt, function, pure=False)
        yield from _stream(submit, numbered, TAKEN_AHEAD * sum(client.ncores().values()), deque())


def _dask_client(scheduler: str) -> Any:  # noqa: ANN401 - Dask is optional, so its types are not known here
    """Return a connection to a scheduler that has workers."""
    try:
        # By name, for type checkers of a set-up without Dask stumble over the import.
        distributed = importlib.import_module("distributed")
    except ImportError as error:
        raise _no_dask() from error
    try:
        client = distributed.Client(scheduler, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise _no_scheduler(scheduler, error) from error
    if not client.ncores():
        client.close()
        raise _no_workers(scheduler)
    return client


def _dying_workers(death: BrokenProcessPool) -> WorkersError:
    """Return the error of workers that no item survives."""
    return WorkersError(
        "--jobs",
        f"worker processes die whatever they are given ({_in_one_line(death)})",
        "Try --jobs 1, or fewer processes if memory is short",
    )


def _no_dask() -> WorkersError:
    """Return the error of a set-up without Dask."""
    return WorkersError(
        "--scheduler",
        "Dask is not installed",
        f'Install it with: {sys.executable} -m pip install "dask[distributed]"',
    )


def _no_scheduler(scheduler: str, error: Exception) -> WorkersError:
    """Return the error of an address where nothing answers."""
    return WorkersError(
        f"--scheduler {scheduler}",
        f"no Dask scheduler answers there ({_in_one_line(error)})",
        "Start one with `dask scheduler` and give the address that it prints",
    )


def _no_workers(scheduler: str) -> WorkersError:
    """Return the error of a scheduler on its own."""
    return WorkersError(
        f"--scheduler {scheduler}",
        "the scheduler has no workers",
        f"Start some with `dask worker {scheduler}`",
    )
