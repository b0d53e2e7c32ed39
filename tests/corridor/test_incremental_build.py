"""A build that takes over what it can gives the bytes of one that begins from nothing, whatever was changed before."""

from __future__ import annotations

import os
import random
import shutil
from typing import TYPE_CHECKING, Final

import pytest

from generator import build as corridor
from generator.config import load_settings
from generator.engine import SilentProgress
from tests.changing_project import Project, held

if TYPE_CHECKING:
    from pathlib import Path

    from generator.build import Built

pytestmark = [pytest.mark.model, pytest.mark.usefixtures("needs_model")]

N_ROUNDS: Final = int(os.environ.get("BROADSHEET_ROUNDS", "6"))
"""Rounds of changes, a build after each; a long run takes more."""

SEED: Final = int(os.environ.get("BROADSHEET_SEED", "7"))


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
