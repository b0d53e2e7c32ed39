"""Paragraphs as spaCy reads them, with the way back to the article's characters."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Token

from generator.model import Article, Paragraph, ParagraphKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.language import Language
    from spacy.tokens import Span as Tokens

PARSED_KINDS: frozenset[ParagraphKind] = frozenset({"body", "heading", "caption"})
"""Lines that are language; bylines, sign-offs and notes are not part of the story."""

_STRAIGHT = str.maketrans("’‘‛“”‟„\u00a0\u2009\u202f", '\'\'\'""""   ')
"""One character for one, so that offsets stay. Measured on news: the tagger errs on
"Trump’s" and "don’t" with curly apostrophes."""

_LEFT_OUT = re.compile(r"[\[(][.…\s]{1,7}[\])]")
"""An editor's "[...]", at which a sentence would seem to end."""

_NO_WORDS = re.compile(r"[^\w\s]{100,}|\S{500,}")
"""Rows of marks and what no word is long enough for: the tokenizer takes the square of their length, 10 s for 10,000
brackets. In 20,796 articles no row had more than 42 characters and no word more than 80."""

_DATELINE_DASHES = " \t\u00a0-–—:()"
"""What may stand between a dateline and the story's first word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedParagraph:
    """One paragraph and spaCy's reading of it."""

    paragraph: Paragraph
    start: int
    """Code point in the article's text at which `doc` begins (after dateline and credit)."""
    doc: Doc
    text: str = field(init=False)
    """The text of `doc`, which spaCy would put together anew each time."""

    def __post_init__(self) -> None:
        """Keep the text."""
        object.__setattr__(self, "text", self.doc.text)

    def span(self, part: Tokens | Token) -> Span:
        """Return where tokens of `doc` stand in the article's text."""
        first = part if isinstance(part, Token) else part[0]
        last = part if isinstance(part, Token) else part[-1]
        return Span(start=self.start + first.idx, end=self.start + last.idx + len(last))

    def tokens(self, span: Span) -> Tokens | None:
        """Return the tokens that lie in `span`, widened to whole tokens; None outside `doc`."""
        start, end = span.start - self.start, span.end - self.start
        return self.doc.char_span(max(start, 0), min(end, len(self.text)), alignment_mode="expand")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """An article and its parsed paragraphs in text order."""

    article: Article
    paragraphs: tuple[ParsedParagraph, ...]

    def body(self) -> Iterator[ParsedParagraph]:
        """Yield the paragraphs of the story itself."""
        return (p for p in self.paragraphs if p.paragraph.kind == "body")


def parse(article: Article, nlp: Language) -> Parsed:
    """Return the article's language lines, each parsed by itself so that no sentence crosses a line."""
    spans = [(p, _language_of(p, article)) for p in article.paragraphs if p.kind in PARSED_KINDS]
    kept = [(p, s) for p, s in spans if s is not None]
    docs = nlp.pipe(_plain(s.of(article.text)) for _, s in kept)
    return Parsed(
        article=article,
        paragraphs=tuple(
            ParsedParagraph(paragraph=p, start=s.start, doc=doc)
            for (p, s), doc in zip(kept, docs, strict=True)
        ),
    )


def _plain(text: str) -> str:
    """Return a line as the parser should read it, character for character: straight marks, what holds no words blanked."""
    straight = text.translate(_STRAIGHT).replace("``", "''")
    return _NO_WORDS.sub(_blank, _LEFT_OUT.sub(_blank, straight))


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _language_of(paragraph: Paragraph, article: Article) -> Span | None:
    """Return the paragraph without its dateline or credit, None where nothing is left."""
    start, end = paragraph.span.start, paragraph.span.end
    dateline, caption = article.structure.dateline, article.structure.caption
    if dateline is not None and paragraph.span.contains(dateline):
        start = dateline.end
        while start < end and article.text[start] in _DATELINE_DASHES:
            start += 1
    if caption is not None and paragraph.span.contains(caption):
        start, end = caption.start, caption.end
    return Span(start=start, end=end) if start < end else None
