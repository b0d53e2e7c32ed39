"""What templates see: frozen, plain, already linked and slugged.

Every `href` is relative to the page that holds it and names a Markdown file (or `#anchor`), unless its
docstring says otherwise. Strings are plain text: the rendering room escapes every one of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generator.model import ActorKind, QuoteKind

RunKind = Literal["text", "actor", "quote", "statement", "unnamed", "gap"]
"""quote: words between quotation marks; statement: a clause that reports what was said."""

BlockKind = Literal["passage", "heading", "caption", "note", "gap"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Words that lead somewhere; without `href` they are words only."""

    text: str
    href: str | None = None
    note: str | None = None
    """What stands beside the link: a count, a date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """An actor's name with its page and kind."""

    text: str
    href: str | None
    kind: ActorKind
    kind_word: str
    role: str | None = None
    note: str | None = None
    """How often, beside the name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Whose words they are: a name, a description of somebody unnamed, candidates, or nothing."""

    label: str
    """What stands at the words: the name, the description, or that it is unclear."""
    name: Name | None = None
    is_unnamed: bool = False
    candidates: tuple[Name, ...] = ()
    """Actors who may have spoken, where it is unclear."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Some words of a piece."""

    text: str
    id: str | None = None
    """Id of the quoted fragment that these words are; None for words around it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PieceView:
    """One piece of an utterance, word for word: its parts joined are `text[start:end]`."""

    id: str
    start: int
    end: int
    parts: tuple[Part, ...]
    has_marks: bool
    """True: to be set between quotation marks. False: the article's own words about what was said."""
    opens_paragraph: bool = False
    """True: the article has a line break between the piece before and this one."""
    other_ids: tuple[str, ...] = ()
    """Ids of quotes that this piece stands for beside its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """Words of an article with those that a label rests on set apart: the three joined are `text[start:end]`."""

    article: str
    """Its id."""
    start: int
    end: int
    before: str
    cue: str
    """The words that say which act it is; "" where these lie outside."""
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionView:
    """An utterance as another article quotes it."""

    pieces: tuple[PieceView, ...]
    """() where they may not be published."""
    speaker: str
    """The name, the description or what stands in its place, with the role there."""
    cue: str | None
    differences: str
    """How it differs from the fullest version, in words; "" where it is the same."""
    article: Link
    """`note` is outlet and date."""
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionsView:
    """One utterance as several articles quote it."""

    summary: str
    """In how many other articles."""
    own: str
    """How the version on the card differs from the fullest; "" where it is the fullest."""
    versions: tuple[VersionView, ...]
    more: str
    """How many further ones there are; "" for none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteCard:
    """An utterance with all that a reader may want to check."""

    id: str
    kind: QuoteKind
    is_quotation: bool
    pieces: tuple[PieceView, ...]
    speaker: Speaker
    joint: tuple[Speaker, ...]
    """Who says it together with the speaker."""
    cue: str | None
    """The class of the reporting verb as a word: "warned"."""
    confidence: str
    """As a word: "Near certain"."""
    figure: str
    """The same as a share of 100: "95 %"."""
    rule: str
    """How the speaker was found, in plain words; "" where no rule found one."""
    context: str | None
    """Where the words stand in the reading view."""
    original: str | None
    """The publisher's page at these words: a URL from outside, not a link of this site."""
    address: str
    """The utterance's permanent place, relative to this page."""
    article: Link | None = None
    """The article, on pages other than its own; `note` is outlet and date."""
    language: str | None = None
    """Code of the words' language, where it is not the interface's."""
    is_corrected: bool = False
    """Whether editors named the speaker."""
    number: int | None = None
    """Its place in the list of all quotes, from 1; None on pages that are no part of the list."""
    versions: VersionsView | None = None
    """The same utterance in other articles; None where there are none, and on pages that do not compare."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteGroup:
    """Utterances under one heading."""

    id: str
    """Anchor of the heading."""
    title: Link
    role: str | None
    kind: ActorKind | None
    kind_word: str | None
    quotations: tuple[QuoteCard, ...]
    statements: tuple[QuoteCard, ...]
    """Reported without quotation marks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A figure and what it counts."""

    figure: str
    label: str
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerCard:
    """Somebody who speaks in an article, and how much."""

    speaker: Speaker
    said: str
    """How much, in words."""
    href: str | None
    """Where the words stand on this page."""
    note: str | None = None
    """For unnamed sources: how the article describes them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of the reading view: text, or a mark around other runs."""

    kind: RunKind
    text: str = ""
    """For text and gap."""
    id: str | None = None
    href: str | None = None
    actor_kind: ActorKind | None = None
    title: str | None = None
    """Who speaks, for a quote; what it is, for others."""
    runs: tuple[Run, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph of the reading view, or a gap between two."""

    kind: BlockKind
    id: str | None
    """Its anchor, `p-N` with N the paragraph's number in the article."""
    runs: tuple[Run, ...]
    speakers: tuple[Speaker, ...] = ()
    """For the margin, in the order in which they speak."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table."""

    heading: str
    is_number: bool = False
    order: Literal["ascending", "descending"] | None = None
    """How the rows stand ordered by it when the page opens."""
    is_date: bool = False
    is_minor: bool = False
    """True: left out where the screen is narrow; the row's own page has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A field of a table."""

    text: str
    href: str | None = None
    sort: str | None = None
    """What it is sorted by where that is not its text: a number, an ISO date."""
    kind: ActorKind | None = None
    kind_word: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The one pattern of every list: the first column leads to the page."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paging:
    """Where a long list goes on, and in which other orders it can be read."""

    sentence: str
    """Which part this page shows."""
    previous: str | None
    next: str | None
    pages: tuple[Link, ...]
    """Every page; the present one without `href`."""
    orders: tuple[Link, ...]
    """The list's orders; the present one without `href`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """Sentences of an article, word for word, with their place."""

    text: str
    start: int
    end: int
    place: str
    article: Link
    language: str | None = None
    """Code of the words' language, where it is not the interface's."""
