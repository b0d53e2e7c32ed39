"""A build that takes over what it can gives the bytes of one that begins from nothing, whatever was changed before."""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from generator import build as corridor
from generator.config import load_settings
from generator.engine import SilentProgress

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.build import Built

pytestmark = [pytest.mark.model, pytest.mark.usefixtures("needs_model")]

TEMPLATES = Path(__file__).parents[2] / "templates"

N_ROUNDS: Final = int(os.environ.get("BROADSHEET_ROUNDS", "6"))
"""Rounds of changes, a build after each; a long run takes more."""

SEED: Final = int(os.environ.get("BROADSHEET_SEED", "7"))

PEOPLE = ("Orla Finch", "Tomas Reed", "Ines Varga", "Bram Holt")
PLACES = ("Skarne", "Port Velling", "Marrowdale")
THINGS = ("harbor fees", "the ferry timetable", "a new lighthouse", "the herring quota")


def article(chance: random.Random) -> str:
    """Return a short article about invented people."""
    who, other = chance.sample(PEOPLE, 2)
    where, what = chance.choice(PLACES), chance.choice(THINGS)
    day = f"2024-03-{chance.randint(1, 28):02d}"
    return (
        f"---\ntitle: {who} and {what} in {where}\ndate: {day}\noutlet: The Skarne Post\n---\n"
        f"{where.upper()} - Mayor {who} of {where} said on Monday that {what} would be settled by June.\n\n"
        f"“We have waited for {what} long enough,” {who} said. “Nobody in {where} wants another winter of it.”\n\n"
        f"{other}, a fisher, told the council that {what} had cost the town dearly. {other} left before the vote.\n"
    )


