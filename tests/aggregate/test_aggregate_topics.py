"""What becomes one topic, what becomes none, and what outlets' tags add."""

from __future__ import annotations

import datetime as dt

import pytest

from generator.aggregate import AggregateSettings, join
from generator.aggregate.spelling import plain_key, singular, spelled
from generator.model import (
    Actor,
    ActorKind,
    Analysis,
    Article,
    Corpus,
    Entry,
    KeyPhrase,
    Paragraph,
    Seed,
    Span,
    Structure,
    Topic,
)

FILLER = ("alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda")


def entry(
    name: str,
    *phrases: str,
    actors: tuple[tuple[str, ActorKind], ...] = (),
    tags: tuple[str, ...] = (),
    text: str | None = None,
    general: tuple[str, ...] = (),
) -> Entry:
    """Return an article whose text is its phrases, each key phrase where it first stands; names of actors know them."""
    text = text if text is not None else ". ".join(phrases) or f"nothing of {name}"
    ids = {actor: f"a{n}" for n, (actor, _) in enumerate(actors)}
    return Entry(
        article=Article(
            id=name,
            text=text,
            paragraphs=(Paragraph(span=Span(start=0, end=len(text)), kind="body"),),
            structure=Structure(),
            seed=Seed(path=f"seeds/{name}.txt", digest="0"),
            title=name,
            title_given=True,
            language="en",
            date=dt.date(2026, 1, 1),
            tags=tags,
        ),
        analysis=Analysis(
            article=name,
            model="test",
            sentences=(Span(start=0, end=len(text)),),
            key_phrases=tuple(
                KeyPhrase(
                    key=p.lower(),
                    text=p,
                    rank=rank,
                    yake_score=0.1,
                    spans=(Span(start=text.index(p), end=text.index(p) + len(p)),),
                    actor=ids.get(p),
                    is_general=p in general,
                )
                for rank, p in enumerate(phrases, start=1)
            ),
            actors=tuple(
                Actor(id=ids[actor], canonical_name=actor, kind=kind, n_mentions=1, salience=1.0)
                for actor, kind in actors
            ),
            mentions=(),
            quotes=(),
        ),
    )


def joined(*entries: Entry, least: int = 2) -> Corpus:
    """Return the corpus of the entries and of enough others that two articles of one phrase are needed."""
    others = (entry(f"other {word}", f"{word} only") for word in FILLER)
    return join([*entries, *others], (), AggregateSettings(min_topic_articles=least))


def topics(corpus: Corpus) -> dict[str, Topic]:
    """Return the topics by name."""
    return {t.name: t for t in corpus.topics}


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("harbour", "harbor"),
        ("neighbourhood", "neighborhood"),
        ("organisation", "organization"),
        ("centre", "center"),
        ("defence", "defense"),
        ("dialogue", "dialog"),
        ("traveller", "traveler"),
        ("programme", "program"),
        ("paediatric", "pediatric"),
    ],
)
def test_british_spelling_is_american_spelling(british: str, american: str) -> None:
    """A word is the same on both sides of the Atlantic."""
    assert spelled(british) == american
    assert spelled(american) == american


@pytest.mark.parametrize(
    "word",
    ["four", "tour", "surprised", "genre", "rogue", "seller", "controller", "gallery", "exercise", "axle"],
)
def test_words_that_only_look_british_stay(word: str) -> None:
    """A rule of spelling leaves alone what is spelt so everywhere."""
    assert spelled(word) == word


@pytest.mark.parametrize(
    ("plural", "one"),
    [
        ("fees", "fee"),
        ("policies", "policy"),
        ("taxes", "tax"),
        ("churches", "church"),
        ("housewives", "housewife"),
        ("politics", "politics"),
        ("crisis", "crisis"),
        ("series", "series"),
        ("gas", "gas"),
        ("mps", "mp"),
    ],
)
def test_plurals_have_a_singular(plural: str, one: str) -> None:
    """The ending tells the singular; words that only end like a plural stay."""
    assert singular(plural) == one


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("harbour fees", "harbor fee"),
        ("e-mail", "email"),
        ("cost-cutting plans", "cost cutting plan"),
        ("Rangers", "rangers"),
        ("AIDS", "aids"),
        ("MPs", "mp"),
        ("U.S. exports", "us export"),
    ],
)
def test_a_plain_key_depends_on_the_phrase_alone(text: str, key: str) -> None:
    """Spelling, plural, hyphens and stops do not part phrases; names in the plural are left as they are."""
    assert plain_key(text.lower(), text) == key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("harbour fees", "harbor fee"),
        ("lawsuit", "law suit"),
        ("video game", "video gaming"),
        ("coastal award", "Coastal Awards"),
    ],
)
def test_variants_are_one_topic(one: str, other: str) -> None:
    """Spelling, number, one word or two and the activity make no second page; each way of writing is told."""
    (topic,) = joined(entry("a", one), entry("b", one), entry("c", other)).topics
    assert (topic.name, topic.variants) == (one, (other,))
    assert len(topic.appearances) == 3


