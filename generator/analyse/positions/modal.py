"""Positions by an auxiliary in what somebody says: "I will go", "he would not leave", "they should resign"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.analyse.positions.draft import Draft
from generator.analyse.positions.forecast import (
    has_lost_subject,
    is_dated,
    is_guess,
    is_imagined,
    is_taken_for,
    is_the_sayer,
    is_thing,
)
from generator.analyse.positions.frames import match
from generator.analyse.positions.held import LEAST_SURE
from generator.analyse.positions.lexicon import nouns, stances, verbs
from generator.analyse.positions.polarity import is_negated, is_open
from generator.analyse.positions.subject import is_party, subject_of
from generator.analyse.positions.wording import in_the_same_words, trimmed
from generator.analyse.quotes.lexicon import bodies

if TYPE_CHECKING:
    from spacy.tokens import Token

    from generator.analyse.positions.draft import Page
    from generator.analyse.positions.held import Held
    from generator.analyse.positions.holder import Holders
    from generator.analyse.quotes.find import Finding
    from generator.model import PositionAct

WILL = frozenset({"will", "would", "shall", "may", "might", "could"})
_MAYBE = frozenset({"may", "might", "could"})
_GUESSES = frozenset({"predicted", "estimated", "asked", "thought", "hoped", "worried", "doubted"})
"""Cue classes of what somebody expects or asks, not announces."""
_SHOPS = frozenset({"offer", "sell", "open"})
"""What a shop or a bank will do any day."""
_OURS = frozenset({"i", "we"})
_TELLS = frozenset(
    {"say", "announce", "add", "tell", "confirm", "state", "declare", "reveal", "disclose", "write"}
)
_DEFINITE = frozenset({"the", "our", "his", "her", "its", "their"})
_ONCE = frozenset({"initially", "originally"})
_IFS = frozenset({"provided", "providing", "long", "once"})


def willed(page: Page, auxiliary: Token, holders: Holders, said: Finding | None) -> Draft | None:
    """Return what a speaker says that he will or will not do; None for what others do, and what befalls."""
    verb = auxiliary.head
    if (
        said is not None
        and holders.is_known(said)
        and said.quote.kind == "direct"
        and auxiliary.lemma_ == "will"
        and _is_ruled_out(verb)
    ):
        return _refused(page, auxiliary, holders, said)
    if not _is_deed(auxiliary, verb, said) or (said is not None and is_guess(verb)):
        return None
    act = _act(page, auxiliary, verb, said)
    held = None if act is None else _holder(page, verb, holders, said)
    if act is None or held is None or held.who.sure < LEAST_SURE:
        return None
    if said is None and act == "plans":
        # What the writer says that somebody will do is a forecast or a schedule as often as a plan.
        return None
    if act == "warns" and said is not None and not (held.is_speaker or held.is_body):
        # "He argued that the court could declare it bankrupt".
        return None
    start, end = trimmed(page, *in_the_same_words(page, verb, verb.i, end_of_deed(page, verb, said)))
    if said is None and end - start == 1:
        return None
    if end - start == 1:
        # "Leave" alone says little: "we would not leave".
        start = _from_subject(verb, auxiliary, page, said)
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


def _act(page: Page, auxiliary: Token, verb: Token, said: Finding | None) -> PositionAct | None:
    """Return what "will", "would", "may" and "might" make of a deed; None for habits and guesses."""
    conditional = any(
        c.lower_ in {"provided", "providing"}
        or (c.dep_ == "advcl" and any(g.lower_ in _IFS and g.i < c.i for g in c.children))
        for c in verb.children
    )
    if auxiliary.lemma_ in _MAYBE and not conditional:
        threat = verb.lemma_.lower() in verbs("threat") and not is_negated(verb)
        return "warns" if threat else None
    would = auxiliary.lower_ in {"would", "'d"} and (said is None or page.is_spoken(verb, said))
    if is_negated(verb):
        return "refuses"
    if would and not any(c.dep_ == "advcl" for c in verb.children):
        # "I would walk there each day": a habit as often as an offer.
        return None
    return "offers" if conditional or would else "plans"


def _holder(page: Page, verb: Token, holders: Holders, said: Finding | None) -> Held | None:
    """Return who will do it."""
    if said is None:
        return _doer(page, verb, holders)
    in_marks = page.is_spoken(verb, said)
    if not in_marks and said.quote.cue_class in _GUESSES:
        return None
    return _speaker(page, verb, holders, said, in_marks=in_marks)


def _from_subject(verb: Token, auxiliary: Token, page: Page, said: Finding | None) -> int:
    """Return where a deed of one word begins with its subject, or with its auxiliary where that stands elsewhere."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < auxiliary.i), None)
    if (
        subject is None
        or said is None
        or not said.quote.content.contains(page.span(subject.left_edge.i, verb.i + 1))
    ):
        return auxiliary.i
    return subject.left_edge.i


