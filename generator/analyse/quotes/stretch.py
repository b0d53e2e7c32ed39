"""Quoted stretches and the paragraphs they stand in: what the rules of attribution work on."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from generator.analyse.parse import ParsedParagraph
from generator.analyse.quotes.marks import Marked
from generator.analyse.quotes.report import Report

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc

_MARKS = frozenset({'"', "''", "``", "'", ",", "»", "«"})
"""What may stand between words and their cue without parting them."""
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


@dataclass(frozen=True)
class Reading:
    """One body paragraph, ready for attribution."""

    parsed: ParsedParagraph
    marks: tuple[Marked, ...]
    quoted: tuple[bool, ...]
    reports: tuple[Report, ...]

    @cached_property
    def _places(self) -> tuple[list[int], list[int], list[int]]:
        """How many words stand before each token; the reports by their cues; and for each how many words stand before its cue."""
        words = list(accumulate((t.text not in _MARKS for t in self.doc), initial=0))
        order = sorted(range(len(self.reports)), key=lambda n: self.reports[n].cue)
        return words, order, [words[self.reports[n].cue] for n in order]

    def reports_near(self, start: int, end: int, most: int) -> Iterator[Report]:
        """Yield the reports between whose cue and these tokens stand at most so many words, in their own order.

        A line may hold thousands of quotations and as many reports: not each is asked about each.
        """
        words, order, before_cue = self._places
        first = bisect_left(before_cue, words[start] - most - 1)
        last = bisect_right(before_cue, words[end] + most)
        yield from (self.reports[n] for n in sorted(order[first:last]))

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
