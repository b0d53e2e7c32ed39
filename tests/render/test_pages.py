"""Pages as Markdown files: one golden file of each kind, links that hold, text that stays text.

Golden files stand in `golden/`; `BROADSHEET_UPDATE_GOLDEN=1` writes them anew. Read the difference before
committing it.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import markdown
import pytest
import yaml

from generator.compose import ComposeSettings, compose
from generator.model import Bar, Chart, Entry, Facets, Page, Problem, Site
from generator.render import render
from generator.render.pages import address, built_href, page_environment, page_text

HERE = Path(__file__).parent
TEMPLATES = HERE.parents[1] / "templates"
EXTENSIONS = ["attr_list", "md_in_html", "toc"]

# The corpora are the composing room's.
sys.path.insert(0, str(HERE.parent / "compose"))
from small_corpora import Story, join, small_site  # noqa: E402 - found on the path set above

# Kind of page → how the path of one begins.
GOLDEN = {
    "home": "index.md",
    "article": "articles/ferry-crews-call-first-strike-in-eleven-years-",
    "actor": "actors/tam-okafor.md",
    "topic": "topics/ferries.md",
    "index": "actors/index.md",
    "quotes": "quotes/index.md",
    "timeline": "timeline/index.md",
    "sources": "sources/index.md",
    "about": "method.md",
    "data": "data.md",
    "report": "build-report.md",
}


@pytest.fixture(scope="module")
def everything() -> dict[str, str]:
    """The small site's files, published data too."""
    settings = ComposeSettings(
        excerpt_words=60,
        site_name="The Ferry Papers",
        versions=(("Broadsheet", "1.2.3"), ("test model", "1.0")),
    )
    return {path: data.decode() for path, data in render(compose(small_site(), settings), TEMPLATES)}


@pytest.fixture(scope="module")
def files(everything: dict[str, str]) -> dict[str, str]:
    """The small site's pages."""
    # What is HTML already only leads on: see test_a_redirect_needs_nothing_but_a_browser.
    return {path: text for path, text in everything.items() if path.endswith(".md")}


