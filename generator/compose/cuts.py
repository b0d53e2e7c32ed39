"""Passages of an article's text, cut out word for word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.compose.views import Cut
from generator.model import Span

if TYPE_CHECKING:
    from generator.compose.excerpt import Excerpt
    from generator.model import Article

_CLOSING = re.compile(r"[.,!?…]?”")


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
    """Return a passage with the quotation mark that closes what it opens, or opens what it closes, where one is beside it."""
    words = span.of(text)
    end = _CLOSING.match(text, span.end)
    if words.count("“") > words.count("”") and end:
        span = _published(Span(start=span.start, end=end.end()), published) or span
    if words.count("”") > words.count("“") and text[span.start - 1 : span.start] == "“":
        span = _published(Span(start=span.start - 1, end=span.end), published) or span
    return span


def _published(span: Span, published: Excerpt) -> Span | None:
    return span if published.holds(span) else None
