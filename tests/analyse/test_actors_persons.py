"""Persons whom the recogniser misses, cuts or takes for something else, and the words that show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from actors_documents import built, by_name, search

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.analyse.actors import Found
    from generator.model import Article


@pytest.fixture
def find(make_article: Callable[..., Article]) -> Callable[..., Found]:
    """Return the search over documents built by hand, a paragraph each."""
    return search(make_article)


def test_a_given_name_before_a_known_family_name_makes_the_full_name(find: Callable[..., Found]) -> None:
    """Where no entity names "Hedda Stroud" but one names "Ms. Stroud", both are Hedda Stroud."""
    found = find(
        built("Hedda/NNP Stroud/NNP rises/VBZ at/IN two/CD ./.", {}),
        built("Ms./NNP Stroud/NNP left/VBD ./.", {"Stroud": "PERSON"}),
    )
    assert [(a.canonical_name, a.aliases) for a in found.actors] == [("Hedda Stroud", ("Stroud",))]


def test_a_sentence_s_first_word_is_no_given_name(find: Callable[..., Found]) -> None:
    """Words like "Unless", and what ends the sentence before, are no part of a name."""
    found = find(
        built(
            "He/PRP left/VBD in/IN January/NNP ./. Unless/IN Stroud/NNP paid/VBD ./.", {"Stroud": "PERSON"}
        ),
        built("It/PRP ended/VBD in/IN May/NNP ./. Stroud/NNP agreed/VBD ./.", {}),
    )
    assert {a.canonical_name: a.n_mentions for a in found.actors} == {"Stroud": 2}


def test_a_title_shows_a_person(find: Callable[..., Found]) -> None:
    """A name after a form of address is a person's though no entity is there."""
    found = find(built("from/IN Dr/NNP Liud/NNP Oresh/NNP ,/, to/IN us/PRP ./.", {}))
    assert [(a.canonical_name, a.kind) for a in found.actors] == [("Liud Oresh", "person")]


def test_an_office_in_place_of_a_name_is_nobody(find: Callable[..., Found]) -> None:
    """The words "Mr. Chairman" name nobody."""
    assert find(built("Thank/VBP you/PRP ,/, Mr./NNP Chairman/NNP ./.", {})).actors == ()


def test_a_role_beside_two_words_shows_a_person(find: Callable[..., Found]) -> None:
    """The words "Barend Achter, a wheat farmer," name a person, whatever the recogniser says of them."""
    found = find(
        built(
            "said/VBD Barend/NNP Achter/NNP ,/, a/DT wheat/NN farmer/NN ./.",
            {"Barend Achter": "WORK_OF_ART"},
            {"Achter": ("nsubj", "said")},
        )
    )
    assert [(a.canonical_name, a.kind) for a in found.actors] == [("Barend Achter", "person")]
    assert len(found.actors[0].roles) == 1


def test_a_nickname_in_marks_is_part_of_the_name(find: Callable[..., Found]) -> None:
    """The three parts of Marga "Peg" Tolliver are one name."""
    found = find(
        built("leader/NN Marga/NNP \"/`` Peg/NNP \"/'' Tolliver/NNP left/VBD ./.", {"Marga": "PERSON"}),
        built("Tolliver/NNP spoke/VBD ./.", {"Tolliver": "PERSON"}),
    )
    assert [a.n_mentions for a in found.actors] == [2]
    assert found.actors[0].aliases == ("Tolliver",)


def test_two_entities_side_by_side_are_one_person(find: Callable[..., Found]) -> None:
    """The recogniser's "Amy Berman" and "Jackman" with nothing between are Amy Berman Jackman."""
    found = find(
        built(
            "Judge/NNP Amy/NNP Berman/NNP Jackman/NNP spoke/VBD ./.",
            {"Amy Berman": "PERSON", "Jackman": "PERSON"},
        )
    )
    assert set(by_name(found)) == {"Amy Berman Jackman"}


def test_a_family_name_makes_its_full_name_a_person_s(find: Callable[..., Found]) -> None:
    """A full name labelled an organization is the person's whom "Mr de Wael" names."""
    found = find(
        built("Casimir/NNP de/IN Wael/NNP spoke/VBD ./.", {"Casimir de Wael": "ORG"}),
        built("Mr/NNP de/IN Wael/NNP left/VBD ./.", {"de Wael": "PERSON"}),
    )
    assert [(a.canonical_name, a.kind, a.n_mentions) for a in found.actors] == [
        ("Casimir de Wael", "person", 2)
    ]


def test_forms_of_address_tell_two_of_one_family_name_apart(find: Callable[..., Found]) -> None:
    """Where a man and a woman share a family name, "Ms." is the woman's and "Mr." the man's, wherever they stand."""
    found = find(
        built("Anders/NNP Holl/NNP spoke/VBD and/CC he/PRP left/VBD ./.", {"Anders Holl": "PERSON"}),
        built("Ruth/NNP Holl/NNP came/VBD and/CC she/PRP sat/VBD ./.", {"Ruth Holl": "PERSON"}),
        built("Mr./NNP Holl/NNP spoke/VBD ./.", {"Holl": "PERSON"}),
        built("Ms./NNP Holl/NNP spoke/VBD ./.", {"Holl": "PERSON"}),
        built("Mr./NNP Holl/NNP left/VBD ./.", {"Holl": "PERSON"}),
    )
    assert {a.canonical_name: a.n_mentions for a in found.actors} == {"Anders Holl": 3, "Ruth Holl": 2}


