"""What a topic's page picks from the articles, and which topics rise and fall."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from generator.compose.home_page import HOME
from generator.compose.library import Library
from generator.compose.library import library as library_of
from generator.compose.settings import ComposeSettings
from generator.compose.telling import telling_sentences
from generator.compose.trends import trends
from generator.model import (
    Analysis,
    Article,
    Corpus,
    Entry,
    KeyPhrase,
    Paragraph,
    Seed,
    Span,
    Story,
    Structure,
    Topic,
    TopicAppearance,
)

SETTINGS = ComposeSettings(site_name="Test")
FIRST = dt.date(2026, 1, 1)


def entry(name: str, *sentences: str, date: dt.date | None = None) -> Entry:
    """Return an article of these sentences, each a paragraph; "ferry fees" is its best phrase, "harbor" the next."""
    text = "\n".join(sentences) or "Nothing."
    spans, at = [], 0
    for sentence in sentences or ("Nothing.",):
        spans.append(Span(start=at, end=at + len(sentence)))
        at += len(sentence) + 1
    found = {
        key: tuple(
            Span(start=n, end=n + len(key)) for n in range(len(text)) if text.lower().startswith(key, n)
        )
        for key in ("ferry fees", "harbor")
    }
    phrases = [(key, where) for key, where in found.items() if where]
    return Entry(
        article=Article(
            id=name,
            text=text,
            paragraphs=tuple(Paragraph(span=s, kind="body") for s in spans),
            structure=Structure(),
            seed=Seed(path=f"seeds/{name}.txt", digest=name),
            title=name,
            title_given=True,
            language="en",
            date=date,
        ),
        analysis=Analysis(
            article=name,
            model="test",
            sentences=tuple(spans),
            key_phrases=tuple(
                KeyPhrase(key=key, text=key, rank=rank, yake_score=0.1, spans=where)
                for rank, (key, where) in enumerate(phrases, start=1)
            ),
            actors=(),
            mentions=(),
            quotes=(),
        ),
    )


def topic(name: str, *entries: Entry) -> Topic:
    """Return the topic in these articles."""
    return Topic(
        id=name,
        name=name,
        weight=1.0,
        appearances=tuple(
            TopicAppearance(
                article=e.article.id,
                key=name,
                rank=1,
                count=1,
                spans=next((p.spans for p in e.analysis.key_phrases or () if p.key == name), ()),
            )
            for e in entries
        ),
        n_independent=len(entries),
    )


def told(*entries: Entry, stories: tuple[Story, ...] = ()) -> list[str]:
    """Return what the articles tell of ferry fees."""
    found = topic("ferry fees", *entries)
    library = library_of(Corpus(entries=entries, actors=(), topics=(found,), stories=stories), SETTINGS)
    return [
        t.sentence.of(library.entries[t.seen.article].article.text) for t in telling_sentences(library, found)
    ]


WHOLE = "The town council raised the ferry fees by a tenth on Monday."


@pytest.mark.parametrize(
    "other",
    [
        "They said that the ferry fees would go up again next year.",
        "Ferry fees rose.",
        "“The ferry fees are what the people of this town should pay.",
    ],
)
def test_a_whole_sentence_tells_more_than_a_part(other: str) -> None:
    """What leans on the sentence before, is a scrap or is cut out of a speech comes second even where it stands first."""
    assert told(entry("a", other, WHOLE)) == [WHOLE]


def test_a_sentence_with_more_of_the_article_tells_more() -> None:
    """Of two sentences, the one that also has the article's other phrases is taken."""
    rich = "The ferry fees will pay for the harbor that the town wants to build."
    assert told(entry("a", rich.replace("the harbor", "the tower"), rich, "The harbor is old.")) == [rich]


def test_one_sentence_a_story_and_none_twice() -> None:
    """Copies of one story give one sentence, and so do two articles that say the same."""
    copies = [entry(n, WHOLE) for n in "ab"]
    assert told(*copies, stories=(Story(articles=("a", "b")),)) == [WHOLE]
    assert told(entry("a", WHOLE), entry("b", WHOLE.replace("Monday", "Tuesday"))) == [WHOLE]


def test_at_most_three_sentences_newest_article_first() -> None:
    """The order is that of the topic's articles."""
    said = [
        "One town after the other gave up its ferry fees last winter.",
        "Two hundred people marched against the ferry fees in the rain.",
        "Three years of ferry fees have paid for half of a bridge.",
        "Four ministers have promised to do away with all ferry fees.",
    ]
    entries = [entry(s[:3], s) for s in said]
    assert told(*entries) == said[:3]


def test_a_tag_alone_tells_nothing() -> None:
    """An article that only its tags bring to a topic has no sentence to give."""
    assert told(entry("a", "Nothing is said of it here, not a single word of it.")) == []


def corpus_of(n_before: int, n_since: int, *, all_before: int = 30, all_since: int = 10) -> Library:
    """Return articles a day apart, the first `n_before` of those before and `n_since` of the newest on ferry fees."""
    before = [entry(f"b{n}", date=FIRST + dt.timedelta(days=n)) for n in range(all_before)]
    since = [entry(f"s{n}", date=FIRST + dt.timedelta(days=100 + n)) for n in range(all_since)]
    found = topic("ferry fees", *before[:n_before], *since[:n_since])
    return library_of(Corpus(entries=(*since, *before), actors=(), topics=(found,)), SETTINGS)


def test_a_topic_rises_where_the_newest_articles_have_more_of_it() -> None:
    """Both numbers are told in words, and what is compared."""
    found = trends(corpus_of(2, 6), HOME)
    assert [(t.text, t.note) for t in found.rising] == [("ferry fees", "6 of 8 articles since then")]
    assert not found.falling
    assert found.note is not None
    assert found.note.startswith("Articles since 11 April 2026 (10) beside those before (30)")


def test_a_topic_falls_where_they_have_less() -> None:
    """None of its articles are among the newest."""
    found = trends(corpus_of(15, 0), HOME)
    assert [(t.text, t.note) for t in found.falling] == [("ferry fees", "0 of 15 articles since then")]
    assert not found.rising


@pytest.mark.parametrize(("before", "since"), [(6, 2), (9, 4), (1, 3), (0, 4)])
def test_chance_and_too_few_articles_are_no_trend(before: int, since: int) -> None:
    """The same share, nearly the same, or fewer than a handful of articles say nothing."""
    assert trends(corpus_of(before, since), HOME).note is None


def test_without_dates_nothing_rises() -> None:
    """Where dates lack, or all are one day's, there is no before."""
    library = corpus_of(2, 6)
    undated = [replace(e, article=replace(e.article, date=None)) for e in library.corpus.entries]
    same = [replace(e, article=replace(e.article, date=FIRST)) for e in library.corpus.entries]
    for entries in (undated, same):
        corpus = replace(library.corpus, entries=tuple(entries))
        assert trends(library_of(corpus, SETTINGS), HOME).note is None
