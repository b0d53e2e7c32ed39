"""Which topics are written of more, and which less, than before."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

from generator.compose.links import link
from generator.compose.views import Link
from generator.compose.views_of_home import Trends

if TYPE_CHECKING:
    import datetime as dt

    from generator.compose.library import Library
    from generator.model import Topic

_LEAST_ARTICLES = 20
"""Articles with a date below which nothing rises or falls."""

_NEWEST = 0.25
"""Share of the articles with a date that make the newest part of the time."""

_HANDFUL = 5
"""Articles of a topic below which it neither rises nor falls."""

_FACTOR = 1.5
"""How much more, or less, of the articles must be on a topic than before."""

_CHANCE = 1.5
"""Standard errors (of a count, its square root) that the newest count must be from the one expected."""

_MOST = 6
"""Topics either way."""


def trends(library: Library, page: str) -> Trends:
    """Return the topics whose share of the newest quarter of dated articles is far from their share before, furthest first."""
    dates = {i: e.article.date for i, e in library.entries.items() if e.article.date is not None}
    if len(dates) < _LEAST_ARTICLES:
        return Trends()
    since = sorted(dates.values())[-max(1, round(len(dates) * _NEWEST))]
    newest = {i for i, date in dates.items() if date >= since}
    if len(newest) > len(dates) / 2:
        return Trends()
    found = [
        (change, topic, n_new, n_all)
        for topic in library.corpus.topics
        if (counts := _counts(topic, newest, dates)) is not None
        for change, n_new, n_all in (counts,)
    ]
    found.sort(key=lambda f: (-abs(f[0]), f[1].name, f[1].id))
    n_old = len(dates) - len(newest)
    words = library.words
    note = words(
        "Articles since {day} ({n_new}) beside those before ({n_old}): topics with at least {least} articles whose "
        "share has grown or shrunk by half or more.",
        day=words.day(since),
        n_new=words.figure(len(newest)),
        n_old=words.figure(n_old),
        least=words.number(_HANDFUL),
    )
    rising, falling = (
        tuple(
            Link(
                text=topic.name,
                href=link(page, library.topic_pages[topic.id]),
                note=words(
                    "{n_new} of {n_all} articles since then",
                    n_new=words.figure(n_new),
                    n_all=words.figure(n_all),
                ),
            )
            for change, topic, n_new, n_all in found
            if change * way > 0
        )[:_MOST]
        for way in (1, -1)
    )
    return Trends(note=note, rising=rising, falling=falling) if rising or falling else Trends()


def _counts(topic: Topic, newest: set[str], dates: dict[str, dt.date]) -> tuple[float, int, int] | None:
    """Return how far the newest count is from what it would be as before, the newest count, and all; None: not far."""
    n_all = sum(seen.article in dates for seen in topic.appearances)
    n_new = sum(seen.article in newest for seen in topic.appearances)
    if n_all < _HANDFUL:
        return None
    n_others = len(dates) - len(newest)
    expected = (n_all - n_new) / n_others * len(newest)
    far = n_new >= expected * _FACTOR or n_new <= expected / _FACTOR
    change = (n_new - expected) / sqrt(max(expected, 1.0))
    return (change, n_new, n_all) if far and abs(change) >= _CHANCE else None
