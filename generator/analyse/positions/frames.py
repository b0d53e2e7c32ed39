"""Where the object of a position stands beside its word: the frames of `words/stances.tsv`, read off the parse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacy.tokens import Token

from generator.analyse.positions.lexicon import nouns
from generator.analyse.quotes.attachment import end_of_clause
from generator.analyse.quotes.somebody import is_somebody

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.analyse.positions.lexicon import Stance

NEAR = 8
"""Tokens between a word and the infinitive that it governs; farther ones tell a purpose."""

_CLOSE = 3
"""Tokens between a noun and the participle that tells of it; farther ones are the parser's guess."""

_PRICES = frozenset({"MONEY", "PERCENT"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_CLAUSES = frozenset({"ccomp", "xcomp", "advcl"})
_PREPOSITIONS = frozenset({"prep", "prt", "agent", "dative", "advmod"})
_RELATIVE = frozenset({"who", "which", "that"})


@dataclass(frozen=True, slots=True)
class Match:
    """What a frame found; token indices of the paragraph's doc."""

    frame: str
    object: tuple[int, int] | None
    """Half-open range of the object's words."""
    target: Token | None = None
    """Whom the position is aimed at."""


def match(word: Token, stance: Stance) -> Match | None:
    """Return what a use of a word governs here; None where its words or its object do not stand with it."""
    if not all(_has(word, kind, words) for kind, words in stance.needs):
        return None
    if not stance.needs and any(c.dep_ == "prt" for c in word.children):
        # "Backs up", "hopes out": with a particle it is another verb.
        return None
    base = _base(word, stance)
    for frame in stance.frames:
        name, _, rest = frame.partition(":")
        found = _FRAMES[name](base, rest) if name in _FRAMES else _preposition(base, word, name, rest)
        if found is not None and found.object is not None:
            return found
    return None


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
            return _behind(word, next(iter(words))) is not None
        case "acomp":
            return any(c.dep_ in {"acomp", "oprd"} and c.lower_ in words for c in word.children)
        case _:
            return any(c.lower_ in words for c in word.children)


def _behind(word: Token, name: str) -> Token | None:
    """Return the preposition of a word, also where the parser hangs it on the word's object or particle."""
    for child in word.children:
        if child.i > word.i and child.dep_ in _PREPOSITIONS and child.lower_ == name:
            return child
    for child in word.children:
        if child.i > word.i and child.dep_ in {"dobj", "prt", "advmod", "prep"}:
            for inner in child.children:
                if inner.dep_ == "prep" and inner.lower_ == name and inner.i > child.i:
                    return inner
    return None


def phrase(head: Token) -> tuple[int, int]:
    """Return the range of a noun phrase with all that hangs on it."""
    end = head.right_edge.i + 1
    while end + 1 < len(head.doc) and head.doc[end].text == "-" and not head.doc[end - 1].whitespace_:
        end += 2
    return head.left_edge.i, end


def _preposition(base: Token, word: Token, name: str, rest: str) -> Match | None:
    prep = _behind(base, name) or (_behind(word, name) if word != base else None)
    if prep is None:
        return None
    held = next((c for c in prep.children if c.dep_ in {"pobj", "pcomp", "ccomp"} and c.i > prep.i), None)
    if held is None or held.ent_type_ in {"DATE", "TIME"}:
        return None
    if rest == "person" and not is_somebody(held):
        return None
    start, end = phrase(held)
    asked = [c for c in base.children if c.dep_ in {"xcomp", "advcl"} and _is_infinitive(c) and c.i > held.i]
    if name == "for" and asked and asked[0].left_edge.i == end:
        return Match("tell", (start, asked[0].right_edge.i + 1), held)
    begin = max(start, prep.i + 1)
    if name == "for":
        # "Ask the Assembly for its confidence": who is asked belongs to what is asked for.
        begin = min(
            [begin, *(c.left_edge.i for c in base.children if c.dep_ == "dobj" and base.i < c.i < prep.i)]
        )
    return Match(name, (begin, end))


def _is_infinitive(verb: Token) -> bool:
    return any(c.tag_ == "TO" and c.i < verb.i for c in verb.children) and verb.tag_ == "VB"


def _price(base: Token) -> Match | None:
    """Object as a price that was offered: "offered 4 per cent"."""
    if base.tag_ not in {"VBD", "VBN", "VBG"}:
        return None
    objects = (
        c for c in base.children if c.dep_ == "dobj" and any(t.ent_type_ in _PRICES for t in c.subtree)
    )
    found = next(objects, None)
    return None if found is None else Match("obj", phrase(found))


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
    return Match("obj", (start, _before_own(base, found, end)))


def _is_kind(found: Token, rest: str) -> bool:
    """Tell whether an object is of the kind that a frame asks for."""
    if rest in {"person", "thing"}:
        return is_somebody(found) == (rest == "person")
    return not rest or found.lemma_.lower() in nouns(rest)


def _object_before(base: Token, rest: str) -> Match | None:
    """Object before its verb: of a passive, of "a plan backed by", of "the election he has demanded"."""
    passive = any(c.dep_ == "auxpass" for c in base.children)
    found = next((c for c in base.children if c.dep_ == "nsubjpass"), None)
    if passive and found is not None:
        return Match("obj", phrase(found)) if _is_kind(found, rest) else None
    noun = base.head
    close = noun.pos_ in {"NOUN", "PROPN"} and base.i - noun.i <= _CLOSE
    told = (
        base.dep_ == "relcl"
        and not rest
        and noun.ent_type_ != "PERSON"
        and not any(c.dep_ in {"ccomp", "xcomp"} for c in base.children)
        and not (noun.dep_ == "attr" and noun.head.lemma_ == "be")
        and any(c.dep_ == "nsubj" and c.lower_ not in _RELATIVE for c in base.children)
    )
    if told or (base.dep_ == "acl" and base.tag_ == "VBN" and close and _is_kind(noun, rest)):
        return Match("obj", (noun.left_edge.i, noun.i + 1))
    return None


def _before_own(base: Token, found: Token, end: int) -> int:
    """Return the end of an object moved before coordinated verbs that the parser hung on it."""
    for token in base.doc[found.i + 1 : end]:
        if token.dep_ == "conj" and token.pos_ == "VERB" and token.head == found:
            return token.left_edge.i
    return end


def _infinitive(base: Token, rest: str) -> Match | None:
    del rest
    for verb in base.children:
        if (
            verb.dep_ not in {*_CLAUSES, "acl", "relcl", "attr"}
            or verb.i < base.i
            or not _is_infinitive(verb)
        ):
            continue
        if any(c.dep_ in _SUBJECTS for c in verb.children) or verb.left_edge.i - base.i > NEAR:
            continue
        start = next(c.i for c in verb.children if c.tag_ == "TO")
        negation = (
            start - 1 if base.doc[start - 1].dep_ == "neg" and base.doc[start - 1].head == verb else start
        )
        return Match("inf", (negation, _end(verb)))
    return None


def _end(verb: Token) -> int:
    return verb.right_edge.i + 1


def _told(base: Token, rest: str) -> Match | None:
    """Object as somebody and what they are to do: "urged her to go", "called on her to go"."""
    if rest:
        prep = _behind(base, rest)
        person = None if prep is None else next((c for c in prep.children if c.dep_ == "pobj"), None)
    else:
        person = next((c for c in base.children if c.dep_ in {"dobj", "dative"} and c.i > base.i), None)
    for verb in base.children:
        if verb.dep_ not in _CLAUSES or verb.i < base.i:
            continue
        own = next((c for c in verb.children if c.dep_ in _SUBJECTS and c.i < verb.i), None)
        who = person or own
        if who is None or who.i > verb.i:
            continue
        small = base.lemma_ == "want" and own is not None and verb.tag_ in {"VBN", "VBD", "JJ", "VBG"}
        if not (_is_infinitive(verb) or small):
            continue
        return Match("tell", (who.left_edge.i, _end(verb)), who)
    passive = next((c for c in base.children if c.dep_ == "nsubjpass"), None)
    asked = next((c for c in base.children if c.dep_ == "xcomp" and _is_infinitive(c)), None)
    if passive is not None and asked is not None:
        return Match("tell", (asked.left_edge.i, _end(asked)), passive)
    inner = (
        None
        if person is None
        else next((c for c in person.children if c.dep_ in {"acl", "relcl"} and _is_infinitive(c)), None)
    )
    if person is not None and inner is not None and is_somebody(person):
        return Match("tell", (person.left_edge.i, _end(inner)), person)
    return None


def _clause(base: Token, rest: str) -> Match | None:
    del rest
    for verb in base.rights:
        if verb.dep_ not in {"ccomp", "acl", "relcl"} or _is_infinitive(verb):
            continue
        begins = base.doc[verb.left_edge.i]
        if verb.dep_ != "ccomp" and not (begins.lower_ == "that" and begins.tag_ == "IN"):
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


def _wish(base: Token, rest: str) -> Match | None:
    """Object as a clause that asks: "insisted that he resign", "suggested that they should go"."""
    found = _clause(base, rest)
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
    return False


def _future(base: Token, rest: str) -> Match | None:
    """Object as a clause that tells what will be: "assured them that it would stop"."""
    found = _clause(base, rest)
    will = any(
        c.lower_ in {"will", "would", "wo", "'ll"}
        for v in base.children
        if v.dep_ == "ccomp"
        for c in v.children
    )
    return found if will else None


def _gerund(base: Token, rest: str) -> Match | None:
    del rest
    for verb in base.children:
        near = base.i < verb.i and verb.left_edge.i - base.i <= NEAR
        if near and verb.tag_ == "VBG" and verb.dep_ in {"xcomp", "ccomp", "dobj", "pcomp", "advcl"}:
            return Match("ger", (verb.left_edge.i, _end(verb)))
    return None


def _accused(base: Token, rest: str) -> Match | None:
    """Object as the deed behind a preposition, target as whom it is charged to: "accused her of lying"."""
    person = next((c for c in base.children if c.dep_ in {"dobj", "nsubjpass"}), None)
    prep = _behind(base, rest)
    held = None if prep is None else next((c for c in prep.children if c.dep_ in {"pobj", "pcomp"}), None)
    if person is None:
        return None
    if held is None:
        # "Blamed a contractor, which had …": the charge may stand in a clause of its own.
        start, end = phrase(person)
        return Match("accused", (start, end), person)
    if prep is not None and prep.i < person.i:
        return None
    return Match("accused", phrase(held), person)


def _blamed(base: Token, rest: str) -> Match | None:
    """Read "Blamed the delay on the company": the object is the delay, the company the target."""
    prep = _behind(base, rest)
    held = None if prep is None else next((c for c in prep.children if c.dep_ == "pobj"), None)
    what = next((c for c in base.children if c.dep_ == "dobj"), None)
    if held is None or what is None or prep is None or held.ent_type_ in {"DATE", "TIME"}:
        return None
    return Match("blamed", (what.left_edge.i, held.right_edge.i + 1), held)


def _is_that(base: Token, rest: str) -> Match | None:
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
        else Match("is", (clause.left_edge.i, _end(clause)))
    )


def _listed(base: Token, rest: str) -> Match | None:
    """Read "Its demands — including the end of aid — …": the object is the list."""
    del rest
    prep = next((c for c in base.children if c.dep_ == "prep" and c.lower_ == "including"), None)
    held = None if prep is None else next((c for c in prep.children if c.dep_ == "pobj"), None)
    return None if held is None else Match("list", phrase(held))


def _own(base: Token, rest: str) -> Match | None:
    """Object of the word itself, a preposition: "is against the plan"."""
    del rest
    held = next((c for c in base.children if c.dep_ in {"pobj", "pcomp"}), None)
    return None if held is None or held.ent_type_ in {"DATE", "TIME"} else Match("self", phrase(held))


def _said(base: Token, rest: str) -> Match | None:
    """Words of a quotation beside the word are found with the quotes: see `find.py`."""
    del base, rest
    return None


_FRAMES: dict[str, Callable[[Token, str], Match | None]] = {
    "obj": _object,
    "inf": _infinitive,
    "tell": _told,
    "that": _clause,
    "wish": _wish,
    "future": _future,
    "ger": _gerund,
    "accused": _accused,
    "blamed": _blamed,
    "is": _is_that,
    "list": _listed,
    "said": _said,
    "self": _own,
}
