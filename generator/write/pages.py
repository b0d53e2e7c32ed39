"""Pages into site_src: only what differs is written, only what we wrote is removed."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from generator.errors import WriteError
from generator.model import Draft
from generator.write.failure import writing
from generator.write.files import plain_content
from generator.write.lock import building
from generator.write.manifest import BESIDE, JOURNAL, Manifest
from generator.write.room import make_room, write_new
from generator.write.sealed import digest_of

if TYPE_CHECKING:
    from collections.abc import Iterable

_PART = ".broadsheet.part"
"""Where a file is written before it takes its name; MkDocs passes over names that begin with a dot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What became of the pages."""

    n_written: int
    """New or changed."""
    n_kept: int
    """Already there with the same bytes, their times of change left alone."""
    n_removed: int
    """Written by an earlier build and no longer part of the site."""
    n_as_before: int = field(default=0, compare=False)
    """How many of the kept ones did not even have to be made again to know that."""
    digests: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)
    """Of each file that was written or kept, by path."""
    by_hand: tuple[str, ...] = ()
    """Paths at which somebody put or changed a file by hand: theirs was kept, ours left out. In order."""


def write_pages(files: Iterable[Draft | tuple[str, bytes]], site_src: Path) -> Written:
    """Make `site_src` hold exactly `files` and what people added to it by hand.

    `files` are posix paths relative to `site_src` with their bytes, or drafts of them, each path once. A draft
    is made only where the file is not there as the same draft left it. Every file is replaced in one step. Raises WriteError for a path that leads out of `site_src` or comes twice, and when the disk
    refuses; BusyError when another build is at work there.
    """
    with building(site_src.parent) as state, writing(site_src):
        site_src.mkdir(parents=True, exist_ok=True)
        manifest = Manifest(state, site_src)
        try:
            round_ = _Round(site_src.resolve(), manifest)
            for file in files:
                draft = file if isinstance(file, Draft) else _finished(*file)
                round_.put(draft)
            written = round_.end()
        finally:
            manifest.abandon()
            make_room(site_src / _PART)
        return written


def _finished(path: str, content: bytes) -> Draft:
    return Draft(path=path, key=digest_of(content), make=lambda: content)


class _Round:
    """One pass over all pages."""

    def __init__(self, root: Path, manifest: Manifest) -> None:
        self._root = root
        self._manifest = manifest
        self._digests: dict[str, str] = {}
        self._keys: dict[str, str] = {}
        self._n_as_before = 0
        self._seen: set[str] = set()
        self._folders: set[Path] = set()
        self._by_hand: list[str] = []
        self._n_written = 0

    def put(self, draft: Draft) -> None:
        path = draft.path
        target = self._target(path)
        there = plain_content(target)
        if there is not None and self._manifest.made(path, draft.key, digest := digest_of(there)):
            self._digests[path] = digest
            self._keys[path] = draft.key
            self._n_as_before += 1
            return
        content = draft.make()
        self._keys[path] = draft.key
        if there == content:
            self._digests[path] = digest_of(content)
        elif there is not None or os.path.lexists(target):
            if there is None or not self._manifest.wrote(path, there):
                self._by_hand.append(path)
                return
            self._replace(path, target, content)
        else:
            self._replace(path, target, content)

    def end(self) -> Written:
        """Remove what is no longer part of the site, and remember what is."""
        n_removed = sum(self._remove(path) for path in sorted(self._manifest.paths() - self._seen))
        self._manifest.close(self._digests, self._keys)
        return Written(
            n_written=self._n_written,
            n_kept=len(self._digests) - self._n_written,
            n_removed=n_removed,
            n_as_before=self._n_as_before,
            digests=self._digests,
            by_hand=tuple(sorted(self._by_hand)),
        )

    def _target(self, path: str) -> Path:
        """Return where `path` is, all its folders made and known to be inside."""
        if path in self._seen:
            raise WriteError(
                path, "two pages have this path", "Report this: every page must have an address of its own"
            )
        if not _is_inside(path):
            raise WriteError(
                repr(path), "a page's path leads out of site_src", "Report this: nothing was written there"
            )
        self._seen.add(path)
        target = self._root / path
        if target.parent not in self._folders:
            target.parent.mkdir(parents=True, exist_ok=True)
            if not target.parent.resolve().is_relative_to(self._root):
                remedy = "Remove the link that leads out of site_src, then build again"
                raise WriteError(str(target.parent), "the folder is a link to somewhere else", remedy)
            self._folders.add(target.parent)
        return target

    def _replace(self, path: str, target: Path, content: bytes) -> None:
        self._manifest.announce(path, content)
        part = self._root / _PART
        write_new(part, content)
        part.replace(target)
        self._digests[path] = digest_of(content)
        self._n_written += 1

    def _remove(self, path: str) -> int:
        """Remove what an earlier build wrote, unless somebody changed it since, and the folders that it leaves empty."""
        target = self._root / path
        if not _is_inside(path) or not target.parent.resolve().is_relative_to(self._root):
            return 0
        there = plain_content(target)
        if there is None:
            return 0
        if not self._manifest.wrote(path, there):
            self._by_hand.append(path)
            return 0
        target.unlink()
        for folder in target.relative_to(self._root).parents:
            if folder == Path() or any((self._root / folder).iterdir()):
                break
            (self._root / folder).rmdir()
        return 1


def _is_inside(path: str) -> bool:
    parts = path.split("/")
    odd = any(part in {"", ".", ".."} for part in parts) or any(c in path for c in "\\\0:")
    return not odd and not PurePosixPath(path).is_absolute() and path not in {_PART, BESIDE, JOURNAL}
