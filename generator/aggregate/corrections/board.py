"""The actors in the making while editors' corrections are applied: found by name, changed one at a time."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.aggregate.groups import Group, Local, Members
from generator.aggregate.names import words
from generator.model import Actor, Entry, Former

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.model import ActorKind


class Board:
    """Groups by id, with an index of their names. Changed in place while corrections are applied, then read out."""

    def __init__(self, entries: Sequence[Entry], groups: Iterable[Group]) -> None:
        """Index the groups by their names and all forms of them."""
        found = Members.of(entries)
        self._actors = dict(found.actors)
        self.found = Members(found.entries, self._actors)
        self._made: dict[str, list[Actor]] = defaultdict(list)
        self._order = {e.article.id: n for n, e in enumerate(entries)}
        self.groups: dict[str, Group] = {}
        self.group_of: dict[Local, str] = {}
        self.moved: dict[str, str | None] = {}
        """Id of a group that is no more → the one that it became part of; None: dropped."""
        self._names: dict[str, dict[str, None]] = defaultdict(dict)
        self._forms: dict[str, dict[str, None]] = defaultdict(dict)
        for group in groups:
            self.put(group)

    def put(self, group: Group) -> None:
        """Add a group, or put it in the place of the one with its id."""
        if group.id in self.groups:
            self._take_out(group.id)
        self.moved.pop(group.id, None)
        group = replace(group, members=tuple(sorted(dict.fromkeys(group.members), key=self._place)))
        self.groups[group.id] = group
        self.group_of |= dict.fromkeys(group.members, group.id)
        for index, name in self._keys(group):
            index[name][group.id] = None

    def remove(self, identity: str, *, into: str | None) -> None:
        """Take a group away; `into`: the one that it became part of."""
        self._take_out(identity)
        if identity != into:
            self.moved[identity] = into

    def named(self, name: str) -> list[str]:
        """Return the ids of the groups that are called so, written the same if any is."""
        same = list(self._names[" ".join(words(name))])
        return [i for i in same if self.name(i) == name] or same

    def namesakes(self, name: str) -> list[str]:
        """Return the ids of all groups that are called so, whatever the case and accents: the most mentioned first."""
        ids = self._names[" ".join(words(name))]
        n_mentions = {i: sum(self.found.actors[m].n_mentions for m in self.groups[i].members) for i in ids}
        return sorted(ids, key=lambda i: (-n_mentions[i], i))

    def find(self, name: str) -> list[str]:
        """Return the ids of the groups that are called so; without any, of those that some article calls so."""
        return self.named(name) or list(self._forms[" ".join(words(name))])

    def name(self, identity: str) -> str:
        """Return what a group is called."""
        return self.found.name(self.groups[identity])

    def kind(self, identity: str) -> ActorKind:
        """Return what a group is."""
        return self.found.kind(self.groups[identity])

    def names(self) -> set[str]:
        """Return what all groups are called, and every form of it."""
        return {n for g in self.groups.values() for n in (self.found.name(g), *self.found.forms(g))}

    def articles(self, identity: str) -> tuple[str, ...]:
        """Return the ids of the articles that a group is in, newest first."""
        return tuple(dict.fromkeys(article for article, _ in self.groups[identity].members))

    def within(self, article: str) -> list[Local]:
        """Return the article's actors that are in a group."""
        known = self.found.entries[article].analysis.actors or ()
        every = ((article, a.id) for a in (*known, *self._made[article]))
        return [local for local in every if local in self.group_of]

    def join(self, identity: str, into: str) -> None:
        """Make one group part of another, which keeps its id, name and kind."""
        one, other = self.groups[identity], self.groups[into]
        target = replace(
            other,
            name=self.found.name(other),
            kind=self.found.kind(other),
            members=(*other.members, *one.members),
            facts=other.facts or one.facts,
            former=tuple(dict.fromkeys((*other.former, self._former(one), *one.former))),
        )
        self.remove(identity, into=into)
        self.put(target)

    def called(self, identity: str, name: str) -> str:
        """Give a group another name, and the id that goes with it; return the id."""
        group = self.groups[identity]
        fresh = self.fresh_id(name, self.found.kind(group), instead_of=identity)
        self.remove(identity, into=fresh)
        former = tuple(dict.fromkeys((*group.former, self._former(group))))
        self.put(replace(group, id=fresh, name=name, is_local=False, former=former))
        return fresh

    def taken_for(self, identity: str, kind: ActorKind) -> None:
        """Give a group another kind."""
        group = self.groups[identity]
        former = tuple(dict.fromkeys((*group.former, self._former(group))))
        self.put(replace(group, kind=kind, former=former))

    def make(self, article: str, name: str, kind: ActorKind, *, into: str | None = None) -> Local:
        """Add an actor that the article does not name; `into`: the group it belongs to, None for a new one."""
        known = self.found.entries[article].analysis.actors or ()
        taken = {a.id for a in (*known, *self._made[article])}
        identity = next(i for n in range(1, len(taken) + 2) if (i := f"e{n}") not in taken)
        local = (article, identity)
        actor = Actor(id=identity, canonical_name=name, kind=kind, n_mentions=0, salience=0.0)
        self._actors[local] = actor
        self._made[article].append(actor)
        if into is None:
            self.put(Group(id=self.fresh_id(name, kind), members=(local,), name=name, kind=kind))
        else:
            group = self.groups[into]
            self.put(replace(group, members=(*group.members, local)))
        return local

    def blank(self, identity: str, local: Local) -> Group:
        """Return a group of one actor that editors have said nothing of yet."""
        return Group(id=identity, members=(local,))

    def fresh_id(self, name: str, kind: ActorKind, *, instead_of: str | None = None) -> str:
        """Return an id for a name: the one that joining would give it, where no other group has that."""
        plain = " ".join(words(name))
        whole = plain if " " in plain else f"{plain} ({'person' if kind == 'person' else 'thing'})"
        tries = (whole, *(f"{whole} {n}" for n in range(2, len(self.groups) + 3)))
        return next(i for i in tries if i == instead_of or i not in self.groups)

    def entries(self, entries: Sequence[Entry]) -> tuple[Entry, ...]:
        """Return the entries with the actors that were made, after the article's own."""
        return tuple(
            _with(e, self._made[e.article.id]) if self._made.get(e.article.id) else e for e in entries
        )

    def _former(self, group: Group) -> Former:
        return Former(
            id=group.id, name=self.found.name(group), kind=self.found.kind(group), is_local=group.is_local
        )

    def _place(self, local: Local) -> int:
        return self._order[local[0]]

    def _take_out(self, identity: str) -> None:
        group = self.groups.pop(identity)
        for local in group.members:
            self.group_of.pop(local, None)
        for index, name in self._keys(group):
            index[name].pop(identity, None)

    def _keys(self, group: Group) -> Iterable[tuple[dict[str, dict[str, None]], str]]:
        yield self._names, " ".join(words(self.found.name(group)))
        for form in (*self.found.forms(group), *(f.name for f in group.former)):
            yield self._forms, " ".join(words(form))


def _with(entry: Entry, made: Sequence[Actor]) -> Entry:
    analysis = entry.analysis
    return replace(entry, analysis=replace(analysis, actors=(*(analysis.actors or ()), *made)))
