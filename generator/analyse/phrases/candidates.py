"""Noun phrases and names that may be key phrases, grouped by their normal form."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from generator.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.analyse.actors import Found
    from generator.analyse.parse import Parsed, ParsedParagraph
    from generator.model import Actor, Mention

LONGEST = 4
"""Words that a phrase has at most."""

_WORD = re.compile(r"[^\W_](?:[\w.'&-]*[\w.'])?|-")
_LETTERS = 4
"""Letters from which a word counts for whether a line is set in title case."""
_TITLE_CASE = 0.75
"""Share of such words with a capital from which a line is set in title case."""
_RUNNING_TEXT = 40
"""Words outside such lines from which the lines alone make no phrase."""
_NUMBERS = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "CARDINAL", "ORDINAL"})
_NOUNS = frozenset({"NOUN", "PROPN"})


@dataclass(slots=True, kw_only=True)
class Candidate:
    """All occurrences of one phrase while they are gathered."""

    key: tuple[str, ...]
    """Lemmas in lower case; of a name, the words of its actor's canonical name."""
    words: tuple[str, ...]
    """The first occurrence's words, for their statistics."""
    first: int
    """Words of the story before the first occurrence."""
    demonyms: set[str] = field(default_factory=set)
    """Those of `words` that only say from where something is ("European", "French")."""
    actor: str | None = None
    is_described: bool = False
    """Whether it begins with an adjective ("poor opening")."""
    in_heading: bool = False
    n_running: int = 0
    """Occurrences in running text; a phrase that only a headline has is not sure to be one."""
    forms: Counter[str] = field(default_factory=Counter)
    spans: list[Span] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Word:
    """A token of a run, as a candidate needs it."""

    token: int
    text: str
    lemma: str
    is_noun: bool
    named: bool
    """Inside the name of an organization or place, which may be part of a phrase but not cut."""
    demonym: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Marked:
    """A paragraph's tokens that belong to mentions."""

    persons: frozenset[int]
    """A phrase never holds a person's name: it stands by itself."""
    named: frozenset[int]
    demonyms: frozenset[int]


def candidates(parsed: Parsed, found: Found) -> list[Candidate]:
    """Return the article's candidates by first occurrence: names as actors, and the phrases around them."""
    actors = {actor.id: actor for actor in found.actors}
    lemmas = _noun_lemmas(parsed)
    headlines = _headlines(parsed)
    gathering = _Gathering(text=parsed.article.text)
    for paragraph, mentions in _with_mentions(parsed, found):
        for mention in mentions:
            if mention.mention_type == "named":
                gathering.add_name(paragraph, mention, actors[mention.actor])
        for run in _runs(paragraph, _marked(paragraph, mentions, actors), lemmas):
            words = _trimmed(_whole_compounds(run, paragraph))
            if words:
                gathering.add_phrase(paragraph, words, counts=paragraph.start not in headlines)
        gathering.n_before += len(paragraph.doc)
    return gathering.candidates()


@dataclass(slots=True, kw_only=True)
class _Gathering:
    """The candidates found so far."""

    text: str
    """The article's, from which forms are written."""
    by_key: dict[tuple[str, ...], Candidate] = field(default_factory=dict)
    n_before: int = 0
    """Words of the story before the paragraph at hand."""

    def candidates(self) -> list[Candidate]:
        """Return names, and the phrases that running text has, by first occurrence."""
        kept = (c for c in self.by_key.values() if c.actor is not None or c.n_running)
        return sorted(kept, key=lambda c: c.first)

    def add_name(self, paragraph: ParsedParagraph, mention: Mention, actor: Actor) -> None:
        """Add a mention under its actor's canonical name."""
        tokens = paragraph.tokens(mention.span)
        if tokens is None:
            return
        key = tuple(part.lower() for part in actor.canonical_name.split())
        words = tuple(token.text for token in tokens)
        self._add(paragraph, key, words, tokens.start, mention.span).actor = actor.id

    def add_phrase(self, paragraph: ParsedParagraph, words: list[_Word], *, counts: bool) -> None:
        """Add a phrase unless it says too little by itself or is an actor's name."""
        kept = [w for w in words if w.text != "-"]
        key = tuple(w.lemma for w in kept)
        if len(kept) == 1 and (len(key[0]) == 1 or key[0] in phrase_words()["alone"] or kept[0].demonym):
            return
        if key in self.by_key and self.by_key[key].actor is not None:
            return
        span = paragraph.span(paragraph.doc[words[0].token : words[-1].token + 1])
        candidate = self._add(paragraph, key, tuple(w.text for w in kept), words[0].token, span)
        candidate.demonyms |= {w.text for w in kept if w.demonym}
        candidate.is_described = not (kept[0].is_noun or kept[0].demonym)
        candidate.n_running += counts

    def _add(
        self, paragraph: ParsedParagraph, key: tuple[str, ...], words: tuple[str, ...], token: int, span: Span
    ) -> Candidate:
        candidate = self.by_key.setdefault(key, Candidate(key=key, words=words, first=self.n_before + token))
        candidate.in_heading = candidate.in_heading or paragraph.paragraph.kind == "heading"
        candidate.forms[span.of(self.text)] += 1
        candidate.spans.append(span)
        return candidate


def _noun_lemmas(parsed: Parsed) -> dict[str, str]:
    """Return the singular of every plain plural, by which the same word with a capital is read too."""
    return {
        token.lower_: token.lemma_.lower()
        for p in parsed.paragraphs
        for token in p.doc
        if token.tag_ == "NNS"
    }


