"""The frame of every page in a real browser: colours, menu, links, search."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser

SUB_PATH = "/repo/"
GROUNDS = {False: "rgb(253, 252, 249)", True: "rgb(22, 21, 18)"}


def search_for(page: Page, words: str) -> Locator:
    """Open search by its key, type, and return the results once they are there."""
    if not page.get_by_role("dialog").is_visible():
        page.keyboard.press("/")
    page.keyboard.type(words)
    options = results_of(page)
    expect(page.get_by_role("status")).to_contain_text(f"For “{words}”")
    expect(options.first).to_be_visible()
    return options


def results_of(page: Page) -> Locator:
    """Return the results of the open search."""
    return page.locator("#bs-search-results [role=option]")


def ground(page: Page) -> str:
    """Return the colour of the page's ground."""
    colour: str = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return colour


# Links and colours


def test_every_page_works_under_a_sub_path(page: Page, site_server: str) -> None:
    """Each link of the frame leads, from a deep page too, to a page of this site with its styles."""
    page.goto(f"{site_server}articles/article-1/")
    links = page.locator("header a, footer a, noscript a").evaluate_all("all => all.map(a => a.href)")
    assert len(links) > 5
    for link in dict.fromkeys(links):
        assert link.startswith(site_server)
        page.goto(link)
        assert ground(page) == GROUNDS[False]


def test_a_missing_page_is_told_kindly(page: Page, site_server: str) -> None:
    """The page for addresses that are not there says so, leads to the sections and opens search."""
    page.goto(f"{site_server}404.html")
    expect(page.get_by_role("heading", name="No such page")).to_be_visible()
    for name in ("Articles", "Topics", "Build report"):
        expect(page.locator("#content").get_by_role("link", name=name)).to_be_visible()
    page.get_by_role("button", name="Search for it").click()
    expect(page.get_by_role("combobox", name="Search this site")).to_be_focused()


@pytest.mark.parametrize("dark", [False, True])
def test_the_machines_colours_are_taken(
    new_page: Callable[..., Page], site_server: str, *, dark: bool
) -> None:
    """Day or night as the reader's machine has it, until they choose."""
    page = new_page(dark=dark)
    page.goto(site_server)
    assert ground(page) == GROUNDS[dark]


def test_the_switch_changes_and_keeps_the_colours(page: Page, site_server: str) -> None:
    """The switch changes the colours at once, says what it would do next, and other pages keep the choice."""
    page.goto(site_server)
    page.get_by_role("button", name="Dark colours").click()
    assert ground(page) == GROUNDS[True]
    page.goto(f"{site_server}articles/article-1/")
    assert ground(page) == GROUNDS[True]
    page.get_by_role("button", name="Light colours").click()
    assert ground(page) == GROUNDS[False]


def test_charts_are_drawn_in_the_pages_colours(page: Page, site_server: str) -> None:
    """Words and bars of a chart take the theme's colours, day and night."""
    page.goto(site_server)
    seen = set()
    for _ in range(2):
        label = page.locator(".bs-chart__label").first.evaluate("e => getComputedStyle(e).fill")
        bar = page.locator(".bs-chart__bar").first.evaluate("e => getComputedStyle(e).fill")
        assert label == page.evaluate("getComputedStyle(document.body).color")
        seen.add(bar)
        page.locator(".bs-switch--desk").click()
    assert len(seen) == 2


@pytest.mark.parametrize("width", [350, 390, 768, 1440])
def test_charts_are_legible_and_whole(new_page: Callable[..., Page], site_server: str, width: int) -> None:
    """At any width a chart's words are at least 9.5 px high, none leaves the drawing, and the page does not scroll sideways."""
    page = new_page(width=width)
    page.goto(site_server)
    sizes = page.evaluate(
        """() => [...document.querySelectorAll('.bs-chart')].flatMap(svg => [...svg.querySelectorAll('text')].map(text => {
            const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width
            const [a, b] = [svg.getBoundingClientRect(), text.getBoundingClientRect()]
            return {px: parseFloat(getComputedStyle(text).fontSize) * scale, inside: b.left >= a.left - 1 && b.right <= a.right + 1}
        }))""",
    )
    assert len(sizes) > 20
    assert min(size["px"] for size in sizes) >= 9.5
    assert all(size["inside"] for size in sizes)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_bar_leads_to_its_page(page: Page, site_server: str) -> None:
    """Clicking a linked bar opens the page that it is about."""
    page.goto(site_server)
    page.locator(".bs-chart a").first.click()
    expect(page.get_by_role("heading", name="Ada Brandt")).to_be_visible()


