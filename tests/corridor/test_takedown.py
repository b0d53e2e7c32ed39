"""What is taken down is nowhere: the site is the one that a project without the seed has, whatever was built before."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING

import pytest
from site_texts import told, words
from test_excerpt_rights import given_away

from generator.cli import DONE, FAILED, main
from generator.config import load_settings
from generator.errors import SettingsError
from generator.read import read_seeds
from generator.read.settings import ReadSettings, Withdrawn

if TYPE_CHECKING:
    from pathlib import Path

    from generator.model import Article

TITLE = "Quentin Ashgrove calls the lighthouse levy a swindle"
URL = "https://www.skarne-post.example/news/lighthouse-levy-swindle?utm_source=feed"
TEXT = (
    "Alderman Quentin Ashgrove of Port Velling said on Monday that the lighthouse levy was a swindle.\n\n"
    "“Nobody asked the fishermen before that lamp was paid for,” Quentin Ashgrove said.\n\n"
    "Tomas Reed, a fisher, told the council that the harbor fees had doubled since the lighthouse levy began.\n"
)
OTHERS = {
    "fees": "Mayor Orla Finch said on Tuesday that the harbor fees would be settled by June.\n\n"
    "“We have waited for the harbor fees long enough,” Orla Finch said. Tomas Reed left before the vote.\n",
    "ferry": "Tomas Reed said on Friday that the ferry timetable was late again.\n\n"
    "“The ferry timetable is a work of fiction,” Tomas Reed said, and Orla Finch agreed.\n",
}
OWN = ("ashgrove", "swindle", "lighthouse", "fishermen", "levy-1")
"""Words that nothing but the article has; the last is its id."""
NO_MORE = """
quotes:
  drop: [{article: levy-1, text: Nobody asked the fishermen}]
positions:
  drop: [{article: levy-1, text: Nobody asked the fishermen}]
  act: [{article: levy-1, text: Nobody asked the fishermen, act: opposes}]
  holder: [{article: levy-1, text: Nobody asked the fishermen, holder: Tomas Reed}]
conditions:
  drop: [{article: levy-1, text: Nobody asked the fishermen}]
actors:
  split: [{name: Tomas Reed, articles: [levy-1], into: Tom Reed}]
"""


def project(folder: Path, entry: str | None = None, *, has_seed: bool = True) -> Path:
    """Make, or change, a project of three articles whose settings take down what `entry` names."""
    seeds = folder / "seeds"
    seeds.mkdir(parents=True, exist_ok=True)
    for name, text in OTHERS.items():
        head = f"---\ntitle: On the {name}\ndate: 2024-03-05\noutlet: The Skarne Post\n---\n"
        (seeds / f"{name}.txt").write_text(head + text, "utf-8")
    seed = seeds / "secret.txt"
    head = f"---\ntitle: {TITLE}\nid: levy-1\nurl: {URL}\ndate: 2024-03-04\noutlet: The Skarne Post\ncolour: red\n---\n"
    seed.write_text(head + TEXT, "utf-8")
    if not has_seed:
        seed.unlink()
    listed = f"    takedown:\n      - {entry}\n" if entry is not None else ""
    settings = f"site_name: The Quay\nextra:\n  broadsheet:\n    min_topic_articles: 1\n{listed}"
    (folder / "mkdocs.yml").write_text(settings, "utf-8")
    return folder


def held(folder: Path) -> dict[str, bytes]:
    """Return every file in `folder` with its bytes."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def telling(site: Path) -> dict[str, list[str]]:
    """Return which of the article's own words, or runs of five of its words, each file or file's name holds."""
    (article,) = read_seeds(site, site / "seeds", ReadSettings()).articles
    found: dict[str, list[str]] = {}
    for file in sorted(p for name in ("site", "site_src") for p in (site.parent / name).rglob("*")):
        texts = [file.name, *(told(file) if file.is_file() else ())]
        given = [w for w in OWN if any(w in t.casefold() for t in texts)]
        given += ["a run of words"] * any(given_away(article, [words(t) for t in texts], 5))
        if given:
            found[file.relative_to(site.parent).as_posix()] = given
    return found


def secret(folder: Path) -> Path:
    """Return a folder beside a project's site in which the article alone is, as what is looked for."""
    beside = folder / "wanted"
    (beside / "seeds").mkdir(parents=True, exist_ok=True)
    (beside / "seeds" / "secret.txt").write_text(f"{TITLE}\n\n{TEXT}", "utf-8")
    return beside


