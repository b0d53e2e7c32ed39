"""Where the object of a position stands beside its word: the frames of `words/stances.tsv`, read off the parse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.analyse.positions.clausal import (
    clause,
    future,
    gerund,
    infinitive,
    is_that,
    told,
    whether,
    wish,
)
from generator.analyse.positions.governed import (
    SUBJECTS,
    Match,
    antecedent,
    behind,
    end_of,
    is_infinitive,
    phrase,
    with_rest,
)
from generator.analyse.positions.judged import judged
from generator.analyse.positions.lexicon import nouns
from generator.analyse.quotes.somebody import is_somebody

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Token

    from generator.analyse.positions.lexicon import Stance


_CLOSE = 3
"""Tokens between a noun and the participle that tells of it; farther ones are the parser's guess."""

_PRICES = frozenset({"MONEY", "PERCENT"})
_CLAUSES = frozenset({"xcomp", "ccomp", "advcl"})
_RELATIVE = frozenset({"who", "which", "that"})
_VAGUE = frozenset({"something", "anything", "everything", "things", "all", "what", "nothing"})


def match(word: Token, stance: Stance) -> Match | None:
    """Return what a use of a word governs here; None where its words or its object do not stand with it."""
    if not all(_has(word, kind, words) for kind, words in stance.needs):
        return None
    if not stance.needs and any(c.dep_ == "prt" for c in word.children):
        # "Backs up", "hopes out": with a particle it is another verb.
        return None
    if word.lemma_ == "condemn" and any(_is_doom(c) for c in word.children):
        return None
    if word.lemma_ == "allege" and any(
        c.dep_ == "dobj" and c.left_edge.i == word.i + 1 and c.lemma_ in {"tie", "link", "connection"}
        for c in word.children
    ):
        # "He has alleged ties to it".
        return None
    if word.lemma_ == "deny" and any(
        c.dep_ == "dobj" and c.lemma_.lower() in nouns("withheld") for c in word.children
    ):
        return None
    base = _base(word, stance)
    for frame in stance.frames:
        name, _, rest = frame.partition(":")
        found = _FRAMES[name](base, rest) if name in _FRAMES else _preposition(base, word, name, rest)
        if found is not None and found.object is not None:
            return found
    return None


def _is_doom(child: Token) -> bool:
    """Tell whether a word below "condemn" says to what somebody is condemned."""
    return child.i > child.head.i and (
        (child.dep_ in {"prep", "dative"} and child.lower_ == "to")
        or (child.dep_ in _CLAUSES and is_infinitive(child))
        or (
            child.dep_ == "dobj"
            and any(
                c.lower_ == "to" or (c.dep_ in {"acl", "relcl"} and is_infinitive(c)) for c in child.children
            )
        )
    )


def _base(word: Token, stance: Stance) -> Token:
    """Return the word that frames hang on: the adjective of "stand ready to", else the word itself."""
    for kind, words in stance.needs:
        if kind == "acomp":
            return next(c for c in word.children if c.dep_ in {"acomp", "oprd"} and c.lower_ in words)
    return word


def _has(word: Token, kind: str, words: frozenset[str]) -> bool:
    match kind:
        case "prt":
            return any(
                c.lower_ in words and (c.dep_ in {"prt", "advmod"} or (c.dep_ == "prep" and not c.n_rights))
                for c in word.children
            )
        case "dobj":
            return any(c.dep_ == "dobj" and {c.lemma_.lower(), c.lower_} & words for c in word.children)
        case "prep":
            return behind(word, next(iter(words))) is not None
        case "acomp":
            return any(c.dep_ in {"acomp", "oprd"} and c.lower_ in words for c in word.children)
        case _:
            return any(c.lower_ in words for c in word.children)


def _preposition(base: Token, word: Token, name: str, rest: str) -> Match | None:
    prep = behind(base, name) or (behind(word, name) if word != base else None)
    if prep is None:
        return None
    if prep.dep_ == "mark":
        subject = next(c for c in prep.head.children if c.dep_ in SUBJECTS)
        return Match("tell", (prep.i + 1, end_of(prep.head)), subject)
    held = next((c for c in prep.children if c.dep_ in {"pobj", "pcomp", "ccomp"} and c.i > prep.i), None)
    if held is None or held.ent_type_ in {"DATE", "TIME"}:
        return None
    if rest and not _is_of_kind(held, rest):
        return None
    start, end = phrase(held)
    asked = [c for c in base.children if c.dep_ in {"xcomp", "advcl"} and is_infinitive(c) and c.i > held.i]
    if name == "for" and asked and asked[0].left_edge.i == end:
        return Match("tell", (start, asked[0].right_edge.i + 1), held)
    begin = max(start, prep.i + 1)
    if name == "for":
        # "Ask the Assembly for its confidence": who is asked belongs to what is asked for.
        begin = min(
            [begin, *(c.left_edge.i for c in base.children if c.dep_ == "dobj" and base.i < c.i < prep.i)]
        )
    return Match(name, (begin, with_rest(base, end)))


