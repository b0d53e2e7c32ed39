"""A holder of a position as it was found."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from generator.analyse.quotes.resolved import Resolved
from generator.model import Span

LEAST_SURE = 0.76
"""Less sure holders are none: of such "he" and "she" one in four is somebody else."""


@dataclass(frozen=True, slots=True)
class Held:
    """A holder: who, where that is written, and through which quote it was known."""

    who: Resolved
    written: Span | None
    head: Token | None
    is_speaker: bool = False
    """Whether the speaker of the words around is meant."""
    is_body: bool = False
    """Whether it is the body for which that speaker speaks."""
