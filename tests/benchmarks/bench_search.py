"""What a first search costs a reader of a large site, in bytes as sent and in requests: 7,000 pages, alone and with sisters; 23,600.

Run by hand: `.venv/bin/python -m pytest tests/benchmarks/bench_search.py -s`. The pages are made without MkDocs, with
words of an invented language whose frequencies fall as those of a real one do (Zipf), names of people and facets.
"""

from __future__ import annotations

import gzip
import random
import shutil
import sys
import threading
import time
from contextlib import contextmanager
from datetime import date, timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright

from generator.write import search

if TYPE_CHECKING:
    from collections.abc import Iterator

PROJECT = Path(__file__).parents[2]
LARGE = (2_000, 4_000, 1_000)
"""Articles, actors and topics."""
LARGEST = (18_276, 4_590, 754)
"""As many pages as 18,276 agency reports make."""
N_WORDS = 40_000
"""Different words, a little more than 2,000 news articles have."""
LIMIT = 300_000
"""Bytes of a first search, as sent, for each site that is searched."""
N_SISTERS = (0, 1, 3)
"""How many sites of the same size are searched along."""

PAGE = """<!doctype html><html lang="en"><head><title>{title}</title></head><body><script src="{up}assets/javascripts/frame.js"></script>
<script src="{up}assets/javascripts/hands.js" defer></script>{sisters}
<button data-bs-search>Search</button><div data-pagefind-body><div hidden data-pagefind-ignore>
<span data-pagefind-meta="title">{title}</span>{meta}<span data-pagefind-filter="kind">{kind}</span>{facets}
</div><h1>{title}</h1>{text}</div></body></html>"""


class Language:
    """An invented language: words whose frequency falls with their rank."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        parts = [
            a + b
            for a in [
                "b",
                "d",
                "f",
                "g",
                "k",
                "l",
                "m",
                "n",
                "p",
                "r",
                "s",
                "t",
                "v",
                "w",
                "st",
                "tr",
                "pl",
                "gr",
            ]
            for b in ["a", "e", "i", "o", "u", "ai", "ou"]
        ]
        self.words = [
            "".join(chance.choices(parts, k=chance.choice((1, 2, 2, 3, 3, 4)))) for _ in range(N_WORDS)
        ]
        self.weights = [1 / rank for rank in range(1, N_WORDS + 1)]

    def text(self, n: int) -> str:
        """Return n words as paragraphs with anchors."""
        words = self.chance.choices(self.words, self.weights, k=n)
        return "".join(f'<p id="p-{i}">{" ".join(words[i : i + 60])}.</p>' for i in range(0, n, 60))

    def name(self) -> str:
        """Return a name of two words."""
        return " ".join(word.capitalize() for word in self.chance.sample(self.words[200:], 2))


def facets(name: str, values: list[str]) -> str:
    """Return hidden values of a filter."""
    return "".join(f'<span data-pagefind-filter="{name}">{value}</span>' for value in values)


def made(site: Path, n_articles: int, n_actors: int, n_topics: int) -> list[str]:
    """Write a site of so many pages with its index into a folder, and return the names of its actors."""
    chance = random.Random(6)  # noqa: S311 - the same pages each time, no secret
    language = Language(chance)
    actors = sorted({language.name() for _ in range(n_actors)})
    topics = sorted({language.name().lower() for _ in range(n_topics)})

    def write(kind: str, i: int, title: str, text: str, extra: str = "") -> None:
        meta = "" if kind == "Article" else f'<span data-pagefind-meta="name">{title}</span>'
        file = site / f"{kind.lower()}s" / str(i) / "index.html"
        file.parent.mkdir(parents=True)
        page = PAGE.format(
            title=title, meta=meta, kind=kind, facets=extra, text=text, up="../../", sisters=""
        )
        file.write_text(page, encoding="utf-8")

    for i in range(n_articles):
        named, about = chance.sample(actors, 8), chance.sample(topics, 6)
        text = language.text(chance.randint(200, 600)) + f"<p>{' '.join(named)} {' '.join(about)}</p>"
        day = date(2016, 1, 1) + timedelta(days=chance.randrange(4_000))
        extra = (
            facets("actor", named)
            + facets("topic", about)
            + facets("outlet", [f"Paper {i % 12}"])
            + facets("year", [str(day.year)])
            + facets("date", [day.isoformat()])
        )
        write("Article", i, language.name() + " " + language.name(), text, extra)
    for i, name in enumerate(actors):
        write("Actor", i, name, language.text(120), facets("actor", [name]))
    for i, name in enumerate(topics):
        write("Topic", i, name, language.text(150), facets("topic", [name]))
    shutil.copytree(PROJECT / "templates" / "theme" / "assets", site / "assets")
    (site / "state").mkdir()
    search.index(site, state=site / "state")
    for n in N_SISTERS:
        links = "".join(f'<a data-bs-shard href="/site-{i}/">site {i}</a>' for i in range(1, n + 1))
        (site / "with" / str(n)).mkdir(parents=True)
        page = PAGE.format(title="Foot", meta="", kind="", facets="", text="", up="../../", sisters=links)
        (site / "with" / str(n) / "index.html").write_text(page, encoding="utf-8")
    return actors


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """A site of 7,000 pages with its index, and the names of its actors."""
    site = tmp_path_factory.mktemp("large")
    return site, made(site, *LARGE)


@pytest.fixture(scope="module")
def largest(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """A site of 23,600 pages with its index, and the names of its actors."""
    site = tmp_path_factory.mktemp("largest")
    return site, made(site, *LARGEST)


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Where a site is served; its sisters, the same pages under other paths, stand beside it."""

    class Quiet(SimpleHTTPRequestHandler):
        def translate_path(self, path: str) -> str:
            """Return the one file that all sites have at a path below them."""
            return super().translate_path("/" + path.lstrip("/").partition("/")[2])

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/site-0/"
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize("n_sisters", N_SISTERS)
def test_a_first_search_of_7000_pages(large: tuple[Path, list[str]], n_sisters: int) -> None:
    """Opening search, typing a name and seeing results takes at most 300 KB a site; choosing filters is told beside it."""
    assert weight(*large, n_sisters) <= LIMIT * (1 + n_sisters)


