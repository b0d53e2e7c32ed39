"""Drawings as a browser shows them: no name covers another, all can be read on a phone, reached and told apart."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.model]

DRAWN = ("network/", "timeline/", "actors/commonweal-alliance/", "")
"""Pages with every kind of drawing."""

LEAST_PX = 10.5
"""Height of type on a phone: 21 units of 680 at 358 px are 11."""

_BOXES = """() => [...document.querySelectorAll('svg.bs-chart--network')].map(svg =>
  [...svg.querySelectorAll('.bs-chart__label')].map(text => {
    const box = text.getBoundingClientRect();
    return {
      words: text.textContent, node: [...svg.children].indexOf(text.parentNode),
      left: box.left, right: box.right, top: box.top, bottom: box.bottom,
    };
  }))"""

_SIZES = """() => [...document.querySelectorAll('svg.bs-chart text')].map(text =>
  [text.textContent, parseFloat(getComputedStyle(text).fontSize) * Math.hypot(text.getScreenCTM().a, text.getScreenCTM().b)])"""

# The ground under a mark is the page's; under a count also its cell, mixed by the cell's opacity.
_CONTRASTS = """() => {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const rgb = colour => {
    canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = c => c.map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const contrast = (a, b) => {
    const [high, low] = [light(a), light(b)].sort((x, y) => y - x);
    return (high + 0.05) / (low + 0.05);
  };
  const paper = rgb(getComputedStyle(document.documentElement).getPropertyValue('--bs-paper'));
  const found = [];
  for (const text of document.querySelectorAll('svg.bs-chart text')) {
    const cell = text.previousElementSibling;
    let ground = paper;
    if (cell && cell.classList.contains('bs-chart__cell')) {
      const share = parseFloat(cell.getAttribute('fill-opacity'));
      ground = rgb(getComputedStyle(cell).fill).map((v, i) => v * share + paper[i] * (1 - share));
    }
    found.push(['text', text.textContent, contrast(rgb(getComputedStyle(text).fill), ground)]);
  }
  for (const mark of document.querySelectorAll('.bs-chart__bar, .bs-chart__sign'))
    found.push(['mark', mark.getAttribute('class'), contrast(rgb(getComputedStyle(mark).fill), paper)]);
  for (const tie of document.querySelectorAll('.bs-chart__ties'))
    found.push(['mark', 'tie', contrast(rgb(getComputedStyle(tie).stroke), paper)]);
  return found;
}"""


@pytest.fixture(scope="module")
def newsroom(newsroom_site: Path, serve: Callable[[Path], str]) -> str:
    """The address of the demo site."""
    return serve(newsroom_site)


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("path", ["network/", "actors/commonweal-alliance/"])
def test_no_name_covers_another(new_page: Callable[..., Page], newsroom: str, path: str, width: int) -> None:
    """In the fonts that are really there no node's name lies over another's."""
    page = new_page(width=width)
    page.goto(newsroom + path)
    drawings = page.evaluate(_BOXES)
    assert drawings
    for boxes in drawings:
        assert len(boxes) > 3
        for a, b in combinations(boxes, 2):
            across = min(a["right"], b["right"]) - max(a["left"], b["left"])
            down = min(a["bottom"], b["bottom"]) - max(a["top"], b["top"])
            assert a["node"] == b["node"] or across <= 0 or down <= 1, (a["words"], b["words"])


@pytest.mark.parametrize("path", DRAWN)
def test_words_can_be_read_on_a_phone(new_page: Callable[..., Page], newsroom: str, path: str) -> None:
    """No text of a drawing is smaller than 10.5 px on a page 390 px wide, and nothing scrolls sideways."""
    page = new_page(width=390)
    page.goto(newsroom + path)
    sizes = page.evaluate(_SIZES)
    assert sizes
    assert [s for s in sizes if s[1] < LEAST_PX] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("path", DRAWN)
def test_drawings_stand_out_in_both_themes(
    new_page: Callable[..., Page], newsroom: str, path: str, *, dark: bool
) -> None:
    """Text has a contrast of 4.5 to 1 on its ground, in cells too; marks and ties have 3 to 1."""
    page = new_page(dark=dark)
    page.goto(newsroom + path)
    found = page.evaluate(_CONTRASTS)
    assert found
    least = {"text": 4.5, "mark": 3.0}
    assert [f for f in found if f[2] < least[f[0]]] == []


def test_every_sign_is_reached_with_the_keyboard_and_has_a_name(page: Page, newsroom: str) -> None:
    """Links inside the network are in the order of tabs; one of them opens its actor's page."""
    page.goto(newsroom + "network/")
    links = page.locator("svg.bs-chart--network a")
    names = links.evaluate_all("all => all.map(a => a.querySelector('title').textContent)")
    assert len(names) > 10
    assert all(names)
    links.first.focus()
    assert page.evaluate("document.activeElement.querySelector('title').textContent") == names[0]
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.querySelector('title').textContent") == names[1]
    page.keyboard.press("Enter")
    page.wait_for_url("**/actors/**")
    assert page.locator("h1").inner_text() == names[1].rpartition(":")[0]
