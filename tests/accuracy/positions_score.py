"""How positions and conditions that were found compare with gold: right, wrong and why, missed.

A position is right where it stands in the gold's sentence, has its act (or one accepted), its holder and its
object. A condition is right where what is conditioned and the condition each cover half of the gold's words.
All are matched one to one, as many right ones as there can be. `positions/README.md` says what gold means.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from generator.model import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

HALF = 0.5
WORD = re.compile(r"\w+")
EMPTY_WORDS = frozenset(("a", "an", "the", "s"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Who holds a position: actors by name, else the article's words for somebody unnamed, else nobody."""

    names: tuple[str, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldPosition:
    """A position that people read, with every holder and act that is right."""

    id: str
    span: Span
    holders: tuple[Holder, ...]
    acts: tuple[str, ...]
    object: Span | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenPosition:
    """A position that was found; without an object, none is compared."""

    span: Span
    holder: Holder
    act: str
    object: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldCondition:
    """A condition that people read, with every span that is right; an exchange may be read either way."""

    id: str
    span: Span
    whats: tuple[Span, ...]
    conditions: tuple[Span, ...]
    exchange: bool = False
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenCondition:
    """A condition that was found."""

    span: Span
    what: Span
    condition: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What was right, what was wrong by cause, and which gold was missed."""

    right: int = 0
    wanted: int = 0
    wrong: tuple[tuple[str, Span], ...] = ()
    missed: tuple[str, ...] = ()

    @property
    def precision(self) -> float:
        """Return the share of right ones among what counts of the given."""
        given = self.right + len(self.wrong)
        return self.right / given if given else 0.0

    @property
    def recall(self) -> float:
        """Return the share of the gold that was found."""
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def causes(self) -> Counter[str]:
        """Count the wrong ones by cause."""
        return Counter(cause for cause, _ in self.wrong)

    def __add__(self, other: Score) -> Score:
        return Score(
            right=self.right + other.right,
            wanted=self.wanted + other.wanted,
            wrong=self.wrong + other.wrong,
            missed=self.missed + other.missed,
        )


def shared(one: Span, other: Span) -> int:
    """Return how many characters two spans have in common."""
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def covers(given: Span, gold: Span) -> bool:
    """Tell whether at least half of the gold's characters are in what is given."""
    return shared(given, gold) >= HALF * (gold.end - gold.start)


def one_place(one: Span, other: Span) -> bool:
    """Tell whether two spans share at least half of the shorter of them."""
    return covers(one, other) or covers(other, one)


def words(text: str) -> set[str]:
    """Return the words of a name or a phrase, without articles."""
    return set(WORD.findall(text.casefold())) - EMPTY_WORDS


def agrees(given: Holder, gold: Holder) -> bool:
    """Tell whether the holder is the gold's: names by names, else words by words; of several, one is enough."""
    if not gold.names and not gold.words:
        return not given.names
    if gold.names and given.names:
        return {n.casefold() for n in given.names} <= {n.casefold() for n in gold.names}
    mine = words(" ".join(given.names) or given.words)
    parts = gold.names or (gold.words,)
    return any(2 * len(mine & words(part)) >= max(1, len(words(part))) for part in parts)


def position_faults(given: GivenPosition, gold: GoldPosition) -> list[str]:
    """Return what is wrong with a position where it is measured against one of gold."""
    faults = [] if one_place(given.span, gold.span) else ["sentence"]
    if given.act not in gold.acts:
        faults.append("act")
    if not any(agrees(given.holder, holder) for holder in gold.holders):
        faults.append("holder")
    if given.object and gold.object and not covers(given.object, gold.object):
        faults.append("object")
    return faults


def condition_faults(given: GivenCondition, gold: GoldCondition) -> list[str]:
    """Return what is wrong with a condition where it is measured against one of gold."""

    def fits(what: Span, condition: Span) -> tuple[bool, bool]:
        return any(covers(what, s) for s in gold.whats), any(covers(condition, s) for s in gold.conditions)

    faults = [] if one_place(given.span, gold.span) else ["sentence"]
    if shared(given.what, given.condition):
        return [*faults, "not apart"]
    straight, turned = fits(given.what, given.condition), fits(given.condition, given.what)
    if all(straight) or (gold.exchange and all(turned)):
        return faults
    if all(turned):
        return [*faults, "swapped"]
    return [*faults, *(n for n, ok in zip(("what", "condition"), straight, strict=True) if not ok)]


def pairs(fits: Sequence[Sequence[int]]) -> dict[int, int]:
    """Return gold → given, as many pairs as can be, where `fits` lists for each given one the gold that it fits."""
    taken: dict[int, int] = {}

    def place(given: int, seen: set[int]) -> bool:
        for gold in fits[given]:
            if gold in seen:
                continue
            seen.add(gold)
            if gold not in taken or place(taken[gold], seen):
                taken[gold] = given
                return True
        return False

    for given in range(len(fits)):
        place(given, set())
    return taken


def cause(faults: Iterable[list[str]], right_of_another: Iterable[bool]) -> str:
    """Return why one is wrong: by the gold of its place that it comes nearest to."""
    here = [
        (len(found), again, found)
        for found, again in zip(faults, right_of_another, strict=True)
        if "sentence" not in found
    ]
    if not here:
        return "no such sentence"
    n, again, found = min(here, key=lambda entry: entry[:2])
    if n == 0 and again:
        return "given again"
    return " and ".join(found)


Given = TypeVar("Given", GivenPosition, GivenCondition)
Gold = TypeVar("Gold", GoldPosition, GoldCondition)


def compare(
    given: Sequence[Given], gold: Sequence[Gold], faults: Callable[[Given, Gold], list[str]]
) -> Score:
    """Return how what was given for one article compares with its gold."""
    wanted = [entry for entry in gold if not entry.optional]
    table = [[faults(one, entry) for entry in wanted] for one in given]
    taken = pairs([[i for i, found in enumerate(row) if not found] for row in table])
    wrong = []
    for number, one in enumerate(given):
        spare = [faults(one, entry) for entry in gold if entry.optional]
        if number in taken.values() or [] in spare:
            continue
        again = [i in taken for i in range(len(wanted))] + [False] * len(spare)
        wrong.append((cause(table[number] + spare, again), one.span))
    return Score(
        right=len(taken),
        wanted=len(wanted),
        wrong=tuple(wrong),
        missed=tuple(entry.id for i, entry in enumerate(wanted) if i not in taken),
    )


def positions_score(given: Sequence[GivenPosition], gold: Sequence[GoldPosition]) -> Score:
    """Return how the positions of one article compare with gold."""
    return compare(given, gold, position_faults)


def conditions_score(given: Sequence[GivenCondition], gold: Sequence[GoldCondition]) -> Score:
    """Return how the conditions of one article compare with gold."""
    return compare(given, gold, condition_faults)
