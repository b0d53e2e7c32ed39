"""Lines for the file of overrides, as an editor copies them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_FIRST_WORDS = (6, 10, 16, 30)
"""Words by which a passage is named, as few as tell it from the others of its article."""


def yaml_line(values: Mapping[str, str | tuple[str, ...]]) -> str:
    """Return an entry of the file of overrides on one line, in the place where it stands there."""
    parts = (
        f"{key}: [{', '.join(map(_yaml, value))}]" if isinstance(value, tuple) else f"{key}: {_yaml(value)}"
        for key, value in values.items()
    )
    return f"    - {{{', '.join(parts)}}}"


def _yaml(value: str) -> str:
    # JSON's strings are YAML's, but for characters that YAML forbids or that nobody would see.
    return "".join(c if c.isprintable() else _escaped(c) for c in json.dumps(value, ensure_ascii=False))


def _escaped(char: str) -> str:
    return f"\\u{ord(char):04x}" if ord(char) <= 0xFFFF else f"\\U{ord(char):08x}"  # noqa: PLR2004 - YAML's two widths


def telling_words(passage: str, others: Iterable[str]) -> str | None:
    """Return the first words of a passage, as many as no other one has; None where others have all of them."""
    elsewhere = [_one_line(other).casefold() for other in others]
    words = _one_line(passage).split(" ")
    tries = (" ".join(words[:n]) for n in (*_FIRST_WORDS, len(words)))
    return next((t for t in tries if not any(t.casefold() in other for other in elsewhere)), None)


def _one_line(text: str) -> str:
    return " ".join(text.split())
