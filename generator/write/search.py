"""The search index: Pagefind over what the built pages say.

Pagefind reads all pages each time, so it is given little to read, see `searched`. That is kept beside the site from
build to build, and where none of it differs the last index is taken over whole.
"""

from __future__ import annotations

import json
import os
from base64 import b64decode, b64encode
from contextlib import suppress
from fnmatch import fnmatch
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from generator.errors import SiteBuilderError
from generator.write.command import talk
from generator.write.files import files_in, plain_content
from generator.write.remembered import Index
from generator.write.room import make_room, write_new
from generator.write.same_bytes import put_in_order
from generator.write.sealed import digest_of
from generator.write.searched import words_of
from generator.write.taken_over import take_over

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

FOLDER = "pagefind"
"""Where in the site the index is."""

REVISION = 4
"""Raised when the same pages give another index than before."""

_OWN_SETTINGS = "PAGEFIND_"
_BINARY = "PAGEFIND_BINARY_PATH"
_REMEDY = "See that the package pagefind-bin is installed and the disk has room, then build again"
_ENDS = b","
"""Behind each message to and from Pagefind's service."""
_MOST_SAID = 300
"""Characters of what it says where that is no answer."""
# Pagefind's own search boxes; ours is templates/theme/assets/javascripts/search.js.
_UNUSED = (
    "pagefind-ui.*",
    "pagefind-modular-ui.*",
    "pagefind-component-ui*",
    "pagefind-highlight.js",
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
    _drop_others(state / "words", words)
    _run(_laid_out(state / "words", words, site), site / FOLDER, state, language)
    files = {path: digest_of((site / FOLDER / path).read_bytes()) for path in files_in(site / FOLDER)}
    return Index(key=key, files=files)


def _taken_over(last: Index, old: Path, new: Path) -> bool:
    return all(take_over(old / path, new / path, digest) for path, digest in last.files.items())


def _laid_out(folder: Path, words: Mapping[str, str], site: Path) -> Iterator[tuple[str, bytes]]:
    """Yield path and what search reads of each page of `site`, in order of the paths, kept in `folder` for the next build."""
    for path, digest in sorted(words.items()):
        file = f"{folder}/{path}"
        content = None
        with suppress(OSError):
            content = plain_content(file)
        if content is None or digest_of(content) != digest:
            content = words_of((site / path).read_bytes()) or b""
            os.makedirs(os.path.dirname(file), exist_ok=True)  # noqa: PTH103, PTH120
            write_new(Path(file), content)
        yield path, content


def _drop_others(folder: Path, words: Mapping[str, str]) -> None:
    """Remove from `folder` whatever is no plain file of `words`, links first: nothing is written or removed behind one."""
    if folder.is_symlink() or folder.is_file():
        make_room(folder)
    if folder.is_dir():
        _drop_inside(f"{folder}/", "", words)


def _drop_inside(root: str, inside: str, words: Mapping[str, str]) -> bool:
    """Do that in the folder `inside` of `root`, both ended with `/`; tell whether anything is left in it."""
    is_left = False
    with os.scandir(root + inside) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False) and _drop_inside(root, f"{inside}{entry.name}/", words):
                is_left = True
            elif entry.is_dir(follow_symlinks=False):
                os.rmdir(entry.path)  # noqa: PTH106 - plain, for there are thousands
            elif entry.is_file(follow_symlinks=False) and f"{inside}{entry.name}" in words:
                is_left = True
            else:
                os.unlink(entry.path)  # noqa: PTH108 - as above
    return is_left


def _run(pages: Iterable[tuple[str, bytes]], into: Path, state: Path, language: str | None) -> None:
    """Let Pagefind write its index of these pages, path and content of each.

    They are handed to it one by one: of a whole folder it takes them as the disk happens to list them, and numbers them so.
    """
    # Pages may speak German of articles in English: “resigned” has to find “resigns” all the same.
    forms = {"force_language": language} if language else {}
    asked: Iterator[dict[str, object]] = chain(
        [{"type": "NewIndex", "config": forms}],
        (
            {
                "type": "AddFile",
                "index_id": 0,
                "file_path": path,
                "file_contents": content.decode("utf-8"),
            }
            for path, content in pages
        ),
        [{"type": "GetFiles", "index_id": 0}],
    )
    unset = {name: "" for name in os.environ if name.startswith(_OWN_SETTINGS) and name != _BINARY}
    said = talk(
        "pagefind",
        ["--service"],
        (_message(number, payload) for number, payload in enumerate(asked)),
        ends=_ENDS,
        folder=state,  # Pagefind reads settings from the folder that it runs in
        environment=unset,
        remedy=_REMEDY,
    )
    # It would say that all is written while some of it is still on its way to the disk.
    folders = set()
    for path, content in _files(said):
        folder = path.rpartition("/")[0]
        if any(fnmatch(path, pattern) for pattern in _UNUSED if not folder):
            continue
        if folder not in folders:
            (into / folder).mkdir(parents=True, exist_ok=True)
            folders.add(folder)
        try:
            with open(f"{into}/{path}", "xb") as file:  # noqa: PTH123 - plain, for there are thousands
                file.write(content)
        except FileExistsError:  # somebody's, who put a folder of that name into site_src
            write_new(into / path, content)
    put_in_order(into)


def _message(number: int, payload: dict[str, object]) -> bytes:
    """Return a message as Pagefind's service takes them: JSON in base64, a comma behind it."""
    return b64encode(msgspec.json.encode({"message_id": number, "payload": payload})) + _ENDS


def _files(said: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of each file of the index from the last of Pagefind's answers.

    Raises SiteBuilderError where one says that something is wrong, or the last holds no files.
    """
    last: dict[str, Any] = {}
    for part in said.split(_ENDS)[:-1]:
        try:
            last = msgspec.json.decode(b64decode(part))["payload"]
        except (ValueError, KeyError, TypeError, msgspec.DecodeError):
            last = {"message": said[-_MOST_SAID:].decode("utf-8", "replace")}
        if "message" in last:
            raise SiteBuilderError("pagefind", str(last["message"]), _REMEDY)
    if last.get("type") != "GetFiles":
        what = f"it made no index; it said {said[-_MOST_SAID:].decode('utf-8', 'replace')!r}"
        raise SiteBuilderError("pagefind", what, _REMEDY)
    for file in last["files"]:
        yield file["path"], b64decode(file["content"])
