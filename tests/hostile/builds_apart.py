"""Builds in processes of their own, each in circumstances of its own, and what they leave."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
NEWSROOM = PROJECT / "tests" / "newsroom"
STARTED = Path(__file__).parent / "started"
"""Holds what every Python process of such a build does first."""

PATIENCE = 600
"""Seconds after which a build hangs."""

FEW = (
    "courier/one-vote.txt",
    "examiner/tolliver-nash-interview.md",
    "norwind/herring-talks-stall.txt",
    "norwind/herring-talks-stall.yml",
    "sauvelle/lanterre-ferme-kettlebridge.md",
    "today/records-leak.html",
)
"""Seeds of several formats and languages, for a build that is soon over."""

ANOTHER_DAY = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>
int clock_gettime(clockid_t which, struct timespec *now) {
  static int (*real)(clockid_t, struct timespec *);
  if (!real) real = (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");
  int failed = real(which, now);
  if (!failed && (which == CLOCK_REALTIME || which == CLOCK_REALTIME_COARSE))
    now->tv_sec += 86400L * atol(getenv("BROADSHEET_DAYS") ? getenv("BROADSHEET_DAYS") : "0");
  return failed;
}
time_t time(time_t *into) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (into) *into = now.tv_sec;
  return now.tv_sec;
}
int gettimeofday(struct timeval *restrict into, void *restrict zone) {
  struct timespec now;
  (void)zone;
  clock_gettime(CLOCK_REALTIME, &now);
  into->tv_sec = now.tv_sec;
  into->tv_usec = now.tv_nsec / 1000;
  return 0;
}
"""
"""A clock that is wrong by so many days, for programs that ask the C library."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """The circumstances of one build, beside which nothing differs."""

    name: str
    environment: dict[str, str] = field(default_factory=dict)
    arguments: tuple[str, ...] = ()
    folder: str = "newsroom"
    python: str = sys.executable
    umask: int = -1
    is_reversed: bool = False
    """Whether the files are put on the disk last first."""
    address: str = ""
    """Where the site will be; empty: it does not say."""
    first: str = ""
    """A seed, relative to the folder of seeds, that a first build does not have."""


def write_project(folder: Path, seeds: tuple[str, ...] = (), *, is_reversed: bool = False) -> Path:
    """Make the newsroom's project, or one of some of its seeds, and return its folder."""
    names = seeds or tuple(
        sorted(p.relative_to(NEWSROOM / "seeds").as_posix() for p in (NEWSROOM / "seeds").rglob("*.*"))
    )
    for name in reversed(names) if is_reversed else names:
        target = folder / "seeds" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(NEWSROOM / "seeds" / name, target)
    shutil.copy(NEWSROOM / "mkdocs.yml", folder)
    return folder


def build(folder: Path, way: Way, *before: str) -> None:
    """Build a project as `way` says; `before`: words in front of the command. An exit code but 0 is a failure."""
    path = os.pathsep.join((str(STARTED), str(PROJECT)))
    kept = {k: v for k, v in os.environ.items() if k not in {"SOURCE_DATE_EPOCH", "PYTHONHASHSEED", "TZ"}}
    ended = subprocess.run(
        [*before, way.python, "-m", "generator", "build", "--project", str(folder), "-q", *way.arguments],
        cwd=folder.parent,
        env={**kept, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1", **way.environment},
        umask=way.umask,
        capture_output=True,
        check=False,
        timeout=PATIENCE,
    )
    assert ended.returncode == 0, (way.name, ended.stderr.decode("utf-8", "replace"))


def built(parent: Path, way: Way, seeds: tuple[str, ...] = ()) -> dict[str, bytes]:
    """Make and build the project below `parent` as `way` says; return every file of it that is published, or will be."""
    folder = write_project(parent / way.folder, seeds, is_reversed=way.is_reversed)
    if way.address:
        with (folder / "mkdocs.yml").open("a", encoding="utf-8") as settings:
            settings.write(f"site_url: {way.address}\n")
    if way.first:
        late = folder / "seeds" / way.first
        late.rename(parent / "late")
        build(folder, way)
        (parent / "late").rename(late)
    build(folder, way)
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for name in ("site_src", "site")
        for file in (folder / name).rglob("*")
        if file.is_file()
    }


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """Return the files that only one has, or that have other bytes."""
    return sorted(path for path in {*one, *other} if one.get(path) != other.get(path))
