"""A position before it has an id, and the words of one body paragraph as the rules read them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from spacy.tokens import Token

from generator.analyse.positions.held import Held
from generator.analyse.quotes.find import Finding
from generator.analyse.quotes.stretch import Reading
from generator.model import PositionAct, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from generator.analyse.parse import ParsedParagraph


@dataclass(frozen=True, kw_only=True)
class Page:
    """One body paragraph with its number."""

    number: int
    reading: Reading

    @property
    def parsed(self) -> ParsedParagraph:
        """The paragraph as parsed."""
        return self.reading.parsed

    @property
    def doc(self) -> Doc:
        """SpaCy's reading of it."""
        return self.reading.doc

    @property
    def quoted(self) -> tuple[bool, ...]:
        """For each token whether it stands inside quotation marks."""
        return self.reading.quoted

    @cached_property
    def none_quoted(self) -> tuple[bool, ...]:
        """The same for words that are read as if there were no marks."""
        return (False,) * len(self.reading.quoted)

    def is_spoken(self, word: Token, said: Finding | None) -> bool:
        """Tell whether a word is a speaker's own: inside quotation marks, or in a transcript."""
        if self.quoted[word.i]:
            return True
        return (
            said is not None
            and said.quote.kind == "direct"
            and said.quote.content.contains(self.parsed.span(word))
        )

    def span(self, start: int, end: int) -> Span:
        """Return where a token range stands in the article."""
        return self.parsed.span(self.doc[start:end])


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A position before it has an id; token indices are the paragraph's."""

    page: Page
    word: Token
    act: PositionAct
    cue: tuple[int, int]
    object: Span | None
    held: Held | None
    """None where nobody is said to hold it."""
    target: Token | None
    said: Finding | None
    """The quote in whose words it stands."""
    rule: str
    sure: float = 1.0
