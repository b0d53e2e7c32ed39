"""Quotes of one article, put together from marks, reports, clauses and resolved sources."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from generator.analyse.actors.lexicon import lexicon
from generator.analyse.quotes import direct
from generator.analyse.quotes.indirect import Clause, clauses
from generator.analyse.quotes.lexicon import rules, times_seen
from generator.analyse.quotes.marks import find_marks
from generator.analyse.quotes.report import Report
from generator.analyse.quotes.reports import find_reports
from generator.analyse.quotes.resolve import Resolver
from generator.analyse.quotes.resolved import Resolved
from generator.analyse.quotes.source import noun_phrase
from generator.analyse.quotes.stretch import SHORT, Reading
from generator.analyse.quotes.stretch import stretches as stretches_of
from generator.analyse.quotes.transcript import Turn, find_turns
from generator.model import Quote, QuoteKind, Span, Weighing

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
class Draft:
    """A quote before it has an id; `utterance` names what its group is made from."""

    kind: QuoteKind
    content: Span
    utterance: tuple[str, int, int]
    part_of: Span | None = None
    report: Report | None = None
    paragraph: int | None = None
    """Body paragraph of the report."""
    label: Span | None = None
    carried: tuple[Span, ...] = ()
    """Contents of the stretches that the speaker was carried from, the nearest first."""
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What stands where a draft's source was looked for, and who that is."""

    written: Span | None = None
    """The source as written; None where there is none."""
    named_by: Span | None = None
    """The phrase that was resolved: the source, or what its relative pronoun stands for."""
    who: Resolved = field(default_factory=Resolved)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A quote with all that it was made from."""

    quote: Quote
    draft: Draft
    source: Source
    weighing: Weighing
    reading: Reading | None
    """The paragraph of the report; None without report."""


def find_quotes(parsed: Parsed, found: Found) -> tuple[Quote, ...]:
    """Return the quotes of a parsed article in text order, a mixed one before its fragments."""
    return tuple(finding.quote for finding in find(parsed, open_article(parsed, found)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An article made ready for looking who says what in it."""

    readings: tuple[Reading, ...]
    """The body's paragraphs with their quotation marks and acts of reporting."""
    order: tuple[int, ...]
    """Of each of them its index in `Parsed.paragraphs`."""
    resolver: Resolver


def open_article(parsed: Parsed, found: Found) -> Opened:
    """Return an article ready for `find`."""
    readings = tuple(_reading(p) for p in parsed.body())
    quoted = [m.inner.shifted(r.parsed.start) for r in readings for m in r.marks]
    places = {id(p): n for n, p in enumerate(parsed.paragraphs)}
    return Opened(
        readings=readings,
        order=tuple(places[id(p)] for p in parsed.body()),
        resolver=Resolver(parsed, found, quoted),
    )


def find(parsed: Parsed, opened: Opened) -> tuple[Finding, ...]:
    """Return the quotes with what they were made from, in the order of `find_quotes`."""
    readings = opened.readings
    turns = find_turns(readings)
    stretches = direct.attribute(readings, [s for s in stretches_of(readings) if s.paragraph not in turns])
    drafts = _drafts(readings, stretches, turns)
    return _finish(parsed, drafts, readings, opened.resolver, opened.order)


def _reading(parsed: ParsedParagraph) -> Reading:
    marks = find_marks(parsed.text)
    inside = [False] * len(parsed.doc)
    starts = [token.idx for token in parsed.doc] if marks else []
    for mark in marks:
        first, end = bisect_left(starts, mark.outer.start), bisect_left(starts, mark.outer.end)
        inside[first:end] = [True] * (end - first)
    quoted = tuple(inside)
    return Reading(parsed, marks, quoted, find_reports(parsed.doc, quoted))


def _drafts(
    readings: Sequence[Reading], stretches: Sequence[Stretch], turns: Mapping[int, Turn]
) -> list[Draft]:
    drafts = [_from_turn(number, turn) for number, turn in turns.items()]
    spoken: dict[int, list[Stretch]] = {}
    for stretch in stretches:
        if stretch.rule is not None:
            spoken.setdefault(stretch.paragraph, []).append(stretch)
    mixed: dict[int, list[Span]] = {}
    for number, reading in enumerate(readings):
        if number in turns:
            continue
        for clause in clauses(reading):
            if _begins_with_a_quotation(clause, reading):
                continue
            draft = _from_clause(number, reading, clause, spoken.get(number, ()))
            drafts.append(draft)
            if draft.kind == "mixed":
                mixed.setdefault(number, []).append(draft.content)
    for i, stretch in enumerate(stretches):
        if stretch.rule is not None or (
            stretch.n_words >= SHORT and _looks_spoken(readings[stretch.paragraph], stretch)
        ):
            drafts.append(_from_stretch(readings, stretches, i, mixed.get(stretch.paragraph, ())))
    return sorted(drafts, key=lambda d: (d.content.start, -d.content.end, d.part_of is not None))


