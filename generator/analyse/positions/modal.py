"""Positions by an auxiliary in what somebody says: "I will go", "he would not leave", "they should resign"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.analyse.positions.draft import Draft
from generator.analyse.positions.frames import match
from generator.analyse.positions.holder import is_party, subject_of
from generator.analyse.positions.lexicon import stances, verbs
from generator.analyse.positions.polarity import is_negated, is_open
from generator.analyse.positions.stated import LEAST_SURE, in_the_same_words, trimmed

if TYPE_CHECKING:
    from spacy.tokens import Token

    from generator.analyse.positions.draft import Page
    from generator.analyse.positions.holder import Held, Holders
    from generator.analyse.quotes.find import Finding
    from generator.model import PositionAct

_SEEN = frozenset({"expect", "note", "remember", "see", "know"})
WILL = frozenset({"will", "would", "shall", "might", "could"})
_MAYBE = frozenset({"might", "could"})
_GUESSES = frozenset({"predicted", "estimated", "asked", "thought", "hoped", "worried", "doubted"})
"""Cue classes of what somebody expects or asks, not announces."""
_OURS = frozenset({"i", "we"})
_IFS = frozenset({"provided", "providing", "long", "once"})


def willed(page: Page, auxiliary: Token, holders: Holders, said: Finding | None) -> Draft | None:
    """Return what a speaker says that he will or will not do; None for what others do, and what befalls."""
    verb = auxiliary.head
    if said is not None and holders.is_known(said) and auxiliary.lemma_ == "will" and _is_ruled_out(verb):
        return _refused(page, auxiliary, holders, said)
    if not _is_deed(auxiliary, verb, said):
        return None
    conditional = any(
        c.dep_ == "advcl" and any(g.lower_ in _IFS and g.i < c.i for g in c.children) for c in verb.children
    )
    if auxiliary.lemma_ in _MAYBE and not conditional:
        return None
    in_marks = page.is_spoken(verb, said)
    if said is None:
        held = _doer(page, verb, holders)
    elif not in_marks and said.quote.cue_class in _GUESSES:
        held = None
    else:
        held = _speaker(page, verb, holders, said, in_marks=in_marks)
    if held is None or held.who.sure < LEAST_SURE:
        return None
    would = in_marks and auxiliary.lower_ in {"would", "'d"}
    if would and not is_negated(verb) and not any(c.dep_ == "advcl" for c in verb.children):
        # "I would walk there each day": a habit as often as an offer.
        return None
    act: PositionAct = "refuses" if is_negated(verb) else "offers" if conditional or would else "plans"
    start, end = trimmed(page, *in_the_same_words(page, verb, verb.i, _end(page, verb, said)))
    if said is None and end - start == 1:
        return None
    return Draft(
        page=page,
        word=verb,
        act=act,
        cue=(auxiliary.i, verb.i + 1),
        object=page.span(start, end),
        held=held,
        target=None,
        said=said,
        rule="will" if said is not None else "future",
    )


def _is_ruled_out(verb: Token) -> bool:
    """Tell whether words are "there will be no talks"."""
    there = any(c.dep_ == "expl" and c.lower_ == "there" for c in verb.children)
    return (
        there
        and any(c.dep_ == "attr" and any(g.lower_ == "no" for g in c.children) for c in verb.children)
        and not is_open(verb)
    )


def _refused(page: Page, auxiliary: Token, holders: Holders, said: Finding) -> Draft:
    """Return what a speaker says there will not be."""
    verb = auxiliary.head
    what = next(c for c in verb.children if c.dep_ == "attr")
    start, end = trimmed(page, what.left_edge.i, what.right_edge.i + 1)
    return Draft(
        page=page,
        word=verb,
        act="refuses",
        cue=(auxiliary.i, verb.i + 1),
        object=page.span(start, end),
        held=holders.of_speech(said),
        target=None,
        said=said,
        rule="will",
    )


def _is_deed(auxiliary: Token, verb: Token, said: Finding | None) -> bool:
    """Tell whether a verb with "will" is something that somebody does, and no word of the word list."""
    lemma = verb.lemma_.lower()
    if auxiliary.dep_ not in {"aux"} or verb.pos_ != "VERB" or lemma in verbs("fate"):
        return False
    if said is None and (auxiliary.lemma_ != "will" or lemma not in verbs("deed")):
        return False
    negated = is_negated(verb)
    if lemma in verbs("silence") - {"give", "provide", "release"} or (
        negated and lemma in verbs("silence") | verbs("excludes")
    ):
        return False
    if any(c.dep_ == "csubj" for c in verb.children):
        return False
    if said is not None and said.reading is not None and said.draft.report is not None:
        cue = said.reading.doc[said.draft.report.cue]
        if cue.pos_ == "VERB" and cue.tag_ == "VB" and is_open(cue):
            # "Is expected to announce that it will …": nobody has said so.
            return False
    if _is_perfect(verb) or (not negated and any(c.dep_ == "auxpass" for c in verb.children)):
        return False
    uses = (s for s in stances().get(lemma, ()) if s.kind == "v" and s.act is not None)
    return not is_open(verb) and not any(match(verb, s) for s in uses)


def _doer(page: Page, verb: Token, holders: Holders) -> Held | None:
    """Return the body or person that the article itself says will do it."""
    subject = subject_of(verb, page.quoted)
    if subject is None or (subject.tag_ == "PRP" and subject.lower_ != "they"):
        return None
    held = holders.resolve(page.number, page.parsed, subject, None, in_marks=False)
    return held if held is not None and held.who.speaker is not None else None


def _end(page: Page, verb: Token, said: Finding | None) -> int:
    """Return where a deed ends: with its clause, before coordinated verbs and outside words."""
    end = verb.right_edge.i + 1
    for child in verb.children:
        if child.dep_ == "conj" and child.i > verb.i and child.pos_ in {"VERB", "AUX"}:
            end = min(end, child.left_edge.i)
    while said is not None and end > verb.i + 1 and page.span(end - 1, end).end > said.quote.content.end:
        end -= 1
    return end


def _speaker(page: Page, verb: Token, holders: Holders, said: Finding, *, in_marks: bool) -> Held | None:
    """Return who will do it where that is who speaks, or the body for which they speak."""
    subject = subject_of(verb, page.none_quoted if in_marks else page.quoted)
    if subject is None:
        return None
    in_marks = page.is_spoken(subject, said)
    if in_marks and subject.lower_ not in _OURS:
        return None
    held = holders.resolve(page.number, page.parsed, subject, said, in_marks=in_marks)
    if held is None or held.is_speaker:
        return held
    return held if held.is_body or holders.speaks_for(said, subject, held) else None


def timely(page: Page, noun: Token, holders: Holders, said: Finding | None) -> Draft | None:
    """Return what a speaker finds to be due or not: "it is time to end it", "this is not the time to go"."""
    be = noun.head
    if said is None or noun.dep_ != "attr" or be.lemma_ != "be" or is_open(be) or not holders.is_known(said):
        return None
    subject = next((c for c in be.children if c.dep_ in {"nsubj", "expl"}), None)
    if subject is None or subject.lower_ not in {"it", "this", "now", "that"}:
        return None
    deed = next(
        (
            c
            for v in (noun, be)
            for c in v.children
            if c.tag_ == "VB" and c.i > noun.i and any(g.tag_ == "TO" for g in c.children)
        ),
        None,
    )
    if deed is None:
        return None
    start, end = trimmed(page, deed.left_edge.i, deed.right_edge.i + 1)
    return Draft(
        page=page,
        word=be,
        act="opposes" if is_negated(noun) else "calls for",
        cue=(be.i, noun.i + 1),
        object=page.span(start, end),
        held=holders.of_speech(said),
        target=None,
        said=said,
        rule="must",
    )


def required(page: Page, auxiliary: Token, holders: Holders, said: Finding | None) -> Draft | None:
    """Return what a speaker says that others must or should do; None for the speaker's own duty and for guesses."""
    if auxiliary.lemma_ == "time":
        return timely(page, auxiliary, holders, said)
    if auxiliary.lemma_ in {"need", "have"} and auxiliary.dep_ != "aux":
        deed = next((c for c in auxiliary.children if c.dep_ == "xcomp" and _has_to(c)), None)
        meant = any(c.tag_ == "MD" for c in auxiliary.children) or auxiliary.dep_ == "relcl"
        if deed is None or auxiliary.pos_ != "VERB" or meant or is_negated(auxiliary):
            return None
        return _duty(page, auxiliary, (auxiliary, deed), holders, said)
    if auxiliary.dep_ != "aux" or auxiliary.lemma_ in {"need", "have"}:
        return None
    return _duty(page, auxiliary, (auxiliary.head, auxiliary.head), holders, said)


