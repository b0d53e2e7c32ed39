"""Normal forms of names, so that the same name is the same in every article."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from generator.model.normal_form import normal_form

if TYPE_CHECKING:
    from collections.abc import Sequence

_LEGAL = frozenset(
    [
        "inc",
        "incorporated",
        "ltd",
        "limited",
        "llc",
        "plc",
        "corp",
        "corporation",
        "co",
        "company",
        "gmbh",
        "ag",
        "sa",
        "nv",
        "bv",
        "spa",
        "oy",
        "ab",
        "asa",
        "se",
        "kk",
        "pty",
        "holding",
        "holdings",
    ]
)
"""Legal suffixes that newspapers write or leave out."""

_TAILS = frozenset(
    {"group", "service", "services", "international", "industries", "worldwide", "bank", "union"}
)
"""Words at the end of organizations' names that newspapers leave out."""
_SMALL = frozenset({"of", "and", "for", "the", "in", "&"})
_IN_MARKS = re.compile(r" [\"'“”‘’(][^\"'“”‘’)]+[\"'“”‘’)](?= )")
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_NOT_WORD = re.compile(r"[^\w&+#]+")


@cache
def words(name: str) -> tuple[str, ...]:
    """Return a name's words without case, accents, punctuation, a leading "the" or a legal suffix.

    Never empty: a name without letters is its own word.
    """
    plain = normal_form("NFKD", name.casefold())
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


def is_longer(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether one organization's name, of two words or more, is the other's with a word that says little after it."""
    short, long = sorted((one, other), key=len)
    return len(short) > 1 and tuple(long[:-1]) == tuple(short) and long[-1] in _TAILS


def is_plural(one: str, other: str) -> bool:
    """Tell whether two names differ only in a plural at the end: newspapers waver between "Textile" and "Textiles"."""
    return " " in one and one != other and one.removesuffix("s") == other.removesuffix("s")


def initials(name: str) -> str:
    """Return the first letters of a name's words without small words ("international business machines" → "ibm")."""
    return "".join(w[0] for w in words(name) if w not in _SMALL)


def full_name(name: str) -> tuple[str, ...]:
    """Return a person's words without generation and without what stands in marks or brackets ("Peg")."""
    parts = list(words(_IN_MARKS.sub(" ", name)))
    while len(parts) > 1 and parts[-1] in _SUFFIXES:
        del parts[-1]
    return tuple(parts)


def generation(name: str) -> str | None:
    """Return "jr", "sr" or a numeral at the end of a person's name, None where there is none."""
    last = words(name)[-1]
    return last if last in _SUFFIXES else None


def may_be_one(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether two persons' full names agree: family names equal, one's others found in the other's or initials."""
    short, long = sorted((one, other), key=len)
    if len(short) < 2 or short[-1] != long[-1]:  # noqa: PLR2004 - one word is no full name
        return False
    rest = iter(long[:-1])
    return all(any(_agree(part, given) for given in rest) for part in short[:-1])


def _agree(one: str, other: str) -> bool:
    return one == other or (1 in (len(one), len(other)) and one[0] == other[0])
