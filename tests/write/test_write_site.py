"""The site is built beside, strictly and the same every time, and takes the old one's place only when it is whole."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import html5lib
import pytest
import yaml

from generator.errors import BroadsheetError, BusyError, SiteBuilderError, WriteError
from generator.render.escape import front_matter, text
from generator.write import build_site, frame, search, swap
from generator.write.lock import building

if TYPE_CHECKING:
    from collections.abc import Callable

PROJECT = Path(__file__).parents[2]
TEMPLATES: list[Path] = []
NAV = (("Home", "index.md"), ("Articles & <more>", "articles/index.md"))
HOSTILE = """"><script>alert('1')</script> &amp; {{ config }} {% raw %} 'x' é 🎉"""


def page(title: str, body: str, **more: Any) -> str:  # noqa: ANN401 - whatever front matter may hold
    """Return a Markdown page with front matter."""
    return f"{front_matter({'title': title, **more})}\n{body}\n"


@pytest.fixture(scope="module", autouse=True)
def templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the templates as they are now: whoever edits them meanwhile does not change two sites' bytes."""
    copy = tmp_path_factory.mktemp("copy") / "templates"
    shutil.copytree(PROJECT / "templates", copy)
    TEMPLATES.append(copy)
    return copy


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of three pages, not built yet."""
    src = tmp_path / "site_src"
    facets = {
        "kind": "Article",
        "actors": ["Ada", HOSTILE],
        "topics": ["b", "a"],
        "date": "2025-03-01",
        "year": "2025",
    }
    for name, source in {
        "index.md": page(
            "Home",
            '<div><h1>Home</h1><p><a href="articles/">All</a> <a href="articles/one/#p-1">One</a></p></div>',
        ),
        "articles/index.md": page("Articles", "# Articles\n\n[one](one.md)"),
        "articles/one.md": page(
            HOSTILE,
            f'<div><h1>{text(HOSTILE)}</h1><p id="p-1">Words</p></div>',
            description=HOSTILE,
            search={**facets, "outlet": HOSTILE},
        ),
    }.items():
        path = src / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source, encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: The <b>Quay</b> & Post\n", encoding="utf-8")
    return tmp_path


def build(project: Path, **more: Any) -> Path:  # noqa: ANN401 - any argument of build_site
    """Build the project as the corridor does, and return the site's folder."""
    arguments = {
        "config": project / "mkdocs.yml",
        "templates": TEMPLATES[-1],
        "site_src": project / "site_src",
        "site": project / "site",
        "nav": NAV,
        "source_date": 1_700_000_000,
        **more,
    }
    build_site(project, **arguments)
    site: Path = arguments["site"]
    return site


def held(folder: Path) -> dict[str, bytes]:
    """Return every file in `folder` with its bytes."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_the_site_is_whole(project: Path) -> None:
    """Pages, styles and the search index are there, and nothing beside them that the build needed."""
    site = build(project)
    files = held(site)
    assert {
        "index.html",
        "articles/index.html",
        "articles/one/index.html",
        "404.html",
        "pagefind/pagefind.js",
    } <= set(files)
    assert "pagefind/pagefind-ui.js" not in files
    assert not [name for name in files if "lunr" in name or "bundle" in name]
    assert sorted(p.name for p in project.iterdir()) == [".broadsheet", "mkdocs.yml", "site", "site_src"]


def test_nothing_is_said(project: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A build that goes well prints nothing: not the builder's progress, not its theme's notices."""
    build(project)
    assert capfd.readouterr() == ("", "")