# The menu


def test_the_menu_on_a_phone(new_page: Callable[..., Page], site_server: str) -> None:
    """At 390 px there are the name, search and a menu with all sections and the switch; Escape closes it."""
    page = new_page(width=390, height=844)
    page.goto(site_server)
    for name in ("Articles", "About"):
        expect(page.get_by_role("link", name=name, exact=True)).to_have_count(0)
    page.get_by_text("Menu", exact=True).click()
    for name in ("Articles", "Topics", "Actors", "Quotes", "About", "Build report"):
        expect(page.get_by_role("link", name=name, exact=True)).to_be_visible()
    page.get_by_role("button", name="Dark colours").click()
    assert ground(page) == GROUNDS[True]
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Articles", exact=True)).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_menu_at_a_desk(page: Page, site_server: str) -> None:
    """Four sections stand in the header, the rest under More; a section says that one is in it."""
    page.goto(f"{site_server}articles/article-1/")
    current = page.locator("nav[aria-label=Sections] [aria-current]:visible")
    expect(current).to_have_text(["Articles"])
    expect(page.get_by_role("link", name="About", exact=True)).to_have_count(0)
    page.get_by_text("More", exact=True).click()
    page.get_by_role("link", name="About", exact=True).click()
    expect(page.get_by_role("heading", name="About")).to_be_visible()


def test_the_first_key_leads_to_the_content(page: Page, site_server: str) -> None:
    """The first Tab shows a link that skips the header."""
    page.goto(site_server)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()


def test_landmarks(page: Page, site_server: str) -> None:
    """Every page has one banner, one navigation, one main part, one footer and one heading of the first rank."""
    for path in ("", "articles/article-3/", "404.html"):
        page.goto(site_server + path)
        for role in ("banner", "navigation", "main", "contentinfo"):
            expect(page.get_by_role(role)).to_have_count(1)  # type: ignore[arg-type]
        expect(page.get_by_role("heading", level=1)).to_have_count(1)


def test_without_scripts_pages_are_read_all_the_same(new_page: Callable[..., Page], site_server: str) -> None:
    """Without JavaScript the pages and the menu work, and what does not is said instead of shown."""
    page = new_page(js=False)
    page.goto(site_server)
    expect(page.locator(".bs-noscript")).to_be_visible()
    expect(page.locator(".bs-open")).to_be_hidden()
    page.get_by_text("More", exact=True).click()
    page.locator(".bs-menu").get_by_text("About").last.click()
    expect(page.locator("h1")).to_have_text("About")


def test_on_paper_only_what_can_be_read(page: Page, site_server: str) -> None:
    """Printed, a page has no header and nothing to press, is black on white, and its address stands at the foot."""
    page.emulate_media(media="print", color_scheme="dark")
    page.goto(f"{site_server}articles/article-1/#p-1")
    for gone in (".bs-header", ".bs-footer__links", ".bs-skip"):
        expect(page.locator(gone)).to_be_hidden()
    expect(page.locator("button:visible, input:visible, select:visible")).to_have_count(0)
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".bs-address")).to_have_text(f"https://example.org{SUB_PATH}articles/article-1/")
    assert ground(page) == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(0, 0, 0)"


# Search


def test_nothing_of_search_is_fetched_before_it_is_used(page: Page, site_server: str) -> None:
    """A page view fetches nothing of the search index; opening search begins to."""
    page.goto(site_server)
    page.wait_for_load_state("networkidle")
    asked = page.context.requested  # type: ignore[attr-defined]
    assert not [url for url in asked if "/pagefind/" in url]
    with page.expect_request("**/pagefind/pagefind.js"):
        page.keyboard.press("/")
    search_for(page, "herring")


def test_search_by_keyboard_finds_a_page(page: Page, site_server: str) -> None:
    """`/` opens, typing finds, arrows choose, Enter opens the page at the passage with the word."""
    page.goto(f"{site_server}articles/article-4/")
    options = search_for(page, "skipper")
    expect(options).to_have_count(1)
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(page.get_by_role("combobox", name="Search this site")).to_have_attribute(
        "aria-activedescendant", "bs-search-option-0"
    )
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site_server}articles/article-2/#p-1")
    expect(page.get_by_role("heading", name="Fleet turns away")).to_be_visible()


