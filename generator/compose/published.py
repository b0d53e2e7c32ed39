"""Everything that a site publishes beside its pages: the list from which files, data package and Data page are made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.compose.published_actors import actor_records
from generator.compose.published_articles import article_records
from generator.compose.published_feed import FEED, feed
from generator.compose.published_network import actor_network
from generator.compose.published_package import data_package, manifest
from generator.compose.published_positions import condition_records, position_records
from generator.compose.published_quotes import QUOTE_FIELDS, published_rows, quote_records, quotes_file
from generator.compose.published_same_words import same_words_records
from generator.compose.published_topics import topic_records
from generator.compose.words import later
from generator.model import DataFile, Lines, Records

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.compose.library import Library

FOLDER = "data"
ROBOTS = "robots.txt"


@dataclass(frozen=True, slots=True, kw_only=True)
class DataSet:
    """Records that are published as JSON and as CSV."""

    name: str
    """Of both files, without suffix."""
    title: str
    sentence: str
    """What a row is."""
    key: tuple[str, ...]
    """Fields that identify a row."""
    records: Records


def data_sets(library: Library) -> tuple[DataSet, ...]:
    """Return the records of a corpus, the most asked for first."""
    return (
        DataSet(
            name="quotes",
            title=later("Quotes"),
            sentence=later(
                "A row for each piece of each statement that was found: who says it, how, where, and its words where they may be published."
            ),
            key=("article", "id"),
            records=quote_records(library),
        ),
        DataSet(
            name="articles",
            title=later("Articles"),
            sentence=later("A row for each article: where it is from and how much was found in it."),
            key=("id",),
            records=article_records(library),
        ),
        DataSet(
            name="actors",
            title=later("Actors"),
            sentence=later("A row for each person, organization, country, place or group that is named."),
            key=("id",),
            records=actor_records(library),
        ),
        DataSet(
            name="topics",
            title=later("Topics"),
            sentence=later("A row for each topic that has a page of its own."),
            key=("id",),
            records=topic_records(library),
        ),
        *_standing(library),
    )


def _standing(library: Library) -> tuple[DataSet, ...]:
    """Return what is wanted and under which conditions, and who quotes the same."""
    return (
        DataSet(
            name="positions",
            title=later("Positions"),
            sentence=later(
                "A row for each position that was found: who supports, opposes, demands or pledges what, where, and in which words where they may be published."
            ),
            key=("article", "id"),
            records=position_records(library),
        ),
        DataSet(
            name="conditions",
            title=later("Conditions"),
            sentence=later(
                "A row for each condition that was found: what depends on what, who sets it, and in which words where they may be published."
            ),
            key=("article", "id"),
            records=condition_records(library),
        ),
        DataSet(
            name="same_words",
            title=later("The same words"),
            sentence=later(
                "A row for each version of each utterance that several articles quote, and how it differs from the fullest."
            ),
            key=("article", "quote"),
            records=same_words_records(library),
        ),
    )


def data_files(library: Library, sets: tuple[DataSet, ...]) -> Iterator[DataFile]:
    """Yield every file beside the pages, in the order in which they are written."""
    for one in sets:
        yield DataFile(path=f"{FOLDER}/{one.name}.json", content=one.records)
        yield DataFile(path=f"{FOLDER}/{one.name}.csv", content=one.records)
    yield DataFile(path=f"{FOLDER}/network.gexf", content=actor_network(library))
    yield DataFile(path=f"{FOLDER}/manifest.json", content=manifest(library))
    yield DataFile(path=f"{FOLDER}/datapackage.json", content=data_package(library, sets))
    yield DataFile(path=FEED, content=feed(library))
    yield DataFile(path=ROBOTS, content=robots(library))
    for actor in library.corpus.actors:
        path = quotes_file(library, actor)
        if path is not None:
            rows = published_rows(library, library.said_by(actor))
            yield DataFile(path=path, content=Records(fields=QUOTE_FIELDS, rows=rows))


def robots(library: Library) -> Lines:
    """Return what programs that walk the web are told: everything is open, and where the list of pages is."""
    url = library.settings.site_url
    return Lines(lines=("User-agent: *", "Allow: /", *((f"Sitemap: {url}sitemap.xml",) if url else ())))
