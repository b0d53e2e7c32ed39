"""How much the articles of a topic have in common beside the topic: what tells "interest rates" from "report"."""

from __future__ import annotations

from collections import Counter
from math import log, sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from generator.model import Entry

ENOUGH = 60
"""Articles: in a smaller corpus nearly everything is alike, and nothing is measured."""

_LEAST = 22.0
"""Score below which a topic's articles have too little in common. Chosen on the 2,225 BBC articles: their topics
of five articles and more then have on average 0.87 of their articles in one section of the paper (0.78 without)."""

_SIZE_POWER = 1 / 3
"""How much a topic's size makes up for less in common: a wide topic ("film") is less alike than a narrow one."""

_SEVERAL_WORDS = 2.5
"""Factor for a phrase of several words, which says more by itself."""

Vector = dict[str, float]
"""Key of a phrase → its weight; of length 1."""


class Coherence:
    """The articles of a corpus as vectors of their key phrases, and what any of them have in common."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        """Weigh each article's phrases by rank^-0.5 x log(articles / articles with the phrase)."""
        n_all = len(entries)
        spread = Counter(p.key for e in entries for p in e.analysis.key_phrases or ())
        self._vectors = {
            e.article.id: {
                p.key: log(n_all / spread[p.key]) / sqrt(p.rank)
                for p in e.analysis.key_phrases or ()
                if spread[p.key] > 1
            }
            for e in entries
        }
        self._usual = _alike(_unit(v) for v in self._vectors.values())

    def score(self, name: str, articles: Collection[str], own: Collection[str]) -> float:
        """Return how much more the articles of a topic are alike than any two of the corpus, 0 or more.

        name: the topic's; own: keys of phrases that make the topic, which are left out of the comparison. The mean
        cosine of two of its articles, divided by that of two of the corpus's, times the cube root of their number.
        """
        if not self._usual:
            return 0.0
        kept = (
            _unit({k: w for k, w in self._vectors[article].items() if k not in own}) for article in articles
        )
        several = _SEVERAL_WORDS if " " in name else 1.0
        size = float(len(articles) ** _SIZE_POWER)
        return _alike(kept) / self._usual * size * several

    def holds(self, name: str, articles: Collection[str], own: Collection[str]) -> bool:
        """Tell whether the articles of a topic belong together; always true in a small corpus."""
        return len(self._vectors) < ENOUGH or self.score(name, articles, own) >= _LEAST


def _unit(vector: Mapping[str, float]) -> Vector:
    length = sqrt(sum(w * w for w in vector.values()))
    return {k: w / length for k, w in vector.items()} if length else {}


def _alike(vectors: Iterable[Vector]) -> float:
    """Return the mean cosine of two of the vectors, 0…1: (|sum|² - n) / (n (n - 1))."""
    total: dict[str, float] = {}
    n = 0
    squares = 0.0
    for vector in vectors:
        n += 1
        squares += sum(w * w for w in vector.values())
        for key, weight in vector.items():
            total[key] = total.get(key, 0.0) + weight
    return (sum(w * w for w in total.values()) - squares) / (n * (n - 1)) if n > 1 else 0.0
