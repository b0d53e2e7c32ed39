"""One collection on several sites of one host: two are built from one repository, and searched as one."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from generator.analyse.language_model import model_path
from generator.cli import DONE, main
from generator.errors import ModelMissingError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page, Route

pytestmark = [pytest.mark.browser, pytest.mark.model]

SETTINGS = """site_name: Harbour News {year}
site_dir: ../../public/news-{year}
extra:
  broadsheet:
    seeds: ../../seeds/{year}
    publish: full
    shards:
      - {{name: "2024", path: ../news-2024/}}
      - {{name: "2025", path: ../news-2025/}}
"""

ARTICLES = {
    "2024/dredger.md": """---
title: Dredger reaches Lower Tarn
outlet: Quay Gazette
date: 2024-05-02
---

The dredger Morwenna reached Lower Tarn on Thursday, two weeks late.

“The channel will be open again by June,” said Ada Brandt, the harbour master. She said the herring fleet had waited long enough.

The work costs four million crowns.
""",
    "2024/ferry.md": """---
title: Ferry to Port Ellin stops for the winter
outlet: Tarn Post
date: 2024-11-20
---

The ferry to Port Ellin stops in December, its owner said.

“Nobody rides it in January,” said Ilse Maron, who owns the line. The harbour master, Ada Brandt, had asked for one crossing a week.
""",
    "2025/dues.md": """---
title: Harbour dues rise again
outlet: Quay Gazette
date: 2025-03-02
---

Harbour dues in Lower Tarn rise by a tenth in May, the Harbour Board announced on Sunday.

“We have no other way to pay for the channel,” said Ada Brandt, the harbour master. The herring fleet pays the most.
""",
    "2025/lighthouse.md": """---
title: Lighthouse gets a keeper
outlet: Tarn Post
date: 2025-06-11
---

The lighthouse of Lower Tarn has a keeper again, the first in thirty years.

“I came for the quiet,” said Jonas Whitlock, the new keeper. Ada Brandt, the harbour master, handed him the keys.
""",
}
"""Articles about an invented harbour town, by seed."""


@pytest.fixture(scope="session")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that holds both sites, as one host shows them; built one after the other from one folder of seeds."""
    try:
        model_path("en_core_web_md")
    except ModelMissingError as error:
        pytest.skip(str(error))
    repository = tmp_path_factory.mktemp("collection")
    for path, text in ARTICLES.items():
        seed = repository / "seeds" / path
        seed.parent.mkdir(parents=True, exist_ok=True)
        seed.write_text(text, encoding="utf-8")
    for year in ("2024", "2025"):
        project = repository / "shards" / year
        project.mkdir(parents=True)
        (project / "mkdocs.yml").write_text(SETTINGS.format(year=year), encoding="utf-8")
        assert main(["build", "--strict", "--quiet", "--project", str(project)]) == DONE
    return repository / "public"


@pytest.fixture(scope="session")
def host(collection: Path, serve: Callable[[Path], str]) -> str:
    """The address below which both sites stand."""
    return serve(collection)


@pytest.fixture
def damaged(
    tmp_path: Path, collection: Path, serve: Callable[[Path], str]
) -> Callable[[Callable[[Path], None]], str]:
    """Serve a copy of both sites after something was done to the index of the older one; gives their host."""

    def start(harm: Callable[[Path], None]) -> str:
        shutil.copytree(collection, tmp_path / "public")
        harm(tmp_path / "public" / "news-2024" / "pagefind")
        return serve(tmp_path / "public")

    return start


def search(page: Page, query: str, *, until: str = "") -> list[tuple[str, str]]:
    """Open search, type, and return title and what is said below it, of each result, once `until` stands in one."""
    if not page.locator("dialog[open]").count():
        page.keyboard.press("/")
    page.locator(".bs-search__input").fill(query)
    page.locator(".bs-search__status", has_text=f"“{query}”").wait_for()
    if until:
        page.locator(".bs-search__result", has_text=until).first.wait_for()
    return [
        (result.locator(".bs-search__title").inner_text(), " ".join(result.locator(".bs-search__about").all_inner_texts()))
        for result in page.locator(".bs-search__result").all()
    ]  # fmt: skip


def missing(page: Page) -> str:
    """Return what the dialog says of parts that it could not search."""
    return page.locator(".bs-search__missing").inner_text()


def test_a_search_in_one_site_finds_and_opens_a_page_of_the_other(page: Page, host: str) -> None:
    """The result says where it is from, and following it lands on the very passage of the other site."""
    page.goto(f"{host}news-2025/actors/")
    results = search(page, "waited long enough", until="From 2024")
    assert ("Dredger reaches Lower Tarn", "From 2024 · Quay Gazette · 2 May 2024") in results
    page.locator(".bs-search__title", has_text="Dredger reaches Lower Tarn").click()
    page.wait_for_url(f"{host}news-2024/articles/**")
    assert page.locator("h1").inner_text() == "Dredger reaches Lower Tarn"
    anchor = page.url.partition("#")[2]
    assert anchor
    assert page.locator(f"[id='{anchor}']").count() == 1


