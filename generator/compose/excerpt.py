"""What of an article's text may be published: the one place that decides it.

Every piece of article text on any page comes from within `Excerpt.spans`. Titles, names, roles and key
phrases tell what an article is about and are not passages.

Words are runs of characters other than white space. A run of published text is unbroken as long as no
word with a letter or digit stands unpublished in it: quotation marks and dashes between two passages do
not part them.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.compose.cuts import balanced
from generator.compose.summary import summary_sentences
from generator.model import Publish, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.model import Condition, Entry, Paragraph, Quote

_WORD = re.compile(r"\S+")
_SIGNS = re.compile(r"(?<!\S)(?:[^\w\s]|_)++(?!\S)")
"""A word that holds no letter and no digit."""
_OPENING = "“‘\"'«„‹「『"
_CLOSING = "”’\"'»“›」』"
_BETWEEN = (" ", ", ")
"""What stands between a condition and the word that opens it."""
_CORRECTION = re.compile(r"\W*(?:correction|corrected|clarification|editor.?s note|update)", re.IGNORECASE)
"""How a note begins that a reader must see, unlike an invitation to a newsletter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """The published part of one article."""

    publish: Publish
    spans: tuple[Span, ...]
    """In text order, none touching another."""
    n_words: int
    """Words of the story's own paragraphs."""
    n_published: int
    """Those of them that are published, in whole or in part."""

    def holds(self, span: Span) -> bool:
        """Tell whether all of `span` is published."""
        i = bisect_right(self.spans, span.start, key=lambda s: s.start) - 1
        return i >= 0 and self.spans[i].contains(span)

    def within(self, span: Span) -> tuple[Span, ...]:
        """Return the published parts of `span`, in text order."""
        first = bisect_right(self.spans, span.start, key=lambda s: s.end)
        last = bisect_left(self.spans, span.end, key=lambda s: s.start)
        return tuple(
            Span(start=max(s.start, span.start), end=min(s.end, span.end)) for s in self.spans[first:last]
        )


def excerpt(entry: Entry, *, publish: Publish, max_words: int) -> Excerpt:
    """Return what of an article is published.

    full: everything. none: nothing. excerpt: whole sentences up to `max_words` words in total (the opening,
    corrections, then sentences that hold quotations, then those that say who stands where, then those with most key
    phrases; a heading comes with the first sentence below it). Then every other quotation, and, up to half of the article, the
    clauses that say who stands where and the other statements with who makes them; no unbroken run is longer than `max_words`.
    """
    text = entry.article.text
    words = _Words(text)
    if publish == "full":
        spans = tuple(p.span for p in entry.article.paragraphs)
    elif publish == "none":
        spans = ()
    else:
        spans = _Picker(entry, words, max_words).pick()
    ground = _Ground(words)
    ground.take(spans)
    n_words, n_published = ground.count(p.span for p in entry.article.body())
    return Excerpt(publish=publish, spans=spans, n_words=n_words, n_published=n_published)


class _Words:
    """Where an article's words are, and which of them say nothing, being signs only."""

    def __init__(self, text: str) -> None:
        found = [m.span() for m in _WORD.finditer(text)]
        self.starts, self.ends = map(list, zip(*found, strict=True)) if found else ([], [])
        self.silent = bytearray(len(found))
        for signs in _SIGNS.finditer(text):
            self.silent[bisect_left(self.starts, signs.start())] = 1


