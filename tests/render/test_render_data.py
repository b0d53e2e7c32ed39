"""Published data as bytes: formats that other programs read, formulas that no spreadsheet runs."""

from __future__ import annotations

import csv
import io
import json
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from generator.compose import ComposeSettings, compose
from generator.model import DataFile, Feed, FeedEntry, Field, Graph, JsonObject, Lines, Records
from generator.render.data_files import cell, csv_table, data_bytes, json_records
from generator.render.data_xml import atom, gexf
from generator.render.escape import plain

if TYPE_CHECKING:
    from generator.model import Site

HERE = Path(__file__).parent

# The corpora are the composing room's.
sys.path.insert(0, str(HERE.parent / "compose"))
from small_corpora import small_site  # noqa: E402 - found on the path set above

ATOM = "{http://www.w3.org/2005/Atom}"
TEXTS = (Field(name="text", type="string", description=""),)


@pytest.fixture(scope="module")
def site() -> Site:
    """The small site."""
    return compose(small_site(), ComposeSettings(excerpt_words=60, site_name="The Ferry Papers"))


@pytest.fixture(scope="module")
def files(site: Site) -> dict[str, bytes]:
    """The small site's published files."""
    return {f.path: data_bytes(f) for f in site.files}


def table(data: bytes) -> list[dict[str, str]]:
    """Return the rows of a CSV file."""
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


@pytest.mark.parametrize(
    "formula",
    [
        "=1+1",
        "+1",
        "-1+2",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        " =1",
        "  \u00a0 +1",
        "\ufeff=1",
        "\t plain",
        "\r plain",
        "\uff1d1+1",
        '=HYPERLINK("https://evil.example")',
    ],
)
def test_no_spreadsheet_runs_a_text(formula: str) -> None:
    """What begins like a formula, white space before it or not, begins with an apostrophe."""
    assert cell(formula) == f"'{formula}"


@pytest.mark.parametrize(
    "text", ["", "a=1", "1+1", "“=1”", "'=1", "–5", "x\t=1", "  plain", "e@post.example"]
)
def test_other_texts_stay_as_they_are(text: str) -> None:
    """Signs inside a text, and dashes that are no minus, mean nothing to a spreadsheet."""
    assert cell(text) == text


def test_numbers_are_numbers() -> None:
    """A negative number needs no apostrophe; nothing is the empty cell."""
    assert cell(-0.25) == -0.25
    assert cell(None) == ""


@settings(deadline=None)  # the machine may be busy
@given(st.lists(st.text(max_size=30), min_size=1, max_size=5))
def test_a_table_gives_back_its_texts(texts: list[str]) -> None:
    """Read as CSV, each cell is the text, behind an apostrophe where it would be a formula; half characters are marks."""
    made = csv_table(Records(fields=TEXTS, rows=tuple((t,) for t in texts)))
    assert made.endswith(b"\r\n")
    read = [row[0] if row else "" for row in csv.reader(io.StringIO(made.decode(), newline=""))]
    expected = [str(cell(t)) for t in texts]
    assert read == [
        "text",
        *("".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in t) for t in expected),
    ]


@settings(deadline=None)  # the machine may be busy
@given(st.lists(st.text(max_size=30), max_size=5))
def test_json_gives_back_its_texts_sign_for_sign(texts: list[str]) -> None:
    """Also controls, quotation marks and half characters: a place in the text counts every sign."""
    made = json_records(Records(fields=TEXTS, rows=tuple((t,) for t in texts)))
    assert [row["text"] for row in json.loads(made)] == texts
    assert made.endswith(b"]\n")


def test_lists_dates_and_truth_in_one_cell() -> None:
    """A list is parted by semicolons, a date is ISO's, truth is a word; what is deep stands in JSON only."""
    fields = (
        Field(name="names", type="array", description=""),
        Field(name="day", type="date", description=""),
        Field(name="sure", type="boolean", description=""),
        Field(name="deep", type="array", description="", is_flat=False),
    )
    records = Records(fields=fields, rows=((("=A", "B"), date(2031, 3, 3), True, ({"a": 1},)),))
    assert csv_table(records).decode() == "names,day,sure\r\n'=A; B,2031-03-03,true\r\n"
    assert json.loads(json_records(records)) == [
        {"names": ["=A", "B"], "day": "2031-03-03", "sure": True, "deep": [{"a": 1}]}
    ]


def test_keys_stand_in_order() -> None:
    """A difference between two states of the data is a difference of values, never of order."""
    made = data_bytes(DataFile(path="a.json", content=JsonObject(values={"b": 1, "a": {"d": 2, "c": None}})))
    assert made == b'{\n "a": {\n  "c": null,\n  "d": 2\n },\n "b": 1\n}\n'


def test_content_without_a_form_is_refused() -> None:
    """A file whose suffix says something else than its content is a mistake of ours."""
    with pytest.raises(ValueError, match="has no form"):
        data_bytes(DataFile(path="a.csv", content=Lines(lines=())))


def test_every_file_is_what_its_suffix_says(files: dict[str, bytes]) -> None:
    """JSON parses, XML is well formed, text is UTF-8; each ends with a line's end."""
    for path, data in files.items():
        assert data.decode().endswith("\n"), path
        if path.endswith(".json"):
            assert json.loads(data) is not None, path
        elif path.endswith((".xml", ".gexf")):
            assert etree.fromstring(data) is not None, path


