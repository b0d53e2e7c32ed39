"""What our own analysis costs beside spaCy's parse of the same text: a ratio within one run, never seconds.

Not part of `make test`, since a busy machine makes it uncertain: `make bench`. The texts are the newsroom's, or a
sample of the BBC's where BROADSHEET_EVAL names the folder of evaluation data. Processor time is taken by article
and stage, the least of several rounds, so that what disturbs one round is not counted.
"""

from __future__ import annotations

import gc
import gzip
import json
import os
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING, TypeVar

import pytest

from generator.analyse.actors import find_actors
from generator.analyse.key_phrases import rank_key_phrases
from generator.analyse.language_model import load
from generator.analyse.parse import parse
from generator.analyse.positions import find_positions
from generator.analyse.quotes import find, open_article
from generator.analyse.settings import AnalyseSettings
from generator.errors import ModelMissingError
from generator.model import Article
from generator.read import read_record, read_seeds
from generator.read.settings import ReadSettings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from spacy.language import Language

    from generator.analyse.actors import Found
    from generator.analyse.parse import Parsed
    from generator.analyse.quotes.find import Finding, Opened

NEWSROOM = Path(__file__).resolve().parents[1] / "newsroom"
FOLDER = os.environ.get("BROADSHEET_EVAL", "")

ROUNDS = 5
EVERY = 40
"""Of the BBC's 2,225 articles each so many-th is read."""

MOST = {"actors": 0.05, "quotes": 0.05, "positions": 0.05, "key phrases": 0.20}
"""Highest cost of each part, as a share of spaCy's."""

PARAGRAPHS = 2_000
"""Length of the shorter of two long articles; the other one is twice as long."""
MOST_GROWTH = 2.4
"""Highest cost of twice the paragraphs; 2 is what a pass over them takes."""

NAMES = (
    ["Ada", "Boris", "Carla", "Dmitri", "Elena", "Farid", "Greta", "Hugo", "Irene", "Jonas"],
    [
        "Bren",
        "Cald",
        "Dor",
        "Fen",
        "Gar",
        "Hal",
        "Ker",
        "Lam",
        "Mor",
        "Nor",
        "Pel",
        "Ros",
        "Sand",
        "Tor",
        "Ver",
    ],
    ["wick", "ford", "mann", "ley", "berg", "strom", "dale"],
    ["", "er", "ski", "sen"],
)
PLACES = ["Valmer", "Eastport", "Quillby", "Norham", "Stavely"]
THINGS = ["harbour", "budget", "ferry", "school", "bridge", "market", "hospital"]
SAYINGS = [
    "“The {thing} number {n} will reopen in {place},” said {name}, who runs the {thing} board.",
    "He said that the council of {place} had “no plan for the {thing}” before the vote.",
    "{name} told reporters the cost of the {thing} would rise. “We waited {n} days. Nobody came.”",
    "“They promised us a {thing}.",
    "According to {name}, the {thing} in {place} lost {n} per cent of its visitors.",
]

Result = TypeVar("Result")


def articles() -> Iterator[Article]:
    """Yield the texts: English ones, for which there is a model."""
    settings = ReadSettings()
    if not FOLDER:
        found = read_seeds(NEWSROOM, NEWSROOM / "seeds", settings).articles
        yield from (article for article in found if article.language == "en")
        return
    with gzip.open(Path(FOLDER) / "data" / "articles-bbc2225.jsonl.gz", "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % EVERY == 0:
                article = read_record(json.loads(line), place="bbc", line=number + 1, settings=settings)
                if isinstance(article, Article):
                    yield article


def timed(work: Callable[[], Result], least: dict[str, float], part: str) -> Result:
    """Do some work and remember the processor time it took where it was less than before."""
    begin = process_time()
    result = work()
    least[part] = min(least.get(part, float("inf")), process_time() - begin)
    return result


def quotes_of(parsed: Parsed, found: Found) -> tuple[Opened, tuple[Finding, ...]]:
    """Return an article's quotes with what they are found with."""
    opened = open_article(parsed, found)
    return opened, find(parsed, opened)


def costs(article: Article, nlp: Language, rounds: int = ROUNDS) -> dict[str, float]:
    """Return the least processor time of each part over all rounds, in seconds."""
    least: dict[str, float] = {}
    settings = AnalyseSettings()
    for _ in range(rounds):
        parsed = timed(lambda: parse(article, nlp), least, "spaCy")
        found = timed(lambda: find_actors(parsed), least, "actors")  # noqa: B023 - called at once
        opened, findings = timed(lambda: quotes_of(parsed, found), least, "quotes")  # noqa: B023 - the same
        timed(lambda: find_positions(parsed, opened, findings), least, "positions")  # noqa: B023 - the same
        timed(lambda: rank_key_phrases(parsed, found, most=settings.max_key_phrases), least, "key phrases")  # noqa: B023 - the same
    return least


@pytest.fixture(scope="module")
def shares() -> dict[str, float]:
    """Return each part's cost over all texts as a share of spaCy's."""
    try:
        nlp = load(AnalyseSettings().model)
    except ModelMissingError as error:
        pytest.skip(str(error))
    gc.disable()
    try:
        each = [costs(article, nlp) for article in articles()]
    finally:
        gc.enable()
    total = {part: sum(least[part] for least in each) for part in each[0]}
    return {part: total[part] / total["spaCy"] for part in MOST}


@pytest.mark.model
@pytest.mark.parametrize("part", MOST)
def test_cost_beside_spacy(shares: dict[str, float], part: str, measured: Callable[..., None]) -> None:
    """Each part of our own analysis costs a small share of what spaCy's parse of the same text costs."""
    measured(
        f"finding {part}, CPU", "spaCy's parse of the same texts", shares[part], must=MOST[part], unit="%"
    )


def long_article(n: int) -> Article:
    """Return an article of so many paragraphs, each with somebody's words: new people keep coming in."""
    lines = []
    for i in range(n):
        given, begin, end, last = (part[i // 10**p % len(part)] for p, part in enumerate(NAMES))
        saying = SAYINGS[i % len(SAYINGS)]
        place, thing = PLACES[i % len(PLACES)], THINGS[i % len(THINGS)]
        lines.append(saying.format(name=f"{given} {begin}{end}{last}", place=place, thing=thing, n=i))
    record = {"id": f"long-{n}", "text": "\n\n".join(lines), "language": "en"}
    article = read_record(
        record, place="long", line=1, settings=ReadSettings(max_article_characters=1_000_000)
    )
    assert isinstance(article, Article)
    return article


@pytest.mark.model
def test_cost_grows_with_the_length(measured: Callable[..., None]) -> None:
    """Twice the paragraphs cost about twice as much: no part looks at all of an article for each of its paragraphs."""
    try:
        nlp = load(AnalyseSettings().model)
    except ModelMissingError as error:
        pytest.skip(str(error))
    short, long = (costs(long_article(n), nlp, rounds=2) for n in (PARAGRAPHS, 2 * PARAGRAPHS))
    growth = {part: long[part] / short[part] for part in short}
    growth["all"] = sum(long.values()) / sum(short.values())
    for part, times in growth.items():
        what = f"an article of {2 * PARAGRAPHS:,} paragraphs: {part}, CPU"
        measured(what, f"one of {PARAGRAPHS:,}", times, must=MOST_GROWTH)
