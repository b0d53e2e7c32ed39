"""The drawing of who speaks on what: the most quoted actors by the topics of what they say."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from generator.compose.links import link
from generator.compose.words import sentence
from generator.model import Heading, Matrix, MatrixCell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.compose.library import Library
    from generator.compose.words import Words
    from generator.model import CorpusActor, Topic

_LEAST = 3
"""Rows, and columns: fewer are better said in a sentence."""

_MOST_ACTORS = 10
_MOST_TOPICS = 8


def who_speaks_on_what(library: Library, page: str) -> Matrix | None:
    """Return how many statements each of the most quoted actors makes on each topic; None where that shows nothing.

    Topics are those on which these actors say most; none is a part of another, none an actor's name.
    """
    words = library.words
    counts = _counts(library)
    actors = _most_quoted(library, {a for said in counts.values() for a in said})
    topics = _most_spoken_on(library, counts, {a.id for a in actors})
    actors = [a for a in actors if any(counts[t.id][a.id] for t in topics)]
    if len(actors) < _LEAST or len(topics) < _LEAST:
        return None
    most = max(counts[t.id][a.id] for t in topics for a in actors)
    if most == 1:
        return None
    measure = words("Statements of the most quoted actors, by topic")
    return Matrix(
        id="speakers-by-topic",
        finding=_finding(library, counts, actors, topics) or measure,
        measure=measure,
        alternative=_in_words(measure, counts, actors, topics, words),
        rows=tuple(
            Heading(label=a.canonical_name, href=link(page, library.actor_places[a.id])) for a in actors
        ),
        columns=tuple(
            Heading(label=sentence(t.name), href=link(page, library.topic_pages[t.id])) for t in topics
        ),
        cells=tuple(
            tuple(
                MatrixCell(
                    value=(n := counts[t.id][a.id]),
                    href=link(page, library.topic_pages[t.id], "quotes") if n else None,
                )
                for t in topics
            )
            for a in actors
        ),
        row_heading=words("Actor"),
    )


def _counts(library: Library) -> dict[str, Counter[str]]:
    """Return for each topic how many statements each actor makes on it, by ids."""
    return {
        topic.id: Counter(
            speaker.id
            for said in library.said(topic.quotes)
            if (speaker := library.speaker(said)) is not None
        )
        for topic in library.corpus.topics
        if topic.actor is None
    }


def _most_quoted(library: Library, speaking: set[str]) -> list[CorpusActor]:
    n_said = Counter(
        speaker.id
        for said in library.utterances.values()
        for one in said
        if (speaker := library.speaker(one)) is not None and speaker.id in speaking
    )
    order = sorted(n_said, key=lambda i: (-n_said[i], library.actors[i].canonical_name, i))
    return [library.actors[i] for i in order[:_MOST_ACTORS]]


def _most_spoken_on(library: Library, counts: dict[str, Counter[str]], actors: set[str]) -> list[Topic]:
    n_on = {t: sum(n for a, n in said.items() if a in actors) for t, said in counts.items()}
    chosen: list[Topic] = []
    near: set[str] = set()
    # Sorted is stable: of topics with as many statements the weightier comes first.
    for topic in sorted((library.topics[t] for t in counts), key=lambda t: -n_on[t.id]):
        if len(chosen) == _MOST_TOPICS or not n_on[topic.id]:
            break
        if topic.id not in near:
            chosen.append(topic)
            near.update((*topic.broader, *topic.narrower))
    return chosen


def _finding(
    library: Library,
    counts: dict[str, Counter[str]],
    actors: Sequence[CorpusActor],
    topics: Sequence[Topic],
) -> str | None:
    """Return who says most on one topic, in a sentence; None where two cells are as high."""
    cells = sorted(((counts[t.id][a.id], a, t) for t in topics for a in actors), key=lambda c: -c[0])
    n, actor, topic = cells[0]
    if cells[1][0] == n:
        return None
    words = library.words
    return words(
        "{name} says most on “{topic}”: {part} of {whole} statements on it",
        name=actor.canonical_name,
        topic=topic.name,
        part=words.number(n),
        whole=words.number(len(library.said(topic.quotes))),
    )


def _in_words(
    measure: str,
    counts: dict[str, Counter[str]],
    actors: Sequence[CorpusActor],
    topics: Sequence[Topic],
    words: Words,
) -> str:
    told = []
    for actor in actors:
        on = [f"{t.name} {words.figure(n)}" for t in topics if (n := counts[t.id][actor.id])]
        told.append(f"{actor.canonical_name}: {', '.join(on)}")
    return f"{measure}. {'; '.join(told)}."
