"""Conditions that are clauses: behind if, unless, until, once, provided, as long as."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.analyse.positions.lexicon import nouns, stances
from generator.analyse.positions.polarity import is_asked, is_negated
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
_FILLERS = frozenset({"that makes sense", "it makes sense", "that makes any sense", "memory serves"})
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
_POLITE = frozenset({"grateful", "glad", "nice", "kind", "sorry", "wonderful", "surprising", "surprised"})
_WEATHER = frozenset({"rain", "snow", "freeze", "thaw", "thunder"})


def has_modal(verb: Token) -> bool:
    """Tell whether a verb is what will, may or must be, or hangs on one that is."""
    for one in (verb, verb.head if verb.dep_ in {"xcomp", "conj", "ccomp"} else verb):
        if any(c.dep_ == "aux" and c.lower_ in _MODALS for c in one.children):
            return True
        if one.lemma_ == "go" and one.tag_ == "VBG" and any(c.dep_ == "xcomp" for c in one.children):
            return True
        if one.lemma_ in {"have", "need"} and any(c.dep_ == "xcomp" and c.tag_ == "VB" for c in one.children):
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
    """A clause behind if, unless, until, once, before."""
    clause, main = clause_of(marker)
    if clause is None or main is None:
        return None
    subject = next((c for c in clause.children if c.dep_ in {"nsubj", "nsubjpass", "expl"}), None)
    bare = marker.lower_ in {"if", "unless", "once"} and clause.tag_ == "VBN" and has_modal(main)
    if (subject is None and not bare) or clause.sent[-1].text == "?":
        return None
    if subject is not None and subject.lower_ == "you" and not _is_told(main):
        return None
    if _is_not_accepted(main) or clause.doc[marker.i + 1 : clause.right_edge.i + 1].text.lower() in _FILLERS:
        return None
    if is_asked(main) or any(c.lower_ == "whether" for c in main.children) or _is_no_bargain(main, clause):
        return None
    if marker.lower_ == "before":
        above = next((v for v in (main, *main.ancestors) if _is_needed(v)), None)
        if above is not None and marker.i > above.i:
            return _needed_before(marker, clause, above)
    doc, start = marker.doc, marker.i
    if start > 1 and doc[start - 1].lower_ == "and" and doc[start - 2].lower_ == "unless":
        start -= 2
    only = start > 0 and doc[start - 1].lower_ == "only"
    if not _holds(marker, clause, main, said, only=only):
        return None
    start -= only
    what = main_clause(main, clause, start)
    return None if what is None else (what, (marker.i + 1, _end(clause)), (start, marker.i + 1))


def _end(clause: Token) -> int:
    """Return where a condition ends: before ", unless", which is a condition of its own, and before "and that …", which is said too."""
    doc, end = clause.doc, clause.right_edge.i + 1
    inner = [t.i - 1 for t in doc[clause.i + 1 : end] if t.lower_ == "unless" and doc[t.i - 1].text == ","]
    said = [
        t.i - 1
        for t in doc[clause.i + 1 : end]
        if t.lower_ == "that" and t.dep_ == "mark" and doc[t.i - 1].lower_ in {"and", "but"}
    ]
    return min([end, *inner, *said])


def _is_not_accepted(main: Token) -> bool:
    """Tell whether a condition stands in what somebody no longer accepts: "will not accept that if you are poor you wait"."""
    while main.dep_ in {"ccomp", "xcomp", "conj", "acl"} and main.head != main:
        main = main.head
        if main.lemma_ in {"accept", "believe", "mean"} and is_negated(main):
            return True
    return False


def _is_told(main: Token) -> bool:
    """Tell whether "you" of a condition is somebody who must do something, and not anybody."""
    return any(c.dep_ == "aux" and c.lower_ in {"must", "shall"} for c in main.children)


def _is_needed(verb: Token) -> bool:
    """Tell whether a clause says what must be: "needs to see", "must have"."""
    return verb.lemma_ == "need" or any(c.dep_ == "aux" and c.lower_ == "must" for c in verb.children)


def _needed_before(marker: Token, clause: Token, main: Token) -> Sides | None:
    """Read "it needs a mandate before it acts": what must come first is the condition."""
    wanted = next(
        (c for c in main.children if c.dep_ in {"dobj", "xcomp", "ccomp"} and main.i < c.i < marker.i), None
    )
    first = wanted.left_edge.i if wanted is not None else main.left_edge.i
    if first >= marker.i:
        return None
    return (marker.i + 1, clause.right_edge.i + 1), (first, marker.i), (marker.i, marker.i + 1)


def _holds(marker: Token, clause: Token, main: Token, said: Finding | None, *, only: bool) -> bool:
    """Tell whether a conjunction makes a condition here and not a time."""
    doc, word = marker.doc, marker.lower_
    before = doc[marker.i - 1] if marker.i else None
    if word == "if":
        after = doc[marker.i + 1].lower_ if marker.i + 1 < len(doc) else ""
        asked = before is not None and (before.lower_ in _BEFORE_IF or before.lemma_.lower() in _ASKS)
        return not asked and after not in _NOT_IF and _is_plain_if(clause, main, said, only=only)
    if word in {"until", "till"}:
        return denies(main)
    if word == "before":
        timed = before is not None and before.dep_ in {"npadvmod", "advmod", "pobj"}
        return denies(main) and has_modal(main) and not timed
    return word != "once" or has_modal(main)


def inverted(marker: Token, said: Finding | None) -> Sides | None:
    """A clause that begins with its verb: "had the government lost", "should talks fail"."""
    del said
    clause = marker.head
    subject = next((c for c in clause.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    behind = clause.dep_ == "ccomp" and marker.lower_ == "should"
    if (
        not (clause.dep_ == "advcl" or behind)
        or subject is None
        or marker.i != clause.left_edge.i
        or subject.i < marker.i
    ):
        return None
    if marker.lower_ not in {"had", "should", "were"} or marker.dep_ not in {"aux", "auxpass"}:
        return None
    main: Token | None = clause.head
    if behind:
        near = (c for c in clause.head.children if c.dep_ == "ccomp" and c.right_edge.i + 1 == marker.i)
        main = next(near, None)
    what = None if main is None else main_clause(main, clause, marker.i)
    return None if what is None else (what, (marker.i + 1, clause.right_edge.i + 1), (marker.i, marker.i + 1))


def _is_no_bargain(main: Token, clause: Token) -> bool:
    """Tell whether weather decides, or the condition is a polite request ("grateful if you could")."""
    subjects = [
        c.lemma_.lower() for v in (main, clause) for c in v.children if c.dep_ in {"nsubj", "nsubjpass"}
    ]
    return any(s in nouns("weather") for s in subjects) or any(c.lower_ in _POLITE for c in main.children)


def _is_plain_if(clause: Token, main: Token, said: Finding | None, *, only: bool) -> bool:
    """Tell whether "if" makes a condition of somebody's deed or forecast."""
    if main.lemma_.lower() in _ASKS or clause.lemma_ in _WEATHER:
        return False
    # "Vowed to block it if …": the infinitive is as much a deed as its verb.
    above = main.head if main.dep_ == "xcomp" else main
    uses = (s for verb in (main, above) for s in stances().get(verb.lemma_.lower(), ()))
    if only or has_modal(main) or any(s.act is not None and not s.needs for s in uses):
        return True
    if main.lemma_ in {"be", "think", "mean", "guess"}:
        return False
    passive = any(c.dep_ == "auxpass" for c in main.children)
    if said is None and not passive:
        return False
    return (passive or main.tag_ in {"VBZ", "VBP"}) and _is_present(main) and _is_present(clause)


def _is_present(verb: Token) -> bool:
    """Tell whether a clause is in the present."""
    return verb.tag_ in {"VBZ", "VBP"} or any(
        c.dep_ in {"aux", "auxpass"} and c.tag_ in {"VBZ", "VBP"} for c in verb.children
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
        clause = next(
            (c for c in marker.children if c.dep_ in {"ccomp", "advcl", "pcomp"} and c.i > marker.i), None
        )
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
        marker.lower_ not in {"long", "soon"}
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
    while main.pos_ in {"ADP", "ADV"} and main.head != main:
        main = main.head
    if (
        clause is None
        or main.pos_ not in {"VERB", "AUX"}
        or not any(c.dep_ in {"nsubj", "nsubjpass", "expl"} for c in clause.children)
    ):
        return None
    first = marker.i - 1 - (marker.i > 1 and doc[marker.i - 2].lower_ == "for")
    what = main_clause(main, clause, first)
    return None if what is None else (what, (marker.i + 2, clause.right_edge.i + 1), (first, marker.i + 2))
