"""What a whole site gives away of each article: every file of it, laid together, as somebody copying would."""

from __future__ import annotations

import re
import shutil
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from site_texts import WORD, told, words

from generator.cli import DONE, main
from generator.config import load_settings
from generator.read import read_seeds

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.model import Article

pytestmark = [pytest.mark.model, pytest.mark.usefixtures("needs_model")]

NEWSROOM = Path(__file__).resolve().parents[1] / "newsroom"
N_TELLING = 7
"""Words in a row that nobody but the article has; six may be a name with its role, which is told of any article."""
N_OF_SILENT = 8
"""So many words in a row of an article that publishes none are its text."""
MAX_WORDS = 90
"""Smaller than the default, so that the limit bites in articles as short as the newsroom's."""
_SPACED = re.compile(r"\S+")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the newsroom's project, built with small excerpts."""
    folder = tmp_path_factory.mktemp("rights") / "newsroom"
    shutil.copytree(NEWSROOM / "seeds", folder / "seeds")
    settings = (NEWSROOM / "mkdocs.yml").read_text("utf-8")
    (folder / "mkdocs.yml").write_text(f"{settings}    excerpt_words: {MAX_WORDS}\n", "utf-8")
    assert main(["build", "--project", str(folder), "-q"]) == DONE
    return folder


@pytest.fixture(scope="module")
def articles(project: Path) -> tuple[Article, ...]:
    """Return the newsroom's articles as they are read."""
    settings = load_settings(project)
    return read_seeds(project, project / settings.seeds, settings.read).articles


@pytest.fixture(scope="module")
def texts(project: Path) -> list[list[str]]:
    """Return the words of every text in every file of the site."""
    site = project / "site"
    found = [(file, text) for file in sorted(site.rglob("*")) if file.is_file() for text in told(file)]
    kinds = {file.suffix for file, _ in found}
    assert {".html", ".json", ".csv", ".xml", ".gexf", ".pf_fragment", ".pf_index", ".js"} <= kinds
    return [words(text) for _, text in found]


def given_away(article: Article, texts: Iterable[list[str]], n: int) -> list[bool]:
    """Return for each word of an article whether some text has it in a run of at least `n` of the article's words."""
    own = words(article.text)
    places = defaultdict(list)
    for i in range(len(own) - n + 1):
        places[tuple(own[i : i + n])].append(i)
    given = [False] * len(own)
    for text in texts:
        for run in zip(*(text[k:] for k in range(n)), strict=False):
            for i in places.get(run, ()):
                given[i : i + n] = [True] * n
    return given


def longest_run(article: Article, given: list[bool]) -> tuple[int, str]:
    """Return the most spaced words in a row that were given away, and these words."""
    spaced = [(m.start(), m.end()) for m in _SPACED.finditer(article.text) if words(m[0])]
    starts = [m.start() for m in WORD.finditer(article.text.casefold())]
    at = dict(zip(starts, given, strict=True)) if len(starts) == len(given) else {}
    assert at, f"{article.id}: its words change their places when their case does"
    best, run = (0, ""), []
    for start, end in [*spaced, (0, 0)]:
        if any(at.get(i) for i in range(start, end)):
            run.append((start, end))
            continue
        if len(run) > best[0]:
            best = len(run), article.text[run[0][0] : run[-1][1]]
        run = []
    return best


def test_no_site_gives_away_a_longer_run_than_an_excerpt_may_have(
    articles: tuple[Article, ...],
    texts: list[list[str]],
) -> None:
    """Pages, search index, data, feed and what is said to programs, laid together: no run is longer than the setting."""
    excerpts = [a for a in articles if (a.publish or "excerpt") == "excerpt"]
    runs = {a.id: longest_run(a, given_away(a, texts, N_TELLING)) for a in excerpts}
    assert {key: run for key, run in runs.items() if run[0] > MAX_WORDS} == {}, runs
    assert max(run[0] for run in runs.values()) > MAX_WORDS // 2, (
        "nothing was found: is the site read at all?"
    )


def test_an_article_that_publishes_nothing_gives_away_its_title_only(
    articles: tuple[Article, ...],
    texts: list[list[str]],
) -> None:
    """No eight words in a row of its text stand in any file of the site; its title is not its text."""
    silent = [a for a in articles if a.publish == "none"]
    assert silent
    for article in silent:
        title = words(article.title)
        own = [text for text in texts if text != title]
        given = given_away(article, own, N_OF_SILENT)
        if words(article.text)[: len(title)] == title:
            given[: len(title)] = [False] * len(title)
        run = longest_run(article, given)
        assert run[0] < N_OF_SILENT, run


def test_an_article_published_whole_is_found_whole(
    articles: tuple[Article, ...], texts: list[list[str]]
) -> None:
    """What looks for given-away words finds nearly all of an article that gives all away: it is not blind."""
    (whole,) = (a for a in articles if a.publish == "full")
    given = given_away(whole, texts, N_TELLING)
    assert sum(given) > 0.98 * len(given)
