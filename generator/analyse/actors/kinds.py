"""What kind of actor a name is, by weighted votes of everything that shows it."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Literal

from generator.analyse.actors.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Token

    from generator.analyse.actors.lines import Name

Voted = Literal["person", "organization", "place", "group"]
"""Kinds that are voted on; which place is a country is known from the data files."""

_BY_LABEL: dict[str, Voted] = {
    "PERSON": "person",
    "ORG": "organization",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "group",
}

_AGE = re.compile(r",? \(?\d{1,3}\)?(?=[,.;)]| ?-year|$)")
_PLACE_BEFORE = frozenset({"in", "near", "outside", "across", "throughout", "around"})

# Weights: how many plain labels of the recogniser a sign outweighs. Chosen on the development halves of the
# evaluation data; the order matters more than the size.
_TITLE = 4.0
_AGE_AFTER = 4.0
_HEAD = 3.0
_SUFFIX = 5.0
_SPEAKS = 0.7
_WHO = 2.0
_IN = 0.8
_ARTICLE = 0.7


def kind_of(names: Iterable[Name]) -> Voted:
    """Return the kind that most speaks for; a person where nothing decides."""
    votes = votes_of(names)
    order: tuple[Voted, ...] = ("person", "organization", "place", "group")
    return max(order, key=lambda kind: votes[kind])


def votes_of(names: Iterable[Name]) -> Counter[Voted]:
    """Return what speaks for each kind, in units of one label of the recogniser."""
    votes: Counter[Voted] = Counter()
    for name in names:
        if name.label in _BY_LABEL:
            votes[_BY_LABEL[name.label]] += 1.0  # type: ignore[assignment]
        _vote_by_words(name, votes)
        _vote_by_context(name, votes)
    return votes


def _vote_by_words(name: Name, votes: Counter[Voted]) -> None:
    words = lexicon()
    parts = name.text.split()
    if parts[-1] in words.legal_suffixes:
        votes["organization"] += _SUFFIX  # type: ignore[assignment]
    if len(parts) < 2:  # noqa: PLR2004 - one word has no head beside itself
        return
    head = parts[parts.index("of") - 1] if "of" in parts[1:] else parts[-1]
    if head in words.organization_heads and name.label != "PERSON":
        votes["organization"] += _HEAD  # type: ignore[assignment]
    elif (
        head in words.place_heads or parts[0] in {"Lake", "Mount", "Cape", "Fort"}
    ) and name.label != "PERSON":
        votes["place"] += _HEAD  # type: ignore[assignment]


def _vote_by_context(name: Name, votes: Counter[Voted]) -> None:
    text = name.line.text
    if name.title is not None:
        votes["person"] += _TITLE  # type: ignore[assignment]
    if _AGE.match(text, name.end) and name.label in {"PERSON", ""}:
        votes["person"] += _AGE_AFTER  # type: ignore[assignment]
    token = name.line.doc[name.last]
    before = name.line.words[name.first - 1].lower() if name.first > 0 else ""
    if text.startswith(", who ", name.end) or text.startswith(" who ", name.end):
        votes["person"] += _WHO  # type: ignore[assignment]
    if _speaks(token):
        votes["person"] += _SPEAKS  # type: ignore[assignment]
    if before == "the":
        votes["person"] -= _ARTICLE  # type: ignore[assignment]
    elif before in _PLACE_BEFORE and not text.startswith("'", name.end) and token.dep_ == "pobj":
        votes["place"] += _IN  # type: ignore[assignment]


def _speaks(token: Token) -> bool:
    return token.dep_ == "nsubj" and token.head.lemma_ in lexicon().person_verbs
