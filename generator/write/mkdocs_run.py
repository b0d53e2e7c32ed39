"""MkDocs' own build, with pages that would come out as they are taken over from the site that stands.

Run as `python -m generator.write.mkdocs_run PLAN`; `mkdocs.py` writes the plan and reads what is left beside it. Three
functions of MkDocs are wrapped: the one that makes the nav, the one that reads a page and the one that writes it.
Where MkDocs has no such functions, or a page may depend on more than we can know, everything is built as ever.

A page's HTML depends on its Markdown, on the frame, and of other pages on nothing but the titles in the nav: links
to Markdown files become addresses by a rule, and whether these lead somewhere `links` sees over the whole site. Where
the frame alone has changed, what was made of the Markdown is cut out of the page that stands.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
from mkdocs.__main__ import cli
from mkdocs.commands import build as steps
from mkdocs.structure import pages as structure
from mkdocs.structure import toc

from generator.write.files import plain_content
from generator.write.sealed import digest_of
from generator.write.taken_over import take_over

if TYPE_CHECKING:
    from collections.abc import Callable

_KIND = re.compile(rb'\A---\n(?:[^\n]*\n){0,4}?kind: "([a-z]+)"\n')
"""In the front matter of the pages that we make."""


_SPACE = re.compile(r"\n[ \t\r\n\f]+")
_WRITTEN_OUT = re.compile(r"<(?:pre|textarea|style)\b|<script(?![^>]*\bsrc=)[^>]*>", re.IGNORECASE)
"""Elements whose white space is read, or whose bytes have a digest in the page's policy."""


class Squeezed(jinja2.Template):
    """A template of the frame whose pages come without the white space between its lines, a kilobyte of each page."""

    def render(self, *args: Any, **kwargs: Any) -> str:  # noqa: ANN401 - as Jinja2 has it
        """Return the page; its content is as it was made."""
        whole = super().render(*args, **kwargs)
        page = args[0].get("page") if args else None
        before, content, behind = whole.partition(page.content) if page and page.content else (whole, "", "")
        return _squeezed(before) + content + _squeezed(behind) if content else whole


def _squeezed(frame: str) -> str:
    return frame if _WRITTEN_OUT.search(frame) else _SPACE.sub("\n", frame)


class Run:
    """Which pages this run makes, which it takes over, and which other runs make."""

    def __init__(self, plan: dict[str, Any]) -> None:
        """Take a plan as `mkdocs.py` writes it."""
        self._old = Path(plan["old"])
        self._known: dict[str, dict[str, Any]] = plan["pages"]
        self._frame: str = plan["frame"]
        self._content: str = plan["content"]
        self._sources: dict[str, str] = plan["sources"]
        self._share, self._n_shares = plan["share"]
        self._in_nav: set[str] = set()
        self._twice: set[str] = set()
        self._keys: dict[str, tuple[str, str]] = {}
        self.made: dict[str, dict[str, Any]] = {}
        """By Markdown file: key, path, digest and kind of the pages that were made or taken over."""
        self.n_taken_over = 0

    @property
    def is_first(self) -> bool:
        """Whether this run makes all that is no page of Markdown."""
        return bool(self._share == 0)

    def see(self, nav: Any, files: Any) -> None:  # noqa: ANN401 - MkDocs's own
        """Let every page depend on what the frame shows of the pages in the nav, which have been read."""
        places = Counter(file.dest_uri for file in files)
        # Of two files with one place the later is written over the earlier: that must not be one of the old site's.
        self._twice = {place for place, n in places.items() if n > 1}
        self._in_nav = {page.file.src_uri for page in nav.pages}
        titles = [[page.url, str(page.title), str(page._title_from_render)] for page in nav.pages]  # noqa: SLF001 - the frame looks at it too
        self._frame = digest_of(json.dumps([self._frame, titles]).encode("ascii"))

    def has(self, page: Any) -> bool:  # noqa: ANN401 - MkDocs's own
        """Tell whether the page need not be made here; then it stands in the site, or another run makes it."""
        src = page.file.src_uri
        source = self._sources.get(src) or digest_of(page.file.content_bytes)
        key, content_key = (
            digest_of(f"{around}\0{src}\0{source}".encode("utf-8", "surrogatepass"))
            for around in (self._frame, self._content)
        )
        self._keys[src] = key, content_key
        if src in self._in_nav:
            return not self.is_first and self._leave(page, None)
        known = self._known.get(src)
        if known is not None and known["key"] == key and page.file.dest_uri not in self._twice:
            path, into = known["path"], Path(page.file.abs_dest_path)
            if not self.is_first:
                return self._leave(page, known["kind"])
            if take_over(self._old / path, into, known["digest"]):
                self.made[src] = {**known}
                self.n_taken_over += 1
                return self._leave(page, known["kind"])
            return False
        if int(key[:8], 16) % self._n_shares == self._share:
            return False
        kind = _KIND.match(page.file.content_bytes)
        if kind is None:
            return False
        return self._leave(page, kind[1].decode("ascii"))

    def fill(self, page: Any, config: Any) -> bool:  # noqa: ANN401 - MkDocs's own
        """Give a page the content that it has in the site that stands; tell whether it would come out the same."""
        known = self._known.get(page.file.src_uri)
        kept = known["content"] if known is not None else None
        if known is None or kept is None or kept["key"] != self._keys[page.file.src_uri][1]:
            return False
        html = plain_content(self._old / known["path"])
        if html is None or digest_of(html) != known["digest"]:
            return False
        page.read_source(config)
        page.content = html[kept["start"] : kept["end"]].decode("utf-8")
        page.toc = toc.get_toc(json.loads(kept["toc"]))
        page._title_from_render = kept["title"]  # noqa: SLF001 - where MkDocs keeps it
        return True

    def has_read(self, page: Any) -> bool:  # noqa: ANN401 - MkDocs's own
        """Tell whether the page has been read for the nav."""
        return page.file.src_uri in self._in_nav

    def _leave(self, page: Any, kind: object) -> bool:  # noqa: ANN401 - MkDocs's own
        """Leave of a page what others ask for: its kind, and of one in the nav its titles. `links` sees to anchors."""
        page.content, page.toc, page.links_to_anchors = "", None, None
        if not self.has_read(page):
            page.markdown, page.meta = "", {"kind": kind}
        return True

    def note(self, page: Any) -> None:  # noqa: ANN401 - MkDocs's own
        """Remember a page that was made, and let go of all that nobody asks for any more."""
        file, kind = page.file, page.meta.get("kind")
        if Path(file.abs_dest_path).is_file():
            html = Path(file.abs_dest_path).read_bytes()
            key, content_key = self._keys[file.src_uri]
            self.made[file.src_uri] = {
                "key": key,
                "path": file.dest_uri,
                "digest": digest_of(html),
                "kind": kind if isinstance(kind, str) else None,
                "content": _content(page, html, content_key),
            }
        self._leave(page, kind)


