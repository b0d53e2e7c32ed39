"""The sites of one collection: what `shards` names, checked, and what the frame of every page is told of it."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from generator.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yaml.nodes import Node

HERE = "./"
"""The path of the site itself."""

_PATH = re.compile(r"(?:/(?!/)|(?:\.{1,2}/)+)?(?:[\w.~%-]+/)*")
"""What leads to another site of the same host and to no other: browsers take `//`, `/\\` and `:` for more."""

_OTHER_HOST = re.compile(r"[a-zA-Z][\w+.-]*:|[/\\]{2}")

_LONGEST_NAME = 40

_NOTHING = "tag:yaml.org,2002:null"

_FORM = 'Write `- {name: "2025", path: ../news-2025/}`'


@dataclass(frozen=True, slots=True, kw_only=True)
class Shard:
    """One site of a collection of several, on the same host."""

    name: str
    """What readers call it, such as a year."""
    path: str
    """Where it is: from this site's home page or, with a slash in front, from the host's root; ends in a slash."""


def read_shards(node: Node, where: str) -> tuple[Shard, ...]:
    """Return the sites that a list names, in its order; `where` is its file and line.

    Raises SettingsError, with the line of the entry, where one has not a name and a path of its own, or
    one that leads to another host.
    """
    from yaml.nodes import SequenceNode  # noqa: PLC0415 - only for projects that have settings

    if node.tag == _NOTHING:
        return ()
    if not isinstance(node, SequenceNode):
        raise SettingsError(where, "shards needs a list", _FORM)
    file = where.rpartition(":")[0]
    shards: list[Shard] = []
    for entry in node.value:
        place = f"{file}:{entry.start_mark.line + 1}"
        one = _shard(entry, place)
        if any(one.name == other.name or one.path == other.path for other in shards):
            what = f"the shard {one.name!r} has a name or path that another has already"
            raise SettingsError(place, what, "Give each shard its own name and path")
        shards.append(one)
    return tuple(shards)


def _shard(entry: Node, where: str) -> Shard:
    from yaml.nodes import MappingNode, ScalarNode  # noqa: PLC0415 - only for projects that have settings

    pairs = entry.value if isinstance(entry, MappingNode) else []
    values = {
        str(key.value): " ".join(str(value.value).split())
        for key, value in pairs
        if isinstance(key, ScalarNode) and isinstance(value, ScalarNode)
    }
    if len(pairs) != len(values) or values.keys() != {"name", "path"} or not all(values.values()):
        raise SettingsError(where, "a shard needs a name and a path, and nothing else", _FORM)
    if len(values["name"]) > _LONGEST_NAME:
        what = f"the name of a shard has {len(values['name'])} characters"
        raise SettingsError(
            where, what, f"Write {_LONGEST_NAME} or fewer: it stands at the foot of every page"
        )
    return Shard(name=values["name"], path=_path(values["path"], where))


def _path(given: str, where: str) -> str:
    """Return a path as browsers shorten it, with its slash at the end."""
    if _OTHER_HOST.match(given):
        what = f"the shard's path {given!r} leads to another host, and no page here asks one"
        remedy = (
            "Publish all shards on one host and write the path alone, such as ../news-2025/ or /news-2025/"
        )
        raise SettingsError(where, what, remedy)
    path = given if given.endswith("/") else f"{given}/"
    if not _PATH.fullmatch(path):
        remedy = "Write letters, digits, dots, hyphens and slashes, such as ../news-2025/ or /news-2025/"
        raise SettingsError(where, f"the shard's path {given!r} cannot be used", remedy)
    short = posixpath.normpath(path)
    return short if short == "/" else f"{short}/"


def told_of(shards: Sequence[Shard], site_url: str | None) -> list[dict[str, object]]:
    """Return what the frame is told of each: name, path, and whether it is this site itself, as far as that is known.

    It is where the path says so, or leads from `site_url`, where the site will be, to that very address.
    """
    return [
        {"name": one.name, "path": one.path, "is_here": one.path == HERE or _leads_to(one.path, site_url)}
        for one in shards
    ]


def others(shards: Sequence[Shard]) -> tuple[str, ...]:
    """Return the paths of those that are not this site by their own word."""
    return tuple(one.path for one in shards if one.path != HERE)


def _leads_to(path: str, site_url: str | None) -> bool:
    return site_url is not None and urljoin(site_url, path) == site_url