def _is_ruled_out(verb: Token) -> bool:
    """Tell whether words are "there will be no talks"."""
    there = any(c.dep_ == "expl" and c.lower_ == "there" for c in verb.children)
    return (
        there
        and (verb.dep_ in {"ROOT", "conj"} or (verb.dep_ == "ccomp" and verb.head.dep_ == "ROOT"))
        and any(c.dep_ == "attr" and _is_grant(c) for c in verb.children)
        and not is_open(verb)
    )


def _is_grant(noun: Token) -> bool:
    """Tell whether "no talks" are something that somebody could give."""
    denied = any(c.lower_ == "no" for c in noun.children)
    given = nouns("deal") | nouns("talkable") | nouns("sought") | nouns("case")
    return denied and noun.lemma_.lower() in given


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
    if auxiliary.dep_ not in {"aux"} or verb.pos_ != "VERB" or _is_foreseen(auxiliary, verb):
        return False
    lemma, negated = verb.lemma_.lower(), is_negated(verb)
    narrated = (
        _is_told(auxiliary, verb)
        and lemma in verbs("deed") - _SHOPS
        and not is_dated(verb)
        and not is_imagined(verb)
    )
    if said is None and not narrated:
        return False
    awaited = any(c.dep_ == "advcl" for c in verb.children) and not negated
    told = verbs("silence") - {"give", "provide", "release"} - ({"talk", "speak"} if awaited else set())
    if lemma in told or (negated and lemma in verbs("silence") | verbs("excludes")):
        return False
    if is_perfect(verb) or (not negated and any(c.dep_ == "auxpass" for c in verb.children)):
        return False
    # "Would seek to refinance it" announces as much as "will refinance it".
    uses = (s for s in stances().get(lemma, ()) if s.kind == "v" and s.act is not None and lemma != "seek")
    return not _is_unsaid(said) and not is_open(verb) and not any(match(verb, s) for s in uses)


def _is_foreseen(auxiliary: Token, verb: Token) -> bool:
    """Tell whether "will" tells what befalls, or a law's "shall", or who it is that will cannot be told."""
    if auxiliary.lower_ == "shall" and not any(
        c.dep_ == "nsubj" and c.lower_ in _OURS for c in verb.children
    ):
        # "No person shall".
        return True
    lemma = verb.lemma_.lower()
    again = lemma == "think" and any(c.lower_ == "again" for c in verb.children)
    unwilled = any(c.dep_ == "csubj" or (c.dep_ == "nsubj" and c.pos_ == "VERB") for c in verb.children)
    return (
        unwilled
        or (lemma in verbs("fate") and not again)
        or has_lost_subject(auxiliary, verb)
        or is_taken_for(verb)
    )


def _is_unsaid(said: Finding | None) -> bool:
    """Tell whether nobody has said so yet: "is expected to announce that it will …"."""
    if said is None or said.reading is None or said.draft.report is None:
        return False
    cue = said.reading.doc[said.draft.report.cue]
    if any(c.dep_ == "advmod" and c.lower_ in _ONCE for c in cue.children):
        # "After initially saying he would not".
        return True
    return cue.pos_ == "VERB" and cue.tag_ == "VB" and is_open(cue)


def _is_told(auxiliary: Token, verb: Token) -> bool:
    """Tell whether the article says that it will be done, or would be on a condition."""
    return auxiliary.lower_ in {"will", "'ll", "wo", "shall"} or (
        auxiliary.lower_ == "would" and _has_if(verb)
    )


def _has_if(verb: Token) -> bool:
    return any(
        c.dep_ == "advcl" and any(g.lower_ == "if" and g.dep_ == "mark" for g in c.children)
        for c in verb.children
    )


def _doer(page: Page, verb: Token, holders: Holders) -> Held | None:
    """Return the body or person that the article itself says will do it."""
    subject = subject_of(verb, page.quoted)
    if subject is None or (subject.tag_ == "PRP" and subject.lower_ != "they"):
        return None
    held = holders.resolve(page.number, page.parsed, subject, None, in_marks=False)
    return held if held is not None and held.who.speaker is not None else None


