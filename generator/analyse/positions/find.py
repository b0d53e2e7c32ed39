"""Positions and conditions of one article, put together from its words, its quotes and their speakers."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.analyse.positions.conditions import find_conditions
from generator.analyse.positions.draft import Draft, Page
from generator.analyse.positions.duty import required
from generator.analyse.positions.evaluated import charged, evaluated, needed
from generator.analyse.positions.holder import Holders
from generator.analyse.positions.lexicon import MODALS, keys, rules
from generator.analyse.positions.modal import WILL, bound, willed
from generator.analyse.positions.retold import is_retold
from generator.analyse.positions.speech import Speech
from generator.analyse.positions.stated import stated
from generator.analyse.positions.vague import is_clear, named_alone, whole
from generator.model import Condition, Position, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.tokens import Token

    from generator.analyse.parse import Parsed
    from generator.analyse.positions.conditions import Conditional
    from generator.analyse.quotes.find import Finding, Opened
    from generator.analyse.quotes.resolved import Places

_ONLY_MODAL = MODALS - {"have", "need"}
_POINTS = frozenset({"it", "this", "that", "these", "those", "them", "they"})
_UNMEASURED = 0.7
"""Confidence of a rule that was too rare to be measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stances:
    """What an article says that somebody wants, and on what it depends, in text order."""

    positions: tuple[Position, ...]
    conditions: tuple[Condition, ...]


def find_positions(parsed: Parsed, opened: Opened, findings: Sequence[Finding]) -> Stances:
    """Return the positions and conditions of an article whose quotes are found."""
    speech = Speech(findings)
    holders = Holders(opened.resolver.places, opened.resolver.again(), opened.order)
    drafts: list[Draft] = []
    conditionals: list[Conditional] = []
    for number, reading in enumerate(opened.readings):
        page = Page(number=number, reading=reading)
        drafts.extend(_on_page(page, speech, holders))
        conditionals.extend(find_conditions(page, speech))
    places = opened.resolver.places
    text = parsed.article.text
    sure = (
        d
        for d in drafts
        if is_clear(d, text) and not is_retold(d, text) and not _is_told_otherwise(d, speech)
    )
    kept = _merged(named_alone(d, places) for d in sure)
    return Stances(
        positions=tuple(_positions(text, kept, places)),
        conditions=tuple(_conditions(text, conditionals, kept)),
    )


def _on_page(page: Page, speech: Speech, holders: Holders) -> Iterator[Draft]:
    """Yield the positions of one paragraph; speakers are heard as a reader meets them."""
    doc, wanted = page.doc, keys()
    heard = sorted(speech.heard(page.number), key=_source)
    for i, lemma in enumerate(doc.to_array("LEMMA").tolist()):
        if lemma not in wanted:
            continue
        while heard and _source(heard[0]) <= i:
            holders.hear(page.parsed, heard.pop(0))
        word = doc[i]
        if word.lemma_ == "have" and word.dep_ == "aux":
            continue
        if word.lemma_ == "be" and word.dep_ in {"aux", "auxpass"}:
            continue
        said = speech.around(page.parsed.span(word))
        draft = _by_modal(page, word, holders, said) if word.lemma_ in MODALS else None
        if draft is None and word.lemma_ not in _ONLY_MODAL:
            draft = stated(page, word, holders, said, speech.by_cue.get((page.number, i), ())) or charged(
                page, word, holders, said
            )
        if draft is not None:
            yield draft
    for finding in heard:
        holders.hear(page.parsed, finding)


def _is_told_otherwise(draft: Draft, speech: Speech) -> bool:
    """Tell whether "he" or "she" is also who says a quotation of the sentence, and is not taken for the same one there."""
    held = draft.held
    if held is None or held.head is None or held.head.lower_ not in {"he", "she"}:
        return False
    said = (f.source.who for f in speech.heard(draft.page.number) if _source(f) == held.head.i)
    return any(who.speaker != held.who.speaker for who in said)


def _by_modal(page: Page, word: Token, holders: Holders, said: Finding | None) -> Draft | None:
    """Return the position that an auxiliary, "be" or "need" makes of what somebody says."""
    if word.lemma_ == "have" and (word.i + 1 == len(word.doc) or word.doc[word.i + 1].lower_ != "to"):
        return None
    if word.lemma_ == "be":
        return evaluated(page, word, holders, said) or bound(page, word, holders, said)
    found = (willed if word.lemma_ in WILL else required)(page, word, holders, said)
    return found or (needed(page, word, holders, said) if word.lemma_ == "need" else None)


def _source(finding: Finding) -> int:
    report = finding.draft.report
    return -1 if report is None or report.source is None else report.source


def _merged(drafts: Iterable[Draft]) -> list[Draft]:
    """Return the positions without those given twice: by a quote and in words, or by a duty inside a demand."""
    kept: list[Draft] = []
    for draft in drafts:
        if not any(_same(draft, other) for other in kept[-8:]):
            kept.append(draft)
    return kept


def _same(draft: Draft, other: Draft) -> bool:
    if draft.page.number != other.page.number or draft.object is None or other.object is None:
        return False
    same = _holder(draft) == _holder(other)
    if draft.rule == "will" and other.act == "pledges" and other.object.contains(draft.object):
        # "He promised that the commission would act" is his promise.
        return True
    if draft.rule == "must" and other.rule == "judged":
        # "The plan is wrong and should be dropped" says two things.
        return False
    if draft.rule in {"must", "will", "judged"}:
        return same and other.object.overlaps(draft.object)
    return same and draft.act == other.act and other.object.contains(draft.object)


