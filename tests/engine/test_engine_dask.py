"""Rules of running on a Dask cluster, shown on a real scheduler with workers of its own that are killed."""

from __future__ import annotations

import json
import os
import shutil
import signal
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("distributed", reason='needs Dask: pip install "broadsheet[dask]"')

import dask_items
from dask_processes import DaskProcesses, wait_for
from distributed import Client

from generator.analyse.language_model import load, model_path
from generator.config import load_settings
from generator.engine import dask_cluster, run_all
from generator.engine.executors import TAKEN_AHEAD, Done, Failed, Outcome, WorkersError
from generator.errors import ModelMissingError
from generator.extract import Wanted, extract
from generator.read import read_seeds
from generator.read.settings import ReadSettings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PROJECT = Path(__file__).resolve().parents[2]
NEWSROOM = PROJECT / "tests" / "newsroom"


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DaskProcesses]:
    """Give a scheduler with two workers, which are started again when they die."""
    processes = DaskProcesses(tmp_path_factory.mktemp("cluster"))
    try:
        processes.start_scheduler()
        processes.start_worker("--nworkers", "2")
        wait_for_workers(processes, 2)
        yield processes
    finally:
        processes.end_all()
    assert not list(PROJECT.glob("dask-*"))


@pytest.fixture
def lonely(tmp_path: Path) -> Iterator[DaskProcesses]:
    """Give a scheduler without workers."""
    processes = DaskProcesses(tmp_path)
    try:
        processes.start_scheduler()
        yield processes
    finally:
        processes.end_all()


@contextmanager
def connected(processes: DaskProcesses) -> Iterator[Client]:
    """Give a connection of our own."""
    with Client(processes.address, set_as_default=False) as client:
        yield client


def wait_for_workers(processes: DaskProcesses, n_workers: int) -> None:
    """Wait until exactly so many workers are there."""
    with connected(processes) as client:
        wait_for(lambda: len(client.nthreads()) == n_workers)


def values(outcomes: Iterator[Outcome[int, int]]) -> list[object]:
    """Return the values in the order they came, and errors as words."""
    return [outcome.value if isinstance(outcome, Done) else outcome.error for outcome in outcomes]


def test_outcomes_are_those_of_one_process(cluster: DaskProcesses) -> None:
    """On a cluster outcomes have the same order, the same values and the same errors as in one process."""
    outcomes = list(run_all(dask_items.squared, range(40), scheduler=cluster.address))
    alone = list(run_all(dask_items.squared, range(40)))
    assert [outcome.index for outcome in outcomes] == list(range(40))
    assert [outcome.item for outcome in outcomes] == list(range(40))
    assert values(iter(outcomes)) == values(iter(alone))
    failed = outcomes[13]
    assert isinstance(failed, Failed)
    assert "in squared" in failed.details


def test_both_workers_work(cluster: DaskProcesses) -> None:
    """The work is done by two processes, neither of which is this one."""
    ids = set(values(run_all(dask_items.in_which_process, range(12), scheduler=cluster.address)))
    assert len(ids) == 2
    assert os.getpid() not in ids


def test_items_are_taken_as_they_are_needed(cluster: DaskProcesses) -> None:
    """An endless supply of items is no trouble: results come at once, and only a window of items is taken ahead."""
    taken: list[int] = []

    def endless() -> Iterator[int]:
        while True:
            taken.append(len(taken))
            yield taken[-1]

    outcomes = run_all(dask_items.squared, endless(), scheduler=cluster.address)
    first = [next(outcomes).index for _ in range(5)]
    time.sleep(0.3)
    assert first == [0, 1, 2, 3, 4]
    assert len(taken) <= 2 * TAKEN_AHEAD + len(first)
    outcomes.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize("wrong", ["result", "item"])
def test_what_cannot_travel_concerns_its_item_alone(cluster: DaskProcesses, wrong: str) -> None:
    """A result, or an item, that cannot be sent from one process to another is Failed; the rest goes on."""
    function = dask_items.unsendable if wrong == "result" else str
    items = [0, 1, 2 if wrong == "result" else threading.Lock(), 3]
    outcomes = list(run_all(function, items, scheduler=cluster.address))
    assert [type(outcome) for outcome in outcomes] == [Done, Done, Failed, Done]