def _from_turn(number: int, turn: Turn) -> Draft:
    return Draft(
        kind="direct", content=turn.content, utterance=("turn", number, 0), label=turn.label, rule="label"
    )


def _looks_spoken(reading: Reading, stretch: Stretch) -> bool:
    """Tell whether unattributed words in marks are a sentence: they begin with a capital and hold a verb."""
    words = reading.doc[stretch.start : stretch.end]
    opening = stretch.mark.inner.of(reading.text).lstrip("[(…. ")
    return opening[:1].isupper() and any(t.pos_ in {"VERB", "AUX"} for t in words)


def _from_clause(number: int, reading: Reading, clause: Clause, spoken: Sequence[Stretch]) -> Draft:
    tokens = reading.doc[clause.start : clause.end]
    inside = _balanced(Span(start=tokens.start_char, end=tokens.end_char), reading)
    content = inside.shifted(reading.parsed.start)
    holds_words = any(s.mark.inner.overlaps(inside) for s in spoken)
    report = clause.report
    rule = "according" if report.how == "according" else f"{report.frame}"
    return Draft(
        kind="mixed" if clause.kind == "mixed" and holds_words else "indirect",
        content=content,
        utterance=("cue", number, report.cue),
        report=report,
        paragraph=number,
        rule=rule,
    )


def _begins_with_a_quotation(clause: Clause, reading: Reading) -> bool:
    """Tell whether a clause is a finished quotation and what the parser joined to it: '"We lost," and the flag is down'."""
    tokens = reading.doc[clause.start : clause.end]
    for mark in reading.marks:
        if mark.outer.start in {tokens.start_char, tokens.start_char - 1}:
            more = reading.text[mark.outer.end : tokens.end_char]
            if not mark.closed or mark.inner.of(reading.text)[-1] not in ",.?!":
                return False
            if clause.report.cue < clause.start:
                return any(c.isalnum() for c in more)
            # '“We lost,” de Wael said': the parser may give the name's first word to what was said.
            return bool(more.strip()) and set(more.split()) <= lexicon().particles
    return False


def _balanced(content: Span, reading: Reading) -> Span:
    """Return the clause with both marks of every stretch it opens, and all between: 'until “peace is established.”'."""
    start, end = content.start, content.end
    for mark in reading.marks:
        if not mark.outer.overlaps(content):
            continue
        if mark.outer.start < start and not any(c.isalnum() for c in reading.text[mark.outer.start : start]):
            start = mark.outer.start
        opens_within = mark.closed and mark.outer.start >= start
        if mark.outer.end > end and (
            opens_within or not any(c.isalnum() for c in reading.text[end : mark.outer.end])
        ):
            end = mark.outer.end
    return Span(start=start, end=end)


def _from_stretch(
    readings: Sequence[Reading], stretches: Sequence[Stretch], i: int, mixed: Iterable[Span]
) -> Draft:
    """Return the draft of a stretch; mixed: the contents of its paragraph's mixed quotes."""
    stretch = stretches[i]
    reading = readings[stretch.paragraph]
    content = stretch.mark.inner.shifted(reading.parsed.start)
    holders = [span for span in mixed if span.contains(content)]
    label = None
    if stretch.label is not None and stretch.source_paragraph is not None:
        begin = readings[stretch.source_paragraph].parsed.start
        label = Span(start=begin + stretch.label[0], end=begin + stretch.label[1])
    root, carried = stretch, []
    while root.inherits is not None:
        root = stretches[root.inherits]
        carried.append(root.mark.inner.shifted(readings[root.paragraph].parsed.start))
    if root.report is not None and root.source_paragraph is not None:
        utterance = ("cue", root.source_paragraph, root.report.cue)
    else:
        utterance = ("mark", root.paragraph, root.mark.outer.start)
    return Draft(
        kind="direct",
        content=content,
        utterance=utterance,
        part_of=min(holders, key=len) if holders else None,
        report=stretch.report,
        paragraph=stretch.source_paragraph,
        label=label,
        carried=tuple(carried),
        rule=stretch.rule or "unattributed",
    )


