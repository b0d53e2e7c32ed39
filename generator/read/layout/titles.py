"""The headline as a line of the text, or a title made from the lead sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.read.layout.headings import could_be_headline
from generator.read.layout.names import is_capitals
from generator.read.layout.sheet import STORY_WORDS

if TYPE_CHECKING:
    from generator.read.layout.sheet import Line, Sheet

_MOST_WORDS = 22
_MOST_WORDS_UNMARKED = 18
"""Of headlines in sentence case; longer ones are mostly lead sentences that lack their full stop."""
_FULL_STOP = re.compile(r"(?<!\.)(?<!\b[A-Z])\.[\"'”’»]*$")
_MOST_CHARACTERS = 150
_LEAST_WORDS = 2
_LEAST_STORY = 10
"""Words of a paragraph below a headline: fewer are a table's."""
_LONG_WORD = 4
_TITLE_CASE = 0.75
"""Share of longer words with a capital from which on a line is in title case."""
_LEAD_CHARACTERS = 90
"""Longest title made from a lead sentence; what search results and cards show without cutting."""
_SENTENCE = re.compile(
    r"(?<!\b[A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})(?<!\.[A-Za-z])[.!?][\"'”’»)]*(?=\s+[\"'“‘«(]*[^\W\d_a-z])"
)

_MARKS = re.compile(r"[\W_]+")


def find_title(sheet: Sheet) -> None:
    """Mark the headline when it is the first line of the story's head."""
    for i, line in sheet.head():
        if sheet.kinds[i] not in (None, "heading"):
            continue
        if sheet.title_given is not None:
            if _folded(line.text) == _folded(sheet.title_given):
                _mark(sheet, i)
                return
        elif sheet.kinds[i] == "heading":
            return
        elif _is_title(line, sheet, i):
            _mark(sheet, i)
            return
        else:
            return


def _mark(sheet: Sheet, i: int) -> None:
    sheet.kinds[i] = "heading"
    sheet.title = sheet.lines[i].span


def _is_title(line: Line, sheet: Sheet, i: int) -> bool:
    """Tell whether an undecided first line is a headline: short, no sentence, with a story below it."""
    if not _LEAST_WORDS <= line.n_words <= _MOST_WORDS or len(line.text) > _MOST_CHARACTERS:
        return False
    below = [other for j, other in enumerate(sheet.lines[i + 1 :], i + 1) if sheet.kinds[j] is None]
    if not any(
        other.n_words >= min(STORY_WORDS, max(_LEAST_STORY, line.n_words + 1)) and other.ends_sentence
        for other in below[:4]
    ):
        return False
    if sheet.kinds[i + 1 : i + 2] == ["byline"]:
        return True
    marked = _is_title_case(line.text) or is_capitals(line.text)
    if _FULL_STOP.search(line.text):
        return marked
    if line.n_words > _MOST_WORDS_UNMARKED and not marked:
        return False
    return line.text[-1] not in ",;:-–—" and could_be_headline(line.text)


def _is_title_case(text: str) -> bool:
    """Tell whether nearly all longer words have capitals, and enough of them to mean something."""
    long = [w for w in re.findall(r"[^\W\d_][\w’'-]*", text) if len(w) >= _LONG_WORD]
    capital = sum(w[0].isupper() for w in long)
    return (
        len(long) >= _LONG_WORD
        and capital >= _TITLE_CASE * len(long)
        and ". " not in text
        and not is_capitals(text)
    )


def from_lead(text: str) -> str:
    """Return a title made of the first sentence of `text`: at most 90 characters, cut at a word with "…"."""
    line = " ".join(text.split())
    ends = (match.end() for match in _SENTENCE.finditer(line))
    sentence = next((line[:end] for end in ends if any(c.isalnum() for c in line[:end])), line)
    if len(sentence) <= _LEAD_CHARACTERS:
        return sentence.removesuffix(".") if not sentence.endswith("..") else sentence
    cut = sentence[:_LEAD_CHARACTERS]
    if " " in cut:
        cut = cut[: cut.rindex(" ")]
    return cut.rstrip(" ,;:–—-(“\"'‘") + "…"


def headline(line: str) -> str:
    """Return a headline line as a title: one line without a full stop."""
    title = re.sub(r"[ \t]+", " ", line)
    return title if title.endswith("..") else title.removesuffix(".").rstrip()


def _folded(text: str) -> str:
    """Return letters and digits only, without regard to case: headlines differ in marks."""
    return _MARKS.sub("", text.casefold())
