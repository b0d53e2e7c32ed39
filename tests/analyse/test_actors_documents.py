"""The rules for actors on documents built by hand: what the parse would say is given, the rule is tested."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from actors_documents import built, by_name, search

from generator.analyse.actors import find_actors
from generator.analyse.parse import Parsed, ParsedParagraph
from generator.model import Span, Structure

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.analyse.actors import Found
    from generator.model import Article


@pytest.fixture
def find(make_article: Callable[..., Article]) -> Callable[..., Found]:
    """Return the search over documents built by hand, a paragraph each."""
    return search(make_article)


def test_entities_lose_article_possessive_and_marks(find: Callable[..., Found]) -> None:
    """The words "the Harsund Port Authority's" name the Harsund Port Authority."""
    found = find(
        built(
            "the/DT Harsund/NNP Port/NNP Authority/NNP 's/POS plan/NN ./.",
            {"the Harsund Port Authority's": "ORG"},
        )
    )
    assert set(by_name(found)) == {"Harsund Port Authority"}
    assert by_name(found)["Harsund Port Authority"].kind == "organization"


def test_titles_are_no_part_of_a_name(find: Callable[..., Found]) -> None:
    """A title inside an entity is left out and makes its name a person, whatever the label."""
    found = find(built("Ms./NNP Marsh/NNP left/VBD ./.", {"Ms. Marsh": "ORG"}))
    assert by_name(found)["Marsh"].kind == "person"
    assert dict(found.genders) == {"a1": "she"}


def test_a_family_name_takes_the_kind_of_its_person(find: Callable[..., Found]) -> None:
    """A bare family name that is labelled an organization is the person's, and repeats are found."""
    found = find(
        built("Mara/NNP Ellwood/NNP spoke/VBD ./.", {"Mara Ellwood": "PERSON"}),
        built("The/DT Ellwood/NNP plan/NN failed/VBD ./.", {"Ellwood": "ORG"}),
        built("But/CC Ellwood/NNP stayed/VBD ./.", {}),
    )
    assert [(a.canonical_name, a.kind, a.n_mentions) for a in found.actors] == [("Mara Ellwood", "person", 3)]
    assert by_name(found)["Mara Ellwood"].aliases == ("Ellwood",)


def test_two_people_of_one_family_name_stay_two(find: Callable[..., Found]) -> None:
    """A bare family name goes to the one named in full last before it."""
    found = find(
        built("Mara/NNP Ellwood/NNP spoke/VBD ./.", {"Mara Ellwood": "PERSON"}),
        built("Ellwood/NNP left/VBD ./.", {"Ellwood": "PERSON"}),
        built("Tom/NNP Ellwood/NNP came/VBD ./.", {"Tom Ellwood": "PERSON"}),
        built("Ellwood/NNP stayed/VBD ./.", {"Ellwood": "PERSON"}),
    )
    assert {a.canonical_name: a.n_mentions for a in found.actors} == {"Mara Ellwood": 2, "Tom Ellwood": 2}


def test_adjectives_and_peoples_mean_their_country(find: Callable[..., Found]) -> None:
    """The word "French" is an adjectival mention of France, "the French" names it, and "Poles" are a group."""
    found = find(
        built("French/JJ officials/NNS spoke/VBD ./.", {"French": "NORP"}, {"French": ("amod", "officials")}),
        built("The/DT French/NNPS agreed/VBD ./.", {"French": "NORP"}, {"French": ("nsubj", "agreed")}),
        built("Many/JJ Poles/NNPS came/VBD ./.", {"Poles": "NORP"}, {"Poles": ("nsubj", "came")}),
    )
    actors = by_name(found)
    assert (actors["France"].kind, actors["Poles"].kind) == ("country", "group")
    types = [m.mention_type for m in found.mentions if m.actor == actors["France"].id]
    assert types == ["adjectival", "named"]


def test_known_countries_are_found_without_an_entity(find: Callable[..., Found]) -> None:
    """Countries inside joined words and without a label are found, each form one actor."""
    found = find(
        built("U.S.-Russia/NNP talks/NNS ended/VBD ./.", {}),
        built("America/NNP and/CC the/DT United/NNP States/NNPS won/VBD ./.", {"the United States": "GPE"}),
    )
    assert {a.canonical_name: a.n_mentions for a in found.actors} == {"United States": 3, "Russia": 1}


