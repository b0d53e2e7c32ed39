"""Whatever becomes of what is kept between builds, and of the site that stands, the next build gives the right site."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from typing import TYPE_CHECKING, Final

import pytest
from broken_off import SEED, Bench, built_again, left_behind

from tests.changing_project import held

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = [pytest.mark.model]

N_AT_ONCE: Final = 6
"""Damages before each build."""

ELSEWHERE: Final = b"somebody else's words\n"
NOBODY: Final = 65534


class Damage:
    """Damages files of a built project, each time in another way."""

    def __init__(self, bench: Bench, project: Path, chance: random.Random) -> None:
        self.chance, self.project, self.states = chance, project, bench.states
        self.elsewhere = bench.folder / "elsewhere.txt"
        self.elsewhere.write_bytes(ELSEWHERE)

    def any(self) -> str:
        """Damage one file, and return what was done."""
        state = [
            path
            for path in (self.project / ".broadsheet").iterdir()
            if path.is_file() and path.name != "lock"
        ]
        words = [path for path in (self.project / ".broadsheet" / "words").rglob("*") if path.is_file()]
        site = [path for path in (self.project / "site").rglob("*") if path.is_file()]
        files = sorted(
            self.chance.choice([[*state, self.project / ".broadsheet" / "lock"], state, words, site])
        )
        if not files:
            return "nothing"
        file = self.chance.choice(files)
        ways = [self.flip, self.flip, self.flip, self.cut, self.cut, self.empty, self.garbage, self.older, self.lead_elsewhere, self.folder]  # fmt: skip
        way = self.chance.choice(
            ways if file.name != "lock" else [self.lead_elsewhere, self.folder, self.garbage]
        )
        if file.is_relative_to(self.project / "site"):
            way = self.chance.choice(ways[:8])
        way(file)
        return f"{way.__name__} {file.relative_to(self.project)}"

    def flip(self, file: Path) -> None:
        """Change a bit."""
        content = bytearray(file.read_bytes() or b"\0")
        content[self.chance.randrange(len(content))] ^= 1 << self.chance.randrange(8)
        file.write_bytes(content)

    def cut(self, file: Path) -> None:
        """Keep a beginning of it."""
        content = file.read_bytes()
        file.write_bytes(content[: self.chance.randrange(len(content) + 1)])

    def empty(self, file: Path) -> None:
        """Keep nothing of it."""
        file.write_bytes(b"")

    def garbage(self, file: Path) -> None:
        """Put anything in its place."""
        file.write_bytes(
            self.chance.choice((self.chance.randbytes(300), b"5\n", b"[" * 50_000, b'["a"]\n', b"\0" * 4096))
        )

    def older(self, file: Path) -> None:
        """Put in its place what another build left there, whole and sealed."""
        other = self.chance.choice(self.states).built / file.relative_to(self.project)
        if other.is_file():
            shutil.copy(other, file)

    def lead_elsewhere(self, file: Path) -> None:
        """Put a link there, to a file outside or to nothing; also where it is written before it takes its name."""
        file.unlink()
        file.symlink_to(self.chance.choice((self.elsewhere, self.elsewhere.with_name("nothing"))))
        parts = [self.project / "site_src" / ".broadsheet.part"]
        if file.suffix == ".msgpack" or file.name.startswith("pages."):
            parts.append(file.with_name(f"{file.name}.part"))
        for part in parts:
            part.unlink(missing_ok=True)
            part.symlink_to(self.elsewhere)

    def folder(self, file: Path) -> None:
        """Put a folder with something in it there, or a pipe that nobody writes into."""
        file.unlink()
        if self.chance.random() < 0.4:
            os.mkfifo(file)
        else:
            file.mkdir()
            (file / "x").write_bytes(b"x")


def test_damaged_state_and_caches_give_the_right_site(
    bench: Bench, rounds: Callable[[int, int], int], tried: Callable[..., None]
) -> None:
    """Bits flipped, ends cut off, files of other builds, folders, pipes and links: always a clean build's bytes, nothing written elsewhere."""
    chance = random.Random(SEED)  # noqa: S311 - the same damage each time, no secret
    n_damages, wrong = rounds(12, 600), []
    for number in range(n_damages // N_AT_ONCE):
        before, after = chance.choice(bench.states), chance.choice(bench.states)
        project = bench.project(before, before if number % 3 == 0 else after)
        target = before if number % 3 == 0 else after
        damage = Damage(bench, project, chance)
        done = [damage.any() for _ in range(N_AT_ONCE)]
        faults = built_again(bench, project, target)
        if damage.elsewhere.read_bytes() != ELSEWHERE or (bench.folder / "nothing").exists():
            faults.append("something was written elsewhere")
        if faults:
            wrong.append(f"round {number}, {done}: {faults[:4]}")
    tried(
        "files of state, caches and site damaged",
        n_damages,
        n_failed=len(wrong),
        remark=f"{N_AT_ONCE} before each build",
    )
    assert wrong == []


def cache_of_another_time(project: Path, bench: Bench) -> None:
    """All state is that of another build, as a cache restores it."""
    shutil.rmtree(project / ".broadsheet")
    shutil.copytree(bench.states[-1].built / ".broadsheet", project / ".broadsheet")


def all_is_lost(project: Path, _: Bench) -> None:
    """Nothing that builds remember is there any more."""
    shutil.rmtree(project / ".broadsheet")


def list_beside_is_anything(project: Path, bench: Bench) -> None:
    """The list beside the pages is a link to somebody's file, and what is written ahead a folder."""
    (bench.folder / "away" / "keep").mkdir(parents=True, exist_ok=True)
    (bench.folder / "away" / "keep" / "mine.txt").write_bytes(ELSEWHERE)
    (project / "site_src" / ".broadsheet.pages.json").unlink()
    (project / "site_src" / ".broadsheet.pages.json").symlink_to(bench.folder / "away" / "keep" / "mine.txt")
    (project / "site_src" / ".broadsheet.journal").mkdir()


def newer_schema(project: Path, _: Bench) -> None:
    """The store is one of a later version."""
    with sqlite3.connect(project / ".broadsheet" / "analyses.sqlite") as store:
        store.execute("DROP TABLE entries")
        store.execute("CREATE TABLE entries (name TEXT, blob BLOB)")
        store.execute("PRAGMA user_version = 99")
    store.close()


def forged_entries(project: Path, _: Bench) -> None:
    """Every stored value is another's, with that one's digest."""
    with sqlite3.connect(project / ".broadsheet" / "analyses.sqlite") as store:
        rows = store.execute("SELECT key, value, digest FROM entries ORDER BY key").fetchall()
        for (key, *_), (_, value, digest) in zip(rows, [*rows[1:], rows[0]], strict=True):
            store.execute("UPDATE entries SET value = ?, digest = ? WHERE key = ?", (value, digest, key))
    store.close()


def store_that_runs_something(project: Path, _: Bench) -> None:
    """The store has a trigger and a view in place of a table."""
    with sqlite3.connect(project / ".broadsheet" / "analyses.sqlite") as store:
        store.execute("ALTER TABLE entries RENAME TO hidden")
        store.execute("CREATE VIEW entries AS SELECT key, x'00' AS value, digest, used FROM hidden")
        store.execute("CREATE TRIGGER t AFTER UPDATE ON builds BEGIN DELETE FROM hidden; END")
    store.close()


def links_in_words(project: Path, bench: Bench) -> None:
    """What search reads lies behind links to folders elsewhere, which hold other things."""
    words, elsewhere = project / ".broadsheet" / "words", bench.folder / "away"
    shutil.rmtree(elsewhere, ignore_errors=True)
    for name in ("articles", "keep"):
        (elsewhere / name).mkdir(parents=True)
        (elsewhere / name / "mine.txt").write_bytes(ELSEWHERE)
    shutil.rmtree(words / "articles", ignore_errors=True)
    (words / "articles").symlink_to(elsewhere / "articles")
    (words / "keep").symlink_to(elsewhere / "keep")


def words_elsewhere(project: Path, bench: Bench) -> None:
    """The whole folder of what search reads is a link to a folder of somebody's."""
    links_in_words(project, bench)
    shutil.rmtree(project / ".broadsheet" / "words")
    (project / ".broadsheet" / "words").symlink_to(bench.folder / "away")


def next_site_elsewhere(project: Path, bench: Bench) -> None:
    """The place of the next site is a link to a folder of somebody's."""
    links_in_words(project, bench)
    (project / ".site.new").symlink_to(bench.folder / "away")
    (project / ".site.old").symlink_to(bench.folder / "away")


def site_is_a_file(project: Path, _: Bench) -> None:
    """Where the site was is a file."""
    shutil.rmtree(project / "site")
    (project / "site").write_bytes(b"x")


@pytest.mark.parametrize(
    "what",
    [cache_of_another_time, all_is_lost, list_beside_is_anything, newer_schema, forged_entries, store_that_runs_something, links_in_words, words_elsewhere, next_site_elsewhere, site_is_a_file],
)  # fmt: skip
def test_whole_but_wrong_state_gives_the_right_site(
    bench: Bench, rounds: Callable[[int, int], int], what: Callable[[Path, Bench], None]
) -> None:
    """State lost or of another time, newer stores, forged entries, and links that lead to folders of somebody's: the right site, theirs untouched."""
    if rounds(0, 1) == 0 and what not in {all_is_lost, newer_schema, words_elsewhere}:
        pytest.skip("only in make soak")
    project = bench.project(bench.states[0], bench.states[1])
    what(project, bench)
    assert built_again(bench, project, bench.states[1]) == []
    for kept in bench.folder.glob("away/*"):
        assert (kept / "mine.txt").read_bytes() == ELSEWHERE


def test_what_is_another_user_s_is_made_anew(bench: Bench) -> None:
    """Files of state and site belong to another user, in folders that are ours: the right site."""
    before, after = bench.states[:2]
    project = bench.project(before, after)
    give_away([*(project / ".broadsheet").rglob("*"), *(project / "site").rglob("*")], 0o644)
    ended = bench.build(project, humble=True)
    assert (ended.code, "Traceback" in ended.said) == (0, False), ended.said
    assert held(project / "site") == after.site
    assert left_behind(project) == []


def test_a_site_that_another_user_holds_is_told_in_words(
    bench: Bench, rounds: Callable[[int, int], int]
) -> None:
    """Where the old site's folders are another user's, what cannot be removed is named, and a whole site stands."""
    if not rounds(0, 1):
        pytest.skip("only in make soak")
    before, after = bench.states[:2]
    project = bench.project(before, after)
    give_away([*(project / "site").rglob("*")], 0o644)
    for folder in [path for path in (project / "site").rglob("*") if path.is_dir()]:
        os.chown(folder, NOBODY, NOBODY)
    ended = bench.build(project, humble=True)
    assert (ended.code, "Traceback" in ended.said) == (1, False), ended.said
    assert "Permission denied" in ended.said
    assert "writable for the user who builds" in ended.said
    assert held(project / "site") == after.site
    assert built_again(bench, project, after) == []


def give_away(paths: list[Path], mode: int) -> None:
    """Let the files among these be another user's."""
    if os.geteuid() != 0:
        pytest.skip("only root can give files away")
    for path in paths:
        if path.is_file():
            path.chmod(mode)
            os.chown(path, NOBODY, NOBODY)
