"""Drawings of who is named together: the strongest ties of all, and the company of one actor."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from generator.compose.links import link
from generator.compose.ties import LEAST_TOGETHER, in_order_of_ties, without_pairs
from generator.model import Edge, Network, Node

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.compose.library import Library
    from generator.compose.ties import Tie
    from generator.compose.words import Words
    from generator.model import CorpusActor, Neighbour

_LEAST_NODES = 3
"""Fewer are better said in a sentence."""

_MOST_NEIGHBOURS = 15

_TIES_AMONG = 0.6
"""Ties of the neighbours with each other for each neighbour, the strongest: more are a hairball."""


def tie_network(library: Library, found: Sequence[Tie], page: str) -> Network | None:
    """Return the drawing of ties, given strongest first; None where none joins a third actor to two others."""
    words = library.words
    chosen = without_pairs(found)
    actors = list({a.id: a for tie in chosen for a in (tie.one, tie.other)}.values())
    if len(actors) < _LEAST_NODES:
        return None
    place = {actor.id: i for i, actor in enumerate(actors)}
    measure = words(
        "The {n} strongest ties; the thicker a line, the more independent articles name both",
        n=words.figure(len(chosen)),
    )
    return Network(
        id="ties",
        finding=_closest(chosen, words) or measure,
        measure=measure,
        alternative=_in_words(measure, [(t.one, t.other, t.n_both) for t in chosen], words),
        nodes=tuple(_node(library, actor, page) for actor in actors),
        edges=tuple(Edge(one=place[t.one.id], other=place[t.other.id], weight=t.n_both) for t in chosen),
        label_headings=(words("Actor"), words("Named with")),
        value_heading=words("Articles"),
    )


def ego_network(library: Library, actor: CorpusActor, page: str) -> Network | None:
    """Return the drawing of an actor's company; None where fewer than three are named with it in two articles.

    The neighbours stand so that tied ones are beside each other; their ties with each other are thin.
    """
    near = _company(library, actor)
    if len(near) < _LEAST_NODES:
        return None
    words = library.words
    tied = _ties_among(library, near)
    order = in_order_of_ties([n.actor for n in near], tied)
    place = {identity: i for i, identity in enumerate(order, start=1)}
    shown = [library.actors[identity] for identity in order]
    measure = words(
        "Articles that also name {name}: the thicker a line, the more",
        name=actor.canonical_name,
    )
    minor = sorted((-n, *sorted(place[identity] for identity in pair)) for pair, n in tied.items())
    return Network(
        id="company",
        finding=_nearest(library, actor, near, words) or measure,
        measure=measure,
        alternative=_in_words(measure, [(actor, library.actors[n.actor], n.n_articles) for n in near], words),
        nodes=(
            _node(library, actor, page, is_centre=True),
            *(_node(library, other, page) for other in shown),
        ),
        edges=(
            *(Edge(one=0, other=place[n.actor], weight=n.n_articles) for n in near),
            *(
                Edge(one=one, other=other, weight=-n, is_minor=True)
                for n, one, other in minor[: round(_TIES_AMONG * len(near))]
            ),
        ),
        label_headings=(words("Actor"), words("Named with")),
        value_heading=words("Articles"),
    )


def _node(library: Library, actor: CorpusActor, page: str, *, is_centre: bool = False) -> Node:
    return Node(
        label=actor.canonical_name,
        kind=actor.kind,
        weight=max(1, len(actor.appearances)),
        href=None if is_centre else link(page, library.actor_places[actor.id]),
        is_centre=is_centre,
    )


def _company(library: Library, actor: CorpusActor) -> Sequence[Neighbour]:
    """Return who is named with an actor in at least two articles, and more often than by chance."""
    return [
        n
        for n in actor.neighbours
        if n.n_articles >= LEAST_TOGETHER and n.npmi > 0 and n.actor in library.actors
    ][:_MOST_NEIGHBOURS]


def _ties_among(library: Library, near: Sequence[Neighbour]) -> dict[frozenset[str], int]:
    """Return how many articles name two of the neighbours, for those who are among each other's nearest."""
    ids = {n.actor for n in near}
    return {
        frozenset((identity, n.actor)): n.n_articles
        for identity in sorted(ids)
        for n in takewhile(_is_together, library.actors[identity].neighbours)
        if n.actor in ids and n.npmi > 0
    }


def _is_together(neighbour: Neighbour) -> bool:
    """Tell whether two are named together often enough to be drawn; the neighbours stand with the most often named first."""
    return neighbour.n_articles >= LEAST_TOGETHER


def _closest(chosen: Sequence[Tie], words: Words) -> str | None:
    """Return whose tie is the strongest, in a sentence; None where two ties are equally strong."""
    first = chosen[0]
    if len(chosen) > 1 and chosen[1].strength == first.strength:
        return None
    return words(
        "{one} and {other} are tied most closely: {both} of the {either} articles that name either name both",
        one=first.one.canonical_name,
        other=first.other.canonical_name,
        both=words.number(first.n_both),
        either=words.number(first.n_either),
    )


def _nearest(library: Library, actor: CorpusActor, near: Sequence[Neighbour], words: Words) -> str | None:
    """Return with whom an actor is named most, in a sentence; None where several are named as often."""
    if near[0].n_articles == near[1].n_articles:
        return None
    return words(
        "{name} is most often named with {other}: in {both} of {all} articles",
        name=actor.canonical_name,
        other=library.actors[near[0].actor].canonical_name,
        both=words.number(near[0].n_articles),
        all=words.number(len(actor.appearances)),
    )


def _in_words(measure: str, pairs: Iterable[tuple[CorpusActor, CorpusActor, int]], words: Words) -> str:
    told = [f"{a.canonical_name} – {b.canonical_name} {words.figure(n)}" for a, b, n in pairs]
    return f"{measure}: {', '.join(told)}."
