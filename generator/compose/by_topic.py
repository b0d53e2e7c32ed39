"""What somebody says, by topic."""

from __future__ import annotations

from collections import Counter
from itertools import compress
from typing import TYPE_CHECKING

from generator.compose.cards import is_shown, quote_cards
from generator.compose.charts import Leads, ranking
from generator.compose.links import link
from generator.compose.views import Link, QuoteGroup
from generator.compose.words import later, sentence
from generator.model import Bar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.compose.library import Library
    from generator.compose.utterances import Utterance
    from generator.model import Chart, CorpusActor, Topic

_MOST = 12
"""Topics that get a heading: more are a list nobody reads; what is said on others stands under the last heading."""

_LEADS = Leads(
    one=later("{name} is spoken on most: {n} of {total} statements"),
    many=later("{name} are spoken on most: {n} of {total} statements"),
    two=later("{names} are spoken on most: {n} each of {total} statements"),
)


def topic_groups(
    library: Library, actor: CorpusActor, said: Sequence[Utterance], page: str
) -> tuple[QuoteGroup, ...]:
    """Return what an actor says by topic, the topic with most statements first, in each the newest first.

    Each utterance stands once, under the topic that has most of the others too; those on no topic stand last.
    () where none of them is on a topic. Those of whom nothing may be shown are left out.
    """
    shown = [u for u in said if is_shown(library, u)]
    parted, rest = _parted(shown, {id(u): topics_of(library, actor, u) for u in shown})
    groups = [_group(library, topic, some, page) for topic, some in parted]
    if groups and rest:
        groups.append(_group(library, None, rest, page))
    return tuple(groups)


def topics_of(library: Library, actor: CorpusActor, said: Utterance) -> tuple[Topic, ...]:
    """Return the topics that an utterance's sentences have, weightiest first, without the one that is the speaker."""
    found = {
        t.id: t
        for q in said.quotes
        for t in library.topics_of.get((said.article, q.id), ())
        if t.actor != actor.id
    }
    return tuple(found.values())


def topics_chart(
    library: Library, actor: CorpusActor, said: Iterable[Utterance], page: str
) -> tuple[Chart | None, tuple[Link, ...]]:
    """Return the topics that an actor speaks on, most statements first: as a chart, and as links.

    The chart is None where a sentence says as much.
    """
    everything = list(said)
    counts = Counter(t.id for u in everything for t in topics_of(library, actor, u))
    topics = [(library.topics[i], n) for i, n in counts.most_common()]
    words = library.words
    chart = ranking(
        words,
        [
            Bar(label=sentence(t.name), value=n, href=link(page, library.topic_pages[t.id]))
            for t, n in topics[:_MOST]
        ],
        name="topics",
        leads=_LEADS,
        measure=words("Statements by topic; one may be on several topics"),
        label_heading=words("Topic"),
        value_heading=words("Statements"),
        total=len(everything),
    )
    links = tuple(
        Link(
            text=t.name,
            href=link(page, library.topic_pages[t.id]),
            note=words.plural("1 statement", "{figure} statements", n),
        )
        for t, n in topics[:_MOST]
    )
    return chart, links


def _parted(
    said: list[Utterance], topics: dict[int, tuple[Topic, ...]]
) -> tuple[list[tuple[Topic, list[Utterance]]], list[Utterance]]:
    """Return utterances by topic, and those that are under none: again and again the topic that most of the rest have."""
    parted: list[tuple[Topic, list[Utterance]]] = []
    rest = list(said)
    while len(parted) < _MOST:
        counts = Counter(t.id for u in rest for t in topics[id(u)])
        if not counts:
            break
        by_id = {t.id: t for u in rest for t in topics[id(u)]}
        best = min(counts, key=lambda i: (-counts[i], -by_id[i].weight, i))
        on_it = [any(t.id == best for t in topics[id(u)]) for u in rest]
        parted.append((by_id[best], list(compress(rest, on_it))))
        rest = [u for u, is_on_it in zip(rest, on_it, strict=True) if not is_on_it]
    return parted, rest


def _group(library: Library, topic: Topic | None, said: list[Utterance], page: str) -> QuoteGroup:
    cards = quote_cards(library, said, page)
    slug = (
        library.topic_pages[topic.id].removeprefix("topics/").removesuffix(".md") if topic else "other-things"
    )
    return QuoteGroup(
        id=f"on-{slug}",
        title=Link(
            text=sentence(topic.name) if topic else library.words("Other"),
            href=link(page, library.topic_pages[topic.id]) if topic else None,
            note=library.words.plural("1 statement", "{figure} statements", len(said)),
        ),
        role=None,
        kind=None,
        kind_word=None,
        quotations=tuple(c for c in cards if c.is_quotation),
        statements=tuple(c for c in cards if not c.is_quotation),
    )