def _holder(draft: Draft) -> tuple[str | None, str | None]:
    return (None, None) if draft.held is None else (draft.held.who.speaker, draft.held.who.unnamed)


def _positions(text: str, drafts: Sequence[Draft], places: Places) -> Iterator[Position]:
    placed = sorted(((whole(_span(d), text), d) for d in drafts), key=lambda p: (p[0].start, p[1].word.i))
    names = _ids(text, [(d.act, s) for s, d in placed])
    for (span, draft), name in zip(placed, names, strict=True):
        held = draft.held
        who = held.who if held is not None else None
        target = None
        if draft.target is not None:
            mention = places.mention_at(draft.page.parsed.start + draft.target.idx)
            target = (
                mention.actor
                if mention is not None and (who is None or mention.actor != who.speaker)
                else None
            )
        sure = draft.sure * (who.sure if who is not None else 1.0)
        yield Position(
            id=name,
            span=span,
            act=draft.act,
            cue=draft.page.span(*draft.cue),
            object=_told(draft, text),
            holder=held.written if held is not None else None,
            actor=who.speaker if who is not None else None,
            joint_actors=who.joint if who is not None else (),
            unnamed=who.unnamed if who is not None else None,
            target=target,
            quote=draft.said.quote.id if draft.said is not None else None,
            rule=draft.rule,
            confidence=round(rules().get(draft.rule, (0, _UNMEASURED))[1] * sure, 2),
        )


def _told(draft: Draft, text: str) -> Span | None:
    """Return the words of the object; None where the sentence only points at it: "it is unacceptable", "rejected that"."""
    if draft.object is None:
        return None
    words = draft.object.of(text).split()
    if (
        words
        and words[0].lower().split("'")[0].split("’")[0] in _POINTS
        and (len(words) == 1 or (draft.rule == "judged" and draft.act != "accuses"))
    ):
        return None
    return whole(draft.object, text)


def _span(draft: Draft) -> Span:
    """Return the clause: cue, object, and the holder where it stands in the same sentence."""
    begin, end = draft.cue
    before = draft.page.doc[begin - 1] if begin else None
    if before is not None and before.dep_ == "poss" and begin <= before.head.i < end:
        begin -= 1  # "my wish"
    cue = draft.page.span(begin, end)
    sentence = draft.page.parsed.span(draft.word.sent)
    parts = [cue]
    if draft.object is not None:
        parts.append(draft.object)
    written = draft.held.written if draft.held is not None else None
    if written is not None and sentence.contains(written):
        parts.append(written)
    return Span(start=min(p.start for p in parts), end=max(p.end for p in parts))


def _conditions(text: str, found: Sequence[Conditional], drafts: Sequence[Draft]) -> Iterator[Condition]:
    spans = [
        Span(start=min(c.what.start, c.condition.start), end=max(c.what.end, c.condition.end)) for c in found
    ]
    for conditional, span, name in zip(found, spans, _ids(text, [("if", s) for s in spans]), strict=True):
        near = _setting(conditional, drafts)
        who, written = None, None
        if near is not None and near.held is not None:
            who, written = near.held.who, near.held.written
        elif conditional.said is not None:
            who, written = conditional.said.source.who, conditional.said.source.written
        known = who is not None and (who.speaker is not None or who.unnamed is not None)
        yield Condition(
            id=name,
            span=span,
            what=conditional.what,
            condition=conditional.condition,
            marker=conditional.marker,
            holder=written if known else None,
            actor=who.speaker if who is not None else None,
            unnamed=who.unnamed if who is not None else None,
            quote=conditional.said.quote.id if conditional.said is not None else None,
            rule=conditional.rule,
            confidence=rules().get(conditional.rule, (0, _UNMEASURED))[1],
        )


def _setting(found: Conditional, drafts: Sequence[Draft]) -> Draft | None:
    """Return the position that sets a condition: the narrowest that it is the object of, else the one that it qualifies.

    "In rejecting Russia's demand to lift sanctions in exchange for a ceasefire": it is Russia's, not theirs who reject it.
    What is said of a demand itself ("these demands require consent") is nobody's.
    """
    for side in (found.what, found.condition):
        around = [
            (d.object, d)
            for d in drafts
            if d.held is not None and d.object is not None and _is_mostly_in(side, d.object)
        ]
        if around:
            return min(around, key=lambda one: one[0].end - one[0].start)[1]
    qualified = (d for d in drafts if d.held is not None and found.what.contains(d.page.span(*d.cue)))
    return next((d for d in qualified if d.rule != "noun"), None)


def _is_mostly_in(side: Span, other: Span) -> bool:
    return 2 * (min(side.end, other.end) - max(side.start, other.start)) >= side.end - side.start


def _ids(text: str, entries: Iterable[tuple[str, Span]]) -> list[str]:
    """Return ids made from kind and words, so that an entry keeps its address when other text changes."""
    seen: dict[str, int] = {}
    ids = []
    for kind, span in entries:
        words = " ".join(span.of(text).split())
        digest = hashlib.sha256(f"{kind}\0{words}".encode("utf-8", "surrogatepass")).hexdigest()[:8]
        seen[digest] = seen.get(digest, 0) + 1
        ids.append(digest if seen[digest] == 1 else f"{digest}-{seen[digest]}")
    return ids
