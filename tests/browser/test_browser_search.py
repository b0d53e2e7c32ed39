"""Search over a whole newsroom: names first, every quotation found, nothing that is no text of a page; and what it weighs."""

from __future__ import annotations

import gzip
import re
import sys
from typing import TYPE_CHECKING

import pytest
from lxml import html

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.model]

PAGE_LIMIT = 150_000
"""Bytes of a page view before search; as sent, and for all but the longest pages even as they lie on the disk."""

MOST_REQUESTS = 16
"""Of a page view: the page, its styles and scripts."""


@pytest.fixture(scope="module")
def newsroom(newsroom_site: Path, serve: Callable[[Path], str]) -> str:
    """The address of the demo site."""
    return serve(newsroom_site)


@pytest.fixture
def searching(page: Page, newsroom: str) -> Page:
    """A window whose search has been opened."""
    page.goto(newsroom)
    page.keyboard.press("/")
    page.wait_for_selector("dialog[open]")
    return page


def found(page: Page, query: str) -> list[dict[str, str]]:
    """Return kind, title and address of what a search shows, in its order."""
    results: list[dict[str, str]] = page.evaluate("query => window.bsSearch.find(query)", query)
    return results


def pages_of(site: Path, folder: str) -> dict[str, html.HtmlElement]:
    """Return each page below a folder that search knows, by its path."""
    parsed = {
        file: html.fromstring(file.read_bytes()) for file in sorted(site.glob(f"{folder}/*/index.html"))
    }
    return {
        f"{folder}/{file.parent.name}/": page
        for file, page in parsed.items()
        if page.xpath("//*[@data-pagefind-body]")
    }


def plain(text: str) -> str:
    """Return the words of a text with single spaces between them."""
    return " ".join(re.findall(r"[\w’'-]+", text))


def title(page: html.HtmlElement) -> str:
    """Return the name by which search shows a page."""
    return str(page.xpath("string(//*[@data-pagefind-meta='title'])")).strip()


def test_every_actors_name_finds_their_page_first(
    searching: Page, newsroom_site: Path, newsroom: str
) -> None:
    """Whoever types a name gets a page of that name at the top; all pages of that name, where several have it."""
    actors = {newsroom + path: title(page) for path, page in pages_of(newsroom_site, "actors").items()}
    assert len(actors) > 100
    astray = {}
    for address, name in actors.items():
        results = found(searching, name)
        same = [other for other, title in actors.items() if title.lower() == name.lower()]
        first = {result["address"].split("#")[0] for result in results[: len(same)]}
        if address not in first:
            astray[name] = [result["title"] for result in results]
    assert astray == {}


def test_every_topics_name_finds_it_first_among_topics(
    searching: Page, newsroom_site: Path, newsroom: str
) -> None:
    """Whoever types a topic's name gets that topic before all others."""
    topics = {newsroom + path: title(page) for path, page in pages_of(newsroom_site, "topics").items()}
    assert len(topics) > 30
    astray = {}
    for address, name in topics.items():
        results = [result for result in found(searching, name) if result["kind"] == "Topic"]
        if [result["address"].split("#")[0] for result in results[:1]] != [address]:
            astray[name] = [result["title"] for result in results]
    assert astray == {}


def test_every_published_quotation_is_found_by_its_first_words(
    searching: Page, newsroom_site: Path, newsroom: str
) -> None:
    """The first six words of a quotation, bare or between quotation marks, lead to an article in which they stand.

    That is the first article found, whichever it is where several have the same quotation.
    """
    articles = {newsroom + path: page for path, page in pages_of(newsroom_site, "articles").items()}
    texts = {address: plain(page.text_content()) for address, page in articles.items()}
    lost, n = {}, 0
    for page in articles.values():
        for words in page.xpath("//figure[starts-with(@id, 'q-')]//blockquote[contains(@class, 'bs-words')]"):
            start = " ".join(plain(words.text_content()).split()[:6])
            n += 1
            for query in (start, f"“{start}”"):
                first = [result for result in found(searching, query) if result["kind"] == "Article"][:1]
                if not first or start not in texts[first[0]["address"].split("#")[0]]:
                    lost[query] = first
    assert n > 200
    assert lost == {}


def test_only_what_a_page_says_is_indexed(newsroom_site: Path) -> None:
    """Charts, tables, page numbers and what is hidden stand outside of what search reads; so do header and footer."""
    n = 0
    for file in newsroom_site.rglob("*.html"):
        page = html.fromstring(file.read_bytes())
        for body in page.xpath("//*[@data-pagefind-body]"):
            n += 1
            read = body.xpath(
                "descendant::*[self::svg or self::table or self::nav or self::header[@class='bs-header'] or self::footer or @hidden]"
                "[not(ancestor-or-self::*[@data-pagefind-ignore])]",
            )
            assert [html.tostring(part)[:200] for part in read] == [], file
    assert n > 200


def test_words_of_the_frame_find_nothing(searching: Page) -> None:
    """What stands on every page is no way to find one."""
    for words in ('"skip to the content"', '"dark colours"', '"back to the top"'):
        assert found(searching, words) == [], words


def test_what_a_page_view_weighs(newsroom_site: Path, newsroom: str, new_page: Callable[..., Page]) -> None:
    """Before search, a page view is at most 150 KB as it lies on the disk for three quarters of articles, half as sent for all."""
    kinds = (
        "index.html",
        "articles/*/index.html",
        "actors/*/index.html",
        "topics/*/index.html",
        "*/index.html",
    )
    by_size = {kind: sorted(newsroom_site.glob(kind), key=lambda file: file.stat().st_size) for kind in kinds}
    articles = by_size["articles/*/index.html"]
    common = articles[len(articles) * 3 // 4]
    for file in (*(files[-1] for files in by_size.values()), common):
        path = file.relative_to(newsroom_site).as_posix().removesuffix("index.html")
        asked: list[bytes] = []
        page = new_page()
        page.on("response", lambda response, asked=asked: asked.append(response.body()))
        page.goto(newsroom + path)
        page.wait_for_load_state("networkidle")
        sent, whole = sum(len(gzip.compress(body, 6)) for body in asked), sum(map(len, asked))
        sys.stdout.write(f"/{path}: {sent:,} bytes sent, {whole:,} uncompressed, {len(asked)} requests\n")
        assert sent <= PAGE_LIMIT // 2, path
        assert len(asked) <= MOST_REQUESTS, path
        assert whole <= PAGE_LIMIT or file is not common, path
