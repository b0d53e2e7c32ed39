"""Actors found by the names that they have now and by those that the overrides give them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from generator.aggregate.names import words

if TYPE_CHECKING:
    from generator.aggregate.corrections.board import Board
    from generator.model import ActorOverrides


class Targets:
    """A board's names, and the names that merges and renames make: who reads the site writes those."""

    def __init__(self, board: Board, overrides: ActorOverrides) -> None:
        """Index what becomes of which names."""
        self._board = board
        self._made_of: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for merge in overrides.merge:
            self._made_of[words(merge.into)] += merge.names
        for rename in overrides.rename:
            self._made_of[words(rename.to)].append(rename.name)

    def find(self, name: str) -> list[str]:
        """Return the groups that are called so, else those that will be, else those that some article calls so.

        What becomes one by a merge counts as one: the first that is there.
        """
        seen: set[tuple[str, ...]] = set()
        queue = [name]
        while queue:
            wanted = queue.pop(0)
            if words(wanted) in seen:
                continue
            seen.add(words(wanted))
            found = self._board.named(wanted)
            if found:
                return found if wanted == name else found[:1]
            queue += self._made_of.get(words(wanted), ())
        return self._board.find(name)
