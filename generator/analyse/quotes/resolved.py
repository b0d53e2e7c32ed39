"""Who a source is, as resolution found it, and the places of an article that it looks at."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.model import Considered, Way

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.analyse.actors import Found
    from generator.analyse.parse import Parsed, ParsedParagraph
    from generator.model import Actor, Mention, Span


@dataclass(frozen=True, slots=True)
class Resolved:
    """Who a source is: an actor, an unnamed class, several candidates, or nobody."""

    speaker: str | None = None
    joint: tuple[str, ...] = ()
    unnamed: str | None = None
    is_document: bool = False
    """Whether `unnamed` describes a document."""
    candidates: tuple[str, ...] = ()
    sure: float = 1.0
    """0…1: factor for the confidence of the attribution."""
    way: Way = "nobody"
    """What the source was taken for."""
    considered: tuple[Considered, ...] = ()
    """The actors among whom it was decided, best first, ruled out ones last: what `explain` tells."""


class Places:
    """The mentions and sentences of one article, found by their place in its text."""

    def __init__(self, parsed: Parsed, found: Found) -> None:
        """Index an article's mentions, sentences and paragraphs."""
        self.text = parsed.article.text
        self.paragraphs = parsed.paragraphs
        self.found = found
        self.actors: dict[str, Actor] = {a.id: a for a in found.actors}
        self._mentions = tuple(sorted(found.mentions, key=lambda m: m.span.start))
        self._mention_starts = tuple(m.span.start for m in self._mentions)
        self._paragraph_starts = tuple(p.start for p in parsed.paragraphs)
        self._sentence_starts = tuple(
            p.start + sent.start_char for p in parsed.paragraphs for sent in p.doc.sents
        )

    def mention_at(self, at: int) -> Mention | None:
        """Return the mention that stands at a character of the article."""
        i = bisect_right(self._mention_starts, at) - 1
        return self._mentions[i] if i >= 0 and at < self._mentions[i].span.end else None

    def mention_over(self, span: Span) -> Mention | None:
        """Return the first mention that shares a character with a stretch of the article."""
        before = self.mention_at(span.start)
        if before is not None:
            return before
        i = bisect_left(self._mention_starts, span.start)
        return self._mentions[i] if i < len(self._mentions) and self._mention_starts[i] < span.end else None

    def mentions_in(self, span: Span) -> Sequence[Mention]:
        """Return the mentions that lie in a stretch of the article, in text order."""
        first, end = (
            bisect_left(self._mention_starts, span.start),
            bisect_left(self._mention_starts, span.end),
        )
        return [m for m in self._mentions[first:end] if span.contains(m.span)]

    def mentions_shortly_before(self, at: int, reach: int) -> Sequence[tuple[Mention, int]]:
        """Return the mentions that begin before a character, at most `reach` sentences, in text order.

        With each stands how many sentences before it is.
        """
        here = self.sentence(at)
        found: list[tuple[Mention, int]] = []
        for i in range(bisect_left(self._mention_starts, at) - 1, -1, -1):
            away = here - self.sentence(self._mention_starts[i])
            if away > reach:
                break
            found.append((self._mentions[i], away))
        return found[::-1]

    def sentence(self, at: int) -> int:
        """Return the number of the sentence at a character, over the whole article."""
        return bisect_right(self._sentence_starts, at)

    def paragraph_of(self, mention: Mention) -> ParsedParagraph | None:
        """Return the paragraph that holds a mention."""
        i = bisect_right(self._paragraph_starts, mention.span.start) - 1
        if i < 0:
            return None
        paragraph = self.paragraphs[i]
        return paragraph if mention.span.start < paragraph.start + len(paragraph.text) else None

    def is_kind(self, actor: str, kind: str) -> bool:
        """Tell whether an actor of the article is a person, an organization, …."""
        return actor in self.actors and self.actors[actor].kind == kind


def of_equals(seen: Sequence[Considered], way: Way, *, sure: float = 1.0) -> Resolved | None:
    """Return the one that fits; several of equal standing give none but candidates; None where none fits."""
    fitting = tuple(c.actor for c in seen if c.fits)
    if not fitting:
        return None
    if len(fitting) == 1:
        return Resolved(speaker=fitting[0], sure=sure, way=way, considered=tuple(seen))
    return Resolved(candidates=fitting, way=way, considered=tuple(seen))
