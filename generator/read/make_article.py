"""Text, marks and metadata of one seed → its Article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model import Article
from generator.read import languages
from generator.read.layout import lay_out
from generator.read.layout.sheet import n_lines

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.model import ParagraphKind, Seed
    from generator.read.complaints import Complaints
    from generator.read.metadata import Metadata
    from generator.read.settings import ReadSettings

_MOST_PARAGRAPHS = 10_000
"""The longest of 7,790 articles had 309; each costs 0.3 ms to analyse, whatever it holds."""
_EMPTY_REMEDY = "Put the article's words into it, or take it out of the seeds"
_LARGE_REMEDY = "Cut it into articles of their own"


def make_article(
    text: str,
    metadata: Metadata,
    *,
    seed: Seed,
    default_id: str,
    settings: ReadSettings,
    complaints: Complaints,
    marks: Mapping[int, ParagraphKind] | None = None,
) -> Article:
    """Return the article; what was odd in reading it so far goes with it.

    Raises RefusedError, with its reason among the complaints, for a text without a letter or digit and for one that
    is larger than any article.
    """
    if not any(c.isalnum() for c in text):
        raise complaints.refuse("holds no words", _EMPTY_REMEDY)
    if len(text) > settings.max_article_characters:
        what = (
            f"holds {len(text):,} characters, more than {settings.max_article_characters:,}; it was left out"
        )
        raise complaints.refuse(what, f"{_LARGE_REMEDY}, or raise the setting `max_article_characters`")
    if (n := n_lines(text)) > _MOST_PARAGRAPHS:
        what = f"holds {n:,} paragraphs, more than {_MOST_PARAGRAPHS:,}; it was left out"
        raise complaints.refuse(what, f"{_LARGE_REMEDY}, or join its lines to paragraphs")
    layout = lay_out(text, title=metadata.title, authors=metadata.authors, marks=marks)
    language = metadata.language or settings.language
    if language is None:
        body = [p.span.of(text) for p in layout.paragraphs if p.kind == "body"]
        language = languages.identify(body or [text])
    return Article(
        id=metadata.id or default_id,
        text=text,
        paragraphs=layout.paragraphs,
        structure=layout.structure,
        seed=seed,
        title=layout.title,
        title_given=layout.title_given,
        date=metadata.date,
        authors=metadata.authors,
        outlet=metadata.outlet,
        url=metadata.url,
        language=language,
        tags=metadata.tags,
        licence=metadata.licence,
        publish=metadata.publish,
        problems=tuple(complaints.found),
    )
