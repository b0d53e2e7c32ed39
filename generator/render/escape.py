"""The trust boundary: the only way by which text becomes part of a page.

Whatever comes from a seed is a plain `str` until it passes `text` (or `prose`, or `front_matter`). What
comes out means nothing but itself to Python-Markdown, to HTML and to Jinja, in running text and between
the quotation marks of an attribute alike. `finalize` is what the Jinja environment calls for every `{{ }}`;
only code in this room makes `Markup`, and only of what it wrote itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TypeAlias
from unicodedata import bidirectional, category
from urllib.parse import urlsplit

from markupsafe import Markup

LinkedValue: TypeAlias = str | int | bool | Sequence["LinkedValue"] | Mapping[str, "LinkedValue"]
FrontMatter: TypeAlias = str | int | bool | Sequence["FrontMatter"] | Mapping[str, "FrontMatter"] | None

LINK_SCHEMES = frozenset({"http", "https", "mailto"})

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_CONTROL_PICTURES = 0x2400
_JOINERS = "\u200c\u200d"
_DIRECTIONS = "\u061c\u200e\u200f"

_LINE_BREAKS = re.compile(r"\r\n|[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")
# C1 controls (a numeric reference to one of them is read as Windows-1252), lone surrogates and the 66 noncharacters.
_UNPRINTABLE = re.compile(
    "[\x80-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(chr(plane << 16 | low) for plane in range(1, 17) for low in (0xFFFE, 0xFFFF))
    + "]",
)
# Embeddings, overrides and isolates: they reorder what stands after them, beyond the text's own end.
_REORDERING = re.compile("[\u202a-\u202e\u2066-\u2069]")
# The above, and what takes no room: marks, fillers, soft hyphens, zero-width spaces, tags.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800"
    "\u3164\ufeff\uffa0\ufff0-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e0fff]",
)
# The flags of England, Scotland and Wales are a black flag and unseen letters. Source: Unicode TR 51, table C.2.
_FLAGS = tuple(
    "\U0001f3f4" + "".join(chr(0xE0000 + ord(c)) for c in region) + "\U000e007f"
    for region in ("gbeng", "gbsct", "gbwls")
)
_UNSEEN_OR_FLAG = re.compile(f"{'|'.join(_FLAGS)}|{_UNSEEN.pattern}")
# Letters that look otherwise beside a joiner: Arabic and its like, scripts of India and their kin, Mongolian.
_SHAPED = re.compile(
    "[\u0600-\u077f\u07c0-\u0dff\u1000-\u109f\u1780-\u18af\u1a00-\u1cff\ua800-\uabff\ufb50-\ufdff\ufe70-\ufefc"
    "\U00010a00-\U00011fff]",
)
_PICTURE = re.compile("[\u2190-\u21ff\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\ufe0f\U0001f000-\U0001faff]")
# Everything that is neither letter, digit, comma, single inner space nor a full stop that cannot end a list number.
# Spaces other than U+0020 are here because Markdown strips them from the ends of lines.
_MEANINGFUL = re.compile(r"^ | $|(?<= ) |(?<![^\d])\.|[!-+\-/:-@\[-`{-~]|[^\S ]")


_REMEMBERED = 50_000
"""Texts that are kept as they come out: the same names and labels stand on page after page."""


class Safe(Markup):
    """Markup whose `+`, `%`, `format` and `join` put plain strings through `text`, not merely through HTML's rules."""

    __slots__ = ()

    @classmethod
    def escape(cls, s: object, /) -> Safe:
        """Return what `finalize` makes of `s`, as this class."""
        return cls(finalize(s))


@lru_cache(maxsize=_REMEMBERED)
def text(value: str) -> Safe:
    """Return `value` for one line of Markdown, HTML text or a quoted attribute.

    For names, titles and everything short: characters that cannot be seen or that reorder others are shown
    as `[U+202E]`; those stay that spell: joiners beside letters that they shape and within emoji, marks of direction
    beside letters that run from right to left. A line break becomes a space.
    """
    return _encoded(plain(value))


def prose(value: str) -> Safe:
    """Return `value` as `text` does, but with unseen characters kept that only space or break words.

    For passages and quotations, where a soft hyphen says nothing false. What reorders is shown as a mark.
    """
    return _encoded(_REORDERING.sub(_mark, printable(value)))


def printable(value: str) -> str:
    """Return `value` on one line, without characters that HTML cannot hold; still plain text.

    A line break or tab becomes a space, a control its picture (NUL becomes U+2400), a lone surrogate or
    noncharacter U+FFFD.
    """
    value = _LINE_BREAKS.sub(" ", value)
    value = _CONTROLS.sub(_picture, value)
    return _UNPRINTABLE.sub(_REPLACEMENT, value)