def _content(page: Any, html: bytes, key: str) -> dict[str, Any] | None:  # noqa: ANN401 - MkDocs's own
    """Return what is to be remembered of a page's content, None where its HTML does not hold it as it is."""
    content = page.content.encode("utf-8", "xmlcharrefreplace")
    start = html.find(content)
    if start < 0:
        return None
    return {
        "key": key,
        "start": start,
        "end": start + len(content),
        "title": page._title_from_render,  # noqa: SLF001 - where MkDocs keeps it
        "toc": json.dumps([_heading(anchor) for anchor in page.toc]),
    }


def _heading(anchor: Any) -> dict[str, Any]:  # noqa: ANN401 - MkDocs's own
    """Return a heading as the Markdown extension tells it to MkDocs."""
    below = [_heading(one) for one in anchor.children]
    return {"name": anchor.title, "id": anchor.id, "level": anchor.level, "children": below}


def wrap(steps: Any, run: Run) -> None:  # noqa: ANN401 - MkDocs's module
    """Put `run` around the functions of MkDocs's build: each page is written as soon as it is read."""
    nav_of, read, write = steps.get_navigation, steps._populate_page, steps._build_page  # noqa: SLF001 - see above
    seen: dict[str, Any] = {}

    def get_navigation(files: Any, config: Any) -> Any:  # noqa: ANN401
        nav = nav_of(files, config)
        for page in nav.pages:
            read(page, config, files)
        run.see(nav, files)
        env = config.theme.get_env()
        env.template_class = Squeezed
        seen.update(nav=nav, env=env, pages=files.documentation_pages())
        if not run.is_first:
            files.copy_static_files = lambda **_: None
        return nav

    def populate(page: Any, config: Any, files: Any, *_: Any) -> None:  # noqa: ANN401
        if not run.has(page):
            if not run.has_read(page) and not run.fill(page, config):
                read(page, config, files)
            # MkDocs writes into a file that is there, and that could be one of the old site's.
            Path(page.file.abs_dest_path).unlink(missing_ok=True)
            write(page, config, seen["pages"], seen["nav"], seen["env"])
            run.note(page)

    # It reads all HTML of a page a second time, for the anchors alone, which `links` sees to.
    anchors: Any = getattr(structure, "_RawHTMLPreprocessor", None)
    if anchors is not None:
        anchors.run = lambda _self, lines: lines
    steps.get_navigation, steps._populate_page = get_navigation, populate  # noqa: SLF001
    steps._build_page = lambda *_, **__: None  # noqa: SLF001


def main(plan_file: Path) -> None:
    """Build what the plan says; leaves what is to be remembered at the plan's `told`."""
    plan = json.loads(plan_file.read_bytes())
    run = Run(plan)
    wrapped = ("get_navigation", "_populate_page", "_build_page")
    if plan["frame"] and all(hasattr(steps, name) for name in wrapped):
        wrap(steps, run)
    _quietly(lambda: cli(["build", "--strict", "--config-file", plan["settings"]]))
    Path(plan["told"]).write_text(
        json.dumps({"pages": run.made, "n_taken_over": run.n_taken_over}), encoding="ascii"
    )


def _quietly(work: Callable[[], object]) -> None:
    """Do some work that may end the process, but not where it ends well."""
    try:
        work()
    except SystemExit as end:
        if end.code not in {0, None}:
            raise


if __name__ == "__main__":
    main(Path(sys.argv[1]))