def test_an_error_of_the_command_stops_all(cluster: DaskProcesses) -> None:
    """A BroadsheetError on a worker reaches the caller as it was raised, with its three parts."""
    with pytest.raises(ModelMissingError, match="no model at") as caught:
        list(run_all(dask_items.without_model, range(4), scheduler=cluster.address))
    assert caught.value.remedy == "Install one"


def test_a_lost_workers_items_are_done_again(cluster: DaskProcesses) -> None:
    """When a worker is killed in the middle every item still has its outcome, in order."""
    outcomes = run_all(dask_items.in_which_process, range(60), scheduler=cluster.address)
    first = [next(outcomes) for _ in range(10)]
    assert isinstance(first[0], Done)
    os.kill(first[0].value, signal.SIGKILL)
    whole = [*first, *outcomes]
    assert [outcome.index for outcome in whole] == list(range(60))
    assert all(isinstance(outcome, Done) for outcome in whole)
    wait_for_workers(cluster, 2)


def test_an_item_that_kills_its_workers_is_the_only_one_lost(cluster: DaskProcesses) -> None:
    """Items that were given up with a deadly one are done again: only what kills by itself is Failed, and it is told."""
    told: list[str] = []
    outcomes = list(
        run_all(dask_items.deadly_at_five, range(20), scheduler=cluster.address, notify=told.append)
    )
    assert [outcome.index for outcome in outcomes] == list(range(20))
    failed = [outcome for outcome in outcomes if isinstance(outcome, Failed)]
    assert [(outcome.index, outcome.error) for outcome in failed] == [(5, dask_cluster.DEADLY)]
    assert "item 6 is done again" in "".join(told)
    wait_for_workers(cluster, 2)


def test_workers_that_always_die_stop_the_command(cluster: DaskProcesses) -> None:
    """When every item loses its workers they are to blame: that is said once, with where to look."""
    with pytest.raises(WorkersError, match="whatever they are given"):
        list(run_all(dask_items.always_deadly, range(100), scheduler=cluster.address))
    wait_for_workers(cluster, 2)


def test_a_model_that_workers_lack_is_told(cluster: DaskProcesses) -> None:
    """Workers without the function's model are named before any item is sent."""
    with pytest.raises(WorkersError, match=r"worker tcp://\S+ has no language model homely") as caught:
        list(run_all(dask_items.AtHome(os.getpid()), [1], scheduler=cluster.address))
    assert "every machine" in caught.value.remedy


def other_spacy(folder: Path) -> None:
    """Make a folder in which spaCy seems to be of another version."""
    about = folder / "spacy-3.0.1.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: spacy\nVersion: 3.0.1\n", encoding="utf-8")


def other_code(folder: Path) -> None:
    """Make a folder with a Broadsheet of the same version whose code differs."""
    shutil.copytree(PROJECT / "generator", folder / "generator", ignore=shutil.ignore_patterns("__pycache__"))
    with (folder / "generator" / "build.py").open("a", encoding="utf-8") as file:
        file.write("# Changed.\n")


def no_broadsheet(folder: Path) -> None:
    """Make a folder in which there is no Broadsheet of ours."""
    (folder / "generator.py").write_text("", encoding="utf-8")


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (other_spacy, r"has spacy 3\.0\.1, here 3\.\d"),
        (other_code, r"has Broadsheet's code \w{12}, here \w{12}"),
        (no_broadsheet, "has a Broadsheet that does not understand ours"),
    ],
)
def test_a_worker_that_is_otherwise_is_refused(
    cluster: DaskProcesses, tmp_path: Path, make: Callable[[Path], None], told: str
) -> None:
    """A worker with other libraries or other code is named with the difference, also when it comes in the middle."""
    make(tmp_path)
    outcomes = run_all(dask_items.in_which_process, range(1000), scheduler=cluster.address)
    assert isinstance(next(outcomes), Done)
    stranger = cluster.start_worker("--no-nanny", first_on_path=tmp_path)
    try:
        with pytest.raises(WorkersError, match=rf"worker tcp://127.0.0.1:\d+ {told}"):
            for _ in outcomes:
                pass
        with pytest.raises(WorkersError, match=rf"worker tcp://127.0.0.1:\d+ {told}") as caught:
            list(run_all(dask_items.squared, [1], scheduler=cluster.address))
        assert str(caught.value).count("worker tcp:") == 1
    finally:
        cluster.end(stranger)
        wait_for_workers(cluster, 2)


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """Return a file of the newsroom's first articles."""
    source = tmp_path / "in.jsonl"
    first = read_seeds(NEWSROOM, NEWSROOM / "seeds", ReadSettings()).articles[:8]
    lines = [json.dumps({"id": article.id, "text": article.text}) for article in first]
    source.write_text("\n".join(lines), encoding="utf-8")
    return source


