"""The same seeds give the same bytes, whoever builds them, where, when, with what and in how many processes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pytest
from builds_apart import ANOTHER_DAY, FEW, STARTED, Way, built, differing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

pytestmark = [pytest.mark.model, pytest.mark.usefixtures("needs_model")]

PYTHONS: Final = tuple(filter(None, os.environ.get("BROADSHEET_PYTHONS", "").split(os.pathsep)))
"""Further interpreters, each with everything that requirements.lock and requirements-model.lock name."""

N_DAYS: Final = 411

ODD_FOLDER: Final = "Zeitungsbüro – “Küste” & Söhne  (#1) 100% 新聞 🗞"

BASE: Final = Way(name="as it is", environment={"PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8", "TZ": "UTC"})

ALONE: Final = (
    BASE,
    Way(name="two jobs", arguments=("--jobs", "2")),
    *(Way(name=f"PYTHONHASHSEED={n}", environment={"PYTHONHASHSEED": n}) for n in ("1", "4294967295")),
    *(
        Way(name=f"TZ={zone}", environment={"TZ": zone})
        for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kathmandu")
    ),
    Way(name="LC_ALL=C, ASCII", environment={"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}),
    *(
        Way(name=f"LC_ALL={language}", environment={"LC_ALL": language, "LANG": language})
        for language in ("de_DE.UTF-8", "tr_TR.UTF-8", "ar_EG.UTF-8")
    ),
    Way(name="LANGUAGE=de:fr", environment={"LANGUAGE": "de:fr", "LANG": "de_DE.UTF-8"}),
    Way(name="a folder with an odd name", folder=ODD_FOLDER),
    Way(name="a deep folder", folder="/".join(["a", "deep", "folder"] * 12)),
    Way(name="umask 077", umask=0o077),
    Way(name="umask 0", umask=0),
    Way(name="files last first on the disk", is_reversed=True),
    *(Way(name=f"folders in any order, {n}", environment={"BROADSHEET_SHUFFLED": str(n)}) for n in range(3)),
    Way(name="a first build without a seed", first="courier/one-vote.txt"),
    Way(name="a first build without the first seed", first="norwind/confidence-vote.txt"),
    Way(name="--clean", arguments=("--clean",), first="courier/one-vote.txt"),
    Way(
        name="a narrow terminal that says it has colours",
        environment={"COLUMNS": "20", "FORCE_COLOR": "1", "CI": "1"},
    ),
)
"""One thing at a time differs from the usual."""

ALL_AT_ONCE: Final = Way(
    name="all at once",
    environment={
        "PYTHONHASHSEED": "99",
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
        "LANGUAGE": "de",
        "BROADSHEET_SHUFFLED": "7",
    },
    arguments=("--jobs", "2"),
    folder=ODD_FOLDER,
    umask=0o077,
    is_reversed=True,
)


def on_another_day(folder: Path) -> Way:
    """Return a way to build more than a year from now, by a clock that is made here."""
    compiler = shutil.which("cc")
    if compiler is None or not sys.platform.startswith("linux"):
        pytest.skip("needs Linux and a C compiler (cc) to set a clock of its own")
    source, clock = folder / "clock.c", folder / "clock.so"
    source.write_text(ANOTHER_DAY, "ascii")
    subprocess.run([compiler, "-shared", "-fPIC", "-o", clock, source, "-ldl"], check=True)
    environment = {"LD_PRELOAD": str(clock), "BROADSHEET_DAYS": str(N_DAYS)}
    asked = [
        sys.executable,
        "-c",
        "import time, datetime; print(time.time(), datetime.datetime.now().timestamp())",
    ]
    told = subprocess.run(asked, env={**os.environ, **environment}, capture_output=True, check=True).stdout
    there = subprocess.run(asked, capture_output=True, check=True).stdout
    for later, now in zip(map(float, told.split()), map(float, there.split()), strict=True):
        assert later - now > (N_DAYS - 1) * 86400, "the clock of the test does not go"
    return Way(name=f"{N_DAYS} days later", environment=environment)


def on_cluster(folder: Path) -> Iterator[Way]:
    """Give a way to build on the workers of a Dask scheduler."""
    pytest.importorskip("distributed", reason='needs Dask: pip install "broadsheet[dask]"')
    from tests.engine.dask_processes import DaskProcesses  # noqa: PLC0415 - only where there is Dask

    processes = DaskProcesses(folder)
    try:
        processes.start_scheduler()
        processes.start_worker("--nworkers", "2")
        yield Way(name="Dask, two workers", arguments=("--scheduler", processes.address))
    finally:
        processes.end_all()


def test_all_that_may_differ_at_once_changes_no_byte(
    tmp_path: Path, tried: Callable[..., None], rounds: Callable[[int, int], int]
) -> None:
    """Another folder, locale, zone, seed of hashes, order of files, umask and number of jobs: the site is the same."""
    seeds = FEW if rounds(1, 0) else ()
    usual = built(tmp_path / "usual", BASE, seeds)
    assert len(usual) > 100
    found = differing(usual, built(tmp_path / "other", ALL_AT_ONCE, seeds))
    tried("files, all circumstances at once", len(usual), n_failed=len(found))
    assert found == []


def test_what_differs_is_seen(tmp_path: Path) -> None:
    """One byte, one file more, one file less is said, and folders do tell their files in another order."""
    one = {"a": b"1", "b": b"2", "c": b"3"}
    assert differing(one, {"a": b"1", "b": b"3", "d": b"4"}) == ["b", "c", "d"]
    for name in "abcdefghij":
        (tmp_path / name).mkdir()
    asked = [sys.executable, "-c", "import os; print([e.name for e in os.scandir('.')], os.listdir())"]
    told = {
        subprocess.run(
            asked,
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(STARTED), "BROADSHEET_SHUFFLED": str(n)},
            capture_output=True,
            check=True,
        ).stdout
        for n in range(4)
    }
    assert len(told) > 2, "folders are told in their usual order"


def test_nothing_that_differs_changes_a_byte(
    tmp_path: Path, tried: Callable[..., None], rounds: Callable[[int, int], int]
) -> None:
    """Each circumstance for itself, with the whole newsroom: every file of `site_src` and `site` is the same."""
    if not rounds(0, 1):
        pytest.skip("takes some minutes: make soak")
    usual = built(tmp_path / "usual", BASE)
    later = on_another_day(tmp_path)
    both = {**later.environment, **ALL_AT_ONCE.environment}
    ways = [*ALONE[1:], later, replace(later, environment=both, name="later, all at once", folder=ODD_FOLDER)]
    failed = {}
    for n, way in enumerate(ways):
        found = differing(usual, built(tmp_path / str(n), way))
        tried(f"files, {way.name}", len(usual), n_failed=len(found))
        if found:
            failed[way.name] = found[:5]
        shutil.rmtree(tmp_path / str(n))
    assert failed == {}


def test_every_python_gives_the_same_bytes(
    tmp_path: Path, tried: Callable[..., None], rounds: Callable[[int, int], int]
) -> None:
    """What one supported Python builds the others build too; which Pythons, BROADSHEET_PYTHONS says."""
    if not PYTHONS:
        pytest.skip("BROADSHEET_PYTHONS names no other interpreters that have what requirements.lock names")
    seeds = FEW if rounds(1, 0) else ()
    usual = built(tmp_path / "usual", BASE, seeds)
    failed = {}
    for n, python in enumerate(PYTHONS):
        found = differing(usual, built(tmp_path / str(n), Way(name=python, python=python), seeds))
        asked = [python, "-c", "import platform; print(platform.python_version())"]
        version = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()
        tried(f"files, Python {version}", len(usual), n_failed=len(found))
        if found:
            failed[version] = found[:5]
    assert failed == {}


def test_a_cluster_builds_the_same_bytes(
    tmp_path: Path, tried: Callable[..., None], rounds: Callable[[int, int], int]
) -> None:
    """A Dask scheduler and its workers, real processes, give the site that one process gives."""
    if not rounds(0, 1):
        pytest.skip("takes a minute: make soak (tests/engine has what clusters give, article by article)")
    usual = built(tmp_path / "usual", BASE)
    for way in on_cluster(tmp_path):
        found = differing(usual, built(tmp_path / "cluster", way))
        tried(f"files, {way.name}", len(usual), n_failed=len(found))
        assert found == []


def test_a_date_that_is_given_is_the_same_on_every_day(
    tmp_path: Path, tried: Callable[..., None], rounds: Callable[[int, int], int]
) -> None:
    """With SOURCE_DATE_EPOCH set, today and a year later give the same bytes; it stands in the packed sitemap and nowhere else."""
    if not rounds(0, 1):
        pytest.skip("takes a minute: make soak")
    given = {"SOURCE_DATE_EPOCH": "1700000000"}
    later = on_another_day(tmp_path)
    address = "https://news.example.org/"
    usual = built(tmp_path / "usual", Way(name="a date", environment=given, address=address), FEW)
    other = built(
        tmp_path / "later", replace(later, environment={**later.environment, **given}, address=address), FEW
    )
    found = differing(usual, other)
    tried("files, SOURCE_DATE_EPOCH on two days", len(usual), n_failed=len(found))
    assert found == []
    none = built(tmp_path / "none", replace(BASE, address=address), FEW)
    assert differing(usual, none) == ["site/sitemap.xml.gz"], "the date that is given is the archive's"
