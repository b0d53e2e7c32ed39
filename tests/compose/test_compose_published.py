"""What is published beside the pages: nothing that may not be, and everything by its place."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from small_corpora import ferry_strike, ferry_talks, join, small_site

from generator.compose import ComposeSettings, compose
from generator.compose.addresses import built, seen_from
from generator.compose.library import Library, library
from generator.compose.published import data_files, data_sets
from generator.compose.published_feed import feed
from generator.compose.published_package import REFERENCES, manifest, state_of
from generator.model import Feed, JsonObject, Records

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model import Entry, Site


def rows(records: Records) -> list[dict[str, Any]]:
    """Return records as dictionaries."""
    names = [f.name for f in records.fields]
    return [dict(zip(names, row, strict=True)) for row in records.rows]


def of(site: Site, path: str) -> Any:  # noqa: ANN401 - a file's content, of whichever type
    """Return the content of a site's file."""
    return next(f.content for f in site.files if f.path == path)


def texts(value: object) -> Iterator[str]:
    """Yield every text within a value of published data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, tuple | list):
        for part in value:
            yield from texts(part)


def published(entry: Entry, **settings: Any) -> Library:  # noqa: ANN401
    """Return the look-ups of a corpus of one article."""
    return library(join([entry]), ComposeSettings(**settings))


def test_a_published_quote_is_the_article_s_own_words(found: Library, site: Site) -> None:
    """`article.text[start:end]` is the text of each quote that is published, and only those have one."""
    quotes = rows(of(site, "data/quotes.json"))
    assert any(q["published"] for q in quotes)
    for quote in quotes:
        text = found.entries[quote["article"]].article.text
        if quote["published"]:
            assert text[quote["start"] : quote["end"]] == quote["text"]
        else:
            assert quote["text"] is None


def test_every_quote_has_a_row(found: Library, site: Site) -> None:
    """Also those that may not be shown: they are counted, and have a place but no words."""
    quotes = rows(of(site, "data/quotes.json"))
    expected = [(i, q.id) for i, e in found.entries.items() for q in e.analysis.quotes or ()]
    assert sorted((q["article"], q["id"]) for q in quotes) == sorted(expected)
    assert not all(q["published"] for q in quotes)


@pytest.mark.parametrize("excerpt_words", [0, 10, 40, 60])
def test_no_file_holds_more_of_an_article_than_its_excerpt(excerpt_words: int) -> None:
    """Every passage of five words or more that stands in the article is a published one; titles and roles are none."""
    found = published(ferry_strike(), excerpt_words=excerpt_words)
    (entry,) = found.corpus.entries
    text, excerpt = entry.article.text, found.excerpts[entry.article.id]
    known = {entry.article.title, *(r.span.of(text) for a in entry.analysis.actors or () for r in a.roles)}
    for file in data_files(found, data_sets(found)):
        values = file.content.rows if isinstance(file.content, Records) else _of_other(file.content)
        # Quotation marks and the speaker in front of a feed's words are ours; what is left is the article's.
        parts = (part for words in texts(values) for part in re.split(r"[“”]|(?<=\w): ", words))
        for part in parts:
            if len(part.split()) >= 5 and part in text and part not in known:
                assert any(part in s.of(text) for s in excerpt.spans), (file.path, part)


def _of_other(content: object) -> object:
    if isinstance(content, Feed):
        return tuple((e.title, e.summary) for e in content.entries)
    return content.values if isinstance(content, JsonObject) else ()


def test_nothing_is_said_of_an_article_that_may_not_be_published_but_names_and_figures() -> None:
    """No quote, no summary, no role, no cue, no description of a source of an article with `publish: none`."""
    site = compose(join([ferry_strike(publish="none")]), ComposeSettings())
    (article,) = rows(of(site, "data/articles.json"))
    assert (article["summary"], article["text"], article["words_published"]) == (None, None, 0)
    for quote in rows(of(site, "data/quotes.json")):
        for name in ("text", "cue", "speaker_written", "unnamed", "address"):
            assert quote[name] is None, name
    for actor in rows(of(site, "data/actors.json")):
        assert (actor["role"], actor["roles"], actor["quotes_file"]) == (None, (), None)
    assert not [f for f in site.files if f.path.startswith("actors/")]


@pytest.mark.parametrize(("publish", "is_whole"), [("full", True), ("excerpt", False), ("none", False)])
def test_the_whole_text_is_there_only_where_it_may_be(publish: str, is_whole: bool) -> None:  # noqa: FBT001
    """An article's text stands in the data with `publish: full` and else nowhere, also not in a table."""
    site = compose(join([ferry_strike(publish=publish)]), ComposeSettings(excerpt_words=20))
    (article,) = rows(of(site, "data/articles.json"))
    assert (article["text"] is not None) == is_whole
    assert not next(f for f in of(site, "data/articles.json").fields if f.name == "text").is_flat


