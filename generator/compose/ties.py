"""Who is tied to whom: actors that independent articles name together, more often than chance would have it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import combinations
from math import log
from typing import TYPE_CHECKING

from generator.model import CorpusActor

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.compose.library import Library

LEAST_TOGETHER = 2
"""Articles that must name both: one article names whom it names."""

_LEAST_NPMI = 0.1
"""Normalised pointwise mutual information above which a tie is no chance: two that each stand in a third of all
articles meet in a ninth of them; at 0.1 they meet in an eighth."""

_MOST_TIED = 5
"""Ties of one actor in the drawing: who is named everywhere would tie everything."""

_MOST_LOOKED_AT = 400
"""Actors, those in most articles first; who is in fewer has no tie that would be among the strongest."""

_PER_ARTICLE = 40
"""Most salient actors of an article that count as named together: a long list of names is no company."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """Two actors and the independent articles that name them."""

    one: CorpusActor
    other: CorpusActor
    n_both: int
    n_either: int

    @property
    def strength(self) -> float:
        """Above 0: the articles that name both, times their share of those that name either."""
        return self.n_both * self.n_both / self.n_either


def ties(library: Library) -> tuple[Tie, ...]:
    """Return every tie among the actors in most articles, strongest first.

    An article and its near-copies count once. A tie is in at least two articles, and in more than chance gives.
    """
    actors = [a for a in library.corpus.actors[:_MOST_LOOKED_AT] if a.n_independent >= LEAST_TOGETHER]
    order = {actor.id: i for i, actor in enumerate(actors)}
    alone: Counter[int] = Counter()
    together: Counter[tuple[int, int]] = Counter()
    articles = _independent(library)
    for article in articles:
        present = sorted(order[a.id] for a in library.actors_in[article][:_PER_ARTICLE] if a.id in order)
        alone.update(present)
        together.update(combinations(present, 2))
    found = [
        Tie(one=actors[i], other=actors[j], n_both=n, n_either=alone[i] + alone[j] - n)
        for (i, j), n in together.items()
        if n >= LEAST_TOGETHER and _npmi(n, alone[i], alone[j], len(articles)) > _LEAST_NPMI
    ]
    return tuple(sorted(found, key=lambda t: (-t.strength, -t.n_both, order[t.one.id], order[t.other.id])))


def strongest(found: Iterable[Tie], *, most_actors: int, most_ties: int) -> tuple[Tie, ...]:
    """Return the strongest ties that stay legible when drawn: so many actors and ties, and few of each actor."""
    n_of: Counter[str] = Counter()
    chosen: list[Tie] = []
    for tie in found:
        ends = (tie.one.id, tie.other.id)
        is_room = len(n_of) + sum(end not in n_of for end in ends) <= most_actors
        if is_room and all(n_of[end] < _MOST_TIED for end in ends):
            chosen.append(tie)
            n_of.update(ends)
        if len(chosen) == most_ties:
            break
    return tuple(chosen)


def without_pairs(chosen: Sequence[Tie]) -> tuple[Tie, ...]:
    """Return the ties without those of two actors that are tied to each other only: these are lines of a list."""
    n_of = Counter(actor.id for tie in chosen for actor in (tie.one, tie.other))
    return tuple(t for t in chosen if n_of[t.one.id] > 1 or n_of[t.other.id] > 1)


def _independent(library: Library) -> list[str]:
    """Return the articles, of near-copies the first only."""
    copies = {article for story in library.corpus.stories for article in story.articles[1:]}
    return [article for article in library.entries if article not in copies]


def _npmi(n_both: int, n_one: int, n_other: int, n_all: int) -> float:
    """Return normalised pointwise mutual information, -1…1; 1 where neither is ever named without the other.

    Source: Bouma 2009, ln(p(x,y) / (p(x) p(y))) / -ln p(x,y).
    """
    if n_both == n_all:
        return 0.0
    return log(n_both * n_all / (n_one * n_other)) / -log(n_both / n_all)


def in_order_of_ties(nodes: Sequence[str], tied: dict[frozenset[str], int]) -> tuple[str, ...]:
    """Return the nodes so that tied ones stand beside each other: each time the one most tied to the one before.

    Where the one before has no tie left, the first in the order given comes next.
    """
    left = list(nodes)
    found: list[str] = []
    while left:
        last = found[-1] if found else None
        near = max(left, key=lambda n: tied.get(frozenset((last, n)), 0) if last else 0)
        found.append(near)
        left.remove(near)
    return tuple(found)
