"""What is said about an article beside its text: checked, from the strongest source down."""

from __future__ import annotations

import datetime as dt
import difflib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.model import Publish
from generator.read import values
from generator.read.complaints import Complaints, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from generator.read.yaml_fields import Fields

ALIASES = {
    "id": "id",
    "title": "title",
    "date": "date",
    "authors": "authors",
    "author": "authors",
    "outlet": "outlet",
    "source": "outlet",
    "publisher": "outlet",
    "site": "outlet",
    "url": "url",
    "canonical": "url",
    "language": "language",
    "lang": "language",
    "tags": "tags",
    "licence": "licence",
    "license": "licence",
    "publish": "publish",
}
"""Every key that is understood → the field it fills."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """The fields of an article that are not its text; None and () where nothing usable was given."""

    id: str | None = None
    title: str | None = None
    date: dt.date | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    url: str | None = None
    language: str | None = None
    tags: tuple[str, ...] = ()
    licence: str | None = None
    publish: Publish | None = None


_READERS: dict[str, Callable[[object], object]] = {
    "id": values.identifier,
    "title": values.line_of_text,
    "date": values.calendar_day,
    "authors": values.names,
    "outlet": values.line_of_text,
    "url": values.web_address,
    "language": values.language_code,
    "tags": values.labels,
    "licence": values.line_of_text,
    "publish": values.publication,
}


def read_metadata(sources: Sequence[Fields], complaints: Complaints) -> Metadata:
    """Return the metadata of `sources`, the strongest first; each field from the first that gives it.

    What is unusable is left out with a problem and the rest is taken; only `publish` is never left out:
    a value that cannot be understood, and a key that looks like it, mean "none".
    """
    taken: dict[str, object] = {}
    pending: dict[str, Complaints] = {}
    for fields in sources:
        for key, value in _by_rank(fields):
            name = ALIASES.get(key)
            if name is None:
                if _meant(key) == "publish":
                    taken.setdefault("publish", "none")
                continue
            told = (
                pending.setdefault(name, Complaints(place=fields.place)) if fields.by_others else complaints
            )
            read = _read(name, key, value, fields, told)
            if read is not None:
                taken.setdefault(name, read)
    for name, told in pending.items():
        if name not in taken:
            complaints.found += [replace(problem, severity="warning") for problem in told.found[:1]]
    return Metadata(**taken)  # type: ignore[arg-type] # each reader returns its field's type


def _by_rank(fields: Fields) -> Iterator[tuple[str, object]]:
    """Yield keys and values, a field's own name before its aliases."""
    order = list(ALIASES)
    known = sorted((key for key in fields.values if key in ALIASES), key=order.index)
    unknown = [key for key in fields.values if key not in ALIASES]
    return ((key, fields.values[key]) for key in (*known, *unknown))


def _read(name: str, key: str, value: object, fields: Fields, complaints: Complaints) -> object:
    place, line = fields.place, fields.lines.get(key)
    if value is None and fields.from_json:
        return None
    if value is None and name != "publish":
        remedy = "Write a value behind the colon, or take the line out"
        complaints.warning(f"`{key}` has no value", remedy, place=place, line=line)
        return None
    try:
        return _READERS[name](value)
    except values.UnusableError as error:
        left_out = "nothing of the text will be published" if name == "publish" else "it was left out"
        complaints.error(f"`{key}` {error}; {left_out}", error.remedy, place=place, line=line)
        return "none" if name == "publish" else None


def complain_of_unknown(fields: Fields, complaints: Complaints, *, own: Iterable[str] = ()) -> None:
    """Name every key that means nothing here, with the nearest one that does; `own`: more known keys."""
    for key in fields.values:
        if key in ALIASES or key in own:
            continue
        meant = _meant(key)
        remedy = f"Did you mean `{meant}`" if meant else "Known keys are " + ", ".join(_names())
        complaints.error(
            f"`{shown(key)}` is not a known key; it was ignored",
            remedy,
            place=fields.place,
            line=fields.lines.get(key),
        )


def unknown_keys(fields: Fields, *, own: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the keys that mean nothing here, in the order given."""
    return tuple(key for key in fields.values if key not in ALIASES and key not in own)


def looks_mistaken(key: str) -> bool:
    """Tell whether an unknown key is a known one with a slip in it."""
    return _meant(key) is not None


def _meant(key: str) -> str | None:
    near = difflib.get_close_matches(key.strip().lower(), ALIASES, n=1, cutoff=0.75)
    return near[0] if near else None


def _names() -> tuple[str, ...]:
    return tuple(dict.fromkeys(ALIASES.values()))
