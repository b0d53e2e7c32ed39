"""The rules for key phrases that need no model: terms, keys, forms, and languages without a model."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.analyse.key_phrases import rank_without_model
from generator.analyse.phrases.candidates import common_form, contains, phrase_words
from generator.analyse.phrases.terms import Terms, stop_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.model import Article

SENTENCES = [
    ["The", "herring", "quota", "was", "cut", "."],
    ["Skippers", "said", "the", "quota", "ruins", "herring", "boats", "."],
    ["Nobody", "counted", "the", "boats", "."],
]

FRENCH = """Le conseil municipal de Valmer a voté mardi l’accord sur la pêche, après six mois de débats.
Les pêcheurs réclament une révision des quotas. « L’accord ne suffit pas », a dit Odile Marchand.
Les quotas de pêche restent au conseil municipal de Valmer"""


def test_terms_are_scored_by_yake() -> None:
    """A word that comes often and early is more telling, so its score is lower; stop words have none."""
    terms = Terms(SENTENCES, "en")
    herring, nobody = terms.of("herring"), terms.of("counted")
    assert herring is not None
    assert nobody is not None
    assert 0 < herring.score < nobody.score
    assert herring.count == 2
    assert terms.of("the") is None
    assert terms.of("trawlers") is None


def test_plural_and_capital_count_as_one_term() -> None:
    """YAKE counts "quota" and "Quotas" together."""
    term = Terms([["Quotas", "fell", "."], ["The", "quota", "fell", "."]], "en").of("quota")
    assert term is not None
    assert term.count == 2


def test_no_sentence_has_no_terms() -> None:
    """An article without words is no error."""
    assert Terms([], "en").of("herring") is None


def test_stop_words_are_the_languages_own() -> None:
    """A language that YAKE knows has its own list, any other the general one."""
    assert "les" in stop_words("fr")
    assert "the" in stop_words("en")
    assert stop_words("xx") != stop_words("fr")


@pytest.mark.parametrize(
    ("long", "short", "inside"),
    [
        (("limited", "black", "sea", "ceasefire"), ("black", "sea"), True),
        (("ceasefire",), ("ceasefire",), True),
        (("black", "sea"), ("sea", "black"), False),
        (("sea",), ("black", "sea"), False),
    ],
)
def test_one_key_inside_another(long: tuple[str, ...], short: tuple[str, ...], *, inside: bool) -> None:
    """A key lies inside another where its words stand there together and in order."""
    assert contains(long, short) is inside


def test_the_most_frequent_form_is_shown() -> None:
    """The form that occurs most is shown, the first of these when they tie."""
    assert common_form([("Quotas", 1), ("quotas", 3), ("quota", 3)]) == "quotas"


def test_word_lists_do_not_contradict() -> None:
    """A word has one use only."""
    lists = list(phrase_words().values())
    assert sum(map(len, lists)) == len(frozenset().union(*lists))


def test_a_language_without_a_model_has_key_phrases(make_article: Callable[..., Article]) -> None:
    """YAKE alone finds what is repeated or a name, with the article's own letters and spans."""
    article = make_article(FRENCH, language="fr")
    phrases = rank_without_model(article, most=10)
    texts = [phrase.text for phrase in phrases]
    assert {"conseil municipal", "Odile Marchand", "quotas"} <= set(texts)
    assert "accord" in texts
    for rank, phrase in enumerate(phrases, start=1):
        assert phrase.rank == rank
        assert phrase.yake_score > 0
        assert phrase.spans
        for span in phrase.spans:
            assert span.of(article.text).casefold() == phrase.key


def test_without_a_model_nothing_crosses_a_line(make_article: Callable[..., Article]) -> None:
    """The last word of a line and the first of the next make no phrase."""
    article = make_article("Quotas Pêche\nMarée Tempête\nQuotas Pêche\nMarée Tempête", language="fr")
    assert all(
        "\n" not in span.of(article.text) for p in rank_without_model(article, most=20) for span in p.spans
    )
    assert not any("pêche marée" in p.key for p in rank_without_model(article, most=20))


def test_nothing_to_rank_is_empty(make_article: Callable[..., Article]) -> None:
    """An article of marks and numbers has no key phrases, and at most as many as asked are given."""
    assert rank_without_model(make_article("12 – 34", language="fr"), most=5) == ()
    assert len(rank_without_model(make_article(FRENCH, language="fr"), most=2)) == 2
