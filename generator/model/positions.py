"""What an article says that somebody wants, and under which condition."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generator.model.span import Span

PositionAct = Literal[
    "supports",
    "opposes",
    "rejects",
    "demands",
    "calls for",
    "offers",
    "pledges",
    "refuses",
    "warns",
    "accuses",
    "concedes",
    "doubts",
    "hopes for",
    "plans",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Where somebody stands on something: holder, act and object, in the article's own words.

    Either `actor`, `unnamed` or neither is given: then a sentence tells of a position without saying whose.
    """

    id: str
    """Unique in its article; made from the words, so that it outlives edits elsewhere."""
    span: Span
    """The clause that says it, with its holder where that stands in the same sentence."""
    act: PositionAct
    cue: Span
    """The words that say which act it is: "has opposed", "balked at"."""
    object: Span | None = None
    """What the position is on, as a clause or phrase; None where the sentence leaves it open."""
    holder: Span | None = None
    """The holder as written ("he", "some countries"); None where only what stands around tells who it is."""
    actor: str | None = None
    """Id of the article's actor who holds it; None: unnamed, unclear or not said."""
    joint_actors: tuple[str, ...] = ()
    """Ids of those who hold it together with `actor` ("France and Britain plan")."""
    unnamed: str | None = None
    """The description of an unnamed holder ("some countries"); then `actor` is None."""
    target: str | None = None
    """Id of the article's actor whom it is aimed at: who is accused, urged, warned."""
    quote: str | None = None
    """Id of the quote in whose words it stands; None in the article's own narrative."""
    rule: str
    """The rule that found it; see `docs/accuracy.md`."""
    confidence: float
    """0…1: how often entries of this kind were right where they were measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One thing that depends on another, in the article's own words: "no lifting of sanctions" until "peace is established"."""

    id: str
    """Unique in its article; made from the words."""
    span: Span
    """The clause or sentence that holds both parts."""
    what: Span
    """What is promised, withheld or foretold."""
    condition: Span
    """What it depends on, without the word that says so; apart from `what`."""
    marker: Span | None = None
    """The words that make it a condition: "in exchange for", "unless"."""
    holder: Span | None = None
    """Whoever sets the condition, as written; None where nobody is said to."""
    actor: str | None = None
    """Id of the article's actor who sets it."""
    unnamed: str | None = None
    """The description of an unnamed holder; then `actor` is None."""
    quote: str | None = None
    """Id of the quote in whose words it stands; None in the article's own narrative."""
    rule: str
    confidence: float
    """0…1, as a position's."""
