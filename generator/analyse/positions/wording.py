"""The words of a position: its object without marks and beyond no quotation's end, and its cue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.analyse.positions.bounds import before_second
from generator.analyse.positions.governed import antecedent

if TYPE_CHECKING:
    from spacy.tokens import Token

    from generator.analyse.positions.draft import Page
    from generator.analyse.positions.governed import Match
    from generator.analyse.positions.lexicon import Stance
    from generator.model import Span

_TAKES = frozenset({"accept", "back", "consider", "endorse", "sign", "support"})


_TO_DO = 2
"""Words of "to accept"."""


_LONGEST = 5
"""Words of the longest cue, from its verb on."""


_EMPTY = frozenset({"that", "which", "who", "whom", "what"})


def object_of(page: Page, word: Token, found: Match) -> Span | None:
    """Return the object's words without marks at their edges; a relative pronoun's are those it stands for."""
    if found.object is None:
        return None
    start, end = in_the_same_words(page, word, *found.object)
    start, end = trimmed(page, start, before_second(word, start, end))
    if end - start == 1 and page.doc[start].lower_ in _EMPTY:
        verb = word
        while verb.dep_ in {"conj", "xcomp", "ccomp"} and verb.head != verb:
            verb = verb.head
        if verb.dep_ != "relcl":
            return None
        noun = verb.head
        if noun.dep_ == "pobj" and start > 0 and page.doc[start - 1].text == ",":
            # "During the talks on the apology, which she accepted": either may be meant.
            return None
        if noun.ent_type_ == "PERSON" and word.lemma_.lower() in {"deny", "reject", "dispute"}:
            return None
        start, end = antecedent(verb, noun)
    if end - start == 1 and page.doc[start].pos_ == "PRON" and start > word.i:
        start = word.i
        rest = trimmed(page, *in_the_same_words(page, word, word.i, word.right_edge.i + 1))[1]
        clauses = any(c.dep_ in {"conj", "advcl", "parataxis"} and end <= c.i < rest for c in word.children)
        end = end if clauses else max(end, rest)
    if found.frame == "inf" and end - start == _TO_DO and page.doc[end - 1].lemma_.lower() in _TAKES:
        start, end = _antecedent(word) or (start, end)
    return page.span(start, end) if start < end else None


def _antecedent(word: Token) -> tuple[int, int] | None:
    """Return the noun of "a compromise that they were willing to accept"."""
    verb = word if word.pos_ in {"VERB", "AUX"} else word.head
    if (
        word.pos_ == "VERB"
        or verb.dep_ != "relcl"
        or any(c.dep_ == "nsubj" and c.lower_ in _EMPTY for c in verb.children)
    ):
        return None
    return verb.head.left_edge.i, verb.head.i + 1


def in_the_same_words(page: Page, word: Token, start: int, end: int) -> tuple[int, int]:
    """Return the part of a range that is quoted where the word is, so that no object runs over a quotation's end."""
    if page.quoted[word.i]:
        last = word.i
        while last < end and page.quoted[last]:
            last += 1
        ends = page.doc[max(last - 2, 0) : last]
        if word.i < start < last and any(t.text in {",", ".", "!", "?"} for t in ends):
            end = min(end, last)
    return start, end


def trimmed(page: Page, start: int, end: int) -> tuple[int, int]:
    """Return a range without punctuation and conjunctions at its edges."""
    doc = page.doc
    while start < end and (doc[start].is_punct or doc[start].is_space or doc[start].dep_ == "cc"):
        start += 1
    while start < end and (
        (doc[end - 1].is_punct and doc[end - 1].text != "%")
        or doc[end - 1].is_space
        or doc[end - 1].dep_ == "cc"
    ):
        end -= 1
    return start, end


def cue_of(word: Token, stance: Stance | None) -> tuple[int, int]:
    """Return the range of a cue: its verb with auxiliaries before it, particle and preposition behind it."""
    doc, start, end = word.doc, word.i, word.i + 1
    aux = {c.i for c in word.children if c.dep_ in {"aux", "auxpass", "neg", "prt"}}
    if word.pos_ not in {"VERB", "AUX"} and word.dep_ in {"acomp", "oprd"}:
        aux |= {word.head.i, *(c.i for c in word.head.children if c.dep_ in {"aux", "neg"})}
    while (
        start > 0
        and (start - 1 in aux or (doc[start - 1].pos_ == "ADV" and start - 2 in aux))
        and doc[start - 1].tag_ != "TO"
    ):
        start -= 1
    needed = (
        {
            w
            for kind, words in stance.needs
            if kind in {"prt", "prep", "advmod", "dobj", "acomp"}
            for w in words
        }
        if stance is not None
        else set()
    )
    while (
        end < len(doc)
        and end - word.i < _LONGEST
        and (
            doc[end].lower_ in needed
            or doc[end].lemma_.lower() in needed
            or (doc[end].dep_ == "prt" and doc[end].head == word)
        )
    ):
        end += 1
    return start, end
