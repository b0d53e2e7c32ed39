"""The whole site, page by page."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from generator.compose.actor_page import actor_page
from generator.compose.article_page import article_page
from generator.compose.corrected import REPORT
from generator.compose.data_page import DATA, data_page
from generator.compose.home_page import HOME, home_page
from generator.compose.index_pages import actors_index, articles_index, quotes_index, topics_index
from generator.compose.library import library
from generator.compose.linked_data import with_linked_data
from generator.compose.method_page import METHOD, method_page
from generator.compose.network_page import NETWORK, network_page
from generator.compose.published import data_files, data_sets
from generator.compose.quote_filters import quote_facets
from generator.compose.redirect_pages import redirect_pages
from generator.compose.report_page import report_page
from generator.compose.review_page import REVIEW, review_page
from generator.compose.sources_page import SOURCES, sources_page
from generator.compose.timeline_page import TIMELINE, timeline_pages
from generator.compose.topic_page import topic_page
from generator.compose.verbatim import check_verbatim
from generator.compose.words import Words, later
from generator.model import Site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.compose.library import Library
    from generator.compose.published import DataSet
    from generator.compose.settings import ComposeSettings
    from generator.model import Corpus, Page

NAV = (
    (later("Home"), HOME),
    (later("Articles"), "articles/index.md"),
    (later("Topics"), "topics/index.md"),
    (later("Actors"), "actors/index.md"),
    (later("Quotes"), "quotes/index.md"),
    (later("Network"), NETWORK),
    (later("Timeline"), TIMELINE),
    (later("Sources"), SOURCES),
    (later("Method"), METHOD),
    (later("Data"), DATA),
    (later("Build report"), REPORT),
    (later("Review"), REVIEW),
)


def compose(corpus: Corpus, settings: ComposeSettings, words: Words | None = None) -> Site:
    """Return every page of a corpus's site, said in `words`; None for English.

    A corpus without articles has the landing pages only. Raises UnfaithfulError where a quotation would not be its article's words.
    """
    words = words or Words()
    found = library(corpus, settings, words)
    sets = data_sets(found)
    pages = tuple(with_linked_data(found, _pages(found, sets), sets))
    files = (quote_facets(found), *data_files(found, sets))
    check_verbatim(corpus, pages, files)
    return Site(
        pages=pages,
        nav=tuple((words(title), path) for title, path in NAV),
        files=files,
        language=words.language,
        articles_language=_articles_language(corpus),
    )


def _articles_language(corpus: Corpus) -> str | None:
    counted = Counter(e.article.language for e in corpus.entries if e.article.language != "und")
    return counted.most_common(1)[0][0] if counted else None


def _pages(found: Library, sets: tuple[DataSet, ...]) -> Iterator[Page]:
    yield home_page(found)
    yield from articles_index(found)
    yield from (article_page(found, entry) for entry in found.corpus.entries)
    yield from topics_index(found)
    yield from (topic_page(found, topic) for topic in found.corpus.topics)
    yield from actors_index(found)
    yield from (actor_page(found, actor) for actor in found.corpus.actors if found.has_page(actor))
    yield from quotes_index(found)
    yield network_page(found)
    yield from timeline_pages(found)
    yield sources_page(found)
    yield method_page(found)
    yield data_page(found, sets)
    yield report_page(found)
    yield review_page(found)
    yield from redirect_pages(found)
