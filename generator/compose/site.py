"""The whole site, page by page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.compose.actor_page import actor_page
from generator.compose.article_page import article_page
from generator.compose.corrected import REPORT
from generator.compose.home_page import HOME, home_page
from generator.compose.index_pages import actors_index, articles_index, quotes_index, topics_index
from generator.compose.library import library
from generator.compose.method_page import METHOD, method_page
from generator.compose.quote_filters import quote_facets
from generator.compose.redirect_pages import redirect_pages
from generator.compose.report_page import report_page
from generator.compose.review_page import REVIEW, review_page
from generator.compose.topic_page import topic_page
from generator.compose.words import Words, later
from generator.model import Site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.compose.library import Library
    from generator.compose.settings import ComposeSettings
    from generator.model import Corpus, Page

NAV = (
    (later("Home"), HOME),
    (later("Articles"), "articles/index.md"),
    (later("Topics"), "topics/index.md"),
    (later("Actors"), "actors/index.md"),
    (later("Quotes"), "quotes/index.md"),
    (later("Method"), METHOD),
    (later("Build report"), REPORT),
    (later("Review"), REVIEW),
)


def compose(corpus: Corpus, settings: ComposeSettings, words: Words | None = None) -> Site:
    """Return every page of a corpus's site, said in `words`; None for English.

    A corpus without articles has the landing pages only.
    """
    words = words or Words()
    found = library(corpus, settings, words)
    return Site(
        pages=tuple(_pages(found)),
        nav=tuple((words(title), path) for title, path in NAV),
        files=(quote_facets(found),),
        language=words.language,
    )


def _pages(found: Library) -> Iterator[Page]:
    yield home_page(found)
    yield from articles_index(found)
    yield from (article_page(found, entry) for entry in found.corpus.entries)
    yield from topics_index(found)
    yield from (topic_page(found, topic) for topic in found.corpus.topics)
    yield from actors_index(found)
    yield from (actor_page(found, actor) for actor in found.corpus.actors)
    yield from quotes_index(found)
    yield method_page(found)
    yield report_page(found)
    yield review_page(found)
    yield from redirect_pages(found)