def test_the_same_pages_give_the_same_bytes(project: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Two builds, in another folder, another time zone and with another hash seed, agree in every byte of every file."""
    first = held(build(project))
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "other name"
    shutil.copytree(project / "site_src", elsewhere / "site_src")
    shutil.copy(project / "mkdocs.yml", elsewhere)
    code = (
        "import sys\nfrom pathlib import Path\nfrom generator.write import build_site\np = Path(sys.argv[1])\n"
        "build_site(p, config=p / 'mkdocs.yml', templates=Path(sys.argv[2]), site_src=p / 'site_src', site=p / 'site',"
        f" nav={NAV!r}, source_date=1_700_000_000)\n"
    )
    environment = {
        **os.environ,
        "PYTHONPATH": ":".join(sys.path),
        "TZ": "Asia/Tokyo",
        "PYTHONHASHSEED": "7",
        "LC_ALL": "C",
    }
    subprocess.run(
        [sys.executable, "-c", code, str(elsewhere), str(TEMPLATES[-1])], env=environment, check=True
    )
    second = held(elsewhere / "site")
    assert sorted(first) == sorted(second)
    assert [name for name in first if first[name] != second[name]] == []


def test_the_date_comes_from_outside(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SOURCE_DATE_EPOCH serves where no date is given, and says so where it is none."""
    (project / "mkdocs.yml").write_text(
        "site_name: x\nsite_url: https://example.org/repo/\n", encoding="utf-8"
    )
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    gz = held(build(project, source_date=None))["sitemap.xml.gz"]
    assert int.from_bytes(gz[4:8], "little") == 86400
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(SiteBuilderError, match="no number of seconds"):
        build(project, source_date=None)


def test_what_stands_in_front_matter_is_only_text(project: Path) -> None:
    """Title, description, facets and the site's own name reach the page as text, wherever the frame puts them."""
    site = build(project)
    tree = html5lib.parse((site / "articles/one/index.html").read_bytes(), namespaceHTMLElements=False)
    scripts = list(tree.iter("script"))
    assert [(e.text or "").strip() for e in scripts] == [""] * len(scripts)
    assert tree.find("head/title").text == f"{HOSTILE} – The <b>Quay</b> & Post"
    metas = {e.get("name"): e.get("content") for e in tree.iter("meta")}
    assert metas["description"] == HOSTILE
    facets = [
        (e.get("data-pagefind-filter"), (e.text or ""))
        for e in tree.iter("span")
        if e.get("data-pagefind-filter")
    ]
    filtered = HOSTILE.replace('"', "”")  # Pagefind finds no value with a straight quotation mark
    assert ("actor", filtered) in facets
    assert ("outlet", filtered) in facets
    assert "Articles & <more>" in [(e.text or "").strip() for e in tree.iter("a")]


def test_no_page_asks_another_host(project: Path) -> None:
    """No page loads from elsewhere, even where the project's settings ask for a font that the theme would fetch."""
    (project / "mkdocs.yml").write_text(
        "site_name: x\ntheme: {name: material, font: {text: Roboto}}\n", encoding="utf-8"
    )
    for name, content in held(build(project)).items():
        if name.endswith(".html"):
            tree = html5lib.parse(content, namespaceHTMLElements=False)
            loaded = [e.get("href") or "" for e in tree.iter("link")] + [
                e.get("src") or "" for e in tree.iter()
            ]
            assert not [url for url in loaded if "//" in url and not url.startswith("/")], name


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("[x](nowhere.md)", "nowhere.md"),
        ("[x](articles/one.md#no-such)", "no-such"),
        ('<p><a href="nowhere/">x</a></p>', "index.html: nowhere/"),
        ('<p><a href="articles/one/#q-9">x</a></p>', "articles/one/#q-9"),
        ('<p><a href="/articles/">x</a></p>', "/articles/"),
        ('<p><img src="gone.png" alt=""></p>', "gone.png"),
    ],
)
def test_no_link_leads_nowhere(project: Path, source: str, says: str) -> None:
    """A link, anchor or source that is not there stops the build by name; so does one that a sub-path breaks."""
    (project / "site_src/index.md").write_text(page("Home", source), encoding="utf-8")
    with pytest.raises(SiteBuilderError, match=says.replace("?", r"\?")):
        build(project)


def test_a_failed_build_leaves_the_old_site(project: Path) -> None:
    """When the builder fails, the old site is whole, nothing half-made is left, and its useful lines are told."""
    before = held(build(project))
    (project / "site_src/broken.md").write_text("[x](nowhere.md)", encoding="utf-8")
    with pytest.raises(SiteBuilderError) as caught:
        build(project)
    assert held(project / "site") == before
    assert sorted(p.name for p in project.iterdir()) == [".broadsheet", "mkdocs.yml", "site", "site_src"]
    assert "broken.md" in str(caught.value)
    assert "INFO" not in str(caught.value)
    (project / "site_src/broken.md").unlink()
    assert held(build(project)) == before


@pytest.mark.parametrize("step", ["build_pages", "index"])
def test_a_full_disk_leaves_the_old_site(project: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    """When the disk refuses in the middle, the old site is whole and the error says what to do."""
    before = held(build(project))

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "x")

    module = "mkdocs" if step == "build_pages" else "search"
    monkeypatch.setattr(f"generator.write.{module}.{step}", refuse)
    with pytest.raises(WriteError, match="Make room"):
        build(project)
    assert held(project / "site") == before


