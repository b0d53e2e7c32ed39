"""An article's analysis as other programs read it: the documented record, plain values, offsets in code points."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generator.model import Analysis, Article, Condition, Position, Problem, Quote, Span


def as_record(article: Article, analysis: Analysis, *, all_mentions: bool) -> dict[str, Any]:
    """Return an article's analysis as the documented record: plain values, offsets in code points."""
    text = article.text
    names = {a.id: a.canonical_name for a in analysis.actors or ()}
    return {
        "id": article.id,
        "language": article.language,
        "title": article.title,
        "structure": _structure(article),
        "keywords": [
            {
                "text": k.text,
                "rank": k.rank,
                "yake_score": k.yake_score,
                "count": len(k.spans),
                "spans": [[s.start, s.end] for s in k.spans],
            }
            for k in analysis.key_phrases or ()
        ],
        "actors": [
            {
                "id": a.id,
                "name": a.canonical_name,
                "kind": a.kind,
                "aliases": list(a.aliases),
                "roles": [
                    {"text": r.span.of(text), "start": r.span.start, "end": r.span.end} for r in a.roles
                ],
                "n_mentions": a.n_mentions,
                "salience": a.salience,
            }
            for a in analysis.actors or ()
        ],
        "mentions": _mentions(analysis, all_mentions=all_mentions),
        "quotes": [_quote(q, text, names) for q in analysis.quotes or ()],
        "positions": [_position(p, analysis, text, names) for p in analysis.positions or ()],
        "conditions": [_condition(c, text, names) for c in analysis.conditions or ()],
        "problems": [str(p) for p in (*article.problems, *analysis.problems)],
    }


def _structure(article: Article) -> dict[str, Any]:
    layout, text = article.structure, article.text
    return {
        "dateline": _range(layout.dateline),
        "caption": _range(layout.caption),
        "credit": _range(layout.credit),
        "headings": [_range(h) for h in layout.headings],
        "byline": _range(layout.byline),
        "sign_off": _range(layout.sign_off),
        "contributors": [c.name.of(text) for c in layout.contributors],
    }


def _range(span: Span | None) -> dict[str, int] | None:
    return None if span is None else {"start": span.start, "end": span.end}


def _mentions(analysis: Analysis, *, all_mentions: bool) -> list[dict[str, Any]]:
    kinds = {a.id: a.kind for a in analysis.actors or ()}
    return [
        {
            "start": m.span.start,
            "end": m.span.end,
            "type": kinds[m.actor],
            "mention_type": m.mention_type,
            "entity": m.actor,
        }
        for m in analysis.mentions or ()
        if all_mentions or m.mention_type == "named"
    ]


def _quote(quote: Quote, text: str, names: dict[str, str]) -> dict[str, Any]:
    record: dict[str, Any] = {
        "id": quote.id,
        "start": quote.content.start,
        "end": quote.content.end,
        "text": quote.content.of(text),
        "type": quote.kind,
        "group": quote.group,
        "cue": None if quote.cue is None else {**(_range(quote.cue) or {}), "text": quote.cue.of(text)},
        "cue_class": quote.cue_class,
        "speaker": None if quote.source is None else quote.source.of(text),
        "speaker_start": None if quote.source is None else quote.source.start,
        "speaker_end": None if quote.source is None else quote.source.end,
        "speaker_resolved": quote.unnamed if quote.speaker is None else names[quote.speaker],
        "actor": quote.speaker,
        "joint_actors": list(quote.joint_speakers),
        "candidates": list(quote.candidates),
        "unnamed": quote.unnamed is not None and not quote.is_document,
        "document": quote.is_document,
        "rule": quote.rule,
        "confidence": quote.confidence,
    }
    return record if quote.part_of is None else record | {"part_of": quote.part_of}


def _position(position: Position, analysis: Analysis, text: str, names: dict[str, str]) -> dict[str, Any]:
    inside = position.span
    return {
        "id": position.id,
        "start": inside.start,
        "end": inside.end,
        "text": inside.of(text),
        **_held(position, text, names),
        "joint_actors": list(position.joint_actors),
        "act": position.act,
        "cue": {**(_range(position.cue) or {}), "text": position.cue.of(text)},
        "object": _range(position.object),
        "target": None if position.target is None else names[position.target],
        "target_actor": position.target,
        "topics": [k.text for k in analysis.key_phrases or () if any(inside.contains(s) for s in k.spans)],
        "quote": position.quote,
        "rule": position.rule,
        "confidence": position.confidence,
    }


def _condition(condition: Condition, text: str, names: dict[str, str]) -> dict[str, Any]:
    return {
        "id": condition.id,
        "start": condition.span.start,
        "end": condition.span.end,
        "text": condition.span.of(text),
        **_held(condition, text, names),
        "what": _range(condition.what),
        "condition": _range(condition.condition),
        "quote": condition.quote,
        "rule": condition.rule,
        "confidence": condition.confidence,
    }


def _held(one: Position | Condition, text: str, names: dict[str, str]) -> dict[str, Any]:
    """Return whose it is: as written where that stands in the same sentence, else by name."""
    name = one.unnamed if one.actor is None else names[one.actor]
    return {
        "holder": name if one.holder is None else one.holder.of(text),
        "holder_start": None if one.holder is None else one.holder.start,
        "holder_end": None if one.holder is None else one.holder.end,
        "holder_resolved": name,
        "actor": one.actor,
        "unnamed": one.unnamed is not None,
    }


def nothing(given: object, problems: tuple[Problem, ...]) -> dict[str, Any]:
    """Return the record of a line that could not be analysed: its id where it has one, and why."""
    return {
        "id": given if isinstance(given, (str, int)) else None,
        "language": "und",
        "title": "",
        "structure": {
            "dateline": None,
            "caption": None,
            "headings": [],
            "byline": None,
            "sign_off": None,
            "contributors": [],
        },
        "keywords": [],
        "actors": [],
        "mentions": [],
        "quotes": [],
        "positions": [],
        "conditions": [],
        "problems": [str(p) for p in problems],
    }
