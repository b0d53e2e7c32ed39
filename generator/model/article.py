"""One seed as read: its text, what the text's layout shows, its metadata."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from generator.model.problem import Problem
from generator.model.span import Span

Publish = Literal["full", "excerpt", "none"]
"""How much of an article's text may be published."""

ParagraphKind = Literal["body", "heading", "caption", "byline", "sign_off", "note"]
"""What a line is. `note`: a correction, an editor's note or boilerplate. Only `body` is the story's own text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One line of the text that holds more than white space."""

    span: Span
    """Without the white space around it."""
    kind: ParagraphKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Contributor:
    """Somebody named in the sign-off as having worked on the article."""

    name: Span
    place: Span | None = None
    """Where they reported from, as written ("Riga, Latvia")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """The parts of a text that are not the story: found by layout, never by NLP."""

    title: Span | None = None
    """The headline where it stands in the text as a line (of kind heading) of its own."""
    caption: Span | None = None
    """The caption of a photo, its credit left out."""
    credit: Span | None = None
    """Who made or supplied the photo, without brackets."""
    dateline: Span | None = None
    """The place (and agency, date) that opens the first body paragraph, without the dash."""
    headings: tuple[Span, ...] = ()
    """Section headings; the title is not one of them."""
    byline: Span | None = None
    sign_off: Span | None = None
    contributors: tuple[Contributor, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Seed:
    """Where an article was read from."""

    path: str
    """Relative to the project's folder, posix style."""
    line: int | None = None
    """Line in an archive, from 1; None for a file that is one article."""
    digest: str
    """sha256 of the bytes of the file (or archive line) and of its sidecar, hex."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One seed as read. Every span anywhere counts code points of `text`."""

    id: str
    """Unique in a corpus: given, or the seed's path without folder and suffix."""
    text: str
    """Paragraphs parted by newlines, exactly as every later span counts it."""
    paragraphs: tuple[Paragraph, ...]
    """In text order; every character outside them is white space."""
    structure: Structure
    seed: Seed
    title: str
    title_given: bool
    """False where no title was given and the lead sentence, cut at a word, serves."""
    date: dt.date | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    """The publisher."""
    url: str | None = None
    """Where the publisher has it: http or https only."""
    language: str
    """ISO 639-1 code, lower case; "und" where it could not be told."""
    tags: tuple[str, ...] = ()
    licence: str | None = None
    publish: Publish | None = None
    """None: as the site's settings say."""
    problems: tuple[Problem, ...] = ()
    """What was odd in reading it, and what of its metadata was left out; a seed that cannot be read is no article."""

    def body(self) -> tuple[Paragraph, ...]:
        """Return the paragraphs of the story itself, in text order."""
        return tuple(p for p in self.paragraphs if p.kind == "body")
