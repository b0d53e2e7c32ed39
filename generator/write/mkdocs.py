"""The site builder: MkDocs with Material's theme, in processes of its own. Only this, `frame` and `mkdocs_run` know which it is."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import yaml

from generator.write.command import run
from generator.write.remembered import MadePage
from generator.write.room import make_room, write_new

if TYPE_CHECKING:
    from generator.write.frame import Frame

_QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
_REMEDY = "Mend what these lines name, then build again"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """What a run tells of the pages that it made or took over."""

    pages: dict[str, MadePage]
    """By the Markdown file's path in site_src; nothing where what they depend on is not known."""
    n_taken_over: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What stands of an earlier build."""

    pages: Mapping[str, MadePage]
    """What is remembered of its pages."""
    site: Path
    sources: Mapping[str, str] = field(default_factory=dict)
    """Path in site_src → digest of what was written or looked at there just now, which need not be read to be compared."""


def build_pages(
    frame: Frame,
    *,
    site_src: Path,
    into: Path,
    state: Path,
    source_date: int,
    before: Before,
    jobs: int = 1,
) -> Pages:
    """Build `site_src` into the folder `into`, every warning an error; return what to remember of the pages.

    Pages that would come out as they stand `before` are taken over from there; `jobs` processes share the others.
    `source_date`, in seconds since 1970, is the only date that MkDocs sees. Raises SiteBuilderError.
    """
    is_known = frame.key is not None
    n_runs = max(1, jobs) if is_known else 1
    folders = [into, *(into.with_name(f"{into.name}.{n}") for n in range(1, n_runs))]
    plans = []
    for n, folder in enumerate(folders):
        settings, plan = state / f"mkdocs.{n}.yml", state / f"mkdocs.{n}.json"
        told = {**frame.settings, "docs_dir": str(site_src), "site_dir": str(folder)}
        write_new(settings, yaml.safe_dump(told, sort_keys=False).encode("ascii"))
        make_room(plan.with_suffix(".told.json"))
        content = {
            "settings": str(settings),
            "told": str(state / f"mkdocs.{n}.told.json"),
            "old": str(before.site),
            "frame": frame.key or "",
            "content": frame.content_key or "",
            "pages": msgspec.to_builtins(before.pages) if is_known else {},
            "sources": dict(before.sources),
            "share": [n, n_runs],
        }
        write_new(plan, json.dumps(content).encode("ascii"))
        plans.append(plan)
    folder = frame.config.resolve().parent if frame.config is not None else site_src.parent
    environment = {**_QUIET, "SOURCE_DATE_EPOCH": str(source_date), "TZ": "UTC"}
    run(
        "generator.write.mkdocs_run",
        *([str(plan)] for plan in plans),
        folder=folder,
        environment=environment,
        remedy=_REMEDY,
    )
    parts = [msgspec.json.decode(plan.with_suffix(".told.json").read_bytes(), type=Pages) for plan in plans]
    _bring_together(folders, parts)
    _drop_unused(into)
    pages = {src: page for part in parts for src, page in part.pages.items()}
    return Pages(pages=pages if is_known else {}, n_taken_over=sum(part.n_taken_over for part in parts))


def _bring_together(folders: list[Path], parts: list[Pages]) -> None:
    """Move the pages of the further runs into the first one's folder."""
    into, *others = folders
    for folder, made in zip(others, parts[1:], strict=True):
        for page in made.pages.values():
            target = into / page.path
            target.parent.mkdir(parents=True, exist_ok=True)
            (folder / page.path).replace(target)
        shutil.rmtree(folder)


def _drop_unused(site: Path) -> None:
    """Remove the theme's own search and scripts, more than a megabyte, which no page of our frame refers to."""
    scripts = site / "assets" / "javascripts"
    make_room(scripts / "lunr")
    make_room(scripts / "workers")
    home = site / "index.html"
    used = home.read_bytes() if home.is_file() else b""
    for script in scripts.glob("bundle.*.js"):
        if script.name.encode() not in used:
            script.unlink()
            script.with_name(f"{script.name}.map").unlink(missing_ok=True)
