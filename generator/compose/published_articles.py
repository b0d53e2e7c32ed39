"""Every article as a record: where it is from, what was found in it, its opening where that may be published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.compose.addresses import built
from generator.compose.speakers import n_quotations
from generator.compose.summary import summary_sentences
from generator.compose.words import later
from generator.model import Field, Records

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.compose.library import Library
    from generator.compose.utterances import Utterance
    from generator.model import Entry, Value

_SHARE_DIGITS = 4
"""Decimals of a share."""

ARTICLE_FIELDS = (
    Field(name="id", type="string", description=later("Identifies the article: given with the seed, or its path.")),
    Field(name="title", type="string", description=later("The headline; without one, the article’s first words.")),
    Field(name="title_given", type="boolean", description=later("Whether the headline was given.")),
    Field(name="outlet", type="string", description=later("Who published it.")),
    Field(name="date", type="date", description=later("The day on which it was published.")),
    Field(name="authors", type="array", description=later("Who wrote it.")),
    Field(name="url", type="string", description=later("The publisher’s own page.")),
    Field(name="language", type="string", description=later("ISO 639-1 code of its language; und where it could not be told.")),
    Field(name="tags", type="array", description=later("Tags that were given with it.")),
    Field(name="licence", type="string", description=later("The licence of its text, as given.")),
    Field(
        name="publish",
        type="string",
        description=later("How much of its text this site publishes: full, excerpt or none."),
    ),
    Field(name="words", type="integer", description=later("Words of the story itself.")),
    Field(name="words_published", type="integer", description=later("Those of them that this site publishes.")),
    Field(name="address", type="string", description=later("Its page, relative to the site’s front page.")),
    Field(
        name="quotations",
        type="integer",
        description=later("Utterances with words between quotation marks; nothing where quotations were not looked for."),
    ),
    Field(name="statements", type="integer", description=later("Utterances that are told in the article’s own words.")),
    Field(name="speakers", type="integer", description=later("Named speakers.")),
    Field(
        name="share_unnamed",
        type="number",
        description=later("Share of all utterances that come from unnamed sources, from 0 to 1."),
    ),
    Field(name="topics", type="array", description=later("Names of its topics, best first.")),
    Field(name="actors", type="array", description=later("Names of who and what it names, most salient first.")),
    Field(name="versions", type="array", description=later("Ids of other articles that tell the same nearly word for word.")),
    Field(
        name="summary",
        type="string",
        description=later("Its opening sentences, word for word; nothing where they may not be published."),
    ),
    Field(
        name="topic_ids", type="array", description=later("Ids of its topics, as in the list of topics."), is_flat=False
    ),
    Field(
        name="actor_ids", type="array", description=later("Ids of its actors, as in the list of actors."), is_flat=False
    ),
    Field(
        name="text",
        type="string",
        description=later("The whole text, only of an article that may be published in full."),
        is_flat=False,
    ),
)  # fmt: skip


def article_records(library: Library) -> Records:
    """Return every article, newest first."""
    return Records(fields=ARTICLE_FIELDS, rows=tuple(_row(library, e) for e in library.corpus.entries))


def _row(library: Library, entry: Entry) -> tuple[Value, ...]:
    article = entry.article
    published = library.excerpts[article.id]
    topics, actors = library.topics_in[article.id], library.actors_in[article.id]
    values: dict[str, Value] = {
        "id": article.id,
        "title": article.title,
        "title_given": article.title_given,
        "outlet": article.outlet,
        "date": article.date,
        "authors": article.authors,
        "url": article.url,
        "language": article.language,
        "tags": article.tags,
        "licence": article.licence,
        "publish": published.publish,
        "words": published.n_words,
        "words_published": published.n_published,
        "address": built(library.article_pages[article.id]),
        **_counts(library.utterances[article.id], was_searched=entry.analysis.quotes is not None),
        "topics": tuple(t.name for t in topics),
        "actors": tuple(a.canonical_name for a in actors),
        "versions": library.versions.get(article.id, ()),
        "summary": published_summary(library, entry),
        "topic_ids": tuple(t.id for t in topics),
        "actor_ids": tuple(a.id for a in actors),
        "text": article.text if published.publish == "full" else None,
    }
    return tuple(values[f.name] for f in ARTICLE_FIELDS)


def _counts(said: Sequence[Utterance], *, was_searched: bool) -> dict[str, Value]:
    """Return how many speak and how; nothing where the article's language has no model."""
    if not was_searched:
        return dict.fromkeys(("quotations", "statements", "speakers", "share_unnamed"))
    quoted = n_quotations(said)
    unnamed = sum(u.unnamed is not None and not u.is_document for u in said)
    return {
        "quotations": quoted,
        "statements": len(said) - quoted,
        "speakers": len({u.speaker for u in said if u.speaker is not None}),
        "share_unnamed": round(unnamed / len(said), _SHARE_DIGITS) if said else None,
    }


def published_summary(library: Library, entry: Entry) -> str | None:
    """Return the opening sentences as far as they may be published, None where none may."""
    held = (s for s in summary_sentences(entry) if library.excerpts[entry.article.id].holds(s))
    return " ".join(s.of(entry.article.text) for s in held) or None