def test_each_address_in_the_data_is_a_page_of_the_site(site: Site) -> None:
    """Addresses are those of built pages, relative to the front page; files are there too."""
    pages = {built(p.path) for p in site.pages}
    files = {f.path for f in site.files}
    for name in ("quotes", "articles", "actors", "topics"):
        for row in rows(of(site, f"data/{name}.json")):
            for key in ("address", "article_address", "actor_address"):
                if row.get(key) is not None:
                    assert row[key].partition("#")[0] in pages
            if row.get("quotes_file") is not None:
                assert row["quotes_file"] in files


def test_ids_lead_from_one_table_to_the_other(site: Site) -> None:
    """Each article and actor that a row names has a row in its own table."""
    ids = {name: {r["id"] for r in rows(of(site, f"data/{name}.json"))} for name in ("articles", "actors")}
    for name in ("quotes", "topics"):
        for row in rows(of(site, f"data/{name}.json")):
            for field, (table, _) in REFERENCES.items():
                if isinstance(row.get(field), str):
                    assert row[field] in ids[table]


def test_an_actors_file_holds_what_they_say_and_nothing_else(site: Site) -> None:
    """Each row of `actors/SLUG/quotes.csv` is a published quote of that actor, as in the list of all quotes."""
    everything = {(q["article"], q["id"]): q for q in rows(of(site, "data/quotes.json"))}
    quoted = [a for a in rows(of(site, "data/actors.json")) if a["quotes_file"]]
    assert quoted
    for actor in quoted:
        own = rows(of(site, actor["quotes_file"]))
        assert own
        for quote in own:
            assert quote["published"]
            assert quote["actor"] == actor["id"]
            assert quote == everything[quote["article"], quote["id"]]


def test_the_package_has_each_field_that_the_files_have(site: Site) -> None:
    """Every data set is a resource twice, as CSV with the flat fields and as JSON with all."""
    resources = {r["path"]: r for r in of(site, "data/datapackage.json").values["resources"]}
    for name in ("quotes", "articles", "actors", "topics"):
        fields = of(site, f"data/{name}.json").fields
        told = {s: [f["name"] for f in resources[f"{name}.{s}"]["schema"]["fields"]] for s in ("csv", "json")}
        assert told["json"] == [f.name for f in fields]
        assert told["csv"] == [f.name for f in fields if f.is_flat]
    assert {f"data/{path}" for path in resources} <= {f.path for f in site.files}


def test_the_manifest_names_every_seed_with_its_digest(found: Library) -> None:
    """What the data were made from can be told from it, a seed at a time; and its state changes with a seed."""
    values = manifest(found).values
    digests = {e.article.id: e.article.seed.digest for e in found.corpus.entries}
    assert {s["article"]: s["sha256"] for s in values["seeds"]} == digests
    changed = library(join([ferry_strike(), ferry_talks()]), found.settings)
    assert state_of(changed) != state_of(found) == values["state"]


def test_the_manifest_does_not_tell_where_a_model_lies_on_the_builder_s_disk() -> None:
    """Of a model that is a folder its name is told, not its path."""
    settings = ComposeSettings(stated=(("model", "/srv/somebody/models/news_model"), ("excerpt_words", 7)))
    values = manifest(library(small_site(), settings)).values
    assert values["settings"] == {"model": "news_model", "excerpt_words": 7}


def test_the_feed_has_the_newest_first_and_says_what_is_said(found: Library) -> None:
    """Its summary is the quotation that stands best alone, with its speaker; it is as new as its newest entry."""
    made = feed(found)
    dates = [e.date for e in made.entries if e.date is not None]
    assert dates == sorted(dates, reverse=True)
    assert made.updated == dates[0] == date(2031, 5, 4)
    assert any(e.summary.startswith("Tam Okafor: “The boats will sail") for e in made.entries)


def test_a_feed_s_ids_are_addresses_where_the_site_has_one(found: Library) -> None:
    """Absolute with `site_url`; without, names that are the same in every build and differ between articles."""
    again = feed(library(found.corpus, found.settings))
    assert [e.id for e in again.entries] == [e.id for e in feed(found).entries]
    assert all(e.id.startswith("urn:uuid:") for e in again.entries)
    assert len({e.id for e in again.entries}) == len(again.entries)
    there = feed(library(found.corpus, ComposeSettings(site_url="https://press.example/desk/")))
    assert there.address == "https://press.example/desk/feed.xml"
    assert all(e.id == e.address for e in there.entries)
    assert all(e.address.startswith("https://press.example/desk/articles/") for e in there.entries)


def test_a_feed_never_knows_the_day_of_the_build() -> None:
    """Without any date the feed has none of its own."""
    made = feed(library(join([ferry_talks(date=None)]), ComposeSettings()))
    assert made.updated is None
    assert made.entries[0].date is None


def test_an_empty_site_publishes_empty_tables() -> None:
    """No article: every file is there, with its fields and no rows."""
    site = compose(join([]), ComposeSettings())
    assert of(site, "data/quotes.json").rows == ()
    assert of(site, "feed.xml").entries == ()


