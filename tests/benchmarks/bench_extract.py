"""What `broadsheet extract` costs beside the bare language model on the same texts, and what a second process gains.

Not part of `make test`: `make bench`, with BROADSHEET_EVAL naming the folder of evaluation data. Each side is a
process of its own, from start to end with its imports and the loading of the model, held to one thread a process.
Sides take turns, and the least of several rounds counts: what disturbs one round is not counted.
"""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import pytest

from generator.analyse.language_model import model_path
from generator.analyse.settings import AnalyseSettings
from generator.engine.executors import ONE_THREAD, available_cores
from generator.errors import ModelMissingError

if TYPE_CHECKING:
    from collections.abc import Callable

FOLDER = os.environ.get("BROADSHEET_EVAL", "")
ARTICLES = Path(FOLDER) / "data" / "articles-bbc2225.jsonl.gz"
ROUNDS = 3

BARE = """
import json, sys
import spacy
nlp = spacy.load(sys.argv[1])
texts = [json.loads(line)["text"] for line in open(sys.argv[2], encoding="utf-8")]
if sys.argv[3] == "paragraphs":
    texts = [line for text in texts for line in text.split("\\n") if line.strip()]
for doc in nlp.pipe(texts):
    pass
"""
"""The same model with the same components, at its own batch size; what it finds is thrown away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a process and those that it waited for took."""

    cpu: float
    """Seconds of processor time."""
    wall: float
    """Seconds."""
    memory: int
    """Most resident memory of any one process, in KiB on Linux."""


def least(costs: list[Cost]) -> Cost:
    """Return the least of each figure over several rounds."""
    return Cost(
        cpu=min(c.cpu for c in costs), wall=min(c.wall for c in costs), memory=min(c.memory for c in costs)
    )


def cost_of(arguments: list[str]) -> Cost:
    """Run Python with some arguments to its end and return what that took."""
    begin = perf_counter()
    process = subprocess.Popen([sys.executable, *arguments], env={**os.environ, **ONE_THREAD})
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    return Cost(cpu=usage.ru_utime + usage.ru_stime, wall=perf_counter() - begin, memory=usage.ru_maxrss)


def extract(articles: Path, *more: str) -> list[str]:
    """Return the arguments of an extraction."""
    return ["-m", "generator", "extract", str(articles), "--output", f"{articles}.out", "--quiet", *more]


@pytest.fixture(scope="module")
def model() -> str:
    """Return where the default model is; without it or the articles the benchmark is skipped."""
    if not FOLDER:
        pytest.skip("BROADSHEET_EVAL names no folder of evaluation data: the BBC's articles are needed")
    try:
        return model_path(AnalyseSettings().model)
    except ModelMissingError as error:
        pytest.skip(str(error))


def sample(folder: Path, n: int) -> Path:
    """Write `n` articles, evenly spread over the BBC's, and return the file."""
    with gzip.open(ARTICLES, "rt", encoding="utf-8") as lines:
        whole = list(lines)
    file = folder / f"{n}.jsonl"
    file.write_text("".join(whole[i * len(whole) // n] for i in range(n)), "utf-8")
    return file


@pytest.fixture(scope="module")
def costs(model: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Cost]:
    """Return the costs of extracting 300 articles and of the bare model on them, whole and in paragraphs."""
    articles = sample(tmp_path_factory.mktemp("extract"), 300)
    sides = {
        "extract": extract(articles),
        "whole": ["-c", BARE, model, str(articles), "whole"],
        "paragraphs": ["-c", BARE, model, str(articles), "paragraphs"],
    }
    rounds = [{side: cost_of(arguments) for side, arguments in sides.items()} for _ in range(ROUNDS)]
    return {side: least([one[side] for one in rounds]) for side in sides}


@pytest.mark.model
@pytest.mark.parametrize("texts", ["whole", "paragraphs"])
def test_processor_time_beside_the_bare_model(
    costs: dict[str, Cost], texts: str, measured: Callable[..., None]
) -> None:
    """All that we do costs little beside the model's own reading, whether it is given whole articles or paragraphs."""
    ratio = costs["extract"].cpu / costs[texts].cpu
    measured("extract, 1 process, 300 BBC articles, CPU", f"nlp.pipe of {texts}", ratio, must=1.35, aim=1.15)


@pytest.mark.model
@pytest.mark.parametrize("texts", ["whole", "paragraphs"])
def test_memory_beside_the_bare_model(
    costs: dict[str, Cost], texts: str, measured: Callable[..., None]
) -> None:
    """One article at a time is held, so that memory does not grow with their number."""
    ratio = costs["extract"].memory / costs[texts].memory
    measured("peak memory of that", f"nlp.pipe of {texts}", ratio, must=1.5)


@pytest.mark.model
def test_a_second_process_halves_the_time(model: str, tmp_path: Path, measured: Callable[..., None]) -> None:
    """Two processes take little more than half the time of one; other work on the machine shows in this."""
    assert model
    if available_cores() < 2:
        pytest.skip("this machine gives one core only")
    articles = sample(tmp_path, 600)
    rounds = [[cost_of(extract(articles, "--jobs", jobs)) for jobs in ("1", "2")] for _ in range(ROUNDS - 1)]
    one, two = (least([costs[side] for costs in rounds]) for side in (0, 1))
    ratio = two.wall / one.wall
    load = os.getloadavg()[0]
    measured(f"--jobs 2, wall, 600 articles (load {load:.1f})", "--jobs 1", ratio, must=0.6, aim=0.53)
