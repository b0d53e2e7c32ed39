"""What templates see of lists: indexes, all quotes, the timeline, and the page on sources.

The same rules hold as in `views.py`.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.compose.views import Link, Paging, QuoteGroup, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """An article in the timeline."""

    article: Link
    kicker: str
    """Day and outlet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """The articles of one month, newest first, or those without a date."""

    id: str
    title: str
    note: str
    """How many they are."""
    articles: tuple[Dated, ...]
    remark: str | None = None
    """What to know or do about them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineView:
    """A page of the timeline."""

    title: str
    sentence: str
    is_first: bool
    """Whether it is the first page, with the charts."""
    jumps: tuple[Link, ...]
    """The months, or years where they are many, newest first."""
    months: tuple[Month, ...]
    paging: Paging
    empty: str | None
    """Why there is no timeline and what to do, where there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesView:
    """Who is quoted how often, and how much of it without a name. None: too little to make a table of."""

    title: str
    sentence: str
    concentration: tuple[str, ...]
    """How far the statements come from few: sentences."""
    speakers: Table | None
    speakers_note: str | None
    """How many more there are."""
    all_actors: Link
    kinds: Table | None
    outlets: Table | None
    outlets_note: str | None
    topics: Table | None
    topics_note: str | None
    documents: Table | None
    documents_note: str | None
    note: str
    """What is counted and what is not guessed."""
    empty: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListView:
    """A page of an index."""

    title: str
    sentence: str
    table: Table
    paging: Paging
    empty: str | None
    """Why there is nothing and what to do, where there is nothing."""
    whole: str | None = None
    """The file of the whole list, for programs and spreadsheets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotesView:
    """A page of all quotes."""

    title: str
    sentence: str
    groups: tuple[QuoteGroup, ...]
    """By article."""
    paging: Paging
    empty: str | None
    whole: str | None = None
    """The file of all of them, for programs and spreadsheets."""
