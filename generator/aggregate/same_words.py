"""The same utterance in several articles: quotations of nearly the same words by the same speaker.

The fullest quotations come first, and each shorter one is looked up among their runs of three words; nothing is
compared that shares none.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from generator.model import Difference, Entry, Quote, SameWords, Span, WordsVersion

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from generator.model import Story

_WORD = re.compile(r"\w+(?:['’]\w+)*")

_RUN = 3
"""Words in a row that are looked up: one word changed in eight leaves half of these runs."""

_LEAST = 5
"""Words of the shortest quotation that is compared: shorter ones are said by many."""

_MOST = 400
"""Words of an utterance that are looked at: a speech that is quoted whole is not compared to its end."""

_LONG = 8
"""Words from which a quotation is recognised whoever it is given to, and on whatever day."""

_NEAR_DAYS = 7
"""Days within which a shorter one is the same utterance; later somebody may say as much again."""

_SHARED = 0.75
"""Share of the shorter quotation's words that the fuller one has in the same order."""

_SHARED_RUN = 10
"""Words in a row that nobody says twice, however much the rest differs."""

_LOOKED_AT = 0.4
"""Share of its runs by which a fuller quotation is worth comparing."""

_MOST_HOLDING = 30
"""Fuller quotations that a run is looked up in: what more of them hold is a phrase that everybody uses."""

_MOST_COMPARED = 3
"""Fuller quotations that one is compared with, those with most of its runs first."""

_MOST_PAIRS = 4_000
"""Pairs of equal words up to which two quotations are compared word by word: 400 words of prose have 1,600 with
themselves, a row of one word 160,000, over which comparing would take seconds."""

_Run = tuple[str, ...]
_Blocks = list[tuple[int, int, int]]
"""Words that two have in the same order: where in the first, where in the second, how many."""


@dataclass(slots=True, eq=False)
class _Said:
    """Words between quotation marks of one utterance in one article."""

    entry: Entry
    quote: Quote
    """Holds the first words: of words inside a longer clause, the clause."""
    parts: tuple[Span, ...]
    speaker: str | None
    words: list[str]
    runs: frozenset[_Run]

    def places(self) -> list[tuple[int, Span]]:
        """Return of each word its part's number and where it stands."""
        text = self.entry.article.text
        return [
            (n, Span(start=m.start(), end=m.end()))
            for n, part in enumerate(self.parts)
            for m in _WORD.finditer(text, part.start, part.end)
        ]


@dataclass(slots=True, eq=False)
class _Utterance:
    fullest: _Said
    speaker: str | None
    others: list[tuple[_Said, _Blocks]] = field(default_factory=list)
    """Each with the words that it shares with the fullest."""


def find_same_words(
    entries: Sequence[Entry], stories: Sequence[Story], actor_ids: Mapping[tuple[str, str], str]
) -> tuple[SameWords, ...]:
    """Return the utterances that several articles quote, most versions first, then as the articles come."""
    said = [s for e in entries for s in _quotations(e, actor_ids) if len(s.words) >= _LEAST]
    met: set[_Run] = set()
    again: set[_Run] = set()
    for one in said:
        again |= met & one.runs
        met |= one.runs
    order = {e.article.id: n for n, e in enumerate(entries)}
    said.sort(key=lambda s: (-len(s.words), -order[s.entry.article.id], s.parts))
    found = _gathered(said, again)
    story_of = {article: story.articles for story in stories for article in story.articles}
    same = [_same(u, order, story_of) for u in found if _is_elsewhere(u)]
    return tuple(
        sorted(same, key=lambda s: (-len(s.versions), order[s.versions[0].article], s.versions[0].quote))
    )


def _quotations(entry: Entry, actor_ids: Mapping[tuple[str, str], str]) -> Iterator[_Said]:
    """Yield the utterances' words that stand between quotation marks."""
    groups: dict[str, list[Quote]] = defaultdict(list)
    by_id = {q.id: q for q in entry.analysis.quotes or ()}
    for quote in by_id.values():
        if quote.kind == "direct":
            groups[by_id.get(quote.part_of or "", quote).group].append(quote)
    text = entry.article.text
    for quotes in groups.values():
        first = by_id.get(quotes[0].part_of or "", quotes[0])
        parts = tuple(q.content for q in quotes)
        # Each word by itself: folding a whole text may part a word in two, and its places are those of the text.
        found = _WORD.findall("\n".join(p.of(text) for p in parts).replace("’", "'"))[:_MOST]
        words = [w.casefold() for w in found]
        yield _Said(
            entry=entry,
            quote=first,
            parts=parts,
            speaker=actor_ids.get((entry.article.id, first.speaker)) if first.speaker is not None else None,
            words=words,
            runs=frozenset(zip(words, words[1:], words[2:], strict=False)),
        )


def _gathered(said: Iterable[_Said], again: set[_Run]) -> list[_Utterance]:
    """Return the utterances; said: the fullest first; again: the runs that occur more than once."""
    found: list[_Utterance] = []
    holding: dict[_Run, list[int]] = defaultdict(list)
    for one in said:
        runs = one.runs & again
        enough = min(_LOOKED_AT * len(one.runs), _SHARED_RUN - _RUN + 1)
        if len(runs) >= enough:
            counts = Counter(chain.from_iterable(holding[run] for run in runs if run in holding))
            near = sorted((-c, n) for n, c in counts.items() if c >= enough)
            if any(_takes(found[n], one) for _, n in near[:_MOST_COMPARED]):
                continue
        found.append(_Utterance(one, one.speaker))
        for run in runs:
            if len(holding[run]) < _MOST_HOLDING:
                holding[run].append(len(found) - 1)
    return found


