"""The page on sources: counts with their whole, no share of 100 where there are few."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from small_corpora import Story as BeingWritten
from small_corpora import greve, join, small_site

from generator.compose import ComposeSettings
from generator.compose.library import library
from generator.compose.sources_page import sources_page
from generator.compose.unnamed_shares import LEAST, MAX_ROWS, by_outlet, shares_chart
from generator.compose.views_of_lists import SourcesView

if TYPE_CHECKING:
    from generator.model import Corpus, Entry, Page


def _page(corpus: Corpus, **settings: object) -> tuple[Page, SourcesView]:
    page = sources_page(library(corpus, ComposeSettings(**settings)))  # type: ignore[arg-type]
    assert isinstance(page.view, SourcesView)
    return page, page.view


def _article(name: str, outlet: str | None, n_named: int, n_unnamed: int) -> Entry:
    """Return an article with so many statements of Una Brisk and of a harbour official."""
    lines = [f"“We counted {i} boats in {name} today,” she said." for i in range(n_named + n_unnamed)]
    story = BeingWritten(name, [("body", line) for line in lines], meta={"title": name, "outlet": outlet})
    story.actor("a", "Una Brisk")
    for i in range(n_named + n_unnamed):
        words = f"We counted {i} boats in {name} today,"
        if i < n_named:
            story.quote(words, "a")
        else:
            story.quote(words, None, unnamed="a harbour official")
    return story.entry()


@pytest.fixture
def papers() -> Corpus:
    """Three outlets with twelve, ten and four statements, and an article without outlet."""
    return join(
        [
            _article("one", "Elmsworth Post", 6, 6),
            _article("two", "Skarne Wire", 9, 1),
            _article("three", "Quay News", 2, 2),
            _article("four", None, 1, 0),
        ],
    )


def test_the_sentence_adds_up() -> None:
    """Named, unnamed, documents and unclear speakers make the whole."""
    _, view = _page(small_site())
    assert view.sentence == (
        "Eight statements: six from two named speakers, one from an unnamed source and one whose speaker is not clear."
    )


def test_no_share_is_given_of_a_handful(papers: Corpus) -> None:
    """Below ten statements stands a dash; the counts stand with their whole everywhere."""
    _, view = _page(papers)
    assert view.outlets is not None
    rows = {row[0].text: [cell.text for cell in row[1:]] for row in view.outlets.rows}
    assert rows == {
        "Elmsworth Post": ["12", "6 of 12", "50 %"],
        "Skarne Wire": ["10", "1 of 10", "10 %"],
        "Quay News": ["4", "2 of 4", "–"],
    }
    assert view.outlets_note == "One more statement is of an article without an outlet."
    assert LEAST == 10


def test_two_outlets_with_enough_statements_are_no_chart(papers: Corpus) -> None:
    """The third has too few; a drawing of two bars says less than the table."""
    page, _ = _page(papers)
    assert page.charts == ()
    more = join([*papers.entries, _article("five", "Lighthouse", 8, 4)])
    page, _ = _page(more)
    (chart,) = page.charts
    assert [(b.label, b.value) for b in chart.bars] == [
        ("Elmsworth Post", 50),
        ("Lighthouse", 33),
        ("Skarne Wire", 10),
    ]
    assert chart.finding == "Elmsworth Post leans most on unnamed sources: 6 of 12 statements"


def test_a_topic_leans_on_nobody(papers: Corpus) -> None:
    """An outlet leans on sources; on a topic they are heard."""
    found = library(join([*papers.entries, _article("five", "Lighthouse", 8, 4)]), ComposeSettings())
    groups = by_outlet(found, [u for said in found.utterances.values() for u in said])
    topics = {key: f"topics/{n}.md" for n, key in enumerate(groups)}
    chart = shares_chart(found, groups, "by-topic", "Topic", topics, "sources.md")
    assert chart is not None
    assert chart.finding == "Unnamed sources are heard most on “Elmsworth Post”: 6 of 12 statements"
    assert chart.measure == "Statements from unnamed sources in every 100, where there are at least 10"


def test_how_much_few_say_is_told_where_many_speak() -> None:
    """With ten speakers or more; the five most quoted are counted of all statements."""
    few = [_article(f"n{i}", None, 1, 0) for i in range(3)]
    assert _page(join(few))[1].concentration == ()
    story = BeingWritten(
        "crowd", [("body", f"“Boat {i} is mine,” she said.") for i in range(12)], meta={"title": "C"}
    )
    for i in range(10):
        story.actor(f"a{i}", f"Speaker Number{i}")
    for i in range(12):
        story.quote(f"Boat {i} is mine,", f"a{i % 10}")
    _, view = _page(join([story.entry()]))
    assert view.concentration == (
        "The five most quoted give seven of 12 statements.",
        "Half of the 12 statements of named speakers come from four of 10 speakers.",
    )


def test_little_is_not_none() -> None:
    """What rounds to nothing of a hundred although there is some says so."""
    corpus = join([_article("long", "Elmsworth Post", 250, 1)])
    _, view = _page(corpus)
    assert view.outlets is not None
    assert [c.text for c in view.outlets.rows[0]] == ["Elmsworth Post", "251", "1 of 251", "under 1 %"]


def test_documents_stand_with_their_article_and_only_where_words_may_be_shown() -> None:
    """What may not be published is counted, and not named by its words."""
    story = BeingWritten(
        "audit", [("body", "“Costs doubled twice,” the audit said.")], meta={"title": "Audit"}
    )
    story.actor("a", "Una Brisk").quote("Costs doubled twice,", None, unnamed="the audit", is_document=True)
    corpus = join([story.entry()])
    _, view = _page(corpus, publish="full")
    assert view.documents is not None
    assert [[c.text for c in row] for row in view.documents.rows] == [["The audit", "Audit", "1"]]
    _, view = _page(corpus, publish="none")
    assert view.documents is None
    assert view.sentence == "One statement: one from a document."


def test_nothing_to_count_says_why() -> None:
    """Without articles, and without anybody who speaks."""
    assert "no articles yet" in (_page(join([]))[1].empty or "")
    page, view = _page(join([greve()]))
    assert "No statements were found" in (view.empty or "")
    assert view.kinds is None
    assert page.description


def test_the_list_of_speakers_is_short(papers: Corpus) -> None:
    """At most fifty stand here; the list of actors has all, and is led to."""
    _, view = _page(papers)
    assert view.speakers is not None
    assert len(view.speakers.rows) <= MAX_ROWS == 50
    assert view.speakers_note is None
    assert view.all_actors.href == "../actors/index.md"
    assert re.fullmatch(r"\d+", view.speakers.rows[0][1].text)
