"""Actors corrected: what they are, which are one or two, what they are called, what is known of them."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING

from generator.aggregate.corrections.articles import Library
from generator.aggregate.corrections.board import Board
from generator.aggregate.corrections.chains import Step, in_order
from generator.aggregate.corrections.ledger import Ledger, some
from generator.aggregate.corrections.positions import Positions
from generator.aggregate.corrections.quotes import Quotes
from generator.aggregate.corrections.targets import Targets
from generator.aggregate.corrections.who import Who
from generator.aggregate.names import words
from generator.model import ActorFacts, Overrides, TopicOverrides

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.aggregate.groups import Group
    from generator.model import ActorOverrides, Entry, FactsOf, KindOf, Named, Split


def correct_actors(
    entries: Sequence[Entry], groups: Sequence[Group], overrides: Overrides, ledger: Ledger
) -> tuple[tuple[Entry, ...], tuple[Group, ...]]:
    """Return entries and groups as all overrides but those of topics have them; what came of each is in the ledger.

    In this order: quotes, positions and conditions, then kind, split, merge, rename, drop and facts of actors.
    """
    if replace(overrides, topics=TopicOverrides(), place="") == Overrides():
        return tuple(entries), tuple(groups)
    board = Board(entries, groups)
    by_id = {e.article.id: e for e in entries}
    who = Who(by_id, board, Targets(board, overrides.actors), overrides, ledger)
    quotes = Quotes(entries, who, ledger)
    quotes.correct(overrides)
    corrected = quotes.entries(entries)
    positions = Positions(entries, who, ledger)
    positions.follow(entries, corrected)
    positions.correct(overrides)
    _Actors(entries, board, ledger).correct(overrides.actors)
    ledger.settle(board.moved)
    return positions.entries(board.entries(corrected)), tuple(board.groups.values())


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
        board = self._board
        found = self._some(override.name, override.line)
        for identity in found:
            was, name = board.kind(identity), board.name(identity)
            if was == override.kind:
                continue
            board.taken_for(identity, override.kind)
            self._ledger.applied(
                override.line,
                "actors.kind",
                was=f"{name}: {was}",
                now=f"{name}: {override.kind}",
                actor=identity,
            )
        if override.kind != "person":
            # Of one name and one kind they are one; only people share names.
            first, *others = [i for i in board.namesakes(override.name) if i in found] or [""]
            for identity in others:
                board.join(identity, first)

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
        if words(step.name) == words(step.into):
            self._merge_namesakes(step)
            return
        there = board.named(step.into) or board.find(step.into)
        found = board.find(step.name)
        others = [i for i in found if i not in there]
        if not found:
            self._nobody(step.name, step.line)
        elif len(there) > 1:
            self._several(step.into, step.line, there)
        elif not board.named(step.name) and (len(others) > 1 or not others):
            if others:
                self._several(step.name, step.line, others)
            else:
                self._call(step, there[0])  # the articles have them as one already
        else:
            self._join(step, there[0] if there else others.pop(0), others)

    def _merge_namesakes(self, step: Step) -> None:
        """Make all actors of one name one: the most mentioned stands for all."""
        board = self._board
        found = board.namesakes(step.into)
        if not found:
            self._nobody(step.name, step.line)
            return
        self._join(step, found[0], found[1:])

    def _join(self, step: Step, target: str, others: Sequence[str]) -> None:
        target = self._call(step, target)
        for identity in others:
            was = self._board.name(identity)
            self._board.join(identity, target)
            self._ledger.applied(step.line, "actors.merge", was=was, now=step.into, actor=target)

    def _call(self, step: Step, identity: str) -> str:
        """Let an actor have the name that a merge gives it, and return its id."""
        was = self._board.name(identity)
        if was == step.into:
            return identity
        target = self._board.called(identity, step.into)
        self._ledger.applied(step.line, "actors.merge", was=was, now=step.into, actor=target)
        return target

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
