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
from generator.compose.views import Link, Name
from generator.compose.views_of_home import ArticleCard, HomeView
from generator.compose.who_stands import newest_stands
from generator.model import Page

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.compose.library import Library
    from generator.compose.utterances import Utterance
    from generator.compose.views import QuoteCard
    from generator.compose.words import Words
    from generator.model import Chart

HOME = "index.md"
_MAX_CARDS = 6
_MAX_TOPICS = 24
_MAX_SPEAKERS = 8
_MAX_QUOTES = 6
_LEAST_WORDS = 8
"""Words below which a quotation is a label and no statement."""

_SURE = 0.9
"""Least certainty of a speaker whose words stand on the home page: wrong ones would be read first."""

_STRONG_WORDS = 45
"""Words of a quotation that still stands well on a card."""


def home_page(library: Library) -> Page:
    """Return the home page."""
    entries = library.corpus.entries
    one = entries[0] if len(entries) == 1 else None
    words = library.words
    covers = _sentence(library)
    cards = () if one else tuple(_card(library, e.article.id) for e in entries[:_MAX_CARDS])
    view = HomeView(
        title=library.settings.site_name,
        sentence=covers,
        one=article_view(library, one, HOME) if one else None,
        one_link=article_link(library, one.article.id, HOME) if one else None,
        cards=cards,
        topics=_topics(library),
        trends=trends(library, HOME),
        speakers=_speakers(library),
        quotes=recent_quotes(library, HOME, (c.quote for c in cards if c.quote)),
        stands=newest_stands(library, HOME),
        more=_more(library),
        empty=None if entries else _empty(words),
    )
    return Page(
        path=HOME,
        kind="home",
        template="home.md.j2",
        title=library.settings.site_name,
        description=covers or _empty(words),
        view=view,
        charts=_charts(library),
    )


def _empty(words: Words) -> str:
    return words(
        "This site has no articles yet. Put articles as text, Markdown or HTML files into the folder seeds/, "
        "then build the site again.",
    )


def _sentence(library: Library) -> str:
    """Return how much of what time the site covers, whom it names and how much they say; "" without articles."""
    entries, words = library.corpus.entries, library.words
    if not entries:
        return ""
    covers = words("This site covers {articles}.", articles=_articles(library))
    if not library.corpus.actors:
        return covers
    said = [u for us in library.utterances.values() for u in us]
    kinds = words.kinds(Counter(a.kind for a in library.corpus.actors))
    if said:
        named = words.plural(
            "It names {kinds}, with {statements}.",
            "They name {kinds}, with {statements}.",
            len(entries),
            kinds=kinds,
            statements=_statements(words, said),
        )
    else:
        named = words.plural("It names {kinds}.", "They name {kinds}.", len(entries), kinds=kinds)
    return f"{covers} {named}"


def _statements(words: Words, said: Sequence[Utterance]) -> str:
    quoted = n_quotations(said)
    return words(
        "{quotations} and {reported}",
        quotations=words.plural("one quotation", "{n} quotations", quoted),
        reported=words.plural("one reported statement", "{n} reported statements", len(said) - quoted),
    )


def _articles(library: Library) -> str:
    """Return how many articles of how many outlets, published when."""
    entries, words = library.corpus.entries, library.words
    names = sorted({e.article.outlet for e in entries if e.article.outlet})
    dates = sorted(e.article.date for e in entries if e.article.date)
    articles = words.plural("one article", "{n} articles", len(entries))
    outlets = names[0] if len(names) == 1 else words.plural("one outlet", "{n} outlets", len(names))
    period = words.period(dates[0], dates[-1]) if dates else ""
    if names and dates:
        return words(
            "{articles} from {outlets}, published {period}", articles=articles, outlets=outlets, period=period
        )
    if names:
        return words("{articles} from {outlets}", articles=articles, outlets=outlets)
    return words("{articles}, published {period}", articles=articles, period=period) if dates else articles


def _card(library: Library, article: str) -> ArticleCard:
    found = library.entries[article].article
    return ArticleCard(
        title=Link(text=found.title, href=link(HOME, library.article_pages[article])),
        kicker=kicker(library.words, found),
        quote=strongest(library, article, HOME),
    )


