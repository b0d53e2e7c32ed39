"""Who has a page of their own, and where the names of the others lead."""

from __future__ import annotations

from dataclasses import replace

from small_corpora import small_site

from generator.compose import ComposeSettings, compose
from generator.compose.actor_places import own_pages
from generator.compose.library import library
from generator.compose.names import corpus_name
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
