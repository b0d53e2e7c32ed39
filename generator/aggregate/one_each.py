"""One actor of the corpus is one actor in each of its articles."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.aggregate.groups import Group, Members

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.model import Actor, Analysis, Entry, Position, Quote


def one_each(
    entries: Sequence[Entry], groups: Sequence[Group]
) -> tuple[tuple[Entry, ...], tuple[Group, ...]]:
    """Return the entries with those of an article's actors put together that are in one group, and the groups' kinds.

    The most mentioned of them stands for all. Groups then have each article once.
    """
    found = Members.of(entries)
    same: dict[str, dict[str, str]] = {}
    kinds: dict[str, dict[str, Actor]] = {}
    tidy: list[Group] = []
    for group in groups:
        members: dict[str, str] = {}
        for local in sorted(group.members, key=lambda m: -found.actors[m].n_mentions):
            first = members.setdefault(local[0], local[1])
            if first != local[1]:
                same.setdefault(local[0], {})[local[1]] = first
        tidy.append(replace(group, members=tuple(m for m in group.members if members[m[0]] == m[1])))
        if group.kind is not None:
            for article, actor in members.items():
                kinds.setdefault(article, {})[actor] = replace(found.actors[article, actor], kind=group.kind)
    changed = same.keys() | kinds.keys()
    return tuple(
        replace(e, analysis=_one_each(e, same.get(e.article.id, {}), kinds.get(e.article.id, {})))
        if e.article.id in changed
        else e
        for e in entries
    ), tuple(tidy)


def _one_each(entry: Entry, same: Mapping[str, str], kinds: Mapping[str, Actor]) -> Analysis:
    analysis = entry.analysis
    actors: dict[str, Actor] = {}
    for actor in analysis.actors or ():
        first = same.get(actor.id, actor.id)
        known = kinds.get(actor.id, actor)
        actors[first] = (
            _together(actors[first], known, first) if first in actors else replace(known, id=first)
        )
    ordered = sorted(actors.values(), key=lambda a: -a.salience)
    return replace(
        analysis,
        actors=tuple(
            replace(a, roles=tuple(replace(r, of=same.get(r.of or "", r.of)) for r in a.roles))
            for a in ordered
        ),
        mentions=analysis.mentions
        and tuple(replace(m, actor=same.get(m.actor, m.actor)) for m in analysis.mentions),
        quotes=analysis.quotes and tuple(_quote(q, same) for q in analysis.quotes),
        positions=analysis.positions and tuple(_position(p, same) for p in analysis.positions),
        conditions=analysis.conditions
        and tuple(replace(c, actor=same.get(c.actor or "", c.actor)) for c in analysis.conditions),
        key_phrases=analysis.key_phrases
        and tuple(replace(p, actor=same.get(p.actor or "", p.actor)) for p in analysis.key_phrases),
    )


def _together(one: Actor, other: Actor, identity: str) -> Actor:
    """Return two actors of an article as one, with the name and kind of the more mentioned."""
    main, rest = (other, one) if other.n_mentions > one.n_mentions else (one, other)
    forms = dict.fromkeys((*main.aliases, rest.canonical_name, *rest.aliases))
    return replace(
        main,
        id=identity,
        aliases=tuple(f for f in forms if f != main.canonical_name),
        roles=tuple(sorted((*main.roles, *rest.roles), key=lambda r: r.span)),
        n_mentions=main.n_mentions + rest.n_mentions,
        salience=max(main.salience, rest.salience),
    )


def _quote(quote: Quote, same: Mapping[str, str]) -> Quote:
    def now(actors: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(same.get(a, a) for a in actors))

    speaker = same.get(quote.speaker or "", quote.speaker)
    candidates = now(quote.candidates)
    return replace(
        quote,
        speaker=speaker,
        joint_speakers=tuple(a for a in now(quote.joint_speakers) if a != speaker),
        candidates=candidates,
    )


def _position(position: Position, same: Mapping[str, str]) -> Position:
    actor = same.get(position.actor or "", position.actor)
    joint = dict.fromkeys(same.get(a, a) for a in position.joint_actors)
    return replace(
        position,
        actor=actor,
        joint_actors=tuple(a for a in joint if a != actor),
        target=same.get(position.target or "", position.target),
    )
