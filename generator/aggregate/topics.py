"""Topics: key phrases that articles share, with what is said about them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import sqrt
from typing import TYPE_CHECKING

from generator.aggregate.coherence import Coherence
from generator.aggregate.corrections import Ledger, TopicPlan, plan_topics
from generator.aggregate.near_duplicates import Independent
from generator.aggregate.tags import find_tags
from generator.aggregate.topic_relations import nested_topics, related_topics
from generator.aggregate.topic_uses import ACTOR, Uses, added, articles_of, find_uses, forms_of, merged
from generator.aggregate.variants import final, find_variants, fold
from generator.model import QuoteRef, Topic, TopicAppearance, TopicOverrides

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from generator.aggregate.settings import AggregateSettings
    from generator.aggregate.topic_uses import Use
    from generator.model import CorpusActor, Entry, Story

_TOO_COMMON = 0.6
"""Share of articles above which a phrase no longer tells articles apart."""

_SMALL = 8
"""Articles: in a smaller corpus nothing is too common."""

_ARTICLES_A_THRESHOLD = 3
"""A corpus of n articles asks for at most n / 3 of them to share a phrase: a small one needs topics too."""

_BEST = 10
_AMONG_THE_BEST = 0.3
"""Share of a topic's articles that must have it among their ten best phrases: some article is about it."""

_GROWTH = 8.0
"""A corpus of n articles asks for sqrt(n) / 8 of them to share a phrase, so that topics grow slower than articles:
the 2,225 BBC articles have four times the topics of 250 of them. Below 400 articles that is no more than two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What may become topics."""

    uses: Uses
    names: Mapping[str, str]
    tagged: Uses
    """Uses that outlets' tags make."""
    variants: Mapping[str, tuple[str, ...]]
    """Keys that joined another: they would have pages of their own if no article had the other."""


def join_topics(  # noqa: PLR0917 - what topics are made of, and what editors say of them
    entries: Sequence[Entry],
    stories: Sequence[Story],
    actors: Sequence[CorpusActor],
    actor_ids: Mapping[tuple[str, str], str],
    settings: AggregateSettings,
    overrides: TopicOverrides | None = None,
    ledger: Ledger | None = None,
) -> tuple[Topic, ...]:
    """Return the topics, pinned ones first, then the weightiest. Names of people are no topics: they have pages as actors.

    What came of the overrides is noted in `ledger`.
    """
    ledger = ledger or Ledger(place="")
    independent = Independent(stories)
    found = _find(entries, actors, actor_ids)
    forms = {key: list(dict.fromkeys((found.names[key], *forms_of(us)))) for key, us in found.uses.items()}
    plan = plan_topics(forms, overrides or TopicOverrides(), ledger)
    uses = merged(found.uses, plan.final, entries)
    limits = _Limits(len(entries), settings.min_topic_articles, independent)
    tags = {plan.final(key) for key, us in found.tagged.items() if limits.allow(us, grown=False)}
    sure = tags | plan.pinned.keys()
    wanted = {key for key, us in uses.items() if key in sure or limits.allow(us)}
    coherence = Coherence(entries)
    kept = {
        key
        for key in wanted - plan.dropped.keys()
        if key in sure or _belongs_together(key, uses[key], coherence)
    }
    plan.tell(ledger, {key: plan.names.get(key) or found.names[key] for key in wanted}, kept)
    chosen = _with_narrower(uses, kept, plan.dropped, entries)
    nested = nested_topics(chosen)
    related = related_topics(chosen, actor_ids, nested, len(entries))
    topics = []
    for key, us in chosen.items():
        broader, narrower = nested.get(key, ((), ()))
        topic = replace(
            _topic(key, found.names[key], us, forms_of(uses[key]), independent),
            broader=broader,
            narrower=narrower,
            related=related.get(key, ()),
        )
        topics.append(_corrected(topic, plan, found.variants.get(key, ())))
    topics.sort(key=lambda t: (not t.is_pinned, -t.weight, t.name, t.id))
    return tuple(topics)


def _find(
    entries: Sequence[Entry], actors: Sequence[CorpusActor], actor_ids: Mapping[tuple[str, str], str]
) -> _Found:
    """Return the uses of phrases and tags, variants together."""
    owners = {a.id: a for a in actors}
    uses = find_uses(entries, actor_ids)
    into = find_variants(uses, owners)
    tagged, tags = find_tags(entries, uses, actors, into)
    uses = added(merged(uses, lambda key: final(into, key), entries), tagged, entries)
    joined: dict[str, list[str]] = defaultdict(list)
    for key in sorted(into):
        joined[final(into, key)].append(key)
    return _Found(
        uses=uses,
        names={key: _name(key, us, owners, tags) for key, us in uses.items()},
        tagged=tagged,
        variants={key: tuple(keys) for key, keys in joined.items()},
    )