class _Ground:
    """An article's words, and which of them are published."""

    def __init__(self, words: _Words) -> None:
        self._starts, self._ends = words.starts, words.ends
        self._taken = bytearray(len(words.starts))
        """1 for each word that is published."""
        self._passable = bytearray(words.silent)
        """1 for each that does not break a run of them: published, or signs only."""
        self.n_words = len(words.starts)
        self.n_taken = 0

    def range(self, span: Span) -> range:
        """Return the numbers of the words that `span` touches."""
        return range(bisect_right(self._ends, span.start), bisect_left(self._starts, span.end))

    def count(self, spans: Iterable[Span]) -> tuple[int, int]:
        """Return how many words `spans` hold, and how many of these are published."""
        ranges = [self.range(s) for s in spans]
        return sum(map(len, ranges)), sum(self._taken.count(1, r.start, r.stop) for r in ranges if r)

    def new_words(self, spans: Iterable[Span]) -> int:
        """Return how many words would be added by publishing `spans`."""
        ranges = [r for s in spans if (r := self.range(s))]
        if len(ranges) == 1:
            return self._taken.count(0, ranges[0].start, ranges[0].stop)
        return len({i for r in ranges for i in r if not self._taken[i]})

    def take(self, spans: Iterable[Span]) -> None:
        """Publish `spans`."""
        for span in spans:
            if touched := self.range(span):
                self.n_taken += self._taken.count(0, touched.start, touched.stop)
                ones = b"\1" * len(touched)
                self._taken[touched.start : touched.stop] = ones
                self._passable[touched.start : touched.stop] = ones

    def run_with(self, span: Span) -> int:
        """Return the words of the unbroken run that `span` would stand in."""
        touched = self.range(span)
        first = self._passable.rfind(0, 0, touched.start) + 1
        behind = self._passable.find(0, touched.stop)
        n_before = self._taken.count(1, first, touched.start)
        return len(touched) + n_before + self._taken.count(1, touched.stop, behind if behind >= 0 else None)


