"""Every payload, in every field that comes from outside, on every place that it reaches: words, and nothing but words."""

from __future__ import annotations

import gzip
import json
import re
import shutil
import time
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree
from payload_browser import Watched, served
from payload_judges import (
    Shape,
    broken_drawings,
    by_class,
    formulas,
    offences,
    parsed,
    words_of,
)
from payload_sites import PayloadSite, built, chosen, payloads, squeezed, with_surnames, write_seeds

from generator.analyse.language_model import model_path
from generator.cli import DONE, main
from generator.errors import ModelMissingError
from generator.render import escape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = [pytest.mark.hostile, pytest.mark.model]

_WORDS = (
    "quiet-harbour",
    "calm water",
    "a long line of words " * 6,
    "Grey Tarn",
    "boats",
    "7",
    "x" * 30,
    "Ada",
)
PLAIN = [words + more for words in _WORDS for more in ("", "-again")]
"""What a clean site says in place of payloads, as archive and as web page; some of it may stand in an address."""

SAMPLE, WHOLE, A_SITE = 24, 1_000_000, 240
"""Payloads tried in `make test`, in `make soak` (all there are), and on one site."""

ATOM = "{http://www.w3.org/2005/Atom}"
XHTML_NAME = "{http://www.gexf.net/1.2draft}node"


@pytest.fixture(scope="module")
def shape(tmp_path_factory: pytest.TempPathFactory) -> Shape:
    """What the pages of a clean site are made of."""
    try:
        model_path("en_core_web_md")
    except ModelMissingError as error:
        pytest.skip(str(error))
    site = built(tmp_path_factory.mktemp("clean") / "site", PLAIN)
    learned = Shape()
    for page in site.pages.rglob("*.html"):
        learned.learn(page.read_bytes())
    return learned


def sites(known: list[str], folder: Path) -> Iterator[PayloadSite]:
    """Build sites of all given payloads, one after another; each is gone when the next is asked for."""
    for start in range(0, len(known), A_SITE):
        place = folder / str(start)
        yield built(place, known[start : start + A_SITE])
        shutil.rmtree(place)


def test_payloads_stay_words(
    shape: Shape,
    browser: Browser,
    tmp_path: Path,
    rounds: Callable[[int, int], int],
    tried: Callable[..., None],
) -> None:
    """No payload makes an element, attribute, script or address; each is shown literally; files stay what they are.

    Judged by html5lib against a clean site, and in Chromium with dialogs, errors, the policy, navigation, windows and
    requests hooked, on every page and in what search finds.
    """
    known = chosen(payloads(), rounds(SAMPLE, WHOLE))
    found = Found()
    started = time.monotonic()
    for site in sites(known, tmp_path):
        judge_pages(site, shape, found)
        judge_words(site, found)
        judge_files(site, found)
        judge_terminal(site, found)
        with served(site.pages) as origin:
            judge_in_browser(site, Watched(browser, origin), found, step=5)
        for line in found.faults[-20:]:
            print(line)  # noqa: T201 - a run of half an hour tells what it finds while it lasts
    seconds = f"{time.monotonic() - started:.0f} s"
    for what, n in found.n.items():
        tried(what, n, n_failed=sum(line.startswith(what) for line in found.faults), remark=seconds)
    assert not found.faults, "\n".join(found.faults[:50])
    # What is too long is no name, and what is one but for case and signs is the same one.
    for what in ("payloads shown as titles", "payloads as names of actors", "payloads as names of topics"):
        assert found.n[what] >= len(known) * 0.9, what


class Found:
    """What was looked at, and what was wrong with it."""

    def __init__(self) -> None:
        self.n: dict[str, int] = {}
        self.faults: list[str] = []

    def look(self, what: str, *faults: str, n: int = 1) -> None:
        """Count something, with its faults."""
        self.n[what] = self.n.get(what, 0) + n
        self.faults += [f"{what}: {fault}" for fault in faults]


