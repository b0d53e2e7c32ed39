"""What of the old site may become part of the next one: whatever would come out the same, and nothing else."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from generator.errors import SiteBuilderError
from generator.write import build_site, frame_of
from generator.write.links import all_lead_somewhere, broken, facts
from generator.write.remembered import recall, remember
from generator.write.sealed import read_sealed, unseal, write_sealed
from generator.write.searched import words_of

if TYPE_CHECKING:
    from generator.write import SiteBuilt

TEMPLATES = Path(__file__).parents[2] / "templates"
NAV = (("Home", "index.md"),)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of four pages that lead to one another."""
    src = tmp_path / "project" / "site_src"
    (src / "a").mkdir(parents=True)
    for name, body in {
        "index.md": "# Home\n\n[one](a/one.md)",
        "a/one.md": "# One\n\n[two](two.md#part)",
        "a/two.md": "# Two\n\n## Part\n\n[home](../index.md)",
        "a/three.md": "# Three\n\nAlone",
    }.items():
        (src / name).write_text(f'---\ntitle: "{name}"\nkind: "article"\n---\n{body}\n', "utf-8")
    (src / "feed.xml").write_text("<feed/>", "utf-8")
    (tmp_path / "project" / "mkdocs.yml").write_text("INHERIT: base.yml\nsite_name: Quay\n", "utf-8")
    (tmp_path / "project" / "base.yml").write_text("site_description: !ENV [ABOUT, none]\n", "utf-8")
    return tmp_path / "project"


def build(project: Path, *, nav: Any = NAV, date: int = 1, templates: Path = TEMPLATES) -> SiteBuilt:  # noqa: ANN401 - as build_site takes it
    """Build the project as the corridor does."""
    return build_site(
        project,
        config=project / "mkdocs.yml",
        templates=templates,
        site_src=project / "site_src",
        site=project / "site",
        nav=nav,
        source_date=date,
    )


def held(site: Path) -> dict[str, bytes]:
    """Return every file of a site with its bytes."""
    return {p.relative_to(site).as_posix(): p.read_bytes() for p in site.rglob("*") if p.is_file()}


def built_anew(project: Path) -> dict[str, bytes]:
    """Return the files of the site of the same sources, built from nothing."""
    clean = project.with_name("clean")
    shutil.rmtree(clean, ignore_errors=True)
    shutil.copytree(project, clean, ignore=shutil.ignore_patterns("site", ".broadsheet"))
    build(clean)
    return held(clean / "site")


