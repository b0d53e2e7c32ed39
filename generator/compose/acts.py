"""What somebody does who takes a position, as a label."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.compose.words import later_of

if TYPE_CHECKING:
    from generator.compose.words import Words
    from generator.model import PositionAct

ACTS: dict[PositionAct, str] = {
    "supports": later_of("act", "supports"),
    "pledges": later_of("act", "pledges"),
    "offers": later_of("act", "offers"),
    "plans": later_of("act", "plans"),
    "hopes for": later_of("act", "hopes for"),
    "calls for": later_of("act", "calls for"),
    "demands": later_of("act", "demands"),
    "concedes": later_of("act", "concedes"),
    "doubts": later_of("act", "doubts"),
    "warns": later_of("act", "warns"),
    "accuses": later_of("act", "accuses"),
    "opposes": later_of("act", "opposes"),
    "refuses": later_of("act", "refuses"),
    "rejects": later_of("act", "rejects"),
}
"""Act → its label, from being for something to being against it: the order of every list."""

ORDER = {act: n for n, act in enumerate(ACTS)}


def act_word(words: Words, act: PositionAct) -> str:
    """Return the label of an act, as it stands inside a sentence."""
    return words.of("act", ACTS[act])


def act_slug(act: PositionAct) -> str:
    """Return an act as addresses have it: "calls-for"."""
    return act.replace(" ", "-")
