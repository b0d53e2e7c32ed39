"""How somebody says something, as a word: the class of the reporting verb."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.compose.words import later_of

if TYPE_CHECKING:
    from generator.compose.words import Words

CUES: dict[str, str] = {
    "according to": later_of("cue", "according to"),
    "accused": later_of("cue", "accused"),
    "advised": later_of("cue", "advised"),
    "agreed": later_of("cue", "agreed"),
    "announced": later_of("cue", "announced"),
    "answered": later_of("cue", "answered"),
    "argued": later_of("cue", "argued"),
    "asked": later_of("cue", "asked"),
    "claimed": later_of("cue", "claimed"),
    "complained": later_of("cue", "complained"),
    "conceded": later_of("cue", "conceded"),
    "concluded": later_of("cue", "concluded"),
    "confirmed": later_of("cue", "confirmed"),
    "criticised": later_of("cue", "criticised"),
    "demanded": later_of("cue", "demanded"),
    "denied": later_of("cue", "denied"),
    "described": later_of("cue", "described"),
    "doubted": later_of("cue", "doubted"),
    "estimated": later_of("cue", "estimated"),
    "explained": later_of("cue", "explained"),
    "hoped": later_of("cue", "hoped"),
    "insisted": later_of("cue", "insisted"),
    "joked": later_of("cue", "joked"),
    "mentioned": later_of("cue", "mentioned"),
    "offered": later_of("cue", "offered"),
    "praised": later_of("cue", "praised"),
    "predicted": later_of("cue", "predicted"),
    "promised": later_of("cue", "promised"),
    "proposed": later_of("cue", "proposed"),
    "quoted": later_of("cue", "quoted"),
    "recalled": later_of("cue", "recalled"),
    "rejected": later_of("cue", "rejected"),
    "repeated": later_of("cue", "repeated"),
    "revealed": later_of("cue", "revealed"),
    "ruled": later_of("cue", "ruled"),
    "said": later_of("cue", "said"),
    "stressed": later_of("cue", "stressed"),
    "suggested": later_of("cue", "suggested"),
    "supported": later_of("cue", "supported"),
    "testified": later_of("cue", "testified"),
    "thought": later_of("cue", "thought"),
    "threatened": later_of("cue", "threatened"),
    "told": later_of("cue", "told"),
    "urged": later_of("cue", "urged"),
    "warned": later_of("cue", "warned"),
    "worried": later_of("cue", "worried"),
}
"""Class of the reporting verb → the word that stands at a quotation."""


def cue_word(words: Words, cue_class: str | None) -> str | None:
    """Return the word for a class of reporting verbs; a class not described here by its own name, None for none."""
    return words.of("cue", CUES[cue_class]) if cue_class in CUES else cue_class
