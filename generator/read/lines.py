"""Where in a seed's file a span of its article stands, for who wants to look at it there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.read.clean import clean
from generator.read.complaints import Complaints, RefusedError
from generator.read.decode import decode
from generator.read.folder import TEXT_SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from generator.model import Article, Span

_BETWEEN = r"\s+"
"""What may part two words in the file: a line that was wrapped has a break there."""


def lines_in_seed(project: Path, article: Article, spans: Iterable[Span]) -> dict[Span, int]:
    """Return in which line of its file, from 1, each span begins.

    In an archive that is the article's line. A span is left out where its paragraph does not stand in the file
    as it stands in the article, or more than once; so is everything where the file cannot be read any more.
    """
    if article.seed.line is not None:
        return dict.fromkeys(spans, article.seed.line)
    text = _file_text(project, article.seed.path)
    return {span: line for span in spans if (line := _line(text, article, span)) is not None}


def _file_text(project: Path, place: str) -> str:
    if not place.lower().endswith(TEXT_SUFFIXES):
        return ""
    complaints = Complaints(place=place)
    try:
        data = (project / place).read_bytes()
        return clean(decode(data, complaints))
    except (OSError, RefusedError):
        return ""


def _line(text: str, article: Article, span: Span) -> int | None:
    paragraph = next((p.span for p in article.paragraphs if p.span.contains(span)), None)
    if paragraph is None:
        return None
    words = paragraph.of(article.text).split()
    places = list(re.finditer(_BETWEEN.join(map(re.escape, words)), text))
    if len(places) != 1:
        return None
    n_before = len(article.text[paragraph.start : span.start].split())
    at_word = span.start == paragraph.start or article.text[span.start - 1].isspace()
    # Inside a word the last one before belongs to the same word, and so to the same line.
    ahead = words[: n_before + 1] if at_word else words[:n_before]
    begun = re.match(_BETWEEN.join(map(re.escape, ahead)), places[0].group())
    return text.count("\n", 0, places[0].start() + begun.end()) + 1 if begun is not None else None
