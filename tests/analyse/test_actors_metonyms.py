"""Seats and capitals that speak for somebody."""

from __future__ import annotations

import pytest

from generator.analyse.metonyms import with_metonyms
from generator.model import Actor, Quote, Span


def actor(name: str, kind: str, *aliases: str) -> Actor:
    """Return an actor of an article."""
    return Actor(id="a1", canonical_name=name, kind=kind, aliases=aliases, n_mentions=1, salience=1.0)  # type: ignore[arg-type]


SAYS = Quote(
    id="q",
    kind="direct",
    content=Span(start=0, end=3),
    group="q",
    speaker="a1",
    rule="clause",
    confidence=0.9,
)


@pytest.mark.parametrize(
    ("named", "quotes", "expected"),
    [
        (actor("Kremlin", "organization"), (), "Russia"),
        (actor("Kremlin", "organization", "the Kremlin"), (SAYS,), "Russia"),
        (actor("Paris", "place"), (SAYS,), "France"),
        (actor("Paris", "place"), (), None),
        (actor("Paris", "person"), (SAYS,), None),
        (actor("Harsund", "place"), (SAYS,), None),
    ],
)
def test_seats_always_and_capitals_where_they_speak(
    named: Actor, quotes: tuple[Quote, ...], expected: str | None
) -> None:
    """A seat stands for its owner everywhere, a capital for its country only where it is said to speak."""
    assert with_metonyms((named,), quotes)[0].stands_for == expected
