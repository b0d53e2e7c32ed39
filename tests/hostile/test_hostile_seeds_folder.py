"""A seeds' folder with anything in it but seeds: links out of it, pipes, sockets, devices, loops, folders named like seeds."""

from __future__ import annotations

import os
import socket
import stat
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import pytest

from generator.cli import DONE, main

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

pytestmark = [pytest.mark.model, pytest.mark.usefixtures("needs_model")]

SECRET = "The secret of Vell is kept in a tin box."  # noqa: S105 - words of a file that is no seed
GOOD = "Harbour closes in Vell\n\nThe council of Vell voted on Monday to close the harbour, said Mira Holm.\n"

_OPENED: list[str] = []
_hooked: list[bool] = []


@contextmanager
def opened() -> Iterator[list[str]]:
    """Tell which paths this process opens or lists."""

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if event in {"open", "os.listdir", "os.scandir"} and _hooked and _hooked[-1]:
            _OPENED.append(os.fsdecode(arguments[0]) if isinstance(arguments[0], (str, bytes)) else "")

    if not _hooked:
        sys.addaudithook(hook)
    _OPENED.clear()
    _hooked.append(True)
    try:
        yield _OPENED
    finally:
        _hooked.append(False)


def put_everything_into(seeds: Path, outside: Path) -> dict[str, str]:
    """Fill a folder, and return what is to be said of each thing."""
    leads_out, odd = "the link leads out of the seeds' folder", "is not an ordinary file"
    nowhere, linked = "the link leads nowhere", "a linked folder is not read"
    links = {
        "out.txt": (outside / "secret.txt", leads_out),
        "out.jsonl": (outside / "secret.jsonl", leads_out),
        "good.yml": (outside / "secret.yml", leads_out),
        "overrides.yml": (outside / "secret.yml", "the link leads out of its folder; nothing in it applies"),
        "relative.txt": ("../../outside/secret.txt", leads_out),
        "settings.txt": ("../mkdocs.yml", leads_out),
        "zero.txt": ("/dev/zero", leads_out),
        "environment.txt": ("/proc/self/environ", leads_out),
        "dead.txt": ("nothing", nowhere),
        "loop.txt": ("loop.txt", nowhere),
        "ring.md": ("ring.txt", nowhere),
        "ring.txt": ("ring.md", nowhere),
        "folder": (outside, linked),
        "itself": (seeds, linked),
        "project": ("..", linked),
        "everything": ("/", linked),
    }
    for name, (target, _) in links.items():
        (seeds / name).symlink_to(target)
    said = {name: what for name, (_, what) in links.items()}
    for name in ("pipe.txt", "pipe.jsonl", "pipe.jsonl.gz", "pipe.html"):
        os.mkfifo(seeds / name)
        said[name] = odd
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(str(seeds / "socket.md"))
    said["socket.md"] = odd
    with suppress(PermissionError):
        os.mknod(seeds / "device.txt", 0o600 | stat.S_IFCHR, os.makedev(1, 5))
        said["device.txt"] = odd
    for name in ("folder.txt", "folder.jsonl", "folder.yml"):
        (seeds / name).mkdir()
    return said


@pytest.mark.skipif(sys.platform == "win32", reason="this system has neither pipes nor such links")
def test_whatever_lies_in_the_seeds_folder_nothing_else_is_opened(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], tried: Callable[..., None]
) -> None:
    """Each thing has its line in the report, the good article is published, and no file outside is even opened, time and again."""
    project, outside = tmp_path / "p", tmp_path / "outside"
    (project / "seeds").mkdir(parents=True)
    outside.mkdir()
    for name in ("secret.txt", "secret.yml", "secret.jsonl"):
        (outside / name).write_text(SECRET, "utf-8")
    (project / "mkdocs.yml").write_text("site_name: Odd\n", "utf-8")
    (project / "seeds" / "good.txt").write_text(GOOD, "utf-8")
    said = put_everything_into(project / "seeds", outside)
    for _ in range(2):
        with opened() as paths:
            assert main(["build", "--project", str(project), "--jobs", "1"]) == DONE
        told = capsys.readouterr()
        lines = [line for line in (told.out + told.err).splitlines() if line.startswith("error: seeds/")]
        found = {line.split(": ")[1].removeprefix("seeds/"): line.split(": ", 2)[2] for line in lines}
        assert {name: what.split(".")[0] for name, what in found.items()} == said
        assert all(". " in what for what in found.values()), "what to do is said too"
        away = [path for path in paths if path.startswith((str(outside), "/dev/zero", "/proc/self/environ"))]
        assert away == []
        behind = {f"{project}/seeds/{name}" for name in said}
        through = [p for p in paths if p in behind or p.startswith(tuple(f"{name}/" for name in behind))]
        assert through == []
    articles = [path.parent.name for path in (project / "site" / "articles").glob("harbour*/index.html")]
    assert len(articles) == 1
    made = [path for name in ("site", "site_src", ".broadsheet") for path in (project / name).rglob("*")]
    assert not [path for path in made if path.is_file() and SECRET.encode() in path.read_bytes()]
    tried("things in the seeds' folder that are no seeds", len(said) + 3, remark="built twice")
