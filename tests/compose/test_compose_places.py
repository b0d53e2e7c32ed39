"""Who has a page of their own, and where the names of the others lead."""

from __future__ import annotations

from dataclasses import replace

from small_corpora import small_site

from generator.compose import ComposeSettings, compose
from generator.compose.actor_places import articles_for_a_page, own_pages
from generator.compose.library import library
from generator.compose.names import corpus_name
from generator.compose.published_quotes import quotes_file
from generator.model import ActorFacts


def test_who_is_only_named_once_has_no_page_but_a_place() -> None:
    """The name leads to the passage, or to the article's list of names; every link of the site still leads somewhere."""
    corpus = small_site()
    found = library(corpus, ComposeSettings(excerpt_words=60))
    silent = [a for a in corpus.actors if not found.has_page(a)]
    assert silent
    pages = {p.path for p in compose(corpus, ComposeSettings(excerpt_words=60)).pages}
    for actor in corpus.actors:
        assert (found.actor_pages[actor.id] in pages) == found.has_page(actor)
    for actor in silent:
        place, _, anchor = found.actor_places[actor.id].partition("#")
        assert place == found.article_pages[actor.appearances[0].article]
        assert anchor == "actors" or anchor.startswith("p-")
        assert corpus_name(found, actor, "index.md").href == found.actor_places[actor.id]


def test_whoever_something_is_told_of_has_a_page() -> None:
    """A second mention, a role, a word spoken, a fact of the editors: each is enough, whoever else is in the corpus."""
    corpus = small_site()
    silent = next(a for a in corpus.actors if a.id not in own_pages(corpus))
    told = (
        replace(silent, n_mentions=2),
        replace(silent, facts=ActorFacts(description="a ferry")),
        replace(silent, appearances=silent.appearances * 2),
        replace(silent, stands_for="Skarne"),
    )
    for one in told:
        assert one.id in own_pages(replace(corpus, actors=(one,)))


def test_a_large_collection_gives_pages_to_those_whom_several_articles_name() -> None:
    """What is asked for grows with the collection, unless a setting says how much it is; editors' facts give a page in any case."""
    grown = [articles_for_a_page(n, None) for n in (0, 1, 1_000, 1_001, 8_000, 8_001, 18_276)]
    assert grown == [1, 1, 1, 2, 2, 3, 3]
    assert articles_for_a_page(18_276, 1) == 1
    corpus = small_site()
    found = library(corpus, ComposeSettings(min_actor_articles=2))
    once = [a for a in corpus.actors if len(a.appearances) == 1]
    assert any(own_pages(corpus) >= {a.id} for a in once)
    assert not any(found.has_page(a) for a in once)
    assert not any(quotes_file(found, a) for a in once)
    assert any(map(found.has_page, corpus.actors))
    known = replace(once[0], facts=ActorFacts(description="a ferry"))
    assert own_pages(replace(corpus, actors=(known,)), least=9) == {known.id}


def test_a_list_says_who_has_no_page() -> None:
    """The list of actors counts those without a page and says where their names lead."""
    pages = {p.path: p for p in compose(small_site(), ComposeSettings(min_actor_articles=2)).pages}
    assert "are named in fewer than two articles and have no page" in pages["actors/index.md"].description
