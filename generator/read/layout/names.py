"""What looks like a name, a place or the name of a paper, by its letters alone."""

from __future__ import annotations

import re
from functools import cache

from generator.read.lexicon import words

_NAME_WORD = re.compile(r"[^\W\d_](?:[\w’'.-]*[\w.])?")
_SHORTEST_CAPITALS = 3


@cache
def listed(name: str, lexicon: str = "layout") -> frozenset[str]:
    """Return a word list as a set, lower case."""
    return frozenset(word.lower() for word in words(lexicon)[name])


@cache
def _no_names() -> frozenset[str]:
    months = {name for names in words("dates")["months"] for name in names if len(name) > _SHORTEST_CAPITALS}
    # "May", "June", "April", "August", "Mark" and the like are people too.
    return frozenset(
        {*months, *words("dates")["weekdays"]}
        - {"may", "june", "april", "august", "sun", "jan", "juni", "mai"}
    )


def is_name(text: str, *, least: int = 2, most: int = 6) -> bool:
    """Tell whether `text` could be a person's, agency's or paper's name: `least` to `most` words with capitals."""
    parts = text.split()
    if not least <= len(parts) <= most or parts[-1].lower() in listed("name_particles"):
        return False
    return any(part[0].isupper() for part in parts) and all(_fits_name(part) for part in parts)


def _fits_name(part: str) -> bool:
    if part.lower() in _no_names() or _NAME_WORD.fullmatch(part) is None:
        return False
    return (
        part[0].isupper() or part.lower() in listed("name_particles") or part[:2] in ("d’", "d'", "l’", "l'")
    )


def is_capitals(text: str) -> bool:
    """Tell whether the letters of `text` are all capitals, three or more of them."""
    letters = [c for c in text if c.isalpha()]
    return (
        len(letters) >= _SHORTEST_CAPITALS
        and all(not c.islower() for c in letters)
        and any(c.isupper() for c in letters)
    )


def is_agency(text: str) -> bool:
    """Tell whether `text` names a supplier of pictures or copy that is listed."""
    return " ".join(text.lower().split()).removeprefix("via ") in listed("agencies")


def is_region(text: str) -> bool:
    """Tell whether `text` behind a town is its region or country rather than another name."""
    parts = text.lower().split()
    return (
        len(parts) == 1
        or parts[0] in listed("region_openings", "places")
        or text.lower() in listed("regions", "places")
    )
