"""What a word governs in the parse: prepositions, phrases and infinitives, and how far they reach."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

NEAR = 8
"""Tokens between a word and the infinitive that it governs; farther ones tell a purpose."""


SUBJECTS = frozenset({"nsubj", "nsubjpass"})


_PREPOSITIONS = frozenset({"prep", "prt", "agent", "dative", "advmod"})


_RESTS = frozenset(
    {
        "as",
        "on",
        "of",
        "for",
        "from",
        "to",
        "into",
        "against",
        "over",
        "about",
        "towards",
        "between",
        "including",
        "at",
        "in",
        "with",
        "without",
        "by",
        "under",
        "than",
    }
)


@dataclass(frozen=True, slots=True)
class Match:
    """What a frame found; token indices of the paragraph's doc."""

    frame: str
    object: tuple[int, int] | None
    """Half-open range of the object's words."""
    target: Token | None = None
    """Whom the position is aimed at."""


def behind(word: Token, name: str) -> Token | None:
    """Return the preposition of a word, also where the parser hangs it on the word's object or particle."""
    for child in word.children:
        if child.i > word.i and child.dep_ in _PREPOSITIONS and child.lower_ == name and not child.ent_type_:
            return child
    return (_opening(word) if name == "for" else None) or _farther(word, name)


def _opening(word: Token) -> Token | None:
    """Return "for" where it opens a clause: "appealed for prisoners to be freed"."""
    for child in word.children:
        if child.i > word.i and child.dep_ in {"advcl", "ccomp", "xcomp"} and _is_wished(child):
            return next((c for c in child.children if c.dep_ == "mark" and c.lower_ == "for"), None)
    return None


def _farther(word: Token, name: str) -> Token | None:
    """Return a preposition below what stands behind a word; of a noun also "a request from the clubs for money"."""
    for child in word.children:
        if child.i < word.i or child.dep_ not in {"dobj", "prt", "advmod", "prep"}:
            continue
        below = list(child.children)
        if child.lower_ in {"from", "by", "among"} and word.pos_ == "NOUN":
            below += [g for c in below if c.dep_ == "pobj" for g in c.children]
        for inner in below:
            if inner.dep_ == "prep" and inner.lower_ == name and inner.i > child.i and not inner.ent_type_:
                # "A call by the Movement for Democracy": no part of a name leads to what is called for.
                return inner
    return None


def _is_wished(verb: Token) -> bool:
    return any(c.tag_ == "TO" for c in verb.children) and any(c.dep_ in SUBJECTS for c in verb.children)


def phrase(head: Token) -> tuple[int, int]:
    """Return the range of a noun phrase with all that hangs on it."""
    end = head.right_edge.i + 1
    while end + 1 < len(head.doc) and head.doc[end].text == "-" and not head.doc[end - 1].whitespace_:
        end += 2
    return head.left_edge.i, end


def antecedent(verb: Token, noun: Token) -> tuple[int, int]:
    """Return the words that a relative clause stands for: all of "the number of judges" before "that she proposed"."""
    end = noun.i + 1
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ == "of" and child.left_edge.i == end < verb.left_edge.i:
            end = min(child.right_edge.i + 1, verb.left_edge.i)
    return noun.left_edge.i, end


def is_infinitive(verb: Token) -> bool:
    """Tell whether a verb stands with "to", also as "to be shelved"."""
    passive = verb.tag_ == "VBN" and any(c.dep_ == "auxpass" and c.tag_ == "VB" for c in verb.children)
    return any(c.tag_ == "TO" and c.i < verb.i for c in verb.children) and (verb.tag_ == "VB" or passive)


def end_of(verb: Token) -> int:
    """Return where a clause ends."""
    return verb.right_edge.i + 1


def with_rest(base: Token, end: int) -> int:
    """Return the end of an object with the phrases behind it that the parser hangs on the verb: "the bets on a rise"."""
    doc = base.doc
    for child in base.rights:
        begin = child.left_edge.i
        after = begin == end + 1 and doc[end].text == "," and child.lower_ == "including"
        if begin != end and not after:
            continue
        phrased = child.dep_ == "prep" and child.lower_ in _RESTS
        timed = any(c.ent_type_ in {"DATE", "TIME"} for c in child.children)
        if not (phrased and not timed) and not (child.dep_ in {"xcomp", "advcl"} and is_infinitive(child)):
            continue
        end = child.right_edge.i + 1
    return end