def test_arrows_go_through_all_results_and_back(page: Page, site_server: str) -> None:
    """Down goes to the next result and stops at the last; up comes back to the field."""
    page.goto(site_server)
    options = search_for(page, "herring")
    n = options.count()
    assert n == 5
    for _ in range(n + 3):
        page.keyboard.press("ArrowDown")
    expect(options.nth(n - 1)).to_have_attribute("aria-selected", "true")
    for _ in range(n + 3):
        page.keyboard.press("ArrowUp")
    expect(page.locator("#bs-search-results [aria-selected=true]")).to_have_count(0)


def test_escape_closes_and_gives_the_keyboard_back(page: Page, site_server: str) -> None:
    """Escape closes search, and the keyboard is where it was before."""
    page.goto(site_server)
    opener = page.get_by_role("button", name="Search")
    opener.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(opener).to_be_focused()


def test_the_slash_is_a_letter_where_one_types(page: Page, site_server: str) -> None:
    """In the field itself `/` is typed, not a command."""
    page.goto(site_server)
    page.keyboard.press("/")
    page.keyboard.type("a/b")
    expect(page.get_by_role("combobox", name="Search this site")).to_have_value("a/b")


def test_results_are_grouped_by_kind_and_counted_aloud(page: Page, site_server: str) -> None:
    """Results stand by kind under headings, and what was found is told to who cannot see it."""
    page.goto(site_server)
    search_for(page, "Ada Brandt")
    expect(page.get_by_role("group", name="Articles", exact=True)).to_be_visible()
    expect(page.get_by_role("group", name="Actors", exact=True)).to_be_visible()
    expect(page.get_by_role("status")).to_have_text(re.compile("^For “Ada Brandt”: .*1 actor"))


def test_a_speakers_name_finds_their_page_first(page: Page, site_server: str) -> None:
    """Who searches for a name gets that actor's page before the articles that mention it."""
    page.goto(site_server)
    assert search_for(page, "Ada Brandt").first.get_attribute("href") == f"{site_server}actors/ada-brandt/"


def test_every_kind_is_seen_and_all_of_one_can_be(page: Page, site_server: str) -> None:
    """With several kinds three results of each are shown; the line below them opens all of that kind."""
    page.goto(site_server)
    search_for(page, "h")
    articles = page.get_by_role("group", name="Articles", exact=True).locator("[role=option]")
    expect(articles).to_have_count(4)
    page.keyboard.press("ArrowDown")
    articles.last.click()
    expect(page.get_by_role("button", name=re.compile("^Articles"))).to_have_attribute("aria-pressed", "true")
    expect(results_of(page)).to_have_count(5)


def test_kinds_narrow(page: Page, site_server: str) -> None:
    """A kind's button shows only that kind, and Everything brings the others back."""
    page.goto(site_server)
    options = search_for(page, "harbour")
    everything = options.count()
    page.get_by_role("button", name=re.compile("^Topics 1")).click()
    expect(options).to_have_count(1)
    expect(page.get_by_role("status")).to_have_text("For “harbour”: 1 topic")
    page.get_by_role("button", name="Everything").click()
    expect(options).to_have_count(everything)


@pytest.mark.parametrize(
    ("facet", "choice", "n"),
    [
        ("Actor", "Ada Brandt (3)", 3),
        ("Topic", "harbour dues (2)", 2),
        ("Topic", "songs, old (1)", 1),
        ("Outlet", "The ”Quoted” & ⧵ Post (1)", 1),
        ("Year", "2025 (3)", 3),
    ],
)
def test_filters_narrow(page: Page, site_server: str, facet: str, choice: str, n: int) -> None:
    """Each filter leaves the pages that its count promised; without filters all are back."""
    page.goto(site_server)
    options = search_for(page, "herring")
    page.get_by_role("button", name="Filter and sort").click()
    page.get_by_label(facet, exact=True).select_option(label=choice)
    expect(options).to_have_count(n)
    expect(page.get_by_role("status")).to_have_text(re.compile(f": {n} article"))
    page.get_by_role("button", name="Clear filters").click()
    expect(options).to_have_count(5)