def _is_of_kind(held: Token, rest: str) -> bool:
    """Tell whether what stands behind a preposition is what a frame asks for: somebody, a thing, a deed."""
    match rest:
        case "person":
            return is_somebody(held)
        case "doing":
            return held.dep_ == "pcomp"
        case "case" | "sought" | "talkable" | "pressure" | "fault":
            return bool({held.lemma_.lower(), *(c.lemma_.lower() for c in held.conjuncts)} & nouns(rest))
        case "thing":
            return not is_somebody(held) and held.pos_ != "PRON"
        case _:
            return True


def _price(base: Token) -> Match | None:
    """Object as a price that was offered: "offered 4 per cent"."""
    if base.tag_ not in {"VBD", "VBN", "VBG"}:
        return None
    objects = (
        c
        for c in base.children
        if c.dep_ == "dobj"
        and any(t.ent_type_ in _PRICES or t.lower_ in {"million", "billion"} for t in c.subtree)
    )
    found = next(objects, None)
    if found is None or any(t.lemma_.lower() in nouns("security") for t in found.subtree):
        return None
    start, end = phrase(found)
    return Match("obj", (start, with_rest(base, end)))


def _object(base: Token, rest: str) -> Match | None:
    """Object as a noun; behind "obj:" stands what kind it must be."""
    if rest == "price":
        return _price(base)
    found = next((c for c in base.children if c.dep_ == "dobj" and c.i > base.i), None)
    if found is None:
        return _object_before(base, rest)
    if found.ent_type_ in {"DATE", "TIME"} or not _is_kind(found, rest):
        return None
    start, end = phrase(found)
    return Match("obj", (start, with_rest(base, _before_own(base, found, end))))


def _is_kind(found: Token, rest: str) -> bool:
    """Tell whether an object is of the kind that a frame asks for."""
    if rest in {"person", "thing"}:
        points = found.lower_ in {"it", "this", "that", "these", "those"}
        return (is_somebody(found) and not points) == (rest == "person")
    return not rest or found.lemma_.lower() in nouns(rest)


def _object_before(base: Token, rest: str) -> Match | None:
    """Object before its verb: of a passive, of "a plan backed by", of "the election he has demanded"."""
    passive = any(c.dep_ == "auxpass" for c in base.children)
    found = next((c for c in base.children if c.dep_ == "nsubjpass"), None)
    if passive and found is not None:
        return Match("obj", phrase(found)) if _is_kind(found, rest) else None
    if base.dep_ == "conj" and base.tag_ == "VBN" and any(c.dep_ == "agent" for c in base.children):
        # "A motion backed by the Greens and opposed by the Liberals".
        first = base.head
        while first.dep_ == "conj" and first.head != first:
            first = first.head
        return _object_before(first, rest) if first.tag_ == "VBN" else None
    noun = base.head
    close = noun.pos_ in {"NOUN", "PROPN"} and base.i - noun.i <= _CLOSE
    told = (
        base.dep_ == "relcl"
        and not rest
        and noun.ent_type_ != "PERSON"
        and not any(c.dep_ in {"ccomp", "xcomp"} for c in base.children)
        and not (noun.dep_ == "attr" and noun.head.lemma_ == "be")
        and not (noun.dep_ == "pobj" and _is_apart(base))
        and any(c.dep_ == "nsubj" and c.lower_ not in _RELATIVE for c in base.children)
    )
    if told or (base.dep_ == "acl" and base.tag_ == "VBN" and close and _is_kind(noun, rest)):
        return None if noun.lower_ in _VAGUE else Match("obj", antecedent(base, noun))
    return None


def _is_apart(base: Token) -> bool:
    """Tell whether a relative clause is set off: what ", which she accepted" stands for may be farther back."""
    return any(
        c.lower_ == "which" and base.doc[c.i - 1].text in {",", "("}
        for c in base.children
        if 0 < c.i < base.i
    )


def _before_own(base: Token, found: Token, end: int) -> int:
    """Return the end of an object moved before coordinated verbs that the parser hung on it."""
    for token in base.doc[found.i + 1 : end]:
        if token.dep_ == "conj" and token.pos_ == "VERB" and token.head == found:
            return token.left_edge.i
    return end


def _judged(base: Token, rest: str) -> Match | None:
    """Object as what is called something bad or good."""
    found = judged(base, rest)
    if found is not None and rest == "ill" and _is_epithet(base, found):
        return None
    return None if found is None else Match("judged", found)