class Project:
    """A project that is changed at random, and the templates that it is built with."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self.folder, self.chance = folder / "project", chance
        self.templates = folder / "templates"
        self.n_made = 0
        shutil.copytree(TEMPLATES, self.templates)
        (self.folder / "seeds").mkdir(parents=True)
        self.settings("300")
        for _ in range(4):
            self.add_seed()

    def seeds(self) -> list[Path]:
        """Return the seeds, in order."""
        return sorted((self.folder / "seeds").glob("*.txt"))

    def one(self) -> Path:
        """Return any seed."""
        return self.chance.choice(self.seeds())

    def settings(self, excerpt_words: str = "") -> None:
        """Write other settings."""
        words = excerpt_words or self.chance.choice(("20", "60", "300"))
        name, language = self.chance.choice(("The Quay", "The Pier")), self.chance.choice(("en", "en", "de"))
        address = self.chance.choice(("", "site_url: https://quay.example/news/\n"))
        (self.folder / "mkdocs.yml").write_text(
            f"site_name: {name}\n{address}theme:\n  name: material\n  language: {language}\n"
            f"extra:\n  broadsheet:\n    excerpt_words: {words}\n    rows_per_page: {self.chance.choice((5, 50))}\n",
            "utf-8",
        )

    def add_seed(self) -> None:
        """Put an article more."""
        self.n_made += 1
        (self.folder / "seeds" / f"a{self.n_made}.txt").write_text(article(self.chance), "utf-8")

    def edit_seed(self) -> None:
        """Put another article in the place of one."""
        self.one().write_text(article(self.chance), "utf-8")

    def touch_up_seed(self) -> None:
        """Change a word."""
        seed = self.one()
        seed.write_text(
            seed.read_text("utf-8", "replace").replace("dearly", self.chance.choice(("much", "a lot"))),
            "utf-8",
        )

    def rename_seed(self) -> None:
        """Give a seed another name."""
        self.n_made += 1
        self.one().rename(self.folder / "seeds" / f"b{self.n_made}.txt")

    def remove_seed(self) -> None:
        """Take a seed away, but not the last."""
        if len(self.seeds()) > 1:
            self.one().unlink()

    def spoil_seed(self) -> None:
        """Make a seed unreadable."""
        self.one().write_bytes(b"\x00\xff\xfe")

    def override(self) -> None:
        """Correct other actors, or none."""
        who = self.chance.choice(PEOPLE)
        lines = {
            "rename": f"actors:\n  rename: [{{from: {who}, to: {who.upper()}}}]\n",
            "drop": f"actors:\n  drop: [{who}]\n",
            "nothing": "",
        }
        (self.folder / "seeds" / "overrides.yml").write_text(
            self.chance.choice(sorted(lines.values())), "utf-8"
        )

    def template(self) -> None:
        """Change a template of pages."""
        self.n_made += 1
        name = self.chance.choice(("article.md.j2", "actor.md.j2", "macros.md.j2", "index.md.j2"))
        file = self.templates / "pages" / name
        ending = "" if name == "macros.md.j2" else f"\n<p>{self.n_made}</p>\n"
        file.write_text(
            file.read_text("utf-8").replace("bs-quote--", f"bs-quote--{self.n_made}-") + ending, "utf-8"
        )

    def frame(self) -> None:
        """Change what stands around all pages."""
        self.n_made += 1
        name = self.chance.choice(("partials/footer.html", "assets/stylesheets/pages.css", "sitemap.xml"))
        file = self.templates / "theme" / name
        comment = {".css": "/* {} */", ".xml": "", ".html": "<p>{}</p>"}[file.suffix].format(self.n_made)
        file.write_text(f"{file.read_text('utf-8')}{comment}", "utf-8")

    def page_by_hand(self) -> None:
        """Put, change or take away a page of our own."""
        page = self.folder / "site_src" / "about-us.md"
        if page.exists() and self.chance.random() < 0.5:
            page.unlink()
        else:
            page.parent.mkdir(exist_ok=True)
            page.write_text(f"# About us\n\nSee [all](articles/index.md). {self.chance.random()}\n", "utf-8")

    def damage(self) -> None:
        """Change a byte of something that was made; what nobody may change by hand comes back."""
        state = self.folder / ".broadsheet"
        made = [*(self.folder / "site").rglob("*"), *state.glob("*.msgpack"), state / "pages.keys.json"]
        files = sorted(path for path in made if path.is_file() and path.stat().st_size)
        if files:
            file = self.chance.choice(files)
            content = bytearray(file.read_bytes())
            content[self.chance.randrange(len(content))] ^= 1 << self.chance.randrange(8)
            file.unlink()
            file.write_bytes(content)

    def change(self) -> list[str]:
        """Make one to three changes, and return their names."""
        ways: list[Callable[[], None]] = [
            self.add_seed, self.edit_seed, self.touch_up_seed, self.touch_up_seed, self.rename_seed, self.remove_seed,
            self.spoil_seed, self.override, self.template, self.frame, self.settings, self.page_by_hand, self.damage,
        ]  # fmt: skip
        chosen = self.chance.sample(ways, self.chance.choice((1, 1, 2, 3)))
        for way in chosen:
            way()
        return [way.__name__ for way in chosen]


def build(folder: Path, jobs: int = 1) -> Built:
    """Build a project as the command does."""
    return corridor.build(load_settings(folder), SilentProgress(), jobs=jobs)


def built_anew(project: Project, folder: Path) -> Path:
    """Build the project's sources in an empty folder."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(project.folder / "seeds", folder / "seeds")
    shutil.copy(project.folder / "mkdocs.yml", folder)
    by_hand = project.folder / "site_src" / "about-us.md"
    if by_hand.exists():
        (folder / "site_src").mkdir()
        shutil.copy(by_hand, folder / "site_src")
    build(folder)
    return folder


def held(folder: Path) -> dict[str, bytes]:
    """Return every file in `folder` with its bytes."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_whatever_changed_the_bytes_are_those_of_a_clean_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Seeds, corrections, templates, settings and pages by hand come, change and go; files that were made are damaged."""
    chance = random.Random(SEED)  # noqa: S311 - the same changes each time, no secret
    project = Project(tmp_path, chance)
    monkeypatch.setattr(corridor, "templates_folder", lambda: project.templates)
    build(project.folder)
    for number in range(N_ROUNDS):
        ways = project.change()
        build(project.folder, jobs=chance.choice((1, 1, 2)))
        clean = built_anew(project, tmp_path / "clean")
        for name in ("site_src", "site"):
            ours, anew = held(project.folder / name), held(clean / name)
            differing = sorted(path for path in {*ours, *anew} if ours.get(path) != anew.get(path))
            assert differing == [], f"round {number} of seed {SEED}, after {', '.join(ways)}"


