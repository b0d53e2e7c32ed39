"""How pages say numbers, dates and lists."""

from __future__ import annotations

from datetime import date

import pytest
from small_corpora import ferry_strike, greve

from generator.compose.cards import foreign_language
from generator.compose.words import Words, inside

WORDS = Words()


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (0, "no quotations"),
        (1, "one quotation"),
        (9, "nine quotations"),
        (10, "10 quotations"),
        (1120, "1,120 quotations"),
    ],
)
def test_small_numbers_are_words_and_nouns_agree(n: int, said: str) -> None:
    """Up to nine a number is a word; from two on, and at none, the noun is a plural."""
    assert WORDS.plural("one quotation", "{n} quotations", n) == said


@pytest.mark.parametrize(
    ("n", "of", "said"),
    [
        (6, 27, "six of 27 statements"),
        (1, 27, "one of 27 statements"),
        (3, 3, "all three statements"),
        (2, 2, "both statements"),
        (1, 1, "the only statement"),
        (0, 9, "none of nine statements"),
        (0, 1, "none of one statement"),
    ],
)
def test_a_share_says_of_how_many(n: int, of: int, said: str) -> None:
    """A share names the whole it is part of."""
    assert WORDS.of_statements(n, of) == said


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2031, 3, 3), date(2031, 3, 3), "on 3 March 2031"),
        (date(2031, 3, 3), date(2031, 3, 9), "between 3 and 9 March 2031"),
        (date(2031, 3, 3), date(2031, 6, 28), "between 3 March and 28 June 2031"),
        (date(2030, 12, 31), date(2031, 1, 1), "between 31 December 2030 and 1 January 2031"),
    ],
)
def test_a_period_says_nothing_twice(first: date, last: date, said: str) -> None:
    """Month and year that both ends share are said once."""
    assert WORDS.period(first, last) == said


def test_months_are_short_at_the_foot_of_a_column_and_whole_in_a_sentence() -> None:
    """Three letters and the year, or the month's name and the year."""
    assert WORDS.month(2031, 9) == "Sep 2031"
    assert WORDS.whole_month(2031, 9) == "September 2031"


def test_a_list_has_no_comma_before_and() -> None:
    """Names are parted by commas, the last by "and" or "or"."""
    assert WORDS.listing(["A", "B", "C"]) == "A, B and C"
    assert WORDS.either(["A", "B"]) == "A or B"
    assert WORDS.listing(["A"]) == "A"
    assert WORDS.listing([]) == ""


def test_a_capital_is_dropped_only_where_the_sentence_gave_it() -> None:
    """Inside a sentence "A ministry official" loses its capital and "Renn" keeps it."""
    assert inside("A ministry official") == "a ministry official"
    assert inside("Renn and others") == "Renn and others"


def test_kinds_without_any_are_left_out() -> None:
    """Actors are counted by kind, in one order, without zeros."""
    assert WORDS.kinds({"place": 1, "person": 2, "country": 0}) == "two people and one place"


def test_a_language_without_a_name_here_is_named_by_its_code() -> None:
    """No code is ever shown as if it were a name."""
    assert WORDS.language_name("fr") == "French"
    assert WORDS.language_name("und") == "an unidentified language"
    assert WORDS.language_name("qx") == "the language “qx”"


@pytest.mark.parametrize(
    ("n", "independent", "said"),
    [(1, 1, "1 article"), (12, 12, "12 articles"), (12, 10, "12 articles, 10 independent")],
)
def test_copies_are_told_where_there_are_some(n: int, independent: int, said: str) -> None:
    """A count of articles says how many are independent unless all are."""
    assert WORDS.independently(n, independent) == said


@pytest.mark.parametrize(
    ("n", "said"), [(0, "never"), (1, "once"), (2, "twice"), (3, "three times"), (13, "13 times")]
)
def test_how_often_is_said_in_words_while_it_is_seldom(n: int, said: str) -> None:
    """Once and twice have words of their own; from ten on there are figures."""
    assert WORDS.times(n) == said


def test_words_of_articles_say_their_language_where_it_is_another() -> None:
    """A German interface reads English quotations out as English; what is in its own language, or in none, says nothing."""
    english, french = ferry_strike().article, greve().article
    assert foreign_language(WORDS, english) is None
    assert foreign_language(WORDS, french) == "fr"
    assert foreign_language(Words(language="de", locale="de"), english) == "en"
    assert foreign_language(WORDS, ferry_strike(language="und").article) is None
