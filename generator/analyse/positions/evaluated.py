"""What somebody says is wrong, and what they say is needed: "this is unacceptable", "the club needs new owners"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.analyse.positions.draft import Draft
from generator.analyse.positions.judged import is_judged
from generator.analyse.positions.lexicon import nouns, verbs
from generator.analyse.positions.modal import end_of_deed
from generator.analyse.positions.polarity import is_negated, is_open
from generator.analyse.positions.subject import is_party
from generator.analyse.positions.wording import in_the_same_words, trimmed
from generator.analyse.quotes.lexicon import bodies

if TYPE_CHECKING:
    from spacy.tokens import Token

    from generator.analyse.positions.draft import Page
    from generator.analyse.positions.holder import Holders
    from generator.analyse.quotes.find import Finding
    from generator.model import PositionAct

_OWN = frozenset({"i", "we", "you", "who", "what", "which", "there", "one"})
_SELF = frozenset({"i", "we", "he", "she", "it", "they"})
_SAYS = frozenset(
    {"say", "claim", "argue", "believe", "think", "tell", "insist", "suggest", "feel", "know", "rule", "find"}
)
_FORESEES = frozenset({"will", "would", "could", "may", "might", "can", "'ll", "'d"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_FITTING = frozenset({"acceptable", "appropriate", "fair", "justified", "reasonable", "tolerable"})
"""What a thing is not where somebody is against it: "it is not acceptable"."""


def evaluated(page: Page, be: Token, holders: Holders, said: Finding | None) -> Draft | None:
    """Return what a speaker says to be wrong: "the timetable was unacceptable"."""
    if said is None or be.pos_ not in {"AUX", "VERB"} or not _is_held(be, holders, said):
        return None
    verdict = next((c for c in be.children if c.i > be.i and c.dep_ in {"acomp", "attr"}), None)
    subject = next((c for c in be.children if c.dep_ in _SUBJECTS and c.i < be.i), None)
    if verdict is None or subject is None or subject.lower_ in _OWN:
        return None
    if is_negated(be) or any(c.dep_ == "neg" for c in be.children):
        refused = verdict.dep_ == "acomp" and verdict.lower_ in _FITTING and not _is_foreseen(be)
        end = verdict.right_edge.i + 1
        what: tuple[PositionAct, tuple[int, int]] = ("opposes", (be.i, verdict.i + 1))
        return _draft(page, be, (subject.left_edge.i, end), what, holders, said) if refused else None
    if not is_judged(verdict, "wrong"):
        return None
    if any(
        c.lemma_.lower() in verbs("silence")
        for v in (be, verdict)
        for c in v.children
        if c.dep_ in {"xcomp", "ccomp"}
    ):
        return None
    act: PositionAct = "rejects" if is_judged(verdict, "untrue") else "opposes"
    end = max([verdict.right_edge.i, *(c.right_edge.i for c in be.children if c.dep_ in {"xcomp", "ccomp"})])
    return _draft(page, be, (subject.left_edge.i, end + 1), (act, (be.i, verdict.i + 1)), holders, said)


def _is_foreseen(be: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ in _FORESEES for c in be.children)


def charged(page: Page, verb: Token, holders: Holders, said: Finding | None) -> Draft | None:
    """Return the wrong that a speaker says others do: "they lied"."""
    if said is None or verb.pos_ != "VERB" or not _is_held(verb, holders, said) or is_negated(verb):
        return None
    subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i), None)
    if subject is None or subject.lower_ in _OWN:
        return None
    if any(c.tag_ in {"MD", "TO"} for c in verb.children) or not _wrongs(verb, subject):
        return None
    end = end_of_deed(page, verb, said)
    return _draft(page, verb, (subject.left_edge.i, end), ("accuses", (verb.i, verb.i + 1)), holders, said)


def _wrongs(verb: Token, subject: Token) -> bool:
    """Tell whether somebody other than the speaker is said to do wrong."""
    lemma = verb.lemma_.lower()
    broken = lemma == "break" and any(
        c.lemma_.lower() in {"law", "promise", "rule", "pledge", "agreement", "word", "truce", "ceasefire"}
        for c in verb.children
        if c.dep_ == "dobj"
    )
    meant = lemma != "lie" or not any(
        c.dep_ in {"prep", "prt", "advmod"} and c.i > verb.i for c in verb.children
    )
    return (broken or (lemma in verbs("misdeed") and meant)) and (
        is_party(subject) or subject.lower_ in {"he", "she", "they"}
    )


def needed(page: Page, need: Token, holders: Holders, said: Finding | None) -> Draft | None:
    """Return what a speaker says that somebody needs, or that is needed."""
    if said is None or need.pos_ != "VERB" or not _is_held(need, holders, said) or is_negated(need):
        return None
    subject = next((c for c in need.children if c.dep_ in _SUBJECTS and c.i < need.i), None)
    thing = next((c for c in need.children if c.dep_ in {"dobj", "ccomp"} and c.i > need.i), None)
    if subject is None or subject.lower_ in {"i", "you", "who", "which", "what", "that", "it"}:
        return None
    if any(c.tag_ == "MD" for c in need.children):
        return None
    what: tuple[PositionAct, tuple[int, int]] = ("calls for", (need.i, need.i + 1))
    others = (
        subject.lower_ == "they"
        or (subject.lower_ == "we" and need.tag_ == "VBP")
        or subject.pos_ == "PROPN"
        or subject.lemma_.lower() in bodies() | nouns("party")
    )
    if thing is None and any(c.dep_ == "auxpass" for c in need.children):
        asked = any(c.lower_ in {"what", "which"} for c in subject.children)
        others = (
            not asked
            and subject.dep_ == "nsubjpass"
            and subject.lower_ not in {"they", "he", "she", "this", "we"}
        )
        thing = need
    if (
        thing is None
        or not others
        or thing.pos_ == "PROPN"
        or any(t.lemma_ == "time" for t in subject.subtree)
    ):
        # "The firm needs Corvane", "a lot of time is needed": how things are.
        return None
    return _draft(page, need, (subject.left_edge.i, end_of_deed(page, need, said)), what, holders, said)


def _is_held(verb: Token, holders: Holders, said: Finding) -> bool:
    """Tell whether it is known who says it, and it is said to be so."""
    if said.quote.cue_class == "asked" or not holders.is_known(said) or verb.dep_ in {"relcl", "advcl"}:
        return False
    if said.source.who.is_document:
        return False
    report, reading = said.draft.report, said.reading
    if (
        report is not None
        and report.source is not None
        and reading is not None
        and reading.doc[report.source].lemma_.lower() in nouns("foreteller")
    ):
        return False
    cue = None if report is None else report.cue
    above = verb.head.head if verb.head.dep_ == "xcomp" else verb.head
    # "I'm not going to say it is a mistake".
    doubted = verb.dep_ == "ccomp" and (is_negated(verb.head) or is_negated(above))
    return not is_open(verb) and not doubted and not _is_of_another(verb, cue)


def _is_of_another(verb: Token, cue: int | None) -> bool:
    """Tell whether a speaker only reports what others say: "the court says it was unlawful"."""
    above = verb.head
    if above.pos_ == "ADJ" and verb.dep_ == "ccomp" and above.head.pos_ in {"AUX", "VERB"}:
        # "He said firms were concerned that it could hurt".
        return any(c.dep_ == "nsubj" and c.lower_ not in _SELF for c in above.head.children)
    return (
        verb.dep_ == "ccomp"
        and above.i != cue
        and above.lemma_.lower() in _SAYS
        and any(c.dep_ == "nsubj" and c.lower_ not in {"i", "we"} for c in above.children)
    )


def _draft(
    page: Page,
    word: Token,
    where: tuple[int, int],
    what: tuple[PositionAct, tuple[int, int]],
    holders: Holders,
    said: Finding,
) -> Draft | None:
    """Return what a speaker finds; where: the words of its object; what: its act and cue."""
    act, cue = what
    start, end = trimmed(page, *in_the_same_words(page, word, *where))
    while start < end and page.span(start, start + 1).start < said.quote.content.start:
        start += 1
    while end > start + 1 and page.span(end - 1, end).end > said.quote.content.end:
        end -= 1
    if start >= end:
        return None
    return Draft(
        page=page,
        word=word,
        act=act,
        cue=cue,
        object=page.span(start, end),
        held=holders.of_speech(said),
        target=None,
        said=said,
        rule="must" if act == "calls for" else "judged",
    )