def judge_pages(site: PayloadSite, shape: Shape, found: Found) -> None:
    """Look at every page by html5lib, and at every drawing as XML."""
    for page in site.pages.rglob("*.html"):
        source = page.read_bytes()
        where = page.relative_to(site.pages)
        found.look(
            "pages by html5lib", *(f"{where}: {offence}" for offence in offences(parsed(source), shape))
        )
        found.look("drawings as XML", *(f"{where}: {fault}" for fault in broken_drawings(source)))


def judge_words(site: PayloadSite, found: Found) -> None:
    """Look for each payload where it should be shown: titles in all their places, authors, outlets, passages, names."""
    articles = {row["id"]: row for row in rows(site, "articles")}
    by_title: dict[str, list[Any]] = {}
    for row in articles.values():
        by_title.setdefault(escape.plain(row["title"]), []).append(row)
    for one in site.tried:
        if not one.titles:
            found.look("payloads that can be no title")
            continue
        shown = [(title, row) for title in one.titles for row in by_title.get(title, [])]
        if not shown and re.search(rf"-{one.surname}\.html: (is binary|the name holds)", site.said):
            found.look("payloads whose page is refused by name")
            continue
        found.look("payloads shown as titles", *([] if shown else [f"{one.payload!r} is no title"]))
        for title, row in shown:
            if one.surname in row["id"]:
                found.look("payloads on their pages", *on_its_page(site, row, title, one.words))
    for kind in ("actors", "topics"):
        for row in rows(site, kind):
            if row["address"] and "#" not in row["address"]:  # else it leads to a passage
                page = parsed((site.pages / row["address"] / "index.html").read_bytes())
                name = escape.plain(row["name"])
                # The pages of topics begin with a capital.
                faults = [] if heads(page, name) or heads(page, name[:1].upper() + name[1:]) else [repr(name)]
                found.look(f"names of {kind}", *faults)
        names = {bare(row["name"]) for row in rows(site, kind)}
        given = [one.titles[0] for one in site.tried if one.titles]
        found.look(f"payloads as names of {kind}", n=sum(bare(one) in names for one in given))


def bare(name: str) -> str:
    """Return what tells a name from others: two that differ in case and signs only are one actor."""
    return re.sub(r"[\W_]+", "", escape.plain(name).casefold())


def on_its_page(site: PayloadSite, row: Any, title: str, words: str) -> Iterator[str]:  # noqa: ANN401 - JSON
    """Yield where an article's page does not say its title, author, outlet or text as they are."""
    tree = parsed((site.pages / row["address"] / "index.html").read_bytes())
    where = f"{title!r} at {row['address']}"
    if not heads(tree, title):
        yield f"{where}: the head"
        return
    metas = {e.attrib.get("property"): e.attrib.get("content") for e in tree.iter("meta")}
    if metas.get("og:title") != title:
        yield f"{where}: og:title {metas.get('og:title')!r}"
    linked = next(e for e in tree.iter("script") if e.attrib.get("type") == "application/ld+json")
    if json.dumps(title) not in json.dumps(json.loads(linked.text)):
        yield f"{where}: JSON-LD"
    reading = by_class(tree, "bs-reading")
    if words not in words_of(reading):
        yield f"{where}: the passage {words_of(reading)!r}"
    whole = words_of(tree)
    for name in (*row["authors"], *row["tags"], row["outlet"] or ""):
        if squeezed(escape.plain(name)) not in whole:
            yield f"{where}: {name!r}"


def heads(tree: Any, title: str) -> bool:  # noqa: ANN401 - html5lib has no types
    """Tell whether a title is a page's heading, its title and what search shows of it."""
    heading, named = next(tree.iter("h1"), None), next(tree.iter("title"), None)
    if heading is None or named is None:
        return False
    meta = next((e for e in tree.iter("span") if e.attrib.get("data-pagefind-meta") == "title"), heading)
    return words_of(heading) == squeezed(title) == words_of(meta) and squeezed(named.text or "") == squeezed(
        f"{title} – Harbour News"
    )


