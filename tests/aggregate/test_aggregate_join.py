"""Joining articles: what becomes one, what stays apart, and that order never matters."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.aggregate import AggregateSettings, join
from generator.aggregate.names import is_acronym, surname, words
from generator.aggregate.network import npmi
from generator.model import (
    Actor,
    Analysis,
    Article,
    Entry,
    KeyPhrase,
    Mention,
    Paragraph,
    Quote,
    Seed,
    Span,
    Structure,
)

if TYPE_CHECKING:
    from generator.model import ActorKind, Corpus, CorpusActor

SETTINGS = AggregateSettings(min_topic_articles=2)


def entry(
    name: str,
    text: str,
    *,
    actors: tuple[tuple[str, ActorKind], ...] = (),
    phrases: tuple[str, ...] = (),
    aliases: dict[str, tuple[str, ...]] | None = None,
    day: int | None = 1,
    speaker: str | None = None,
) -> Entry:
    """Return an article with the named actors (each mentioned once, at the text's start) and key phrases."""
    whole = Span(start=0, end=len(text))
    found = tuple(
        Actor(
            id=f"a{n}",
            canonical_name=actor,
            kind=kind,
            aliases=(aliases or {}).get(actor, ()),
            n_mentions=1,
            salience=1.0,
        )
        for n, (actor, kind) in enumerate(actors)
    )
    ids = {a.canonical_name: a.id for a in found}
    quotes = ()
    if speaker is not None:
        quotes = (
            Quote(
                id="q",
                kind="direct",
                content=whole,
                group="q",
                speaker=ids[speaker],
                rule="clause",
                confidence=0.9,
            ),
        )
    return Entry(
        article=Article(
            id=name,
            text=text,
            paragraphs=(Paragraph(span=whole, kind="body"),),
            structure=Structure(),
            seed=Seed(path=f"seeds/{name}.txt", digest="0"),
            title=name,
            title_given=True,
            language="en",
            date=None if day is None else dt.date(2026, 1, day),
        ),
        analysis=Analysis(
            article=name,
            model="test",
            sentences=(whole,),
            key_phrases=tuple(
                KeyPhrase(key=p.lower(), text=p, rank=n, yake_score=0.1, spans=(whole,))
                for n, p in enumerate(phrases, start=1)
            ),
            actors=found,
            mentions=tuple(Mention(span=whole, mention_type="named", actor=a.id) for a in found[:1]),
            quotes=quotes,
        ),
    )


def joined(*entries: Entry) -> Corpus:
    """Return the corpus of the entries."""
    return join(entries, (), SETTINGS)


def names(corpus: Corpus) -> list[str]:
    """Return the actors' names, sorted."""
    return sorted(a.canonical_name for a in corpus.actors)


def actor(corpus: Corpus, name: str) -> CorpusActor:
    """Return the one actor of that name."""
    (found,) = [a for a in corpus.actors if a.canonical_name == name]
    return found


def test_a_full_name_is_one_actor_over_articles() -> None:
    """The same full name in two articles is one actor with two appearances, newest first."""
    corpus = joined(
        entry("one", "x y", actors=(("Mara Ellwood", "person"),), day=1),
        entry("two", "z w", actors=(("Mara Ellwood", "person"),), day=2),
    )
    ellwood = actor(corpus, "Mara Ellwood")
    assert [a.article for a in ellwood.appearances] == ["two", "one"]
    assert ellwood.n_independent == 2


def test_two_people_of_one_surname_stay_two() -> None:
    """A bare surname joins neither of two owners."""
    corpus = joined(
        entry("one", "x", actors=(("Mara Ellwood", "person"), ("Harbor Council", "organization"))),
        entry("two", "y", actors=(("Jon Ellwood", "person"), ("Harbor Council", "organization"))),
        entry("three", "z", actors=(("Ellwood", "person"), ("Harbor Council", "organization"))),
    )
    assert names(corpus) == ["Ellwood", "Harbor Council", "Jon Ellwood", "Mara Ellwood"]


def test_a_bare_surname_joins_the_only_owner_in_its_company() -> None:
    """One owner and shared company are enough; an owner without shared company is not."""
    shared = joined(
        entry("one", "x", actors=(("Mara Ellwood", "person"), ("Harbor Council", "organization"))),
        entry("two", "y", actors=(("Ellwood", "person"), ("Harbor Council", "organization"))),
    )
    assert names(shared) == ["Harbor Council", "Mara Ellwood"]
    apart = joined(
        entry("one", "x", actors=(("Mara Ellwood", "person"), ("Harbor Council", "organization"))),
        entry("two", "y", actors=(("Ellwood", "person"), ("Rail Union", "organization"))),
    )
    assert "Ellwood" in names(apart)


def test_bare_surnames_of_two_articles_are_two() -> None:
    """Without any full name, each article keeps its own."""
    corpus = joined(
        entry("one", "x", actors=(("Ellwood", "person"),)), entry("two", "y", actors=(("Ellwood", "person"),))
    )
    assert names(corpus) == ["Ellwood", "Ellwood"]
    assert len({a.id for a in corpus.actors}) == 2


def test_an_acronym_joins_the_name_that_defines_it() -> None:
    """An acronym belongs to the organization that another article introduces with it."""
    corpus = joined(
        entry(
            "one",
            "x",
            actors=(("National Records Agency", "organization"), ("Veldoria", "country")),
            aliases={"National Records Agency": ("NRA",)},
        ),
        entry("two", "y", actors=(("NRA", "organization"), ("Veldoria", "country"))),
    )
    assert names(corpus) == ["National Records Agency", "Veldoria"]


def test_a_persons_quotes_follow_the_person() -> None:
    """Quotes of an article's actor are the quotes of the actor it joined."""
    corpus = joined(entry("one", "x y", actors=(("Mara Ellwood", "person"),), speaker="Mara Ellwood"))
    assert [(q.article, q.quote) for q in actor(corpus, "Mara Ellwood").quotes] == [("one", "q")]


def test_a_topic_needs_its_share_of_articles() -> None:
    """A phrase of one article among many is no topic; a shared one is; people's names never are."""
    corpus = joined(
        *(entry(f"e{n}", f"text {n}", phrases=("harbor fees", f"only {n}"), day=n) for n in range(1, 8)),
    )
    assert [t.name for t in corpus.topics] == ["harbor fees"]
    assert corpus.topics[0].n_independent == 7


def test_one_articles_phrases_are_its_topics() -> None:
    """With a single article every key phrase is a topic, best first."""
    corpus = joined(entry("one", "x", phrases=("harbor fees", "rail strike")))
    assert [t.name for t in corpus.topics] == ["harbor fees", "rail strike"]


def test_a_wire_copy_counts_once() -> None:
    """Articles that agree nearly word for word are one story, and one independent article."""
    text = " ".join(f"word{n}" for n in range(200))
    corpus = joined(
        entry("one", text, phrases=("harbor fees",), actors=(("Mara Ellwood", "person"),), day=1),
        entry(
            "two", text + " and more", phrases=("harbor fees",), actors=(("Mara Ellwood", "person"),), day=2
        ),
        entry("three", "something quite different", day=3),
    )
    assert [s.articles for s in corpus.stories] == [("one", "two")]
    assert actor(corpus, "Mara Ellwood").n_independent == 1


def test_nested_topics_know_each_other() -> None:
    """A phrase whose words another holds is the broader one."""
    corpus = joined(
        entry("one", "x", phrases=("fees", "harbor fees")), entry("two", "y", phrases=("fees", "harbor fees"))
    )
    by_name = {t.name: t for t in corpus.topics}
    assert by_name["fees"].narrower == (by_name["harbor fees"].id,)
    assert by_name["harbor fees"].broader == (by_name["fees"].id,)


@given(st.permutations(range(6)))
def test_the_order_of_reading_does_not_matter(order: list[int]) -> None:
    """The same entries in any order give the same corpus."""
    entries = [
        entry(
            f"e{n}",
            f"text number {n}",
            actors=(("Mara Ellwood", "person"), (f"Town {n % 2}", "place"), ("Ellwood", "person")),
            phrases=("harbor fees", f"fees {n % 3}"),
            day=None if n == 3 else n + 1,
        )
        for n in range(6)
    ]
    assert joined(*(entries[n] for n in order)) == joined(*entries)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("The Harbor Council", ("harbor", "council")),
        ("Brandt & Co.", ("brandt", "&")),
        ("Zoë Marchéal", ("zoe", "marcheal")),
        ("U.S.", ("us",)),
        ("!!!", ("!!!",)),
    ],
)
def test_names_have_one_normal_form(name: str, expected: tuple[str, ...]) -> None:
    """Case, accents, a leading article, full stops and legal suffixes do not part names."""
    assert words(name) == expected


def test_surnames_pass_over_generations() -> None:
    """Jr. is no surname."""
    assert surname("Tomas Brandt Jr.") == "brandt"


def test_acronyms_are_capitals() -> None:
    """NRA and U.N. are acronyms, Nra and A are not."""
    assert [is_acronym(n) for n in ("NRA", "U.N.", "Nra", "A")] == [True, True, False, False]


@given(st.integers(1, 50), st.integers(0, 50), st.integers(0, 50), st.integers(0, 50))
def test_npmi_is_between_minus_one_and_one(both: int, one: int, other: int, rest: int) -> None:
    """NPMI stays in its range for every possible table of counts."""
    total = both + one + other + rest
    assert -1.0000001 <= npmi(both, both + one, both + other, total) <= 1.0000001
