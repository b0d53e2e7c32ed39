"""Which actor a source as written is; several of equal standing give none."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.model import Mention

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Token

    from generator.analyse.actors import Found
    from generator.analyse.parse import Parsed, ParsedParagraph
    from generator.model import Actor, Span

_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_OTHER_PRONOUNS = frozenset({"i", "we", "you", "it", "they", "who", "which", "that", "this", "what"})

_INDEFINITE = frozenset(
    [
        "a",
        "an",
        "another",
        "some",
        "many",
        "several",
        "few",
        "most",
        "no",
        "all",
        "both",
        "other",
        "others",
        "two",
        "three",
        "four",
        "five",
        "six",
        "one",
        "dozens",
        "hundreds",
    ]
)
"""First words of a phrase that brings in somebody new, who is therefore unnamed."""

_DEFINITE = frozenset({"the", "this", "that"})
"""First words of a phrase that goes back to somebody mentioned before."""

_DOCUMENTS = frozenset(
    [
        "statement",
        "tweet",
        "letter",
        "post",
        "memo",
        "memorandum",
        "email",
        "e-mail",
        "speech",
        "message",
        "remarks",
        "comment",
        "comments",
        "note",
        "article",
        "op-ed",
        "testimony",
        "interview",
        "press-release",
        "release",
        "filing",
        "video",
    ]
)
"""Nouns through which somebody speaks: "Ellis's statement said"."""

_INTERVIEWED = 0.8
"""Factor for taking an interview's answers for those of the first person who does something in it."""

_REACH = 6
"""Sentences that a pronoun looks back."""

_SUBJECT, _KNOWN, _SPOKE = 1.5, 1.5, 2.0
"""Weights, in sentences of distance, of being a subject, of a gender known to fit, of having spoken last."""

_CLOSE, _CLEAR = 0.5, 1.5
"""Leads in sentences: below the first nobody is named, from the second on it is clear."""

_SURE, _LESS_SURE = 0.9, 0.75
"""Factors of confidence for a clear and for a lesser lead."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """Who a source is: an actor, an unnamed class, several candidates, or nobody."""

    speaker: str | None = None
    joint: tuple[str, ...] = ()
    unnamed: str | None = None
    candidates: tuple[str, ...] = ()
    sure: float = 1.0
    """0…1: factor for the confidence of the attribution."""


@dataclass(frozen=True, slots=True)
class _Person:
    """A person's mention, placed for pronouns."""

    mention: Mention
    sentence: int
    """Number of its sentence in the article."""
    is_subject: bool


