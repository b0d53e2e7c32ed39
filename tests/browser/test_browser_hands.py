"""What readers do by hand on a built site: filter quotes, cite, read notes at marks, follow an address, take a table away."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from generator.compose import ComposeSettings, compose
from generator.render import render
from generator.write import build_site, write_pages

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator, Page

    from generator.model import Entry

PROJECT = Path(__file__).parents[2]

# The corpora are the composing room's.
sys.path.insert(0, str(PROJECT / "tests" / "compose"))
from small_corpora import Story, join  # noqa: E402 - found on the path set above

pytestmark = pytest.mark.browser

NAMES = ("Ada Brandt", "Ilse Maron", "Tam Okafor", "=Cmd Formula", "Jörg Ähl")
OUTLETS = ("Quay Gazette", "Tarn & Sons {Post}_100%")
N_ARTICLES = 24
STEP = 20
"""Cards that the filter shows at a time."""


@dataclass(frozen=True)
class Said:
    """One statement as this file put it into the corpus."""

    actor: str | None
    topic: str | None
    outlet: str
    year: str
    kind: str
    cue: str
    source: str


@pytest.fixture(scope="module")
def said() -> list[Said]:
    """Every statement of the corpus."""
    return []


def _article(i: int, said: list[Said]) -> Entry:
    """Return an article with five statements: direct, mixed, indirect by an actor, one unnamed, one unclear or of a document."""
    name, other = NAMES[i % 5], NAMES[(i + 1) % 5]
    topic = "harbour dues" if i % 2 else "herring"
    when = date(2029 + i % 3, 1 + i % 12, 1 + i)
    lines = [
        f"“Number {i}: the {topic} are {i} crowns too high & {{rising}} by 5%,” {name} said.",
        f"{other} warned that number {i} was “a bad year for boats”.",
        f"{name} said boat {i} would stay in port.",
        f"Number {i} is over, a skipper claimed.",
        f"Number {i} was never counted, it says.",
    ]
    story = Story(
        f"article-{i:02}",
        [("body", line) for line in lines],
        meta={
            "title": f"Report {i} on the {topic} & {{more}}",
            "date": when,
            "outlet": OUTLETS[i % 2],
            "authors": ("Mara Lind", "Smith, Oke and Sons"),
            "url": f"https://gazette.example/{i}_a%20b#x",
        },
        phrases=[topic],
    )
    story.actor("a", name, roles=[]).actor("b", other)
    story.quote(lines[0].split("“")[1].split(",”")[0] + ",", "a", id=f"d{i}", cue_class="said")
    story.quote(f"number {i} was “a bad year for boats”", "b", "mixed", id=f"m{i}", cue_class="warned")
    story.quote(f"boat {i} would stay in port", "a", "indirect", id=f"i{i}", cue_class="said")
    story.quote(f"Number {i} is over", None, "indirect", id=f"u{i}", cue_class="claimed", unnamed="a skipper")
    is_document = i % 2 == 0
    story.quote(
        f"Number {i} was never counted",
        None,
        "indirect",
        id=f"o{i}",
        cue_class="stated",
        unnamed="the report" if is_document else None,
        is_document=is_document,
    )
    for actor, on, kind, cue, source in (
        (name, topic, "direct", "said", "named"),
        (other, None, "mixed", "warned", "named"),
        (name, None, "indirect", "said", "named"),
        (None, None, "indirect", "claimed", "unnamed"),
        (None, None, "indirect", "stated", "document" if is_document else "unclear"),
    ):
        said.append(Said(actor, on, OUTLETS[i % 2], str(when.year), kind, cue, source))
    return story.entry()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, said: list[Said]) -> Path:
    """A site with 120 statements on twelve pages."""
    project = tmp_path_factory.mktemp("hands")
    corpus = join([_article(i, said) for i in range(N_ARTICLES)])
    composed = compose(
        corpus, ComposeSettings(publish="full", rows_per_page=10, site_name="The Quay & Papers")
    )
    write_pages(render(composed, PROJECT / "templates"), project / "site_src")
    config = project / "mkdocs.yml"
    config.write_text('site_name: "The Quay & Papers"\n', encoding="utf-8")
    build_site(
        project,
        config=config,
        templates=PROJECT / "templates",
        site_src=project / "site_src",
        site=project / "site",
        nav=composed.nav,
        source_date=1_900_000_000,
    )
    return project / "site"


@pytest.fixture(scope="module")
def quay(site: Path, serve: Callable[[Path], str]) -> str:
    """The address of that site's home page."""
    return serve(site)


