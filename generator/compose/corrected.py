"""What editors corrected and what they know of actors, as pages say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.compose.cards import is_shown, quote_anchor
from generator.compose.links import link
from generator.compose.views import Cell, Column, Link, Table
from generator.compose.views_of_pages import FactsView
from generator.compose.words import later_of

if TYPE_CHECKING:
    from generator.compose.library import Library
    from generator.model import CorpusActor, Correction

REPORT = "build-report.md"
ANCHOR = "corrected"
"""Where on the build report corrections are told."""

_WORDS = {
    "actors.drop": later_of("correction", "Not an actor"),
    "actors.facts": later_of("correction", "Facts given"),
    "actors.kind": later_of("correction", "Kind"),
    "actors.merge": later_of("correction", "Made one"),
    "actors.rename": later_of("correction", "Name"),
    "actors.split": later_of("correction", "Told apart"),
    "conditions.drop": later_of("correction", "Not a condition"),
    "positions.act": later_of("correction", "Act"),
    "positions.drop": later_of("correction", "Not a position"),
    "positions.holder": later_of("correction", "Holder"),
    "quotes.drop": later_of("correction", "Not a quote"),
    "quotes.speaker": later_of("correction", "Speaker"),
    "topics.drop": later_of("correction", "Not a topic"),
    "topics.merge": later_of("correction", "Topics made one"),
    "topics.pin": later_of("correction", "Topic pinned"),
    "topics.rename": later_of("correction", "Topic’s name"),
}

WIKIDATA = "https://www.wikidata.org/wiki/"


def corrections_table(library: Library) -> Table | None:
    """Return what was corrected, by line in the file; None where nothing was."""
    if not library.corpus.corrections:
        return None
    words = library.words
    headings = (
        words("File and line"),
        words.of("correction", "What"),
        words.of("correction", "Was"),
        words.of("correction", "Is now"),
    )
    return Table(
        caption=words("What was corrected"),
        columns=tuple(Column(heading=h) for h in headings),
        rows=tuple(
            (
                Cell(text=f"{c.place}:{c.line}"),
                Cell(text=words.of("correction", _WORDS[c.key]) if c.key in _WORDS else c.key),
                Cell(text=c.was),
                Cell(text=c.now, href=_target(library, c)),
            )
            for c in library.corpus.corrections
        ),
    )


def correction_link(
    library: Library, page: str, *, actor: str | None = None, topic: str | None = None
) -> Link | None:
    """Return a link to where the build report tells what editors corrected of an actor or topic, if they did.

    Facts that they gave stand on the page itself; quotes say it themselves.
    """
    told = any(
        (actor is not None and c.actor == actor and c.key.startswith("actors.") and c.key != "actors.facts")
        or (topic is not None and c.topic == topic)
        for c in library.corpus.corrections
    )
    return Link(text=library.words("what was corrected"), href=link(page, REPORT, ANCHOR)) if told else None


def facts_view(actor: CorpusActor) -> FactsView | None:
    """Return what editors know of an actor; None where they say nothing."""
    facts = actor.facts
    if facts is None:
        return None
    wikidata = f"{WIKIDATA}{facts.wikidata}" if facts.wikidata else None
    links = (("Wikidata", wikidata), (facts.url or "", facts.url))
    return FactsView(
        description=facts.description,
        links=tuple(Link(text=text, href=url) for text, url in links if url),
    )


def _target(library: Library, correction: Correction) -> str | None:
    if correction.article is not None and correction.article in library.article_pages:
        page = library.article_pages[correction.article]
        said = library.utterance_of.get((correction.article, correction.quote or ""))
        return link(REPORT, page, quote_anchor(said.id) if said and is_shown(library, said) else None)
    if correction.topic is not None and correction.topic in library.topic_pages:
        return link(REPORT, library.topic_pages[correction.topic])
    if correction.actor is not None and correction.actor in library.actor_places:
        return link(REPORT, library.actor_places[correction.actor])
    return None
