"""Chromium that notices whatever a page does which it should not."""

from __future__ import annotations

import threading
from contextlib import contextmanager, suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

SUB_PATH = "/repo/"
HOOKS = """
for (const name of ["alert", "confirm", "prompt", "print", "open"]) {
  window[name] = (...given) => { console.error(`ran: ${name}(${given})`); return null; };
}
window.onerror = (...given) => console.error(`ran into an error: ${given}`);
addEventListener("unhandledrejection", (event) => console.error(`rejected: ${event.reason}`));
document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`against the policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
"""

ACTIVE = """() => {
  const found = [];
  for (const e of document.querySelectorAll("*")) {
    if (/^(iframe|frame|object|embed|base|applet|portal|audio|video|source|img|image|use|animate|set|foreignobject|style|template)$/i
        .test(e.localName)) found.push(`<${e.localName}>`);
    if (e.localName === "form" && !["bs-search__field", "bs-choose__form"].includes(e.className)) found.push("<form>");
    if (e.localName === "script" && e.type !== "application/ld+json" && !e.src.includes("/assets/javascripts/"))
      found.push(`<script> ${e.src} ${e.textContent.slice(0, 80)}`);
    for (const a of e.attributes) {
      if (/^on|^style$|^srcdoc$|^formaction$|^ping$/i.test(a.name) && !(a.name === "style" && e.id === "bs-note"))
        found.push(`<${e.localName} ${a.name}=${a.value}>`);
      if (/(href|src|action)$/i.test(a.name) && /^\\s*(javascript|vbscript|data|blob|file)\\s*:/i.test(a.value) && a.value !== "data:,")
        found.push(`<${e.localName} ${a.name}=${a.value}>`);
    }
  }
  return found;
}"""
"""What is active in a page as it stands, after our own scripts have done their work."""

HANDS = """() => {
  for (const e of document.querySelectorAll("mark, .bs-actor, [title], [tabindex]")) {
    for (const kind of ["mouseover", "mouseenter", "focusin", "focus", "pointerover"]) e.dispatchEvent(new Event(kind, { bubbles: true }));
  }
  for (const e of document.querySelectorAll("summary")) e.parentElement.open = true;
  for (const e of document.querySelectorAll("th button")) e.click();
}"""
"""What readers do to a page without leaving it."""


class _UnderSubPath(SimpleHTTPRequestHandler):
    """Serves a folder under the sub-path, as 404.html expects it; what pages share is asked for once."""

    protocol_version = "HTTP/1.1"

    def end_headers(self) -> None:
        """Let browsers keep scripts and styles."""
        if "/assets/" in self.path:
            self.send_header("Cache-Control", "max-age=86400")
        super().end_headers()

    def translate_path(self, path: str) -> str:
        """Return the file for `path`; one that is not there for what lies outside of the sub-path."""
        if not path.startswith(SUB_PATH):
            return str(Path(self.directory) / "outside-of-the-sub-path")
        return super().translate_path(path[len(SUB_PATH) - 1 :])

    def handle(self) -> None:
        """Answer; a page that was left before the answer came is nothing to tell of."""
        with suppress(ConnectionError):
            super().handle()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Watched:
    """One window, and everything that it did which it should not."""

    def __init__(self, browser: Browser, origin: str) -> None:
        self.origin = origin
        self.complaints: list[str] = []
        self.context: BrowserContext = browser.new_context(reduced_motion="reduce")
        self.context.set_default_timeout(30_000)
        self.context.add_init_script(HOOKS)
        self.context.on("console", self._console)
        self.context.on("weberror", lambda error: self.complaints.append(f"exception: {error.error}"))
        self.context.on("request", self._request)
        self.context.on("dialog", lambda dialog: (self.complaints.append("a dialog"), dialog.dismiss()))
        self.page: Page = self.context.new_page()
        self.context.on("page", lambda page: self.complaints.append(f"a window: {page.url}"))

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning", "assert"}:
            self.complaints.append(f"{message.type}: {message.text}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.origin, "data:", "blob:")):
            self.complaints.append(f"asked elsewhere: {request.url}")

    def visit(self, path: str) -> None:
        """Open a page, look at what is in it, do what readers do, look again."""
        address = self.origin + path
        n = len(self.complaints)
        self.page.goto(address, wait_until="load")
        self.page.evaluate(HANDS)
        self.complaints += self.page.evaluate(ACTIVE)
        if self.page.url.split("#")[0] != address:
            self.complaints.append(f"went to {self.page.url}")
        self.complaints[n:] = [f"{path}: {words}" for words in self.complaints[n:]]

    def search_for(self, words: str, group: str) -> int:
        """Show all that search finds of one kind; returns how many results were shown."""
        before = len(self.complaints)
        page = self.page
        page.goto(self.origin, wait_until="load")
        page.keyboard.press("/")
        page.keyboard.type(words)
        results = page.locator("#bs-search-results a[role=option]")
        results.first.wait_for()
        self.complaints += page.evaluate(ACTIVE)
        more = page.get_by_role("group", name=group, exact=True).locator("button.bs-search__more")
        while more.count():
            n = results.count()
            more.click()
            page.wait_for_function(
                "n => document.querySelectorAll('#bs-search-results a[role=option]').length !== n", arg=n
            )
            self.complaints += page.evaluate(ACTIVE)
        self.complaints[before:] = [f"search: {fault}" for fault in self.complaints[before:]]
        return results.count()


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve a folder on 127.0.0.1; gives the address of its home page."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_UnderSubPath, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{SUB_PATH}"
    finally:
        server.shutdown()
        server.server_close()