def _field(page: Page, label: str) -> Locator:
    return (
        page.locator(".bs-choose__form").get_by_label(label, exact=True).and_(page.locator("input, select"))
    )


def _pick(page: Page, label: str, choice: str) -> None:
    """Choose in a field, by its words without the count."""
    field = _field(page, label)
    if field.evaluate("e => e.tagName") == "SELECT":
        option = field.locator("option").filter(has_text=re.compile(rf"^{re.escape(choice)} \(\d+\)$"))
        field.select_option(label=option.inner_text())
    else:
        field.fill(choice)
        page.get_by_role("option", name=re.compile(rf"^{re.escape(choice)} \(\d+\)$")).click()


def _names(page: Page) -> Locator:
    return page.locator(".bs-choose__sheet [role=option]")


def _cards(page: Page) -> Locator:
    return page.locator(".bs-found .bs-quote")


def _says(page: Page, n: int, total: int) -> None:
    expect(page.locator(".bs-choose__said")).to_have_text(
        re.compile(rf"^{_number(n)} of {total} statements" + ("; the first" if n > STEP else "$"))
    )


def _number(n: int) -> str:
    small = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")
    return small[n] if n < len(small) else str(n)


@pytest.mark.parametrize(
    ("label", "choice", "fact"),
    [
        ("Actor", "Tam Okafor", ("actor", "Tam Okafor")),
        ("Actor", "Jörg Ähl", ("actor", "Jörg Ähl")),
        ("Topic", "harbour dues", ("topic", "harbour dues")),
        ("Outlet", OUTLETS[1], ("outlet", OUTLETS[1])),
        ("Year", "2030", ("year", "2030")),
        ("Kind", "Direct: word for word", ("kind", "direct")),
        ("Kind", "Mixed: partly word for word", ("kind", "mixed")),
        ("Kind", "Indirect: in the article’s words", ("kind", "indirect")),
        ("Word used", "warned", ("cue", "warned")),
        ("Who speaks", "A named actor", ("source", "named")),
        ("Who speaks", "An unnamed source", ("source", "unnamed")),
        ("Who speaks", "A document", ("source", "document")),
        ("Who speaks", "Unclear", ("source", "unclear")),
    ],
)
def test_each_filter_leaves_what_it_names(
    quay: str, said: list[Said], page: Page, label: str, choice: str, fact: tuple[str, str]
) -> None:
    """The number said, and the number beside the choice, are those counted from what was put in; cards are shown."""
    n = sum(getattr(one, fact[0]) == fact[1] for one in said)
    page.goto(f"{quay}quotes/")
    page.locator(".bs-choose summary").click()
    expect(_field(page, "Actor")).to_be_visible()
    if _field(page, label).evaluate("e => e.tagName") == "SELECT":
        option = (
            _field(page, label).locator("option").filter(has_text=re.compile(rf"^{re.escape(choice)} \("))
        )
        expect(option).to_have_text(f"{choice} ({n})")
    _pick(page, label, choice)
    _says(page, n, len(said))
    expect(_cards(page)).to_have_count(min(n, STEP))
    assert not page.locator("[data-bs-list]").is_visible()


def test_filters_work_together_and_counts_follow(quay: str, said: list[Said], page: Page) -> None:
    """Three filters leave what all allow; the counts of a fourth are of these; taking one away brings its part back."""
    page.goto(f"{quay}quotes/")
    page.locator(".bs-choose summary").click()
    _pick(page, "Actor", "Ada Brandt")
    _pick(page, "Outlet", OUTLETS[0])
    _pick(page, "Kind", "Mixed: partly word for word")
    fits = [o for o in said if (o.actor, o.outlet, o.kind) == ("Ada Brandt", OUTLETS[0], "mixed")]
    _says(page, len(fits), len(said))
    for year in sorted({o.year for o in fits}):
        n = sum(o.year == year for o in fits)
        expect(_field(page, "Year").locator(f"option[value='{year}']")).to_have_text(f"{year} ({n})")
    page.get_by_role("button", name="Remove Kind: Mixed: partly word for word").click()
    _says(page, sum((o.actor, o.outlet) == ("Ada Brandt", OUTLETS[0]) for o in said), len(said))


