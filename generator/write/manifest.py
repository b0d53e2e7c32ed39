"""What we wrote into site_src, so that nothing else is ever changed or removed.

Kept as two files of the same content, the second for when the first is damaged, and a journal that is
written ahead: a build that is killed between writing a page and ending still knows the page as its own.

Beside them, one file of the drafts that the pages were made of. It may be lost: then all are made again.
"""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING

from generator.write.room import make_room
from generator.write.sealed import digest_of, read_sealed, write_sealed

if TYPE_CHECKING:
    from pathlib import Path

_COPIES = ("pages.json", "pages.copy.json")
_JOURNAL = "pages.journal"
KEYS = "pages.keys.json"


class Manifest:
    """Digests of the bytes that we wrote at each path; several where a build was cut short."""

    def __init__(self, state: Path) -> None:
        self._state = state
        self._digests = _read(state)
        if not self._digests:
            for name in _COPIES:
                if (state / name).is_file():
                    (state / name).open(
                        "rb"
                    ).close()  # another user's, not lost: our pages would pass for made by hand
        self._keys = read_sealed(state / KEYS)
        for path, digest in _journal(state / _JOURNAL):
            self._digests.setdefault(path, set()).add(digest)
        journal = state / _JOURNAL
        if journal.is_symlink() or not journal.is_file():
            make_room(journal)
        self._log = journal.open("a", encoding="ascii")

    def paths(self) -> frozenset[str]:
        """Return every path at which we wrote something, also those that are gone by now."""
        return frozenset(self._digests)

    def wrote(self, path: str, content: bytes) -> bool:
        """Tell whether `content` is what we wrote at `path`; an empty file there is ours, cut off by a power loss."""
        return path in self._digests and (not content or digest_of(content) in self._digests[path])

    def made(self, path: str, key: str, content: bytes) -> bool:
        """Tell whether `content`, found at `path`, is what a draft with this key gave, and nothing was written there since."""
        digest = digest_of(content)
        return self._keys.get(path) == [key, digest] and self._digests.get(path) == {digest}

    def announce(self, path: str, content: bytes) -> None:
        """Note that `content` is about to be written at `path`."""
        digest = digest_of(content)
        self._digests.setdefault(path, set()).add(digest)
        self._log.write(json.dumps([path, digest]) + "\n")
        self._log.flush()

    def close(self, written: dict[str, str], keys: dict[str, str]) -> None:
        """Replace all that was known by `written`, path to digest, and `keys`, path to the draft's key; end the journal."""
        for name in _COPIES:
            write_sealed(self._state / name, written)
        write_sealed(self._state / KEYS, {path: [keys[path], digest] for path, digest in written.items()})
        self.abandon()
        (self._state / _JOURNAL).unlink(missing_ok=True)

    def abandon(self) -> None:
        """Leave the journal as it is, for the next build to read."""
        self._log.close()


def paths_written(state: Path) -> frozenset[str]:
    """Return every path at which we wrote something, those of a build that was cut short included; changes nothing."""
    return frozenset(_read(state)) | {path for path, _ in _journal(state / _JOURNAL)}


def _read(state: Path) -> dict[str, set[str]]:
    for name in _COPIES:
        known = read_sealed(state / name)
        if known:
            return {path: {digest} for path, digest in known.items() if isinstance(digest, str)}
    return {}


def _journal(path: Path) -> list[tuple[str, str]]:
    entries: list[tuple[str, str]] = []
    with suppress(OSError):
        for line in path.read_bytes().splitlines() if path.is_file() else ():
            # The last line of a killed build may be half a line, and a damaged one anything.
            with suppress(ValueError, TypeError, RecursionError):
                name, digest = json.loads(line)
                entries.append((str(name), str(digest)))
    return entries