def test_accents_do_not_make_another_person(find: Callable[..., Found]) -> None:
    """The forms "Erdön" and "Erdon" are one family name."""
    found = find(
        built("Recep/NNP Erdön/NNP spoke/VBD ./.", {"Recep Erdön": "PERSON"}),
        built("Erdon/NNP left/VBD ./.", {"Erdon": "PERSON"}),
    )
    assert [a.n_mentions for a in found.actors] == [2]


def test_letters_after_a_name_are_no_part_of_it(find: Callable[..., Found]) -> None:
    """Post-nominals go, and alone they are nobody; the full stop of "Sr." stays."""
    found = find(
        built("Mara/NNP Ellwood/NNP QC/NNP spoke/VBD ./.", {"Mara Ellwood QC": "PERSON"}),
        built("MEP/NNP agreed/VBD ./.", {"MEP": "ORG"}),
        built("It/PRP is/VBZ Gideon/NNP Falk/NNP Sr/NNP ./.", {"Gideon Falk Sr": "PERSON"}),
    )
    assert set(by_name(found)) == {"Mara Ellwood", "Gideon Falk Sr."}


def test_the_officer_of_a_country_is_not_part_of_it(find: Callable[..., Found]) -> None:
    """The words "President of Ukraine Vol Zelen" name a country and a person."""
    found = find(
        built("President/NNP of/IN Ukraine/NNP Vol/NNP Zelen/NNP spoke/VBD ./.", {"Ukraine Vol Zelen": "ORG"})
    )
    assert {a.canonical_name: a.kind for a in found.actors} == {"Ukraine": "country", "Vol Zelen": "person"}


def test_contractions_and_prizes_are_nobody(find: Callable[..., Found]) -> None:
    """Words like "'Tis" and "Oscar", with a capital and a label, name no actor."""
    found = find(built("Tis/NNP an/DT Oscar/NNP ./.", {"Tis": "PERSON", "Oscar": "PERSON"}))
    assert found.actors == ()


def test_a_party_s_whole_name_is_taken(find: Callable[..., Found]) -> None:
    """The words "Liberal" and "Democrats" are not the Democrats; "Labour party" is the Labour Party."""
    found = find(
        built("the/DT Liberal/NNP Democrats/NNPS left/VBD ./.", {"Democrats": "NORP"}),
        built("the/DT Labour/NNP party/NN won/VBD ./.", {"Labour": "ORG"}),
    )
    assert {a.canonical_name: a.kind for a in found.actors} == {
        "Liberal Democrats": "organization",
        "Labour Party": "organization",
    }


def test_an_organization_goes_on_over_a_dash(find: Callable[..., Found]) -> None:
    """Two names that an en dash joins before an organization's head are one organization, never a person."""
    found = find(
        built(
            "the/DT Harsund/NNP –/HYPH Orvane/NNP Institute/NNP for/IN Tides/NNP spoke/VBD ./.",
            {"Harsund": "ORG", "Orvane Institute for Tides": "ORG"},
        )
    )
    assert {a.canonical_name: a.kind for a in found.actors} == {
        "Harsund–Orvane Institute for Tides": "organization"
    }


def test_what_has_an_organization_s_head_is_no_person(find: Callable[..., Found]) -> None:
    """A head before "for", or a first word like "Groupe", outweighs the recogniser's label."""
    found = find(
        built("the/DT Center/NNP for/IN Tides/NNP spoke/VBD ./.", {"Center for Tides": "PERSON"}),
        built("Groupe/NNP Lanterne/NNP left/VBD ./.", {"Groupe Lanterne": "PERSON"}),
        built("Lanterne/NNP paid/VBD ./.", {"Lanterne": "PERSON"}),
    )
    assert {a.canonical_name: (a.kind, a.n_mentions) for a in found.actors} == {
        "Center for Tides": ("organization", 1),
        "Groupe Lanterne": ("organization", 2),
    }


def test_the_second_syllable_belongs_to_the_name(find: Callable[..., Found]) -> None:
    """The words "Li Song-ho" are one name; "Mara-led" is Mara with a participle."""
    found = find(
        built("Li/NNP Song/NNP -/HYPH ho/NN spoke/VBD ./.", {"Li Song": "PERSON"}),
        built("the/DT Mara/NNP -/HYPH led/VBN team/NN ./.", {"Mara": "PERSON"}),
    )
    assert set(by_name(found)) == {"Li Song-ho", "Mara"}