@pytest.mark.parametrize(("one", "other"), [("credit rating", "credit rate"), ("Rangers", "ranger")])
def test_words_alike_that_mean_something_else_stay_two(one: str, other: str) -> None:
    """A rating is no rate, and Rangers are no rangers."""
    found = topics(joined(*(entry(f"{p}{n}", p) for n in range(2) for p in (one, other))))
    assert set(found) == {one, other}


def test_an_abbreviation_joins_the_long_form_that_an_article_defines() -> None:
    """Brackets with the initials behind a phrase define them; without that they stay apart."""
    defines = entry("a", "net output share", "NOS", text="The net output share (NOS) fell. NOS counts.")
    found = joined(defines, entry("b", "NOS"), entry("c", "NOS")).topics
    assert [(t.name, t.variants) for t in found] == [("NOS", ("net output share",))]
    apart = joined(
        entry("a", "net output share"), entry("b", "net output share"), entry("c", "NOS"), entry("d", "NOS")
    )
    assert set(topics(apart)) == {"net output share", "NOS"}


def test_an_abbreviation_with_two_long_forms_joins_neither() -> None:
    """What two articles define otherwise is not decided."""
    corpus = joined(
        entry("a", "net output share", text="The net output share (NOS) fell."),
        entry("b", "new orbit station", text="The new orbit station (NOS) is up."),
        entry("c", "NOS"),
        entry("d", "NOS"),
    )
    assert set(topics(corpus)) == {"NOS"}


def test_an_actors_name_is_the_actors_topic() -> None:
    """Where an article's analysis took no actor from the words, its phrase still belongs to the actor of that name."""
    council = ("Harsund Harbor Council", "organization")
    corpus = joined(
        entry("a", council[0], actors=(council,)),
        entry("b", council[0], actors=(council,)),
        entry("c", council[0]),
    )
    (topic,) = corpus.topics
    assert len(topic.appearances) == 3
    assert topic.actor == corpus.actors[0].id


def test_closer_phrases_that_are_too_rare_belong_to_the_wider_topic() -> None:
    """A bitter harbor dispute is a harbor dispute; a shadow harbor minister is no harbor minister."""
    corpus = joined(
        *(entry(f"d{n}", "harbor dispute") for n in range(2)),
        entry("d2", "bitter harbor dispute"),
        *(entry(f"m{n}", "harbor minister") for n in range(2)),
        entry("m2", "shadow harbor minister"),
    )
    found = topics(corpus)
    assert {a.article for a in found["harbor dispute"].appearances} == {"d0", "d1", "d2"}
    assert {a.article for a in found["harbor minister"].appearances} == {"m0", "m1"}


def test_a_topic_tells_where_its_words_stand() -> None:
    """Every span of an appearance is the topic's words in that article."""
    entries = [entry("a", "harbour fees", "cold spell"), entry("b", "cold spell", "harbor fee")]
    texts = {e.article.id: e.article.text for e in entries}
    for topic in joined(*entries).topics:
        for seen in topic.appearances:
            assert {s.of(texts[seen.article]) for s in seen.spans} <= {topic.name, *topic.variants}
            assert len(seen.spans) == seen.count > 0


def test_a_tag_is_the_topic_whose_words_it_has() -> None:
    """Case and number do not matter; an article that is only tagged so belongs to the topic too."""
    corpus = joined(
        entry("a", "harbor fee"), entry("b", "harbor fee"), entry("c", "cold spell", tags=("Harbour Fees",))
    )
    (topic,) = corpus.topics
    assert {a.article: a.count for a in topic.appearances} == {"a": 1, "b": 1, "c": 0}
    assert (topic.name, topic.variants) == ("harbor fee", ())


def test_a_tag_that_enough_articles_have_is_a_topic_of_its_own() -> None:
    """It is called as outlets write it, and counts where its words stand in the text."""
    text = "All is about Water Rights here."
    corpus = joined(entry("a", tags=("Water rights",), text=text), entry("b", tags=("Water rights",)))
    (topic,) = corpus.topics
    assert topic.name == "Water rights"
    assert {a.article: a.count for a in topic.appearances} == {"a": 1, "b": 0}
    assert not joined(entry("a", tags=("Water rights",))).topics


def test_a_tag_that_is_an_actors_name_is_the_actors_topic_and_a_persons_is_none() -> None:
    """Organizations and places may be topics; people have pages as actors."""
    council, person = ("Harsund Council", "organization"), ("Mara Ellwood", "person")
    corpus = joined(
        entry("a", actors=(council, person), tags=("Harsund Council", "Mara Ellwood")),
        entry("b", tags=("harsund council", "Mara Ellwood")),
    )
    assert [(t.name, t.actor is not None) for t in corpus.topics] == [("Harsund Council", True)]


