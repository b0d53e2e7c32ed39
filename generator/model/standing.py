"""Who stands where over all articles: positions and conditions with the corpus's actors and topics."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.model.positions import PositionAct

Side = Literal["for", "against", "neither"]

SIDES: Mapping[PositionAct, Side] = MappingProxyType(
    {
        "supports": "for",
        "demands": "for",
        "calls for": "for",
        "offers": "for",
        "pledges": "for",
        "hopes for": "for",
        "plans": "for",
        "opposes": "against",
        "rejects": "against",
        "refuses": "against",
        "warns": "neither",
        "accuses": "neither",
        "concedes": "neither",
        "doubts": "neither",
    }
)
"""On which side of its object an act stands. Who doubts, warns or accuses may want anything; who concedes gives way,
which is a change only after a demand or a refusal."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class PositionRef:
    """Names one position of the corpus."""

    article: str
    position: str


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class ConditionRef:
    """Names one condition of the corpus."""

    article: str
    condition: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinedPosition:
    """A position with what it belongs to over the corpus."""

    ref: PositionRef
    holders: tuple[str, ...] = ()
    """Ids of CorpusActors, `Position.actor`'s first; () where none is named."""
    target: str | None = None
    """Id of the CorpusActor whom it is aimed at."""
    topics: tuple[str, ...] = ()
    """Ids of the Topics whose words stand in its sentence, in the corpus's order."""
    repeats: PositionRef | None = None
    """The same sentence in an older article that tells the same story nearly word for word; so it counts once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinedCondition:
    """A condition with what it belongs to over the corpus."""

    ref: ConditionRef
    holder: str | None = None
    """Id of the CorpusActor who sets it; None where nobody is named."""
    topics: tuple[str, ...] = ()
    """As a position's."""
    repeats: ConditionRef | None = None
    """As a position's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reversal:
    """A change of side: the same holder on the same thing, on two different days."""

    actor: str
    """Id of the CorpusActor."""
    topic: str
    """Id of the weightiest Topic that both are on."""
    before: PositionRef
    after: PositionRef
    """In an article of a later day."""
