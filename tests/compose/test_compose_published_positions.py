"""Positions, conditions and shared utterances as published data: words only where they may be, everything by its place."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from generator.aggregate import AggregateSettings
from generator.aggregate import join as joined
from generator.compose import ComposeSettings, compose
from generator.compose.library import library
from generator.compose.published_feed import feed
from generator.compose.published_package import REFERENCES
from generator.compose.verbatim import check_verbatim
from generator.errors import UnfaithfulError
from generator.model import Corpus, DataFile, Publish, Records, Site

# The claims are the aggregating room's.
sys.path.insert(0, str(Path(__file__).parent.parent / "aggregate"))
from claims import told, unless
from small_corpora import Story

if TYPE_CHECKING:
    from generator.model import Entry

FEES = "higher harbor fees for ferries"
BEFORE = told("one", 1, ("r+o", "opposes", FEES), ("k", "demands", "late ferries"), more="It rained. " * 60)
AFTER = told("two", 2, ("r", "supports", FEES))


def corpus(*entries: Entry) -> Corpus:
    """Return the corpus of the articles."""
    return joined(entries, (), AggregateSettings(min_topic_articles=1))


def site(*entries: Entry, **settings: Any) -> Site:  # noqa: ANN401
    """Return the site of the articles."""
    return compose(corpus(*entries), ComposeSettings(**settings))


def rows(found: Site, name: str) -> list[dict[str, Any]]:
    """Return the rows of a data set."""
    content = next(f.content for f in found.files if f.path == f"data/{name}.json")
    assert isinstance(content, Records)
    names = [f.name for f in content.fields]
    return [dict(zip(names, row, strict=True)) for row in content.rows]


def position(found: Site, article: str, identity: str = "p0") -> dict[str, Any]:
    """Return the row of one position."""
    (row,) = [r for r in rows(found, "positions") if (r["article"], r["id"]) == (article, identity)]
    return row


def publishing(entry: Entry, publish: Publish) -> Entry:
    """Return the article with what may be published of it."""
    return replace(entry, article=replace(entry.article, publish=publish))


def test_a_position_is_told_with_its_place_holder_and_words() -> None:
    """Names and ids of actors and topics are those of the other tables; the address is the paragraph's."""
    found = site(BEFORE, AFTER)
    row = position(found, "one")
    text = BEFORE.article.text
    assert (row["act"], row["object"], row["cue"]) == ("opposes", FEES, "opposes")
    assert row["text"] == text[row["start"] : row["end"]] == f"Odile Renn and Tam Okafor opposes {FEES}."
    assert (row["holder"], row["joint_holders"]) == ("Odile Renn", ("Tam Okafor",))
    assert row["actor"] in {a["id"] for a in rows(found, "actors")}
    assert row["topics"] == ("harbor fees",)
    assert set(row["topic_ids"]) <= {t["id"] for t in rows(found, "topics")}
    assert row["address"] == f"{row['article_address']}#p-1"
    assert (row["rule"], row["confidence"], row["quote"]) == ("verb", 0.9, None)


def test_a_change_of_side_names_the_position_before() -> None:
    """In the row of the later one only."""
    found = site(BEFORE, AFTER)
    after, before = position(found, "two"), position(found, "one")
    assert (after["changed_article"], after["changed_from"]) == ("one", "p0")
    assert (before["changed_article"], before["changed_from"]) == (None, None)


def test_a_condition_is_told_with_both_parts() -> None:
    """What depends, on what, and the words between."""
    (row,) = rows(site(unless("three", 3)), "conditions")
    assert [row[k] for k in ("what", "marker", "condition")] == [
        "the harbor fees stay",
        "unless",
        "the ferries sail",
    ]
    assert (row["holder"], row["published"], row["topics"]) == (
        "Odile Renn",
        True,
        ("harbor fees", "ferries"),
    )


