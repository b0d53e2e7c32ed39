"""One value of metadata at a time: as given → as the model holds it, or why it cannot be used."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, get_args
from urllib.parse import urlsplit

from generator.model import Publish
from generator.read import dates, languages
from generator.read.clean import clean_line, is_reordered
from generator.read.complaints import shown

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

_MOST_CHARACTERS = 1000
"""Longest line of metadata: longer ones are texts that ended up in the wrong key."""
_MOST_ITEMS = 100

_AND = re.compile(r"\s*(?:[;&]|,?\s+(?:and|et|und)\s)\s*")
_BY = re.compile(r"^(?:by|par|von|por)[:\s]\s*", re.IGNORECASE)
_SUFFIX = re.compile(r"^(?:Jr|Sr|II|III|IV|MD|PhD|MP|QC|KC)\.?$")
_UNSAFE_IN_ADDRESS = re.compile(r"[\s\x00-\x20\x7f-\x9f<>\"`\\\ufffd]")


class UnusableError(ValueError):
    """A value that cannot be used: what it is instead, and what to write."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what, remedy)
        self.remedy = remedy

    def __str__(self) -> str:
        return str(self.args[0])


def line_of_text(value: object) -> str:
    """Return a text as one line; numbers are texts too ("1984")."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        what = f"is {_kind(value)}, not a text"
        raise UnusableError(what, "Write one line of text")
    text = clean_line(str(value))
    if not text:
        what = "is empty"
        raise UnusableError(what, "Write a value, or take the key out")
    if len(text) > _MOST_CHARACTERS:
        what = f"is longer than {_MOST_CHARACTERS:,} characters"
        raise UnusableError(what, "Shorten it")
    return text


def identifier(value: object) -> str:
    """Return an id as one line; whole numbers are ids too."""
    if isinstance(value, float):
        what = "is a number with a fraction"
        raise UnusableError(what, "Write the id in quotation marks")
    return line_of_text(value)


def calendar_day(value: object) -> date:
    """Return the day that a date names."""
    remedy = "Write it as YEAR-MONTH-DAY, for example 2025-03-28"
    if not isinstance(value, str):
        what = f"is {_kind(value)}, not a date"
        raise UnusableError(what, remedy)
    try:
        return dates.day(value)
    except ValueError as error:
        what = f"(“{shown(value, 40)}”) {error}"
        raise UnusableError(what, remedy) from None


def web_address(value: object) -> str:
    """Return an http or https address with a host and nothing that could be more than an address, these words in small letters."""
    text = line_of_text(value)
    remedy = "Write the whole address, beginning with https://"
    try:
        parts = urlsplit(text)
        sound = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.username is None
        _ = parts.port
    except ValueError:
        sound = False
    if not sound or _UNSAFE_IN_ADDRESS.search(text) or is_reordered(str(value)):
        what = f"(“{shown(text)}”) is not an http or https address"
        raise UnusableError(what, remedy)
    return parts.scheme + text[len(parts.scheme) :]


def language_code(value: object) -> str:
    """Return the ISO 639-1 code of a language."""
    text = line_of_text(value)
    code = languages.code(text)
    if code is None:
        what = f"(“{shown(text, 40)}”) is no language with an ISO 639-1 code"
        raise UnusableError(what, "Write two letters, for example en or fr")
    return code


def publication(value: object) -> Publish:
    """Return how much may be published."""
    allowed: tuple[Publish, ...] = get_args(Publish)
    text = value.strip().lower() if isinstance(value, str) else None
    for word in allowed:
        if text == word:
            return word
    given = f"is “{shown(value, 40)}”" if isinstance(value, str) else f"is {_kind(value)}"
    raise UnusableError(given, "Write full, excerpt or none")


def labels(value: object) -> tuple[str, ...]:
    """Return tags of a list or of a line parted by commas, each once, in the order given."""
    return _each(value, lambda text: [part.strip() for part in text.split(",")])


def names(value: object) -> tuple[str, ...]:
    """Return the names in a list or in a line such as "By A, B and C", each once, in the order given."""
    return _each(value, split_names)


def split_names(line: str) -> list[str]:
    """Return the names in "By A, B and C"; "Doe, Jane" is one, and so is "Tom Hale, Jr."."""
    parts = [p for p in re.split(_AND, _BY.sub("", line.strip())) if p]
    if len(parts) == 1 and _is_surname_first(parts[0]):
        surname, _, first = parts[0].partition(",")
        return [f"{first.strip()} {surname.strip()}"]
    found: list[str] = []
    for piece in (q.strip() for p in parts for q in p.split(",")):
        if found and _SUFFIX.match(piece):
            found[-1] += f", {piece}"
        elif piece:
            found.append(piece)
    return found


def _is_surname_first(name: str) -> bool:
    before, comma, after = name.partition(",")
    return (
        bool(comma)
        and len(before.split()) == 1
        and len(after.split()) == 1
        and not _SUFFIX.match(after.strip())
    )


def _each(value: object, split: Callable[[str], list[str]]) -> tuple[str, ...]:
    if isinstance(value, list):
        items = [line_of_text(_named(item)) for item in value if item is not None]
    else:
        items = [clean_line(item) for item in split(line_of_text(_named(value)))]
    if len(items) > _MOST_ITEMS:
        what = f"has more than {_MOST_ITEMS} entries"
        raise UnusableError(what, "Keep those that matter")
    return tuple(dict.fromkeys(item for item in items if item))


def _named(item: object) -> object:
    """Return the name of a JSON object that has one, as schema.org writes authors."""
    return item["name"] if isinstance(item, dict) and isinstance(item.get("name"), str) else item


def _kind(value: object) -> str:
    names_of = {bool: "true or false", int: "a number", float: "a number", str: "a text", list: "a list"}
    return "empty" if value is None else names_of.get(type(value), "a group of values")
