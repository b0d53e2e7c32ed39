"""Articles that are never to be published again: the setting `takedown`, read and checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.errors import SettingsError
from generator.read.settings import Withdrawn

if TYPE_CHECKING:
    from yaml.nodes import Node

_GONE = "gone"
"""Key of an entry whose article is not in the seeds any more."""

_NOTHING = "tag:yaml.org,2002:null"

_FORM = "Write `- NAME` with an article's id, its url or its seed's path, or `- gone: NAME` where its seed is deleted"


def read_takedown(node: Node, where: str) -> tuple[Withdrawn, ...]:
    """Return what a list names, in its order; `where` is its file and line.

    Raises SettingsError, with the line of the entry, where one is no name: a slip must not publish what it meant.
    """
    from yaml.nodes import SequenceNode  # noqa: PLC0415 - only for projects that have settings

    if node.tag == _NOTHING:
        return ()
    if not isinstance(node, SequenceNode):
        raise SettingsError(where, "takedown needs a list", _FORM)
    file = where.rpartition(":")[0]
    return tuple(_withdrawn(entry, file) for entry in node.value)


def _withdrawn(entry: Node, file: str) -> Withdrawn:
    from yaml.nodes import MappingNode, ScalarNode  # noqa: PLC0415 - only for projects that have settings

    line = entry.start_mark.line + 1
    named, is_gone = entry, False
    if isinstance(entry, MappingNode) and [key.value for key, _ in entry.value] == [_GONE]:
        named, is_gone = entry.value[0][1], True
    name = named.value.strip() if isinstance(named, ScalarNode) and named.tag != _NOTHING else ""
    if not name:
        raise SettingsError(f"{file}:{line}", "an entry of takedown names no article", _FORM)
    return Withdrawn(name=name, line=line, is_gone=is_gone)


def told_taken_down(n: int) -> tuple[str, ...]:
    """Return that articles are taken down, and none of their words."""
    who = "1 article is" if n == 1 else f"{n:,} articles are"
    return (f"{who} taken down, as takedown in mkdocs.yml says.",) if n else ()
