"""From seeds to a site: what a build makes, keeps, removes and says."""

from __future__ import annotations

import hashlib
import shutil
from typing import TYPE_CHECKING

import pytest

from generator import build as corridor
from generator.cli import DONE, FAILED, main

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = [pytest.mark.model, pytest.mark.usefixtures("needs_model")]

FIRST = """---
title: Harbor fees rise
date: 2026-01-05
outlet: The Courier
---
HARSUND — “We will not pay,” said Mara Ellwood, the chair of the Harbor Council, on Monday.

The council said the fees would rise in March. Ellwood told reporters that the ferries would stop.
"""

SECOND = """---
title: Ferries stop over harbor fees
date: 2026-02-07
outlet: The Gazette
---
Mara Ellwood said on Friday that the ferries had stopped because of the harbor fees.

“Nobody asked us about the fees,” Ellwood said.
"""


def project(folder: Path, **seeds: str) -> Path:
    """Make a project with the given seeds and return its folder."""
    (folder / "seeds").mkdir(parents=True)
    for name, text in seeds.items():
        (folder / "seeds" / f"{name}.txt").write_text(text, "utf-8")
    return folder


def build(folder: Path, *options: str) -> int:
    """Build quietly and return the exit code."""
    return main(["build", "--project", str(folder), "-q", *options])


def tree(folder: Path) -> dict[str, str]:
    """Return the digest of every file below a folder."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return a project of two articles, built once and left alone by the tests that use it."""
    folder = project(tmp_path_factory.mktemp("built") / "project", first=FIRST, second=SECOND)
    assert build(folder) == DONE
    return folder


def copy_of(built: Path, to: Path) -> Path:
    """Return a copy of a built project, state and all."""
    shutil.copytree(built, to)
    return to


def test_every_kind_of_page_is_there(built: Path) -> None:
    """Home, articles, actors, topics, quotes, method and build report have pages at their addresses."""
    site = built / "site"
    for page in ("", "articles/", "actors/", "topics/", "quotes/", "method/", "build-report/"):
        assert (site / page / "index.html").is_file(), page
    assert len(list((site / "articles").glob("harbor-fees-rise-*/index.html"))) == 1
    assert (site / "actors" / "mara-ellwood" / "index.html").is_file()
    assert (site / "pagefind" / "pagefind.js").is_file()


def test_a_build_without_settings_works(built: Path) -> None:
    """A folder with nothing but seeds builds with the defaults."""
    assert not (built / "mkdocs.yml").exists()
    assert "Mara Ellwood" in (built / "site" / "index.html").read_text("utf-8")


def test_a_second_build_changes_nothing(
    built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same seeds give the same bytes, no page is written and no article analysed again."""
    folder = copy_of(built, tmp_path / "again")
    before = tree(folder / "site"), tree(folder / "site_src")
    assert main(["build", "--project", str(folder), "-v"]) == DONE
    out = capsys.readouterr().out
    assert "2 of 2 from the cache" in out
    assert "Pages: 0 written" in out
    assert (tree(folder / "site"), tree(folder / "site_src")) == before


def test_another_folder_gives_the_same_bytes(built: Path, tmp_path: Path) -> None:
    """Where a project lies does not show in its site."""
    folder = project(tmp_path / "elsewhere" / "deep", first=FIRST, second=SECOND)
    assert build(folder, "--jobs", "2") == DONE
    assert tree(folder / "site") == tree(built / "site")


def test_a_seed_takes_its_pages_with_it_and_a_page_by_hand_stays(built: Path, tmp_path: Path) -> None:
    """Pages of a removed seed go; what somebody wrote into site_src is theirs."""
    folder = copy_of(built, tmp_path / "less")
    (folder / "site_src" / "about-us.md").write_text("# About us\n", "utf-8")
    (folder / "seeds" / "second.txt").unlink()
    assert build(folder) == DONE
    assert not list((folder / "site" / "articles").glob("ferries-stop-*"))
    assert not list((folder / "site_src" / "articles").glob("ferries-stop-*"))
    assert (folder / "site" / "about-us" / "index.html").is_file()


def test_clean_makes_the_same_site_anew(
    built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """--clean forgets stored analyses and pages; the site is the same."""
    folder = copy_of(built, tmp_path / "clean")
    before = tree(folder / "site")
    assert main(["build", "--project", str(folder), "-v", "--clean"]) == DONE
    assert "from the cache" not in capsys.readouterr().out
    assert tree(folder / "site") == before


def test_a_bad_seed_is_reported_and_the_others_go_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An empty seed stands on the build report and on stderr; --strict makes it an error."""
    folder = project(tmp_path / "bad", first=FIRST, empty="")
    assert build(folder) == DONE
    assert "seeds/empty.txt" in capsys.readouterr().err
    assert "empty.txt" in (folder / "site" / "build-report" / "index.html").read_text("utf-8")
    assert build(folder, "--strict") == FAILED


def test_no_seeds_still_make_a_site(tmp_path: Path) -> None:
    """Without any article the site says where to put them."""
    folder = project(tmp_path / "none")
    assert build(folder) == DONE
    assert "seeds" in (folder / "site" / "index.html").read_text("utf-8")


def test_an_article_without_a_model_has_key_phrases_only(tmp_path: Path) -> None:
    """A French article gets its page, its key phrases and a word on what was not looked for."""
    french = (
        "---\ntitle: La verrerie ferme\nlanguage: fr\n---\n"
        "La verrerie de Port-Clément fermera ses portes au printemps. « Nous n’avons pas le choix », a dit la"
        " directrice. La verrerie emploie deux cents personnes dans la vallée.\n"
    )
    folder = project(tmp_path / "french", verrerie=french)
    assert build(folder) == DONE
    (page,) = (folder / "site" / "articles").glob("la-verrerie-ferme-*/index.html")
    html = page.read_text("utf-8")
    assert "verrerie" in html
    assert 'lang="fr"' in html or "French" in html


def test_a_missing_model_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The message names the command that installs the model; no site is touched."""
    folder = project(tmp_path / "model", first=FIRST)
    (folder / "mkdocs.yml").write_text("extra:\n  broadsheet:\n    model: en_no_such_model\n", "utf-8")
    assert build(folder) == FAILED
    err = capsys.readouterr().err
    assert "en_no_such_model" in err
    assert "pip install" in err
    assert not (folder / "site").exists()


def test_a_broken_template_is_named_with_its_line(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A template that asks for what is not there ends the command with its place; the last good site stays."""
    folder = copy_of(built, tmp_path / "broken")
    templates = tmp_path / "templates"
    shutil.copytree(corridor.templates_folder(), templates)
    page = templates / "pages" / "article.md.j2"
    page.write_text("{{ view.nothing_of_the_kind }}\n", "utf-8")
    monkeypatch.setattr(corridor, "templates_folder", lambda: templates)
    before = tree(folder / "site")
    assert build(folder) == FAILED
    said = capsys.readouterr().err
    assert f"{page}:1" in said
    assert "Traceback" not in said
    assert tree(folder / "site") == before
