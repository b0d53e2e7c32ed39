"""The real seed and the newsroom, from seeds to what a reader does with the site."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Locator, Page

pytestmark = [pytest.mark.browser, pytest.mark.model]

LANDING = ("", "articles/", "actors/", "topics/", "quotes/", "method/", "build-report/", "review/")


@pytest.fixture(scope="module")
def real(real_site: Path, serve: Callable[[Path], str]) -> str:
    """The address of the site that this repository's own seeds make."""
    return serve(real_site)


@pytest.fixture(scope="module")
def newsroom(newsroom_site: Path, serve: Callable[[Path], str]) -> str:
    """The address of the demo site."""
    return serve(newsroom_site)


def search_for(page: Page, words: str) -> Locator:
    """Open search with the keyboard, type, and return the results."""
    page.keyboard.press("/")
    page.keyboard.type(words)
    options = page.locator("#bs-search-results [role=option]")
    expect(options.first).to_be_visible(timeout=15_000)
    return options


def test_sanctions_find_the_article_its_topic_and_quotes(page: Page, real: str) -> None:
    """A word of the article finds the article, the topic of that name and, through the article, its quotes."""
    page.goto(real)
    search_for(page, "sanctions")
    for group in ("Articles", "Topics"):
        expect(
            page.get_by_role("group", name=group, exact=True).locator("[role=option]").first
        ).to_be_visible()


def test_words_of_a_quote_lead_to_the_quote(page: Page, real: str) -> None:
    """Searching for what somebody said opens the article at those words."""
    page.goto(real)
    search_for(page, "scare or reassure no one")
    page.get_by_role("group", name="Articles", exact=True).locator("[role=option]").first.click()
    page.wait_for_url("**/articles/**")
    expect(page.get_by_text("scare or reassure no one").first).to_be_visible()


def test_a_name_finds_its_actor(page: Page, real: str) -> None:
    """The speaker's name finds the speaker's page first."""
    page.goto(real)
    first = search_for(page, "Emmanuel Macron").first.get_attribute("href")
    assert first is not None
    assert "/actors/emmanuel-macron/" in first


def test_the_article_shows_its_seventeen_quotations(page: Page, real: str) -> None:
    """Each attributed quotation stands on the page, with the right speaker's group around it."""
    page.goto(f"{real}articles/")
    page.locator("table[data-bs-table] tbody th a").first.click()
    text = " ".join(page.locator("article").inner_text().split())
    for words in (
        "not the time",
        "peace is clearly established.",
        "everyone will have to talk to us.",
        "starting by lifting sanctions.",
        "conveying our vision",
        "we must be able to defend our interests.",
        "coming forward with contributions",
        "My wish is that the Americans are engaged at our side,",
        "But we have to be prepared",
        "simplistic.",
        "in perfect harmony",
        "In theory,",
        "But in practice,",
        "could lead to a direct clash",
        "before anybody talks about numbers of troops.",
        "If they’re there to deter Russia",
        "The Russians would probably be reluctant",
    ):
        assert words in text, words
    for name in ("Ludovic Marin", "Anthony Faiola", "Natalia Abbakumova"):
        assert page.get_by_role("link", name=name).count() == 0


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("dark", [False, True])
def test_every_landing_page_is_whole(
    new_page: Callable[..., Page],
    newsroom: str,
    width: int,
    dark: bool,  # noqa: FBT001 - a test's parameter
) -> None:
    """No landing page scrolls sideways, asks elsewhere or complains, wide or narrow, light or dark."""
    page = new_page(width=width, height=900, dark=dark)
    for path in LANDING:
        page.goto(newsroom + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        expect(page.locator("h1")).to_have_count(1)


def test_topics_and_actors_span_articles(page: Page, newsroom: str) -> None:
    """In the newsroom, first topics and actors stand in several articles."""
    for path in ("topics/", "actors/"):
        page.goto(newsroom + path)
        counts = page.locator("table[data-bs-table] tbody tr").first.locator("td").all_inner_texts()
        assert max(int(n.replace(",", "")) for n in counts if n.strip().replace(",", "").isdigit()) > 2
