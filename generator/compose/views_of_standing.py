"""What templates see of positions and conditions.

The same rules hold as in `views.py`.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.compose.views import Cut, Link, Speaker


@dataclass(frozen=True, slots=True, kw_only=True)
class Sure:
    """How sure an entry is, and how it was found."""

    confidence: str
    """As a word: "Likely"."""
    figure: str
    """The same as a share of 100: "85 %"."""
    rule: str
    """In plain words, to stand behind "found"; "" where editors corrected it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """Where somebody stands on something: the act as a label, the article's own words, their place."""

    act: str
    """As a word: "rejects"."""
    words: Cut
    holder: Speaker | None
    """Who it is; None where the heading says it, or nobody is said to."""
    joint: tuple[Speaker, ...]
    """Who holds it together with the holder."""
    place: str
    """Where the words stand."""
    source: str | None
    """Outlet and date, on pages other than the article's own."""
    sure: Sure
    was: Link | None = None
    """An earlier position of the same holder on the other side: what it was and when, and where its words stand."""
    again: str | None = None
    """How many other articles have the same sentence."""
    language: str | None = None
    """Code of the words' language, where it is not the interface's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StandGroup:
    """Positions under one heading: a holder, or a topic."""

    id: str
    """Anchor of the heading."""
    holder: Speaker | None
    title: Link | None
    """What the heading says where it is no holder."""
    stands: tuple[Stand, ...]
    unpublished: tuple[Link, ...] = ()
    """Acts of those whose words may not be published, each once; they lead to the article where that is another page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionRow:
    """One thing that depends on another, in the article's own words."""

    what: Cut
    marker: str
    """The words that make it a condition: "unless"; "" where there are none."""
    condition: Cut
    holder: Speaker | None
    """Who sets it; None where nobody is said to."""
    place: str
    source: str | None
    """As a position's."""
    sure: Sure
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StandsView:
    """Who stands where, on one page; empty where nothing was found."""

    sentence: str = ""
    """How many positions there are, and how many of them the page shows."""
    groups: tuple[StandGroup, ...] = ()
    conditions: tuple[ConditionRow, ...] = ()
    conditions_note: str = ""
    """How many conditions there are beside those that are shown; "" where all are."""
    whole: str | None = None
    """Link to the table of all positions."""
