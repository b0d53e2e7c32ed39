"""Positions whose holder or words are not clear enough to be anybody's."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.analyse.positions.forecast import is_press
from generator.analyse.positions.lexicon import nouns
from generator.analyse.positions.polarity import is_open
from generator.analyse.quotes.resolved import Resolved
from generator.analyse.quotes.somebody import is_somebody
from generator.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

    from generator.analyse.positions.draft import Draft
    from generator.analyse.positions.held import Held
    from generator.analyse.quotes.resolved import Places

_BARE = re.compile(
    r"(the |only |about |some )?(\d[\d,]*|each|some|others?|many|several|both|all|most|few|them|it|this|that|these|those|one|first|second|third|latter|former|two"
    r"|three|four|five|six|seven|eight|nine|ten|no .*|\d+\..*)( of (whom|them|which|these|those))?",
    re.IGNORECASE,
)
"""Words that alone are nobody in particular."""
_NESTED = re.compile(r"(?<=[\s,:])['‘](?=\w)")
_NESTED_END = re.compile(r"(?<=[\w.,!?])['’](?!\w)")
_LONGEST = 12
"""Words of a description; longer ones are a sentence that was misread."""
_ORDER = re.compile(r"the (first|second|third|latter|former|other)", re.IGNORECASE)
_SENTENCE = re.compile(r"[a-z]{2}\. [A-Z]|\n")
_BEHIND = re.compile(r" (?:of|between|from|in|to|for|by|on|with|that|which|signed)\b")
_TIMES = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "decade"})
_STUDIES = frozenset({"study", "survey", "report", "research", "paper", "article"})
_CHARGES = frozenset({"accuse", "suspect", "charge", "convict", "blame"})
_OPENS = {"]": "[", ")": "("}
_JOINED = re.compile(r"(?:\w+[-‐‑])+$")
_WORD = re.compile(r"\w+")
_CLOSING = re.compile(r"[^\[\]\n]{0,12}\]")


def is_clear(draft: Draft, text: str) -> bool:
    """Tell whether a holder is somebody, and the words are said and not only charged to somebody."""
    if (
        is_inverted(draft.word)
        or _is_another_s(draft.word)
        or (draft.said is not None and _is_charged(draft))
    ):
        return False
    held = draft.held
    if held is not None and _is_no_sayer(draft, held, text):
        return False
    if held is None or held.who.unnamed is None:
        return True
    words = held.who.unnamed
    if _is_anybody(draft, words) or _is_a_thing_s(draft, held):
        return False
    noun = _noun_of(words)
    if len(words.split()) > _LONGEST or {noun, noun.removesuffix("s"), noun[:-3] + "y"} & (
        nouns("paper") | _TIMES
    ):
        return False
    head = held.head if held.head is not None else _source(draft)
    return head is None or head.lemma_.lower() not in nouns("paper") | _TIMES


def _is_no_sayer(draft: Draft, held: Held, text: str) -> bool:
    """Tell whether a holder is only "the former", or cannot be who says it."""
    ordered = held.written is not None and _ORDER.fullmatch(held.written.of(text))
    return bool(ordered) or (held.is_speaker and not _can_be_the_sayer(draft))


def _is_anybody(draft: Draft, words: str) -> bool:
    """Tell whether a description is of nobody in particular."""
    own = words.split(maxsplit=1)[0].lower() in {"his", "her"} and draft.said is not None
    few = words.lower().startswith("few ") and draft.act != "doubts"
    if own or few or _BARE.fullmatch(words) or _SENTENCE.search(words):
        return True
    # "Companies want to make money": anybody's, and nobody's.
    return draft.word.lemma_ == "want" and " " not in words and draft.act == "hopes for"


def _is_a_thing_s(draft: Draft, held: Held) -> bool:
    """Tell whether a study or a number is read as who holds something."""
    is_text = held.who.is_document or (held.head is not None and held.head.lemma_ in _STUDIES)
    if is_text and (draft.act in {"plans", "hopes for"} or draft.word.lemma_ == "allege"):
        # "A report alleged that fireworks were used".
        return True
    # "The number of judges she favours matches theirs": it is her who favours it.
    head = held.head
    return head is not None and head.lemma_ == "number" and head.left_edge.lower_ == "the"


def _noun_of(words: str) -> str:
    """Return the noun of a description: of "the agreement between the firms" the agreement."""
    return _BEHIND.split(words.lower(), maxsplit=1)[0].split()[-1]


def _source(draft: Draft) -> Token | None:
    said = draft.said
    if said is None or said.reading is None or said.draft.report is None or said.draft.report.source is None:
        return None
    return said.reading.doc[said.draft.report.source]


def _can_be_the_sayer(draft: Draft) -> bool:
    """Tell whether who says something may also be whom "he", "it" or "they" in it means."""
    object_ = draft.object
    if (
        object_ is not None
        and draft.act in {"supports", "opposes"}
        and _words(draft, object_) in {"me", "us"}
    ):
        return False
    source = _source(draft)
    if source is None:
        return True
    if source.lower_ in nouns("wire"):
        return False
    if source.dep_ == "pobj" and any(c.tag_ == "VBG" and c.dep_ == "acl" for c in source.children):
        # "Attacked the plans for pensioners, saying they …": who says it stands elsewhere.
        return False
    if draft.page.is_spoken(draft.word, draft.said):
        return not _is_told_by_another(draft)
    if is_press(source):
        return False
    person = any(c.dep_ == "nsubj" and c.lower_ in {"he", "she"} for c in draft.word.children)
    named = draft.held is not None and draft.held.who.speaker is not None
    return not person or named or source.pos_ != "PROPN" or source.ent_type_ == "PERSON"


def _is_told_by_another(draft: Draft) -> bool:
    """Tell whether words in a speaker's mouth are somebody else's: "he told me, 'I will go'"."""
    said = draft.said
    if said is None:
        return False
    begin = draft.page.span(draft.word.i, draft.word.i + 1).start
    before = said.quote.content
    text = draft.page.parsed.doc.text[
        max(0, before.start - draft.page.parsed.start) : begin - draft.page.parsed.start
    ]
    opened = _NESTED.findall(text)
    return bool(opened) and len(opened) > len(_NESTED_END.findall(text))


def _words(draft: Draft, span: Span) -> str:
    tokens = draft.page.parsed.tokens(span)
    return "" if tokens is None or len(tokens) == 0 else tokens[-1].lower_


def is_inverted(verb: Token) -> bool:
    """Tell whether a verb is told of who stands behind it: "they could strike if wages fell, warn union leaders"."""
    if verb.i == 0 or verb.doc[verb.i - 1].text != "," or verb.tag_ not in {"VB", "VBP", "VBZ", "VBD"}:
        return False
    teller = next((c for c in verb.children if c.dep_ == "dobj" and c.i > verb.i), None)
    if teller is None or any(c.dep_ in {"nsubj", "aux"} for c in verb.children) or not is_somebody(teller):
        return False
    behind = teller.right_edge.i + 1
    return behind >= verb.sent.end or verb.doc[behind].text in {".", ";", ":"}


def _is_another_s(word: Token) -> bool:
    """Tell whether a participle may be of who is accused: "they accused him of lying, threatening to quit"."""
    if word.tag_ != "VBG" or word.doc[word.i - 1].text != ",":
        return False
    return any(
        t.lemma_.lower() in _CHARGES
        and any(c.dep_ == "prep" and c.lower_ in {"of", "with"} and c.i < word.i for c in t.children)
        for t in word.ancestors
        if t.i < word.i
    )


def _is_charged(draft: Draft) -> bool:
    """Tell whether nobody said the words: "accused them of claiming it would pay", "is alleged to have said"."""
    said = draft.said
    if said is None or said.reading is None or said.draft.report is None:
        return False
    cue = said.reading.doc[said.draft.report.cue]
    if cue.dep_ == "pcomp" and cue.head.head.lemma_.lower() in _CHARGES:
        return True
    if (
        (cue.lemma_ == "allege" or (cue.lemma_ == "claim" and draft.rule != "noun" and cue.i < draft.word.i))
        and draft.held is not None
        and not draft.held.is_speaker
        and cue.i != draft.word.i
    ):
        return True
    alleged = cue.dep_ == "xcomp" and cue.head.lemma_.lower() in {"allege", "rumour", "rumor"}
    return alleged or (cue.dep_ in {"xcomp", "pcomp"} and cue.tag_ == "VB" and is_open(cue.head))


def named_alone(draft: Draft, places: Places) -> Draft:
    """Return a draft whose party is left unnamed where only a word that other countries' parties share names it.

    "Conservatives" is the party of that name where the article calls it otherwise too, or names another party.
    """
    held = draft.held
    if held is None or held.who.speaker is None or held.written is None or held.who.joint:
        return draft
    name = places.actors[held.who.speaker].canonical_name
    if not name.endswith(" Party") or not held.written.of(places.text).split()[0].endswith("s"):
        return draft
    forms = {
        m.span.of(places.text)
        for m in places.mentions_in(Span(start=0, end=len(places.text)))
        if m.actor == held.who.speaker
    }
    others = any(
        a.id != held.who.speaker and a.kind == "organization" and a.canonical_name.split()[-1] in _PARTIES
        for a in places.actors.values()
    )
    if len(forms) > 1 or others:
        return draft
    return replace(
        draft, held=replace(held, who=Resolved(unnamed=held.written.of(places.text), way="description"))
    )


_PARTIES = frozenset({"Party", "Democrats", "Greens", "Alliance", "Union"})


def whole(span: Span, text: str) -> Span:
    """Return a span that begins and ends with whole words: "ex-minister", "want[ing]"."""
    start, end = span.start, span.end
    joined = _JOINED.search(text, max(0, start - 30), start)
    if joined and text[start : start + 1].isalnum():
        start = joined.start()
    if text[end - 1 : end].isalnum():
        rest = _WORD.match(text, end)
        end = rest.end() if rest else end
    words = text[start:end]
    if words.count("[") > words.count("]"):
        closing = _CLOSING.match(text, end)
        end = closing.end() if closing else end
    return Span(start=start, end=end)
