"""Results kept between builds: bytes under a key, in one SQLite file that may be lost at any time.

What comes out is what went in, or nothing: each value carries a digest, and whatever is damaged,
older or written by something else is dropped and made again. A store that cannot be used at all
never stops a build; it says so in `notices` and answers every question with "not here".
"""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, Self

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from types import TracebackType

SCHEMA: Final = 1
"""Raised whenever the tables change; a file with another number is emptied."""

APPLICATION: Final = 0x42525344
"""Marks the file as ours ("BRSD"): SQLite's application_id."""

BUSY_SECONDS: Final = 20.0
"""How long to wait for another process that is writing; its transactions take milliseconds."""

DAMAGE: Final = frozenset(
    {
        sqlite3.SQLITE_ERROR,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_CONSTRAINT,
        sqlite3.SQLITE_MISMATCH,
        sqlite3.SQLITE_FORMAT,
        sqlite3.SQLITE_NOTADB,
        sqlite3.SQLITE_TOOBIG,
    },
)
"""Result codes that mean the file's content is unusable; all others mean that the machine refuses."""

FAULTS: Final = (sqlite3.Error, UnicodeDecodeError)
"""What SQLite raises; the second where its message quotes damaged text."""

TABLES: Final = (
    "DROP TABLE IF EXISTS entries",
    "DROP TABLE IF EXISTS builds",
    "CREATE TABLE entries (key TEXT PRIMARY KEY, value BLOB NOT NULL, digest BLOB NOT NULL, used INTEGER NOT NULL)",
    "CREATE INDEX entries_by_use ON entries (used)",
    "CREATE TABLE builds (number INTEGER NOT NULL)",
    "INSERT INTO builds VALUES (0)",
    f"PRAGMA application_id = {APPLICATION}",
    f"PRAGMA user_version = {SCHEMA}",
)


class Store:
    """Bytes under keys, in the file at `path`; folders above it are made.

    One build is one `Store` object, used by one thread of the main process and closed at its end
    (`with Store(path) as store`). Several processes may have the same file open. Entries that none
    of the last `keep_builds` builds asked for or wrote are removed by `prune`.
    """

    def __init__(self, path: Path, *, keep_builds: int = 5) -> None:
        """Open the file, or make it; raises ValueError when `keep_builds` is below 1."""
        if keep_builds < 1:
            message = f"keep_builds is at least 1, got {keep_builds}"
            raise ValueError(message)
        self._path = path
        self._keep_builds = keep_builds
        self._notices: list[str] = []
        self._touched: set[str] = set()
        self._build = 1
        self._connection: sqlite3.Connection | None = None
        self._open()

    @property
    def usable(self) -> bool:
        """Whether values are kept; False: every `get` answers None and every `put` does nothing."""
        return self._connection is not None

    @property
    def notices(self) -> tuple[str, ...]:
        """What an owner should know, a sentence each; empty when all went well."""
        return tuple(self._notices)

    def get(self, key: str) -> bytes | None:
        """Return what was put under `key`, or None when there is nothing whole."""
        row: tuple[object, object] | None = None
        with self._guarded() as connection:
            if connection is not None:
                row = connection.execute("SELECT value, digest FROM entries WHERE key = ?", (key,)).fetchone()
        if row is None:
            return None
        value, digest = row
        if not isinstance(value, bytes) or digest != _digest(key, value):
            self._drop(key)
            return None
        self._touched.add(key)
        return value

    def put(self, key: str, data: bytes) -> None:
        """Keep `data` under `key`, in place of what was there."""
        self.put_many([(key, data)])

    def put_many(self, entries: Iterable[tuple[str, bytes]]) -> None:
        """Keep all entries or none of them, in one transaction."""
        rows = [(key, data, _digest(key, data), self._build) for key, data in entries]
        with self._guarded() as connection:
            if connection is not None:
                with _transaction(connection):
                    connection.executemany("INSERT OR REPLACE INTO entries VALUES (?, ?, ?, ?)", rows)
                # What was just written needs no second note of its use.
                self._touched.difference_update(key for key, *_ in rows)

    def prune(self) -> int:
        """Remove what the last `keep_builds` builds did not use; return how many entries that was."""
        self._note_use()
        n_removed = 0
        with self._guarded() as connection:
            if connection is not None:
                with _transaction(connection):
                    oldest_kept = self._build - self._keep_builds + 1
                    cursor = connection.execute(
                        "DELETE FROM entries WHERE used < ? OR used > ?",
                        (oldest_kept, self._build),
                    )
                    n_removed = cursor.rowcount
                # As a script, for `execute` would take one step and free one page.
                connection.executescript("PRAGMA incremental_vacuum")
        return n_removed

    def close(self) -> None:
        """Write what is still to be written; the store then holds nothing more."""
        self._note_use()
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def __enter__(self) -> Self:
        """Return the store itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close the store, whatever happened."""
        self.close()

    def _open(self) -> None:
        """Connect, making the file or making it anew as needed."""
        for attempt in (1, 2):
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                self._remove_links()
                self._connection = _connect(self._path)
                self._build = _begin_build(self._connection)
            except (*FAULTS, OSError) as error:
                self._disconnect()
                if attempt == 1 and _is_damage(error) and self._remove_files():
                    continue
                self._go_without(error)
            return

    @contextmanager
    def _guarded(self) -> Iterator[sqlite3.Connection | None]:
        """Give the connection, or None without one; an error of the file ends here."""
        try:
            yield self._connection
        except FAULTS as error:
            self._disconnect()
            if _is_damage(error) and self._remove_files():
                self._notices.append(f"The store {self._path} was damaged and is made anew.")
                self._open()
            else:
                self._go_without(error)

    def _drop(self, key: str) -> None:
        """Remove one damaged entry."""
        with self._guarded() as connection:
            if connection is not None:
                with _transaction(connection):
                    connection.execute("DELETE FROM entries WHERE key = ?", (key,))

    def _note_use(self) -> None:
        """Write down which entries this build asked for."""
        rows = [(self._build, key) for key in sorted(self._touched)]
        self._touched.clear()
        with self._guarded() as connection:
            if connection is not None and rows:
                with _transaction(connection):
                    connection.executemany("UPDATE entries SET used = ? WHERE key = ?", rows)

    def _disconnect(self) -> None:
        """Let go of the file."""
        if self._connection is not None:
            self._connection.close()
        self._connection = None

    def _remove_links(self) -> None:
        """Remove links that stand where the store's files are: SQLite would make what they lead to."""
        for file in self._files():
            if file.is_symlink():
                file.unlink()

    def _files(self) -> list[Path]:
        """Return the file and what SQLite keeps beside it."""
        return [self._path.with_name(self._path.name + end) for end in ("", "-wal", "-shm", "-journal")]

    def _remove_files(self) -> bool:
        """Delete the file with what SQLite keeps beside it; tell whether that worked."""
        try:
            for file in self._files():
                file.unlink(missing_ok=True)
        except OSError:
            return False
        return True

    def _go_without(self, error: Exception) -> None:
        """Carry on with nothing kept, and say why."""
        self._notices.append(
            f"The store {self._path} cannot be used ({error}): this build keeps nothing for the next one.",
        )


