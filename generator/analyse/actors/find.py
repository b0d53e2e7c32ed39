"""The search for actors from beginning to end."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.analyse.actors.clusters import Cluster, cluster
from generator.analyse.actors.entities import entity_names
from generator.analyse.actors.genders import gender_of, pronouns_by_person
from generator.analyse.actors.given import names_of
from generator.analyse.actors.lines import Line, Name, dateline_names, lines_of
from generator.analyse.actors.persons import shown_persons
from generator.analyse.actors.pieces import whole_entities
from generator.analyse.actors.repeats import forms_of, missed_names
from generator.analyse.actors.roles import Described, roles_of
from generator.model import Actor, Mention, Role

if TYPE_CHECKING:
    from generator.analyse.given import Given
    from generator.analyse.parse import Parsed

_ADJECTIVAL_WEIGHT = 0.5
"""Of a mention, for salience: "French officials" speaks less of France than "France said"."""
_PROMINENT_WEIGHT = 2.0
"""Of a mention in the first paragraph or in a heading, for salience."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The actors of one article, where they are named, and what quotes need to know of them."""

    actors: tuple[Actor, ...]
    """Most salient first."""
    mentions: tuple[Mention, ...]
    """In text order, none overlapping another."""
    genders: Mapping[str, str]
    """Actor id → "he" or "she", only where the article shows it."""
    role_heads: Mapping[str, tuple[str, ...]]
    """Lower-case head of a role ("president", "spokeswoman") → ids of its holders in text order."""


def find_actors(parsed: Parsed, given: Iterable[Given] | None = None) -> Found:
    """Return the actors of a parsed article: of the names that it finds, or of those that are given.

    Salience: the sum over an actor's mentions of 1 (adjectival: 0.5), twice that in the first body paragraph
    and in headings, divided by the same sum of the article's most salient actor; above 0, at most 1.
    """
    lines = lines_of(parsed)
    names = [*dateline_names(parsed), *_names(lines)] if given is None else names_of(lines, given)
    clusters = cluster(names)
    ids = [f"a{number}" for number in range(1, len(clusters) + 1)]
    mentions = _mentions(clusters, ids)
    named = _named_tokens(clusters)
    described = [_described(c, named) if c.kind == "person" else [] for c in clusters]
    weights = _weights(clusters, lines)
    most = max(weights, default=1.0)
    kinds = {ids[n]: c.kind for n, c in enumerate(clusters)}
    actors = [
        _actor(
            c, ids[n], weights[n] / most, _tied(described[n], mentions, kinds, ids[n]), parsed.article.text
        )
        for n, c in enumerate(clusters)
    ]
    return Found(
        actors=tuple(sorted(actors, key=lambda a: -a.salience)),
        mentions=mentions,
        genders=_genders(clusters, ids, described, lines),
        role_heads=_role_heads(ids, described),
    )


def _names(lines: tuple[Line, ...]) -> list[Name]:
    """Return all names in text order: entities, and what they leave over.

    In lines of capitals the recogniser is seldom right: only known names and repeats count there, unless the
    whole article is set so.
    """
    alone = whole_entities(lines)
    is_trusted = all(line.is_capitals for line in lines)
    found = {
        line.number: entity_names(line, alone) if is_trusted or not line.is_capitals else [] for line in lines
    }
    found = {line.number: _with_shown(line, found[line.number]) for line in lines}
    forms = forms_of((name for names in found.values() for name in names), lines)
    return [
        name
        for line in lines
        for name in sorted(
            [*found[line.number], *missed_names(line, found[line.number], forms)], key=lambda n: n.start
        )
    ]


def _with_shown(line: Line, found: list[Name]) -> list[Name]:
    """Return the names with those that words beside them show, which take the place of what they begin with."""
    shown = shown_persons(line, found)
    kept = [n for n in found if not any(s.start <= n.start < s.end for s in shown)]
    return sorted([*kept, *shown], key=lambda n: n.start)


