"""How two forms of a name compare, and what the word lists hold."""

from __future__ import annotations

from importlib.resources import files

import pytest

from generator.analyse.actors.demonyms import derived_adjectives
from generator.analyse.actors.forms import (
    core_of,
    generation_of,
    is_acronym_of,
    is_family_name_of,
    nation_of,
    person_parts,
    same_person,
)
from generator.analyse.actors.lexicon import index_by_start, lexicon


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Mara Ellwood", "Mara Ellwood", True),
        ("Mara Jane Ellwood", "Mara Ellwood", True),
        ("M. Ellwood", "Mara Ellwood", True),
        ("Mara J. Ellwood", "Mara Jane Ellwood", True),
        ("Jean-Luc Ferrand", "Jean Ferrand", True),
        ("Mara Ellwood", "Nora Ellwood", False),
        ("Mara Ellwood", "Mara Ellison", False),
        ("Mara Jane Ellwood", "Mara Ruth Ellwood", False),
    ],
)
def test_full_names_merge_only_where_they_agree(one: str, other: str, *, same: bool) -> None:
    """Two full names are one person's where family names are equal and the others agree or are initials."""
    assert same_person(person_parts(one), person_parts(other)) is same


@pytest.mark.parametrize(
    ("form", "full", "is_family"),
    [
        ("Ellwood", "Mara Ellwood", True),
        ("van der Moor", "Lucas van der Moor", True),
        ("Moor", "Lucas van der Moor", True),
        ("Van der Moor", "Lucas van der Moor", True),
        ("Mara", "Mara Ellwood", False),
        ("Mara Ellwood", "Mara Ellwood", False),
        ("Falk", "Gideon Falk Jr.", True),
    ],
)
def test_family_names_with_and_without_particles(form: str, full: str, *, is_family: bool) -> None:
    """A family name is known with its particles or without, never by a given name."""
    assert is_family_name_of(person_parts(form), person_parts(full)) is is_family


def test_father_and_son_are_told_by_what_ends_the_name() -> None:
    """Jr., Sr. and numerals are no part of the name, but say whose it is."""
    assert person_parts("Gideon Falk Jr.") == person_parts("Gideon Falk Sr")
    assert generation_of("Gideon Falk Jr.") == "jr"
    assert generation_of("Gideon Falk Sr") == "sr"
    assert generation_of("Gideon Falk") is None


def test_an_organizations_core_has_no_nation_and_no_legal_suffix() -> None:
    """Legal suffixes and a leading nationality do not tell organizations apart; what is left must say something."""
    assert core_of("The Corvane Systems Ltd.") == ("corvane", "systems")
    assert core_of("British Lighthouse Service") == ("lighthouse", "service")
    assert core_of("American University") == ("american", "university")
    assert nation_of("British Lighthouse Service") == "Britain"
    assert nation_of("Lighthouse Service") is None


@pytest.mark.parametrize(
    ("acronym", "full", "made_of_it"),
    [
        ("HPA", "Harsund Port Authority", True),
        ("BOM", "Bureau of Meteorology", True),
        ("NURW", "National Union of Rail Workers", True),
        ("PA", "Port Authority", False),
        ("HPB", "Harsund Port Authority", False),
        ("Hpa", "Harsund Port Authority", False),
    ],
)
def test_initials_make_an_acronym(acronym: str, full: str, *, made_of_it: bool) -> None:
    """Three letters and more, in capitals, that are a name's initials; two are too few to go by."""
    assert is_acronym_of(acronym, full) is made_of_it


def test_known_forms_name_what_they_say() -> None:
    """Names, adjectives and peoples of countries lead to the country; the rest to itself."""
    known = lexicon().known
    assert (known["U.S."].name, known["U.S."].kind, known["U.S."].use) == ("United States", "country", "name")
    assert (known["French"].name, known["French"].use) == ("France", "adjective")
    assert (known["Poles"].name, known["Poles"].use) == ("Poland", "people")
    assert (known["Germans"].name, known["Germans"].use) == ("Germany", "people")
    assert (known["Kremlin"].name, known["Kremlin"].kind) == ("Kremlin", "organization")
    assert lexicon().stands_for["Kremlin"] == "Russia"
    assert (known["Moscow"].name, known["Moscow"].kind) == ("Moscow", "place")
    assert known["Kiev"].name == "Kyiv"


def test_what_metonyms_stand_for_is_known() -> None:
    """A seat of power stands for something that the lists have too."""
    names = {entry.name for entry in lexicon().known.values()}
    assert set(lexicon().stands_for.values()) <= names


def test_forms_are_found_by_their_first_letters_longest_first() -> None:
    """A scan tries "U.S. Congress" before "U.S."."""
    assert index_by_start(["U.S.", "U.S. Congress", "al-Qaeda"]) == {
        "U": ("U.S. Congress", "U.S."),
        "al": ("al-Qaeda",),
    }


def test_every_word_list_says_where_it_is_from() -> None:
    """Each list begins with its origin and licence, has a head line and whole rows, none of them twice."""
    lists = (p for p in files("generator.analyse").joinpath("words").iterdir() if p.name != "rules.tsv")
    for path in lists:
        lines = path.read_text("utf-8").splitlines()
        comments = [line for line in lines if line.startswith("#")]
        rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
        assert "MIT" in " ".join(comments), path.name
        assert {len(row) for row in rows} == {len(rows[0])}, path.name
        assert len({tuple(row) for row in rows}) == len(rows), path.name


def test_adjectives_that_no_list_knows_lead_to_their_place() -> None:
    """The adjective "Examplian" belongs to "Examplia" only where the article has both."""

    class Labelled:
        label = "NORP"

    names = {"Veldoria": [Labelled()], "Veldorian": [Labelled()], "Karsovian": [Labelled()]}
    assert derived_adjectives(names) == {"Veldorian": "Veldoria"}  # type: ignore[arg-type]
