"""Everything that can be told of a project without building it: read → what its overrides name; nothing is written."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from generator.aggregate import check_articles, join
from generator.analyse import Analyser
from generator.engine import Store
from generator.errors import ModelMissingError
from generator.model import Article, Entry, Overrides, Problem
from generator.read import corrections_left, read_overrides, read_seeds
from generator.stored import STORE, keys_of, stored_analysis
from generator.takedown import told_taken_down
from generator.write import STATE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.config import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a check found."""

    n_articles: int
    problems: tuple[Problem, ...]
    """By place and line."""
    notices: tuple[str, ...] = ()
    """What could not be told, as sentences."""


def check(settings: Settings) -> Checked:
    """Return every problem of seeds and overrides; the names in overrides are tested where the last build's analyses serve."""
    reading = read_seeds(
        settings.project, settings.project / settings.seeds, settings.read, settings.takedown
    )
    overrides, misread = read_overrides(
        settings.project, settings.overrides, is_required=settings.overrides_given
    )
    overrides = corrections_left(overrides, reading.taken_down, reading.articles)
    problems = {*reading.problems, *misread}
    notices = told_taken_down(len(reading.taken_down))
    if overrides != Overrides(place=overrides.place):
        entries = _stored(settings, reading.articles)
        if entries is None:
            problems |= {*check_articles(reading.articles, overrides)}
            notices = (
                *notices,
                f"Names in {overrides.place} were not tested: articles are new or changed since the last build. Build, then check.",
            )
        else:
            told = join(entries, (), settings.aggregate, overrides).problems
            problems |= {p for p in told if p.place == overrides.place}
    ordered = sorted(problems, key=lambda p: (p.place, p.line or 0, p.severity, p.what))
    return Checked(n_articles=len(reading.articles), problems=tuple(ordered), notices=notices)


def _stored(settings: Settings, articles: Sequence[Article]) -> tuple[Entry, ...] | None:
    """Return the articles with their stored analyses; None where one has none."""
    there = settings.project / STATE
    if not (there / STORE).is_file():
        return None
    try:
        keys = keys_of(articles, Analyser(settings=settings.analyse))
    except ModelMissingError:
        return None
    with TemporaryDirectory(prefix="broadsheet-") as folder:
        # A copy, because even reading a store writes down that it was read.
        for file in there.glob(f"{STORE}*"):
            shutil.copy(file, folder)
        with Store(Path(folder) / STORE) as store:
            found = [stored_analysis(store, k) for k in keys]
    entries = [Entry(article=a, analysis=s) for a, s in zip(articles, found, strict=True) if s is not None]
    return tuple(entries) if len(entries) == len(articles) else None
