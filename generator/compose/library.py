"""The corpus with the look-ups that pages need: addresses, excerpts, utterances, who is who."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.compose.actor_places import articles_for_a_page, places
from generator.compose.cards import shown_pieces
from generator.compose.excerpt import Excerpt, excerpt
from generator.compose.names import first_roles
from generator.compose.settings import ComposeSettings
from generator.compose.similar import Similar, similar_articles
from generator.compose.slugs import actor_slugs, article_slugs, topic_slugs
from generator.compose.standing import Standing, standing
from generator.compose.utterances import Utterance, utterances
from generator.compose.views import PieceView
from generator.compose.words import Words
from generator.model import Actor, Corpus, CorpusActor, Entry, Topic

if TYPE_CHECKING:
    from generator.model import QuoteRef

MAX_LISTED = 400
"""Utterances of one article that get a card; the longest read we met has a hundred."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """A corpus, indexed. Made once by `library`; its mappings are never changed."""

    corpus: Corpus
    settings: ComposeSettings
    words: Words
    """How the site's pages say things."""
    entries: dict[str, Entry]
    """By article id, in the corpus's order."""
    excerpts: dict[str, Excerpt]
    utterances: dict[str, tuple[Utterance, ...]]
    """By article id, in text order."""
    article_pages: dict[str, str]
    """Article id → Markdown file relative to site_src."""
    actor_pages: dict[str, str]
    """Of every actor, also of those that have none: see `has_page`."""
    least_articles: int
    """How many articles name an actor that has a page, at least."""
    actor_places: dict[str, str]
    """Where an actor's name leads: its page, else the article that names it once, with an anchor."""
    topic_pages: dict[str, str]
    actors: dict[str, CorpusActor]
    topics: dict[str, Topic]
    local_actors: dict[tuple[str, str], Actor]
    """(article id, its actor's id) → that actor."""
    role_of: dict[tuple[str, str], str]
    """(article id, its actor's id) → what that article says it is; missing where it says nothing."""
    actor_of: dict[tuple[str, str], CorpusActor]
    """(article id, its actor's id) → the corpus's actor; missing where the corpus dropped it."""
    actors_in: dict[str, tuple[CorpusActor, ...]]
    """By article id, most salient there first."""
    topic_of: dict[tuple[str, str], Topic]
    """(article id, key phrase's key) → topic."""
    topics_in: dict[str, tuple[Topic, ...]]
    """By article id, best rank there first."""
    outlets: frozenset[str]
    """Every name of a publisher."""
    pieces: dict[tuple[str, str], tuple[PieceView, ...]]
    """(article id, utterance's id) → its words as every page shows them; missing where none may be published, or
    where it has no card."""
    unlisted: frozenset[tuple[str, str]]
    """(article id, utterance's id) of those that are only counted and marked in the reading view."""
    utterance_of: dict[tuple[str, str], Utterance]
    """(article id, quote id) → the utterance it is a piece of."""
    statements: dict[str, tuple[Utterance, ...]]
    """By the id of the actor who surely makes them; missing where there are none."""
    topics_of: dict[tuple[str, str], tuple[Topic, ...]]
    """(article id, quote id) → the topics that its sentence has, weightiest first; missing where it has none."""
    versions: dict[str, tuple[str, ...]]
    """Article id → other articles that tell the same nearly word for word; missing where there are none."""
    similar: dict[str, tuple[Similar, ...]]
    """Article id → articles on the same, most similar first; missing where there are none."""
    standing: Standing
    """Who stands where, under which conditions, and what several articles quote."""

    def has_page(self, actor: CorpusActor) -> bool:
        """Tell whether an actor has a page of its own: see `actor_places.own_pages`."""
        return self.actor_places[actor.id] == self.actor_pages[actor.id]

    def is_listed(self, utterance: Utterance) -> bool:
        """Tell whether an utterance has a card of its own: all but those far down an endless article."""
        return (utterance.article, utterance.id) not in self.unlisted

    def said(self, refs: tuple[QuoteRef, ...]) -> tuple[Utterance, ...]:
        """Return the utterances that quotes belong to, each once, in the order of `refs`."""
        found = (self.utterance_of.get((r.article, r.quote)) for r in refs)
        return tuple({(u.article, u.id): u for u in found if u is not None}.values())

    def said_by(self, actor: CorpusActor) -> tuple[Utterance, ...]:
        """Return what an actor surely says, newest article first, in text order."""
        return self.statements.get(actor.id, ())

    def speaker(self, utterance: Utterance) -> CorpusActor | None:
        """Return who surely says it, None where unnamed, unclear or dropped from the corpus."""
        if utterance.speaker is None:
            return None
        return self.actor_of.get((utterance.article, utterance.speaker))


