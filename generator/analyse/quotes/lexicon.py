"""The words of reporting, read once from the data files."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A reporting verb."""

    lemma: str
    cue_class: str
    """The class that pages show: said, claimed, warned, …"""
    frames: frozenset[str]
    """What may be reported speech beside it; see the head of `words/cues.tsv`."""


def _rows(name: str) -> list[dict[str, str]]:
    text = files("generator.analyse").joinpath("words", name).read_text("utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t"))


def _cues(name: str) -> dict[str, Cue]:
    return {
        row["lemma"]: Cue(
            lemma=row["lemma"], cue_class=row["class"], frames=frozenset(row["frames"].split(","))
        )
        for row in _rows(name)
    }


@cache
def cues() -> dict[str, Cue]:
    """Return every reporting verb by its lemma."""
    return _cues("cues.tsv")


@cache
def cue_nouns() -> dict[str, Cue]:
    """Return every noun that reports speech by its lemma."""
    return _cues("cue_nouns.tsv")


@cache
def documents() -> frozenset[str]:
    """Return the nouns, singular, for texts that say something themselves."""
    return frozenset(row["noun"] for row in _rows("documents.tsv"))


@cache
def people() -> frozenset[str]:
    """Return the nouns and quantities, singular, for people without a role ("source", "half")."""
    return frozenset(row["noun"] for row in _rows("people.tsv"))


@cache
def bodies() -> frozenset[str]:
    """Return the nouns, singular, for bodies that speak ("company", "tribunal")."""
    return frozenset(row["noun"] for row in _rows("bodies.tsv"))


@cache
def general_bodies() -> frozenset[str]:
    """Return those of `bodies` that may mean any organization ("the company")."""
    return frozenset(row["noun"] for row in _rows("bodies.tsv") if row["general"] == "yes")


@cache
def rules() -> dict[tuple[str, str], float]:
    """Return the confidence of each attribution rule by its name and "direct" or "clause"."""
    return {(row["rule"], row["kind"]): float(row["confidence"]) for row in _rows("rules.tsv")}


@cache
def times_seen() -> dict[tuple[str, str], int]:
    """Return over how many attributions each rule's confidence was measured, by the same keys; 0: it is a guess."""
    return {(row["rule"], row["kind"]): int(row["n"]) for row in _rows("rules.tsv")}
