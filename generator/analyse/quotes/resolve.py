"""Which actor a source as written is; several of equal standing give none."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.model import Considered, Mention, Way

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
        "a", "an", "another", "some", "many", "several", "few", "most", "no", "all", "both",
        "other", "others", "two", "three", "four", "five", "six", "one", "dozens", "hundreds",
    ]
)  # fmt: skip
"""First words of a phrase that brings in somebody new, who is therefore unnamed."""

_DEFINITE = frozenset({"the", "this", "that"})
"""First words of a phrase that goes back to somebody mentioned before."""

_DOCUMENTS = frozenset(
    [
        "statement", "tweet", "letter", "post", "memo", "memorandum", "email", "e-mail", "speech",
        "message", "remarks", "comment", "comments", "note", "article", "op-ed", "testimony",
        "interview", "press-release", "release", "filing", "video",
    ]
)  # fmt: skip
"""Nouns through which somebody speaks: "Ellis's statement said"."""

_INTERVIEWED = 0.8
"""Factor for taking an interview's answers for those of the first person who does something in it."""

_HELD = 0.9
"""Factor for taking a description for the holder of its role."""

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
    way: Way = "nobody"
    """What the source was taken for."""
    considered: tuple[Considered, ...] = ()
    """The actors among whom it was decided, best first, ruled out ones last: what `explain` tells."""


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
            return Resolved(unnamed="the interviewer", way="question")
        if words == "A":
            return self._interviewed()
        last = words.split()[-1].casefold().strip(".")
        named = [
            Considered(actor=a.id)
            for a in self._found.actors
            if a.kind == "person" and a.canonical_name.split()[-1].casefold().strip(".") == last
        ]
        inside = next((m for m in self._found.mentions if span.overlaps(m.span)), None)
        if not named and inside is not None:
            named = [Considered(actor=inside.actor)]
        return _of_equals(named, "label") or Resolved(unnamed=words, way="label")

    def _interviewed(self) -> Resolved:
        """Return the person that an interview is with: the first to be a sentence's subject, authors left out."""
        for person in self._persons:
            name = self._actors[person.mention.actor].canonical_name
            if person.is_subject and name not in self._authors:
                actor = person.mention.actor
                only = (Considered(actor=actor, is_subject=True),)
                return Resolved(speaker=actor, sure=_INTERVIEWED, way="answer", considered=only)
        return Resolved(way="answer")

    def _resolve(self, paragraph: int, head: Token, span: Span, words: str) -> Resolved:
        lower = head.lower_
        if lower in _HE or lower in _SHE:
            return self._pronoun(span.start, "he" if lower in _HE else "she")
        if lower in _OTHER_PRONOUNS:
            return Resolved(way="plain pronoun")
        return self._named(paragraph, head, span) or self._nominal(head, span, words)

    # Names

    def _mention_at(self, paragraph: int, token: Token) -> Mention | None:
        at = self._paragraphs[paragraph].start + token.idx
        return next((m for m in self._found.mentions if m.span.start <= at < m.span.end), None)

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
        if first is None and head.lower_ in _DOCUMENTS:
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
            at = self._paragraphs[paragraph].start + other.idx
            if mention is not None and span.start <= at < span.end and mention.actor not in actors:
                actors.append(mention.actor)
        seen = tuple(Considered(actor=a) for a in actors)
        return Resolved(speaker=actors[0], joint=tuple(actors[1:]), way=way, considered=seen)

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
        seen: tuple[Considered, ...] = ()
        if first not in _INDEFINITE and not plural:
            seen = self._holders(head, span, words)
            holder = _of_equals(seen, "role", sure=_HELD)
            if holder is not None:
                return holder
        if first in _DEFINITE and not plural:
            earlier = self._described.get(head.lemma_.lower())
            if earlier is not None:
                return Resolved(unnamed=earlier, way="again", considered=seen)
        elif first in _INDEFINITE:
            self._described.setdefault(head.lemma_.lower(), words)
        if head.pos_ in {"NOUN", "PROPN", "NUM", "ADJ", "PRON", "DET", "VERB"} and any(
            c.isalpha() for c in words
        ):
            return Resolved(unnamed=words, way="description", considered=seen)
        return Resolved(considered=seen)

    def _holders(self, head: Token, span: Span, words: str) -> tuple[Considered, ...]:
        """Return the actors whose role the phrase names, those that fit first: its other words must fit the role."""
        # "Ada's mother" is not Ada.
        inside = {m.actor for m in self._found.mentions if span.contains(m.span)}
        held = tuple(a for a in self._found.role_heads.get(head.lower_, ()) if a not in inside)
        asked = {w.lower().replace("’s", "").strip("’'s,") for w in words.split()} - {
            *_DEFINITE,
            head.lower_.strip("s"),
            "",
        }
        if asked:
            shared = {a: tuple(sorted(asked & self._role_words(a))) for a in held}
            fitting = tuple(a for a in held if shared[a])
            return tuple(
                Considered(actor=a, fits=a in fitting, words=shared[a])
                for a in dict.fromkeys((*fitting, *held))
            )
        near: list[str] = []
        if len(held) > 1:
            here = self._sentence(span.start)
            near = [
                p.mention.actor
                for p in self._persons
                if p.mention.actor in held
                and p.mention.span.start < span.start
                and here - p.sentence <= _REACH
            ]
        return tuple(Considered(actor=a, fits=not near or a in near) for a in dict.fromkeys((*near, *held)))

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
        seen: dict[str, Considered] = {}
        for person in self._persons:
            if person.mention.span.start < at and here - person.sentence <= _REACH:
                _keep(seen, self._weighed(person.mention.actor, gender, here - person.sentence, person))
        spoke = [(where, actor) for where, actor in self._spoke if where < at]
        if spoke and self._is_kind(spoke[-1][1], "person"):
            where, actor = spoke[-1]
            _keep(seen, self._weighed(actor, gender, here - self._sentence(where)))
        ranked = sorted((c for c in seen.values() if c.fits), key=lambda c: (-_score(c), c.actor))
        considered = (*ranked, *(c for c in seen.values() if not c.fits))
        if not ranked:
            return Resolved(way="pronoun", considered=considered)
        lead = _score(ranked[0]) - _score(ranked[1]) if len(ranked) > 1 else _CLEAR
        if lead < _CLOSE:
            names = tuple(c.actor for c in ranked[:3])
            return Resolved(candidates=names, way="pronoun", considered=considered)
        sure = _SURE if lead >= _CLEAR else _LESS_SURE
        return Resolved(speaker=ranked[0].actor, sure=sure, way="pronoun", considered=considered)

    def _weighed(self, actor: str, gender: str, away: int, person: _Person | None = None) -> Considered:
        """Return an actor `away` sentences before a pronoun: where a person is mentioned, or as the last speaker."""
        known = self._found.genders.get(actor)
        is_subject = person is not None and person.is_subject
        merit = _SPOKE if person is None else _SUBJECT * is_subject
        return Considered(
            actor=actor,
            fits=known in {None, gender},
            score=merit - away + _KNOWN * (known == gender),
            n_sentences=away,
            gender=known,
            is_subject=is_subject,
            spoke_last=person is None,
        )


def _score(candidate: Considered) -> float:
    return candidate.score or 0.0


def _keep(seen: dict[str, Considered], candidate: Considered) -> None:
    """Keep an actor's best standing."""
    other = seen.get(candidate.actor)
    if other is None or _score(candidate) >= _score(other):
        seen[candidate.actor] = candidate


def _of_equals(seen: Sequence[Considered], way: Way, *, sure: float = 1.0) -> Resolved | None:
    """Return the one that fits; several of equal standing give none but candidates; None where none fits."""
    fitting = tuple(c.actor for c in seen if c.fits)
    if not fitting:
        return None
    if len(fitting) == 1:
        return Resolved(speaker=fitting[0], sure=sure, way=way, considered=tuple(seen))
    return Resolved(candidates=fitting, way=way, considered=tuple(seen))


def _is_subject(paragraph: ParsedParagraph, mention: Mention) -> bool:
    """Tell whether a name is the subject of a clause, or stands beside one as its apposition."""
    tokens = paragraph.tokens(mention.span)
    if tokens is None:
        return False
    root = tokens.root
    while root.dep_ in {"appos", "compound"} and root.head != root:
        root = root.head
    return root.dep_ in {"nsubj", "nsubjpass", "ROOT"}
