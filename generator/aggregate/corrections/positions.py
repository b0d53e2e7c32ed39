"""Positions and conditions corrected: which are none, what is done, and whose they are."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Generic, TypeVar

from generator.aggregate.corrections.articles import Library, not_in_text, plain
from generator.aggregate.corrections.ledger import Ledger, some
from generator.aggregate.corrections.who import RULE
from generator.model import Condition, Position, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.aggregate.corrections.who import Who
    from generator.model import (
        ActOf,
        Article,
        DroppedCondition,
        DroppedPosition,
        Entry,
        HolderOf,
        Overrides,
        Quote,
    )

_ALIKE = 0.5
"""difflib's ratio from which an entry is worth suggesting."""

_Claim = TypeVar("_Claim", Position, Condition)


@dataclass(slots=True, kw_only=True)
class _Shelf(Generic[_Claim]):
    """The claims of one kind while they are corrected."""

    named: str
    """What one is called."""
    listed: str
    """The published file that lists them by id."""
    of: dict[str, tuple[_Claim, ...]] = field(default_factory=dict)
    """By article id; missing where none were looked for."""

    def change(self, article: str, identity: str, now: _Claim | None) -> None:
        """Put `now` in the place of a claim; None: take it away."""
        kept = ((now if c.id == identity else c) for c in self.of[article])
        self.of[article] = tuple(c for c in kept if c is not None)


class Positions:
    """The positions and conditions of all articles while they are corrected."""

    def __init__(self, entries: Sequence[Entry], who: Who, ledger: Ledger) -> None:
        """Begin with what was found."""
        self._articles = Library(e.article for e in entries)
        self._who, self._ledger = who, ledger
        found = [(e.article.id, e.analysis) for e in entries]
        self._positions = _Shelf(
            named="position",
            listed="data/positions.json",
            of={i: a.positions for i, a in found if a.positions is not None},
        )
        self._conditions = _Shelf(
            named="condition",
            listed="data/conditions.json",
            of={i: a.conditions for i, a in found if a.conditions is not None},
        )
        self._settled: dict[tuple[str, str, str], int] = {}
        """What is said, article and position → the line that says it."""

    def follow(self, before: Sequence[Entry], after: Sequence[Entry]) -> None:
        """Let go with their quotes what stands in these.

        What is the speaker's is whose the quote is given to; what stands in words that are no quote stands in the
        article's own.
        """
        for old, new in zip(before, after, strict=True):
            if old.analysis.quotes is new.analysis.quotes:
                continue
            was, now = ({q.id: q for q in e.analysis.quotes or ()} for e in (old, new))
            article = old.article.id
            if article in self._positions.of:
                self._positions.of[article] = tuple(
                    _followed(p, was, now) for p in self._positions.of[article]
                )
            if article in self._conditions.of:
                self._conditions.of[article] = tuple(
                    _followed(c, was, now) for c in self._conditions.of[article]
                )

    def correct(self, overrides: Overrides) -> None:
        """Apply what is dropped, then acts and holders."""
        for dropped in overrides.positions.drop:
            self._drop(dropped, self._positions)
        for act in overrides.positions.act:
            self._act(act)
        for holder in overrides.positions.holder:
            self._hold(holder)
        for condition in overrides.conditions.drop:
            self._drop(condition, self._conditions)

    def entries(self, entries: Sequence[Entry]) -> tuple[Entry, ...]:
        """Return the entries with the corrected positions and conditions."""
        return tuple(self._entry(e) for e in entries)

    def _entry(self, entry: Entry) -> Entry:
        analysis, article = entry.analysis, entry.article.id
        positions, conditions = self._positions.of.get(article), self._conditions.of.get(article)
        if positions is analysis.positions and conditions is analysis.conditions:
            return entry
        return replace(entry, analysis=replace(analysis, positions=positions, conditions=conditions))

    def _drop(self, override: DroppedPosition | DroppedCondition, shelf: _Shelf[_Claim]) -> None:
        found = self._find(override.article, override.text, override.line, shelf)
        if found is None:
            return
        article, claim = found
        shelf.change(article.id, claim.id, None)
        whose = self._who.called(article.id, claim.actor, claim.unnamed)
        self._ledger.applied(
            override.line,
            f"{shelf.named}s.drop",
            was=f"a {shelf.named} of {whose}",
            now=f"not a {shelf.named}",
            article=article.id,
        )

    def _act(self, override: ActOf) -> None:
        found = self._unsettled(override, "act")
        if found is None:
            return
        article, position = found
        now = replace(position, act=override.act, rule=RULE, confidence=1.0)
        self._positions.change(article.id, position.id, now)
        self._applied(override, "positions.act", article, position, was=position.act, now=override.act)

    def _hold(self, override: HolderOf) -> None:
        found = self._unsettled(override, "holder")
        if found is None:
            return
        article, position = found
        was = self._who.called(article.id, position.actor, position.unnamed)
        who = self._who.one(article.id, override.holder, override.line)
        if who is None:
            return
        actor, unnamed = who
        now = replace(position, actor=actor, unnamed=unnamed, joint_actors=(), rule=RULE, confidence=1.0)
        self._positions.change(article.id, position.id, now)
        remark = self._who.remark(article.id, actor)
        self._applied(
            override,
            "positions.holder",
            article,
            now,
            was=f"a position of {was}",
            now=f"a position of {override.holder}{remark}",
        )

    def _applied(
        self,
        override: ActOf | HolderOf,
        key: str,
        article: Article,
        position: Position,
        *,
        was: str,
        now: str,
    ) -> None:
        self._ledger.applied(
            override.line,
            key,
            was=was,
            now=now,
            actor=self._who.group(article.id, position.actor),
            article=article.id,
            position=position.id,
        )

    def _unsettled(self, override: ActOf | HolderOf, what: str) -> tuple[Article, Position] | None:
        """Return the position that is meant; None, with a problem noted, where another line says the same of it."""
        found = self._find(override.article, override.text, override.line, self._positions)
        if found is None:
            return None
        first = self._settled.setdefault((what, found[0].id, found[1].id), override.line)
        if first == override.line:
            return found
        self._ledger.refuse(
            override.line,
            f"line {first} gives this position its {what} already; this line is left out",
            "Keep one of the two lines",
        )
        return None

    def _find(self, name: str, text: str, line: int, shelf: _Shelf[_Claim]) -> tuple[Article, _Claim] | None:
        """Return article and the one claim that has these words; None with a problem noted."""
        article = self._articles.one(name, line, self._ledger)
        if article is None:
            return None
        wanted = plain(text)
        every = {c.id: (c, tuple(_forms(c, article.text))) for c in shelf.of.get(article.id, ())}
        whole = [c for c, forms in every.values() if wanted == forms[0]]
        exact = [c for c, forms in every.values() if wanted in forms]
        within = [c for c, forms in every.values() if wanted in forms[0]]
        found = next((way for way in (whole, exact, within) if len(way) == 1), whole or exact or within)
        if len(found) == 1:
            return article, found[0]
        if found:
            self._ledger.refuse(
                line,
                f"these words stand in {len(found)} {shelf.named}s of “{article.id}”; the line is left out",
                f"Write more of the words, or {_OTHER_WORDS}. They are {some(c.id for c in found)} in {shelf.listed}",
            )
            return None
        near = _near(wanted, {i: forms for i, (_, forms) in every.items()})
        advice = (
            f"Did you mean {shelf.named} {near} of {shelf.listed}? Copy its words as the article has them"
        )
        if wanted in plain(article.text):
            what = f"these words of “{article.id}” are in no {shelf.named}"
            remedy = f"Take the line out if it is not needed any more, or copy words from {shelf.listed}"
        else:
            what, remedy = not_in_text(article, shelf.named)
        self._ledger.warn(line, what, advice if near else remedy)
        return None