def _mentions(clusters: list[Cluster], ids: list[str]) -> tuple[Mention, ...]:
    mentions = [
        Mention(
            span=name.span,
            mention_type="adjectival" if name.place in c.adjectival else "named",
            actor=actor_id,
        )
        for c, actor_id in zip(clusters, ids, strict=True)
        for name in c.names
    ]
    return tuple(sorted(mentions, key=lambda m: m.span))


def _weights(clusters: list[Cluster], lines: tuple[Line, ...]) -> list[float]:
    lead = next((line.number for line in lines if line.is_body), None)
    return [sum(_weight(name, c, lead) for name in c.names) for c in clusters]


def _weight(name: Name, gathered: Cluster, lead: int | None) -> float:
    weight = _ADJECTIVAL_WEIGHT if name.place in gathered.adjectival else 1.0
    return weight * (_PROMINENT_WEIGHT if name.line.is_heading or name.line.number == lead else 1.0)


def _named_tokens(clusters: list[Cluster]) -> dict[int, frozenset[int]]:
    """Return, by line, the tokens that belong to any name."""
    tokens: dict[int, set[int]] = {}
    for name in (name for c in clusters for name in c.names):
        tokens.setdefault(name.line.number, set()).update(range(name.first, name.last + 1))
    return {number: frozenset(found) for number, found in tokens.items()}


def _described(person: Cluster, named: Mapping[int, frozenset[int]]) -> list[Described]:
    """Return the roles beside a person's names, in text order, each wording once."""
    wordings: dict[str, Described] = {}
    for name in sorted(person.names, key=lambda n: n.place):
        for role in roles_of(name, named[name.line.number]):
            wordings.setdefault(role.line.text[role.start : role.end].lower(), role)
    return list(wordings.values())


def _tied(
    described: list[Described], mentions: tuple[Mention, ...], kinds: Mapping[str, str], holder: str
) -> tuple[Role, ...]:
    """Return roles with the actor that each ties to: an organization first, then a country, then any other."""
    roles = []
    for role in described:
        first = bisect_left(mentions, role.span.start, key=lambda m: m.span.start)
        end = bisect_left(mentions, role.span.end, first, key=lambda m: m.span.start)
        inside = [m.actor for m in mentions[first:end] if role.span.contains(m.span) and m.actor != holder]
        order = {"organization": 0, "country": 1}
        of = min(inside, key=lambda actor: order.get(kinds[actor], 2), default=None)
        roles.append(Role(span=role.span, of=of))
    return tuple(roles)


def _genders(
    clusters: list[Cluster], ids: list[str], described: list[list[Described]], lines: tuple[Line, ...]
) -> dict[str, str]:
    persons = [n for n, c in enumerate(clusters) if c.kind == "person"]
    pronouns = pronouns_by_person([clusters[n] for n in persons], lines)
    genders = {
        ids[n]: gender_of(clusters[n], described[n], pronouns.get(place, Counter()))
        for place, n in enumerate(persons)
    }
    return {actor: gender for actor, gender in genders.items() if gender is not None}


def _role_heads(ids: list[str], described: list[list[Described]]) -> dict[str, tuple[str, ...]]:
    holders: dict[str, dict[str, None]] = {}
    in_order = sorted((role.span, role.head, n) for n, roles in enumerate(described) for role in roles)
    for _, head, n in in_order:
        holders.setdefault(head, {})[ids[n]] = None
    return {head: tuple(found) for head, found in holders.items()}


def _actor(gathered: Cluster, actor_id: str, salience: float, roles: tuple[Role, ...], text: str) -> Actor:
    forms = Counter(name.written(text) for name in gathered.names)
    proper = Counter(name.written(text) for name in gathered.names if name.place not in gathered.adjectival)
    names = proper or forms
    name = gathered.known or max(names, key=lambda form: (len(form.split()), names[form]))
    return Actor(
        id=actor_id,
        canonical_name=name,
        kind=gathered.kind,
        aliases=tuple(form for form, _ in forms.most_common() if form != name),
        roles=roles,
        n_mentions=len(gathered.names),
        salience=salience,
    )
