"""Rules of noticing what changed on disk."""

from __future__ import annotations

import os
import threading
import time
from typing import TYPE_CHECKING

import pytest

from generator.serve import Watcher, changed, snapshot

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def watcher() -> Iterator[Watcher]:
    """A watcher that is stopped in the end."""
    watcher = Watcher()
    yield watcher
    watcher.stop()


def test_a_snapshot_holds_what_counts(tmp_path: Path) -> None:
    """Hidden files, caches of Python and what is left out are passed over; a root may be a file, or not be there."""
    for name in (
        "seeds/a.txt",
        "seeds/.a.txt.swp",
        "seeds/.git/x",
        "hooks/__pycache__/h.pyc",
        "site/index.html",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x", "utf-8")
    (tmp_path / "mkdocs.yml").write_text("x", "utf-8")
    names = snapshot([tmp_path, tmp_path / "mkdocs.yml", tmp_path / "none"], without=[tmp_path / "site"])
    assert {os.path.relpath(name, tmp_path) for name in names} == {"seeds/a.txt", "mkdocs.yml"}


def test_changes_are_what_came_went_or_differs(tmp_path: Path) -> None:
    """Two snapshots of the same files are equal; a file that was written, added or removed is named."""
    for name in "abc":
        (tmp_path / name).write_text(name, "utf-8")
    before = snapshot([tmp_path])
    assert changed(before, snapshot([tmp_path])) == []
    (tmp_path / "a").write_text("another", "utf-8")
    (tmp_path / "b").unlink()
    (tmp_path / "d").write_text("d", "utf-8")
    assert [path[-1] for path in changed(before, snapshot([tmp_path]))] == ["a", "b", "d"]


def test_reading_wakes_nobody_and_writing_does(watcher: Watcher, tmp_path: Path) -> None:
    """Looking at files is no change, or looking would lead to looking."""
    (tmp_path / "a.txt").write_text("a", "utf-8")
    watcher.watch({tmp_path: True})
    (tmp_path / "a.txt").read_text("utf-8")
    snapshot([tmp_path])
    assert not watcher.wait(0.4)
    (tmp_path / "a.txt").write_text("b", "utf-8")
    assert watcher.wait(5)


def test_many_files_are_one_change(watcher: Watcher, tmp_path: Path) -> None:
    """A thousand files, written with pauses between them as Git does, wake once."""
    watcher.watch({tmp_path: True})

    def check_out() -> None:
        for number in range(1000):
            (tmp_path / f"{number}.txt").write_text("x", "utf-8")
            if number % 250 == 249:
                time.sleep(0.2)

    thread = threading.Thread(target=check_out)
    thread.start()
    assert watcher.wait(5)
    thread.join()
    assert len(snapshot([tmp_path])) == 1000
    assert not watcher.wait(0.7)


def test_folders_can_come_and_go(watcher: Watcher, tmp_path: Path) -> None:
    """What is not there is passed over, and watched when it is asked for again; what is no longer asked for is not."""
    seeds = tmp_path / "seeds"
    watcher.watch({tmp_path: False, seeds: True})
    seeds.mkdir()
    assert watcher.wait(5)
    watcher.watch({seeds: True})
    (seeds / "a.txt").write_text("a", "utf-8")
    assert watcher.wait(5)
    (tmp_path / "b.txt").write_text("b", "utf-8")
    assert not watcher.wait(0.4)


def test_where_the_system_refuses_every_file_is_looked_at(
    watcher: Watcher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When there are more folders than the system watches, changes are noticed all the same, a second later."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(28, "inotify watch limit reached")

    monkeypatch.setattr(watcher._observer, "schedule", refuse)  # noqa: SLF001 - the system's limit cannot be set here
    watcher.watch({tmp_path: True})
    assert watcher.is_polling
    (tmp_path / "a.txt").write_text("a", "utf-8")
    assert watcher.wait(5)
