"""Every link of the built site, followed: MkDocs follows only those that are written in Markdown."""

from __future__ import annotations

import hashlib
import html
import posixpath
import re
from array import array
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from generator.write.remembered import Facts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

# A whole opening tag, its attributes in group 1. Possessive, so that no page takes more than one pass.
_TAG = re.compile(
    rb"<[a-zA-Z][^\s>]*+((?:\s++[^\s=>]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s\"'>]++))?)*+)\s*+>"
)
_ATTRIBUTE = re.compile(rb"([^\s=>]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
_ANCHORS, _LINKS = frozenset({b"id", b"name"}), frozenset({b"href", b"src"})
# What is not closed goes on to the end, as it does in a browser.
_OPAQUE = re.compile(
    rb"<(script|style)\b[^>]*+(?:>.*?(?:</\1\s*>|\Z)|\Z)|<!--.*?(?:-->|\Z)", re.DOTALL | re.IGNORECASE
)


_INDEX, _NOT_FOUND = "index.html", "404.html"


@dataclass(slots=True)
class _Page:
    anchors: set[str] = field(default_factory=set)
    links: list[str] = field(default_factory=list)


def broken(site: Path, *, beside: Sequence[str] = ()) -> list[str]:
    """Return each link or source inside the site that leads to no file or no anchor, as `page: link`, in order.

    Links to other hosts are not followed, nor those to other sites of this one: `beside` has the paths of these, from
    the site's root or the host's. Another link that begins with `/` is broken: it fails under a sub-path.
    404.html is passed over, for it is shown at any address.
    """
    paths = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    pages = {
        path: _page((site / path).read_bytes())
        for path in paths
        if path.endswith(".html") and path != _NOT_FOUND
    }
    return sorted(
        f"{path}: {link}"
        for path, page in pages.items()
        for link in dict.fromkeys(page.links)
        if not _leads_somewhere(path, link, paths, pages) and not _leads_beside(path, link, beside)
    )


def facts(path: str, source: bytes, digest: str) -> Facts:
    """Return what is to be known of the page at `path` so that all links can be followed without it.

    Each place that a link can lead to is a digest of 8 bytes: of the file, or of file and anchor. A link may name
    the folder of a page for the page. `words` is left for search to tell.
    """
    page = _page(source)
    gives = {_place(path), *(_place(path, anchor) for anchor in page.anchors)}
    if posixpath.basename(path) == _INDEX:
        gives.add(_place(posixpath.dirname(path) or "."))
    needs, outside = set(), []
    for link in dict.fromkeys(page.links):
        target = _target(path, link)
        if target is None:
            outside.append(link)
        elif target:
            needs.add(target)
    return Facts(
        digest=digest,
        needs=b"".join(sorted(needs)),
        gives=b"".join(sorted(gives)),
        outside=tuple(outside),
    )


def all_lead_somewhere(
    known: Mapping[str, Facts], paths: Iterable[str], *, beside: Sequence[str] = ()
) -> bool:
    """Tell whether every link of the pages that these facts are of leads to one of `paths` or to an anchor in it.

    False may be a false alarm: `broken` then tells. Two places out of 2**64 could be taken for each other.
    """
    pages = {path: page for path, page in known.items() if path != _NOT_FOUND}
    gives = array("Q", b"".join(page.gives for page in pages.values()))
    needs = array("Q", b"".join(page.needs for page in pages.values()))
    others = array("Q", b"".join(_place(path) for path in paths if path not in pages))
    if not set(needs) <= {*gives, *others}:
        return False
    return all(_leads_beside(path, link, beside) for path, page in pages.items() for link in page.outside)


def _target(page: str, link: str) -> bytes | None:
    """Return the place a link leads to, nothing for one to another host, None for one that leaves the site."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return None
    if parts.scheme or parts.netloc:
        return b""
    if parts.path.startswith("/"):
        return None
    target = page
    if parts.path:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(parts.path)))
        if target.startswith(".."):
            return None
        if parts.path.endswith("/"):
            target = posixpath.normpath(posixpath.join(target, _INDEX))
    name = unquote(parts.fragment).partition(":~:")[0]
    if not name or name == "top":
        return _place(target)
    is_page = target.endswith(".html")
    return _place(target if is_page else posixpath.normpath(posixpath.join(target, _INDEX)), name)


@lru_cache(maxsize=200_000)
def _place(path: str, anchor: str = "") -> bytes:
    name = f"{path}#{anchor}" if anchor else path
    return hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest()


def _page(source: bytes) -> _Page:
    page = _Page()
    for tag in _TAG.finditer(_OPAQUE.sub(_emptied, source)):
        for name, *values in _ATTRIBUTE.findall(tag[1]):
            if name not in _ANCHORS and name not in _LINKS:
                continue
            value = html.unescape(b"".join(values).decode("utf-8", "replace"))
            if name in _ANCHORS:
                page.anchors.add(value)
            else:
                page.links.append(value)
    return page


def _emptied(match: re.Match[bytes]) -> bytes:
    """Return a script's or style's opening tag alone, for its content is no HTML; nothing of a comment."""
    return match[0][: match[0].find(b">") + 1] if match[1] else b""


def _leads_somewhere(page: str, link: str, paths: set[str], pages: dict[str, _Page]) -> bool:
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    if parts.scheme or parts.netloc:
        return True
    if parts.path.startswith("/"):
        return False
    target = page
    if parts.path:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(parts.path)))
        if parts.path.endswith("/") or target in {"."} or target.endswith(".."):
            target = posixpath.normpath(posixpath.join(target, "index.html"))
        elif target not in paths:
            target = f"{target}/index.html"
    if target not in paths:
        return False
    fragment = unquote(parts.fragment)
    # `:~:` begins directions to the browser, not a name; the empty fragment and `top` are the page's beginning.
    name = fragment.partition(":~:")[0]
    return not name or name == "top" or target not in pages or name in pages[target].anchors


def _leads_beside(page: str, link: str, beside: Sequence[str]) -> bool:
    """Tell whether a link leads into one of the other sites; whether it is there is not ours to know."""
    try:
        path = urlsplit(link).path
    except ValueError:
        return False
    whole = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
    return f"{whole}/".startswith(tuple(beside))
