"""One utterance in several articles: its versions, and how they differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generator.model.span import Span

Difference = Literal["cut before", "cut within", "cut after", "other words", "other cue", "other title"]
"""How a version differs from the fullest: words left out at its beginning, in between or at its end; words that the
fullest has not; another class of reporting verb; another role for the same speaker."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsVersion:
    """An utterance as one article quotes it."""

    article: str
    quote: str
    """Id of the article's quote that holds the words."""
    differences: tuple[Difference, ...] = ()
    """From the fullest version, in the order of `Difference`; () for that one and for its exact copies."""
    shared: tuple[Span, ...] = ()
    """The parts of its words that the fullest version has too, in text order; the fullest's own: all of it."""
    copy_of: str | None = None
    """Id of an older article among the versions that tells the same story nearly word for word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SameWords:
    """One utterance that several articles quote."""

    speaker: str | None = None
    """Id of the CorpusActor who says it; None where no article names one."""
    versions: tuple[WordsVersion, ...]
    """The fullest first, then oldest first; each article once, at least two."""
