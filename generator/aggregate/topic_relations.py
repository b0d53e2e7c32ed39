"""How topics stand to each other: broader and narrower by their words, related by their articles and actors."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from generator.aggregate.network import npmi
from generator.aggregate.topic_uses import ACTOR, articles_of
from generator.model import RelatedTopic

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.aggregate.topic_uses import Use

_MOST_RELATED = 12

_ENOUGH = 60
"""Articles from which one article in common is chance."""

_OWN_ACTORS = 5
"""Actors that are most often in a topic's articles."""

_COMPANY = 0.2
"""How much closer each actor makes two topics that is among those of both."""


def related_topics(
    kept: Mapping[str, Sequence[Use]],
    actor_ids: Mapping[tuple[str, str], str],
    nested: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]],
    n_all: int,
) -> dict[str, tuple[RelatedTopic, ...]]:
    """Return each topic's related ones, closest first; broader and narrower ones are told elsewhere.

    How close: articles in common x NPMI x (1 + 0.2 x shared actors).
    """
    by_article: dict[str, list[str]] = defaultdict(list)
    for key, found in kept.items():
        for article in articles_of(found):
            by_article[article].append(key)
    together: Counter[tuple[str, str]] = Counter()
    for keys in by_article.values():
        together.update(combinations(sorted(keys), 2))
    least = 2 if n_all >= _ENOUGH else 1
    own = {key: _actors(found, actor_ids) for key, found in kept.items()}
    related: dict[str, list[tuple[float, RelatedTopic]]] = defaultdict(list)
    for (one, other), n_both in together.items():
        if n_both < least or other in {t for some in nested.get(one, ()) for t in some}:
            continue
        score = round(npmi(n_both, len(kept[one]), len(kept[other]), n_all), 4)
        close = n_both * max(score, 0.0) * (1 + _COMPANY * len(own[one] & own[other]))
        related[one].append((close, RelatedTopic(topic=other, n_articles=n_both, npmi=score)))
        related[other].append((close, RelatedTopic(topic=one, n_articles=n_both, npmi=score)))
    return {
        key: tuple(
            r for _, r in sorted(found, key=lambda f: (-f[0], -f[1].n_articles, f[1].topic))[:_MOST_RELATED]
        )
        for key, found in related.items()
    }


def _actors(found: Sequence[Use], actor_ids: Mapping[tuple[str, str], str]) -> set[str]:
    """Return the actors that are in most of a topic's articles."""
    seen: Counter[str] = Counter()
    for use in found:
        local = ((use.entry.article.id, a.id) for a in use.entry.analysis.actors or ())
        seen.update({actor_ids[one] for one in local if one in actor_ids})
    ordered = sorted(seen, key=lambda actor: (-seen[actor], actor))
    return set(ordered[:_OWN_ACTORS])


def nested_topics(kept: Mapping[str, Sequence[Use]]) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return for each topic the ones whose words it holds (broader) and that hold its words (narrower)."""
    by_word: dict[str, set[str]] = defaultdict(set)
    split = {key: set(key.split()) for key in kept if not key.startswith(ACTOR)}
    for key, parts in split.items():
        for part in parts:
            by_word[part].add(key)
    broader: dict[str, set[str]] = defaultdict(set)
    narrower: dict[str, set[str]] = defaultdict(set)
    for key, parts in split.items():
        holders = set.intersection(*(by_word[p] for p in parts)) - {key}
        for holder in holders:
            if split[holder] > parts:
                narrower[key].add(holder)
                broader[holder].add(key)
    return {key: (tuple(sorted(broader[key])), tuple(sorted(narrower[key]))) for key in split}
