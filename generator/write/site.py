"""site_src → site: built beside, indexed, checked, and only then swapped in."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from generator.errors import SiteBuilderError
from generator.write import links, mkdocs, search, swap
from generator.write.failure import writing
from generator.write.lock import building

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_MOST_LINES = 20


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
) -> None:
    """Build the pages in `site_src` into `site`, with its search index; until the last moment the old site stands.

    `config` is the project's mkdocs.yml, None where it has none; `templates` the folder that holds `theme`;
    `nav` title and path of the landing pages, in order, taken where `config` names none. `source_date`,
    seconds since 1970, is the date that the site is of; None: SOURCE_DATE_EPOCH, else the epoch itself. `extra`
    is what the theme sees as `config.extra` beside the project's own; `search_language` the
    language whose word forms search knows, None for that of the pages' frame; `beside` the paths of other sites
    that pages may lead to, from the site's root or the host's. The same `site_src` and date give the same bytes. Raises SiteBuilderError with the lines that say why,
    WriteError when the disk refuses, BusyError when another build is at work.
    """
    site = site.resolve()
    with building(project) as state, writing(site):
        fresh = swap.beside(site)
        try:
            mkdocs.build_pages(
                config=config,
                theme=templates.resolve() / "theme",
                site_src=site_src.resolve(),
                into=fresh,
                nav=nav,
                state=state,
                source_date=_date() if source_date is None else source_date,
                extra=extra or {},
            )
            search.index(fresh, state=state, language=search_language)
            _check_links(fresh, beside)
            swap.swap_in(fresh, site)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)


def _date() -> int:
    given = os.environ.get("SOURCE_DATE_EPOCH", "0")
    if not given.isdecimal():
        remedy = "Set it to seconds since 1970-01-01, or unset it"
        raise SiteBuilderError("SOURCE_DATE_EPOCH", f"{given!r} is no number of seconds", remedy)
    return int(given)


def _check_links(site: Path, beside: Sequence[str]) -> None:
    broken = links.broken(site, beside=beside)
    if broken:
        lines = [f"  {link}" for link in broken[:_MOST_LINES]]
        if len(broken) > _MOST_LINES:
            lines.append(f"  … and {len(broken) - _MOST_LINES} more")
        what = "links that lead nowhere:\n" + "\n".join(lines) + "\n"
        raise SiteBuilderError(
            f"{len(broken)}", what, "Mend the page or the template that holds each, then build again"
        )
