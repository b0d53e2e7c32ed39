"""Every topic as a record: its forms, counts, and the topics above, below and beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.compose.addresses import built
from generator.compose.words import later
from generator.model import Field, Records

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.compose.library import Library
    from generator.model import Topic, Value

_DIGITS = 4
"""Decimals of measures that are computed."""

TOPIC_FIELDS = (
    Field(name="id", type="string", description=later("Identifies the topic; made from its phrase.")),
    Field(name="name", type="string", description=later("Its most frequent form as written.")),
    Field(name="variants", type="array", description=later("Other forms, most frequent first.")),
    Field(name="weight", type="number", description=later("Higher is weightier: the sum over its articles of one divided by its rank there.")),
    Field(name="articles", type="integer", description=later("Articles that have it.")),
    Field(name="independent", type="integer", description=later("The same, articles that repeat each other counted once.")),
    Field(name="times", type="integer", description=later("How often its words stand in these articles.")),
    Field(name="utterances", type="integer", description=later("Quotations and statements whose sentence holds its words.")),
    Field(name="actor", type="string", description=later("Id of the actor whose name it is.")),
    Field(name="pinned", type="boolean", description=later("Whether the editors of this site want it as a topic.")),
    Field(name="address", type="string", description=later("Its page, relative to the site’s front page.")),
    Field(name="broader", type="array", description=later("Names of broader topics.")),
    Field(name="narrower", type="array", description=later("Names of narrower topics.")),
    Field(name="related", type="array", description=later("Names of topics of the same articles, closest first.")),
    Field(name="broader_ids", type="array", description=later("Ids of broader topics."), is_flat=False),
    Field(name="narrower_ids", type="array", description=later("Ids of narrower topics."), is_flat=False),
    Field(
        name="relations",
        type="array",
        description=later("The related topics: topic, articles in common and how far beyond chance (npmi, from -1 to 1)."),
        is_flat=False,
    ),
    Field(
        name="appearances",
        type="array",
        description=later("The articles that have it, newest first: article, rank among that article’s phrases, and times."),
        is_flat=False,
    ),
)  # fmt: skip


def topic_records(library: Library) -> Records:
    """Return every topic, pinned ones first, then the weightiest."""
    return Records(fields=TOPIC_FIELDS, rows=tuple(_row(library, t) for t in library.corpus.topics))


def _row(library: Library, topic: Topic) -> tuple[Value, ...]:
    related = tuple(r for r in topic.related if r.topic in library.topics)
    values: dict[str, Value] = {
        "id": topic.id,
        "name": topic.name,
        "variants": topic.variants,
        "weight": round(topic.weight, _DIGITS),
        "articles": len(topic.appearances),
        "independent": topic.n_independent,
        "times": sum(s.count for s in topic.appearances),
        "utterances": len(library.said(topic.quotes)),
        "actor": topic.actor,
        "pinned": topic.is_pinned,
        "address": built(library.topic_pages[topic.id]),
        "broader": _names(library, topic.broader),
        "narrower": _names(library, topic.narrower),
        "related": _names(library, (r.topic for r in related)),
        "broader_ids": topic.broader,
        "narrower_ids": topic.narrower,
        "relations": tuple(
            {"topic": r.topic, "articles": r.n_articles, "npmi": round(r.npmi, _DIGITS)} for r in related
        ),
        "appearances": tuple(
            {"article": s.article, "rank": s.rank, "times": s.count} for s in topic.appearances
        ),
    }
    return tuple(values[f.name] for f in TOPIC_FIELDS)


def _names(library: Library, topics: Iterable[str]) -> tuple[str, ...]:
    return tuple(library.topics[t].name for t in topics if t in library.topics)
