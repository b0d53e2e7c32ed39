"""What an actor is called, and which id it has, where fewer articles are there: its addresses then lead to it now."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.aggregate.groups import Group, Members
from generator.aggregate.names import words
from generator.model import Former

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.model import Entry


def with_former(entries: Sequence[Entry], groups: Sequence[Group]) -> tuple[Group, ...]:
    """Return the groups with what members would be by themselves, and whether the id names an article.

    The ids are those that `group_actors` gives, but that of several articles the oldest is named.
    """
    found = Members.of(entries)
    return tuple(_with_former(_by_oldest(g), found) for g in groups)


def _by_oldest(group: Group) -> Group:
    """Return a group whose id names an article with the oldest of its members there: later ones leave it as it is."""
    for article, _ in group.members:
        start, place, _ = group.id.rpartition(f" in {article})")
        if place:
            return replace(group, id=f"{start} in {group.members[-1][0]})", is_local=True)
    return group


def _with_former(group: Group, found: Members) -> Group:
    former = dict.fromkeys(f for f in _by_themselves(group, found) if f.id != group.id)
    return replace(group, former=tuple(former))


def _by_themselves(group: Group, found: Members) -> Iterator[Former]:
    """Yield what each member is without the others: a surname is its article's own, the rest go by their names."""
    for local in group.members:
        actor = found.actors[local]
        name, kind = " ".join(words(actor.canonical_name)), actor.kind
        is_local = kind == "person" and " " not in name
        if is_local:
            identity = f"{name} (person in {local[0]})"
        else:
            identity = name if " " in name else f"{name} (thing)"
        yield Former(id=identity, name=actor.canonical_name, kind=kind, is_local=is_local)
