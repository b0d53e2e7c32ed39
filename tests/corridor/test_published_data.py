"""The data of a whole site: built from seeds, read back as other programs read them."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

import networkx as nx
import pytest
from lxml import etree, html

from generator.cli import DONE, main
from generator.config import load_settings
from generator.read import read_seeds

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = [pytest.mark.model, pytest.mark.usefixtures("needs_model")]

NEWSROOM = Path(__file__).resolve().parents[1] / "newsroom"
ADDRESS = "https://press.example/desk/"
ATOM = "{http://www.w3.org/2005/Atom}"
SETTINGS = """
site_name: The Desk
site_description: Who said what.
site_url: !ENV [DESK_URL, ""]
extra:
  broadsheet:
    min_topic_articles: 2
    excerpt_words: 80
"""


def seeds(folder: Path) -> Path:
    """Make a project of ten of the newsroom's articles, and return its folder."""
    (folder / "seeds").mkdir(parents=True)
    for seed in sorted((NEWSROOM / "seeds").rglob("*.txt"))[:10]:
        shutil.copy(seed, folder / "seeds" / f"{seed.parent.name}-{seed.name}")
        sidecar = seed.with_suffix(".yml")
        if sidecar.is_file():
            shutil.copy(sidecar, folder / "seeds" / f"{seed.parent.name}-{sidecar.name}")
    (folder / "mkdocs.yml").write_text(SETTINGS, "utf-8")
    return folder


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project that was built without an address of its site."""
    folder = seeds(tmp_path_factory.mktemp("data") / "desk")
    assert main(["build", "--project", str(folder), "-q"]) == DONE
    return folder


@pytest.fixture(scope="module")
def site(project: Path) -> Path:
    """Return the folder of that site."""
    return project / "site"


@pytest.fixture(scope="module")
def addressed(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the same site, built for an address."""
    folder = tmp_path_factory.mktemp("addressed") / "desk"
    shutil.copytree(project, folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DESK_URL", ADDRESS.rstrip("/"))
        assert main(["build", "--project", str(folder), "-q"]) == DONE
    return folder / "site"


def table(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file."""
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode(), newline="")))


def anchors(page: Path) -> set[str]:
    """Return every anchor of a built page."""
    return set(re.findall(r'\bid="([^"]+)"', page.read_text("utf-8")))


def test_every_address_in_the_data_leads_somewhere(site: Path) -> None:
    """Pages are there, and on them the anchor of each quote and of each paragraph that has an address."""
    for name in ("quotes", "articles", "actors", "topics", "positions", "conditions"):
        rows = json.loads((site / "data" / f"{name}.json").read_bytes())
        assert rows, name
        known: dict[Path, set[str]] = {}
        for row in rows:
            for key in ("address", "article_address", "actor_address"):
                if row.get(key):
                    path, _, anchor = row[key].partition("#")
                    page = site / path / "index.html"
                    assert page.is_file(), row[key]
                    if anchor:
                        known.setdefault(page, anchors(page))
                        assert anchor in known[page], row[key]
            if row.get("quotes_file"):
                assert (site / row["quotes_file"]).is_file()


def test_the_package_tells_the_columns(site: Path) -> None:
    """Each file of the data package is there; a table has just the columns that its schema names."""
    package = json.loads((site / "data" / "datapackage.json").read_bytes())
    for resource in package["resources"]:
        path = site / "data" / resource["path"]
        assert path.is_file(), path
        if resource["format"] == "csv":
            rows = table(path)
            assert list(rows[0]) == [f["name"] for f in resource["schema"]["fields"]]
            keys = [tuple(row[k] for k in resource["schema"]["primaryKey"]) for row in rows]
            assert len(keys) == len(set(keys)), path


def test_no_published_run_is_longer_than_an_excerpt_may_have(project: Path) -> None:
    """All that the files hold of an article in excerpts, laid together, has no longer run than the setting allows."""
    settings = load_settings(project)
    reading = read_seeds(project, project / settings.seeds, settings.read)
    data = {
        name: json.loads((project / "site" / "data" / f"{name}.json").read_bytes())
        for name in ("articles", "quotes", "positions", "conditions")
    }
    excerpts = {a["id"]: a for a in data["articles"] if a["publish"] == "excerpt"}
    n_checked = 0
    for article in reading.articles:
        if article.id not in excerpts:
            continue
        assert excerpts[article.id]["text"] is None
        rows = (*data["quotes"], *data["positions"], *data["conditions"])
        told = [q for q in rows if q["article"] == article.id and q["published"]]
        assert all(article.text[q["start"] : q["end"]] == q["text"] for q in told)
        spans = [(q["start"], q["end"]) for q in told]
        summary = excerpts[article.id]["summary"]
        if summary and summary in article.text:
            spans.append((article.text.index(summary), article.text.index(summary) + len(summary)))
        assert longest_run(article.text, spans) <= settings.compose.excerpt_words == 80
        n_checked += bool(spans)
    assert n_checked


def longest_run(text: str, spans: list[tuple[int, int]]) -> int:
    """Return the most words in a row that lie in a span, those without letters or digits left out."""
    longest = run = 0
    for word in re.finditer(r"\S+", text):
        if not any(c.isalnum() for c in word[0]):
            continue
        run = run + 1 if any(start < word.end() and word.start() < end for start, end in spans) else 0
        longest = max(longest, run)
    return longest


def test_the_network_and_the_feed_are_read_by_others(site: Path) -> None:
    """Networkx reads the network, an XML parser the feed with what Atom demands; its pages are there."""
    graph = nx.read_gexf(site / "data" / "network.gexf")
    assert len(graph) == len(json.loads((site / "data" / "actors.json").read_bytes()))
    feed = etree.fromstring((site / "feed.xml").read_bytes())
    entries = feed.findall(f"{ATOM}entry")
    assert entries
    for one in (feed, *entries):
        assert all(one.findtext(f"{ATOM}{name}") for name in ("id", "title", "updated"))
    for entry in entries:
        (link,) = entry.findall(f"{ATOM}link[@rel='alternate']")
        assert (site / link.get("href") / "index.html").is_file()


def linked(page: Path) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Return what a built page says to programs; None where it says nothing."""
    found = html.parse(str(page)).xpath("//script[@type='application/ld+json']")
    assert len(found) <= 1, page
    return json.loads(found[0].text) if found else None


def addresses(value: object) -> Iterator[str]:
    """Yield each address within JSON-LD that is not the publisher's or somebody else's."""
    if isinstance(value, dict):
        for key, part in value.items():
            if key in {"url", "contentUrl", "inDefinedTermSet"} and isinstance(part, str):
                if value.get("@type") != "NewsArticle":
                    yield part
            else:
                yield from addresses(part)
    elif isinstance(value, list):
        for part in value:
            yield from addresses(part)


def test_each_page_says_to_programs_what_it_is(site: Path) -> None:
    """JSON-LD parses on every page that has some, and each address in it is a file of the site or an anchor there."""
    kinds = set()
    for page in sorted(site.rglob("index.html")):
        told = linked(page)
        if told is None:
            continue
        kinds.update(n["@type"] for n in told.get("@graph", [told]))
        here = f"https://x.example/{page.parent.relative_to(site).as_posix()}/".replace("/./", "/")
        for address in addresses(told):
            parts = urlsplit(urljoin(here, address))
            target = site / parts.path.lstrip("/")
            target = target / "index.html" if parts.path.endswith("/") else target
            assert target.is_file(), (page, address)
            assert not parts.fragment or parts.fragment in anchors(target), (page, address)
    assert {
        "WebSite",
        "NewsArticle",
        "Quotation",
        "Person",
        "DefinedTerm",
        "CollectionPage",
        "Dataset",
    } <= kinds


def test_heads_say_what_pages_are(site: Path, addressed: Path) -> None:
    """Previews get title, type and description; canonical and absolute addresses only where the site has one."""
    for folder, has_address in ((site, False), (addressed, True)):
        page = folder / json.loads((folder / "data" / "articles.json").read_bytes())[0]["address"]
        source = html.parse(str(page / "index.html"))
        assert source.xpath("//meta[@property='og:type']/@content") == ["article"]
        assert source.xpath("//meta[@property='og:title']/@content")[0]
        assert source.xpath("//link[@type='application/atom+xml']/@href") == ["../../feed.xml"]
        canonical = [f"{ADDRESS}articles/{page.name}/"] if has_address else []
        assert source.xpath("//link[@rel='canonical']/@href") == canonical
        assert source.xpath("//meta[@property='og:url']/@content") == canonical
    robots = html.parse(str(site / "review" / "index.html")).xpath("//meta[@name='robots']/@content")
    assert robots == ["noindex"]


def test_with_an_address_programs_get_whole_ones(addressed: Path) -> None:
    """Feed, robots, sitemap and JSON-LD name the site's address; pages for editors are not on the map."""
    feed = etree.fromstring((addressed / "feed.xml").read_bytes())
    assert feed.findtext(f"{ATOM}id") == ADDRESS
    assert all(
        e.findtext(f"{ATOM}id").startswith(f"{ADDRESS}articles/") for e in feed.findall(f"{ATOM}entry")
    )
    assert (addressed / "robots.txt").read_text().endswith(f"Sitemap: {ADDRESS}sitemap.xml\n")
    listed = [e.text for e in etree.fromstring((addressed / "sitemap.xml").read_bytes()).iter("{*}loc")]
    assert f"{ADDRESS}data/" in listed
    assert not {f"{ADDRESS}review/", f"{ADDRESS}build-report/"} & set(listed)
    assert linked(addressed / "index.html")["url"] == ADDRESS


def test_the_same_seeds_give_the_same_data(project: Path, tmp_path: Path) -> None:
    """Another build, in another folder, with nothing stored: byte for byte the same files."""
    again = seeds(tmp_path / "again")
    assert main(["build", "--project", str(again), "-q"]) == DONE
    files = [
        p for p in sorted((project / "site").rglob("*")) if p.suffix in {".csv", ".json", ".gexf", ".xml"}
    ]
    assert files
    for file in files:
        if "pagefind" not in file.parts:
            assert file.read_bytes() == (again / file.relative_to(project)).read_bytes(), file


def test_a_file_that_is_no_longer_made_is_removed(project: Path, tmp_path: Path) -> None:
    """With the articles gone, actors' tables go too; the files of the whole stay, with no rows."""
    fewer = tmp_path / "fewer"
    shutil.copytree(project, fewer)
    assert list((fewer / "site_src" / "actors").glob("*/quotes.csv"))
    for seed in (fewer / "seeds").iterdir():
        seed.unlink()
    assert main(["build", "--project", str(fewer), "-q"]) == DONE
    assert not list((fewer / "site_src" / "actors").glob("*/quotes.csv"))
    assert not list((fewer / "site" / "actors").glob("*/quotes.csv"))
    assert json.loads((fewer / "site" / "data" / "quotes.json").read_bytes()) == []