def end_of_deed(page: Page, verb: Token, said: Finding | None) -> int:
    """Return where a deed ends: with its clause, before coordinated verbs and outside words."""
    end = verb.right_edge.i + 1
    for child in verb.children:
        own = child.tag_ != "VB" or any(c.dep_ in {"nsubj", "nsubjpass", "aux"} for c in child.children)
        if child.dep_ == "conj" and child.i > verb.i and child.pos_ in {"VERB", "AUX"} and own:
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
    if in_marks and subject.pos_ == "PRON" and subject.lower_ not in _OURS:
        return None
    held = holders.resolve(page.number, page.parsed, subject, said, in_marks=in_marks)
    if held is None:
        return None
    if held.is_speaker:
        reported = not in_marks and subject.lower_ in {"it", "they"}
        return held if not reported or is_the_sayer(subject, verb, said) else None
    if subject.pos_ == "NOUN" and held.who.speaker is None and is_thing(subject):
        return None
    own = held.is_body or (holders.speaks_for(said, subject, held) and not is_foreteller(said))
    return held if own or _is_announced(verb, subject, held, said, holders) else None


def is_foreteller(said: Finding) -> bool:
    """Tell whether who speaks only foretells: an analyst, a study."""
    report = said.draft.report
    if report is None or report.source is None or said.reading is None:
        return False
    source = said.reading.doc[report.source]
    return any(t.lemma_.lower() in nouns("foreteller") for t in (source, *source.children))


def _is_announced(verb: Token, subject: Token, held: Held, said: Finding, holders: Holders) -> bool:
    """Tell whether somebody tells what a body has decided to do, and does not foretell it or charge it with it."""
    report = said.draft.report
    if report is None or report.source is None or said.reading is None:
        return False
    cue = said.reading.doc[report.cue]
    if cue.lemma_.lower() not in _TELLS or is_foreteller(said):
        return False
    known = verb.lemma_.lower() in verbs("deed") | verbs("step")
    if not known and not (is_negated(verb) and held.who.speaker is not None):
        return False
    if verb.lemma_.lower() in verbs("effect") or _is_told_of(verb):
        return False
    if is_party(subject) and subject.tag_ == "NNS" and verb.lemma_ in {"strike", "walk", "picket"}:
        return True
    if subject.tag_ == "NNS" and not any(c.dep_ in {"poss", "det", "nummod"} for c in subject.children):
        # "Small states will provide it": what such ones will do is foretold.
        return False
    definite = any(c.dep_ in {"poss", "det"} and c.lower_ in _DEFINITE for c in subject.children)
    return (definite and is_party(subject)) or subject.lemma_.lower() in bodies() or holders.is_body(held)


def _is_told_of(verb: Token) -> bool:
    """Tell whether words only explain a noun: "the contract, that the state will pay, …"."""
    while verb.dep_ == "conj" and verb.head != verb:
        verb = verb.head
    return verb.dep_ in {"acl", "relcl", "appos"}


def bound(page: Page, be: Token, holders: Holders, said: Finding | None) -> Draft | None:
    """Return what a body is to do, by the article's own words: "the company is to close two plants"."""
    deed = next((c for c in be.children if c.dep_ == "xcomp" and c.tag_ == "VB" and has_to(c)), None)
    if said is not None or deed is None or be.tag_ not in {"VBZ", "VBP"} or is_negated(be) or is_open(be):
        return None
    behind = next((t for t in page.doc[be.i + 1 : deed.i] if t.pos_ != "ADV"), deed)
    if behind.lower_ != "to":
        # "Is loath to abandon it".
        return None
    passive = any(c.dep_ == "auxpass" for c in deed.children)
    uses = (s for s in stances().get(deed.lemma_.lower(), ()) if s.kind == "v" and s.act is not None)
    if passive or deed.lemma_.lower() not in verbs("deed") or any(match(deed, s) for s in uses):
        return None
    held = _doer(page, be, holders)
    if held is None or held.who.sure < LEAST_SURE or held.who.speaker is None:
        return None
    start, end = trimmed(page, *in_the_same_words(page, deed, deed.i, end_of_deed(page, deed, None)))
    if end - start == 1:
        return None
    return Draft(
        page=page,
        word=deed,
        act="plans",
        cue=(be.i, deed.i + 1),
        object=page.span(start, end),
        held=held,
        target=None,
        said=None,
        rule="future",
    )


def is_perfect(verb: Token) -> bool:
    """Tell whether a verb stands with "have": "will have gone"."""
    return any(c.lower_ == "have" and c.dep_ == "aux" for c in verb.children)


def has_to(verb: Token) -> bool:
    """Tell whether a verb stands with "to"."""
    return any(c.tag_ == "TO" for c in verb.children)
