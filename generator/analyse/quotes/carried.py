"""Speakers carried from one stretch to another: within a paragraph, over its end, from the nearest cue."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.analyse.quotes.stretch import SHORT, is_fragment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.analyse.quotes.reports import Report
    from generator.analyse.quotes.stretch import Reading, Stretch


def inherit(done: list[Stretch]) -> None:
    """Give a stretch the speaker of the nearest attributed one of its paragraph, the one before it first."""
    for i, stretch in enumerate(done):
        if stretch.rule is not None or is_fragment(stretch):
            continue
        around = [*range(i - 1, -1, -1), *range(i + 1, len(done))]
        same = [j for j in around if done[j].paragraph == stretch.paragraph and done[j].rule is not None]
        if same:
            done[i] = _carried(stretch, done, same[0], "same paragraph")


def across(readings: Sequence[Reading], done: list[Stretch]) -> None:
    """Carry a speaker over a paragraph's end: an open mark, or a colon that announces words."""
    for i, stretch in enumerate(done):
        if stretch.rule is not None or stretch.paragraph == 0:
            continue
        before = [s for s in done[:i] if s.paragraph == stretch.paragraph - 1]
        first = not any(s.paragraph == stretch.paragraph for s in done[:i])
        opens = not readings[stretch.paragraph].doc.text[: stretch.mark.outer.start].strip()
        if first and opens and before and not before[-1].mark.closed and before[-1].rule is not None:
            done[i] = _carried(stretch, done, done.index(before[-1]), "left open")
            continue
        if first and opens:
            announced = _announced(readings[stretch.paragraph - 1])
            if announced is not None:
                done[i] = replace(
                    stretch, rule="announced", report=announced, source_paragraph=stretch.paragraph - 1
                )
    inherit(done)


def nearest(stretch: Stretch, reading: Reading) -> Stretch | None:
    """Attribute by the nearest cue of the same sentence that no better rule reached."""
    doc = reading.doc
    sent = doc[stretch.start].sent
    near = [
        r
        for r in reading.reports
        if r.source is not None and sent.start <= r.cue < max(sent.end, doc[stretch.end - 1].sent.end)
    ]
    if not near:
        return None
    best = min(near, key=lambda r: min(abs(r.cue - stretch.start), abs(r.cue - stretch.end)))
    return replace(stretch, rule="nearest cue", report=best, source_paragraph=stretch.paragraph)


def float_on(readings: Sequence[Reading], done: list[Stretch]) -> None:
    """Give a paragraph that is one long quotation the speaker of the paragraph before."""
    for i, stretch in enumerate(done):
        if stretch.rule is not None or stretch.n_words < SHORT:
            continue
        text = readings[stretch.paragraph].doc.text
        alone = not text[: stretch.mark.outer.start].strip() and not text[stretch.mark.outer.end :].strip(
            " .,"
        )
        before = [
            j for j in range(i) if stretch.paragraph - done[j].paragraph == 1 and done[j].rule is not None
        ]
        if alone and before:
            done[i] = _carried(stretch, done, before[-1], "previous paragraph")


def _carried(stretch: Stretch, done: list[Stretch], origin: int, rule: str) -> Stretch:
    other = done[origin]
    return replace(
        stretch,
        rule=rule,
        report=other.report,
        source_paragraph=other.source_paragraph,
        label=other.label,
        inherits=origin,
    )


def _announced(reading: Reading) -> Report | None:
    """Return the last report of a paragraph that ends in a colon."""
    if not reading.doc.text.rstrip().endswith(":"):
        return None
    return next((r for r in reversed(reading.reports) if r.source is not None), None)
