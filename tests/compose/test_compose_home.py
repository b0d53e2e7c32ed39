"""The home page: the strongest of the newest quotations, and what a site of one article leads to."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from small_corpora import Story as BeingWritten
from small_corpora import ferry_strike, join

from generator.compose import ComposeSettings
from generator.compose.home_page import HOME, home_page, recent_quotes
from generator.compose.library import library
from generator.compose.views_of_home import HomeView

if TYPE_CHECKING:
    from generator.compose.library import Library
    from generator.model import Entry

LONG = "We have mended every net in this harbour and still the boats come home empty"


def _said(day: int, who: str, words: str, **more: object) -> Entry:
    story = BeingWritten(
        f"a{day}",
        [("body", f"“{words},” {who} said.")],
        meta={"title": f"Day {day}", "date": date(2031, 5, day)},
    )
    story.actor("s", who).quote(words, "s", **({"confidence": 0.95} | more))
    return story.entry()


def _library(*entries: Entry) -> Library:
    return library(join(list(entries)), ComposeSettings(publish="full"))


def _speakers(found: Library) -> list[str]:
    return [q.speaker.label for q in recent_quotes(found, HOME, ())]


def test_strong_quotes_are_the_newest_first_and_one_of_each_speaker() -> None:
    """Who is quoted in two articles stands once, with the newer words."""
    found = _library(_said(1, "Una Brisk", LONG), _said(2, "Per Ambo", LONG), _said(3, "Una Brisk", LONG))
    quotes = recent_quotes(found, HOME, ())
    assert [(q.speaker.label, q.article.note) for q in quotes if q.article] == [
        ("Una Brisk", "3 May 2031"),
        ("Per Ambo", "2 May 2031"),
    ]


def test_only_sure_and_long_enough_direct_speech_is_strong() -> None:
    """A doubtful speaker, a few words and reported speech stand elsewhere."""
    found = _library(
        _said(1, "Una Brisk", LONG, confidence=0.7),
        _said(2, "Per Ambo", "Not today"),
        _said(3, "Ida Lund", LONG, kind="indirect"),
    )
    assert _speakers(found) == []


def test_what_stands_on_a_card_is_not_said_again() -> None:
    """The newest articles' cards have their strongest quotation; their speakers are passed over below."""
    view = home_page(_library(*(_said(d, f"Speaker Number{d}", LONG) for d in range(1, 10)))).view
    assert isinstance(view, HomeView)
    on_cards = {c.quote.speaker.label for c in view.cards if c.quote}
    assert len(on_cards) == 6
    assert [q.speaker.label for q in view.quotes] == ["Speaker Number3", "Speaker Number2", "Speaker Number1"]


def test_a_site_of_one_article_shows_its_story() -> None:
    """Summary, speakers and topics of that article stand there, with a link to all that was found."""
    view = home_page(library(join([ferry_strike()]), ComposeSettings(publish="full"))).view
    assert isinstance(view, HomeView)
    assert view.one is not None
    assert view.one.summary
    assert view.one.speakers
    assert view.one_link is not None
    assert view.cards == ()
    assert view.sentence.startswith(
        "This site covers one article from Elmsworth Post, published on 3 March 2031."
    )


def test_numbers_of_the_whole_are_plural() -> None:
    """Lists of a single thing are not offered."""
    view = home_page(_library(_said(1, "Una Brisk", LONG))).view
    assert isinstance(view, HomeView)
    assert [link.text for link in view.more] == []
