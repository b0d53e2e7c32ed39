"""What search reads of a page: its title and what stands in its searched part, and little else.

Pagefind takes a page's tags one by one, whether it heeds them or not; more than half of a page it has to pass over.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree, html

if TYPE_CHECKING:
    from collections.abc import Iterator

_SEARCHED = b"data-pagefind-body"
_OWN = "data-pagefind-"
_IGNORED = f"{_OWN}ignore"
_PASSED_OVER = ("svg", "script", "style", "noscript", "template", "form", "nav", "footer", "iframe")
"""Elements that Pagefind passes over whatever is in them. Source: Pagefind's documentation, what is indexed."""

_UNREAD = (
    "class",
    "href",
    "title",
    "rel",
    "scope",
    "datetime",
    "aria-label",
    "aria-hidden",
    "role",
    "tabindex",
    "style",
)
"""Attributes that Pagefind passes over unless a page names them; they are half of what is left of a page."""
_BY_ATTRIBUTE = re.compile(rb"data-pagefind-(?:index-attrs|[a-z]+=[\"'][^\"']*\[)", re.IGNORECASE)
"""A page that names attributes to be read. Source: Pagefind's documentation, metadata and attributes."""

_ROOT = re.compile(rb"<html\b[^>]*+>", re.IGNORECASE)
_TITLE = re.compile(rb"<title\b[^>]*+>.*?</title\s*>", re.IGNORECASE | re.DOTALL)
# Drawings are a third of a page, and what is in them could be anything but a searched part.
_DRAWING = re.compile(rb"<(svg|script|style)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)


def words_of(source: bytes) -> bytes | None:
    """Return what search reads of a page, as a page; None where it is not searched."""
    at = source.find(_SEARCHED)
    if at < 0:
        return None
    root, title = _ROOT.search(source), _TITLE.search(source)
    part = _DRAWING.sub(b"", source[source.rfind(b"<", 0, at) :])
    try:
        tree = html.fromstring(part, parser=html.HTMLParser(encoding="utf-8"))
    except etree.ParserError:  # the mark stands in a comment or script: search finds that out by itself
        return source
    for element in list(_ignored(tree)):
        element.drop_tree()
    if not _BY_ATTRIBUTE.search(part):
        etree.strip_attributes(tree, *_UNREAD)
    body = etree.tostring(tree, encoding="utf-8", method="html")
    head = b"%s<head>%s</head>" % (root[0] if root else b"<html>", title[0] if title else b"")
    return b"<!doctype html>%s<body>%s</body></html>" % (head, body)


def _ignored(tree: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """Yield the outermost elements of which search takes nothing: neither words nor what is said about the page."""
    for element in tree.iterchildren(tag=etree.Element):
        if element.tag in _PASSED_OVER or (_IGNORED in element.attrib and not _tells(element)):
            yield element
        else:
            yield from _ignored(element)


def _tells(element: html.HtmlElement) -> bool:
    if element.get(_IGNORED) not in {"", "index"}:
        return False
    inside = (name for one in element.iterdescendants(tag=etree.Element) for name in one.attrib)
    return any(str(name).startswith(_OWN) and name != _IGNORED for name in inside)
