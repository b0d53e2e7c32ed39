"""The search index: Pagefind over what the built pages say.

Pagefind reads all pages each time, so it is given little to read, see `searched`. That is kept beside the site from
build to build, and where none of it differs the last index is taken over whole.
"""

from __future__ import annotations

import json
import os
import stat
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from generator.write.command import run
from generator.write.files import files_in
from generator.write.remembered import Index
from generator.write.room import make_room, write_new
from generator.write.same_bytes import put_in_order
from generator.write.sealed import digest_of
from generator.write.searched import words_of
from generator.write.taken_over import take_over

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = "pagefind"
"""Where in the site the index is."""

REVISION = 3
"""Raised when the same pages give another index than before."""

_OWN_SETTINGS = "PAGEFIND_"
_BINARY = "PAGEFIND_BINARY_PATH"
# Pagefind's own search boxes; ours is templates/theme/assets/javascripts/search.js.
_UNUSED = (
    "pagefind-ui.*",
    "pagefind-modular-ui.*",
    "pagefind-component-ui*",
    "pagefind-highlight.js",
    "playground",
)


def index(
    site: Path,
    *,
    state: Path,
    words: Mapping[str, str] | None = None,
    language: str | None = None,
    last: Index | None = None,
    old: Path | None = None,
) -> Index | None:
    """Write the search index of the pages into `site`, and return what is to be remembered of it.

    `words`: path of each page that is searched → digest of what `words_of` gives, None: all pages are looked at; without
    any there is no index and None is returned. `language` is the one whose word forms are found with one another; None: as
    each page's frame says. `last` is what the last build remembers of the index in `old`, its site.
    Raises SiteBuilderError.
    """
    if words is None:
        words = {
            path: digest_of(said)
            for path in files_in(site, ".html")
            if (said := words_of((site / path).read_bytes())) is not None
        }
    if not words:
        return None
    parts = [REVISION, version("pagefind-bin"), os.environ.get(_BINARY), language, sorted(words.items())]
    key = digest_of(json.dumps(parts).encode("ascii"))
    if last is not None and last.key == key and old is not None:
        if _taken_over(last, old / FOLDER, site / FOLDER):
            return last
        # What is left of it is the old site's as well, and Pagefind writes into files that are there.
        make_room(site / FOLDER)
    _lay_out(state / "words", words, site)
    _run(state / "words", site / FOLDER, state, language)
    files = {path: digest_of((site / FOLDER / path).read_bytes()) for path in files_in(site / FOLDER)}
    return Index(key=key, files=files)


def _taken_over(last: Index, old: Path, new: Path) -> bool:
    return all(take_over(old / path, new / path, digest) for path, digest in last.files.items())


def _lay_out(folder: Path, words: Mapping[str, str], site: Path) -> None:
    """Make `folder` hold what search reads of each page of `site`, and nothing else."""
    _drop_others(folder, words)
    for path, digest in words.items():
        file = folder / path
        with suppress(OSError):
            if digest_of(file.read_bytes()) == digest:
                continue
        file.parent.mkdir(parents=True, exist_ok=True)
        write_new(file, words_of((site / path).read_bytes()) or b"")


def _drop_others(folder: Path, words: Mapping[str, str]) -> None:
    """Remove from `folder` whatever is no plain file of `words`, links first: nothing is written or removed behind one."""
    if folder.is_symlink() or folder.is_file():
        make_room(folder)
    for place, folders, names in os.walk(folder, topdown=False):
        there = Path(place)
        inside = "" if there == folder else f"{there.relative_to(folder).as_posix()}/"
        for name in names:
            file = f"{place}/{name}"  # plain, for there are thousands
            if f"{inside}{name}" not in words or not stat.S_ISREG(os.lstat(file).st_mode):
                os.unlink(file)  # noqa: PTH108 - as above
        for name in folders:
            if (there / name).is_symlink():
                (there / name).unlink()
        if not any(there.iterdir()):
            there.rmdir()


def _run(pages: Path, into: Path, state: Path, language: str | None) -> None:
    # Pages may speak German of articles in English: “resigned” has to find “resigns” all the same.
    forms = ["--force-language", language] if language else []
    unset = {name: "" for name in os.environ if name.startswith(_OWN_SETTINGS) and name != _BINARY}
    run(
        "pagefind",
        ["--site", str(pages), "--output-path", str(into), "--quiet", *forms],
        folder=state,  # Pagefind reads settings from the folder that it runs in
        environment=unset,
        remedy="See that the package pagefind-bin is installed and the disk has room, then build again",
    )
    for pattern in _UNUSED:
        for path in into.glob(pattern):
            if path.is_file():
                path.unlink()
    put_in_order(into)
