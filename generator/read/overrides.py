"""`overrides.yml` → Overrides: what editors correct, each entry by itself, so that one mistake costs one line."""

from __future__ import annotations

import difflib
import os
import re
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from generator.model import (
    ActOf,
    ActorFacts,
    ActorKind,
    ActorOverrides,
    ConditionOverrides,
    DroppedCondition,
    DroppedPosition,
    DroppedQuote,
    FactsOf,
    HolderOf,
    KindOf,
    Merge,
    Named,
    Overrides,
    PositionAct,
    PositionOverrides,
    QuoteOverrides,
    Rename,
    SpeakerOf,
    Split,
    TopicOverrides,
)
from generator.read.complaints import Complaints, RefusedError, shown
from generator.read.overrides_yaml import ListNode, MapNode, Node, TextNode, parse
from generator.read.values import UnusableError, line_of_text, web_address

if TYPE_CHECKING:
    from generator.model import Problem

_MOST_BYTES = 1_000_000
"""Largest file that is read: about ten thousand corrections, 4 s of YAML."""

_MOST_NAMES = 200
"""Names or articles in one entry."""

_MOST_PROBLEMS = 200
"""Problems that are told of one file."""

_WIKIDATA = re.compile(r"Q[1-9][0-9]{0,11}")

_Field = tuple[str, bool]
"""What a field holds (`text`, `texts`, `kind`, `act`, `url`, `wikidata`), and whether an entry needs it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Form:
    """What the entries below one key look like, and what is made of one."""

    fields: Mapping[str, _Field]
    """() for entries that are a text by themselves."""
    example: str
    make: Callable[[int, dict[str, Any]], Any]


def _merge(line: int, given: dict[str, Any]) -> Merge:
    return Merge(line=line, into=given["into"], names=given["from"])


def _rename(line: int, given: dict[str, Any]) -> Rename:
    return Rename(line=line, name=given["from"], to=given["to"])


def _facts(line: int, given: dict[str, Any]) -> FactsOf:
    name = given.pop("name")
    if not given:
        what = "says nothing of it"
        raise UnusableError(what, "Add wikidata, url or description")
    return FactsOf(line=line, name=name, facts=ActorFacts(**given))


_MERGE = _Form(
    fields={"into": ("text", True), "from": ("texts", True)},
    example='{into: "Emmanuel Macron", from: ["President Macron"]}',
    make=_merge,
)
_RENAME = _Form(
    fields={"from": ("text", True), "to": ("text", True)},
    example='{from: "Britain", to: "United Kingdom"}',
    make=_rename,
)
_NAME = _Form(fields={}, example='"Pool"', make=lambda line, given: Named(line=line, **given))

_FORMS: dict[str, dict[str, _Form]] = {
    "actors": {
        "merge": _MERGE,
        "split": _Form(
            fields={"name": ("text", True), "articles": ("texts", True), "into": ("text", True)},
            example='{name: "Smith", articles: ["a1"], into: "Jane Smith"}',
            make=lambda line, given: Split(line=line, **given),
        ),
        "rename": _RENAME,
        "kind": _Form(
            fields={"name": ("text", True), "kind": ("kind", True)},
            example='{name: "SWIFT", kind: organization}',
            make=lambda line, given: KindOf(line=line, **given),
        ),
        "drop": _NAME,
        "facts": _Form(
            fields={
                "name": ("text", True),
                "wikidata": ("wikidata", False),
                "description": ("text", False),
                "url": ("url", False),
            },
            example='{name: "Emmanuel Macron", wikidata: Q3052772}',
            make=_facts,
        ),
    },
    "quotes": {
        "speaker": _Form(
            fields={"article": ("text", True), "text": ("text", True), "speaker": ("text", True)},
            example='{article: "a1", text: "not the time", speaker: "Emmanuel Macron"}',
            make=lambda line, given: SpeakerOf(line=line, **given),
        ),
        "drop": _Form(
            fields={"article": ("text", True), "text": ("text", True)},
            example='{article: "a1", text: "peace through strength."}',
            make=lambda line, given: DroppedQuote(line=line, **given),
        ),
    },
    "positions": {
        "drop": _Form(
            fields={"article": ("text", True), "text": ("text", True)},
            example='{article: "a1", text: "planned to meet"}',
            make=lambda line, given: DroppedPosition(line=line, **given),
        ),
        "act": _Form(
            fields={"article": ("text", True), "text": ("text", True), "act": ("act", True)},
            example='{article: "a1", text: "ruled out sending soldiers", act: refuses}',
            make=lambda line, given: ActOf(line=line, **given),
        ),
        "holder": _Form(
            fields={"article": ("text", True), "text": ("text", True), "holder": ("text", True)},
            example='{article: "a1", text: "opposed the treaty", holder: "Giorgia Meloni"}',
            make=lambda line, given: HolderOf(line=line, **given),
        ),
    },
    "conditions": {
        "drop": _Form(
            fields={"article": ("text", True), "text": ("text", True)},
            example='{article: "a1", text: "if all goes well"}',
            make=lambda line, given: DroppedCondition(line=line, **given),
        ),
    },
    "topics": {"merge": _MERGE, "rename": _RENAME, "drop": _NAME, "pin": _NAME},
}
"""What can be corrected: section → key → form of its entries."""


def read_overrides(
    project: Path, path: str, *, is_required: bool = False
) -> tuple[Overrides, tuple[Problem, ...]]:
    """Return what the file at `path`, relative to `project`, corrects, and what is wrong with it; raises nothing.

    Without the file nothing is corrected; that is a problem where it `is_required`. What cannot be used is
    left out, each with its line; the rest applies.
    """
    place = Path(os.path.relpath(project / path, project)).as_posix()
    complaints = Complaints(place=shown(place, 200))
    try:
        text = _text(project / path, complaints, is_required=is_required)
        root = None if text is None else parse(text, complaints)
    except RefusedError:
        root = None
    found = _Reader(complaints).sections(root) if root is not None else {}
    return (
        Overrides(
            place=complaints.place,
            actors=ActorOverrides(**found.get("actors", {})),
            quotes=QuoteOverrides(**found.get("quotes", {})),
            positions=PositionOverrides(**found.get("positions", {})),
            conditions=ConditionOverrides(**found.get("conditions", {})),
            topics=TopicOverrides(**found.get("topics", {})),
        ),
        _first(complaints),
    )


def _first(complaints: Complaints) -> tuple[Problem, ...]:
    """Return the problems, and of very many the first and how many more there are."""
    more = len(complaints.found) - _MOST_PROBLEMS
    if more > 0:
        del complaints.found[_MOST_PROBLEMS:]
        complaints.error(f"has {more} more problems", "Mend the first ones, then run: broadsheet check")
    return tuple(complaints.found)


def leads_away(path: Path) -> bool:
    """Tell whether a file is a link to one in another folder: a contributor may lay one there, and reports are public."""
    return path.is_symlink() and Path(os.path.realpath(path)).parent != Path(os.path.realpath(path.parent))


def _text(path: Path, complaints: Complaints, *, is_required: bool) -> str | None:
    """Return the file's text; None where there is none."""
    if not os.path.lexists(path):
        if is_required:
            complaints.error(
                "there is no such file", "Create it, or take the setting `overrides` out of mkdocs.yml"
            )
        return None
    if leads_away(path):
        what = "the link leads out of its folder; nothing in it applies"
        raise complaints.refuse(
            what, "Put the file itself there, or name its place in the setting `overrides`"
        )
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise complaints.refuse("is not an ordinary file", "Put a text file there")
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise complaints.refuse(
            f"the file cannot be read ({error.strerror})", "Allow reading it, or mend the link"
        ) from None
    if len(data) > _MOST_BYTES:
        raise complaints.refuse(
            f"the file is larger than {_MOST_BYTES:,} bytes", "Keep only corrections in it"
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise complaints.refuse("the file is not UTF-8", "Save it as UTF-8", line=line) from None


class _Reader:
    """Walks the tree of the file; every complaint leaves out as little as possible."""

    def __init__(self, complaints: Complaints) -> None:
        self._complaints = complaints

    def sections(self, root: Node) -> dict[str, dict[str, tuple[Any, ...]]]:
        """Return, by section and key, the entries that can be used."""
        found: dict[str, dict[str, tuple[Any, ...]]] = {}
        for section, node in self._known(
            root, _FORMS, "The file", "actors:, quotes:, positions:, conditions: or topics:"
        ).items():
            keys = self._known(node, _FORMS[section], f"`{section}`", "its keys, indented")
            found[section] = {
                key: self._entries(entries, f"{section}: {key}", _FORMS[section][key])
                for key, entries in keys.items()
            }
        return found

    def _known(self, node: Node, known: Mapping[str, object], named: str, remedy: str) -> dict[str, Node]:
        """Return the known keys of a mapping, each once; what is empty holds none."""
        if isinstance(node, TextNode) and node.text is None:
            return {}
        if not isinstance(node, MapNode):
            self._complaints.error(f"{named} holds no keys", f"Write {remedy} below it", line=node.line)
            return {}
        found: dict[str, Node] = {}
        for key, line, value in node.pairs:
            if key in found:
                self._complaints.error(
                    f"`{shown(key)}` stands here again and is left out",
                    "Put all of it below the first one",
                    line=line,
                )
            elif key in known:
                found[key] = value
            else:
                self._complaints.error(
                    f"{named} has no key `{shown(key)}`; it is left out", _nearest(key, known), line=line
                )
        return found

    def _entries(self, node: Node, named: str, form: _Form) -> tuple[Any, ...]:
        if isinstance(node, TextNode) and node.text is None:
            return ()
        if not isinstance(node, ListNode):
            self._complaints.error(
                f"`{named}` is not a list",
                f"Write a line below it for each: - {form.example}",
                line=node.line,
            )
            return ()
        return tuple(entry for item in node.items if (entry := self._entry(item, named, form)) is not None)

    def _entry(self, node: Node, named: str, form: _Form) -> Any:  # noqa: ANN401 - whatever the form makes
        try:
            if not form.fields:
                return form.make(node.line, {"name": _value("text", node)})
            given = self._fields(node, named, form)
            return None if given is None else form.make(node.line, given)
        except UnusableError as error:
            self._complaints.error(f"`{named}` {error}; it is left out", error.remedy, line=node.line)
            return None

    def _fields(self, node: Node, named: str, form: _Form) -> dict[str, Any] | None:
        """Return an entry's fields; None, with a problem noted, where one that it needs cannot be used."""
        if not isinstance(node, MapNode):
            self._complaints.error(
                f"an entry of `{named}` is no group of keys; it is left out",
                f"Write it like this: {form.example}",
                line=node.line,
            )
            return None
        pairs = self._known(node, form.fields, f"`{named}`", f"it like this: {form.example}")
        missing = [key for key, (_, needed) in form.fields.items() if needed and key not in pairs]
        if missing:
            self._complaints.error(
                f"an entry of `{named}` has no `{missing[0]}`; it is left out",
                f"Write it like this: {form.example}",
                line=node.line,
            )
            return None
        given: dict[str, Any] = {}
        for key, value in pairs.items():
            kind, needed = form.fields[key]
            try:
                given[key] = _value(kind, value)
            except UnusableError as error:
                what = f"`{key}` of `{named}` {error}; it is left out"
                self._complaints.error(what, error.remedy, line=value.line)
                if needed:
                    return None
        return given


def _value(kind: str, node: Node) -> Any:  # noqa: ANN401 - what the field holds
    if kind == "texts":
        items = node.items if isinstance(node, ListNode) else (node,)
        if len(items) > _MOST_NAMES:
            what = f"has more than {_MOST_NAMES} entries"
            raise UnusableError(what, "Write a second entry for the rest")
        if not items:
            what = "is an empty list"
            raise UnusableError(what, "Write at least one, in quotation marks")
        return tuple(dict.fromkeys(_value("text", item) for item in items))
    if not isinstance(node, TextNode) or node.text is None:
        what = "is empty" if isinstance(node, TextNode) else "is not a text"
        raise UnusableError(what, "Write one text, in quotation marks")
    text = line_of_text(node.text)
    if kind == "kind" and text not in get_args(ActorKind):
        what = f"is “{shown(text)}”"
        raise UnusableError(what, f"Write one of {', '.join(get_args(ActorKind))}")
    if kind == "act" and text not in get_args(PositionAct):
        what = f"is “{shown(text)}”"
        raise UnusableError(what, _nearest(text, dict.fromkeys(get_args(PositionAct))))
    if kind == "wikidata" and not _WIKIDATA.fullmatch(text):
        what = f"(“{shown(text)}”) is not an id of Wikidata"
        raise UnusableError(what, "Write Q and the number, as in Q42")
    return web_address(text) if kind == "url" else text


def _nearest(key: str, known: Mapping[str, object]) -> str:
    near = difflib.get_close_matches(key, known, n=1)
    return f"Did you mean `{near[0]}`" if near else f"Write one of {', '.join(known)}"
