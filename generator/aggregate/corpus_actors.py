"""Groups of articles' actors → the corpus's actors, with all that is counted and found of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.aggregate.groups import Group, Local, Members, group_of
from generator.aggregate.near_duplicates import Independent
from generator.aggregate.network import neighbours
from generator.aggregate.spoken_of import spoken_of
from generator.model import Actor, Appearance, CorpusActor, Entry, Former, QuoteRef, RoleSeen

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.model import Neighbour, Story


def corpus_actors(
    entries: Sequence[Entry], groups: Sequence[Group], stories: Sequence[Story]
) -> tuple[tuple[CorpusActor, ...], Mapping[Local, str]]:
    """Return the corpus's actors and, for each article's actor, the id of the one it belongs to, if any.

    Actors in no group were dropped by editors.
    """
    ids = group_of(groups)
    members = Members.of(entries)
    near, about = neighbours(entries, ids), spoken_of(entries, ids)
    independent = Independent(stories)
    actors = [_actor(g, members, independent, near.get(g.id, ()), about.get(g.id, ()), ids) for g in groups]
    actors.sort(key=lambda a: (-len(a.appearances), -a.n_independent, -a.n_mentions, a.canonical_name, a.id))
    return tuple(actors), ids


def _actor(
    group: Group,
    found: Members,
    independent: Independent,
    near: Sequence[Neighbour],
    about: tuple[QuoteRef, ...],
    ids: Mapping[Local, str],
) -> CorpusActor:
    members = found.of_group(group)
    canonical = found.name(group)
    forms = found.forms(group)
    del forms[canonical]
    return CorpusActor(
        id=group.id,
        canonical_name=canonical,
        kind=found.kind(group),
        aliases=tuple(sorted(forms, key=lambda f: (-forms[f], f))),
        roles=_roles(members, ids),
        stands_for=next((a.stands_for for _, a in members if a.stands_for is not None), None),
        appearances=tuple(
            Appearance(article=e.article.id, actor=a.id, n_mentions=a.n_mentions, salience=a.salience)
            for e, a in members
        ),
        n_independent=independent.count(e.article.id for e, _ in members),
        n_mentions=sum(a.n_mentions for _, a in members),
        quotes=_quotes(members),
        neighbours=tuple(near),
        spoken_of=about,
        is_local=group.is_local,
        former=_former(group, found),
        facts=group.facts,
    )


def _former(group: Group, found: Members) -> tuple[Former, ...]:
    """Return what the group has been taken for: editors' changes and short names first, then other kinds."""
    name, kind = found.name(group), found.kind(group)
    kinds = (Former(id=group.id, name=name, kind=k) for k in sorted(+found.kinds(group)) if k != kind)
    return tuple(dict.fromkeys((*group.former, *kinds)))


def _quotes(members: Sequence[tuple[Entry, Actor]]) -> tuple[QuoteRef, ...]:
    return tuple(
        QuoteRef(article=e.article.id, quote=q.id)
        for e, a in members
        for q in e.analysis.quotes or ()
        if q.part_of is None and (q.speaker == a.id or a.id in q.joint_speakers)
    )


def _roles(members: Sequence[tuple[Entry, Actor]], ids: Mapping[Local, str]) -> tuple[RoleSeen, ...]:
    """Return the roles, oldest article first, each wording once."""
    seen: dict[str, RoleSeen] = {}
    for entry, actor in reversed(members):
        for role in actor.roles:
            wording = " ".join(role.span.of(entry.article.text).split()).casefold()
            of = ids.get((entry.article.id, role.of)) if role.of is not None else None
            seen.setdefault(wording, RoleSeen(article=entry.article.id, span=role.span, of=of))
    return tuple(seen.values())
