"""Who speaks in an article, where their words may be shown and where they may not."""

from __future__ import annotations

import pytest
from small_corpora import Story, join

from generator.compose import ComposeSettings, compose
from generator.compose.views_of_pages import ArticleView
from generator.compose.views_of_site import MethodView


def _article(publish: str) -> ArticleView:
    story = Story(
        "fees", [("body", "“We will not pay a crown,” Mara Ellwood said.")], meta={"publish": publish}
    )
    story.actor("m", "Mara Ellwood").quote("We will not pay a crown,", "m")
    site = compose(join([story.entry()]), ComposeSettings())
    return next(p.view for p in site.pages if isinstance(p.view, ArticleView))


@pytest.mark.parametrize(("publish", "n_shown"), [("full", 1), ("none", 0)])
def test_a_speaker_leads_to_their_words_only_where_these_stand(publish: str, n_shown: int) -> None:
    """Who speaks is told in any case; no heading stands over nothing, and nothing leads to a heading that is not there."""
    view = _article(publish)
    (card,) = view.speakers
    assert card.said == "One quotation"
    assert [len(g.quotations) for g in view.groups] == [1] * n_shown
    assert [f"#{g.id}" for g in view.groups] == [card.href] * n_shown
    assert (card.href is None) == (n_shown == 0)


def test_what_documents_say_is_told_of_how_many() -> None:
    """Without unnamed sources before it, "one" would be one speaker: the whole is named."""
    lines = ["“We will not pay a crown,” Mara Ellwood said.", "“The fee is lawful,” the report says."]
    story = Story("fees", [("body", line) for line in lines], meta={"publish": "full"})
    story.actor("m", "Mara Ellwood").quote("We will not pay a crown,", "m")
    story.quote("The fee is lawful,", None, unnamed="the report", is_document=True)
    view = next(
        p.view
        for p in compose(join([story.entry()]), ComposeSettings()).pages
        if isinstance(p.view, ArticleView)
    )
    assert view.speakers_sentence == "One speaker is named; one of two statements comes from documents."


def test_words_that_no_rule_gives_to_anybody_have_no_rule() -> None:
    """Nothing is "found nowhere", and no share of what was not attributed is right."""
    story = Story("fees", [("body", "“We will not pay a crown.”")], meta={"publish": "full"})
    story.quote("We will not pay a crown.", None, rule="unattributed", confidence=0.06)
    site = compose(join([story.entry()]), ComposeSettings())
    view = next(p.view for p in site.pages if isinstance(p.view, ArticleView))
    (group,) = view.groups
    assert [card.rule for card in group.quotations] == [""]
    method = next(p.view for p in site.pages if isinstance(p.view, MethodView))
    assert [[cell.text for cell in row[1:]] for row in method.rules.rows] == [["–", "1"]]
