"""The workers of a Dask cluster: found, held to our versions, and given items in a window.

Items and answers travel as pickled bytes, so that a scheduler passes them on unopened, and what cannot be
pickled concerns its item alone. A worker looks at its versions before it works, for it may have come after
the first look at all of them. Each worker process works at one item at a time: language models are not made for threads.

Dask itself moves a lost worker's items to the others, and gives up an item whose workers died more often
than its setting `distributed.scheduler.allowed-failures`. It counts for every item that a dying worker
held, so an item that was given up is done again alone before it is believed to be deadly.
"""

from __future__ import annotations

import importlib
import logging
import pickle
import queue
import time
import uuid
import warnings
from collections import deque
from collections.abc import Callable
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Generic

from generator.engine.dask_worker import Call, Job, environment_there, other_workers
from generator.engine.outcomes import (
    TAKEN_AHEAD,
    Failed,
    Item,
    Outcome,
    Result,
    WorkersError,
    in_one_line,
    resolve,
)
from generator.engine.sameness import PACKAGES, PYTHON, differences, enumerated, environment, python_version
from generator.errors import BroadsheetError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

CONNECT_SECONDS: Final = 10
"""How long to look for a scheduler, and for a first worker."""

LOOK_SECONDS: Final = 5
"""Time after which the number of workers is asked anew."""

FOR_ALL: Final = (PYTHON, "cloudpickle", "dask", "distributed")
"""What the scheduler too must have as this process has it."""

ALONE_SECONDS: Final = 60
"""How long a cluster may be without any worker: one that died takes seconds to be started again."""

GIVEN_UP_IN_A_ROW: Final = 6
"""Items that may be given up, among others or alone, before any is done: then the workers are to blame."""

DEADLY: Final = "its worker died each time, also with nothing else to do"


@dataclass(slots=True)
class _Task(Generic[Item]):
    """An item in the hands of the cluster."""

    index: int
    item: Item
    future: Any = None
    """Dask's future; None before, and after, and where the item cannot travel."""
    outcome: Outcome[Item, Any] | None = None
    is_given_up: bool = False
    """Whether Dask lost too many workers over it."""

    @property
    def is_answered(self) -> bool:
        """Whether the cluster has nothing more to do with it."""
        return self.outcome is not None or self.is_given_up


def run_on_cluster(
    function: Callable[[Item], Result],
    numbered: Iterator[tuple[int, Item]],
    scheduler: str,
    notify: Callable[[str], None],
) -> Iterator[Outcome[Item, Result]]:
    """Give outcomes in order, each as soon as it is there; nothing is connected before the first is asked for.

    Raises WorkersError where there is no scheduler, where it is lost, where there are no workers or only dying
    ones, and where one of them is not as this process is.
    """
    with _connected(scheduler) as (distributed, client):
        wanted = tuple(environment(function).items())
        cluster: _Cluster[Item] = _Cluster(
            scheduler, distributed, client, Job(wanted, pickle.dumps(function)), notify
        )
        cluster.check()
        yield from cluster.stream(numbered)


@contextmanager
def _connected(scheduler: str) -> Iterator[tuple[Any, Any]]:
    """Give Dask and a connection to its scheduler."""
    try:
        # By name, for type checkers of a set-up without Dask stumble over the import.
        distributed = importlib.import_module("distributed")
    except ImportError as error:
        raise _no_dask() from error
    with _quiet_client():
        client = _client(distributed, scheduler)
        try:
            yield distributed, client
        finally:
            with suppress(OSError):
                client.close()


@contextmanager
def _quiet_client() -> Iterator[None]:
    """Silence the log of Dask's client: what it tells of lost connections, with tracebacks, is said here in a sentence."""
    logger = logging.getLogger("distributed.client")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)


def _client(distributed: Any, scheduler: str) -> Any:  # noqa: ANN401 - Dask is optional, so its types are not known here
    """Return a connection to a scheduler."""
    try:
        # Without them Dask's client is left half made, and would wait for nothing as the program ends.
        if scheduler.startswith("tls:") and not _has_certificates(distributed):
            raise _no_certificates(scheduler)
        with warnings.catch_warnings():
            # Versions are compared below, and differing ones are an error there.
            warnings.simplefilter("ignore", distributed.versions.VersionMismatchWarning)
            return distributed.Client(scheduler, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError, TypeError, RuntimeError) as error:
        raise _no_scheduler(scheduler, error) from error


def _has_certificates(distributed: Any) -> bool:  # noqa: ANN401 - see _client
    return distributed.Security().get_connection_args("client").get("ssl_context") is not None


