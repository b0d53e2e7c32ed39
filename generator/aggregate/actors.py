"""Actors over articles: which of the articles' actors are one."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.aggregate.company import Company
from generator.aggregate.groups import Group
from generator.aggregate.names import (
    full_name,
    generation,
    initials,
    is_acronym,
    is_longer,
    is_plural,
    may_be_one,
    surname,
    words,
)
from generator.aggregate.sports import team_sport
from generator.model import Actor, Entry, Former

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_LEADS = 3
"""Times as much company as the next that an owner must share, to clearly lead."""
_SAME_STORY = 2
"""Names in common from which two articles' bare names are one."""
_CLUB = " (organization)"
"""Ends the id of an organization that bears a place's name."""
_CLUB_ARTICLES = 2
"""Articles from which a name is taken for a place's and an organization's: fewer may be slips of the recogniser."""
_GENERAL = frozenset(
    [
        "army",
        "authority",
        "bank",
        "board",
        "bureau",
        "cabinet",
        "centre",
        "center",
        "chamber",
        "church",
        "club",
        "command",
        "commission",
        "committee",
        "congress",
        "council",
        "court",
        "department",
        "government",
        "house",
        "institute",
        "ministry",
        "museum",
        "national",
        "navy",
        "news",
        "office",
        "parliament",
        "party",
        "police",
        "press",
        "school",
        "senate",
        "service",
        "state",
        "times",
        "trust",
        "union",
        "united",
        "university",
    ]
)
"""Words that many organizations' names begin or end with, and that stand for none of them over articles."""
_ONE_HOLDER = frozenset(
    {"president", "u.s. president", "prime minister", "pope", "king", "queen", "chancellor"}
)
"""Offices, as written before a name, that two people of one family name seldom hold in the same time's news."""


@dataclass(slots=True)
class _Cluster:
    """One actor in the making."""

    id: str
    is_local: bool = False
    """Whether the name alone does not say who it is."""
    members: list[tuple[Entry, Actor]] = field(default_factory=list)
    former: list[Former] = field(default_factory=list)
    name: str | None = None
    """What it is called where the members' own names do not tell it from another."""

    @property
    def first(self) -> Actor:
        """Its first member's actor."""
        return self.members[0][1]


def group_actors(entries: Sequence[Entry]) -> tuple[Group, ...]:
    """Return which of the articles' actors are one, members in the order of `entries`.

    Full names merge; so do two that agree (a middle name more, initials) where no third could be meant and they
    share company. A bare surname, an acronym or one word of an organization's name joins a full name only where
    one owner alone shares company, or one clearly leads; without owner, bare surnames are one where their
    articles share two names or the office. Otherwise they stay by themselves, because two articles' Smiths are
    two people until shown to be one. A country in articles of a team sport is its team, where other articles
    speak of the country itself.
    """
    company = Company(entries)
    clusters = _full_names(entries)
    _merge_agreeing(clusters, company)
    _attach_bare(entries, clusters, company)
    order = {e.article.id: n for n, e in enumerate(entries)}
    return tuple(
        Group(
            id=c.id,
            members=tuple(
                (e.article.id, a.id) for e, a in sorted(c.members, key=lambda m: order[m[0].article.id])
            ),
            name=c.name,
            is_local=c.is_local,
            former=tuple(dict.fromkeys(c.former)),
        )
        for c in clusters.values()
    )


def _plain(actor: Actor) -> str:
    return " ".join(words(actor.canonical_name))


# Full names


def _full_names(entries: Sequence[Entry]) -> dict[str, _Cluster]:
    clusters: dict[str, _Cluster] = {}
    clubs = _clubs(entries)
    for entry in entries:
        for actor in entry.analysis.actors or ():
            key = _key(actor, clubs)
            if key.endswith(_CLUB) or not _is_bare(actor):
                clusters.setdefault(key, _Cluster(key)).members.append((entry, actor))
    for cluster in [c for c in clusters.values() if c.first.kind == "country"]:
        _part_teams(cluster, clusters)
    return clusters


def _is_bare(actor: Actor) -> bool:
    """Tell whether a name alone does not say who is meant: a surname, an acronym, a word of a company's name."""
    is_short = len(words(actor.canonical_name)) == 1
    if actor.kind == "person":
        return is_short
    return actor.kind == "organization" and (is_short or is_acronym(actor.canonical_name))


