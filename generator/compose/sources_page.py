"""The page on sources: who is quoted how often, how much comes from sources without a name, and how few say how much."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from generator.compose.cards import article_link, is_shown
from generator.compose.links import link
from generator.compose.names import CLASSES, speaker_key
from generator.compose.speakers import n_quotations
from generator.compose.tables import actor_cell, number_cell
from generator.compose.unnamed_shares import (
    LEAST,
    MAX_ROWS,
    by_outlet,
    by_topic,
    is_unnamed,
    largest,
    of_hundred,
    shares_chart,
    shares_table,
)
from generator.compose.views import Cell, Column, Link, Table
from generator.compose.views_of_lists import SourcesView
from generator.compose.words import inside, later, later_of, sentence
from generator.model import Page

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from generator.compose.library import Library
    from generator.compose.utterances import Utterance
    from generator.compose.words import Words

SOURCES = "sources/index.md"

_MAX_DOCUMENTS = 50
_FEW = 5
"""Speakers whose part of all statements is told."""

_KINDS = (
    ("person", later_of("sources", "People")),
    ("organization", later_of("sources", "Organizations")),
    ("country", later_of("sources", "Countries")),
    ("place", later_of("sources", "Places that speak, such as seats of government")),
    ("group", later_of("sources", "Groups")),
    ("document", later("Documents")),
    ("unnamed", later("Unnamed sources")),
    ("unclear", later("Speaker unclear")),
)
"""Kinds of sources, in the order in which ties stand."""


def sources_page(library: Library) -> Page:
    """Return the page on sources."""
    words = library.words
    said = [u for us in library.utterances.values() for u in us]
    named = _named(library, said)
    outlets, topics = by_outlet(library, said), by_topic(library)
    outlet_rows, topic_rows = largest(outlets), largest(topics)
    title = words("Sources")
    view = SourcesView(
        title=title,
        sentence=_sentence(words, said, named),
        concentration=_concentration(library, said, named),
        speakers=_speakers(library, named) if named else None,
        speakers_note=words.plural(
            "The first {shown} of one speaker.",
            "The first {shown} of {n} speakers.",
            len(named),
            shown=MAX_ROWS,
        )
        if len(named) > MAX_ROWS
        else None,
        all_actors=Link(text=words("All actors"), href=link(SOURCES, "actors/index.md")),
        kinds=_kinds(library, said) if said else None,
        outlets=shares_table(library, outlet_rows, words("Outlet"), {}, SOURCES) if outlet_rows else None,
        outlets_note=_without_outlet(library, said),
        topics=shares_table(library, topic_rows, words("Topic"), library.topic_pages, SOURCES)
        if topic_rows
        else None,
        topics_note=words(
            "Topics with at least {least} statements, those with most first; a statement may be on several.",
            least=LEAST,
        )
        if topic_rows
        else None,
        documents=_documents(library, said),
        documents_note=words(
            "Each as its article calls it. “The report” of one article is not taken for that of another."
        ),
        note=words(
            "Counted are statements: quotations and what is reported without quotation marks. Copies of one report are "
            "counted each. Nothing is guessed about people beyond what the articles say: neither gender nor party.",
        ),
        empty=None if said else _empty(library),
    )
    charts = (
        shares_chart(library, outlet_rows, "by-outlet", words("Outlet"), {}, SOURCES),
        shares_chart(library, topic_rows, "by-topic", words("Topic"), library.topic_pages, SOURCES),
    )
    return Page(
        path=SOURCES,
        kind="sources",
        template="sources.md.j2",
        title=title,
        description=view.sentence or view.empty or title,
        view=view,
        charts=tuple(c for c in charts if c is not None),
    )


def _empty(library: Library) -> str:
    if not library.entries:
        return library.words(
            "There are no articles yet. Put articles as text, Markdown or HTML files into the folder seeds/, then "
            "build the site again.",
        )
    return library.words(
        "No statements were found: nobody is quoted in these articles, or they are in languages that this site has no "
        "model for.",
    )


def _named(library: Library, said: Iterable[Utterance]) -> dict[str, list[Utterance]]:
    """Return statements by the actor's id, most first, then by name."""
    found: dict[str, list[Utterance]] = defaultdict(list)
    for one in said:
        if (actor := library.speaker(one)) is not None:
            found[actor.id].append(one)
    return dict(
        sorted(
            found.items(),
            key=lambda item: (-len(item[1]), -n_quotations(item[1]), library.actors[item[0]].canonical_name),
        ),
    )


