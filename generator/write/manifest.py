"""What we wrote into site_src, so that nothing else is ever changed or removed.

Kept as two files of the same content, the second for when the first is damaged, and a journal that is
written ahead: a build that is killed between writing a page and ending still knows the page as its own.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_COPIES = ("pages.json", "pages.copy.json")
_JOURNAL = "pages.journal"


class Manifest:
    """Digests of the bytes that we wrote at each path; several where a build was cut short."""

    def __init__(self, state: Path) -> None:
        self._state = state
        self._digests = _read(state)
        for path, digest in _journal(state / _JOURNAL):
            self._digests.setdefault(path, set()).add(digest)
        self._log = (state / _JOURNAL).open("a", encoding="ascii")

    def paths(self) -> frozenset[str]:
        """Return every path at which we wrote something, also those that are gone by now."""
        return frozenset(self._digests)

    def wrote(self, path: str, content: bytes) -> bool:
        """Tell whether `content` is what we wrote at `path`; an empty file there is ours, cut off by a power loss."""
        return path in self._digests and (not content or digest_of(content) in self._digests[path])

    def announce(self, path: str, content: bytes) -> None:
        """Note that `content` is about to be written at `path`."""
        digest = digest_of(content)
        self._digests.setdefault(path, set()).add(digest)
        self._log.write(json.dumps([path, digest]) + "\n")
        self._log.flush()

    def close(self, written: dict[str, str]) -> None:
        """Replace all that was known by `written`, path to digest, and end the journal."""
        content = json.dumps(written, sort_keys=True, indent=0)
        sealed = f"{digest_of(content.encode())}\n{content}\n"
        for name in _COPIES:
            part = self._state / f"{name}.part"
            part.write_text(sealed, encoding="ascii")
            part.replace(self._state / name)
        self.abandon()
        (self._state / _JOURNAL).unlink(missing_ok=True)

    def abandon(self) -> None:
        """Leave the journal as it is, for the next build to read."""
        self._log.close()


def paths_written(state: Path) -> frozenset[str]:
    """Return every path at which we wrote something, those of a build that was cut short included; changes nothing."""
    return frozenset(_read(state)) | {path for path, _ in _journal(state / _JOURNAL)}


def digest_of(content: bytes) -> str:
    """Return the sha256 of `content`, hex."""
    return hashlib.sha256(content).hexdigest()


def _read(state: Path) -> dict[str, set[str]]:
    for name in _COPIES:
        with suppress(OSError, ValueError):
            seal, _, content = (state / name).read_bytes().partition(b"\n")
            if seal.decode("ascii") == digest_of(content.rstrip(b"\n")):
                return {path: {digest} for path, digest in json.loads(content).items()}
    return {}


def _journal(path: Path) -> list[tuple[str, str]]:
    entries: list[tuple[str, str]] = []
    with suppress(OSError):
        for line in path.read_bytes().splitlines():
            with suppress(ValueError):  # the last line of a killed build may be half a line
                name, digest = json.loads(line)
                entries.append((str(name), str(digest)))
    return entries
