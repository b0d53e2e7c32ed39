"""What an actor says stands by topic, each utterance once."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from small_corpora import Story as BeingWritten
from small_corpora import join

from generator.compose import ComposeSettings
from generator.compose.actor_page import actor_page
from generator.compose.by_topic import topic_groups, topics_chart
from generator.compose.library import Library, library
from generator.compose.views_of_pages import ActorView

if TYPE_CHECKING:
    from generator.compose.views import QuoteGroup


@pytest.fixture
def papers() -> Library:
    """One speaker who says three things on boats (one of them also on fish), one on fish and one on nothing."""
    said = [
        "The boats are old and slow.",
        "The boats need paint and fish.",
        "The boats must sail.",
        "The fish are few this year.",
        "It will be a long winter.",
    ]
    story = BeingWritten(
        "quay",
        [("body", f"“{words}” Per Ambo said.") for words in said],
        meta={"title": "On the quay"},
        phrases=["boats", "fish"],
    )
    story.actor("a", "Per Ambo")
    for words in said:
        story.quote(words, "a", cue_class="said")
    return library(join([story.entry()]), ComposeSettings(publish="full"))


def _groups(papers: Library) -> tuple[QuoteGroup, ...]:
    (actor,) = (a for a in papers.corpus.actors if a.canonical_name == "Per Ambo")
    return topic_groups(papers, actor, papers.said_by(actor), papers.actor_pages[actor.id])


def test_each_utterance_stands_once_under_its_best_topic(papers: Library) -> None:
    """The topic with most statements first; what is also on it does not stand under the next one again."""
    groups = _groups(papers)
    assert [(g.title.text, g.title.note) for g in groups] == [
        ("Boats", "3 statements"),
        ("Fish", "1 statement"),
        ("Other", "1 statement"),
    ]
    cards = Counter(c.id for g in groups for c in (*g.quotations, *g.statements))
    assert set(cards.values()) == {1}
    assert len(cards) == 5


def test_a_topic_heading_leads_to_its_page(papers: Library) -> None:
    """What is on no topic leads nowhere."""
    assert [g.title.href for g in _groups(papers)] == ["../topics/boats.md", "../topics/fish.md", None]


def test_the_chart_counts_a_statement_on_each_of_its_topics(papers: Library) -> None:
    """Two topics are no chart; as links they have the whole counts."""
    (actor,) = papers.corpus.actors
    chart, links = topics_chart(papers, actor, papers.said_by(actor), papers.actor_pages[actor.id])
    assert chart is None
    assert [(n.text, n.note) for n in links] == [("boats", "3 statements"), ("fish", "2 statements")]


def test_without_topics_quotations_stand_by_article() -> None:
    """Somebody who speaks on no topic has the articles as headings."""
    quiet = BeingWritten(
        "still", [("body", "“No,” Una Brisk said.")], meta={"title": "Still"}, phrases=["quay"]
    )
    quiet.actor("b", "Una Brisk").quote("No,", "b", cue_class="said")
    found = library(join([quiet.entry()]), ComposeSettings(publish="full"))
    view = actor_page(found, found.corpus.actors[0]).view
    assert isinstance(view, ActorView)
    assert not view.is_by_topic
    assert [g.title.text for g in view.groups] == ["Still"]