def test_a_defined_acronym_is_its_organization(find: Callable[..., Found]) -> None:
    """An acronym in brackets after a name stands for it from then on."""
    found = find(
        built(
            "the/DT Harsund/NNP Port/NNP Authority/NNP (/( HPA/NNP )/) said/VBD ./.",
            {"the Harsund Port Authority": "ORG", "HPA": "ORG"},
        ),
        built("HPA/NNP said/VBD ./.", {"HPA": "PERSON"}),
    )
    assert [(a.canonical_name, a.kind, a.n_mentions) for a in found.actors] == [
        ("Harsund Port Authority", "organization", 3)
    ]


def test_names_are_joined_over_of(find: Callable[..., Found]) -> None:
    """The words "Bank" and "Orvane" around "of" are one organization; a company's seat is not part of its name."""
    found = find(
        built(
            "the/DT Union/NNP Bank/NNP of/IN Orvane/NNP fell/VBD ./.", {"Union Bank": "ORG", "Orvane": "GPE"}
        ),
        built("Tarn/NNP Inc./NNP of/IN Orvane/NNP rose/VBD ./.", {"Tarn Inc.": "ORG", "Orvane": "GPE"}),
    )
    assert set(by_name(found)) == {"Union Bank of Orvane", "Tarn Inc.", "Orvane"}


def test_lists_and_brackets_part_an_entity(find: Callable[..., Found]) -> None:
    """A place entity over a comma is two places."""
    found = find(
        built("Orange/NNP ,/, Riverside/NNP and/CC Tarnby/NNP flooded/VBD ./.", {"Orange, Riverside": "GPE"})
    )
    assert {"Orange", "Riverside"} <= set(by_name(found))


def test_an_office_names_nobody(find: Callable[..., Found]) -> None:
    """Words that are only an office, a weekday or a portfolio are no actors."""
    found = find(
        built("The/DT Duchess/NNP left/VBD Monday/NNP ./.", {"Duchess": "PERSON", "Monday": "ORG"}),
        built(
            "Defence/NNP Minister/NNP Mara/NNP Ellwood/NNP left/VBD ./.",
            {"Defence": "ORG", "Mara Ellwood": "PERSON"},
        ),
    )
    assert set(by_name(found)) == {"Mara Ellwood"}


def test_numbers_and_offices_at_a_names_borders(find: Callable[..., Found]) -> None:
    """An ordinal before a brigade is part of its name; an office that goes on with "of" ends a person's."""
    found = find(
        built("the/DT 20th/CD Tarn/NNP Brigade/NNP left/VBD ./.", {"Tarn Brigade": "ORG"}),
        built(
            "Nora/NNP Duchess/NNP of/IN Tarnby/NNP left/VBD ./.", {"Nora Duchess": "PERSON", "Tarnby": "GPE"}
        ),
    )
    assert set(by_name(found)) == {"20th Tarn Brigade", "Nora", "Tarnby"}


def test_lines_of_capitals_repeat_what_the_article_names(find: Callable[..., Found]) -> None:
    """In a line of capitals only known names count, in their usual form; the recogniser's guesses do not."""
    found = find(
        built(
            "ELLWOOD/NNP LEAVES/NNP TARNBY/NNP COUNCIL/NNP IN/NNP FRANCE/NNP",
            {"ELLWOOD LEAVES TARNBY": "ORG"},
        ),
        built("Mara/NNP Ellwood/NNP left/VBD ./.", {"Mara Ellwood": "PERSON"}),
    )
    assert {a.canonical_name: a.n_mentions for a in found.actors} == {"Mara Ellwood": 2, "France": 1}


def test_a_common_word_at_a_sentences_beginning_is_no_actor(find: Callable[..., Found]) -> None:
    """A word that has its capital from the sentence and is tagged as a plain noun names nobody."""
    found = find(built("Vision/NN evolves/VBZ ./.", {"Vision": "ORG"}))
    assert found.actors == ()


