"""What of an article is published: the bound on unbroken runs, and which words come first."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_corpora import Story, ferry_strike, find

from generator.compose.excerpt import Excerpt, excerpt
from generator.model import Span

if TYPE_CHECKING:
    from generator.model import Entry, ParagraphKind

_WORDS = st.sampled_from(
    ["ferry", "sails", "—", "“", "crew,", "and", "harbour.", "nobody?", "x", "”", "“so", "then”"]
)
_LINES = st.lists(_WORDS, min_size=1, max_size=40).map(" ".join)
_KINDS: list[ParagraphKind] = ["body", "body", "body", "heading", "note", "caption"]


@st.composite
def _entries(draw: st.DrawFn) -> Entry:
    """Return articles of any lines with quotes at any words, some of them over each other."""
    lines = draw(st.lists(st.tuples(st.sampled_from(_KINDS), _LINES), min_size=1, max_size=8))
    story = Story("any", [*lines, ("body", "The end.")])
    spans = [m.span() for m in re.finditer(r"\S+", story.text)]
    for n in range(draw(st.integers(0, 8))):
        first = draw(st.integers(0, len(spans) - 1))
        last = min(len(spans) - 1, first + draw(st.integers(0, 25)))
        start, end = spans[first][0], spans[last][1]
        if "\n" in story.text[start:end]:
            end = start + story.text[start:end].index("\n")
        story.quote("The end.", id=f"q{n}", kind=draw(st.sampled_from(["direct", "mixed", "indirect"])))
        story.quotes[-1] = replace(story.quotes[-1], content=Span(start=start, end=end))
    return story.entry()


def _longest_run(published: Excerpt, text: str) -> int:
    """Return the most words in a row of which each is published, in whole or in part.

    Independent of the code under test: by characters. What has no letter or digit neither counts nor parts.
    """
    shown = [False] * len(text)
    for span in published.spans:
        shown[span.start : span.end] = [True] * len(span)
    longest = run = 0
    for word in re.finditer(r"\S+", text):
        if any(shown[word.start() : word.end()]):
            run += 1
        elif any(c.isalnum() for c in word[0]):
            run = 0
        longest = max(longest, run)
    return longest


@settings(deadline=None)
@given(entry=_entries(), most=st.integers(0, 40))
def test_no_unbroken_run_is_longer_than_the_setting(entry: Entry, most: int) -> None:
    """Whatever the article and its quotes, the published words in a row are at most `excerpt_words`."""
    assert _longest_run(excerpt(entry, publish="excerpt", max_words=most), entry.article.text) <= most


@settings(deadline=None)
@given(entry=_entries(), most=st.integers(0, 40))
def test_published_spans_are_in_order_apart_and_inside_lines(entry: Entry, most: int) -> None:
    """Spans neither overlap nor touch, none crosses a line, and each holds itself."""
    published = excerpt(entry, publish="excerpt", max_words=most)
    assert all(a.end < b.start for a, b in zip(published.spans, published.spans[1:], strict=False))
    assert all("\n" not in s.of(entry.article.text) for s in published.spans)
    assert all(published.holds(s) and published.within(s) == (s,) for s in published.spans)
    assert published.n_published <= published.n_words


@settings(deadline=None)
@given(entry=_entries(), cut=st.tuples(st.integers(0, 300), st.integers(1, 300)))
def test_within_returns_exactly_the_published_characters_of_a_span(
    entry: Entry, cut: tuple[int, int]
) -> None:
    """`within` neither adds nor loses a character, wherever the span is cut."""
    published = excerpt(entry, publish="excerpt", max_words=15)
    start = min(cut[0], len(entry.article.text) - 1)
    span = Span(start=start, end=start + cut[1])
    inside = {i for s in published.within(span) for i in range(s.start, s.end)}
    everywhere = {i for s in published.spans for i in range(s.start, s.end)}
    assert inside == everywhere & set(range(span.start, span.end))


def test_none_publishes_nothing_and_full_all_lines() -> None:
    """The two ends of the setting leave no choice."""
    entry = ferry_strike()
    assert excerpt(entry, publish="none", max_words=300).spans == ()
    full = excerpt(entry, publish="full", max_words=1)
    assert full.spans == tuple(p.span for p in entry.article.paragraphs)
    assert full.n_published == full.n_words


def _shown(entry: Entry, max_words: int) -> list[str]:
    published = excerpt(entry, publish="excerpt", max_words=max_words)
    return [s.of(entry.article.text) for s in published.spans]


def test_the_opening_comes_first_then_a_correction() -> None:
    """With room for little, the first sentence (with its dateline) is shown, and that the article was corrected."""
    shown = _shown(ferry_strike(), 45)
    assert shown[0].startswith("ELMSWORTH — The ferries to Skarne Island")
    assert "Correction: an earlier version gave the wrong number of boats." in shown


def test_quotes_without_room_for_their_sentence_are_shown_bare_with_their_marks() -> None:
    """The words of a quotation are published even where the sentence around them is not."""
    shown = _shown(ferry_strike(), 32)
    assert "“We were offered a committee.”" in shown
    assert not any("the leader of the Seafarers’ League" in s for s in shown)


def test_a_heading_comes_with_the_first_sentence_below_it() -> None:
    """A heading is never shown above nothing, and a sentence below one not without it."""
    entry = ferry_strike()
    heading = find(entry.article.text, "Nobody in a hurry")
    below = find(entry.article.text, "Renn said that the ferries had never been safer.")
    for most in range(200):
        published = excerpt(entry, publish="excerpt", max_words=most)
        assert not published.holds(below) or published.holds(heading)


def test_caption_byline_and_sign_off_are_not_excerpted() -> None:
    """Lines that are not the story are shown in fully published articles only."""
    shown = " ".join(_shown(ferry_strike(), 500))
    assert "Passengers wait" not in shown
    assert "contributed to this report" not in shown


@pytest.mark.parametrize("max_words", [0, 5])
def test_a_sentence_longer_than_the_budget_is_not_cut(max_words: int) -> None:
    """Where nothing fits whole, nothing is shown."""
    entry = Story("long", [("body", "word " * 50 + "end.")]).entry()
    assert _shown(entry, max_words) == []


def test_the_word_that_makes_a_condition_one_is_published_with_it() -> None:
    """Where the clause has room and its sentence has none, "as soon as" comes before it, and counts as its words do."""
    clause = "as soon as the crews are paid, the ferries sail again"
    sentence = (
        f"The harbour master said on the quay that nobody there need wait any longer, and that {clause}."
    )
    story = Story("any", [("body", "Ferries stay."), ("body", sentence), ("body", "x " * 60 + "end.")])
    story.condition(clause[11:], "the ferries sail again", "the crews are paid", "as soon as")
    entry = story.entry()
    assert clause in _shown(entry, 11)
    assert clause[11:] not in " ".join(_shown(entry, 10))
