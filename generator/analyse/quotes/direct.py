"""Whose words stand in quotation marks: rules in order of precision, each named.

Order and first precisions come from measuring on PolNeAR's training half; the
figures in use stand in `words/rules.tsv`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.analyse.quotes.beside import behind_colon, beside
from generator.analyse.quotes.carried import across, float_on, inherit, introduce, nearest
from generator.analyse.quotes.fragments import below, listed, trailing, verb_above
from generator.analyse.quotes.names import is_name, is_title
from generator.analyse.quotes.stretch import SHORT, Reading, Stretch, is_fragment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.analyse.quotes.report import Report


_AT_ONCE = 4
"""Words that may stand between a closing mark and its cue clause."""

_SIGNATURE = 80
"""Characters behind the closing mark in which a dash still signs the words."""

_LABEL = re.compile(
    r"^\s*(?P<label>(?:[A-Z][\w.'’-]*|[A-Z]{2,})(?:\s+(?:[A-Z][\w.'’-]*|of|de|der|den|van|von|da|di|la|le|el|bin|al|the)){0,5})(?:,[^:“\"]{2,80})?\s*:\s*$"
)
_SPEAKS_INSIDE = re.compile(
    r"(?P<label>[A-Z][A-Z.'’-]+(?:\s+[A-Z][A-Z.'’-]*){0,3}|(?:[A-Z][a-z'’-]+\s+){1,2}[A-Z][a-z'’-]+):\s"
)
"""A transcript's label behind the opening mark: '"ELLIS: We begin."', '"Ada Ellis: We begin."'."""

_SIGNED = re.compile(r"^[\s.,]*[—–―-]{1,2}\s*(?P<label>[A-Z][\w.'’-]*(?:\s+[A-Z][\w.'’-]*){0,5})\b")


def attribute(readings: Sequence[Reading], found: list[Stretch]) -> list[Stretch]:
    """Return the stretches with rule and report where a rule fits, in the same order."""
    done: list[Stretch] = []
    for stretch in found:
        reading = readings[stretch.paragraph]
        done.append(
            _labelled(stretch, reading)
            or _governed(stretch, reading)
            or beside(stretch, reading)
            or behind_colon(stretch, reading)
            or stretch
        )
    inherit(readings, done)
    across(readings, done)
    for i, stretch in enumerate(done):
        if stretch.rule is None and not is_fragment(stretch):
            done[i] = nearest(stretch, readings[stretch.paragraph]) or stretch
    inherit(readings, done)
    for i, stretch in enumerate(done):
        reading = readings[stretch.paragraph]
        if stretch.rule is None and is_fragment(stretch) and not is_name(stretch, reading):
            done[i] = below(stretch, reading) or trailing(stretch, reading) or stretch
    names = {i for i, s in enumerate(done) if s.rule is None and is_title(s, readings[s.paragraph])}
    listed(readings, done, names)
    introduce(readings, done)
    float_on(readings, done)
    return done


def _labelled(stretch: Stretch, reading: Reading) -> Stretch | None:
    text, outer = reading.text, stretch.mark.outer
    before = _LABEL.match(text[: outer.start])
    if before is not None and not any(t.pos_ in {"VERB", "ADP"} for t in reading.doc[: stretch.start]):
        return replace(stretch, rule="label", label=before.span("label"), source_paragraph=stretch.paragraph)
    inside = _SPEAKS_INSIDE.match(stretch.mark.inner.of(text))
    if inside is not None and stretch.n_words >= SHORT and not text[: outer.start].strip():
        start, end = inside.span("label")
        begin = stretch.mark.inner.start
        return replace(
            stretch, rule="label", label=(begin + start, begin + end), source_paragraph=stretch.paragraph
        )
    after = _SIGNED.match(text[outer.end :])
    if after is not None and stretch.n_words >= SHORT and len(text) - outer.end < _SIGNATURE:
        start, end = after.span("label")
        return replace(
            stretch,
            rule="dash",
            label=(outer.end + start, outer.end + end),
            source_paragraph=stretch.paragraph,
        )
    return None


def _governed(stretch: Stretch, reading: Reading) -> Stretch | None:
    """Attribute by a cue whose clause or object holds the words."""
    best: tuple[int, Report] | None = None
    for report in reading.reports:
        for start, end in report.content:
            overlap = min(end, stretch.end) - max(start, stretch.start)
            if overlap > 0 and report.source is not None:
                if _loosely(report, stretch, reading) or _yields(report, reading):
                    continue
                size = end - start
                if best is None or size < best[0]:
                    best = (size, report)
    if best is None:
        return None
    report = best[1]
    if is_fragment(stretch) and _told_of(stretch, reading, report):
        return None
    if is_fragment(stretch) and is_name(stretch, reading):
        return None
    rule = {"according": "according", "inverted": "inverted"}.get(report.how, report.frame)
    return replace(stretch, rule=rule, report=report, source_paragraph=stretch.paragraph)


def _told_of(stretch: Stretch, reading: Reading, report: Report) -> bool:
    """Tell whether a relative clause inside the content says whose words these are: "the vote, which Ellis called “…”"."""
    verb = verb_above(stretch, reading)
    while verb is not None and verb.i != report.cue and verb.dep_ in {"xcomp", "conj", "advcl"}:
        verb = verb.head
    return (
        verb is not None
        and verb.dep_ == "relcl"
        and verb.i > report.cue
        and any(r.cue == verb.i and r.source is not None and r.source < verb.i for r in reading.reports)
    )


def _yields(report: Report, reading: Reading) -> bool:
    """Tell whether an inner cue leaves the words to the speech around it.

    It does where the inner clause only tells what might or should be said, what
    is thought, or what the outer speaker says of himself ("Ellis said he believes …").
    """
    doc = reading.doc
    cue = doc[report.cue]
    weak = (
        report.entry is None
        or report.entry.cue_class in {"thought", "worried", "doubted", "hoped", "predicted"}
        or any(c.tag_ in {"MD", "TO"} for c in cue.children)
        or (report.source is not None and doc[report.source].pos_ == "PRON")
    )
    if not weak:
        return False
    return any(
        other is not report
        and other.source is not None
        and other.entry is not None
        and other.frame == "clause"
        and any(start <= report.cue < end for start, end in other.content)
        for other in reading.reports
    )


def _loosely(report: Report, stretch: Stretch, reading: Reading) -> bool:
    """Tell whether a fragment merely stands somewhere around a parenthetical cue."""
    return (
        report.frame == "around"
        and report.how != "according"
        and is_fragment(stretch)
        and not (report.cue < stretch.start and _tells(stretch, reading))
        and not _touches(report, stretch, reading)
    )


def _tells(stretch: Stretch, reading: Reading) -> bool:
    """Tell whether a fragment says something, with a verb, an adjective or an article, rather than names it."""
    words = reading.doc[stretch.start : stretch.end]
    return stretch.n_words > 1 and (words.root.pos_ in {"VERB", "AUX", "ADJ"} or words[0].pos_ == "DET")


def _touches(report: Report, stretch: Stretch, reading: Reading) -> bool:
    between = (stretch.end, report.cue) if report.cue >= stretch.end else (report.cue + 1, stretch.start)
    words = [t for t in reading.doc[between[0] : between[1]] if not t.is_punct]
    return len(words) <= _AT_ONCE
