"""Positions and conditions over the corpus: whose they are, on which topics, what is a repeat, and who changed sides."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from claims import told, unless

from generator.aggregate import AggregateSettings, join
from generator.model import (
    SIDES,
    ActorOverrides,
    ConditionRef,
    Corpus,
    CorpusActor,
    Entry,
    Merge,
    Named,
    Overrides,
    PositionRef,
    Topic,
)

LONG = " ".join(f"The quay was empty and boat number {n} lay in the rain." for n in range(12))
"""What makes two articles near-duplicates when it stands in both."""


def corpus(*entries: Entry, actors: ActorOverrides | None = None) -> Corpus:
    """Return the corpus of some articles, every shared phrase a topic."""
    overrides = Overrides(place="seeds/overrides.yml", actors=actors or ActorOverrides())
    return join(entries, (), AggregateSettings(min_topic_articles=1), overrides)


def ref(article: str, position: str = "p0") -> PositionRef:
    """Return the name of a position."""
    return PositionRef(article=article, position=position)


def actor(found: Corpus, name: str) -> CorpusActor:
    """Return the actor of that name."""
    return next(a for a in found.actors if a.canonical_name == name)


def topic(found: Corpus, name: str = "harbor fees") -> Topic:
    """Return the topic of that name."""
    return next(t for t in found.topics if t.name == name)


def changes(*entries: Entry) -> list[tuple[str, str, str]]:
    """Return the changes of side: who, in which article before, in which after."""
    return [(r.actor, r.before.article, r.after.article) for r in corpus(*entries).reversals]


def test_a_position_belongs_to_its_holders_and_the_topics_of_its_sentence() -> None:
    """All who hold it have it, newest article first; another sentence's topic has not."""
    found = corpus(
        told("one", 1, ("r+o", "opposes", "higher harbor fees"), more="The ferries sail."),
        told(
            "two",
            2,
            ("r", "supports", "late ferries"),
            phrases=("harbor fees", "ferries"),
            more="Harbor fees.",
        ),
    )
    renn, okafor = actor(found, "Odile Renn"), actor(found, "Tam Okafor")
    assert renn.positions == (ref("two"), ref("one"))
    assert okafor.positions == (ref("one"),)
    assert topic(found).positions == (ref("one"),)
    assert topic(found, "ferries").positions == (ref("two"),)
    assert [(p.ref, p.holders) for p in found.positions] == [
        (ref("two"), (renn.id,)),
        (ref("one"), (renn.id, okafor.id)),
    ]


def test_a_condition_belongs_to_whoever_sets_it_and_to_its_topics() -> None:
    """Without a holder it is on its topics alone."""
    found = corpus(unless("one", 1), unless("two", 2, holder=None))
    one, two = (ConditionRef(article=a, condition="c0") for a in ("one", "two"))
    assert actor(found, "Odile Renn").conditions == (one,)
    assert topic(found).conditions == topic(found, "ferries").conditions == (two, one)
    assert [(c.ref, c.holder) for c in found.conditions] == [
        (two, None),
        (one, actor(found, "Odile Renn").id),
    ]


def test_holders_are_as_editors_correct_them() -> None:
    """Merged actors hold what each held; who is dropped holds nothing, and the position stays."""
    entries = (
        told("one", 1, ("r", "opposes", "harbor fees")),
        told("two", 2, ("o", "opposes", "harbor fees")),
    )
    merged = corpus(
        *entries, actors=ActorOverrides(merge=(Merge(line=1, into="Odile Renn", names=("Tam Okafor",)),))
    )
    assert actor(merged, "Odile Renn").positions == (ref("two"), ref("one"))
    dropped = corpus(*entries, actors=ActorOverrides(drop=(Named(line=1, name="Tam Okafor"),)))
    assert [(p.ref.article, bool(p.holders)) for p in dropped.positions] == [("two", False), ("one", True)]


def test_two_actors_of_an_article_that_become_one_hold_a_position_once() -> None:
    """The article's position names the one who is left."""
    merge = ActorOverrides(merge=(Merge(line=1, into="Odile Renn", names=("Tam Okafor",)),))
    found = corpus(told("one", 1, ("r+o", "opposes", "harbor fees")), actors=merge)
    assert found.positions[0].holders == (actor(found, "Odile Renn").id,)
    assert (found.entries[0].analysis.positions or ())[0].joint_actors == ()


def test_what_a_copy_tells_again_points_to_the_oldest() -> None:
    """Only the same sentence of the same story is a repeat; what the copy adds is none."""
    first = told("one", 1, ("r", "opposes", "harbor fees"), more=LONG)
    copy = told("two", 2, ("r", "opposes", "harbor fees"), ("o", "doubts", "the harbor fees"), more=LONG)
    other = told("three", 3, ("r", "opposes", "harbor fees"))
    found = corpus(first, copy, other)
    assert {p.ref: p.repeats for p in found.positions} == {
        ref("one"): None,
        ref("two"): ref("one"),
        ref("two", "p1"): None,
        ref("three"): None,
    }


def test_without_positions_the_corpus_is_as_it_was() -> None:
    """Analyses in which none were looked for make none."""
    plain = told("one", 1, more="It rained on the harbor.")
    found = corpus(replace(plain, analysis=replace(plain.analysis, positions=None, conditions=None)))
    assert (found.positions, found.conditions, found.reversals) == ((), (), ())


def test_the_order_of_articles_does_not_matter() -> None:
    """The same corpus whichever article is read first."""
    entries = [
        told("one", 1, ("r", "opposes", "higher harbor fees for ferries")),
        told("two", 2, ("r+o", "supports", "higher harbor fees for ferries")),
        told("three", 3, ("r", "rejects", "higher harbor fees for ferries")),
    ]
    assert corpus(*entries) == corpus(*entries[::-1])


