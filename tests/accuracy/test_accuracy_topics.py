"""Topics and stories over many articles: the invented newsroom always, evaluation data where their folder is given."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from floors import holds
from planted import measured

from generator.aggregate import AggregateSettings, join
from generator.analyse import Analyser
from generator.compose import compose
from generator.compose.settings import ComposeSettings
from generator.model import Article, Entry
from generator.read import read_record
from generator.read.settings import ReadSettings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gold import Judged

pytestmark = pytest.mark.model

FOLDER = Path(os.environ.get("BROADSHEET_EVAL", ""))
BBC = FOLDER / "data" / "articles-bbc2225.jsonl.gz"
needs_data = [
    pytest.mark.evaluation,
    pytest.mark.skipif(
        not os.environ.get("BROADSHEET_EVAL"), reason="needs BROADSHEET_EVAL, the folder of evaluation data"
    ),
]

ENOUGH = 0.95
"""Recall and precision of near-duplicates."""

SOME = 750
"""BBC articles whose topics are measured: a third of them, which takes minutes and not a quarter of an hour."""

IN_FIVE = 5
"""Articles of a topic from which its purity counts."""


def entries(newsroom: Sequence[Judged]) -> list[Entry]:
    """Return the newsroom's articles with their analyses."""
    return [Entry(article=j.article, analysis=j.analysis) for j in newsroom]


def addresses(some: Sequence[Entry]) -> tuple[dict[str, str], set[str]]:
    """Return topic's id → its page's address, and every address of a topic that leads somewhere."""
    corpus = join(some, (), AggregateSettings())
    site = compose(corpus, ComposeSettings(site_name="Test"))
    pages = {p.title.casefold(): p.path.removesuffix(".md") for p in site.pages if p.kind == "topic"}
    leading = {p.path.removesuffix("/index.html") for p in site.pages if p.kind == "redirect"}
    return {t.id: pages[t.name.casefold()] for t in corpus.topics}, leading | set(pages.values())


def test_topics_keep_their_addresses_when_articles_come(newsroom: list[Judged]) -> None:
    """What half of the newsroom has a page for is found under that address in the whole, or not a topic there."""
    everything = entries(newsroom)
    after, leading = addresses(everything)
    for start in range(3):
        before, _ = addresses(everything[start::2])
        both = before.keys() & after.keys()
        assert len(both) >= len(before) // 2
        assert {before[t] for t in both} <= leading


def test_copies_planted_in_the_newsroom_are_found(newsroom: list[Judged]) -> None:
    """Wire copies, updates, cut versions and changed words are their originals' story, and no others are."""
    found = measured([j.article for j in newsroom], every=1)
    assert found.recall >= ENOUGH, found.missed
    assert found.precision >= ENOUGH


def bbc() -> list[Article]:
    """Return the BBC articles, in an order that has nothing to do with their sections."""
    with gzip.open(BBC, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    records.sort(key=lambda r: hashlib.sha256(str(r["id"]).encode()).hexdigest())
    read = (read_record(r, place=BBC.name, line=n, settings=ReadSettings()) for n, r in enumerate(records, 1))
    return [a for a in read if isinstance(a, Article)]


class TestLargeCorpora:
    """What takes thousands of real articles."""

    pytestmark = needs_data

    def test_planted_copies_and_topics_of_one_section(self) -> None:
        """Copies planted in 2,000 BBC articles are found; a topic's articles are mostly of one section of the paper."""
        articles = bbc()
        copies = measured(articles[:2000], every=5)
        assert copies.n_pairs >= 390
        analyser = Analyser()
        some = [Entry(article=a, analysis=analyser(a)) for a in articles[:SOME]]
        corpus = join(some, (), AggregateSettings())
        shares = []
        for topic in corpus.topics:
            sections = Counter(a.article.split("-")[1] for a in topic.appearances)
            if sections.total() >= IN_FIVE:
                shares.append(max(sections.values()) / sections.total())
        measured_now = {
            "BBC: copies found": copies.recall,
            "BBC: copies that are some": copies.precision,
            "BBC: articles of a topic in one section": sum(shares) / len(shares),
        }
        sums = {"articles-bbc2225": hashlib.sha256(BBC.read_bytes()).hexdigest()}
        holds("BBC articles", sums, measured_now)
