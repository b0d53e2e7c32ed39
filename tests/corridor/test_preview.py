"""`broadsheet serve` without a browser: what starts a build, what is said of it, and how it ends."""

from __future__ import annotations

import os
import queue
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from typing import TYPE_CHECKING

import jinja2
import pytest

from generator.cli import DONE, WRONG_USE, main
from generator.errors import SiteBuilderError
from generator.preview import fault_of, named_by

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SEED = "Fares rise\n\n“We will not pay,” said Mara Ellwood, the chair of the Harbor Council.\n"
PATIENCE = 90.0
"""Seconds for one build on a machine that has other things to do."""


class Serving:
    """A running `broadsheet serve` and what it says, line by line."""

    def __init__(self, project: Path) -> None:
        command = [sys.executable, "-m", "generator", "serve", "--project", str(project), "--port", "0"]
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8"
        )
        self._lines: queue.Queue[str] = queue.Queue()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line.rstrip("\n"))

    def close(self) -> None:
        """End it, if it has not ended."""
        assert self.process.stdout is not None
        self.process.kill()
        self.process.wait()
        self._reader.join()
        self.process.stdout.close()

    def until(self, pattern: str) -> list[str]:
        """Return the lines up to the first that holds `pattern`."""
        lines: list[str] = []
        while not (lines and re.search(pattern, lines[-1])):
            try:
                lines.append(self._lines.get(timeout=PATIENCE))
            except queue.Empty:
                pytest.fail(f"{pattern} was not said, but: {lines}")
        return lines

    def silence(self, seconds: float) -> list[str]:
        """Return what is said within some seconds."""
        time.sleep(seconds)
        return [self._lines.get() for _ in range(self._lines.qsize())]


@pytest.fixture
def serving(tmp_path: Path, needs_model: None) -> Iterator[Serving]:
    """A served project of one invented article, with a theme and settings of its own elsewhere."""
    del needs_model
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "fares.txt").write_text(SEED, "utf-8")
    (tmp_path / "site_src").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: Tarn Post\n", "utf-8")
    serving = Serving(tmp_path)
    try:
        yield serving
    finally:
        serving.close()


def test_others_changes_build_again_and_its_own_writing_does_not(serving: Serving, tmp_path: Path) -> None:
    """A build follows each change of others, also one that comes while it builds, and never what it wrote itself."""
    address = re.search(r"http://\S+", serving.until("http://")[-1])
    assert address is not None
    serving.until(r"^Pages: ")
    assert serving.silence(1.0) == []

    (tmp_path / "site_src" / "own.md").write_text("# By hand\n", "utf-8")
    assert serving.until("changed")[-1] == "site_src/own.md changed."
    serving.until("Building the site")  # by now the seeds have been read
    (tmp_path / "seeds" / "fares.txt").write_text(SEED.replace("Fares", "Fees"), "utf-8")
    lines = serving.until(r"fares\.txt changed")
    assert any(line.startswith("Pages: ") for line in lines)
    serving.until(r"^Pages: ")
    with urllib.request.urlopen(f"{address[0]}own/") as page:  # noqa: S310 - our own server
        assert "By hand" in page.read().decode()

    (tmp_path / "mkdocs.yml").write_text("site_name: [\n", "utf-8")
    assert "error: mkdocs.yml:" in serving.until("last good site stays")[-2]
    with urllib.request.urlopen(address[0]) as page:  # noqa: S310 - our own server
        assert "Fees rise" in page.read().decode()
    assert serving.silence(0.8) == []

    serving.process.send_signal(signal.SIGTERM)
    assert serving.process.wait(10) == DONE


@pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="looks for children in /proc")  # noqa: PTH112 - no path of ours
def test_ctrl_c_during_a_build_ends_it_with_all_its_children(serving: Serving) -> None:
    """Whoever stops it while MkDocs is at work waits a moment, not for MkDocs, and nothing is left behind."""
    serving.until("Building the site")
    children = _children(serving.process.pid)
    serving.process.send_signal(signal.SIGINT)
    assert serving.process.wait(5) == DONE
    time.sleep(0.2)
    assert [pid for pid in children if os.path.exists(f"/proc/{pid}")] == []  # noqa: PTH110 - see above
    assert any("Stopped" in line for line in serving.silence(0.2))


def _children(pid: int) -> list[str]:
    listed = subprocess.run(
        [shutil.which("pgrep") or "pgrep", "-P", str(pid)], capture_output=True, text=True, check=False
    )
    return listed.stdout.split()


def test_a_site_can_be_shown_only_where_there_is_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--site` with a folder that holds no site, `--project` with one that is none: an error, and what to do."""
    assert main(["serve", "--site", str(tmp_path)]) == WRONG_USE
    assert "there is no built site" in capsys.readouterr().err
    assert main(["serve", "--project", str(tmp_path / "none")]) == WRONG_USE
    assert "there is no such folder" in capsys.readouterr().err
    with pytest.raises(SystemExit, match="2"):
        main(["serve", "--port", "65536"])


def test_settings_name_what_is_watched_even_while_broken(tmp_path: Path) -> None:
    """Inherited files, hooks and a theme of one's own are found line by line, in files that are no YAML too."""
    (tmp_path / "mkdocs.yml").write_text(
        "INHERIT: ../base.yml # shared\nsite_name: [\ntheme:\n  custom_dir: 'my theme'\nhooks:\n  - hooks/a.py\n",
        "utf-8",
    )
    base = tmp_path.parent / "base.yml"
    base.write_text('hooks: \n  - "b.py"\nINHERIT: base.yml\n', "utf-8")
    named = named_by(tmp_path)
    assert [os.path.relpath(path, tmp_path) for path in named.files] == [
        "mkdocs.yml",
        "../base.yml",
        "hooks/a.py",
        "../b.py",
    ]
    assert named.folders == (tmp_path / "my theme",)
    assert named_by(tmp_path / "none").files == (tmp_path / "none" / "mkdocs.yml",)


@pytest.mark.parametrize(
    ("template", "line"),
    [
        ("{{ view.title }}\n{% if %}", 2),
        ("a\n\n{{ missing.title }}", 3),
        ("a\n{{ 1 + 'a' }}", 2),
        ("a\n{% include 'none.md.j2' %}", 2),
    ],
)
def test_what_a_template_does_wrong_is_told_with_its_line(tmp_path: Path, template: str, line: int) -> None:
    """A template that cannot be read, or asks for what is not there, is named with its line."""
    file = tmp_path / "page.md.j2"
    file.write_text(template, "utf-8")
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(tmp_path), undefined=jinja2.StrictUndefined, autoescape=True
    )
    with pytest.raises(Exception) as raised:  # noqa: PT011 - four kinds of errors, all of a template
        environment.get_template("page.md.j2").render()
    fault = fault_of(raised.value)
    assert fault.where == f"{file}:{line}"
    assert fault.what
    assert "template" in fault.remedy


def test_other_faults_say_where_and_what() -> None:
    """An error of ours keeps its three parts, one of the disk names the file, a defect says that it is one."""
    ours = fault_of(SiteBuilderError("mkdocs", "it ended:\n  WARNING\n", "Mend it"))
    assert (ours.where, ours.what, ours.remedy) == ("mkdocs", "it ended:\n  WARNING", "Mend it")
    assert fault_of(PermissionError(13, "Permission denied", "seeds/a.txt")).where == "seeds/a.txt"
    assert "ValueError: odd" in fault_of(ValueError("odd")).what
