"""Words that somebody tells of others, or that are only foreseen: whose they are is not sure enough to be published."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from generator.analyse.quotes.source import DOCUMENTS

if TYPE_CHECKING:
    from spacy.tokens import Token

    from generator.analyse.positions.draft import Draft, Page

_OWN = frozenset({"i", "me", "my"})
_OTHERS = frozenset({"he", "she", "it", "they", "him", "her", "his", "their", "its"})
_ASKED = frozenset({"how", "why", "whether", "who", "when", "where", "what"})
_BEFORE = 2


def is_retold(draft: Draft, text: str) -> bool:
    """Tell whether a position is another's in words of somebody, a speech to come, a question, or not taken yet."""
    return (
        _is_of_another(draft, text)
        or _is_to_come(draft)
        or _is_question(draft, text)
        or _is_not_yet(draft.word)
        or _is_beside_a_report(draft.word)
    )


def _is_of_another(draft: Draft, text: str) -> bool:
    """Tell whether "he" or "they" holds it where a paragraph itself says "I": in an interview, a letter, a memory.

    Such words name whom they tell of seldom, and often in the turn before.
    """
    held = draft.held
    if held is None or held.written is None or held.written.of(text).lower() not in _OTHERS:
        return False
    return _says_i(draft.page)


def _says_i(page: Page) -> bool:
    return any(t.lower_ in _OWN and t.tag_ in {"PRP", "PRP$"} and not page.quoted[t.i] for t in page.doc)


def _is_to_come(draft: Draft) -> bool:
    """Tell whether its speaker has not spoken: "will claim that", "will attack it saying"."""
    report = draft.said.draft.report if draft.said is not None else None
    reading = draft.said.reading if draft.said is not None else None
    if report is None or reading is None:
        return False
    cue = reading.doc[report.cue]
    leads = cue.dep_ == "xcomp" or (cue.dep_ == "advcl" and cue.tag_ == "VBG")
    verbs = (cue, cue.head) if leads else (cue,)
    return any(c.dep_ == "aux" and c.tag_ == "MD" for verb in verbs for c in verb.children)


def _is_question(draft: Draft, text: str) -> bool:
    """Tell whether "asked" asks to know: "asked me for how many days"."""
    if draft.act != "calls for" or draft.object is None:
        return False
    words = draft.object.of(text).lower().split()
    return words[0] in _ASKED or any(
        before == "for" and word in _ASKED for before, word in itertools.pairwise(words)
    )


def _is_not_yet(word: Token) -> bool:
    """Tell whether it is yet to be done: "are yet to unveil their plans"."""
    before = word.doc[max(word.i - _BEFORE, 0) : word.i]
    return [t.lower_ for t in before] == ["yet", "to"]


def _is_beside_a_report(word: Token) -> bool:
    """Tell whether a verb may be told by a text or be its own: "it said that the group saw no need, and agreed to meet"."""
    if word.dep_ != "conj" or any(c.dep_ in {"nsubj", "aux"} for c in word.children):
        return False
    report = word.head
    texts = (c for c in report.children if c.dep_ == "nsubj" and c.lower_ in DOCUMENTS | {"it"})
    told = any(c.dep_ == "ccomp" and report.i < c.i < word.i for c in report.children)
    return told and any(texts)
