"""Whose words stand in quotation marks: rules in order of precision, each named.

Order and first precisions come from measuring on PolNeAR's training half; the
figures in use stand in `words/rules.tsv`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.analyse.quotes.carried import across, float_on, inherit, nearest
from generator.analyse.quotes.lexicon import cues
from generator.analyse.quotes.reports import Report
from generator.analyse.quotes.stretch import SHORT, Reading, Stretch, is_fragment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc


_NEAR = 12
"""Tokens between a quote and the cue that stands beside it in the same sentence."""

_AT_ONCE = 4
"""Words that may stand between a closing mark and its cue clause."""

_SIGNATURE = 80
"""Characters behind the closing mark in which a dash still signs the words."""

_SMALL_WORDS = frozenset(
    (
        "a",
        "an",
        "the",
        "and",
        "or",
        "but",
        "of",
        "for",
        "in",
        "on",
        "at",
        "to",
        "by",
        "with",
        "from",
        "'s",
        "n't",
    )
)
"""Words that titles may write small."""

_TITLE_WORDS = frozenset(
    {
        "on",
        "call",
        "name",
        "title",
        "entitle",
        "dub",
        "book",
        "novel",
        "film",
        "movie",
        "song",
        "album",
        "show",
        "series",
        "podcast",
        "program",
        "programme",
        "play",
        "column",
        "magazine",
        "newspaper",
        "report",
        "documentary",
        "episode",
        "chapter",
        "poem",
        "painting",
        "game",
        "operation",
        "spot",
        "ad",
    }
)
"""Words before a title in quotation marks."""

_LABEL = re.compile(
    r"^\s*(?P<label>(?:[A-Z][\w.'’-]*|[A-Z]{2,})(?:\s+(?:[A-Z][\w.'’-]*|of|de|der|den|van|von|da|di|la|le|el|bin|al|the)){0,5})(?:,[^:“\"]{2,80})?\s*:\s*$"
)
_SIGNED = re.compile(r"^[\s.,]*[—–-]{1,2}\s*(?P<label>[A-Z][\w.'’-]*(?:\s+[A-Z][\w.'’-]*){0,5})\b")


def attribute(readings: Sequence[Reading], found: list[Stretch]) -> list[Stretch]:
    """Return the stretches with rule and report where a rule fits, in the same order."""
    done: list[Stretch] = []
    for stretch in found:
        reading = readings[stretch.paragraph]
        done.append(
            _labelled(stretch, reading)
            or _governed(stretch, reading)
            or _beside(stretch, reading)
            or _behind_colon(stretch, reading)
            or stretch
        )
    inherit(done)
    across(readings, done)
    for i, stretch in enumerate(done):
        if stretch.rule is None and not is_fragment(stretch):
            done[i] = nearest(stretch, readings[stretch.paragraph]) or stretch
    inherit(done)
    float_on(readings, done)
    return done


def _labelled(stretch: Stretch, reading: Reading) -> Stretch | None:
    text, outer = reading.doc.text, stretch.mark.outer
    before = _LABEL.match(text[: outer.start])
    if before is not None:
        return replace(stretch, rule="label", label=before.span("label"), source_paragraph=stretch.paragraph)
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
    if is_fragment(stretch) and (_is_title(stretch, reading) or _refers_back(stretch, reading)):
        return None
    rule = {"according": "according", "inverted": "inverted"}.get(report.how, report.frame)
    return replace(stretch, rule=rule, report=report, source_paragraph=stretch.paragraph)


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
        and not _touches(report, stretch, reading)
    )


def _touches(report: Report, stretch: Stretch, reading: Reading) -> bool:
    between = (stretch.end, report.cue) if report.cue >= stretch.end else (report.cue + 1, stretch.start)
    words = [t for t in reading.doc[between[0] : between[1]] if not t.is_punct]
    return len(words) <= _AT_ONCE


def _refers_back(stretch: Stretch, reading: Reading) -> bool:
    """Tell whether a fragment is a name for what was told before: 'this “reassurance force”'."""
    head = reading.doc[stretch.start : stretch.end].root
    return any(c.i < stretch.start and c.lower_ in {"this", "these", "such"} for c in head.children)


def _is_title(stretch: Stretch, reading: Reading) -> bool:
    """Tell whether a fragment is the name of a work or programme: 'on “New Day”', 'the podcast “Here’s the Thing”'."""
    doc = reading.doc
    words = [t for t in doc[stretch.start : stretch.end] if any(c.isalnum() for c in t.text)]
    if not all(t.text[:1].isupper() or t.lower_ in _SMALL_WORDS for t in words):
        return False
    before = stretch.start - 1
    while before >= 0 and doc[before].text in {'"', "``", "''", "'", ","}:
        before -= 1
    return before >= 0 and (doc[before].tag_ == "POS" or doc[before].lemma_.lower() in _TITLE_WORDS)


def _beside(stretch: Stretch, reading: Reading) -> Stretch | None:
    """Attribute by a cue right behind or before the marks that the parser did not tie to them."""
    doc = reading.doc
    best: tuple[int, str, Report] | None = None
    for report in reading.reports:
        if report.source is None or report.entry is None or "quote" not in report.entry.frames:
            continue
        if report.cue >= stretch.end:
            gap = _between(reading, stretch.end, report.cue)
            rule = "behind"
            near = min(report.cue, report.source)
        else:
            gap = _between(reading, report.cue + 1, stretch.start)
            rule = "before"
            near = report.cue
        if len(gap) > _NEAR or any(reading.quoted[i] or doc[i].text in {".", "!", "?", ";"} for i in gap):
            continue
        if rule == "behind" and not (_goes_on(doc.text, stretch) and _follows_at_once(doc, gap.start, near)):
            continue
        if rule == "before" and (
            report.content and report.frame in {"inf", "obj"} and not _colon(doc, stretch.start)
        ):
            continue
        if rule == "before" and is_fragment(stretch) and not _introduces(doc, stretch.start):
            continue
        if best is None or len(gap) < best[0]:
            best = (len(gap), rule, report)
    if best is None:
        return None
    return replace(stretch, rule=best[1], report=best[2], source_paragraph=stretch.paragraph)


def _behind_colon(stretch: Stretch, reading: Reading) -> Stretch | None:
    """Attribute words behind a colon to the subject of the sentence that announces them, whatever its verb."""
    doc = reading.doc
    if is_fragment(stretch) or not _colon(doc, stretch.start):
        return None
    colon = max(i for i in range(max(0, stretch.start - 3), stretch.start) if doc[i].text == ":")
    begin = colon
    while begin > 0 and doc[begin - 1].text not in {".", "!", "?"} and not reading.quoted[begin - 1]:
        begin -= 1
    subjects = [t for t in doc[begin:colon] if t.dep_ in {"nsubj", "nsubjpass"} and begin <= t.head.i < colon]
    if not subjects:
        return None
    subject, verb = subjects[0], subjects[0].head
    report = Report(
        verb.i,
        verb.i,
        verb.i + 1,
        cues().get(verb.lemma_.lower()),
        subject.i,
        subject.i,
        "subject",
        (),
        "none",
    )
    return replace(stretch, rule="colon", report=report, source_paragraph=stretch.paragraph)


def _between(reading: Reading, start: int, end: int) -> range:
    """Return the tokens between words and cue, quotation marks at either end left out."""
    while start < end and reading.doc[start].text in {'"', "''", "``", "'", ",", "»"}:
        start += 1
    while start < end and reading.doc[end - 1].text in {'"', "''", "``", "'", "«"}:
        end -= 1
    return range(start, end)


def _follows_at_once(doc: Doc, end: int, near: int) -> bool:
    """Tell whether only punctuation stands between the closing mark and the cue clause."""
    words = [t for t in doc[end:near] if not t.is_punct and t.text not in {"'", '"'}]
    return len(words) <= _AT_ONCE


def _colon(doc: Doc, start: int) -> bool:
    return any(t.text == ":" for t in doc[max(0, start - 3) : start])


def _introduces(doc: Doc, start: int) -> bool:
    """Tell whether a comma or colon ties a short fragment to the cue before it."""
    return any(t.text in {",", ":"} for t in doc[max(0, start - 2) : start])


def _goes_on(text: str, stretch: Stretch) -> bool:
    """Tell whether the sentence goes on behind the marks: no full stop inside them, but a comma, dash or question."""
    last = stretch.mark.inner.of(text)[-1]
    after = text[stretch.mark.outer.end : stretch.mark.outer.end + 1]
    return last in ",?!—–-" or after == ","