def judge_files(site: PayloadSite, found: Found) -> None:
    """Read feed, network, tables, JSON and the search index as other programs do."""
    for path in site.pages.rglob("*.csv"):
        found.look("CSV files", *(f"{path.name}: {cell[:80]!r}" for cell in formulas(path)))
    for path in (site.pages / "data").rglob("*.json"):
        json.loads(path.read_bytes())
        found.look("JSON files")
    titles = {escape.plain(row["title"]) for row in rows(site, "articles")}
    feed = etree.fromstring((site.pages / "feed.xml").read_bytes())
    for entry in feed.iter(f"{ATOM}entry"):
        title = entry.findtext(f"{ATOM}title")
        found.look("entries of the feed", *([] if title in titles else [repr(title)]))
        for link in entry.iter(f"{ATOM}link"):
            assert (
                link.get("href").startswith(
                    ("https://harbour.example/", "http://press.example/", "https://press.example/")
                )
                or link.get("rel") == "via"
            )
    names = {escape.plain(row["name"]) for row in rows(site, "actors")}
    for node in etree.fromstring((site.pages / "data" / "network.gexf").read_bytes()).iter(XHTML_NAME):
        found.look("nodes of the network", *([] if node.get("label") in names else [repr(node.get("label"))]))
    for path in site.pages.rglob("*.svg"):
        etree.fromstring(path.read_bytes())
    for path in (site.pages / "pagefind").rglob("*.pf_fragment"):
        fragment = json.loads(gzip.decompress(path.read_bytes()).partition(b"pagefind_dcd")[2])
        found.look("fragments of the search index", *([] if fragment["meta"]["title"] else [fragment["url"]]))


def judge_terminal(site: PayloadSite, found: Found) -> None:
    """Look at what the build said for characters that a terminal obeys."""
    odd = sorted({c for c in site.said if not c.isprintable() and c != "\n"})
    found.look("lines on the terminal", *(f"U+{ord(c):04X}" for c in odd), n=site.said.count("\n"))


def judge_in_browser(site: PayloadSite, window: Watched, found: Found, *, step: int) -> None:
    """Open the pages in Chromium, of actors and topics every `step`th, then show in search whatever it finds."""
    for n, page in enumerate(sorted(site.pages.rglob("*.html"))):
        source = page.read_bytes()
        if b'http-equiv="refresh"' in source:
            continue  # leads on to a page that is looked at itself
        if n % step and page.parent.parent.name in {"actors", "topics"}:
            continue
        path = page.relative_to(site.pages).as_posix()
        window.visit(path.removesuffix("index.html"))
        found.look("pages in Chromium")
    n = window.search_for("Harbour Board", "Articles")
    found.look("results of search in Chromium", n=n)
    found.faults += [f"pages in Chromium: {words}" for words in window.complaints]
    window.context.close()


def rows(site: PayloadSite, name: str) -> list[dict[str, Any]]:
    """Return published data."""
    loaded: list[dict[str, Any]] = json.loads((site.pages / "data" / f"{name}.json").read_bytes())
    return loaded


def test_commands_say_no_payload_raw(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], tried: Callable[..., None]
) -> None:
    """`check` and `explain` on payloads write nothing to the terminal that it would obey."""
    given = with_surnames([*(f"a{code}[31mb" for code in "\x1b\x9b\r\x07"), *chosen(payloads(), 4)])
    write_seeds(tmp_path, given)
    assert main(["check", "--project", str(tmp_path)]) == DONE
    for one in given:
        main(["explain", "--project", str(tmp_path), f"{one.payload}{one.surname}"])
    said = "".join(capfd.readouterr())
    assert said.count("\n") > len(given)
    odd = {c for c in said if not c.isprintable() and c != "\n"}
    tried("lines of check and explain", said.count("\n"), n_failed=len(odd))
    assert not odd
