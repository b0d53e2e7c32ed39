"""How often layout rules are right and wrong on thousands of articles that were not written for them."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from generator.read.layout import lay_out

pytestmark = pytest.mark.evaluation

CHECKSUMS = {
    "bbc2225": "c826514de13e2f79694aa7984dd6eedd9d225f13c48cc142df977cc114e36a48",
    "wikinews2019_20": "50b2bbba7c2275dbb7e06a041699a3f720b2f4a9c9d95a8591a507e7170c3187",
    "reuters21578": "d458378481c1343a562fb3e41800279a52a136963c316a6abec3b934d72f18c1",
}
"""sha256 of the files that the floors below were measured on."""


def rows(name: str) -> list[dict[str, Any]]:
    """Return the articles of one data set; skips where the folder is not given."""
    folder = os.environ.get("BROADSHEET_EVAL")
    if not folder:
        pytest.skip("BROADSHEET_EVAL names no folder of evaluation data")
    data = Path(folder, "data", f"articles-{name}.jsonl.gz").read_bytes()
    assert hashlib.sha256(data).hexdigest() == CHECKSUMS[name], "the floors belong to other data"
    return [json.loads(line) for line in gzip.decompress(data).splitlines()]


@pytest.mark.parametrize(
    ("name", "least", "most_false"), [("bbc2225", 2_221, 22), ("wikinews2019_20", 291, 0)]
)
def test_headlines_on_top_of_a_text_are_found(name: str, least: int, most_false: int) -> None:
    """A headline put above its article is found; an article without one is given none."""
    articles = rows(name)
    found = sum(lay_out(f"{row['title']}\n\n{row['text']}").structure.title is not None for row in articles)
    false = sum(lay_out(row["text"]).structure.title is not None for row in articles)
    assert found >= least
    assert false <= most_false


@pytest.mark.parametrize(
    ("name", "most"),
    [
        # Texts of their story only: whatever fires here is wrong, but for 20 notes on authors and dates.
        ("bbc2225", {"heading": 7, "note": 20, "caption": 0, "byline": 0, "sign_off": 0}),
        # 80 captions and 99 credits of galleries, all right; 5 first questions of interviews.
        ("wikinews2019_20", {"heading": 5, "note": 99, "caption": 80, "byline": 0, "sign_off": 0}),
        # 37 rules of hyphens and 7 dates of tables; 11 lines cut from tables.
        ("reuters21578", {"heading": 11, "note": 44, "caption": 0, "byline": 0, "sign_off": 0}),
    ],
)
def test_rules_leave_the_story_alone(name: str, most: dict[str, int]) -> None:
    """No rule fires more often than it did when every firing was looked at."""
    fired: Counter[str] = Counter()
    for row in rows(name):
        fired.update(p.kind for p in lay_out(row["text"], title=row["title"] or "Untitled").paragraphs)
    assert {kind: fired[kind] for kind in most if fired[kind] > most[kind]} == {}
