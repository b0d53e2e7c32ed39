"""The corridor: read → analyse → aggregate → compose → render → write, and nothing about news."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from generator import __version__, unchanged
from generator.aggregate import join
from generator.analyse import Analyser
from generator.compose import compose
from generator.engine import (
    BuildReport,
    Done,
    Stopwatch,
    Store,
    available_cores,
    counted,
    run_all,
    uncollected,
)
from generator.looks import accent_style
from generator.model import Article, Entry, Problem
from generator.policy import told_of_policy
from generator.read import corrections_left, read_overrides, read_seeds
from generator.render import drafts, word_script
from generator.shards import others, told_of
from generator.stored import STORE, keys_of, known_languages, stored_analysis
from generator.takedown import told_taken_down
from generator.words import load_interface
from generator.write import (
    Written,
    build_site,
    building,
    forget_made,
    frame_of,
    make_room,
    source_date_given,
    write_pages,
    writing,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from generator.config import Settings
    from generator.engine import Progress
    from generator.model import Draft, Overrides
    from generator.read import Reading
    from generator.words import Interface
    from generator.write import Frame


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
            _forget(state)
            write_pages((), settings.project / settings.site_src)
        return _build(settings, progress, state, jobs, scheduler)


def _build(settings: Settings, progress: Progress, state: Path, jobs: int, scheduler: str | None) -> Built:
    watch = Stopwatch()
    templates = templates_folder()
    interface = load_interface(templates, settings.language, place=settings.language_place)
    with watch.stage("compare") as tally, progress.stage("Comparing with the last build"):
        frame = _frame(settings, templates, state)
        stamp, times = unchanged.inputs(settings, templates, frame), unchanged.times(templates, frame)
        last = _standing(state, stamp, settings)
        if last is not None:
            tally.n_done = tally.n_from_store = last.n_articles
    if last is not None:
        return _as_before(settings, last, watch)
    unchanged.forget(state)
    with Store(state / STORE) as store:
        with watch.stage("read") as tally, progress.stage("Reading") as advance:
            reading, overrides = _read(settings, store)
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
        store.prune()
        notices = store.notices
    n_articles = len(entries)
    versions = (("Broadsheet", __version__), *_named(analyser, entries))
    n_taken = len(reading.taken_down)
    told = replace(settings, compose=replace(settings.compose, versions=versions, n_taken_down=n_taken))
    taken = told_taken_down(n_taken)
    with uncollected():
        drawn = _pages(told, progress, watch, _Joined(entries, problems, overrides), interface)
        # What the pages were made of is let go before the site builder needs room for them.
        del entries, problems, reading
    pages = unchanged.pages_of(settings, drawn.written.digests)
    digests = _site(settings, progress, watch, drawn, interface, jobs)
    by_hand = tuple(f"{path} was made by hand: it was kept, ours left out." for path in drawn.written.by_hand)
    built = Built(
        n_articles=n_articles,
        problems=drawn.problems,
        written=drawn.written,
        site=settings.project / settings.site,
        report=watch.report(),
        notices=(*notices, *taken, *by_hand),
    )
    frame = _frame(settings, templates, state)
    if times != unchanged.times(templates, frame):
        with writing(state):
            forget_made(state)
    elif stamp is not None and stamp == unchanged.inputs(settings, templates, frame):
        site = unchanged.site_of(settings, digests)
        _remember(state, built, stamp=stamp, pages=pages, site=site, notices=(*taken, *by_hand))
    return built


class _Joined(NamedTuple):
    """What the corpus is made of."""

    entries: list[Entry]
    problems: list[Problem]
    overrides: Overrides


class _Drawn(NamedTuple):
    """What is known of the pages once they are written."""

    written: Written
    problems: tuple[Problem, ...]
    nav: tuple[tuple[str, str], ...]
    language: str | None
    """Of most articles."""
    has_accent: bool
    """Whether there is a style of the project's own colours."""