def test_a_first_search_of_23600_pages(largest: tuple[Path, list[str]]) -> None:
    """So does a site of as many pages as 18,276 articles make."""
    assert weight(*largest, 0) <= LIMIT


def weight(site: Path, actors: list[str], n_sisters: int) -> int:
    """Return the bytes of a first search, and say what they are and what more filters and an order by day take."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    with served(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        sent: list[tuple[str, int]] = []
        page.on(
            "response",
            lambda response: sent.append((response.url, compressed(response.body(), response.url))),
        )
        page.goto(f"{address}with/{n_sisters}/")
        sent.clear()
        begun = time.perf_counter()
        page.keyboard.press("/")
        page.wait_for_selector("dialog[open]")
        page.keyboard.type(actors[77])
        page.locator("#bs-search-results [role=option]").first.wait_for()
        seconds = time.perf_counter() - begun
        if n_sisters:
            page.locator(".bs-search__about", has_text="From site").first.wait_for()
        page.wait_for_load_state("networkidle")
        assert page.locator(".bs-search__title").first.inner_text() == actors[77]
        assert page.locator(".bs-search__missing").is_hidden()
        first, n = sum(size for _, size in sent), len(sent)
        for url, size in sorted(sent, key=lambda one: -one[1])[:8]:
            sys.stdout.write("\n" + f"{size:>8} {url.partition('/site-')[2]}")
        sys.stdout.write(
            f"\nfirst search, {n_sisters} sisters: {first:,} bytes in {n} requests, {seconds:.2f} s"
        )
        sent.clear()
        page.get_by_role("button", name="Filter and sort").click()
        page.locator("#bs-search-actor option").nth(1).wait_for(state="attached")
        page.wait_for_load_state("networkidle")
        sys.stdout.write(
            f"\nfilters opened: {sum(size for _, size in sent):,} bytes more in {len(sent)} requests"
        )
        sent.clear()
        page.locator("#bs-search-sort").select_option("desc")
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(500)
        sys.stdout.write(
            f"\nnewest first: {sum(size for _, size in sent):,} bytes more in {len(sent)} requests\n"
        )
        browser.close()
    return first


def compressed(body: bytes, url: str) -> int:
    """Return the bytes that a host sends: text compressed, the index as it is, which is compressed already."""
    return len(gzip.compress(body, 6)) if url.endswith((".js", ".css", ".html", "/", ".json")) else len(body)