def test_what_a_change_does_not_reach_is_taken_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing changed: nothing is done. One article changed: the others' pages are not made again."""
    project = Project(tmp_path, random.Random(1))  # noqa: S311 - as above
    monkeypatch.setattr(corridor, "templates_folder", lambda: project.templates)
    first = build(project.folder)
    again = build(project.folder)
    assert [stage.name for stage in again.report.stages] == ["compare"]
    assert (again.n_articles, again.problems, again.notices) == (
        first.n_articles,
        first.problems,
        first.notices,
    )
    project.touch_up_seed()
    stages = {stage.name: stage for stage in build(project.folder).report.stages}
    assert stages["analyse"].n_from_store == stages["analyse"].n_done - 1
    for name in ("render and write", "build site and search"):
        assert stages[name].n_from_store > stages[name].n_done / 4, name
    (project.templates / "theme" / "assets" / "stylesheets" / "pages.css").write_text("p {}", "utf-8")
    stages = {stage.name: stage for stage in build(project.folder).report.stages}
    assert stages["analyse"].n_from_store == stages["analyse"].n_done
    assert stages["render and write"].n_from_store == stages["render and write"].n_done


def test_pages_that_several_processes_share_are_all_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many make them, and whatever of the old site is damaged, each page is made once and is the same."""
    project = Project(tmp_path, random.Random(3))  # noqa: S311 - as above
    monkeypatch.setattr(corridor, "templates_folder", lambda: project.templates)
    build(project.folder, jobs=1)
    alone = held(project.folder / "site")
    for page in sorted((project.folder / "site" / "actors").glob("*/index.html"))[::2]:
        page.unlink()
        page.write_text("damaged", "utf-8")
    monkeypatch.setattr("generator.write.site._WORTH_SHARING", 0)
    build(project.folder, jobs=3)
    assert held(project.folder / "site") == alone
    shutil.rmtree(project.folder / ".broadsheet")
    shutil.rmtree(project.folder / "site_src")
    build(project.folder, jobs=3)
    assert held(project.folder / "site") == alone
    assert not list(project.folder.glob(".site*"))


def test_a_restored_cache_serves_another_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """State, pages and site may come from elsewhere and have new dates: nothing is done again but what changed."""
    project = Project(tmp_path, random.Random(5))  # noqa: S311 - as above
    monkeypatch.setattr(corridor, "templates_folder", lambda: project.templates)
    build(project.folder)
    checkout = tmp_path / "another" / "checkout"
    shutil.copytree(project.folder, checkout, copy_function=shutil.copyfile)
    assert [stage.name for stage in build(checkout).report.stages] == ["compare"]
    project.folder = checkout
    project.add_seed()
    stages = {stage.name: stage for stage in build(checkout).report.stages}
    assert stages["analyse"].n_from_store == stages["analyse"].n_done - 1
    assert stages["build site and search"].n_from_store > 0
    assert held(checkout / "site") == held(built_anew(project, tmp_path / "clean") / "site")


def test_a_style_of_one_s_own_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What only a project's own theme folder holds is compared too; so is a page by hand behind a link."""
    project = Project(tmp_path, random.Random(2))  # noqa: S311 - as above
    monkeypatch.setattr(corridor, "templates_folder", lambda: project.templates)
    style, shared = project.folder / "own" / "assets" / "own.css", tmp_path / "shared"
    for folder in (style.parent, shared, project.folder / "site_src"):
        folder.mkdir(parents=True)
    (project.folder / "site_src" / "photos").symlink_to(shared)
    (project.folder / "mkdocs.yml").write_text("site_name: A\ntheme: {custom_dir: own}\n", "utf-8")
    for number in range(2):
        style.write_text(f"p {{ order: {number} }}", "utf-8")
        build(project.folder)
        assert (project.folder / "site" / "assets" / "own.css").read_text("utf-8") == style.read_text("utf-8")
        (shared / "photo.txt").write_text(f"{number}", "utf-8")
        build(project.folder)
        assert (project.folder / "site" / "photos" / "photo.txt").read_text("utf-8") == f"{number}"
    assert [stage.name for stage in build(project.folder).report.stages] == ["compare"]
