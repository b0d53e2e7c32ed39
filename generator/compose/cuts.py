"""Passages of an article's text, cut out word for word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.compose.views import Cut
from generator.model import Span

if TYPE_CHECKING:
    from generator.compose.excerpt import Excerpt
    from generator.model import Article

_MARKS = (
    ("“", re.compile("”"), re.compile(r"[.,!?…]?”")),
    ("‘", re.compile(r"’(?!\w)"), re.compile(r"[.,!?…]?’(?!\w)")),
)
"""Opening mark, what closes it, and that beside a passage: an apostrophe inside a word closes nothing."""


def cut(article: Article, span: Span, cue: Span | None = None) -> Cut:
    """Return an article's words, those of `cue` set apart where they lie inside."""
    text = article.text
    inner = cue if cue is not None and span.contains(cue) else None
    return Cut(
        article=article.id,
        start=span.start,
        end=span.end,
        before=text[span.start : inner.start if inner else span.end],
        cue=inner.of(text) if inner else "",
        after=text[inner.end : span.end] if inner else "",
    )


def closed(span: Span, text: str, published: Excerpt) -> Span:
    """Return a passage as `balanced` does where that may be published, else as it is."""
    wider = balanced(span, text)
    return wider if published.holds(wider) else span


def balanced(span: Span, text: str) -> Span:
    """Return a passage with the quotation mark that closes what it opens, or opens what it closes, where one is beside it."""
    words = span.of(text)
    for opening, closing, follows in _MARKS:
        n_opened = words.count(opening) - len(closing.findall(words))
        beside = follows.match(text, span.end)
        if n_opened > 0 and beside:
            return Span(start=span.start, end=beside.end())
        if n_opened < 0 and text[span.start - 1 : span.start] == opening:
            return Span(start=span.start - 1, end=span.end)
    return span
