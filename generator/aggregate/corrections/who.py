"""Whom editors mean by a name: an actor of the article, one of another article, somebody new, or somebody unnamed."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING

from generator.aggregate.corrections.ledger import Ledger, some
from generator.aggregate.names import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.aggregate.corrections.board import Board
    from generator.aggregate.corrections.targets import Targets
    from generator.aggregate.groups import Local
    from generator.model import Entry, Overrides

RULE = "editor"
"""The rule of what editors say."""

_DESCRIPTION = re.compile(r"(?:an?|another|one|two|three|several|some|many|the) ")
"""How the description of somebody unnamed begins; a name that does is looked for first."""

_TYPED_WRONG = 0.85
"""difflib's ratio from which a new name looks like a slip of the pen in another's."""


class Who:
    """Finds or makes the actors that corrections of quotes and positions name."""

    def __init__(
        self,
        entries: Mapping[str, Entry],
        board: Board,
        targets: Targets,
        overrides: Overrides,
        ledger: Ledger,
    ) -> None:
        """Begin with the board as it is before any name is made."""
        self._entries, self._board, self._targets, self._ledger = entries, board, targets, ledger
        self._confirmed = {words(o.name) for o in overrides.actors.kind}
        self._confirmed |= {words(o.name) for o in overrides.actors.facts}
        """Names that other overrides mention."""
        self._known = sorted(board.names())

    def one(self, article: str, name: str, line: int) -> tuple[str | None, str | None] | None:
        """Return the article's actor or a description of somebody unnamed; None, with a problem noted, for several."""
        local = self._local(article, name)
        if local is None:
            choices = self._targets.find(name)
            if len(choices) > 1:
                where = some(f"“{self._board.name(i)}” in {self._board.articles(i)[0]}" for i in choices)
                self._ledger.refuse(
                    line,
                    f"“{name}” may be {len(choices)} actors; the line is left out",
                    f"Write the whole name of one: {where}",
                )
                return None
            if choices:
                local = self._board.make(article, name, self._board.kind(choices[0]), into=choices[0])
            elif _DESCRIPTION.match(name):
                return None, name
            else:
                local = self._board.make(article, name, "person")
                self._check_made(name, line)
        return local[1], None

    def group(self, article: str, actor: str | None) -> str | None:
        """Return the id of the group that an article's actor is in; None without either."""
        return None if actor is None else self._board.group_of.get((article, actor))

    def called(self, article: str, actor: str | None, unnamed: str | None) -> str:
        """Return whom an article's actor or the description of somebody unnamed means, in words."""
        if actor is not None:
            group = self.group(article, actor)
            return "nobody" if group is None else self._board.name(group)
        return "an unnamed source" if unnamed is not None else "nobody who is clear"

    def remark(self, article: str, actor: str | None) -> str:
        """Return what is to be added to a name where nobody but editors knows it, else ""."""
        group = self.group(article, actor)
        if group is None:
            return ""
        members = self._board.groups[group].members
        is_made = all(self._board.found.actors[m].n_mentions == 0 for m in members)
        return ", whom no article names" if is_made else ""

    def _check_made(self, name: str, line: int) -> None:
        """Note that somebody whom nobody names is nearly called like somebody, unless other overrides name them too."""
        if words(name) in self._confirmed:
            return
        near = difflib.get_close_matches(name, self._known, n=1, cutoff=_TYPED_WRONG)
        if near:
            self._ledger.warn(
                line,
                f"no article names “{name}”; a person of that name was made",
                f"Did you mean “{near[0]}”? If not, say under actors: kind that “{name}” is a person",
            )

    def _local(self, article: str, name: str) -> Local | None:
        """Return the article's own actor of that name: by group, by its own name, then by another form."""
        key = words(name)
        analysis = self._entries[article].analysis
        own = {(article, a.id): a for a in analysis.actors or ()}
        ids = set(self._targets.find(name))
        ways = (
            [local for local in own if self._board.group_of.get(local) in ids],
            [local for local, a in own.items() if words(a.canonical_name) == key],
            [local for local, a in own.items() if any(words(f) == key for f in a.aliases)],
        )
        groups = ({self._board.group_of.get(local): local for local in reversed(way)} for way in ways)
        found = next((g for g in groups if g), {})
        return next(iter(found.values())) if len(found) == 1 else None
