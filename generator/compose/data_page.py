"""The Data page: what can be downloaded, what each field means, whose the words are, how to cite it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from generator.compose.data_views import DataSetView, DataView, FieldView
from generator.compose.links import link
from generator.compose.method_page import METHOD
from generator.compose.published import FOLDER
from generator.compose.published_feed import FEED, MAX_ENTRIES
from generator.compose.published_package import state_of
from generator.compose.views import Link
from generator.compose.words import later_of
from generator.model import Page

if TYPE_CHECKING:
    from generator.compose.library import Library
    from generator.compose.published import DataSet
    from generator.model import FieldType

DATA = "data.md"

_TYPES: dict[FieldType, str] = {
    "string": later_of("type of a field", "text"),
    "integer": later_of("type of a field", "whole number"),
    "number": later_of("type of a field", "number"),
    "boolean": later_of("type of a field", "true or false"),
    "date": later_of("type of a field", "date"),
    "array": later_of("type of a field", "list"),
    "object": later_of("type of a field", "object"),
}

_STATE_DIGITS = 12
"""Digits of the state in a citation: enough to tell any two states of a site apart."""


def data_page(library: Library, sets: tuple[DataSet, ...]) -> Page:
    """Return the page of published data."""
    words = library.words
    view = DataView(
        title=words("Data"),
        sentence=words(
            "Everything that this site found, as files for spreadsheets and programs: who is quoted, "
            "who and what is named, and where exactly it is written."
        ),
        sets=tuple(_set(library, one) for one in sets),
        others=_others(library),
        notes=_notes(library),
        rights=_rights(library),
        cite=_cite(library),
        method=Link(text=words("Method"), href=link(DATA, METHOD)),
    )
    return Page(
        path=DATA,
        kind="data",
        template="data.md.j2",
        title=view.title,
        description=view.sentence,
        view=view,
    )


def _set(library: Library, one: DataSet) -> DataSetView:
    words = library.words
    return DataSetView(
        id=one.name,
        title=words(one.title),
        sentence=words(one.sentence),
        n_rows=words.plural("One row.", "{figure} rows.", len(one.records.rows)),
        downloads=tuple(
            Link(text=f"{one.name}.{suffix}", href=link(DATA, f"{FOLDER}/{one.name}.{suffix}"))
            for suffix in ("csv", "json")
        ),
        fields_caption=words("Fields of {file}", file=f"{one.name}.csv / {one.name}.json"),
        fields=tuple(
            FieldView(
                name=f.name,
                type=words.of("type of a field", _TYPES[f.type]),
                meaning=words(f.description) if f.is_flat else _in_json(library, f.description),
            )
            for f in one.records.fields
        ),
    )


def _in_json(library: Library, description: str) -> str:
    return library.words("{description} In JSON only.", description=library.words(description))


def _others(library: Library) -> tuple[Link, ...]:
    words = library.words
    rows = (
        (
            f"{FOLDER}/network.gexf",
            words(
                "Who is named in the same articles, as a network for Gephi and other programs: each actor with up to "
                "15 others that it shares most articles with; on a site of more than 100 articles, at least two."
            ),
        ),
        (
            FEED,
            words(
                "A feed of the newest {n} articles, each with the strongest words that it quotes. "
                "Put its address into a feed reader.",
                n=MAX_ENTRIES,
            ),
        ),
        (
            f"{FOLDER}/datapackage.json",
            words("The types and meanings of all fields for programs, as a Frictionless data package."),
        ),
        (
            f"{FOLDER}/manifest.json",
            words(
                "From what the site was made: the digest of each seed, versions of programs, and settings."
            ),
        ),
    )
    return tuple(Link(text=path.rpartition("/")[2], href=link(DATA, path), note=note) for path, note in rows)


def _notes(library: Library) -> tuple[str, ...]:
    words = library.words
    return (
        words("The page of each actor who is quoted has a table of their quotations alone."),
        words(
            "Addresses are relative to the site’s front page. Dates are written year, month, day. An empty cell, in "
            "JSON null, means: not given, not known or not published."
        ),
        words("All files are UTF-8. In CSV, several names in one cell are parted by a semicolon."),
        words(
            "A text in a CSV file that a spreadsheet would take for a formula begins with an apostrophe; "
            "JSON has it as it is."
        ),
        words(
            "“start” and “end” count the characters (Unicode code points) of the article as it was read: what stands "
            "between them is the quote, sign for sign."
        ),
    )


def _rights(library: Library) -> tuple[str, ...]:
    words = library.words
    modes: Counter[str] = Counter(e.publish for e in library.excerpts.values())
    told = (
        words.plural(
            "One article is published in full.", "{figure} articles are published in full.", modes["full"]
        ),
        words.plural(
            "Of one article, no more than excerpts may be published.",
            "Of {figure} articles, no more than excerpts may be published.",
            modes["excerpt"],
        ),
        words.plural(
            "Of one article, no words are published.",
            "Of {figure} articles, no words are published.",
            modes["none"],
        ),
    )
    kept = [t for t, mode in zip(told, ("full", "excerpt", "none"), strict=True) if modes[mode]]
    return (
        words(
            "The words of an article belong to its author or publisher, and its licence, where one was given, stands "
            "in the list of articles. These files hold no more of them than the pages do; what may not be published is "
            "counted, and has its place but no words."
        ),
        *kept,
    )


def _cite(library: Library) -> str:
    """Return how to name the site in a text, with what tells this state of it from others."""
    name, url = library.settings.site_name, library.settings.site_url
    state = state_of(library)[:_STATE_DIGITS]
    dates = sorted(d for e in library.corpus.entries if (d := e.article.date) is not None)
    covers = library.words.articles(len(library.corpus.entries))
    if dates:
        when = library.words.period(dates[0], dates[-1])
        covers = library.words("{articles}, published {period}", articles=covers, period=when)
    told = library.words(
        "{site}: data of {articles}. State {state}.", site=name, articles=covers, state=state
    )
    return f"{told} {url}" if url else told
