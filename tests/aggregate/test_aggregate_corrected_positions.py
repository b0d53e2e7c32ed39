"""Corrections of positions and conditions: what each key does, and what is said of those that cannot be applied."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from claims import told, unless

from generator.aggregate import AggregateSettings, check_articles, join
from generator.model import (
    ActOf,
    ConditionOverrides,
    DroppedCondition,
    DroppedPosition,
    DroppedQuote,
    HolderOf,
    Overrides,
    Position,
    PositionOverrides,
    Quote,
    QuoteOverrides,
    SpeakerOf,
)

if TYPE_CHECKING:
    from generator.model import Corpus, Correction, Entry, Problem

ENTRIES = (
    told("one", 1, ("r+o", "opposes", "higher harbor fees"), ("k", "demands", "late ferries")),
    told("two", 2, ("r", "supports", "the talks")),
    unless("three", 3),
)
FEES = "opposes higher harbor fees"


def corrected(
    conditions: dict[str, Any] | None = None,
    quotes: dict[str, Any] | None = None,
    entries: tuple[Entry, ...] = ENTRIES,
    **positions: Any,  # noqa: ANN401
) -> Corpus:
    """Return the corpus of the articles with these overrides."""
    overrides = Overrides(
        place="seeds/overrides.yml",
        positions=PositionOverrides(**positions),
        conditions=ConditionOverrides(**(conditions or {})),
        quotes=QuoteOverrides(**(quotes or {})),
    )
    return join(entries, (), AggregateSettings(min_topic_articles=1), overrides)


def positions(corpus: Corpus, article: str = "one") -> dict[str, Position]:
    """Return an article's positions by id."""
    found = next(e.analysis.positions for e in corpus.entries if e.article.id == article)
    return {p.id: p for p in found or ()}


def holders(corpus: Corpus, article: str = "one", position: str = "p0") -> tuple[str, ...]:
    """Return the names of those who hold a position."""
    (joined,) = [p for p in corpus.positions if (p.ref.article, p.ref.position) == (article, position)]
    names = {a.id: a.canonical_name for a in corpus.actors}
    return tuple(names[h] for h in joined.holders)


def correction(corpus: Corpus) -> Correction:
    """Return the one correction."""
    assert corpus.problems == ()
    (found,) = corpus.corrections
    return found


def problem(corpus: Corpus) -> Problem:
    """Return the one problem, nothing being corrected."""
    assert corpus.corrections == ()
    (found,) = corpus.problems
    return found


def drop(article: str, text: str, line: int = 1) -> DroppedPosition:
    """Return a position that is none."""
    return DroppedPosition(line=line, article=article, text=text)


def test_a_dropped_position_is_in_no_list() -> None:
    """Neither its article's nor its holders' nor its topics'; the others stay."""
    corpus = corrected(drop=(drop("one", FEES),))
    assert list(positions(corpus)) == ["p1"]
    assert [a.canonical_name for a in corpus.actors if a.positions] == ["Odile Renn", "Karsovia"]
    assert [t.name for t in corpus.topics if t.positions] == []
    told_of = correction(corpus)
    assert (told_of.key, told_of.was, told_of.now) == (
        "positions.drop",
        "a position of Odile Renn",
        "not a position",
    )
    assert (told_of.article, told_of.position) == ("one", None)


def test_a_corrected_act_is_the_editors() -> None:
    """Rule and confidence say so; holder and words stay."""
    corpus = corrected(act=(ActOf(line=4, article="seeds/one.txt", text=FEES.upper(), act="refuses"),))
    position = positions(corpus)["p0"]
    assert (position.act, position.rule, position.confidence) == ("refuses", "editor", 1.0)
    assert holders(corpus) == ("Odile Renn", "Tam Okafor")
    found = correction(corpus)
    assert (found.line, found.key, found.was, found.now) == (4, "positions.act", "opposes", "refuses")
    assert (found.actor, found.article, found.position) == ("odile renn", "one", "p0")


def test_a_position_is_given_to_an_actor_of_the_article() -> None:
    """Whoever held it with the former holder holds it no more."""
    corpus = corrected(holder=(HolderOf(line=1, article="one", text=FEES, holder="Karsovia"),))
    assert holders(corpus) == ("Karsovia",)
    assert positions(corpus)["p0"].rule == "editor"
    assert (correction(corpus).was, correction(corpus).now) == (
        "a position of Odile Renn",
        "a position of Karsovia",
    )


def test_a_position_is_given_to_somebody_unnamed_or_new() -> None:
    """A description names nobody; a name that nobody knows makes a person, and the ledger says so."""
    some = corrected(holder=(HolderOf(line=1, article="one", text=FEES, holder="some countries"),))
    assert (positions(some)["p0"].unnamed, holders(some)) == ("some countries", ())
    new = corrected(holder=(HolderOf(line=1, article="one", text=FEES, holder="Bo Lind"),))
    assert holders(new) == ("Bo Lind",)
    assert correction(new).now == "a position of Bo Lind, whom no article names"


def test_act_and_holder_of_one_position_are_both_corrected() -> None:
    """Each key says its own."""
    corpus = corrected(
        act=(ActOf(line=1, article="one", text=FEES, act="doubts"),),
        holder=(HolderOf(line=2, article="one", text=FEES, holder="Karsovia"),),
    )
    assert (positions(corpus)["p0"].act, holders(corpus)) == ("doubts", ("Karsovia",))
    assert corpus.problems == ()


