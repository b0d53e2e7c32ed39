"""Conditions: what depends on what, by the words that say so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacy.strings import StringStore

from generator.analyse.positions.clauses import as_long_as, inverted, provided, subordinate
from generator.analyse.positions.dependence import (
    approved,
    conditioned,
    depends,
    in_exchange,
    requires,
    with_assent,
    without,
)
from generator.analyse.positions.vague import is_inverted
from generator.analyse.positions.wording import trimmed
from generator.analyse.quotes.find import Finding
from generator.analyse.quotes.somebody import is_person_noun
from generator.model import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from spacy.tokens import Span as SpanOfTokens
    from spacy.tokens import Token

    from generator.analyse.positions.draft import Page
    from generator.analyse.positions.sides import Sides
    from generator.analyse.positions.speech import Speech


_NEAR = 5
"""Words right before "if" among which one of wondering makes it a question."""
_REPORT = 3
"""Words of "analysts said"; a condition hangs on more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditional:
    """A condition before it has an id."""

    what: Span
    condition: Span
    marker: Span
    said: Finding | None
    rule: str


def find_conditions(page: Page, speech: Speech) -> Iterator[Conditional]:
    """Yield the conditions of one body paragraph in text order."""
    doc = page.doc
    taken: set[int] = set()
    last: Conditional | None = None
    for i, lemma in enumerate(doc.to_array("LEMMA").tolist()):
        find = _BY_HASH.get(lemma)
        if find is None or i in taken:
            continue
        said = speech.around(page.parsed.span(doc[i]))
        sides = find(doc[i], said)
        if sides is None:
            continue
        found = _conditional(page, sides, said, speech)
        if found is None or (
            last is not None and found.what.overlaps(last.what) and _alike(page, found, last)
        ):
            continue
        last = found
        taken.update(range(*sides[2]))
        yield found


def _alike(page: Page, one: Conditional, other: Conditional) -> bool:
    """Tell whether two conditions of one thing have the same marker: "if A, if B, then C" is one."""
    begin, text = page.parsed.start, page.parsed.text
    first, second = (text[c.marker.start - begin : c.marker.end - begin].lower() for c in (one, other))
    return first == second


def _conditional(page: Page, sides: Sides, said: Finding | None, speech: Speech) -> Conditional | None:
    """Return the sides as spans, without marks, and within the words that are quoted where both stand in these."""
    what, condition, marker = sides
    if said is None:
        inner = speech.around(page.span(*trimmed(page, *what))) if what[0] < what[1] else None
        said = inner
    # Where the marker stands outside of what is quoted, so may the rest of either side.
    around = said if said is not None and said.quote.content.contains(page.span(*marker)) else None
    what = _within(page, trimmed(page, *what), around)
    if 0 < what[0] < what[1] and is_inverted(page.doc[what[0]]):
        return None
    condition = _within(page, trimmed(page, *condition), around)
    if (
        what[1] - what[0] < 1
        or condition[1] - condition[0] < 1
        or max(what[0], condition[0]) < min(what[1], condition[1])
        or _is_told_as_fact(page.doc[slice(*what)], page.doc[slice(*condition)], page.doc[slice(*marker)])
    ):
        return None
    return Conditional(
        what=page.span(*what),
        condition=page.span(*condition),
        marker=page.span(*marker),
        said=said,
        rule="condition",
    )


def _is_told_as_fact(what: SpanOfTokens, condition: SpanOfTokens, marker: SpanOfTokens) -> bool:
    """Tell whether a side is a misread rest, or what is told happened: "as soon as the wave hit, they left", "without whom"."""
    if condition.text.lower() in {"whom", "which", "whose"}:
        return True
    if len(what) <= _REPORT and what[-1].lemma_ in {"say", "tell", "add"}:
        return True
    if any(t.lemma_.lower() in {"depend", "hinge", "dependent"} for t in marker):
        # "Most partners are dependent on them": on somebody, not on what comes to pass.
        return any(t.ent_type_ in {"CARDINAL", "PERCENT"} for t in what) or is_person_noun(condition.root)
    if marker[0].lower_ == "if" and any(
        t.lemma_ in {"wonder", "think"} and t.tag_ != "VBP" for t in what[-_NEAR:]
    ):
        # "I was thinking if I could".
        return True
    if not any(t.lower_ in {"once", "soon"} for t in marker):
        return False
    modal = any(t.tag_ == "MD" for t in condition)
    past = any(t.tag_ == "VBD" for t in condition) and not any(t.tag_ == "MD" for t in what)
    return modal or past


def _within(page: Page, part: tuple[int, int], said: Finding | None) -> tuple[int, int]:
    start, end = part
    if said is None or start >= end:
        return part
    content = said.quote.content
    if not page.span(start, end).overlaps(content):
        return part
    while start < end and page.span(start, start + 1).end <= content.start:
        start += 1
    while end > start and page.span(end - 1, end).start >= content.end:
        end -= 1
    return trimmed(page, start, end)


_FINDERS: dict[str, Callable[[Token, Finding | None], Sides | None]] = {
    **dict.fromkeys(("if", "unless", "until", "till", "once", "before"), subordinate),
    **dict.fromkeys(("have", "should"), inverted),
    **dict.fromkeys(("provide", "provided", "providing", "understanding"), provided),
    **dict.fromkeys(("long", "soon"), as_long_as),
    **dict.fromkeys(("without", "absent", "failing"), without),
    "with": with_assent,
    **dict.fromkeys(("exchange", "return", "absence"), in_exchange),
    **dict.fromkeys(("require", "need"), requires),
    **dict.fromkeys(("depend", "hinge", "contingent", "conditional", "dependent", "subject"), depends),
    **dict.fromkeys(("condition", "tie"), conditioned),
    **dict.fromkeys(("approve", "ratify", "endorse", "authorise", "authorize"), approved),
}
_NAMES = StringStore(list(_FINDERS))
_BY_HASH = {_NAMES[lemma]: find for lemma, find in _FINDERS.items()}
