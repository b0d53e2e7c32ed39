"""The newsroom's gold says only what its articles say, and its README names only what is there."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import html5lib
import pytest
import yaml
from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

NEWSROOM = Path(__file__).parent
PROJECT = NEWSROOM.parents[1]
GOLD = sorted((NEWSROOM / "gold").glob("*.yml"))
BLOCKS = re.compile(
    r"address|article|aside|blockquote|body|br|button|d[dlt]|div|fieldset|figcaption|figure|footer|form|h[1-6]|header"
    r"|hr|li|main|nav|[ou]l|p|pre|section|t(able|body|[dhr])"
)
UNSEEN = frozenset({"script", "style", "head", "template"})
QUOTE_KEYS = frozenset(
    {"id", "kind", "content", "nth", "cue", "source", "group", "part_of", "optional"}
    | {"speaker", "speakers", "unnamed", "document"}
)
MARKED = {
    "The Gulf Examiner": r"(?<![\w’])‘(.+?)’(?!\w)|„(.+?)“",
    "Norwind Press Agency": r'"([^"\n]+)"',
    "Orvane Valley Gazette": r"\"([^\"\n]+)\"|``(.+?)''|(?<!\w)''(.+?)''",
    "Le Courrier de Sauvelle": r"«\u00a0(.+?)\u00a0»",
}
"""What each outlet puts in quotation marks; all others write “…”."""
KINDS = frozenset({"person", "organization", "country", "place", "group"})


def seed_path(gold: dict[str, Any]) -> Path:
    """Return the file that the gold is about: the real seed lies at the top, the others here."""
    name = str(gold["seed"])
    return PROJECT / name if name.startswith("seeds/") else NEWSROOM / "seeds" / name


def archive_records(path: Path) -> list[dict[str, Any]]:
    """Return an archive's records in the order of its lines."""
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8")
    return [json.loads(line) for line in text.splitlines()]


