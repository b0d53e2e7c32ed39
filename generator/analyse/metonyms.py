"""Seats and capitals that speak for somebody: the Kremlin for Russia, Paris for France where it is said to speak."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.analyse.actors.lexicon import capital_of, lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.model import Actor, Quote


def with_metonyms(actors: Sequence[Actor], quotes: Iterable[Quote]) -> tuple[Actor, ...]:
    """Return the actors, each with what it stands for in this article, if anything.

    A seat or building always stands for what the word list says; a capital stands for its country where it is
    a place that speaks ("Paris said").
    """
    speaking = {a for q in quotes for a in (q.speaker, *q.joint_speakers) if a is not None}
    return tuple(replace(actor, stands_for=_stands_for(actor, speaking)) for actor in actors)


def _stands_for(actor: Actor, speaking: set[str]) -> str | None:
    if actor.kind == "person":
        return None
    metonyms = lexicon().stands_for
    for form in (actor.canonical_name, *actor.aliases):
        name = form.removeprefix("the ").removeprefix("The ")
        if name in metonyms:
            return metonyms[name]
    speaks = actor.kind == "place" and actor.id in speaking
    return capital_of().get(actor.canonical_name) if speaks else None
