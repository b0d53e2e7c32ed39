"""One act of reporting: a cue, its source and what it governs.

The terms are PARC's (Pareti 2015): cue, source, content.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.analyse.quotes.content import Ranges
from generator.analyse.quotes.lexicon import Cue, cues

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Report:
    """One act of reporting; token indices of the paragraph's doc."""

    cue: int
    cue_start: int
    cue_end: int
    """Half-open range of the cue's words with auxiliaries and particle."""
    entry: Cue | None
    """None for "according to" and nouns."""
    source: int | None
    """Head of the source's noun phrase."""
    named_by: int | None
    """Head of the phrase that a relative pronoun stands for; else the same as `source`."""
    how: str
    """How the source was found: subject, inverted, shared, relative, agent, noun, according, none."""
    content: Ranges
    """Half-open token ranges of what is governed; () where only the neighbourhood can tell."""
    frame: str
    """Which frame gave the content: clause, inf, obj, around, prep, none."""


def by_subject(verb: Token, subject: Token) -> Report:
    """Return the report of a verb, whatever it is, whose subject speaks in the words beside it."""
    entry = cues().get(verb.lemma_.lower())
    return Report(verb.i, verb.i, verb.i + 1, entry, subject.i, subject.i, "subject", (), "none")
