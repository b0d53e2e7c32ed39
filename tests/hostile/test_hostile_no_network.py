"""A build asks the network for nothing: not its own process, not MkDocs, not Pagefind, not a worker."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from builds_apart import FEW, STARTED, Way, build, write_project

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = [pytest.mark.model, pytest.mark.usefixtures("needs_model")]

_INTERNET = re.compile(r"(?:connect|sendto|sendmsg|sendmmsg)\(.*sa_family=AF_INET6?\b")
"""How strace writes a call that reaches for an address; to bind one, as urllib3 does to see whether there is IPv6, asks nobody."""
_CALLS = "trace=connect,sendto,sendmsg,sendmmsg"


def works(*command: str) -> bool:
    """Tell whether a command is there and may be used here."""
    if shutil.which(command[0]) is None:
        return False
    return subprocess.run([*command, "true"], capture_output=True, check=False).returncode == 0


def without_network() -> tuple[str, ...]:
    """Return the words that begin a process in a network of its own, in which there is nobody; () where none may."""
    for command in (("unshare", "--map-root-user", "--net"), ("unshare", "--net")):
        if works(*command):
            return command
    return ()


def watched(log: Path) -> tuple[str, ...]:
    """Return the words that write down each call of a process and its children to an address; () without strace."""
    command = ("strace", "-f", "-qq", "--seccomp-bpf", "-e", _CALLS, "-o", str(log))
    return command if works(*command) else ()


def calls(log: Path) -> list[str]:
    """Return the calls that strace saw to addresses of the internet."""
    if not log.exists():
        return []
    return [line for line in log.read_text("utf-8", "replace").splitlines() if _INTERNET.search(line)]


def test_a_build_asks_the_network_for_nothing(
    tmp_path: Path, tried: Callable[..., None], rounds: Callable[[int, int], int]
) -> None:
    """Without a network, every socket forbidden and every attempt noted, the site is built as ever, and nobody tried.

    Attempts are seen by Python itself in each Python process, and by strace in all of them, Pagefind too.
    """
    asked, log = tmp_path / "asked.txt", tmp_path / "strace.txt"
    folder = write_project(tmp_path / "news", FEW if rounds(1, 0) else ())
    way = Way(name="no network", environment={"BROADSHEET_ASKED": str(asked)}, arguments=("--jobs", "2"))
    before = (*without_network(), *watched(log))
    build(folder, way, *before)
    assert (folder / "site" / "pagefind" / "pagefind-entry.json").is_file()
    attempts = [*(asked.read_text("utf-8").splitlines() if asked.exists() else ()), *calls(log)]
    means = ["Python's audit"] + ["no network at all"] * bool(without_network()) + ["strace"] * log.exists()
    tried("builds without a network", 1, n_failed=bool(attempts), remark=", ".join(means))
    assert attempts == []


_ASKS = "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'', ('192.0.2.1', 9))"


def test_an_attempt_would_be_seen(tmp_path: Path) -> None:
    """A name that is looked up, a datagram, a process of another kind: each is noted, even where it hides its failure."""
    asked = tmp_path / "asked.txt"
    environment = {**os.environ, "PYTHONPATH": str(STARTED), "BROADSHEET_ASKED": str(asked)}
    for line in ("socket.getaddrinfo('name.example', 80)", "socket.create_connection(('127.0.0.1', 9))"):
        code = f"import socket\ntry:\n    {line}\nexcept OSError:\n    pass"
        subprocess.run([sys.executable, "-c", code], env=environment, check=True)
    assert asked.read_text("utf-8").count("socket.getaddrinfo") >= 2  # both begin with it
    log = tmp_path / "strace.txt"
    if watched(log):
        # Without any of what the test puts in first, as a program that is no Python would be.
        hidden = [*watched(log), sys.executable, "-I", "-S", "-c", _ASKS]
        subprocess.run(hidden, capture_output=True, check=False)
        assert len(calls(log)) == 1
    if before := without_network():
        ended = subprocess.run([*before, sys.executable, "-I", "-c", _ASKS], capture_output=True, check=False)
        assert b"unreachable" in ended.stderr
