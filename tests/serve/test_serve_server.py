"""Rules of the server that shows a site on this machine."""

from __future__ import annotations

import http.client
import json
import shutil
import socket
import threading
from typing import TYPE_CHECKING

import pytest

from generator.errors import WrongUseError
from generator.serve import Board, Fault, Server
from generator.serve.files import type_of
from generator.write import swap

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A small site, with a secret beside it and a link to the secret inside."""
    folder = tmp_path / "site"
    (folder / "articles").mkdir(parents=True)
    (folder / "empty").mkdir()
    (folder / "index.html").write_text("<html><body><h1>Home</h1></body></html>", "utf-8")
    (folder / "articles" / "index.html").write_text("<html><body>Articles</body></html>", "utf-8")
    (folder / "404.html").write_text("<html><body>Nothing here</body></html>", "utf-8")
    (folder / "ä b.txt").write_text("umlaut", "utf-8")
    (tmp_path / "secret.txt").write_text("secret", "utf-8")
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    return folder


@pytest.fixture
def server(site: Path) -> Iterator[Server]:
    """The site, served on a free port with a board."""
    server = Server(site, 0, Board())
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def ask(
    server: Server, path: str, *, host: str | None = None, method: str = "GET"
) -> tuple[http.client.HTTPResponse, str]:
    """Return the answer to one request, and its text."""
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    try:
        connection.request(method, path, headers={} if host is None else {"Host": host})
        answer = connection.getresponse()
        return answer, answer.read().decode()
    finally:
        connection.close()


def test_pages_come_with_the_script_that_reloads_them(server: Server, site: Path) -> None:
    """A page is given with one script more, at its end; the file is as it was, and other files are untouched."""
    answer, page = ask(server, "/articles/")
    assert answer.status == 200
    assert page.startswith("<html><body>Articles<script src=")
    assert page.endswith("</script></body></html>")
    assert "script" not in (site / "articles" / "index.html").read_text("utf-8")
    assert ask(server, "/%C3%A4%20b.txt")[1] == "umlaut"


def test_a_site_that_is_only_shown_is_given_as_it_is(site: Path) -> None:
    """Without a board nothing is put into pages, and there is no stream."""
    server = Server(site, 0)
    server.start()
    try:
        assert ask(server, "/")[1] == (site / "index.html").read_text("utf-8")
        assert ask(server, "/.broadsheet/events")[0].status == 404
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize(
    "path",
    [
        *("/../secret.txt", "/articles/../../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt"),
        *("/articles/%2e%2e%2f%2e%2e%2fsecret.txt", "/..%5csecret.txt", "//secret.txt", "/link.txt"),
        *("/empty/", "/empty", "/nowhere", "/index.html/", "/%00", "/" + "a" * 5000),
    ],
)
def test_what_is_not_the_sites_is_not_given(server: Server, path: str) -> None:
    """Whatever is asked for outside of the folder, and every folder without a page, is the site's own page of 404."""
    answer, page = ask(server, path)
    assert answer.status == 404
    assert "Nothing here" in page
    assert "secret</" not in page


@pytest.mark.parametrize("host", ["localhost:8000", "LOCALHOST", "127.0.0.1:1", "[::1]:8000", "[::1]"])
def test_this_machine_is_answered(server: Server, host: str) -> None:
    """A browser may call this machine by its names, through whatever port."""
    assert ask(server, "/", host=host)[0].status == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "", "[::1].evil", "192.0.2.1"],
)
def test_another_name_is_not_answered(server: Server, host: str) -> None:
    """A page that had its own name lead to this machine gets nothing to read, the stream included."""
    for path in ("/", "/.broadsheet/events", "/.broadsheet/live.js"):
        answer, text = ask(server, path, host=host)
        assert answer.status == 421
        assert "Home" not in text


def test_nothing_is_kept_or_given_to_other_sites(server: Server) -> None:
    """No answer may be stored, guessed at, or used by another site's page."""
    for path in ("/", "/nowhere", "/articles", "/.broadsheet/live.js"):
        headers = ask(server, path)[0].headers
        assert headers["Cache-Control"] == "no-store"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_a_folder_is_asked_for_with_its_slash(server: Server) -> None:
    """Without its slash a page's own links would lead elsewhere; the way there never leaves this server."""
    answer, _ = ask(server, "/articles")
    assert (answer.status, answer.headers["Location"]) == (302, "/articles/")
    assert ask(server, "//articles")[0].headers["Location"] == "/articles/"


