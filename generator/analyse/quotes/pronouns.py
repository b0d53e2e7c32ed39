"""Whom "he" and "she" mean: the people of the article, named or only described, weighed by nearness."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.analyse.actors.lexicon import lexicon
from generator.analyse.quotes.resolved import Places, Resolved
from generator.analyse.quotes.somebody import is_person_noun
from generator.analyse.quotes.source import noun_phrase
from generator.model import Considered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from spacy.tokens import Token

    from generator.analyse.parse import ParsedParagraph
    from generator.model import Mention, Span

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})

_REACH = 6
"""Sentences that a pronoun looks back."""

_SUBJECT, _KNOWN, _SPOKE = 1.5, 1.5, 2.0
"""Weights, in sentences of distance, of being a subject, of a gender known to fit, of having spoken last."""

_CLOSE, _CLEAR = 0.5, 1.5
"""Leads in sentences: below the first nobody is named, from the second on it is clear."""

_SURE, _LESS_SURE = 0.9, 0.75
"""Factors of confidence for a clear and for a lesser lead."""


@dataclass(frozen=True, slots=True)
class _Person:
    """A person where they are mentioned: an actor, or somebody who is only described."""

    who: str
    """Actor's id; for somebody unnamed the description as written."""
    start: int
    sentence: int
    """Number of its sentence in the article."""
    is_subject: bool
    gender: str | None
    """he or she where the article or the noun tells."""


class Pronouns:
    """Resolves the pronouns of one article in text order, remembering who spoke."""

    def __init__(
        self, places: Places, quoted: Sequence[Span], describe: Callable[[Token, Span, str], Resolved]
    ) -> None:
        """Index the article's people by sentence; names inside `quoted` stretches are nobody's antecedent.

        describe: resolves a description, so that "the president … She said" leads to the president's name.
        """
        self._places = places
        self._quoted = quoted
        self._quote_starts = tuple(q.start for q in quoted)
        self._describe = describe
        named = list(self._named())
        self._people = tuple(sorted([*named, *self._described()], key=lambda p: p.start))
        self._starts = tuple(p.start for p in self._people)
        self._shown = {p.who: p.gender for p in self._people if p.gender is not None}
        self._spoke: list[tuple[int, str]] = []

    def again(self) -> Pronouns:
        """Return the same people, of whom nobody has spoken yet."""
        other = copy(self)
        other._spoke = []  # noqa: SLF001 - of its own class
        return other

    def spoke(self, at: int, who: str) -> None:
        """Remember who spoke last: an actor's id, or a description."""
        self._spoke.append((at, who))

    def people(self) -> Iterator[tuple[str, bool]]:
        """Yield the named people in text order with whether they are a subject."""
        yield from ((p.who, p.is_subject) for p in self._people if p.who in self._places.actors)

    def resolve(self, at: int, gender: str) -> Resolved:
        """Resolve "he" or "she": subjects, speakers and known genders weigh, nearness first."""
        here = self._places.sentence(at)
        seen: dict[str, Considered] = {}
        end = bisect_left(self._starts, at)
        start = end
        while start > 0 and here - self._people[start - 1].sentence <= _REACH:
            start -= 1
        for person in self._people[start:end]:
            away = here - person.sentence
            if away <= _REACH:
                _keep(
                    seen,
                    _weighed(person.who, gender, person.gender, away, _SUBJECT * person.is_subject, person),
                )
        where, who = next((s for s in reversed(self._spoke) if s[0] < at), (0, ""))
        if who and (who not in self._places.actors or self._places.is_kind(who, "person")):
            known = self._places.found.genders.get(who) or self._shown.get(who)
            _keep(seen, _weighed(who, gender, known, here - self._places.sentence(where), _SPOKE, None))
        ranked = sorted((c for c in seen.values() if c.fits), key=lambda c: (-_score(c), c.actor))
        considered = (*ranked, *(c for c in seen.values() if not c.fits))
        if not ranked:
            return Resolved(way="pronoun", considered=considered)
        lead = _score(ranked[0]) - _score(ranked[1]) if len(ranked) > 1 else _CLEAR
        if lead < _CLOSE:
            named = tuple(c.actor for c in ranked[:3] if c.actor in self._places.actors)
            return Resolved(candidates=named, way="pronoun", considered=considered)
        sure = _SURE if lead >= _CLEAR else _LESS_SURE
        first = ranked[0].actor
        if first in self._places.actors:
            return Resolved(speaker=first, sure=sure, way="pronoun", considered=considered)
        return Resolved(unnamed=first, sure=sure, way="pronoun", considered=considered)

    def _named(self) -> Iterator[_Person]:
        places = self._places
        for mention in places.found.mentions:
            if not places.is_kind(mention.actor, "person") or self._is_quoted(mention.span):
                continue
            paragraph = places.paragraph_of(mention)
            if paragraph is not None:
                start = mention.span.start
                subject = _is_subject(paragraph, mention)
                gender = places.found.genders.get(mention.actor)
                yield _Person(mention.actor, start, places.sentence(start), subject, gender)

    def _described(self) -> Iterator[_Person]:
        """Yield the subjects that describe one person: "a resident", "one of the victims", "the president"."""
        heads = lexicon().role_heads
        for paragraph in self._places.paragraphs:
            for token in paragraph.doc:
                noun = _one_person(token)
                if noun is None:
                    continue
                start, end = noun_phrase(token)
                tokens = paragraph.doc[start:end]
                span = paragraph.span(tokens)
                if self._places.mention_at(paragraph.start + token.idx) is not None or self._is_quoted(span):
                    continue
                who = self._describe(token, span, tokens.text)
                head = heads.get(noun.lower_)
                known = who.speaker or who.unnamed
                if known is not None:
                    gender = head.gender if head is not None else None
                    yield _Person(known, span.start, self._places.sentence(span.start), True, gender)  # noqa: FBT003 - a subject

    def _is_quoted(self, span: Span) -> bool:
        i = bisect_right(self._quote_starts, span.start) - 1
        return i >= 0 and self._quoted[i].contains(span)


