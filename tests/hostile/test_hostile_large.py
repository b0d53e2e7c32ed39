"""A file of up to 5 MB, whatever it holds: built in 30 s and 2 GB, or refused in clear words."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from large_files import CASES, LIMIT, MOST

from generator.engine.executors import ONE_THREAD
from generator.read import ReadSettings, read_record

if TYPE_CHECKING:
    from collections.abc import Callable

    from large_files import Case

pytestmark = pytest.mark.model

WHOLE = bool(os.environ.get("BROADSHEET_SOAK"))
MOST_SECONDS = 30
"""Of processor time of the whole command: the wall's on a machine with nothing else to do."""
MOST_MEMORY = 2_000_000_000
"""Bytes that all its processes have at one moment."""
GOOD = (
    "Harbour closes in Vell\n\nThe council of Vell voted on Monday to close the old harbour, said Mira Holm, the "
    "head of the union.\n"
)
PAGE_SIZE = os.sysconf("SC_PAGE_SIZE")
PUBLISHED = {"10,000 [ in one line, md", "lone surrogates, jsonl"}
"""Quick ones that are merely odd."""
QUICK = [name for name, case in CASES.items() if case.is_quick]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a command did and took."""

    code: int
    said: str
    cpu: float
    """Seconds of processor time of all its processes."""
    wall: float
    """Seconds."""
    memory: int
    """Most bytes that all its processes had at one moment."""


@pytest.mark.skipif(not WHOLE, reason="takes a quarter of an hour: make soak")
@pytest.mark.parametrize("name", CASES)
def test_a_large_file_is_built_or_refused(name: str, tmp_path: Path, tried: Callable[..., None]) -> None:
    """A build with one such file takes at most 30 s and 2 GB, publishes the others, and says what it left out."""
    case = CASES[name]
    lay_out(case, tmp_path)
    cost = build(tmp_path)
    published = published_in(tmp_path)
    is_refused = f"seeds/{case.name}" in cost.said or "seeds/odd.yml" in cost.said
    is_published = len(published) == 2
    remark = f"{cost.cpu:.1f} s of processor ({cost.wall:.0f} s), {cost.memory / 1e9:.2f} GB, "
    remark += "published" if is_published else f"refused: {cost.said.partition(': ')[2].strip()[:80]}"
    is_sound = cost.cpu <= MOST_SECONDS and cost.memory <= MOST_MEMORY and cost.code == 0
    tried(f"large: {name}", 1, n_failed=not (is_sound and (is_refused or is_published)), remark=remark)
    assert "Traceback" not in cost.said
    assert "defect of Broadsheet" not in cost.said
    assert cost.code == 0, cost.said
    assert any(slug.startswith("harbour-closes-in-vell") for slug in published), (
        "the good article is published"
    )
    assert is_published or is_refused, f"neither published nor refused: {cost.said}"
    assert cost.cpu <= MOST_SECONDS, f"{cost.cpu:.1f} s of processor time"
    assert cost.memory <= MOST_MEMORY, f"{cost.memory / 1e9:.2f} GB"


def test_large_files_together(tmp_path: Path, tried: Callable[..., None]) -> None:
    """A build with several of them takes what one may, publishes the good article, and says what it left out."""
    for i, name in enumerate(QUICK):
        case = CASES[name]
        lay_out(replace(case, name=case.name.replace("odd", f"odd{i}")), tmp_path)
    cost = build(tmp_path)
    slugs = published_in(tmp_path)
    lost = [n for i, n in enumerate(QUICK) if f"seeds/odd{i}." not in cost.said and n not in PUBLISHED]
    tried(
        "large files, together",
        len(QUICK),
        n_failed=len(lost),
        remark=f"{cost.cpu:.1f} s, {cost.memory / 1e9:.2f} GB",
    )
    assert "Traceback" not in cost.said
    assert cost.code == 0, cost.said
    assert not lost, cost.said
    assert len(slugs) == 1 + len(PUBLISHED), "the good article and those that are merely odd"
    assert any(slug.startswith("harbour-closes-in-vell") for slug in slugs)
    assert cost.cpu <= MOST_SECONDS, f"{cost.cpu:.1f} s of processor time"
    assert cost.memory <= MOST_MEMORY, f"{cost.memory / 1e9:.2f} GB"


@pytest.mark.parametrize("name", CASES if WHOLE else QUICK)
def test_no_case_is_larger_than_it_may_be(name: str) -> None:
    """Each case, and what lies beside it, is let in by `max_bytes`, so that what refuses it is more than its size."""
    case = CASES[name]
    assert 4_000 < len(case.make()) <= MOST
    assert case.beside is None or len(case.beside()) <= MOST


def test_an_article_has_a_longest_text() -> None:
    """A text of as many characters as the setting says is read, one more is refused with both figures."""
    settings = ReadSettings(language="en")
    assert settings.max_article_characters == LIMIT
    words = ("word " * LIMIT)[:LIMIT].replace(" w", ".\n", 1)
    fits = read_record({"id": "a", "text": words}, place="in.jsonl", line=3, settings=settings)
    over = read_record({"id": "a", "text": words + "s"}, place="in.jsonl", line=3, settings=settings)
    assert not hasattr(fits, "what")
    assert str(over).startswith(
        "in.jsonl:3: holds 130,001 characters, more than 130,000; it was left out. Cut it"
    )
    assert "`max_article_characters`" in str(over)


def test_an_article_has_a_largest_number_of_paragraphs() -> None:
    """Ten thousand paragraphs are read, one more is refused; empty lines are none."""
    settings = ReadSettings(language="en")
    fits = read_record({"id": "a", "text": "a\n\n" * 10_000}, place="in.jsonl", line=1, settings=settings)
    over = read_record({"id": "a", "text": "a\n\n" * 10_001}, place="in.jsonl", line=1, settings=settings)
    assert not hasattr(fits, "what")
    assert "holds 10,001 paragraphs, more than 10,000; it was left out" in str(over)


def published_in(project: Path) -> list[str]:
    """Return the slugs of the articles that a site has pages of."""
    indexes = {"page", "by-name"}
    pages = (project / "site" / "articles").glob("*/index.html")
    return [page.parent.name for page in pages if page.parent.name not in indexes]


def lay_out(case: Case, project: Path) -> None:
    """Write a project with a good article and the file of a case."""
    seeds = project / "seeds"
    seeds.mkdir(exist_ok=True)
    (project / "mkdocs.yml").write_text(
        "site_name: Large\nextra:\n  broadsheet:\n    publish: full\n", "utf-8"
    )
    (seeds / "good.txt").write_text(GOOD, "utf-8")
    (seeds / case.name).write_bytes(case.make())
    if case.beside is not None:
        (seeds / f"{case.name.partition('.')[0]}.yml").write_bytes(case.beside())


def build(project: Path) -> Cost:
    """Build a project, killed where it takes three times as long or large as it may."""
    environment = {**os.environ, **ONE_THREAD, "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    command = [sys.executable, "-m", "generator", "build", "--project", str(project), "-q", "--jobs", "1"]
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    with subprocess.Popen(
        command,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        preexec_fn=limit,  # noqa: PLW1509 - sets two limits and nothing else
    ) as process:
        said: list[str] = []
        assert process.stdout is not None
        reader = threading.Thread(
            target=lambda: said.append(process.stdout.read().decode("utf-8", "replace"))
        )  # type: ignore[union-attr]
        reader.start()
        memory = 0
        while process.poll() is None:
            memory = max(memory, memory_of(process.pid))
            if memory > 3 * MOST_MEMORY:
                process.kill()
            time.sleep(0.1)
        reader.join()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(
        code=process.returncode, said="".join(said), cpu=cpu, wall=time.monotonic() - begun, memory=memory
    )


def limit() -> None:
    """Let a process and each that it starts end when it has taken three times what it may."""
    resource.setrlimit(resource.RLIMIT_CPU, (3 * MOST_SECONDS, 3 * MOST_SECONDS + 5))


def memory_of(root: int) -> int:
    """Return the bytes that a process and all that it started have now; 0 where the system does not tell."""
    parents: dict[int, int] = {}
    bytes_of: dict[int, int] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text("utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue  # it ended just now
        parents[int(folder.name)], bytes_of[int(folder.name)] = int(fields[1]), int(fields[21]) * PAGE_SIZE
    family, found = [root], 0
    while family:
        one = family.pop()
        found += bytes_of.get(one, 0)
        family += [child for child, parent in parents.items() if parent == one]
    return found