def test_a_role_before_a_name_ties_to_its_country(find: Callable[..., Found]) -> None:
    """What says "Italian Prime Minister" is a role of the person and ties to Italy."""
    found = find(
        built(
            "Italian/JJ Prime/NNP Minister/NNP Mara/NNP Ellwood/NNP left/VBD ./.",
            {"Italian": "NORP", "Mara Ellwood": "PERSON"},
            {
                "Italian": ("amod", "Ellwood"),
                "Prime": ("compound", "Minister"),
                "Minister": ("compound", "Ellwood"),
                "Mara": ("compound", "Ellwood"),
                "Ellwood": ("nsubj", "left"),
            },
        )
    )
    actors = by_name(found)
    (role,) = actors["Mara Ellwood"].roles
    assert role.of == actors["Italy"].id
    assert (role.span.start, role.span.end) == (0, len("Italian Prime Minister"))
    assert found.role_heads["minister"] == (actors["Mara Ellwood"].id,)


def test_a_role_after_a_name_ends_at_the_comma(find: Callable[..., Found]) -> None:
    """An apposition is a role up to its comma, and names the organization it ties to before the place."""
    text = "Mara/NNP Ellwood/NNP ,/, a/DT former/JJ commander/NN of/IN the/DT Tarn/NNP Guard/NNP in/IN Orvane/NNP ,/, left/VBD ./."
    found = find(built(text, {"Mara Ellwood": "PERSON", "the Tarn Guard": "ORG", "Orvane": "GPE"}))
    actors = by_name(found)
    (role,) = actors["Mara Ellwood"].roles
    assert role.of == actors["Tarn Guard"].id
    assert role.span.end - role.span.start == len("a former commander of the Tarn Guard in Orvane")


def test_whoever_speaks_next_is_not_what_a_name_is(find: Callable[..., Found]) -> None:
    """In "Echoing Mara Ellwood, the minister said" the minister is somebody else; at a sentence's beginning it is she."""
    echoed = find(
        built(
            "Echoing/VBG Mara/NNP Ellwood/NNP ,/, the/DT minister/NN said/VBD so/RB ./.",
            {"Mara Ellwood": "PERSON"},
            {
                "Echoing": ("advcl", "said"),
                "Mara": ("compound", "Ellwood"),
                "Ellwood": ("dobj", "Echoing"),
                ",": ("punct", "said"),
                "the": ("det", "minister"),
                "minister": ("nsubj", "said"),
            },
        )
    )
    assert by_name(echoed)["Mara Ellwood"].roles == ()
    opening = find(
        built("Mara/NNP Ellwood/NNP ,/, the/DT minister/NN said/VBD so/RB ./.", {"Mara Ellwood": "PERSON"})
    )
    assert len(by_name(opening)["Mara Ellwood"].roles) == 1


def test_an_age_is_no_role(find: Callable[..., Found]) -> None:
    """An age between commas is stepped over; what follows is the role."""
    found = find(
        built(
            "Mara/NNP Ellwood/NNP ,/, 54/CD ,/, its/PRP$ director/NN ,/, left/VBD ./.",
            {"Mara Ellwood": "PERSON"},
        )
    )
    (role,) = found.actors[0].roles
    assert role.span.end - role.span.start == len("its director")


def test_salience_is_one_for_the_most_salient(find: Callable[..., Found]) -> None:
    """Mentions count, adjectives half, the first paragraph twice; the sum is divided by the largest."""
    found = find(
        built("Mara/NNP Ellwood/NNP left/VBD ./.", {"Mara Ellwood": "PERSON"}),
        built(
            "French/JJ officials/NNS met/VBD Ellwood/NNP ./.",
            {"French": "NORP"},
            {"French": ("amod", "officials")},
        ),
    )
    assert {a.canonical_name: round(a.salience, 3) for a in found.actors} == {
        "Mara Ellwood": 1.0,
        "France": 0.167,
    }


def test_pronouns_show_a_gender(find: Callable[..., Found]) -> None:
    """A pronoun after a name, with nobody else between, shows the gender; without any it is not known."""
    found = find(
        built("Mara/NNP Ellwood/NNP said/VBD she/PRP left/VBD ./.", {"Mara Ellwood": "PERSON"}),
        built("Tom/NNP Farrow/NNP stayed/VBD ./.", {"Tom Farrow": "PERSON"}),
    )
    assert dict(found.genders) == {by_name(found)["Mara Ellwood"].id: "she"}