_OTHER_WORDS = "those from its verb to the end of its object"


def _followed(claim: _Claim, was: Mapping[str, Quote], now: Mapping[str, Quote]) -> _Claim:
    """Return a claim as the quote has it that it stands in."""
    if claim.quote is None or claim.quote not in was:
        return claim
    if claim.quote not in now:
        return replace(claim, quote=None)
    old, new = was[claim.quote], now[claim.quote]
    is_speakers = (claim.actor, claim.unnamed) == (old.speaker, old.unnamed)
    if new.rule != RULE or old.rule == RULE or not is_speakers:
        return claim
    followed = replace(claim, actor=new.speaker, unnamed=new.unnamed, rule=RULE)
    return replace(followed, joint_actors=()) if isinstance(followed, Position) else followed


def _forms(claim: Position | Condition, text: str) -> Iterator[str]:
    """Yield a claim's words, then those of its parts, plain."""
    if isinstance(claim, Position):
        parts = [claim.cue, *([] if claim.object is None else [claim.object])]
    else:
        parts = [claim.what, claim.condition]
    together = Span(start=min(p.start for p in parts), end=max(p.end for p in parts))
    return (plain(s.of(text)) for s in (claim.span, together, *parts))


def _near(wanted: str, every: Mapping[str, Sequence[str]]) -> str | None:
    """Return the id of the claim whose words are nearest."""
    by_words = {w: i for i, forms in reversed(list(every.items())) for w in forms}
    near = difflib.get_close_matches(wanted, by_words, n=1, cutoff=_ALIKE)
    return by_words[near[0]] if near else None
