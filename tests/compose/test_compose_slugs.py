"""Addresses: readable, safe on every disk, and the same whatever other articles come and go."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_corpora import quiet_harbour, small_site

from generator.compose.slugs import RESERVED, actor_slugs, article_slugs, readable, topic_slugs

if TYPE_CHECKING:
    from generator.model import ActorKind, Article, CorpusActor, Topic

_SAFE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST = 60 + 1 + 64

_TITLES = st.one_of(
    st.text(max_size=400),
    st.sampled_from(
        [
            "C++",
            "C#",
            "Test",
            "test",
            "TEST",
            "con",
            "..",
            "...",
            "",
            "😀",
            "é",
            "e\u0301",
            "page",
            "index",
            "a" * 400,
        ]
    ),
)


def _article(identity: str, title: str) -> Article:
    return replace(quiet_harbour().article, id=identity, title=title)


def _actor(name: str, kind: ActorKind = "person", identity: str | None = None) -> CorpusActor:
    found = small_site().actors[0]
    return replace(found, id=identity or f"{name}|{kind}", canonical_name=name, kind=kind)


def _topic(name: str) -> Topic:
    return replace(small_site().topics[0], id=f"topic {name}", name=name)


def _check(slugs: dict[str, str]) -> None:
    found = list(slugs.values())
    folded = {unicodedata.normalize("NFC", s).casefold() for s in found}
    assert len(folded) == len(found)
    assert all(_SAFE.fullmatch(s) and len(s) <= _LONGEST and s not in RESERVED for s in found)


@settings(deadline=None)  # the first call loads the table of letters
@given(st.lists(_TITLES, max_size=30))
def test_articles_of_any_titles_have_safe_addresses_of_their_own(titles: list[str]) -> None:
    """No title makes an address that is empty, too long, reserved, or another article's."""
    _check(article_slugs(_article(f"a{n}", t) for n, t in enumerate(titles)))


@settings(deadline=None)  # the first call loads the table of letters
@given(st.lists(_TITLES, max_size=30, unique=True))
def test_actors_and_topics_of_any_names_have_safe_addresses_of_their_own(names: list[str]) -> None:
    """The same for names, whatever they lose on the way to ASCII."""
    _check(actor_slugs([_actor(n) for n in names] + [_actor(n, "place") for n in names]))
    _check(topic_slugs(_topic(n) for n in names))


@settings(deadline=None)  # the first call loads the table of letters
@given(st.lists(_TITLES, min_size=1, max_size=12))
def test_an_articles_address_does_not_depend_on_the_others(titles: list[str]) -> None:
    """Alone or among others, an article's address is the same."""
    articles = [_article(f"a{n}", t) for n, t in enumerate(titles)]
    together = article_slugs(articles)
    assert all(article_slugs([a])[a.id] == together[a.id] for a in articles)


@pytest.mark.parametrize(
    ("name", "kind", "slug"),
    [
        ("Tam Okafor", "person", "tam-okafor"),
        ("Élodie Brun", "person", "elodie-brun"),
        ("Siobhán O’Hara", "person", "siobhan-ohara"),
        ("Norland", "country", "norland"),
        ("Norland", "place", "norland-place"),
        ("Norland", "person", "norland-person"),
        ("U.S. Coast Guard", "organization", "u-s-coast-guard"),
    ],
)
def test_a_name_that_ascii_can_say_is_its_own_address(name: str, kind: ActorKind, slug: str) -> None:
    """Accents, apostrophes and stops may go; one word also says its kind, except for countries."""
    actor = _actor(name, kind)
    assert actor_slugs([actor])[actor.id] == slug


@pytest.mark.parametrize(
    "name", ["C++", "C#", "AT&T Labs", "Москва река", "東京 湾", "con", "by-name", "word " * 40]
)
def test_a_name_that_ascii_cannot_say_carries_digits_of_its_id(name: str) -> None:
    """What is lost or forbidden is made up for by the id, whether or not another name is near."""
    topic = _topic(name)
    assert re.fullmatch(r"[a-z0-9-]+-[0-9a-f]{6}", topic_slugs([topic])[topic.id])


def test_names_that_differ_in_capitals_only_part_by_digits() -> None:
    """Of two that meet, the one whose id sorts first keeps the plain address, in whatever order they come."""
    upper, lower = _topic("Harbour Talks"), _topic("harbour talks")
    slugs = topic_slugs([lower, upper])
    assert slugs == topic_slugs([upper, lower])
    assert slugs[upper.id] == "harbour-talks"
    assert slugs[lower.id].startswith("harbour-talks-")


def test_a_long_title_is_cut_at_a_word() -> None:
    """An address ends with a whole word."""
    assert readable("ferries " * 20) == "-".join(["ferries"] * 7)
