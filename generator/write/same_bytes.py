"""One order for what Pagefind writes in any order, so that the same pages give the same index; and a small beginning of it.

Pagefind 1.5 lists the values of a filter as its hash table happens to hold them; all else is in order. Here
each filter file is written anew with its values sorted, and the names that are made of contents follow.

A browser reads the head of the index, what is told of every page, before it finds anything. There each page gets the name
`NUMBER-KIND-INDEX`: its place in the index, in hexadecimal digits from the last to the first; its kind; and what sets
this index apart from all others, so that no text that a browser keeps from an earlier one is taken for another's. Such names
differ from one to the next in little but the first digit, which gzip makes half as large as names of contents. Lengths of
pages, which count for nothing as search.js ranks, are left out, and days, which only some searches need, have a file of
their own, `days.json`: INDEX → the day of each page in order, as a number like 20260131, 0 where it has none.

Pagefind ends a piece of the index with the word that makes it too large, so that one of the commonest words is fetched with each
of the words before it. Here such a word gets a piece of its own.
"""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from typing import TYPE_CHECKING, TypeAlias, cast
from urllib.parse import quote

from generator.errors import SiteBuilderError

if TYPE_CHECKING:
    from pathlib import Path

Item: TypeAlias = "int | str | list[Item]"
Values: TypeAlias = "list[tuple[str, list[int]]]"
"""Each value of a filter, and the places in the index of the pages that have it."""

NAMING = 1
"""Raised when names of pages or the list of days mean something else: indexes that differ in it are not searched as one."""

_SIGNATURE = b"pagefind_dcd"
_GZIP = 31
"""zlib's window of 15 bits with gzip's header, in which zlib writes neither time nor name."""
_UNSIGNED, _NEGATIVE, _TEXT, _ARRAY = 0, 1, 3, 4
_PAGES, _CHUNKS, _FILTERS = 1, 2, 3
"""Places in the index's head: [version, pages, chunks, filters, sorts, meta fields]."""
_KIND, _DATE = "kind", "date"
"""Filters that names and days are made of. The second is no filter any more when this is done with it."""
_NO_KIND = "Page"
_LENGTH = 1
"""Words of a page, as the index has it: not 0, by which Pagefind would divide."""
_LARGE = 45_000
"""Bytes of a file of the index from which on its last word gets a file of its own: others have 30,000 to 40,000."""
_DIGITS = 8
"""Of a day as a number, and of the digest that names an index."""


def put_in_order(index: Path) -> None:
    """Rewrite the Pagefind index in the folder `index` in one order, with short names of pages.

    Raises SiteBuilderError where the index is not as this knows it.
    """
    entry_file = index / "pagefind-entry.json"
    entry = json.loads(entry_file.read_text(encoding="utf-8"))
    days: dict[str, list[int]] = {}
    for language in entry["languages"].values():
        language["hash"] = _ordered_language(index, language["hash"], days)
    entry["naming"] = NAMING
    for file, content in ((entry_file, entry), (index / "days.json", days)):
        file.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def _ordered_language(index: Path, old: str, days: dict[str, list[int]]) -> str:
    """Rewrite the part of an index whose head is named `old`, add the days of its pages, and return the head's new name."""
    file = index / f"pagefind.{old}.pf_meta"
    head = _read(file, least=_FILTERS + 2)
    filters = cast("list[list[str]]", head[_FILTERS])
    values: dict[str, Values] = {}
    for pair in filters:
        pair[1], values[pair[0]] = _ordered_filter(index / "filter", pair[1])
    for named in head[_FILTERS : _FILTERS + 2]:
        cast("list[list[str]]", named).sort(key=lambda pair: pair[0])
    for pair in filters:
        if pair[0] == _DATE:
            (index / "filter" / f"{pair[1]}.pf_filter").unlink()
    head[_FILTERS] = cast("Item", [pair for pair in filters if pair[0] != _DATE])
    pages = cast("list[list[str | int]]", head[_PAGES])
    digest = hashlib.sha256("\n".join(str(page[0]) for page in pages).encode("utf-8")).hexdigest()[:_DIGITS]
    _name(index / "fragment", pages, values.get(_KIND, []), digest)
    days[digest] = [0] * len(pages)
    for day, places in values.get(_DATE, []):
        for place in places:
            days[digest][place] = _number(day)
    chunks = cast("list[list[str]]", head[_CHUNKS])
    head[_CHUNKS] = cast("Item", [part for chunk in chunks for part in _parted(index / "index", chunk)])
    new = _renamed(old, _encoded(head))
    file.unlink()
    _write(index / f"pagefind.{new}.pf_meta", head)
    return new


def _parted(folder: Path, chunk: list[str]) -> list[list[str]]:
    """Give the last word of a large chunk a file of its own; return what stands for the chunk: first word, last word, file.

    A browser asks for the first chunk between whose ends a word lies, and for one that it begins with where there is none.
    """
    first, last, name = chunk
    file = folder / f"{name}.pf_index"
    if file.stat().st_size < _LARGE:
        return [chunk]
    raw = zlib.decompress(file.read_bytes(), wbits=_GZIP)
    words, at = _words_of(raw)
    if len(words) < 2 or not words[-2] < words[-1] <= last:  # noqa: PLR2004 - one word needs no parting
        return [chunk]
    begin = len(_SIGNATURE) + 1 + len(_head(_ARRAY, len(words)))
    made = []
    parts = ((first, words[-2], len(words) - 1, raw[begin:at]), (words[-1], last, 1, raw[at:]))
    for begins, ends, n, content in parts:
        whole = _SIGNATURE + _head(_ARRAY, 1) + _head(_ARRAY, n) + content
        new = _renamed(name, whole)
        _pack(folder / f"{new}.pf_index", whole)
        made.append([begins, ends, new])
    file.unlink()
    return made


