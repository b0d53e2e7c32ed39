"""Rules of the names under which results are kept."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.engine.keys import key


@dataclass(frozen=True, slots=True, kw_only=True)
class Knobs:
    """Settings as a room would have them."""

    size: int = 5
    words: tuple[str, ...] = ("a",)


parts = st.tuples(
    st.text().filter(lambda stage: ":" not in stage),
    st.integers(min_value=0, max_value=2**40),
    st.dictionaries(st.text(), st.text() | st.integers(-(2**40), 2**40) | st.booleans() | st.none()),
    st.dictionaries(st.text(), st.text()),
    st.text(),
)


def test_key_is_the_same_today_and_tomorrow() -> None:
    """A key does not depend on the run, the machine or the order of a mapping."""
    first = key("draw", 1, Knobs(), {"b": "2", "a": "1"}, "d")
    second = key("draw", 1, Knobs(), {"a": "1", "b": "2"}, "d")
    assert first == second == "draw:86f2f8bb9bf365c45ab2ae7d24bd3b84112c4af642dc7da02ae62cc2e546c69c"


def test_key_tells_its_stage() -> None:
    """A key begins with its stage, so that a store can be read by a person."""
    assert key("draw", 1, None, {}, "").startswith("draw:")


@pytest.mark.parametrize(
    "other",
    [
        key("drawn", 1, Knobs(), {"a": "1"}, "d"),
        key("draw", 2, Knobs(), {"a": "1"}, "d"),
        key("draw", 1, Knobs(size=6), {"a": "1"}, "d"),
        key("draw", 1, Knobs(words=("a", "b")), {"a": "1"}, "d"),
        key("draw", 1, Knobs(), {"a": "2"}, "d"),
        key("draw", 1, Knobs(), {"a": "1"}, "e"),
    ],
)
def test_key_changes_with_every_part(other: str) -> None:
    """A change of stage, revision, any setting, any version or the input gives another key."""
    assert key("draw", 1, Knobs(), {"a": "1"}, "d") != other


@given(parts, parts)
def test_key_keeps_different_parts_apart(one: tuple, other: tuple) -> None:  # type: ignore[type-arg]
    """Two keys are equal only when all their parts are: text cannot leak from one part into the next."""
    assert (key(*one) == key(*other)) == (repr(_sorted(one)) == repr(_sorted(other)))


def _sorted(given_parts: tuple) -> tuple:  # type: ignore[type-arg]
    """Return the parts with mappings in one order."""
    return tuple(sorted(part.items()) if isinstance(part, dict) else part for part in given_parts)


def test_key_refuses_settings_it_cannot_write() -> None:
    """A setting that has no canonical form is an error, never a key that forgets it."""
    with pytest.raises(TypeError):
        key("draw", 1, {"when": object()}, {}, "d")


def test_key_refuses_a_stage_with_a_colon() -> None:
    """A stage's name holds no colon, so that stages cannot be mistaken for each other."""
    with pytest.raises(ValueError, match="colon"):
        key("a:b", 1, None, {}, "d")
