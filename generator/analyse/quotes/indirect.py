"""Speech without quotation marks, or only partly in them: the clauses that a cue governs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.analyse.quotes.report import Report
from generator.analyse.quotes.somebody import is_document, is_somebody

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token

    from generator.analyse.quotes.stretch import Reading

_NOT_SPEECH = frozenset({"thought", "worried", "doubted", "hoped"})
"""Cue classes of the mind: kept for words in quotation marks, not for clauses."""

_SEEMS = frozenset({"suggested", "threatened"})
"""Cue classes that tell what a thing makes likely as often as what somebody says."""

MIN_WORDS = 2
"""A clause of one word ("so", "it") tells a reader nothing."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One unbroken piece of what a cue governs; token indices of the paragraph's doc."""

    report: Report
    start: int
    end: int
    n_quoted: int
    """Words of it inside quotation marks."""
    n_words: int

    @property
    def kind(self) -> str:
        """direct, mixed or indirect, by how much of it stands in marks."""
        if self.n_quoted == 0:
            return "indirect"
        return "direct" if self.n_quoted == self.n_words else "mixed"


def clauses(reading: Reading) -> Iterator[Clause]:
    """Yield the mixed and indirect clauses of one paragraph in order of their cues."""
    seen: set[tuple[int, int]] = set()
    for report in reading.reports:
        if not _reports_speech(report) or _is_denied(reading.doc[report.cue]):
            continue
        if _asks_for_silence(report, reading.doc) or _is_a_thing(report, reading.doc):
            continue
        for start, end in report.content:
            trimmed = _trim(reading.doc, start, end)
            if trimmed is None or trimmed in seen:
                continue
            words = [i for i in range(*trimmed) if any(c.isalnum() for c in reading.doc[i].text)]
            clause = Clause(report, *trimmed, sum(reading.quoted[i] for i in words), len(words))
            # "As polls show, …", "his belief that …": without quoted words speech in a third of the cases at most.
            narrated = report.frame in {"as", "noun"} and clause.n_quoted == 0
            if clause.kind != "direct" and len(words) >= MIN_WORDS and not narrated:
                seen.add(trimmed)
                yield clause


def _reports_speech(report: Report) -> bool:
    if report.source is None:
        return False
    if report.entry is None:
        return True
    if report.frame in {"clause", "around"} and "clause" not in report.entry.frames:
        return False
    return report.entry.cue_class not in _NOT_SPEECH


def _is_a_thing(report: Report, doc: Doc) -> bool:
    """Tell whether the source can neither speak nor be read: "an unavoidable coincidence suggested …" tells what seemed so."""
    if report.source is None or report.entry is None or report.entry.cue_class not in _SEEMS:
        return False
    source = doc[report.source]
    return source.pos_ == "NOUN" and not (is_somebody(source) or is_document(source))


def _asks_for_silence(report: Report, doc: Doc) -> bool:
    """Tell whether somebody asked not to be named: that is how they speak, not what they say."""
    words = {t.lemma_.lower() for start, end in report.content for t in doc[start:end]}
    return report.frame == "inf" and bool(words & {"name", "identify", "quote"}) and "not" in words


def _is_denied(cue: Token) -> bool:
    """Tell whether the article says that something was not said: "would not say whether", "declined to say"."""
    joined = cue.head if cue.dep_ == "conj" and not any(c.dep_ == "nsubj" for c in cue.children) else cue
    between = cue.doc[joined.i : cue.i]
    refused = any(c.dep_ == "neg" and c.i < cue.i for c in joined.children) and (
        joined == cue
        or (
            all(t.pos_ != "VERB" or t == joined for t in between)
            and any(t.lower_ in {"or", "nor"} for t in between)
        )
    )
    return refused or (cue.dep_ == "xcomp" and cue.head.lemma_.lower() in {"decline", "refuse", "fail"})


def _trim(doc: Doc, start: int, end: int) -> tuple[int, int] | None:
    """Return the range without "that", punctuation and conjunctions at its edges; None if nothing is left."""
    while start < end and (
        (doc[start].is_punct and doc[start].text not in {'"', "``", "''", "'", "("})
        or doc[start].is_space
        or (doc[start].lower_ == "that" and doc[start].dep_ == "mark")
    ):
        start += 1
    while start < end and (
        doc[end - 1].is_space
        or doc[end - 1].text in {",", ".", ";", ":", "—", "–", "-"}
        or (doc[end - 1].dep_ == "cc" and doc[end - 1].lower_ in {"and", "but", "or"})
    ):
        end -= 1
    return (start, end) if start < end else None
