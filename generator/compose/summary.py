"""The sentences that stand at the head of an article's page, taken from it word for word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model import Span

if TYPE_CHECKING:
    from generator.model import Entry

_N_SENTENCES = 2
"""Sentences of a summary: news opens with what matters, and two of its sentences are about a card's length."""


_SEPARATORS = " \t\u00a0-\u2010\u2011\u2012\u2013\u2014\u2015:()"
"""What may stand between a dateline and the story's first word."""


def summary_sentences(entry: Entry) -> tuple[Span, ...]:
    """Return the opening sentences of the story, at most two; the first is passed over where it already is the title."""
    sentences = entry.analysis.sentences
    first = 0 if entry.article.title_given or len(sentences) == 1 else 1
    return tuple(_without_dateline(s, entry) for s in sentences[first : first + _N_SENTENCES])


def _without_dateline(sentence: Span, entry: Entry) -> Span:
    dateline = entry.article.structure.dateline
    if dateline is None or not sentence.contains(dateline):
        return sentence
    start = dateline.end
    while start < sentence.end - 1 and entry.article.text[start] in _SEPARATORS:
        start += 1
    return Span(start=start, end=sentence.end)
