"""A flat YAML mapping as words, with the line of every key: front matter and sidecars.

Values stay as they are written: `language: no` is Norwegian and not False, `title: 1984` is a title
and `date: 2025-03-28` the three numbers somebody wrote. Nothing is ever constructed from a tag.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import yaml

from generator import safe_yaml
from generator.read.complaints import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.read.complaints import Complaints

_MOST_CHARACTERS = 20_000
_MOST_BRACKETS = 200
"""Longest YAML that is read, and most lists opened with a bracket in it: PyYAML needs 250 s for 90,000
nested brackets, and metadata never come near."""
_FORM = "Write lines of the form “key: value”"
_NULL_TAG = "tag:yaml.org,2002:null"
_PLAIN_TAGS = "tag:yaml.org,2002:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """What one source says about an article: key → text, list of texts, or None for an empty value."""

    place: str
    values: dict[str, object] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    """Line of each key in `place`, from 1; keys without one are left out."""
    from_json: bool = False
    """In JSON null means "not known", and fields of other programs are no mistakes."""
    by_others: bool = False
    """A web page said it to other programs: what is unusable there matters only where nothing else is given."""


def read_yaml(text: str, complaints: Complaints, *, place: str, first_line: int, named: str) -> Fields:
    """Return the mapping that `text` holds; `named` says in messages what it is ("the front matter").

    Raises RefusedError, with its reason among the complaints, for anything that is not a flat mapping.
    """
    try:
        root = _compose(text)
    except _UnfitError as error:
        what, remedy, line = error.args
        raise complaints.refuse(f"{named} {what}", remedy, place=place, line=first_line + line) from None
    return Fields(place=place) if root is None else _fields(root, complaints, place, first_line)


class _UnfitError(ValueError):
    """Why a text is no mapping: what it is, what to do, and on which of its lines, from 0."""


def _compose(text: str) -> yaml.MappingNode | None:
    if len(text) > _MOST_CHARACTERS:
        what = f"is longer than {_MOST_CHARACTERS:,} characters"
        raise _UnfitError(what, "Move long texts into the article", 0)
    if text.count("[") + text.count("{") > _MOST_BRACKETS:
        what = f"holds more than {_MOST_BRACKETS} brackets"
        raise _UnfitError(what, _FORM, 0)
    try:
        for event in safe_yaml.events(text):
            if getattr(event, "anchor", None) is not None:
                what = "uses an anchor or alias (& or *)"
                raise _UnfitError(what, "Write the value out where it is needed", _line(event.start_mark))
        root = safe_yaml.compose(text)
    except yaml.MarkedYAMLError as error:
        what = f"is not YAML ({error.problem or error.context or 'unreadable'})"
        remedy = "Put values that hold a colon or begin with a special character into quotation marks"
        raise _UnfitError(what, remedy, _line(error.problem_mark or error.context_mark)) from None
    except (yaml.YAMLError, RecursionError) as error:
        deep = isinstance(error, RecursionError)
        what = "is nested too deeply" if deep else "holds characters that YAML forbids"
        raise _UnfitError(what, _FORM, 0) from None
    if root is None or isinstance(root, yaml.MappingNode):
        return root
    what = "is not a list of keys with values"
    raise _UnfitError(what, _FORM, _line(root.start_mark))


def _line(mark: object) -> int:
    """Return the line of a mark, from 0; 0 where the library knows none."""
    return int(getattr(mark, "line", 0))


def _fields(root: yaml.MappingNode, complaints: Complaints, place: str, first_line: int) -> Fields:
    values: dict[str, object] = {}
    lines: dict[str, int] = {}
    for key, value, line in _entries(root):
        at = first_line + line
        if key is None:
            complaints.error("a key is not a word", "Write “key: value”", place=place, line=at)
        elif key in values:
            remedy = "Keep one of the two lines"
            complaints.error(
                f"`{shown(key)}` stands here again; only line {lines[key]} counts",
                remedy,
                place=place,
                line=at,
            )
        else:
            values[key], lines[key] = value, at
    return Fields(place=place, values=values, lines=lines)


def _entries(root: yaml.MappingNode) -> Iterator[tuple[str | None, object, int]]:
    for key, value in root.value:
        name = key.value if isinstance(key, yaml.ScalarNode) else None
        yield name, _value(value), _line(key.start_mark)


def _value(node: yaml.Node) -> object:
    """Return a text, a list of texts, None, or the node itself where it is neither."""
    if not node.tag.startswith(_PLAIN_TAGS):
        return node
    if isinstance(node, yaml.ScalarNode):
        return None if node.tag == _NULL_TAG else str(node.value)
    if isinstance(node, yaml.SequenceNode):
        return [_value(item) for item in node.value]
    return node