def test_mentions_never_overlap(find: Callable[..., Found]) -> None:
    """Whatever the labels are, mentions stand in text order and share no character."""
    found = find(
        built(
            "The/DT U.S./NNP Congress/NNP ,/, Mara/NNP Ellwood/NNP and/CC U.S./NNP Steel/NNP Corp/NNP won/VBD ./.",
            {"U.S.": "GPE", "U.S. Steel": "ORG", "Mara Ellwood": "PERSON"},
        )
    )
    spans = [m.span for m in found.mentions]
    assert spans == sorted(spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))


def test_an_article_without_names_has_no_actors(find: Callable[..., Found]) -> None:
    """Nothing found is empty, not missing."""
    found = find(built("it/PRP rained/VBD ./.", {}))
    assert (found.actors, found.mentions, dict(found.genders), dict(found.role_heads)) == ((), (), {}, {})


def test_an_acronym_shows_where_a_name_ends(find: Callable[..., Found]) -> None:
    """An organization goes on over "in" and a place where the acronym in brackets does, and repeats as the acronym."""
    found = find(
        built(
            "the/DT Union/NNP for/IN Trade/NNP in/IN Orvane/NNP (/( UTO/NNP )/) spoke/VBD ./.",
            {"the Union for Trade": "ORG", "Orvane": "GPE"},
        ),
        built("the/DT UTO/NNP agreed/VBD ./.", {}),
        built("the/DT Union/NNP for/IN Trade/NNP in/IN Lutavia/NNP spoke/VBD ./.", {"Lutavia": "GPE"}),
    )
    assert by_name(found)["Union for Trade in Orvane"].n_mentions == 3
    assert "Lutavia" in by_name(found)


def test_states_before_a_hyphen_are_found(find: Callable[..., Found]) -> None:
    """The words "Reno, Nev.-based" name a town and its state."""
    found = find(built("the/DT Reno/NNP ,/, Nev.-based/VBN firm/NN left/VBD ./.", {"Reno": "GPE"}))
    assert set(by_name(found)) == {"Reno", "Nevada"}


def test_products_and_quarters_are_no_organizations(find: Callable[..., Found]) -> None:
    """A name before ™ is a product's, and "Q2" ends a company's name."""
    found = find(
        built("RapidTarn/NNP ™/JJ works/VBZ ./.", {"RapidTarn": "ORG"}),
        built("Tarn/NNP Inc/NNP Q2/NNP loss/NN widens/VBZ ./.", {"Tarn Inc Q2": "ORG"}),
    )
    assert set(by_name(found)) == {"Tarn Inc"}


def test_places_are_shown_by_who_governs_them_and_who_goes_there(find: Callable[..., Found]) -> None:
    """A governor after a name, "where" after it and a journey to it outweigh one label of a person."""
    found = find(
        built(
            "Belmar/NNP Gov./NNP Ann/NNP Tarn/NNP spoke/VBD ./.", {"Belmar": "PERSON", "Ann Tarn": "PERSON"}
        ),
        built("On/IN Fishgate/NNP ,/, where/WRB boats/NNS lie/VBP ./.", {"Fishgate": "PERSON"}),
    )
    kinds = {a.canonical_name: a.kind for a in found.actors}
    assert kinds == {"Belmar": "place", "Ann Tarn": "person", "Fishgate": "place"}


@pytest.mark.parametrize(
    ("dateline", "places"),
    [
        ("BOGOTA, Colombia (Wire)", ["Bogota", "Colombia"]),
        ("RENO, Nev.", ["Reno", "Nevada"]),
        ("ORVANE, Lutavia", ["Orvane", "Lutavia"]),
        ("HARSUND, March 3", ["Harsund"]),
    ],
)
def test_datelines_name_a_town_and_its_land(
    make_article: Callable[..., Article], dateline: str, places: list[str]
) -> None:
    """The line's land counts as a mention like its town; a date does not."""
    doc = built("It/PRP rained/VBD ./.", {})
    article = make_article(f"{dateline} {doc.text}")
    structure = Structure(dateline=Span(start=0, end=len(dateline)))
    paragraph = ParsedParagraph(paragraph=article.paragraphs[0], start=len(dateline) + 1, doc=doc)
    found = find_actors(Parsed(article=replace(article, structure=structure), paragraphs=(paragraph,)))
    assert [actor.canonical_name for actor in found.actors] == places
