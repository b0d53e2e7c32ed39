"""site_src holds what the build made and what people added, and nothing of either is lost."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.errors import BusyError, WriteError
from generator.model import Draft
from generator.write import Written, building, write_pages

if TYPE_CHECKING:
    from pathlib import Path

ONE = [("index.md", b"home"), ("articles/a.md", b"a"), ("articles/b.md", b"b")]


LISTED = ".broadsheet.pages.json"
"""What we wrote, beside it."""


def held(folder: Path) -> dict[str, bytes]:
    """Return every file in `folder` with its bytes, but for the lists of them."""
    files = {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    for name in (LISTED, ".broadsheet.journal"):
        files.pop(name, None)
    return files


@pytest.fixture
def src(tmp_path: Path) -> Path:
    """A site_src that is not there yet."""
    return tmp_path / "site_src"


def test_all_pages_are_written(src: Path) -> None:
    """The first build writes every page, folders made as needed."""
    assert write_pages(ONE, src) == Written(n_written=3, n_kept=0, n_removed=0)
    assert held(src) == dict(ONE)


def test_the_same_pages_are_not_touched(src: Path) -> None:
    """A second build of the same pages writes none, so that their times of change stay."""
    write_pages(ONE, src)
    for path in src.rglob("*.md"):
        os.utime(path, ns=(1, 1))
    assert write_pages(ONE, src) == Written(n_written=0, n_kept=3, n_removed=0)
    assert {p.stat().st_mtime_ns for p in src.rglob("*.md")} == {1}


def test_only_what_differs_is_written(src: Path) -> None:
    """A changed page is written anew, the others are kept."""
    write_pages(ONE, src)
    assert write_pages([*ONE[:2], ("articles/b.md", b"new")], src) == Written(
        n_written=1, n_kept=2, n_removed=0
    )
    assert held(src)["articles/b.md"] == b"new"


def test_a_page_that_is_gone_is_removed_with_its_empty_folder(src: Path) -> None:
    """What an earlier build wrote and this one does not is removed, and the folders that it leaves empty."""
    write_pages([*ONE, ("topics/deep/t.md", b"t")], src)
    assert write_pages(ONE[:1], src) == Written(n_written=0, n_kept=1, n_removed=3)
    assert held(src) == {"index.md": b"home"}
    assert sorted(p.name for p in src.iterdir()) == [LISTED, "index.md"]


def test_a_page_added_by_hand_stays(src: Path) -> None:
    """A file that no build wrote is never removed, nor is its folder."""
    write_pages(ONE, src)
    (src / "articles" / "mine.md").write_bytes(b"mine")
    write_pages(ONE[:1], src)
    assert held(src) == {"index.md": b"home", "articles/mine.md": b"mine"}


def test_a_page_made_by_hand_wins(src: Path) -> None:
    """Where somebody put a file before, theirs is kept and named in the report, time and again."""
    src.mkdir()
    (src / "index.md").write_bytes(b"my home")
    for _ in range(2):
        assert write_pages(ONE, src).by_hand == ("index.md",)
    assert held(src)["index.md"] == b"my home"


def test_a_page_changed_by_hand_wins(src: Path) -> None:
    """A page of ours that somebody changed since is theirs: neither overwritten nor removed."""
    write_pages(ONE, src)
    (src / "articles" / "a.md").write_bytes(b"edited")
    assert write_pages(ONE, src).by_hand == ("articles/a.md",)
    assert write_pages(ONE[:1], src).n_removed == 1
    assert held(src) == {"index.md": b"home", "articles/a.md": b"edited"}


def test_a_page_by_hand_that_says_the_same_is_ours(src: Path) -> None:
    """A file with the very bytes that we would write is no collision."""
    src.mkdir()
    (src / "index.md").write_bytes(b"home")
    assert write_pages(ONE, src) == Written(n_written=2, n_kept=1, n_removed=0)


@pytest.mark.parametrize("what", ["folder", "link"])
def test_a_folder_or_link_in_the_way_is_left(src: Path, what: str) -> None:
    """A folder or a link that stands where a page would go is somebody's, and is reported."""
    src.mkdir()
    outside = src.parent / "outside.md"
    outside.write_bytes(b"outside")
    if what == "folder":
        (src / "index.md").mkdir()
    else:
        (src / "index.md").symlink_to(outside)
    assert write_pages(ONE, src).by_hand == ("index.md",)
    assert outside.read_bytes() == b"outside"


