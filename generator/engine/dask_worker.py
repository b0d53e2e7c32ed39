"""What runs on a worker of a Dask cluster."""

from __future__ import annotations

import importlib
import pickle
import threading
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from generator.engine.outcomes import Attempt, Failure, WorkersError, attempt, in_one_line
from generator.engine.sameness import differences, enumerated, environment
from generator.errors import BroadsheetError

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Job:
    """What a worker is to do with every item."""

    wanted: tuple[tuple[str, str], ...]
    """Name and version of everything that must be the same."""
    function: bytes


_at_work = threading.Lock()


@dataclass(frozen=True, slots=True)
class Call:
    """One item for a worker. Unpickled, it is not this again but the pickled attempt at the item.

    A task is therefore nothing but bytes for `pickle.loads`. A scheduler needs no Broadsheet to pass it on; on a
    worker without it the task fails and can be told of, where any other task would end the worker's connection.
    """

    job: Job
    item: Any

    def __reduce__(self) -> tuple[Callable[[Job, Any], bytes], tuple[Job, Any]]:
        """Have the work done where this is unpickled."""
        return work, (self.job, self.item)


def work(job: Job, item: object) -> bytes:
    """Return the pickled attempt at one item; runs on a worker.

    Raises WorkersError where the worker is not as the job wants it, and whatever BroadsheetError the function raises.
    """
    with _at_work:
        attempted: Attempt[Any] = attempt(_function_of(job), item)
        try:
            return pickle.dumps(attempted)
        except Exception as error:  # noqa: BLE001 - objects decide themselves how they refuse to be pickled
            return pickle.dumps(Failure(in_one_line(error), ""))


@lru_cache(maxsize=2)
def _function_of(job: Job) -> Callable[[Any], Any]:
    """Return the job's function, once this worker has shown to be as the job wants it."""
    try:
        function: Callable[[Any], Any] = pickle.loads(job.function)  # noqa: S301 - whoever reaches a scheduler may run code
        differing = differences(environment(function), dict(job.wanted))
    except BroadsheetError as error:
        differing = (f"{error.where}: {error.what}",)
    if differing:
        worker = importlib.import_module("distributed").get_worker().address
        raise other_workers("a worker of the cluster", (f"worker {worker} has {enumerated(differing)}",))
    return function


def environment_there(function: bytes) -> dict[str, str]:
    """Return the environment that a pickled function finds; runs on a worker."""
    return environment(pickle.loads(function))  # noqa: S301 - see _function_of


def other_workers(where: str, differing: tuple[str, ...]) -> WorkersError:
    """Return the error of workers that would answer otherwise than this machine."""
    return WorkersError(
        where,
        enumerated(differing),
        "Install the same Broadsheet, libraries and model on every machine, and start scheduler and workers anew",
    )