def test_filters_work_together_and_without_words(page: Page, site_server: str) -> None:
    """Two filters leave what both allow, also when nothing is typed; counts follow."""
    page.goto(site_server)
    page.keyboard.press("/")
    page.get_by_role("button", name="Filter and sort").click()
    page.get_by_label("Actor", exact=True).select_option("Ilse Maron")
    expect(results_of(page)).to_have_count(2)
    page.get_by_label("Year", exact=True).select_option(label="2024 (1)")
    expect(results_of(page)).to_have_count(1)
    expect(results_of(page)).to_contain_text("Fleet turns away")


def test_sorting_by_date(page: Page, site_server: str) -> None:
    """Newest or oldest first, a page without a date counted as the oldest, none left out."""
    page.goto(site_server)
    options = search_for(page, "herring")
    page.get_by_role("button", name="Filter and sort").click()
    page.get_by_label("Order", exact=True).select_option(label="Newest first")
    expect(options.first).to_contain_text("1 June 2025")
    expect(options.last).to_contain_text("No date at all")
    expect(options).to_have_count(5)
    page.get_by_label("Order", exact=True).select_option(label="Oldest first")
    expect(options.last).to_contain_text("1 June 2025")


def test_results_hold_text_and_marks_only(page: Page, site_server: str) -> None:
    """Whatever pages hold, a result shows it as text, and only the found words are marked."""
    page.goto(site_server)
    search_for(page, "herring")
    results = page.locator("#bs-search-results")
    tags = set(results.locator("*").evaluate_all("all => all.map(e => e.tagName)"))
    assert tags <= {"A", "DIV", "MARK"}
    expect(results).to_contain_text('Storm & "surge" <b>close</b> the lock')
    expect(results).to_contain_text("5 < 6 && <script>alert(1)</script>")
    expect(results).to_contain_text("A song about [links](javascript:alert(1))")
    expect(results).to_contain_text("*Nobody* hears `it` {{ config }}")
    assert {mark.strip(".").lower() for mark in results.locator("mark").all_inner_texts()} == {"herring"}


def test_nothing_found_is_said_with_what_to_do(page: Page, site_server: str) -> None:
    """An empty result says so and what to try; with filters set it offers to search without them."""
    page.goto(site_server)
    page.keyboard.press("/")
    page.keyboard.type("zzzyx")
    expect(page.get_by_role("status")).to_contain_text("Nothing found for “zzzyx”")
    page.get_by_role("combobox", name="Search this site").fill("skipper")
    page.get_by_role("button", name="Filter and sort").click()
    page.get_by_label("Year", exact=True).select_option("2024")
    page.get_by_role("combobox", name="Search this site").fill("song")
    page.get_by_role("button", name="Search without filters").click()
    expect(results_of(page)).to_have_count(1)


def test_a_missing_index_is_said(page: Page, site_server: str) -> None:
    """When the index cannot be fetched, search says so in plain words."""
    page.context.expected.extend(["/pagefind/", "ERR_FAILED"])  # type: ignore[attr-defined]
    page.route("**/pagefind/**", lambda route: route.abort())
    page.goto(site_server)
    page.keyboard.press("/")
    expect(page.get_by_role("status")).to_contain_text("The search index could not be loaded")


def test_opened_as_a_file_it_says_what_to_do(page: Page, built_site: Path) -> None:
    """Opened from the disk, pages can be read, and search says why it cannot work and what to run."""
    page.context.expected.extend(["/pagefind/", "CORS", "ERR_FAILED", "origin"])  # type: ignore[attr-defined]
    page.goto((built_site / "index.html").as_uri())
    assert ground(page) == GROUNDS[False]
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("status")).to_contain_text("python -m http.server")


def test_search_on_a_phone(new_page: Callable[..., Page], site_server: str) -> None:
    """At 390 px search fills the screen, fits it, and a tap opens a result."""
    page = new_page(width=390, height=844, touch=True)
    page.goto(site_server)
    page.get_by_role("button", name="Search").tap()
    page.get_by_role("combobox", name="Search this site").fill("skipper")
    box = page.get_by_role("dialog").bounding_box()
    assert box is not None
    assert (box["width"], box["height"]) == (390, 844)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    results_of(page).first.tap()
    page.wait_for_url("**/articles/article-2/#p-1")


def test_a_result_on_this_very_page_closes_search(page: Page, site_server: str) -> None:
    """A result that is a place on the page one is on leads there, and search is out of the way."""
    page.goto(f"{site_server}articles/article-2/")
    search_for(page, "skipper").first.click()
    page.wait_for_url("**/articles/article-2/#p-1")
    expect(page.get_by_role("dialog")).to_have_count(0)
