"""A topic's page: what the articles say of it, who speaks on it, since when, beside what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.compose.actor_page import MAX_CARDS, quotes_note
from generator.compose.article_page import place_of
from generator.compose.cards import article_link, foreign_language, quote_cards
from generator.compose.charts import over_time
from generator.compose.charts_standing import stands_chart
from generator.compose.corrected import correction_link
from generator.compose.links import link
from generator.compose.names import corpus_name
from generator.compose.quote_filters import filtered
from generator.compose.speakers import corpus_speakers, how_much, speakers_chart
from generator.compose.tables import articles_table
from generator.compose.telling import telling_sentences
from generator.compose.views import Extract, Link
from generator.compose.views_of_pages import TopicView
from generator.compose.who_stands import topic_stands
from generator.compose.words import sentence
from generator.model import Facets, Page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.compose.library import Library
    from generator.compose.utterances import Utterance
    from generator.model import Topic

_MAX_SPEAKERS = 10


def topic_page(library: Library, topic: Topic) -> Page:
    """Return the page of one topic."""
    path, words = library.topic_pages[topic.id], library.words
    said = library.said(topic.quotes)
    extracts = _extracts(library, topic, path)
    actor = library.actors.get(topic.actor) if topic.actor else None
    view = TopicView(
        name=sentence(topic.name),
        variants=topic.variants,
        sentence=_sentence(library, topic, said),
        actor=corpus_name(library, actor, path) if actor else None,
        extracts=extracts,
        extracts_note=None if extracts else words("No published sentence of these articles has these words."),
        speakers=corpus_speakers(library, said, path, _MAX_SPEAKERS),
        quotes=quote_cards(library, said[:MAX_CARDS], path),
        quotes_note=quotes_note(library, said),
        broader=_links(library, topic.broader, path),
        narrower=_links(library, topic.narrower, path),
        related=tuple(
            Link(
                text=library.topics[r.topic].name,
                href=link(path, library.topic_pages[r.topic]),
                note=words.articles(r.n_articles) if len(library.entries) > 1 else None,
            )
            for r in topic.related
            if r.topic in library.topics
        ),
        articles=articles_table(
            library, [(s.article, s.count) for s in topic.appearances], path, counted=words("Times in it")
        ),
        corrected=correction_link(library, path, topic=topic.id),
        filtered=filtered(library, said, path),
        stands=topic_stands(library, topic, path),
    )
    dates = [library.entries[s.article].article.date for s in topic.appearances]
    charts = (
        speakers_chart(library, said, path),
        stands_chart(library, topic, view.stands),
        over_time(words, dates, name="over-time", measure=words("Articles on {topic}", topic=topic.name)),
    )
    return Page(
        path=path,
        kind="topic",
        template="topic.md.j2",
        title=sentence(topic.name),
        description=words("{name}: {sentence}", name=view.name, sentence=view.sentence),
        view=view,
        charts=tuple(c for c in charts if c is not None),
        facets=Facets(kind="Topic", topics=(topic.name,)),
    )


def _sentence(library: Library, topic: Topic, said: tuple[Utterance, ...]) -> str:
    """Return in how many articles of what time it is, and how much is said on it."""
    words, n = library.words, len(topic.appearances)
    where = words.in_articles(n, topic.n_independent)
    dates = sorted(d for s in topic.appearances if (d := library.entries[s.article].article.date) is not None)
    if dates:
        where = words("{where}, {period}", where=where, period=words.period(dates[0], dates[-1]))
    if said:
        return words("{where}; {statements} on it.", where=where, statements=how_much(words, said))
    return words("{where}; nobody is quoted on it.", where=where)


def _links(library: Library, topics: Iterable[str], page: str) -> tuple[Link, ...]:
    return tuple(
        Link(text=library.topics[t].name, href=link(page, library.topic_pages[t]))
        for t in topics
        if t in library.topics
    )


def _extracts(library: Library, topic: Topic, page: str) -> tuple[Extract, ...]:
    """Return the published sentences that tell most about the topic, newest article first."""
    return tuple(
        Extract(
            language=foreign_language(library.words, library.entries[told.seen.article].article),
            text=told.sentence.of(library.entries[told.seen.article].article.text),
            start=told.sentence.start,
            end=told.sentence.end,
            place=place_of(library, library.entries[told.seen.article].article, told.sentence, page),
            article=article_link(library, told.seen.article, page),
        )
        for told in telling_sentences(library, topic)
    )
