"""Charts: what is drawn, the finding above it, the same in words."""

from __future__ import annotations

from datetime import date

from generator.compose.charts import QUOTED_MOST, UNNAMED, over_time, ranking
from generator.compose.words import Words
from generator.model import Bar, Chart


def _ranking(*values: int, labels: str = "ABCDEFGHIJKLMNOPQRS", total: int | None = None) -> Chart | None:
    bars = [Bar(label=label, value=value) for label, value in zip(labels, values, strict=False)]
    return ranking(
        Words(),
        bars,
        name="speakers",
        leads=QUOTED_MOST,
        measure="Quotations by speaker",
        label_heading="Speaker",
        value_heading="Quotations",
        total=sum(values) if total is None else total,
    )


def test_the_title_is_the_finding() -> None:
    """Who leads, with how many of how many."""
    chart = _ranking(7, 3, 2, total=17)
    assert chart is not None
    assert chart.finding == "A is quoted most: seven of 17 quotations"
    assert chart.alternative == "Quotations by speaker: A 7, B 3, C 2."


def test_two_leaders_are_both_named_and_three_are_no_finding() -> None:
    """Where three or more lead together the title is the measure."""
    two, three = _ranking(4, 4, 1), _ranking(4, 4, 4)
    assert two is not None
    assert three is not None
    assert two.finding == "A and B are quoted most: four each of nine quotations"
    assert three.finding == "Quotations by speaker"


def test_unnamed_sources_are_many() -> None:
    """The class of unnamed sources takes a plural verb."""
    chart = ranking(
        Words(),
        [Bar(label=UNNAMED, value=5), Bar(label="A", value=1), Bar(label="B", value=1)],
        name="x",
        leads=QUOTED_MOST,
        measure="m",
        label_heading="Speaker",
        value_heading="Quotations",
        total=7,
    )
    assert chart is not None
    assert chart.finding == "Unnamed sources are quoted most: five of seven quotations"


def test_what_a_sentence_says_better_is_not_drawn() -> None:
    """Fewer than three values, or only ones and twos, make no chart; zeros are no values."""
    assert _ranking(9, 4) is None
    assert _ranking(9, 4, 0) is None
    assert _ranking(2, 2, 1, 1) is None


def test_the_rest_of_a_long_ranking_is_summed() -> None:
    """At most twelve bars, and one for all others."""
    chart = _ranking(*range(20, 4, -1))
    assert chart is not None
    assert len(chart.bars) == 12
    assert chart.others == Bar(label="4 others", value=8 + 7 + 6 + 5)


def test_months_without_articles_are_drawn_empty() -> None:
    """Time is not compressed: a month in which nothing appeared has its column."""
    dates = [date(2031, 1, 5), date(2031, 1, 9), date(2031, 4, 1), None]
    chart = over_time(Words(), dates, name="t", measure="Articles")
    assert chart is not None
    assert [(b.label, b.value) for b in chart.bars] == [
        ("Jan 2031", 2),
        ("Feb 2031", 0),
        ("Mar 2031", 0),
        ("Apr 2031", 1),
    ]
    assert chart.finding == "Most articles are from January 2031: two of three"


def test_long_times_are_drawn_by_year() -> None:
    """More than two years of months are not legible; years are."""
    chart = over_time(
        Words(),
        [date(2028, 1, 1), date(2028, 2, 1), date(2029, 1, 1), date(2031, 1, 1)],
        name="t",
        measure="Articles",
    )
    assert chart is not None
    assert [(b.label, b.value) for b in chart.bars] == [("2028", 2), ("2029", 1), ("2030", 0), ("2031", 1)]
    assert chart.measure == "Articles, by year"


def test_too_few_dates_are_not_drawn() -> None:
    """Three dates in at least three columns, of which one is higher than one, or a sentence."""
    assert over_time(Words(), [date(2031, n, 1) for n in range(1, 9)], name="t", measure="m") is None
    assert over_time(Words(), [date(2031, 1, 1), date(2031, 2, 1), None], name="t", measure="m") is None
    assert over_time(Words(), [date(2031, 1, n) for n in range(1, 9)], name="t", measure="m") is None
