"""Which sentences of the articles tell most about a topic."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

from generator.model import Span, TopicAppearance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.compose.library import Library
    from generator.model import Entry, Topic

_MOST = 3
"""Sentences of a topic, each from another story."""

_LATER = 0.15
"""How much less a sentence weighs for each one before it: news opens with what matters."""

_WORDS = range(9, 46)
"""Words of a sentence that says something and can be taken in."""

_OTHER_LENGTH = 0.4
"""Factor for other lengths."""

_LEANING = frozenset(
    {
        "he",
        "she",
        "it",
        "they",
        "we",
        "i",
        "this",
        "that",
        "these",
        "those",
        "but",
        "and",
        "so",
        "however",
        "then",
        "there",
        "his",
        "her",
        "its",
        "their",
        "also",
        "meanwhile",
        "instead",
        "yet",
        "or",
        "both",
        "such",
    }
)
"""First words of sentences that lean on the one before."""

_LEANS = 0.5
"""Factor for such a sentence, and for one that is cut out of somebody's words."""

_COMPANY = 0.25
"""How much more a sentence weighs for each of its article's ten best phrases that it also has."""

_BEST = 10
_ALIKE = 0.5
"""Share of two sentences' words that both have, from which they say the same."""

_WORD = re.compile(r"\w+")
_MARKS = re.compile(r"[\"“”„«»]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A sentence of an article and how much it tells about a topic."""

    seen: TopicAppearance
    sentence: Span
    weight: float
    words: frozenset[str]


def telling_sentences(library: Library, topic: Topic) -> tuple[Telling, ...]:
    """Return published sentences that hold the topic, at most three, newest article first.

    The weightiest ones, each from another story and none that says what another does.
    """
    first = {a: story.articles[0] for story in library.corpus.stories for a in story.articles}
    best = (max(found, key=lambda t: t.weight) for s in topic.appearances if (found := list(_of(library, s))))
    order = {seen.article: n for n, seen in enumerate(topic.appearances)}
    chosen: list[Telling] = []
    stories: set[str] = set()
    for telling in sorted(best, key=lambda t: (-t.weight, order[t.seen.article])):
        story = first.get(telling.seen.article, telling.seen.article)
        if story in stories or any(_say_the_same(telling, other) for other in chosen):
            continue
        stories.add(story)
        chosen.append(telling)
        if len(chosen) == _MOST:
            break
    return tuple(sorted(chosen, key=lambda t: order[t.seen.article]))


def _of(library: Library, seen: TopicAppearance) -> Iterator[Telling]:
    """Yield an article's published sentences that hold the topic."""
    entry = library.entries[seen.article]
    sentences = entry.analysis.sentences
    for i in sorted({bisect_right(sentences, span.start, key=lambda s: s.start) - 1 for span in seen.spans}):
        if i < 0 or not library.excerpts[seen.article].holds(sentences[i]):
            continue
        if any(sentences[i].contains(span) for span in seen.spans):
            words = _WORD.findall(sentences[i].of(entry.article.text).lower())
            weight = _weight(entry, seen, i, words)
            yield Telling(seen=seen, sentence=sentences[i], weight=weight, words=frozenset(words))


def _weight(entry: Entry, seen: TopicAppearance, position: int, words: list[str]) -> float:
    sentence = entry.analysis.sentences[position]
    text = sentence.of(entry.article.text)
    company = sum(
        any(sentence.contains(span) for span in phrase.spans)
        for phrase in (entry.analysis.key_phrases or ())[:_BEST]
        if phrase.key not in {seen.key, *seen.other_keys}
    )
    weight = (1 + _COMPANY * company) / sqrt(seen.rank) / (1 + _LATER * position)
    if len(words) not in _WORDS:
        weight *= _OTHER_LENGTH
    if (words and words[0] in _LEANING) or len(_MARKS.findall(text)) % 2 or _MARKS.match(text):
        weight *= _LEANS
    return weight


def _say_the_same(one: Telling, other: Telling) -> bool:
    return len(one.words & other.words) >= _ALIKE * len(one.words | other.words)
