"""Where the parser hangs a second verb on what is said though it is the speaker's: "said it would rise, and begged them to …"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})


def outer_verb(verb: Token) -> Token | None:
    """Return the verb whose subject a coordinated verb shares, where its form shows that it is not the one it hangs on.

    "Said the number would rise, and begged people": "begged" has the form of "said", not that of "rise".
    """
    if verb.dep_ != "conj" or verb.tag_ not in FINITE or any(c.dep_ in SUBJECTS for c in verb.children):
        return None
    first = verb.head
    while first.dep_ == "conj" and first.head != first:
        first = first.head
    said = first.head
    bare = first.tag_ == "VB" or any(c.tag_ in {"MD", "TO"} for c in first.children)
    other_form = bare or (first.tag_ == "VBP" and verb.tag_ == "VBD")
    fits = first.dep_ == "ccomp" and other_form and said.i < first.i and said.tag_ == verb.tag_
    return said if fits else None


def end_of_clause(clause: Token) -> int:
    """Return the token behind a clause that is said, coordinated verbs of the speaker's own left out."""
    end = clause.right_edge.i + 1
    for token in clause.doc[clause.i + 1 : end]:
        said = outer_verb(token)
        if said is not None and said == clause.head:
            end = token.left_edge.i
            while end > clause.i + 1 and (clause.doc[end - 1].dep_ == "cc" or clause.doc[end - 1].is_punct):
                end -= 1
            return end
    return _before_while(clause, end)


def _before_while(clause: Token, end: int) -> int:
    """Return the end moved before ", while …", which is the writer's."""
    for child in clause.children:
        begin = child.left_edge.i
        is_last = child.dep_ == "advcl" and clause.i < begin < end <= child.right_edge.i + 1
        if is_last and child.doc[begin].lower_ == "while" and child.doc[begin - 1].text == ",":
            return begin - 1
    return end
