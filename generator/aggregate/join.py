"""All analyses joined into one corpus, in an order that the input's order does not change."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from generator.aggregate.actors import group_actors
from generator.aggregate.corpus_actors import corpus_actors
from generator.aggregate.corrections import Ledger, correct_actors
from generator.aggregate.doubts import find_doubts
from generator.aggregate.former import with_former
from generator.aggregate.near_duplicates import find_stories
from generator.aggregate.one_each import one_each
from generator.aggregate.same_words import find_same_words
from generator.aggregate.standing import standing
from generator.aggregate.topics import join_topics
from generator.model import Corpus, Entry, Overrides, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.aggregate.settings import AggregateSettings

_NO_DATE = dt.date.min


def join(
    entries: Iterable[Entry],
    problems: Iterable[Problem],
    settings: AggregateSettings,
    overrides: Overrides | None = None,
) -> Corpus:
    """Return the corpus of the given entries, as editors correct it; the result does not depend on their order."""
    overrides = overrides or Overrides()
    ledger = Ledger(place=overrides.place)
    found = tuple(sorted(entries, key=_newest_first))
    stories = find_stories(found)
    joined = with_former(found, group_actors(found))
    ordered, groups = one_each(*correct_actors(found, joined, overrides, ledger))
    actors, ids = corpus_actors(ordered, groups, stories)
    topics = join_topics(ordered, stories, actors, ids, settings, overrides.topics, ledger)
    held = standing(ordered, stories, actors, ids, topics)
    told = {*problems, *ledger.problems}
    told |= {p for e in ordered for p in (*e.article.problems, *e.analysis.problems)}
    return Corpus(
        entries=ordered,
        actors=held.actors,
        topics=held.topics,
        stories=stories,
        positions=held.positions,
        conditions=held.conditions,
        reversals=held.reversals,
        same_words=find_same_words(ordered, stories, ids),
        problems=tuple(sorted(told, key=lambda p: (p.place, p.line or 0, p.severity, p.what))),
        corrections=tuple(sorted(ledger.corrections, key=lambda c: (c.line, c.key, c.was, c.now))),
        doubts=find_doubts(ordered, groups),
    )


def _newest_first(entry: Entry) -> tuple[int, str]:
    date = entry.article.date or _NO_DATE
    return (-date.toordinal(), entry.article.id)
