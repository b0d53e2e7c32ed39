"""Which actor a source as written is; several of equal standing give none."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.analyse.quotes.descriptions import Descriptions
from generator.analyse.quotes.lexicon import bodies
from generator.analyse.quotes.pronouns import HE, SHE, Pronouns
from generator.analyse.quotes.resolved import Places, Resolved, of_equals
from generator.analyse.quotes.somebody import is_person_noun
from generator.analyse.quotes.source import DOCUMENTS
from generator.model import Considered, Mention, Way

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from generator.analyse.actors import Found
    from generator.analyse.parse import Parsed
    from generator.model import Span

_OTHER_PRONOUNS = frozenset({"i", "we", "you", "it", "they", "who", "which", "that", "this", "what"})

_INTERVIEWED = 0.8
"""Factor for taking an interview's answers for those of the first person who does something in it."""


_GOES_ON = 2
"""Sentences that "it" and "they" look back to who spoke."""

_CARRIED = 0.8
"""Factor for taking "it" or "they" for who spoke last."""


@dataclass(frozen=True, slots=True)
class _Heard:
    """A source that was resolved: where, who, and whether "they" or "it" may go back to it."""

    start: int
    who: Resolved
    is_plural: bool
    is_body: bool
    farthest: int
    """Number of the last sentence that any source so far stands in."""


