"""What a word of position says here: its act, the one that denial makes of it, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.analyse.positions.lexicon import verbs
from generator.analyse.positions.polarity import is_negated

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from spacy.tokens import Token

    from generator.analyse.positions.governed import Match
    from generator.analyse.positions.lexicon import Stance
    from generator.analyse.quotes.find import Finding
    from generator.model import PositionAct

MAYBE = frozenset({"may", "might", "could", "can"})
WILLING = frozenset({"will", "would", "wo", "'ll", "'d", "could", "can", "ca"})
_MIGHT = frozenset({"may", "might"})
_DUTY = frozenset({"should", "must", "ought", "shall"})
"""What others want of somebody is not what he wants himself."""


_KNOWS = frozenset({"know", "remember", "understand", "realise", "realize", "hear", "be", "think", "believe"})
"""What is wanted of others when no deed is: "I want you to know"."""


def act_of(word: Token, stance: Stance, said: Finding | None) -> PositionAct | None:
    """Return the act of a word here; None where denial, duty or a guess leaves none."""
    above = word.head.head if word.head.lemma_ == "be" and word.head.dep_ == "xcomp" else word.head
    if word.dep_ in {"xcomp", "acomp", "oprd", "conj"} and above.lemma_ in {"seem", "appear"}:
        return None
    auxiliaries = {c.lower_ for c in word.children if c.dep_ == "aux"}
    if stance.kind == "a":
        if any(c.lower_ in {"less", "as"} and c.i < word.i for c in word.children):
            return None
        auxiliaries |= {c.lower_ for c in word.head.children if c.dep_ == "aux"}
    if word.dep_ == "conj" and stance.kind == "v" and word.tag_ == "VB" and not auxiliaries:
        # "They could revoke or deny it".
        auxiliaries |= {c.lower_ for c in word.head.children if c.dep_ == "aux"} & MAYBE
    ours = any(c.dep_ == "nsubj" and c.lower_ in {"i", "we"} for c in word.children)
    if auxiliaries & (_DUTY - {"shall"} if ours else _DUTY):
        return None
    if stance.lemma == "plead" and word.nbor().lower_ == "not":
        return "rejects"
    carried = stance.kind == "n" and word.dep_ in {"dobj", "attr"} and is_negated(word.head)
    if not (carried or is_negated(word)):
        guess = auxiliaries & (MAYBE if said is None else _MIGHT)
        return None if guess and stance.act != "warns" else stance.act
    if said is None and auxiliaries & {"could", "can", "ca"}:
        # "She could not support him": what somebody was able to do.
        return None
    return _denied(word, stance, auxiliaries)


def _denied(word: Token, stance: Stance, auxiliaries: set[str]) -> PositionAct | None:
    """Return the act of a denied word."""
    few = any(g.lower_ == "few" for c in word.children if c.dep_ == "nsubj" for g in (c, *c.children))
    if few and stance.act is not None:
        return None
    if any(c.dep_ == "dobj" and any(g.lower_ == "any" for g in c.children) for c in word.children):
        return None
    if stance.lemma == "intention":
        return "refuses"
    if stance.lemma in {"think", "believe"} and _clause_has(word, {"should"}):
        return "opposes"
    if stance.lemma in {"think", "believe"} and not few and not _clause_has(word, WILLING):
        # "I don't think she is happy" is a view of how things are.
        return None
    if stance.negated is None or (
        stance.negated == "refuses"
        and not auxiliaries & WILLING
        and stance.kind == "v"
        and stance.act is not None
    ):
        return None
    willing = auxiliaries & WILLING and stance.kind == "v"
    if willing and stance.negated in {"opposes", "rejects"} and stance.lemma != "want":
        return "refuses"
    return stance.negated


def _clause_has(word: Token, auxiliaries: AbstractSet[str]) -> bool:
    """Tell whether what is thought has one of these auxiliaries: "I don't think that they should go"."""
    return any(c.lower_ in auxiliaries for v in word.children if v.dep_ == "ccomp" for c in v.children)


_PLAIN = {
    "prefer": frozenset({"say", "state", "think", "call"}),
    "want": verbs("polite") | {"think", "speculate"},
    "like": verbs("polite"),
    "agree": frozenset({"answer", "speak", "talk"}),
    "prepare": verbs("dated") | {"assume"},
}
"""Verbs behind others that tell a courtesy or a schedule: "I want to thank you", "as he prepares to deliver his speech"."""


def _first_verb(word: Token, found: Match) -> str:
    """Return the first verb of an object."""
    begin, end = found.object or (0, 0)
    return next((t.lemma_.lower() for t in word.doc[begin:end] if t.pos_ == "VERB"), "")


def is_silence(word: Token, stance: Stance, found: Match) -> bool:
    """Tell whether somebody only declines to say something."""
    if found.object is None:
        return False
    if stance.act == "calls for" and {t.lower_ for t in word.doc[slice(*found.object)]} & {
        "named",
        "identified",
    }:
        return True
    if stance.lemma == "ready" and word.head.lemma_ == "get":
        return True
    if stance.act == "demands" and found.frame == "inf" and _first_verb(word, found) == "know":
        return True
    if stance.act != "refuses" and stance.lemma not in {"go", "want", "like"}:
        return False
    if found.frame == "inf" and _first_verb(word, found) in _PLAIN.get(stance.lemma, frozenset()):
        return True
    told = verbs("silence") if found.frame != "tell" else _KNOWS
    first = next((t for t in word.doc[found.object[0] : found.object[1]] if t.pos_ == "VERB"), None)
    return first is not None and first.lemma_.lower() in told | verbs("excludes") | (
        verbs("fate") if stance.lemma == "go" else frozenset()
    )