def _headlines(parsed: Parsed) -> frozenset[int]:
    """Return where lines set in title case begin, where the tagger takes every word for a name.

    Empty where the article has little else.
    """
    found = [p for p in parsed.paragraphs if _is_title_case(p.text.split())]
    n_running = sum(len(p.doc) for p in parsed.paragraphs) - sum(len(p.doc) for p in found)
    return frozenset(p.start for p in found) if n_running >= _RUNNING_TEXT else frozenset()


def _is_title_case(words: list[str]) -> bool:
    long = [w for w in words if len(w) >= _LETTERS]
    return sum(w[0].isupper() for w in long) >= _TITLE_CASE * len(long)


def _with_mentions(parsed: Parsed, found: Found) -> Iterator[tuple[ParsedParagraph, list[Mention]]]:
    """Yield the story's paragraphs with the mentions in each; captions are no part of the story."""
    starts = [mention.span.start for mention in found.mentions]
    first = 0
    for paragraph in parsed.paragraphs:
        end = bisect_left(starts, paragraph.start + len(paragraph.text), first)
        if paragraph.paragraph.kind != "caption":
            yield paragraph, list(found.mentions[first:end])
        first = end


def _marked(paragraph: ParsedParagraph, mentions: list[Mention], actors: Mapping[str, Actor]) -> _Marked:
    persons: set[int] = set()
    named: set[int] = set()
    demonyms: set[int] = set()
    for mention in mentions:
        tokens = paragraph.tokens(mention.span)
        if tokens is None:
            continue
        inside = range(tokens.start, tokens.end)
        if mention.mention_type == "adjectival":
            demonyms.update(inside)
        elif actors[mention.actor].kind == "person":
            persons.update(inside)
        else:
            named.update(inside)
    return _Marked(persons=frozenset(persons), named=frozenset(named), demonyms=frozenset(demonyms))


def _runs(paragraph: ParsedParagraph, marked: _Marked, lemmas: Mapping[str, str]) -> Iterator[list[_Word]]:
    """Yield unbroken runs of adjectives and nouns: over no mark, verb, number or person's name.

    What stands right before a person's name is a role and no phrase.
    """
    run: list[_Word] = []
    never = phrase_words()["never"]
    for token in paragraph.doc:
        if token.i in marked.persons:
            run = []
            continue
        pos, named = token.pos_, token.i in marked.named
        may = (
            named
            or pos in _NOUNS
            or (pos == "ADJ" and not token.is_stop)
            or (bool(run) and token.text == "-" and not token.whitespace_)
        )
        lower = token.lower_ if may else ""
        lemma = (lemmas.get(lower) or token.lemma_.lower()) if may else ""
        if may and not named and (token.ent_type_ in _NUMBERS or lemma in never or lower in never):
            may = False
        if may and _WORD.fullmatch(token.text) is not None:
            word = _Word(
                token=token.i,
                text=token.text,
                lemma=lemma,
                is_noun=named or pos in _NOUNS,
                named=named,
                demonym=token.i in marked.demonyms,
            )
            run.append(word)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _whole_compounds(run: list[_Word], paragraph: ParsedParagraph) -> list[_Word]:
    """Return a run without what is only half of a word with hyphens at either end ("storey" of "five-storey")."""
    doc = paragraph.doc
    words = run
    after = words[-1].token + 1
    if words[-1].text == "-" or (
        after < len(doc) and doc[after].text == "-" and not doc[after - 1].whitespace_
    ):
        joined = [n for n, w in enumerate(words) if doc[w.token].whitespace_]
        words = words[: joined[-1] + 1] if joined else []
    before = words[0].token - 1 if words else -1
    if before >= 0 and doc[before].text == "-" and not doc[before].whitespace_:
        apart = next((n for n, w in enumerate(words) if doc[w.token].whitespace_), len(words) - 1)
        words = words[apart + 1 :]
    return words


def _before_a_name(run: list[_Word]) -> list[_Word]:
    """Return a run without the name at its end, which the words before it describe ("software group Brand")."""
    words = run
    while words and words[-1].named:
        words = words[:-1]
    return words or run


def _trimmed(run: list[_Word]) -> list[_Word]:
    """Return a run without weak first words and what is no noun at its end; [] where it makes no phrase."""
    words, lead = _before_a_name(run), phrase_words()["lead"]
    while words and not words[0].named and (words[0].lemma in lead or not words[0].text[0].isalnum()):
        words = words[1:]
    while words and not words[-1].is_noun:
        words = words[:-1]
    while sum(w.text != "-" for w in words) > LONGEST and not words[0].named:
        words = words[1:]
    is_short = sum(w.text != "-" for w in words) <= LONGEST
    is_more_than_a_name = not all(w.named for w in words)
    return words if is_short and is_more_than_a_name and words[0].text[0].isalnum() else []


@cache
def phrase_words() -> Mapping[str, frozenset[str]]:
    """Return the words that make no key phrase, by use: alone, general, lead, never."""
    text = files("generator.analyse").joinpath("words", "phrase_words.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")][1:]
    return {
        use: frozenset(word for word, its_use in rows if its_use == use)
        for use in ("alone", "general", "lead", "never")
    }


def contains(long: tuple[str, ...], short: tuple[str, ...]) -> bool:
    """Tell whether a key lies inside another, word by word."""
    n = len(short)
    return any(long[start : start + n] == short for start in range(len(long) - n + 1))


def common_form(forms: Iterable[tuple[str, int]]) -> str:
    """Return the most frequent form, the first of these when they tie."""
    return max(forms, key=lambda pair: pair[1])[0]
