"""What was found in one article."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generator.model.positions import Condition, Position
from generator.model.problem import Problem
from generator.model.span import Span

ActorKind = Literal["person", "organization", "country", "place", "group"]
MentionType = Literal["named", "nominal", "pronominal", "adjectival"]
QuoteKind = Literal["direct", "mixed", "indirect"]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyPhrase:
    """A ranked phrase of one article; no two share a `key`."""

    key: str
    """Normal form that joins variants over articles: lower-case stems, space-parted."""
    text: str
    """The most frequent form as written; the first of these when they tie."""
    rank: int
    """1 is best."""
    yake_score: float
    """YAKE's score of the phrase: lower is better, above 0."""
    spans: tuple[Span, ...]
    """Every occurrence in text order, at least one."""
    actor: str | None = None
    """Id of the article's actor whose name the phrase is."""
    is_general: bool = False
    """Whether it says little by itself ("decision"): it makes no topic."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A span that names an actor."""

    span: Span
    mention_type: MentionType
    actor: str
    """Id of one of the same analysis's actors."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """What the article says an actor is: "French President", "a former commander of …"."""

    span: Span
    of: str | None = None
    """Id of the article's actor that the role ties to ("French" → France), where known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A person, organization, country, place or group in one article."""

    id: str
    """Unique in its article only."""
    canonical_name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    """Other forms as written, most frequent first, the canonical name left out."""
    roles: tuple[Role, ...] = ()
    """In text order, each wording once."""
    stands_for: str | None = None
    """Name of the country or body that a seat, building or capital speaks for here ("Kremlin" → "Russia")."""
    n_mentions: int
    """Named and adjectival mentions."""
    salience: float
    """0…1, the article's most salient actor has 1; formula in `analyse/actors`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """One piece of attributed speech: content, cue and source, and whose it is.

    Pieces of one utterance (split by a cue, or over paragraphs) are separate
    quotes with the same `group`.
    """

    id: str
    """Unique in its article; made from the words, so that it outlives edits elsewhere."""
    kind: QuoteKind
    content: Span
    """Direct: inside the quotation marks. Mixed and indirect: the clause."""
    group: str
    """Id of the utterance's first quote."""
    part_of: str | None = None
    """For a quoted fragment of a mixed quote: that quote's id."""
    cue: Span | None = None
    """The reporting verb or phrase; None where the layout alone attributes."""
    cue_class: str | None = None
    """said, claimed, denied, warned, …: a class of `analyse/words/cues.tsv`; None without cue."""
    source: Span | None = None
    """The speaker as written next to the cue ("he", "a French official")."""
    speaker: str | None = None
    """Id of the article's actor who speaks; None: unnamed, unclear or not found."""
    unnamed: str | None = None
    """The description of an unnamed speaker ("a French official"); then `speaker` is None."""
    is_document: bool = False
    """Whether `unnamed` describes a document that speaks ("the report") and not somebody."""
    joint_speakers: tuple[str, ...] = ()
    """Ids of those who say it together with `speaker` ("Macron and Starmer say")."""
    candidates: tuple[str, ...] = ()
    """Ids of the actors between whom resolution could not decide; () otherwise."""
    rule: str
    """The rule that attributed it; see `docs/accuracy.md`."""
    confidence: float
    """0…1: how often attributions of this kind were right where they were measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """What was found in one article. None: not looked for; (): looked for, none found."""

    article: str
    """The article's id."""
    model: str | None
    """Name and version of the language model; None where none fits the language."""
    sentences: tuple[Span, ...]
    """The body's sentences in text order, without white space around them."""
    key_phrases: tuple[KeyPhrase, ...] | None
    """Best first, at most 20."""
    actors: tuple[Actor, ...] | None
    """Most salient first."""
    mentions: tuple[Mention, ...] | None
    """In text order, none overlapping another."""
    quotes: tuple[Quote, ...] | None
    """In text order; a mixed quote before its fragments."""
    positions: tuple[Position, ...] | None = None
    """In text order."""
    conditions: tuple[Condition, ...] | None = None
    """In text order."""
    problems: tuple[Problem, ...] = ()
