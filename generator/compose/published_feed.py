"""The newest articles as a feed, each with the strongest words that it quotes.

Source: The Atom Syndication Format, RFC 4287.
"""

from __future__ import annotations

import hashlib
import uuid
from typing import TYPE_CHECKING

from generator.compose.addresses import built
from generator.compose.home_page import strongest
from generator.model import Feed, FeedEntry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.compose.library import Library
    from generator.compose.views import QuoteCard
    from generator.model import Entry

FEED = "feed.xml"
MAX_ENTRIES = 50
"""Articles in the feed: readers that fetch it every day miss none of a busy desk's."""

_MAX_TOPICS = 5


def feed(library: Library) -> Feed:
    """Return the feed; articles without a date stand last."""
    settings, entries = library.settings, library.corpus.entries
    url = settings.site_url
    return Feed(
        id=url or _urn(settings.site_name, ""),
        title=settings.site_name,
        subtitle=settings.site_description,
        home=url or "./",
        address=f"{url}{FEED}" if url else None,
        language=library.words.language,
        updated=max((e.article.date for e in entries if e.article.date), default=None),
        entries=tuple(_entry(library, e) for e in entries[:MAX_ENTRIES]),
    )


def _entry(library: Library, entry: Entry) -> FeedEntry:
    article = entry.article
    there = built(library.article_pages[article.id])
    url = library.settings.site_url
    return FeedEntry(
        id=f"{url}{there}" if url else _urn(library.settings.site_name, article.id),
        title=article.title,
        address=f"{url or ''}{there}",
        original=article.url,
        date=article.date,
        authors=article.authors or ((article.outlet,) if article.outlet else ()),
        summary=" ".join((_summary(library, article.id), *_standing(library, entry))),
        topics=tuple(t.name for t in library.topics_in[article.id][:_MAX_TOPICS]),
        rights=article.licence,
    )


def _summary(library: Library, article: str) -> str:
    """Return what is said in an article: its strongest quotation, else how many speak in it."""
    words = library.words
    card = strongest(library, article, library.article_pages[article])
    if card is not None:
        return words("{speaker}: {words}", speaker=card.speaker.label, words=words_of(card))
    n = len(library.utterances[article])
    if n == 0:
        return words("Nobody is quoted in this article.")
    return words.plural(
        "One statement was found in this article.", "{figure} statements were found in this article.", n
    )


def _standing(library: Library, entry: Entry) -> Iterator[str]:
    """Yield how many positions and conditions were found, so that readers of the feed know where to look."""
    words, analysis = library.words, entry.analysis
    if analysis.positions:
        n = len(analysis.positions)
        yield words.plural("One position was found.", "{figure} positions were found.", n)
    if analysis.conditions:
        n = len(analysis.conditions)
        yield words.plural("One condition was found.", "{figure} conditions were found.", n)


def words_of(card: QuoteCard) -> str:
    """Return a card's words with their quotation marks, gaps between pieces shown."""
    pieces = ("".join(part.text for part in p.parts) for p in card.pieces)
    marked = (f"“{t}”" if p.has_marks else t for p, t in zip(card.pieces, pieces, strict=True))
    return " … ".join(" ".join(t.split()) for t in marked)


def _urn(site: str, article: str) -> str:
    """Return a name that stays as long as the site's and the article's do."""
    digest = hashlib.sha256(f"{site}\n{article}".encode("utf-8", "surrogatepass")).digest()
    return uuid.UUID(bytes=digest[:16], version=5).urn
