"""Where the words of an object end: before a second predicate, a clause of somebody else's, and who said so."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

_FINITE = frozenset({"VBZ", "VBP", "VBD"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose", "where", "when"})
_SAYS = frozenset({"say", "report", "add", "tell", "announce"})


def before_second(word: Token, start: int, end: int) -> int:
    """Return the end of an object moved before what is no part of it.

    "Did not want them to go and calls on them to stay", "asked her not to go, his rival called on her to", "there were
    risks, officials said".
    """
    for token in word.doc[max(start, word.i + 1) : end]:
        if token.tag_ == "VBG" and _is_second(token, start, end):
            return _first(token, start)
        if token.tag_ in _FINITE and (_is_second(token, start, end) or _is_beside(token, start, end)):
            first = _first(token, start)
            if first > start + 1:
                return first
    return _before_next(word, start, _before_rest(word, start, end))


def _before_next(word: Token, start: int, end: int) -> int:
    """Return the end before a noun that is the subject of what comes next: "plans to help buyers and the others would …"."""
    doc = word.doc
    if end >= len(doc) or doc[end].tag_ not in {*_FINITE, "MD"} or doc[end - 1].pos_ not in {"NOUN", "PROPN"}:
        return end
    for token in reversed(doc[start + 1 : end]):
        if token.dep_ == "cc":
            return token.i
        if token.pos_ not in {"NOUN", "PROPN", "DET", "ADJ", "NUM"}:
            break
    return end


def _before_rest(word: Token, start: int, end: int) -> int:
    """Return the end before a relative clause whose verb the parser put elsewhere: "Ode, whose left-wing"."""
    for token in word.doc[start + 1 : end]:
        opens = token.lower_ in {"whose", "who", "which"} and word.doc[token.i - 1].text == ","
        if opens and not any(t.tag_ in {*_FINITE, "MD"} for t in word.doc[token.i : end]):
            return token.i - 1
    return end


def _is_second(verb: Token, start: int, end: int) -> bool:
    """Tell whether a finite verb is hung on an infinitive of the object: its subject is the one above."""
    infinitive = verb.head
    if verb.dep_ != "conj" or infinitive.tag_ != "VB" or not start <= infinitive.i < end:
        return False
    return any(c.tag_ == "TO" and c.i < infinitive.i for c in infinitive.children)


def _is_beside(verb: Token, start: int, end: int) -> bool:
    """Tell whether a clause behind a comma has a subject of its own and no word that hangs it on the object."""
    del end
    if verb.dep_ not in {"relcl", "conj", "ccomp", "parataxis"} or not start <= verb.head.i < verb.i:
        return False
    left = verb.left_edge.i
    while verb.doc[left].is_punct and left < verb.i:
        left += 1
    subject = next((c for c in verb.children if c.dep_ in _SUBJECTS and c.i < verb.i), None)
    if subject is None or left <= start or verb.doc[left - 1].text != ",":
        return False
    if any(t.lower_ in _RELATIVE or t.dep_ == "mark" for t in verb.doc[left : verb.i]):
        return False
    return verb.dep_ == "relcl" or verb.lemma_ in _SAYS


def _first(verb: Token, start: int) -> int:
    """Return where a second clause begins, with the conjunction or dash that leads to it."""
    first = verb.left_edge.i
    while first - 1 > start and (
        verb.doc[first - 1].dep_ == "cc" or verb.doc[first - 1].is_punct or verb.doc[first - 1].is_space
    ):
        first -= 1
    return first
