"""Whether an actor is "he" or "she", where the article shows it."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from generator.analyse.actors.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.analyse.actors.clusters import Cluster
    from generator.analyse.actors.lines import Line, Name
    from generator.analyse.actors.roles import Described

_PRONOUN = re.compile(r"\b(?:he|she|his|her|him|hers|himself|herself)\b", re.IGNORECASE)
_HE = frozenset({"he", "his", "him", "himself"})
_REACH = 150
"""Code points from a name to a pronoun that still counts for it."""
_APPOSED = 9
"""Tokens behind a name in which a word of kin is looked for."""
KIN = frozenset(
    {"aunt", "brother", "cousin", "daughter", "ex-husband", "ex-wife", "father", "grandfather", "granddaughter", "grandmother", "grandson",
     "husband", "mother", "nephew", "niece", "sister", "son", "stepdaughter", "stepfather", "stepmother", "stepson", "uncle", "widow", "wife"}
)  # fmt: skip
_SURE = 0.75
"""Share of the pronouns that must agree."""


def gender_of(person: Cluster, roles: Iterable[Described], by_pronouns: Counter[str]) -> str | None:
    """Return "he" or "she" by title, role or kin word, else by pronouns that agree; None where nothing shows it."""
    words = lexicon()
    shown = [role.gender for role in roles]
    shown += [
        title.gender for name in person.names if (title := words.titles.get(name.title or "")) is not None
    ]
    shown += [_kin_before(name) for name in person.names]
    shown += [kin[1] for name in person.names if (kin := kin_after(name)) is not None]
    told = {gender for gender in shown if gender is not None}
    if len(told) == 1:
        return told.pop()
    if not by_pronouns:
        return None
    gender, count = by_pronouns.most_common(1)[0]
    return gender if count >= _SURE * by_pronouns.total() else None


def pronouns_by_person(persons: Sequence[Cluster], lines: Iterable[Line]) -> dict[int, Counter[str]]:
    """Return, by index in `persons`, the pronouns that follow each one's names with no other person between."""
    named: dict[int, list[tuple[int, int, int]]] = {}
    for number, person in enumerate(persons):
        for name in person.names:
            named.setdefault(name.line.number, []).append((name.start, name.end, number))
    counts: dict[int, Counter[str]] = {}
    for line in lines:
        for whose, gender in _pronouns_in(line, sorted(named.get(line.number, []))):
            counts.setdefault(whose, Counter())[gender] += 1
    return counts


def _pronouns_in(line: Line, named: list[tuple[int, int, int]]) -> Iterator[tuple[int, str]]:
    if not named:
        return
    for match in _PRONOUN.finditer(line.text):
        before = [(end, person) for _, end, person in named if end <= match.start()]
        if not before or match.start() - before[-1][0] > _REACH:
            continue
        end, person = before[-1]
        is_in_quote = line.text.count('"', 0, match.start()) % 2 == 1
        if not is_in_quote and line.text.count(". ", end, match.start()) <= 1:
            yield person, "he" if match.group().lower() in _HE else "she"


def kin_after(name: Name) -> tuple[str, str | None] | None:
    """Return the kin that a name behind it is said to be, and its gender: "Ann Example, his mother"."""
    words = [w.lower() for w in name.line.words[name.last + 1 : name.last + _APPOSED]]
    if not words or words[0] != ",":
        return None
    rest = [w for w in words if any(map(str.isalpha, w))]
    if not rest or rest[0] not in {"his", "her", "their", "whose"}:
        return None
    behind = words[words.index(rest[0]) + 1 :]
    behind = behind[: next((n for n, w in enumerate(behind) if w in {",", ".", ";", "and"}), len(behind))]
    heads = ((w, lexicon().role_heads.get(w)) for w in behind)
    return next(((w, head.gender) for w, head in heads if head is not None and w in KIN), None)


def _kin_before(name: Name) -> str | None:
    """Return the gender of a noun right before the name ("actress Ann Example", "his wife Ann")."""
    if name.first == 0:
        return None
    head = lexicon().role_heads.get(name.line.words[name.first - 1].lower())
    return None if head is None else head.gender
