"""A text as lines on a sheet, while it is found out what each line is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.model import Contributor, ParagraphKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")
_NOT_SPACE = re.compile(r"[^\n]*[^\s][^\n]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line that holds more than white space, without the white space around it."""

    span: Span
    text: str

    @property
    def n_words(self) -> int:
        """How many words it has, parted by white space."""
        return len(self.text.split())

    @property
    def ends_sentence(self) -> bool:
        """Whether it ends as a sentence does, closing marks apart."""
        return _SENTENCE_END.search(self.text) is not None

    def part(self, start: int, end: int) -> Span:
        """Return where characters [start, end) of this line stand in the text, trimmed of white space."""
        piece = self.text[start:end]
        lead = len(piece) - len(piece.lstrip())
        first = self.span.start + start + lead
        return Span(start=first, end=first + len(piece.strip()))


@dataclass(slots=True, kw_only=True)
class Sheet:
    """All lines of a text and what is known of them so far; each detector adds to it."""

    lines: tuple[Line, ...]
    kinds: list[ParagraphKind | None]
    """Of each line; None: nothing said otherwise, so it is the story."""
    title_given: str | None
    marked: bool
    """Whether the file itself marks its headings, so that none is to be guessed."""
    tails: dict[int, tuple[int, ParagraphKind]] = field(default_factory=dict)
    """Line → where in it another kind begins (a sign-off behind the last sentence)."""
    title: Span | None = None
    caption: Span | None = None
    credit: Span | None = None
    dateline: Span | None = None
    byline: Span | None = None
    sign_off: Span | None = None
    contributors: list[Contributor] = field(default_factory=list)

    def ruled_lines(self) -> Iterator[tuple[int, Line]]:
        """Yield the open lines that rules look at: longer ones are never anything but the story."""
        return ((i, line) for i, line in self.open_lines() if len(line.text) <= LONGEST_RULED)

    def open_lines(self) -> Iterator[tuple[int, Line]]:
        """Yield the lines that are still taken for the story, with their numbers."""
        return ((i, line) for i, line in enumerate(self.lines) if self.kinds[i] is None)

    def next_open(self, i: int) -> Line | None:
        """Return the line after line `i` if it is taken for the story, None at the end or before another kind."""
        return self.lines[i + 1] if i + 1 < len(self.lines) and self.kinds[i + 1] is None else None

    def head(self) -> Iterator[tuple[int, Line]]:
        """Yield the lines from the top until the story has begun, at most `HEAD_LINES`."""
        for i, line in enumerate(self.lines[:HEAD_LINES]):
            yield i, line
            if self.kinds[i] is None and line.n_words >= STORY_WORDS:
                return

    def story_start(self) -> int:
        """Return the number of the first line long enough to be the story's, or of the last line."""
        long = (i for i, line in self.open_lines() if line.n_words >= STORY_WORDS and line.ends_sentence)
        return next(long, max(len(self.lines) - 1, 0))


HEAD_LINES = 10
"""Title, standfirst, byline, date, captions: more such lines before a story were not met in 7,790 articles."""
LONGEST_RULED = 2_000
"""Code points: the longest caption, note or sign-off in 7,790 articles had 960."""
STORY_WORDS = 25
"""A line of so many words is the story and no headline, standfirst or label."""


def n_lines(text: str) -> int:
    """Return how many lines `lines_of` finds."""
    return sum(bool(line.strip()) for line in text.split("\n"))


def lines_of(text: str) -> tuple[Line, ...]:
    """Return the lines of `text` that hold more than white space, parted by newlines only."""
    found = []
    for match in _NOT_SPACE.finditer(text):
        raw = match[0]
        stripped = raw.strip()
        start = match.start() + len(raw) - len(raw.lstrip())
        found.append(Line(span=Span(start=start, end=start + len(stripped)), text=stripped))
    return tuple(found)
