"""Key phrases as the model and YAKE find them together."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.analyse.actors import find_actors
from generator.analyse.key_phrases import rank_key_phrases
from generator.analyse.parse import parse
from generator.analyse.phrases.candidates import contains
from generator.read import read_seeds
from generator.read.settings import ReadSettings

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language

    from generator.model import Article, KeyPhrase

pytestmark = pytest.mark.model

PROJECT = Path(__file__).resolve().parents[2]
SEED = "000_9d82fa3110da9c7e"


@pytest.fixture(scope="module")
def rank(nlp: Language) -> Callable[..., tuple[KeyPhrase, ...]]:
    """Return the ranking of an article."""

    def run(article: Article, most: int = 20) -> tuple[KeyPhrase, ...]:
        parsed = parse(article, nlp)
        return rank_key_phrases(parsed, find_actors(parsed), most=most)

    return run


@pytest.fixture(scope="module")
def seed() -> Article:
    """Return the real seed as it is read."""
    reading = read_seeds(PROJECT, PROJECT / "seeds", ReadSettings())
    return next(article for article in reading.articles if article.id == SEED)


@pytest.fixture(scope="module")
def ranked(seed: Article, rank: Callable[..., tuple[KeyPhrase, ...]]) -> tuple[KeyPhrase, ...]:
    """Return the real seed's key phrases."""
    return rank(seed)


def test_the_seeds_key_phrases_are_its_topics(ranked: tuple[KeyPhrase, ...]) -> None:
    """What an editor would tag is among the first twelve."""
    first = {phrase.text for phrase in ranked[:12]}
    assert {"Western sanctions", "ceasefire", "sanctions", "talks", "troops", "Russia", "Ukraine"} <= first


def test_every_key_phrase_is_the_articles_own_characters(
    seed: Article, ranked: tuple[KeyPhrase, ...]
) -> None:
    """Each occurrence is in one line of the story, and the phrase is shown as it is written."""
    lines = [p.span for p in seed.paragraphs if p.kind in {"body", "heading"}]
    for phrase in ranked:
        assert phrase.text in {span.of(seed.text) for span in phrase.spans}
        assert all(any(line.contains(span) for line in lines) for span in phrase.spans)
        assert list(phrase.spans) == sorted(phrase.spans)


def test_keys_and_ranks_are_unique(ranked: tuple[KeyPhrase, ...]) -> None:
    """Ranks count from 1, no key comes twice, every score is above 0."""
    assert [phrase.rank for phrase in ranked] == list(range(1, 21))
    assert len({phrase.key for phrase in ranked}) == 20
    assert all(phrase.yake_score > 0 for phrase in ranked)


def test_few_phrases_lie_inside_another(ranked: tuple[KeyPhrase, ...]) -> None:
    """At most two of twenty lie inside, or around, a better one."""
    keys = [tuple(phrase.key.split()) for phrase in ranked]
    nested = sum(any(contains(k, o) or contains(o, k) for o in keys[:n]) for n, k in enumerate(keys))
    assert nested <= 2


def test_names_do_not_fill_the_list(ranked: tuple[KeyPhrase, ...]) -> None:
    """Names stand under their actor, and take at most two fifths of the list."""
    assert 1 <= sum(phrase.actor is not None for phrase in ranked) <= 8
    assert "Donald Trump" in [phrase.text for phrase in ranked]
    assert not any("trump" in phrase.key.split() and phrase.actor is None for phrase in ranked)


TEXT = """Milk quotas were cut on Monday, said Mara Ellwood, the farm minister of Norway.
The milk quota was cut by 12 percent. Farmers stayed at home, and dairy workers lost two weeks of pay.
Prime Minister Nora Voss said that milk quotas would be cut again next year."""


def test_variants_are_one_phrase(
    make_article: Callable[..., Article], rank: Callable[..., tuple[KeyPhrase, ...]]
) -> None:
    """Plural, singular and capital are one key, shown in the most frequent form, the first when they tie."""
    phrases = {phrase.key: phrase for phrase in rank(make_article(TEXT))}
    quotas = phrases["milk quota"]
    assert quotas.text == "Milk quotas"
    assert len(quotas.spans) == 3


def test_time_numbers_roles_and_reporting_words_are_no_phrases(
    make_article: Callable[..., Article], rank: Callable[..., tuple[KeyPhrase, ...]]
) -> None:
    """Neither weekdays, nor percentages, nor the words before a name are phrases."""
    words = {word for phrase in rank(make_article(TEXT)) for word in phrase.key.split()}
    assert not words & {"monday", "percent", "week", "year", "prime"}


def test_a_headline_alone_makes_no_phrase(
    make_article: Callable[..., Article], rank: Callable[..., tuple[KeyPhrase, ...]]
) -> None:
    """Words in title case are phrases only where running text has them too."""
    body = " ".join(["The herring quota was cut again and the boats of the small harbor stayed at home."] * 4)
    keys = {phrase.key for phrase in rank(make_article(f"Ministers Suffer Herring Quota Blow\n{body}"))}
    assert "herring quota" in keys
    assert not any("blow" in key or "suffer" in key for key in keys)


def test_at_most_as_many_as_asked(seed: Article, rank: Callable[..., tuple[KeyPhrase, ...]]) -> None:
    """The list is cut at the best; an article without a noun has none."""
    assert [p.text for p in rank(seed, most=3)] == [p.text for p in rank(seed)[:3]]


def test_an_article_without_nouns_has_none(
    make_article: Callable[..., Article], rank: Callable[..., tuple[KeyPhrase, ...]]
) -> None:
    """Nothing found is empty."""
    assert rank(make_article("It was so.")) == ()


def test_general_words_stand_back(
    make_article: Callable[..., Article], rank: Callable[..., tuple[KeyPhrase, ...]]
) -> None:
    """A word that could stand in any article is marked, and comes after one that says as much of this one."""
    text = (
        "The decision and the ferry were discussed. The decision, like the ferry, will cost the town dearly."
    )
    found = {phrase.text: phrase for phrase in rank(make_article(text))}
    assert found["decision"].is_general
    assert not found["ferry"].is_general
    assert found["ferry"].rank < found["decision"].rank


def test_units_and_tables_make_no_phrase(
    make_article: Callable[..., Article], rank: Callable[..., tuple[KeyPhrase, ...]]
) -> None:
    """The abbreviations of agencies' tables are no phrase's words."""
    text = "Shr loss was 12 cts against 9 cts. Revs were 3 mln dlrs. The timber mill blamed the timber price."
    assert not {"cts", "dlrs", "mln", "Revs", "Shr"} & {
        w for p in rank(make_article(text)) for w in p.text.split()
    }


def test_a_phrase_is_not_cut_out_of_a_word_with_hyphens(
    make_article: Callable[..., Article], rank: Callable[..., tuple[KeyPhrase, ...]]
) -> None:
    """Of "five-storey block" there is a block, and no storey block."""
    text = "The five-storey block fell. The five-storey block was old. People fled the five-storey block."
    texts = {p.text for p in rank(make_article(text))}
    assert "storey block" not in texts
    assert "block" in texts


def test_judgements_are_no_part_of_a_phrase(
    make_article: Callable[..., Article], rank: Callable[..., tuple[KeyPhrase, ...]]
) -> None:
    """A dismal ferry service is a ferry service."""
    text = "The dismal ferry service was mended. The dismal ferry service had been late."
    assert "ferry service" in {p.text for p in rank(make_article(text))}
