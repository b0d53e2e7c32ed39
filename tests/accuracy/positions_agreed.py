"""What two readers agree on, who marked the same articles without seeing each other's marks.

What both ask for is asked for, with every act and holder that either accepts; what one alone marked, or called
optional, is optional: neither right nor wrong.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from positions_score import (
    GivenCondition,
    GivenPosition,
    GoldCondition,
    GoldPosition,
    condition_faults,
    one_place,
    pairs,
    position_faults,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TypeVar

    Gold = TypeVar("Gold", GoldPosition, GoldCondition)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far two readers agree over what they ask for."""

    first: int = 0
    """Entries that the first reader asks for."""
    second: int = 0
    both: int = 0
    """Entries that both ask for."""

    def __add__(self, other: Agreement) -> Agreement:
        return Agreement(
            first=self.first + other.first, second=self.second + other.second, both=self.both + other.both
        )

    @property
    def f1(self) -> float:
        """Return how well one reader would score by the other's marks, 0…1."""
        return 2 * self.both / (self.first + self.second) if self.first + self.second else 1.0


def positions(
    first: Sequence[GoldPosition], second: Sequence[GoldPosition]
) -> tuple[tuple[GoldPosition, ...], Agreement]:
    """Return the positions of one article as two readers together have them."""
    return _agreed(first, second, _one_position, _both_positions)


def conditions(
    first: Sequence[GoldCondition], second: Sequence[GoldCondition]
) -> tuple[tuple[GoldCondition, ...], Agreement]:
    """Return the conditions of one article as two readers together have them."""
    return _agreed(first, second, _one_condition, _both_conditions)


def _agreed(
    first: Sequence[Gold],
    second: Sequence[Gold],
    are_one: Callable[[Gold, Gold], bool],
    both: Callable[[Gold, Gold], Gold],
) -> tuple[tuple[Gold, ...], Agreement]:
    # What both ask for is paired before anything else can take its partner.
    asked = {
        j: i
        for i, j in pairs(
            [
                [
                    i
                    for i, one in enumerate(first)
                    if not (one.optional or other.optional) and are_one(one, other)
                ]
                for other in second
            ]
        ).items()
    }
    paired = {i: j for j, i in asked.items()}
    found = [
        both(one, second[paired[i]]) if i in paired else replace(one, optional=True)
        for i, one in enumerate(first)
    ]
    found += [replace(other, optional=True) for j, other in enumerate(second) if j not in asked]
    agreement = Agreement(
        first=sum(not one.optional for one in first),
        second=sum(not other.optional for other in second),
        both=len(paired),
    )
    return tuple(found), agreement


def _one_position(one: GoldPosition, other: GoldPosition) -> bool:
    """Tell whether two marks mean the same: each is right by the other, in one of its acts and holders."""
    if not one_place(one.span, other.span) or not set(one.acts) & set(other.acts):
        return False
    return any(
        not position_faults(GivenPosition(span=other.span, holder=holder, act=act, object=other.object), one)
        for holder in other.holders
        for act in other.acts
    )


def _both_positions(one: GoldPosition, other: GoldPosition) -> GoldPosition:
    return replace(
        one,
        holders=tuple(dict.fromkeys((*one.holders, *other.holders))),
        acts=tuple(dict.fromkeys((*one.acts, *other.acts))),
        object=one.object and other.object and min(one.object, other.object, key=lambda s: s.end - s.start),
    )


def _one_condition(one: GoldCondition, other: GoldCondition) -> bool:
    return any(
        not condition_faults(GivenCondition(span=other.span, what=what, condition=condition), one)
        for what in other.whats
        for condition in other.conditions
    )


def _both_conditions(one: GoldCondition, other: GoldCondition) -> GoldCondition:
    return replace(
        one,
        whats=tuple(dict.fromkeys((*one.whats, *other.whats))),
        conditions=tuple(dict.fromkeys((*one.conditions, *other.conditions))),
        exchange=one.exchange or other.exchange,
    )
