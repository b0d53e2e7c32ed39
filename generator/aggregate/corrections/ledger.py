"""What came of the overrides: those that applied, and those that could not."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from generator.model import Correction, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_MOST_SEARCHES = 200
"""Overrides for which the nearest name is looked for: comparing one with 10,000 names takes a tenth of a second."""

_ALIKE = 0.6
"""difflib's ratio from which a name is worth suggesting."""

_MOST_CHOICES = 6


@dataclass(slots=True, kw_only=True)
class Ledger:
    """Corrections and problems as they come up; the only thing here that is filled in step by step."""

    place: str
    """The file of overrides, relative to the project."""
    corrections: list[Correction] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    n_searches: int = 0

    def applied(  # noqa: PLR0913 - keywords only: a correction's own fields
        self,
        line: int,
        key: str,
        *,
        was: str,
        now: str,
        actor: str | None = None,
        topic: str | None = None,
        article: str | None = None,
        quote: str | None = None,
        position: str | None = None,
    ) -> None:
        """Note an override that changed something."""
        self.corrections.append(
            Correction(
                place=self.place,
                line=line,
                key=key,
                was=was,
                now=now,
                actor=actor,
                topic=topic,
                article=article,
                quote=quote,
                position=position,
            )
        )

    def stale(self, line: int, what: str, *, wanted: str = "", known: Iterable[str] = ()) -> None:
        """Note an override that matches nothing; the nearest of the `known` names is the remedy."""
        near = self._nearest(wanted, known)
        remedy = (
            f"Did you mean “{near}”? If it is not needed any more, take it out"
            if near is not None
            else "Mend the name, or take the line out if it is not needed any more"
        )
        self.warn(line, what, remedy)

    def warn(self, line: int, what: str, remedy: str) -> None:
        """Note something that an editor should look at."""
        self.problems.append(
            Problem(place=self.place, line=line, severity="warning", what=what, remedy=remedy)
        )

    def refuse(self, line: int, what: str, remedy: str) -> None:
        """Note an override that is left out because it cannot be carried out."""
        self.problems.append(Problem(place=self.place, line=line, severity="error", what=what, remedy=remedy))

    def settle(self, moved: Mapping[str, str | None]) -> None:
        """Let corrections name the actors that are there in the end; `moved`: id → the one it became, if any."""

        def final(actor: str | None) -> str | None:
            while actor is not None and actor in moved:
                actor = moved[actor]
            return actor

        self.corrections = [replace(c, actor=final(c.actor)) for c in self.corrections]

    def _nearest(self, wanted: str, known: Iterable[str]) -> str | None:
        if not wanted or self.n_searches >= _MOST_SEARCHES:
            return None
        self.n_searches += 1
        by_plain = {name.casefold(): name for name in sorted(set(known), reverse=True)}
        near = difflib.get_close_matches(wanted.casefold(), by_plain, n=1, cutoff=_ALIKE)
        return by_plain[near[0]] if near else None


def some(names: Iterable[str]) -> str:
    """Return a few of the names, in order, and how many more there are."""
    every = list(names)
    more = len(every) - _MOST_CHOICES
    return ", ".join(every[:_MOST_CHOICES]) + (f" and {more} more" if more > 0 else "")
