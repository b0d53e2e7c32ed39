"""Normal forms of names, so that the same name is the same in every article."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_LEGAL = frozenset(
    {"inc", "ltd", "llc", "plc", "corp", "co", "gmbh", "ag", "sa", "nv", "bv", "spa", "oy", "ab", "asa"}
)
"""Legal suffixes that newspapers write or leave out."""

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_NOT_WORD = re.compile(r"[^\w&+#]+")


@cache
def words(name: str) -> tuple[str, ...]:
    """Return a name's words without case, accents, punctuation, a leading "the" or a legal suffix.

    Never empty: a name without letters is its own word.
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = plain.replace("'s ", " ").replace("’s ", " ").replace(".", "").replace("'", "").replace("’", "")
    found = [w for w in _NOT_WORD.split(plain) if w]
    if len(found) > 1 and found[0] == "the":
        del found[0]
    while len(found) > 1 and found[-1] in _LEGAL:
        del found[-1]
    return tuple(found) or (name,)


def surname(name: str) -> str:
    """Return the last word of a person's name, generational suffixes passed over."""
    parts = list(words(name))
    while len(parts) > 1 and parts[-1] in _SUFFIXES:
        del parts[-1]
    return parts[-1]


def is_acronym(name: str) -> bool:
    """Tell whether a name is two to six capitals, with or without full stops."""
    letters = name.replace(".", "")
    return 2 <= len(letters) <= 6 and letters.isupper() and letters.isalpha()  # noqa: PLR2004 - the range is the rule
