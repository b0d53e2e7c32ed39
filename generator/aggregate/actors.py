"""Actors over articles: which of the articles' actors are one."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.aggregate.groups import Group
from generator.aggregate.names import is_acronym, surname, words
from generator.model import Actor, Entry, Former

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(slots=True)
class _Cluster:
    """One actor in the making."""

    id: str
    is_local: bool = False
    members: list[tuple[Entry, Actor]] = field(default_factory=list)
    former: list[Former] = field(default_factory=list)


def group_actors(entries: Sequence[Entry]) -> tuple[Group, ...]:
    """Return which of the articles' actors are one, members in the order of `entries`.

    Full names merge. A bare surname or an acronym joins a full name only where
    one owner alone fits and the articles share other company; otherwise it stays
    by itself, because two articles' Smiths are two people until shown to be one.
    """
    clusters = _full_names(entries)
    _attach_bare(entries, clusters)
    order = {e.article.id: n for n, e in enumerate(entries)}
    return tuple(
        Group(
            id=c.id,
            members=tuple(
                (e.article.id, a.id) for e, a in sorted(c.members, key=lambda m: order[m[0].article.id])
            ),
            is_local=c.is_local,
            former=tuple(dict.fromkeys(c.former)),
        )
        for c in clusters.values()
    )


def _full_names(entries: Sequence[Entry]) -> dict[str, _Cluster]:
    clusters: dict[str, _Cluster] = {}
    for entry in entries:
        for actor in entry.analysis.actors or ():
            if not _is_bare(actor):
                key = _key(actor)
                clusters.setdefault(key, _Cluster(key)).members.append((entry, actor))
    return clusters


def _is_bare(actor: Actor) -> bool:
    """Tell whether a name alone does not say who is meant: a surname, an acronym."""
    if actor.kind == "person":
        return len(words(actor.canonical_name)) == 1
    return actor.kind == "organization" and is_acronym(actor.canonical_name)


def _key(actor: Actor) -> str:
    """Return what full names are merged by: a single word names a person or a thing, never both."""
    name = " ".join(words(actor.canonical_name))
    if " " in name:
        return name
    return f"{name} ({'person' if actor.kind == 'person' else 'thing'})"


def _attach_bare(entries: Sequence[Entry], clusters: dict[str, _Cluster]) -> None:
    owners = _owners(clusters)
    company = {key: _company(c) for key, c in clusters.items()}
    for entry in entries:
        others = {" ".join(words(a.canonical_name)) for a in entry.analysis.actors or ()}
        for actor in entry.analysis.actors or ():
            if not _is_bare(actor):
                continue
            name = " ".join(words(actor.canonical_name))
            candidates = sorted(owners.get((actor.kind, name), ()))
            fitting = [k for k in candidates if len(candidates) == 1 and company[k] & (others - {name})]
            alone = _by_itself(actor, name, entry.article.id, is_only=not candidates or bool(fitting))
            if fitting:
                clusters[fitting[0]].former.append(alone)
            key = fitting[0] if fitting else alone.id
            clusters.setdefault(key, _Cluster(key, alone.is_local)).members.append((entry, actor))


def _by_itself(actor: Actor, name: str, article: str, *, is_only: bool) -> Former:
    """Return what a bare name is without a longer one: an acronym that nobody else has is one over all articles."""
    is_local = actor.kind == "person" or not is_only
    identity = f"{name} ({actor.kind} in {article})" if is_local else f"{name} (thing)"
    return Former(id=identity, name=actor.canonical_name, kind=actor.kind, is_local=is_local)


def _owners(clusters: Mapping[str, _Cluster]) -> dict[tuple[str, str], set[str]]:
    """Return which full names a surname or acronym could stand for, by kind and bare name."""
    owners: dict[tuple[str, str], set[str]] = defaultdict(set)
    for key, cluster in clusters.items():
        for _, actor in cluster.members:
            if actor.kind == "person":
                owners["person", surname(actor.canonical_name)].add(key)
            elif actor.kind == "organization":
                for alias in actor.aliases:
                    if is_acronym(alias):
                        owners["organization", " ".join(words(alias))].add(key)
    return owners


def _company(cluster: _Cluster) -> set[str]:
    """Return the names that appear in the same articles."""
    return {" ".join(words(a.canonical_name)) for e, _ in cluster.members for a in e.analysis.actors or ()}