def _takes(utterance: _Utterance, one: _Said) -> bool:
    """Add words to an utterance if they are the same; tell whether they are."""
    if utterance.speaker is not None and one.speaker is not None and utterance.speaker != one.speaker:
        return False
    if len(one.words) < _LONG:
        is_known = utterance.speaker is not None and utterance.speaker == one.speaker
        if not (is_known and _is_near(utterance.fullest.entry.article.date, one.entry.article.date)):
            return False
    blocks = _matching(utterance.fullest, one)
    sizes = [size for _, _, size in blocks]
    if max(sizes, default=0) < _SHARED_RUN and sum(sizes) < _SHARED * len(one.words):
        return False
    utterance.others.append((one, blocks))
    utterance.speaker = utterance.speaker or one.speaker
    return True


def _is_near(one: dt.date | None, other: dt.date | None) -> bool:
    return one is not None and other is not None and abs((one - other).days) <= _NEAR_DAYS


def _matching(fullest: _Said, one: _Said) -> _Blocks:
    """Return the runs that both have in the same order; fewer than three words together may be chance."""
    whole, part = (f" {' '.join(s.words)} " for s in (fullest, one))
    at = whole.find(part)
    if at >= 0:
        return [(whole.count(" ", 0, at), 0, len(one.words))]
    times = Counter(fullest.words)
    if sum(times[w] for w in one.words) > _MOST_PAIRS:
        return []
    matcher = SequenceMatcher(None, fullest.words, one.words, autojunk=False)
    return [(m.a, m.b, m.size) for m in matcher.get_matching_blocks() if m.size >= _RUN]


def _is_elsewhere(utterance: _Utterance) -> bool:
    here = utterance.fullest.entry.article.id
    return any(o.entry.article.id != here for o, _ in utterance.others)


def _same(
    utterance: _Utterance, order: Mapping[str, int], story_of: Mapping[str, tuple[str, ...]]
) -> SameWords:
    """Return an utterance's versions, each article once."""
    fullest = utterance.fullest
    here = fullest.entry.article.id
    by_article: dict[str, list[tuple[_Said, _Blocks]]] = defaultdict(list)
    for one, blocks in utterance.others:
        if one.entry.article.id != here:
            by_article[one.entry.article.id].append((one, blocks))
    versions = [
        WordsVersion(article=here, quote=fullest.quote.id, shared=fullest.parts),
        *(_version(fullest, by_article[a]) for a in sorted(by_article, key=lambda a: -order[a])),
    ]
    among = {here, *by_article}
    return SameWords(
        speaker=utterance.speaker,
        versions=tuple(replace(v, copy_of=_older(v.article, among, story_of)) for v in versions),
    )


def _older(article: str, among: Collection[str], story_of: Mapping[str, tuple[str, ...]]) -> str | None:
    """Return the oldest of the same story among the articles, if it is another."""
    first = next((a for a in story_of.get(article, ()) if a in among), article)
    return None if first == article else first


def _version(fullest: _Said, found: Sequence[tuple[_Said, _Blocks]]) -> WordsVersion:
    """Return an article's version: of quotations with other parts of the utterance all, of repeated ones the first."""
    kept: list[tuple[_Said, _Blocks]] = []
    for one, blocks in found:
        ends = [(b[0][0], b[-1][0] + b[-1][2]) for _, b in kept]
        if all(blocks[-1][0] + blocks[-1][2] <= start or end <= blocks[0][0] for start, end in ends):
            kept.append((one, blocks))
    kept.sort(key=lambda k: k[0].parts)
    # As if it were one quotation: the words of all, one after the other.
    n_words, together = 0, []
    for one, blocks in kept:
        together += [(a, n_words + b, size) for a, b, size in blocks]
        n_words += len(one.words)
    first = kept[0][0]
    return WordsVersion(
        article=first.entry.article.id,
        quote=first.quote.id,
        differences=tuple(_differences(fullest, first, sorted(together), n_words)),
        shared=tuple(s for one, blocks in kept for s in _spans(one, blocks)),
    )


def _spans(said: _Said, blocks: _Blocks) -> Iterator[Span]:
    """Yield where the shared words stand, each piece of the quotation by itself."""
    if sum(size for _, _, size in blocks) == len(said.words) < _MOST:
        yield from said.parts
        return
    places = said.places()
    for _, start, size in blocks:
        first = start
        for n in range(start, start + size):
            if n + 1 == start + size or places[n + 1][0] != places[n][0]:
                yield Span(start=places[first][1].start, end=places[n][1].end)
                first = n + 1


def _differences(fullest: _Said, one: _Said, blocks: _Blocks, n_words: int) -> Iterator[Difference]:
    """Yield how a version of `n_words` differs from the fullest, `one` being its first quotation."""
    first, last = blocks[0], blocks[-1]
    if first[0] > first[1]:
        yield "cut before"
    if any(b[0] - (a[0] + a[2]) > b[1] - (a[1] + a[2]) for a, b in pairwise(blocks)):
        yield "cut within"
    if len(fullest.words) - (last[0] + last[2]) > n_words - (last[1] + last[2]):
        yield "cut after"
    if sum(size for _, _, size in blocks) < n_words:
        yield "other words"
    cues = {s.quote.cue_class for s in (fullest, one)}
    if len(cues) > 1 and None not in cues:
        yield "other cue"
    titles = {_title(s) for s in (fullest, one)}
    if len(titles) > 1 and None not in titles:
        yield "other title"


def _title(said: _Said) -> str | None:
    """Return what the article first says that the speaker is; None where it says nothing."""
    speaker = said.quote.speaker
    actor = next((a for a in said.entry.analysis.actors or () if a.id == speaker), None)
    if actor is None or not actor.roles:
        return None
    return " ".join(actor.roles[0].span.of(said.entry.article.text).split()).casefold()
