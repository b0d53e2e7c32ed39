"""Quotes corrected: whose they are, and which are none."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.aggregate.corrections.articles import Library, not_in_text, plain
from generator.aggregate.corrections.ledger import Ledger, some
from generator.aggregate.corrections.who import RULE
from generator.model import Entry, Quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.aggregate.corrections.who import Who
    from generator.model import Article, DroppedQuote, Overrides, SpeakerOf

_ALIKE = 0.5
"""difflib's ratio from which a quote is worth suggesting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """What belongs together: the pieces of an utterance, then the fragments inside them."""

    quotes: tuple[Quote, ...]
    words: tuple[str, ...]
    """Plain, of each quote; last the pieces together."""


class Quotes:
    """The quotes of all articles while they are corrected."""

    def __init__(self, entries: Sequence[Entry], who: Who, ledger: Ledger) -> None:
        """Begin with the quotes as they were found."""
        self._entries = {e.article.id: e for e in entries}
        self._articles = Library(e.article for e in entries)
        self._who, self._ledger = who, ledger
        self._changed: dict[str, tuple[Quote, ...]] = {}
        self._settled: dict[tuple[str, str], int] = {}
        """Quote → the line that corrected it."""

    def correct(self, overrides: Overrides) -> None:
        """Apply what is dropped, then whose the others are."""
        for dropped in overrides.quotes.drop:
            self._drop(dropped)
        for one in overrides.quotes.speaker:
            self._give(one)

    def entries(self, entries: Iterable[Entry]) -> tuple[Entry, ...]:
        """Return the entries with the corrected quotes."""
        return tuple(
            replace(e, analysis=replace(e.analysis, quotes=self._changed[e.article.id]))
            if e.article.id in self._changed
            else e
            for e in entries
        )

    def _of(self, article: str) -> tuple[Quote, ...]:
        return self._changed.get(article, self._entries[article].analysis.quotes or ())

    def _drop(self, override: DroppedQuote) -> None:
        found = self._find(override)
        if found is None:
            return
        article, said, same = found
        inside = [q for q in same if q.part_of is not None]
        gone = {q.id for q in (inside or said.quotes)}
        kept = tuple(q for q in self._of(article.id) if q.id not in gone)
        holders = {q.part_of for q in kept if q.part_of is not None}
        self._changed[article.id] = tuple(
            replace(q, kind="indirect")
            if q.kind == "mixed" and q.id in {i.part_of for i in inside} - holders
            else q
            for q in kept
        )
        rest = next((q.part_of for q in inside), None)
        self._ledger.applied(
            override.line,
            "quotes.drop",
            was=f"a quote of {self._whose(article.id, said.quotes[0])}",
            now="not a quote",
            article=article.id,
            quote=rest,
        )

    def _give(self, override: SpeakerOf) -> None:
        found = self._find(override)
        if found is None:
            return
        article, said, _ = found
        first = next(
            (self._settled[k] for q in said.quotes if (k := (article.id, q.id)) in self._settled), None
        )
        if first is not None:
            self._ledger.refuse(
                override.line,
                f"line {first} gives this quote a speaker already; this line is left out",
                "Keep one of the two lines",
            )
            return
        who = self._who.one(article.id, override.speaker, override.line)
        if who is None:
            return
        speaker, unnamed = who
        ids = {q.id for q in said.quotes}
        was = self._whose(article.id, said.quotes[0])
        self._changed[article.id] = tuple(
            replace(
                q,
                speaker=speaker,
                unnamed=unnamed,
                is_document=False,
                joint_speakers=(),
                candidates=(),
                rule=RULE,
                confidence=1.0,
            )
            if q.id in ids
            else q
            for q in self._of(article.id)
        )
        self._settled |= dict.fromkeys(((article.id, i) for i in ids), override.line)
        self._ledger.applied(
            override.line,
            "quotes.speaker",
            was=f"said by {was}",
            now=f"said by {override.speaker}{self._who.remark(article.id, speaker)}",
            actor=self._who.group(article.id, speaker),
            article=article.id,
            quote=said.quotes[0].id,
        )

    def _find(self, override: SpeakerOf | DroppedQuote) -> tuple[Article, _Said, tuple[Quote, ...]] | None:
        """Return article, utterance and the quotes that are exactly these words; None with a problem noted."""
        article = self._articles.one(override.article, override.line, self._ledger)
        if article is None:
            return None
        wanted = plain(override.text)
        everything = tuple(_utterances(article, self._of(article.id)))
        exact = [s for s in everything if wanted in s.words]
        found = exact or [s for s in everything if any(wanted in w for w in s.words)]
        if len(found) == 1:
            same = zip(found[0].quotes, found[0].words, strict=False)
            return article, found[0], tuple(q for q, w in same if w == wanted)
        self._not_one(override, article, found, everything)
        return None

    def _not_one(
        self,
        override: SpeakerOf | DroppedQuote,
        article: Article,
        found: Sequence[_Said],
        everything: Sequence[_Said],
    ) -> None:
        """Note why no single quote was found; with ids, for the article's words may not be published."""
        lists = f"`broadsheet explain {article.id}` lists them"
        wanted = plain(override.text)
        if found:
            ids = some(s.quotes[0].id for s in found)
            self._ledger.refuse(
                override.line,
                f"these words stand in {len(found)} quotes of “{article.id}”; the line is left out",
                f"Write more of the words. The quotes are {ids}; {lists}",
            )
        elif wanted not in plain(article.text):
            what, remedy = not_in_text(article)
            self._ledger.warn(override.line, what, _near(wanted, everything) or remedy)
        else:
            self._ledger.warn(
                override.line,
                f"these words of “{article.id}” are in no quote",
                f"Take the line out if it is not needed any more, or write the words of a quote: {lists}",
            )

    def _whose(self, article: str, quote: Quote) -> str:
        return self._who.called(article, quote.speaker, quote.unnamed)


def _utterances(article: Article, quotes: Sequence[Quote]) -> Iterable[_Said]:
    ids = {q.id for q in quotes}
    groups: dict[str, list[Quote]] = {}
    for quote in quotes:
        if quote.part_of not in ids:
            groups.setdefault(quote.group, []).append(quote)
    holders = {q.id: group for group, pieces in groups.items() for q in pieces}
    inside: dict[str, list[Quote]] = {}
    for quote in quotes:
        if quote.part_of in holders:
            inside.setdefault(holders[quote.part_of], []).append(quote)
    for group, pieces in groups.items():
        every = (*pieces, *inside.get(group, ()))
        each = tuple(plain(q.content.of(article.text)) for q in every)
        together = plain(" ".join(q.content.of(article.text) for q in pieces))
        yield _Said(quotes=every, words=(*each, together))


def _near(wanted: str, everything: Sequence[_Said]) -> str | None:
    """Return which quote is nearest, as a remedy."""
    by_words = {w: s for s in reversed(everything) for w in s.words}
    near = difflib.get_close_matches(wanted, by_words, n=1, cutoff=_ALIKE)
    if not near:
        return None
    return f"Did you mean quote {by_words[near[0]].quotes[0].id}? Copy its words as the article has them"
