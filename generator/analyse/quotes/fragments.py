"""Words in quotation marks inside somebody's act: below a verb that expresses a view, or in a row with other words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.analyse.quotes.stretch import carried_from

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from spacy.tokens import Token

    from generator.analyse.quotes.stretch import Reading, Stretch

_MAX_CLIMB = 8
"""Heads between words in marks and the verb that they belong to."""

_NOBODY_TOLD = frozenset({"i", "you", "we"})
"""Pronouns of writers and interviewers: whose words these are, the sentence does not tell."""

_BETWEEN = frozenset(
    {"and", "or", "but", "a", "an", "the", "to", "of", "as", "from", "not", "that", "then", "yes"}
)
"""Words between the members of a row."""


def below(stretch: Stretch, reading: Reading) -> Stretch | None:
    """Attribute by the nearest verb above the words, where that verb expresses what its subject says or holds."""
    reports = {r.cue: r for r in reading.reports if r.entry is not None and r.source is not None}
    verb = verb_above(stretch, reading)
    report = reports.get(verb.i) if verb is not None else None
    if report is None or report.source is None or report.how == "inverted":
        return None
    source, cue = reading.doc[report.source], reading.doc[report.cue]
    if cue.tag_ == "VBN" and report.how != "agent" and not any(c.dep_ == "aux" for c in cue.children):
        return None
    if source.lower_ in _NOBODY_TOLD:
        return None
    if source.left_edge.i <= stretch.start <= source.right_edge.i:
        return None
    return replace(stretch, rule="below", report=report, source_paragraph=stretch.paragraph)


def trailing(stretch: Stretch, reading: Reading) -> Stretch | None:
    """Attribute by the last cue before the words in their sentence, where what it governs goes on but for the parser."""
    sent = reading.doc[stretch.start].sent
    before = [r for r in reading.reports if sent.start <= r.cue < stretch.start and r.source is not None]
    if not before or before[-1].frame != "clause" or before[-1].how not in {"subject", "shared"}:
        return None
    report = before[-1]
    if any(
        t.text in {"–", "—", "-", "(", ")"} and t.whitespace_ for t in reading.doc[report.cue : stretch.start]
    ):
        return None
    if not any(report.cue < end <= stretch.start for _, end in report.content):
        return None
    return replace(stretch, rule="trailing", report=report, source_paragraph=stretch.paragraph)


def verb_above(stretch: Stretch, reading: Reading) -> Token | None:
    """Return the nearest verb outside marks that words in marks depend on."""
    node = reading.doc[stretch.start : stretch.end].root
    for _ in range(_MAX_CLIMB):
        if node.head == node:
            return None
        node = node.head
        if not reading.quoted[node.i] and (node.pos_ == "VERB" or node.tag_.startswith("VB")):
            return node
    return None


def listed(readings: Sequence[Reading], done: list[Stretch], names: Collection[int]) -> None:
    """Give words in a row ('"one," "two" and "three"') the speaker of the row's other members.

    names: indices of stretches that are titles and no speech.
    """
    for order in (range(1, len(done)), range(len(done) - 2, -1, -1)):
        step = -1 if order.step > 0 else 1
        for i in order:
            other = done[i + step]
            if (
                i not in names
                and done[i].rule is None
                and other.rule is not None
                and _in_a_row(readings, done[i], other)
            ):
                done[i] = carried_from(done[i], done, i + step, "in a row")


def _in_a_row(readings: Sequence[Reading], one: Stretch, other: Stretch) -> bool:
    if one.paragraph != other.paragraph:
        return False
    first, second = sorted((one, other), key=lambda s: s.start)
    doc = readings[one.paragraph].doc
    if doc[first.end - 1].text in {".", "!", "?"}:
        return False
    between = doc[first.end : second.start]
    return len(between) <= _MAX_CLIMB and all(t.lower_ in _BETWEEN or not t.is_alpha for t in between)
