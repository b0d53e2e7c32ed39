"""What people read in our own articles, and how much of it the analysis finds: floors that may only rise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from gold import direct_scores, plain

if TYPE_CHECKING:
    from gold import Judged

pytestmark = pytest.mark.model

SEED = "000_9d82fa3110da9c7e"

FOUND, RIGHT = 0.94, 0.80
"""Shares of the newsroom's direct quotes that are found, and found with the right speaker. Measured 2026-11-22."""

EXTRA = 12
"""Direct quotes that nobody says, over the whole newsroom."""


@pytest.fixture
def seed(newsroom: list[Judged]) -> Judged:
    """Return the real seed."""
    return next(item for item in newsroom if item.article.id == SEED)


def test_the_newsrooms_direct_quotes_are_found(newsroom: list[Judged]) -> None:
    """Quotes and their speakers stay at least as right as they were."""
    counts, lines = direct_scores(newsroom)
    told = "\n".join([*lines, str(counts)])
    assert counts["found"] / counts["wanted"] >= FOUND, told
    assert counts["right"] / counts["wanted"] >= RIGHT, told
    assert counts["extra"] <= EXTRA, told


def test_all_quotations_of_the_real_seed_have_their_speaker(seed: Judged) -> None:
    """The 17 attributed quotations are found, each with the right speaker, and nothing else is taken for one."""
    counts, lines = direct_scores([seed])
    assert counts == {"wanted": 17, "found": 17, "right": 17, "extra": 0}, "\n".join(lines)


def test_names_in_marks_of_the_real_seed_are_no_quotes(seed: Judged) -> None:
    """A mantra, a coalition and a force stand in quotation marks; nobody says them here."""
    direct = {
        plain(q.content.of(seed.article.text)) for q in seed.analysis.quotes or () if q.kind == "direct"
    }
    assert seed.gold["not_quotes"]
    for words in seed.gold["not_quotes"]:
        assert plain(words) not in direct


def test_indirect_statements_of_the_real_seed_are_found(seed: Judged) -> None:
    """Most of what people read as reported speech is found with its speaker."""
    text = seed.article.text
    names = {a.id: a.canonical_name for a in seed.analysis.actors or ()}
    got = {
        plain(q.content.of(text)): names.get(q.speaker or "", q.unnamed) for q in seed.analysis.quotes or ()
    }
    wanted = [q for q in seed.gold["quotes"] if q["kind"] == "indirect" and not q.get("optional")]
    found = [
        q
        for q in wanted
        if any(plain(q["content"])[:40] in said or said in plain(q["content"]) for said in got)
    ]
    assert len(found) >= 0.6 * len(wanted), [q["content"] for q in wanted if q not in found]


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
