"""What people read in our own articles, and how much of it the analysis finds: floors that may only rise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from compare import figures, tally
from floors import digest, holds
from gold import files

if TYPE_CHECKING:
    from gold import Judged

pytestmark = pytest.mark.model

SEED = "000_9d82fa3110da9c7e"


@pytest.fixture
def seed(newsroom: list[Judged]) -> Judged:
    """Return the real seed."""
    return next(item for item in newsroom if item.article.id == SEED)


def test_quotes_of_all_kinds_stand_on_their_floors(newsroom: list[Judged]) -> None:
    """Quotes of every kind, their speakers of every kind and their cues are at least as right as they were."""
    result = tally(newsroom)
    holds("newsroom", {"sha256": digest(files())}, figures(result), "\n".join(result.lines))


def test_all_quotations_of_the_real_seed_have_their_speaker(seed: Judged) -> None:
    """The 17 attributed quotations are found, each with the right speaker, and nothing else is taken for one."""
    result = tally([seed])
    assert [result.n[f"direct {part}"] for part in ("wanted", "right", "given")] == [17, 17, 17], result.lines


def test_names_in_marks_of_the_real_seed_are_no_quotes(seed: Judged) -> None:
    """A mantra, a coalition and a force stand in quotation marks; nobody says them here."""
    result = tally([seed])
    assert seed.gold["not_quotes"]
    assert result.n["left alone"] == len(seed.gold["not_quotes"]), result.lines


def test_most_clauses_of_the_real_seed_are_found(seed: Judged) -> None:
    """Most of what people read as mixed and indirect speech is found."""
    result = tally([seed])
    assert result.n["indirect found"] >= 0.6 * result.n["indirect wanted"], result.lines
    assert result.n["mixed found"] >= 0.6 * result.n["mixed wanted"], result.lines


def test_gold_stands_in_the_text_as_it_is_read(newsroom: list[Judged]) -> None:
    """Every quote of the gold that counts is in the text that is analysed, and so is most of what is in marks."""
    for item in newsroom:
        for quote in item.gold["quotes"]:
            assert quote.get("optional") or item.span(quote["content"], quote.get("nth", 1)), quote["content"]
    assert tally(newsroom).n["in marks"] >= 30


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("Emmanuel Macron", "French President"),
        ("Donald Trump", "President"),
        ("Vladimir Putin", "Russian President"),
        ("Keir Starmer", "British Prime Minister"),
        ("Steve Witkoff", "Trump Special Envoy"),
        ("Mujtaba Rahman", "managing director for Europe at the Eurasia Group consultancy"),
        ("Maria Zakharova", "Russian Foreign Ministry spokeswoman"),
        ("Giorgia Meloni", "Italian Prime Minister"),
        ("Ben Hodges", "Retired Lt. Gen."),
    ],
)
def test_people_of_the_real_seed_have_their_roles(seed: Judged, name: str, role: str) -> None:
    """Each person of the story is a person with a role as the article words it."""
    actor = next(a for a in seed.analysis.actors or () if a.canonical_name == name)
    assert actor.kind == "person"
    assert role in [r.span.of(seed.article.text) for r in actor.roles]


def test_photographer_and_contributors_are_no_actors(seed: Judged) -> None:
    """Credits and sign-offs are not part of the story."""
    names = {a.canonical_name for a in seed.analysis.actors or ()}
    assert not names & {"Ludovic Marin", "Anthony Faiola", "Natalia Abbakumova"}


def test_every_quote_is_the_articles_own_characters(newsroom: list[Judged]) -> None:
    """Every span of every analysis names characters of its article."""
    for item in newsroom:
        for quote in item.analysis.quotes or ():
            assert quote.content.of(item.article.text).strip()
            assert quote.content.end <= len(item.article.text)
