"""Copies planted among articles: what newspapers make of one wire story, made by rule so that it is known."""

from __future__ import annotations

import hashlib
import random
import re
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING

from generator.aggregate.near_duplicates import find_stories
from generator.model import Analysis, Article, Entry
from generator.read import read_record
from generator.read.settings import ReadSettings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

WORDS = (
    "harbor",
    "vote",
    "ferry",
    "glass",
    "winter",
    "council",
    "seven",
    "quota",
    "after",
    "under",
    "given",
    "long",
)
"""What changed words become."""

SHORTEST = 60
"""Words of an article of which copies are planted: a shorter one has nothing to cut."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """How planted copies were found: shares of 1."""

    recall: float
    """Of the pairs of a copy and its original, those in one story."""
    precision: float
    """Of the pairs in one story that have a copy in them, those that are one story's."""
    missed: tuple[tuple[str, str], ...]
    n_pairs: int


def bare(article: Article) -> Entry:
    """Return an article without analysis: its text alone tells near-duplicates."""
    return Entry(
        article=article,
        analysis=Analysis(
            article=article.id,
            model=None,
            sentences=(),
            key_phrases=None,
            actors=None,
            mentions=None,
            quotes=None,
        ),
    )


def measured(originals: Sequence[Article], *, every: int) -> Measured:
    """Return how copies of every so many articles are found; each article has at most one copy of each sort."""
    long = [a for a in originals if len(body(a).split()) >= SHORTEST]
    chosen = sorted(long, key=lambda a: hashlib.sha256(a.id.encode()).hexdigest())[:: max(1, every)]
    copies = {
        f"{a.id}#{sort}": (a.id, copy(a, sort, change))
        for n, a in enumerate(chosen)
        for sort, change in (list(CHANGES.items())[n % len(CHANGES)],)
    }
    known = {
        article: n for n, s in enumerate(find_stories([bare(a) for a in originals])) for article in s.articles
    }
    entries = [*map(bare, originals), *(bare(article) for _, article in copies.values())]
    pairs = [p for s in find_stories(entries) for p in combinations(s.articles, 2) if set(p) & set(copies)]

    def origin(article: str) -> str:
        return copies[article][0] if article in copies else article

    def are_one(pair: Iterable[str]) -> bool:
        one, other = map(origin, pair)
        return one == other or (one in known and known[one] == known.get(other))

    found = {frozenset(p) for p in pairs}
    wanted = [(name, of) for name, (of, _) in copies.items()]
    missed = tuple(pair for pair in wanted if frozenset(pair) not in found)
    return Measured(
        recall=1 - len(missed) / len(wanted),
        precision=sum(map(are_one, pairs)) / len(pairs) if pairs else 0.0,
        missed=missed,
        n_pairs=len(wanted),
    )


def body(article: Article) -> str:
    """Return the story's own paragraphs."""
    return "\n\n".join(p.span.of(article.text) for p in article.body())


def copy(article: Article, sort: str, change: Callable[[list[str], random.Random], list[str]]) -> Article:
    """Return another outlet's version of an article."""
    chance = random.Random(f"{article.id} {sort}")  # noqa: S311 - the same copies every time, no secret
    paragraphs = change(body(article).split("\n\n"), chance)
    record = {"id": f"{article.id}#{sort}", "title": "Another headline", "text": "\n\n".join(paragraphs)}
    made = read_record(record, place="planted", line=1, settings=ReadSettings())
    assert isinstance(made, Article)
    return replace(made, outlet="Another outlet")


def _wire(paragraphs: list[str], _: random.Random) -> list[str]:
    return ["By Another Correspondent", *paragraphs]


def _update(paragraphs: list[str], chance: random.Random) -> list[str]:
    lead = " ".join(chance.choice(WORDS) for _ in range(25))
    return [f"{lead.capitalize()}.", *paragraphs[1:], "More was expected later, people close to it said."]


def _cut(paragraphs: list[str], _: random.Random) -> list[str]:
    words, kept = sum(len(p.split()) for p in paragraphs), []
    for paragraph in paragraphs:
        kept.append(paragraph)
        if sum(len(p.split()) for p in kept) >= words / 2:
            break
    return kept


def _changed(paragraphs: list[str], chance: random.Random) -> list[str]:
    """Change one word in ten."""
    return [
        re.sub(r"\w+", lambda m: chance.choice(WORDS) if chance.random() < 0.1 else m[0], p)
        for p in paragraphs
    ]


CHANGES: dict[str, Callable[[list[str], random.Random], list[str]]] = {
    "wire": _wire,
    "update": _update,
    "cut": _cut,
    "changed": _changed,
}
"""What is done to a copy: another headline and byline; another lead; the first half; one word in ten."""
