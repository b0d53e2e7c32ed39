"""How two forms of a name compare: persons by their parts, organizations by their core, acronyms by their letters."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from generator.analyse.actors.lexicon import lexicon
from generator.model.normal_form import normal_form

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.analyse.actors.lines import Name

_GENERATION = frozenset({"Jr", "Sr", "II", "III", "IV"})
_WITHOUT_STROKE = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ß": "ss", "ð": "d"}
)
"""Letters that no decomposition makes plain."""
_SMALL = frozenset({"of", "the", "and", "for", "in", "on", "de", "&", "at", "to"})
_IN_BRACKETS = re.compile(r" ?\( ?(?:the )?\"?([A-Z][A-Za-z&.-]{1,9})\"? ?\)")
_SHORTEST_INITIALS = 3
"""Letters from which an acronym is taken for a name's initials without being defined."""


def person_parts(form: str) -> tuple[str, ...]:
    """Return the words of a person's name without "Jr" and the like: lower case, dots and accents dropped."""
    parts = [p.rstrip(".,") for p in form.split()]
    kept = [p for p in parts if p not in _GENERATION] or parts
    return tuple(plain(p) for p in kept)


def plain(word: str) -> str:
    """Return a word in lower case without accents: newspapers write "Erdoğan" and "Erdogan"."""
    lower = word.lower()
    if lower.isascii():
        return lower
    parts = normal_form("NFKD", lower)
    return "".join(c for c in parts if not unicodedata.combining(c)).translate(_WITHOUT_STROKE) or lower


def generation_of(form: str) -> str | None:
    """Return "jr", "sr" or a numeral that ends a person's name, None where none does."""
    last = form.rsplit(maxsplit=1)[-1].rstrip(".,")
    return last.lower() if last in _GENERATION and " " in form else None


def family_name(parts: Sequence[str]) -> tuple[str, ...]:
    """Return the words of the family name, its particles with it ("van gaal")."""
    start = len(parts) - 1
    while start > 1 and parts[start - 1].lower() in lexicon().particles:
        start -= 1
    return tuple(parts[start:])


def same_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether two full names may be one person's: family names equal, the others agree or are initials."""
    if one[-1] != other[-1]:
        return False
    if not _agree(one[0], other[0]):
        return False
    middle_one, middle_other = one[1:-1], other[1:-1]
    shorter, longer = sorted((middle_one, middle_other), key=len)
    return all(any(_agree(a, b) for b in longer) for a in shorter)


def is_family_name_of(form: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Tell whether a form is the family name of a full name, with or without its particles."""
    if len(form) >= len(full):
        return False
    family = family_name(full)
    return form in {family, family[-1:]} or (len(form) > 1 and full[-len(form) :] == form)


def is_nickname_of(form: str, full: tuple[str, ...]) -> bool:
    """Tell whether a form is an initial, a hyphen and the beginning of a family name ("E-Sam" for Eve Sample)."""
    initial, hyphen, family = form.partition("-")
    is_shaped = hyphen == "-" and len(initial) == 1 and len(family) > 1 and family[0].isupper()
    return is_shaped and len(full) > 1 and full[0][0] == plain(initial) and full[-1].startswith(plain(family))


def _agree(one: str, other: str) -> bool:
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    return long.startswith(short) and (len(short) == 1 or long[len(short)] == "-")


def core_of(form: str) -> tuple[str, ...]:
    """Return an organization's words without article, leading nationality and legal suffix, lower case."""
    words = lexicon()
    parts = form.removeprefix("The ").replace(",", "").split()
    while len(parts) > 1 and parts[-1] in words.legal_suffixes:
        parts.pop()
    nation = words.known.get(parts[0])
    if len(parts) > 2 and nation is not None and nation.kind == "country":  # noqa: PLR2004 - what is left must say more than "University"
        parts = parts[1:]
    return tuple(p.lower() for p in parts)


def nation_of(form: str) -> str | None:
    """Return the country that a form begins with, None where it begins with none."""
    first = form.removeprefix("The ").split()[0]
    known = lexicon().known.get(first)
    return known.name if known is not None and known.kind == "country" else None


def acronym_after(text: str, end: int) -> str | None:
    """Return what stands in brackets right after a place in a text, where it looks like an acronym."""
    match = _IN_BRACKETS.match(text, end)
    return None if match is None else match.group(1)


def defined_acronym(name: Name) -> str | None:
    """Return the acronym in brackets right after a name, where its letters come from the name."""
    acronym = acronym_after(name.line.text, name.end)
    if acronym is None or " " not in name.text:
        return None
    letters = [c.lower() for c in acronym if c.isalpha()]
    if letters[-1] == "s" and acronym[-1] == "s":
        letters.pop()
    return acronym if _is_subsequence(letters, initials(name.text, small=True)) else None


def initials(form: str, *, small: bool) -> str:
    """Return the first letters of a form's words, lower case, with or without those of "of" and "the"."""
    parts = re.split(r"[\s-]+", form)
    return "".join(p[0].lower() for p in parts if p and p[0].isalnum() and (small or p.lower() not in _SMALL))


def is_acronym_of(form: str, full: str) -> bool:
    """Tell whether a form in capitals is made of a longer form's initials."""
    letters = form.replace(".", "").replace("&", "")
    if len(letters) < _SHORTEST_INITIALS or " " in form or not letters[:2].isupper():
        return False
    return letters.lower() in {
        initials(full, small=False),
        initials(full, small=True),
        initials(" ".join(core_of(full)), small=False),
    }


def _is_subsequence(letters: Sequence[str], of: str) -> bool:
    rest = iter(of)
    return all(letter in rest for letter in letters)
