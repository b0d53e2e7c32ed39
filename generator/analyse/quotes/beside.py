"""Cues that stand beside words in quotation marks though the parser did not tie them together."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.analyse.quotes.names import is_name
from generator.analyse.quotes.report import by_subject
from generator.analyse.quotes.stretch import is_fragment

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from generator.analyse.quotes.report import Report
    from generator.analyse.quotes.stretch import Reading, Stretch

_NEAR = 12
"""Tokens between a quote and the cue that stands beside it in the same sentence."""

_AT_ONCE = 4
"""Words that may stand between a closing mark and its cue clause."""


def beside(stretch: Stretch, reading: Reading) -> Stretch | None:
    """Attribute by a cue right behind or before the marks that the parser did not tie to them."""
    if is_fragment(stretch) and is_name(stretch, reading):
        return None
    best: tuple[int, str, Report] | None = None
    for report in reading.reports_near(stretch.start, stretch.end, _NEAR):
        if report.source is None or report.entry is None or "quote" not in report.entry.frames:
            continue
        gap = _gap(stretch, reading, report)
        if gap is None:
            continue
        if report.cue >= stretch.end:
            rule, fits = "behind", _stands_behind(report, stretch, reading, gap.start)
        else:
            rule, fits = "before", _stands_before(report, stretch, reading)
        if fits and (best is None or len(gap) < best[0]):
            best = (len(gap), rule, report)
    if best is None:
        return None
    return replace(stretch, rule=best[1], report=best[2], source_paragraph=stretch.paragraph)


def _gap(stretch: Stretch, reading: Reading, report: Report) -> range | None:
    """Return the tokens between words and cue; None where they are too many or a sentence ends among them."""
    if report.cue >= stretch.end:
        gap = _between(reading, stretch.end, report.cue)
    else:
        gap = _between(reading, report.cue + 1, stretch.start)
    parted = len(gap) > _NEAR or any(
        reading.quoted[i] or reading.doc[i].text in {".", "!", "?", ";"} for i in gap
    )
    return None if parted else gap


def _stands_behind(report: Report, stretch: Stretch, reading: Reading, gap: int) -> bool:
    if report.source is None or any(start > report.cue for start, _ in report.content):
        return False
    doc = reading.doc
    goes_on = _goes_on(reading.text, stretch) or (not is_fragment(stretch) and _only_tells_who(report, doc))
    return goes_on and _follows_at_once(doc, gap, min(report.cue, report.source))


def _stands_before(report: Report, stretch: Stretch, reading: Reading) -> bool:
    doc = reading.doc
    if report.content and report.frame in {"inf", "obj"} and not _colon(doc, stretch.start):
        return False
    return not is_fragment(stretch) or _introduces(doc, stretch.start)


def behind_colon(stretch: Stretch, reading: Reading) -> Stretch | None:
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
    report = by_subject(subjects[0].head, subjects[0])
    return replace(stretch, rule="colon", report=report, source_paragraph=stretch.paragraph)


def _only_tells_who(report: Report, doc: Doc) -> bool:
    """Tell whether a clause behind a full stop has nothing to report but the words before it: '"Yes." Ellis said.'."""
    behind = doc[report.cue_end : report.cue_end + _AT_ONCE]
    more = any(t.text in {'"', "''", "``", ":"} for t in behind) or any(
        c.dep_ == "dobj" for c in doc[report.cue].children
    )
    says = report.entry is not None and "clause" in report.entry.frames
    return says and not report.content and report.how in {"subject", "inverted"} and not more


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
