"""Decisions on who is who that an editor should look at: the likeliest and worst mistakes first."""

from __future__ import annotations

import re
from collections import defaultdict
from difflib import SequenceMatcher
from itertools import combinations
from typing import TYPE_CHECKING

from generator.aggregate.groups import Group, Members
from generator.aggregate.names import is_acronym, surname, words
from generator.model import Doubt, Entry

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MOST = 100
"""Doubts of a corpus: more than that nobody reads in one go."""

_CLOSE = 0.7
"""Share of mentions below which the most frequent kind of an actor is in doubt."""

_ALIKE = 0.75
"""difflib's ratio from which two names of one skeleton may be one."""

_MOST_OF_A_SKELETON = 30
"""Names of one skeleton that are compared: a hundred Lees are no variants of each other."""

_LIKELY = {"acronym": 0.2, "surname": 0.3, "alike": 0.6, "bare": 0.4}
"""How likely each sort of decision is wrong, as far as was seen on news; used to put them in order only."""

_SOUNDS = (
    (re.compile(r"ph"), "f"),
    (re.compile(r"ck|[cq]h?|kh"), "k"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"[zs]h?|tz|ts"), "s"),
    (re.compile(r"[wvf]"), "v"),
    (re.compile(r"dj|j|g(?=[ei])"), "j"),
    (re.compile(r"[aeiouyh]|j(?![a-z])"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)
"""Letters that transliterations and misspellings take for one another, applied in this order."""


def find_doubts(entries: Sequence[Entry], groups: Sequence[Group]) -> tuple[Doubt, ...]:
    """Return at most 100 doubts, the most harmful first: mentions and statements at stake, times how likely a mistake is.

    What editors decided is in no doubt.
    """
    found = Members.of(entries)
    at_stake = _at_stake(entries, found)
    doubts = [*_joined(found, groups, at_stake), *_kinds(found, groups), *_alike(found, groups, at_stake)]
    doubts.sort(key=lambda d: (-d.harm, d.kind, d.actor, d.name, d.articles))
    return tuple(doubts[:_MOST])


def _at_stake(entries: Sequence[Entry], found: Members) -> dict[tuple[str, str], int]:
    """Return how often each article's actor is named or speaks: what would stand at the wrong place."""
    counts = {local: actor.n_mentions for local, actor in found.actors.items()}
    for entry in entries:
        for quote in entry.analysis.quotes or ():
            if quote.speaker is not None and quote.part_of is None:
                counts[entry.article.id, quote.speaker] += 1
    return counts


def _joined(found: Members, groups: Sequence[Group], at_stake: dict[tuple[str, str], int]) -> Iterator[Doubt]:
    """Yield short names that were taken for a longer one's over articles."""
    for group in groups:
        whole = words(found.name(group))
        short: dict[tuple[str, ...], list[tuple[str, str]]] = defaultdict(list)
        for local in group.members:
            own = words(found.actors[local].canonical_name)
            if len(own) == 1 and own != whole and found.actors[local].n_mentions:
                short[own].append(local)
        if group.name is not None or len(short) == len(
            {words(found.actors[m].canonical_name) for m in group.members}
        ):
            continue
        for locals_ in short.values():
            name = found.actors[locals_[0]].canonical_name
            likely = _LIKELY["acronym" if is_acronym(name) else "surname"]
            yield Doubt(
                kind="joined",
                actor=group.id,
                name=name,
                articles=tuple(article for article, _ in locals_),
                harm=round(likely * sum(at_stake[m] for m in locals_), 2),
            )


def _kinds(found: Members, groups: Sequence[Group]) -> Iterator[Doubt]:
    """Yield actors on whose kind the articles differ."""
    for group in groups:
        votes = found.kinds(group)
        total = sum(votes.values())
        kind = found.kind(group)
        if group.kind is not None or len(+votes) < 2 or votes[kind] >= _CLOSE * total:  # noqa: PLR2004 - two kinds differ
            continue
        yield Doubt(
            kind="kind",
            actor=group.id,
            name=found.name(group),
            articles=tuple(a for a, i in group.members if found.actors[a, i].kind != kind),
            kinds=tuple(sorted(+votes, key=lambda k: (k != kind, -votes[k], k))),
            harm=round(total - votes[kind] + 0.01, 2),
        )


def _alike(found: Members, groups: Sequence[Group], at_stake: dict[tuple[str, str], int]) -> Iterator[Doubt]:
    """Yield pairs of actors that may be one: variants of a name, and a surname beside its only owner."""
    weight = {g.id: sum(at_stake[m] for m in g.members) for g in groups}
    by_id = {g.id: g for g in groups}
    named = {g.id: found.name(g) for g in groups}
    pairs: dict[tuple[str, str], float] = {}
    for same in _by_skeleton(found, groups, named).values():
        for one, other in combinations(sorted(same)[:_MOST_OF_A_SKELETON], 2):
            alike = SequenceMatcher(None, " ".join(words(named[one])), " ".join(words(named[other]))).ratio()
            if alike >= _ALIKE:
                pairs[one, other] = _LIKELY["alike"] * alike
    for bare, owner in _bare(found, groups, named):
        pairs.setdefault((bare, owner), _LIKELY["bare"])
    for (one, other), likely in pairs.items():
        small, large = sorted((one, other), key=lambda i: (" " in named[i], weight[i], i))
        # An article that has both tells them apart.
        apart = 2 if set(_articles(by_id[small])) & set(_articles(by_id[large])) else 1
        yield Doubt(
            kind="alike",
            actor=large,
            name=named[small],
            articles=tuple(dict.fromkeys(_articles(by_id[small]))),
            other=small,
            harm=round(likely * max(1, weight[small]) / apart, 2),
        )


def _by_skeleton(
    found: Members, groups: Sequence[Group], named: dict[str, str]
) -> dict[tuple[bool, tuple[str, ...]], list[str]]:
    """Return the actors whose names have the same skeleton, people apart from the rest."""
    same: dict[tuple[bool, tuple[str, ...]], list[str]] = defaultdict(list)
    for group in groups:
        bones = tuple(_skeleton(w) for w in words(named[group.id]))
        is_person = found.kind(group) == "person"
        if len(bones) > 1 or (not is_person and len(bones[0]) > 3):  # noqa: PLR2004 - shorter ones are alike by chance
            same[is_person, bones].append(group.id)
    return {bones: ids for bones, ids in same.items() if len(ids) > 1}


def _skeleton(word: str) -> str:
    """Return a word's consonants as they sound in most transliterations, without a plural's s; at least one letter."""
    bones = word.removesuffix("s")
    for pattern, sound in _SOUNDS:
        bones = pattern.sub(sound, bones)
    return bones or word[:1]


def _bare(found: Members, groups: Sequence[Group], named: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield each surname that stands by itself with the only person who has it."""
    people = [g for g in groups if found.kind(g) == "person"]
    owners: dict[str, list[str]] = defaultdict(list)
    for group in people:
        if len(words(named[group.id])) > 1:
            owners[surname(named[group.id])].append(group.id)
    for group in people:
        own = words(named[group.id])
        if len(own) == 1 and len(owners.get(own[0], ())) == 1:
            yield group.id, owners[own[0]][0]


def _articles(group: Group) -> Iterator[str]:
    return (article for article, _ in group.members)
