"""From an address to a file of the site, and what kind of file that is. Nothing outside of the folder is ever given."""

from __future__ import annotations

import mimetypes
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, unquote

if TYPE_CHECKING:
    from pathlib import Path

SWAP_SECONDS: Final = 3.0
"""How long a site may be away while the next one takes its place; on Linux it never is."""

_AGAIN: Final = 0.02
"""Seconds between two tries to read a file while the site is swapped."""

_TYPES: Final = mimetypes.MimeTypes(
    filenames=()
)  # the machine's own list would differ from machine to machine
for _suffix, _type in {
    ".atom": "application/atom+xml",
    ".csv": "text/csv",
    ".graphml": "application/xml",
    ".js": "text/javascript",
    ".json": "application/json",
    ".jsonl": "application/x-ndjson",
    ".md": "text/markdown",
    ".mjs": "text/javascript",
    ".svg": "image/svg+xml",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}.items():
    _TYPES.add_type(_type, _suffix)

_OF_TEXT: Final = frozenset(
    {"application/json", "application/xml", "application/atom+xml", "application/x-ndjson", "image/svg+xml"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What lies at an address: a file's bytes, or where else to look."""

    content: bytes = b""
    content_type: str = ""
    moved_to: str | None = None
    """The address to ask for instead; None where the bytes are the answer."""


def look_up(site: Path, base: str, path: str) -> Found | None:
    """Return what lies at a request's path; None where nothing does.

    `base` is the path that the site stands under, with a slash at both ends. A site that is swapped for
    another one meanwhile is asked again.
    """
    if path != base and path in {"/", base.rstrip("/")}:
        return Found(moved_to=base)
    if not (path + "/").startswith(base):
        return None
    parts = [part for part in unquote(path[len(base) :], errors="replace").split("/") if part]
    if any(part in {".", ".."} or any(c in part for c in "\\\0") for part in parts):
        return None
    is_folder = path.endswith("/")
    until = time.monotonic() + SWAP_SECONDS
    while True:
        before = _identity(site)
        found = _read(site, parts, is_folder=is_folder, address=base + quote("/".join(parts)))
        # Only what the same site says twice is true: in between it may have been another one.
        if found is not None or (before is not None and before == _identity(site)):
            return found
        if time.monotonic() > until:
            return None
        time.sleep(_AGAIN)


def type_of(name: str) -> str:
    """Return a file's content type by its name, the same on every machine; bytes where it is none of the known."""
    kind, encoding = _TYPES.guess_type(name)
    if encoding is not None:
        return "application/gzip" if encoding == "gzip" else "application/octet-stream"
    if kind is None:
        return "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") or kind in _OF_TEXT else kind


def _read(site: Path, parts: list[str], *, is_folder: bool, address: str) -> Found | None:
    file = site.joinpath(*parts)
    try:
        root = site.resolve(strict=True)
        if is_folder or not parts:
            file /= "index.html"
        elif file.is_dir():
            return Found(moved_to=f"{address}/") if (file / "index.html").is_file() else None
        if not file.resolve(strict=True).is_relative_to(root):
            return None
        return Found(content=file.read_bytes(), content_type=type_of(file.name))
    except (OSError, RuntimeError, ValueError):
        return None  # not there, a loop of links, or no name that this disk can have


def _identity(site: Path) -> tuple[int, int] | None:
    try:
        there = site.stat()
    except OSError:
        return None
    return there.st_dev, there.st_ino
