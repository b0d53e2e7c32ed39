"""What a site publishes beside its pages: records, a network, a feed; values only, no bytes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

Value: TypeAlias = str | int | float | bool | dt.date | tuple["Value", ...] | Mapping[str, "Value"] | None
"""A cell of a record, or a part of one."""

FieldType = Literal["string", "integer", "number", "boolean", "date", "array", "object"]
"""Types of Frictionless table schemas."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A column of records."""

    name: str
    type: FieldType
    description: str
    """A sentence for readers."""
    is_flat: bool = True
    """Whether a table of text can hold it: an array of texts can, parted by `; `; anything deeper cannot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """Rows that all have the same fields."""

    fields: tuple[Field, ...]
    rows: tuple[tuple[Value, ...], ...]
    """A value for each field; None: not known, not looked for or not published."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """Nodes, and edges without direction between them."""

    nodes: Records
    """Its first two fields are the node's id and its label."""
    edges: Records
    """Its first three fields are the ids of both ends and the weight."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """One article in a feed."""

    id: str
    """A URL or URN that never changes."""
    title: str
    address: str
    """The article's page: absolute, or relative to the feed."""
    original: str | None
    """The publisher's page, a URL from outside."""
    date: dt.date | None
    authors: tuple[str, ...]
    summary: str
    topics: tuple[str, ...]
    rights: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """The newest articles, for programs that watch for new ones."""

    id: str
    title: str
    subtitle: str | None
    home: str
    """The site's front page: absolute, or relative to the feed."""
    address: str | None
    """The feed's own URL, None where the site's address is not known."""
    language: str
    updated: dt.date | None
    """The newest article's date; None where none has one."""
    entries: tuple[FeedEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonObject:
    """One JSON object."""

    values: Mapping[str, Value]
    is_compact: bool = False
    """True: written on one line, for browsers to fetch and not for people to read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """Lines of text that are ours alone: nothing of a seed stands in them."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DataFile:
    """A file of the site that is no page; how it becomes bytes follows from its content and suffix."""

    path: str
    """Relative to site_src, posix: `data/quotes.csv`."""
    content: Records | Graph | Feed | JsonObject | Lines