def _pages(
    settings: Settings, progress: Progress, watch: Stopwatch, joined: _Joined, interface: Interface
) -> _Drawn:
    """Write the pages of all articles into site_src."""
    templates = templates_folder()
    with watch.stage("aggregate"), progress.stage("Joining"):
        corpus = join(joined.entries, joined.problems, settings.aggregate, joined.overrides)
        joined.entries.clear()
    with watch.stage("compose"), progress.stage("Composing"):
        site = compose(corpus, settings.compose, interface.words)
    problems, nav, language = corpus.problems, site.nav, site.articles_language
    del corpus
    n_files = len(site.pages) + len(site.files)
    with watch.stage("render and write") as tally, progress.stage("Writing pages", n_files) as advance:
        revision = unchanged.of_pages(templates)
        drawn = counted(drafts(site, templates, interface.words.catalogue, revision=revision), advance)
        accent = tuple(accent_style(settings.accent, settings.accent_dark))
        files: Iterable[Draft | tuple[str, bytes]] = chain(drawn, word_script(interface.scripts), accent)
        written = write_pages(files, settings.project / settings.site_src)
        tally.n_done, tally.n_from_store = written.n_written + written.n_kept, written.n_as_before
    return _Drawn(written, problems, nav, language, has_accent=bool(accent))


def _site(
    settings: Settings,
    progress: Progress,
    watch: Stopwatch,
    drawn: _Drawn,
    interface: Interface,
    jobs: int,
) -> Mapping[str, str]:
    """Build the site of the pages, and return the digests of its files as far as they are known."""
    name = "Building the site and its search"
    with watch.stage("build site and search") as tally, progress.stage(name):
        built = build_site(
            settings.project,
            config=settings.config,
            templates=templates_folder(),
            site_src=settings.project / settings.site_src,
            site=settings.project / settings.site,
            nav=drawn.nav,
            search_language=drawn.language,
            extra=_told(settings, interface, has_accent=drawn.has_accent),
            beside=others(settings.shards),
            sources=drawn.written.digests,
            n_changed=drawn.written.n_written,
            jobs=jobs or available_cores(),
        )
        tally.n_done, tally.n_from_store = built.n_pages, built.n_taken_over
    return built.digests


def _frame(settings: Settings, templates: Path, state: Path) -> Frame:
    """Return what the site builder is told in mkdocs.yml and by the theme."""
    with writing(state):
        return frame_of(
            config=settings.config,
            theme=templates.resolve() / "theme",
            nav=(),
            state=state,
            source_date=source_date_given(),
            extra={},
        )


def _standing(state: Path, stamp: str | None, settings: Settings) -> unchanged.Last | None:
    """Return what the last build did where nothing changed since, neither what it was made of nor what it made."""
    last = unchanged.recall(state)
    if (
        last is not None
        and last.inputs == stamp
        and last.pages == unchanged.pages_of(settings)
        and last.site == unchanged.site_of(settings)
    ):
        return last
    return None


def _as_before(settings: Settings, last: unchanged.Last, watch: Stopwatch) -> Built:
    """Return what a build did that had nothing to do."""
    return Built(
        n_articles=last.n_articles,
        problems=last.problems,
        written=Written(n_written=0, n_kept=last.n_pages, n_removed=0),
        site=settings.project / settings.site,
        report=watch.report(),
        notices=last.notices,
    )


def _remember(
    state: Path, built: Built, *, stamp: str, pages: str, site: str, notices: tuple[str, ...]
) -> None:
    last = unchanged.Last(
        inputs=stamp,
        pages=pages,
        site=site,
        n_articles=built.n_articles,
        n_pages=built.written.n_written + built.written.n_kept,
        problems=built.problems,
        notices=notices,
    )
    with writing(state):
        unchanged.remember(state, last)


def _read(settings: Settings, store: Store) -> tuple[Reading, Overrides]:
    """Return the articles, and what editors correct; the problems of both stand with the articles."""
    with known_languages(store):
        reading = read_seeds(
            settings.project, settings.project / settings.seeds, settings.read, settings.takedown
        )
    overrides, misread = read_overrides(
        settings.project, settings.overrides, is_required=settings.overrides_given
    )
    left = corrections_left(overrides, reading.taken_down, reading.articles)
    return replace(reading, problems=(*reading.problems, *misread)), left


def _told(settings: Settings, interface: Interface, *, has_accent: bool) -> dict[str, object]:
    """Return what the frame of every page is told beside the project's own settings."""
    return {
        "words": interface.theme,
        "word_script": bool(interface.scripts),
        "accent_style": has_accent,
        "shards": told_of(settings.shards, settings.compose.site_url),
        "allowed": told_of_policy(settings.allowed_sources),
    }


def _forget(state: Path) -> None:
    """Remove what earlier builds found and made, all but the list of the pages that are ours to remove."""
    with writing(state):
        for file in (*state.glob(f"{STORE}*"), *state.glob("*.msgpack")):
            make_room(file)


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