def test_a_filtered_list_has_an_address_and_back_works(quay: str, said: list[Said], page: Page) -> None:
    """Each choice is a step in the history; an address opens the same list; Clear brings the whole list."""
    page.goto(f"{quay}quotes/")
    page.locator(".bs-choose summary").click()
    _pick(page, "Actor", "Ilse Maron")
    _pick(page, "Word used", "warned")
    query = parse_qs(urlsplit(page.url).query)
    assert query == {"actor": ["ilse-maron"], "cue": ["warned"]}
    both = sum((o.actor, o.cue) == ("Ilse Maron", "warned") for o in said)
    _says(page, both, len(said))
    filtered = page.url
    page.go_back()
    _says(page, sum(o.actor == "Ilse Maron" for o in said), len(said))
    page.go_back()
    expect(page.locator("[data-bs-list]")).to_be_visible()
    expect(_cards(page)).to_have_count(0)
    page.goto(filtered)
    _says(page, both, len(said))
    expect(_field(page, "Actor")).to_have_value("Ilse Maron")
    page.get_by_role("button", name="Clear all filters").click()
    expect(page.locator("[data-bs-list]")).to_be_visible()
    assert page.url == f"{quay}quotes/"


def test_more_is_shown_over_several_pages_each_card_once(quay: str, said: list[Said], page: Page) -> None:
    """Twenty at a time, from many pages of the list, in its order, until all are there; links of cards lead to their articles."""
    page.goto(f"{quay}quotes/?kind=indirect")
    n = sum(o.kind == "indirect" for o in said)
    shown = STEP
    while shown < n:
        expect(_cards(page)).to_have_count(shown)
        page.get_by_role("button", name="Show more").click()
        shown = min(shown + STEP, n)
    expect(_cards(page)).to_have_count(n)
    expect(page.get_by_role("button", name="Show more")).to_be_hidden()
    addresses = [
        a.get_attribute("href") or "" for a in _cards(page).get_by_role("link", name="link", exact=True).all()
    ]
    assert len(set(addresses)) == n
    assert all(a.startswith(f"{quay}articles/") for a in addresses)
    _cards(page).nth(n - 1).get_by_role("link", name="link", exact=True).click()
    expect(page.locator(".bs-quote:target")).to_be_visible()
    page.go_back()
    expect(_cards(page)).to_have_count(n)


def test_the_filter_is_used_with_the_keyboard_alone(quay: str, said: list[Said], page: Page) -> None:
    """Enter opens it, typing narrows the names, arrows and Enter choose, Escape closes the list and changes nothing."""
    page.goto(f"{quay}quotes/")
    page.locator(".bs-choose summary").focus()
    page.keyboard.press("Enter")
    field = _field(page, "Actor")
    expect(field).to_be_visible()
    page.keyboard.press("Tab")
    expect(field).to_be_focused()
    page.keyboard.type("jorg")
    expect(_names(page)).to_have_count(1)
    page.keyboard.press("Escape")
    expect(_names(page).filter(visible=True)).to_have_count(0)
    expect(field).to_have_value("")
    page.keyboard.type("okafor")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    _says(page, sum(o.actor == "Tam Okafor" for o in said), len(said))
    expect(field).to_have_attribute("aria-expanded", "false")


def test_nothing_left_is_said_with_what_to_do(quay: str, page: Page) -> None:
    """Choices that nothing fits, also such as never were, say so."""
    page.goto(f"{quay}quotes/?actor=nobody-of-that-name")
    expect(page.locator(".bs-choose__said")).to_contain_text("No statement fits")
    expect(page.get_by_role("button", name="Remove Actor: nobody-of-that-name")).to_be_visible()


def test_an_actors_page_leads_to_its_quotes_in_the_list(quay: str, said: list[Said], page: Page) -> None:
    """The link filters by that actor; a topic's likewise."""
    page.goto(f"{quay}actors/tam-okafor/")
    page.get_by_role("link", name="All of these quotes, to be filtered further").click()
    _says(page, sum(o.actor == "Tam Okafor" for o in said), len(said))
    page.goto(f"{quay}topics/herring/")
    page.get_by_role("link", name="All of these quotes, to be filtered further").click()
    _says(page, sum(o.topic == "herring" for o in said), len(said))


