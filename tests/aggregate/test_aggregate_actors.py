"""Who is who over articles: full names that agree, names that need company, clubs and teams that bear a place's name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from test_aggregate_join import actor, entry, joined, names

from generator.aggregate.names import full_name, is_longer, is_plural, may_be_one
from generator.aggregate.sports import team_sport

if TYPE_CHECKING:
    from generator.model import ActorKind

COUNCIL = ("Harbor Council", "organization")
PORT = ("Port of Tarn", "place")


@pytest.mark.parametrize(
    ("one", "other", "are_one"),
    [
        ("W. Mark Fellow", "Mark Fellow", True),
        ("Fred Larou", "Fred C. Larou", True),
        ('Vincent "The Chin" Gigan', "Vincent Gigan", True),
        ("Gideon Falk Jr.", "Gideon Falk", True),
        ("Mara Ellwood", "Jon Ellwood", False),
        ("Mara Jane Ellwood", "Mara Ruth Ellwood", False),
        ("Ellwood", "Mara Ellwood", False),
    ],
)
def test_full_names_agree_by_their_parts(one: str, other: str, *, are_one: bool) -> None:
    """Middle names, initials and nicknames may be left out; no part may differ."""
    assert may_be_one(full_name(one), full_name(other)) is are_one


def test_names_of_organizations_go_on() -> None:
    """Two words and more may be the beginning of a longer name; one word shows too little here."""
    assert is_longer(("tarn", "investors"), ("tarn", "investors", "service"))
    assert not is_longer(("tarn",), ("tarn", "investors"))
    assert is_plural("tarn textile", "tarn textiles")
    assert not is_plural("tarn textile", "tarn textile")


def test_agreeing_names_merge_in_company_and_remember() -> None:
    """A name with an initial more is the same person in the same company, and what it was called is remembered."""
    corpus = joined(
        entry("one", "x", actors=(("Fred Larou", "person"), COUNCIL), day=1),
        entry("two", "y", actors=(("Fred C. Larou", "person"), COUNCIL), day=2),
        entry("three", "z", actors=(("Fred Larou", "person"), COUNCIL), day=3),
    )
    larou = actor(corpus, "Fred Larou")
    assert len(larou.appearances) == 3
    assert "fred c larou" in {former.id for former in larou.former}


def test_agreeing_names_without_company_stay_apart() -> None:
    """Names that could be one are two where nothing else is shared, or where a third could be meant."""
    apart = joined(
        entry("one", "x", actors=(("Fred Larou", "person"), COUNCIL)),
        entry("two", "y", actors=(("Fred C. Larou", "person"), PORT)),
    )
    assert {"Fred Larou", "Fred C. Larou"} <= set(names(apart))
    three = joined(
        entry("one", "x", actors=(("Fred Larou", "person"), COUNCIL)),
        entry("two", "y", actors=(("Fred C. Larou", "person"), COUNCIL)),
        entry("three", "z", actors=(("Fred D. Larou", "person"), COUNCIL)),
    )
    assert {"Fred Larou", "Fred C. Larou", "Fred D. Larou"} <= set(names(three))


def test_one_word_of_an_organization_joins_it_in_company() -> None:
    """The word "Colts" is the Tarn Colts where their articles share a name, and itself elsewhere."""
    corpus = joined(
        entry("one", "x", actors=(("Tarn Colts", "organization"), PORT)),
        entry("two", "y", actors=(("Tarn Colts", "organization"), PORT)),
        entry("three", "z", actors=(("Colts", "organization"), PORT)),
        entry("four", "z", actors=(("Colts", "organization"), COUNCIL)),
    )
    assert len(actor(corpus, "Tarn Colts").appearances) == 3
    assert len(actor(corpus, "Colts").appearances) == 1


def test_a_company_is_not_its_department() -> None:
    """A word that stands beside the longer name, or is named more often than it, is somebody of its own."""
    beside = joined(
        entry("one", "x", actors=(("Tarn", "organization"), ("Tarn Radio", "organization"), PORT)),
        entry("two", "y", actors=(("Tarn", "organization"), PORT)),
    )
    assert {"Tarn", "Tarn Radio"} <= set(names(beside))
    oftener = joined(
        entry("one", "x", actors=(("Tarn Radio", "organization"), PORT)),
        *(entry(f"a{n}", "y", actors=(("Tarn", "organization"), PORT)) for n in range(3)),
    )
    assert {"Tarn", "Tarn Radio"} <= set(names(oftener))


def test_bare_surnames_of_one_story_are_one() -> None:
    """Without a full name anywhere, two articles' Drakes are one where they share two other names."""
    shared = joined(
        entry("one", "x", actors=(("Drake", "person"), COUNCIL, PORT)),
        entry("two", "y", actors=(("Drake", "person"), COUNCIL, PORT)),
    )
    assert len(actor(shared, "Drake").appearances) == 2
    apart = joined(
        entry("one", "x", actors=(("Drake", "person"), COUNCIL)),
        entry("two", "y", actors=(("Drake", "person"), COUNCIL)),
    )
    assert names(apart).count("Drake") == 2


def test_a_club_is_not_its_town() -> None:
    """A place's name that articles of team sports use for an organization is two actors; elsewhere, and once, it is a slip."""
    place, club = ("Tarnby", "place"), ("Tarnby", "organization")
    town, match = "Tarnby votes.", "Football: Tarnby won by two goals."

    def kinds(*told: tuple[str, tuple[str, ActorKind]]) -> list[str]:
        corpus = joined(*(entry(f"a{n}", text, actors=(actor,)) for n, (text, actor) in enumerate(told)))
        return sorted(a.kind for a in corpus.actors)

    assert kinds((town, place), (town, place), (match, club), (match, club)) == ["organization", "place"]
    assert kinds((town, place), (town, place), (town, club), (town, club)) == ["place"]
    assert kinds((town, place), (town, place), (match, club)) == ["place"]


def test_a_country_in_team_sports_is_its_team() -> None:
    """Beside articles of the country itself, those of cricket speak of its cricket team; alone they need no word for it."""
    cricket = "Cricket: Lutavia lost ten wickets in an innings of 20 overs."
    corpus = joined(
        entry("one", "Lutavia votes.", actors=(("Lutavia", "country"),)),
        entry("two", cricket, actors=(("Lutavia", "country"),)),
    )
    assert names(corpus) == ["Lutavia", "Lutavia (cricket)"]
    assert names(joined(entry("two", cricket, actors=(("Lutavia", "country"),)))) == ["Lutavia"]


@pytest.mark.parametrize(
    ("text", "sport"),
    [
        ("Soccer: Tarn won. The goalkeeper saved.", "football"),
        ("Tarn won by two wickets after an innings of 30 overs.", "cricket"),
        ("The goals of the trade union include a test of the law.", None),
    ],
)
def test_team_sports_show_by_words_of_their_own(text: str, sport: str | None) -> None:
    """The sport's name at the beginning and one of its words, or three of its words, show it; words of politics do not."""
    assert team_sport(entry("one", text).article) == sport
