"""Quoted stretches and the paragraphs they stand in: what the rules of attribution work on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.analyse.parse import ParsedParagraph
from generator.analyse.quotes.marks import Marked
from generator.analyse.quotes.report import Report

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

SHORT = 5
"""Words: a shorter fragment needs a cue that governs it, else it is a name or a scare quote."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A quoted stretch with what is known of its attribution."""

    mark: Marked
    paragraph: int
    start: int
    """First token inside the marks."""
    end: int
    """Token behind the last one inside the marks."""
    n_words: int
    rule: str | None = None
    report: Report | None = None
    source_paragraph: int | None = None
    """Paragraph of report and source, which may be an earlier one."""
    label: tuple[int, int] | None = None
    """Characters of a name that labels the words, where there is no cue."""
    inherits: int | None = None
    """Index of the stretch whose speaker this one shares."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One body paragraph, ready for attribution."""

    parsed: ParsedParagraph
    marks: tuple[Marked, ...]
    quoted: tuple[bool, ...]
    reports: tuple[Report, ...]

    @property
    def text(self) -> str:
        """The paragraph's text as parsed."""
        return self.parsed.text

    @property
    def doc(self) -> Doc:
        """SpaCy's reading of the paragraph."""
        return self.parsed.doc


def stretches(readings: Sequence[Reading]) -> list[Stretch]:
    """Return every quoted stretch in text order, not yet attributed."""
    found = []
    for number, reading in enumerate(readings):
        for mark in reading.marks:
            tokens = reading.doc.char_span(mark.inner.start, mark.inner.end, alignment_mode="expand")
            if tokens is not None:
                n_words = sum(any(c.isalnum() for c in t.text) for t in tokens)
                found.append(Stretch(mark, number, tokens.start, tokens.end, n_words))
    return found


def is_fragment(stretch: Stretch) -> bool:
    """Tell whether the stretch is too short to be speech by its looks alone."""
    return stretch.n_words < SHORT


def stands_alone(stretch: Stretch, reading: Reading) -> bool:
    """Tell whether the words are whole sentences: a sentence ended before them, and they end with its mark."""
    text, mark = reading.text, stretch.mark
    before = text[: mark.outer.start].rstrip()
    words = mark.inner.of(text).rstrip("'’‘")
    ended = not before or before[-1] in '.!?"”' or before.endswith("''")
    return ended and words.lstrip("[(…. ")[:1].isupper() and words[-1:] in {".", "!", "?", "…"}


def carried_from(stretch: Stretch, done: Sequence[Stretch], origin: int, rule: str) -> Stretch:
    """Return a stretch with the speaker of another one, by the rule that carries it over."""
    other = done[origin]
    return replace(
        stretch,
        rule=rule,
        report=other.report,
        source_paragraph=other.source_paragraph,
        label=other.label,
        inherits=origin,
    )