def _sentence(words: Words, said: Sequence[Utterance], named: Mapping[str, Sequence[Utterance]]) -> str:
    """Return how many statements there are, and of whom; "" for none."""
    if not said:
        return ""
    n_named, n_unnamed = sum(len(us) for us in named.values()), sum(is_unnamed(u) for u in said)
    n_documents = sum(u.is_document for u in said)
    parts: list[str] = []
    if named:
        speakers = words.plural("one named speaker", "{n} named speakers", len(named))
        parts.append(
            words.plural("one from {speakers}", "{n} from {speakers}", n_named, speakers=speakers),
        )
    if n_unnamed:
        parts.append(words.plural("one from an unnamed source", "{n} from unnamed sources", n_unnamed))
    if n_documents:
        parts.append(words.plural("one from a document", "{n} from documents", n_documents))
    if rest := len(said) - n_named - n_unnamed - n_documents:
        parts.append(words.plural("one whose speaker is not clear", "{n} whose speaker is not clear", rest))
    return words(
        "{statements}: {parts}.",
        statements=sentence(words.plural("one statement", "{n} statements", len(said))),
        parts=words.listing(parts),
    )


def _concentration(
    library: Library, said: Sequence[Utterance], named: Mapping[str, Sequence[Utterance]]
) -> tuple[str, ...]:
    """Return how much the few most quoted give, and how many give half; () where too few speak for it to tell anything."""
    words, counts = library.words, [len(us) for us in named.values()]
    if len(counts) < 2 * _FEW:
        return ()
    total, half, n_half = sum(counts), 0, 0
    while 2 * half < total:
        half += counts[n_half]
        n_half += 1
    return (
        words(
            "The five most quoted give {part} of {whole} statements.",
            part=words.number(sum(counts[:_FEW])),
            whole=words.number(len(said)),
        ),
        words(
            "Half of the {total} statements of named speakers come from {few} of {speakers} speakers.",
            total=words.figure(total),
            few=words.number(n_half),
            speakers=words.number(len(counts)),
        ),
    )


def _speakers(library: Library, named: Mapping[str, Sequence[Utterance]]) -> Table:
    words = library.words
    return Table(
        caption=words("Who is quoted how often"),
        columns=(
            Column(heading=words("Speaker")),
            Column(heading=words("Statements"), is_number=True, order="descending"),
            Column(heading=words("Quotations"), is_number=True, is_minor=True),
            Column(heading=words("Articles"), is_number=True),
        ),
        rows=tuple(
            (
                actor_cell(library, library.actors[actor], SOURCES),
                number_cell(words, len(said)),
                number_cell(words, n_quotations(said)),
                number_cell(words, len({u.article for u in said})),
            )
            for actor, said in list(named.items())[:MAX_ROWS]
        ),
    )


def _kinds(library: Library, said: Sequence[Utterance]) -> Table:
    words = library.words
    counts = Counter(_kind(library, u) for u in said)
    rows = sorted(
        ((n, counts[kind], label) for n, (kind, label) in enumerate(_KINDS)), key=lambda r: (-r[1], r[0])
    )
    return Table(
        caption=words("Statements by kind of source"),
        columns=(
            Column(heading=words("Source")),
            Column(heading=words("Statements"), is_number=True, order="descending"),
            Column(heading=words("Share"), is_number=True),
        ),
        rows=tuple(
            (Cell(text=_label(words, label)), number_cell(words, n), of_hundred(words, n, len(said)))
            for _, n, label in rows
            if n
        ),
    )


def _label(words: Words, label: str) -> str:
    of_its_own = {label for kind, label in _KINDS if kind not in CLASSES}
    return words.of("sources", label) if label in of_its_own else words(label)


def _kind(library: Library, said: Utterance) -> str:
    key = speaker_key(library, said)
    if key in CLASSES:
        return key
    actor = library.speaker(said)
    local = library.local_actors.get((said.article, said.speaker or ""))
    return actor.kind if actor else local.kind if local else "unclear"


def _without_outlet(library: Library, said: Iterable[Utterance]) -> str | None:
    n = sum(library.entries[u.article].article.outlet is None for u in said)
    if not n:
        return None
    return sentence(
        library.words.plural(
            "one more statement is of an article without an outlet.",
            "{n} more statements are of articles without an outlet.",
            n,
        ),
    )


def _documents(library: Library, said: Iterable[Utterance]) -> Table | None:
    """Return documents that speak, each with its article, most statements first; only where words may be published."""
    words = library.words
    counts: dict[tuple[str, str], int] = Counter()
    for one in said:
        if one.is_document and one.unnamed and is_shown(library, one):
            counts[one.article, sentence(inside(" ".join(one.unnamed.split())))] += 1
    if not counts:
        return None
    most = sorted(counts.items(), key=lambda item: -item[1])[:_MAX_DOCUMENTS]
    return Table(
        caption=words("Documents as sources"),
        columns=(
            Column(heading=words("Document")),
            Column(heading=words("Article")),
            Column(heading=words("Statements"), is_number=True, order="descending"),
        ),
        rows=tuple(
            (
                Cell(text=name),
                Cell(text=(found := article_link(library, article, SOURCES)).text, href=found.href),
                number_cell(words, n),
            )
            for (article, name), n in most
        ),
    )