def test_a_later_page_of_the_list_leads_to_the_filtered_first(
    quay: str, said: list[Said], page: Page
) -> None:
    """Filtering on page 3 filters all quotes, not those of page 3."""
    page.goto(f"{quay}quotes/page/3/")
    page.locator(".bs-choose summary").click()
    _pick(page, "Kind", "Direct: word for word")
    page.wait_for_url("**/quotes/?kind=direct")
    _says(page, sum(o.kind == "direct" for o in said), len(said))


def test_without_scripts_the_list_is_whole_and_no_filter_pretends(
    quay: str, new_page: Callable[..., Page]
) -> None:
    """No filter, no cite buttons; every quote and its permanent address are there."""
    page = new_page(js=False)
    page.goto(f"{quay}quotes/?kind=direct")
    expect(page.locator(".bs-choose")).to_be_hidden()
    expect(page.locator(".bs-citing")).to_have_count(0)
    expect(page.locator(".bs-quote")).to_have_count(10)
    page.get_by_role("link", name="link", exact=True).first.click()
    expect(page.locator(".bs-quote:target")).to_be_visible()


def test_scripts_for_the_hands_are_fetched_when_they_are_asked_for(quay: str, page: Page) -> None:
    """Looking at the list costs neither the filter nor citing; each comes with the first press."""

    def fetched() -> set[str]:
        asked: list[str] = page.context.requested  # type: ignore[attr-defined]
        return {urlsplit(u).path.rpartition("/")[2] for u in asked} & {"quotes.js", "cite.js", "facets.json"}

    page.goto(f"{quay}quotes/")
    expect(page.locator(".bs-citing").first).to_be_visible()
    assert fetched() == set()
    page.locator(".bs-choose summary").click()
    expect(_field(page, "Actor")).to_be_visible()
    assert fetched() == {"quotes.js", "facets.json"}
    page.get_by_role("button", name="Cite this page").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert "cite.js" in fetched()


def test_a_script_that_cannot_be_fetched_is_said(quay: str, page: Page) -> None:
    """The list stays, and what failed is said where it was asked for."""
    page.context.expected.extend(["quotes.js", "ERR_FAILED"])  # type: ignore[attr-defined]
    page.route("**/quotes.js", lambda route: route.abort())
    page.goto(f"{quay}quotes/?kind=direct")
    expect(page.get_by_role("status").filter(has_text="could not be loaded")).to_be_visible()
    expect(page.locator("[data-bs-list]")).to_be_visible()


def test_a_missing_file_of_choices_is_said(quay: str, page: Page) -> None:
    """Where the choices cannot be fetched the list stays, and it is said."""
    page.context.expected.extend(["facets.json", "ERR_FAILED"])  # type: ignore[attr-defined]
    page.route("**/facets.json", lambda route: route.abort())
    page.goto(f"{quay}quotes/?kind=direct")
    expect(page.locator(".bs-choose__said")).to_contain_text("could not be loaded")
    expect(page.locator("[data-bs-list]")).to_be_visible()


# Citing


def _forms(page: Page) -> dict[str, str]:
    expect(page.get_by_role("dialog")).to_be_visible()
    return {key: page.locator(f"#bs-cite-{key}").input_value() for key in ("link", "text", "bibtex", "csl")}


def _today(page: Page) -> str:
    found = page.evaluate("[new Date().getFullYear(), new Date().getMonth() + 1, new Date().getDate()]")
    return date(*found).isoformat()


