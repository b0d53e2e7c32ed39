"""How one quote was found: read → analyse → the words for it, for one article."""

from __future__ import annotations

import difflib
import os
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from generator.aggregate import join
from generator.analyse import Analyser
from generator.compose.explanation import Told, explained, listed, spans_of
from generator.compose.slugs import article_slugs
from generator.errors import BroadsheetError, WrongUseError
from generator.model import Analysis, Article, Entry
from generator.read import lines_in_seed, read_overrides, read_seeds

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.config import Settings
    from generator.model import Problem

_ANCHORS = ("q-", "in-")
"""What stands before a quote's id in its addresses."""

_MAX_NEAR = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """What is to be told of an article or of one of its quotes."""

    article: Article
    quotes: tuple[tuple[str, ...], ...] | None = None
    """A row for each quote: id, kind, speaker, rule, confidence, first words; None where one quote was asked for."""
    parts: tuple[Told, ...] = ()
    """How the quote was found, under headings; () where the quotes are listed."""


def explain(settings: Settings, article: str, quote: str | None = None) -> Explained:
    """Return how a quote was found, or without `quote` the article's quotes.

    article: its id, the path of its seed (with `:LINE` in an archive), or the last part of its page's address,
    which may end in the quote's anchor. quote: the id, or the anchor in its address.
    Raises WrongUseError where one of them is not there, BroadsheetError where the seed cannot be read.
    """
    name, _, anchor = article.rpartition("#")
    if quote is None and anchor.startswith(_ANCHORS):
        article, quote = name, anchor
    found = _article(settings, article)
    analysis, explanations = Analyser(settings=settings.analyse).explain(found)
    if analysis.quotes is None:
        raise BroadsheetError(
            found.seed.path,
            f"quotes are looked for in English only, and this article's language is “{found.language}”",
            "Give its `language` in its front matter or sidecar if it is another one",
        )
    if quote is None:
        return Explained(article=found, quotes=listed(found, analysis))
    wanted = _without_anchor(quote)
    explanation = next((e for e in explanations if e.quote.id == wanted), None)
    if explanation is None:
        raise _no_quote(found, wanted, [e.quote.id for e in explanations])
    lines = lines_in_seed(settings.project, found, spans_of(explanation))
    parts = explained(found, analysis, explanation, settings.compose, lines)
    return Explained(article=found, parts=(*parts, *_corrected(settings, found, analysis, wanted)))


def _corrected(settings: Settings, article: Article, analysis: Analysis, quote: str) -> tuple[Told, ...]:
    """Return what overrides say of a quote; the explanation itself is of what was found."""
    overrides, _ = read_overrides(settings.project, settings.overrides)
    corpus = join((Entry(article=article, analysis=analysis),), (), settings.aggregate, overrides)
    groups = {q.id: q.group for q in analysis.quotes or ()}
    lines = [
        f"{c.place}:{c.line}: was {c.was}, is now {c.now}"
        for c in corpus.corrections
        if c.key == "quotes.speaker" and groups.get(c.quote or "") == groups[quote]
    ]
    if quote not in {q.id for e in corpus.entries for q in e.analysis.quotes or ()}:
        lines.append(f"{overrides.place} drops it")
    return (Told(heading="Corrected by the editors", lines=tuple(lines)),) if lines else ()


def _article(settings: Settings, name: str) -> Article:
    reading = read_seeds(settings.project, settings.project / settings.seeds, settings.read)
    slugs = article_slugs(reading.articles)
    paths = _paths(settings, name)
    by_rule: tuple[Sequence[Article], ...] = (
        [a for a in reading.articles if a.id == name],
        [a for a in reading.articles if _place(a) in paths],
        [a for a in reading.articles if a.seed.path in paths],
        [a for a in reading.articles if slugs[a.id] == PurePosixPath(name).name],
    )
    found = next((articles for articles in by_rule if articles), ())
    if len(found) == 1:
        return found[0]
    if found:
        raise WrongUseError(
            name, f"the archive holds {len(found)} articles", f"Name one: {_some(map(_place, found))}"
        )
    unread = next((p for p in reading.problems if p.severity == "error" and _names(p, name, paths)), None)
    if unread is not None:
        raise BroadsheetError(unread.where, unread.what, unread.remedy)
    raise _no_article(settings, name, reading.articles, slugs.values())


def _paths(settings: Settings, name: str) -> set[str]:
    """Return the seeds' paths, relative to the project, that a path may mean: seen from here, project or seeds."""
    bases = (os.curdir, settings.project, settings.project / settings.seeds)
    full = (os.path.abspath(os.path.join(base, name)) for base in bases)  # noqa: PTH100, PTH118 - links stay as they are
    return {os.path.relpath(path, settings.project).replace(os.sep, "/") for path in full}


def _place(article: Article) -> str:
    return article.seed.path if article.seed.line is None else f"{article.seed.path}:{article.seed.line}"


def _names(problem: Problem, name: str, paths: set[str]) -> bool:
    """Tell whether a problem is about the seed that a path or a file's stem names."""
    return problem.where in paths or problem.place in paths or PurePosixPath(problem.place).stem == name


def _no_article(
    settings: Settings, name: str, articles: Sequence[Article], slugs: Iterable[str]
) -> WrongUseError:
    if not articles:
        return WrongUseError(settings.seeds, "holds no article that can be read", "Run: broadsheet check")
    known = dict.fromkeys((*(a.id for a in articles), *map(_place, articles), *slugs))
    near = difflib.get_close_matches(name, known, n=_MAX_NEAR, cutoff=0.5)
    remedy = f"Near are: {_some(near)}" if near else f"There are: {_some(a.id for a in articles)}"
    return WrongUseError(name or "ARTICLE", "there is no article of that id, path or address", remedy)


def _no_quote(article: Article, wanted: str, ids: Sequence[str]) -> WrongUseError:
    near = difflib.get_close_matches(wanted, ids, n=_MAX_NEAR, cutoff=0.5)
    lists = f"broadsheet explain {article.id} lists its quotes"
    remedy = (
        f"Near are: {_some(near)}; {lists}" if near else f"The command {lists}" if ids else "It has no quotes"
    )
    return WrongUseError(article.id, f"there is no quote {wanted}", remedy)


def _without_anchor(quote: str) -> str:
    quote = quote.removeprefix("#")
    return next((quote.removeprefix(a) for a in _ANCHORS if quote.startswith(a)), quote)


def _some(names: Iterable[str]) -> str:
    every = list(names)
    more = len(every) - _MAX_NEAR
    return ", ".join(every[:_MAX_NEAR]) + (f" and {more} more" if more > 0 else "")
