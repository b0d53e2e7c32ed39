"""What a reporting verb governs: the clause, infinitive, object or sentence that is its content."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from generator.analyse.quotes.attachment import end_of_clause

if TYPE_CHECKING:
    from spacy.tokens import Token

    from generator.analyse.quotes.lexicon import Cue

Ranges: TypeAlias = tuple[tuple[int, int], ...]
"""Half-open token ranges of one paragraph's doc, in order."""

_COMPLEMENTS = frozenset({"attr", "oprd", "ccomp", "xcomp", "acomp", "pcomp"})
_OBJECT_PREPOSITIONS = frozenset({"as", "of", "for"})
_DASHES = frozenset({",", "—", "–", "-"})


def content_of(cue: Token, entry: Cue, source: Token | None) -> tuple[Ranges, str]:
    """Return the ranges that a cue governs, and the name of the frame that says so; ((), "none") if none does."""
    for name, find in (
        ("as", _as_somebody_says),
        ("clause", _clause),
        ("inf", _infinitive),
        ("obj", _object),
        ("prep", _prepositional),
        ("around", _parenthetical),
    ):
        ranges = find(cue, entry, source)
        if ranges:
            return ranges, name
    return (), "none"


def around(start: int, end: int, cut_start: int, cut_end: int) -> Ranges:
    """Return what is left of [start, end) when [cut_start, cut_end) is taken out: at most two ranges."""
    pieces = [(start, cut_start), (cut_end, end)]
    return tuple(p for p in pieces if p[0] < p[1])


def _as_somebody_says(cue: Token, entry: Cue, source: Token | None) -> Ranges:
    """Content as the sentence around "as one official put it"."""
    del source
    if not entry.frames & {"clause", "quote", "it"} or cue.dep_ not in {"advcl", "parataxis", "ccomp"}:
        return ()
    if not any(c.lower_ == "as" and c.dep_ in {"mark", "advmod"} for c in cue.children):
        return ()
    left, right = cue.left_edge.i, cue.right_edge.i + 1
    set_off = left == cue.sent.start or cue.doc[left - 1].text in _DASHES
    return around(cue.sent.start, cue.sent.end, left, right) if set_off else ()


def _clause(cue: Token, entry: Cue, source: Token | None) -> Ranges:
    """Content as a clause of its own: "said (that) …", "…, he said"."""
    if not entry.frames & {"clause", "quote"} or "small" in entry.frames:
        return ()
    for clause in cue.children:
        if clause.dep_ != "ccomp":
            continue
        inside = source is not None and clause.left_edge.i <= source.i <= clause.right_edge.i
        if (
            clause.i < cue.i
            and inside
            and source is not None
            and source.i < cue.i
            and cue.i > clause.right_edge.i
        ):
            # The parser hung the speaker inside the words before him: nothing says where these begin.
            continue
        start, end = clause.left_edge.i, end_of_clause(clause)
        if end <= cue.i:
            if any(t.text in {";", "—"} for t in cue.doc[end : cue.i]):
                continue
            return ((_behind_semicolon(cue, start, end), end),)
        if start > cue.i:
            return ((start, end),)
        edges = [cue.i] + ([source.i] if source is not None else [])
        return around(start, end, min(edges), max(edges) + 1)
    return ()


def _behind_semicolon(cue: Token, start: int, end: int) -> int:
    """Return where words before their cue begin: never before a semicolon outside of marks."""
    marks = sum(t.text in {'"', "''", "``"} for t in cue.doc[start:end])
    stops = [t.i for t in cue.doc[start:end] if t.text == ";"]
    return stops[-1] + 1 if stops and not marks else start


def _infinitive(cue: Token, entry: Cue, source: Token | None) -> Ranges:
    """Content as an infinitive: "vowed to …", with the one who is to do it: "urged the party to …"."""
    if "inf" not in entry.frames:
        return ()
    for verb in cue.children:
        if verb.dep_ == "xcomp" and verb.i > cue.i:
            start = verb.left_edge.i
            if entry.frames & {"person", "obj"}:
                told = [c for c in cue.children if c.dep_ == "dobj" and cue.i < c.i < verb.i and c != source]
                start = min([start, *(c.left_edge.i for c in told)])
            return ((start, verb.right_edge.i + 1),)
    return ()


def _object(cue: Token, entry: Cue, source: Token | None) -> Ranges:
    """Content as an object and what is said of it: "described the plan as …", "called it a …"."""
    if "obj" not in entry.frames:
        return ()
    objects = [c for c in cue.children if c.i > cue.i and c.dep_ in {"dobj", "nsubj"} and c != source]
    said_of = [c for c in cue.children if c.i > cue.i and c.dep_ in _COMPLEMENTS and c != source]
    if "small" in entry.frames and not said_of:
        return ()
    behind = [
        c for c in cue.children if c.i > cue.i and c.dep_ == "prep" and c.lower_ in _OBJECT_PREPOSITIONS
    ]
    parts = objects + said_of + (behind if objects else [c for c in behind if c.lower_ == "as"])
    if not parts:
        return ()
    return ((min(p.left_edge.i for p in parts), max(p.right_edge.i for p in parts) + 1),)


def _prepositional(cue: Token, entry: Cue, source: Token | None) -> Ranges:
    """Content behind a preposition: "called for …", "warned of …", "called on the mayor to …"."""
    del source
    for prep in cue.children:
        if prep.dep_ in {"prep", "prt"} and prep.lower_ in entry.frames and prep.i > cue.i:
            objects = [c for c in prep.children if c.dep_ in {"pobj", "pcomp"}]
            if not objects:
                continue
            start, end = objects[0].left_edge.i, objects[0].right_edge.i + 1
            if prep.lower_ == "on":
                asked = [c for c in cue.children if c.dep_ in {"xcomp", "advcl"} and c.i > prep.i]
                end = max([end, *(c.right_edge.i + 1 for c in asked)])
            return ((start, end),)
    return ()


def _parenthetical(cue: Token, entry: Cue, source: Token | None) -> Ranges:
    """Content as the sentence around a parenthesis: "the plan, he said, would fail"."""
    if not entry.frames & {"clause", "quote"}:
        return ()
    left = cue.left_edge
    set_off = left.i > 0 and left.nbor(-1).text in _DASHES
    if cue.dep_ == "parataxis" or (cue.dep_ == "ccomp" and cue.head.i < cue.i and set_off):
        start = left.i
        if source is not None and source.i < cue.i:
            start = cue.i
            while start > cue.sent.start and cue.doc[start - 1].text not in _DASHES:
                start -= 1
            start = start if start <= source.i else min(left.i, source.i)
        return around(cue.sent.start, cue.sent.end, start, _end_of_parenthesis(cue))
    return ()


def _end_of_parenthesis(cue: Token) -> int:
    """Return the token behind the parenthesis: its comma, whatever the parser hung on the verb behind it."""
    doc = cue.doc
    for token in doc[cue.i + 1 : cue.right_edge.i + 1]:
        if token.text in _DASHES:
            return token.i
    return cue.right_edge.i + 1
