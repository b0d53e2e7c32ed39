"""Every quote as a record: its words where they may be published, else its place and speaker alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.compose.addresses import built
from generator.compose.cards import is_shown, quote_anchor
from generator.compose.names import local_actor
from generator.compose.words import later
from generator.model import Field, Records

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.compose.library import Library
    from generator.compose.utterances import Utterance
    from generator.model import CorpusActor, Quote, Span, Value

QUOTE_FIELDS = (
    Field(
        name="id", type="string", description=later("Identifies the quote within its article, and stays when other articles come.")
    ),
    Field(name="article", type="string", description=later("The article’s id, as in the list of articles.")),
    Field(name="article_address", type="string", description=later("The article’s page, relative to the site’s front page.")),
    Field(name="outlet", type="string", description=later("Who published the article.")),
    Field(name="date", type="date", description=later("The article’s date.")),
    Field(
        name="kind",
        type="string",
        description=later("direct: words between quotation marks; mixed: a clause with some of them; indirect: said in the article’s words."),
    ),
    Field(name="group", type="string", description=later("The id of the first piece of the same utterance: pieces share it.")),
    Field(
        name="part_of",
        type="string",
        description=later("For the words between quotation marks inside a mixed quote: that quote’s id."),
    ),
    Field(name="cue_class", type="string", description=later("What kind of saying it is: said, claimed, denied, warned and others.")),
    Field(name="cue", type="string", description=later("The reporting words as written.")),
    Field(name="speaker_written", type="string", description=later("The speaker as written beside the quote.")),
    Field(name="speaker", type="string", description=later("The speaker’s name, where it is sure enough who speaks.")),
    Field(name="actor", type="string", description=later("The speaker’s id, as in the list of actors.")),
    Field(name="actor_address", type="string", description=later("The speaker’s page, relative to the site’s front page.")),
    Field(name="joint_speakers", type="array", description=later("Names of those who say it together with the speaker.")),
    Field(name="unnamed", type="string", description=later("How the article describes a speaker whom it does not name.")),
    Field(name="document", type="boolean", description=later("Whether that describes a document and not somebody.")),
    Field(name="candidates", type="array", description=later("Names of those who may have said it, where it is not clear.")),
    Field(name="published", type="boolean", description=later("Whether the words may be published on this site.")),
    Field(name="text", type="string", description=later("The words, without quotation marks around them; nothing where they may not be published.")),
    Field(
        name="start",
        type="integer",
        description=later("Where the words begin: characters (Unicode code points) of the article’s text before them."),
    ),
    Field(name="end", type="integer", description=later("Where the words end: characters of the article’s text before that place.")),
    Field(name="rule", type="string", description=later("The rule by which the speaker was found.")),
    Field(
        name="confidence",
        type="number",
        description=later("From 0 to 1: how often speakers found by that rule were right where it was measured."),
    ),
    Field(
        name="address",
        type="string",
        description=later("The quote’s own address, relative to the site’s front page; nothing where none of the utterance is shown."),
    ),
)  # fmt: skip


def quote_records(library: Library) -> Records:
    """Return every quote of the corpus, articles in the corpus's order, quotes in text order."""
    return Records(
        fields=QUOTE_FIELDS,
        rows=tuple(row for said in library.utterances.values() for row in _rows(library, said)),
    )


def quotes_file(library: Library, actor: CorpusActor) -> str | None:
    """Return the file of an actor's published quotations, in the folder that their page becomes; None without either."""
    if not library.has_page(actor):
        return None
    for said in library.said_by(actor):
        published = library.excerpts[said.article]
        if is_shown(library, said) and any(published.holds(q.content) for q in said.quotes):
            return f"{built(library.actor_pages[actor.id])}quotes.csv"
    return None


def published_rows(library: Library, said: Iterable[Utterance]) -> tuple[tuple[Value, ...], ...]:
    """Return the rows of those quotes of some utterances whose words may be published."""
    return tuple(row for row in _rows(library, said) if row[_PUBLISHED])


def _rows(library: Library, said: Iterable[Utterance]) -> Iterator[tuple[Value, ...]]:
    for one in said:
        told = _told(library, one)
        shown = is_shown(library, one)
        for quote in one.quotes:
            yield _row(library, one, quote, told, shown=shown)


_PUBLISHED = [f.name for f in QUOTE_FIELDS].index("published")


def _row(
    library: Library, said: Utterance, quote: Quote, told: dict[str, Value], *, shown: bool
) -> tuple[Value, ...]:
    article = library.entries[said.article].article
    page = library.article_pages[article.id]
    surest = said.surest
    is_published = shown and library.excerpts[article.id].holds(quote.content)

    def words(span: Span | None) -> str | None:
        return span.of(article.text) if span and library.excerpts[article.id].holds(span) else None

    values: dict[str, Value] = {
        "id": quote.id,
        "article": article.id,
        "article_address": built(page),
        "outlet": article.outlet,
        "date": article.date,
        "kind": quote.kind,
        "group": said.id,
        "part_of": quote.part_of,
        "cue_class": quote.cue_class,
        "cue": words(quote.cue),
        "speaker_written": words(quote.source),
        **told,
        "published": is_published,
        "text": quote.content.of(article.text) if is_published else None,
        "start": quote.content.start,
        "end": quote.content.end,
        "rule": surest.rule,
        "confidence": surest.confidence,
        "address": built(page, quote_anchor(quote.id)) if shown else None,
    }
    return tuple(values[f.name] for f in QUOTE_FIELDS)


def _told(library: Library, said: Utterance) -> dict[str, Value]:
    """Return whose words an utterance is, as the pages say it."""
    actor = library.speaker(said)
    local = local_actor(library, said.article, said.speaker) if said.speaker else None
    may_describe = library.excerpts[said.article].publish != "none"
    return {
        "speaker": actor.canonical_name if actor else local.canonical_name if local else None,
        "actor": actor.id if actor else None,
        "actor_address": built(library.actor_places[actor.id]) if actor else None,
        "joint_speakers": _names(library, said, said.joint),
        "unnamed": said.unnamed if may_describe else None,
        "document": said.is_document,
        "candidates": _names(library, said, said.candidates),
    }


def _names(library: Library, said: Utterance, actors: Iterable[str]) -> tuple[str, ...]:
    """Return the names of an article's actors, the corpus's where it has them."""
    found = (library.actor_of.get((said.article, a)) or local_actor(library, said.article, a) for a in actors)
    return tuple(f.canonical_name for f in found if f is not None)
