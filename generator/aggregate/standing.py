"""Who stands where: positions and conditions with the corpus's actors and topics."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from generator.aggregate.reversals import find_reversals
from generator.model import (
    ConditionRef,
    CorpusActor,
    JoinedCondition,
    JoinedPosition,
    PositionRef,
    Reversal,
    Topic,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from generator.model import Condition, Entry, Position, Span, Story

_WORD = re.compile(r"\w+")

_Ref = TypeVar("_Ref", PositionRef, ConditionRef)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What a corpus says of positions and conditions; the fields are the corpus's own."""

    positions: tuple[JoinedPosition, ...] = ()
    conditions: tuple[JoinedCondition, ...] = ()
    reversals: tuple[Reversal, ...] = ()
    actors: tuple[CorpusActor, ...]
    topics: tuple[Topic, ...]


def standing(
    entries: Sequence[Entry],
    stories: Sequence[Story],
    actors: Sequence[CorpusActor],
    actor_ids: Mapping[tuple[str, str], str],
    topics: Sequence[Topic],
) -> Standing:
    """Return positions and conditions of all entries, in their order, and actors and topics that know theirs.

    actor_ids: (article id, id of an actor in it) → corpus actor; whom editors dropped holds nothing.
    """
    telling = [e for e in entries if e.analysis.positions or e.analysis.conditions]
    if not telling:
        return Standing(actors=tuple(actors), topics=tuple(topics))
    on = _Sentences(telling, topics)
    positions = _positions(telling, actor_ids, on, stories)
    conditions = _conditions(telling, actor_ids, on, stories)
    holding = _by((h, p.ref) for p in positions for h in p.holders)
    setting = _by((c.holder, c.ref) for c in conditions if c.holder is not None)
    told = _by((t, p.ref) for p in positions for t in p.topics)
    depending = _by((t, c.ref) for c in conditions for t in c.topics)
    return Standing(
        positions=positions,
        conditions=conditions,
        reversals=find_reversals(telling, positions, actors, topics),
        actors=tuple(
            replace(a, positions=holding.get(a.id, ()), conditions=setting.get(a.id, ()))
            if a.id in holding or a.id in setting
            else a
            for a in actors
        ),
        topics=tuple(
            replace(t, positions=told.get(t.id, ()), conditions=depending.get(t.id, ()))
            if t.id in told or t.id in depending
            else t
            for t in topics
        ),
    )


def _positions(
    entries: Sequence[Entry], ids: Mapping[tuple[str, str], str], on: _Sentences, stories: Sequence[Story]
) -> tuple[JoinedPosition, ...]:
    def key(entry: Entry, position: Position) -> tuple[str, ...]:
        return (position.act, *_words(entry, position.span))

    found = [
        (PositionRef(article=e.article.id, position=p.id), key(e, p), e, p)
        for e in entries
        for p in e.analysis.positions or ()
    ]
    older = _older(((ref, words) for ref, words, _, _ in found), stories)
    return tuple(
        JoinedPosition(
            ref=ref,
            holders=_owners(ids, ref.article, (position.actor, *position.joint_actors)),
            target=next(iter(_owners(ids, ref.article, (position.target,))), None),
            topics=on.topics(entry, position.span),
            repeats=older.get(ref),
        )
        for ref, _, entry, position in found
    )


def _conditions(
    entries: Sequence[Entry], ids: Mapping[tuple[str, str], str], on: _Sentences, stories: Sequence[Story]
) -> tuple[JoinedCondition, ...]:
    def key(entry: Entry, condition: Condition) -> tuple[str, ...]:
        return (*_words(entry, condition.condition), "", *_words(entry, condition.what))

    found = [
        (ConditionRef(article=e.article.id, condition=c.id), key(e, c), e, c)
        for e in entries
        for c in e.analysis.conditions or ()
    ]
    older = _older(((ref, words) for ref, words, _, _ in found), stories)
    return tuple(
        JoinedCondition(
            ref=ref,
            holder=next(iter(_owners(ids, ref.article, (condition.actor,))), None),
            topics=on.topics(entry, condition.span),
            repeats=older.get(ref),
        )
        for ref, _, entry, condition in found
    )


class _Sentences:
    """Which topics the sentences of articles have."""

    def __init__(self, entries: Iterable[Entry], topics: Iterable[Topic]) -> None:
        by_article = {e.article.id: e.analysis.sentences for e in entries}
        self._topics: dict[tuple[str, int], list[str]] = defaultdict(list)
        for topic in topics:
            for seen in topic.appearances:
                sentences = by_article.get(seen.article, ())
                for i in sorted({i for s in seen.spans for i in _touched(sentences, s)}):
                    self._topics[seen.article, i].append(topic.id)
        self._order = {t.id: n for n, t in enumerate(topics)}

    def topics(self, entry: Entry, span: Span) -> tuple[str, ...]:
        """Return the topics whose words stand in the sentence of `span`, in the corpus's order."""
        there = _touched(entry.analysis.sentences, span)
        found = {t for i in there for t in self._topics.get((entry.article.id, i), ())}
        return tuple(sorted(found, key=lambda t: self._order[t]))


def _touched(sentences: Sequence[Span], span: Span) -> range:
    """Return the numbers of the sentences that share characters with `span`."""
    first = bisect_right(sentences, span.start, key=lambda s: s.end)
    return range(first, bisect_left(sentences, span.end, key=lambda s: s.start))


def _older(found: Iterable[tuple[_Ref, tuple[str, ...]]], stories: Sequence[Story]) -> dict[_Ref, _Ref]:
    """Return what is told again, and where it was told first: the same words in an older article of the story.

    found: newest article first.
    """
    story_of = {article: n for n, story in enumerate(stories) for article in story.articles}
    told: dict[tuple[int, tuple[str, ...]], list[_Ref]] = defaultdict(list)
    for ref, words in found:
        if ref.article in story_of:
            told[story_of[ref.article], words].append(ref)
    age = {article: n for story in stories for n, article in enumerate(story.articles)}
    older: dict[_Ref, _Ref] = {}
    for refs in told.values():
        first = min(refs, key=lambda r: age[r.article])
        older |= {ref: first for ref in refs if ref.article != first.article}
    return older


def _words(entry: Entry, span: Span) -> list[str]:
    return _WORD.findall(span.of(entry.article.text).casefold())


def _owners(
    ids: Mapping[tuple[str, str], str], article: str, actors: Iterable[str | None]
) -> tuple[str, ...]:
    found = (ids.get((article, a)) for a in actors if a is not None)
    return tuple(dict.fromkeys(f for f in found if f is not None))


def _by(pairs: Iterable[tuple[str, _Ref]]) -> dict[str, tuple[_Ref, ...]]:
    found: dict[str, list[_Ref]] = defaultdict(list)
    for key, ref in pairs:
        found[key].append(ref)
    return {key: tuple(refs) for key, refs in found.items()}
