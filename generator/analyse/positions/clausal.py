"""Objects of a position that are clauses: "to go", "her to go", "that it is so", "going"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.analyse.positions.governed import (
    NEAR,
    SUBJECTS,
    Match,
    behind,
    end_of,
    is_infinitive,
    with_rest,
)
from generator.analyse.quotes.attachment import end_of_clause
from generator.analyse.quotes.somebody import is_somebody

if TYPE_CHECKING:
    from spacy.tokens import Token

_CLAUSES = frozenset({"ccomp", "xcomp", "advcl"})


_COMING = frozenset({"will", "would", "wo", "'ll", "'d", "can", "could", "ca", "should"})


def infinitive(base: Token, rest: str) -> Match | None:
    """Object as what is to be done: "refused to go"."""
    del rest
    for verb in base.children:
        if verb.dep_ not in {*_CLAUSES, "acl", "relcl", "attr"} or verb.i < base.i or not is_infinitive(verb):
            continue
        if any(c.dep_ in SUBJECTS for c in verb.children) or verb.left_edge.i - base.i > NEAR:
            continue
        start = next(c.i for c in verb.children if c.tag_ == "TO")
        negation = (
            start - 1 if base.doc[start - 1].dep_ == "neg" and base.doc[start - 1].head == verb else start
        )
        return Match("inf", (negation, with_rest(base, end_of(verb))))
    return None


def told(base: Token, rest: str) -> Match | None:
    """Object as somebody and what they are to do: "urged her to go", "called on her to go"."""
    if rest:
        prep = behind(base, rest)
        person = None if prep is None else next((c for c in prep.children if c.dep_ == "pobj"), None)
    else:
        person = next((c for c in base.children if c.dep_ in {"dobj", "dative"} and c.i > base.i), None)
    for verb in base.children:
        if verb.dep_ not in _CLAUSES or verb.i < base.i:
            continue
        own = next((c for c in verb.children if c.dep_ in SUBJECTS and c.i < verb.i), None)
        who = person or own
        if who is None or who.i > verb.i:
            continue
        small = base.lemma_ == "want" and own is not None and verb.tag_ in {"VBN", "VBD", "JJ", "VBG"}
        if not (is_infinitive(verb) or small):
            continue
        return Match("tell", (who.left_edge.i, end_of(verb)), who)
    passive = next((c for c in base.children if c.dep_ == "nsubjpass"), None)
    asked = next((c for c in base.children if c.dep_ == "xcomp" and is_infinitive(c)), None)
    if passive is not None and asked is not None:
        return Match("tell", (asked.left_edge.i, end_of(asked)), passive)
    inner = (
        None
        if person is None
        else next((c for c in person.children if c.dep_ in {"acl", "relcl"} and is_infinitive(c)), None)
    )
    if person is not None and inner is not None and is_somebody(person):
        return Match("tell", (person.left_edge.i, end_of(inner)), person)
    return None


def clause(base: Token, rest: str) -> Match | None:
    """Object as a clause: "warned that it would break"."""
    del rest
    for verb in base.rights:
        if verb.dep_ not in {"ccomp", "acl", "relcl"} or is_infinitive(verb):
            continue
        begins = base.doc[verb.left_edge.i]
        if verb.dep_ != "ccomp" and not (
            begins.lower_ == "that" and (begins.tag_ == "IN" or begins.dep_ == "mark")
        ):
            continue
        if begins.lower_ in {"whether", "if", "what", "how", "why", "who", "when", "where"}:
            continue
        if verb.i > base.i or base.pos_ != "NOUN":
            finite = any(c.dep_ in {"nsubj", "nsubjpass", "expl", "csubj"} for c in verb.children)
            if not finite:
                continue
            if verb.i < base.i and verb.right_edge.i > base.i:
                continue
            end = end_of_clause(verb)
            return Match("that", (verb.left_edge.i, end))
    return None


def whether(base: Token, rest: str) -> Match | None:
    """Object as what is asked: "doubted whether it would hold"."""
    del rest
    for verb in base.rights:
        if verb.dep_ in {"ccomp", "acl", "pcomp"} and base.doc[verb.left_edge.i].lower_ in {"whether", "if"}:
            return Match("whether", (verb.left_edge.i, end_of_clause(verb)))
    return None


def wish(base: Token, rest: str) -> Match | None:
    """Object as a clause that asks: "insisted that he resign", "suggested that they should go"."""
    found = clause(base, rest)
    return found if found is not None and _asks(base) else None


def _asks(base: Token) -> bool:
    for verb in base.children:
        if verb.dep_ != "ccomp":
            continue
        auxiliaries = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
        if any(c.lower_ in {"should", "must"} for c in auxiliaries):
            return True
        if any(c.lower_ == "be" and c.dep_ == "auxpass" for c in auxiliaries) and not any(
            c.tag_ in {"MD", "TO"} for c in auxiliaries
        ):
            return True
        if verb.tag_ == "VB" and not auxiliaries:
            return True
        if base.lemma_ == "want" and verb.tag_ == "VBD" and not auxiliaries and verb.i == verb.right_edge.i:
            # "Wants the powers curbed".
            return True
        subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
        if subject is None or subject.n_rights or verb.tag_ != "VBP" or auxiliaries:
            continue
        if subject.tag_ in {"NN", "NNP"} or subject.lower_ in {"he", "she", "it"}:
            # "That the budget include it": an asking form where the other would have an s.
            return True
    return False


def future(base: Token, rest: str) -> Match | None:
    """Object as a clause that tells what will be: "assured them that it would stop"."""
    found = clause(base, rest)
    will = any(
        c.lower_ in _COMING for v in base.children if v.dep_ == "ccomp" for c in v.children if c.dep_ == "aux"
    )
    return found if will else None


def gerund(base: Token, rest: str) -> Match | None:
    """Object as a deed: "ruled out joining"."""
    del rest
    for verb in base.children:
        near = base.i < verb.i and verb.left_edge.i - base.i <= NEAR
        finite = any(c.dep_ in {"aux", "auxpass"} for c in verb.children)
        if (
            near
            and not finite
            and verb.tag_ == "VBG"
            and verb.dep_ in {"xcomp", "ccomp", "dobj", "pcomp", "advcl"}
        ):
            return Match("ger", (verb.left_edge.i, end_of(verb)))
    return None


def is_that(base: Token, rest: str) -> Match | None:
    """Read "My wish is that …": the object is the noun's predicate."""
    del rest
    if base.dep_ != "nsubj" or base.head.lemma_ != "be":
        return None
    clause = next(
        (c for c in base.head.children if c.dep_ in {"ccomp", "xcomp", "attr"} and c.i > base.head.i), None
    )
    return (
        None
        if clause is None or clause.pos_ not in {"VERB", "AUX"}
        else Match("is", (clause.left_edge.i, end_of(clause)))
    )