def test_it_works_from_the_other_side_as_well(page: Page, host: str) -> None:
    """Neither site is the first among them; every word form is found in both."""
    page.goto(f"{host}news-2024/")
    results = search(page, "harbour due", until="From 2025")
    assert ("Harbour dues rise again", "From 2025 · Quay Gazette · 2 March 2025") in results


def test_own_results_bear_no_mark(page: Page, host: str) -> None:
    """Where nothing is said, a result is of the site that the reader is on."""
    page.goto(f"{host}news-2025/")
    results = dict(search(page, "lighthouse"))
    assert results["Lighthouse gets a keeper"] == "Tarn Post · 11 June 2025"
    assert missing(page) == ""


def test_an_actor_of_both_sites_is_found_in_both(page: Page, host: str) -> None:
    """A name typed whole finds each site's page of it before all else, and counts add up."""
    page.goto(f"{host}news-2025/")
    results = search(page, "ada brandt", until="From 2024")
    assert sorted(results[:2]) == [("Ada Brandt", ""), ("Ada Brandt", "From 2024")]
    page.locator(".bs-search__kinds button", has_text="Articles 4").wait_for()


def test_filters_hold_for_all_sites(page: Page, host: str) -> None:
    """Lists count both sites together; one of them chooses the site."""
    page.goto(f"{host}news-2025/")
    search(page, "harbour", until="From 2024")
    page.get_by_role("button", name="Filter and sort").click()
    part = page.locator("#bs-search-part")
    part.locator("option", has_text="2024").wait_for(state="attached")
    assert "Quay Gazette (2)" in page.locator("#bs-search-outlet option").all_inner_texts()
    part.select_option("2024")
    page.locator(".bs-search__kinds button", has_text="Articles 2").wait_for()
    abouts = page.locator(".bs-search__about").all_inner_texts()
    assert abouts
    assert all(about.startswith("From 2024") for about in abouts)
    assert page.locator("#bs-search-year option").all_inner_texts() == ["Any year", "2024 (2)"]


def test_the_foot_of_each_page_leads_to_the_other_site(page: Page, host: str) -> None:
    """At any depth, and without scripts: these are links."""
    for path in ("", "actors/", "method/"):
        page.goto(f"{host}news-2025/{path}")
        parts = page.get_by_role("navigation", name="Parts of this collection")
        assert parts.get_by_role("link").all_inner_texts() == ["2024", "2025"]
        parts.get_by_role("link", name="2024").click()
        page.wait_for_url(f"{host}news-2024/")


def test_nothing_of_other_sites_is_fetched_before_search(page: Page, host: str) -> None:
    """A page view asks its own site alone."""
    page.goto(f"{host}news-2025/articles/")
    page.wait_for_load_state("networkidle")
    asked = page.context.requested  # type: ignore[attr-defined]
    assert asked
    assert [url for url in asked if "/news-2024/" in url] == []


def test_search_needs_no_more_rights_than_before(new_page: Callable[..., Page], host: str) -> None:
    """Under a policy without inline scripts, eval and other hosts (WebAssembly apart) both sites are searched."""
    page = new_page()
    policy = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data:"

    def held(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, headers={**answer.headers, "content-security-policy": policy})

    page.route("**/*", held)
    page.goto(f"{host}news-2025/")
    assert ("Dredger reaches Lower Tarn", "From 2024 · Quay Gazette · 2 May 2024") in search(
        page, "dredger", until="From 2024"
    )


def gone(index: Path) -> None:
    """Leave no index at all."""
    shutil.rmtree(index)


def without_beginning(index: Path) -> None:
    """Take away what an index begins with, and leave the file that names it."""
    for file in index.glob("pagefind.*.pf_meta"):
        file.unlink()


def garbled(index: Path) -> None:
    """Put other bytes where an index begins."""
    for file in index.glob("pagefind.*.pf_meta"):
        file.write_bytes(b"pagefind_dcd" + bytes(range(256)) * 8)


def no_json(index: Path) -> None:
    """Put a page where the file should be that names the index."""
    (index / "pagefind-entry.json").write_text("<!doctype html><title>Moved</title>", encoding="utf-8")