@pytest.mark.parametrize(
    ("page", "path", "anchor", "expected"),
    [
        ("articles/a.md", "actors/b.md", None, "../../actors/b/"),
        ("articles/a.md", "articles/a.md", None, "./"),
        ("articles/a.md", "articles/a.md", "q-1", "#q-1"),
        ("index.md", "index.md", None, "./"),
        ("index.md", "articles/a.md", "q-1", "articles/a/#q-1"),
        ("articles/index.md", "index.md", None, "../"),
        ("data.md", "data/quotes.csv", None, "../data/quotes.csv"),
        ("actors/page/2.md", "index.md", None, "../../../"),
    ],
)
def test_programs_find_the_built_page(page: str, path: str, anchor: str | None, expected: str) -> None:
    """An address is relative to the built page's folder; with the site's address known, absolute."""
    assert seen_from(page, path, ComposeSettings(), anchor) == expected
    whole = seen_from(page, path, ComposeSettings(site_url="https://press.example/"), anchor)
    assert whole == f"https://press.example/{built(path, anchor)}"


def test_robots_are_let_in_and_told_of_the_map_where_there_is_one() -> None:
    """`robots.txt` names the sitemap only where the site's address is known."""
    without = of(compose(small_site(), ComposeSettings()), "robots.txt").lines
    assert without == ("User-agent: *", "Allow: /")
    settings = ComposeSettings(site_url="https://press.example/desk/")
    assert of(compose(small_site(), settings), "robots.txt").lines[-1] == (
        "Sitemap: https://press.example/desk/sitemap.xml"
    )


def _nodes(site: Site, path: str) -> list[dict[str, Any]]:
    linked: Any = next(p.linked for p in site.pages if p.path.startswith(path))
    return [dict(n) for n in linked.get("@graph", (linked,))]


def test_an_article_is_cited_never_claimed(site: Site) -> None:
    """Its page is a page about it; the article itself is its publisher's, at the publisher's address."""
    page, article, *quotations = _nodes(site, "articles/ferry-crews")
    assert (page["@type"], article["@type"]) == ("WebPage", "NewsArticle")
    assert page["mainEntity"] == page["citation"] == {"@id": article["@id"]}
    assert article["publisher"] == {"@type": "Organization", "name": "Elmsworth Post"}
    assert article["url"] == "https://post.example/2031/ferry-strike"
    assert article["datePublished"] == "2031-03-03"
    assert {q["@type"] for q in quotations} == {"Quotation"}


@pytest.mark.parametrize(
    ("licence", "told"),
    [
        ("CC BY 4.0", {"@type": "CreativeWork", "name": "CC BY 4.0"}),
        ("https://licences.example/by", "https://licences.example/by"),
    ],
)
def test_a_byline_and_a_licence_are_what_they_are(licence: str, told: object) -> None:
    """An agency in a byline is an organization, a reporter a person; a licence is an address or a work of that name."""
    by = ferry_talks(authors=("Mara Quist", "Elmsworth Post"), licence=licence)
    site = compose(join([ferry_strike(), by]), ComposeSettings())
    (article,) = (n for n in _nodes(site, "articles/fifth-meeting") if n["@type"] == "NewsArticle")
    assert [(a["@type"], a["name"]) for a in article["author"]] == [
        ("Person", "Mara Quist"),
        ("Organization", "Elmsworth Post"),
    ]
    assert article["license"] == told


def test_a_quotation_names_its_speaker_and_its_own_address(site: Site) -> None:
    """Only direct quotations that the page shows, each with who says it."""
    quotations = {n["url"]: n for n in _nodes(site, "articles/ferry-crews") if n["@type"] == "Quotation"}
    crew = quotations["#q-crew"]
    assert crew["text"] == "We asked for one more crew member on each boat, … We were offered a committee."
    assert crew["spokenByCharacter"] == {
        "@type": "Person",
        "name": "Tam Okafor",
        "url": "../../actors/tam-okafor/",
    }
    assert "spokenByCharacter" not in quotations.get("#q-weather", {})


def test_an_article_that_may_not_be_published_has_no_words_for_programs_either() -> None:
    """No quotation stands in the JSON-LD of an article with `publish: none`."""
    site = compose(join([ferry_strike(publish="none")]), ComposeSettings())
    assert [n["@type"] for n in _nodes(site, "articles/ferry-crews")] == ["WebPage", "NewsArticle"]
    assert "jobTitle" not in _nodes(site, "actors/tam-okafor")[0]


def test_every_page_for_readers_says_what_it_is(site: Site) -> None:
    """Home is a site, an actor what it is, a topic a term; pages for editors and former addresses say nothing."""
    for page in site.pages:
        assert (page.linked is None) == (page.kind in {"redirect", "report", "review"}), page.path
    assert _nodes(site, "index.md")[0]["@type"] == "WebSite"
    assert _nodes(site, "actors/odile-renn")[0]["jobTitle"] == "deputy prime minister"
    assert _nodes(site, "actors/skarne-island")[0]["@type"] == "Place"
    assert _nodes(site, "topics/ferries")[1]["@type"] == "DefinedTerm"
    assert _nodes(site, "data.md")[1]["@type"] == "Dataset"
