"""Every kind of page for every reader: by rule (axe-core), by keyboard, narrow, enlarged, in a reader's own colours."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.model]

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

GOOD_SHIFT = 0.1
"""Cumulative layout shift of a page that is called good. Source: Web Vitals, thresholds."""

KINDS = {
    *("", "404.html", "articles/", "articles/*", "actors/", "actors/*", "topics/", "topics/*"),
    *("quotes/", "method/", "build-report/", "review/", "network/", "timeline/", "sources/", "data/"),
}
"""What the newsroom has at least, by address; a site may have more, and each is looked at."""


def kinds_of(site: Path) -> dict[str, str]:
    """Return each kind of page with the address of the one that has most on it."""
    found: dict[str, tuple[int, str]] = {}
    for file in sorted(site.rglob("*.html")):
        path = file.relative_to(site).as_posix()
        parts = path.removesuffix("index.html").split("/")
        kind = (
            path if parts[-1] else "/".join(["*" if place else name for place, name in enumerate(parts[:2])])
        )
        kind = kind if parts[-1] or len(parts) != 2 else f"{parts[0]}/"
        if len(parts) > 3 or b'http-equiv="refresh"' in file.read_bytes():
            continue
        found[kind] = max(found.get(kind, (0, "")), (file.stat().st_size, path.removesuffix("index.html")))
    return {kind: path for kind, (_, path) in found.items()}


@pytest.fixture(scope="module")
def kinds(
    newsroom_site: Path, real_site: Path, site_server: str, serve: Callable[[Path], str]
) -> dict[str, str]:
    """The address of one page of every kind, the home and article of a site with one article among them."""
    many, one = serve(newsroom_site), serve(real_site)
    of_many, of_one = kinds_of(newsroom_site), kinds_of(real_site)
    assert KINDS - of_many.keys() == set(), "a kind of page is missing"
    found = {kind: many + path for kind, path in of_many.items()}
    # Shown at any depth, its styles are found by the site's address, which the demo does not have.
    found["404.html"] = f"{site_server}404.html"
    return found | {
        f"one article: {kind}": one + of_one[kind] for kind in ("", "articles/", "articles/*", "quotes/")
    }


def violations(page: Page) -> list[str]:
    """Return what axe finds wrong with the page as it stands, one line for each rule."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found: dict[str, Any] = page.evaluate(
        "rules => axe.run(document, {resultTypes: ['violations'], runOnly: rules})", RULES
    )
    return [
        f"{one['id']}: {len(one['nodes'])} times, first {one['nodes'][0]['html'][:200]}: {one['nodes'][0]['failureSummary']}"
        for one in found["violations"]
    ]


@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing_on_any_kind_of_page(
    new_page: Callable[..., Page], kinds: dict[str, str], *, dark: bool
) -> None:
    """No rule of WCAG 2.2 AA, and none of good practice, is broken, by day or by night."""
    page = new_page(dark=dark)
    found = {}
    for kind, address in kinds.items():
        page.goto(address)
        assert page.evaluate("document.body.dataset.mdColorScheme") == ("slate" if dark else "default")
        found[kind] = violations(page)
    assert {kind: lines for kind, lines in found.items() if lines} == {}


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_in_search_and_menu(
    new_page: Callable[..., Page], kinds: dict[str, str], width: int, *, dark: bool
) -> None:
    """Nor with search open, its results and filters shown, nor with the menu open."""
    page = new_page(width=width, dark=dark)
    page.goto(kinds["articles/*"])
    page.locator(".bs-menu summary").click()
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.locator(".bs-open").click()
    page.get_by_role("combobox").fill("the")
    page.get_by_role("button", name="Filter and sort").click()
    expect(page.locator("#bs-search-results [role=option]").first).to_be_visible()
    expect(page.locator("#bs-search-actor option").nth(1)).to_be_attached()
    page.keyboard.press("Tab")
    assert violations(page) == []


def test_headings_are_in_order(page: Page, kinds: dict[str, str]) -> None:
    """Each page has one heading of the first rank, before all others, and none skips a rank."""
    for kind, address in kinds.items():
        page.goto(address)
        ranks = page.locator("h1, h2, h3, h4, h5, h6").evaluate_all(
            "all => all.map(e => Number(e.tagName[1]))"
        )
        assert ranks[:1] == [1], kind
        assert ranks.count(1) == 1, kind
        assert all(after <= before + 1 for before, after in pairwise(ranks)), (
            kind,
            ranks,
        )


@pytest.mark.parametrize("width", [320, 360, 640])
def test_nothing_scrolls_sideways(new_page: Callable[..., Page], kinds: dict[str, str], width: int) -> None:
    """Neither at 320 px (400 % of a desk's window), on a small phone, nor at 200 %: only tables scroll, in themselves."""
    page = new_page(width=width)
    wide = {}
    for kind, address in kinds.items():
        page.goto(address)
        beyond = page.evaluate(
            """() => document.documentElement.scrollWidth > innerWidth ? [...document.querySelectorAll('body *')]
                .filter(e => e.getBoundingClientRect().right > innerWidth + 1).slice(0, 3).map(e => e.outerHTML.slice(0, 120)) : []""",
        )
        if beyond:
            wide[kind] = beyond
    assert wide == {}


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_moves_while_a_page_is_loaded(
    new_page: Callable[..., Page], kinds: dict[str, str], width: int
) -> None:
    """The browser counts no shift of the layout beyond what is called good: 0.1.

    On a quiet machine there is none at all; on a busy one a long table is painted before its last rows are there, and its
    columns settle, for up to 0.06.
    """
    page = new_page(width=width)
    page.add_init_script(
        """window.bsShift = 0; new PerformanceObserver(list => list.getEntries().forEach(e => { window.bsShift += e.value }))
            .observe({type: 'layout-shift', buffered: true})""",
    )
    shifts = {}
    for kind, address in kinds.items():
        page.goto(address)
        page.wait_for_load_state("networkidle")
        shifts[kind] = page.evaluate("window.bsShift")
    assert {kind: shift for kind, shift in shifts.items() if shift > GOOD_SHIFT} == {}


