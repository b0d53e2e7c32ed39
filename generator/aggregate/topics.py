"""Topics: key phrases that articles share, with what is said about them."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING

from generator.aggregate.coherence import Coherence
from generator.aggregate.corrections import Ledger, TopicPlan, plan_topics
from generator.aggregate.near_duplicates import independent
from generator.aggregate.network import npmi
from generator.model import (
    Entry,
    KeyPhrase,
    QuoteRef,
    RelatedTopic,
    Topic,
    TopicAppearance,
    TopicOverrides,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.aggregate.settings import AggregateSettings
    from generator.model import Story

_MOST_RELATED = 12
_TOO_COMMON = 0.6
"""Share of articles above which a phrase no longer tells articles apart."""

_SMALL = 8
"""Articles: in a smaller corpus nothing is too common."""

_ARTICLES_A_THRESHOLD = 3
"""A corpus of n articles asks for at most n / 3 of them to share a phrase: a small one needs topics too."""


@dataclass(frozen=True, slots=True)
class _Use:
    entry: Entry
    phrase: KeyPhrase
    other_keys: tuple[str, ...] = ()
    """Keys of the same article's phrases that editors made one with it."""


def join_topics(
    entries: Sequence[Entry],
    stories: Sequence[Story],
    actor_ids: Mapping[tuple[str, str], str],
    settings: AggregateSettings,
    overrides: TopicOverrides | None = None,
    ledger: Ledger | None = None,
) -> tuple[Topic, ...]:
    """Return the topics, pinned ones first, then the weightiest. Names of people are no topics: they have pages as actors.

    What came of the overrides is noted in `ledger`.
    """
    ledger = ledger or Ledger(place="")
    uses = _uses(entries, actor_ids)
    plan = plan_topics({k: _forms(u) for k, u in uses.items()}, overrides or TopicOverrides(), ledger)
    uses = _merged(uses, plan, entries)
    least = max(1, min(settings.min_topic_articles, len(entries) // _ARTICLES_A_THRESHOLD))
    most = len(entries) if len(entries) < _SMALL else int(len(entries) * _TOO_COMMON)
    wanted = {
        key: found
        for key, found in uses.items()
        if key in plan.pinned or (least <= independent(_articles(found), stories) and len(found) <= most)
    }
    coherence = Coherence(entries)
    kept = {
        key: found
        for key, found in wanted.items()
        if key not in plan.dropped and (key in plan.pinned or _belongs_together(found, coherence))
    }
    plan.tell(ledger, {k: plan.names.get(k) or _forms(u)[0] for k, u in wanted.items()}, kept)
    related = _related(kept, len(entries))
    nested = _nested(kept)
    topics = [
        _corrected(_topic(key, found, stories, actor_ids, related, nested), plan)
        for key, found in kept.items()
    ]
    topics.sort(key=lambda t: (not t.is_pinned, -t.weight, t.name, t.id))
    return tuple(topics)


def _belongs_together(found: Sequence[_Use], coherence: Coherence) -> bool:
    own = {k for use in found for k in (use.phrase.key, *use.other_keys)}
    return coherence.holds(_forms(found)[0], list(_articles(found)), own)


def _forms(found: Sequence[_Use]) -> list[str]:
    """Return how a phrase is written, most frequent first."""
    forms: Counter[str] = Counter()
    for use in found:
        forms[use.phrase.text] += len(use.phrase.spans)
    return sorted(forms, key=lambda f: (-forms[f], f))


def _merged(uses: dict[str, list[_Use]], plan: TopicPlan, entries: Sequence[Entry]) -> dict[str, list[_Use]]:
    """Return the uses with those of merged phrases together: newest article first, each article once."""
    if not plan.into:
        return uses
    order = {e.article.id: n for n, e in enumerate(entries)}
    merged: dict[str, dict[str, _Use]] = {}
    for key, found in uses.items():
        by_article = merged.setdefault(plan.final(key), {})
        for use in found:
            known = by_article.get(use.entry.article.id)
            by_article[use.entry.article.id] = use if known is None else _together(known, use)
    return {k: [us[a] for a in sorted(us, key=lambda a: order[a])] for k, us in merged.items()}


def _together(one: _Use, other: _Use) -> _Use:
    """Return two phrases of an article as one, by the better rank."""
    main, rest = sorted((one, other), key=lambda u: u.phrase.rank)
    spans = tuple(sorted({*main.phrase.spans, *rest.phrase.spans}))
    return _Use(
        main.entry,
        replace(main.phrase, spans=spans),
        (*main.other_keys, rest.phrase.key, *rest.other_keys),
    )


def _corrected(topic: Topic, plan: TopicPlan) -> Topic:
    """Return a topic as editors call it."""
    name = plan.names.get(topic.id, topic.name)
    return replace(
        topic,
        name=name,
        variants=tuple(v for v in (topic.name, *topic.variants) if v != name),
        former=tuple(dict.fromkeys(f for f in plan.former.get(topic.id, ()) if f != name)),
        is_pinned=topic.id in plan.pinned,
    )


def _articles(found: Sequence[_Use]) -> Iterator[str]:
    return (use.entry.article.id for use in found)


def _uses(entries: Sequence[Entry], actor_ids: Mapping[tuple[str, str], str]) -> dict[str, list[_Use]]:
    uses: dict[str, list[_Use]] = defaultdict(list)
    for entry in entries:
        people = {a.id for a in entry.analysis.actors or () if a.kind == "person"}
        for phrase in entry.analysis.key_phrases or ():
            if phrase.actor in people:
                continue
            owner = actor_ids.get((entry.article.id, phrase.actor)) if phrase.actor is not None else None
            key = phrase.key if owner is None else f"actor {owner}"
            if not uses[key] or uses[key][-1].entry is not entry:
                uses[key].append(_Use(entry, phrase))
    return uses


def _topic(
    key: str,
    found: Sequence[_Use],
    stories: Sequence[Story],
    actor_ids: Mapping[tuple[str, str], str],
    related: Mapping[str, tuple[RelatedTopic, ...]],
    nested: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]],
) -> Topic:
    ordered = _forms(found)
    owner = found[0].phrase.actor
    broader, narrower = nested.get(key, ((), ()))
    return Topic(
        id=key,
        name=ordered[0],
        variants=tuple(ordered[1:]),
        weight=round(sum(1 / use.phrase.rank for use in found), 4),
        appearances=tuple(
            TopicAppearance(
                article=use.entry.article.id,
                key=use.phrase.key,
                rank=use.phrase.rank,
                count=len(use.phrase.spans),
                other_keys=use.other_keys,
            )
            for use in found
        ),
        n_independent=independent(_articles(found), stories),
        quotes=tuple(ref for use in found for ref in _quotes(use)),
        actor=actor_ids.get((found[0].entry.article.id, owner)) if owner is not None else None,
        broader=broader,
        narrower=narrower,
        related=related.get(key, ()),
    )


