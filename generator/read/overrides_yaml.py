"""A small and harmless part of YAML: mappings, lists and texts with their lines, a few levels deep.

Built from the parser's events in one pass: nothing is constructed, nothing refers to anything else, and
a file that is made to take long is refused where it begins to.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

import yaml

from generator import safe_yaml

if TYPE_CHECKING:
    from generator.read.complaints import Complaints

_DEEPEST = 6
"""Levels that the format has: section, key, list, entry, list of names, name."""

_PLAIN_TAG = "tag:yaml.org,2002:"
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(slots=True)
class TextNode:
    """A text as written; None for an empty value."""

    line: int
    """From 1; so in each of these."""
    text: str | None


@dataclass(slots=True)
class ListNode:
    """A list."""

    line: int
    items: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class MapNode:
    """A mapping, its keys as often as they stand there: key, line, value."""

    line: int
    pairs: list[tuple[str, int, Node]] = field(default_factory=list)
    pending: tuple[str, int] | None = None
    """A key that still waits for its value."""


Node: TypeAlias = "TextNode | ListNode | MapNode"


def parse(text: str, complaints: Complaints) -> Node | None:
    """Return the tree of a file; None where it holds nothing. Raises RefusedError, with its reason noted."""
    builder = _Builder(complaints)
    try:
        for event in safe_yaml.events(text):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = (
            f"the file is not YAML ({error.problem or error.context or 'unreadable'}); nothing in it applies"
        )
        remedy = "Mend that line; put texts with a colon or quotation marks into quotation marks"
        raise complaints.refuse(what, remedy, line=None if mark is None else mark.line + 1) from None
    except yaml.reader.ReaderError as error:
        line = text[: error.position].count("\n") + 1 if isinstance(error.position, int) else None
        what = "the file holds a character that YAML forbids; nothing in it applies"
        raise complaints.refuse(what, "Take it out", line=line) from None
    return builder.root


class _Builder:
    def __init__(self, complaints: Complaints) -> None:
        self.root: Node | None = None
        self._complaints = complaints
        self._open: list[ListNode | MapNode] = []
        self._n_documents = 0

    def take(self, event: yaml.Event) -> None:
        """Add what an event tells."""
        line = 1 if event.start_mark is None else event.start_mark.line + 1
        if isinstance(event, yaml.DocumentStartEvent):
            self._n_documents += 1
            if self._n_documents > 1:
                self._refuse("holds a second document", "Take the line --- out", line)
        elif isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            self._refuse(
                "uses an anchor or alias (& or *)",
                "Write the value out where it is needed, or in quotation marks",
                line,
            )
        elif isinstance(event, yaml.ScalarEvent):
            self._scalar(event, line)
        elif isinstance(event, (yaml.SequenceStartEvent, yaml.MappingStartEvent)):
            self._check_tag(event.tag, line)
            if len(self._open) >= _DEEPEST:
                self._refuse("is nested too deeply", "Write it as docs/overrides.md shows", line)
            node = ListNode(line) if isinstance(event, yaml.SequenceStartEvent) else MapNode(line)
            self._add(node, line)
            self._open.append(node)
        elif isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
            self._open.pop()

    def _scalar(self, event: yaml.ScalarEvent, line: int) -> None:
        self._check_tag(event.tag, line)
        is_plain = event.style is None
        self._add(TextNode(line, None if is_plain and event.value in _NOTHING else event.value), line)

    def _add(self, node: Node, line: int) -> None:
        if not self._open:
            self.root = node
            return
        holder = self._open[-1]
        if isinstance(holder, ListNode):
            holder.items.append(node)
        elif holder.pending is not None:
            holder.pairs.append((*holder.pending, node))
            holder.pending = None
        elif isinstance(node, TextNode):
            holder.pending = (node.text or "", line)
        else:
            self._refuse("has a key that is not a word", "Write “key: value”", line)

    def _check_tag(self, tag: str | None, line: int) -> None:
        if tag is not None and not tag.startswith(_PLAIN_TAG) and tag != "!":
            self._refuse("uses a tag (!)", "Put the text into quotation marks", line)

    def _refuse(self, what: str, remedy: str, line: int) -> None:
        raise self._complaints.refuse(f"the file {what}; nothing in it applies", remedy, line=line)