@pytest.mark.parametrize("where", ["quotes/?actor=ada-brandt&kind=direct", "actors/ada-brandt/", "article"])
def test_a_quotation_is_cited_the_same_from_wherever_it_is_shown(quay: str, page: Page, where: str) -> None:
    """Speaker, words, article with authors, outlet, date and address, the permanent address, and today."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(quay + ("quotes/?actor=ada-brandt&kind=direct" if where == "article" else where))
    card = page.locator(".bs-quote--direct").filter(has_text="Number 20:").filter(visible=True)
    if where == "article":
        card.get_by_role("link", name="link", exact=True).click()
        card = page.locator(".bs-quote:target")
    card.get_by_role("button", name="Cite this quotation by Ada Brandt").click()
    forms = _forms(page)
    assert re.fullmatch(
        rf"{re.escape(quay)}articles/report-20-on-the-herring-more-\w{{6}}/#q-d20", forms["link"]
    )
    for part in (
        "Ada Brandt: “Number 20: the herring are 20 crowns too high & {rising} by 5%,”",
        "Mara Lind, Smith, Oke and Sons, “Report 20 on the herring & {more}”, Quay Gazette, 21 September 2031",
        "https://gazette.example/20_a%20b#x",
        f"In The Quay & Papers: {forms['link']}.",
    ):
        assert part in forms["text"]
    bibtex = forms["bibtex"]
    assert re.match(r"@misc\{report-20-on-the-herring-more-\w{6}-q-d20,\n", bibtex)
    assert "author = {Mara Lind and {Smith, Oke and Sons}}," in bibtex
    assert "title = {{Report 20 on the herring \\& \\{more\\}}}," in bibtex
    assert "high \\& \\{rising\\} by 5\\%" in bibtex
    assert "url = {https://gazette.example/20_a%20b#x}," in bibtex
    assert f"urldate = {{{_today(page)}}}" in bibtex
    assert bibtex.replace("\\{", "").replace("\\}", "").count("{") == bibtex.replace("\\{", "").replace(
        "\\}", ""
    ).count("}")
    (item,) = json.loads(forms["csl"])
    assert item["type"] == "article-newspaper"
    assert item["container-title"] == "Quay Gazette"
    assert item["issued"] == {"date-parts": [[2031, 9, 21]]}
    assert [a["literal"] for a in item["author"]] == ["Mara Lind", "Smith, Oke and Sons"]
    assert item["archive_location"] == forms["link"]
    for key, label in (("link", "Link"), ("text", "Text"), ("bibtex", "BibTeX"), ("csl", "CSL-JSON")):
        page.get_by_role("button", name=f"Copy: {label}", exact=True).click()
        expect(page.get_by_role("dialog").get_by_role("status")).to_have_text("Copied")
        assert page.evaluate("navigator.clipboard.readText()") == forms[key]
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save as .bib").click()
    assert saved.value.suggested_filename.endswith("-q-d20.bib")
    assert Path(saved.value.path()).read_text(encoding="utf-8") == bibtex
    page.keyboard.press("Escape")
    expect(card.get_by_role("button", name=re.compile("^Cite"))).to_be_focused()


def test_an_unnamed_speaker_is_cited_by_the_description(quay: str, page: Page) -> None:
    """Nobody's name is invented, nor are the article's words put in their mouth; BibTeX's outlet keeps its signs."""
    page.goto(f"{quay}quotes/?source=unnamed")
    _cards(page).filter(has_text="Number 11 is over").get_by_role(
        "button", name="Cite this quotation by a skipper"
    ).click()
    forms = _forms(page)
    assert forms["text"].startswith("a skipper, in the article’s words: “Number 11 is over”.")
    assert json.loads(forms["csl"])[0]["note"] == "a skipper, in the article’s words: “Number 11 is over”"
    assert "howpublished = {Tarn \\& Sons \\{Post\\}\\_100\\%}" in forms["bibtex"]


def test_an_article_s_page_is_cited_as_the_article(quay: str, page: Page) -> None:
    """Its authors, outlet and date, where the publisher has it and where this site tells of it; the site is no author."""
    page.goto(f"{quay}articles/")
    page.get_by_role("link", name="Report 20 on the herring").first.click()
    page.get_by_role("button", name="Cite this page").click()
    forms = _forms(page)
    start = (
        "Mara Lind, Smith, Oke and Sons, “Report 20 on the herring & {more}”, Quay Gazette, 21 September 2031"
    )
    assert forms["text"].startswith(start)
    assert f"In The Quay & Papers: {forms['link']}." in forms["text"]
    assert "author = {Mara Lind and {Smith, Oke and Sons}}," in forms["bibtex"]
    assert "url = {https://gazette.example/20_a%20b#x}," in forms["bibtex"]
    (item,) = json.loads(forms["csl"])
    assert (item["type"], item["container-title"]) == ("article-newspaper", "Quay Gazette")
    assert item["archive_location"] == forms["link"]
    assert "note" not in item


