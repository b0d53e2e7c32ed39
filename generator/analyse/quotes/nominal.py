"""Nouns that report: "her remark that …", "a promise by the mayor to …", "made the claim that …"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.analyse.quotes.lexicon import cue_nouns
from generator.analyse.quotes.report import Report

if TYPE_CHECKING:
    from spacy.tokens import Token

_FROM = frozenset({"by", "from", "of"})
"""Prepositions that name who made a remark."""

_OWNERS = frozenset({"PERSON", "ORG", "NORP", "GPE"})


def noun_report(noun: Token, quoted: tuple[bool, ...]) -> Report | None:
    """Return the report of a noun with a clause or infinitive of its own and somebody it belongs to, else None."""
    entry = cue_nouns().get(noun.lemma_.lower())
    if entry is None:
        return None
    clause = next((c for c in noun.children if c.i > noun.i and c.dep_ in {"acl", "relcl", "ccomp"}), None)
    if clause is None:
        return None
    infinitive = any(c.tag_ == "TO" for c in clause.children)
    declares = any(
        c.lower_ == "that" and c.dep_ in {"mark", "dobj", "nsubj"} and c.tag_ == "IN" for c in clause.children
    )
    if not ((infinitive and "inf" in entry.frames) or (declares and "clause" in entry.frames)):
        return None
    source = _maker(noun, quoted)
    if source is None:
        return None
    content = ((clause.left_edge.i, clause.right_edge.i + 1),)
    return Report(noun.i, noun.i, noun.i + 1, entry, source.i, source.i, "noun", content, "noun")


def _maker(noun: Token, quoted: tuple[bool, ...]) -> Token | None:
    """Return who made the remark: its owner, the name behind "by", or the subject of the verb it is object of."""
    owner = next((c for c in noun.children if c.dep_ == "poss" and not quoted[c.i]), None)
    if owner is not None:
        return owner
    for prep in noun.children:
        if prep.dep_ in {"prep", "agent"} and prep.lower_ in _FROM:
            named = next((c for c in prep.children if c.dep_ == "pobj" and not quoted[c.i]), None)
            if named is not None and (prep.lower_ != "of" or named.ent_type_ in _OWNERS):
                return named
    if noun.dep_ == "dobj":
        return next((c for c in noun.head.children if c.dep_ == "nsubj" and not quoted[c.i]), None)
    return None
