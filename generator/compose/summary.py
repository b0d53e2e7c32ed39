"""The sentences that stand at the head of an article's page, taken from it word for word."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.model import Entry, Span

_N_SENTENCES = 2
"""Sentences of a summary: news opens with what matters, and two of its sentences are about a card's length."""


def summary_sentences(entry: Entry) -> tuple[Span, ...]:
    """Return the opening sentences of the story, at most two; the first is passed over where it already is the title."""
    sentences = entry.analysis.sentences
    first = 0 if entry.article.title_given or len(sentences) == 1 else 1
    return sentences[first : first + _N_SENTENCES]