def test_a_page_and_a_chart_are_cited_with_their_address(quay: str, page: Page) -> None:
    """The page by its title, a chart by its finding and its place on the page."""
    page.goto(f"{quay}topics/herring/")
    page.get_by_role("button", name="Cite this page").click()
    forms = _forms(page)
    assert forms["link"] == f"{quay}topics/herring/"
    assert "author = {{The Quay \\& Papers}}" in forms["bibtex"]
    assert json.loads(forms["csl"])[0]["type"] == "webpage"
    page.keyboard.press("Escape")
    figure = page.locator(".bs-figure[id]").first
    finding = figure.locator(".bs-finding").inner_text()
    figure.get_by_role("button", name=f"Cite this chart: {finding}").click()
    forms = _forms(page)
    assert forms["link"] == f"{quay}topics/herring/#{figure.get_attribute('id')}"
    assert finding in forms["text"]
    assert json.loads(forms["csl"])[0]["title"] == finding


# The reading view


def _article_address(quay: str, site: Path, number: int) -> str:
    (folder,) = (site / "articles").glob(f"report-{number}-on-*")
    return f"{quay}articles/{folder.name}/"


def test_a_note_tells_who_speaks_and_can_be_reached_with_the_pointer(
    quay: str, site: Path, page: Page
) -> None:
    """It opens by hover, stays while the pointer is on it, leads to the card, and Escape closes it under the pointer."""
    page.goto(_article_address(quay, site, 5))
    mark = page.locator("mark#in-d5")
    mark.hover()
    note = page.get_by_role("note")
    expect(note).to_contain_text("Ada Brandt")
    expect(note).to_contain_text("said")
    expect(note).to_contain_text("of such attributions are right")
    assert mark.get_attribute("aria-describedby") == note.get_attribute("id")
    note.hover()
    page.wait_for_timeout(600)
    expect(note).to_be_visible()
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()
    page.locator("h1").hover()
    mark.hover()
    note.get_by_role("link", name="In the list above").click()
    expect(page.locator("#q-d5")).to_have_class(re.compile("bs-led"))
    page.locator("h1").hover()
    expect(page.get_by_role("note")).to_be_hidden()


def test_a_note_is_reached_and_left_with_the_keyboard(quay: str, site: Path, page: Page) -> None:
    """Focus opens it, Tab goes into it and on from its mark, Escape closes it and the focus is at the mark."""
    page.goto(_article_address(quay, site, 5))
    page.keyboard.press("Tab")
    mark = page.locator("mark#in-d5")
    mark.focus()
    note = page.get_by_role("note")
    expect(note).to_be_visible()
    page.keyboard.press("Tab")
    inside = note.get_by_role("link").first
    expect(inside).to_be_focused()
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()
    expect(mark).to_be_focused()
    page.keyboard.press("Tab")
    actor = page.locator(".bs-passage a.bs-actor").first
    expect(actor).to_be_focused()
    expect(note).to_contain_text("Person")
    page.keyboard.press("Enter")
    page.wait_for_url("**/actors/ada-brandt/")


def test_a_first_tap_opens_a_note_and_its_link_leads_on(
    quay: str, site: Path, new_page: Callable[..., Page]
) -> None:
    """On a phone a name does not lead away at the first touch; a tap elsewhere closes the note."""
    page = new_page(width=390, height=844, touch=True)
    address = _article_address(quay, site, 5)
    page.goto(address)
    actor = page.locator(".bs-passage a.bs-actor").first
    actor.tap()
    note = page.get_by_role("note")
    expect(note).to_contain_text("Ada Brandt")
    assert page.url == address
    box = note.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    page.locator("h2#reading").tap()
    expect(note).to_be_hidden()
    page.locator("mark#in-d5").tap()
    expect(note).to_contain_text("said")
    page.locator("h2#reading").tap()
    actor.tap()
    note.get_by_role("link", name="All about Ada Brandt").tap()
    page.wait_for_url("**/actors/ada-brandt/")


def test_a_quotes_address_marks_its_card_and_its_words(quay: str, site: Path, page: Page) -> None:
    """On opening, and when the address changes on the page; Back takes the mark back to the one before."""
    address = _article_address(quay, site, 5)
    page.goto(f"{address}#q-m5")
    expect(page.locator("#q-m5")).to_have_class(re.compile("bs-led"))
    expect(page.locator("#q-m5")).to_be_in_viewport()
    expect(page.locator("mark#in-m5")).to_have_class(re.compile("bs-led"))
    page.evaluate("location.hash = '#q-d5'")
    expect(page.locator("mark#in-d5")).to_have_class(re.compile("bs-led"))
    expect(page.locator(".bs-quote.bs-led")).to_have_count(1)
    page.go_back()
    expect(page.locator("#q-m5")).to_have_class(re.compile("bs-led"))