def _finish(
    parsed: Parsed,
    drafts: Sequence[Draft],
    readings: Sequence[Reading],
    resolver: Resolver,
    order: Sequence[int],
) -> tuple[Finding, ...]:
    ids = _ids(parsed.article.text, drafts)
    by_span = {d.content: ids[n] for n, d in enumerate(drafts) if d.kind == "mixed"}
    first: dict[tuple[str, int, int], str] = {}
    sources: dict[tuple[str, int, int], Source] = {}
    for draft in sorted(drafts, key=lambda d: _place_of_source(d, readings)):
        if draft.utterance not in sources:
            sources[draft.utterance] = _source(draft, readings, resolver, order)
    findings = []
    for n, draft in enumerate(drafts):
        group = first.setdefault(draft.utterance, ids[n])
        source = sources[draft.utterance]
        weighing = _weigh(draft, source.who)
        quote = _quote(draft, ids[n], group, readings, source, weighing)
        part_of = by_span.get(draft.part_of) if draft.part_of is not None else None
        reading = readings[draft.paragraph] if draft.paragraph is not None else None
        findings.append(
            Finding(
                quote=replace(quote, part_of=part_of),
                draft=draft,
                source=source,
                weighing=weighing,
                reading=reading,
            )
        )
    return tuple(findings)


def _place_of_source(draft: Draft, readings: Sequence[Reading]) -> int:
    """Return where the source stands: sources are resolved as a reader meets them, so that "he" may be the last one."""
    if draft.report is None or draft.report.source is None or draft.paragraph is None:
        return draft.content.start
    parsed = readings[draft.paragraph].parsed
    return parsed.start + parsed.doc[draft.report.source].idx


def _source(draft: Draft, readings: Sequence[Reading], resolver: Resolver, order: Sequence[int]) -> Source:
    if draft.label is not None:
        return Source(written=draft.label, named_by=draft.label, who=resolver.resolve_label(draft.label))
    if draft.report is None or draft.report.source is None or draft.paragraph is None:
        return Source()
    reading = readings[draft.paragraph]
    start, end = noun_phrase(reading.doc[draft.report.source])
    written = reading.parsed.span(reading.doc[start:end])
    head = reading.doc[draft.report.named_by if draft.report.named_by is not None else draft.report.source]
    start, end = noun_phrase(head)
    tokens = reading.doc[start:end]
    named_by = reading.parsed.span(tokens)
    who = resolver.resolve(order[draft.paragraph], head, named_by, tokens.text)
    return Source(written=written, named_by=named_by, who=who)


def _weigh(draft: Draft, who: Resolved) -> Weighing:
    """Return the rule's figure, lowered by what had to be resolved."""
    name = (draft.rule, "direct" if draft.kind == "direct" else "clause")
    return Weighing(
        rule=rules().get(name, _UNMEASURED),
        n_seen=times_seen().get(name, 0),
        factors=((who.way, who.sure),) if who.sure < 1 else (),
        limit=_NOBODY if who.speaker is None and who.unnamed is None else None,
    )


def _quote(
    draft: Draft, quote_id: str, group: str, readings: Sequence[Reading], source: Source, weighing: Weighing
) -> Quote:
    cue, cue_class = None, None
    if draft.report is not None and draft.paragraph is not None:
        reading = readings[draft.paragraph]
        tokens = reading.doc[draft.report.cue_start : draft.report.cue_end]
        cue = reading.parsed.span(tokens)
        cue_class = draft.report.entry.cue_class if draft.report.entry is not None else None
        if draft.report.how == "according":
            cue_class = "according to"
    who = source.who
    return Quote(
        id=quote_id,
        kind=draft.kind,
        content=draft.content,
        group=group,
        cue=cue,
        cue_class=cue_class,
        source=source.written,
        speaker=who.speaker,
        joint_speakers=who.joint,
        unnamed=who.unnamed,
        is_document=who.is_document,
        candidates=who.candidates,
        rule=draft.rule,
        confidence=weighing.value,
    )


def _ids(text: str, drafts: Sequence[Draft]) -> list[str]:
    """Return ids made from the words, so that a quote keeps its address when other text changes."""
    seen: dict[str, int] = {}
    ids = []
    for draft in drafts:
        words = " ".join(draft.content.of(text).split())
        digest = hashlib.sha256(f"{draft.kind}\0{words}".encode("utf-8", "surrogatepass")).hexdigest()[:8]
        seen[digest] = seen.get(digest, 0) + 1
        ids.append(digest if seen[digest] == 1 else f"{digest}-{seen[digest]}")
    return ids
