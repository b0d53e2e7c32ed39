"""A real browser on a really built site.

For whoever writes tests here:

- `serve` (session): call it with the folder of a built site; it gives the address of its home page on
  127.0.0.1, under the sub-path `/repo/`, as a project's pages are hosted. Call it with as many as you like.
- `new_page` (function): call it to open a window: `new_page(width=390, height=844, dark=True, js=False)`.
  Everything that any of its windows asks for or complains of is judged when the test ends: a console error
  or warning, something against the page's own policy, an exception, a failed request and a request to another host
  each fail the test. What a test
  means to provoke it says beforehand: `page.context.expected.append("part of the message")`.
- `page` (function): one such window, 1280 × 800.
- `site_server` (session): the address of the small site below, built from hand-written pages.
- `newsroom_site`, `real_site` (session): the folders of the demo's site and of the one that this repository's
  own seeds make. They need the language model and skip without it.

Chromium is Debian's: `BROADSHEET_CHROMIUM` or the first of chromium, chromium-browser, google-chrome on the
path. Without one the tests skip, or fail where CI or BROADSHEET_REQUIRE_BROWSER is set.
"""

from __future__ import annotations

import shutil
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from generator.analyse.language_model import model_path
from generator.cli import DONE, main
from generator.errors import ModelMissingError
from generator.model import Bar, Chart
from generator.render import charts, escape
from generator.write import build_site, write_pages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

PROJECT = Path(__file__).parents[2]
SUB_PATH = "/repo/"
VIOLATIONS = """document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`against the policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`));"""
"""What the page's own policy refuses counts as an error of the page."""


class _UnderSubPath(SimpleHTTPRequestHandler):
    """Serves a folder under the sub-path, and nothing outside of it."""

    def translate_path(self, path: str) -> str:
        """Return the file for `path`; one that is not there for what lies outside of the sub-path."""
        if not path.startswith(SUB_PATH):
            return str(Path(self.directory) / "outside-of-the-sub-path")
        return super().translate_path(path[len(SUB_PATH) - 1 :])

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Watch:
    """What the windows of one test asked for and complained of."""

    def __init__(self, origins: set[str]) -> None:
        self.origins = origins
        self.expected: list[str] = []
        self.complaints: list[str] = []
        self.requests: list[str] = []

    def over(self, context: BrowserContext) -> None:
        """Listen to every window of `context`."""
        context.on("console", self._console)
        context.on("weberror", lambda error: self._complain(f"exception: {error.error}"))
        context.on("request", self._request)
        context.on("requestfailed", self._failed)
        context.on(
            "response",
            lambda response: response.status >= 400 and self._complain(f"{response.status}: {response.url}"),
        )
        context.expected = self.expected  # type: ignore[attr-defined]
        context.requested = self.requests  # type: ignore[attr-defined]

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning", "assert"}:
            self._complain(f"console {message.type}: {message.text}")

    def _request(self, request: Request) -> None:
        self.requests.append(request.url)
        parts = urlsplit(request.url)
        if (
            parts.scheme not in {"data", "blob", "file"}
            and f"{parts.scheme}://{parts.netloc}" not in self.origins
        ):
            self._complain(f"asked another host: {request.url}")

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # the page was left before the answer came
            self._complain(f"failed: {request.url} {request.failure}")

    def _complain(self, words: str) -> None:
        self.complaints.append(words)

    def unexpected(self) -> list[str]:
        """Return the complaints that no test announced."""
        return [words for words in self.complaints if not any(part in words for part in self.expected)]


@pytest.fixture(scope="session")
def _origins() -> set[str]:
    return set()


@pytest.fixture(scope="session")
def serve(_origins: set[str]) -> Iterator[Callable[[Path], str]]:
    """Serve built sites on 127.0.0.1, each under the sub-path; gives the home page's address."""
    servers: list[ThreadingHTTPServer] = []

    def start(site: Path) -> str:
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_UnderSubPath, directory=str(site)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        origin = f"http://127.0.0.1:{server.server_port}"
        _origins.add(origin)
        return origin + SUB_PATH

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def new_page(browser: Browser, _origins: set[str]) -> Iterator[Callable[..., Page]]:
    """Open windows that are watched; see the head of this file."""
    watch = Watch(_origins)
    contexts: list[BrowserContext] = []

    def start(
        *, width: int = 1280, height: int = 800, dark: bool = False, js: bool = True, touch: bool = False
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            java_script_enabled=js,
            has_touch=touch,
            reduced_motion="reduce",  # no colour is met half-way
        )
        context.set_default_timeout(10_000)
        context.add_init_script(VIOLATIONS)
        watch.over(context)
        contexts.append(context)
        return context.new_page()

    yield start
    for context in contexts:
        context.close()
    assert not watch.unexpected(), "\n".join(watch.unexpected())


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """One watched window, 1280 × 800."""
    return new_page()


def article(number: int, title: str, words: str, **found: escape.FrontMatter) -> tuple[str, bytes]:
    """Return an article's page as the page templates write it: front matter, then HTML."""
    facets = {"kind": "Article", "year": str(found.get("date", "2025"))[:4], **found}
    head = escape.front_matter({"title": title, "description": words, "search": facets})
    passages = "".join(f'<p id="p-{i}">{escape.text(part)}</p>' for i, part in enumerate(words.split("|")))
    body = f"<div>\n<h1>{escape.text(title)}</h1>\n{passages}\n</div>\n"
    return f"articles/article-{number}.md", f"{head}\n{body}".encode()


