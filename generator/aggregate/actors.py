"""Actors over articles: which of the articles' actors are one."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from generator.aggregate.names import is_acronym, surname, words
from generator.aggregate.near_duplicates import independent
from generator.aggregate.network import neighbours
from generator.aggregate.spoken_of import spoken_of
from generator.model import Actor, Appearance, CorpusActor, Entry, QuoteRef, RoleSeen

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.model import ActorKind, Neighbour, Story

Local = tuple[str, str]
"""An article's id and the id of an actor in it."""


@dataclass(slots=True)
class _Cluster:
    """One actor in the making."""

    id: str
    members: list[tuple[Entry, Actor]] = field(default_factory=list)


def join_actors(
    entries: Sequence[Entry], stories: Sequence[Story]
) -> tuple[tuple[CorpusActor, ...], Mapping[Local, str]]:
    """Return the corpus's actors and, for each article's actor, the id of the one it belongs to.

    Full names merge. A bare surname or an acronym joins a full name only where
    one owner alone fits and the articles share other company; otherwise it stays
    by itself, because two articles' Smiths are two people until shown to be one.
    """
    clusters = _full_names(entries)
    _attach_bare(entries, clusters)
    ids = {(e.article.id, a.id): c.id for c in clusters.values() for e, a in c.members}
    near, about = neighbours(entries, ids), spoken_of(entries, ids)
    actors = [
        replace(_actor(c, stories, near.get(c.id, ()), ids), spoken_of=about.get(c.id, ()))
        for c in clusters.values()
    ]
    actors.sort(key=lambda a: (-len(a.appearances), -a.n_independent, -a.n_mentions, a.canonical_name, a.id))
    return tuple(actors), ids


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
            if fitting:
                key = fitting[0]
            elif actor.kind == "organization" and not candidates:
                key = f"{name} (thing)"
            else:
                key = f"{name} ({actor.kind} in {entry.article.id})"
            clusters.setdefault(key, _Cluster(key)).members.append((entry, actor))


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


def _actor(
    cluster: _Cluster, stories: Sequence[Story], near: Sequence[Neighbour], ids: Mapping[Local, str]
) -> CorpusActor:
    members = cluster.members
    canonical = _name(members)
    forms: Counter[str] = Counter()
    for _, actor in members:
        for form in (actor.canonical_name, *actor.aliases):
            if form != canonical:
                forms[form] += 1
    return CorpusActor(
        id=cluster.id,
        canonical_name=canonical,
        kind=_kind(members),
        aliases=tuple(sorted(forms, key=lambda f: (-forms[f], f))),
        roles=_roles(members, ids),
        stands_for=next((a.stands_for for _, a in members if a.stands_for is not None), None),
        appearances=tuple(
            Appearance(article=e.article.id, actor=a.id, n_mentions=a.n_mentions, salience=a.salience)
            for e, a in members
        ),
        n_independent=independent((e.article.id for e, _ in members), stories),
        n_mentions=sum(a.n_mentions for _, a in members),
        quotes=tuple(
            QuoteRef(article=e.article.id, quote=q.id)
            for e, a in members
            for q in e.analysis.quotes or ()
            if q.part_of is None and (q.speaker == a.id or a.id in q.joint_speakers)
        ),
        neighbours=tuple(near),
    )


def _name(members: Sequence[tuple[Entry, Actor]]) -> str:
    """Return the form that most mentions go with; longer, then earlier in the alphabet when they tie."""
    weights: Counter[str] = Counter()
    for _, actor in members:
        weights[actor.canonical_name] += actor.n_mentions
    return max(weights, key=lambda n: (len(words(n)) > 1, weights[n], len(n), n))


def _kind(members: Sequence[tuple[Entry, Actor]]) -> ActorKind:
    votes: Counter[ActorKind] = Counter()
    for _, actor in members:
        votes[actor.kind] += actor.n_mentions
    return max(votes, key=lambda k: (votes[k], k))


def _roles(members: Sequence[tuple[Entry, Actor]], ids: Mapping[Local, str]) -> tuple[RoleSeen, ...]:
    """Return the roles, oldest article first, each wording once."""
    seen: dict[str, RoleSeen] = {}
    for entry, actor in reversed(members):
        for role in actor.roles:
            wording = " ".join(role.span.of(entry.article.text).split()).casefold()
            of = ids.get((entry.article.id, role.of)) if role.of is not None else None
            seen.setdefault(wording, RoleSeen(article=entry.article.id, span=role.span, of=of))
    return tuple(seen.values())
