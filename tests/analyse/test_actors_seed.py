"""Who is who in the real seed, with the model, as a reader would list them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.analyse.actors import find_actors
from generator.analyse.parse import parse
from generator.read import read_seeds
from generator.read.settings import ReadSettings

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language

    from generator.analyse.actors import Found
    from generator.model import Actor, Article

pytestmark = pytest.mark.model

PROJECT = Path(__file__).resolve().parents[2]
SEED = "000_9d82fa3110da9c7e"

PEOPLE = {
    "Emmanuel Macron": ["French President"],
    "Donald Trump": ["President"],
    "Vladimir Putin": ["Russian President"],
    "Keir Starmer": ["British Prime Minister"],
    "Steve Witkoff": ["Trump Special Envoy"],
    "Mujtaba Rahman": ["managing director for Europe at the Eurasia Group consultancy"],
    "Maria Zakharova": ["Russian Foreign Ministry spokeswoman"],
    "Giorgia Meloni": ["Italian Prime Minister"],
    "Ben Hodges": ["Retired Lt. Gen.", "a former commander of U.S. Army Europe"],
}


@pytest.fixture(scope="module")
def seed() -> Article:
    """Return the real seed as it is read."""
    reading = read_seeds(PROJECT, PROJECT / "seeds", ReadSettings())
    return next(article for article in reading.articles if article.id == SEED)


@pytest.fixture(scope="module")
def found(seed: Article, nlp: Language) -> Found:
    """Return the seed's actors."""
    return find_actors(parse(seed, nlp))


@pytest.fixture(scope="module")
def actors(found: Found) -> dict[str, Actor]:
    """Return the seed's actors by name."""
    return {actor.canonical_name: actor for actor in found.actors}


def test_people_have_their_full_names_and_roles(seed: Article, actors: dict[str, Actor]) -> None:
    """Exactly the nine people of the story are persons, each with the roles that the article words."""
    persons = {
        a.canonical_name: [r.span.of(seed.text) for r in a.roles]
        for a in actors.values()
        if a.kind == "person"
    }
    assert persons == PEOPLE


@pytest.mark.parametrize(
    ("person", "tied"),
    [
        ("Emmanuel Macron", "France"),
        ("Keir Starmer", "Britain"),
        ("Steve Witkoff", "Donald Trump"),
        ("Mujtaba Rahman", "Eurasia Group"),
        ("Maria Zakharova", "Russian Foreign Ministry"),
        ("Giorgia Meloni", "Italy"),
    ],
)
def test_roles_tie_to_whom_they_name(actors: dict[str, Actor], person: str, tied: str) -> None:
    """A role names the country, organization or person that it is held for."""
    assert actors[person].roles[0].of == actors[tied].id


def test_organizations_and_countries(actors: dict[str, Actor]) -> None:
    """Organizations and countries are told apart, and the United States are one actor."""
    for name in ("Kremlin", "European Union", "NATO", "SWIFT", "Eurasia Group", "U.S. Army Europe"):
        assert actors[name].kind == "organization", name
    for name in ("Russia", "Ukraine", "France", "Britain", "Germany", "Poland", "Italy", "United States"):
        assert actors[name].kind == "country", name
    assert "U.S." in actors["United States"].aliases
    assert not {"U.S.", "Americans", "French", "Russians"} & set(actors)


def test_there_are_no_other_actors_than_places(actors: dict[str, Actor]) -> None:
    """Nothing is left over but the places and bodies that the story names."""
    others = {a.canonical_name for a in actors.values() if a.kind in {"place", "group"}}
    assert others == {
        "Europe",
        "Eastern Europe",
        "Black Sea",
        "Paris",
        "London",
        "Washington",
        "Brussels",
        "Élysée Palace",
    }
    organizations = {a.canonical_name for a in actors.values() if a.kind == "organization"}
    assert organizations == {
        "Kremlin",
        "European Union",
        "NATO",
        "SWIFT",
        "Eurasia Group",
        "United Nations",
        "Russian Foreign Ministry",
        "U.S. Army Europe",
    }


def test_every_trump_is_the_same(seed: Article, found: Found, actors: dict[str, Actor]) -> None:
    """All seven times that the name stands it is the president, however the recogniser labels it."""
    spans = [m.span.of(seed.text) for m in found.mentions if m.actor == actors["Donald Trump"].id]
    assert spans == ["Donald Trump", *["Trump"] * 6]


def test_the_dateline_is_a_mention(seed: Article, found: Found, actors: dict[str, Actor]) -> None:
    """The place that opens the story counts, under its usual name."""
    (mention,) = [m for m in found.mentions if m.actor == actors["Brussels"].id]
    assert mention.span.of(seed.text) == "BRUSSELS"


def test_role_heads_lead_to_their_holders(found: Found, actors: dict[str, Actor]) -> None:
    """The president may be any of three, in text order; the spokeswoman is one."""
    presidents = ("Emmanuel Macron", "Donald Trump", "Vladimir Putin")
    assert found.role_heads["president"] == tuple(actors[name].id for name in presidents)
    assert found.role_heads["spokeswoman"] == (actors["Maria Zakharova"].id,)


def test_genders_are_only_what_the_article_shows(found: Found, actors: dict[str, Actor]) -> None:
    """Macron is "he" by pronoun, Zakharova "she" by her role; of Rahman nothing is said."""
    assert found.genders[actors["Emmanuel Macron"].id] == "he"
    assert found.genders[actors["Maria Zakharova"].id] == "she"
    assert actors["Mujtaba Rahman"].id not in found.genders


def test_every_mention_is_the_articles_own_characters(seed: Article, found: Found) -> None:
    """Mentions stand in order, apart, and in the story: not in credit or sign-off."""
    story = [p.span for p in seed.paragraphs if p.kind in {"body", "heading", "caption"}]
    ids = {actor.id for actor in found.actors}
    end = 0
    for mention in found.mentions:
        assert mention.span.start >= end
        end = mention.span.end
        assert any(span.contains(mention.span) for span in story)
        assert mention.actor in ids


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Mara Ellwood met Nora Voss, 54, the mayor of Tarnby.",
            {"Mara Ellwood": "person", "Nora Voss": "person"},
        ),
        ("The company Brunnwerk said Brunnwerk shares fell.", {"Brunnwerk": "organization"}),
        ("He lives in Ledbury, a town in England, near Malvern.", {"Ledbury": "place", "England": "country"}),
        (
            "Democrats and Republicans in the Senate voted.",
            {"Democrats": "group", "Republicans": "group", "Senate": "organization"},
        ),
    ],
)
def test_kinds_follow_the_words_around(
    make_article: Callable[..., Article], nlp: Language, text: str, expected: dict[str, str]
) -> None:
    """What stands around a name tells its kind."""
    kinds = {a.canonical_name: a.kind for a in find_actors(parse(make_article(text), nlp)).actors}
    assert expected.items() <= kinds.items()
