"""The corridor: read → analyse → aggregate → compose → render → write, and nothing about news."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from generator import __version__
from generator.aggregate import join
from generator.analyse import Analyser
from generator.compose import compose
from generator.engine import BuildReport, Done, Stopwatch, Store, counted, run_all
from generator.looks import accent_style
from generator.model import Article, Entry, Problem
from generator.read import read_overrides, read_seeds
from generator.render import render, word_script
from generator.shards import others, told_of
from generator.stored import STORE, keys_of, stored_analysis
from generator.words import load_interface
from generator.write import Written, build_site, building, write_pages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.config import Settings
    from generator.engine import Progress
    from generator.model import Overrides
    from generator.read import Reading
    from generator.words import Interface


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build did."""

    n_articles: int
    problems: tuple[Problem, ...]
    """By place and line."""
    written: Written
    site: Path
    """The folder of the built site."""
    report: BuildReport
    notices: tuple[str, ...]
    """What the store or the writing of pages has to say, as sentences."""


def build(
    settings: Settings,
    progress: Progress,
    *,
    jobs: int = 1,
    scheduler: str | None = None,
    clean: bool = False,
) -> Built:
    """Build a project's site from its seeds. Raises BroadsheetError where the whole cannot be built."""
    with building(settings.project) as state:
        if clean:
            _forget(state / STORE)
            write_pages((), settings.project / settings.site_src)
        return _build(settings, progress, state / STORE, jobs, scheduler)


def _build(
    settings: Settings, progress: Progress, store_path: Path, jobs: int, scheduler: str | None
) -> Built:
    watch = Stopwatch()
    templates = templates_folder()
    accent = tuple(accent_style(settings.accent, settings.accent_dark))
    interface = load_interface(templates, settings.language, place=settings.language_place)
    with Store(store_path) as store:
        with watch.stage("read") as tally, progress.stage("Reading") as advance:
            reading, overrides = _read(settings)
            advance(len(reading.articles), n_problems=len(reading.problems))
            tally.n_done = len(reading.articles)
        analyser = Analyser(settings=settings.analyse)
        with watch.stage("analyse") as tally, progress.stage("Analysing", len(reading.articles)) as advance:
            entries, problems = [], list(reading.problems)
            for outcome in _analyses(reading.articles, analyser, store, jobs, scheduler, progress):
                advance(1, n_problems=isinstance(outcome, Problem))
                if isinstance(outcome, Problem):
                    problems.append(outcome)
                    tally.n_failed += 1
                else:
                    entries.append(outcome[0])
                    tally.n_done += 1
                    tally.n_from_store += outcome[1]
        with watch.stage("aggregate"), progress.stage("Joining"):
            corpus = join(entries, problems, settings.aggregate, overrides)
        with watch.stage("compose"), progress.stage("Composing"):
            versions = (("Broadsheet", __version__), *_named(analyser, entries))
            site = compose(corpus, replace(settings.compose, versions=versions), interface.words)
        n_files = len(site.pages) + len(site.files)
        with watch.stage("render and write") as tally, progress.stage("Writing pages", n_files) as advance:
            rendered = counted(render(site, templates, interface.words.catalogue), advance)
            files = chain(rendered, word_script(interface.scripts), accent)
            written = write_pages(files, settings.project / settings.site_src)
            tally.n_done = len(site.pages)
        with watch.stage("build site and search"), progress.stage("Building the site and its search"):
            build_site(
                settings.project,
                config=settings.config,
                templates=templates,
                site_src=settings.project / settings.site_src,
                site=settings.project / settings.site,
                nav=site.nav,
                search_language=site.articles_language,
                extra=_told(settings, interface, has_accent=bool(accent)),
                beside=others(settings.shards),
            )
        store.prune()
        notices = (
            *store.notices,
            *(f"{path} was made by hand: it was kept, ours left out." for path in written.by_hand),
        )
    return Built(
        n_articles=len(entries),
        problems=corpus.problems,
        written=written,
        site=settings.project / settings.site,
        report=watch.report(),
        notices=notices,
    )


def _read(settings: Settings) -> tuple[Reading, Overrides]:
    """Return the articles, and what editors correct; the problems of both stand with the articles."""
    reading = read_seeds(settings.project, settings.project / settings.seeds, settings.read)
    overrides, misread = read_overrides(
        settings.project, settings.overrides, is_required=settings.overrides_given
    )
    return replace(reading, problems=(*reading.problems, *misread)), overrides


def _told(settings: Settings, interface: Interface, *, has_accent: bool) -> dict[str, object]:
    """Return what the frame of every page is told beside the project's own settings."""
    return {
        "words": interface.theme,
        "word_script": bool(interface.scripts),
        "accent_style": has_accent,
        "shards": told_of(settings.shards, settings.compose.site_url),
    }


def _forget(store: Path) -> None:
    """Remove the stored analyses, so that every article is analysed again."""
    for file in store.parent.glob(f"{store.name}*"):
        file.unlink()


def templates_folder() -> Path:
    """Return the folder of page templates and theme: beside the package in a checkout, inside it when installed."""
    package = Path(__file__).parent
    installed = package / "_templates"
    return installed if installed.is_dir() else package.parent / "templates"


def _analyses(
    articles: Sequence[Article],
    analyser: Analyser,
    store: Store,
    jobs: int,
    scheduler: str | None,
    progress: Progress,
) -> Iterator[tuple[Entry, bool] | Problem]:
    """Yield each article's entry, in order, with whether its analysis came from the store, or what went wrong."""
    keys = keys_of(articles, analyser)
    stored = [stored_analysis(store, k) for k in keys]
    missing = (a for a, s in zip(articles, stored, strict=True) if s is None)
    fresh = run_all(analyser, missing, jobs=jobs, scheduler=scheduler, notify=progress.say)
    for article, known, name in zip(articles, stored, keys, strict=True):
        if known is not None:
            yield Entry(article=article, analysis=known), True
            continue
        outcome = next(fresh)
        if isinstance(outcome, Done):
            store.put(name, msgspec.msgpack.encode(outcome.value))
            yield Entry(article=article, analysis=outcome.value), False
        else:
            yield _failure(article, outcome.error)


def _failure(article: Article, error: str) -> Problem:
    return Problem(
        place=article.seed.path,
        line=article.seed.line,
        severity="error",
        what=f"the article could not be analysed ({error}) and is left out",
        remedy="Report this as a defect of Broadsheet, with the seed if you may share it",
    )


def _named(analyser: Analyser, entries: Iterable[Entry]) -> tuple[tuple[str, str], ...]:
    """Return what analysed the articles, by name and version, where something did."""
    if not any(True for _ in entries):
        return ()
    return tuple((name, version) for name, _, version in (v.partition(" ") for v in analyser.versions()))
