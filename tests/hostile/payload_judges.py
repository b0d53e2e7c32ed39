"""What a page may be made of: what a clean build of the same shape is made of, and nothing else; by html5lib."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import html5lib
from lxml import etree
from payload_sites import squeezed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OWN_HOSTS = frozenset({"harbour.example", "code.example", "schema.org"})
"""Hosts of the settings, which are the owner's."""

_FURTHER = {
    ("span", "id"),
    ("h3", "class"),
    *(("pre", name) for name in ("", "class", "data-bs-copy")),
    ("{http://www.w3.org/2000/svg}g", ""),
    ("{http://www.w3.org/2000/svg}rect", "pointer-events"),
    *(
        ("{http://www.w3.org/2000/svg}path", name)
        for name in ("", "class", "stroke", "stroke-width", "fill", "d")
    ),
}
"""What of ours stands on larger sites than the clean one."""

_FURTHER_VALUES = {("a", "rel"): {"next", "prev"}, ("{http://www.w3.org/2000/svg}svg", "role"): {"img"}}

_FIXED = frozenset({"http-equiv", "type", "rel", "name", "property", "role", "src", "media", "target"})
"""Attributes with which an element may come to do something: only values that the clean build has."""

_ADDRESSES = (
    "href",
    "src",
    "{http://www.w3.org/1999/xlink}href",
    "action",
    "formaction",
    "data",
    "poster",
    "srcset",
)
_UGC = {"nofollow", "noopener", "ugc"}
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e-?\d+)?")
_SVG = re.compile(rb"<svg\b.*?</svg>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Shape:
    """What pages are made of."""

    pairs: set[tuple[str, str]] = field(default_factory=set)
    """Elements with their attributes; "" for the element itself."""
    values: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))

    def __post_init__(self) -> None:
        """Begin with what a small site has not."""
        self.pairs.update(_FURTHER)
        for where, values in _FURTHER_VALUES.items():
            self.values[where] |= values

    def learn(self, source: bytes) -> None:
        """Take a clean page's elements, attributes and fixed values."""
        for element in parsed(source).iter():
            tag = _tag(element)
            self.pairs.add((tag, ""))
            for name, value in element.attrib.items():
                self.pairs.add((tag, name))
                if name in _FIXED:
                    self.values[tag, name].add(_last(value))


def parsed(source: bytes) -> Any:  # noqa: ANN401 - html5lib has no types
    """Return a page's elements as a browser builds them."""
    return html5lib.parse(source, transport_encoding="utf-8", namespaceHTMLElements=False)


def offences(tree: Any, shape: Shape) -> Iterator[str]:  # noqa: ANN401 - as above
    """Yield what stands on a page that no clean page has."""
    for element in tree.iter():
        tag = _tag(element)
        if (tag, "") not in shape.pairs:
            yield f"<{tag}>"
        for name, value in element.attrib.items():
            if (tag, name) not in shape.pairs:
                yield f"<{tag} {name}>"
            elif name in _FIXED and _last(value) not in shape.values[tag, name]:
                yield f"<{tag} {name}={value!r}>"
            if name in _ADDRESSES:
                yield from _address(element, tag, value)
        if tag == "script" and "src" not in element.attrib:
            try:
                json.loads(element.text or "")
            except ValueError:
                yield f"a script that is no JSON: {element.text!r}"


def _address(element: Any, tag: str, value: str) -> Iterator[str]:  # noqa: ANN401 - as above
    parts = urlsplit(value)
    if value == "data:,":
        return
    if parts.scheme not in {"", "http", "https", "mailto"} or (not parts.scheme and parts.netloc):
        yield f"<{tag}> with the address {value!r}"
    elif parts.scheme and parts.hostname not in OWN_HOSTS:
        if tag != "a":
            yield f"<{tag}> loads from elsewhere: {value!r}"
        elif not set(element.attrib.get("rel", "").split()) >= _UGC:
            yield f"a link to {value!r} without rel"


def _tag(element: Any) -> str:  # noqa: ANN401 - as above
    return element.tag if isinstance(element.tag, str) else "!--"


def _last(value: str) -> str:
    """Return the last part of a path, which is what pages at different depths have in common."""
    return value.rsplit("/", 1)[-1]


def words_of(element: Any) -> str:  # noqa: ANN401 - as above
    """Return all words in an element."""
    return squeezed("".join(element.itertext()))


def by_class(tree: Any, name: str) -> Any:  # noqa: ANN401 - as above
    """Return the first element of a class, None for none."""
    return next((e for e in tree.iter() if name in e.attrib.get("class", "").split()), None)


def broken_drawings(source: bytes) -> Iterator[str]:
    """Yield each drawing that is no XML."""
    for found in _SVG.findall(source):
        try:
            etree.fromstring(found)
        except etree.XMLSyntaxError as error:
            yield f"{error}: {found[:80]!r}"


def formulas(path: Path) -> Iterator[str]:
    """Yield the cells of a CSV file that a spreadsheet would calculate."""
    csv.field_size_limit(10_000_000)
    for row in csv.reader(io.StringIO(path.read_bytes().decode("utf-8"), newline=""), strict=True):
        yield from (cell for cell in row if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell))
