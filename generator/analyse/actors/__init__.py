"""Who is named in an article: mentions, and which of them are the same actor.

Names come from spaCy's entities with repaired borders (`entities`), then from a second look for what it
missed (`repeats`); they are put together from the most specific (`clusters`), each actor with the kind that
most speaks for (`kinds`).

Salience: each named mention counts 1, an adjectival one 0.5; one in the first body paragraph or in a heading
counts twice. The sum is divided by that of the article's most salient actor, so that it is above 0 and at most 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.analyse.actors.clusters import Cluster, cluster
from generator.analyse.actors.entities import entity_names
from generator.analyse.actors.lines import Line, Name, lines_of
from generator.analyse.actors.repeats import forms_of, missed_names
from generator.model import Actor, Mention

if TYPE_CHECKING:
    from generator.analyse.parse import Parsed


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


def find_actors(parsed: Parsed) -> Found:
    """Return the actors of a parsed article."""
    lines = lines_of(parsed)
    clusters = cluster(_names(lines))
    weights = [_weight(c) for c in clusters]
    most = max(weights, default=1.0)
    ids = [f"a{n}" for n in range(1, len(clusters) + 1)]
    order = sorted(range(len(clusters)), key=lambda n: (-weights[n], n))
    mentions = [
        Mention(
            span=name.span,
            mention_type="adjectival" if name.place in c.adjectival else "named",
            actor=ids[n],
        )
        for n, c in enumerate(clusters)
        for name in c.names
    ]
    return Found(
        actors=tuple(_actor(clusters[n], ids[n], weights[n] / most) for n in order),
        mentions=tuple(sorted(mentions, key=lambda m: m.span)),
        genders={},
        role_heads={},
    )


def _names(lines: tuple[Line, ...]) -> list[Name]:
    found = {line.number: entity_names(line) for line in lines}
    forms = forms_of((name for names in found.values() for name in names), lines)
    return [
        name
        for line in lines
        for name in sorted(
            [*found[line.number], *missed_names(line, found[line.number], forms)], key=lambda n: n.start
        )
    ]


def _weight(gathered: Cluster) -> float:
    return sum(0.5 if name.place in gathered.adjectival else 1.0 for name in gathered.names)


def _actor(gathered: Cluster, actor_id: str, salience: float) -> Actor:
    forms = gathered.forms()
    name = gathered.known or max(forms, key=lambda form: (len(form.split()), forms[form]))
    return Actor(
        id=actor_id,
        canonical_name=name,
        kind=gathered.kind,
        aliases=tuple(form for form, _ in forms.most_common() if form != name),
        n_mentions=len(gathered.names),
        salience=salience,
    )
