"""Articles of one sentence a claim, for tests of positions and conditions; people and places are invented."""

from __future__ import annotations

import datetime as dt
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from generator.model import Condition, Position

# The corpora are the composing room's.
sys.path.insert(0, str(Path(__file__).parent.parent / "compose"))
from small_corpora import Story, find

if TYPE_CHECKING:
    from generator.model import ActorKind, Entry, PositionAct

PEOPLE: dict[str, tuple[str, ActorKind]] = {
    "r": ("Odile Renn", "person"),
    "o": ("Tam Okafor", "person"),
    "k": ("Karsovia", "country"),
    "d": ("Dockers", "group"),
}
WORDS: dict[PositionAct, str] = {
    "supports": "supports",
    "opposes": "opposes",
    "rejects": "rejects",
    "demands": "demands",
    "refuses": "refuses",
    "pledges": "pledges",
    "concedes": "concedes",
    "warns": "warns of",
    "doubts": "doubts",
}

Claim = tuple[str, "PositionAct", str]
"""Keys of the holders (several parted by a plus), act, object."""


def told(
    name: str,
    day: int | None,
    *claims: Claim,
    confidence: float = 0.9,
    phrases: tuple[str, ...] = ("harbor fees",),
    more: str = "",
) -> Entry:
    """Return an article of that day of May 2031 in which each claim is a sentence; `more` stands behind them."""
    sentences = [
        f"{' and '.join(PEOPLE[k][0] for k in keys.split('+'))} {WORDS[act]} {object_}."
        for keys, act, object_ in claims
    ]
    text = " ".join([*sentences, more]).strip()
    date = None if day is None else dt.date(2031, 5, day)
    story = Story(name, [("body", text)], meta={"date": date}, phrases=list(phrases))
    for key, (person, kind) in PEOPLE.items():
        if person in text:
            story.actor(key, person, kind)
    entry = story.entry()
    positions = []
    for n, ((keys, act, object_), sentence) in enumerate(zip(claims, sentences, strict=True)):
        span = find(text, sentence)
        first, *joint = keys.split("+")
        positions.append(
            Position(
                id=f"p{n}",
                span=span,
                act=act,
                cue=find(sentence, WORDS[act]).shifted(span.start),
                object=find(sentence, object_).shifted(span.start),
                actor=first,
                joint_actors=tuple(joint),
                rule="verb",
                confidence=confidence,
            )
        )
    return replace(entry, analysis=replace(entry.analysis, positions=tuple(positions), conditions=()))


def unless(name: str, day: int, holder: str | None = "r") -> Entry:
    """Return an article with a condition that Renn sets, or nobody."""
    text = "Odile Renn said the harbor fees stay unless the ferries sail. The ferries were late."
    story = Story(
        name, [("body", text)], meta={"date": dt.date(2031, 5, day)}, phrases=["harbor fees", "ferries"]
    )
    entry = story.actor("r", "Odile Renn").entry()
    condition = Condition(
        id="c0",
        span=find(text, "the harbor fees stay unless the ferries sail"),
        what=find(text, "the harbor fees stay"),
        condition=find(text, "the ferries sail"),
        marker=find(text, "unless"),
        actor=holder,
        rule="unless",
        confidence=0.9,
    )
    return replace(entry, analysis=replace(entry.analysis, positions=(), conditions=(condition,)))
