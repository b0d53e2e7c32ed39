"""The two sides of a condition in the parse: the clause that depends, and what it depends on."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from spacy.tokens import Token

Sides: TypeAlias = tuple[tuple[int, int], tuple[int, int], tuple[int, int]]
"""Half-open token ranges: what is conditioned, the condition, the marker."""

_SAYS = frozenset(
    {
        "say",
        "recommend",
        "demand",
        "promise",
        "pledge",
        "vow",
        "threaten",
        "predict",
        "announce",
        "tell",
        "add",
        "warn",
        "argue",
        "insist",
        "suggest",
        "indicate",
        "think",
        "believe",
        "explain",
        "answer",
        "reply",
    }
)
"""Verbs on which the parser hangs a condition that belongs to what is said."""


def clause_of(marker: Token) -> tuple[Token | None, Token | None]:
    """Return the verb of a condition's clause and the verb that it depends on; None where there is no such clause."""
    clause = marker.head
    if (
        marker.dep_ not in {"mark", "advmod", "prep"}
        or clause.pos_ not in {"VERB", "AUX"}
        or marker.i > clause.i
    ):
        return None, None
    if clause.dep_ == "conj" and clause.head.dep_ == "advcl":
        clause = clause.head
    if clause.dep_ == "conj" and clause.head.i < marker.i and marker.lower_ in {"if", "unless", "until"}:
        # "They would support it, but only if …": the parser takes the condition for a second verb.
        return clause, _said_of(clause.head, clause)
    if clause.dep_ not in {"advcl", "ccomp", "parataxis"} or clause.head == clause:
        return None, None
    main = clause.head
    if clause.dep_ == "ccomp" and clause.i > main.i:
        return None, None
    return clause, _said_of(main, clause)


def _said_of(main: Token, clause: Token) -> Token:
    """Return the verb of what is said where the parser hung a condition on the saying."""
    while (
        main.dep_ in {"acl", "advcl"}
        and main.tag_ in {"VBG", "VBN"}
        and main.head != main
        and not _has_auxiliary(main)
    ):
        # "Working without pay if the talks fail": the condition is the whole clause's.
        main = main.head
    main = _carried(main)
    if main.lemma_.lower() not in _SAYS:
        while main.pos_ in {"NOUN", "PROPN", "ADJ"} and main.head != main:
            main = main.head
        return main
    said = [c for c in main.children if c.dep_ == "ccomp" and c != clause]
    return said[0] if said else main


def _carried(main: Token) -> Token:
    """Return the verb of the whole clause: of "are not going to win", "will not continue to oppose it", "could get years taken off", "until it is over, unless"."""
    carried = main.dep_ in {"xcomp", "ccomp"} and (
        (main.head.lemma_ == "go" and main.head.tag_ == "VBG")
        or (main.head.lemma_ == "get" and main.tag_ == "VBN")
        or (main.head.lemma_ in {"continue", "begin", "start"} and main.dep_ == "xcomp")
    )
    until = main.dep_ == "advcl" and any(c.lower_ in {"until", "till"} for c in main.children)
    return main.head if carried or until else main


def _has_auxiliary(verb: Token) -> bool:
    return any(c.dep_ in {"aux", "auxpass"} for c in verb.children)


def main_clause(main: Token, clause: Token, marker: int) -> tuple[int, int] | None:
    """Return the range of the clause that depends, without the condition; marker: its first token."""
    left, right = _left(main), main.right_edge.i + 1
    if (
        main.dep_ in {"pcomp", "xcomp", "advcl", "acl", "relcl", "ROOT", "conj", "ccomp"}
        and left <= marker < main.i
    ):
        begin = _behind_saying(main, clause.right_edge.i + 1)
        return (begin, _before_next(main, right)) if begin < right else None
    end = min(right, marker) if marker > main.i else right
    if left >= end:
        return None
    return left, end


def _behind_saying(main: Token, begin: int) -> int:
    """Return where a clause goes on behind ", he said,"."""
    for child in main.children:
        if child.dep_ == "parataxis" and begin <= child.i < main.i:
            begin = child.right_edge.i + 1
    return begin


def _left(main: Token) -> int:
    """Return where a clause begins: at the subject that a coordinated verb shares."""
    while (
        main.dep_ == "conj"
        and main.head != main
        and not any(c.dep_ in {"nsubj", "nsubjpass"} for c in main.children)
    ):
        main = main.head
    return main.left_edge.i


def _before_next(main: Token, right: int) -> int:
    """Return the end of a clause before one that is coordinated with it and has a subject of its own."""
    for child in main.children:
        if child.dep_ == "conj" and child.i > main.i and any(c.dep_ == "nsubj" for c in child.children):
            return min(right, child.left_edge.i)
    return right


def behind_preposition(prep: Token, held: Token, main: Token, inner: int) -> Sides | None:
    """Return the sides of "A without B": the clause or phrase of `main` without B; inner: the marker's last token."""
    condition = (max(inner + 1, held.left_edge.i), held.right_edge.i + 1)
    if main.dep_ == "conj" and prep.i > main.i and prep.doc[prep.i - 1].text == ",":
        main = main.head
    left, right = _left(main), main.right_edge.i + 1
    if prep.i < main.i:
        begin = _behind_saying(main, condition[1])
        return (
            None if begin >= right else ((begin, _before_next(main, right)), condition, (prep.i, inner + 1))
        )
    return None if left >= prep.i else ((left, prep.i), condition, (prep.i, inner + 1))
