"""Which of the articles' actors are one: what joining finds, editors change, and pages are made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.aggregate.names import words
from generator.model import Actor, ActorFacts, ActorKind, Entry, Former

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Local = tuple[str, str]
"""An article's id and the id of an actor in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One actor in the making."""

    id: str
    """The CorpusActor's."""
    members: tuple[Local, ...]
    """In the order of the corpus's entries; at least one."""
    name: str | None = None
    """What editors call it; None: the members' own names decide."""
    kind: ActorKind | None = None
    """What editors say it is; None: the members decide."""
    facts: ActorFacts | None = None
    is_local: bool = False
    """Whether the name alone does not say who it is."""
    former: tuple[Former, ...] = ()
    """What members would be without the rest or without editors."""


@dataclass(frozen=True, slots=True)
class Members:
    """The articles' actors by where they are."""

    entries: Mapping[str, Entry]
    actors: Mapping[Local, Actor]

    @classmethod
    def of(cls, entries: Sequence[Entry]) -> Members:
        """Return all actors of the entries."""
        return cls(
            {e.article.id: e for e in entries},
            {(e.article.id, a.id): a for e in entries for a in e.analysis.actors or ()},
        )

    def of_group(self, group: Group) -> list[tuple[Entry, Actor]]:
        """Return a group's actors with their articles, in order."""
        return [(self.entries[local[0]], self.actors[local]) for local in group.members]

    def name(self, group: Group) -> str:
        """Return what a group is called: the form that most mentions go with, the longer, then the later in the alphabet."""
        if group.name is not None:
            return group.name
        if len(group.members) == 1:  # most groups; the answer of what follows
            return self.actors[group.members[0]].canonical_name
        weights: Counter[str] = Counter()
        for local in group.members:
            weights[self.actors[local].canonical_name] += self.actors[local].n_mentions
        return max(weights, key=lambda n: (len(words(n)) > 1, weights[n], len(n), n))

    def kind(self, group: Group) -> ActorKind:
        """Return what a group is: what most mentions are taken for."""
        if group.kind is not None:
            return group.kind
        if len(group.members) == 1:
            return self.actors[group.members[0]].kind
        votes = self.kinds(group)
        return max(votes, key=lambda k: (votes[k], k))

    def kinds(self, group: Group) -> Counter[ActorKind]:
        """Return how many mentions are taken for each kind."""
        votes: Counter[ActorKind] = Counter()
        for local in group.members:
            votes[self.actors[local].kind] += self.actors[local].n_mentions
        return votes

    def forms(self, group: Group) -> Counter[str]:
        """Return every form of a group's name and how many of the articles' actors have it."""
        return Counter(
            form
            for local in group.members
            for form in (self.actors[local].canonical_name, *self.actors[local].aliases)
        )


def group_of(groups: Iterable[Group]) -> dict[Local, str]:
    """Return the id of the group that each member belongs to."""
    return {local: group.id for group in groups for local in group.members}
