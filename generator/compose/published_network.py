"""Who is named beside whom, as a network for programs that draw or measure one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.compose.addresses import built
from generator.compose.words import later
from generator.model import Field, Graph, Records

if TYPE_CHECKING:
    from generator.compose.library import Library
    from generator.model import CorpusActor, Neighbour, Value

_DIGITS = 4
"""Decimals of measures that are computed."""

NODE_FIELDS = (
    Field(name="id", type="string", description=later("The actor’s id, as in the list of actors.")),
    Field(name="label", type="string", description=later("The actor’s name.")),
    Field(name="kind", type="string", description=later("person, organization, country, place or group.")),
    Field(name="articles", type="integer", description=later("Articles that name it.")),
    Field(name="mentions", type="integer", description=later("How often it is named.")),
    Field(
        name="utterances",
        type="integer",
        description=later("What it says, between quotation marks or in the articles’ own words."),
    ),
    Field(name="address", type="string", description=later("Its page, relative to the site’s front page.")),
)

EDGE_FIELDS = (
    Field(name="source", type="string", description=later("Id of one actor.")),
    Field(name="target", type="string", description=later("Id of the other.")),
    Field(name="weight", type="integer", description=later("Articles that name both.")),
    Field(
        name="npmi",
        type="number",
        description=later("How far they are named together beyond chance, from -1 to 1."),
    ),
)


MANY_ARTICLES = 100
"""From here on, two names in one article alone are chance more often than a tie, and ten times as many as all others."""


def ties(library: Library, actor: CorpusActor) -> tuple[Neighbour, ...]:
    """Return whom an actor shares articles with, closest first; with many articles, at least two."""
    least = 2 if len(library.entries) > MANY_ARTICLES else 1
    return tuple(n for n in actor.neighbours if n.actor in library.actors and n.n_articles >= least)


def actor_network(library: Library) -> Graph:
    """Return all actors, each tied to up to 15 others that it shares most articles with."""
    order = {a.id: n for n, a in enumerate(library.corpus.actors)}
    edges: dict[tuple[int, int], tuple[Value, ...]] = {}
    for actor in library.corpus.actors:
        for other in ties(library, actor):
            ends = sorted((actor.id, other.actor), key=order.__getitem__)
            place = (order[ends[0]], order[ends[1]])
            edges.setdefault(place, (*ends, other.n_articles, round(other.npmi, _DIGITS)))
    return Graph(
        nodes=Records(
            fields=NODE_FIELDS,
            rows=tuple(
                (
                    a.id,
                    a.canonical_name,
                    a.kind,
                    len(a.appearances),
                    a.n_mentions,
                    len(library.said_by(a)),
                    built(library.actor_places[a.id]),
                )
                for a in library.corpus.actors
            ),
        ),
        edges=Records(fields=EDGE_FIELDS, rows=tuple(edges[place] for place in sorted(edges))),
    )