def test_pictures_have_their_size(page: Page, kinds: dict[str, str]) -> None:
    """Each image and drawing says how wide and high it is, so that nothing jumps when it comes."""
    for kind, address in kinds.items():
        page.goto(address)
        unsized = page.locator("img:not([width][height]), svg:not([viewBox])").evaluate_all(
            "all => all.map(e => e.outerHTML.slice(0, 100))"
        )
        assert unsized == [], kind


def test_the_keyboard_goes_through_a_page_in_reading_order(page: Page, kinds: dict[str, str]) -> None:
    """Tab reaches everything in the order of the page, always seen: a focused element has an outline and is not covered."""
    for kind in ("", "articles/*", "quotes/"):
        page.goto(kinds[kind])
        seen: list[float] = []
        for _ in range(40):
            page.keyboard.press("Tab")
            place = page.evaluate(
                """() => { const e = document.activeElement; if (e === document.body) return null
                    const style = getComputedStyle(e), box = e.getBoundingClientRect()
                    const order = [...document.querySelectorAll('*')].indexOf(e)
                    return {order, outline: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
                        inside: box.bottom > 0 && box.top < innerHeight, name: e.outerHTML.slice(0, 120)} }"""
            )
            if place is None:
                break
            assert place["outline"], (kind, place)
            assert place["inside"], (kind, place)
            seen.append(place["order"])
        assert len(seen) > 10
        assert seen == sorted(seen), kind


def test_search_keeps_the_keyboard(page: Page, kinds: dict[str, str]) -> None:
    """Tab stays inside the open dialog however long it is pressed, and comes back to where it was when it is closed."""
    page.goto(kinds[""])
    opener = page.locator(".bs-open")
    opener.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox")).to_be_focused()
    for _ in range(12):
        page.keyboard.press("Tab")
        # The browser's own bars are part of the round; the page behind the dialog never is.
        assert page.evaluate(
            "document.activeElement === document.body || !!document.activeElement.closest('dialog')"
        )
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()


def test_a_readers_own_colours_leave_everything_legible(page: Page, kinds: dict[str, str]) -> None:
    """With colours forced by the system, what is current, marked or a field still has a line of its own."""
    page.emulate_media(forced_colors="active")
    page.goto(kinds["articles/*"])
    assert page.locator(".bs-mark").first.evaluate("e => getComputedStyle(e).borderBottomStyle") == "solid"
    assert page.locator(".bs-open").evaluate("e => getComputedStyle(e).borderTopStyle") == "solid"
    current = page.locator(".bs-nav__list [aria-current]")
    assert current.evaluate("e => getComputedStyle(e).borderBottomStyle") == "solid"


def test_a_section_says_that_one_is_in_it(page: Page, kinds: dict[str, str]) -> None:
    """The menu names the page itself `page` and the section around it `true`, never two."""
    for kind, current in {
        "articles/": "page",
        "articles/*": "true",
        "quotes/": "page",
        "actors/*": "true",
    }.items():
        page.goto(kinds[kind])
        found = page.locator(".bs-nav__list [aria-current]")
        expect(found).to_have_count(1)
        expect(found).to_have_attribute("aria-current", re.compile(current))


def test_charts_are_legible_in_both_colours(page: Page, kinds: dict[str, str]) -> None:
    """Every word of a chart has 4.5 to 1 and every mark 3 to 1 on the page, as painted, before and after the switch."""
    for kind in ("one article: ", "network/", "timeline/", "sources/", "actors/*"):
        page.goto(kinds[kind])
        for _ in range(2):
            faint, n = page.evaluate(CONTRAST)
            assert n > 3, kind
            assert faint == [], kind
            page.locator(".bs-switch--desk").click()


CONTRAST = """() => {
    const canvas = Object.assign(document.createElement('canvas'), {width: 1, height: 1})
    const context = canvas.getContext('2d', {willReadFrequently: true})
    const ground = getComputedStyle(document.body).backgroundColor
    const luminance = (colour, opacity) => {
        context.globalAlpha = 1; context.fillStyle = ground; context.fillRect(0, 0, 1, 1)
        context.globalAlpha = opacity; context.fillStyle = colour; context.fillRect(0, 0, 1, 1)
        const [r, g, b] = [...context.getImageData(0, 0, 1, 1).data].map(v => v / 255)
            .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b
    }
    const ratio = (colour, opacity) => {
        const [low, high] = [luminance(colour, opacity), luminance(ground, 1)].sort((a, b) => a - b)
        return (high + 0.05) / (low + 0.05)
    }
    const faint = [], words = document.querySelectorAll('.bs-chart text')
    words.forEach(word => {
        const style = getComputedStyle(word), found = ratio(style.fill, style.fillOpacity * style.opacity)
        if (found < 4.5 && !word.closest('[data-on-ground], .bs-chart--matrix')) faint.push([word.textContent, style.fill, found])
    })
    const marks = document.querySelectorAll('.bs-chart__bar, .bs-chart__node')
    marks.forEach(mark => {
        const style = getComputedStyle(mark), found = ratio(style.fill, style.fillOpacity * style.opacity)
        if (found < 3) faint.push([mark.getAttribute('class'), style.fill, found])
    })
    return [faint, words.length]
}"""
"""Words and marks of charts that are too faint on the page's ground, with their ratio; and how many words there are."""
