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


def related_topics(kept: Mapping[str, Sequence[Use]], n_all: int) -> dict[str, tuple[RelatedTopic, ...]]:
    """Return each topic's related ones: most articles in common first, then by NPMI."""
    by_article: dict[str, list[str]] = defaultdict(list)
    for key, found in kept.items():
        for article in articles_of(found):
            by_article[article].append(key)
    together: Counter[tuple[str, str]] = Counter()
    for keys in by_article.values():
        together.update(combinations(sorted(keys), 2))
    related: dict[str, list[RelatedTopic]] = defaultdict(list)
    for (one, other), n_both in together.items():
        score = round(npmi(n_both, len(kept[one]), len(kept[other]), n_all), 4)
        related[one].append(RelatedTopic(topic=other, n_articles=n_both, npmi=score))
        related[other].append(RelatedTopic(topic=one, n_articles=n_both, npmi=score))
    return {
        key: tuple(sorted(found, key=lambda r: (-r.n_articles, -r.npmi, r.topic))[:_MOST_RELATED])
        for key, found in related.items()
    }


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