def test_an_article_counts_once_however_it_has_the_topic() -> None:
    """A phrase, its variant and a tag in one article are one appearance."""
    corpus = joined(entry("a", "harbor fee", "harbour fees", tags=("harbor fees",)), entry("b", "harbor fee"))
    (topic,) = corpus.topics
    (seen,) = [a for a in topic.appearances if a.article == "a"]
    assert {seen.key, *seen.other_keys} == {"harbor fee", "harbour fees"}
    assert seen.count == 2


def test_a_larger_corpus_asks_for_more_articles() -> None:
    """What two of many hundred articles share is no topic, what many share is one; the setting is the least."""
    pairs = [entry(f"p{n}", f"{FILLER[n // 2 % 11]} {n // 2}") for n in range(900)]
    many = [entry(f"m{n}", "harbor fee", f"cold {n % 3} spell") for n in range(9)]
    names = {t.name for t in join([*pairs, *many], (), AggregateSettings(min_topic_articles=2)).topics}
    assert "harbor fee" in names
    assert "alpha 0" not in names
    assert "harbor fee" not in {
        t.name for t in join([*pairs, *many], (), AggregateSettings(min_topic_articles=10)).topics
    }


def test_a_topics_id_stays_when_others_come() -> None:
    """The id follows the phrase's plain key, whichever form is written most."""
    few = joined(entry("a", "harbor fees"), entry("b", "harbor fees"))
    more = joined(
        *(entry(f"x{n}", "harbour fee") for n in range(5)),
        entry("a", "harbor fees"),
        entry("b", "harbor fees"),
    )
    assert [t.id for t in few.topics] == [t.id for t in more.topics] == ["harbor fee"]
    assert [t.name for t in more.topics] == ["harbour fee"]


def test_a_word_that_says_little_is_no_topic() -> None:
    """However many articles share a general word, it ties nothing together; a phrase with it may."""
    corpus = joined(*(entry(n, "decision", "court decision", general=("decision",)) for n in "abc"))
    assert [t.name for t in corpus.topics] == ["court decision"]


def test_an_address_follows_the_key_and_what_joined_it_leads_on() -> None:
    """The plain key makes the address, not today's form; a variant that would have its own page is remembered."""
    (topic,) = joined(entry("a", "lawsuit"), entry("b", "law suit"), entry("c", "law suit")).topics
    assert (topic.name, topic.address, topic.former) == ("law suit", "lawsuit", ())
    (topic,) = joined(entry("a", "law suits"), entry("b", "lawsuits"), entry("c", "lawsuits")).topics
    assert (topic.name, topic.address, topic.former) == ("lawsuits", "lawsuit", ("law suit",))


def test_an_actors_topic_has_the_actors_address() -> None:
    """A topic that is an actor's name is called, and addressed, as the actor is."""
    council = ("Harsund Harbor Council", "organization")
    (topic,) = joined(*(entry(n, council[0], actors=(council,)) for n in "ab")).topics
    assert (topic.name, topic.address) == (council[0], None)


def test_closer_topics_come_first_among_the_related() -> None:
    """Of topics with as many articles in common, one that shares actors comes before one that does not."""
    council: tuple[tuple[str, ActorKind], ...] = (("Harsund Council", "organization"),)
    corpus = joined(
        *(entry(f"a{n}", "harbor fee", "rail strike", actors=council) for n in range(2)),
        *(entry(f"b{n}", "harbor fee", "cold spell") for n in range(2)),
        *(entry(f"c{n}", "rail strike", actors=council) for n in range(3)),
        *(entry(f"d{n}", "cold spell") for n in range(3)),
        entry("e", "harbor fee", actors=council),
    )
    found = topics(corpus)
    related = [r.topic for r in found["harbor fee"].related]
    assert related == [found["rail strike"].id, found["cold spell"].id]


def test_broader_and_narrower_topics_are_not_told_twice() -> None:
    """What stands among the narrower ones is no related one."""
    found = topics(joined(*(entry(n, "fee", "harbor fee") for n in "ab")))
    assert found["fee"].narrower == ("harbor fee",)
    assert found["fee"].related == ()


def test_what_no_article_is_about_is_no_topic() -> None:
    """A phrase that articles share only far down their lists is an aside."""
    first = [f"{word} word" for word in FILLER]
    corpus = joined(*(entry(n, *(f"{n} {w}" for w in first), "harbor fee") for n in "abc"))
    assert corpus.topics == ()
    corpus = joined(*(entry(n, "harbor fee", *(f"{n} {w}" for w in first)) for n in "abc"))
    assert [t.name for t in corpus.topics] == ["harbor fee"]
