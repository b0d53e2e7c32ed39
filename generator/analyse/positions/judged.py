"""What somebody is said to call a thing: "called it blackmail", "described the cut as unfair", "this is unacceptable"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.analyse.positions.lexicon import nouns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token


def judged(base: Token, use: str) -> tuple[int, int] | None:
    """Return the words from what is judged to the judgement, where one of the words of that use is in it."""
    verdicts = [v for v in _verdicts(base) if is_judged(v, use)]
    if not verdicts or any(c.lower_ == "what" for c in base.children):
        return None
    what = next((c for c in base.children if c.dep_ in {"dobj", "nsubjpass"}), None)
    end = max(v.right_edge.i for v in verdicts) + 1
    if what is None or what.left_edge.i > end:
        return min(v.left_edge.i for v in verdicts), end
    return what.left_edge.i, end


def _verdicts(base: Token) -> Iterator[Token]:
    """Yield the heads of what something is called."""
    for child in base.children:
        if child.i > base.i and child.dep_ in {"oprd", "acomp", "attr"}:
            yield child
        if child.i > base.i and child.lower_ == "to":
            # "Referred to it as a stunt".
            yield from (c for g in child.children if g.lower_ == "as" for c in g.children if c.dep_ == "pobj")
        if child.i > base.i and child.lower_ == "as":
            yield from (c for c in child.children if c.dep_ in {"pobj", "amod", "acomp"})
        if child.i > base.i and child.dep_ == "dobj":
            for inner in child.children:
                if inner.lower_ == "as" and inner.dep_ == "prep":
                    yield from (c for c in inner.children if c.dep_ in {"pobj", "amod", "acomp"})


def is_judged(verdict: Token, use: str) -> bool:
    """Tell whether a judgement's head, or an adjective before it, is a word of that use, and not denied."""
    if use == "any":
        return True
    known = nouns(use)
    near = [verdict, *(c for c in verdict.children if c.dep_ in {"amod", "conj", "compound"})]
    doc, at = verdict.doc, verdict.i
    if at > 1 and doc[at - 1].text == "-" and doc[at - 2].lower_ == "ill":
        return use in {"ill", "wrong"}
    denied = any(c.lower_ in {"no", "not"} for c in verdict.children)
    denied = denied or any(t.lower_ in {"not", "n't"} for t in doc[max(0, at - 3) : at])
    return not denied and any((t.lemma_.lower() if t.pos_ == "NOUN" else t.lower_) in known for t in near)
