"""Every text that a file of a built site holds, as somebody copying would take it."""

from __future__ import annotations

import gzip
import html
import json
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from lxml import html as pages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WORD = re.compile(r"\w+")


def words(text: str) -> list[str]:
    """Return the words of a text as they are compared."""
    return WORD.findall(text.casefold())


def told(file: Path) -> Iterator[str]:
    """Yield every text that a file holds; what is packed is unpacked, what is a picture is read as bytes."""
    content = file.read_bytes()
    if content[:2] == b"\x1f\x8b":
        content = gzip.decompress(content)
    text = content.removeprefix(b"pagefind_dcd").decode("utf-8", "replace")
    if file.suffix == ".html":
        yield from told_by_page(text)
    elif text[:1] in "[{":
        try:
            yield from strings(json.loads(text))
        except ValueError:
            yield text
    else:
        yield unquote(html.unescape(re.sub(r"<[^<>\"']*>", " ", text)))


def told_by_page(text: str) -> Iterator[str]:
    """Yield a page's words as they stand, without marks between them, and each attribute, comment and block of JSON."""
    tree = pages.fromstring(text)
    for part in tree.iter():
        if not isinstance(part.tag, str):
            yield part.text or ""
            continue
        yield from (unquote(value) for value in part.attrib.values())
        if part.tag == "script" and "json" in (part.get("type") or ""):
            yield from strings(json.loads(part.text))
    for part in tree.xpath("//script | //style"):
        part.drop_tree()
    yield " ".join(tree.itertext())
    yield tree.text_content()


def strings(value: object) -> Iterator[str]:
    """Yield every string within decoded JSON, keys too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, part in value.items():
            yield key
            yield from strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from strings(part)
