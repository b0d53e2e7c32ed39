"""How sure an attribution is and how it was found, said in plain words."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from generator.compose.attribution import RULE_WORDS, confidence_word, confidence_words, rule_words
from generator.compose.cues import CUES
from generator.compose.words import Words

_LISTS = Path(__file__).parents[2] / "generator" / "analyse" / "words"


def _column(name: str, column: str) -> set[str]:
    lines = (_LISTS / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")
    return {row[column] for row in rows}


def test_every_rule_of_the_analysis_is_described() -> None:
    """No page shows a rule's internal name."""
    rules = _column("rules", "rule")
    assert rules <= set(RULE_WORDS), rules - set(RULE_WORDS)


def test_every_class_of_reporting_verbs_has_its_word() -> None:
    """What stands at a quotation can be said in every language of the interface."""
    classes = _column("cues", "class") | _column("cue_nouns", "class") | {"according to"}
    assert classes == set(CUES)


def test_a_rule_without_description_is_named() -> None:
    """A rule that is newer than its description is shown by its name, set off as one."""
    assert rule_words(Words(), "brand-new rule") == "by the rule “brand new rule”"


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
    assert confidence_word(Words(), confidence) == word
    assert Words().percent(confidence) == figure


def test_the_words_cover_every_confidence_once() -> None:
    """The table on the Method page goes from 100 to 0 without a gap."""
    assert [meaning.split(" of ")[0] for _, meaning in confidence_words(Words())] == [
        "90 to 100", "75 to 90", "50 to 75", "0 to 50",
    ]  # fmt: skip
