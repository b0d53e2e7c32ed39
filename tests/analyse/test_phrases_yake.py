"""YAKE's statistics of words: counted by us, and the same as its own to the last bit."""

from __future__ import annotations

import re
from importlib.metadata import version
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from yake.data import DataCore

from generator.analyse.phrases.terms import LOWEST_SCORE, Term, Terms, stop_words

PROJECT = Path(__file__).resolve().parents[2]

WORDS = st.sampled_from(
    [
        "The",
        "the",
        "ferry",
        "Ferry",
        "ferries",
        "Ferrys",
        "FERRY",
        "quota",
        "Quotas",
        "gas",
        "of",
        "as",
        "US",
        "us",
        "a.m.",
        "1,200",
        "3.5",
        "B12",
        "co-op",
        "Lund's",
        "'s",
        ".",
        ",",
        "--",
        "“",
        "…",
        "x",
        "Åland",
        "été",
        "ÎLE",
    ]
)
SENTENCES = st.lists(st.lists(WORDS, max_size=9), max_size=8)


class Whole(DataCore):  # type: ignore[misc] # yake is untyped
    """YAKE's own words of an article, from sentences that are cut already."""

    def __init__(self, sentences: list[list[str]]) -> None:
        """Count and score all words as YAKE does."""
        shape: dict[str, Any] = {"windows_size": 1, "n": 1}
        super().__init__(text="", stopword_set=stop_words("en"), config=shape)
        position = 0
        for number, words in enumerate(sentences):
            position = self._process_sentence(words, number, position, shape)
        self.number_of_sentences = len(sentences)
        self.build_single_terms_features()

    def of(self, word: str) -> Term | None:
        """Return what YAKE knows of a word, None for stop words and words that the article has not."""
        term = self.get_term(word, save_non_seen=False)
        if term.stopword or not term.tf:
            return None
        return Term(score=max(float(term.h), LOWEST_SCORE), count=int(term.tf))


def test_the_lock_pins_the_version_that_is_installed() -> None:
    """Everybody gets the YAKE whose figures ours are."""
    (pinned,) = re.findall(
        r"^yake==([\d.]+)", (PROJECT / "requirements.lock").read_text("utf-8"), re.MULTILINE
    )
    assert version("yake") == pinned


@settings(deadline=None, max_examples=400)
@given(SENTENCES)
def test_words_have_yakes_own_counts_and_scores(sentences: list[list[str]]) -> None:
    """Where this fails after a change of YAKE's: mend Terms, and measure key phrases again."""
    ours, whole = Terms(sentences, "en"), Whole(sentences)
    for word in {word for sentence in sentences for word in sentence} | {"trawlers"}:
        mine, yakes = ours.of(word), whole.of(word)
        assert (mine is None) == (yakes is None)
        if mine is not None and yakes is not None:
            assert mine.count == yakes.count
            assert abs(mine.score - yakes.score) <= 1e-12 * yakes.score
