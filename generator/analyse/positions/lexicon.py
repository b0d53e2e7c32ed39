"""The words of positions, read once from the data files."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, cast

from spacy.strings import StringStore

from generator.model import PositionAct

WordKind = Literal["v", "n", "a", "p"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """One use of a word by which somebody takes a position; see the head of `words/stances.tsv`."""

    lemma: str
    kind: WordKind
    needs: tuple[tuple[str, frozenset[str]], ...]
    """What must stand with it: ("prt", {"out"}), ("prep", {"behind"})."""
    frames: tuple[str, ...]
    """Where its object stands, in the order in which they are tried."""
    act: PositionAct | None
    negated: PositionAct | None
    """What it says with "not"; None: nothing."""

    @property
    def prep(self) -> str | None:
        """The preposition that must stand with it, whose object is the position's."""
        return next((next(iter(words)) for kind, words in self.needs if kind == "prep"), None)


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a word list by the names of its columns."""
    text = files("generator.analyse").joinpath("words", name).read_text("utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t"))


@cache
def stances() -> dict[str, tuple[Stance, ...]]:
    """Return every use of a word by its lemma, those that need more words first."""
    found: dict[str, list[Stance]] = {}
    for row in rows("stances.tsv"):
        found.setdefault(row["lemma"], []).append(_stance(row))
    return {lemma: tuple(sorted(uses, key=lambda u: -len(u.needs))) for lemma, uses in found.items()}


def _stance(row: dict[str, str]) -> Stance:
    needs = [] if row["with"] == "-" else [part.partition("=") for part in row["with"].split(",")]
    return Stance(
        lemma=row["lemma"],
        kind=cast("WordKind", row["kind"]),
        needs=tuple((kind, frozenset(words.split("|"))) for kind, _, words in needs),
        frames=tuple(row["frames"].split(",")),
        act=_act(row["act"]),
        negated=_act(row["negated"]),
    )


def _act(name: str) -> PositionAct | None:
    return None if name == "-" else cast("PositionAct", name)


@cache
def nouns(use: str) -> frozenset[str]:
    """Return the nouns of one use in `words/stance_nouns.tsv`."""
    return frozenset(row["noun"] for row in rows("stance_nouns.tsv") if row["use"] == use)


@cache
def verbs(use: str) -> frozenset[str]:
    """Return the verbs of one use in `words/stance_verbs.tsv`."""
    return frozenset(row["lemma"] for row in rows("stance_verbs.tsv") if row["use"] == use)


@cache
def keys() -> frozenset[int]:
    """Return the hashes, as spaCy makes them, of every lemma at which a position may stand."""
    lemmas = [*stances(), *MODALS, *verbs("misdeed"), *_PUTS]
    # "Disappointed" is an adjective in the list and a participle of "disappoint" to the tagger.
    participles = [w for w in stances() if w.endswith("ed")]
    lemmas += [stem for w in participles for stem in (w[:-2], w[:-1], w[:-3] + "y", w[:-3])]
    names = StringStore(lemmas)
    return frozenset(names[lemma] for lemma in lemmas)


_PUTS = ("break",)
"""Verbs that offend with what stands behind them: "break the law"."""


@cache
def rules() -> dict[str, tuple[int, float]]:
    """Return by each rule over how many its confidence was measured (0: it is a guess), and the confidence."""
    return {row["rule"]: (int(row["n"]), float(row["confidence"])) for row in rows("position_rules.tsv")}


MODALS = frozenset(
    {
        "will",
        "would",
        "must",
        "should",
        "shall",
        "may",
        "might",
        "could",
        "need",
        "ought",
        "time",
        "have",
        "be",
    }
)
"""Verbs that make a position of what somebody says: "I will go", "they should leave", "this is wrong"."""
