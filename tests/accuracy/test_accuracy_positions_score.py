"""The scorer of positions and conditions, on a line of text that nobody has to know."""

from __future__ import annotations

from dataclasses import replace

import pytest
from positions_gold import given_conditions, given_positions
from positions_score import (
    GivenCondition,
    GivenPosition,
    GoldCondition,
    GoldPosition,
    Holder,
    Score,
    agrees,
    conditions_score,
    positions_score,
)

from generator.model import Span


def at(start: int, end: int) -> Span:
    """Return a span."""
    return Span(start=start, end=end)


ANN, BEN = Holder(names=("Ann",)), Holder(names=("Ben",))
WANTED = GoldPosition(id="p1", span=at(0, 40), holders=(ANN,), acts=("plans", "pledges"), object=at(20, 40))
RIGHT = GivenPosition(span=at(0, 40), holder=ANN, act="plans", object=at(20, 40))
TIED = GoldCondition(id="c1", span=at(0, 40), whats=(at(0, 16),), conditions=(at(20, 40),))
FOUND = GivenCondition(span=at(0, 40), what=at(0, 16), condition=at(20, 40))


def causes(score: Score) -> dict[str, int]:
    """Return the causes of what is wrong."""
    return dict(score.causes)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (replace(RIGHT, span=at(50, 90), object=None), "no such sentence"),
        (replace(RIGHT, span=at(30, 90)), "no such sentence"),
        (replace(RIGHT, act="doubts"), "act"),
        (replace(RIGHT, holder=BEN), "holder"),
        (replace(RIGHT, holder=Holder()), "holder"),
        (replace(RIGHT, object=at(0, 29)), "object"),
        (replace(RIGHT, act="doubts", holder=BEN), "act and holder"),
    ],
)
def test_a_wrong_position_is_counted_with_its_cause(given: GivenPosition, why: str) -> None:
    """A position in the wrong place, or with another act, holder or object, is wrong for just that cause."""
    score = positions_score([given], [WANTED])
    assert (score.right, causes(score), score.missed) == (0, {why: 1}, ("p1",))
    assert score.precision == score.recall == 0.0


@pytest.mark.parametrize(
    "given",
    [
        RIGHT,
        replace(RIGHT, act="pledges"),
        replace(RIGHT, object=None),
        replace(RIGHT, object=at(20, 30)),
        replace(RIGHT, span=at(10, 20)),
        replace(RIGHT, span=at(0, 70)),
        replace(RIGHT, holder=Holder(names=("ANN",))),
        replace(RIGHT, holder=Holder(words="the Ann")),
    ],
)
def test_a_right_position_may_be_cut_otherwise(given: GivenPosition) -> None:
    """A part of the sentence, half of the object, an accepted act and capitals are all right."""
    score = positions_score([given], [WANTED])
    assert (score.right, score.wrong, score.missed) == (1, (), ())
    assert score.precision == score.recall == 1.0


@pytest.mark.parametrize(
    ("given", "gold", "same"),
    [
        (ANN, Holder(names=("Ann", "Ben")), True),
        (Holder(names=("Ben", "Ann")), Holder(names=("Ann", "Ben")), True),
        (Holder(names=("Ann", "Ben")), ANN, False),
        (Holder(words="some of the countries"), Holder(words="Some countries"), True),
        (Holder(words="countries"), Holder(words="Some countries"), True),
        (Holder(words="the diplomats"), Holder(words="Some countries"), False),
        (Holder(words="the"), Holder(words="the countries"), False),
        (Holder(words="somebody"), Holder(words="The"), False),
        (Holder(names=("Ann Lee",)), Holder(names=("Bo Lee",)), False),
        (Holder(names=("Regulator",)), Holder(words="the regulator"), True),
        (Holder(), Holder(), True),
        (Holder(words="somebody"), Holder(), True),
        (ANN, Holder(), False),
        (Holder(), ANN, False),
    ],
)
def test_holders_agree_by_name_else_by_words(given: Holder, gold: Holder, same: object) -> None:
    """Of several holders one is enough, one too many is wrong; unnamed ones share half of the gold's words."""
    assert agrees(given, gold) is same


def test_any_of_the_accepted_holders_is_right() -> None:
    """Where a spokesman speaks for a house, either of them may be given."""
    gold = replace(WANTED, holders=(ANN, BEN))
    assert positions_score([replace(RIGHT, holder=BEN)], [gold]).right == 1


