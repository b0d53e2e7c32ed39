"""What editors correct: the overrides of a project, as read."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.analysis import ActorKind
from generator.model.positions import PositionAct


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorFacts:
    """What editors know of an actor beside the articles; at least one is given."""

    wikidata: str | None = None
    """Wikidata's id: Q and a number."""
    url: str | None = None
    """The actor's own page: http or https only."""
    description: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """Names that are one."""

    line: int
    """Line in the file of overrides, from 1; so in each of these."""
    into: str
    names: tuple[str, ...]
    """`from` in the file; at least one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """A name that is somebody else in some articles."""

    line: int
    name: str
    articles: tuple[str, ...]
    """As for quotes; at least one."""
    into: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rename:
    """A name that is to be shown as another."""

    line: int
    name: str
    """`from` in the file."""
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KindOf:
    """What somebody or something is."""

    line: int
    name: str
    kind: ActorKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A name that is dropped or pinned."""

    line: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FactsOf:
    """A name and what is known of it."""

    line: int
    name: str
    facts: ActorFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerOf:
    """Who says a quote."""

    line: int
    article: str
    """The article's id, its seed's path (an archive's with `:LINE`) or the file's name without suffix."""
    text: str
    """The quote's words, or a part that no other quote of the article has."""
    speaker: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DroppedQuote:
    """Words that are no quote."""

    line: int
    article: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DroppedPosition:
    """Words that state no position."""

    line: int
    article: str
    """As for quotes; so in each of these."""
    text: str
    """The position's words, or a part that no other position of the article has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActOf:
    """What a position's holder does."""

    line: int
    article: str
    text: str
    act: PositionAct


@dataclass(frozen=True, slots=True, kw_only=True)
class HolderOf:
    """Whose a position is."""

    line: int
    article: str
    text: str
    holder: str
    """An actor's name or the description of somebody unnamed, as for quotes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DroppedCondition:
    """Words that state no condition."""

    line: int
    article: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorOverrides:
    """`actors:` of the file, each in the file's order."""

    merge: tuple[Merge, ...] = ()
    split: tuple[Split, ...] = ()
    rename: tuple[Rename, ...] = ()
    kind: tuple[KindOf, ...] = ()
    drop: tuple[Named, ...] = ()
    facts: tuple[FactsOf, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteOverrides:
    """`quotes:` of the file, each in the file's order."""

    speaker: tuple[SpeakerOf, ...] = ()
    drop: tuple[DroppedQuote, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionOverrides:
    """`positions:` of the file, each in the file's order."""

    drop: tuple[DroppedPosition, ...] = ()
    act: tuple[ActOf, ...] = ()
    holder: tuple[HolderOf, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionOverrides:
    """`conditions:` of the file, in the file's order."""

    drop: tuple[DroppedCondition, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicOverrides:
    """`topics:` of the file, each in the file's order."""

    merge: tuple[Merge, ...] = ()
    rename: tuple[Rename, ...] = ()
    drop: tuple[Named, ...] = ()
    pin: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Overrides:
    """All that a project's editors correct. The default corrects nothing."""

    place: str = ""
    """The file relative to the project, posix style."""
    actors: ActorOverrides = ActorOverrides()
    quotes: QuoteOverrides = QuoteOverrides()
    positions: PositionOverrides = PositionOverrides()
    conditions: ConditionOverrides = ConditionOverrides()
    topics: TopicOverrides = TopicOverrides()


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One override that applied, and what it changed."""

    place: str
    line: int
    key: str
    """Where in the file it stands: "actors.merge"."""
    was: str
    """What the site would say without it."""
    now: str
    actor: str | None = None
    """Id of the CorpusActor concerned, where there is one."""
    topic: str | None = None
    article: str | None = None
    """Id of the article concerned, for quotes, positions and conditions."""
    quote: str | None = None
    """Id of the quote that is still there."""
    position: str | None = None
    """Id of the position that is still there."""