def test_words_that_may_not_be_published_leave_act_and_place() -> None:
    """In excerpts that are too short, and where nothing may be published: no words, no description, no address."""
    hidden = replace(
        BEFORE,
        analysis=replace(
            BEFORE.analysis,
            positions=tuple(
                replace(p, unnamed="some dockers", actor=None, holder=p.cue)
                for p in BEFORE.analysis.positions or ()
            ),
            conditions=(unless("three", 3).analysis.conditions or ()),
        ),
    )
    for found, describes in (
        (site(hidden, excerpt_words=0), "some dockers"),
        (site(publishing(hidden, "none")), None),
    ):
        for row in (*rows(found, "positions"), *rows(found, "conditions")):
            words = ("text", "cue", "object", "holder_written", "what", "condition", "marker", "address")
            assert [row[k] for k in words if row.get(k)] == []
            assert row["published"] is False
            assert row["start"] < row["end"]
        assert {r["unnamed"] for r in rows(found, "positions")} == {describes}
        assert {r["act"] for r in rows(found, "positions")} == {"opposes", "demands"}


def test_a_doubtful_position_names_nobody() -> None:
    """Below the site's confidence neither holder nor target is told; the row stays."""
    row = position(site(told("one", 1, ("r+o", "opposes", FEES), confidence=0.4)), "one")
    assert [row[k] for k in ("holder", "actor", "actor_address", "target")] == [None] * 4
    assert (row["joint_holders"], row["act"], row["confidence"]) == ((), "opposes", 0.4)


def test_a_repeat_names_what_it_repeats() -> None:
    """The version of a story points to the oldest that says it."""
    copy = told("two", 2, ("r+o", "opposes", FEES), ("k", "demands", "late ferries"), more="It rained. " * 60)
    row = position(site(BEFORE, copy), "two")
    assert (row["repeats_article"], row["repeats"]) == ("one", "p0")


@pytest.mark.parametrize("name", ["positions", "conditions", "same_words"])
def test_ids_in_the_tables_lead_to_rows(name: str) -> None:
    """Each field that names a row of another table names one that is there."""
    found = site(BEFORE, AFTER, unless("three", 3), *quoted())
    for row in rows(found, name):
        for field in row.keys() & REFERENCES.keys():
            target, key = REFERENCES[field]
            assert row[field] is None or row[field] in {r[key] for r in rows(found, target)}, field


def quoted() -> tuple[Entry, Entry]:
    """Return two articles that quote the same, one of them less."""
    words = "The boats will sail again when there is somebody on board to sail them"
    articles = []
    for name, said in (("four", words), ("five", words[: words.index(" on board")])):
        story = Story(name, [("body", f"“{said},” Tam Okafor said in {name}.")])
        articles.append(story.actor("o", "Tam Okafor").quote(said, "o", id="q").entry())
    return articles[0], articles[1]


def test_versions_of_an_utterance_are_rows_that_name_the_fullest() -> None:
    """Each leads to its quote."""
    found = site(*quoted())
    first, second = rows(found, "same_words")
    assert [(r["fullest_article"], r["fullest_quote"]) for r in (first, second)] == [("four", "q")] * 2
    assert [(r["article"], r["differences"]) for r in (first, second)] == [
        ("four", ()),
        ("five", ("cut after",)),
    ]
    assert {r["speaker"] for r in (first, second)} == {"Tam Okafor"}
    quotes = {(q["article"], q["id"]): q["address"] for q in rows(found, "quotes")}
    assert all(quotes[r["article"], r["quote"]] == r["address"] is not None for r in (first, second))


def test_the_feed_says_how_many_were_found() -> None:
    """Figures only, and nothing where there are none."""
    (three, two, one, four) = feed(
        library(corpus(BEFORE, AFTER, unless("three", 3), quoted()[0]), ComposeSettings())
    ).entries
    assert one.summary.endswith("2 positions were found.")
    assert two.summary.endswith("One position was found.")
    assert three.summary.endswith("One condition was found.")
    assert "found" not in four.summary


def test_words_that_differ_from_the_article_end_the_build() -> None:
    """The table of positions is compared with the text like every other."""
    found = corpus(BEFORE)
    records = next(
        f.content for f in compose(found, ComposeSettings()).files if f.path == "data/positions.json"
    )
    assert isinstance(records, Records)
    check_verbatim(found, (), [DataFile(path="data/positions.json", content=records)])
    at = [f.name for f in records.fields].index("start")
    row = list(records.rows[0])
    row[at] = 1
    with pytest.raises(UnfaithfulError):
        check_verbatim(
            found, (), [DataFile(path="data/positions.json", content=replace(records, rows=(tuple(row),)))]
        )