class Resolver:
    """Resolves the sources of one article in text order."""

    def __init__(self, parsed: Parsed, found: Found, quoted: Sequence[Span]) -> None:
        """Index the article; names inside `quoted` stretches are nobody's antecedent."""
        self._places = Places(parsed, found)
        self._authors = frozenset(parsed.article.authors)
        self._descriptions = Descriptions(self._places)
        self._heard: list[_Heard] = []
        self._by_last_name: dict[str, list[str]] = {}
        for actor in found.actors:
            if actor.kind == "person":
                self._by_last_name.setdefault(_last_word(actor.canonical_name), []).append(actor.id)
        # Descriptions that are only looked at bring nobody in: they are resolved apart from the sources.
        self._pronouns = Pronouns(self._places, quoted, Descriptions(self._places).resolve)

    def again(self) -> Resolver:
        """Return a resolver of the same article that has heard nobody yet."""
        other = copy(self)
        other._descriptions = Descriptions(self._places)  # noqa: SLF001 - of its own class
        other._heard = []  # noqa: SLF001
        other._pronouns = self._pronouns.again()  # noqa: SLF001
        return other

    @property
    def places(self) -> Places:
        """The article's mentions and sentences."""
        return self._places

    def resolve(self, paragraph: int, head: Token, span: Span, words: str) -> Resolved:
        """Return who a source is.

        paragraph: index in `Parsed.paragraphs`; head: the phrase's head word;
        span: the phrase in the article; words: the phrase as written.
        """
        result = self._resolve(paragraph, head, span, words)
        self.heard(span.start, head, result)
        return result

    def heard(self, start: int, head: Token, who: Resolved) -> None:
        """Remember who a source at `start` was, for the pronouns behind it."""
        self._remember(start, head, who)
        one = who.speaker or who.unnamed
        is_one = head.tag_ not in {"NNS", "NNPS"} and (who.speaker is not None or is_person_noun(head))
        if one is not None and is_one:
            self._pronouns.spoke(start, one)

    def _remember(self, start: int, head: Token, who: Resolved) -> None:
        """Remember a source for "it" and "they" behind it."""
        if who.speaker is None and who.unnamed is None:
            return
        plural = head.tag_ in {"NNS", "NNPS"} or bool(who.joint) or head.lower_ == "they"
        body = who.is_document or head.lemma_.lower() in bodies()
        if who.speaker is not None:
            body = not self._places.is_kind(who.speaker, "person")
        farthest = max(self._places.sentence(start), self._heard[-1].farthest if self._heard else 0)
        self._heard.append(_Heard(start, who, plural, plural or body, farthest))

    def resolve_label(self, span: Span) -> Resolved:
        """Return who a label names: "MAYOR ELLIS", "Ellis", or Q and A of an interview."""
        words = span.of(self._places.text)
        if words == "Q":
            return Resolved(unnamed="the interviewer", way="question")
        if words == "A":
            return self._interviewed()
        last = _last_word(words)
        named = [Considered(actor=actor) for actor in self._by_last_name.get(last, ())]
        inside = None if named else self._places.mention_over(span)
        if inside is not None:
            named = [Considered(actor=inside.actor)]
        return of_equals(named, "label") or Resolved(unnamed=words, way="label")

    def _interviewed(self) -> Resolved:
        """Return the person that an interview is with: the first to be a sentence's subject, authors left out."""
        for actor, is_subject in self._pronouns.people():
            if is_subject and self._places.actors[actor].canonical_name not in self._authors:
                only = (Considered(actor=actor, is_subject=True),)
                return Resolved(speaker=actor, sure=_INTERVIEWED, way="answer", considered=only)
        return Resolved(way="answer")

    def _resolve(self, paragraph: int, head: Token, span: Span, words: str) -> Resolved:
        lower = head.lower_
        if lower in HE or lower in SHE:
            return self._pronouns.resolve(span.start, "he" if lower in HE else "she")
        if lower in {"it", "they"}:
            return self._carried_on(span.start, lower)
        if lower in _OTHER_PRONOUNS:
            return Resolved(way="plain pronoun")
        return self._named(paragraph, head, span) or self._descriptions.resolve(head, span, words)

    def _carried_on(self, at: int, pronoun: str) -> Resolved:
        """Resolve "it" to the body, "they" to the several, that spoke last, at most two sentences before."""
        here = self._places.sentence(at)
        for heard in reversed(self._heard):
            if here - heard.farthest > _GOES_ON:
                break
            away = here - self._places.sentence(heard.start)
            if heard.start >= at or away > _GOES_ON:
                continue
            if heard.is_plural != (pronoun == "they") or not heard.is_body:
                break
            return replace(heard.who, sure=heard.who.sure * _CARRIED, way="goes on")
        return Resolved(way="plain pronoun")

    # Names

    def _mention_at(self, paragraph: int, token: Token) -> Mention | None:
        return self._places.mention_at(self._places.paragraphs[paragraph].start + token.idx)

    def _named(self, paragraph: int, head: Token, span: Span) -> Resolved | None:
        """Return the actor named at the phrase's head, and those joined to it by "and"; None where none is."""
        way: Way = "name"
        first = self._mention_at(paragraph, head)
        if first is None or first.mention_type == "adjectival":
            way = "apposition"
            appositions = [c for c in head.children if c.dep_ == "appos" and c.pos_ == "PROPN"]
            first = next(
                (
                    m
                    for c in appositions
                    if (m := self._mention_at(paragraph, c)) is not None and self._is_person(m)
                ),
                None,
            )
        if (first is None or first.mention_type == "adjectival") and head.tag_ == "NN":
            way, first = "name behind", self._name_behind(span) or first
        if first is None and head.lower_ in DOCUMENTS:
            way = "owner"
            first = next(
                (
                    m
                    for c in head.children
                    if c.dep_ == "poss" and (m := self._mention_at(paragraph, c)) is not None
                ),
                None,
            )
        if first is None:
            return None
        actors = [first.actor]
        for other in head.conjuncts:
            mention = self._mention_at(paragraph, other)
            at = self._places.paragraphs[paragraph].start + other.idx
            if mention is not None and span.start <= at < span.end and mention.actor not in actors:
                actors.append(mention.actor)
        seen = tuple(Considered(actor=a) for a in actors)
        return Resolved(speaker=actors[0], joint=tuple(actors[1:]), way=way, considered=seen)

    def _name_behind(self, span: Span) -> Mention | None:
        """Return the person named right behind a description: "a spokeswoman for the ministry, Ana Lund, said"."""
        if self._places.text[span.end : span.end + 2] != ", ":
            return None
        named = self._places.mention_at(span.end + 2)
        if named is None or named.span.start != span.end + 2 or not self._is_person(named):
            return None
        # Without a comma behind the name it begins the next clause: "according to a spokesman, Lund left".
        return named if self._places.text[named.span.end : named.span.end + 1] == "," else None

    def _is_person(self, mention: Mention) -> bool:
        return self._places.is_kind(mention.actor, "person")


def _last_word(name: str) -> str:
    return (name.split() or [""])[-1].casefold().strip(".")