def test_whatever_a_page_depends_on_makes_it_anew(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings, those inherited, variables of the environment and the theme's files change all pages; Markdown its own."""
    build(project)
    assert build(project).n_taken_over == 3, "all but the page in the nav"
    (project / "site_src" / "a" / "three.md").write_text("# Three\n\nNot alone\n", "utf-8")
    assert build(project).n_taken_over == 2
    own = project / "own"
    for change in (
        lambda: (project / "base.yml").write_text("site_description: !ENV [ABOUT, nothing]\n", "utf-8"),
        lambda: monkeypatch.setenv("ABOUT", "the quay"),
        lambda: (project / "mkdocs.yml").write_text("INHERIT: base.yml\nsite_name: Pier\n", "utf-8"),
    ):
        change()
        assert build(project).n_taken_over == 0
        assert build(project).n_taken_over == 3
    assert held(project / "site") == built_anew(project)
    (own / "partials").mkdir(parents=True)
    (own / "partials" / "footer.html").write_text("<footer>Ours</footer>", "utf-8")
    (project / "mkdocs.yml").write_text("site_name: Pier\ntheme: {custom_dir: own}\n", "utf-8")
    assert build(project).n_taken_over == 0
    assert build(project).n_taken_over == 0, "templates of one's own may show anything"
    assert held(project / "site") == built_anew(project)


def test_the_frame_of_a_page_is_without_space_between_its_lines(project: Path) -> None:
    """What stands around the content begins at the line's edge, the content itself is as it was made; so is a frame with a script in it."""
    (project / "site_src" / "a" / "three.md").write_text("# Three\n\n```\na\n\n    b\n```\n", "utf-8")
    build(project)
    page = (project / "site" / "a" / "three" / "index.html").read_text("utf-8")
    assert "<code>a\n\n    b\n</code>" in page
    around = page[: page.index("<h1")] + page[page.index("</pre>") :]
    assert not [line for line in around.strip().splitlines() if line[:1] in {"", " "}]
    folder = project.parent / "templates"
    shutil.copytree(TEMPLATES, folder)
    footer = folder / "theme" / "partials" / "footer.html"
    footer.write_text(footer.read_text("utf-8") + "\n<script>\n  let a = 1\n</script>\n", "utf-8")
    build(project, templates=folder)
    assert "<script>\n  let a = 1\n</script>" in (project / "site" / "a" / "three" / "index.html").read_text(
        "utf-8"
    )


def test_with_another_frame_a_page_keeps_the_content_that_stands(project: Path) -> None:
    """What was made of the Markdown is cut out of the page; a setting of Markdown makes it anew, and so does a change of its text."""
    build(project)
    state, page = project / ".broadsheet", project / "site" / "a" / "two" / "index.html"
    last = recall(state)
    made = last.pages["a/two.md"]
    assert made.content is not None
    whole = page.read_bytes()[made.content.start : made.content.end]
    assert whole.startswith(b'<h1 id="two">Two')
    assert whole.endswith(b"</p>")
    known = replace(made, content=replace(made.content, end=made.content.end - len("</p>")))
    remember(state, replace(last, pages={**last.pages, "a/two.md": known}))
    assert build(project, date=2).n_taken_over == 0
    assert whole not in page.read_bytes(), "it was not made of the Markdown again"
    assert whole[: -len("</p>")] in page.read_bytes()
    (project / "mkdocs.yml").write_text("site_name: Quay\nmarkdown_extensions: [nl2br]\n", "utf-8")
    build(project)
    assert held(project / "site") == built_anew(project)
    three = project / "site_src" / "a" / "three.md"
    three.write_text(three.read_text("utf-8").replace("Alone", "Together"), "utf-8")
    build(project, date=2)
    build(project)
    assert held(project / "site") == built_anew(project)


@pytest.mark.parametrize(
    "settings",
    [
        "plugins: [search]",
        "hooks: [hook.py]",
        "markdown_extensions: [pymdownx.snippets]",
        "extra_templates: [a.html]",
        "site_url: !ENV\n  - ADDRESS\n  - ''",
        "site_url: !ENV &address [ADDRESS, '']",
        "markdown_extensions:\n  - toc:\n      slugify: !<tag:yaml.org,2002:python/name:markdown.extensions.toc.slugify>",
        "markdown_extensions:\n  - toc:\n      slugify: !!python/name:markdown.extensions.toc.slugify",
    ],
)
def test_what_may_depend_on_anything_has_no_key(tmp_path: Path, settings: str) -> None:
    """Plugins, hooks, templates and extensions that read other files make a page depend on more than we can know."""
    config = tmp_path / "mkdocs.yml"
    frames = []
    for written in ("site_name: A\n", f"site_name: A\n{settings}\n"):
        config.write_text(written, "utf-8")
        theme = TEMPLATES / "theme"
        frames.append(frame_of(config=config, theme=theme, nav=(), state=tmp_path, source_date=0, extra={}))
    assert frames[0].key is not None
    assert frames[1].key is None


def test_a_link_that_breaks_is_seen_on_a_page_that_is_taken_over(project: Path) -> None:
    """The page with the link did not change, what it leads to did: the build says so, and the old site stays."""
    build(project)
    before = held(project / "site")
    two = project / "site_src" / "a" / "two.md"
    two.write_text(two.read_text("utf-8").replace("## Part", "## Other"), "utf-8")
    with pytest.raises(SiteBuilderError, match=r"a/one/index\.html: \.\./two/#part"):
        build(project)
    assert held(project / "site") == before


def test_a_damaged_page_is_made_again(project: Path) -> None:
    """A page is taken over only with the bytes that it had; so is the search index."""
    build(project)
    before = held(project / "site")
    for path in ("a/three/index.html", "assets/stylesheets/base.css"):
        file = project / "site" / path
        file.unlink()
        file.write_bytes(b"damaged")
    assert build(project).n_taken_over == 2
    assert held(project / "site") == before


def test_links_are_followed_by_what_is_known_of_pages() -> None:
    """The quick way to follow all links finds what the thorough one finds."""
    pages = {
        "index.html": b'<a href="a/">a</a><a href="a/#x">x</a><a href="#top">up</a><img src="p.png"><a href="https://b.example/">b</a>',
        "a/index.html": b'<p id="x"><a href="../">home</a><a href="../#y">y</a></p><a name="z"></a><a href="#z">z</a>',
        "404.html": b'<a href="/nowhere">lost</a>',
    }
    pages["index.html"] += b'<p id="y"></p>'
    known = {path: facts(path, source, "") for path, source in pages.items()}
    assert all_lead_somewhere(known, [*pages, "p.png"])
    assert not all_lead_somewhere(known, list(pages)), "the picture is not there"
    for link in ("b/", "a/#w", "/a/", "../out/", "p.png#part"):
        wrong = facts("index.html", pages["index.html"] + f'<a href="{link}">w</a>'.encode(), "")
        assert not all_lead_somewhere(known | {"index.html": wrong}, [*pages, "p.png"]), link
    beside = facts("index.html", pages["index.html"] + b'<a href="../out/">o</a>', "")
    assert all_lead_somewhere(known | {"index.html": beside}, [*pages, "p.png"], beside=["../out/"])


def test_the_quick_way_and_the_thorough_one_agree(project: Path) -> None:
    """On a real site, both find all links whole."""
    build(project)
    site = project / "site"
    paths = [p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file()]
    known = {p: facts(p, (site / p).read_bytes(), "") for p in paths if p.endswith(".html")}
    assert broken(site) == []
    assert all_lead_somewhere(known, paths)


def test_search_reads_words_and_no_drawings() -> None:
    """Title, text, anchors and what is said about the page stay; what is passed over goes."""
    page = (
        '<!doctype html><html lang="de"><head><title>T – S</title></head><body><nav>Menu</nav>'
        '<div data-pagefind-body><div hidden data-pagefind-ignore><span data-pagefind-meta="title">T</span></div>'
        '<h1 id="h">Übung</h1><p data-pagefind-ignore="data-pagefind-ignore">no</p><p data-pagefind-ignore>never</p>'
        "<svg><text>drawn</text></svg><p id='p'>said &amp; done</p></div><footer>foot</footer></body></html>"
    )
    words = words_of(page.encode())
    assert words is not None
    said = words.decode()
    assert '<html lang="de">' in said
    assert all(
        part in said for part in ("T – S", 'id="h"', "Übung", "said &amp; done", 'data-pagefind-meta="title"')
    )
    assert not [part for part in ("Menu", ">no<", "never", "drawn", "foot") if part in said]
    assert words_of(b"<html><body>nothing to search</body></html>") is None
    for odd in (b"<!-- data-pagefind-body -->", b"<script>'data-pagefind-body'</script>"):
        assert words_of(odd) == odd, "search itself finds that there is nothing"


@pytest.mark.parametrize(
    ("mark", "is_read"),
    [
        ("", False),
        (' data-pagefind-index-attrs="title"', True),
        (' data-pagefind-meta="image[title]"', True),
        (" data-pagefind-filter='kind[title]'", True),
        (' data-pagefind-filter="kind:x"', False),
    ],
)
def test_attributes_are_left_out_unless_the_page_has_them_searched(*, mark: str, is_read: bool) -> None:
    """Addresses, looks and hints are half of a page; Pagefind reads them where it is told to, and only there."""
    page = f'<html><body data-pagefind-body><p id="p" class="c" title="hint" lang="de"{mark}>said</p></body></html>'
    words = words_of(page.encode())
    assert words is not None
    assert (b'title="hint"' in words) is is_read
    assert all(part in words for part in (b'id="p"', b'lang="de"', mark.replace("'", '"').encode(), b"said"))


def test_what_is_sealed_is_read_whole_or_not_at_all(tmp_path: Path) -> None:
    """A changed or cut file is no file; so is one that holds something else."""
    file = tmp_path / "list.json"
    write_sealed(file, {"a": "1"})
    assert read_sealed(file) == {"a": "1"}
    content = file.read_bytes()
    for damaged in (content[:-3], content.replace(b"1", b"2", 1), b"", b"\n", b"[]"):
        file.write_bytes(damaged)
        assert unseal(file) is None or damaged == content
        assert read_sealed(file) == {}
    assert read_sealed(tmp_path / "none") == {}


@pytest.mark.parametrize(
    "settings",
    [
        "theme: [material]",
        "theme: 5",
        "markdown_extensions: 5",
        "markdown_extensions: [[toc]]",
        "INHERIT: mkdocs.yml",
    ],
)
def test_settings_of_an_odd_form_are_refused_by_name(tmp_path: Path, settings: str) -> None:
    """What MkDocs could not take either ends with a clear error."""
    config = tmp_path / "mkdocs.yml"
    config.write_text(f"site_name: A\n{settings}\n", "utf-8")
    with pytest.raises(SiteBuilderError, match=r"mkdocs\.yml"):
        frame_of(config=config, theme=TEMPLATES / "theme", nav=(), state=tmp_path, source_date=0, extra={})


def test_a_file_at_a_page_s_place_never_changes_the_old_site(project: Path) -> None:
    """Two files have one address: what is written over the other is no file of the site that stands."""
    build(project)
    before = held(project / "site")
    (project / "site_src" / "a" / "three").mkdir()
    (project / "site_src" / "a" / "three" / "index.html").write_text("<p>by hand</p>", "utf-8")
    (project / "site_src" / "a" / "one.md").write_text("[nowhere](none.md)\n", "utf-8")
    with pytest.raises(SiteBuilderError):
        build(project)
    assert held(project / "site") == before