def _clubs(entries: Sequence[Entry]) -> set[str]:
    """Return the names that are a place's and, in articles of team sports, an organization's."""
    seen: dict[str, Counter[bool]] = defaultdict(Counter)
    for entry in entries:
        is_sport = team_sport(entry.article) is not None
        for actor in entry.analysis.actors or ():
            if actor.kind in {"country", "place"} or (actor.kind == "organization" and is_sport):
                seen[_plain(actor)][actor.kind == "organization"] += 1
    return {name for name, counts in seen.items() if min(counts[True], counts[False]) >= _CLUB_ARTICLES}


def _key(actor: Actor, clubs: set[str]) -> str:
    """Return what full names are merged by: a single word names a person or a thing, never both."""
    name = _plain(actor)
    if actor.kind == "organization" and name in clubs:
        return name + _CLUB
    if " " in name:
        return name
    return f"{name} ({'person' if actor.kind == 'person' else 'thing'})"


def _part_teams(country: _Cluster, clusters: dict[str, _Cluster]) -> None:
    """Put a country's teams by themselves where other articles speak of the country."""
    by_sport: dict[str | None, list[tuple[Entry, Actor]]] = defaultdict(list)
    for entry, actor in country.members:
        by_sport[team_sport(entry.article)].append((entry, actor))
    plain = by_sport.pop(None, [])
    if not plain:
        return
    country.members = plain
    for sport, members in by_sport.items():
        key = f"{_plain(members[0][1])} ({sport})"
        clusters[key] = _Cluster(key, members=members, name=f"{members[0][1].canonical_name} ({sport})")


def _merge_agreeing(clusters: dict[str, _Cluster], company: Company) -> None:
    """Put full names together that agree, each with the one other that it may be."""
    by_word: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key, cluster in clusters.items():
        name = full_name(cluster.first.canonical_name)
        if cluster.first.kind == "person":
            by_word["person", name[-1]].append(key)
        elif cluster.first.kind == "organization":
            by_word["organization", name[0]].append(key)
    for keys in by_word.values():
        for kin in _kin([clusters[key] for key in keys]):
            _merge(kin, clusters, company)


def _kin(candidates: Sequence[_Cluster]) -> list[list[_Cluster]]:
    """Return sets of names that all agree with each other and with no other one; the rest is left out."""
    agreeing = {
        one.id: {one.id, *(other.id for other in candidates if other is not one and _agree(one, other))}
        for one in candidates
    }
    sets = {frozenset(ids) for ids in agreeing.values() if all(agreeing[i] == ids for i in ids)}
    by_id = {c.id: c for c in candidates}
    return [[by_id[i] for i in sorted(ids)] for ids in sorted(sets, key=sorted) if len(ids) > 1]


def _merge(kin: list[_Cluster], clusters: dict[str, _Cluster], company: Company) -> None:
    """Put names that agree with the one named most, where they share company with it or are only spelt otherwise."""
    most = max(kin, key=lambda c: (len(c.members), c.id))
    for other in (c for c in kin if c is not most):
        shares = company.around(most.members) & company.around(other.members)
        if shares or is_plural(most.id, other.id):
            most.former += [
                Former(id=other.id, name=other.first.canonical_name, kind=other.first.kind),
                *other.former,
            ]
            most.members += clusters.pop(other.id).members


def _agree(one: _Cluster, other: _Cluster) -> bool:
    names = full_name(one.first.canonical_name), full_name(other.first.canonical_name)
    if one.first.kind == "person":
        generations = {generation(c.first.canonical_name) for c in (one, other)} - {None}
        return len(generations) < 2 and may_be_one(*names)  # noqa: PLR2004 - a father and a son
    return is_plural(one.id, other.id) or is_longer(*names)


# Bare names