def _is_epithet(base: Token, found: tuple[int, int]) -> bool:
    """Tell whether "it" is only given a name: "called it a mess"."""
    what = base.doc[found[0]]
    named = any(
        c.dep_ in {"oprd", "attr", "ccomp"} and c.pos_ == "NOUN" and c.i > base.i for c in base.children
    )
    return base.lemma_ == "call" and what.lower_ in {"it", "this", "that"} and found[0] > base.i and named


def _accused(base: Token, rest: str) -> Match | None:
    """Object as the deed behind a preposition, target as whom it is charged to: "accused her of lying"."""
    person = next((c for c in base.children if c.dep_ in {"dobj", "nsubjpass"}), None)
    prep = behind(base, rest)
    held = None if prep is None else next((c for c in prep.children if c.dep_ in {"pobj", "pcomp"}), None)
    if person is None:
        return None
    if held is None:
        # "Blamed a contractor, which had …": the charge may stand in a clause of its own.
        start, end = phrase(person)
        return Match("accused", (start, end), person)
    if prep is not None and prep.i < person.i:
        return None
    start, end = phrase(held)
    if base.lemma_ == "blame" and not is_somebody(person):
        # "Blamed high prices for the loss": without what is blamed, the loss would be.
        start = person.left_edge.i
    return Match("accused", (start, end), person)


def _blamed(base: Token, rest: str) -> Match | None:
    """Read "Blamed the delay on the company": the object is the delay, the company the target."""
    prep = behind(base, rest)
    held = None if prep is None else next((c for c in prep.children if c.dep_ == "pobj"), None)
    what = next((c for c in base.children if c.dep_ == "dobj"), None)
    if held is None or what is None or prep is None or held.ent_type_ in {"DATE", "TIME"}:
        return None
    return Match("blamed", (what.left_edge.i, held.right_edge.i + 1), held)


def _listed(base: Token, rest: str) -> Match | None:
    """Read "Its demands — including the end of aid — …": the object is the list."""
    del rest
    prep = next((c for c in base.children if c.dep_ == "prep" and c.lower_ == "including"), None)
    held = None if prep is None else next((c for c in prep.children if c.dep_ == "pobj"), None)
    return None if held is None else Match("list", phrase(held))


_CARRIES = frozenset(
    {"have", "win", "gain", "get", "receive", "enjoy", "secure", "draw", "face", "attract", "meet", "spark"}
)


def _carried(base: Token, rest: str) -> Match | None:
    """Object as the subject of the verb that carries the noun: "the plan has the support of the unions"."""
    del rest
    verb = base.head
    if base.dep_ != "dobj" or verb.lemma_ not in _CARRIES or base.tag_ not in {"NN", "NNS"}:
        return None
    told = (
        c
        for c in (*base.children, *verb.children)
        if c.dep_ == "prep" and c.lower_ in {"of", "from", "among"} and c.i > base.i
    )
    subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i), None)
    if next(told, None) is None or subject is None or subject.pos_ != "NOUN" or is_somebody(subject):
        return None
    return Match("carried", phrase(subject))


def _own(base: Token, rest: str) -> Match | None:
    """Object of the word itself, a preposition: "is against the plan"."""
    del rest
    held = next((c for c in base.children if c.dep_ in {"pobj", "pcomp"}), None)
    if held is None or held.ent_type_ in {"DATE", "TIME", "GPE", "ORG", "PERSON"}:
        return None
    return Match("self", phrase(held))


def _alone(base: Token, rest: str) -> Match | None:
    """Object of a word that needs none, "they relented": the word with what stands close behind it."""
    del rest
    if base.tag_ not in {"VBD", "VBZ", "VBP", "VBN", "VB"} or any(
        c.dep_ in {"dobj", "ccomp", "xcomp", "nsubjpass", "auxpass"} and c.lower_ not in {"way", "ground"}
        for c in base.children
    ):
        return None
    end = max(
        (c.right_edge.i + 1 for c in base.rights if c.dep_ in {"prt", "advmod", "acomp", "dobj", "prep"}),
        default=base.i + 1,
    )
    return Match("alone", (base.i, end))


def _said(base: Token, rest: str) -> Match | None:
    """Words of a quotation beside the word are found with the quotes: see `find.py`."""
    del base, rest
    return None


_FRAMES: dict[str, Callable[[Token, str], Match | None]] = {
    "obj": _object,
    "inf": infinitive,
    "tell": told,
    "that": clause,
    "whether": whether,
    "judged": _judged,
    "wish": wish,
    "future": future,
    "ger": gerund,
    "accused": _accused,
    "blamed": _blamed,
    "is": is_that,
    "list": _listed,
    "alone": _alone,
    "said": _said,
    "self": _own,
    "carried": _carried,
}
