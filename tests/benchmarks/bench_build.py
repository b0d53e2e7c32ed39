"""What a build costs, cold and after each kind of change; how that grows; what a corpus of the largest size takes.

Not part of `make test`: `make bench`, with BROADSHEET_EVAL naming the folder of evaluation data. Processor time is that
of whole commands, each a process of its own with all that it starts. A copy of the program is measured, so that
templates can be changed. The largest corpus, a quarter of an hour by itself, is built with BROADSHEET_LARGE=1 only.
"""

from __future__ import annotations

import gzip
import itertools
import json
import os
import resource
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from generator.engine.executors import ONE_THREAD
from tests.publishing import Repository

if TYPE_CHECKING:
    from collections.abc import Callable

PROJECT = Path(__file__).parents[2]
FOLDER = os.environ.get("BROADSHEET_EVAL", "")
DATA = Path(FOLDER) / "data"
N_ARTICLES = int(os.environ.get("BROADSHEET_BENCH_ARTICLES", "2000"))

pytestmark = [
    pytest.mark.model,
    pytest.mark.evaluation,
    pytest.mark.skipif(not FOLDER, reason="BROADSHEET_EVAL names no folder of evaluation data"),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a command took with all processes that it waited for."""

    cpu: float
    """Seconds of processor time."""
    stages: dict[str, Any]
    """What --timings wrote, by stage; empty for other commands."""
    memory: float = 0.0
    """Peak of all processes together, in GB; 0 where it was not taken."""


def run(arguments: list[str], folder: Path, program: Path | None = None) -> float:
    """Run a command of Python's and return the processor time of it and its children, in seconds."""
    environment = {**os.environ, **ONE_THREAD, "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    environment |= {"PYTHONPATH": str(program)} if program else {}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], cwd=folder, env=environment, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A project with a copy of the program that builds it."""

    folder: Path
    program: Path

    def build(self, *options: str) -> Cost:
        """Build and return what that took."""
        timings = self.folder.with_suffix(".timings.json")
        command = ["-m", "generator", "build", "--project", str(self.folder), "-q", "--timings", str(timings)]
        cpu = run([*command, *options], self.program, self.program)
        told = json.loads(timings.read_bytes())
        memory = (told["peak_memory_with_children_bytes"] or 0) / 1e9
        return Cost(cpu=cpu, stages={s["name"]: s for s in told["stages"]}, memory=memory)


def site_of(folder: Path, lines: list[str]) -> Site:
    """Return a project whose seeds are these lines of an archive."""
    program = folder / "program"
    for name in ("generator", "templates"):
        shutil.copytree(PROJECT / name, program / name, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "project" / "seeds").mkdir(parents=True)
    (folder / "project" / "seeds" / "archive.jsonl").write_text("".join(lines), "utf-8")
    (folder / "project" / "mkdocs.yml").write_text("site_name: Benchmark\n", "utf-8")
    return Site(folder=folder / "project", program=program)


def articles(name: str) -> list[str]:
    """Return the lines of a corpus."""
    with gzip.open(DATA / f"articles-{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return list(lines)


@pytest.fixture(scope="module")
def bbc(tmp_path_factory: pytest.TempPathFactory) -> tuple[Site, Cost]:
    """2,000 BBC articles, built once, and what that took."""
    site = site_of(tmp_path_factory.mktemp("bbc"), articles("bbc2225")[:N_ARTICLES])
    return site, site.build()


def after_analysis(cost: Cost) -> float:
    """Return the processor time of all stages behind the analysis."""
    names = ("aggregate", "compose", "render and write", "build site and search")
    return sum(float(cost.stages[name]["cpu_seconds"]) for name in names)


def test_all_after_the_analysis_beside_mkdocs(bbc: tuple[Site, Cost], measured: Callable[..., None]) -> None:
    """Joining, pages, charts, data, site, links and search cost little more than MkDocs with its own search does."""
    site, cold = bbc
    settings = site.folder / ".broadsheet" / "mkdocs.0.yml"
    told = yaml.safe_load(settings.read_text("utf-8"))
    told |= {"site_dir": str(site.folder.parent / "mkdocs"), "plugins": ["search"]}
    bare = site.folder.parent / "mkdocs.yml"
    bare.write_text(yaml.safe_dump(told, sort_keys=False), "utf-8")
    mkdocs = run(["-m", "mkdocs", "-q", "build", "-f", str(bare)], site.folder)
    shutil.rmtree(site.folder.parent / "mkdocs")
    what = f"all after the analysis, {N_ARTICLES:,} BBC articles, CPU"
    measured(
        what,
        "mkdocs build of the same site_src with the theme's search",
        after_analysis(cold) / mkdocs,
        must=1.5,
        aim=0.8,
    )


def test_nothing_changed(bbc: tuple[Site, Cost], measured: Callable[..., None]) -> None:
    """A build with nothing to do costs next to nothing."""
    site, cold = bbc
    share = site.build().cpu / cold.cpu
    measured("the same again, nothing changed, CPU", "the cold build", share, must=0.02, aim=0.01, unit="%")


def test_one_seed_changed(bbc: tuple[Site, Cost], measured: Callable[..., None]) -> None:
    """One changed article costs a small part of the corpus's work, and only its own analysis."""
    site, cold = bbc
    seeds = site.folder / "seeds" / "archive.jsonl"
    lines = seeds.read_text("utf-8").splitlines(keepends=True)
    one = json.loads(lines[len(lines) // 2])
    one["text"] = one["text"].replace(". ", ". So it was said at the time. ", 1)
    lines[len(lines) // 2] = json.dumps(one) + "\n"
    seeds.write_text("".join(lines), "utf-8")
    changed = site.build()
    analysed = changed.stages["analyse"]
    assert analysed["n_done"] - analysed["n_from_store"] == 1
    measured("one seed changed, CPU", "the cold build", changed.cpu / cold.cpu, must=0.1, aim=0.04, unit="%")


def test_a_push_that_changes_one_seed(tmp_path: Path, measured: Callable[..., None]) -> None:
    """The publishing workflow's own steps, run twice on empty machines: the second time they do the small work only."""
    found = (json.loads(line) for line in articles("bbc2225")[:N_ARTICLES])
    # The workflow builds with --strict, for which a field that means nothing here is a problem.
    lines = [json.dumps({k: v for k, v in one.items() if k != "category"}) + "\n" for one in found]
    repository = Repository(tmp_path, {"archive.jsonl": "".join(lines)})
    cold = repository.publish()
    one = json.loads(lines[len(lines) // 2])
    one["text"] = one["text"].replace(". ", ". So it was said at the time. ", 1)
    lines[len(lines) // 2] = json.dumps(one) + "\n"
    repository.push({"archive.jsonl": "".join(lines)})
    changed = repository.publish()
    assert f"{len(lines) - 1:,} of {len(lines):,} from the cache" in changed.said
    what = "a push with one seed changed, the publishing workflow's steps, CPU"
    measured(what, "its first run", changed.cpu / cold.cpu, must=0.12, unit="%")


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("theme/assets/stylesheets/pages.css", "", "\n/* changed */\n"),
        ("theme/partials/footer.html", "</footer>", "<p>Changed</p></footer>"),
        ("pages/article.md.j2", "", "\n<p>Changed</p>\n"),
    ],
    ids=["style", "frame of all pages", "template of articles"],
)
def test_a_template_changed(
    bbc: tuple[Site, Cost],
    name: str,
    old: str,
    new: str,
    measured: Callable[..., None],
    request: pytest.FixtureRequest,
) -> None:
    """A changed style, frame or page template never runs the language model again."""
    site, cold = bbc
    file = site.program / "templates" / name
    text = file.read_text("utf-8")
    file.write_text(text.replace(old, new) if old else text + new, "utf-8")
    changed = site.build()
    analysed = changed.stages["analyse"]
    assert analysed["n_done"] == analysed["n_from_store"]
    kind = request.node.callspec.id
    measured(f"changed: {kind}, CPU", "the cold build", changed.cpu / cold.cpu, must=0.4, aim=0.2, unit="%")


def test_growth(
    bbc: tuple[Site, Cost], tmp_path_factory: pytest.TempPathFactory, measured: Callable[..., None]
) -> None:
    """An article costs the same in a small corpus and in a large one: every so-many-th article of the same kind."""
    lines = articles("bbc2225")[:N_ARTICLES]
    each = {N_ARTICLES: bbc[1].cpu / N_ARTICLES}
    for part in (2, 4):
        some = lines[::part]
        site = site_of(tmp_path_factory.mktemp(f"part{part}"), some)
        each[len(some)] = site.build().cpu / len(some)
        shutil.rmtree(site.folder.parent)
    sizes = sorted(each)
    worst = max(each[more] / each[fewer] for fewer, more in itertools.pairwise(sizes))
    told = ", ".join(f"{n:,}: {1000 * each[n]:.0f} ms" for n in sizes)
    measured(f"growth of CPU per article ({told})", "half as many", worst, must=1.1)


def test_help(measured: Callable[..., None], tmp_path: Path) -> None:
    """The command says what it can do without loading what it does it with."""
    rounds = [(run(["-m", "generator", "--help"], PROJECT), run(["-c", "pass"], tmp_path)) for _ in range(7)]
    more = min(ours for ours, _ in rounds) - min(bare for _, bare in rounds)
    measured("broadsheet --help, CPU more than", "python -c pass", more, must=0.15, unit="s")


@pytest.mark.skipif(
    not os.environ.get("BROADSHEET_LARGE"), reason="takes a quarter of an hour: set BROADSHEET_LARGE=1"
)
def test_the_largest_corpus(tmp_path_factory: pytest.TempPathFactory, measured: Callable[..., None]) -> None:
    """18,276 Reuters articles become one site that Pages takes."""
    site = site_of(tmp_path_factory.mktemp("large"), articles("reuters21578"))
    built = site.build("--jobs", "2")
    files = [path for path in (site.folder / "site").rglob("*") if path.is_file()]
    n_pages = sum(path.suffix == ".html" for path in files)
    what = "18,276 Reuters articles, whole build on 2 cores"
    measured(f"{what}: memory", "", built.memory, must=4, aim=2, unit="GB")
    measured(f"{what}: site", "", sum(path.stat().st_size for path in files) / 1e9, must=1, unit="GB")
    measured(f"{what}: pages", "", n_pages, must=35_000, unit="pages")
