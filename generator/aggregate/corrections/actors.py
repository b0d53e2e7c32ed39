"""Actors corrected: what they are, which are one or two, what they are called, what is known of them."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING

from generator.aggregate.corrections.articles import Library
from generator.aggregate.corrections.board import Board
from generator.aggregate.corrections.chains import Step, in_order
from generator.aggregate.corrections.ledger import Ledger, some
from generator.aggregate.corrections.quotes import Quotes
from generator.aggregate.corrections.targets import Targets
from generator.aggregate.names import words
from generator.model import ActorFacts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.aggregate.groups import Group
    from generator.model import ActorOverrides, Entry, FactsOf, KindOf, Named, Overrides, Split


def correct_actors(
    entries: Sequence[Entry], groups: Sequence[Group], overrides: Overrides, ledger: Ledger
) -> tuple[tuple[Entry, ...], tuple[Group, ...]]:
    """Return entries and groups as the overrides of quotes and actors have them; what came of each is in the ledger.

    In this order: quotes, then kind, split, merge, rename, drop and facts of actors.
    """
    if overrides.actors == type(overrides.actors)() and overrides.quotes == type(overrides.quotes)():
        return tuple(entries), tuple(groups)
    board = Board(entries, groups)
    quotes = Quotes(entries, board, Targets(board, overrides.actors), ledger)
    quotes.correct(overrides)
    _Actors(entries, board, ledger).correct(overrides.actors)
    ledger.settle(board.moved)
    return quotes.entries(board.entries(entries)), tuple(board.groups.values())


class _Actors:
    def __init__(self, entries: Sequence[Entry], board: Board, ledger: Ledger) -> None:
        self._board, self._ledger = board, ledger
        self._articles = Library(e.article for e in entries)

    def correct(self, overrides: ActorOverrides) -> None:
        for kind in overrides.kind:
            self._kind(kind)
        for split in overrides.split:
            self._split(split)
        merges = [Step(m.line, name, m.into) for m in overrides.merge for name in m.names]
        for step in in_order(merges, self._ledger, "merged into"):
            self._merge(step)
        renames = [Step(r.line, r.name, r.to) for r in overrides.rename]
        for step in in_order(renames, self._ledger, "renamed to"):
            self._rename(step)
        for dropped in overrides.drop:
            self._drop(dropped)
        for facts in overrides.facts:
            self._facts(facts)

    def _kind(self, override: KindOf) -> None:
        for identity in self._some(override.name, override.line):
            board = self._board
            was = board.kind(identity)
            if was == override.kind:
                continue
            board.taken_for(identity, override.kind)
            name = board.name(identity)
            self._ledger.applied(
                override.line,
                "actors.kind",
                was=f"{name}: {was}",
                now=f"{name}: {override.kind}",
                actor=identity,
            )

    def _split(self, override: Split) -> None:
        board = self._board
        key = words(override.name)
        moving = []
        for ref in override.articles:
            article = self._articles.one(ref, override.line, self._ledger)
            if article is None:
                continue
            here = board.within(article.id)
            called = [local for local in here if words(board.name(board.group_of[local])) == key]
            found = called or [
                local for local in here if any(words(f) == key for f in self._own_forms(local))
            ]
            if found:
                moving += found
            else:
                known = (n for local in here for n in self._own_forms(local))
                self._ledger.stale(
                    override.line,
                    f"the article “{article.id}” names no actor “{override.name}”",
                    wanted=override.name,
                    known=known,
                )
        for local in moving:
            self._move(local, override)

    def _own_forms(self, local: tuple[str, str]) -> tuple[str, ...]:
        actor = self._board.found.actors[local]
        return (actor.canonical_name, *actor.aliases)

    def _move(self, local: tuple[str, str], override: Split) -> None:
        board = self._board
        left = board.group_of[local]
        was, kind = board.name(left), board.kind(left)
        there = [i for i in board.named(override.into) if i != left]
        rest = tuple(m for m in board.groups[left].members if m != local)
        if words(was) == words(override.into) and not there:
            return
        if rest:
            # The rest keeps its name: without its fullest form it might be called otherwise.
            board.put(replace(board.groups[left], members=rest, name=was, kind=kind))
        else:
            board.remove(left, into=there[0] if there else board.fresh_id(override.into, kind))
        if there:
            target = board.groups[there[0]]
            board.put(replace(target, name=board.name(there[0]), members=(*target.members, local)))
        else:
            fresh = board.fresh_id(override.into, kind)
            board.put(replace(board.blank(fresh, local), name=override.into, kind=kind))
        self._ledger.applied(
            override.line,
            "actors.split",
            was=f"{was}, in {local[0]}",
            now=override.into,
            actor=board.group_of[local],
        )

    def _merge(self, step: Step) -> None:
        board = self._board
        target = self._target(step)
        if target is None:
            return
        found = board.find(step.name)
        others = [i for i in found if i != target]
        if not found:
            self._nobody(step.name, step.line)
        elif target in found and not board.named(step.name):
            return  # the articles have them as one already
        elif not board.named(step.name) and len(others) > 1:
            self._several(step.name, step.line, others)
        elif not target:
            self._made(step, others)
        else:
            for identity in others:
                self._join(step, identity, target)

    def _target(self, step: Step) -> str | None:
        """Return the group to merge into; "" for one that is to be made, None with a problem noted."""
        there = self._board.named(step.into) or self._board.find(step.into)
        if len(there) > 1:
            self._several(step.into, step.line, there)
            return None
        return there[0] if there else ""

    def _made(self, step: Step, others: Sequence[str]) -> None:
        """Give the first of the merged its new name, which no actor had, and let the others join it."""
        board = self._board
        was = board.name(others[0])
        target = board.called(others[0], step.into)
        self._ledger.applied(step.line, "actors.merge", was=was, now=step.into, actor=target)
        for identity in others[1:]:
            self._join(step, identity, target)

    def _join(self, step: Step, identity: str, target: str) -> None:
        was = self._board.name(identity)
        self._board.join(identity, target)
        now = self._board.name(target)
        self._ledger.applied(step.line, "actors.merge", was=was, now=now, actor=target)

    def _rename(self, step: Step) -> None:
        board = self._board
        for identity in self._some(step.name, step.line):
            was = board.name(identity)
            if was == step.into:
                continue
            is_person = board.kind(identity) == "person"
            there = [
                i
                for i in board.named(step.into)
                if i != identity and (board.kind(i) == "person") == is_person
            ]
            if len(there) == 1:
                target = there[0]
                board.join(identity, target)
                board.put(replace(board.groups[target], name=step.into))
            else:
                target = board.called(identity, step.into)
            self._ledger.applied(step.line, "actors.rename", was=was, now=step.into, actor=target)

    def _drop(self, override: Named) -> None:
        for identity in self._some(override.name, override.line):
            name, kind = self._board.name(identity), self._board.kind(identity)
            self._board.remove(identity, into=None)
            self._ledger.applied(override.line, "actors.drop", was=f"{name}: {kind}", now="not an actor")

    def _facts(self, override: FactsOf) -> None:
        found = self._some(override.name, override.line)
        if len(found) > 1:
            self._several(override.name, override.line, found)
            return
        for identity in found:
            group = self._board.groups[identity]
            known = group.facts or ActorFacts()
            given = {f.name: v for f in fields(known) if (v := getattr(override.facts, f.name)) is not None}
            self._board.put(replace(group, facts=replace(known, **given)))
            told = ", ".join("Wikidata" if key == "wikidata" else key for key in given)
            self._ledger.applied(
                override.line,
                "actors.facts",
                was=self._board.name(identity),
                now=f"with {told}",
                actor=identity,
            )

    def _some(self, name: str, line: int) -> list[str]:
        """Return every group of that name, or the one that some article calls so; [] with a problem noted."""
        named = self._board.named(name)
        found = named or self._board.find(name)
        if not found:
            self._nobody(name, line)
        elif not named and len(found) > 1:
            self._several(name, line, found)
            return []
        return list(found)

    def _nobody(self, name: str, line: int) -> None:
        self._ledger.stale(line, f"there is no actor “{name}”", wanted=name, known=self._board.names())

    def _several(self, name: str, line: int, found: Sequence[str]) -> None:
        choices = some(f"“{self._board.name(i)}” ({self._board.articles(i)[0]})" for i in found)
        self._ledger.refuse(
            line,
            f"“{name}” may be {len(found)} actors; the line is left out",
            f"Write the whole name of one, or tell them apart with actors: split. They are {choices}",
        )