@pytest.mark.parametrize("harm", [gone, without_beginning, garbled, no_json])
def test_a_site_that_is_missing_leaves_search_as_it_is(
    page: Page, damaged: Callable[..., str], harm: Callable[[Path], None]
) -> None:
    """Whatever is the matter with one site, the other is searched, and calm words name what was not."""
    page.context.expected += ["404", "Failed to load", "Pagefind", "Decompressing"]  # type: ignore[attr-defined]
    page.goto(f"{damaged(harm)}news-2025/")
    assert dict(search(page, "lighthouse"))["Lighthouse gets a keeper"] == "Tarn Post · 11 June 2025"
    assert missing(page) == "Not searched: 2024 (not to be reached just now)."
    assert ("Harbour dues rise again", "Quay Gazette · 2 March 2025") in search(page, "herring fleet")


def test_a_site_of_another_version_is_not_searched(page: Page, damaged: Callable[..., str]) -> None:
    """Another Pagefind may store its index otherwise; what comes of that is not shown."""

    def older(index: Path) -> None:
        entry = json.loads((index / "pagefind-entry.json").read_text("utf-8"))
        (index / "pagefind-entry.json").write_text(
            json.dumps({**entry, "version": "1.0.0"}), encoding="utf-8"
        )

    page.goto(f"{damaged(older)}news-2025/")
    assert search(page, "harbour")
    assert missing(page) == "Not searched: 2024 (its search is of another version)."


def test_what_was_published_anew_meanwhile_is_passed_over(page: Page, damaged: Callable[..., str]) -> None:
    """Results whose text is no longer there do not take the others away, and it is said that they are missing."""

    def emptied(index: Path) -> None:
        for file in (index / "fragment").iterdir():
            file.unlink()

    page.context.expected += ["404", "Decompressing"]  # type: ignore[attr-defined]
    page.goto(f"{damaged(emptied)}news-2025/")
    titles = [title for title, _ in search(page, "harbour master")]
    assert "Harbour dues rise again" in titles
    assert missing(page) == "Some of what was found could not be loaded."


def test_search_works_without_the_script_that_joins(page: Page, host: str) -> None:
    """A script that does not come costs the other sites, not search."""
    page.context.expected += ["failed", "Failed to load"]  # type: ignore[attr-defined]
    page.route("**/shards.js", lambda route: route.abort())
    page.goto(f"{host}news-2025/")
    assert ("Harbour dues rise again", "Quay Gazette · 2 March 2025") in search(page, "herring fleet")
    assert missing(page) == "Not searched: 2024 (not to be reached just now)."


def test_when_nothing_can_be_read_that_is_said(page: Page, host: str) -> None:
    """Results that were found and did not come are no “nothing found”."""
    page.context.expected += ["failed", "Failed to load"]  # type: ignore[attr-defined]
    page.route("**/*.pf_fragment", lambda route: route.abort())
    page.goto(f"{host}news-2025/")
    page.keyboard.press("/")
    page.locator(".bs-search__input").fill("herring")
    page.locator(".bs-search__status--failed", has_text="could not be loaded").wait_for()


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [1440, 390])
def test_search_and_foot_are_for_every_reader(
    new_page: Callable[..., Page], damaged: Callable[..., str], width: int, *, dark: bool
) -> None:
    """With results of both sites, with one missing, and at the foot of a page axe finds nothing, and nothing sticks out."""
    page = new_page(width=width, dark=dark)
    page.context.expected += ["404", "Failed to load"]  # type: ignore[attr-defined]
    host = damaged(lambda index: (index / "pagefind-entry.json").rename(index / "gone.json"))
    page.goto(f"{host}news-2025/method/")
    assert violations(page) == []
    search(page, "lighthouse")
    assert missing(page)
    page.get_by_role("button", name="Filter and sort").click()
    page.locator("#bs-search-part option").nth(1).wait_for(state="attached")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def violations(page: Page) -> list[str]:
    """Return what axe finds wrong with the page as it stands."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found: dict[str, Any] = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found["violations"]]


def test_a_slow_site_joins_later(page: Page, host: str) -> None:
    """Own results do not wait longer than a moment for another site; its own come when it does."""
    held: list[Route] = []
    page.route("**/news-2024/pagefind/pagefind-entry.json", lambda route: held.append(route), times=1)  # noqa: PLW0108 - no method of a list will do
    page.goto(f"{host}news-2025/")
    assert search(page, "herring")
    assert page.locator(".bs-search__result", has_text="From 2024").count() == 0
    held[0].continue_()
    page.locator(".bs-search__result", has_text="From 2024").first.wait_for()


def test_a_site_alone_says_nothing_of_parts(page: Page, site_server: str) -> None:
    """Without the setting there is no word of it, neither at the foot nor in search."""
    page.goto(site_server)
    page.keyboard.press("/")
    page.wait_for_selector("dialog[open]")
    assert page.locator("[data-bs-shard], #bs-search-part").count() == 0
    page.wait_for_load_state("networkidle")
    assert [url for url in page.context.requested if "shards.js" in url] == []  # type: ignore[attr-defined]