@pytest.mark.parametrize(
    "path",
    [
        "../x.md",
        "a/../../x.md",
        "/etc/x.md",
        "",
        ".",
        "a//b.md",
        "a/./b.md",
        "a\\b.md",
        "C:/x.md",
        "a\0b.md",
        ".broadsheet.part",
    ],
)
def test_no_path_leads_out(src: Path, path: str) -> None:
    """A path that is absolute, climbs, or is no plain posix path is refused before anything is written."""
    with pytest.raises(WriteError, match="out of site_src"):
        write_pages([(path, b"x")], src)
    assert not list(src.parent.glob("**/x.md"))


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=40))
@settings(max_examples=100, deadline=None)
def test_whatever_the_path_it_stays_inside(tmp_path_factory: pytest.TempPathFactory, path: str) -> None:
    """No path at all makes or changes a file outside of site_src and the state folder."""
    root = tmp_path_factory.mktemp("inside")
    with suppress(WriteError):
        write_pages([(path, b"x")], root / "a" / "site_src")
    assert {p.name for p in root.iterdir()} == {"a"}
    assert {p.name for p in (root / "a").iterdir()} <= {"site_src", ".broadsheet"}


def test_no_link_leads_out(src: Path) -> None:
    """A folder that is a link to somewhere else is refused, and nothing is written there."""
    outside = src.parent / "outside"
    outside.mkdir()
    src.mkdir()
    (src / "articles").symlink_to(outside)
    with pytest.raises(WriteError, match="link to somewhere else"):
        write_pages(ONE, src)
    assert not list(outside.iterdir())


def test_nothing_is_removed_through_a_link(src: Path) -> None:
    """A page that we wrote is not removed from behind a link that took its folder's place."""
    write_pages(ONE, src)
    outside = src.parent / "outside"
    (src / "articles").rename(outside)
    (src / "articles").symlink_to(outside)
    assert write_pages(ONE[:1], src).n_removed == 0
    assert held(outside) == {"a.md": b"a", "b.md": b"b"}


def test_each_path_comes_once(src: Path) -> None:
    """Two pages at one address are a mistake of the caller, not the last one's win."""
    with pytest.raises(WriteError, match="two pages"):
        write_pages([("a.md", b"1"), ("a.md", b"2")], src)


def test_a_build_that_was_cut_short_is_ended_by_the_next(src: Path) -> None:
    """Pages that a build wrote before it broke off are known as ours by the next one, though it had not ended."""
    write_pages(ONE, src)

    def broken() -> object:
        yield "index.md", b"half"
        yield "new.md", b"new"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_pages(broken(), src)  # type: ignore[arg-type]
    assert held(src)["index.md"] == b"half"
    assert write_pages(ONE, src) == Written(n_written=1, n_kept=2, n_removed=1)
    assert held(src) == dict(ONE)


@pytest.mark.parametrize("lost", [False, True])
def test_a_killed_build_is_ended_by_the_next(src: Path, *, lost: bool) -> None:
    """The same when the process is killed outright, and all that builds remember is lost with it: the next build knows."""
    code = (
        "import os, signal, sys\nfrom pathlib import Path\nfrom generator.write import write_pages\n"
        "def pages():\n    yield 'index.md', b'half'\n    yield 'new.md', b'new'\n    os.kill(os.getpid(), signal.SIGKILL)\n"
        "write_pages(pages(), Path(sys.argv[1]))\n"
    )
    write_pages(ONE, src)
    killed = subprocess.run(
        [sys.executable, "-c", code, str(src)],
        env={"PYTHONPATH": ":".join(sys.path)},
        check=False,
    )
    assert killed.returncode == -9
    if lost:
        shutil.rmtree(src.parent / ".broadsheet")
    assert write_pages(ONE, src) == Written(n_written=1, n_kept=2, n_removed=1)
    assert held(src) == dict(ONE)


def test_a_damaged_list_has_a_second(src: Path) -> None:
    """When the list of what we wrote is damaged, its copy serves; nobody's page is lost for it."""
    write_pages(ONE, src)
    listed = src.parent / ".broadsheet" / "pages.json"
    listed.write_bytes(listed.read_bytes()[:-20] + b"x")
    assert write_pages(ONE[:1], src) == Written(n_written=0, n_kept=1, n_removed=2)


def test_without_the_state_folder_our_pages_are_known(src: Path) -> None:
    """All that builds remember is lost while pages change and go: ours are changed and removed, anybody's own stay."""
    write_pages([*ONE, ("topics/t.csv", b"t")], src)
    (src / "imprint.md").write_bytes(b"mine")
    (src / "articles" / "b.md").write_bytes(b"edited")
    shutil.rmtree(src.parent / ".broadsheet")
    written = write_pages([("index.md", b"changed")], src)
    assert (written.n_written, written.n_removed, written.by_hand) == (1, 2, ("articles/b.md",))
    assert held(src) == {"index.md": b"changed", "imprint.md": b"mine", "articles/b.md": b"edited"}