def test_a_swap_that_was_cut_short_is_ended(tmp_path: Path) -> None:
    """Whenever the machine stops while sites are exchanged, the next build finds a whole one and clears the rest."""
    site = tmp_path / "site"
    old, new = tmp_path / ".site.old", tmp_path / ".site.new"
    old.mkdir()
    (old / "a").write_bytes(b"old")
    new.mkdir()
    fresh = swap.beside(site)
    assert held(site) == {"a": b"old"}
    assert not old.exists()
    assert not fresh.exists()
    old.mkdir()
    swap.recover(site)
    assert held(site) == {"a": b"old"}
    assert not old.exists()


@pytest.mark.parametrize("at_once", [True, False])
def test_the_new_site_takes_the_old_ones_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, at_once: bool
) -> None:
    """The exchange gives the new site and leaves nothing of the old, also where it takes two steps."""
    if not at_once:
        monkeypatch.setattr("generator.write.swap._exchanged", lambda *_: False)
    site = tmp_path / "site"
    for content in (b"1", b"2", b"3"):
        fresh = swap.beside(site)
        fresh.mkdir()
        (fresh / "a").write_bytes(content)
        swap.swap_in(fresh, site)
        swap.end(fresh)
        assert held(site) == {"a": content}
        assert [p.name for p in tmp_path.iterdir()] == ["site"]


def test_a_killed_build_leaves_a_whole_site(project: Path) -> None:
    """Killed at any moment, a build leaves the old site or the new one, whole; the next gives a clean build's bytes."""
    old = held(build(project))
    home = project / "site_src/index.md"
    before = home.read_text(encoding="utf-8")
    home.write_text(before.replace("Home</h1>", "Changed</h1>"), encoding="utf-8")
    new = held(build(project, site=project / "clean" / "site"))
    shutil.rmtree(project / "clean")
    code = (
        "import sys\nfrom pathlib import Path\nfrom generator.write import build_site\np = Path(sys.argv[1])\n"
        "build_site(p, config=p / 'mkdocs.yml', templates=Path(sys.argv[2]), site_src=p / 'site_src', site=p / 'site',"
        f" nav={NAV!r}, source_date=1_700_000_000)\n"
    )
    environment = {**os.environ, "PYTHONPATH": ":".join(sys.path)}
    for tenths in range(1, 13, 2):
        with subprocess.Popen(
            [sys.executable, "-c", code, str(project), str(TEMPLATES[-1])], env=environment
        ) as building_it:
            try:
                building_it.wait(timeout=tenths / 10)
            except subprocess.TimeoutExpired:
                building_it.kill()
        site = held(project / "site")
        assert site in (old, new), f"mixed after {tenths / 10} s"
    ended = held(build(project))
    assert [name for name in new if ended[name] != new[name]] == []
    assert ended == new
    assert sorted(p.name for p in project.iterdir()) == [".broadsheet", "mkdocs.yml", "site", "site_src"]


def test_the_index_is_in_one_order(tmp_path: Path) -> None:
    """Pagefind's own order of a filter's values differs from run to run; ours does not."""
    found = []
    for run in range(3):
        site = tmp_path / str(run)
        for number in range(12):
            page_folder = site / str(number)
            page_folder.mkdir(parents=True)
            names = "".join(
                f'<span data-pagefind-filter="{f}">{f} {number % n}</span>'
                for f, n in (("a", 7), ("b", 5), ("c", 9))
            )
            source = f'<html lang="en"><body><main data-pagefind-body>{names}<h1>Page {number}</h1></main></body></html>'
            (page_folder / "index.html").write_text(source, encoding="utf-8")
        assert search.index(site, state=tmp_path) is not None
        found.append(held(site))
    assert found[0] == found[1] == found[2]


def test_two_builds_do_not_mix(project: Path) -> None:
    """While one build holds the folder, another says so and writes nothing."""
    code = (
        "import sys\nfrom pathlib import Path\nfrom generator.write import building\n"
        "with building(Path(sys.argv[1])):\n    print('held', flush=True)\n    sys.stdin.read()\n"
    )
    environment = {"PYTHONPATH": ":".join(sys.path)}
    command = [sys.executable, "-c", code, str(project)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment) as other:
        assert other.stdout is not None
        other.stdout.readline()
        with pytest.raises(BusyError):
            build(project)
        assert not (project / "site").exists()
        other.communicate()
    with building(project):
        assert build(project).is_dir()


