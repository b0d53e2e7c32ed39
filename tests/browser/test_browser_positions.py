"""Who stands where, in a browser: the matrix can be read, labels lead to their words, quotes are filtered by them."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.model]

LEAST_PIXELS = 10
"""Height of type that can still be read on a phone."""

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def home(newsroom_site: Path, serve: Callable[[Path], str]) -> str:
    """The address of the newsroom's site."""
    return serve(newsroom_site)


@pytest.fixture(scope="module")
def topic(newsroom_site: Path, home: str) -> str:
    """The topic's page with the largest matrix."""
    found = {
        file: len(re.findall(r'class="bs-chart__(?:cell|empty)"', file.read_text()))
        for file in newsroom_site.glob("topics/*/index.html")
        if 'id="chart-who-stands"' in file.read_text()
    }
    largest = max(found, key=lambda file: (found[file], file.as_posix()))
    return f"{home}topics/{largest.parent.name}/"


@pytest.mark.parametrize("width", [390, 768, 1280])
def test_the_matrix_can_be_read(new_page: Callable[..., Page], topic: str, width: int) -> None:
    """On a phone too: type is high enough, nothing is cut off at the side, and no two names of rows overlap."""
    page = new_page(width=width)
    page.goto(topic)
    chart = page.locator("#chart-who-stands svg")
    chart.scroll_into_view_if_needed()
    boxes = chart.locator("text").evaluate_all(
        "all => all.map(t => { const b = t.getBoundingClientRect(); return [b.left, b.right, b.top, b.bottom, "
        "t.classList.contains('bs-chart__label') && t.getAttribute('text-anchor') === 'end', "
        "parseFloat(getComputedStyle(t).fontSize) * t.ownerSVGElement.getScreenCTM().a] })"
    )
    assert boxes
    assert min(size for *_, size in boxes) >= LEAST_PIXELS
    assert all(left >= 0 and right <= width for left, right, *_ in boxes)
    rows = sorted((top, bottom) for _, _, top, bottom, is_row, _ in boxes if is_row)
    assert len(rows) > 2
    assert all(above[1] <= below[0] + 1 for above, below in pairwise(rows))


def test_names_and_labels_lead_to_the_words(page: Page, topic: str) -> None:
    """A name in the matrix leads to its words below it, these to the paragraph of the article that holds them."""
    page.goto(topic)
    names = page.locator("#chart-who-stands svg a[href^='#stands-']")
    targets = [one.get_attribute("href") or "" for one in names.all()]
    place = next(i for i, t in enumerate(targets) if page.locator(f".bs-group:has({t}) .bs-stand").count())
    name, target = names.nth(place), targets[place]
    name.click()
    expect(page.locator(target)).to_be_in_viewport()
    entry = page.locator(f".bs-group:has({target}) li:has(.bs-stand)").first
    label = entry.locator(".bs-act").inner_text()
    words = entry.locator(".bs-stand").inner_text().removeprefix(label).strip().removeprefix("… ")
    entry.get_by_role("link", name="in context").click()
    expect(page.locator(".bs-passage:target > p")).to_contain_text(words.replace("\xa0", " "))


def test_every_article_leads_from_label_to_passage(page: Page, newsroom_site: Path, home: str) -> None:
    """On the article with most positions each “in context” is a paragraph of the same page that holds the words."""
    most = max(
        newsroom_site.glob("articles/*/index.html"), key=lambda f: f.read_text().count('class="bs-stand"')
    )
    page.goto(f"{home}articles/{most.parent.name}/")
    pairs: list[list[str]] = page.locator(".bs-stands li:has(.bs-stand)").evaluate_all(
        "all => all.map(li => { const p = li.querySelector('.bs-stand').cloneNode(true); "
        "p.querySelectorAll('.bs-act, .bs-stand__who').forEach(e => e.remove()); "
        "const a = li.querySelector('.bs-beside > a[href^=\"#\"]'); "
        "return [p.textContent.trim().replace(/^… /, ''), document.querySelector(a.getAttribute('href')).textContent] })"
    )
    assert len(pairs) > 3
    assert [words for words, passage in pairs if words not in passage] == []


def test_quotes_are_filtered_by_what_their_words_do(page: Page, home: str) -> None:
    """A choice leaves as many cards as it says, has an address, and is taken away again."""
    page.goto(f"{home}quotes/")
    page.locator(".bs-choose summary").click()
    field = page.get_by_label("Where they stand", exact=True)
    expect(field.locator("option").nth(1)).to_be_attached()
    words = field.locator("option").nth(1).inner_text()
    n = int(re.search(r"\((\d+)\)$", words)[1])  # type: ignore[index]
    field.select_option(index=1)
    expect(page.locator(".bs-found .bs-quote")).to_have_count(min(n, 20))
    expect(page).to_have_url(re.compile(r"\?act=[a-z-]+$"))


@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing_when_all_is_opened(
    new_page: Callable[..., Page], newsroom_site: Path, home: str, topic: str, *, dark: bool
) -> None:
    """Neither in how sure a position is nor in the versions of an utterance, on a phone."""
    actor = max(
        newsroom_site.glob("actors/*/index.html"), key=lambda f: f.read_text().count('class="bs-versions"')
    )
    assert 'class="bs-versions"' in actor.read_text()
    page = new_page(width=390, dark=dark)
    for address in (topic, f"{home}actors/{actor.parent.name}/"):
        page.goto(address)
        page.evaluate(
            "document.querySelectorAll('details.bs-how, details.bs-versions').forEach(d => d.open = true)"
        )
        page.evaluate(AXE_SCRIPT)
        found = page.evaluate(
            "rules => axe.run(document, {resultTypes: ['violations'], runOnly: rules})", RULES
        )
        assert [(v["id"], v["nodes"][0]["html"]) for v in found["violations"]] == []
