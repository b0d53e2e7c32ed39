"""Paragraphs as the search for actors sees them, and the names found in them."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from generator.analyse.actors.lexicon import lexicon
from generator.model import Span

if TYPE_CHECKING:
    from generator.analyse.parse import Parsed

_DATELINE_PLACE = re.compile(r"[^\W\d_]{2}[^\W\d_ .'-]*(?:[ .'-]+[^\W\da-z_][^\W\d_.'-]*)*\.?")
"""A place at the beginning of a dateline: words with capitals, up to a comma or bracket."""
_DATELINE_LAND = re.compile(
    r", ((?:[A-Z][^\W\d_]+\.?|(?:[A-Z]\.){2,})(?: [A-Z][^\W\d_]+)*)(?! ?\d)(?= ?(?:[,(–—-]|$))"
)
"""A country or state after the town."""
_BEFORE_ALL = -1
"""Number of the dateline's last line, which belongs to no parsed paragraph; those before it count down."""
_CAPITALS_SHARE = 0.8
"""Share of capitals among its letters from which a line counts as set in capitals."""
_CAPITALS_LETTERS = 12
"""Letters that a line needs before it can count as set in capitals: shorter ones may be acronyms."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One parsed paragraph with what is asked of its tokens again and again, fetched once."""

    number: int
    """Index in `Parsed.paragraphs`."""
    offset: int
    """Code point in the article's text at which the line's text begins."""
    is_body: bool
    is_heading: bool
    doc: Doc
    text: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    """Code point in `text` at which each token begins."""
    ents: tuple[Tokens, ...]
    is_capitals: bool
    """Set in capitals throughout: case tells nothing there."""

    def end_of(self, token: int) -> int:
        """Return the code point at which a token ends."""
        return self.starts[token] + len(self.words[token])

    def token_at(self, position: int) -> int:
        """Return the index of the token that covers or precedes a code point."""
        return max(bisect_right(self.starts, position) - 1, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A stretch of a line that names an actor."""

    line: Line
    start: int
    """Code point in the line's text."""
    end: int
    text: str
    """As written, with straight marks; in lines of capitals the form it repeats, where there is one."""
    label: str
    """spaCy's label, or "" where the name was found otherwise."""
    title: str | None = None
    """The title before it that is no part of it."""
    is_given: bool = False
    """Whether the label comes from somebody who knows."""

    first: int = field(init=False, compare=False)
    """Index of its first token."""
    last: int = field(init=False, compare=False)
    """Index of its last token."""

    def __post_init__(self) -> None:
        """Look its tokens up once: every rule asks for them."""
        object.__setattr__(self, "first", self.line.token_at(self.start))
        object.__setattr__(self, "last", self.line.token_at(self.end - 1))

    @property
    def place(self) -> tuple[int, int]:
        """Where it stands among all names of the article."""
        return (self.line.number, self.start)

    @property
    def span(self) -> Span:
        """Its code points in the article's text."""
        return Span(start=self.line.offset + self.start, end=self.line.offset + self.end)

    def written(self, article_text: str) -> str:
        """Return it with the article's own marks and spaces; in lines of capitals the form it repeats."""
        return self.span.of(article_text) if self.line.text[self.start : self.end] == self.text else self.text

    def read_as(self, text: str) -> Name:
        """Return the same name taken to be another form ("PARIS" for "Paris")."""
        return replace(self, text=text)


def lines_of(parsed: Parsed) -> tuple[Line, ...]:
    """Return the article's parsed paragraphs in text order."""
    return tuple(_line(number, parsed) for number in range(len(parsed.paragraphs)))


def dateline_names(parsed: Parsed) -> list[Name]:
    """Return the places that open the story, which are not parsed: the town, and the land after a comma."""
    span = parsed.article.structure.dateline
    text = "" if span is None else span.of(parsed.article.text)
    match = _DATELINE_PLACE.match(text)
    if span is None or match is None or not parsed.paragraphs:
        return []
    town = match.group().rstrip(" -")
    names = [_dateline_name(parsed, span.start, town, town if "." in town else town.title(), _BEFORE_ALL - 1)]
    land = _DATELINE_LAND.match(text, match.end())
    if land is not None and _is_land(land.group(1)):
        known = lexicon().known.get(land.group(1))
        read = land.group(1) if known is None else known.name
        names.append(_dateline_name(parsed, span.start + land.start(1), land.group(1), read, _BEFORE_ALL))
    return names


def _is_land(words: str) -> bool:
    known = lexicon().known.get(words)
    if known is not None:
        return known.use == "name" and known.kind in {"country", "place"}
    return not any(part.lower() in lexicon().calendar for part in words.split())


def _dateline_name(parsed: Parsed, offset: int, written: str, text: str, number: int) -> Name:
    line = Line(
        number=number,
        offset=offset,
        is_body=False,
        is_heading=False,
        doc=Doc(parsed.paragraphs[0].doc.vocab, words=[written]),
        text=written,
        words=(written,),
        starts=(0,),
        ents=(),
        is_capitals=True,
    )
    return Name(line=line, start=0, end=len(written), text=text, label="GPE")


def _line(number: int, parsed: Parsed) -> Line:
    paragraph = parsed.paragraphs[number]
    text = paragraph.text
    places = [(start, start + length) for start, length in paragraph.doc.to_array(["IDX", "LENGTH"]).tolist()]
    return Line(
        number=number,
        offset=paragraph.start,
        is_body=paragraph.paragraph.kind == "body",
        is_heading=paragraph.paragraph.kind == "heading",
        doc=paragraph.doc,
        text=text,
        words=tuple(text[start:end] for start, end in places),
        starts=tuple(start for start, _ in places),
        ents=tuple(paragraph.doc.ents),
        is_capitals=_is_capitals(text),
    )


def _is_capitals(text: str) -> bool:
    n_upper = sum(map(str.isupper, text))
    n_lower = sum(map(str.islower, text))
    return n_upper >= _CAPITALS_LETTERS and n_upper >= _CAPITALS_SHARE * (n_upper + n_lower)
