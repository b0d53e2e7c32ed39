"""YAKE's statistics of single words: how telling each one is for its article."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from yake import KeywordExtractor
from yake.data import DataCore

if TYPE_CHECKING:
    from collections.abc import Iterable

_WINDOW = 1
"""Words on either side that count as company: YAKE's own default."""

LOWEST_SCORE = 1e-6
"""A word in capitals in the first sentence may score 0 or less; scores are above 0 here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One word of an article as YAKE sees it."""

    score: float
    """YAKE's H: above 0, lower is more telling."""
    count: int
    """Occurrences in the article, plural and capitals counted together."""


class Terms(DataCore):  # type: ignore[misc] # yake is untyped
    """The words of one article, scored by YAKE from sentences that are already cut into words.

    Source: Campos et al., YAKE! Keyword extraction from single documents using multiple local features (2020).
    """

    def __init__(self, sentences: Iterable[list[str]], language: str) -> None:
        """Score the words of the sentences, in text order; language: ISO 639-1, for the stop words."""
        super().__init__(text="", stopword_set=stop_words(language), config={"windows_size": _WINDOW, "n": 1})
        position = 0
        for number, words in enumerate(sentences):
            position = self._process_sentence(words, number, position, {"windows_size": _WINDOW, "n": 1})
            self.number_of_sentences = number + 1
        self.number_of_words = position
        self._statistics = self._counts()
        self._scored: dict[str, Term | None] = {}

    def of(self, word: str) -> Term | None:
        """Return the statistics of a word, None for stop words and words that the article has not."""
        if word not in self._scored:
            self._scored[word] = self._score(word)
        return self._scored[word]

    def _counts(self) -> dict[str, float]:
        """Return what YAKE sets a word's own figures against: counts over all words, stop words left out of the mean."""
        counts = [term.tf for term in self.terms.values() if not term.stopword] or [0.0]
        mean = sum(counts) / len(counts)
        return {
            "max_tf": max((term.tf for term in self.terms.values()), default=0.0),
            "avg_tf": mean,
            "std_tf": math.sqrt(sum((count - mean) ** 2 for count in counts) / len(counts)),
            "number_of_sentences": self.number_of_sentences,
        }

    def _score(self, word: str) -> Term | None:
        """Have YAKE score one word: only candidates' words are asked for, about half of an article's."""
        term = self.get_term(word, save_non_seen=False)
        if term.stopword or not term.tf:
            return None
        term.update_h(self._statistics)
        return Term(score=max(float(term.h), LOWEST_SCORE), count=int(term.tf))

    def _generate_candidates(self, *_: Any) -> None:  # noqa: ANN401 - as in the library
        """Build no n-grams: candidates come from the parse."""


@cache
def stop_words(language: str) -> frozenset[str]:
    """Return YAKE's stop words of a language, its general list for a language it does not know."""
    return frozenset(KeywordExtractor(lan=language, n=1).stopword_set)
