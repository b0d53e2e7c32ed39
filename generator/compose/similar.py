"""Which articles are about the same: they share topics and actors that few others have."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from math import log, sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.model import Corpus, CorpusActor, Topic

_MOST = 5
"""Similar articles of one article."""

_FIRST = 15
"""Topics, and actors, of an article that count: what it names further down it is not about."""

_LATER = 3
"""Place, among an article's topics or actors, at which a name has lost a third of its weight."""

_COMMON = 0.2
"""Share of all articles from which what they share says nothing of any two of them."""

_FEW = 5
"""Articles that may share something whatever their part of the whole: in a small corpus two are many."""

_LONGEST = 150
"""Articles beyond which a topic or actor is passed over, so that the work grows with the corpus, not with its square."""

_LEAST_SHARED = 2
"""Topics and actors that two articles must share, one of them no place: one alone is what their topic's page is for."""

_LEAST = 0.15
"""Cosine below which two articles are not called similar. Read off pairs of the newsroom and of 2,000 BBC articles."""

_REASONS = 3
"""Shared names that are given as the reason, those that tell most first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Similar:
    """An article that is about the same as another."""

    article: str
    shared: tuple[str, ...]
    """Names of topics and actors that both have, those that tell most of both first, at most three."""
    likeness: float
    """Above 0, at most 1: the cosine of what both are about, the rarer the weightier."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Index:
    """What articles are about, both ways round; a key names a topic or an actor."""

    about: dict[str, dict[str, float]]
    """Article → key → weight, above 0."""
    having: dict[str, list[str]]
    """Key → the articles that share it; only keys that few enough share."""
    norm: dict[str, float]
    names: dict[str, str]
    places: frozenset[str]
    """Keys of places and countries: much happens in one."""
    story: dict[str, str]
    """Article → the first of those that tell the same nearly word for word."""


def similar_articles(
    corpus: Corpus,
    topics_in: Mapping[str, tuple[Topic, ...]],
    actors_in: Mapping[str, tuple[CorpusActor, ...]],
) -> dict[str, tuple[Similar, ...]]:
    """Return for each article those most similar to it, at most five, most similar first; articles without any are left out.

    Of a story that several articles tell nearly word for word one is given, and none to an article that tells it too.
    """
    index = _index(corpus, topics_in, actors_in)
    found = {article: _nearest(article, index) for article in index.about}
    return {article: others for article, others in found.items() if others}


def _index(
    corpus: Corpus,
    topics_in: Mapping[str, tuple[Topic, ...]],
    actors_in: Mapping[str, tuple[CorpusActor, ...]],
) -> _Index:
    names: dict[str, str] = {}
    about: dict[str, dict[str, float]] = {}
    having: dict[str, list[str]] = defaultdict(list)
    for entry in corpus.entries:
        article = entry.article.id
        about[article] = {}
        actors = ((a.id, a.canonical_name) for a in actors_in[article][:_FIRST])
        # A topic that is an actor's name counts as the actor.
        topics = ((t.actor or f"topic {t.id}", t.name) for t in topics_in[article][:_FIRST])
        for named in (actors, topics):
            for place, (key, name) in enumerate(named):
                names.setdefault(key, name)
                about[article].setdefault(key, 1 / sqrt(1 + place / _LATER))
        for key in about[article]:
            having[key].append(article)
    limit = min(_LONGEST, max(_FEW, int(len(about) * _COMMON)))
    for weights in about.values():
        for key in weights:
            n = len(having[key])
            weights[key] *= log(len(about) / n) if n <= limit else 0.0
    return _Index(
        about=about,
        having={key: articles for key, articles in having.items() if 1 < len(articles) <= limit},
        norm={article: sqrt(sum(w * w for w in weights.values())) for article, weights in about.items()},
        names=names,
        places=frozenset(a.id for a in corpus.actors if a.kind in {"place", "country"}),
        story={a: s.articles[0] for s in corpus.stories for a in s.articles},
    )


def _nearest(article: str, index: _Index) -> tuple[Similar, ...]:
    shared: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for key, weight in index.about[article].items():
        for other in index.having.get(key, ()):
            if other != article and (both := weight * index.about[other][key]) > 0:
                shared[other].append((both, key))
    likeness = {
        other: sum(both for both, _ in keys) / (index.norm[article] * index.norm[other])
        for other, keys in shared.items()
        if len(keys) >= _LEAST_SHARED and any(key not in index.places for _, key in keys)
    }
    stories = {index.story.get(article, article)}
    nearest: list[Similar] = []
    for other in sorted(likeness, key=lambda o: (-round(likeness[o], 6), o)):
        if likeness[other] < _LEAST or len(nearest) == _MOST:
            break
        if (story := index.story.get(other, other)) not in stories:
            stories.add(story)
            keys = sorted(shared[other], key=lambda k: (-k[0], k[1]))[:_REASONS]
            names = tuple(index.names[key] for _, key in keys)
            nearest.append(Similar(article=other, shared=names, likeness=round(likeness[other], 6)))
    return tuple(nearest)
