"""How sure an attribution is and how it was found, in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.compose.words import later, later_of

if TYPE_CHECKING:
    from generator.compose.words import Words

_CONFIDENCE: tuple[tuple[float, str], ...] = (
    (0.9, later_of("certainty", "Near certain")),
    (0.75, later_of("certainty", "Likely")),
    (0.5, later_of("certainty", "Uncertain")),
    (0.0, later_of("certainty", "Doubtful")),
)
"""Lowest share of right attributions, and its word."""

EDITOR = "editor"
"""The rule of an attribution that editors made."""

NONE = "unattributed"
"""The rule of words that no rule gives to anybody."""

RULE_WORDS: dict[str, str] = {
    "according": later("by “according to”"),
    "announced": later("in the line before, which announces the words"),
    "around": later("by the speech verb inside the same sentence"),
    "as": later("by “as … put it”"),
    "before": later("by the speech verb before the words"),
    "behind": later("by the speech verb after the words"),
    "below": later("by the verb above the words, which tells what its subject says or holds"),
    "clause": later("by the speech verb that the words depend on"),
    "colon": later("before the colon that introduces the words"),
    "dash": later("behind the dash that signs the words"),
    "editor": later("by the editors of this site, who corrected it"),
    "in a row": later("by the words beside these in the same row"),
    "inf": later("by the verb that asks or promises to do something"),
    "introduced": later("in the sentence before the words, which is about them"),
    "inverted": later("by the speech verb that stands before its subject"),
    "label": later("by the name that labels the line"),
    "left open": later("in the paragraph before, whose quotation goes on"),
    "nearest cue": later("by the nearest speech verb of the sentence"),
    "noun": later("by the noun that reports the words (“her remark that …”)"),
    "obj": later("by the verb that says something of somebody"),
    "prep": later("by the speech verb and its preposition"),
    "previous paragraph": later("in the paragraph before"),
    "same paragraph": later("by the other quotation of the same paragraph"),
    "trailing": later("by the speech verb earlier in the sentence"),
    "unattributed": later("nowhere: no rule gives these words to anybody"),
}
"""Rule of the analysis → where or how the speaker was found: "The speaker was found {this}"."""


def confidence_word(words: Words, confidence: float) -> str:
    """Return a word for a confidence of 0…1."""
    return words.of("certainty", next(word for least, word in _CONFIDENCE if confidence >= least))


def confidence_words(words: Words) -> tuple[tuple[str, str], ...]:
    """Return each word with what it means, surest first."""
    highest = 100
    rows: list[tuple[str, str]] = []
    for least, word in _CONFIDENCE:
        low = round(least * 100)
        meaning = words(
            "{low} to {high} of 100 such attributions are expected to be right", low=low, high=highest
        )
        rows.append((words.of("certainty", word), meaning))
        highest = low
    return tuple(rows)


def rule_words(words: Words, rule: str) -> str:
    """Return what a rule does; a rule not described here by its own name."""
    if rule in RULE_WORDS:
        return words(RULE_WORDS[rule])
    return words("by the rule “{rule}”", rule=rule.replace("_", " ").replace("-", " "))


STANDING_RULE_WORDS: dict[str, str] = {
    "adjective": later("by an adjective that says what somebody is willing or unwilling to do"),
    "condition": later("by the words that set the condition"),
    "cue": later("by the verb that reports the words"),
    "editor": later("by the editors of this site, who corrected it"),
    "must": later("by “must”, “should” or “have to”"),
    "noun": later("by a noun with its holder (“her demand for …”)"),
    "passive": later("by a verb in the passive voice, with whoever does it"),
    "reported": later("in what the article reports that somebody said"),
    "spoken": later("in the words of a quotation, as its speaker’s own"),
    "verb": later("by the verb that says what somebody wants"),
    "will": later("by “will”, “would” or “won’t”, and what somebody does"),
}
"""Rule of positions and conditions → how they were found: "It was found {this}"."""


def standing_rule_words(words: Words, rule: str) -> str:
    """Return what a rule of positions or conditions does; one not described here by its own name."""
    if rule in STANDING_RULE_WORDS:
        return words(STANDING_RULE_WORDS[rule])
    return words("by the rule “{rule}”", rule=rule.replace("_", " ").replace("-", " "))
