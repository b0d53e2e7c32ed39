"""Whenever a build is ended, by whatever ends it, a whole site stands, nothing is left and the next build is right."""

from __future__ import annotations

import random
import signal
import time
from typing import TYPE_CHECKING, Any, Final

import pytest
from broken_off import SEED, Bench, Ended, State, built_again, is_whole, left_behind

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = [pytest.mark.model]

PROMPT: Final = 8.0
"""Seconds after which a build that was asked to end has ended, on a machine that does much else."""


class Moments:
    """Chooses what is built and when that is broken off: each part of a build as often as the others, however long it takes."""

    def __init__(self, bench: Bench, chance: random.Random) -> None:
        self.bench, self.chance = bench, chance
        self._known: dict[tuple[int, int], dict[str, list[int]]] = {}
        self._parts: dict[tuple[int, int], int] = {}

    def case(self, number: int) -> tuple[State | None, State, int]:
        """Return states before and after, and how many processes: each fourth build is one from nothing, each third parallel."""
        states = self.bench.states
        after = 1 + number % (len(states) - 1)
        before = None if number % 4 == 3 else states[after - 1]
        return before, states[after], 2 if number % 3 == 2 else 1

    def choose(self, before: State | None, after: State, jobs: int) -> int:
        """Return a change on the disk, by its number."""
        key = (-1 if before is None else 0, jobs)
        if key not in self._known:
            self._known[key] = parts_of(self.bench.moments(before, after, jobs))
            self._parts[key] = 0
        parts = self._known[key]
        self._parts[key] += 1
        part = sorted(parts)[self._parts[key] % len(parts)]
        return self.chance.choice(parts[part])


def parts_of(moments: list[str]) -> dict[str, list[int]]:
    """Return the numbers of changes by who makes them and where: pages, state, the next site, its removal."""
    parts: dict[str, list[int]] = {}
    for number, line in enumerate(moments, 1):
        who, what, *where = line.split()
        folder = where[0].split("/")[0] if where else ""
        kind = "removal" if what in {"os.remove", "os.rmdir"} and folder.startswith(".site") else "change"
        parts.setdefault(f"{who} {kind} {folder}", []).append(number)
    return parts


def broken_off(
    moments: Moments,
    project: Path,
    case: tuple[State | None, State, int],
    what: str,
    **more: Any,  # noqa: ANN401 - what faults/sitecustomize.py knows
) -> Ended:
    """Build, and break off at a change on the disk, or at any time."""
    bench, chance = moments.bench, moments.chance
    before, after, jobs = case
    if chance.random() < 0.7:
        return bench.build(
            project, jobs=jobs, fault=bench.fault(what, moments.choose(before, after, jobs), **more)
        )
    running = bench.begin(project, jobs=jobs)
    time.sleep(0.05 + chance.random() * (2.0 if jobs == 1 else 6.0))
    if what == "kill":
        running.kill(only_root=more["only_root"])
    else:
        running.ask(more["number"])
    return running.end()


def test_a_killed_build_loses_nothing(
    bench: Bench, rounds: Callable[[int, int], int], tried: Callable[..., None]
) -> None:
    """Killed at any moment, all its processes or the first alone: the old site or the new one, whole; then a clean build's bytes."""
    moments = Moments(bench, random.Random(SEED))  # noqa: S311 - the same moments each time, no secret
    n_rounds, wrong, stood = rounds(3, 100), [], {"old": 0, "new": 0, "none": 0}
    for number in range(n_rounds):
        case = before, after, jobs = moments.case(number)
        project = bench.project(before, after)
        only_root = bool(number % 2)
        ended = broken_off(moments, project, case, "kill", only_root=only_root)
        found = is_whole(project, before, after)
        stood[found] = stood.get(found, 0) + 1
        faults = [] if found in {"old", "new", "none"} else [found]
        faults += [] if ended.code in {-signal.SIGKILL, 0} else [f"exit code {ended.code}: {ended.said}"]
        faults += built_again(bench, project, after, jobs=1 + number % 7 // 6)
        if faults:
            wrong.append(f"round {number}, jobs {jobs}, only_root {only_root}: {faults[:4]}")
    remark = ", ".join(f"{name} {n}" for name, n in stood.items())
    tried("builds killed at random moments", n_rounds, n_failed=len(wrong), remark=f"site: {remark}")
    assert wrong == []


def test_a_build_that_is_asked_to_end_does_so_and_tidies_up(
    bench: Bench, rounds: Callable[[int, int], int], tried: Callable[..., None]
) -> None:
    """SIGINT and SIGTERM at any moment, to the first process: soon over, one line, the usual code, nothing left behind."""
    moments = Moments(bench, random.Random(SEED + 1))  # noqa: S311 - as above
    n_rounds, wrong, n_stopped, longest = rounds(2, 60), [], 0, 0.0
    for number in range(n_rounds):
        case = before, after, jobs = moments.case(number)
        project = bench.project(before, after)
        signum = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)[number % 3]
        ended = broken_off(moments, project, case, "signal", number=int(signum))
        found = is_whole(project, before, after)
        faults = [] if found in {"old", "new", "none"} else [found]
        faults += [f"left behind: {path}" for path in left_behind(project)]
        if ended.code:
            n_stopped += 1
            longest = max(longest, ended.after_asked)
            faults += [] if ended.code == 128 + signum else [f"exit code {ended.code}"]
            if "Stopped." not in ended.said or "Traceback" in ended.said or "Exception" in ended.said:
                faults.append(ended.said)
            if ended.after_asked > PROMPT:
                faults.append(f"it took {ended.after_asked:.1f} s to end")
        faults += built_again(bench, project, after)
        if faults:
            wrong.append(f"round {number}, jobs {jobs}, {signum.name}: {faults[:4]}")
    remark = f"{n_stopped} stopped, the others were done"
    tried("builds asked to end (SIGINT, SIGTERM, SIGHUP)", n_rounds, n_failed=len(wrong), remark=remark)
    assert wrong == []