def library(corpus: Corpus, settings: ComposeSettings, words: Words | None = None) -> Library:
    """Return `corpus` with its look-ups; `words`: None for English."""
    entries = {e.article.id: e for e in corpus.entries}
    said = {i: utterances(e.analysis, min_confidence=settings.min_confidence) for i, e in entries.items()}
    actors_in, topics_in = _actors_in(corpus), _topics_in(corpus)
    excerpts = {i: _excerpt(e, settings) for i, e in entries.items()}
    article_pages = _pages("articles", article_slugs(e.article for e in corpus.entries))
    actor_pages = _pages("actors", actor_slugs(corpus.actors))
    actor_of = {(s.article, s.actor): a for a in corpus.actors for s in a.appearances}
    statements = _statements(said, actor_of)
    utterance_of = {(u.article, q.id): u for us in said.values() for u in us for q in u.quotes}
    least = articles_for_a_page(len(entries), settings.min_actor_articles)
    return Library(
        corpus=corpus,
        settings=settings,
        words=words or Words(),
        entries=entries,
        excerpts=excerpts,
        utterances=said,
        article_pages=article_pages,
        actor_pages=actor_pages,
        actor_places=actor_pages
        | dict(places(corpus, entries, excerpts, article_pages, statements, least=least)),
        least_articles=least,
        topic_pages=_pages("topics", topic_slugs(corpus.topics)),
        actors={a.id: a for a in corpus.actors},
        topics={t.id: t for t in corpus.topics},
        local_actors={(i, a.id): a for i, e in entries.items() for a in e.analysis.actors or ()},
        role_of={
            (i, a.id): role
            for i, e in entries.items()
            for a in e.analysis.actors or ()
            if a.roles and (role := first_roles(e.article.text, a)) is not None
        },
        actor_of=actor_of,
        statements=statements,
        actors_in=actors_in,
        topic_of={
            (s.article, k): t for t in corpus.topics for s in t.appearances for k in (s.key, *s.other_keys)
        },
        topics_in=topics_in,
        topics_of=_topics_of(corpus),
        versions={a: tuple(o for o in s.articles if o != a) for s in corpus.stories for a in s.articles},
        similar=similar_articles(corpus, topics_in, actors_in),
        standing=standing(corpus, excerpts, utterance_of, min_confidence=settings.min_confidence),
        outlets=frozenset(e.article.outlet for e in corpus.entries if e.article.outlet),
        pieces={
            (i, u.id): shown
            for i, us in said.items()
            for u in us[:MAX_LISTED]
            if (shown := shown_pieces(u, entries[i].article, excerpts[i]))
        },
        unlisted=frozenset((i, u.id) for i, us in said.items() for u in us[MAX_LISTED:]),
        utterance_of=utterance_of,
    )


def _excerpt(entry: Entry, settings: ComposeSettings) -> Excerpt:
    return excerpt(entry, publish=entry.article.publish or settings.publish, max_words=settings.excerpt_words)


def _pages(folder: str, slugs: dict[str, str]) -> dict[str, str]:
    return {identity: f"{folder}/{slug}.md" for identity, slug in slugs.items()}


def _topics_of(corpus: Corpus) -> dict[tuple[str, str], tuple[Topic, ...]]:
    found: dict[tuple[str, str], list[Topic]] = {}
    for topic in corpus.topics:
        for ref in topic.quotes:
            found.setdefault((ref.article, ref.quote), []).append(topic)
    return {quote: tuple(topics) for quote, topics in found.items()}


def _statements(
    said: dict[str, tuple[Utterance, ...]], actor_of: dict[tuple[str, str], CorpusActor]
) -> dict[str, tuple[Utterance, ...]]:
    found: dict[str, list[Utterance]] = {}
    for utterances_there in said.values():
        for one in utterances_there:
            actor = actor_of.get((one.article, one.speaker)) if one.speaker is not None else None
            if actor is not None:
                found.setdefault(actor.id, []).append(one)
    return {actor: tuple(those) for actor, those in found.items()}


def _actors_in(corpus: Corpus) -> dict[str, tuple[CorpusActor, ...]]:
    found: dict[str, list[tuple[float, int, CorpusActor]]] = {e.article.id: [] for e in corpus.entries}
    for order, actor in enumerate(corpus.actors):
        for seen in actor.appearances:
            found[seen.article].append((-seen.salience, order, actor))
    return {
        i: tuple({a.id: a for _, _, a in sorted(actors, key=lambda t: t[:2])}.values())
        for i, actors in found.items()
    }


def _topics_in(corpus: Corpus) -> dict[str, tuple[Topic, ...]]:
    found: dict[str, list[tuple[int, int, Topic]]] = {e.article.id: [] for e in corpus.entries}
    for order, topic in enumerate(corpus.topics):
        for seen in topic.appearances:
            found[seen.article].append((seen.rank, order, topic))
    return {
        i: tuple({t.id: t for _, _, t in sorted(topics, key=lambda t: t[:2])}.values())
        for i, topics in found.items()
    }