def test_a_quote_that_is_no_more_is_said(quay: str, site: Path, page: Page) -> None:
    """An address of a quote that is not on the page says that it is gone, instead of nothing."""
    page.goto(f"{_article_address(quay, site, 5)}#q-00000000")
    expect(page.locator(".bs-gone")).to_contain_text("is not here any more")


def test_what_is_closed_opens_for_the_address_inside_it(quay: str, site: Path, page: Page) -> None:
    """A quote inside closed details is opened and shown."""
    page.goto(_article_address(quay, site, 5))
    page.evaluate(
        "() => { const d = document.createElement('details'); const c = document.getElementById('q-m5');"
        " c.replaceWith(d); d.append(c); location.hash = '#q-m5'; }"
    )
    expect(page.locator("#q-m5")).to_be_in_viewport()


# Tables


def _saved(page: Page, button: Locator) -> tuple[str, list[list[str]]]:
    with page.expect_download() as saved:
        button.click()
    text = Path(saved.value.path()).read_bytes().decode("utf-8-sig")
    return saved.value.suggested_filename, list(csv.reader(io.StringIO(text)))


def test_a_table_is_taken_away_as_csv(quay: str, page: Page) -> None:
    """All rows with dates as ISO has them and whole addresses; rows that the filter hides are left out."""
    page.goto(f"{quay}topics/herring/")
    name, rows = _saved(page, page.get_by_role("button", name="Save as CSV: Articles"))
    assert name == "herring-articles.csv"
    assert rows[0][:3] == ["Article", "Outlet", "Date"]
    assert len(rows) == 1 + N_ARTICLES // 2
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", row[2]) for row in rows[1:])
    assert all(row[-1].startswith(f"{quay}articles/report-") for row in rows[1:])
    page.get_by_label("Show rows with").fill("Report 20")
    _, rows = _saved(page, page.get_by_role("button", name="Save as CSV: Articles"))
    assert len(rows) == 2


def test_what_a_spreadsheet_would_run_is_text_in_csv(quay: str, page: Page) -> None:
    """A name that begins like a formula gets an apostrophe; also in a chart's figures."""
    page.goto(f"{quay}quotes/")
    page.goto(f"{quay}topics/herring/")
    page.locator(".bs-figures summary").first.click()
    button = page.locator(".bs-figures .bs-csv").first
    _, rows = _saved(page, button)
    names = [row[0] for row in rows[1:]]
    assert "'=Cmd Formula" in names
    assert not any(re.match(r"[=+\-@\t\r]", cell) for row in rows for cell in row)


@pytest.mark.parametrize("name", ["articles", "actors", "topics", "quotes"])
def test_a_whole_list_has_its_file_at_its_foot(quay: str, page: Page, name: str) -> None:
    """Index pages link the list's own file and do not offer a part of it."""
    page.goto(f"{quay}{name}/")
    link = page.get_by_role("link", name="The whole list as CSV")
    address = str(link.evaluate("a => a.href"))
    assert address == f"{quay}data/{name}.csv"
    assert page.request.get(address).ok
    expect(page.locator(".bs-csv")).to_have_count(0)


def test_sorting_is_announced(quay: str, page: Page) -> None:
    """Who cannot see the arrow hears by what the rows stand."""
    page.goto(f"{quay}actors/")
    page.get_by_role("columnheader", name="Actor").get_by_role("button").click()
    expect(page.get_by_role("status").filter(has_text="Sorted by Actor")).to_have_count(1)


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 768, 1440])
def test_nothing_of_it_scrolls_sideways(
    quay: str, new_page: Callable[..., Page], width: int, colours: str
) -> None:
    """The open filter with its list of names, and the dialog, fit the window."""
    page = new_page(width=width, dark=colours == "dark")
    page.goto(f"{quay}quotes/?kind=direct")
    _field(page, "Actor").click()
    expect(_names(page).filter(visible=True).first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    page.keyboard.press("Escape")
    _field(page, "Topic").click()
    expect(_names(page).filter(visible=True).first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    page.keyboard.press("Escape")
    _cards(page).first.get_by_role("button", name=re.compile("^Cite")).click()
    box = page.get_by_role("dialog").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
