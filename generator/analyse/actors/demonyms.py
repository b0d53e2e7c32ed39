"""Adjectives that an article makes from places no list knows: "Examplian" from "Example"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.analyse.actors.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from generator.analyse.actors.lines import Name

_ENDINGS = (
    ("ian", ""),
    ("ian", "a"),
    ("ian", "e"),
    ("an", ""),
    ("an", "a"),
    ("n", ""),
    ("ese", ""),
    ("ese", "a"),
    ("ish", ""),
    ("i", ""),
)
"""What an adjective ends in, and what the place has instead."""
_SHORTEST = 4
"""Letters of the shortest place that an adjective is looked for."""
_NEXT_WORDS = re.compile(r"('s)? ((?:[\w-]+ ?){1,3})")


def derived_adjectives(by_form: Mapping[str, Sequence[Name]]) -> dict[str, str]:
    """Return adjective → place for the forms that no list knows, both among the article's names."""
    known = lexicon().known
    pairs = ((form, place) for form in by_form if form not in known for place in _places_for(form))
    return {
        form: place
        for form, place in pairs
        if place in by_form and place not in known and any(n.label in {"NORP", "GPE"} for n in by_form[form])
    }


def _places_for(adjective: str) -> list[str]:
    """Return the names that a place could have whose adjective this is; [] where it looks like none."""
    stems = (
        (adjective.removesuffix(ending), instead)
        for ending, instead in _ENDINGS
        if adjective.endswith(ending)
    )
    return [stem + instead for stem, instead in stems if len(stem + instead) >= _SHORTEST]


def is_state(names: Iterable[Name]) -> bool:
    """Tell whether an unlisted place is a country: its adjective or its possessive leads to a government's words."""
    cues = lexicon().cues_after
    for name in names:
        following = _NEXT_WORDS.match(name.line.text, name.end)
        if following is None or not (following.group(1) or _places_for(name.text)):
            continue
        if any(cues.get(word.lower()) == "country" for word in following.group(2).split()):
            return True
    return False
