"""Pages as Markdown files: Jinja templates, every value through the trust boundary.

Templates make Markdown with HTML blocks in it (`md_in_html`). Links are Markdown's own, `[words](file.md#anchor)`,
because these are the ones that MkDocs checks and rewrites; only charts, which are drawings in raw HTML, carry
addresses of the built site.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from functools import partial
from gettext import NullTranslations
from typing import TYPE_CHECKING

import msgspec
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generator.model import Draft
from generator.render.data_files import data_bytes
from generator.render.drawings import draw
from generator.render.escape import Safe, finalize, front_matter, json_ld, prose, url
from generator.render.faults import template_fault
from generator.render.words import template_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.model import Drawing, Facets, Page, Site
    from generator.render.escape import FrontMatter

_ADDRESS = re.compile(r"[A-Za-z0-9_./#?=-]+")
"""What compose makes links and anchors of; nothing in it means anything to Markdown or HTML."""

_ENCODER = msgspec.msgpack.Encoder()

_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
_BLANK_LINES = re.compile(r"\n{3,}")


def render(
    site: Site, templates: Path, catalogue: NullTranslations | None = None
) -> Iterator[tuple[str, bytes]]:
    """Yield each page's path under site_src and its bytes, in the site's order, then those of the published data.

    catalogue: the templates' words in the language of the site; None for English.
    Raises PageTemplateError for a template that is missing or asks for what its view has not.
    """
    return ((draft.path, draft.make()) for draft in drafts(site, templates, catalogue))


def drafts(
    site: Site, templates: Path, catalogue: NullTranslations | None = None, *, revision: str = ""
) -> Iterator[Draft]:
    """Yield what `render` does as drafts; `revision`: a digest of templates, words and programs, all but the views.

    To make one raises what `render` raises.
    """
    environment = page_environment(templates / "pages", catalogue, language=site.language)
    said = f"{revision} {site.language}".encode()
    for page in site.pages:
        yield Draft(
            path=page.path,
            key=_key(said, page),
            make=partial(_page_bytes, page, environment),
        )
    for file in site.files:
        yield Draft(path=file.path, key=_key(said, file), make=partial(data_bytes, file))


def _key(revision: bytes, value: object) -> str:
    try:
        content = _ENCODER.encode(value)
    except UnicodeEncodeError:  # a lone surrogate of a seed, which no encoding has
        content = repr(value).encode("utf-8", "surrogatepass")
    return hashlib.sha256(revision + b"\0" + content).hexdigest()


def _page_bytes(page: Page, environment: Environment) -> bytes:
    return page_text(page, environment).encode("utf-8")


def page_environment(
    folder: Path, catalogue: NullTranslations | None = None, *, language: str = "en"
) -> Environment:
    """Return the environment of the page templates, which escapes for Markdown and HTML at once."""
    environment = Environment(
        loader=FileSystemLoader(folder, encoding="utf-8"),
        autoescape=True,
        finalize=finalize,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters.update(address=address, prose=prose, outside=url)
    environment.globals.update(template_words(catalogue or NullTranslations()), language=language)
    return environment


def page_text(page: Page, environment: Environment) -> str:
    """Return one page's file: Markdown with its front matter, or HTML as it is for a page that only leads on.

    Raises PageTemplateError with the template's file and line.
    """
    try:
        body = environment.get_template(page.template).render(
            page=page,
            view=page.view,
            charts={chart.id: chart for chart in page.charts},
            draw=lambda chart: drawing(chart, page.path),
            built=lambda href: address(built_href(href, page.path)),
        )
    except Exception as error:
        fault = template_fault(error)
        if fault is None:
            raise
        raise fault from error
    # Indentation would be a code block to Markdown; no value can begin a line with white space.
    plain = _BLANK_LINES.sub("\n\n", _INDENT.sub("", body)).strip()
    if page.path.endswith(".html"):
        return f"{plain}\n"
    return f"{_front_matter(page)}\n{plain}\n{_linked(page)}"


def _linked(page: Page) -> str:
    """Return what the page says to programs as a block of its own, "" where it says nothing."""
    if page.linked is None:
        return ""
    return f'\n<script type="application/ld+json">{json_ld(page.linked)}</script>\n'


def address(value: str) -> Safe:
    """Return a link or anchor of this site as it is; raises ValueError for anything else."""
    if not _ADDRESS.fullmatch(value):
        message = f"{value!r} is no link or anchor of this site"
        raise ValueError(message)
    return Safe(value)


def drawing(what: Drawing, page: str) -> Safe:
    """Return a drawing as SVG whose links lead to the built pages."""
    return Safe(draw(what, lambda href: built_href(href, page)))


def built_href(href: str, page: str) -> str:
    """Return where a link from `page` to a Markdown file leads in the built site.

    `page` is built as `articles/slug/index.html`, seen in the browser as the folder `articles/slug/`.
    """
    path, mark, anchor = href.partition("#")
    if not path:
        return href
    target = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
    return posixpath.relpath(_folder(target), _folder(page)) + "/" + mark + anchor


def _folder(page: str) -> str:
    stem = page.removesuffix(".md")
    return (posixpath.dirname(stem) if posixpath.basename(stem) == "index" else stem) or "."


def _front_matter(page: Page) -> str:
    values: dict[str, FrontMatter] = {
        "title": page.title,
        "description": page.description,
        "kind": page.kind,
        "search": _search(page.facets) if page.facets else None,
    }
    return front_matter(values)


def _search(facets: Facets) -> dict[str, FrontMatter]:
    return {
        "kind": facets.kind,
        "actors": facets.actors,
        "topics": facets.topics,
        "outlet": facets.outlet,
        "year": facets.year,
        "date": facets.date,
    }