def test_a_second_line_for_the_same_is_left_out() -> None:
    """It names the first."""
    twice = tuple(ActOf(line=n, article="one", text=FEES, act="doubts") for n in (3, 5))
    corpus = corrected(act=twice)
    assert [(p.severity, p.line) for p in corpus.problems] == [("error", 5)]
    assert "line 3" in corpus.problems[0].what
    assert len(corpus.corrections) == 1


def test_a_dropped_condition_is_in_no_list() -> None:
    """Its words, or those of either part, name it."""
    for text in ("stay unless the ferries sail", "the ferries sail", "the harbor fees stay"):
        corpus = corrected({"drop": (DroppedCondition(line=2, article="three", text=text),)})
        assert corpus.conditions == ()
        assert correction(corpus).key == "conditions.drop"
        assert correction(corpus).was == "a condition of Odile Renn"


def test_several_positions_in_one_sentence_are_told_apart_by_verb_and_object() -> None:
    """The words of the sentence may mean either; they are left out with the ids."""
    entry = ENTRIES[0]
    first, second = entry.analysis.positions or ()
    whole = type(first.span)(start=first.span.start, end=second.span.end)
    both = tuple(replace(p, span=whole) for p in (first, second))
    one = (replace(entry, analysis=replace(entry.analysis, positions=both)),)
    sentence = whole.of(entry.article.text)
    several = problem(corrected(drop=(drop("one", sentence),), entries=one))
    assert several.severity == "error"
    assert "stand in 2 positions" in several.what
    assert "p0, p1 in data/positions.json" in several.remedy
    assert list(positions(corrected(drop=(drop("one", FEES),), entries=one))) == ["p1"]
    assert list(positions(corrected(drop=(drop("one", "demands"),), entries=one))) == ["p0"]


@pytest.mark.parametrize(
    ("article", "text", "what", "remedy"),
    [
        ("onee", FEES, "there is no article", "Did you mean “one”"),
        ("one", "opposes high harbor fees", "do not stand in the article", "Did you mean position p0"),
        ("one", "never written anywhere", "do not stand in the article", "words of the position"),
    ],
)
def test_what_matches_nothing_is_a_warning_with_the_nearest(
    article: str, text: str, what: str, remedy: str
) -> None:
    """The words of the article are not repeated: reports are public."""
    corpus = corrected(drop=(drop(article, text, line=7),))
    found = problem(corpus)
    assert (found.severity, found.line) == ("warning", 7)
    assert what in found.what
    assert remedy in found.remedy
    assert "higher" not in found.what + found.remedy


def test_words_of_the_article_that_are_no_position_are_told() -> None:
    """Where the list is, too."""
    corpus = corrected({"drop": (DroppedCondition(line=7, article="three", text="The ferries were late"),)})
    assert "are in no condition" in problem(corpus).what
    assert "data/conditions.json" in problem(corpus).remedy


def test_articles_and_words_are_tested_without_analyses() -> None:
    """What `check` can tell before a build."""
    overrides = Overrides(
        place="o.yml",
        positions=PositionOverrides(
            drop=(drop("one", FEES, 1), drop("nine", FEES, 2)),
            act=(ActOf(line=3, article="one", text="no such words", act="doubts"),),
            holder=(HolderOf(line=4, article="one", text="nor these", holder="Karsovia"),),
        ),
        conditions=ConditionOverrides(drop=(DroppedCondition(line=5, article="one", text="nor those"),)),
    )
    found = check_articles([e.article for e in ENTRIES], overrides)
    assert [(p.line, "position" in p.remedy, "condition" in p.remedy) for p in found] == [
        (2, False, False),
        (3, True, False),
        (4, True, False),
        (5, False, True),
    ]


def quoted() -> Entry:
    """Return an article whose first position stands in a quote of Renn's, whose second is somebody else's in it."""
    entry = ENTRIES[0]
    span = (entry.analysis.positions or ())[0].span
    quote = Quote(
        id="q", kind="indirect", content=span, group="q", speaker="r", rule="clause", confidence=0.9
    )
    positions = tuple(replace(p, quote="q", joint_actors=()) for p in entry.analysis.positions or ())
    return replace(entry, analysis=replace(entry.analysis, quotes=(quote,), positions=positions))


def test_the_speakers_positions_go_with_a_quote_that_is_given_to_another() -> None:
    """Those of others that it tells of stay theirs."""
    given = (SpeakerOf(line=1, article="one", text=FEES, speaker="Tam Okafor"),)
    corpus = corrected(quotes={"speaker": given}, entries=(quoted(),))
    assert holders(corpus) == ("Tam Okafor",)
    assert holders(corpus, position="p1") == ("Karsovia",)
    assert [p.rule for p in positions(corpus).values()] == ["editor", "verb"]


def test_a_position_outlives_a_quote_that_is_none() -> None:
    """It stands in the article's own words then."""
    dropped = (DroppedQuote(line=1, article="one", text=FEES),)
    corpus = corrected(quotes={"drop": dropped}, entries=(quoted(),))
    assert [p.quote for p in positions(corpus).values()] == [None, None]
    assert holders(corpus) == ("Odile Renn",)
