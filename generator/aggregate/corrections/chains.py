"""Merges and renames in an order in which each finds what the others made; circles are refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.aggregate.names import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.aggregate.corrections.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Step:
    """One name that becomes another."""

    line: int
    name: str
    into: str


def in_order(steps: Iterable[Step], ledger: Ledger, doing: str) -> tuple[Step, ...]:
    """Return the steps so that a name is made before it becomes another, else in the file's order.

    First come those whose two names differ in case, accents or punctuation only, or not at all.

    A step that would close a circle, and a second one for the same name, is a problem and left out.
    `doing`: what the steps do, as "merged into".
    """
    sound: dict[str, Step] = {}
    same: list[Step] = []
    for step in steps:
        name, into = _plain(step.name), _plain(step.into)
        if name in sound:
            first = sound[name]
            if _plain(first.into) != into:
                ledger.refuse(
                    step.line,
                    f"“{step.name}” is {doing} “{first.into}” already, by line {first.line}; this line is left out",
                    "Keep one of the two lines",
                )
        elif name == into:
            same.append(step)
        elif closing := _circle(sound, name, into):
            lines = ", ".join(str(s.line) for s in closing)
            ledger.refuse(
                step.line,
                f"“{step.name}” is {doing} “{step.into}”, which line {lines} turns back into it; this line is left out",
                "Take one of these lines out",
            )
        else:
            sound[name] = step
    return (*same, *_makers_first(tuple(sound.values())))


def _circle(sound: dict[str, Step], name: str, into: str) -> list[Step]:
    """Return the steps that lead from `into` to `name`; [] where none do."""
    path: list[Step] = []
    while into in sound and sound[into] not in path:
        path.append(sound[into])
        into = _plain(sound[into].into)
    return path if into == name else []


def _makers_first(steps: Sequence[Step]) -> tuple[Step, ...]:
    makers: dict[str, list[Step]] = {}
    for step in steps:
        makers.setdefault(_plain(step.into), []).append(step)
    done: dict[Step, None] = {}
    for first in steps:
        # Deepest makers of this step's name first, without recursion: a chain may be as long as the file.
        chain, queue = [], [first]
        while queue:
            step = queue.pop()
            if step not in done and step not in chain:
                chain.append(step)
                queue += [m for m in reversed(makers.get(_plain(step.name), ())) if m is not step]
        done |= dict.fromkeys(reversed(chain))
    return tuple(done)


def _plain(name: str) -> str:
    return " ".join(words(name))
