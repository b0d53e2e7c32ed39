"""What templates see of the home page.

The same rules hold as in `views.py`.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.compose.views import Link, Name, QuoteCard
from generator.compose.views_of_pages import ArticleView
from generator.compose.views_of_standing import Stand


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleCard:
    """An article on the home page."""

    title: Link
    kicker: tuple[str, ...]
    quote: QuoteCard | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trends:
    """Topics that are written of more, and less, than before."""

    note: str | None = None
    """What is compared."""
    rising: tuple[Link, ...] = ()
    falling: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView:
    """The home page; `one` instead of cards where the site has a single article."""

    title: str
    sentence: str
    one: ArticleView | None
    one_link: Link | None
    cards: tuple[ArticleCard, ...]
    topics: tuple[Link, ...]
    trends: Trends
    """Topics that rise and fall; empty where too few articles have dates."""
    speakers: tuple[Name, ...]
    quotes: tuple[QuoteCard, ...]
    """The strongest of the newest quotations."""
    stands: tuple[Stand, ...]
    """The newest positions."""
    more: tuple[Link, ...]
    empty: str | None
