"""site_src → site: built beside, indexed, checked, and only then swapped in."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.errors import SiteBuilderError
from generator.write import links, mkdocs, search, swap
from generator.write.failure import writing
from generator.write.files import files_in
from generator.write.frame import frame_of
from generator.write.lock import building
from generator.write.remembered import Remembered, recall, remember
from generator.write.sealed import digest_of
from generator.write.searched import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from generator.write.remembered import Facts, Index, MadePage

_MOST_LINES = 20

_WORTH_SHARING = 200
"""Pages from which on a second process gains more than the second or so that it takes to begin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteBuilt:
    """What became of the site."""

    n_pages: int
    """HTML files in it."""
    n_taken_over: int
    """How many of them stood in the last one and were not made again."""
    digests: Mapping[str, str]
    """Of its pages and of the files of its index, by path."""


def build_site(  # noqa: PLR0913 - keywords only: what a site is built from
    project: Path,
    *,
    config: Path | None,
    templates: Path,
    site_src: Path,
    site: Path,
    nav: Sequence[tuple[str, str]],
    source_date: int | None = None,
    extra: Mapping[str, object] | None = None,
    search_language: str | None = None,
    beside: Sequence[str] = (),
    sources: Mapping[str, str] | None = None,
    n_changed: int | None = None,
    jobs: int = 1,
) -> SiteBuilt:
    """Build the pages in `site_src` into `site`, with its search index; until the last moment the old site stands.

    `config` is the project's mkdocs.yml, None where it has none; `templates` the folder that holds `theme`; `nav` titles and paths of the
    landing pages, in order, where `config` names none. `source_date`, seconds since 1970, is the site's date; None: SOURCE_DATE_EPOCH, else the
    epoch itself. `extra` is what the theme sees as `config.extra` beside the project's own; `search_language` the language whose word forms
    search knows, None for that of the pages' frame; `beside` paths of other sites that pages may lead to; `sources` the digests of files of
    `site_src` that were looked at just now; `n_changed` how many of these changed since the last build, if known; `jobs` the processes that
    share the pages. The same `site_src` and date give the same bytes. Raises SiteBuilderError with the lines that say why; WriteError when the disk refuses, BusyError when another build is at work.
    """
    site = site.resolve()
    date = source_date_given() if source_date is None else source_date
    with building(project) as state, writing(site):
        fresh = swap.beside(site)
        try:
            theme = templates.resolve() / "theme"
            frame = frame_of(
                config=config, theme=theme, nav=nav, state=state, source_date=date, extra=extra or {}
            )
            last = recall(state)
            few = n_changed is not None and n_changed < _WORTH_SHARING and frame.key == last.frame
            made = mkdocs.build_pages(
                frame,
                site_src=site_src.resolve(),
                into=fresh,
                state=state,
                source_date=date,
                before=mkdocs.Before(pages=last.pages, site=site, sources=sources or {}),
                jobs=1 if few else jobs,
            )
            facts = _facts(fresh, made.pages, last.facts)
            words = {path: page.words for path, page in facts.items() if page.words is not None}
            index = search.index(
                fresh, state=state, words=words, language=search_language, last=last.index, old=site
            )
            _check_links(fresh, facts, beside)
            swap.swap_in(fresh, site)
            remember(state, Remembered(frame=frame.key, pages=made.pages, facts=facts, index=index))
            swap.end(fresh)
        finally:
            swap.clear(fresh)
    return SiteBuilt(n_pages=len(facts), n_taken_over=made.n_taken_over, digests=dict(_digests(facts, index)))


def _digests(facts: Mapping[str, Facts], index: Index | None) -> Iterator[tuple[str, str]]:
    """Yield path and digest of each file that is known."""
    for path, page in facts.items():
        yield path, page.digest
    for path, digest in (index.files if index is not None else {}).items():
        yield f"{search.FOLDER}/{path}", digest


def _facts(site: Path, pages: Mapping[str, MadePage], last: Mapping[str, Facts]) -> dict[str, Facts]:
    """Return what is to be known of each HTML file of `site`; those that the last build knew are not read."""
    digests = {page.path: page.digest for page in pages.values()}
    facts = {}
    for path in sorted(files_in(site, ".html")):
        source = None
        if path not in digests:
            source = (site / path).read_bytes()
            digests[path] = digest_of(source)
        known = last.get(path)
        if known is not None and known.digest == digests[path]:
            facts[path] = known
            continue
        if source is None:
            source = (site / path).read_bytes()
        words = words_of(source)
        found = links.facts(path, source, digests[path])
        facts[path] = found if words is None else replace(found, words=digest_of(words))
    return facts


def source_date_given() -> int:
    """Return SOURCE_DATE_EPOCH, 0 where it is not set. Raises SiteBuilderError for what is no number."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "0")
    if not given.isdecimal():
        remedy = "Set it to seconds since 1970-01-01, or unset it"
        raise SiteBuilderError("SOURCE_DATE_EPOCH", f"{given!r} is no number of seconds", remedy)
    return int(given)


def _check_links(site: Path, facts: Mapping[str, Facts], beside: Sequence[str]) -> None:
    if links.all_lead_somewhere(facts, files_in(site), beside=beside):
        return
    broken = links.broken(site, beside=beside)
    if broken:
        lines = [f"  {link}" for link in broken[:_MOST_LINES]]
        if len(broken) > _MOST_LINES:
            lines.append(f"  … and {len(broken) - _MOST_LINES} more")
        what = "links that lead nowhere:\n" + "\n".join(lines) + "\n"
        raise SiteBuilderError(
            f"{len(broken)}", what, "Mend the page or the template that holds each, then build again"
        )
