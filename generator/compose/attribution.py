"""How sure an attribution is and how it was found, in plain words."""

from __future__ import annotations

_CONFIDENCE: tuple[tuple[float, str], ...] = (
    (0.9, "Near certain"),
    (0.75, "Likely"),
    (0.5, "Uncertain"),
    (0.0, "Doubtful"),
)
"""Lowest share of right attributions, and its word."""

RULE_WORDS: dict[str, str] = {}
"""Rule of the analysis → plain words that end the sentence "Found …"."""


def confidence_word(confidence: float) -> str:
    """Return a word for a confidence of 0…1."""
    return next(word for least, word in _CONFIDENCE if confidence >= least)


def confidence_words() -> tuple[tuple[str, str], ...]:
    """Return each word with what it means, surest first."""
    highest = 100
    rows: list[tuple[str, str]] = []
    for least, word in _CONFIDENCE:
        rows.append((word, f"{round(least * 100)} to {highest} of 100 such attributions are right"))
        highest = round(least * 100)
    return tuple(rows)


def percent(confidence: float) -> str:
    """Return a share of 0…1 as "62 %"."""
    return f"{round(confidence * 100)} %"


def rule_words(rule: str) -> str:
    """Return what a rule does; a rule not described here by its own name."""
    return RULE_WORDS.get(rule) or f"by the rule “{rule.replace('_', ' ').replace('-', ' ')}”"
