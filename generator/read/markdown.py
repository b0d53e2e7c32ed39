"""Markdown → plain paragraphs: the words, without the marks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from generator.read.complaints import Complaints
from generator.read.marked_lines import MarkedLines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_COMMENT = re.compile(r"\s*(?:<!--.*?-->\s*)*", re.DOTALL)
_SILENT_TAG = re.compile(r"<(/?)(script|style)\b", re.IGNORECASE)
_MARKS = re.compile(r"[^\w\s.,]|\n")
_MOST_MARKS = 100_000
"""Prose has one mark in 50 characters; markdown-it takes up to 30 s for a million of them."""
_MOST_NESTED = 20


def read_markdown(text: str, complaints: Complaints, *, first_line: int = 1) -> MarkedLines:
    """Return the paragraphs of a Markdown text: headings as headings, lists and quotes as their words.

    Links keep their words, images and raw HTML leave none; HTML that holds more than comments is named in a
    problem. `first_line` is the line of the file at which `text` begins.
    Raises RefusedError, with its reason among the complaints, for texts that would take minutes.
    """
    if len(_MARKS.findall(text)) > _MOST_MARKS:
        what = f"holds more than {_MOST_MARKS:,} characters that could be Markdown"
        raise complaints.refuse(what, "Save it as .txt")
    walk = _Walk(complaints=complaints, first_line=first_line)
    for token in _parser().parse(text):
        walk.take(token)
    return walk.found


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - loaded only where there is Markdown to read

    return MarkdownIt("commonmark", {"maxNesting": _MOST_NESTED}).enable(["table", "strikethrough"])


@dataclass(slots=True, kw_only=True)
class _Walk:
    """The way through a text's block tokens, and what was found on it."""

    complaints: Complaints
    first_line: int
    found: MarkedLines = field(default_factory=MarkedLines)
    heading: int | None = None
    """Level of the heading that is open."""
    highest: int | None = None
    """Highest level of heading so far."""
    cells: list[str] | None = None
    """Words of the cells of the table row that is open."""

    def take(self, token: Token) -> None:
        """Go on by one token."""
        if token.type == "heading_open":
            self.heading = int(token.tag[1:])
        elif token.type == "tr_open":
            self.cells = []
        elif token.type == "tr_close":
            self.found.add(" | ".join(self.cells or ()), "note")
            self.cells = None
        elif token.type == "inline":
            self._take_words(_words(token.children or ()), in_list=token.level > 1)
        elif token.type in ("fence", "code_block"):
            self.found.add(token.content, "body")
        elif token.type == "html_block" and _COMMENT.fullmatch(token.content) is None:
            line = self.first_line + token.map[0] if token.map else None
            remedy = "Write its words as Markdown if they belong to the article"
            self.complaints.warning("raw HTML is not read", remedy, line=line)

    def _take_words(self, words: str, *, in_list: bool) -> None:
        if self.cells is not None:
            self.cells.append(words.replace("\n", " "))
        elif self.heading is None:
            # The words of a list or quotation are never taken for a heading.
            self.found.add(words, "body" if in_list else None)
        else:
            self._take_heading(words.replace("\n", " "), self.heading)
            self.heading = None

    def _take_heading(self, words: str, level: int) -> None:
        before = len(self.found.lines)
        self.found.add(words, "heading")
        if len(self.found.lines) > before and (self.highest is None or level < self.highest):
            self.highest, self.found.first_heading = level, self.found.lines[-1]


def _words(tokens: Sequence[Token]) -> str:
    """Return the words of inline tokens; a hard line break is a newline, a soft one a space."""
    parts: list[str] = []
    silent = False
    for token in tokens:
        if token.type == "html_inline":
            tag = _SILENT_TAG.match(token.content)
            silent = (not tag[1]) if tag else silent
        elif not silent:
            parts.append(_INLINE_BREAKS.get(token.type) or _plain(token))
    return "".join(parts)


_INLINE_BREAKS = {"softbreak": " ", "hardbreak": "\n"}


def _plain(token: Token) -> str:
    """Return what a token adds to the text: nothing, for images and the borders of links and emphasis."""
    return token.content.replace("\n", " ") if token.type in ("text", "code_inline", "text_special") else ""