def pages() -> list[tuple[str, bytes]]:
    """Return a small site about an invented harbour town: articles, actors, a topic, lists."""
    harbour = {"topics": ["harbour dues"], "outlet": "Quay Gazette"}
    chart = Chart(
        id="quoted",
        kind="bars",
        finding="Ada Brandt is quoted most: 7 of 17 quotations",
        measure="Quotations by speaker",
        alternative="Ada Brandt 7, the Harbour Board of Lower Tarn 6, others 4.",
        bars=(
            Bar(label="Ada Brandt", value=7, href="actors/ada-brandt/"),
            Bar(label="Harbour Board of Lower Tarn and the Outer Isles", value=6),
            Bar(label="Ilse Maron", value=3),
        ),
        others=Bar(label="1 other", value=1),
        label_heading="Speaker",
        value_heading="Quotations",
    )
    months = Chart(
        id="months",
        kind="columns",
        finding="Most articles are of March",
        measure="Articles by month",
        alternative="Twelve months of 2025.",
        bars=tuple(
            Bar(label=name, value=value)
            for name, value in zip(
                ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
                (3, 5, 12, 7, 2, 0, 1, 4, 6, 8, 3, 2),
                strict=True,
            )
        ),
        label_heading="Month",
        value_heading="Articles",
    )
    home = (
        escape.front_matter({"title": "Harbour news", "description": "What the harbour says"})
        + '\n<div>\n<h1>Harbour news</h1>\n<p>Five articles from <a href="articles/">two papers</a>.</p>\n'
        + f"<figure>{charts.draw(chart)}</figure>\n<figure>{charts.draw(months)}</figure>\n</div>\n"
    )
    actor = escape.front_matter(
        {
            "title": "Ada Brandt",
            "description": "Harbour master",
            "search": {"kind": "Actor", "actors": ["Ada Brandt"]},
        },
    )
    topic = escape.front_matter(
        {
            "title": "harbour dues",
            "description": "A topic",
            "search": {"kind": "Topic", "topics": ["harbour dues"]},
        },
    )
    landing = [
        (
            f"{name}/index.md",
            f"{escape.front_matter({'title': title})}\n<h1>{title}</h1>\n<p>A list.</p>\n".encode(),
        )
        for name, title in (
            *(("articles", "Articles"), ("topics", "Topics"), ("actors", "Actors"), ("quotes", "Quotes")),
            *(("about", "About"), ("build-report", "Build report")),
        )
    ]
    return [
        ("index.md", home.encode()),
        *landing,
        article(1, "Harbour dues rise again", "Ada Brandt said the dues rise.|The herring fleet pays more from May.",
                date="2025-03-02", actors=["Ada Brandt"], **harbour),
        article(2, "Fleet turns away", "Boats leave for Port Ellin.|“We cannot pay these dues,” a skipper said of the herring.",
                date="2024-11-20", actors=["Ilse Maron"], **harbour),
        article(3, 'Storm & "surge" <b>close</b> the lock', "The lock was shut; 5 < 6 && <script>alert(1)</script> herring.",
                date="2025-06-01", actors=["Ada Brandt", "Ilse Maron"], topics=["storms"], outlet="Tarn Post"),
        article(4, "A song about [links](javascript:alert(1))", "*Nobody* hears `it` {{ config }} herring &amp; &lt;mark&gt;.",
                date="2023-01-09", actors=[], topics=["songs, old"], outlet='The "Quoted" & \\ Post'),
        article(5, "No date at all", "An undated herring.", actors=["Ada Brandt"]),
        ("actors/ada-brandt.md", (actor + "\n<div><h1>Ada Brandt</h1>\n<p>Harbour master, quoted seven times.</p></div>\n").encode()),
        ("topics/harbour-dues.md", (topic + "\n<div><h1>harbour dues</h1>\n<p>What ships pay.</p></div>\n").encode()),
    ]  # fmt: skip


NAV = (
    ("Home", "index.md"),
    ("Articles", "articles/index.md"),
    ("Topics", "topics/index.md"),
    ("Actors", "actors/index.md"),
    ("Quotes", "quotes/index.md"),
    ("About", "about/index.md"),
    ("Build report", "build-report/index.md"),
)


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site, built as `broadsheet build` builds one."""
    project = tmp_path_factory.mktemp("harbour")
    config = project / "mkdocs.yml"
    # Of the address only the sub-path is used: 404.html, shown at any depth, finds its styles by it.
    address = f"https://example.org{SUB_PATH}"
    config.write_text(
        f"site_name: Harbour News\nsite_description: An invented town's papers.\nsite_url: {address}\n",
        encoding="utf-8",
    )
    write_pages(pages(), project / "site_src")
    build_site(
        project,
        config=config,
        templates=PROJECT / "templates",
        site_src=project / "site_src",
        site=project / "site",
        nav=NAV,
        source_date=1_700_000_000,
    )
    return project / "site"


@pytest.fixture(scope="session")
def site_server(serve: Callable[[Path], str], built_site: Path) -> str:
    """The address of the small site's home page."""
    return serve(built_site)


def whole(seeds: Path, settings: Path, into: Path) -> Path:
    """Build a copy of seeds and settings as the command does, and return the site's folder."""
    try:
        model_path("en_core_web_md")
    except ModelMissingError as error:
        pytest.skip(str(error))
    shutil.copytree(seeds, into / "seeds")
    shutil.copy(settings, into / "mkdocs.yml")
    assert main(["build", "--project", str(into), "-q"]) == DONE
    return into / "site"


@pytest.fixture(scope="session")
def newsroom_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's site."""
    folder = PROJECT / "tests" / "newsroom"
    return whole(folder / "seeds", folder / "mkdocs.yml", tmp_path_factory.mktemp("newsroom"))


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site that this repository's own seeds make: one article."""
    return whole(PROJECT / "seeds", PROJECT / "mkdocs.yml", tmp_path_factory.mktemp("real"))