def text_of_html(markup: str) -> str:
    """Return the text a reader of the page sees, a line a block, white space as a browser folds it."""
    parts: list[str] = []

    def walk(element: Element) -> None:
        if not isinstance(element.tag, str) or element.tag in UNSEEN:
            return
        edge = "\n" if BLOCKS.fullmatch(element.tag) else ""
        parts.append(edge)
        parts.append(fold(element.text))
        for child in element:
            walk(child)
            parts.append(fold(child.tail))
        parts.append(edge)

    walk(html5lib.parse(markup, namespaceHTMLElements=False))
    lines = (re.sub(r"[ \t]+", " ", line).strip(" ") for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


def fold(text: str | None) -> str:
    """Return `text` with line breaks as spaces; no-break spaces stay."""
    return re.sub(r"[ \t\r\n]+", " ", text or "")


def split_front_matter(text: str) -> tuple[dict[str, Any], str]:
    """Return the front matter ({} where there is none) and what follows it."""
    found = re.match(r"---\n(.*?)\n---\n", text, re.DOTALL)
    return (yaml.safe_load(found.group(1)), text[found.end() :]) if found else ({}, text)


def read_seed(gold: dict[str, Any]) -> tuple[dict[str, Any], str]:
    """Return the metadata and the plain text of the seed, read by the simplest means."""
    path = seed_path(gold)
    if ".jsonl" in path.name:
        record = archive_records(path)[int(gold["line"]) - 1]
        return record, str(record["text"])
    text = path.read_bytes().decode(gold.get("encoding", "utf-8-sig")).replace("\r\n", "\n")
    if path.suffix in {".html", ".htm"}:
        return {}, text_of_html(text)
    meta, body = split_front_matter(text)
    sidecar = path.with_suffix(".yml")
    if sidecar.exists():
        meta |= yaml.safe_load(sidecar.read_text("utf-8"))
    return meta, text_of_html(MarkdownIt().render(body)) if path.suffix == ".md" else body


def strings_of_layout(layout: dict[str, Any]) -> list[str]:
    """Return every string that the layout names."""
    found: list[str] = []
    for value in layout.values():
        for item in value if isinstance(value, list) else [value]:
            found += item.values() if isinstance(item, dict) else [item]
    return [s for s in found if s is not None]


@pytest.fixture(params=GOLD, ids=lambda p: p.stem)
def gold(request: pytest.FixtureRequest) -> dict[str, Any]:
    """Each gold file in turn."""
    loaded: dict[str, Any] = yaml.safe_load(request.param.read_text("utf-8"))
    assert loaded["article"] == request.param.stem
    return loaded


def test_gold_strings_are_verbatim(gold: dict[str, Any]) -> None:
    """Every string of a gold file stands in its article, character for character."""
    _, text = read_seed(gold)
    wanted = strings_of_layout(gold["layout"]) + gold["not_quotes"] + gold["key_phrases"]
    for quote in gold["quotes"]:
        wanted += [quote["content"], quote["cue"], quote["source"]]
    for actor in gold["actors"]:
        wanted += [actor["name"], *actor["aliases"], *actor["roles"]]
    assert [s for s in wanted if s is not None and s not in text] == []


def test_gold_says_which_occurrence_it_means(gold: dict[str, Any]) -> None:
    """A content that stands more than once in its article says which one is meant, from 1."""
    _, text = read_seed(gold)
    for quote in gold["quotes"]:
        n_found = text.count(quote["content"])
        if "nth" in quote:
            assert 1 <= quote["nth"] <= n_found, quote["content"]
        else:
            assert n_found == 1, quote["content"]


def test_gold_quotes_stand_in_text_order(gold: dict[str, Any]) -> None:
    """Quotes are listed in the order in which they begin, a mixed one before its fragments."""
    _, text = read_seed(gold)
    begins = []
    for quote in gold["quotes"]:
        begin = -1
        for _ in range(quote.get("nth", 1)):
            begin = text.index(quote["content"], begin + 1)
        begins.append((begin, -len(quote["content"])))
    assert begins == sorted(begins)


def test_gold_quotes_are_well_formed(gold: dict[str, Any]) -> None:
    """A quote has at most one kind of speaker, a fragment lies in its mixed quote, and a group has two pieces."""
    by_id = {quote["id"]: quote for quote in gold["quotes"]}
    names = {actor["name"] for actor in gold["actors"]}
    assert len(by_id) == len(gold["quotes"])
    for quote in gold["quotes"]:
        assert set(quote) <= QUOTE_KEYS
        assert quote["kind"] in {"direct", "mixed", "indirect"}
        assert sum(key in quote for key in ("speaker", "speakers", "unnamed", "document")) <= 1
        assert {quote["speaker"]} <= names if "speaker" in quote else set(quote.get("speakers", ())) <= names
        if "part_of" in quote:
            whole = by_id[quote["part_of"]]
            assert whole["kind"] == "mixed"
            assert quote["content"] in whole["content"]
        if quote["kind"] == "mixed":
            assert any(other.get("part_of") == quote["id"] for other in gold["quotes"])
    groups = Counter(q["group"] for q in gold["quotes"] if "group" in q and "part_of" not in q)
    assert all(n > 1 for n in groups.values())


def test_gold_not_quotes_are_not_quotes(gold: dict[str, Any]) -> None:
    """What is in quotation marks without being speech is not listed as a quote too."""
    contents = {quote["content"] for quote in gold["quotes"]}
    assert contents.isdisjoint(gold["not_quotes"])


def test_every_stretch_in_marks_is_judged(gold: dict[str, Any]) -> None:
    """Whatever stands in quotation marks is a quote, is in one, or is listed as nobody's words."""
    _, text = read_seed(gold)
    for heading in gold["layout"]["headings"]:
        text = text.replace(f"{heading}\n", "\n")
    judged = [quote["content"] for quote in gold["quotes"]] + gold["not_quotes"]
    marked = [
        next(filter(None, found.groups()))
        for found in re.finditer(MARKED.get(gold["outlet"], r"“([^”\n]+)"), text)
    ]
    assert [s for s in marked if not any(s in one or one in s for one in judged)] == []


def test_gold_actors_are_well_formed(gold: dict[str, Any]) -> None:
    """An actor has one of the five kinds and stands once."""
    assert {actor["kind"] for actor in gold["actors"]} <= KINDS
    names = [actor["name"] for actor in gold["actors"]]
    assert len(set(names)) == len(names)


def test_gold_metadata_are_the_seeds(gold: dict[str, Any]) -> None:
    """Title, date, language, outlet and authors are those that the seed itself gives."""
    meta, text = read_seed(gold)
    if seed_path(gold).suffix in {".html", ".htm"}:
        assert gold["title"] in text.split("\n")
        return
    outlet = next((meta[key] for key in ("outlet", "source", "publisher", "site") if key in meta), None)
    day = meta.get("date")
    day = date.fromisoformat(day) if isinstance(day, str) else day
    headline = meta.get("title", gold["layout"].get("headline"))
    assert (gold["title"], gold["title_given"]) == (headline, headline is not None)
    assert (gold["date"], gold["outlet"]) == (day, outlet)
    assert gold["authors"] == meta.get("authors", [])
    assert gold["language"] == meta.get("language", meta.get("lang", gold["language"]))
    assert gold.get("publish") == meta.get("publish")


def test_every_article_has_gold() -> None:
    """Each article of the newsroom has a gold file of its own, found by its id."""
    ids: list[str] = []
    for path in sorted((NEWSROOM / "seeds").rglob("*")):
        if ".jsonl" in path.name:
            ids += [record["id"] for record in archive_records(path)]
        elif path.suffix in {".txt", ".md", ".html", ".htm"}:
            ids.append(path.stem)
    assert Counter(ids) == Counter(p.stem for p in GOLD if p.stem != "000_9d82fa3110da9c7e")


def test_gold_is_large_enough() -> None:
    """The gold holds at least 150 quotes in the newsroom, of every kind, named and unnamed."""
    quotes = [q for path in GOLD for q in yaml.safe_load(path.read_text("utf-8"))["quotes"]]
    kinds = Counter(q["kind"] for q in quotes)
    assert len(quotes) >= 150
    assert all(kinds[kind] >= 40 for kind in ("direct", "mixed", "indirect"))
    assert sum("unnamed" in q for q in quotes) >= 20


def test_real_seed_has_its_seventeen_quotations() -> None:
    """The real seed has 17 attributed stretches in quotation marks and three that are nobody's words."""
    gold = yaml.safe_load((NEWSROOM / "gold" / "000_9d82fa3110da9c7e.yml").read_text("utf-8"))
    assert sum(quote["kind"] == "direct" for quote in gold["quotes"]) == 17
    assert gold["not_quotes"] == ["peace through strength.", "coalition of the willing", "reassurance force,"]


def test_packed_archive_tells_no_time() -> None:
    """The packed archive's header holds neither name nor time, so that packing again changes nothing but on purpose."""
    header = (NEWSROOM / "seeds" / "ledger" / "archive.jsonl.gz").read_bytes()[:10]
    assert header[3:8] == bytes(5)


def test_readme_names_existing_files() -> None:
    """Every file that the table of cases names is there, and every seed is named in it."""
    rows = [
        line
        for line in (NEWSROOM / "README.md").read_text("utf-8").splitlines()
        if line.startswith("| ") and "`" in line
    ]
    places = [place for row in rows for place in re.findall(r"`((?:seeds|broken)/[^`]+)`", row.split("|")[2])]
    named = {place.split(":")[0] for place in places}
    lines = [place.split(":") for place in places if ":" in place]
    assert all(1 <= int(n) <= len(archive_records(NEWSROOM / name)) for name, n in lines)
    assert len(rows) >= 30
    assert [name for name in sorted(named) if not (NEWSROOM / name).exists()] == []
    seeds = {
        str(p.relative_to(NEWSROOM))
        for folder in ("seeds", "broken")
        for p in (NEWSROOM / folder).rglob("*")
        if p.is_file()
    }
    assert sorted(seeds - named) == []
