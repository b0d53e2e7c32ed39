"""How sure an attribution is and how it was found, in plain words."""

from __future__ import annotations

_CONFIDENCE: tuple[tuple[float, str], ...] = (
    (0.9, "Near certain"),
    (0.75, "Likely"),
    (0.5, "Uncertain"),
    (0.0, "Doubtful"),
)
"""Lowest share of right attributions, and its word."""

EDITOR = "editor"
"""The rule of an attribution that editors made."""

RULE_WORDS: dict[str, str] = {
    "according": "by “according to”",
    "announced": "in the line before, which announces the words",
    "around": "by the speech verb inside the same sentence",
    "as": "by “as … put it”",
    "before": "by the speech verb before the words",
    "behind": "by the speech verb after the words",
    "below": "by the verb above the words, which tells what its subject says or holds",
    "clause": "by the speech verb that the words depend on",
    "colon": "before the colon that introduces the words",
    "dash": "behind the dash that signs the words",
    "editor": "by the editors of this site, who corrected it",
    "in a row": "by the words beside these in the same row",
    "inf": "by the verb that asks or promises to do something",
    "introduced": "in the sentence before the words, which is about them",
    "inverted": "by the speech verb that stands before its subject",
    "label": "by the name that labels the line",
    "left open": "in the paragraph before, whose quotation goes on",
    "nearest cue": "by the nearest speech verb of the sentence",
    "noun": "by the noun that reports the words (“her remark that …”)",
    "obj": "by the verb that says something of somebody",
    "prep": "by the speech verb and its preposition",
    "previous paragraph": "in the paragraph before",
    "same paragraph": "by the other quotation of the same paragraph",
    "trailing": "by the speech verb earlier in the sentence",
    "unattributed": "nowhere: no rule gives these words to anybody",
}
"""Rule of the analysis → where or how the speaker was found, to follow "The speaker was found"."""


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
