"""The reading view: nothing added, nothing lost, each mark in its place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_corpora import Story, ferry_strike, join

from generator.compose import ComposeSettings
from generator.compose.library import Library, library
from generator.compose.marks import Mark, lay, runs
from generator.compose.reading import reading_view
from generator.compose.views import Run
from generator.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.compose.views import Block

_PAGE = "articles/x.md"


def _library(max_words: int = 60, publish: str | None = None) -> Library:
    return library(join([ferry_strike(publish=publish)]), ComposeSettings(excerpt_words=max_words))


def _words(shown: Iterable[Run]) -> str:
    return "".join(r.text if r.kind == "text" else _words(r.runs) for r in shown)


def _all(shown: Iterable[Run]) -> list[Run]:
    return [one for r in shown for one in (r, *_all(r.runs))]


def _blocks(max_words: int = 60, publish: str | None = None) -> tuple[Block, ...]:
    return reading_view(_library(max_words, publish), "ferry-strike", _PAGE)


@pytest.mark.parametrize("max_words", [5, 20, 60, 200])
def test_words_shown_and_words_left_out_are_all_words(max_words: int) -> None:
    """The counts in the gaps and the words around them add up to the story and its headings."""
    entry = ferry_strike()
    shown = left_out = 0
    for block in _blocks(max_words):
        for run in _all(block.runs):
            if run.kind == "gap":
                left_out += int((re.match(r"[\d,]+", run.text) or ["0"])[0])
            elif run.kind == "text":
                shown += len([w for w in run.text.split() if any(c.isalnum() for c in w)])
    kinds = {"body", "heading"}
    lines = [p.span.of(entry.article.text) for p in entry.article.paragraphs if p.kind in kinds]
    total = sum(any(c.isalnum() for c in w) for line in lines for w in line.split())
    # A mark inside a word ("“gift”," is three runs) counts its parts; none here but the quotation marks.
    assert abs(shown + left_out - total) <= 2


def test_fully_published_the_blocks_are_the_lines_word_for_word() -> None:
    """Caption, headings, notes and sign-off stand in their places, apart from the story by their kind."""
    entry = ferry_strike()
    blocks = _blocks(publish="full")
    assert [_words(b.runs) for b in blocks] == [
        p.span.of(entry.article.text) for p in entry.article.paragraphs
    ]
    assert [b.kind for b in blocks] == [
        "caption", "passage", "passage", "heading", "passage", "passage", "passage", "note", "note",
    ]  # fmt: skip


def test_paragraphs_are_counted_the_same_in_excerpts_and_in_full() -> None:
    """`#p-N` leads to the same paragraph however much is published."""
    by_id = {b.id: _words(b.runs) for b in _blocks(publish="full") if b.id}
    for block in _blocks(20):
        if block.id:
            parts = [r.text for r in _all(block.runs) if r.kind == "text"]
            assert all(part in by_id[block.id] for part in parts)


def test_the_margin_names_who_speaks_with_the_role() -> None:
    """Beside a passage stand its speakers, each once in a row, unnamed and unclear ones too."""
    margins = {b.id: [s.label for s in b.speakers] for b in _blocks(publish="full") if b.id}
    assert margins == {
        "p-1": ["Odile Renn"],
        "p-2": ["Tam Okafor"],
        "p-3": ["Odile Renn", "Tam Okafor"],
        "p-4": ["A ministry official"],
        "p-5": ["Speaker unclear: Tam Okafor or Odile Renn"],
    }


def test_marks_carry_the_anchor_of_each_quote_once() -> None:
    """Every quote that is shown can be linked to, and no anchor stands twice."""
    ids = [r.id for b in _blocks(publish="full") for r in _all(b.runs) if r.id]
    assert sorted(ids) == sorted(f"in-{q.id}" for q in ferry_strike().analysis.quotes or ())


def test_a_name_that_a_quotation_would_cut_stays_unmarked() -> None:
    """Marks nest; a name half inside a quotation is plain text."""
    story = Story("cut", [("body", "The man they call Big “Red Tam” sails.")])
    story.actor("a", "Big “Red").quote("Red Tam", None, id="q")
    shown = reading_view(library(join([story.entry()]), ComposeSettings()), "cut", _PAGE)
    assert [r.kind for r in _all(shown[0].runs)] == ["text", "quote", "text", "text"]


_SPANS = st.tuples(st.integers(0, 30), st.integers(1, 20)).map(lambda p: Span(start=p[0], end=p[0] + p[1]))


@given(st.lists(_SPANS, max_size=12), _SPANS)
def test_marks_of_any_overlap_keep_the_text_and_every_anchor(spans: list[Span], within: Span) -> None:
    """However marks cross, the text comes out whole and in order, and each mark that touches it is there."""
    text = "".join(chr(97 + n % 26) for n in range(60))
    laid = sorted(
        (Mark(span=s, run=Run(kind="quote", id=str(n))) for n, s in enumerate(spans)),
        key=lambda m: (m.span.start, -m.span.end),
    )
    shown = runs(text, within, lay(laid), set())
    assert _words(shown) == within.of(text)
    assert {r.id for r in _all(shown) if r.id} == {m.run.id for m in laid if m.span.overlaps(within)}
