"""What templates see of the pages of articles, actors and topics.

The same rules hold as in `views.py`.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.compose.views import (
    Block,
    Extract,
    Fact,
    Link,
    Name,
    QuoteCard,
    QuoteGroup,
    SpeakerCard,
    Table,
)
from generator.compose.views_of_standing import StandsView


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarArticle:
    """Another article on the same."""

    article: Link
    reason: str
    """What both are about, as words without a stop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView:
    """An article's page."""

    kicker: tuple[str, ...]
    headline: str
    language: str | None
    """Code of the article's language, where it is not the interface's."""
    headline_note: str | None
    byline: str | None
    original: str | None
    """The publisher's page, a URL from outside."""
    original_words: str
    """What the link there says."""
    summary: tuple[Extract, ...]
    facts: tuple[Fact, ...]
    notices: tuple[str, ...]
    """What a reader must know before reading on: no model, nothing published, uncertain layout."""
    speakers: tuple[SpeakerCard, ...]
    speakers_sentence: str
    phrases: tuple[Link, ...]
    actors: tuple[Name, ...] | None
    """The most salient; None: not looked for."""
    more_actors: tuple[Name, ...]
    """All others."""
    groups: tuple[QuoteGroup, ...]
    quotes_note: str | None
    blocks: tuple[Block, ...]
    reading_note: str
    corrections: tuple[str, ...]
    details: tuple[Link, ...]
    """Metadata: `note` is the value, `text` its name; `href` is from outside."""
    versions: tuple[Link, ...]
    """Other articles that tell the same nearly word for word."""
    similar: tuple[SimilarArticle, ...]
    """Most similar first."""
    stands: StandsView
    """Who stands where, and under which conditions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleLine:
    """A role as one article words it."""

    text: str
    seen: Link
    """Where and when."""
    of: Name | None
    """The organization or country that it ties the actor to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorView:
    """An actor's page."""

    name: Name
    role: Link | None
    """The latest, with where and when it was worded."""
    sentence: str
    aliases: tuple[str, ...]
    roles: tuple[RoleLine, ...]
    """The newest."""
    more_roles: tuple[RoleLine, ...]
    """All others."""
    stands_for: Name | None
    """What it speaks for, where it is a seat, building or capital."""
    groups: tuple[QuoteGroup, ...]
    is_by_topic: bool
    """Whether the groups are topics; else they are articles."""
    quotes_note: str | None
    about: tuple[QuoteGroup, ...]
    """What others say about it, by article."""
    about_note: str | None
    spoken_on: tuple[Link, ...]
    """Topics of what it says, most statements first."""
    topics: tuple[Link, ...]
    """Topics of the articles that name it."""
    neighbours: tuple[Name, ...]
    articles: Table
    facts: FactsView | None = None
    """What editors know of it."""
    corrected: Link | None = None
    """Where it is told what editors corrected of it."""
    quotes_file: str | None = None
    """Link to the table of its published quotations."""
    filtered: str | None = None
    """The list of all quotes, of its own only."""
    stands: StandsView
    """Where it stands, by topic."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactsView:
    """What editors know of an actor beside the articles."""

    description: str | None
    links: tuple[Link, ...]
    """Pages from outside: Wikidata, the actor's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicView:
    """A topic's page."""

    name: str
    variants: tuple[str, ...]
    sentence: str
    actor: Name | None
    extracts: tuple[Extract, ...]
    extracts_note: str | None
    speakers: tuple[SpeakerCard, ...]
    quotes: tuple[QuoteCard, ...]
    quotes_note: str | None
    broader: tuple[Link, ...]
    narrower: tuple[Link, ...]
    related: tuple[Link, ...]
    articles: Table
    corrected: Link | None = None
    """Where it is told what editors corrected of it."""
    filtered: str | None = None
    """The list of all quotes, of those on it only."""
    stands: StandsView
    """Who stands where, and under which conditions, in sentences with its words."""
