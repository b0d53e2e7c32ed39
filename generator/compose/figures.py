"""How accurate the analysis was where it was measured, in the words of the Method page."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from generator.compose.views import Cell, Column, Table
from generator.compose.words import later

if TYPE_CHECKING:
    from generator.compose.words import Words

_FILE = "figures.toml"

_WHAT = {
    "marks": later("Words between quotation marks, with their speaker as the article writes it"),
    "speech": later("All speech, also what is reported without quotation marks, with its speaker"),
    "speaker": later(
        "Words between quotation marks, with the name of who says them (“he” traced to the name)"
    ),
    "positions": later("Positions, with the act, who holds it and on what"),
    "conditions": later("Conditions, with what depends on what"),
    "names": later("Names of people, organizations and places, each with its kind"),
    "same": later("Different forms of one name in an article, put together"),
    "phrases": later("Ten key phrases beside those that people chose"),
    "copies": later("Articles that repeat another nearly word for word"),
}

_ON = {
    "marks": later("925 quotations in 84 political news articles"),
    "speech": later("1,421 pieces of speech in the same articles"),
    "speaker": later("110 quotations in 20 Wikinews articles that nobody had looked at before"),
    "positions": later("147 positions in articles that had no part in making the rules"),
    "conditions": later("52 conditions in the same articles"),
    "names": later("60 news articles from the web"),
    "same": later("The same articles"),
    "phrases": later("154 news articles; people disagree on key phrases, too"),
    "copies": later("400 copies hidden among 2,000 BBC articles"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What was measured of one part of the analysis; figures of 100, as they are written, None where there is none."""

    what: str
    row: str
    """How its line in docs/accuracy.md begins."""
    date: str
    right: str | None = None
    """Precision: of what is found, how much is right."""
    found: str | None = None
    """Recall: of what is there, how much is found."""
    both: str | None = None
    """F1, the harmonic mean of the two; for forms of one name B-cubed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """How many of the attributions with one range of confidence were right."""

    row: str
    """The range, as docs/accuracy.md words it."""
    n: str
    right: str
    """Of 100."""


@cache
def figures() -> tuple[tuple[Measured, ...], tuple[Checked, ...]]:
    """Return what was measured, and how the confidences were checked, in the order of the file."""
    read = tomllib.loads(files(__package__).joinpath(_FILE).read_text(encoding="utf-8"))
    return (
        tuple(Measured(**entry) for entry in read["measured"]),
        tuple(Checked(**entry) for entry in read["checked"]),
    )


def measured_table(words: Words) -> Table:
    """Return how accurate each part of the analysis is."""
    return Table(
        caption=words("How often it is right"),
        columns=(
            Column(heading=words("What is found")),
            Column(heading=words("Of 100 found, right"), is_number=True),
            Column(heading=words("Of 100 there, found"), is_number=True),
            Column(heading=words("Both in one (F1)"), is_number=True),
            Column(heading=words("Measured on")),
        ),
        rows=tuple(
            (
                Cell(text=words(_WHAT[m.what])),
                _figure(words, m.right),
                _figure(words, m.found),
                _figure(words, m.both),
                Cell(text=words(_ON[m.what])),
            )
            for m in figures()[0]
        ),
    )


def checked_table(words: Words) -> Table:
    """Return how many attributions of each confidence were right where it was checked, the surest first."""
    return Table(
        caption=words("Certainty, checked"),
        columns=(
            Column(heading=words("Certainty that was given")),
            Column(heading=words("Attributions checked"), is_number=True),
            Column(heading=words("Of 100, right"), is_number=True),
        ),
        rows=tuple(
            (Cell(text=_range(words, c.row)), Cell(text=c.n, sort=c.n), Cell(text=c.right, sort=c.right))
            for c in figures()[1]
        ),
    )


def measured_on(words: Words) -> str:
    """Return when it was measured, the latest day of all."""
    return words("Measured on {day}.", day=words.day(max(date.fromisoformat(m.date) for m in figures()[0])))


def _figure(words: Words, figure: str | None) -> Cell:
    return Cell(text=words.decimal(figure) if figure else "–", sort=figure or "-1")


def _range(words: Words, row: str) -> str:
    """Return a range of confidence as "80 to 90 %": the file has it as docs/accuracy.md, "0.8 to 0.9"."""
    ends = [round(float(part) * 100) for part in row.split() if part[0].isdigit()]
    if len(ends) == 1:
        return words("{low} % and above", low=ends[0])
    return words("{low} to {high} %", low=ends[0], high=ends[1])
