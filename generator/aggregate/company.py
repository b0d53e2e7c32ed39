"""Who is named together: what shows that two articles' bare names are one actor's."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from generator.aggregate.names import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.model import Actor, Entry

_COMMON = 0.1
"""Share of the articles from which a name is company to everybody and shows nothing."""
_COMMON_AT_LEAST = 5
"""Articles that a name must be in before it can be company to everybody."""


class Company:
    """The names in each article, without those that most of the news has."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        names = {
            e.article.id: {" ".join(words(a.canonical_name)) for a in e.analysis.actors or ()}
            for e in entries
        }
        counts = Counter(name for found in names.values() for name in found)
        most = max(_COMMON_AT_LEAST, int(_COMMON * len(entries)))
        self._all = names
        self._names = {
            article: frozenset(name for name in found if counts[name] <= most)
            for article, found in names.items()
        }

    def of(self, article: str) -> frozenset[str]:
        """Return the names in an article that say something of its story."""
        return self._names[article]

    def has(self, article: str, name: str) -> bool:
        """Tell whether an article has an actor of that name."""
        return name in self._all[article]

    def around(self, members: Iterable[tuple[Entry, Actor]]) -> set[str]:
        """Return the names in all articles of an actor."""
        return {name for entry, _ in members for name in self._names[entry.article.id]}
