"""A floor drops only in the open: lowered, retired or measured on other data, it says when and why."""

from __future__ import annotations

import copy
import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from floors import BELOW, FAR, faults, holds, load, raised, versions

FOLDER = Path(__file__).parent
REASON = "the annotators of the data were found to have erred in twelve places"

BEFORE: dict[str, Any] = {
    "data": {"words": {"data": "aa"}},
    "floors": {"recall": {"data": "words", "floor": 0.9}, "precision": {"data": "words", "floor": 0.8}},
}


def after(change: dict[str, Any]) -> dict[str, Any]:
    """Return a version with some values of the file replaced: keys are paths, None takes a value out."""
    now = copy.deepcopy(BEFORE)
    for path, value in change.items():
        *way, last = path.split("/")
        at = now
        for key in way:
            at = at.setdefault(key, {})
        if value is None:
            del at[last]
        else:
            at[last] = value
    return now


def why(**more: object) -> dict[str, object]:
    """Return a date and a reason."""
    return {"date": date(2026, 11, 22), "reason": REASON, **more}


def test_floors_are_what_they_were_or_say_why() -> None:
    """No floor is lower than in any version that Git has, none is gone, and no data were exchanged, without a reason."""
    before = versions()
    if before is None:
        pytest.skip(
            "needs the whole history of the project in Git (not a copy without it, not a shallow clone)"
        )
    assert faults(load(), before) == []


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"floors/recall/floor": 0.95},
        {"floors/recall/floor": 0.85, "floors/recall/lowered": why(**{"from": 0.9, "to": 0.85})},
        {"floors/recall": None, "retired/recall": why()},
        {"data/words/data": "bb", "data/words/changed": why()},
    ],
    ids=["same", "raised", "lowered", "retired", "changed"],
)
def test_an_open_change_passes(change: dict[str, Any]) -> None:
    """Floors rise freely, and may change otherwise with a date and a reason."""
    assert faults(after(change), [BEFORE]) == []


@pytest.mark.parametrize(
    "change",
    [
        {"floors/recall/floor": 0.85},
        {
            "floors/recall/floor": 0.85,
            "floors/recall/lowered": why(**{"from": 0.9, "to": 0.85, "reason": "tests"}),
        },
        {"floors/recall/floor": 0.80, "floors/recall/lowered": why(**{"from": 0.9, "to": 0.85})},
        {"floors/recall/floor": 0.85, "floors/recall/lowered": why(**{"from": 0.88, "to": 0.85})},
        {"floors/recall": None},
        {"floors/recall": None, "floors/share": {"data": "words", "floor": 0.9}},
        {"data/words/data": "bb"},
        {"data/words/data": "bb", "data/words/changed": {"date": date(2026, 11, 22), "reason": "new"}},
        {"data/more/data": "cc", "floors/recall/data": "more"},
    ],
    ids=["lowered", "short", "further", "from", "gone", "renamed", "changed", "changed, short", "moved"],
)
def test_a_silent_change_fails(change: dict[str, Any]) -> None:
    """A lower floor, a missing or renamed one, other checksums or other data are refused without a reason."""
    assert len(faults(after(change), [BEFORE])) == 1


def test_an_old_reason_excuses_nothing_new() -> None:
    """A floor that was lowered once with a reason is not lowered again by it, and is not lost sight of when a commit broke the rule."""
    once = after({"floors/recall/floor": 0.85, "floors/recall/lowered": why(**{"from": 0.9, "to": 0.85})})
    twice = after({"floors/recall/floor": 0.8, "floors/recall/lowered": why(**{"from": 0.9, "to": 0.8})})
    broken = after({"floors/recall/floor": 0.7})
    assert faults(once, [once, BEFORE]) == []
    assert len(faults(twice, [once, BEFORE])) == 1
    assert len(faults(broken, [broken, BEFORE])) == 1


def test_a_floor_follows_what_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is below its floor fails, what is far above it fails too, and so does a figure without floor."""
    monkeypatch.delenv("BROADSHEET_FLOORS", raising=False)
    monkeypatch.setattr("floors.load", lambda: BEFORE)
    sums, good = {"data": "aa"}, {"recall": 0.92, "precision": 0.81}
    holds("words", sums, good)
    for wrong, words in [
        ({"recall": 0.89}, "below"),
        ({"recall": 0.9 + FAR + 0.01}, "far above"),
        ({"f1": 1.0}, "each figure"),
    ]:
        with pytest.raises(AssertionError, match=words):
            holds("words", sums, good | wrong)
    with pytest.raises(AssertionError, match="is not what its floors"):
        holds("words", {"data": "bb"}, good)


def test_raising_never_lowers() -> None:
    """Floors that are written anew rise to two points below what was measured, and stay where it was less."""
    text = raised('[data.words]\ndata = "aa"\n\n[floors]\n', "words", {"recall": 0.9})
    assert tomllib.loads(text)["floors"]["recall"]["floor"] == pytest.approx(0.9 - BELOW)
    assert raised(text, "words", {"recall": 0.85}) == text
    higher = tomllib.loads(raised(text, "words", {"recall": 0.95}))["floors"]["recall"]
    assert (higher["floor"], higher["measured"]) == (pytest.approx(0.95 - BELOW), 0.95)


def test_every_set_of_data_is_held_to_its_floors() -> None:
    """Each set of data is measured by a test, and no test that holds floors is marked as a known failure."""
    texts = [path.read_text("utf-8") for path in FOLDER.glob("test_*.py") if path != Path(__file__)]
    holding = [text for text in texts if "holds(" in text]
    for name in load()["data"]:
        assert any(f'"{name}"' in text for text in holding), name
    assert not any("xfail" in text for text in holding)


def test_tests_of_accuracy_are_skipped_for_want_of_something_only() -> None:
    """A test of accuracy that is skipped says what it needs."""
    for path in FOLDER.glob("*.py"):
        for call in re.findall(r"\bskip(?:if)?\((?:[^()]|\([^()]*\))*\)", path.read_text("utf-8")):
            assert "need" in call or "str(error)" in call, f"{path.name}: {call}"
