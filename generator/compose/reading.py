"""The reading view: the published passages in their order, and how much stands between them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, TypeVar

from generator.compose.marks import Mark, lay, marks, runs
from generator.compose.names import joint_speakers, speaker
from generator.compose.views import Block, BlockKind, Run, Speaker

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.compose.library import Library
    from generator.model import Article, Paragraph, ParagraphKind, Span

_T = TypeVar("_T")

_SHOWN: dict[ParagraphKind, BlockKind] = {
    "body": "passage",
    "heading": "heading",
    "caption": "caption",
    "byline": "note",
    "sign_off": "note",
    "note": "note",
}

_SAYING = re.compile(r"[^\W_]\S*")
"""A word with a letter or digit in it, from the first of these on."""

_ASIDE = frozenset({"caption", "byline", "sign_off", "note"})
"""Lines that are shown in the reading view of a fully published article only."""


def paragraph_anchors(article: Article) -> dict[Span, str]:
    """Return each body paragraph's anchor: `p-N`, N counting the story's paragraphs from 1."""
    return {p.span: f"p-{n}" for n, p in enumerate(article.body(), start=1)}


def reading_view(library: Library, article: str, page: str) -> tuple[Block, ...]:
    """Return the blocks of an article's reading view; () where nothing of it is published."""
    if not library.excerpts[article].spans:
        return ()
    speakers: dict[str, tuple[Speaker, ...]] = {}
    for said in library.utterances[article]:
        who = (speaker(library, said, page), *joint_speakers(library, said, page))
        speakers |= dict.fromkeys((q.id for q in said.quotes), who)
    laid = marks(
        library,
        article,
        page,
        {i: library.words.listing([one.label for one in who]) for i, who in speakers.items()},
    )
    return _Reading(library, article, laid, speakers).blocks()


class _Reading:
    """Builds one article's blocks from top to bottom."""

    def __init__(
        self,
        library: Library,
        article: str,
        laid: tuple[Mark, ...],
        speakers: dict[str, tuple[Speaker, ...]],
    ) -> None:
        entry = library.entries[article]
        self._say = library.words
        self._article = entry.article
        self._published = library.excerpts[article]
        quotes = entry.analysis.quotes or ()
        on_paragraph = _by_paragraph(entry.article, ((m.span, m) for m in laid))
        self._laid = {span: lay(found) for span, found in on_paragraph.items()}
        self._quotes = _by_paragraph(entry.article, ((q.content, q) for q in quotes if q.part_of is None))
        self._speakers = speakers
        self._anchors = paragraph_anchors(entry.article)
        self._seen: set[str] = set()
        self._skipped = 0
        self._blocks: list[Block] = []

    def blocks(self) -> tuple[Block, ...]:
        title = self._article.structure.title
        for paragraph in self._article.paragraphs:
            is_aside = paragraph.kind in _ASIDE and self._published.publish != "full"
            if not is_aside and paragraph.span != title:
                self._add(paragraph)
        self._close_gap()
        return tuple(self._blocks)

    def _add(self, paragraph: Paragraph) -> None:
        shown = self._published.within(paragraph.span)
        if not shown:
            self._skipped += self._words(paragraph.span.start, paragraph.span.end)
            return
        self._skipped += self._words(paragraph.span.start, shown[0].start)
        self._close_gap()
        self._blocks.append(
            Block(
                kind=_SHOWN[paragraph.kind],
                id=self._anchors.get(paragraph.span),
                runs=self._runs(paragraph, shown),
                speakers=self._margin(paragraph.span),
            ),
        )
        self._skipped = self._words(shown[-1].end, paragraph.span.end)

    def _close_gap(self) -> None:
        if self._skipped:
            words = self._say.plural("1 word left out", "{figure} words left out", self._skipped)
            self._blocks.append(Block(kind="gap", id=None, runs=(Run(kind="gap", text=words),)))
        self._skipped = 0

    def _runs(self, paragraph: Paragraph, shown: tuple[Span, ...]) -> tuple[Run, ...]:
        text = self._article.text
        laid = lay(()) if paragraph.kind == "heading" else self._laid.get(paragraph.span, lay(()))
        out: list[Run] = []
        for i, span in enumerate(shown):
            if i:
                n = self._words(shown[i - 1].end, span.start)
                out.append(Run(kind="gap", text=self._say.plural("1 word", "{figure} words", n) if n else ""))
            out.extend(runs(text, span, laid, self._seen))
        return tuple(out)

    def _margin(self, paragraph: Span) -> tuple[Speaker, ...]:
        """Return who speaks in the published parts, each once in a row."""
        who: list[Speaker] = []
        for quote in self._quotes.get(paragraph, ()):
            speakers = self._speakers[quote.id]
            if tuple(who[-len(speakers) :]) != speakers and self._published.within(quote.content):
                who.extend(speakers)
        return tuple(who)

    def _words(self, start: int, end: int) -> int:
        """Return how many words with a letter or digit stand in [start, end)."""
        return len(_SAYING.findall(self._article.text, start, end))


def _by_paragraph(article: Article, found: Iterable[tuple[Span, _T]]) -> dict[Span, list[_T]]:
    """Return what touches each paragraph, in the given order."""
    spans = [p.span for p in article.paragraphs]
    touching: dict[Span, list[_T]] = {}
    for at, what in found:
        first = bisect_right(spans, at.start, key=lambda s: s.end)
        for span in spans[first : bisect_left(spans, at.end, key=lambda s: s.start)]:
            touching.setdefault(span, []).append(what)
    return touching