def test_positions_are_matched_one_to_one() -> None:
    """The same one given twice is once right and once wrong."""
    score = positions_score([RIGHT, RIGHT], [WANTED])
    assert (score.right, causes(score)) == (1, {"given again": 1})


def test_as_many_positions_are_matched_as_can_be() -> None:
    """One that fits two of gold leaves the other one to what fits that alone."""
    gold = (replace(WANTED, acts=("plans", "pledges")), replace(WANTED, id="p2", acts=("plans",)))
    for given in ((RIGHT, replace(RIGHT, act="pledges")), (replace(RIGHT, act="pledges"), RIGHT)):
        assert positions_score(given, gold).right == 2
        assert positions_score(given, gold[::-1]).right == 2


def test_an_optional_position_is_neither_right_nor_wrong() -> None:
    """What gold leaves open counts neither when it is found nor when it is missed; found wrongly, it is wrong."""
    gold = (WANTED, replace(WANTED, id="p2", span=at(50, 90), object=None, optional=True))
    spare = replace(RIGHT, span=at(50, 90), object=None)
    assert positions_score([RIGHT, spare], gold) == positions_score([RIGHT], gold)
    assert causes(positions_score([replace(spare, act="doubts")], gold)) == {"act": 1}


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (replace(FOUND, span=at(50, 90), what=at(50, 60), condition=at(70, 80)), "no such sentence"),
        (replace(FOUND, what=at(20, 40), condition=at(0, 16)), "swapped"),
        (replace(FOUND, what=at(9, 18)), "what"),
        (replace(FOUND, condition=at(31, 40)), "condition"),
        (replace(FOUND, what=at(16, 18), condition=at(31, 40)), "what and condition"),
        (replace(FOUND, what=at(0, 40), condition=at(0, 40)), "not apart"),
    ],
)
def test_a_wrong_condition_is_counted_with_its_cause(given: GivenCondition, why: str) -> None:
    """A condition elsewhere, turned round, cut short on a side, or with both sides in one is wrong for that."""
    score = conditions_score([given], [TIED])
    assert (score.right, causes(score), score.missed) == (0, {why: 1}, ("c1",))


def test_half_of_each_side_of_a_condition_is_enough() -> None:
    """Half of the gold's words on each side, by either of the spans that gold accepts, are right."""
    assert conditions_score([replace(FOUND, what=at(0, 8), condition=at(20, 30))], [TIED]).right == 1
    either = replace(TIED, conditions=(at(20, 24), at(30, 40)))
    assert conditions_score([replace(FOUND, condition=at(30, 40))], [either]).right == 1


def test_an_exchange_may_be_read_either_way() -> None:
    """Where one thing is given for another, each may be called the condition of the other."""
    turned = replace(FOUND, what=at(20, 40), condition=at(0, 16))
    assert conditions_score([turned], [replace(TIED, exchange=True)]).right == 1


def test_scores_of_articles_add_up() -> None:
    """The figures of all articles are those of their sums, not means of means."""
    one = positions_score([RIGHT], [WANTED, replace(WANTED, id="p2", span=at(50, 90))])
    wrong = positions_score([replace(RIGHT, act="doubts")], [WANTED])
    both = one + wrong + one
    assert (both.right, both.wanted, both.missed) == (2, 5, ("p2", "p1", "p2"))
    assert (both.precision, both.recall) == (2 / 3, 2 / 5)


def test_a_line_of_extract_is_read_as_an_answer() -> None:
    """Actors are told by name, somebody unnamed by the words, several by their list; an object may be left out."""
    entry = {"start": 0, "end": 40, "holder": "She", "actor": "a1", "act": "plans"}
    line = {
        "actors": [{"id": "a1", "name": "Ann"}, {"id": "a2", "name": "Ben"}],
        "positions": [
            {**entry, "object": {"start": 20, "end": 40}},
            {**entry, "actor": ["a1", "a2"]},
            {**entry, "holder": "some countries", "actor": None},
            {**entry, "holder": None, "actor": None},
        ],
        "conditions": [
            {"start": 0, "end": 40, "what": {"start": 0, "end": 16}, "condition": {"start": 20, "end": 40}}
        ],
    }
    first, *others = given_positions(line)
    assert first == RIGHT
    assert [other.holder for other in others] == [
        Holder(names=("Ann", "Ben")),
        Holder(words="some countries"),
        Holder(),
    ]
    assert given_conditions(line) == (FOUND,)
