"""Quotes of one article, put together from marks, reports, clauses and resolved sources."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.analyse.quotes import direct
from generator.analyse.quotes.indirect import Clause, clauses
from generator.analyse.quotes.lexicon import rules
from generator.analyse.quotes.marks import find_marks
from generator.analyse.quotes.reports import Report, find_reports
from generator.analyse.quotes.resolve import Resolved, Resolver
from generator.analyse.quotes.source import noun_phrase
from generator.analyse.quotes.stretch import SHORT, Reading
from generator.analyse.quotes.stretch import stretches as stretches_of
from generator.analyse.quotes.transcript import Turn, find_turns
from generator.model import Quote, QuoteKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from generator.analyse.actors import Found
    from generator.analyse.parse import Parsed, ParsedParagraph
    from generator.analyse.quotes.stretch import Stretch


_UNMEASURED = 0.5
"""Confidence of a rule that was too rare to be measured."""

_NOBODY = 0.4
"""Highest confidence of a quote that nobody could be found for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    """A quote before it has an id; `utterance` names what its group is made from."""

    kind: QuoteKind
    content: Span
    utterance: tuple[str, int, int]
    part_of: Span | None = None
    report: Report | None = None
    paragraph: int | None = None
    """Body paragraph of the report."""
    label: Span | None = None
    rule: str


def find_quotes(parsed: Parsed, found: Found) -> tuple[Quote, ...]:
    """Return the quotes of a parsed article in text order, a mixed one before its fragments."""
    body = tuple(parsed.body())
    readings = tuple(_reading(p) for p in body)
    turns = find_turns(readings)
    stretches = direct.attribute(readings, [s for s in stretches_of(readings) if s.paragraph not in turns])
    drafts = _drafts(readings, stretches, turns)
    quoted = [m.inner.shifted(r.parsed.start) for r in readings for m in r.marks]
    resolver = Resolver(parsed, found, quoted)
    places = {id(p): n for n, p in enumerate(parsed.paragraphs)}
    order = [places[id(p)] for p in body]
    return _finish(parsed, drafts, readings, resolver, order)


def _reading(parsed: ParsedParagraph) -> Reading:
    marks = find_marks(parsed.doc.text)
    inside = [False] * len(parsed.doc)
    for mark in marks:
        for token in parsed.doc:
            if mark.outer.start <= token.idx < mark.outer.end:
                inside[token.i] = True
    quoted = tuple(inside)
    return Reading(parsed, marks, quoted, find_reports(parsed.doc, quoted))


def _drafts(
    readings: Sequence[Reading], stretches: Sequence[Stretch], turns: Mapping[int, Turn]
) -> list[_Draft]:
    drafts = [_from_turn(number, turn) for number, turn in turns.items()]
    mixed: list[tuple[int, Span]] = []
    for number, reading in enumerate(readings):
        if number in turns:
            continue
        spoken = [s for s in stretches if s.paragraph == number and s.rule is not None]
        for clause in clauses(reading):
            draft = _from_clause(number, reading, clause, spoken)
            drafts.append(draft)
            if draft.kind == "mixed":
                mixed.append((number, draft.content))
    for i, stretch in enumerate(stretches):
        if stretch.rule is not None or (
            stretch.n_words >= SHORT and _looks_spoken(readings[stretch.paragraph], stretch)
        ):
            drafts.append(_from_stretch(readings, stretches, i, mixed))
    return sorted(drafts, key=lambda d: (d.content.start, -d.content.end, d.part_of is not None))


def _from_turn(number: int, turn: Turn) -> _Draft:
    return _Draft(
        kind="direct", content=turn.content, utterance=("turn", number, 0), label=turn.label, rule="label"
    )


def _looks_spoken(reading: Reading, stretch: Stretch) -> bool:
    """Tell whether unattributed words in marks are a sentence: they begin with a capital and hold a verb."""
    words = reading.doc[stretch.start : stretch.end]
    return words[0].text[:1].isupper() and any(t.pos_ in {"VERB", "AUX"} for t in words)


def _from_clause(number: int, reading: Reading, clause: Clause, spoken: Sequence[Stretch]) -> _Draft:
    tokens = reading.doc[clause.start : clause.end]
    inside = _balanced(Span(start=tokens.start_char, end=tokens.end_char), reading)
    content = inside.shifted(reading.parsed.start)
    holds_words = any(s.mark.inner.overlaps(inside) for s in spoken)
    report = clause.report
    rule = "according" if report.how == "according" else f"{report.frame}"
    return _Draft(
        kind="mixed" if clause.kind == "mixed" and holds_words else "indirect",
        content=content,
        utterance=("cue", number, report.cue),
        report=report,
        paragraph=number,
        rule=rule,
    )


def _balanced(content: Span, reading: Reading) -> Span:
    """Return the clause with both marks of every stretch it holds: 'until “peace is established.”'."""
    start, end = content.start, content.end
    for mark in reading.marks:
        if not mark.outer.overlaps(content):
            continue
        if mark.outer.start < start and not any(
            c.isalnum() for c in reading.doc.text[mark.outer.start : start]
        ):
            start = mark.outer.start
        if mark.outer.end > end and not any(c.isalnum() for c in reading.doc.text[end : mark.outer.end]):
            end = mark.outer.end
    return Span(start=start, end=end)


