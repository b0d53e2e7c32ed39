"""Actors named beside a word: "the contractor, Corvane", "some, such as Poland", "the Russian demand"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.analyse.positions.held import Held
from generator.analyse.positions.subject import is_part
from generator.analyse.quotes.resolved import Resolved
from generator.analyse.quotes.source import noun_phrase
from generator.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

    from generator.analyse.parse import ParsedParagraph
    from generator.analyse.quotes.find import Finding
    from generator.analyse.quotes.resolved import Places

_SOME = frozenset({"some", "others", "many", "several"})


def named_before(places: Places, parsed: ParsedParagraph, name: Token) -> Held | None:
    """Return the actor of "the U.S. promise", "the Russian demand"."""
    mention = places.mention_at(parsed.start + name.idx)
    return None if mention is None else Held(Resolved(speaker=mention.actor, way="name"), mention.span, name)


def such_as(places: Places, parsed: ParsedParagraph, head: Token) -> Held | None:
    """Return who is named for some: "some, such as Poland and Spain, …"."""
    if head.lower_ not in _SOME and head.tag_ != "NNS":
        return None
    doc, at = head.doc, head.i + 1
    at += at < len(doc) and doc[at].text == ","
    if doc[at : at + 2].text.lower() == "such as":
        at += 2
    elif at < len(doc) and doc[at].lower_ in {"including", "like"}:
        at += 1
    else:
        return None
    first = doc[at] if at < len(doc) else None
    while first is not None and first.dep_ in {"compound", "amod", "nmod"} and first.head.i > first.i:
        # "Including Mexican minister Ode": not Mexico.
        first = first.head
    mention = None if first is None else places.mention_at(parsed.start + first.idx)
    if first is None or mention is None:
        return None
    joined = [places.mention_at(parsed.start + c.idx) for c in first.conjuncts]
    joint = tuple(m.actor for m in joined if m is not None and m.actor != mention.actor)
    written = Span(start=parsed.span(head).start, end=mention.span.end)
    return Held(Resolved(speaker=mention.actor, joint=joint, way="name"), written, head)


def beside(places: Places, parsed: ParsedParagraph, source: Token) -> Held | None:
    """Return the actor named beside a description: "the nurses' union, Carers United, …"."""
    name = named(places, parsed, source)
    mention = None if name == source else places.mention_at(parsed.start + name.idx)
    return None if mention is None else Held(Resolved(speaker=mention.actor, way="name"), mention.span, name)


def named(places: Places, parsed: ParsedParagraph, head: Token) -> Token:
    """Return the name beside a description: "the contractor, Corvane, …", "Stowe, a commissioner who …"."""
    if head.pos_ != "NOUN" or places.mention_at(parsed.start + head.idx) is not None:
        return head
    if head.dep_ == "appos" and places.mention_at(parsed.start + head.head.idx) is not None:
        return head.head
    beside = (c for c in head.children if c.dep_ == "appos" and c.pos_ == "PROPN" and head.tag_ == "NN")
    return next((c for c in beside if places.mention_at(parsed.start + c.idx) is not None), head)


def of_some(said: Finding) -> Resolved:
    """Return who speaks; "some Democrats" are not the party."""
    report, reading = said.draft.report, said.reading
    if report is None or report.source is None or reading is None or not is_part(reading.doc[report.source]):
        return said.source.who
    start, end = noun_phrase(reading.doc[report.source])
    return Resolved(unnamed=reading.doc[start:end].text, way="description")


def has_another(places: Places, parsed: ParsedParagraph, said: Finding, head: Token) -> bool:
    """Tell whether a speaker's words name somebody else before "his campaign"."""
    at, who = parsed.start + head.idx, said.source.who.speaker
    before = (m for m in places.mentions_in(said.quote.content) if m.span.end <= at)
    return any(m.actor != who and places.is_kind(m.actor, "person") for m in before)


def is_of_his(said: Finding) -> bool:
    """Tell whether several people say it, or somebody's own: "he" is then another."""
    report, reading = said.draft.report, said.reading
    if report is None or report.source is None or reading is None:
        return False
    source = reading.doc[report.source]
    return source.tag_ == "NNS" or any(c.dep_ == "poss" and c.pos_ == "PROPN" for c in source.children)
