"""Positions by an auxiliary in what somebody says: "I will go", "he would not leave", "they should resign"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.analyse.positions.draft import Draft
from generator.analyse.positions.frames import match
from generator.analyse.positions.holder import subject_of
from generator.analyse.positions.lexicon import stances, verbs
from generator.analyse.positions.polarity import is_negated, is_open
from generator.analyse.positions.stated import in_the_same_words, trimmed

if TYPE_CHECKING:
    from spacy.tokens import Token

    from generator.analyse.positions.draft import Page
    from generator.analyse.positions.holder import Held, Holders
    from generator.analyse.quotes.find import Finding
    from generator.model import PositionAct

WILL = frozenset({"will", "would", "shall"})
_OURS = frozenset({"i", "we"})
_IFS = frozenset({"provided", "providing", "long", "once"})


def willed(page: Page, auxiliary: Token, holders: Holders, said: Finding | None) -> Draft | None:
    """Return what a speaker says that he will or will not do; None for what others do, and what befalls."""
    verb = auxiliary.head
    if said is None or auxiliary.dep_ != "aux" or verb.pos_ != "VERB" or verb.lemma_.lower() in verbs("fate"):
        return None
    if any(c.lower_ in {"have", "be"} and c.dep_ in {"aux", "auxpass"} for c in verb.children) or is_open(
        verb
    ):
        return None
    if any(
        match(verb, s) for s in stances().get(verb.lemma_.lower(), ()) if s.kind == "v" and s.act is not None
    ):
        return None
    in_marks = page.quoted[verb.i]
    held = _speaker(page, verb, holders, said, in_marks=in_marks)
    if held is None:
        return None
    refused = is_negated(verb)
    if refused and verb.lemma_.lower() in verbs("silence"):
        return None
    conditional = any(
        c.dep_ == "advcl" and any(g.lower_ in _IFS and g.i < c.i for g in c.children) for c in verb.children
    )
    act: PositionAct = "refuses" if refused else "offers" if conditional else "plans"
    start, end = trimmed(page, *in_the_same_words(page, verb, verb.i, _end(page, verb, said)))
    return Draft(
        page=page,
        word=verb,
        act=act,
        cue=(auxiliary.i, verb.i + 1),
        object=page.span(start, end),
        held=held,
        target=None,
        said=said,
        rule="will",
    )


def _end(page: Page, verb: Token, said: Finding) -> int:
    """Return where a deed ends: with its clause, before coordinated verbs and outside words."""
    end = verb.right_edge.i + 1
    for child in verb.children:
        if child.dep_ == "conj" and child.i > verb.i and child.pos_ in {"VERB", "AUX"}:
            end = min(end, child.left_edge.i)
    while end > verb.i + 1 and page.span(end - 1, end).end > said.quote.content.end:
        end -= 1
    return end


def _speaker(page: Page, verb: Token, holders: Holders, said: Finding, *, in_marks: bool) -> Held | None:
    """Return who will do it where that is who speaks, or the body for which they speak."""
    subject = subject_of(verb, page.none_quoted if in_marks else page.quoted)
    if subject is None:
        return None
    if in_marks and subject.lower_ not in _OURS:
        return None
    held = holders.resolve(page.number, page.parsed, subject, said, in_marks=in_marks)
    if held is None or held.is_speaker:
        return held
    return held if holders.speaks_for(said, subject, held) else None


def required(page: Page, auxiliary: Token, holders: Holders, said: Finding | None) -> Draft | None:
    """Return what a speaker says that others must or should do; None for the speaker's own duty and for guesses."""
    verb = auxiliary.head
    if said is None or auxiliary.dep_ != "aux" or verb.pos_ not in {"VERB", "AUX"} or auxiliary.i > verb.i:
        return None
    if any(c.lower_ == "have" and c.dep_ == "aux" for c in verb.children) or is_open(verb):
        return None
    subject = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"} and c.i < verb.i), None)
    if (
        subject is None
        or subject.i > auxiliary.i
        or subject.lower_ in {"i", "we", "it", "there", "you", "that", "this", "which", "who"}
    ):
        return None
    if verb.lemma_.lower() in verbs("fate") and not any(c.dep_ == "auxpass" for c in verb.children):
        return None
    if any(c.lower_ in {"able", "enough", "fine", "ok", "okay"} for c in verb.children):
        return None
    if not holders.is_known(said):
        return None
    start, end = trimmed(page, subject.left_edge.i, _end(page, verb, said))
    while start < end and page.span(start, start + 1).start < said.quote.content.start:
        start += 1
    return Draft(
        page=page,
        word=verb,
        act="calls for",
        cue=(auxiliary.i, verb.i + 1),
        object=page.span(start, end),
        held=holders.of_speech(said),
        target=subject,
        said=said,
        rule="must",
    )