def _from_stretch(
    readings: Sequence[Reading], stretches: Sequence[Stretch], i: int, mixed: Iterable[tuple[int, Span]]
) -> _Draft:
    stretch = stretches[i]
    reading = readings[stretch.paragraph]
    content = stretch.mark.inner.shifted(reading.parsed.start)
    holders = [span for number, span in mixed if number == stretch.paragraph and span.contains(content)]
    label = None
    if stretch.label is not None and stretch.source_paragraph is not None:
        begin = readings[stretch.source_paragraph].parsed.start
        label = Span(start=begin + stretch.label[0], end=begin + stretch.label[1])
    root = stretch
    while root.inherits is not None:
        root = stretches[root.inherits]
    if root.report is not None and root.source_paragraph is not None:
        utterance = ("cue", root.source_paragraph, root.report.cue)
    else:
        utterance = ("mark", root.paragraph, root.mark.outer.start)
    return _Draft(
        kind="direct",
        content=content,
        utterance=utterance,
        part_of=min(holders, key=len) if holders else None,
        report=stretch.report,
        paragraph=stretch.source_paragraph,
        label=label,
        rule=stretch.rule or "unattributed",
    )


def _finish(
    parsed: Parsed,
    drafts: Sequence[_Draft],
    readings: Sequence[Reading],
    resolver: Resolver,
    order: Sequence[int],
) -> tuple[Quote, ...]:
    ids = _ids(parsed.article.text, drafts)
    by_span = {d.content: ids[n] for n, d in enumerate(drafts) if d.kind == "mixed"}
    first: dict[tuple[str, int, int], str] = {}
    resolved: dict[tuple[str, int, int], tuple[Span | None, Resolved]] = {}
    quotes = []
    for n, draft in enumerate(drafts):
        group = first.setdefault(draft.utterance, ids[n])
        if draft.utterance not in resolved:
            resolved[draft.utterance] = _source(draft, readings, resolver, order)
        source, who = resolved[draft.utterance]
        quote = _quote(draft, ids[n], group, readings, source, who)
        quotes.append(
            replace(quote, part_of=by_span.get(draft.part_of) if draft.part_of is not None else None)
        )
    return tuple(quotes)


def _source(
    draft: _Draft, readings: Sequence[Reading], resolver: Resolver, order: Sequence[int]
) -> tuple[Span | None, Resolved]:
    if draft.label is not None:
        return draft.label, resolver.resolve_label(draft.label)
    if draft.report is None or draft.report.source is None or draft.paragraph is None:
        return None, Resolved()
    reading = readings[draft.paragraph]
    start, end = noun_phrase(reading.doc[draft.report.source])
    written = reading.parsed.span(reading.doc[start:end])
    head = reading.doc[draft.report.named_by if draft.report.named_by is not None else draft.report.source]
    start, end = noun_phrase(head)
    tokens = reading.doc[start:end]
    return written, resolver.resolve(order[draft.paragraph], head, reading.parsed.span(tokens), tokens.text)


def _quote(
    draft: _Draft, quote_id: str, group: str, readings: Sequence[Reading], source: Span | None, who: Resolved
) -> Quote:
    cue, cue_class = None, None
    if draft.report is not None and draft.paragraph is not None:
        reading = readings[draft.paragraph]
        tokens = reading.doc[draft.report.cue_start : draft.report.cue_end]
        cue = reading.parsed.span(tokens)
        cue_class = draft.report.entry.cue_class if draft.report.entry is not None else None
        if draft.report.how == "according":
            cue_class = "according to"
    measured = rules().get((draft.rule, "direct" if draft.kind == "direct" else "clause"), _UNMEASURED)
    confidence = measured * who.sure
    if who.speaker is None and who.unnamed is None:
        confidence = min(confidence, _NOBODY)
    return Quote(
        id=quote_id,
        kind=draft.kind,
        content=draft.content,
        group=group,
        cue=cue,
        cue_class=cue_class,
        source=source,
        speaker=who.speaker,
        joint_speakers=who.joint,
        unnamed=who.unnamed,
        candidates=who.candidates,
        rule=draft.rule,
        confidence=round(confidence, 2),
    )


def _ids(text: str, drafts: Sequence[_Draft]) -> list[str]:
    """Return ids made from the words, so that a quote keeps its address when other text changes."""
    seen: dict[str, int] = {}
    ids = []
    for draft in drafts:
        words = " ".join(draft.content.of(text).split())
        digest = hashlib.sha256(f"{draft.kind}\0{words}".encode("utf-8", "surrogatepass")).hexdigest()[:8]
        seen[digest] = seen.get(digest, 0) + 1
        ids.append(digest if seen[digest] == 1 else f"{digest}-{seen[digest]}")
    return ids
