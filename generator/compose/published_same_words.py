"""Utterances that several articles quote, as records: a row for each version, and how it differs from the fullest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.compose.addresses import built
from generator.compose.cards import is_shown, quote_anchor
from generator.compose.words import later
from generator.model import Field, Records

if TYPE_CHECKING:
    from generator.compose.library import Library
    from generator.model import SameWords, Value, WordsVersion

SAME_WORDS_FIELDS = (
    Field(name="fullest_article", type="string", description=later("Id of the article that quotes most of the utterance: versions of one utterance share it.")),
    Field(name="fullest_quote", type="string", description=later("Id of the quote there, as in the list of quotes.")),
    Field(name="article", type="string", description=later("The article’s id, as in the list of articles.")),
    Field(name="quote", type="string", description=later("Id of the article’s quote, as in the list of quotes.")),
    Field(name="outlet", type="string", description=later("Who published the article.")),
    Field(name="date", type="date", description=later("The article’s date.")),
    Field(name="speaker", type="string", description=later("The speaker’s name, where it is sure enough who speaks.")),
    Field(name="actor", type="string", description=later("The speaker’s id, as in the list of actors.")),
    Field(
        name="differences",
        type="array",
        description=later("From the fullest version: cut before, cut within, cut after, other words, other cue, other title; nothing where there are none."),
    ),
    Field(
        name="copy_of",
        type="string",
        description=later("Id of an older article with the utterance that tells the same story nearly word for word."),
    ),
    Field(
        name="address",
        type="string",
        description=later("The quote’s own address, relative to the site’s front page; nothing where none of the utterance is shown."),
    ),
)  # fmt: skip


def same_words_records(library: Library) -> Records:
    """Return every version of every utterance that several articles quote, most versions first."""
    rows = (_row(library, same, version) for same in library.corpus.same_words for version in same.versions)
    return Records(fields=SAME_WORDS_FIELDS, rows=tuple(rows))


def _row(library: Library, same: SameWords, version: WordsVersion) -> tuple[Value, ...]:
    article = library.entries[version.article].article
    said = library.utterance_of.get((version.article, version.quote))
    actor = library.speaker(said) if said else None
    page = library.article_pages[article.id]
    values: dict[str, Value] = {
        "fullest_article": same.versions[0].article,
        "fullest_quote": same.versions[0].quote,
        "article": article.id,
        "quote": version.quote,
        "outlet": article.outlet,
        "date": article.date,
        "speaker": actor.canonical_name if actor else None,
        "actor": actor.id if actor else None,
        "differences": version.differences,
        "copy_of": version.copy_of,
        "address": built(page, quote_anchor(said.id)) if said and is_shown(library, said) else None,
    }
    return tuple(values[f.name] for f in SAME_WORDS_FIELDS)
