"""Floors on evaluation data that are not ours to publish: run where their folder is given."""

from __future__ import annotations

import gzip
import hashlib
import importlib.util
import json
import os
import shutil
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from floors import holds
from gold import ROOT

from generator.cli import main

FOLDER = Path(os.environ.get("BROADSHEET_EVAL", ""))

pytestmark = [
    pytest.mark.evaluation,
    pytest.mark.model,
    # The data's scorers leave their files to the garbage collector.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.skipif(
        not os.environ.get("BROADSHEET_EVAL"), reason="needs BROADSHEET_EVAL, the folder of evaluation data"
    ),
]

DEV, QUOTED = "quotes-polnear-dev", "quotes-polnear-dev-quoted"
ACTORS = {"newsfair": "actors-newsfair-dev", "AIDA": "actors-aida-testa"}
PHRASES = {"DUC 2001": "keywords-duc2001-dev", "KPCrowd": "keywords-kpcrowd500-dev"}

SURE, RIGHT, ENOUGH = 0.9, 0.9, 300
"""Of attributions this sure, this share is right; and so many are that sure, or the promise is empty."""


def source(name: str) -> Path:
    """Return one set of data."""
    return FOLDER / "data" / f"{name}.jsonl.gz"


def records(path: Path) -> list[dict[str, Any]]:
    """Return the lines of a file of data or of an output."""
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def module(path: Path) -> Any:  # noqa: ANN401 - a program that comes with the data, or a tool
    """Return a program as a module."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    loaded = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = loaded
    spec.loader.exec_module(loaded)
    return loaded


def checksums(scorer: str, *names: str) -> dict[str, str]:
    """Return sha256 of a scorer and of sets of data: other ones would need other floors."""
    paths = {"scorer": FOLDER / scorer} | {name: source(name) for name in names}
    return {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in paths.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outputs:
    """What `broadsheet extract` makes of the texts, made when it is first asked for."""

    folder: Path
    made: dict[str, Path] = field(default_factory=dict)

    def of(self, name: str) -> Path:
        """Return the output for one set of data."""
        if name not in self.made:
            texts = self.folder / f"{name}.jsonl.gz"
            shutil.copyfile(source(name), texts)
            output = self.folder / f"{name}.out.jsonl"
            words = ["--output", str(output), "--project", str(self.folder), "--jobs", "0", "-q"]
            assert main(["extract", str(texts), *words]) == 0
            self.made[name] = output
        return self.made[name]


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Outputs:
    """Return the outputs, which all tests here share."""
    return Outputs(folder=tmp_path_factory.mktemp("evaluation"))


def test_quotes_of_political_news(outputs: Outputs) -> None:
    """Words and speakers as written: direct quotes, and direct, mixed and indirect speech (F1)."""
    scorer = module(FOLDER / "score_quotes.py")
    found, speech = str(outputs.of(DEV)), "--speech-only"
    direct = scorer.main([str(source(QUOTED)), found, "--types", "direct"])
    every = scorer.main([str(source(DEV)), found, speech])
    mixed = scorer.main([str(source(DEV)), found, speech, "--types", "mixed"])
    indirect = scorer.main([str(source(DEV)), found, speech, "--types", "indirect"])
    measured = {
        "PolNeAR: direct, words and speaker": direct["e2e"]["f1"],
        "PolNeAR: direct, words": direct["span"]["f1"],
        "PolNeAR: all speech, words and speaker": every["e2e"]["f1"],
        "PolNeAR: all speech, words": every["span"]["f1"],
        "PolNeAR: mixed, words and speaker": mixed["e2e"]["f1"],
        "PolNeAR: indirect, words and speaker": indirect["e2e"]["f1"],
    }
    holds("PolNeAR dev", checksums("score_quotes.py", DEV, QUOTED), measured)


def test_confidence_is_kept(outputs: Outputs) -> None:
    """Of the attributions that are sure, as many are right as docs/accuracy.md says, on texts that no rule has seen."""
    tool = module(ROOT / "tools" / "calibrate.py")
    found = tool.judge(FOLDER, tool.load_scorer(FOLDER), "dev", records(outputs.of(DEV)))
    sure = [one for one in found if one.confidence >= SURE]
    assert len(sure) >= ENOUGH
    assert sum(one.right for one in sure) / len(sure) >= RIGHT


@pytest.mark.parametrize("name", ACTORS)
def test_actors(outputs: Outputs, name: str) -> None:
    """Mentions with their kind, and mentions of one actor put together within the article."""
    scorer = module(FOLDER / "score_actors.py")
    data = ACTORS[name]
    result = scorer.score(
        scorer.load(str(source(data))),
        scorer.load(str(outputs.of(data))),
        types=["PER", "ORG", "LOC"],
        no_coref=True,
    )
    measured = {
        f"{name}: mentions with their kind": result["detection_typed"]["F1"] / 100,
        f"{name}: mentions put together": result["b_cubed"]["F1"] / 100,
        f"{name}: actors that are right as a whole": result["exact_clusters"] / 100,
    }
    holds(
        {"newsfair": "newsfair dev", "AIDA": "AIDA testa"}[name], checksums("score_actors.py", data), measured
    )


@pytest.mark.parametrize("name", PHRASES)
def test_key_phrases(outputs: Outputs, name: str) -> None:
    """The ten best phrases beside those that people chose, none of them made up and few of them in another."""
    scorer = module(FOLDER / "score_keywords.py")
    if "porter" not in scorer.STEMMER:
        pytest.skip("needs the package snowballstemmer: figures with other stems compare with nothing")
    data = PHRASES[name]
    result = scorer.score(scorer.load(str(source(data))), scorer.load(str(outputs.of(data))), [10])
    measured = {
        f"{name}: ten best phrases": result[10]["F1"] / 100,
        f"{name}: phrases not in another": 1 - result["quality"]["nested"],
        f"{name}: phrases that are in the text": 1 - result["quality"]["absent"],
    }
    holds(
        {"DUC 2001": "DUC 2001 dev", "KPCrowd": "KPCrowd dev"}[name],
        checksums("score_keywords.py", data),
        measured,
    )


def test_every_line_has_its_offsets(outputs: Outputs) -> None:
    """Quotes, mentions and keywords of the output are the characters of the input."""
    texts = {record["id"]: record["text"] for record in records(source(DEV))}
    for record in records(outputs.of(DEV)):
        text = texts[record["id"]]
        for quote in record["quotes"]:
            assert text[quote["start"] : quote["end"]] == quote["text"]
            if quote["speaker"] is not None:
                assert text[quote["speaker_start"] : quote["speaker_end"]] == quote["speaker"]
        for keyword in record["keywords"]:
            assert keyword["count"] == len(keyword["spans"]) > 0