def _has_to(verb: Token) -> bool:
    return any(c.tag_ == "TO" for c in verb.children)


def _duty(
    page: Page, auxiliary: Token, verbs_: tuple[Token, Token], holders: Holders, said: Finding | None
) -> Draft | None:
    """Return the duty that words put on the subject of the first verb: to do the second one."""
    verb, deed = verbs_
    if said is None or verb.pos_ not in {"VERB", "AUX"} or auxiliary.i > verb.i or is_open(verb):
        return None
    subject = next(
        (c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass", "expl"} and c.i < auxiliary.i), None
    )
    if subject is None or not _can_be_bound(page, auxiliary, subject, deed, said):
        return None
    if said.quote.cue_class == "asked" or not holders.is_known(said):
        return None
    start, end = trimmed(page, subject.left_edge.i, _end(page, verb, said))
    while start < end and page.span(start, start + 1).start < said.quote.content.start:
        start += 1
    return Draft(
        page=page,
        word=verb,
        act="calls for",
        cue=(auxiliary.i, max(verb.i, auxiliary.i) + 1),
        object=page.span(start, end),
        held=holders.of_speech(said),
        target=subject,
        said=said,
        rule="must",
    )


def _can_be_bound(page: Page, auxiliary: Token, subject: Token, deed: Token, said: Finding) -> bool:
    """Tell whether somebody other than the speaker is to do something, and it is no guess of what is so."""
    lower = subject.lower_
    if lower in {"i", "we", "you", "which", "who", "what"}:
        return False
    if lower in {"he", "she"} and not page.is_spoken(subject, said):
        return False
    if lower in {"it", "there", "that", "this"}:
        strong = auxiliary.lemma_ in {"must", "have"} and page.is_spoken(subject, said)
        return strong and (lower != "there" or deed.lemma_ == "be") and not _is_perfect(deed)
    passive = any(c.dep_ == "auxpass" for c in deed.children)
    if (
        _is_perfect(deed)
        or deed.lemma_.lower() in _SEEN
        or (deed.lemma_.lower() in verbs("fate") and not passive)
    ):
        return False
    if any(c.lower_ in {"able", "enough", "fine", "ok", "okay"} for c in deed.children):
        return False
    # "Receipts should offset the loss" is a forecast: a duty has somebody who can do it.
    return passive or auxiliary.lemma_ == "must" or is_party(subject) or lower in {"he", "she", "they"}


def _is_perfect(verb: Token) -> bool:
    return any(c.lower_ == "have" and c.dep_ == "aux" for c in verb.children)