class Resolver:
    """Resolves the sources of one article in text order, remembering who spoke."""

    def __init__(self, parsed: Parsed, found: Found, quoted: Sequence[Span]) -> None:
        """Index the article's people by sentence; names inside `quoted` stretches are nobody's antecedent."""
        self._quoted = quoted
        self._found = found
        self._actors: dict[str, Actor] = {a.id: a for a in found.actors}
        self._paragraphs = parsed.paragraphs
        self._text = parsed.article.text
        self._authors = frozenset(parsed.article.authors)
        self._starts = tuple(
            paragraph.start + sent.start_char
            for paragraph in parsed.paragraphs
            for sent in paragraph.doc.sents
        )
        self._persons = tuple(self._place_persons())
        self._spoke: list[tuple[int, str]] = []
        self._described: dict[str, str] = {}

    def resolve(self, paragraph: int, head: Token, span: Span, words: str) -> Resolved:
        """Return who a source is.

        paragraph: index in `Parsed.paragraphs`; head: the phrase's head word;
        span: the phrase in the article; words: the phrase as written.
        """
        result = self._resolve(paragraph, head, span, words)
        if result.speaker is not None:
            self._spoke.append((span.start, result.speaker))
        return result

    def resolve_label(self, span: Span) -> Resolved:
        """Return who a label names: "MAYOR ELLIS", "Ellis", or Q and A of an interview."""
        words = span.of(self._text)
        if words == "Q":
            return Resolved(unnamed="the interviewer")
        if words == "A":
            return self._interviewed()
        last = words.split()[-1].casefold().strip(".")
        named = [
            a.id
            for a in self._found.actors
            if a.kind == "person" and a.canonical_name.split()[-1].casefold().strip(".") == last
        ]
        if named:
            return Resolved(speaker=named[0]) if len(named) == 1 else Resolved(candidates=tuple(named))
        inside = next((m for m in self._found.mentions if span.overlaps(m.span)), None)
        return Resolved(unnamed=words) if inside is None else Resolved(speaker=inside.actor)

    def _interviewed(self) -> Resolved:
        """Return the person that an interview is with: the first to be a sentence's subject, authors left out."""
        for person in self._persons:
            name = self._actors[person.mention.actor].canonical_name
            if person.is_subject and name not in self._authors:
                return Resolved(speaker=person.mention.actor, sure=_INTERVIEWED)
        return Resolved()

    def _resolve(self, paragraph: int, head: Token, span: Span, words: str) -> Resolved:
        lower = head.lower_
        if lower in _HE or lower in _SHE:
            return self._pronoun(span.start, "he" if lower in _HE else "she")
        if lower in _OTHER_PRONOUNS:
            return Resolved()
        named = self._named(paragraph, head, span)
        if named:
            return Resolved(speaker=named[0], joint=tuple(named[1:]))
        return self._nominal(head, span, words)

    # Names

    def _mention_at(self, paragraph: int, token: Token) -> Mention | None:
        at = self._paragraphs[paragraph].start + token.idx
        return next((m for m in self._found.mentions if m.span.start <= at < m.span.end), None)

    def _named(self, paragraph: int, head: Token, span: Span) -> list[str]:
        """Return the actor named at the phrase's head, and those joined to it by "and"."""
        first = self._mention_at(paragraph, head)
        if first is None or first.mention_type == "adjectival":
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
            first = self._name_behind(span) or first
        if first is None and head.lower_ in _DOCUMENTS:
            first = next(
                (
                    m
                    for c in head.children
                    if c.dep_ == "poss" and (m := self._mention_at(paragraph, c)) is not None
                ),
                None,
            )
        if first is None:
            return []
        actors = [first.actor]
        for other in head.conjuncts:
            mention = self._mention_at(paragraph, other)
            at = self._paragraphs[paragraph].start + other.idx
            if mention is not None and span.start <= at < span.end and mention.actor not in actors:
                actors.append(mention.actor)
        return actors

    def _name_behind(self, span: Span) -> Mention | None:
        """Return the person named right behind a description: "a spokeswoman for the ministry, Ana Lund, said"."""
        if self._text[span.end : span.end + 2] != ", ":
            return None
        named = (m for m in self._found.mentions if m.span.start == span.end + 2 and self._is_person(m))
        # Without a comma behind the name it begins the next clause: "according to a spokesman, Lund left".
        return next((m for m in named if self._text[m.span.end : m.span.end + 1] == ","), None)

    def _is_person(self, mention: Mention) -> bool:
        return self._is_kind(mention.actor, "person")

    def _is_kind(self, actor: str, kind: str) -> bool:
        return self._actors[actor].kind == kind

    # Descriptions

    def _nominal(self, head: Token, span: Span, words: str) -> Resolved:
        """Resolve "the French president" to its holder; "a French official" is an unnamed class."""
        first = words.split(maxsplit=1)[0].lower() if words.split() else ""
        plural = head.tag_ in {"NNS", "NNPS"}
        if first not in _INDEFINITE and not plural:
            holders = self._holders(head, span, words)
            if len(holders) == 1:
                return Resolved(speaker=holders[0], sure=0.9)
            if holders:
                return Resolved(candidates=holders)
        if first in _DEFINITE and not plural:
            earlier = self._described.get(head.lemma_.lower())
            if earlier is not None:
                return Resolved(unnamed=earlier)
        elif first in _INDEFINITE:
            self._described.setdefault(head.lemma_.lower(), words)
        if head.pos_ in {"NOUN", "PROPN", "NUM", "ADJ", "PRON", "DET", "VERB"} and any(
            c.isalpha() for c in words
        ):
            return Resolved(unnamed=words)
        return Resolved()

    def _holders(self, head: Token, span: Span, words: str) -> tuple[str, ...]:
        """Return the actors whose role the phrase names; its other words must fit the role."""
        # "Ada's mother" is not Ada.
        inside = {m.actor for m in self._found.mentions if span.contains(m.span)}
        held = tuple(a for a in self._found.role_heads.get(head.lower_, ()) if a not in inside)
        asked = {w.lower().replace("’s", "").strip("’'s,") for w in words.split()} - {
            *_DEFINITE,
            head.lower_.strip("s"),
            "",
        }
        if asked:
            return tuple(a for a in held if asked & self._role_words(a))
        if len(held) > 1:
            here = self._sentence(span.start)
            near = [
                p.mention.actor
                for p in self._persons
                if p.mention.actor in held
                and p.mention.span.start < span.start
                and here - p.sentence <= _REACH
            ]
            return tuple(dict.fromkeys(near)) or held
        return held

    def _role_words(self, actor: str) -> set[str]:
        words: set[str] = set()
        for role in self._actors[actor].roles:
            words.update(w.lower().replace("’s", "").strip(",.’'s") for w in role.span.of(self._text).split())
            if role.of is not None:
                words.update(w.strip("s") for w in self._actors[role.of].canonical_name.lower().split())
        return words

    # Pronouns

    def _place_persons(self) -> Iterator[_Person]:
        for mention in self._found.mentions:
            if not self._is_person(mention) or any(q.contains(mention.span) for q in self._quoted):
                continue
            for paragraph in self._paragraphs:
                if paragraph.start <= mention.span.start < paragraph.start + len(paragraph.doc.text):
                    yield _Person(
                        mention, self._sentence(mention.span.start), _is_subject(paragraph, mention)
                    )
                    break

    def _sentence(self, at: int) -> int:
        return bisect_right(self._starts, at)

    def _pronoun(self, at: int, gender: str) -> Resolved:
        """Resolve "he" or "she": subjects, speakers and known genders weigh, nearness first."""
        here = self._sentence(at)
        scores: dict[str, float] = {}
        for person in self._persons:
            away = here - person.sentence
            known = self._found.genders.get(person.mention.actor)
            if person.mention.span.start >= at or away > _REACH or known not in {None, gender}:
                continue
            score = -away + _SUBJECT * person.is_subject + _KNOWN * (known == gender)
            scores[person.mention.actor] = max(score, scores.get(person.mention.actor, score))
        spoke = [(where, actor) for where, actor in self._spoke if where < at]
        if spoke and self._genders_allow(spoke[-1][1], gender):
            where, actor = spoke[-1]
            score = (
                _SPOKE - (here - self._sentence(where)) + _KNOWN * (self._found.genders.get(actor) == gender)
            )
            scores[actor] = max(score, scores.get(actor, score))
        ranked = sorted(scores, key=lambda a: (-scores[a], a))
        if not ranked:
            return Resolved()
        lead = scores[ranked[0]] - scores[ranked[1]] if len(ranked) > 1 else _CLEAR
        if lead < _CLOSE:
            return Resolved(candidates=tuple(ranked[:3]))
        return Resolved(speaker=ranked[0], sure=_SURE if lead >= _CLEAR else _LESS_SURE)

    def _genders_allow(self, actor: str, gender: str) -> bool:
        return self._is_kind(actor, "person") and self._found.genders.get(actor) in {None, gender}


def _is_subject(paragraph: ParsedParagraph, mention: Mention) -> bool:
    """Tell whether a name is the subject of a clause, or stands beside one as its apposition."""
    tokens = paragraph.tokens(mention.span)
    if tokens is None:
        return False
    root = tokens.root
    while root.dep_ in {"appos", "compound"} and root.head != root:
        root = root.head
    return root.dep_ in {"nsubj", "nsubjpass", "ROOT"}
