"""The tool that measures the rules' confidences: what it counts, what it keeps, what it says without data."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from gold import ROOT

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

TOOL = ROOT / "tools" / "calibrate.py"


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    """Return the tool as a module."""
    spec = importlib.util.spec_from_file_location("calibrate", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["calibrate"] = module
    spec.loader.exec_module(module)
    return module


def table(tool: ModuleType, counts: dict[tuple[str, str], tuple[int, int]]) -> object:
    """Return a table of rules with so many attributions and so many right ones."""
    return tool.Table({rule: tool.Counts(n=n, right=right) for rule, (n, right) in counts.items()})


def test_a_rule_has_the_share_that_was_right(tool: ModuleType) -> None:
    """A rule that was seen often enough has its share of right ones, whatever figure it had before."""
    rows = tool.merged(table(tool, {("clause", "direct"): (40, 30)}), {("clause", "direct"): "0.99"})
    assert rows == [("clause", "direct", "40", "0.75")]


def test_a_seldom_rule_keeps_its_figure(tool: ModuleType) -> None:
    """A rule that was hardly seen keeps its figure and is marked as a guess; without a figure it gets none."""
    seen = table(tool, {("dash", "direct"): (tool.SELDOM - 1, 0), ("odd", "clause"): (1, 1)})
    before = {("dash", "direct"): "0.90", ("gone", "clause"): "0.50"}
    assert tool.merged(seen, before) == [("dash", "direct", "0", "0.90"), ("gone", "clause", "0", "0.50")]


def test_the_table_in_use_can_be_made_again(tool: ModuleType) -> None:
    """The tool reads the table of rules as the analysis does, and writes the same columns and order."""
    before = tool.present(tool.RULES)
    seen = {rule: (100, round(100 * float(share))) for rule, share in before.items()}
    kept = {rule: share for rule, share in before.items() if rule[0] in tool.UNJUDGED}
    again = tool.merged(table(tool, seen), kept)
    assert {row[:2]: row[3] for row in again} == before
    assert [row[:2] for row in again] == sorted(before)


def test_an_attribution_stands_in_its_range(tool: ModuleType) -> None:
    """A confidence belongs to the range whose lower end it reaches, and no range is left out."""
    sure = [0.95, 0.9, 0.89, 0.4, 0.39, 0.0]
    found = [tool.Judged(rule=("clause", "direct"), confidence=c, right=c > 0.5) for c in sure]
    rows = tool.reliability(found).rows
    assert [rows[low].n for low in tool.RANGES] == [2, 1, 0, 0, 0, 1, 2]
    assert (rows[0.9].share, rows[0.0].share, rows[0.7].share) == (1.0, 0.0, 0.0)


def test_right_takes_half_of_the_words_and_the_speaker(tool: ModuleType) -> None:
    """An attribution is judged by the annotated quotation that is most like it."""

    def unit(words: str, speaker: str) -> SimpleNamespace:
        return SimpleNamespace(toks=frozenset(words.split()), q={"speaker": speaker})

    def judged(ours: str, speaker: str) -> bool:
        scorer = SimpleNamespace(
            units=lambda _text, quotes, *_: [unit(q["words"], q["speaker"]) for q in quotes],
            quoted_ranges=lambda _text: [],
            speaker_right=lambda one, other, _text: one["speaker"] == other["speaker"],
        )
        annotated = {
            "text": "",
            "quotes": [{"words": "a b c d", "speaker": "he"}, {"words": "e f", "speaker": "she"}],
        }
        return bool(tool.is_right(scorer, annotated, {"words": ours, "speaker": speaker}))

    assert judged("a b", "he")
    assert judged("e", "she")
    assert not judged("a", "he")
    assert not judged("a b", "she")
    assert not judged("g", "he")


def test_without_data_it_says_what_to_name(tmp_path: Path) -> None:
    """Without the folder of evaluation data the tool ends with 1 and names the option."""
    environment = {name: value for name, value in os.environ.items() if name != "BROADSHEET_EVAL"}
    for words in ([], ["--eval", str(tmp_path)]):
        ended = subprocess.run(
            [sys.executable, TOOL, *words], env=environment, capture_output=True, text=True, check=False
        )
        assert ended.returncode == 1
        assert "--eval" in ended.stderr
        assert "Traceback" not in ended.stderr
