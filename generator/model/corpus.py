"""All analyses joined."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generator.model.analysis import ActorKind, Analysis
from generator.model.article import Article
from generator.model.overrides import ActorFacts, Correction
from generator.model.problem import Problem
from generator.model.same_words import SameWords
from generator.model.span import Span
from generator.model.standing import ConditionRef, JoinedCondition, JoinedPosition, PositionRef, Reversal


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One article with what was found in it."""

    article: Article
    analysis: Analysis


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteRef:
    """Names one quote of the corpus."""

    article: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleSeen:
    """A role as one article words it."""

    article: str
    span: Span
    of: str | None = None
    """Id of the CorpusActor that the role ties to ("French" → France), where known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Appearance:
    """An actor of the corpus in one article."""

    article: str
    actor: str
    """Its id within that article's analysis."""
    n_mentions: int
    salience: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """Another actor that appears in the same articles."""

    actor: str
    """A CorpusActor's id."""
    n_articles: int
    """Articles that hold both."""
    npmi: float
    """-1…1: normalised pointwise mutual information over articles; above 0: more often together than by chance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Former:
    """What an actor, or a part of it, is called and taken for where articles or editors do not say better."""

    id: str
    """The CorpusActor's id that it then has."""
    name: str
    kind: ActorKind
    is_local: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusActor:
    """An actor over all articles."""

    id: str
    """Unique; made from name and kind, so that it outlives other articles' coming and going."""
    canonical_name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    roles: tuple[RoleSeen, ...] = ()
    """Oldest article first, each wording once."""
    appearances: tuple[Appearance, ...]
    """Newest article first, at least one."""
    n_independent: int
    """Articles it appears in, near-duplicates counted once."""
    n_mentions: int
    stands_for: str | None = None
    """Name of what it speaks for where it is a seat, building or capital ("Kremlin" → "Russia")."""
    quotes: tuple[QuoteRef, ...] = ()
    """Quotes it speaks, newest article first, in text order; fragments of mixed quotes left out."""
    spoken_of: tuple[QuoteRef, ...] = ()
    """Quotes of others whose words name it, in the same order."""
    positions: tuple[PositionRef, ...] = ()
    """Positions it holds, alone or with others, newest article first, in text order."""
    conditions: tuple[ConditionRef, ...] = ()
    """Conditions it sets, in the same order."""
    neighbours: tuple[Neighbour, ...] = ()
    """Most articles in common first, at most 15."""
    is_local: bool = False
    """Whether the name alone does not say who it is, so that the id names the article: a surname by itself."""
    former: tuple[Former, ...] = ()
    """Under what else it has a page when other articles are there, or no corrections."""
    facts: ActorFacts | None = None
    """What editors know of it; None where they say nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicAppearance:
    """A topic in one article."""

    article: str
    key: str
    """Key of that article's key phrase; "" where only its tags name the topic."""
    rank: int
    count: int
    other_keys: tuple[str, ...] = ()
    """Keys of that article's further key phrases that belong to the topic: variants, and what editors merged."""
    spans: tuple[Span, ...] = ()
    """Where the topic's words stand in the article, in text order; () where only its tags name the topic."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedTopic:
    """Another topic found in the same articles."""

    topic: str
    n_articles: int
    npmi: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A key phrase over the corpus, with a page of its own."""

    id: str
    """Unique; made from the phrase's key."""
    name: str
    """The most frequent form as written."""
    variants: tuple[str, ...] = ()
    """Other forms, most frequent first."""
    weight: float
    """Above 0, higher is weightier: the sum over articles of 1 / rank."""
    appearances: tuple[TopicAppearance, ...]
    """Newest article first, at least one."""
    n_independent: int
    quotes: tuple[QuoteRef, ...] = ()
    """Quotes whose sentence holds the phrase or a variant, newest article first."""
    positions: tuple[PositionRef, ...] = ()
    """Positions whose sentence holds the phrase or a variant, newest article first, in text order."""
    conditions: tuple[ConditionRef, ...] = ()
    """Conditions of which the same is true, in the same order."""
    actor: str | None = None
    """Id of the CorpusActor whose name the topic is."""
    broader: tuple[str, ...] = ()
    narrower: tuple[str, ...] = ()
    related: tuple[RelatedTopic, ...] = ()
    """Closest first, at most 12, broader and narrower ones left out."""
    former: tuple[str, ...] = ()
    """Names under which it would have a page if other articles had not joined it with a variant, or editors had
    not merged or renamed it."""
    address: str | None = None
    """What its page's address is made from, which stays when articles come: None: the name."""
    is_pinned: bool = False
    """Whether editors want it as a topic, however many articles have it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Articles that tell the same thing nearly word for word (a wire copy, an update)."""

    articles: tuple[str, ...]
    """Ids, oldest first, at least two."""


DoubtKind = Literal["joined", "kind", "alike"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A decision on who is who that an editor should look at."""

    kind: DoubtKind
    """joined: a short name was taken for a longer one's; kind: the articles differ on what it is; alike: two
    names that may be one."""
    actor: str
    """A CorpusActor's id."""
    name: str
    """joined: the short name; alike: the other actor's name; kind: its own."""
    articles: tuple[str, ...]
    """Ids of the articles concerned, newest first, at least one."""
    kinds: tuple[ActorKind, ...] = ()
    """For kind: what it was taken for, the most mentioned first."""
    other: str | None = None
    """For alike: the other CorpusActor's id."""
    harm: float
    """Mentions and statements that would stand at the wrong place, times how likely that looks; above 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """All analyses joined."""

    entries: tuple[Entry, ...]
    """Newest first; without a date last; then by id."""
    actors: tuple[CorpusActor, ...]
    """Most articles first, then most independent ones, most mentions, and by name."""
    topics: tuple[Topic, ...]
    """Pinned ones first, then the weightiest, then by name."""
    stories: tuple[Story, ...] = ()
    positions: tuple[JoinedPosition, ...] = ()
    """Newest article first, in text order."""
    conditions: tuple[JoinedCondition, ...] = ()
    """In the same order."""
    reversals: tuple[Reversal, ...] = ()
    """Newest change first."""
    same_words: tuple[SameWords, ...] = ()
    """Utterances that several articles quote, most versions first."""
    problems: tuple[Problem, ...] = ()
    """Every problem of reading, analysing and correcting, by place and line."""
    corrections: tuple[Correction, ...] = ()
    """What editors corrected, by line in the file of overrides."""
    doubts: tuple[Doubt, ...] = ()
    """Most harmful first, at most 100."""
