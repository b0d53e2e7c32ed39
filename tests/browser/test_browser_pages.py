"""Pages of a composed site in a real browser: tables, permalinks, narrow windows."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from generator.compose import ComposeSettings, compose
from generator.model import Doubt
from generator.render import render
from generator.write import build_site, write_pages

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

PROJECT = Path(__file__).parents[2]

# The corpora are the composing room's.
sys.path.insert(0, str(PROJECT / "tests" / "compose"))
from small_corpora import small_site  # noqa: E402 - found on the path set above

pytestmark = pytest.mark.browser

KINDS = (
    "",
    "articles/",
    "articles/by-name/",
    "actors/tam-okafor/",
    "topics/ferries/",
    "quotes/",
    "method/",
    "build-report/",
    "review/",
)


@pytest.fixture(scope="module")
def ferries(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    """The address of the small site's home page."""
    project = tmp_path_factory.mktemp("ferries")
    site = compose(small_site(), ComposeSettings(excerpt_words=60, site_name="The Ferry Papers"))
    write_pages(render(site, PROJECT / "templates"), project / "site_src")
    config = project / "mkdocs.yml"
    config.write_text("site_name: The Ferry Papers\n", encoding="utf-8")
    build_site(
        project,
        config=config,
        templates=PROJECT / "templates",
        site_src=project / "site_src",
        site=project / "site",
        nav=site.nav,
        source_date=1_900_000_000,
    )
    return serve(project / "site")


def _first_column(page: Page) -> list[str]:
    return page.locator("table[data-bs-table] tbody th").all_inner_texts()


def test_a_table_is_sorted_by_its_headings_with_the_keyboard(ferries: str, page: Page) -> None:
    """Enter on a heading sorts, again the other way round; the heading says so to a screen reader."""
    page.goto(f"{ferries}actors/")
    names = _first_column(page)
    head = page.get_by_role("columnheader", name="Actor")
    head.get_by_role("button").focus()
    page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "ascending"
    assert _first_column(page) == sorted(names, key=str.casefold)
    page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "descending"
    assert _first_column(page) == sorted(names, key=str.casefold, reverse=True)


def test_numbers_sort_as_numbers_from_the_largest(ferries: str, page: Page) -> None:
    """The first press on a column of numbers puts the largest on top."""
    page.goto(f"{ferries}actors/")
    page.get_by_role("columnheader", name="Times named").get_by_role("button").click()
    counts = [int(n) for n in page.locator("table[data-bs-table] tbody td:nth-child(3)").all_inner_texts()]
    assert counts == sorted(counts, reverse=True)


def test_without_scripts_every_list_has_its_orders_as_pages(
    ferries: str, new_page: Callable[..., Page]
) -> None:
    """The same rows by name stand on a page of their own."""
    page = new_page(js=False)
    page.goto(f"{ferries}actors/")
    page.get_by_role("link", name="by name").click()
    assert page.url == f"{ferries}actors/by-name/"
    assert _first_column(page) == sorted(_first_column(page), key=str.casefold)


def test_a_quotes_address_opens_at_its_card_and_the_card_at_its_words(ferries: str, page: Page) -> None:
    """From a speaker's page to the card in the article, from there to the passage; each is in view and marked."""
    page.goto(f"{ferries}actors/tam-okafor/")
    page.get_by_role("link", name="link", exact=True).last.click()
    card = page.locator(".bs-quote:target")
    expect(card).to_be_visible()
    card.get_by_role("link", name="in context").click()
    expect(page.locator("mark:target")).to_be_visible()


def test_how_sure_an_attribution_is_is_told_on_demand(ferries: str, page: Page) -> None:
    """The word opens to the rule and its figure."""
    page.goto(f"{ferries}quotes/")
    how = page.locator(".bs-how").first
    assert not how.locator("p").is_visible()
    how.locator("summary").click()
    assert "such attributions are right" in how.locator("p").inner_text()


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 768, 1440])
def test_no_page_scrolls_sideways(
    ferries: str, new_page: Callable[..., Page], width: int, colours: str
) -> None:
    """At every width the page is as wide as the window, and nobody complains in the console."""
    page = new_page(width=width, dark=colours == "dark")
    page.goto(f"{ferries}articles/")
    article = page.locator("tbody th a").last.get_attribute("href") or ""
    for path in (*KINDS, f"articles/{article}"):
        page.goto(ferries + path)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path


def test_a_former_address_leads_on_without_scripts(new_page: Callable[..., Page], ferries: str) -> None:
    """A surname's address opens the page of the only one who has it."""
    page = new_page(js=False)
    page.goto(f"{ferries}actors/okafor-person/")
    page.wait_for_url("**/actors/tam-okafor/")
    expect(page.locator("h1")).to_have_text("Tam Okafor")


def test_a_line_of_the_review_page_can_be_copied(
    tmp_path: Path, serve: Callable[[Path], str], new_page: Callable[..., Page]
) -> None:
    """The button takes the line as it stands in the file, indented and with its end; without scripts the line stands there."""
    corpus = small_site()
    one, other = corpus.actors[0], corpus.actors[1]
    where = (one.appearances[0].article,)
    alike = Doubt(
        kind="alike", actor=one.id, name=other.canonical_name, articles=where, other=other.id, harm=9.0
    )
    site = compose(replace(corpus, doubts=(alike,)), ComposeSettings())
    write_pages(render(site, PROJECT / "templates"), tmp_path / "site_src")
    build_site(
        tmp_path,
        config=None,
        templates=PROJECT / "templates",
        site_src=tmp_path / "site_src",
        site=tmp_path / "site",
        nav=site.nav,
    )
    page = new_page()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{serve(tmp_path / 'site')}review/")
    page.locator(".bs-copy").first.click()
    expect(page.locator(".bs-copy").first).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f'    - {{into: "{one.canonical_name}", from: ["{other.canonical_name}"]}}\n'