def test_the_same_site_gives_the_same_files(site: Site, files: dict[str, bytes]) -> None:
    """No clock, no order of chance."""
    again = compose(small_site(), ComposeSettings(excerpt_words=60, site_name="The Ferry Papers"))
    assert {f.path: data_bytes(f) for f in again.files} == files
    assert [f.path for f in again.files] == [f.path for f in site.files]


@pytest.mark.parametrize("name", ["quotes", "articles", "actors", "topics"])
def test_tables_have_the_columns_that_the_package_says(files: dict[str, bytes], name: str) -> None:
    """The data package's fields are the CSV's columns, in order, and the JSON's keys."""
    package = json.loads(files["data/datapackage.json"])
    told = {
        r["path"]: [f["name"] for f in r["schema"]["fields"]] for r in package["resources"] if "schema" in r
    }
    rows = table(files[f"data/{name}.csv"])
    assert list(rows[0]) == told[f"{name}.csv"]
    objects = json.loads(files[f"data/{name}.json"])
    assert len(objects) == len(rows)
    assert all(sorted(o) == sorted(told[f"{name}.json"]) for o in objects)


def test_the_network_is_read_by_others(files: dict[str, bytes]) -> None:
    """Another program reads every actor with label and counts, and every tie with its weight."""
    graph = nx.read_gexf(io.BytesIO(files["data/network.gexf"]))
    actors = json.loads(files["data/actors.json"])
    assert set(graph.nodes) == {a["id"] for a in actors}
    tam = graph.nodes["Tam Okafor|person"]
    assert (tam["label"], tam["kind"], tam["articles"]) == ("Tam Okafor", "person", 2)
    assert graph.edges["Tam Okafor|person", "Odile Renn|person"]["weight"] == 2
    assert b"lastmodified" not in files["data/network.gexf"]


def _feed(**more: Any) -> Feed:  # noqa: ANN401 - any field of a feed
    values: dict[str, Any] = {
        "id": "urn:x",
        "title": "Site",
        "subtitle": None,
        "home": "./",
        "address": None,
        "language": "en",
        "updated": None,
        "entries": (),
    }
    return Feed(**(values | more))


def _entry(**more: Any) -> FeedEntry:  # noqa: ANN401 - any field of an entry
    values: dict[str, Any] = {
        "id": "urn:y",
        "title": "T",
        "address": "articles/t/",
        "original": None,
        "date": None,
        "authors": (),
        "summary": "S",
        "topics": (),
        "rights": None,
    }
    return FeedEntry(**(values | more))


def test_a_feed_has_what_atom_demands(files: dict[str, bytes]) -> None:
    """Feed and entries have id, title and updated, an author stands above all, each entry links to its page."""
    root = etree.fromstring(files["feed.xml"])
    entries = root.findall(f"{ATOM}entry")
    assert len(entries) == 4
    for one in (root, *entries):
        for name in ("id", "title", "updated"):
            assert one.findtext(f"{ATOM}{name}"), name
    assert root.find(f"{ATOM}author/{ATOM}name") is not None
    for entry in entries:
        (link,) = entry.findall(f"{ATOM}link[@rel='alternate']")
        assert link.get("href", "").startswith("articles/")
    assert root.get("{http://www.w3.org/XML/1998/namespace}base") == "./"


def test_an_article_without_a_date_is_as_old_as_can_be() -> None:
    """Atom demands a date: one that never changes, and no day of publishing is claimed."""
    root = etree.fromstring(atom(_feed(entries=(_entry(),))))
    assert root.findtext(f"{ATOM}updated") == "1970-01-01T00:00:00Z"
    assert root.findtext(f"{ATOM}entry/{ATOM}updated") == "1970-01-01T00:00:00Z"
    assert root.find(f"{ATOM}entry/{ATOM}published") is None


def test_a_feed_that_knows_its_address_says_it() -> None:
    """With the site's address the feed links to itself, and nothing is relative."""
    root = etree.fromstring(
        atom(_feed(address="https://press.example/feed.xml", home="https://press.example/"))
    )
    (own,) = root.findall(f"{ATOM}link[@rel='self']")
    assert own.get("href") == "https://press.example/feed.xml"
    assert root.get("{http://www.w3.org/XML/1998/namespace}base") is None


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "https://", "//evil.example"])
def test_a_feed_leads_only_where_links_may(address: str) -> None:
    """An address from a seed passes the rule that every link passes."""
    root = etree.fromstring(atom(_feed(entries=(_entry(original=address),))))
    assert root.findall(f".//{ATOM}link[@rel='via']") == []


@settings(deadline=None)  # the machine may be busy
@given(st.text(max_size=40))
def test_xml_holds_any_text(text: str) -> None:
    """Controls, half characters and markup are words of the feed and of the network, never structure."""
    entry = _entry(title=text, summary=text, topics=(text,), authors=(text,), rights=text)
    root = etree.fromstring(atom(_feed(entries=(entry,))))
    assert (root.findtext(f"{ATOM}entry/{ATOM}title") or "") == plain(text)
    fields = tuple(Field(name=n, type="string", description="") for n in ("id", "label", "kind"))
    nodes = Records(fields=fields, rows=(("1", text, text),))
    edges = Records(fields=(*fields[:2], Field(name="weight", type="integer", description="")), rows=())
    node = etree.fromstring(gexf(Graph(nodes=nodes, edges=edges))).find(".//{*}node")
    assert node is not None
    assert node.get("label") == plain(text)