def _words_of(raw: bytes) -> tuple[list[str], int]:
    """Return the words of a chunk, and where the last begins; none where it is not as this knows it."""
    try:
        whole, n_parts, at = _head_at(raw, len(_SIGNATURE))
        kind, n, at = _head_at(raw, at)
        if not raw.startswith(_SIGNATURE) or (whole, n_parts, kind) != (_ARRAY, 1, _ARRAY):
            return [], 0
        words = []
        for _ in range(n - 1):
            item, at = _decoded(raw, at)
            words.append(cast("str", cast("list[Item]", item)[0]))
        _, _, inside = _head_at(raw, at)
        words.append(cast("str", _decoded(raw, inside)[0]))
    except (ValueError, IndexError, RecursionError):
        return [], 0
    return words, at


def _name(folder: Path, pages: list[list[str | int]], kinds: Values, digest: str) -> None:
    """Give each of the index's pages its short name and length, and its file in `folder` that name."""
    kind_of = {place: kind for kind, places in kinds for place in places}
    width = len(f"{len(pages):x}")
    for place, page in enumerate(pages):
        kind = quote(kind_of.get(place, _NO_KIND), safe="").replace("~", "%7E").replace("%", "~")
        new = f"{place:0{width}x}"[::-1] + f"-{kind}-{digest}"
        (folder / f"{page[0]}.pf_fragment").rename(folder / f"{new}.pf_fragment")
        page[:] = new, _LENGTH


def _renamed(old: str, content: bytes) -> str:
    """Return a file's name with what is made of its contents made of these."""
    name, _, digest = old.rpartition("_")
    return f"{name}_{hashlib.sha256(content).hexdigest()[: len(digest)]}"


def _number(day: str) -> int:
    """Return a day such as 2026-01-31 as the number 20260131; what it does not say is 0."""
    return int(re.sub("[^0-9]", "", day)[:_DIGITS].ljust(_DIGITS, "0"))


def _ordered_filter(folder: Path, old: str) -> tuple[str, Values]:
    """Write the filter file `old` with its values sorted, and return its new name and the values."""
    content = _read(folder / f"{old}.pf_filter", least=2)
    values = cast("Values", content[1])
    values.sort(key=lambda value: value[0])
    new = _renamed(old, _encoded(content))
    (folder / f"{old}.pf_filter").unlink()
    _write(folder / f"{new}.pf_filter", content)
    return new, values


def _read(path: Path, *, least: int) -> list[Item]:
    """Return what a file of the index holds: a first item and lists, `least` items together.

    Raises SiteBuilderError where it is something else, or writing it again would not give the same bytes.
    """
    raw = zlib.decompress(path.read_bytes(), wbits=_GZIP)
    try:
        item, end = _decoded(raw, len(_SIGNATURE))
    except (ValueError, IndexError, RecursionError):
        item, end = [], 0
    if (
        isinstance(item, list)
        and len(item) >= least
        and all(isinstance(part, list) for part in item[1:])
        and end == len(raw)
        and _SIGNATURE + _encoded(item) == raw
    ):
        return item
    raise SiteBuilderError(
        "pagefind",
        f"its file {path.name} is not of a form that is known here",
        "Install pagefind-bin 1.5.2, then build again",
    )


def _write(path: Path, item: Item) -> None:
    _pack(path, _SIGNATURE + _encoded(item))


def _pack(path: Path, content: bytes) -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, _GZIP)
    path.write_bytes(packer.compress(content) + packer.flush())


def _decoded(raw: bytes, at: int) -> tuple[Item, int]:
    """Return the item that begins at `at`, and where it ends.

    Integers, texts and arrays only. Source: CBOR, RFC 8949, section 3.
    """
    kind, number, at = _head_at(raw, at)
    if kind == _UNSIGNED:
        return number, at
    if kind == _NEGATIVE:
        return -1 - number, at
    if kind == _TEXT:
        return raw[at : at + number].decode("utf-8"), at + number
    if kind == _ARRAY:
        items: list[Item] = []
        for _ in range(number):
            item, at = _decoded(raw, at)
            items.append(item)
        return items, at
    message = "an item of another sort"
    raise ValueError(message)


def _head_at(raw: bytes, at: int) -> tuple[int, int, int]:
    """Return the kind of the item that begins at `at`, its number, and where what follows these begins."""
    kind, short = raw[at] >> 5, raw[at] & 31
    at += 1
    size = 1 << (short - 24) if 24 <= short <= 27 else 0  # noqa: PLR2004 - the RFC's four lengths: 1, 2, 4, 8 bytes
    if short > 27:  # noqa: PLR2004 - as above; beyond are lengths not told beforehand
        message = "a length of another sort"
        raise ValueError(message)
    return kind, int.from_bytes(raw[at : at + size], "big") if size else short, at + size


def _encoded(item: Item) -> bytes:
    """Return `item` in the shortest form. Source: CBOR, RFC 8949, section 4.2."""
    if isinstance(item, int):
        return _head(_UNSIGNED, item) if item >= 0 else _head(_NEGATIVE, -1 - item)
    if isinstance(item, str):
        text = item.encode("utf-8")
        return _head(_TEXT, len(text)) + text
    return _head(_ARRAY, len(item)) + b"".join(map(_encoded, item))


def _head(kind: int, number: int) -> bytes:
    for short, size in ((24, 1), (25, 2), (26, 4), (27, 8)):
        if number < 24:  # noqa: PLR2004 - up to here the number stands in the first byte
            return bytes([kind << 5 | number])
        if number < 1 << 8 * size:
            return bytes([kind << 5 | short]) + number.to_bytes(size, "big")
    message = f"{number} is too large"
    raise ValueError(message)
