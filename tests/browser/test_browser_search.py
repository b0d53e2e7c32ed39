"""Search over a whole newsroom: names first, every quotation found, nothing that is no text of a page; and what it weighs."""

from __future__ import annotations

import gzip
import json
import re
import shutil
import sys
from typing import TYPE_CHECKING

import pytest
from lxml import html

from generator.write.search import index

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page, Route

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
    for quote in json.loads((newsroom_site / "data" / "quotes.json").read_text("utf-8")):
        words = plain(quote["text"] or "").split()[:6]
        if len(words) < 6 or quote["part_of"]:
            continue
        start = " ".join(words)
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


def test_a_first_search_asks_for_no_filter_and_no_day(searching: Page, newsroom_site: Path) -> None:
    """How many of each kind are found is told without the lists of what filters hold."""
    searching.keyboard.type("government")
    searching.locator("#bs-search-results [role=option]").first.wait_for()
    searching.wait_for_load_state("networkidle")
    asked = searching.context.requested  # type: ignore[attr-defined]
    assert [url for url in asked if "/pagefind/filter/" in url or "days.json" in url] == []
    articles = searching.locator(".bs-search__kinds button", has_text="Articles")
    shown = int(articles.inner_text().split()[-1])
    articles.click()
    searching.locator(".bs-search__status", has_text=f"{shown} articles").wait_for()
    assert 0 < shown <= len(pages_of(newsroom_site, "articles"))


@pytest.mark.parametrize("order", ["Newest first", "Oldest first"])
def test_articles_stand_by_day(searching: Page, newsroom_site: Path, newsroom: str, order: str) -> None:
    """All that were found, the newest or the oldest first; what has no day counts as the oldest."""
    days = {
        newsroom + path: str(page.xpath("string(//*[@data-pagefind-meta='date'])")).strip()
        for path, page in pages_of(newsroom_site, "articles").items()
    }
    searching.keyboard.type("said")
    searching.locator(".bs-search__kinds button", has_text="Articles").click()
    searching.get_by_role("button", name="Filter and sort").click()
    searching.locator("#bs-search-sort").select_option(label=order)
    searching.wait_for_load_state("networkidle")
    searching.wait_for_function("document.querySelectorAll('.bs-search__heading').length === 1")
    while searching.locator(".bs-search__more").count():
        n = searching.locator(".bs-search__result").count()
        searching.locator(".bs-search__more").click()
        searching.locator(".bs-search__result").nth(n).wait_for()
    searching.wait_for_load_state("networkidle")
    addresses: list[str] = searching.eval_on_selector_all(
        ".bs-search__result", "all => all.map(one => one.href.split('#')[0])"
    )
    shown = [days[address] for address in addresses]
    assert len(set(shown)) > 10
    assert shown == sorted(shown, reverse=order == "Newest first")


def test_a_site_that_was_published_anew_is_searched_on(
    page: Page, newsroom_site: Path, tmp_path: Path, serve: Callable[[Path], str]
) -> None:
    """A page that was open meanwhile finds what the new site has, and says nothing of it."""
    site = tmp_path / "site"
    shutil.copytree(newsroom_site, site)
    page.context.expected += ["404", "Decompressing"]  # type: ignore[attr-defined]
    page.goto(serve(site))
    page.keyboard.press("/")
    page.keyboard.type("said")
    page.locator("#bs-search-results [role=option]").first.wait_for()
    page.wait_for_load_state("networkidle")
    shutil.rmtree(site / "pagefind")
    changed = next(iter(pages_of(site, "articles")))
    file = site / changed / "index.html"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("</h1>", " at Quibbleton</h1>", 1), encoding="utf-8")
    (tmp_path / "state").mkdir()
    index(site, state=tmp_path / "state", language="en")
    page.locator(".bs-search__kinds button", has_text="Articles").click()
    page.locator(".bs-search__result").nth(10).wait_for()
    assert page.locator(".bs-search__missing").is_hidden()
    page.locator(".bs-search__input").fill("quibbleton")
    page.locator(f".bs-search__result[href*='{changed}']").wait_for()


@pytest.mark.parametrize("naming", [None, 0])
def test_an_index_whose_pages_are_named_otherwise_is_not_joined(
    page: Page, newsroom: str, naming: int | None
) -> None:
    """A sister that was built by another version of Broadsheet is named as such, even where Pagefind is the same."""

    def other(route: Route) -> None:
        entry = {key: value for key, value in route.fetch(url=ours).json().items() if key != "naming"}
        route.fulfill(json=entry if naming is None else {**entry, "naming": naming})

    ours = f"{newsroom}pagefind/pagefind-entry.json"
    page.route("**/sister/pagefind/pagefind-entry.json", other)
    page.goto(newsroom)
    faults = page.evaluate(
        """async (root) => {
            const joining = await import(root + "assets/javascripts/shards.js");
            const sisters = [{ root: root + "sister/", fault: "" }, { root: root, fault: "" }];
            await joining.whoIsThere(root, sisters);
            return sisters.map((sister) => sister.fault);
        }""",
        newsroom,
    )
    assert faults == ["{part} (its search is of another version)", ""]


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
