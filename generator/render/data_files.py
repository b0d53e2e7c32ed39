"""Published data as bytes: JSON, CSV, GEXF, Atom; the same values give the same bytes on every day and machine."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
import string
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from math import isfinite
from typing import TYPE_CHECKING

import msgspec

from generator.model import Feed, Graph, JsonObject, Lines, Records
from generator.render.data_xml import atom, gexf

if TYPE_CHECKING:
    from generator.model import DataFile, Field, Value

PARTED = "; "
"""Between the texts of a list in one cell."""

_SURROGATE = re.compile("[\ud800-\udfff]")
_FORMULA = re.compile(r"[\s\0\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
"""What a spreadsheet would take for the beginning of a formula, spaces before it or not.

Source: OWASP, CSV injection; and what LibreOffice and Excel do with white space before the sign.
"""

_HARMLESS = frozenset({"", *string.ascii_letters, *string.digits, "“", "‘", '"'})
"""Beginnings of which that is known at once."""


def data_bytes(file: DataFile) -> bytes:
    """Return a data file's bytes. Raises ValueError for content that has no form with the path's suffix."""
    content = file.content
    suffix = file.path.rpartition(".")[2]
    if isinstance(content, Records) and suffix == "csv":
        return csv_table(content)
    if isinstance(content, Records) and suffix == "json":
        return json_records(content)
    if isinstance(content, JsonObject) and suffix == "json":
        return f"{_json(content.values, indent=None if content.is_compact else 1)}\n".encode()
    if isinstance(content, Graph) and suffix == "gexf":
        return gexf(content)
    if isinstance(content, Feed) and suffix == "xml":
        return atom(content)
    if isinstance(content, Lines) and suffix == "txt":
        return "".join(f"{line}\n" for line in content.lines).encode()
    message = f"{file.path}: {type(content).__name__} has no form with that suffix"
    raise ValueError(message)


def json_records(records: Records) -> bytes:
    """Return records as a JSON array of objects, one to a line, keys in order of the alphabet."""
    names = [f.name for f in records.fields]
    whole = b",\n".join(_line(dict(zip(names, row, strict=True))) for row in records.rows)
    return b"[\n%s\n]\n" % whole if whole else b"[]\n"


def _line(values: dict[str, Value]) -> bytes:
    """Return what `_json` gives, but for how exponents are written, in a fifth of its time.

    Half characters and what is no number are left to `_json`.
    """
    if not any(isinstance(v, float) and not isfinite(v) for v in values.values()):
        with suppress(UnicodeEncodeError):
            return _LINES.encode(values)
    return _json(values).encode()


def csv_table(records: Records) -> bytes:
    """Return the flat fields of records as CSV with a line of names, in UTF-8, lines ended as RFC 4180 has it."""
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\r\n")
    kept = [n for n, f in enumerate(records.fields) if f.is_flat]
    writer.writerow([cell(records.fields[n].name) for n in kept])
    flat = [(n, records.fields[n]) for n in kept]
    writer.writerows([cell(_flat(row[n], field)) for n, field in flat] for row in records.rows)
    whole = made.getvalue()
    try:
        return whole.encode()
    except UnicodeEncodeError:
        return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", whole).encode()


def cell(value: str | float | None) -> str | int | float:
    """Return a value as a cell of a CSV file: a text that a spreadsheet would take for a formula gets an apostrophe.

    That holds for texts that begin with `=`, `+`, `-` or `@` (or their full-width forms), white space before it or
    not, and for those that begin with a tab or a line's end. Numbers are numbers, minus and all. None is the empty cell.
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if value[:1] not in _HARMLESS and _FORMULA.match(value) else value
    return value


def _flat(value: Value, field: Field) -> str | int | float | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, tuple):
        return PARTED.join(str(_flat(part, field)) for part in value)
    if isinstance(value, Mapping):
        message = f"{field.name} holds an object, which no cell can"
        raise TypeError(message)
    return value


def _json(value: Value, indent: int | None = None) -> str:
    # Half a character has no UTF-8, but an escape of its own.
    return _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", _encoder(indent).encode(value))


@cache
def _encoder(indent: int | None) -> json.JSONEncoder:
    return json.JSONEncoder(
        ensure_ascii=False,
        sort_keys=True,
        allow_nan=False,
        indent=indent,
        default=_plain,
        separators=(",", ":") if indent is None else None,
    )


def _plain(value: object) -> object:
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    message = f"{type(value).__name__} is no value of published data"
    raise TypeError(message)


_LINES = msgspec.json.Encoder(order="sorted", enc_hook=_plain)