def test_a_family_name_left_out_is_taken_in(find: Callable[..., Found]) -> None:
    """Where the parse makes an entity's end a part of the next word, that word is the family name."""
    found = find(
        built(
            "Jon/NNP Miguel/NNP Insul/NNP spoke/VBD ./.",
            {"Jon Miguel": "PERSON"},
            {"Miguel": ("compound", "Insul")},
        )
    )
    assert set(by_name(found)) == {"Jon Miguel Insul"}


def test_an_initial_and_a_clipped_family_name_are_a_nickname(find: Callable[..., Found]) -> None:
    """The form "K-Fen" is Kevin Fenderline's where he is named in full."""
    found = find(
        built("Kevin/NNP Fenderline/NNP sang/VBD ./.", {"Kevin Fenderline": "PERSON"}),
        built("K-Fen/NNP sang/VBD ./.", {"K-Fen": "ORG"}),
    )
    assert [(a.canonical_name, a.n_mentions) for a in found.actors] == [("Kevin Fenderline", 2)]


def test_kin_beside_two_words_shows_a_person(find: Callable[..., Found]) -> None:
    """The words "her daughter Blue Tarn" name a person without an entity; in "kids Orvane and Preston" the noun outweighs a label."""
    found = find(
        built("her/PRP$ daughter/NN Blue/NNP Tarn/NNP sang/VBD ./.", {}),
        built(
            "while/IN kids/NNS Orvane/NNP and/CC Preston/NNP stayed/VBD ./.",
            {"Orvane": "GPE", "Preston": "PERSON"},
        ),
    )
    assert {a.canonical_name: a.kind for a in found.actors} == {
        "Blue Tarn": "person",
        "Orvane": "person",
        "Preston": "person",
    }


def test_a_bare_family_name_stays_its_bearer_s_when_a_relative_is_named(find: Callable[..., Found]) -> None:
    """A "Stroud's son Ivor Stroud" does not make Ivor what "Stroud" means from there on."""
    found = find(
        built("Hedda/NNP Stroud/NNP spoke/VBD ./.", {"Hedda Stroud": "PERSON"}),
        built("Stroud/NNP left/VBD ./.", {"Stroud": "PERSON"}),
        built("He/PRP met/VBD her/PRP$ son/NN Ivor/NNP Stroud/NNP ./.", {"Ivor Stroud": "PERSON"}),
        built("Stroud/NNP agreed/VBD ./.", {"Stroud": "PERSON"}),
    )
    assert {a.canonical_name: a.n_mentions for a in found.actors} == {"Hedda Stroud": 3, "Ivor Stroud": 1}


def test_a_family_name_passes_to_a_namesake_who_is_no_relative(find: Callable[..., Found]) -> None:
    """Where somebody else of the name is told of since, with no word of kin, the name is theirs."""
    found = find(
        built("Hedda/NNP Stroud/NNP spoke/VBD ./.", {"Hedda Stroud": "PERSON"}),
        built("Stroud/NNP left/VBD ./.", {"Stroud": "PERSON"}),
        built("The/DT baker/NN Ivor/NNP Stroud/NNP came/VBD ./.", {"Ivor Stroud": "PERSON"}),
        built("Stroud/NNP agreed/VBD ./.", {"Stroud": "PERSON"}),
    )
    assert {a.canonical_name: a.n_mentions for a in found.actors} == {"Hedda Stroud": 2, "Ivor Stroud": 2}


def test_a_family_s_name_is_the_one_s_of_whom_is_told_first(find: Callable[..., Found]) -> None:
    """Of several who were named together, a bare family name farther down is the first one's."""
    found = find(
        built(
            "Hedda/NNP Stroud/NNP spoke/VBD to/IN Ivor/NNP Stroud/NNP ./.",
            {"Hedda Stroud": "PERSON", "Ivor Stroud": "PERSON"},
        ),
        built("Stroud/NNP left/VBD ./.", {"Stroud": "PERSON"}),
    )
    assert {a.canonical_name: a.n_mentions for a in found.actors} == {"Hedda Stroud": 2, "Ivor Stroud": 1}


def test_a_word_before_a_sentence_s_name_is_no_part_of_it(find: Callable[..., Found]) -> None:
    """The words "Top Stroud aides" are about somebody called Stroud."""
    found = find(built("Top/JJ Stroud/NNP aides/NNS left/VBD ./.", {"Top Stroud": "PERSON"}))
    assert [a.canonical_name for a in found.actors] == ["Stroud"]


def test_kin_behind_a_name_tells_a_relative(find: Callable[..., Found]) -> None:
    """In "Ivor Stroud, her son," a relative is named as in "her son Ivor Stroud"."""
    found = find(
        built("Hedda/NNP Stroud/NNP spoke/VBD ./.", {"Hedda Stroud": "PERSON"}),
        built("Stroud/NNP left/VBD ./.", {"Stroud": "PERSON"}),
        built("Ivor/NNP Stroud/NNP ,/, her/PRP$ son/NN ,/, came/VBD ./.", {"Ivor Stroud": "PERSON"}),
        built("Stroud/NNP agreed/VBD ./.", {"Stroud": "PERSON"}),
    )
    assert {a.canonical_name: a.n_mentions for a in found.actors} == {"Hedda Stroud": 3, "Ivor Stroud": 1}
