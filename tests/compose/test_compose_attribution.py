"""How sure an attribution is and how it was found, said in plain words."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from generator.compose.attribution import RULE_WORDS, confidence_word, confidence_words, percent, rule_words

_RULES = Path(__file__).parents[2] / "generator" / "analyse" / "words" / "rules.tsv"


def test_every_rule_of_the_analysis_is_described() -> None:
    """No page shows a rule's internal name."""
    lines = [line for line in _RULES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    rules = {row["rule"] for row in csv.DictReader(lines, delimiter="\t")}
    assert rules <= set(RULE_WORDS), rules - set(RULE_WORDS)


def test_a_rule_without_description_is_named() -> None:
    """A rule that is newer than its description is shown by its name, set off as one."""
    assert rule_words("brand-new rule") == "by the rule “brand new rule”"


@pytest.mark.parametrize(
    ("confidence", "word", "figure"),
    [
        (1.0, "Near certain", "100 %"),
        (0.9, "Near certain", "90 %"),
        (0.62, "Uncertain", "62 %"),
        (0.0, "Doubtful", "0 %"),
    ],
)
def test_a_confidence_has_a_word_and_a_figure(confidence: float, word: str, figure: str) -> None:
    """The word is what a card shows, the figure what it shows on demand."""
    assert confidence_word(confidence) == word
    assert percent(confidence) == figure


def test_the_words_cover_every_confidence_once() -> None:
    """The table on the Method page goes from 100 to 0 without a gap."""
    assert [meaning.split(" of ")[0] for _, meaning in confidence_words()] == [
        "90 to 100", "75 to 90", "50 to 75", "0 to 50",
    ]  # fmt: skip
