r"""The one place where a seed's characters are changed before anything counts them.

What is changed, and why nothing else is:
- every kind of line break becomes `\n`, because a line is a paragraph from here on;
- byte order marks, soft hyphens and zero-width spaces go: nobody sees them and they cut words in two;
- control characters go, and in texts what reorders others (embeddings, overrides, isolates): they can make a page show
  other words than it holds. In titles, names and the like a visible mark stands for it, `[U+202E]`: there somebody means it;
- composed characters (NFC), so that one name is one string wherever it was typed;
- halves of characters (lone surrogates) become U+FFFD, because no file can hold them.
No-break and thin spaces stay: they are the typesetter's, and French and Swiss quotation marks need them.
Zero-width joiners stay: Persian, Hindi and emoji need them.
"""

from __future__ import annotations

import re

from generator.model.normal_form import normal_form

_BREAKS = re.compile(r"\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_INVISIBLE = re.compile(r"[\u00ad\u200b\u2060\ufeff]")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f]")
_REORDERING = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_GAPS = re.compile(r"[ \t\n]+")


def clean(text: str) -> str:
    """Return the text as every later span counts it, without white space at its end."""
    return clean_fields(_REORDERING.sub("", text))


def clean_fields(text: str) -> str:
    """Return a text that says what an article is, such as front matter; what reorders is left for `clean_line` to mark."""
    text = _BREAKS.sub("\n", text)
    text = _INVISIBLE.sub("", text)
    text = _CONTROLS.sub("", text)
    text = _SURROGATES.sub("\ufffd", text)
    return normal_form("NFC", text).rstrip()


def clean_line(text: str) -> str:
    """Return a title, name or other value as one line; no-break spaces stay here too."""
    marked = _REORDERING.sub(lambda found: f"[U+{ord(found[0]):04X}]", clean_fields(text))
    return _GAPS.sub(" ", marked).strip()


def is_reordered(text: str) -> bool:
    """Tell whether a text holds characters that reorder others."""
    return _REORDERING.search(text) is not None


def n_controls(text: str) -> int:
    """Return how many control characters `clean` takes out."""
    return len(_CONTROLS.findall(text)) + len(_REORDERING.findall(text))


def n_halves(text: str) -> int:
    """Return how many lone surrogates `clean` replaces."""
    return len(_SURROGATES.findall(text))
