"""One order for what Pagefind writes in any order, so that the same pages give the same index.

Pagefind 1.5 lists the values of a filter as its hash table happens to hold them; all else is in order. Here
each filter file is written anew with its values sorted, and the names that are made of contents follow.
A file that is not as this knows it is left as it is: the search works either way.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from typing import TYPE_CHECKING, TypeAlias, cast

if TYPE_CHECKING:
    from pathlib import Path

Item: TypeAlias = "int | str | list[Item]"

_SIGNATURE = b"pagefind_dcd"
_GZIP = 31
"""zlib's window of 15 bits with gzip's header, in which zlib writes neither time nor name."""
_UNSIGNED, _TEXT, _ARRAY = 0, 3, 4
_FILTERS = 3
"""Place of the filters' list in the index's head: [version, pages, chunks, filters, sorts, meta fields]."""


def put_in_order(index: Path) -> None:
    """Rewrite the filters of the Pagefind index in the folder `index` in one order."""
    entry_file = index / "pagefind-entry.json"
    entry = json.loads(entry_file.read_text(encoding="utf-8"))
    for language in entry["languages"].values():
        old = language["hash"]
        head = _read(index / f"pagefind.{old}.pf_meta")
        if not isinstance(head, list) or len(head) <= _FILTERS or not isinstance(head[_FILTERS], list):
            continue
        filters = cast("list[list[str]]", head[_FILTERS])
        for pair in filters:
            pair[1] = _ordered_filter(index / "filter", pair[1])
        for named in head[_FILTERS : _FILTERS + 2]:
            cast("list[list[str]]", named).sort(key=lambda pair: pair[0])
        name, _, digest = old.rpartition("_")
        language["hash"] = f"{name}_{hashlib.sha256(_encoded(head)).hexdigest()[: len(digest)]}"
        (index / f"pagefind.{old}.pf_meta").unlink()
        _write(index / f"pagefind.{language['hash']}.pf_meta", head)
    entry_file.write_text(json.dumps(entry, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def _ordered_filter(folder: Path, old: str) -> str:
    """Write the filter file `old` with its values sorted, and return its new name."""
    content = _read(folder / f"{old}.pf_filter")
    if not isinstance(content, list) or not isinstance(content[1], list):
        return old
    content[1].sort(key=lambda value: cast("list[str]", value)[0])
    name, _, digest = old.rpartition("_")
    new = f"{name}_{hashlib.sha256(_encoded(content)).hexdigest()[: len(digest)]}"
    (folder / f"{old}.pf_filter").unlink()
    _write(folder / f"{new}.pf_filter", content)
    return new


def _read(path: Path) -> Item | None:
    """Return what a file of the index holds; None where writing it again would not give the same bytes."""
    raw = zlib.decompress(path.read_bytes(), wbits=_GZIP)
    try:
        item, end = _decoded(raw, len(_SIGNATURE))
    except (ValueError, IndexError, RecursionError):
        return None
    same = raw.startswith(_SIGNATURE) and end == len(raw) and _SIGNATURE + _encoded(item) == raw
    return item if same else None


def _write(path: Path, item: Item) -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, _GZIP)
    path.write_bytes(packer.compress(_SIGNATURE + _encoded(item)) + packer.flush())


def _decoded(raw: bytes, at: int) -> tuple[Item, int]:
    """Return the item that begins at `at`, and where it ends.

    Whole numbers, texts and arrays only. Source: CBOR, RFC 8949, section 3.
    """
    kind, short = raw[at] >> 5, raw[at] & 31
    at += 1
    size = 1 << (short - 24) if 24 <= short <= 27 else 0  # noqa: PLR2004 - the RFC's four lengths: 1, 2, 4, 8 bytes
    if short > 27:  # noqa: PLR2004 - as above; beyond are lengths not told beforehand
        message = "a length of another sort"
        raise ValueError(message)
    number = int.from_bytes(raw[at : at + size], "big") if size else short
    at += size
    if kind == _UNSIGNED:
        return number, at
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


def _encoded(item: Item) -> bytes:
    """Return `item` in the shortest form. Source: CBOR, RFC 8949, section 4.2."""
    if isinstance(item, int):
        return _head(_UNSIGNED, item)
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
