"""Duties that a speaker puts on others: "they must go", "it is time to end it", "the law has to be changed"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.analyse.positions.draft import Draft
from generator.analyse.positions.forecast import is_another_s_view
from generator.analyse.positions.lexicon import verbs
from generator.analyse.positions.modal import end_of_deed, has_to, is_foreteller, is_perfect
from generator.analyse.positions.polarity import is_negated, is_open
from generator.analyse.positions.subject import is_party
from generator.analyse.positions.wording import trimmed

if TYPE_CHECKING:
    from spacy.tokens import Token

    from generator.analyse.positions.draft import Page
    from generator.analyse.positions.holder import Holders
    from generator.analyse.quotes.find import Finding

_SEEN = frozenset({"believe", "expect", "feel", "know", "note", "remember", "see"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})
_FORESEEN = frozenset(
    ["appear", "become", "benefit", "earn", "end", "exceed", "fall", "find", "gain", "grow", "happen", "improve", "last", "lose", "mean",
     "prove", "reach", "receive", "recover", "remain", "result", "rise", "seem", "show", "win"]
)  # fmt: skip
"""Verbs that even of somebody tell what is to be awaited: "they should win"."""
_DEFINITE = frozenset({"the", "our", "his", "her", "its", "their"})


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
        deed = next((c for c in auxiliary.children if c.dep_ == "xcomp" and has_to(c)), None)
        meant = any(c.tag_ == "MD" for c in auxiliary.children) or auxiliary.dep_ == "relcl"
        if deed is None or auxiliary.pos_ != "VERB" or meant or is_negated(auxiliary):
            return None
        if auxiliary.lemma_ == "have" and not _is_demanded(auxiliary, deed):
            return None
        return _duty(page, auxiliary, (auxiliary, deed), holders, said)
    if auxiliary.dep_ != "aux" or auxiliary.lemma_ in {"need", "have"}:
        return None
    return _duty(page, auxiliary, (auxiliary.head, auxiliary.head), holders, said)


def _is_demanded(have: Token, deed: Token) -> bool:
    """Tell whether "has to" asks a deed of somebody: not "had to go", "has to be pleased", "a step has to be taken"."""
    if have.tag_ not in {"VBZ", "VBP"} or have.dep_ == "relcl" or deed.pos_ != "VERB":
        return False
    subject = next((c for c in have.children if c.dep_ in _SUBJECTS), None)
    if subject is None or not any(c.dep_ == "auxpass" for c in deed.children):
        return True
    return any(c.lower_ in _DEFINITE | {"this", "that", "these", "those"} for c in subject.children)


def _duty(
    page: Page, auxiliary: Token, verbs_: tuple[Token, Token], holders: Holders, said: Finding | None
) -> Draft | None:
    """Return the duty that words put on the subject of the first verb: to do the second one."""
    verb, deed = verbs_
    if said is None or verb.pos_ not in {"VERB", "AUX"} or auxiliary.i > verb.i or is_open(verb):
        return None
    first = verb
    while (
        first.dep_ == "conj" and first.head != first and not any(c.dep_ in _SUBJECTS for c in first.children)
    ):
        first = first.head
    subject = next((c for c in first.children if c.dep_ in _SUBJECTS and c.i < auxiliary.i), None)
    if any(c.lower_ == "what" and c.i < verb.i for c in verb.children) or verb.dep_ == "relcl":
        # "The rate that they should use": what is to be used stands before it.
        return None
    if subject is None or subject.left_edge.lower_ in {"what", "which", "whose", "how"}:
        return None
    can_be = _is_for_all if subject.lower_ == "we" else _can_be_bound
    if not can_be(page, auxiliary, subject, deed, said):
        return None
    if (
        said.quote.cue_class == "asked"
        or not holders.is_known(said)
        or is_another_s_view(verb, page.is_spoken(verb, said))
    ):
        return None
    held = holders.of_speech(said)
    who = held.who
    if not (who.speaker or who.unnamed or who.is_document) or _is_not_said(verb, deed):
        return None
    if holders.is_same(page.parsed, subject, held) or (is_foreteller(said) and not is_party(subject)):
        # "“Governor Ellwood should resign”" is not Ellwood's; "the wire must be cooled" is an analyst's knowledge.
        return None
    start, end = trimmed(page, subject.left_edge.i, end_of_deed(page, verb, said))
    while start < end and page.span(start, start + 1).start < said.quote.content.start:
        start += 1
    return Draft(
        page=page,
        word=verb,
        act="calls for",
        cue=(auxiliary.i, max(verb.i, auxiliary.i) + 1),
        object=page.span(start, end),
        held=held,
        target=subject,
        said=said,
        rule="must",
    )


def _is_not_said(verb: Token, deed: Token) -> bool:
    """Tell whether a duty is denied above, or points at what stands elsewhere: "I'm not saying she has to", "nobody should do that"."""
    if any(a.lemma_ in {"say", "mean", "suggest", "argue"} and is_negated(a) for a in verb.ancestors):
        return True
    return deed.lemma_ == "do" and any(
        c.dep_ == "dobj" and c.lower_ in {"that", "this", "it", "so"} for c in deed.children
    )


def _is_for_all(page: Page, auxiliary: Token, subject: Token, deed: Token, said: Finding) -> bool:
    """Tell whether "we" are a country or a party that is to do something: "we need to withdraw our troops"."""
    if auxiliary.lemma_ not in {"need", "must", "should"} or not page.is_spoken(subject, said):
        return False
    known = deed.lemma_.lower() in verbs("deed") | verbs("step")
    return known and not is_perfect(deed) and any(c.dep_ in {"dobj", "prep", "xcomp"} for c in deed.children)


def _can_be_bound(page: Page, auxiliary: Token, subject: Token, deed: Token, said: Finding) -> bool:
    """Tell whether somebody other than the speaker is to do something, and it is no guess of what is so."""
    lower = subject.lower_
    if lower in {"i", "you", "which", "who", "what"} or (lower == "they" and auxiliary.lemma_ == "have"):
        return False
    if lower in {"he", "she"} and not page.is_spoken(subject, said):
        return False
    if lower in {"it", "there", "that", "this"}:
        strong = auxiliary.lemma_ in {"must", "have"} and page.is_spoken(subject, said)
        return strong and (lower != "there" or deed.lemma_ == "be") and not is_perfect(deed)
    passive = any(c.dep_ == "auxpass" for c in deed.children)
    measured = (
        auxiliary.lemma_ != "must"
        and deed.lemma_ in {"exceed", "fall", "rise", "reach"}
        and not is_party(subject)
    )
    if is_negated(deed) and not is_perfect(deed) and deed.pos_ == "VERB" and not measured:
        # "It should not appear": nobody says of what is to be awaited that it should not be.
        return True
    if (
        is_perfect(deed)
        or deed.lemma_.lower() in _SEEN
        or (deed.lemma_.lower() in (_FORESEEN if is_party(subject) else verbs("fate")) and not passive)
    ):
        return False
    if any(c.lower_ in {"able", "enough", "fine", "ok", "okay"} for c in deed.children):
        return False
    if deed.lemma_ == "be" and any(c.lower_ in {"above", "below", "at", "around"} for c in deed.children):
        # "The share should be above ten dollars".
        return False
    # "Receipts should offset the loss" is a forecast: a duty has somebody who can do it.
    return passive or auxiliary.lemma_ == "must" or is_party(subject) or lower in {"he", "she", "they"}
