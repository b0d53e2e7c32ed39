"""The home page: what the site covers, the newest articles, what they are about, who speaks."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from generator.compose.article_page import article_view
from generator.compose.cards import article_link, kicker, quote_card
from generator.compose.charts import over_time
from generator.compose.links import link
from generator.compose.names import corpus_name
from generator.compose.speakers import n_quotations, speakers_chart
from generator.compose.trends import trends
from generator.compose.views import ArticleCard, HomeView, Link, Name
from generator.compose.words import count, figures, independently, kinds, listing, number, period, times
from generator.model import Page

if TYPE_CHECKING:
    from generator.compose.library import Library
    from generator.compose.utterances import Utterance
    from generator.compose.views import QuoteCard
    from generator.model import Chart

HOME = "index.md"
_MAX_CARDS = 6
_MAX_TOPICS = 24
_MAX_SPEAKERS = 8
_STRONG_WORDS = 45
"""Words of a quotation that still stands well on a card."""

_EMPTY = (
    "This site has no articles yet. Put articles as text, Markdown or HTML files into the folder seeds/, "
    "then build the site again."
)


def home_page(library: Library) -> Page:
    """Return the home page."""
    entries = library.corpus.entries
    one = entries[0] if len(entries) == 1 else None
    words = _sentence(library)
    view = HomeView(
        title=library.settings.site_name,
        sentence=words,
        one=article_view(library, one, HOME) if one else None,
        one_link=article_link(library, one.article.id, HOME) if one else None,
        cards=() if one else tuple(_card(library, e.article.id) for e in entries[:_MAX_CARDS]),
        topics=_topics(library),
        trends=trends(library, HOME),
        speakers=_speakers(library),
        more=_more(library),
        empty=None if entries else _EMPTY,
    )
    return Page(
        path=HOME,
        kind="home",
        template="home.md.j2",
        title=library.settings.site_name,
        description=words or _EMPTY,
        view=view,
        charts=_charts(library),
    )


def _sentence(library: Library) -> str:
    entries, actors = library.corpus.entries, library.corpus.actors
    if not entries:
        return ""
    outlets = {e.article.outlet for e in entries if e.article.outlet}
    dates = sorted(e.article.date for e in entries if e.article.date)
    what = count(len(entries), "article")
    what += (
        f" from {listing(sorted(outlets)) if len(outlets) == 1 else count(len(outlets), 'outlet')}"
        if outlets
        else ""
    )
    what += f", published {period(dates[0], dates[-1])}" if dates else ""
    n_by_kind = Counter(a.kind for a in actors)
    said = [u for us in library.utterances.values() for u in us]
    named = f" It names {kinds(n_by_kind)}" if len(entries) == 1 else f" They name {kinds(n_by_kind)}"
    speak = f", with {count(n_quotations(said), 'quotation')} and {count(len(said) - n_quotations(said), 'reported statement')}"
    return f"This site covers {what}.{named + (speak if said else '') + '.' if actors else ''}"


def _card(library: Library, article: str) -> ArticleCard:
    found = library.entries[article].article
    return ArticleCard(
        title=Link(text=found.title, href=link(HOME, library.article_pages[article])),
        kicker=kicker(found),
        quote=strongest(library, article, HOME),
    )


def strongest(library: Library, article: str, page: str) -> QuoteCard | None:
    """Return the quotation that stands best alone: direct, of a named speaker, surest, then longest up to a card's room."""

    def rank(said: Utterance) -> tuple[bool, bool, float, int]:
        n_words = sum(len(p.quote.content.of(text).split()) for p in said.pieces)
        fits = n_words <= _STRONG_WORDS
        return fits, said.kind == "direct", round(said.surest.confidence, 1), n_words if fits else -n_words

    text = library.entries[article].article.text
    named = [u for u in library.utterances[article] if u.is_quotation and library.speaker(u) is not None]
    cards = (quote_card(library, u, page) for u in sorted(named, key=rank, reverse=True))
    return next((c for c in cards if c is not None), None)


def _topics(library: Library) -> tuple[Link, ...]:
    return tuple(
        Link(
            text=t.name,
            href=link(HOME, library.topic_pages[t.id]),
            note=independently(len(t.appearances), t.n_independent)
            if len(library.corpus.entries) > 1
            else times(sum(s.count for s in t.appearances)),
        )
        for t in library.corpus.topics[:_MAX_TOPICS]
    )


def _speakers(library: Library) -> tuple[Name, ...]:
    """Return who is quoted or reported most often."""
    said = {a.id: len(library.said_by(a)) for a in library.corpus.actors if a.quotes}
    most = sorted((i for i in said if said[i]), key=lambda i: -said[i])[:_MAX_SPEAKERS]
    return tuple(
        corpus_name(library, library.actors[i], HOME, note=f"{figures(said[i], 'statement')}") for i in most
    )


def _charts(library: Library) -> tuple[Chart, ...]:
    entries = library.corpus.entries
    said = [u for us in library.utterances.values() for u in us]
    charts = (
        speakers_chart(library, said, HOME),
        over_time([e.article.date for e in entries], name="over-time", measure="Articles"),
    )
    return tuple(c for c in charts if c is not None)


def _more(library: Library) -> tuple[Link, ...]:
    """Return links to the whole lists, each saying how long it is."""
    corpus = library.corpus
    n_said = sum(len(us) for us in library.utterances.values())
    rows = (
        ("article", len(corpus.entries), "articles/index.md"),
        ("topic", len(corpus.topics), "topics/index.md"),
        ("actor", len(corpus.actors), "actors/index.md"),
        ("statement", n_said, "quotes/index.md"),
    )
    return tuple(
        Link(text=f"All {number(n)} {noun}s", href=link(HOME, path)) for noun, n, path in rows if n > 1
    )
