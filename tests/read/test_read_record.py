"""One line of JSON for `extract`."""

from __future__ import annotations

import json
import pickle

import pytest

from generator.model import Article, Problem
from generator.read import ReadSettings, read_record

TEXT = "VELL — The council voted on Monday to close the old harbour for good, and nobody was pleased.\n\n“No,” said Holm."


def read(record: object, **settings: object) -> Article | Problem:
    """Read a record of line 7."""
    return read_record(record, place="in.jsonl", line=7, settings=ReadSettings(**settings))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "\n\n  " + TEXT + "  \n",
        TEXT.replace("\n", "\r\n"),
        "Cafe\u0301 \u00ad \ufeff \u200b a\u2028b\x85c\x00d \x0b e\tf",
        "Wrapped lines that end\nwhere the next word\nwould not fit and\ngo on below the\nline and on and on.",
        "\U0001f6a2 The ship\u00a0left.",
    ],
)
def test_the_text_is_taken_exactly_as_it_is(text: str) -> None:
    """No character is changed, so that offsets count the caller's string; only newlines part paragraphs."""
    article = read({"id": "a", "text": text})
    assert isinstance(article, Article)
    assert article.text == text
    assert [p.span.of(text) for p in article.paragraphs] == [
        s for line in text.split("\n") if (s := line.strip())
    ]


def test_metadata_and_layout_go_with_it() -> None:
    """A record may carry any seed's metadata, and its layout is recognised."""
    article = read(
        {"id": 7, "text": TEXT, "title": "Vote", "date": "March 3, 2025", "lang": "en-GB", "publish": "none"}
    )
    assert isinstance(article, Article)
    assert (article.id, article.title, str(article.date), article.language) == (
        "7",
        "Vote",
        "2025-03-03",
        "en",
    )
    assert article.publish == "none"
    assert article.structure.dateline is not None
    assert article.structure.dateline.of(TEXT) == "VELL"
    assert (article.seed.path, article.seed.line, len(article.seed.digest)) == ("in.jsonl", 7, 64)
    assert article.problems == ()


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        (None, "not a JSON object"),
        ([1], "not a JSON object"),
        ("text", "not a JSON object"),
        ({"id": "a"}, "no `text`"),
        ({"id": "a", "text": None}, "not a text"),
        ({"id": "a", "text": ["x"]}, "not a text"),
        ({"text": TEXT}, "no usable `id`"),
        ({"id": None, "text": TEXT}, "no usable `id`"),
        ({"id": "", "text": TEXT}, "no usable `id`"),
        ({"id": True, "text": TEXT}, "no usable `id`"),
        ({"id": {"a": 1}, "text": TEXT}, "no usable `id`"),
        ({"id": "a", "text": ""}, "no words"),
        ({"id": "a", "text": "Half \ud800 of it"}, "half a character"),
        ({"id": "a", "text": "x" * 2000}, "larger than"),
    ],
)
def test_a_record_that_cannot_be_read_is_a_problem(record: object, reason: str) -> None:
    """What is no article is one error with place, line, reason and remedy."""
    problem = read(record, max_bytes=1000)
    assert isinstance(problem, Problem)
    assert (problem.severity, problem.where) == ("error", "in.jsonl:7")
    assert reason in problem.what
    assert problem.remedy


def test_fields_of_other_programs_are_passed_over_but_slips_are_not() -> None:
    """Unknown fields are common in data sets; a known key with a slip in it is named."""
    article = read({"id": "a", "text": TEXT, "quotes": [], "n": 5, "titel": "Vote"})
    assert isinstance(article, Article)
    (problem,) = article.problems
    assert (problem.severity, problem.remedy) == ("error", "Did you mean `title`")


def test_one_record_gives_one_digest() -> None:
    """The digest is of the record's content, not of the order of its keys."""
    one, two = read({"id": "a", "text": TEXT}), read({"text": TEXT, "id": "a"})
    assert one == two
    other = read({"id": "a", "text": TEXT + "!"})
    assert isinstance(one, Article)
    assert isinstance(other, Article)
    assert one.seed.digest != other.seed.digest


def test_what_is_read_can_be_sent_to_another_process() -> None:
    """Articles and problems survive being pickled."""
    for record in ({"id": "a", "text": TEXT, "titel": 1}, {}):
        assert pickle.loads(pickle.dumps(read(record))) == read(record)  # noqa: S301 - our own bytes


def test_deep_json_is_no_crash() -> None:
    """A record that is nested as deep as JSON can be decoded is read all the same."""
    deep = json.loads('{"id": "a", "text": "One harbour.", "x": ' + "[" * 900 + "]" * 900 + "}")
    assert isinstance(read(deep), Article)