def test_a_site_stands_under_its_own_path(server: Server) -> None:
    """With an address that has a path, the site is below that and nothing is beside it."""
    server.base = "/repo/"
    for path in ("/", "/repo"):
        answer, _ = ask(server, path)
        assert (answer.status, answer.headers["Location"]) == (302, "/repo/")
    assert "Home" in ask(server, "/repo/")[1]
    assert ask(server, "/repo/articles")[0].headers["Location"] == "/repo/articles/"
    assert ask(server, "/articles/")[0].status == 404
    assert server.address.endswith("/repo/")


def test_head_is_a_get_without_the_page(server: Server) -> None:
    """HEAD has the same length and no body."""
    page = ask(server, "/")[1]
    answer, nothing = ask(server, "/", method="HEAD")
    assert (answer.headers["Content-Length"], nothing) == (str(len(page)), "")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("a.js", "text/javascript; charset=utf-8"),
        ("a.css", "text/css; charset=utf-8"),
        ("a.json", "application/json; charset=utf-8"),
        ("a.svg", "image/svg+xml; charset=utf-8"),
        ("a.wasm", "application/wasm"),
        ("pagefind.en_1.pf_meta", "application/octet-stream"),
        ("en_1.pf_fragment", "application/octet-stream"),
        ("en_1.pf_index", "application/octet-stream"),
        ("wasm.en.pagefind", "application/octet-stream"),
        ("sitemap.xml.gz", "application/gzip"),
        ("LICENSE", "application/octet-stream"),
    ],
)
def test_a_file_says_what_it_is(name: str, kind: str) -> None:
    """Content types come from our own list, so that they are the same on every machine."""
    assert type_of(name) == kind


def test_no_request_fails_while_the_site_is_swapped(server: Server, site: Path) -> None:
    """A reader who asks again and again while sites take each other's place always gets a page of one of them."""
    home = (site / "index.html").read_text("utf-8")
    statuses: list[int] = []
    ended = threading.Event()

    def read() -> None:
        while not ended.is_set():
            statuses.append(ask(server, "/")[0].status)

    reader = threading.Thread(target=read)
    reader.start()
    for _ in range(50):
        fresh = swap.beside(site)
        fresh.mkdir()
        (fresh / "index.html").write_text(home, "utf-8")
        swap.swap_in(fresh, site)
    ended.set()
    reader.join()
    assert statuses
    assert set(statuses) == {200}


def test_where_folders_cannot_be_exchanged_a_request_waits(server: Server, site: Path) -> None:
    """A site that is away for a moment is waited for, not missed."""
    away = site.with_name("away")
    site.rename(away)
    threading.Timer(0.3, lambda: away.rename(site)).start()
    server.board.built(0)  # type: ignore[union-attr] - the fixture gave it one
    assert ask(server, "/")[0].status == 200


def notices(server: Server) -> tuple[socket.socket, Iterator[dict[str, object]]]:
    """Return a connection to the stream, and its notices as they come."""
    connection = socket.create_connection(("127.0.0.1", server.server_port), timeout=10)
    connection.sendall(b"GET /.broadsheet/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
    lines = connection.makefile("r", encoding="utf-8")
    return connection, (json.loads(line[6:]) for line in lines if line.startswith("data: "))


def test_pages_hear_of_builds_and_faults(server: Server) -> None:
    """The present notice comes at once; then each build with another name, and each fault in its three parts."""
    assert server.board is not None
    connection, heard = notices(server)
    with connection:
        first = next(heard)
        assert first["fault"] is None
        server.board.failed(Fault(where="mkdocs.yml:3", what="<b>wrong", remedy="Mend it"))
        failed = next(heard)
        assert failed["fault"] == {"where": "mkdocs.yml:3", "what": "<b>wrong", "remedy": "Mend it"}
        assert failed["build"] == first["build"]
        server.board.built(2)
        built = next(heard)
        assert built["fault"] is None
        assert built["n_problems"] == 2
        assert built["build"] != first["build"]


def test_before_the_first_site_there_is_a_page_that_waits(server: Server, site: Path) -> None:
    """Where nothing was built yet every address answers with a page that will reload."""
    shutil.rmtree(site)
    answer, page = ask(server, "/articles/x/")
    assert answer.status == 503
    assert "built for the first time" in page
    assert "live.js" in page


def test_a_port_that_is_taken_is_an_error_that_says_what_to_do(server: Server, site: Path) -> None:
    """Two servers never share a port: the second says so, and how to get another one."""
    with pytest.raises(WrongUseError, match=rf"listens on 127.0.0.1:{server.server_port}.*--port"):
        Server(site, server.server_port)
