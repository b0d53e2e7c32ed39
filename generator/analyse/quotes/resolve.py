"""Which actor a source as written is; several of equal standing give none."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.model import Mention

if TYPE_CHECKING:
    from collections.abc import Iterator

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
"""Factor for taking an interview's answers for those of the person named most."""

_REACH = 2
"""Paragraphs that a pronoun looks back. Farther ones were right in less than half of the cases read."""


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
    paragraph: int
    is_subject: bool


class Resolver:
    """Resolves the sources of one article in text order, remembering who spoke."""

    def __init__(self, parsed: Parsed, found: Found) -> None:
        """Index the article's people by paragraph."""
        self._found = found
        self._actors: dict[str, Actor] = {a.id: a for a in found.actors}
        self._paragraphs = parsed.paragraphs
        self._text = parsed.article.text
        self._persons = tuple(self._place_persons())
        self._spoke: list[tuple[int, str]] = []

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
        """Return the person that an interview is with: the one named most, when one leads."""
        counts = Counter(p.mention.actor for p in self._persons)
        leading = counts.most_common(2)
        if not leading or (len(leading) > 1 and leading[0][1] == leading[1][1]):
            return Resolved()
        return Resolved(speaker=leading[0][0], sure=_INTERVIEWED)

    def _resolve(self, paragraph: int, head: Token, span: Span, words: str) -> Resolved:
        lower = head.lower_
        if lower in _HE or lower in _SHE:
            return self._pronoun(paragraph, span.start, "he" if lower in _HE else "she")
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
        if (first is None or first.mention_type == "adjectival") and head.pos_ == "NOUN":
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
        return next(
            (m for m in self._found.mentions if m.span.start == span.end + 2 and self._is_person(m)), None
        )

    def _is_person(self, mention: Mention) -> bool:
        return self._actors[mention.actor].kind == "person"

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
        if head.pos_ in {"NOUN", "PROPN", "NUM", "ADJ", "PRON", "DET", "VERB"} and any(
            c.isalpha() for c in words
        ):
            return Resolved(unnamed=words)
        return Resolved()

    def _holders(self, head: Token, span: Span, words: str) -> tuple[str, ...]:
        """Return the actors whose role the phrase names, narrowed by its other words."""
        held = self._found.role_heads.get(head.lower_, ())
        if len(held) < 2:  # noqa: PLR2004 - one holder needs no narrowing
            return held
        asked = {w.lower().strip("’'s") for w in words.split()} - {"the", head.lower_}
        fitting = tuple(a for a in held if asked & self._role_words(a))
        if fitting or asked:
            return fitting or ()
        before = [a for at, a in reversed(self._spoke) if at < span.start and a in held]
        return (before[0],) if before else held

    def _role_words(self, actor: str) -> set[str]:
        words: set[str] = set()
        for role in self._actors[actor].roles:
            words.update(w.lower().strip(",.’'s") for w in role.span.of(self._text).split())
            if role.of is not None:
                words.update(self._actors[role.of].canonical_name.lower().split())
        return words

    # Pronouns

    def _place_persons(self) -> Iterator[_Person]:
        for mention in self._found.mentions:
            if not self._is_person(mention):
                continue
            for number, paragraph in enumerate(self._paragraphs):
                if paragraph.start <= mention.span.start < paragraph.start + len(paragraph.doc.text):
                    yield _Person(mention, number, _is_subject(paragraph, mention))
                    break

    def _pronoun(self, paragraph: int, at: int, gender: str) -> Resolved:
        """Resolve "he" or "she": the last subject or speaker that fits, nearest sentence first."""
        genders = self._found.genders
        near = [
            p
            for p in self._persons
            if p.mention.span.start < at
            and paragraph - p.paragraph <= _REACH
            and genders.get(p.mention.actor, gender) == gender
        ]
        if not near:
            return Resolved()
        spoke = [actor for where, actor in self._spoke if where < at]
        fitting = {p.mention.actor for p in near}
        last_speaker = next((a for a in reversed(spoke) if a in fitting), None)
        subjects = [p for p in near if p.is_subject]
        if subjects:
            latest = subjects[-1].mention.actor
            if last_speaker in {None, latest} or len(fitting) == 1:
                return Resolved(speaker=latest, sure=0.9)
            speaker_at = max(w for w, a in self._spoke if a == last_speaker and w < at)
            if speaker_at >= subjects[-1].mention.span.start:
                return Resolved(speaker=last_speaker, sure=0.8)
            return Resolved(speaker=latest, sure=0.75)
        if last_speaker is not None:
            return Resolved(speaker=last_speaker, sure=0.75)
        if len(fitting) == 1:
            return Resolved(speaker=next(iter(fitting)), sure=0.7)
        return Resolved(candidates=tuple(dict.fromkeys(p.mention.actor for p in reversed(near))))


def _is_subject(paragraph: ParsedParagraph, mention: Mention) -> bool:
    """Tell whether a name is the subject of a clause that is not inside another's object."""
    tokens = paragraph.tokens(mention.span)
    return tokens is not None and tokens.root.dep_ in {"nsubj", "nsubjpass", "ROOT"}