def test_a_list_of_another_time_does_no_harm(src: Path) -> None:
    """What builds remember is put back from a copy, older than the pages: they are ours all the same, and somebody's are not."""
    write_pages(ONE, src)
    shutil.copytree(src.parent / ".broadsheet", src.parent / "kept")
    write_pages([("index.md", b"later"), ("topics/t.md", b"t")], src)
    (src / "articles").mkdir(exist_ok=True)
    (src / "articles" / "a.md").write_bytes(b"mine")
    shutil.rmtree(src.parent / ".broadsheet")
    (src.parent / "kept").rename(src.parent / ".broadsheet")
    assert write_pages([("index.md", b"last")], src).by_hand == ("articles/a.md",)
    assert held(src) == {"index.md": b"last", "articles/a.md": b"mine"}


def test_without_any_list_nothing_is_removed(src: Path) -> None:
    """When the list beside the pages is gone too, unknown pages stay and changed ones are reported: better that than a loss."""
    write_pages(ONE, src)
    shutil.rmtree(src.parent / ".broadsheet")
    (src / LISTED).unlink()
    assert write_pages([("index.md", b"changed")], src) == Written(
        n_written=0, n_kept=0, n_removed=0, by_hand=("index.md",)
    )
    assert held(src) == dict(ONE)


def test_a_page_cut_off_by_a_power_loss_is_written_anew(src: Path) -> None:
    """An empty file at a path of ours is a page that never reached the disk, not somebody's page."""
    write_pages(ONE, src)
    (src / "index.md").write_bytes(b"")
    assert write_pages(ONE, src).n_written == 1
    assert held(src) == dict(ONE)


@pytest.mark.parametrize(
    ("code", "says"),
    [
        (errno.ENOSPC, "Make room"),
        (errno.EROFS, "can be written to"),
        (errno.EACCES, "writable"),
        (errno.EIO, "disk is well"),
    ],
)
def test_the_disk_refuses(src: Path, monkeypatch: pytest.MonkeyPatch, code: int, says: str) -> None:
    """No space, a read-only disk and the like are told with what to do; the pages from before stay whole."""
    write_pages(ONE, src)

    def refuse(path: Path, _content: bytes) -> None:
        raise OSError(code, os.strerror(code), str(path))

    monkeypatch.setattr("generator.write.pages.write_new", refuse)
    with pytest.raises(WriteError, match=says):
        write_pages([("index.md", b"new")], src)
    assert held(src) == dict(ONE)


def test_one_build_at_a_time(src: Path) -> None:
    """While another process builds here, this one says so at once and changes nothing; afterwards it can."""
    code = (
        "import sys\nfrom pathlib import Path\nfrom generator.write import building\n"
        "with building(Path(sys.argv[1])):\n    print('held', flush=True)\n    sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(src.parent)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={"PYTHONPATH": ":".join(sys.path)},
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(BusyError, match="another build"):
            write_pages(ONE, src)
        assert not src.exists()
        other.communicate()
    assert write_pages(ONE, src).n_written == 3


def test_a_build_may_hold_the_lock_for_all_its_steps(src: Path) -> None:
    """A build that has the folder to itself writes pages in it without standing in its own way."""
    with building(src.parent):
        assert write_pages(ONE, src).n_written == 3


def test_a_draft_is_made_only_when_its_key_or_its_file_changed(src: Path) -> None:
    """The same key, and the file as it was left: the draft is not made; a damaged file or another key makes it again."""
    n_made = 0

    def make() -> bytes:
        nonlocal n_made
        n_made += 1
        return b"made"

    def written(key: str) -> Written:
        return write_pages([Draft(path="a.md", key=key, make=make)], src)

    assert (written("1").n_as_before, n_made) == (0, 1)
    assert (written("1").n_as_before, n_made) == (1, 1)
    assert (written("2").n_as_before, n_made) == (0, 2)
    (src / "a.md").unlink()
    assert (written("2").n_written, n_made) == (1, 3)
    (src.parent / ".broadsheet" / "pages.keys.json").write_bytes(b"{}")
    assert (written("2").n_kept, n_made) == (1, 4)
    (src / "a.md").write_bytes(b"somebody's")
    assert written("2").by_hand == ("a.md",)
    assert (src / "a.md").read_bytes() == b"somebody's"


def test_a_key_that_was_left_behind_is_not_believed(src: Path) -> None:
    """Killed between its two lists, a build leaves a key of before beside the page of now: the page is made again."""
    first, second = (
        Draft(path="a.md", key=key, make=content.encode) for key, content in (("1", "one"), ("2", "two"))
    )
    write_pages([first], src)
    keys = src.parent / ".broadsheet" / "pages.keys.json"
    before = keys.read_bytes()
    write_pages([second], src)
    keys.write_bytes(before)
    assert write_pages([first], src).n_written == 1
    assert (src / "a.md").read_bytes() == b"one"