class _Picker:
    """Chooses the spans of one article in excerpt mode."""

    def __init__(self, entry: Entry, words: _Words, max_words: int) -> None:
        self._entry = entry
        self._text = entry.article.text
        self._max = max_words
        self._ground = _Ground(words)
        self._spans: list[Span] = []
        self._headings = _heading_above(entry)

    def pick(self) -> tuple[Span, ...]:
        for unit in self._units():
            spans = [self._with_dateline(unit)]
            heading = self._headings.get(unit)
            if heading is not None and heading not in self._spans:
                spans.append(heading)
            if self._ground.n_taken + self._ground.new_words(spans) <= self._max:
                self._add(spans)
        for quotation in self._quotations():
            if self._ground.run_with(quotation) <= self._max:
                self._add([quotation])
        half = max(self._max, self._ground.n_words // 2)
        for statement in self._statements():
            fits = self._ground.n_taken + self._ground.new_words([statement]) <= half
            if fits and self._ground.run_with(statement) <= self._max:
                self._add([statement])
        return _joined(self._spans, self._text)

    def _with_dateline(self, sentence: Span) -> Span:
        """Return the story's first sentence from the start of its line on, any other as it is."""
        dateline = self._entry.article.structure.dateline
        if dateline is None or sentence != self._entry.analysis.sentences[0]:
            return sentence
        line = next((p.span for p in self._entry.article.body() if p.span.contains(sentence)), sentence)
        return Span(start=line.start, end=sentence.end)

    def _add(self, spans: list[Span]) -> None:
        self._ground.take(spans)
        self._spans.extend(spans)

    def _units(self) -> Iterator[Span]:
        """Yield whole sentences and corrections, the most telling first, each once."""
        sentences = self._entry.analysis.sentences
        yield from dict.fromkeys(
            [
                *sentences[:1],
                *summary_sentences(self._entry),
                *_corrections(self._entry),
                *_overlapping(sentences, self._said()),
                *_overlapping(sentences, self._stands()),
                *_by_key_phrases(sentences, self._entry),
            ],
        )

    def _said(self) -> list[Span]:
        quotes = self._entry.analysis.quotes or ()
        return [q.content for q in quotes if q.kind != "indirect"]

    def _stands(self) -> list[Span]:
        found = self._entry.analysis
        said = [p.span for p in found.positions or ()]
        said += [_with_marker(c, self._text) for c in found.conditions or ()]
        return [balanced(span, self._text) for span in said]

    def _quotations(self) -> Iterator[Span]:
        """Yield direct quotations, then clauses that hold some, with who says them, in text order.

        The words alone follow, for where words and speaker together make too long a run.
        """
        quotes = self._entry.analysis.quotes or ()
        for kind in ("direct", "mixed"):
            yield from (self._told(q) for q in quotes if q.kind == kind)
        yield from (with_marks(q.content, self._text) for q in quotes if q.kind != "indirect")

    def _statements(self) -> Iterator[Span]:
        """Yield clauses that say who stands where, then statements without any quotation marks, with who makes them."""
        yield from self._stands()
        yield from (self._told(q) for q in self._entry.analysis.quotes or () if q.kind == "indirect")

    def _told(self, quote: Quote) -> Span:
        """Return a quote's content widened to its cue and source where these stand in the same sentence."""
        content = with_marks(quote.content, self._text)
        parts = [p for p in (quote.source, quote.cue) if p is not None]
        sentences = self._entry.analysis.sentences
        first = bisect_right(sentences, content.start, key=lambda s: s.end)
        last = bisect_left(sentences, content.end, key=lambda s: s.start)
        here = [p for p in parts if any(s.contains(p) for s in sentences[first:last])]
        return Span(start=min(s.start for s in (content, *here)), end=max(s.end for s in (content, *here)))


def _with_marker(condition: Condition, text: str) -> Span:
    """Return a condition's clause, from the word on that makes it one ("as soon as") where that stands right before it."""
    span, marker = condition.span, condition.marker
    if marker is None or text[marker.end : span.start] not in _BETWEEN:
        return span
    return Span(start=min(marker.start, span.start), end=span.end)


def with_marks(span: Span, text: str) -> Span:
    """Return `span` with the quotation mark on each side of it, where there is one."""
    start, end = span.start, span.end
    if start > 0 and text[start - 1] in _OPENING:
        start -= 1
    if end < len(text) and text[end] in _CLOSING:
        end += 1
    return Span(start=start, end=end)


def is_correction(paragraph: Paragraph, text: str) -> bool:
    """Tell whether a line of `text` says that the article was corrected or changed."""
    return paragraph.kind == "note" and _CORRECTION.match(paragraph.span.of(text)) is not None


def _corrections(entry: Entry) -> list[Span]:
    return [p.span for p in entry.article.paragraphs if is_correction(p, entry.article.text)]


def _overlapping(sentences: tuple[Span, ...], spans: list[Span]) -> list[Span]:
    """Return the sentences that share characters with a span, in text order."""
    found: set[int] = set()
    for span in spans:
        first = bisect_right(sentences, span.start, key=lambda s: s.end)
        last = bisect_left(sentences, span.end, key=lambda s: s.start)
        found.update(range(first, last))
    return [sentences[i] for i in sorted(found)]


def _by_key_phrases(sentences: tuple[Span, ...], entry: Entry) -> list[Span]:
    """Return all sentences, those that hold most different key phrases first, then in text order."""
    held = [0] * len(sentences)
    for phrase in entry.analysis.key_phrases or ():
        for i in {bisect_right(sentences, s.start, key=lambda x: x.start) - 1 for s in phrase.spans}:
            if i >= 0:
                held[i] += 1
    return [s for _, s in sorted(zip(held, sentences, strict=True), key=lambda pair: -pair[0])]


def _heading_above(entry: Entry) -> dict[Span, Span]:
    """Return each sentence's heading, for sentences that have one."""
    above: list[tuple[int, Span | None]] = [(0, None)]
    paragraphs: tuple[Paragraph, ...] = entry.article.paragraphs
    title = entry.article.structure.title
    above.extend((p.span.start, p.span) for p in paragraphs if p.kind == "heading" and p.span != title)
    starts = [start for start, _ in above]
    headings: dict[Span, Span] = {}
    for sentence in entry.analysis.sentences:
        heading = above[bisect_right(starts, sentence.start) - 1][1]
        if heading is not None:
            headings[sentence] = heading
    return headings


def _joined(spans: list[Span], text: str) -> tuple[Span, ...]:
    """Return the spans in text order, those that overlap or have only white space between them made one.

    A line break parts them, so that a span never crosses a paragraph.
    """
    joined: list[Span] = []
    for span in sorted(spans):
        last = joined[-1] if joined else None
        if last is not None and _meet(last, span, text):
            joined[-1] = Span(start=last.start, end=max(last.end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


def _meet(first: Span, second: Span, text: str) -> bool:
    if second.start <= first.end:
        return True
    between = text[first.end : second.start]
    return between.isspace() and "\n" not in between
