"""Memory is given back after a stage that needed much of it."""

from __future__ import annotations

import gc
from functools import cache

import pytest

from generator.engine import uncollected


@cache
def many(n: int) -> str:
    """Remember results."""
    return f"value {n}"


@cache
def few(n: int) -> str:
    """Remember results."""
    return f"value {n}"


def test_the_search_for_circles_rests_and_goes_on() -> None:
    """Inside the block it is off, behind it on again, also after an error."""
    assert gc.isenabled()
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()
    with pytest.raises(ValueError, match="inside"), uncollected():
        raise ValueError("inside")
    assert gc.isenabled()


def test_what_a_corpus_left_in_functions_is_forgotten() -> None:
    """Thousands of remembered results go; a few, such as a loaded model, stay."""
    few(1)
    with uncollected(give_back_above=10**15):
        few(2)
    assert few.cache_info().currsize == 2
    with uncollected(give_back_above=0):
        for n in range(2_000):
            many(n)
    assert many.cache_info().currsize == 0
    assert few.cache_info().currsize == 2