BEFORE = told("one", 1, ("r", "opposes", "higher harbor fees for ferries"))


def test_a_change_of_side_names_both_places() -> None:
    """Against it on one day and for it on a later one; each change against the last position."""
    found = corpus(
        BEFORE,
        told("two", 2, ("r", "supports", "higher harbor fees for ferries")),
        told("three", 3, ("r", "refuses", "higher harbor fees for ferries")),
    )
    assert [(r.before, r.after) for r in found.reversals] == [
        (ref("two"), ref("three")),
        (ref("one"), ref("two")),
    ]
    assert {r.actor for r in found.reversals} == {actor(found, "Odile Renn").id}
    assert {r.topic for r in found.reversals} == {topic(found).id}


@pytest.mark.parametrize(
    ("act", "is_change"),
    [
        ("supports", True),
        ("pledges", True),
        ("demands", True),
        ("concedes", True),
        ("rejects", False),
        ("refuses", False),
        ("warns", False),
        ("doubts", False),
    ],
)
def test_the_same_side_in_other_words_is_no_change(act: str, is_change: bool) -> None:  # noqa: FBT001
    """Only the other side is one, and giving way; warnings and doubts may mean anything."""
    after = told("two", 2, ("r", act, "higher harbor fees for ferries"))  # type: ignore[arg-type]
    assert bool(changes(BEFORE, after)) == is_change


def test_conceding_after_a_demand_is_a_change_and_after_support_is_none() -> None:
    """Who demands a thing gives way by conceding it."""
    what = "higher harbor fees for ferries"
    for act, is_change in (("demands", True), ("supports", False), ("pledges", False)):
        before = told("one", 1, ("r", act, what))  # type: ignore[arg-type]
        assert bool(changes(before, told("two", 2, ("r", "concedes", what)))) == is_change, act


@pytest.mark.parametrize(
    "object_",
    [
        "harbor fees",
        "harbor fees at night",
        "an end to higher harbor fees for ferries",
        "higher harbor fees for ferries unless they sail",
        "no higher harbor fees for ferries",
        "a meeting of all crews tonight on higher harbor fees for ferries",
        "harbor fees of 20 crowns and higher fees for ferries",
    ],
)
def test_another_object_is_no_change(object_: str) -> None:
    """The topic's name alone is not enough; neither is what ends, limits or counts the thing."""
    assert changes(BEFORE, told("two", 2, ("r", "supports", object_))) == []


def test_the_topic_s_name_alone_is_not_enough() -> None:
    """Two positions on a topic may be on different parts of it."""
    before = told("one", 1, ("r", "opposes", "the harbor fees"))
    assert changes(before, told("two", 2, ("r", "supports", "harbor fees"))) == []


def test_long_objects_need_more_in_common() -> None:
    """Two lists that begin with the same are not the same."""
    before = told("one", 1, ("r", "opposes", "higher harbor fees, old ferries, late boats and island taxes"))
    after = told("two", 2, ("r", "supports", "higher harbor fees, clean quays, big cranes and good wages"))
    assert changes(before, after) == []


def test_forms_of_a_word_are_one_word() -> None:
    """Endings and small words do not matter."""
    before = told("one", 1, ("r", "opposes", "raising harbor fees on ferries"), phrases=("harbor",))
    after = told("two", 2, ("r", "supports", "a raised harbor fee on each ferry"), phrases=("harbor",))
    assert changes(before, after) == [("odile renn", "one", "two")]


@pytest.mark.parametrize(
    "after",
    [
        told("two", 1, ("r", "supports", "higher harbor fees for ferries")),
        told("two", None, ("r", "supports", "higher harbor fees for ferries")),
        told("two", 2, ("o", "supports", "higher harbor fees for ferries")),
        told("two", 2, ("r", "supports", "higher harbor fees for ferries"), confidence=0.6),
        told("two", 2, ("r", "supports", "higher mooring fees for ferries"), phrases=("mooring fees",)),
    ],
    ids=["same day", "no date", "somebody else", "unsure", "another topic"],
)
def test_what_is_not_sure_is_no_change(after: Entry) -> None:
    """The same day, no date, another holder, a doubtful position, another topic."""
    assert changes(BEFORE, after) == []


def test_some_of_a_group_are_not_all_of_it() -> None:
    """A group's positions may be different people's."""
    before = told("one", 1, ("d", "opposes", "higher harbor fees for ferries"))
    assert changes(before, told("two", 2, ("d", "supports", "higher harbor fees for ferries"))) == []


def test_a_copy_on_a_later_day_is_no_change() -> None:
    """What is told again counts on the day on which it was first told."""
    first = told("one", 1, ("r", "opposes", "higher harbor fees for ferries"), more=LONG)
    second = told("two", 2, ("r", "supports", "higher harbor fees for ferries"))
    copy = told("three", 3, ("r", "opposes", "higher harbor fees for ferries"), more=LONG)
    assert changes(first, second, copy) == [("odile renn", "one", "two")]


def test_a_long_row_of_positions_costs_little() -> None:
    """A holder's thousand positions on one topic are not compared each with each."""
    claims = [("r", "opposes", "higher harbor fees for ferries")] * 2
    many = [
        replace(e, article=replace(e.article, date=dt.date(2031, 1, 1) + dt.timedelta(days=n)))
        for n in range(600)
        for e in (told(f"a{n}", 1, *claims),)  # type: ignore[arg-type]
    ]
    assert changes(*many) == []


def test_every_act_has_a_side() -> None:
    """The table is whole."""
    assert set(SIDES.values()) == {"for", "against", "neither"}
    assert len(SIDES) == 14