@pytest.mark.parametrize("kind", GOLDEN)
def test_pages_are_as_they_were_agreed(files: dict[str, str], kind: str) -> None:
    """A page of each kind is byte for byte its golden file."""
    golden = HERE / "golden" / f"{kind}.md"
    made = next(text for path, text in files.items() if path.startswith(GOLDEN[kind]))
    if os.environ.get("BROADSHEET_UPDATE_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(made, encoding="utf-8")
    assert made == golden.read_text(encoding="utf-8")


def test_every_page_is_lines_without_indentation_or_carriage_returns(files: dict[str, str]) -> None:
    """Four spaces at a line's start would be a code block; bytes are the same on every system."""
    for path, text in files.items():
        assert not re.search(r"^[ \t]", text, re.MULTILINE), path
        assert "\r" not in text
        assert text.endswith("\n")


class _Seen(HTMLParser):
    """Collects what a page's HTML holds."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str | None]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]
        self.ids += [value or "" for name, value in attrs if name == "id"]

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def _seen(text: str) -> _Seen:
    body = text.split("---\n", 2)[2]
    seen = _Seen()
    seen.feed(markdown.markdown(body, extensions=EXTENSIONS))
    return seen


def test_no_id_stands_twice_on_a_page(files: dict[str, str]) -> None:
    """An anchor leads to one place."""
    for path, text in files.items():
        ids = _seen(text).ids
        assert len(ids) == len(set(ids)), (path, [i for i in ids if ids.count(i) > 1])


def test_nothing_of_markdown_is_left_in_the_html(files: dict[str, str]) -> None:
    """Every link and container was understood: no brackets, no `markdown` attribute, no attribute list remains."""
    for path, text in files.items():
        seen = _seen(text)
        words = "".join(seen.words)
        assert "](" not in words, path
        assert "{ ." not in words, path
        assert not [a for a in seen.attributes if a[1] == "markdown"], path


def test_headings_descend_without_a_gap(files: dict[str, str]) -> None:
    """One h1, and no level is skipped on the way down."""
    for path, text in files.items():
        levels = [int(tag[1]) for tag in _seen(text).tags if re.fullmatch(r"h[1-6]", tag)]
        assert levels[0] == 1, path
        assert levels.count(1) == 1, path
        assert all(b <= a + 1 for a, b in pairwise(levels)), (path, levels)


def test_a_strict_build_finds_every_link_and_anchor(everything: dict[str, str], tmp_path: Path) -> None:
    """MkDocs itself, with anchors validated, has nothing to say; and a broken anchor is told."""
    _mkdocs(everything, tmp_path / "whole", expect=0)
    broken = {**everything, "index.md": everything["index.md"] + "\n[x](articles/index.md#nowhere)\n"}
    said = _mkdocs(broken, tmp_path / "broken", expect=1)
    assert "nowhere" in said


def _mkdocs(files: dict[str, str], folder: Path, *, expect: int) -> str:
    for path, text in files.items():
        target = folder / "docs" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    (folder / "theme").mkdir()
    (folder / "theme" / "main.html").write_text("{{ page.content }}")
    links = dict.fromkeys(("not_found", "absolute_links", "unrecognized_links", "anchors"), "warn")
    settings = {
        "site_name": "x",
        "theme": {"name": None, "custom_dir": "theme"},
        "plugins": [],
        "markdown_extensions": EXTENSIONS,
        "not_in_nav": "*",
        "validation": {"links": links},
    }
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings))
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"},
    )
    assert done.returncode == expect, done.stderr
    return done.stderr


NASTY = (
    "<script>alert(1)</script>",
    '" onmouseover="alert(1)',
    "](javascript:alert(1)) [x](javascript:alert(2))",
    "{{ 7 * 7 }} {% raw %} {# #}",
    "*em* _em_ `code` ~~~ ***",
    "{: onclick=alert(1) } { .x }",
    "</div></figure></table><img src=x onerror=alert(1)>",
    "&lt;b&gt; &#60;b&#62; &copy;",
    "<!-- --> <![CDATA[ ]]> <?php ?>",
    "    # indented",
    "1. one",
    "[x]: https://evil.example 'x'",
)


def _nasty_story(nasty: str) -> Entry:
    """Return an article with the same text in every field that comes from outside."""
    story = Story(
        f"Path {nasty}",
        [
            ("caption", f"Caption {nasty}"),
            ("body", f"Name {nasty}, Role {nasty}, said “Quote {nasty}” and Phrase {nasty}."),
            ("heading", f"Heading {nasty}"),
            ("body", f"Somebody said the rest: Passage {nasty}"),
            ("note", f"Correction: {nasty}"),
        ],
        meta={
            "title": f"Title {nasty}",
            "outlet": f"Outlet {nasty}",
            "authors": (f"Author {nasty}",),
            "tags": (f"Tag {nasty}",),
            "licence": f"Licence {nasty}",
            "publish": "full",
        },
        phrases=[f"Phrase {nasty}"],
    )
    story.actor("n", f"Name {nasty}", aliases=[f"Alias {nasty}"], roles=[f"Role {nasty}"])
    story.quote(f"Quote {nasty}", "n", cue_class="said", rule=f"rule {nasty}")
    story.quote("the rest", None, "indirect", unnamed=f"Source {nasty}", rule="clause")
    return story.entry()


@pytest.mark.parametrize("nasty", NASTY)
def test_text_from_seeds_is_shown_and_never_obeyed(nasty: str) -> None:
    """Whatever stands in any field is words of the pages, exactly as written: no tag, no attribute, no link of its own."""
    problem = Problem(place=f"File {nasty}", severity="error", what=f"What {nasty}", remedy=f"Remedy {nasty}")
    site = compose(join([_nasty_story(nasty)], [problem]), ComposeSettings(site_name=f"Site {nasty}"))
    words: dict[str, str] = {}
    for path, data in render(site, TEMPLATES):
        if path.endswith(".html"):
            _check_redirect(path, data.decode())
            continue
        if not path.endswith(".md"):
            continue  # published data, which no browser runs: see test_render_data.py
        seen = _seen(data.decode())
        _check_scripts(path, seen)
        words[path.split("/")[0]] = words.get(path.split("/")[0], "") + " ".join("".join(seen.words).split())
        forbidden = {"img", "iframe", "em", "code", "pre"}
        if path == "review.md":
            forbidden -= {"pre"}  # the lines to copy, each one block
        assert not forbidden & set(seen.tags), path
        for tag, name, value in seen.attributes:
            assert not name.startswith("on"), (path, tag, name)
            assert not (value or "").lower().startswith(("javascript:", "https://evil")), (path, tag, value)
    _check_shown(words, " ".join(nasty.split()))


def _check_scripts(path: str, seen: _Seen) -> None:
    """A page has at most one script, which is no program: what it says to programs."""
    told = [(name, value) for tag, name, value in seen.attributes if tag == "script"]
    assert told in ([], [("type", "application/ld+json")]), path
    assert seen.tags.count("script") == len(told), path


def _check_redirect(path: str, source: str) -> None:
    seen = _Seen()
    seen.feed(source)
    assert set(seen.tags) == {"html", "head", "meta", "title", "link", "body", "p", "a"}, path
    links = [value for _, name, value in seen.attributes if name == "href"]
    # Without an icon of its own the browser asks the host's root for one, which is not there under a sub-path.
    links.remove("data:,")
    assert all(re.fullmatch(r"\.\./[a-z0-9-]+/", link or "") for link in links), path


def _check_shown(words: dict[str, str], nasty: str) -> None:
    on_article = ("Title", "Outlet", "Author", "Tag", "Licence", "Passage", "Caption", "Heading")
    found = ("Name", "Role", "Quote", "Phrase", "Source", "Correction:")
    for label in (*on_article, *found):
        assert f"{label} {nasty}" in words["articles"], label
    for label in ("Name", "Alias", "Quote"):
        assert f"{label} {nasty}" in words["actors"], label
    for label in ("File", "What", "Remedy"):
        assert f"{label} {nasty}" in words["build-report.md"], label
    assert f"Site {nasty}" in words["index.md"]


def test_templates_never_step_around_the_boundary() -> None:
    """No template calls a value safe or glues text together, which would escape it for HTML only."""
    for template in (TEMPLATES / "pages").iterdir():
        source = template.read_text(encoding="utf-8")
        outputs = re.findall(r"\{\{.*?\}\}|\{%.*?%\}", source, re.DOTALL)
        for tag in outputs:
            assert "safe" not in tag, (template.name, tag)
            assert "~" not in tag, (template.name, tag)
            assert "autoescape" not in tag, (template.name, tag)


@pytest.mark.parametrize(
    ("href", "page", "built"),
    [
        ("../actors/tam.md", "articles/x.md", "../../actors/tam/"),
        ("actors/tam.md", "index.md", "actors/tam/"),
        ("../articles/x.md#q-1", "topics/t.md", "../../articles/x/#q-1"),
        ("x.md", "articles/index.md", "x/"),
        ("../index.md", "articles/x.md", "../../"),
        ("#p-1", "articles/x.md", "#p-1"),
        ("../../tam.md", "actors/page/2.md", "../../../tam/"),
    ],
)
def test_links_inside_drawings_lead_to_the_built_pages(href: str, page: str, built: str) -> None:
    """A page `x.md` is the folder `x/`; what leads from the one file to the other leads from folder to folder."""
    assert built_href(href, page) == built


@pytest.mark.parametrize("value", ["", "javascript:alert(1)", "a b", 'x"y', "é", "x](y"])
def test_only_addresses_of_this_site_pass_unescaped(value: str) -> None:
    """What compose cannot have made is an error, not a link."""
    with pytest.raises(ValueError, match="no link or anchor"):
        address(value)


def test_front_matter_tells_search_what_a_page_is() -> None:
    """Kind, actors, topics, outlet, year and date are read back as they were composed."""
    page = Page(
        path="method.md",
        kind="report",
        template="report.md.j2",
        title="A: “title” # with signs",
        description="One.",
        view=_report_view(),
        facets=Facets(
            kind="Article", actors=("A", "B: C"), topics=("t",), outlet="O", year="2031", date="2031-01-01"
        ),
    )
    text = page_text(page, page_environment(TEMPLATES / "pages"))
    meta = yaml.safe_load(text.split("---\n")[1])
    assert meta["title"] == "A: “title” # with signs"
    assert meta["kind"] == "report"
    assert meta["search"] == {
        "kind": "Article",
        "actors": ["A", "B: C"],
        "topics": ["t"],
        "outlet": "O",
        "year": "2031",
        "date": "2031-01-01",
    }


def _report_view() -> object:
    site = compose(join([]), ComposeSettings())
    return next(p.view for p in site.pages if p.path == "build-report.md")


def test_a_chart_stands_with_its_finding_its_words_and_its_figures() -> None:
    """The drawing is one raw block; below it are the figures as a table with links that MkDocs checks."""
    bars = tuple(Bar(label=f"Name {n}", value=n, href="actors/x.md") for n in (9, 4, 3))
    chart = Chart(
        id="speakers",
        kind="bars",
        finding="Name 9 is quoted most",
        measure="Quotations by speaker",
        alternative="Quotations by speaker: 9, 4, 3.",
        bars=bars,
        others=Bar(label="2 others", value=2),
        label_heading="Speaker",
        value_heading="Quotations",
    )
    home = next(p for p in compose(small_site(), ComposeSettings()).pages if p.path == "index.md")
    text = page_text(replace(home, charts=(chart,)), page_environment(TEMPLATES / "pages"))
    seen = _seen(text)
    assert seen.tags.count("svg") == 1
    assert "Name 9 is quoted most" in seen.words
    assert ("a", "href", "actors/x/") in seen.attributes
    assert ("a", "href", "actors/x.md") in seen.attributes
    assert "2 others" in seen.words


def test_the_same_site_gives_the_same_bytes() -> None:
    """Two renderings of one site do not differ in a byte."""
    site: Site = compose(small_site(), ComposeSettings())
    assert list(render(site, TEMPLATES)) == list(render(site, TEMPLATES))