@pytest.mark.model
@pytest.mark.usefixtures("needs_model")
def test_nothing_of_what_is_taken_down_is_anywhere(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No file of a site that once had the article holds its title, url, id or words; all are those of a site without it.

    The only difference: the page of the report says how many were taken down. Taken off the list, all is back.
    """
    folder = project(tmp_path / "quay")
    assert main(["build", "--project", str(folder), "-q"]) == DONE
    before = held(folder / "site")
    assert len(telling(secret(folder))) > 10, "what looks for the words is blind"
    project(folder, "levy-1")
    (folder / "seeds" / "overrides.yml").write_text(NO_MORE, "utf-8")
    capsys.readouterr()
    assert main(["build", "--project", str(folder), "-q", "--strict"]) == DONE
    assert capsys.readouterr().err == "note: 1 article is taken down, as takedown in mkdocs.yml says.\n"
    assert telling(secret(folder)) == {}
    taken = held(folder / "site")
    without = project(tmp_path / "without", has_seed=False)
    assert main(["build", "--project", str(without), "-q"]) == DONE
    expected = held(without / "site")
    about_report = {"build-report/index.html"}
    assert taken.keys() ^ expected.keys() <= {n for n in {*taken, *expected} if n.startswith("pagefind/")}
    differing = {n for n in taken.keys() & expected.keys() if taken[n] != expected[n]}
    assert {n for n in differing if not n.startswith("pagefind/")} <= about_report
    report = (folder / "site/build-report/index.html").read_text("utf-8")
    assert "One article was taken down&#58; nothing of it is published." in report
    assert main(["build", "--project", str(folder), "-q"]) == DONE
    assert "taken down" in capsys.readouterr().err, "said again by a build that has nothing to do"
    anew = project(tmp_path / "anew", "levy-1")
    assert main(["build", "--project", str(anew), "-q"]) == DONE
    assert held(anew / "site") == taken
    project(folder)
    (folder / "seeds" / "overrides.yml").unlink()
    assert main(["build", "--project", str(folder), "-q"]) == DONE
    assert held(folder / "site") == before


@pytest.mark.parametrize(
    "name",
    [
        "levy-1",
        URL,
        "http://skarne-post.example/news/lighthouse-levy-swindle/#comments",
        "seeds/secret.txt",
        "./seeds//secret.txt",
    ],
)
def test_an_article_has_several_names(tmp_path: Path, name: str) -> None:
    """By id, url or path it is the same article, and its problems go with it."""
    folder = project(tmp_path)
    whole = read_seeds(folder, folder / "seeds", ReadSettings())
    assert [p.place for p in whole.problems] == ["seeds/secret.txt"]
    reading = read_seeds(folder, folder / "seeds", ReadSettings(), (Withdrawn(name=name, line=5),))
    assert [a.id for a in reading.articles] == ["fees", "ferry"]
    assert reading.problems == ()
    assert [(t.id, t.path) for t in reading.taken_down] == [("levy-1", "seeds/secret.txt")]


def test_one_line_of_an_archive_goes_alone(tmp_path: Path) -> None:
    """An archive's path takes all its articles down, with a line's number that one; ids do not come back by another seed."""
    lines = [json.dumps({"id": i, "text": "Some words.", "what": i}) for i in ("a", "b", "b")]
    archive = tmp_path / "seeds" / "all.jsonl"
    archive.parent.mkdir()
    archive.write_text("\n".join(lines), "utf-8")

    def left(name: str) -> list[Article]:
        listed = (Withdrawn(name=name, line=1),)
        return list(read_seeds(tmp_path, archive.parent, ReadSettings(), listed).articles)

    assert [(a.id, a.seed.line) for a in left("seeds/all.jsonl:2")] == [("a", 1), ("b", 3)]
    assert [a.id for a in left("b")] == ["a"]
    assert left("seeds/all.jsonl") == []


def test_a_seed_that_cannot_be_read_is_taken_down_too(tmp_path: Path) -> None:
    """What is wrong with a seed that is taken down is not told."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "broken.txt").write_bytes(b"")
    for name in ("seeds/broken.txt", "broken"):
        reading = read_seeds(tmp_path, tmp_path / "seeds", ReadSettings(), (Withdrawn(name=name, line=1),))
        assert (reading.articles, reading.problems, len(reading.taken_down)) == ((), (), 1)


def test_an_entry_that_names_nothing_is_said_without_being_repeated(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A slip is a warning with its line and the nearest name, and fails --strict; what is gone for good is none."""
    folder = project(tmp_path, "fee")
    assert main(["check", "--project", str(folder), "-q", "--strict"]) == FAILED
    said = capsys.readouterr().err
    assert "mkdocs.yml:6: this entry of takedown names no article of the seeds. Did you mean “fees”?" in said
    project(folder, "https://elsewhere.example/about-somebody")
    main(["check", "--project", str(folder), "-q"])
    said = capsys.readouterr().err
    assert "mkdocs.yml:6: this entry of takedown" in said
    assert "elsewhere" not in said
    project(folder, "gone: nothing-like-it", has_seed=False)
    assert main(["check", "--project", str(folder), "--strict"]) == DONE
    assert "takedown" not in capsys.readouterr().err
    project(folder, "gone: levy-1")
    assert main(["check", "--project", str(folder), "--strict"]) == DONE
    assert "1 article is taken down" in capsys.readouterr().err


@pytest.mark.parametrize("entry", ["", "~", "[a]", "{id: a}", "{gone: }", "{gone: a, id: b}", "''"])
def test_an_entry_that_is_no_name_ends_the_command(tmp_path: Path, entry: str) -> None:
    """Rather no site than one with what should not be on it."""
    with pytest.raises(SettingsError, match=r"mkdocs\.yml:6: an entry of takedown names no article"):
        load_settings(project(tmp_path, entry))


def test_what_is_taken_down_is_told_by_no_published_setting(tmp_path: Path) -> None:
    """The settings that the published data state hold nothing of the list."""
    settings = load_settings(project(tmp_path, "levy-1"))
    assert settings.takedown == (Withdrawn(name="levy-1", line=6),)
    assert not re.search("takedown|levy", str(settings.compose))
    shutil.rmtree(tmp_path)
