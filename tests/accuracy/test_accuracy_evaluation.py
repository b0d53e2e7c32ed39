"""Floors on evaluation data that is not ours to publish: run where its folder is given."""

from __future__ import annotations

import gzip
import hashlib
import importlib.util
import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from generator.cli import main

FOLDER = os.environ.get("BROADSHEET_EVAL", "")

pytestmark = [
    pytest.mark.evaluation,
    pytest.mark.model,
    # The data's scorer leaves its files to the garbage collector.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.skipif(not FOLDER, reason="needs BROADSHEET_EVAL, the folder of evaluation data"),
]

DEV = "quotes-polnear-dev.jsonl.gz"
QUOTED = "quotes-polnear-dev-quoted.jsonl.gz"

CHECKSUMS = {
    DEV: "bbedd495f737a21e2d681a94682125c36a1a7377a0db8177dab5db8f5861e6ab",
    QUOTED: "f43230a631653155ad07df9af024e0bd8ac81c18e042f604404bb36b979484da",
}
"""sha256 of the data that the floors were measured on: other data would need other floors."""

FLOORS = {"direct": 0.82, "speech": 0.74}
"""End-to-end F1 (span and speaker right). Measured 2026-11-22: 0.827 and 0.751; see docs/accuracy.md."""


@pytest.fixture(scope="module")
def scorer() -> Any:  # noqa: ANN401 - a module that comes with the data
    """Return the data's own scorer."""
    spec = importlib.util.spec_from_file_location("score_quotes", Path(FOLDER) / "score_quotes.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return what `broadsheet extract` makes of the development texts."""
    folder = tmp_path_factory.mktemp("evaluation")
    texts = folder / "texts.jsonl.gz"
    shutil.copyfile(Path(FOLDER) / "data" / DEV, texts)
    assert (
        main(["extract", str(texts), "--output", str(folder / "out.jsonl"), "--project", str(folder), "-q"])
        == 0
    )
    return folder / "out.jsonl"


@pytest.mark.parametrize("name", [DEV, QUOTED])
def test_the_data_is_what_was_measured(name: str) -> None:
    """A floor holds for the very data it was measured on."""
    assert hashlib.sha256((Path(FOLDER) / "data" / name).read_bytes()).hexdigest() == CHECKSUMS[name]


def test_direct_quotes_end_to_end(scorer: Any, extracted: Path) -> None:  # noqa: ANN401 - see scorer
    """Words in marks with their speaker as written."""
    result = scorer.main([str(Path(FOLDER) / "data" / QUOTED), str(extracted), "--types", "direct"])
    assert result["e2e"]["f1"] >= FLOORS["direct"]


def test_all_speech_end_to_end(scorer: Any, extracted: Path) -> None:  # noqa: ANN401 - see scorer
    """Direct, mixed and indirect speech with its speaker as written."""
    result = scorer.main([str(Path(FOLDER) / "data" / DEV), str(extracted), "--speech-only"])
    assert result["e2e"]["f1"] >= FLOORS["speech"]


def test_every_line_has_its_offsets(extracted: Path) -> None:
    """Quotes, mentions and keywords of the output are the characters of the input."""
    with gzip.open(Path(FOLDER) / "data" / DEV, "rt", encoding="utf-8") as lines:
        texts = {record["id"]: record["text"] for record in map(json.loads, lines)}
    for line in extracted.read_text("utf-8").splitlines():
        record = json.loads(line)
        text = texts[record["id"]]
        for quote in record["quotes"]:
            assert text[quote["start"] : quote["end"]] == quote["text"]
            if quote["speaker"] is not None:
                assert text[quote["speaker_start"] : quote["speaker_end"]] == quote["speaker"]
        for keyword in record["keywords"]:
            assert keyword["count"] == len(keyword["spans"]) > 0
