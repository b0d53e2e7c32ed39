"""The seeds' folder → all its articles."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.model import Article, Problem
from generator.read.archives import read_archive
from generator.read.complaints import first_lines, shown
from generator.read.folder import TEXT_SUFFIXES, look_through
from generator.read.taken_down import Takedown, TakenDown
from generator.read.text_files import read_text_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.model import Seed
    from generator.read.folder import Found
    from generator.read.settings import ReadSettings, Withdrawn


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that came of reading the seeds."""

    articles: tuple[Article, ...]
    """By path of the seed, then by line; no two have one id."""
    problems: tuple[Problem, ...]
    """Every problem of reading, those that articles carry themselves too, by place and line."""
    taken_down: tuple[TakenDown, ...] = ()
    """What was there and is never to be published again; nothing of it is among the others."""


def read_seeds(
    project: Path, seeds: Path, settings: ReadSettings, takedown: Iterable[Withdrawn] = ()
) -> Reading:
    """Return the articles of the folder `seeds` and what went wrong with the others; raises nothing.

    What `takedown` names is left out. Places in problems and paths of seeds are relative to `project`. Relative paths are those of the process.
    """
    project, seeds = Path(os.path.abspath(project)), Path(os.path.abspath(seeds))  # noqa: PTH100 - links stay as they are
    found, amiss = look_through(project, seeds, settings)
    articles: list[Article] = []
    withdrawn = Takedown(takedown)
    all_problems = list(amiss)
    for one in found:
        kept, told = withdrawn.left(one, *_read(one, settings))
        articles += kept
        all_problems += told
    unique, twice = _without_repeats(articles)
    problems = sorted((*all_problems, *twice, *withdrawn.unknown(unique)), key=_order)
    return Reading(articles=unique, problems=tuple(problems), taken_down=tuple(withdrawn.taken))


def _read(one: Found, settings: ReadSettings) -> tuple[Sequence[Article], Sequence[Problem]]:
    """Return a file's articles and all problems of it."""
    if one.suffix not in TEXT_SUFFIXES:
        return read_archive(one, settings)
    article, told = read_text_file(one, settings)
    return (() if article is None else (article,)), told


def _without_repeats(articles: Iterable[Article]) -> tuple[tuple[Article, ...], list[Problem]]:
    """Return the first article of each id, and a problem for each later one."""
    first: dict[str, Article] = {}
    problems = []
    for article in articles:
        other = first.setdefault(article.id, article)
        if other is article:
            continue
        problems.append(
            Problem(
                place=article.seed.path,
                line=article.seed.line,
                severity="error",
                what=f"has the id “{shown(article.id)}” that {_where(other.seed)} has already; it was left out",
                remedy="Give one of the two another `id`, or rename its file",
            )
        )
    return tuple(first.values()), first_lines(problems)


def _where(seed: Seed) -> str:
    return seed.path if seed.line is None else f"{seed.path}:{seed.line}"


def _order(problem: Problem) -> tuple[str, int, str, str]:
    """Sort by place and line; what names no line comes first."""
    return problem.place, problem.line or 0, problem.severity, problem.what