def finalize(value: object) -> Markup:
    """Return any value of a template as markup: None as nothing, markup as it is, all else through `text`."""
    if value is None:
        return Markup()
    if isinstance(value, Markup):
        return value
    return text(str(value))


def url(value: str | None) -> str | None:
    """Return `value` if it may be linked to: http and https with a host, or mailto; None otherwise.

    The result is still plain text and goes through `text` into its attribute.
    """
    if value is None or value != plain(value) or re.search(r"[\s\\<>\"`]", value):
        return None
    try:
        parts = urlsplit(value)
        host = parts.hostname
        _ = parts.port
    except ValueError:
        return None
    if parts.scheme not in LINK_SCHEMES:
        return None
    reached = parts.path if parts.scheme == "mailto" else host
    return value if reached else None


def front_matter(values: Mapping[str, FrontMatter]) -> str:
    """Return the block that opens a Markdown file, its two `---` lines included.

    Strings stand in double quotes and ASCII only, every other character written as an escape, so that YAML
    gives back exactly `printable` text with unseen characters marked. What is None is left out.
    Raises ValueError for a key that is not letters, digits, `_` and `-`.
    """
    lines = [f"{_key(key)}: {_yaml(value)}\n" for key, value in values.items() if value is not None]
    return "".join(["---\n", *lines, "---\n"])


def json_ld(values: Mapping[str, LinkedValue]) -> Safe:
    """Return a JSON object as it may stand between script tags, on one line.

    Strings are ASCII, and every sign in them that could end the script or mean anything to Markdown is an
    escape; JSON gives back `plain` text. Raises ValueError for a key that is not letters, `@`, `_` and `-`, TypeError for
    a value that is no text, whole number, truth value, sequence or object.
    """
    return Safe(_json(values))


def plain(value: str) -> str:
    """Return `value` as front matter carries it: printable, unseen characters as marks, not yet encoded."""
    return _UNSEEN_OR_FLAG.sub(_mark_unless_spelling, printable(value))


def _encoded(value: str) -> Safe:
    encoded = _MEANINGFUL.sub(lambda match: f"&#{ord(match[0])};", value)
    return Safe(encoded)


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    return chr(_CONTROL_PICTURES + (0x21 if code == 0x7F else code))  # noqa: PLR2004 - DEL's picture is out of line


def _mark(match: re.Match[str]) -> str:
    return f"[U+{ord(match[0]):04X}]"


def _mark_unless_spelling(match: re.Match[str]) -> str:
    found, whole = match[0], match.string
    if len(found) > 1:
        return found
    before, after = whole[: match.start()][-2:], whole[match.end() :][:2]
    if found in _DIRECTIONS and any(bidirectional(c) in {"R", "AL"} for c in before + after):
        return found
    if found in _JOINERS and before and _shapes(found, before[-1], after[:1]):
        return found
    return _mark(match)


def _shapes(joiner: str, before: str, after: str) -> bool:
    if _SHAPED.match(before):
        return category(before)[0] in "LM"
    return joiner == "\u200d" and bool(_PICTURE.match(before) and _PICTURE.match(after))


def _key(key: str) -> str:
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", key):
        message = f"{key!r} cannot be a key of front matter"
        raise ValueError(message)
    return key


def _json_key(key: str) -> str:
    if not re.fullmatch(r"@?[A-Za-z][A-Za-z0-9_-]*", key):
        message = f"{key!r} cannot be a key of JSON-LD"
        raise ValueError(message)
    return f'"{key}"'


def _json(value: LinkedValue) -> str:
    if isinstance(value, str):
        return '"' + re.sub(r"[^ A-Za-z0-9,.;:()/#-]", _json_escape, plain(value)) + '"'
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Mapping):
        return "{" + ",".join(f"{_json_key(key)}:{_json(part)}" for key, part in value.items()) + "}"
    return "[" + ",".join(_json(item) for item in value) + "]"


def _json_escape(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))


def _yaml(value: FrontMatter) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return _yaml_string(plain(value))
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(k)}: {_yaml(v)}" for k, v in value.items() if v is not None) + "}"
    return "[" + ", ".join(_yaml(item) for item in value) + "]"


def _yaml_string(value: str) -> str:
    return '"' + re.sub(r"[^ A-Za-z0-9,.;()_-]", _yaml_escape, value) + '"'


def _yaml_escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code <= 0xFF:  # noqa: PLR2004 - YAML's three widths of escape
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004 - as above
