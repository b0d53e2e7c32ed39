"""Positions and conditions of the corpus, indexed: whose, where, how often, changed from what."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from generator.compose.cuts import closed, cut
from generator.compose.reading import paragraph_anchors
from generator.compose.views import Cut
from generator.model import (
    Condition,
    ConditionRef,
    JoinedCondition,
    JoinedPosition,
    Position,
    PositionRef,
    Reversal,
    SameWords,
    WordsVersion,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.compose.excerpt import Excerpt
    from generator.compose.utterances import Utterance
    from generator.model import Article, Corpus, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Made once by `standing`; its mappings are never changed. What is not sure enough is in none of them."""

    positions: dict[PositionRef, Position] = field(default_factory=dict)
    """In the corpus's order."""
    joined: dict[PositionRef, JoinedPosition] = field(default_factory=dict)
    words: dict[PositionRef, Cut] = field(default_factory=dict)
    """The words of those that may be published."""
    positions_in: dict[str, tuple[PositionRef, ...]] = field(default_factory=dict)
    """By article id, in text order; missing where there are none."""
    conditions: dict[ConditionRef, Condition] = field(default_factory=dict)
    joined_conditions: dict[ConditionRef, JoinedCondition] = field(default_factory=dict)
    conditions_in: dict[str, tuple[ConditionRef, ...]] = field(default_factory=dict)
    before: dict[PositionRef, Reversal] = field(default_factory=dict)
    """Positions that change sides → what they were before."""
    n_repeats: Counter[PositionRef] = field(default_factory=Counter)
    """How many articles repeat a position's sentence."""
    versions: dict[tuple[str, str], tuple[SameWords, WordsVersion]] = field(default_factory=dict)
    """(article id, utterance's id) → the same utterance over all articles, and this version of it."""
    paragraphs: dict[str, tuple[list[int], list[str]]] = field(default_factory=dict)
    """Article id → where its story's paragraphs begin, and their anchors; of articles with positions or conditions, sure or not."""

    def once(self, refs: Iterable[PositionRef]) -> tuple[PositionRef, ...]:
        """Return those of `refs` that are sure enough and repeat no other, in their order."""
        return tuple(r for r in refs if r in self.positions and self.joined[r].repeats is None)

    def anchor(self, article: str, span: Span) -> str | None:
        """Return the anchor of the paragraph in which `span` begins; None outside of the story."""
        starts, names = self.paragraphs.get(article, ([], []))
        i = bisect_right(starts, span.start) - 1
        return names[i] if i >= 0 else None

    def conditions_once(self, refs: Iterable[ConditionRef]) -> tuple[ConditionRef, ...]:
        """Return the same of conditions."""
        return tuple(r for r in refs if r in self.conditions and self.joined_conditions[r].repeats is None)


def standing(
    corpus: Corpus,
    excerpts: Mapping[str, Excerpt],
    utterance_of: Mapping[tuple[str, str], Utterance],
    *,
    min_confidence: float,
) -> Standing:
    """Return the positions and conditions of a corpus with their look-ups."""
    if not (corpus.positions or corpus.conditions or corpus.same_words):
        return Standing()
    found: dict[tuple[str, str], Position] = {}
    depends: dict[tuple[str, str], Condition] = {}
    articles = {e.article.id: e.article for e in corpus.entries}
    for entry in corpus.entries:
        at = entry.article.id
        found |= {(at, p.id): p for p in entry.analysis.positions or () if p.confidence >= min_confidence}
        depends |= {(at, c.id): c for c in entry.analysis.conditions or () if c.confidence >= min_confidence}
    joined = {j.ref: j for j in corpus.positions if (j.ref.article, j.ref.position) in found}
    positions = {r: found[r.article, r.position] for r in joined}
    joined_conditions = {j.ref: j for j in corpus.conditions if (j.ref.article, j.ref.condition) in depends}
    concerned = {j.ref.article for j in corpus.positions} | {j.ref.article for j in corpus.conditions}
    return Standing(
        positions=positions,
        joined=joined,
        words={
            r: cut(articles[r.article], span, p.cue)
            for r, p in positions.items()
            if excerpts[r.article].holds(
                span := closed(p.span, articles[r.article].text, excerpts[r.article])
            )
        },
        positions_in=_by_article(positions),
        conditions={r: depends[r.article, r.condition] for r in joined_conditions},
        joined_conditions=joined_conditions,
        conditions_in=_by_article(joined_conditions),
        before={
            r.after: r for r in reversed(corpus.reversals) if r.after in positions and r.before in positions
        },
        n_repeats=Counter(j.repeats for j in joined.values() if j.repeats is not None),
        versions={
            (said.article, said.id): (s, v)
            for s in corpus.same_words
            for v in s.versions
            if (said := utterance_of.get((v.article, v.quote))) is not None
        },
        paragraphs={a: _paragraphs(articles[a]) for a in concerned},
    )


def _paragraphs(article: Article) -> tuple[list[int], list[str]]:
    found = paragraph_anchors(article)
    return [p.start for p in found], list(found.values())


_Ref = TypeVar("_Ref", "PositionRef", "ConditionRef")


def _by_article(refs: Iterable[_Ref]) -> dict[str, tuple[_Ref, ...]]:
    found: dict[str, list[_Ref]] = {}
    for ref in refs:
        found.setdefault(ref.article, []).append(ref)
    return {article: tuple(those) for article, those in found.items()}
