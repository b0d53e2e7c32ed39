"""Rules of the store: what comes out went in, or nothing comes out; nothing stops a build."""

from __future__ import annotations

import multiprocessing
import random
import sqlite3
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.engine import store as store_module
from generator.engine.store import Store

ENTRIES = {f"draw:{n}": random.Random(n).randbytes(n * 37 % 3000) for n in range(60)}  # noqa: S311 - sample bytes


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a place for a store in a folder that does not exist yet."""
    return tmp_path / "cache" / "store.sqlite"


def fill(path: Path) -> None:
    """Write a store with all of ENTRIES."""
    with Store(path) as store:
        store.put_many(ENTRIES.items())


def test_store_gives_back_what_was_put(path: Path) -> None:
    """A value is there for the same build and, byte for byte, for the next."""
    with Store(path) as store:
        store.put("draw:1", b"one")
        assert store.get("draw:1") == b"one"
    with Store(path) as store:
        assert store.get("draw:1") == b"one"
        assert store.notices == ()


def test_store_knows_nothing_of_other_keys(path: Path) -> None:
    """A key that was never put has no value."""
    fill(path)
    with Store(path) as store:
        assert store.get("draw:nothing") is None


def test_store_replaces(path: Path) -> None:
    """The last value put under a key is the one that is kept."""
    with Store(path) as store:
        store.put("draw:1", b"one")
        store.put("draw:1", b"two")
        assert store.get("draw:1") == b"two"


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), st.binary()))
def test_store_round_trip(entries: dict[str, bytes]) -> None:
    """Any bytes under any key come back unchanged from a store that was closed between."""
    with tempfile.TemporaryDirectory() as folder:
        with Store(Path(folder) / "store") as store:
            store.put_many(entries.items())
        with Store(Path(folder) / "store") as store:
            assert {key: store.get(key) for key in entries} == entries
            assert store.notices == ()


def test_store_keeps_all_or_nothing_of_a_batch(path: Path) -> None:
    """A batch that breaks off in the middle leaves no part of itself."""

    def broken() -> object:
        yield "draw:1", b"one"
        raise KeyboardInterrupt

    with Store(path) as store:
        with pytest.raises(KeyboardInterrupt):
            store.put_many(broken())  # type: ignore[arg-type]
        assert store.get("draw:1") is None
        store.put("draw:2", b"two")
        assert store.get("draw:2") == b"two"


def test_store_prunes_what_recent_builds_did_not_use(path: Path) -> None:
    """An entry goes when none of the last builds asked for it or wrote it; the others stay."""
    with Store(path, keep_builds=2) as store:
        store.put("draw:used", b"1")
        store.put("draw:unused", b"2")
        assert store.prune() == 0
    with Store(path, keep_builds=2) as store:
        assert store.get("draw:used") == b"1"
        assert store.prune() == 0
    with Store(path, keep_builds=2) as store:
        assert store.get("draw:used") == b"1"
        assert store.prune() == 1
        assert store.get("draw:unused") is None
        assert store.get("draw:used") == b"1"


def test_store_gives_room_back(path: Path) -> None:
    """Pruned entries no longer take room on the disk once the store is closed."""
    with Store(path, keep_builds=1) as store:
        store.put("draw:big", bytes(4_000_000))
    with Store(path, keep_builds=1) as store:
        assert store.prune() == 1
    assert path.stat().st_size < 100_000


@settings(max_examples=30, deadline=None)
@given(st.lists(st.floats(0, 1, exclude_max=True), min_size=1, max_size=8), st.integers(0, 7))
def test_store_survives_flipped_bits(places: list[float], bit: int) -> None:
    """After any flipped bits each value is right or missing, and new ones are soon kept again."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store"
        fill(path)
        content = bytearray(path.read_bytes())
        for place in places:
            content[int(place * len(content))] ^= 1 << bit
        path.write_bytes(content)
        assert_right_or_missing(path)


@settings(max_examples=20, deadline=None)
@given(st.floats(0, 1))
def test_store_survives_truncation(share: float) -> None:
    """After being cut anywhere each value is right or missing, and new ones are soon kept again."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store"
        fill(path)
        content = path.read_bytes()
        path.write_bytes(content[: int(share * len(content))])
        assert_right_or_missing(path)


@settings(max_examples=20, deadline=None)
@given(st.binary(max_size=5000))
def test_store_survives_anything_in_its_place(content: bytes) -> None:
    """A file that is no store at all is replaced by one."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store"
        path.write_bytes(content)
        assert_right_or_missing(path)


def assert_right_or_missing(path: Path) -> None:
    """Check every entry of a damaged store, then that it keeps new ones as soon as it has met its damage."""
    for _ in range(3):
        with Store(path) as store:
            for key, value in ENTRIES.items():
                assert store.get(key) in (None, value)
            store.prune()
            store.put_many(ENTRIES.items())
            kept = {key: store.get(key) for key in ENTRIES}
            assert kept == ENTRIES or store.notices
            assert store.usable
    assert kept == ENTRIES
    assert store.notices == ()


