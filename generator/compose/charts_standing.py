"""The drawing of who stands where: actors by act, with counts of positions."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from generator.compose.acts import ORDER, act_word
from generator.compose.views import Link
from generator.compose.who_stands import MOST_HOLDERS, n_by_actor, stands_anchor
from generator.compose.words import sentence
from generator.model import Heading, Matrix, MatrixCell

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from generator.compose.library import Library
    from generator.compose.views_of_standing import StandsView
    from generator.compose.words import Words
    from generator.model import PositionAct, PositionRef, Topic

_LEAST_ROWS = 3
_LEAST_COLUMNS = 2
_LEAST_POSITIONS = 4
"""Fewer are better read below than drawn."""


def stands_chart(library: Library, topic: Topic, shown: StandsView) -> Matrix | None:
    """Return how many positions of each act each actor takes on a topic; None where that shows too little.

    shown: the words below the drawing, to which its names and counts lead.
    """
    refs = library.standing.once(topic.positions)
    counted = n_by_actor(library, refs)
    named = [key for key in counted if key in library.actors]
    rest = [key for key in counted if key not in library.actors]
    if len(named) < _LEAST_ROWS or len(refs) < _LEAST_POSITIONS:
        return None
    acts = sorted({act for n in counted.values() for act in n}, key=lambda a: ORDER[a])
    if len(acts) < _LEAST_COLUMNS:
        return None
    words = library.words
    anchors = {g.id: f"#{g.id}" for g in shown.groups}
    rows = [
        (
            Link(text=library.actors[key].canonical_name, href=anchors.get(stands_anchor(library, key))),
            counted[key],
        )
        for key in named[:MOST_HOLDERS]
    ]
    if others := named[MOST_HOLDERS:]:
        label = words.plural("1 other", "{figure} others", len(others))
        rows.append((Link(text=label), sum((counted[key] for key in others), Counter())))
    rows += [
        (Link(text=words("Without a name"), href=anchors.get(stands_anchor(library, key))), counted[key])
        for key in rest
    ]
    measure = words("Positions in sentences on “{topic}”, by who takes them", topic=topic.name)
    return Matrix(
        id="who-stands",
        finding=_finding(library, refs, counted) or measure,
        measure=measure,
        alternative=_in_words(words, measure, rows, acts),
        rows=tuple(Heading(label=name.text, href=name.href) for name, _ in rows),
        columns=tuple(Heading(label=sentence(act_word(words, a))) for a in acts),
        cells=tuple(tuple(MatrixCell(value=n[a], href=name.href) for a in acts) for name, n in rows),
        row_heading=words("Actor"),
    )


def _finding(
    library: Library, refs: Sequence[PositionRef], counted: Mapping[str, Counter[PositionAct]]
) -> str | None:
    """Return which act is most frequent, else who takes most positions, in a sentence; None where nothing leads."""
    words, total = library.words, library.words.number(len(refs))
    acts = Counter(library.standing.positions[r].act for r in refs).most_common(2)
    if _leads(acts):
        act, n = acts[0]
        return words(
            "Most frequent is “{act}”: {n} of {total} positions",
            act=act_word(words, act),
            n=words.number(n),
            total=total,
        )
    holders = Counter({key: n.total() for key, n in counted.items() if key in library.actors}).most_common(2)
    if _leads(holders):
        key, n = holders[0]
        name = library.actors[key].canonical_name
        return words("{name} takes most positions: {n} of {total}", name=name, n=words.number(n), total=total)
    return None


def _leads(two: Sequence[tuple[object, int]]) -> bool:
    """Tell whether the first of the two most frequent is ahead."""
    return len(two) == 1 or two[0][1] > two[1][1]


def _in_words(
    words: Words,
    measure: str,
    rows: Iterable[tuple[Link, Counter[PositionAct]]],
    acts: Iterable[PositionAct],
) -> str:
    told = (
        f"{name.text}: {', '.join(f'{act_word(words, a)} {words.figure(n[a])}' for a in acts if n[a])}"
        for name, n in rows
    )
    return f"{measure}. {'; '.join(told)}."