class KillsOne:
    """Shows nothing, and kills one process when a few lines are done."""

    def __init__(self, process: int) -> None:
        """Take the process to kill."""
        self.process, self.n_done = process, 0

    @contextmanager
    def stage(self, _name: str, _total: int | None = None) -> Iterator[Callable[[int], None]]:
        """Run the block."""
        yield self.advance

    def advance(self, n: int, **_more: int) -> None:
        """Count, and kill at the second."""
        self.n_done += n
        if self.n_done == 2:
            os.kill(self.process, signal.SIGKILL)

    def say(self, line: str) -> None:
        """Keep it to itself."""


@pytest.mark.model
def test_a_cluster_gives_the_same_bytes(cluster: DaskProcesses, articles: Path) -> None:
    """`extract` writes on a cluster that loses a worker in the middle what it writes with one job, and so with two.

    Each worker process loads the language model once.
    """
    try:
        model_path("en_core_web_md")
    except ModelMissingError as error:
        pytest.skip(str(error))
    with connected(cluster) as client:
        victim = next(iter(client.run(os.getpid).values()))
    settings = load_settings(NEWSROOM)
    written = []
    for options in ({"jobs": 1}, {"scheduler": cluster.address}):
        output = articles.with_suffix(f".{len(written)}")
        progress = KillsOne(victim if "scheduler" in options else 0)
        progress.n_done = 0 if "scheduler" in options else 1000
        extract(articles, output, settings, progress, wanted=Wanted(), **options)
        written.append(output.read_bytes())
    assert written[0].count(b"\n") == 8
    assert written[1] == written[0]
    wait_for_workers(cluster, 2)
    with connected(cluster) as client:
        assert victim not in client.run(os.getpid).values()
        assert max(client.run(times_loaded).values()) == 1


def times_loaded() -> int:
    """Return how often this process has loaded a model."""
    return load.cache_info().misses


def test_a_scheduler_without_workers_is_explained(
    lonely: DaskProcesses, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a scheduler has no workers the message has the command that starts some."""
    monkeypatch.setattr(dask_cluster, "CONNECT_SECONDS", 1)
    with pytest.raises(WorkersError, match=f"dask worker {lonely.address}"):
        list(run_all(dask_items.squared, [1], scheduler=lonely.address))


def test_a_cluster_that_ends_is_explained(lonely: DaskProcesses, monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers that are gone for good, and a scheduler that is, end the command; a worker's threads take turns."""
    monkeypatch.setattr(dask_cluster, "LOOK_SECONDS", 0.2)
    monkeypatch.setattr(dask_cluster, "ALONE_SECONDS", 0.5)
    worker = lonely.start_worker("--no-nanny", nthreads=2)
    at_once = values(run_all(dask_items.how_many_at_once, range(20), scheduler=lonely.address))
    assert set(at_once) == {1}

    outcomes = run_all(dask_items.in_which_process, range(1000), scheduler=lonely.address)
    assert isinstance(next(outcomes), Done)
    lonely.end(worker)
    with pytest.raises(WorkersError, match="are gone"):
        list(outcomes)

    lonely.start_worker("--no-nanny")
    outcomes = run_all(dask_items.in_which_process, range(1000), scheduler=lonely.address)
    assert isinstance(next(outcomes), Done)
    lonely.end(lonely.started[0])
    with pytest.raises(WorkersError, match="the scheduler is gone"):
        list(outcomes)


def test_an_address_without_a_scheduler_is_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no scheduler answers the message says how to start one."""
    monkeypatch.setattr(dask_cluster, "CONNECT_SECONDS", 1)
    for address in ("tcp://127.0.0.1:1", "nowhere", "tcp://127.0.0.1:x"):
        with pytest.raises(WorkersError, match="dask scheduler"):
            list(run_all(dask_items.squared, [1], scheduler=address))


def test_an_encrypted_address_needs_certificates() -> None:
    """Where no certificates are set the message says which variables name them, at once."""
    with pytest.raises(WorkersError, match="TLS__CA_FILE"):
        list(run_all(dask_items.squared, [1], scheduler="tls://127.0.0.1:1"))
