"""Conditions that are clauses: behind if, unless, until, once, provided, as long as."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.analyse.positions.lexicon import stances
from generator.analyse.positions.polarity import is_negated
from generator.analyse.positions.sides import clause_of, main_clause

if TYPE_CHECKING:
    from spacy.tokens import Token

    from generator.analyse.positions.sides import Sides
    from generator.analyse.quotes.find import Finding

_MODALS = frozenset(
    {"will", "would", "can", "could", "may", "might", "must", "should", "shall", "'ll", "'d", "wo", "ca"}
)
_ASKS = frozenset(
    {
        "ask",
        "wonder",
        "know",
        "see",
        "doubt",
        "question",
        "decide",
        "check",
        "matter",
        "care",
        "mind",
        "sorry",
    }
)
_NOT_IF = frozenset(
    {
        "only",
        "any",
        "anything",
        "not",
        "so",
        "necessary",
        "possible",
        "need",
        "ever",
        "elected",
        "approved",
        "true",
    }
)
_BEFORE_IF = frozenset({"as", "even", "what", "than", "and", "or"})
_NO = frozenset({"no", "not", "n't", "never", "nothing", "nobody", "none", "neither", "nor", "cannot"})
WITHHOLDS = frozenset(
    {
        "refuse",
        "forbid",
        "ban",
        "oppose",
        "reject",
        "bar",
        "block",
        "prohibit",
        "decline",
        "withhold",
        "rule",
        "suspend",
        "balk",
        "veto",
    }
)
_WEATHER = frozenset({"rain", "snow", "freeze", "thaw", "thunder"})


def has_modal(verb: Token) -> bool:
    """Tell whether a verb is what will, may or must be, or hangs on one that is."""
    for one in (verb, verb.head if verb.dep_ in {"xcomp", "conj", "ccomp"} else verb):
        if any(c.dep_ == "aux" and c.lower_ in _MODALS for c in one.children):
            return True
        if one.lemma_ == "have" and any(c.dep_ == "xcomp" and c.tag_ == "VB" for c in one.children):
            return True
    return False


def denies(verb: Token) -> bool:
    """Tell whether a clause says that something does not come to pass."""
    if is_negated(verb) or verb.lemma_.lower() in WITHHOLDS:
        return True
    if verb.dep_ in {"xcomp", "pcomp"} and verb.head.lemma_.lower() in WITHHOLDS | {"not"}:
        return True
    return any(t.lower_ in _NO for t in verb.subtree if t.i < verb.i + 6 and (verb in {t.head, t.head.head}))


def subordinate(marker: Token, said: Finding | None) -> Sides | None:
    """A clause behind if, unless, until, once."""
    clause, main = clause_of(marker)
    if clause is None or main is None:
        return None
    doc, word = marker.doc, marker.lower_
    start = marker.i
    if start > 1 and doc[start - 1].lower_ == "and" and doc[start - 2].lower_ == "unless":
        start -= 2
    before = doc[start - 1].lower_ if start else ""
    after = doc[marker.i + 1].lower_ if marker.i + 1 < len(doc) else ""
    subject = next((c for c in clause.children if c.dep_ in {"nsubj", "nsubjpass", "expl"}), None)
    if subject is None or subject.lower_ == "you" or clause.sent[-1].text == "?":
        return None
    only = before == "only"
    if word == "if" and not _is_plain_if(before, after, clause, main, said, only=only):
        return None
    if word in {"until", "till"} and not denies(main):
        return None
    if word == "once" and not has_modal(main):
        return None
    if only:
        start -= 1
    what = main_clause(main, clause, start)
    return None if what is None else (what, (marker.i + 1, clause.right_edge.i + 1), (start, marker.i + 1))


def _is_plain_if(
    before: str, after: str, clause: Token, main: Token, said: Finding | None, *, only: bool
) -> bool:
    """Tell whether "if" makes a condition of somebody's deed or forecast."""
    if before in _BEFORE_IF or after in _NOT_IF or main.lemma_.lower() in _ASKS or clause.lemma_ in _WEATHER:
        return False
    if only or has_modal(main):
        return True
    taken = any(s.act is not None for s in stances().get(main.lemma_.lower(), ()))
    return taken or (
        said is not None
        and main.tag_ in {"VBZ", "VBP"}
        and clause.tag_ in {"VBZ", "VBP"}
        and main.lemma_ not in {"be", "think", "mean", "guess"}
    )


def provided(marker: Token, said: Finding | None) -> Sides | None:
    """Provided (that), providing, on (the) condition that, on the understanding that."""
    del said
    noun = marker.pos_ == "NOUN"
    if noun:
        on = marker.head
        if marker.dep_ != "pobj" or on.lower_ not in {"on", "upon", "under"}:
            return None
        clause = next(
            (c for c in marker.children if c.dep_ in {"acl", "relcl", "ccomp"} and c.i > marker.i), None
        )
        start, main = on.i, on.head
    else:
        clause = next((c for c in marker.children if c.dep_ in {"ccomp", "advcl"} and c.i > marker.i), None)
        start, main = marker.i, marker.head
        if marker.dep_ == "mark":
            clause, main = marker.head, marker.head.head
        elif marker.tag_ not in {"VBN", "VBG", "IN"} or marker.dep_ not in {"advcl", "prep", "acl"}:
            return None
    if (
        clause is None
        or main == marker
        or not any(c.dep_ in {"nsubj", "nsubjpass", "expl"} for c in clause.children)
    ):
        return None
    anonymity = {t.lower_ for t in marker.sent} & {"anonymity", "named", "identified", "anonymous"}
    begin = max(marker.i + 1, clause.left_edge.i)
    if begin < len(marker.doc) and marker.doc[begin].lower_ == "that":
        begin += 1
    what = main_clause(main, clause, start)
    if what is None or anonymity:
        return None
    return what, (begin, clause.right_edge.i + 1), (start, begin)


def as_long_as(marker: Token, said: Finding | None) -> Sides | None:
    """A clause behind "as long as", "so long as"."""
    del said
    doc = marker.doc
    if (
        marker.lower_ != "long"
        or not (0 < marker.i < len(doc) - 1)
        or doc[marker.i - 1].lower_ not in {"as", "so"}
        or doc[marker.i + 1].lower_ != "as"
    ):
        return None
    clause = next((c for c in marker.children if c.dep_ in {"advcl", "ccomp"}), None)
    main = marker.head
    if clause is None and doc[marker.i + 1].dep_ == "mark":
        clause = doc[marker.i + 1].head
        main = clause.head if clause.head != marker else marker.head
    if (
        clause is None
        or main.pos_ not in {"VERB", "AUX"}
        or not any(c.dep_ in {"nsubj", "nsubjpass", "expl"} for c in clause.children)
    ):
        return None
    what = main_clause(main, clause, marker.i - 1)
    return (
        None
        if what is None
        else (what, (marker.i + 2, clause.right_edge.i + 1), (marker.i - 1, marker.i + 2))
    )
