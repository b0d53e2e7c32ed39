"""How quotes were found: what `find` made them from, told in the model's words; nothing is decided here."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from generator.model import Explanation, Span, Step

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spacy.tokens import Token

    from generator.analyse.parse import ParsedParagraph
    from generator.analyse.quotes.find import Finding


def explain_quotes(findings: Sequence[Finding]) -> tuple[Explanation, ...]:
    """Return each quote that `find` found with the way to its speaker, in the same order."""
    ids = {f.draft.content: f.quote.id for f in findings if f.draft.kind == "direct"}
    return tuple(_explanation(f, ids) for f in findings)


def _explanation(finding: Finding, ids: Mapping[Span, str]) -> Explanation:
    draft, source = finding.draft, finding.source
    named_by = source.named_by if source.named_by != source.written else None
    return Explanation(
        quote=finding.quote,
        carried=tuple(ids[span] for span in draft.carried if span in ids),
        how=draft.report.how if draft.report is not None else None,
        path=_path(finding),
        named_by=named_by,
        way=source.who.way,
        considered=source.who.considered,
        weighing=finding.weighing,
    )


def _path(finding: Finding) -> tuple[Step, ...]:
    report, reading = finding.draft.report, finding.reading
    if report is None or report.source is None or reading is None:
        return ()
    doc = reading.doc
    path = path_between(doc[report.cue], doc[report.source], reading.parsed)
    if path and report.named_by is not None and report.named_by != report.source:
        path += path_between(doc[report.source], doc[report.named_by], reading.parsed)[1:]
    return path


def path_between(start: Token, end: Token, parsed: ParsedParagraph) -> tuple[Step, ...]:
    """Return the steps of the parse from one word to another; () where they stand in different trees."""
    up = [start, *start.ancestors]
    down = [end, *end.ancestors]
    below = {token.i for token in down}
    top = next((token for token in up if token.i in below), None)
    if top is None:
        return ()
    climb = up[: up.index(top) + 1]
    descent = down[: down.index(top)][::-1]
    return (
        Step(word=parsed.span(start)),
        *(Step(word=parsed.span(b), label=a.dep_, to_head=True) for a, b in pairwise(climb)),
        *(Step(word=parsed.span(token), label=token.dep_) for token in descent),
    )
