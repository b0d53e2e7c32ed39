"""How one quote was found: what the analysis saw and weighed on its way to a speaker."""

from __future__ import annotations

from dataclasses import dataclass
from math import prod
from typing import Literal

from generator.model.analysis import Quote
from generator.model.span import Span

Way = Literal[
    "name",
    "apposition",
    "name behind",
    "owner",
    "label",
    "question",
    "answer",
    "pronoun",
    "goes on",
    "plain pronoun",
    "role",
    "body",
    "again",
    "description",
    "nobody",
]
"""What a source was taken for.

name: it holds an actor's name; apposition, name behind: an actor is named beside it; owner: a document of an
actor's; label: a name that labels the line; question, answer: Q or A of an interview; pronoun: he or she; goes on: it or they, of a body or several that spoke before; plain
pronoun: another, that is not resolved; role: an actor holds it; body: an organization so
called was named before; again: somebody described before; description:
somebody unnamed; nobody: there is no source, or it names nobody.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step in a sentence's parse: from the word before it to a neighbour in the tree."""

    word: Span
    label: str | None = None
    """The dependency between the two; None for the word at which the path begins."""
    to_head: bool = False
    """Whether the step leads to the word that the one before depends on; else to one that depends on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Considered:
    """An actor that resolution looked at for a source."""

    actor: str
    """Id of the article's actor; for somebody who is only described, the description as written."""
    fits: bool = True
    """False: ruled out, by gender or because its roles are others."""
    score: float | None = None
    """Higher is likelier; None where nothing was weighed."""
    n_sentences: int | None = None
    """How many sentences before the source it was mentioned, or spoke; 0: in the same one."""
    gender: str | None = None
    """he or she where the article tells; None: not known, or not asked for."""
    is_subject: bool = False
    """Whether it is the subject where it was mentioned."""
    spoke_last: bool = False
    """Whether it counts as the one who spoke last before."""
    words: tuple[str, ...] = ()
    """Words that a description shares with its roles."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing:
    """A confidence and what it was made from."""

    rule: float
    """0…1: how often the rule was right where it was measured."""
    n_seen: int
    """Over how many attributions that was measured; 0: the rule was too rare, `rule` is a guess."""
    factors: tuple[tuple[Way, float], ...] = ()
    """What lowered it, each with its factor below 1."""
    limit: float | None = None
    """Highest value, where nobody could be found."""

    @property
    def value(self) -> float:
        """The confidence, 0…1, in hundredths."""
        weighed = prod((factor for _, factor in self.factors), start=self.rule)
        return round(weighed if self.limit is None else min(weighed, self.limit), 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A quote with the way to its speaker."""

    quote: Quote
    carried: tuple[str, ...] = ()
    """Ids of the quotes from which the speaker was carried, the nearest first; () where the rule found it itself."""
    how: str | None = None
    """How the cue's source was found; see `Report.how` in `analyse/quotes/reports.py`. None without cue."""
    path: tuple[Step, ...] = ()
    """From cue to source through the parse; () without cue, or where none joins the two."""
    named_by: Span | None = None
    """The phrase that was resolved where it is not the source itself: what "who" stands for."""
    way: Way
    considered: tuple[Considered, ...] = ()
    """Whom resolution looked at: best first, those that were ruled out last."""
    weighing: Weighing
