"""All analyses joined into one corpus, in an order that the input's order does not change."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from generator.aggregate.actors import group_actors
from generator.aggregate.corpus_actors import corpus_actors
from generator.aggregate.near_duplicates import find_stories
from generator.aggregate.topics import join_topics
from generator.model import Corpus, Entry, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.aggregate.settings import AggregateSettings

_NO_DATE = dt.date.min


def join(entries: Iterable[Entry], problems: Iterable[Problem], settings: AggregateSettings) -> Corpus:
    """Return the corpus of the given entries; the result does not depend on their order."""
    ordered = tuple(sorted(entries, key=_newest_first))
    stories = find_stories(ordered)
    actors, ids = corpus_actors(ordered, group_actors(ordered), stories)
    topics = join_topics(ordered, stories, ids, settings)
    found = {*problems, *(p for e in ordered for p in (*e.article.problems, *e.analysis.problems))}
    return Corpus(
        entries=ordered,
        actors=actors,
        topics=topics,
        stories=stories,
        problems=tuple(sorted(found, key=lambda p: (p.place, p.line or 0, p.severity, p.what))),
    )


def _newest_first(entry: Entry) -> tuple[int, str]:
    date = entry.article.date or _NO_DATE
    return (-date.toordinal(), entry.article.id)
