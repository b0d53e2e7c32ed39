"""Quotation marks: how they pair, and what only looks like one."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.analyse.quotes.marks import find_marks


def inner(text: str) -> list[str]:
    """Return what stands inside the marks of one paragraph."""
    return [mark.inner.of(text) for mark in find_marks(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “no.”", ["no."]),
        ('"No," she said. "Never."', ["No,", "Never."]),
        ("« Non », dit-il.", ["Non"]),
        ("Er sagte „nein“ und ging.", ["nein"]),
        ("``No,'' he said.", ["No,"]),
        ("''No,'' he said.", ["No,"]),
        ("‘No,’ she said.", ["No,"]),
        ("“He told me ‘go away’ twice,” she said.", ["He told me ‘go away’ twice,"]),
        ("“One “two” three,” he said.", ["One “two” three,"]),
        ('He said: "One day. "Two days," he said.', ["One day.", "Two days,"]),
        ('"I\'m 6\'2" and tall," he said.', ["I'm 6'2\" and tall,"]),
    ],
)
def test_each_kind_of_mark_pairs(text: str, expected: list[str]) -> None:
    """Every kind of quotation mark that news uses encloses its words."""
    assert inner(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The players' bus, the '90s and rock 'n' roll.",
        "He is 5'10\" tall and his boat is 30' long.",
        "It's Ellis's; 'tis true.",
        "“”",
        '""',
        "A stray ” mark and nothing more.",
        "",
    ],
)
def test_apostrophes_and_measures_are_no_marks(text: str) -> None:
    """Apostrophes, feet and inches, empty pairs and stray closers enclose nothing."""
    assert inner(text) == []


def test_an_open_mark_runs_to_the_end_and_says_so() -> None:
    """A mark that the paragraph does not close means that the speaker goes on."""
    (mark,) = find_marks("“We begin here.")
    assert not mark.closed
    assert mark.inner.of("“We begin here.") == "We begin here."


def test_single_marks_wait_for_double_ones() -> None:
    """Single marks count only where the paragraph has no double ones."""
    assert inner("“Don't say ‘never’,” she said, as in ‘ever’.") == ["Don't say ‘never’,"]


@given(st.text(alphabet="ab “”\"'‘’«»„`,.5\n"))
def test_any_input_gives_marks_in_order(text: str) -> None:
    """Whatever the marks, the stretches lie in the text, in order, apart, with something in them."""
    marks = find_marks(text)
    for mark in marks:
        assert mark.outer.contains(mark.inner)
        assert mark.outer.end <= len(text)
        assert any(c.isalnum() for c in mark.inner.of(text))
    for one, other in pairwise(marks):
        assert one.outer.end <= other.outer.start
