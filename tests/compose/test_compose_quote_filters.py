"""The file by which browsers filter the list of all quotes: it says of each card what the corpus says, and no word of it."""

from __future__ import annotations

from typing import Any

import pytest
from small_corpora import Story, ferry_strike, ferry_talks, join, small_site

from generator.compose import ComposeSettings, compose
from generator.compose.library import library
from generator.compose.quote_filters import DIGITS, FORMS, SOURCES, filtered, listed, quote_facets
from generator.compose.views_of_lists import QuotesView
from generator.model import Corpus, JsonObject


def _facets(corpus: Corpus, **settings: Any) -> dict[str, Any]:  # noqa: ANN401 - any setting
    content = quote_facets(library(corpus, ComposeSettings(**settings))).content
    assert isinstance(content, JsonObject)
    return dict(content.values)


def _places(value: int | tuple[int, ...]) -> tuple[int, ...]:
    return value if isinstance(value, tuple) else (value,) if value else ()


@pytest.mark.parametrize("per_page", [2, 3, 50])
def test_the_file_is_in_the_order_of_the_cards(per_page: int) -> None:
    """Card number n of the list's pages is the n-th of the file, wherever a page ends."""
    settings = ComposeSettings(publish="full", rows_per_page=per_page)
    corpus = small_site()
    site = compose(corpus, settings)
    views = [p.view for p in site.pages if isinstance(p.view, QuotesView)]
    cards = [c for v in views for g in v.groups for c in (*g.quotations, *g.statements)]
    said = listed(library(corpus, settings))
    assert [c.number for c in cards] == list(range(1, len(said) + 1))
    assert [c.id for c in cards] == [u.id for u in said]
    facets = _facets(corpus, publish="full", rows_per_page=per_page)
    assert [FORMS[DIGITS.index(f) // len(SOURCES)] for f in facets["form"]] == [c.kind for c in cards]
    named = ["named" if c.speaker.name else "other" for c in cards]
    assert ["named" if DIGITS.index(f) % len(SOURCES) == 0 else "other" for f in facets["form"]] == named
    cues = (None, *facets["cues"])
    assert [cues[DIGITS.index(f)] for f in facets["cue"]] == [c.cue for c in cards]
    speakers = [tuple(facets["actors"][i - 1][1] for i in _places(p)) for p in facets["actor"]]
    assert [s[:1] for s in speakers] == [(c.speaker.name.text,) if c.speaker.name else () for c in cards]


def test_every_column_is_as_long_as_the_list() -> None:
    """Each quote has a form, a cue, an actor and a topic, or the sign for none; articles count them all."""
    facets = _facets(small_site())
    n = len(facets["form"])
    assert n > 0
    assert len(facets["cue"]) == len(facets["actor"]) == len(facets["topic"]) == n
    assert sum(run[0] for run in facets["articles"]) == n


def test_a_topic_holds_the_quotes_that_its_page_holds() -> None:
    """What is said on a topic is what its page says is said on it."""
    corpus = small_site()
    found = library(corpus, ComposeSettings(publish="full"))
    facets = _facets(corpus, publish="full")
    said = listed(found)
    for place, name in enumerate(facets["topics"], start=1):
        topic = next(t for t in corpus.topics if t.name == name)
        held = {(u.article, u.id) for u, p in zip(said, facets["topic"], strict=True) if place in _places(p)}
        assert held == {(u.article, u.id) for u in found.said(topic.quotes)} & {
            (u.article, u.id) for u in said
        }


def test_what_may_not_be_published_is_not_in_it() -> None:
    """An article that is not published adds nothing: no count, no outlet, no speaker."""
    corpus = join([ferry_talks(), ferry_strike(publish="none", outlet="Hidden Herald")])
    facets = _facets(corpus)
    assert "Hidden Herald" not in facets["outlets"]
    assert len(facets["articles"]) == 1
    empty = _facets(join([ferry_strike(publish="none")]))
    assert (empty["form"], empty["actors"], empty["articles"]) == ("", (), ())


def test_an_address_that_the_name_does_not_give_is_written() -> None:
    """A browser makes `tam-okafor` of a plain name by itself; for all others the file has the address."""
    story = Story(
        "a",
        [("body", "“Yes,” Jörg Ähl said."), ("body", "“No,” C++ said."), ("body", "“So,” Ada Brandt said.")],
    )
    story.actor("j", "Jörg Ähl").actor("c", "C++", "organization").actor("b", "Ada Brandt")
    story.quote("Yes,", "j").quote("No,", "c").quote("So,", "b")
    corpus = join([story.entry()])
    found = library(corpus, ComposeSettings(publish="full"))
    pages = {a.canonical_name: found.actor_pages[a.id] for a in corpus.actors}
    actors = {a[1]: a[2:] for a in _facets(corpus, publish="full")["actors"]}
    assert actors["Ada Brandt"] == ()
    for name in ("Jörg Ähl", "C++"):
        assert pages[name] == f"actors/{actors[name][0]}.md"


def test_a_link_to_the_filtered_list_needs_something_to_filter() -> None:
    """From an actor's page, relative and by its address; none where the list has fewer than two."""
    corpus = small_site()
    found = library(corpus, ComposeSettings(publish="full"))
    tam = next(a for a in corpus.actors if a.canonical_name == "Tam Okafor")
    page = found.actor_pages[tam.id]
    said = found.said_by(tam)
    assert filtered(found, said, page) == "../quotes/index.md?actor=tam-okafor"
    assert filtered(found, said[:1], page) is None