@dataclass(slots=True)
class _Cluster(Generic[Item]):
    """A connection through which one job is done."""

    scheduler: str
    distributed: Any
    client: Any
    job: Job
    notify: Callable[[str], None]
    under_way: deque[_Task[Item]] = field(default_factory=deque)
    finished: queue.SimpleQueue[_Task[Item]] = field(default_factory=queue.SimpleQueue)
    name: str = field(default_factory=lambda: f"broadsheet-{uuid.uuid4().hex}")
    n_workers: int = 0
    n_submitted: int = 0
    n_given_up: int = 0
    """Since an item was last done."""
    looked: float = 0.0
    seen: float = 0.0
    """When there was a worker, by the monotonic clock."""

    def check(self) -> None:
        """Raise WorkersError unless there are workers, and scheduler and workers have our versions of everything."""
        try:
            self.client.wait_for_workers(1, timeout=CONNECT_SECONDS)
        except TimeoutError as error:
            raise _no_workers(self.scheduler) from error
        except OSError as error:
            raise _lost_scheduler(self.scheduler) from error
        self._compare()
        self._look()

    def stream(self, numbered: Iterator[tuple[int, Item]]) -> Iterator[Outcome[Item, Any]]:
        """Give outcomes in order; at most TAKEN_AHEAD items for each worker are taken before the first is answered."""
        for index, item in numbered:
            task = _Task(index, item)
            self.under_way.append(task)
            self._submit(task)
            self._look_at_times()
            while len(self.under_way) >= TAKEN_AHEAD * max(self.n_workers, 1):
                yield self._next()
        while self.under_way:
            yield self._next()

    def _next(self) -> Outcome[Item, Any]:
        """Return the first item's outcome and take the item out."""
        task = self.under_way[0]
        self._collect_until(task)
        if task.outcome is None:
            self._do_alone(task)
        self.under_way.popleft()
        return task.outcome or Failed(index=task.index, item=task.item, error=DEADLY)

    def _do_alone(self, task: _Task[Item]) -> None:
        """Do an item again that was given up, while nothing else is done."""
        self.notify(f"Workers died; item {task.index + 1:,} is done again by itself.")
        for other in self.under_way:
            self._collect_until(other)
        task.is_given_up = False
        self._submit(task)
        self._collect_until(task)

    def _submit(self, task: _Task[Item]) -> None:
        """Hand an item to the cluster; one that cannot travel has its outcome at once."""
        try:
            packed = pickle.dumps(Call(self.job, task.item))
        except Exception as error:  # noqa: BLE001 - objects decide themselves how they refuse to be pickled
            task.outcome = Failed(index=task.index, item=task.item, error=in_one_line(error))
            return
        self.n_submitted += 1
        # Keys of one group: Dask then keeps items at the scheduler until a worker is free, so that a dying one holds few.
        key = (self.name, self.n_submitted)
        task.future = self._asked(self.client.submit, pickle.loads, packed, key=key)
        self._await(task)

    def _await(self, task: _Task[Item]) -> None:
        """Have an item put among the finished ones when its future is done."""
        task.future.add_done_callback(lambda _future: self.finished.put(task))

    def _collect_until(self, wanted: _Task[Item]) -> None:
        """Fetch answers as they come, for what lies on a worker is lost with it, until `wanted` is answered."""
        while not wanted.is_answered:
            try:
                task = self.finished.get(timeout=LOOK_SECONDS)
            except queue.Empty:
                self._look()
            else:
                self._collect(task)

    def _collect(self, task: _Task[Item]) -> None:
        """Fetch the answer of an item that is done; one whose answer was lost meanwhile is awaited again."""
        try:
            answer = task.future.result(timeout=ALONE_SECONDS)
        except TimeoutError:
            self._look()
            self._await(task)
            return
        except BroadsheetError:
            raise
        except self.distributed.KilledWorker as death:
            self.n_given_up += 1
            if self.n_given_up > GIVEN_UP_IN_A_ROW:
                raise _dying_workers(self.scheduler) from death
            task.is_given_up = True
        except self.distributed.CancelledError as error:
            raise _lost_scheduler(self.scheduler) from error
        except Exception as error:
            if self.client.status != "running":
                raise _lost_scheduler(self.scheduler) from error
            # A worker that lacks the program cannot say so itself.
            self._compare()
            task.outcome = Failed(index=task.index, item=task.item, error=in_one_line(error))
        else:
            task.outcome = resolve(task.index, task.item, pickle.loads(answer))  # noqa: S301 - see dask_worker
            self.n_given_up = 0
        task.future = None

    def _look_at_times(self) -> None:
        if time.monotonic() - self.looked > LOOK_SECONDS:
            self._look()

    def _look(self) -> None:
        """Count the workers. Raises WorkersError when there have been none for long."""
        self.n_workers = len(self._asked(self.client.nthreads))
        self.looked = time.monotonic()
        if self.n_workers or not self.seen:
            self.seen = self.looked
        elif self.looked - self.seen > ALONE_SECONDS:
            raise _dying_workers(self.scheduler)

    def _asked(self, question: Callable[..., Any], *arguments: object, **options: object) -> Any:  # noqa: ANN401 - see _submit
        """Return the answer to a question that the scheduler passes on; raises WorkersError where it is gone."""
        try:
            return question(*arguments, **options)
        except (OSError, AttributeError, RuntimeError, self.distributed.CancelledError) as error:
            # A client without a scheduler has None in its place.
            raise _lost_scheduler(self.scheduler) from error

    def _packages(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield scheduler and workers with what they have otherwise installed; Dask answers this by itself."""
        ours = {name: number for name, number in self.job.wanted if name == PYTHON or name in PACKAGES}
        found = self._asked(self.client.get_versions, packages=list(PACKAGES))
        yield (
            "the scheduler",
            differences(_installed(found["scheduler"]), {name: ours[name] for name in FOR_ALL}),
        )
        for address, one in found["workers"].items():
            yield f"worker {address}", differences(_installed(one), ours)

    def _environments(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield workers with what else they have otherwise: code and models."""
        found = self._asked(self.client.run, environment_there, self.job.function, on_error="return")
        for address, one in found.items():
            if isinstance(one, OSError):
                continue  # It has gone meanwhile.
            if isinstance(one, BroadsheetError):
                yield f"worker {address}", (f"no {one.where} ({one.what})",)
            elif isinstance(one, Exception):
                yield (
                    f"worker {address}",
                    (f"a Broadsheet that does not understand ours ({in_one_line(one)})",),
                )
            else:
                yield f"worker {address}", differences(one, dict(self.job.wanted))

    def _compare(self) -> None:
        """Raise WorkersError where scheduler or workers differ from this process."""
        for found in (self._packages(), self._environments()):
            differing = tuple(f"{who} has {enumerated(how)}" for who, how in found if how)
            if differing:
                raise other_workers(f"--scheduler {self.scheduler}", differing)


def _installed(found: Mapping[str, Any] | None) -> dict[str, str]:
    """Return what somebody has installed, from Dask's answer."""
    packages = {} if found is None else found["packages"]
    return {name: number or "" for name, number in packages.items()} | {
        PYTHON: python_version(packages.get("python") or "")
    }


def _no_dask() -> WorkersError:
    """Return the error of a set-up without Dask."""
    return WorkersError(
        "--scheduler", "Dask is not installed", 'Install it with: pip install "broadsheet[dask]"'
    )


def _no_scheduler(scheduler: str, error: Exception) -> WorkersError:
    """Return the error of an address where nothing answers."""
    return WorkersError(
        f"--scheduler {scheduler}",
        f"no Dask scheduler answers there ({in_one_line(error)})",
        "Start one with `dask scheduler` and give the address that it prints",
    )


def _no_certificates(scheduler: str) -> WorkersError:
    """Return the error of an encrypted address for which this machine is not set up."""
    prefix = "DASK_DISTRIBUTED__COMM__TLS__"
    return WorkersError(
        f"--scheduler {scheduler}",
        "an encrypted connection needs certificates, and none are set",
        f"Set {prefix}CA_FILE, {prefix}CLIENT__CERT and {prefix}CLIENT__KEY, as docs/scaling.md shows",
    )


def _no_workers(scheduler: str) -> WorkersError:
    """Return the error of a scheduler on its own."""
    return WorkersError(
        f"--scheduler {scheduler}",
        "the scheduler has no workers",
        f"Start some with `dask worker {scheduler} --nthreads 1`",
    )


def _lost_scheduler(scheduler: str) -> WorkersError:
    """Return the error of a scheduler that was there."""
    return WorkersError(
        f"--scheduler {scheduler}",
        "the scheduler is gone, or cannot be reached any more",
        "Start it again with its workers, then the same command",
    )


def _dying_workers(scheduler: str) -> WorkersError:
    """Return the error of workers that no item survives, or that are all gone."""
    return WorkersError(
        f"--scheduler {scheduler}",
        "its workers die whatever they are given, or are gone",
        "Look into the log of `dask worker`; a worker that the system ended may have had too little memory",
    )
