"""The gold of positions and conditions, half by half, and what `extract` gives for the same article."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import yaml
from positions_score import GivenCondition, GivenPosition, GoldCondition, GoldPosition, Holder

from generator.model import Article, PositionAct, Span
from generator.read import read_seeds
from generator.read.settings import ReadSettings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ROOT = Path(__file__).resolve().parents[2]
NEWSROOM = ROOT / "tests" / "newsroom"
POSITIONS = Path(__file__).with_name("positions")
HALVES = ("dev", "held")
ACTS: tuple[str, ...] = get_args(PositionAct)


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """One article, what people marked in it, and the half that it belongs to."""

    article: Article
    half: str
    gold: dict[str, Any]

    def sentence(self, entry: Mapping[str, Any]) -> Span:
        """Return where an entry's sentence stands; ValueError where its words are not the article's."""
        begin = -1
        for _ in range(entry.get("nth", 1)):
            begin = self.article.text.index(entry["sentence"], begin + 1)
        return Span(start=begin, end=begin + len(entry["sentence"]))

    def inside(self, entry: Mapping[str, Any], words: str) -> Span:
        """Return where words of an entry first stand in its sentence; ValueError where they do not."""
        sentence = self.sentence(entry)
        begin = self.article.text.index(words, sentence.start, sentence.end)
        return Span(start=begin, end=begin + len(words))

    def positions(self) -> tuple[GoldPosition, ...]:
        """Return the positions with their places."""
        return tuple(
            GoldPosition(
                id=f"{self.article.id} {entry['id']}",
                span=self.sentence(entry),
                holders=holders(entry),
                acts=(entry["act"], *entry.get("accept", ())),
                object=self.inside(entry, entry["object"]) if entry["object"] else None,
                optional=entry.get("optional", False),
            )
            for entry in self.gold["positions"]
        )

    def conditions(self) -> tuple[GoldCondition, ...]:
        """Return the conditions with their places."""
        return tuple(
            GoldCondition(
                id=f"{self.article.id} {entry['id']}",
                span=self.sentence(entry),
                whats=self._either(entry, "what"),
                conditions=self._either(entry, "condition"),
                exchange=entry.get("exchange", False),
                optional=entry.get("optional", False),
            )
            for entry in self.gold["conditions"]
        )

    def _either(self, entry: Mapping[str, Any], key: str) -> tuple[Span, ...]:
        return tuple(self.inside(entry, w) for w in (entry[key], *entry.get(f"{key}_accept", ())))


def holders(entry: Mapping[str, Any]) -> tuple[Holder, ...]:
    """Return every holder that is right: the one that was read and those that are accepted beside it."""
    read = {"unnamed": entry["unnamed"]} if "unnamed" in entry else entry["holder"]
    return tuple(_holder(one) for one in (read, *entry.get("holder_accept", ())))


def _holder(one: Mapping[str, str] | list[str] | str | None) -> Holder:
    match one:
        case None:
            return Holder()
        case str():
            return Holder(names=(one,))
        case list():
            return Holder(names=tuple(one))
        case _:
            return Holder(words=one["unnamed"])


@cache
def articles() -> dict[str, Article]:
    """Return the articles that may have gold, by id: the real seed, the newsroom, and those written for this."""
    return {
        article.id: article
        for project in (ROOT, NEWSROOM, POSITIONS)
        for article in read_seeds(project, project / "seeds", ReadSettings()).articles
    }


def halves() -> dict[str, list[str]]:
    """Return which articles each half has."""
    found: dict[str, list[str]] = tomllib.loads((POSITIONS / "halves.toml").read_text("utf-8"))
    return found


def marked(half: str) -> Iterator[Marked]:
    """Yield every article of one half with its gold."""
    for path in sorted((POSITIONS / "gold" / half).glob("*.yml")):
        gold = yaml.safe_load(path.read_text("utf-8"))
        yield Marked(article=articles()[gold["article"]], half=half, gold=gold)


def marked_again(half: str) -> Iterator[Marked]:
    """Yield the same articles with what a second reader marked, who saw neither the first one's marks nor any output."""
    for path in sorted((POSITIONS / "second" / half).glob("*.yml")):
        gold = yaml.safe_load(path.read_text("utf-8"))
        yield Marked(article=articles()[gold["article"]], half=half, gold=gold)


def given_positions(line: Mapping[str, Any]) -> tuple[GivenPosition, ...]:
    """Return the positions of one line of `extract`."""
    names = {actor["id"]: actor["name"] for actor in line["actors"]}
    return tuple(
        GivenPosition(
            span=Span(start=entry["start"], end=entry["end"]),
            holder=_given_holder(entry, names),
            act=entry["act"],
            object=_span(entry["object"]) if entry.get("object") else None,
        )
        for entry in line["positions"]
    )


def given_conditions(line: Mapping[str, Any]) -> tuple[GivenCondition, ...]:
    """Return the conditions of one line of `extract`."""
    return tuple(
        GivenCondition(
            span=Span(start=entry["start"], end=entry["end"]),
            what=_span(entry["what"]),
            condition=_span(entry["condition"]),
        )
        for entry in line["conditions"]
    )


def _given_holder(entry: Mapping[str, Any], names: Mapping[str, str]) -> Holder:
    """Return a holder as `extract` has it: `actor` is an id, several ids or nothing, `holder` its words."""
    actor = entry["actor"] or ()
    ids = (actor,) if isinstance(actor, str) else actor
    return (
        Holder(names=tuple(names[i] for i in ids))
        if ids
        else Holder(words=entry.get("holder_resolved") or entry["holder"] or "")
    )


def _span(found: Mapping[str, int]) -> Span:
    return Span(start=found["start"], end=found["end"])
