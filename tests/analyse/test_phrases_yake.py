"""YAKE as we use it from within: its class's inner methods, which another version may change without a word."""

from __future__ import annotations

import hashlib
import inspect
import re
from importlib.metadata import version
from pathlib import Path

import pytest
from yake.data import DataCore

from generator.analyse.phrases.terms import Terms

PROJECT = Path(__file__).resolve().parents[2]

INNER = {
    "__init__": "2451f60f7ddff7da",
    "_process_sentence": "259f80085495cebd",
    "_process_word": "2e9bbf33ef217277",
    "_generate_candidates": "564c42d39f1df9aa",
    "get_term": "01aacb30d3270b33",
}
"""Methods that Terms calls or replaces, with sha256 of their source in the version that it was written for."""


def test_the_lock_pins_the_version_that_is_installed() -> None:
    """Everybody gets the YAKE that Terms was written for."""
    (pinned,) = re.findall(
        r"^yake==([\d.]+)", (PROJECT / "requirements.lock").read_text("utf-8"), re.MULTILINE
    )
    assert version("yake") == pinned


@pytest.mark.parametrize("method", INNER)
def test_yakes_inner_methods_are_those_that_terms_was_written_for(method: str) -> None:
    """Where this fails: read YAKE's change, mend Terms, measure key phrases again, then write the new checksum."""
    source = inspect.getsource(getattr(DataCore, method))
    assert hashlib.sha256(source.encode()).hexdigest()[:16] == INNER[method]


def test_terms_builds_no_candidates_of_yakes_own() -> None:
    """The hook that is replaced is still called with each word, and makes no n-grams."""
    terms = Terms([["The", "ferry", "sailed"], ["The", "ferry", "sank"]], "en")
    assert not terms.candidates
    ferry = terms.of("ferry")
    assert ferry is not None
    assert ferry.count == 2
