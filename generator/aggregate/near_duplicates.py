"""Articles that tell the same thing nearly word for word: wire copies and updates."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.model import Story

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.model import Entry

_WORD = re.compile(r"\w+")
_SHINGLE = 4
"""Words in a shingle."""

_ALIKE = 0.5
"""Estimated Jaccard similarity of shingles from which two articles count as one story."""

_PERMUTATIONS = 128
"""Hash functions: a standard error of about 0.04 at the threshold."""

_LEAST = 8
"""Shingles: shorter texts are too short to be told apart from their like."""


def find_stories(entries: Sequence[Entry]) -> tuple[Story, ...]:
    """Return groups of near-duplicates, oldest article first in each, groups by their first article.

    Source: MinHash with banding (Broder 1997; Leskovec, Rajaraman and Ullman, ch. 3), by datasketch.
    """
    shingled = [(e, s) for e in entries if len(s := set(_shingles(e))) >= _LEAST]
    if len(shingled) < 2:  # noqa: PLR2004 - a story needs two articles
        return ()
    from datasketch import MinHash, MinHashLSH  # noqa: PLC0415 - takes a while to import; one article needs none

    index = MinHashLSH(threshold=_ALIKE, num_perm=_PERMUTATIONS)
    hashes: dict[str, MinHash] = {}
    group = {e.article.id: e.article.id for e, _ in shingled}
    for entry, shingles in shingled:
        hashed = MinHash(num_perm=_PERMUTATIONS, seed=1)
        hashed.update_batch([s.encode("utf-8", "surrogatepass") for s in sorted(shingles)])
        for other in sorted(index.query(hashed)):
            if hashes[other].jaccard(hashed) >= _ALIKE:
                _merge(group, other, entry.article.id)
        hashes[entry.article.id] = hashed
        index.insert(entry.article.id, hashed)
    return tuple(_stories(entries, group))


class Independent:
    """Counts articles as if each story were one."""

    def __init__(self, stories: Iterable[Story]) -> None:
        self._first = {article: story.articles[0] for story in stories for article in story.articles}

    def count(self, articles: Iterable[str]) -> int:
        """Return how many of the articles are left when each story counts once."""
        return len({self._first.get(article, article) for article in articles})


def _shingles(entry: Entry) -> Iterator[str]:
    words = [w.lower() for p in entry.article.body() for w in _WORD.findall(p.span.of(entry.article.text))]
    for i in range(len(words) - _SHINGLE + 1):
        yield " ".join(words[i : i + _SHINGLE])


def _root(group: dict[str, str], article: str) -> str:
    while group[article] != article:
        article = group[article]
    return article


def _merge(group: dict[str, str], one: str, other: str) -> None:
    first, second = sorted((_root(group, one), _root(group, other)))
    group[second] = first


def _stories(entries: Sequence[Entry], group: dict[str, str]) -> list[Story]:
    members: dict[str, list[str]] = {}
    for entry in reversed(entries):
        if entry.article.id in group:
            members.setdefault(_root(group, entry.article.id), []).append(entry.article.id)
    return [Story(articles=tuple(m)) for m in members.values() if len(m) > 1]
