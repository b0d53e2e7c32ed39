"""Which articles are called similar, and why."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from small_corpora import Story as BeingWritten
from small_corpora import join

from generator.compose import ComposeSettings, compose
from generator.compose.library import library
from generator.compose.views_of_pages import ArticleView
from generator.model import Story

if TYPE_CHECKING:
    from generator.compose.similar import Similar
    from generator.model import ActorKind, Corpus, Entry


def _article(name: str, phrases: list[str], actors: dict[str, ActorKind]) -> Entry:
    words = ". ".join([*phrases, *actors])
    story = BeingWritten(name, [("body", f"{words}.")], meta={"title": name.title()}, phrases=phrases)
    for n, (actor, kind) in enumerate(actors.items()):
        story.actor(f"a{n}", actor, kind)
    return story.entry()


@pytest.fixture
def papers() -> Corpus:
    """Six articles: two on a dam, two more that have only a place in common with them, two on nothing alike."""
    return join(
        [
            _article("dam-burst", ["dam", "flood"], {"Ida Vantongeren": "person", "Ostmere": "place"}),
            _article("dam-inquiry", ["dam", "inquiry"], {"Ida Vantongeren": "person", "Ostmere": "place"}),
            _article("fair", ["fair", "prizes"], {"Ostmere": "place", "Lusk": "place"}),
            _article("bakery", ["bread"], {"Ostmere": "place", "Lusk": "place"}),
            _article("chess", ["chess"], {"Per Ambo": "person"}),
            _article("snow", ["snow"], {"Rue Tallis": "person"}),
        ],
    )


def _similar(corpus: Corpus, article: str) -> tuple[Similar, ...]:
    return library(corpus, ComposeSettings()).similar.get(article, ())


def test_articles_that_share_what_few_others_have_are_similar(papers: Corpus) -> None:
    """Both on a topic and a person that no other article has; what tells most is given as the reason."""
    (found,) = _similar(papers, "dam-burst")
    assert found.article == "dam-inquiry"
    assert set(found.shared[:2]) == {"dam", "Ida Vantongeren"}
    assert 0 < found.likeness <= 1


def test_likeness_is_mutual(papers: Corpus) -> None:
    """What one is like is like it, by the same measure."""
    assert [s.likeness for s in _similar(papers, "dam-burst")] == [
        s.likeness for s in _similar(papers, "dam-inquiry")
    ]


def test_places_alone_make_nothing_similar(papers: Corpus) -> None:
    """A fair and a bakery of the same two towns are not on the same."""
    assert _similar(papers, "fair") == ()
    assert _similar(papers, "bakery") == ()


def test_one_thing_in_common_is_not_enough(papers: Corpus) -> None:
    """For one shared topic there is the topic's page."""
    two = join([*papers.entries, _article("dam-poem", ["dam", "poem"], {})])
    assert "dam-poem" not in {s.article for s in _similar(two, "dam-burst")}


def test_copies_of_a_story_are_versions_and_not_similar(papers: Corpus) -> None:
    """What tells the same nearly word for word is told apart as a version; of two copies one is given."""
    copies = replace(papers, stories=(Story(articles=("dam-burst", "dam-inquiry")),))
    assert _similar(copies, "dam-burst") == ()


def test_the_page_says_why(papers: Corpus) -> None:
    """Each similar article has outlet, date and the reason in words."""
    site = compose(papers, ComposeSettings())
    view = next(p.view for p in site.pages if p.path.startswith("articles/dam-burst"))
    assert isinstance(view, ArticleView)
    (one,) = view.similar
    assert one.article.text == "Dam-Inquiry"
    assert one.reason.startswith("In both: ")
    assert " and " in one.reason


def test_what_many_articles_share_is_passed_over() -> None:
    """Else the work would grow with the square of the corpus: two topics of every fourth article tell nothing of any two."""
    corpus = join([_article(f"a{i}", [f"x{i % 4}", f"y{i % 4}", f"z{i}"], {}) for i in range(40)])
    assert library(corpus, ComposeSettings()).similar == {}