def _quotes(use: _Use) -> Iterator[QuoteRef]:
    """Yield the article's quotes that stand in a sentence with the phrase."""
    holding = [s for s in use.entry.analysis.sentences if any(s.overlaps(p) for p in use.phrase.spans)]
    for quote in use.entry.analysis.quotes or ():
        if quote.part_of is None and any(quote.content.overlaps(s) for s in holding):
            yield QuoteRef(article=use.entry.article.id, quote=quote.id)


def _related(kept: Mapping[str, Sequence[_Use]], n_all: int) -> dict[str, tuple[RelatedTopic, ...]]:
    by_article: dict[str, list[str]] = defaultdict(list)
    for key, found in kept.items():
        for article in _articles(found):
            by_article[article].append(key)
    together: Counter[tuple[str, str]] = Counter()
    for keys in by_article.values():
        together.update(combinations(sorted(keys), 2))
    related: dict[str, list[RelatedTopic]] = defaultdict(list)
    for (one, other), n_both in together.items():
        score = round(npmi(n_both, len(kept[one]), len(kept[other]), n_all), 4)
        related[one].append(RelatedTopic(topic=other, n_articles=n_both, npmi=score))
        related[other].append(RelatedTopic(topic=one, n_articles=n_both, npmi=score))
    return {
        key: tuple(sorted(found, key=lambda r: (-r.n_articles, -r.npmi, r.topic))[:_MOST_RELATED])
        for key, found in related.items()
    }


def _nested(kept: Mapping[str, Sequence[_Use]]) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return for each topic the ones whose words it holds (broader) and that hold its words (narrower)."""
    by_word: dict[str, set[str]] = defaultdict(set)
    split = {key: set(key.split()) for key in kept if not key.startswith("actor ")}
    for key, parts in split.items():
        for part in parts:
            by_word[part].add(key)
    broader: dict[str, set[str]] = defaultdict(set)
    narrower: dict[str, set[str]] = defaultdict(set)
    for key, parts in split.items():
        holders = set.intersection(*(by_word[p] for p in parts)) - {key}
        for holder in holders:
            if split[holder] > parts:
                narrower[key].add(holder)
                broader[holder].add(key)
    return {key: (tuple(sorted(broader[key])), tuple(sorted(narrower[key]))) for key in split}