def test_store_drops_a_value_that_was_changed(path: Path) -> None:
    """A value that no longer fits its digest is missing, and its row is gone."""
    fill(path)
    with sqlite3.connect(path) as database:
        database.execute("UPDATE entries SET value = x'00' WHERE key = 'draw:5'")
    database.close()
    with Store(path) as store:
        assert store.get("draw:5") is None
        assert store.get("draw:6") == ENTRIES["draw:6"]
    with sqlite3.connect(path) as database:
        assert database.execute("SELECT count(*) FROM entries WHERE key = 'draw:5'").fetchone() == (0,)
    database.close()


def test_store_drops_a_value_that_was_moved(path: Path) -> None:
    """A whole value under another key is missing: it would be the answer to another question."""
    fill(path)
    with sqlite3.connect(path) as database:
        database.execute("UPDATE entries SET key = 'draw:new' WHERE key = 'draw:5'")
    database.close()
    with Store(path) as store:
        assert store.get("draw:new") is None


def test_store_of_another_version_is_emptied(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file made by a version with other tables is made anew without a word."""
    fill(path)
    monkeypatch.setattr(store_module, "SCHEMA", store_module.SCHEMA + 1)
    with Store(path) as store:
        assert store.get("draw:5") is None
        assert store.notices == ()


def test_store_says_that_it_was_damaged(path: Path) -> None:
    """Damage that is met while working is told in the notices, and the build goes on."""
    fill(path)
    with Store(path) as store:
        with sqlite3.connect(path) as database:
            database.execute("DROP TABLE entries")
        database.close()
        assert store.get("draw:5") is None
        assert "damaged" in store.notices[0]
        store.put("draw:5", b"new")
        assert store.get("draw:5") == b"new"


def test_store_in_an_impossible_place(tmp_path: Path) -> None:
    """Where no file can be made the build goes on without a store, and says so."""
    (tmp_path / "file").write_text("not a folder")
    with Store(tmp_path / "file" / "store") as store:
        store.put("draw:1", b"one")
        assert store.get("draw:1") is None
        assert store.prune() == 0
        assert not store.usable
        assert "keeps nothing" in store.notices[0]


@pytest.mark.parametrize("code", [sqlite3.SQLITE_READONLY, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR])
def test_store_that_cannot_be_written(path: Path, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    """A disk that is full or may only be read costs the store, not the build and not the file."""
    fill(path)
    before = path.read_bytes()

    class Refusing(sqlite3.Connection):
        """Refuses every transaction."""

        def execute(self, sql: str, *rest: object) -> sqlite3.Cursor:
            """Raise as SQLite does."""
            if sql.startswith("BEGIN"):
                error = sqlite3.OperationalError("no")
                error.sqlite_errorcode = code
                raise error
            return super().execute(sql, *rest)  # type: ignore[arg-type]

    real = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *args, **more: real(*args, **more, factory=Refusing))
    with Store(path) as store:
        assert store.get("draw:5") is None
        assert len(store.notices) == 1
    assert path.read_bytes() == before


def test_store_of_two_processes(path: Path) -> None:
    """Two processes may write at once: each finds what both have put."""
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=put_forty, args=(path, name)) for name in ("a", "b")]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0, 0]
    with Store(path) as store:
        found = {name: [store.get(f"draw:{name}{n}") for n in range(40)] for name in ("a", "b")}
    assert found == {name: [name.encode()] * 40 for name in ("a", "b")}


def put_forty(path: Path, name: str) -> None:
    """Put forty entries one by one, as one of two processes."""
    with Store(path) as store:
        for n in range(40):
            store.put(f"draw:{name}{n}", name.encode())
        if store.notices:
            raise AssertionError(store.notices)


def test_store_refuses_to_keep_no_build(path: Path) -> None:
    """At least the present build's entries are kept."""
    with pytest.raises(ValueError, match="at least 1"):
        Store(path, keep_builds=0)


@pytest.mark.parametrize("end", ["", "-wal", "-shm", "-journal"])
def test_nothing_is_made_through_a_link(tmp_path: Path, end: str) -> None:
    """A link in the place of the file, or of one beside it, is removed; what it leads to is neither made nor changed."""
    path, elsewhere = tmp_path / "state" / "store.sqlite", tmp_path / "elsewhere"
    with Store(path) as store:
        store.put("a:1", b"one")
    file = path.with_name(path.name + end)
    file.unlink(missing_ok=True)
    file.symlink_to(elsewhere)
    with Store(path) as store:
        store.put("a:2", b"two")
        assert store.get("a:2") == b"two"
    assert not elsewhere.exists()
    assert not file.is_symlink()
