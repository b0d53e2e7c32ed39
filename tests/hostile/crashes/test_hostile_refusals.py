"""A disk that is full, broken or may not be written to stops a build in words, and costs nothing but that build."""

from __future__ import annotations

import errno
import random
from typing import TYPE_CHECKING, Final

import pytest
from broken_off import SEED, Bench, Ended, State, built_again, differing, is_whole, left_behind

from generator.cli import main
from tests.changing_project import held

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = [pytest.mark.model]

REFUSALS: Final = (
    ("no space", {"number": errno.ENOSPC, "onwards": True, "removals": False}),
    ("read-only", {"number": errno.EROFS, "onwards": True, "removals": True}),
    ("another's", {"number": errno.EACCES, "onwards": False, "removals": True}),
    ("broken", {"number": errno.EIO, "onwards": False, "removals": True}),
)


def in_turn(moments: list[str]) -> tuple[list[int], list[int]]:
    """Return the numbers of writes, and of those that are much alike.

    Of what MkDocs writes the build sees only that it ended; and hundreds of the old site's files are removed one by one.
    """
    ours, alike = [], []
    for number, line in enumerate(moments, 1):
        is_removal = "os.rm" in line or "os.remove" in line
        (alike if line.startswith("another") or (is_removal and ".site.new" in line) else ours).append(number)
    return ours, alike


def faults_of(ended: Ended, project: Path, before: State, after: State, *, can_tidy: bool) -> list[str]:
    """Return what is wrong after a build to which the disk refused something."""
    found = is_whole(project, before, after)
    faults = [] if found in {"old", "new"} else [found]
    if can_tidy:
        faults += [f"left behind: {path}" for path in left_behind(project)]
    if ended.code == 0:  # it could do without
        pages = differing(held(project / "site_src"), after.pages)
        return [*faults, *pages[:2], *([] if found == "new" else ["it says that all is well"])]
    lines = [line for line in ended.said.splitlines() if line.startswith("error: ")]
    if ended.code != 1 or len(lines) != 1 or "Traceback" in ended.said:
        faults.append(f"exit code {ended.code}: {ended.said}")
    return faults


def test_whatever_write_is_refused_the_old_site_stays(
    bench: Bench, rounds: Callable[[int, int], int], tried: Callable[..., None]
) -> None:
    """Each write in turn: exit code 1 with place and remedy, the site whole, nothing left behind, the next build right."""
    before, after = bench.states[:2]
    moments = bench.moments(before, after, 1)
    ours, alike = in_turn(moments)
    chosen = sorted([*ours, *alike[::4]])
    n_rounds = rounds(2, len(chosen))
    if n_rounds < len(chosen):
        chosen = random.Random(SEED).sample(ours, n_rounds - 1) + alike[len(alike) // 2 :][:1]  # noqa: S311 - no secret
    wrong, n_stopped = [], 0
    for turn, number in enumerate(chosen):
        name, how = REFUSALS[turn % len(REFUSALS)]
        project = bench.project(before, after)
        ended = bench.build(project, fault=bench.fault("refuse", number, **how))
        n_stopped += ended.code != 0
        can_tidy = not (how["onwards"] and how["removals"])
        faults = faults_of(ended, project, before, after, can_tidy=can_tidy)
        if faults or ended.code == 0 or turn % 4 == turn // 4 % 4:
            faults += built_again(bench, project, after)
        if faults:
            wrong.append(f"{name} at {number}, {moments[number - 1].strip()}: {faults[:4]}")
    remark = f"of {len(moments)} writes; {n_stopped} stopped the build, without the others it was right"
    tried(
        "writes refused (no space, read-only, EACCES, EIO)", len(chosen), n_failed=len(wrong), remark=remark
    )
    assert wrong == []


def test_an_unforeseen_refusal_is_told_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Whatever the system refuses where nobody reckoned with it is an error of one line, and exit code 1."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(24, "Too many open files", str(tmp_path / "x"))

    monkeypatch.setattr("generator.build.build", refuse)
    assert main(["build", "--project", str(tmp_path)]) == 1
    said = capsys.readouterr().err
    assert said.startswith(f"error: {tmp_path}/x: the system refused (Too many open files).")
    assert said.count("\n") == 1