def _attach_bare(entries: Sequence[Entry], clusters: dict[str, _Cluster], company: Company) -> None:
    owners = _owners(clusters)
    around = {key: company.around(cluster.members) for key, cluster in clusters.items()}
    counts = Counter(_plain(a) for e in entries for a in e.analysis.actors or () if _is_bare(a))
    alone: list[tuple[Entry, Actor]] = []
    for entry in reversed(entries):
        for actor in entry.analysis.actors or ():
            name = _plain(actor)
            if not _is_bare(actor) or (actor.kind == "organization" and name + _CLUB in clusters):
                continue
            is_word = actor.kind == "organization" and not is_acronym(actor.canonical_name)
            candidates = {
                key
                for key in owners.get(("word" if is_word else actor.kind, name), ())
                if actor.kind == "person" or _may_stand_for(name, counts[name], clusters[key], company)
            }
            key = _owner(candidates, around, company.of(entry.article.id) - {name})
            itself = _by_itself(actor, name, entry.article.id, is_only=not candidates or key is not None)
            if key is not None:
                clusters[key].former.append(itself)
                clusters[key].members.append((entry, actor))
            elif actor.kind == "person":
                alone.append((entry, actor))
            else:
                clusters.setdefault(itself.id, _Cluster(itself.id, itself.is_local)).members.append(
                    (entry, actor)
                )
    for cluster in _same_stories(alone, company):
        clusters.setdefault(cluster.id, _Cluster(cluster.id, is_local=True)).members.extend(cluster.members)


def _may_stand_for(name: str, n_articles: int, owner: _Cluster, company: Company) -> bool:
    """Tell whether a word may be short for an organization: named as often in full, and nowhere beside the word."""
    is_beside = any(company.has(entry.article.id, name) for entry, _ in owner.members)
    return not is_beside and len(owner.members) >= n_articles


def _by_itself(actor: Actor, name: str, article: str, *, is_only: bool) -> Former:
    """Return what a bare name is without a longer one: a thing over all articles, unless it may be another's acronym."""
    is_local = actor.kind == "person" or (not is_only and is_acronym(actor.canonical_name))
    identity = f"{name} ({actor.kind} in {article})" if is_local else f"{name} (thing)"
    return Former(id=identity, name=actor.canonical_name, kind=actor.kind, is_local=is_local)


def _owner(candidates: Iterable[str], around: Mapping[str, set[str]], others: frozenset[str]) -> str | None:
    """Return the full name that a bare one stands for: the one that shares company, or that clearly leads."""
    shared = sorted(((len(around[k] & others), k) for k in candidates), key=lambda s: (-s[0], s[1]))
    if not shared or shared[0][0] == 0:
        return None
    is_sure = len(shared) == 1 or shared[0][0] >= _LEADS * max(shared[1][0], 1)
    return shared[0][1] if is_sure else None


def _same_stories(alone: Sequence[tuple[Entry, Actor]], company: Company) -> list[_Cluster]:
    """Return bare surnames without an owner, those together whose articles tell of the same; oldest article first."""
    found: dict[str, list[tuple[_Cluster, set[str], set[str]]]] = defaultdict(list)
    for entry, actor in alone:
        name, offices = _plain(actor), _offices(entry, actor)
        others = company.of(entry.article.id) - {name}
        same = [f for f in found[name] if len(f[1] & others) >= _SAME_STORY or f[2] & offices]
        if len(same) == 1:
            cluster, around, held = same[0]
            cluster.members.append((entry, actor))
            around |= others
            held |= offices
        else:
            itself = _by_itself(actor, name, entry.article.id, is_only=False)
            created = _Cluster(itself.id, is_local=True, members=[(entry, actor)])
            found[name].append((created, set(others), offices))
    return [cluster for same in found.values() for cluster, _, _ in same]


def _offices(entry: Entry, actor: Actor) -> set[str]:
    """Return an actor's offices in an article of which a country or church has one at a time."""
    wordings = {" ".join(role.span.of(entry.article.text).lower().split()) for role in actor.roles}
    return wordings & _ONE_HOLDER


def _owners(clusters: Mapping[str, _Cluster]) -> dict[tuple[str, str], set[str]]:
    """Return which full names a surname, acronym or single word could stand for, by kind and bare name."""
    owners: dict[tuple[str, str], set[str]] = defaultdict(set)
    for key, cluster in clusters.items():
        for _, actor in cluster.members:
            name = words(actor.canonical_name)
            if actor.kind == "person":
                owners["person", surname(actor.canonical_name)].add(key)
            elif actor.kind == "organization":
                bare = {" ".join(words(alias)) for alias in actor.aliases if is_acronym(alias)}
                if len(name) > 1:
                    bare.add(initials(actor.canonical_name))
                    for word in {name[0], name[-1]} - _GENERAL:
                        owners["word", word].add(key)
                for form in bare:
                    owners["organization", form].add(key)
    return owners