def _one_person(token: Token) -> Token | None:
    """Return the noun by which a subject describes one person, None for any other word."""
    if token.dep_ not in {"nsubj", "nsubjpass"}:
        return None
    if token.tag_ == "NN" and is_person_noun(token):
        return token
    if token.lower_ == "one":
        several = (c for p in token.children if p.lower_ == "of" for c in p.children if c.dep_ == "pobj")
        return next((c for c in several if c.tag_ == "NNS" and is_person_noun(c)), None)
    return None


def _weighed(
    who: str, gender: str, known: str | None, away: int, merit: float, person: _Person | None
) -> Considered:
    """Return somebody `away` sentences before a pronoun: where they are mentioned, or as the last speaker."""
    return Considered(
        actor=who,
        fits=known in {None, gender},
        score=merit - away + _KNOWN * (known == gender),
        n_sentences=away,
        gender=known,
        is_subject=person is not None and person.is_subject,
        spoke_last=person is None,
    )


def _score(candidate: Considered) -> float:
    return candidate.score or 0.0


def _keep(seen: dict[str, Considered], candidate: Considered) -> None:
    """Keep somebody's best standing."""
    other = seen.get(candidate.actor)
    if other is None or _score(candidate) >= _score(other):
        seen[candidate.actor] = candidate


def _is_subject(paragraph: ParsedParagraph, mention: Mention) -> bool:
    """Tell whether a name is the subject of a clause, or stands beside one as its apposition."""
    tokens = paragraph.tokens(mention.span)
    if tokens is None:
        return False
    root = tokens.root
    while root.dep_ in {"appos", "compound"} and root.head != root:
        # An apposition inside an of-phrase is no subject: "the head of the agency, Ada Ellis".
        if root.dep_ == "appos" and root.head.dep_ == "pobj":
            return False
        root = root.head
    return root.dep_ in {"nsubj", "nsubjpass", "ROOT"}