def _name(key: str, found: Sequence[Use], actors: Mapping[str, CorpusActor], tags: Mapping[str, str]) -> str:
    """Return an actor's own name, a phrase's most frequent form, else the tag as outlets write it."""
    if key.startswith(ACTOR):
        return actors[key.removeprefix(ACTOR)].canonical_name
    forms = forms_of(found)
    return forms[0] if forms else tags[key]


class _Limits:
    """How many articles make a topic in a corpus of a size."""

    def __init__(self, n_all: int, least: int, independent: Independent) -> None:
        self._independent = independent
        self._n_all = n_all
        self._least = max(1, min(least, n_all // _ARTICLES_A_THRESHOLD))
        self._grown = max(self._least, round(sqrt(n_all) / _GROWTH))
        self._most = n_all if n_all < _SMALL else int(n_all * _TOO_COMMON)

    def allow(self, found: Sequence[Use], *, grown: bool = True) -> bool:
        """Tell whether enough independent articles share something that says enough, and not nearly all of them.

        grown: whether a large corpus asks for more.
        """
        least = self._grown if grown else self._least
        says_little = all(use.phrase.is_general for use in found)
        n_about = sum(use.phrase.rank <= _BEST for use in found)
        is_aside = self._n_all >= _ARTICLES_A_THRESHOLD and n_about < _AMONG_THE_BEST * len(found)
        return (
            not (says_little or is_aside)
            and len(found) <= self._most
            and least <= self._independent.count(articles_of(found))
        )


def _belongs_together(key: str, found: Sequence[Use], coherence: Coherence) -> bool:
    own = {k for use in found for k in (use.phrase.key, *use.other_keys)}
    name = next(iter(forms_of(found)), key)
    return coherence.holds(name, list(articles_of(found)), own)


def _with_narrower(
    uses: Uses, kept: Collection[str], dropped: Collection[str], entries: Sequence[Entry]
) -> Uses:
    """Return the topics with the uses of the closer phrases that are too rare to be topics themselves."""
    into = fold({key: us for key, us in uses.items() if key not in dropped}, kept)
    some = {key: us for key, us in uses.items() if key in kept or key in into}
    return merged(some, lambda key: into.get(key, key), entries)


def _corrected(topic: Topic, plan: TopicPlan, variants: Sequence[str]) -> Topic:
    """Return a topic as editors call it; its address follows its key unless it is an actor's or they named it."""
    name = plan.names.get(topic.id, topic.name)
    former = (*plan.former.get(topic.id, ()), *(v for v in variants if not v.startswith(ACTOR)))
    return replace(
        topic,
        name=name,
        variants=tuple(v for v in (topic.name, *topic.variants) if v != name),
        former=tuple(dict.fromkeys(f for f in former if f != name)),
        address=None if topic.actor or topic.id in plan.names else topic.id,
        is_pinned=topic.id in plan.pinned,
    )


def _topic(
    key: str, name: str, found: Sequence[Use], forms: Sequence[str], independent: Independent
) -> Topic:
    """Return a topic without its relations; forms: how it is written, closer phrases left out."""
    return Topic(
        id=key,
        name=name,
        variants=tuple(form for form in forms if form != name),
        weight=round(sum(1 / use.phrase.rank for use in found), 4),
        appearances=tuple(
            TopicAppearance(
                article=use.entry.article.id,
                key=use.phrase.key,
                rank=use.phrase.rank,
                count=len(use.phrase.spans),
                other_keys=use.other_keys,
                spans=use.phrase.spans,
            )
            for use in found
        ),
        n_independent=independent.count(articles_of(found)),
        quotes=tuple(ref for use in found for ref in _quotes(use)),
        actor=key.removeprefix(ACTOR) if key.startswith(ACTOR) else None,
    )


def _quotes(use: Use) -> Iterator[QuoteRef]:
    """Yield the article's quotes that stand in a sentence with the phrase."""
    holding = [s for s in use.entry.analysis.sentences if any(s.overlaps(p) for p in use.phrase.spans)]
    for quote in use.entry.analysis.quotes or ():
        if quote.part_of is None and any(quote.content.overlaps(s) for s in holding):
            yield QuoteRef(article=use.entry.article.id, quote=quote.id)