def _connect(path: Path) -> sqlite3.Connection:
    """Return a connection that waits for others and trusts nothing in the file."""
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        # A file from elsewhere must not run anything of its own.
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA cell_size_check = ON")
        if not _number(connection, "PRAGMA page_count"):
            # Can be chosen for an empty file only.
            connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
        connection.execute("PRAGMA journal_mode = WAL").fetchall()
        # Never waits for the disk: what a power cut damages is found by its digest and made again.
        connection.execute("PRAGMA synchronous = OFF")
    except BaseException:
        connection.close()
        raise
    return connection


def _begin_build(connection: sqlite3.Connection) -> int:
    """Return the number of this build, one above the last; tables that are not ours are made anew."""
    with _transaction(connection):
        made_by = _number(connection, "PRAGMA application_id"), _number(connection, "PRAGMA user_version")
        if made_by != (APPLICATION, SCHEMA):
            for statement in TABLES:
                connection.execute(statement)
        connection.execute("UPDATE builds SET number = number + 1")
        return _number(connection, "SELECT max(number) FROM builds")


def _number(connection: sqlite3.Connection, query: str) -> int:
    """Return the one integer that a query answers with; DatabaseError when it is none."""
    row = connection.execute(query).fetchone()
    if row is None or not isinstance(row[0], int):
        message = f"{query} answered {row}"
        raise sqlite3.DatabaseError(message)
    return row[0]


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Do all of a block or nothing of it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        # SQLite itself has rolled back already after some errors.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _digest(key: str, data: bytes) -> bytes:
    """Return sha256 over key and value, so that neither a value nor its place can be changed."""
    return hashlib.sha256(hashlib.sha256(key.encode()).digest() + data).digest()


def _is_damage(error: Exception) -> bool:
    """Tell damage of the content, which a new file cures, from a refusal of the machine."""
    if isinstance(error, OSError):
        return False
    # Errors that Python itself raises (an undecodable text) carry no code.
    code: int | None = getattr(error, "sqlite_errorcode", None)
    return code is None or code & 0xFF in DAMAGE
