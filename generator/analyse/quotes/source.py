"""Sources as written: the noun phrase around a subject."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_LEFT = frozenset(
    {
        "det",
        "compound",
        "amod",
        "poss",
        "nummod",
        "nmod",
        "quantmod",
        "advmod",
        "predet",
        "case",
        "punct",
        "appos",
    }
)
_RIGHT = frozenset({"prep", "conj", "cc", "nmod", "flat", "compound", "case", "nummod"})
_PREPOSITIONS = frozenset(
    {
        "of",
        "for",
        "from",
        "at",
        "in",
        "with",
        "on",
        "to",
        "close",
        "near",
        "familiar",
        "among",
        "within",
        "inside",
    }
)


DOCUMENTS = frozenset(
    [
        "statement", "tweet", "letter", "post", "memo", "memorandum", "email", "e-mail", "speech",
        "message", "remarks", "comment", "comments", "note", "article", "op-ed", "testimony",
        "interview", "press-release", "release", "filing", "video",
    ]
)  # fmt: skip
"""Nouns through which somebody speaks: "Ellis's statement said"."""

_SELF = frozenset({"himself", "herself", "itself", "themselves"})

_JOINED = 2
"""Tokens between a name and the phrase joined to it by "and"."""

_ABBREVIATION = 5
"""Letters of the longest abbreviated title (Capt., Comdr.)."""


def noun_phrase(head: Token) -> tuple[int, int]:
    """Return the half-open token range of a source: its name or noun with what belongs to it.

    Appositions, relative clauses and participles behind it are left out.
    """
    doc = head.doc
    start = head.i
    while start > 0 and _belongs(doc[start - 1], head, start):
        start -= 1
    while start < head.i and (doc[start].is_punct or doc[start].dep_ == "cc" or doc[start].dep_ == "mark"):
        start += 1
    end = head.i + 1
    for child in head.rights:
        if child.i < end or (child.dep_ == "cc" and child.i == end):
            continue
        further = _goes_on(child, end)
        if further is None:
            break
        end = further
    while end - 1 > head.i and doc[end - 1].is_punct:
        end -= 1
    return start, _whole_name(doc, end)


def _goes_on(child: Token, end: int) -> int | None:
    """Return the end of a phrase that goes on with a child of its head at `end`; None where it ends before it."""
    if (
        child.dep_ == "conj"
        and child.pos_ in {"PROPN", "NOUN", "PRON"}
        and child.left_edge.i - end <= _JOINED
    ):
        return noun_phrase(child)[1]
    if child.i != end:
        return None
    described = child.dep_ == "amod" or (child.dep_ == "acl" and child.tag_ == "VBN")
    if (
        (described and child.head.lower_ not in DOCUMENTS)
        or child.lower_ in _SELF
        or (child.dep_ == "prep" and child.lower_ in _PREPOSITIONS)
    ):
        return _prepositional_end(child)
    if child.dep_ in {"flat", "nmod", "compound", "nummod", "case"}:
        return child.right_edge.i + 1
    return None


def _whole_name(doc: Doc, end: int) -> int:
    """Return the end moved behind the rest of a name that the parser cut ("Capt. | Christian Pardo")."""
    while end < len(doc):
        token, last = doc[end], doc[end - 1]
        glued = not last.whitespace_
        hyphen = glued and token.text in {"-", "–"} and end + 1 < len(doc) and not token.whitespace_
        abbreviation = glued and token.text == "." and len(last) <= _ABBREVIATION
        if hyphen or (abbreviation and end + 1 < len(doc) and doc[end + 1].pos_ in {"PROPN", "NUM"}):
            end += 2
        elif (
            token.pos_ == "PROPN"
            and last.pos_ in {"PROPN", "NOUN"}
            and token.head.i <= token.i + _ABBREVIATION
        ):
            end += 1
        else:
            break
    return end


def _belongs(token: Token, head: Token, start: int) -> bool:
    """Tell whether the token left of `start` is part of the phrase's own left side."""
    if token.i < head.left_edge.i:
        return False
    node = token
    while node.head.i != head.i:
        if node.head == node or node.i > head.i:
            return False
        node = node.head
    if node.dep_ == "punct":
        return (
            start - 1 > head.left_edge.i
            and token.text in {"-", "–", ".", ",", '"', "'"}
            and _inside_name(token)
        )
    return node.dep_ in _LEFT


def _inside_name(token: Token) -> bool:
    return token.text in {"-", "–", "."}


def _prepositional_end(prep: Token) -> int:
    """Return the token behind a prepositional phrase, its relative clauses left out."""
    doc = prep.doc
    end = prep.i + 1
    for token in doc[prep.i + 1 : prep.right_edge.i + 1]:
        if token.dep_ in {"relcl", "acl", "appos", "advcl", "ccomp"} or token.text in {
            ",",
            "—",
            "–",
            "(",
            ";",
            ":",
        }:
            break
        if token.dep_ in {"nsubj"}:
            break
        end = token.i + 1
    return end


def text_of(doc: Doc, span: tuple[int, int]) -> str:
    """Return the words of a token range."""
    return doc[span[0] : span[1]].text