def test_without_settings_the_defaults_serve(project: Path) -> None:
    """A folder without mkdocs.yml gets a site all the same."""
    (project / "mkdocs.yml").unlink()
    assert b"<title>Broadsheet</title>" in (build(project) / "index.html").read_bytes()
    assert (build(project, config=None) / "index.html").is_file()


def test_the_projects_own_settings_win(project: Path) -> None:
    """Its nav, its copyright and its overrides of our frame are taken; what it does not say is ours."""
    (project / "mkdocs.yml").write_text(
        "site_name: x\ncopyright: Copyright © the Post\ntheme: {custom_dir: own}\nhooks: [hook.py]\n"
        "nav: [{Front: index.md}, {Mine: articles/index.md}]\n",
        encoding="utf-8",
    )
    (project / "hook.py").write_text(
        "def on_page_content(html, **_):\n    return html + '<p>hooked</p>'\n", encoding="utf-8"
    )
    (project / "own" / "partials").mkdir(parents=True)
    (project / "own" / "partials" / "footer.html").write_text(
        "<footer>own {{ config.copyright }}</footer>", encoding="utf-8"
    )
    home = (build(project) / "index.html").read_text(encoding="utf-8")
    assert "<footer>own Copyright © the Post</footer>" in home
    assert "<p>hooked</p>" in home
    assert ">Mine</a>" in home
    assert "Articles &amp;" not in home
    assert "bs-header" in home


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ("theme: readthedocs", "theme.name is 'readthedocs'"),
        ("a: [", "could not be read"),
        ("- a list", "holds no settings"),
        ("site_nme: x\nsite_name: 7\n", "site_name"),
    ],
)
def test_settings_that_cannot_be(project: Path, settings: str, says: str) -> None:
    """Settings that no site can be built with are an error that names the file or the setting."""
    (project / "mkdocs.yml").write_text(settings, encoding="utf-8")
    with pytest.raises(BroadsheetError, match=says):
        build(project)


def test_the_repositorys_settings_are_the_defaults() -> None:
    """What mkdocs.yml of this repository tells MkDocs is what a project without settings gets."""

    def read(path: Path) -> dict[str, Any]:
        text = path.read_text(encoding="utf-8")
        settings: dict[str, Any] = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - builds strings only
        return settings

    ours, default = read(PROJECT / "mkdocs.yml"), read(PROJECT / "generator/write/default.yml")
    assert ours["theme"].pop("custom_dir") == "templates/theme"
    ours["extra"].pop("broadsheet")
    assert {key: ours[key] for key in default} == default


def test_nothing_of_a_missing_program_is_a_riddle(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the search indexer is not there, the error says which package is missing."""
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", "/nonexistent/pagefind")
    with pytest.raises(SiteBuilderError, match="pagefind-bin"):
        build(project)


def test_a_site_without_searched_pages_has_no_index(project: Path) -> None:
    """Where no page is to be found, there is no index of everything instead."""
    (project / "site_src/articles/one.md").write_text(page("One", '<p id="p-1">x</p>'), encoding="utf-8")
    assert not (build(project) / "pagefind").exists()


def test_ten_pages_in_the_nav_or_not_make_no_warning(
    project: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Pages outside of the nav are built and are no reason for a word."""
    for i in range(10):
        (project / f"site_src/articles/more-{i}.md").write_text(page(f"More {i}", "x"), encoding="utf-8")
    site = build(project)
    assert (site / "articles/more-9/index.html").is_file()
    assert capfd.readouterr().out == ""


def test_the_old_places_name_is_kept_when_it_is_a_link(project: Path, tmp_path: Path) -> None:
    """A site folder that is a link to elsewhere stays a link; the site is built where it leads."""
    real = tmp_path / "published"
    real.mkdir()
    (project / "site").symlink_to(real)
    build(project)
    assert (project / "site").is_symlink()
    assert (real / "index.html").is_file()


def _unknown_tags_are_passed_over(tmp_path: Path, read: Callable[[Path], dict[str, Any]]) -> dict[str, Any]:
    path = tmp_path / "mkdocs.yml"
    path.write_text("a: !ENV HOME\nb: !!python/name:os.getcwd\nc: 1\n", encoding="utf-8")
    return read(path)


def test_tags_of_mkdocs_are_left_to_mkdocs(tmp_path: Path) -> None:
    """Settings with tags that only MkDocs understands are read without running anything."""
    assert _unknown_tags_are_passed_over(tmp_path, frame._read) == {"a": None, "b": None, "c": 1}  # noqa: SLF001 - what a site is built by
