"""Which actors appear in the same articles, and how much more often than by chance."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from heapq import nsmallest
from itertools import combinations
from typing import TYPE_CHECKING

from generator.model import Neighbour

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.model import Entry

_MOST = 15
"""Neighbours of one actor."""

_PER_ARTICLE = 40
"""Most salient actors of an article that count as company: a long list of names is no company."""


def npmi(n_both: int, n_one: int, n_other: int, n_all: int) -> float:
    """Return normalised pointwise mutual information, -1…1; 0 where everything is in every article.

    n_both, n_one, n_other: articles with both, the one, the other; n_all: all articles.
    Source: Bouma 2009, ln(p(x,y) / (p(x) p(y))) / -ln p(x,y).
    """
    if n_both == n_all:
        return 0.0
    p_both = n_both / n_all
    return math.log(p_both * n_all * n_all / (n_one * n_other)) / -math.log(p_both)


def neighbours(
    entries: Sequence[Entry], ids: Mapping[tuple[str, str], str]
) -> dict[str, tuple[Neighbour, ...]]:
    """Return each actor's neighbours, most articles in common first, then by NPMI and id."""
    alone: Counter[str] = Counter()
    together: Counter[tuple[str, str]] = Counter()
    for entry in entries:
        local = (entry.analysis.actors or ())[:_PER_ARTICLE]
        present = sorted({i for a in local if (i := ids.get((entry.article.id, a.id))) is not None})
        alone.update(present)
        together.update(combinations(present, 2))
    # Of those that an actor shares as many articles with, the one that is in fewer has the higher NPMI.
    near: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for (one, other), n_both in together.items():
        near[one].append((-n_both, alone[other], other))
        near[other].append((-n_both, alone[one], one))
    return {
        actor: tuple(
            Neighbour(
                actor=other,
                n_articles=-n_both,
                npmi=round(npmi(-n_both, alone[actor], n_other, len(entries)), 4),
            )
            for n_both, n_other, other in nsmallest(_MOST, found)
        )
        for actor, found in near.items()
    }