def strongest(library: Library, article: str, page: str) -> QuoteCard | None:
    """Return the quotation that stands best alone: direct, of a named speaker, surest, then longest up to a card's room."""
    named = [u for u in library.utterances[article] if u.is_quotation and library.speaker(u) is not None]
    ranked = sorted(named, key=lambda u: _strength(library, u), reverse=True)
    cards = (quote_card(library, u, page) for u in ranked)
    return next((c for c in cards if c is not None), None)


def _strength(library: Library, said: Utterance) -> tuple[bool, bool, float, int]:
    n_words = _length(library, said)
    fits = n_words <= _STRONG_WORDS
    return fits, said.kind == "direct", round(said.surest.confidence, 1), n_words if fits else -n_words


def _length(library: Library, said: Utterance) -> int:
    text = library.entries[said.article].article.text
    return sum(len(p.quote.content.of(text).split()) for p in said.pieces)


def recent_quotes(library: Library, page: str, shown: Iterable[QuoteCard]) -> tuple[QuoteCard, ...]:
    """Return the strongest of the newest quotations, newest article first: one of each speaker, and of each article unless it is the only one.

    Strong: direct, of a named speaker, near certain, with enough words to say something and not too many for a
    card. What is already `shown`, and who says it, is passed over.
    """
    per_article = _MAX_QUOTES if len(library.entries) == 1 else 1
    taken = {(c.speaker.name.href if c.speaker.name else None) for c in shown}
    found: list[QuoteCard] = []
    for entry in library.corpus.entries:
        n_before = len(found)
        strong = [u for u in library.utterances[entry.article.id] if _is_strong(library, u)]
        for said in sorted(strong, key=lambda u: _strength(library, u), reverse=True):
            card = quote_card(library, said, page)
            if card is not None and card.speaker.name and card.speaker.name.href not in taken:
                taken.add(card.speaker.name.href)
                found.append(card)
            if len(found) - n_before == per_article:
                break
        if len(found) == _MAX_QUOTES:
            break
    return tuple(found)


def _is_strong(library: Library, said: Utterance) -> bool:
    return (
        said.kind == "direct"
        and said.surest.confidence >= _SURE
        and library.speaker(said) is not None
        and _LEAST_WORDS <= _length(library, said) <= _STRONG_WORDS
    )


def _topics(library: Library) -> tuple[Link, ...]:
    return tuple(
        Link(
            text=t.name,
            href=link(HOME, library.topic_pages[t.id]),
            note=library.words.independently(len(t.appearances), t.n_independent)
            if len(library.corpus.entries) > 1
            else library.words.times(sum(s.count for s in t.appearances)),
        )
        for t in library.corpus.topics[:_MAX_TOPICS]
    )


def _speakers(library: Library) -> tuple[Name, ...]:
    """Return who is quoted or reported most often."""
    said = {a.id: len(library.said_by(a)) for a in library.corpus.actors if a.quotes}
    most = sorted((i for i in said if said[i]), key=lambda i: -said[i])[:_MAX_SPEAKERS]
    return tuple(
        corpus_name(
            library,
            library.actors[i],
            HOME,
            note=library.words.plural("1 statement", "{figure} statements", said[i]),
        )
        for i in most
    )


def _charts(library: Library) -> tuple[Chart, ...]:
    entries = library.corpus.entries
    said = [u for us in library.utterances.values() for u in us]
    charts = (
        speakers_chart(library, said, HOME),
        over_time(
            library.words,
            [e.article.date for e in entries],
            name="over-time",
            measure=library.words("Articles"),
        ),
    )
    return tuple(c for c in charts if c is not None)


def _more(library: Library) -> tuple[Link, ...]:
    """Return links to the whole lists, each saying how long it is."""
    corpus, words = library.corpus, library.words
    n_said = sum(len(us) for us in library.utterances.values())
    rows = (
        (
            len(corpus.entries),
            "articles/index.md",
            words.plural("One article", "All {n} articles", len(corpus.entries)),
        ),
        (
            len(corpus.topics),
            "topics/index.md",
            words.plural("One topic", "All {n} topics", len(corpus.topics)),
        ),
        (
            len(corpus.actors),
            "actors/index.md",
            words.plural("One actor", "All {n} actors", len(corpus.actors)),
        ),
        (n_said, "quotes/index.md", words.plural("One statement", "All {n} statements", n_said)),
    )
    return tuple(Link(text=text, href=link(HOME, path)) for n, path, text in rows if n > 1)
