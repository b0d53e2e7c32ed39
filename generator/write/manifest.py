"""What we wrote into site_src, so that nothing else is ever changed or removed.

Kept as files of the same content: two among what builds remember, the second for when the first is damaged, and one beside the
pages themselves, for when all else is lost or of another time. There, too, is a journal that is written ahead: a build that is killed
between writing a page and ending still knows the page as its own. MkDocs passes over names that begin with a dot.

Among what builds remember is one file of the drafts that the pages were made of. It may be lost: then all are made again.
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
BESIDE = ".broadsheet.pages.json"
JOURNAL = ".broadsheet.journal"
KEYS = "pages.keys.json"


class Manifest:
    """Digests of the bytes that we wrote at each path; several where a build was cut short."""

    def __init__(self, state: Path, site_src: Path) -> None:
        self._state, self._site_src = state, site_src
        self._digests = _read(state, site_src)
        if not self._digests:
            for name in _COPIES:
                if (state / name).is_file():
                    (state / name).open(
                        "rb"
                    ).close()  # another user's, not lost: our pages would pass for made by hand
        self._keys = read_sealed(state / KEYS)
        journal = site_src / JOURNAL
        for path, digest in _journal(journal):
            self._digests.setdefault(path, set()).add(digest)
        if journal.is_symlink() or not journal.is_file():
            make_room(journal)
        self._log = journal.open("a", encoding="ascii")

    def paths(self) -> frozenset[str]:
        """Return every path at which we wrote something, also those that are gone by now."""
        return frozenset(self._digests)

    def wrote(self, path: str, content: bytes) -> bool:
        """Tell whether `content` is what we wrote at `path`; an empty file there is ours, cut off by a power loss."""
        return path in self._digests and (not content or digest_of(content) in self._digests[path])

    def made(self, path: str, key: str, digest: str) -> bool:
        """Tell whether what was found at `path`, with this digest, is what a draft with this key gave, and nothing was written there since."""
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
        write_sealed(self._site_src / BESIDE, written)
        write_sealed(self._state / KEYS, {path: [keys[path], digest] for path, digest in written.items()})
        self.abandon()
        (self._site_src / JOURNAL).unlink(missing_ok=True)

    def abandon(self) -> None:
        """Leave the journal as it is, for the next build to read."""
        self._log.close()


def paths_written(state: Path, site_src: Path) -> frozenset[str]:
    """Return every path at which we wrote something, those of a build that was cut short included; changes nothing."""
    return frozenset(_read(state, site_src)) | {path for path, _ in _journal(site_src / JOURNAL)}


def _read(state: Path, site_src: Path) -> dict[str, set[str]]:
    """Return what is known from what builds remember, and from beside the pages, which may be of another time."""
    remembered = next((known for name in _COPIES if (known := read_sealed(state / name))), {})
    digests: dict[str, set[str]] = {}
    for known in (remembered, read_sealed(site_src / BESIDE)):
        for path, digest in known.items():
            if isinstance(digest, str):
                digests.setdefault(path, set()).add(digest)
    return digests


def _journal(path: Path) -> list[tuple[str, str]]:
    entries: list[tuple[str, str]] = []
    with suppress(OSError):
        for line in path.read_bytes().splitlines() if path.is_file() else ():
            # The last line of a killed build may be half a line, and a damaged one anything.
            with suppress(ValueError, TypeError, RecursionError):
                name, digest = json.loads(line)
                entries.append((str(name), str(digest)))
    return entries
