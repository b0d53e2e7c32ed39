"""YAKE's statistics of single words: how telling each one is for its article.

Which words are one, their kinds and the formula are YAKE's; the counting is done here, in a fifth of the time that
YAKE's graph takes. Its own figures are what the tests compare these with.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cache
from statistics import median
from string import punctuation
from typing import TYPE_CHECKING

from yake import KeywordExtractor
from yake.data.utils import get_tag

if TYPE_CHECKING:
    from collections.abc import Iterable

_MARKS = frozenset(punctuation)
_NO_MARKS = str.maketrans("", "", punctuation)
_WITHOUT_COMPANY = frozenset({"d", "u"})
"""Kinds of words that are nobody's neighbours: numbers, and what mixes letters with other signs."""
_SHORT = 3
"""Characters from which a word without its marks may be more than a stop word, and beyond which an s at its end is
a plural's."""

LOWEST_SCORE = 1e-6
"""A word in capitals in the first sentence may score 0 or less; scores are above 0 here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One word of an article as YAKE sees it."""

    score: float
    """YAKE's H: above 0, lower is more telling."""
    count: int
    """Occurrences in the article, plural and capitals counted together."""


@dataclass(slots=True, eq=False)
class _Counted:
    """A word while an article's words are counted."""

    stop: bool
    n: int = 0
    n_acronym: int = 0
    n_capital: int = 0
    """Occurrences with a capital inside a sentence."""
    sentences: dict[int, None] = field(default_factory=dict)
    """Numbers of the sentences that have it, in order."""
    before: dict[_Counted, int] = field(default_factory=dict)
    """The words right before it, with how often."""
    after: dict[_Counted, int] = field(default_factory=dict)


class Terms:
    """The words of one article, scored as YAKE does from sentences that are already cut into words.

    Source: Campos et al., YAKE! Keyword extraction from single documents using multiple local features (2020).
    """

    def __init__(self, sentences: Iterable[list[str]], language: str) -> None:
        """Count the words of the sentences, in text order; language: ISO 639-1, for the stop words."""
        self._stop_words = stop_words(language)
        self._words: dict[str, _Counted] = {}
        self._forms: dict[str, tuple[_Counted, str] | None] = {}
        self._n_sentences = 0
        for sentence in sentences:
            self._count(sentence)
            self._n_sentences += 1
        self._most = max((word.n for word in self._words.values()), default=0)
        self._usual = _mean_and_deviation([float(w.n) for w in self._words.values() if not w.stop])
        self._scored: dict[str, Term | None] = {}

    def of(self, word: str) -> Term | None:
        """Return the statistics of a word, None for stop words and words that the article has not."""
        if word not in self._scored:
            self._scored[word] = self._term(word)
        return self._scored[word]

    def _term(self, word: str) -> Term | None:
        counted = self._words.get(_unified(word))
        if counted is None or counted.stop:
            return None
        return Term(score=max(self._score(counted), LOWEST_SCORE), count=counted.n)

    def _count(self, sentence: list[str]) -> None:
        """Count a sentence's words and who stands beside whom, nothing but space between them."""
        neighbour: _Counted | None = None
        for place, written in enumerate(sentence):
            form = self._forms[written] if written in self._forms else self._new_form(written)
            if form is None:
                neighbour = None
                continue
            word, kind = form
            word.n += 1
            word.sentences[self._n_sentences] = None
            word.n_acronym += kind == "a"
            word.n_capital += kind == "n" and place > 0
            if kind in _WITHOUT_COMPANY:
                neighbour = None
                continue
            if neighbour is not None:
                neighbour.after[word] = neighbour.after.get(word, 0) + 1
                word.before[neighbour] = word.before.get(neighbour, 0) + 1
            neighbour = word

    def _new_form(self, written: str) -> tuple[_Counted, str] | None:
        """Return a word that is written so for the first time with its kind inside a sentence, and keep both.

        None for marks.
        """
        form = None
        if not all(c in _MARKS for c in written):
            form = self._word(written), get_tag(written, 1, _MARKS)
        self._forms[written] = form
        return form

    def _word(self, written: str) -> _Counted:
        unified = _unified(written)
        if unified not in self._words:
            stop = written.lower() in self._stop_words or unified in self._stop_words
            self._words[unified] = _Counted(stop or len(unified.translate(_NO_MARKS)) < _SHORT)
        return self._words[unified]

    def _score(self, word: _Counted) -> float:
        """Return YAKE's H of a word."""
        mean, deviation = self._usual
        share = word.n / self._most
        relatedness = (0.5 + _variety(word.before) * share) + (0.5 + _variety(word.after) * share)
        position = math.log(math.log(3.0 + median(word.sentences)))
        case = max(word.n_acronym, word.n_capital) / (1.0 + math.log(word.n))
        frequency = word.n / (mean + deviation)
        spread = len(word.sentences) / self._n_sentences
        return (position * relatedness) / (case + frequency / relatedness + spread / relatedness)


def _unified(word: str) -> str:
    """Return the form under which plural and capitals are one word."""
    lower = word.lower()
    return lower[:-1] if lower.endswith("s") and len(lower) > _SHORT else lower


def _variety(neighbours: dict[_Counted, int]) -> float:
    """Return how many different words stand on one side, per occurrence there; 0 without any."""
    return len(neighbours) / sum(neighbours.values()) if neighbours else 0.0


def _mean_and_deviation(counts: list[float]) -> tuple[float, float]:
    """Return the mean of counts and their standard deviation; 0 for none."""
    mean = sum(counts) / len(counts) if counts else 0.0
    return mean, math.sqrt(sum((n - mean) ** 2 for n in counts) / len(counts)) if counts else 0.0


@cache
def stop_words(language: str) -> frozenset[str]:
    """Return YAKE's stop words of a language, its general list for a language it does not know."""
    return frozenset(KeywordExtractor(lan=language, n=1).stopword_set)
