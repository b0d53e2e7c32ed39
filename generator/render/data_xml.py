"""The XML among the published data: GEXF networks and Atom feeds. Every text passes the trust boundary's `plain`.

Source: GEXF 1.2draft, https://gexf.net/; The Atom Syndication Format, RFC 4287.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from generator.render.escape import plain, url

if TYPE_CHECKING:
    import datetime as dt

    from generator.model import Feed, FeedEntry, Graph, Records, Value

_GEXF = "http://www.gexf.net/1.2draft"
_ATOM = "http://www.w3.org/2005/Atom"
_GEXF_TYPES = {"string": "string", "integer": "integer", "number": "double", "boolean": "boolean"}
_NO_DATE = "1970-01-01T00:00:00Z"
"""What stands where Atom demands a date and none is given: it never changes, and sorts last."""


def gexf(graph: Graph) -> bytes:
    """Return a network as GEXF, without a date of making."""
    root = Element("gexf", {"xmlns": _GEXF, "version": "1.2"})
    drawn = SubElement(root, "graph", {"defaultedgetype": "undirected", "mode": "static"})
    n_fixed_node, n_fixed_edge = 2, 3
    _attributes(drawn, "node", graph.nodes, n_fixed_node)
    _attributes(drawn, "edge", graph.edges, n_fixed_edge)
    nodes = SubElement(drawn, "nodes")
    for row in graph.nodes.rows:
        one = SubElement(nodes, "node", {"id": _text(row[0]), "label": _text(row[1])})
        _values(one, row, n_fixed_node)
    edges = SubElement(drawn, "edges")
    for n, row in enumerate(graph.edges.rows):
        ends = {"source": _text(row[0]), "target": _text(row[1]), "weight": _text(row[2])}
        _values(SubElement(edges, "edge", {"id": str(n), **ends}), row, n_fixed_edge)
    return _written(root)


def _attributes(graph: Element, kind: str, records: Records, n_fixed: int) -> None:
    named = SubElement(graph, "attributes", {"class": kind, "mode": "static"})
    for n, field in enumerate(records.fields[n_fixed:]):
        SubElement(named, "attribute", {"id": str(n), "title": field.name, "type": _GEXF_TYPES[field.type]})


def _values(parent: Element, row: tuple[Value, ...], n_fixed: int) -> None:
    values = SubElement(parent, "attvalues")
    for n, value in enumerate(row[n_fixed:]):
        if value is not None:
            SubElement(values, "attvalue", {"for": str(n), "value": _text(value)})


def atom(feed: Feed) -> bytes:
    """Return a feed as Atom. Without the site's address its links are relative to the feed itself."""
    root = Element("feed", {"xmlns": _ATOM, "xml:lang": plain(feed.language)})
    if feed.address is None:
        root.set("xml:base", "./")
    _line(root, "id", feed.id)
    _line(root, "title", feed.title)
    if feed.subtitle:
        _line(root, "subtitle", feed.subtitle)
    _line(root, "updated", _instant(feed.updated))
    SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": plain(feed.home)})
    if feed.address is not None:
        SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": plain(feed.address)})
    _line(SubElement(root, "author"), "name", feed.title)
    for entry in feed.entries:
        _entry(SubElement(root, "entry"), entry)
    return _written(root)


def _entry(into: Element, entry: FeedEntry) -> None:
    _line(into, "id", entry.id)
    _line(into, "title", entry.title)
    _line(into, "updated", _instant(entry.date))
    if entry.date is not None:
        _line(into, "published", _instant(entry.date))
    SubElement(into, "link", {"rel": "alternate", "type": "text/html", "href": plain(entry.address)})
    original = url(entry.original)
    if original is not None:
        SubElement(into, "link", {"rel": "via", "href": original})
    for author in entry.authors:
        _line(SubElement(into, "author"), "name", author)
    for topic in entry.topics:
        SubElement(into, "category", {"term": plain(topic)})
    _line(into, "summary", entry.summary)
    if entry.rights:
        _line(into, "rights", entry.rights)


def _line(into: Element, name: str, words: str) -> None:
    SubElement(into, name).text = plain(words)


def _instant(date: dt.date | None) -> str:
    return _NO_DATE if date is None else f"{date.isoformat()}T00:00:00Z"


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, (int, float)) else _plain(str(value))


_plain = lru_cache(maxsize=100_000)(plain)
"""The same few names stand at each end of every line."""


def _written(root: Element) -> bytes:
    indent(root, space="")
    whole: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return whole.replace(b"\r\n", b"\n") + b"\n"
