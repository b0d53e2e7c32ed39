"""A server for one site on this machine: answers 127.0.0.1 alone, and pages that reload when there is another build."""

from __future__ import annotations

import errno
import os
import re
import sys
import threading
from functools import cache
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from generator.errors import WrongUseError
from generator.serve.files import look_up

if TYPE_CHECKING:
    from pathlib import Path

    from generator.serve.board import Board, Notice

ADDRESS: Final = "127.0.0.1"

_LOCAL: Final = re.compile(r"(localhost|127\.0\.0\.1|\[::1\])(:\d+)?", re.IGNORECASE | re.ASCII)
"""Names under which a browser on this machine asks; any other is a page that had its name lead here."""

_OWN: Final = "/.broadsheet/"
"""Addresses of the server's own; no site has one that begins with a dot."""

_ALIVE_SECONDS: Final = 15.0
"""Time after which a silent stream says that it is alive, and notices who has gone."""

_WAITING: Final = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
<style>body {{ font: 18px/1.6 system-ui, sans-serif; max-width: 40rem; margin: 20vh auto 0; padding: 0 1rem }}</style></head>
<body><h1>{title}</h1><p>{words}</p></body></html>
"""


class Server(ThreadingHTTPServer):
    """Serves `site` under the path `base`; what pages are told stands on `board`, None for pages as they are."""

    daemon_threads = True
    # Elsewhere than on POSIX this would let two servers have the same port.
    allow_reuse_address = os.name == "posix"
    allow_reuse_port = False

    def __init__(self, site: Path, port: int, board: Board | None = None) -> None:
        """Take the port, 0 for any that is free. Raises WrongUseError where it cannot be had."""
        self.site = site
        self.base = "/"
        self.board = board
        try:
            super().__init__((ADDRESS, port), _Handler)
        except OSError as error:
            raise _no_port(port, error) from error

    @property
    def address(self) -> str:
        """Where a browser finds the site."""
        return f"http://{ADDRESS}:{self.server_port}{self.base}"

    def start(self) -> None:
        """Answer from now on, in threads that end with the program."""
        threading.Thread(target=self.serve_forever, name="server", daemon=True).start()

    def handle_error(self, request: object, client_address: object) -> None:
        """Pass over readers who left before the answer; tell of anything else."""
        if not isinstance(sys.exc_info()[1], ConnectionError | TimeoutError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class _Handler(BaseHTTPRequestHandler):
    """Answers one connection."""

    server: Server
    protocol_version = "HTTP/1.1"
    server_version = "broadsheet"
    sys_version = ""
    timeout = 60
    """Seconds that an idle connection is kept."""

    def do_GET(self) -> None:
        """Answer with a file, a page that says why there is none, or the stream of notices."""
        if not self._is_local():
            words = "This server answers to http://localhost and http://127.0.0.1 only.\n"
            self._answer(HTTPStatus.MISDIRECTED_REQUEST, words.encode(), "text/plain; charset=utf-8")
            return
        path = urlsplit(f"//{ADDRESS}/{self.path.lstrip('/')}").path
        board = self.server.board
        if board is not None and path == f"{_OWN}events":
            self._stream(board)
        elif board is not None and path == f"{_OWN}live.js":
            self._answer(HTTPStatus.OK, _script(), "text/javascript; charset=utf-8")
        else:
            self._file(path, None if board is None else board.notice)

    do_HEAD = do_GET  # noqa: N815 - the name that http.server looks for

    def log_message(self, *_: object) -> None:
        """Say nothing: a terminal that tells of builds has no room for requests."""

    def _is_local(self) -> bool:
        """Tell whether the browser asked for this machine by its own name. Source: DNS rebinding."""
        hosts = self.headers.get_all("Host") or []
        return len(hosts) == 1 and _LOCAL.fullmatch(hosts[0].strip()) is not None

    def _file(self, path: str, notice: Notice | None) -> None:
        """Answer with what lies at `path`. The notice is older than the file, or a page would miss a build."""
        site, base, board = self.server.site, self.server.base, self.server.board
        if notice is not None and board is not None and not board.has_built and not site.exists():
            self._answer(HTTPStatus.SERVICE_UNAVAILABLE, self._alive(_waiting(notice), notice), _HTML)
            return
        found = look_up(site, base, path)
        if found is None:
            missing = look_up(site, base, f"{base}404.html")
            content = missing.content if missing is not None else _nothing(path)
            self._answer(HTTPStatus.NOT_FOUND, self._alive(content, notice), _HTML)
        elif found.moved_to is not None:
            self._answer(HTTPStatus.FOUND, b"", _HTML, location=found.moved_to)
        elif found.content_type == _HTML:
            self._answer(HTTPStatus.OK, self._alive(found.content, notice), _HTML)
        else:
            self._answer(HTTPStatus.OK, found.content, found.content_type)

    def _alive(self, page: bytes, notice: Notice | None) -> bytes:
        """Return a page with the script that reloads it."""
        if notice is None:
            return page
        script = (
            f'<script src="{_OWN}live.js" data-build="{notice.build}" data-base="{escape(self.server.base)}">'
            "</script>"
        )
        at = page.rfind(b"</body>")
        at = len(page) if at < 0 else at
        return page[:at] + script.encode() + page[at:]

    def _answer(self, status: HTTPStatus, content: bytes, content_type: str, location: str = "") -> None:
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(content)))
        if location:
            self.send_header("Location", location)
        self._send_rules()
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _send_rules(self) -> None:
        """Send what holds for every answer: nothing is kept, guessed at, or given to other sites' pages."""
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")

    def _stream(self, board: Board) -> None:
        """Send every notice as it comes, the present one first. Source: server-sent events, HTML standard 9.2."""
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self._send_rules()
        self.end_headers()
        known: Notice | None = None
        while self.command != "HEAD":
            notice = board.other_than(known, _ALIVE_SECONDS)
            known = notice or known
            self.wfile.write(b": alive\n\n" if notice is None else f"data: {notice.as_json()}\n\n".encode())


_HTML: Final = "text/html; charset=utf-8"


@cache
def _script() -> bytes:
    return (files("generator.serve") / "live.js").read_bytes()


def _waiting(notice: Notice) -> bytes:
    words = (
        "The site is built for the first time. This page reloads when it is there."
        if notice.fault is None
        else "There is no earlier one to show. Once what stands below is mended, this page reloads."
    )
    title = "One moment" if notice.fault is None else "The site could not be built"
    return _WAITING.format(title=title, words=words).encode()


def _nothing(path: str) -> bytes:
    return _WAITING.format(title="Not found", words=f"The site has no page at {escape(path)}.").encode()


def _no_port(port: int, error: OSError) -> WrongUseError:
    where = f"--port {port}"
    if error.errno == errno.EADDRINUSE:
        what = f"another program listens on {ADDRESS}:{port}"
        return WrongUseError(
            where, what, f"End that one, or take another port: broadsheet serve --port {port + 1}"
        )
    remedy = "Take one from 1024 on" if error.errno == errno.EACCES else "Take another port"
    return WrongUseError(where, f"the port cannot be used ({error.strerror})", remedy)
