"""Headings between the sections of a story."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.read.layout.names import listed

if TYPE_CHECKING:
    from generator.read.layout.sheet import Line, Sheet

_MOST_WORDS = 12
_MOST_CHARACTERS = 80
_STORY_BELOW_WORDS = 12
"""A heading stands above a paragraph; shorter lines are lists, tables, scores and dialogue."""
_MOST_SHARE = 0.5
"""More headings than this for each paragraph: the short lines are something else."""
_DIGIT_SHARE = 0.4
_CLOCK = re.compile(r"\d{1,2}(?:[:.]\d{2})?\s*(?:[ap]\.?\s?m\.?)?(?:\s[A-Z]{2,4})?:?")
_CLOCK_MARK = re.compile(r"[:.]\d{2}|[ap]\.?\s?m", re.IGNORECASE)
_LOOSE_END = re.compile(
    r"(?:\b(?:a|an|and|as|at|but|by|for|from|has|have|he|in|is|it|its|of|on|or|she|than|that|the|they|to|was|were|who|with)|,)$",
    re.IGNORECASE,
)
"""A line that ends like this goes on in the next."""
_MOST_COMMAS = 2
_FIRST_WORDS = 8
"""A first line under a given title that is longer is its standfirst or a lead sentence without a full stop."""
_OPENING = "\"'“‘«¿¡(<$£€&#;"
_CLOSING = "”\"’'» "
_BULLET = re.compile(r"[-–—•*·■▪►➤→_~#=+>|█]|\(\(|\d+\)|[ivx]+\)|[A-Z][.:]\s")
_LINK = re.compile(r"https?:|www\.|@\w|\w@")
_LABEL = re.compile(r"([^\s:][^:]{0,30}):(?:\s|$)")
_SPOKEN = re.compile(r"[“\"«].*[”\"»]$")


def find_headings(sheet: Sheet) -> None:
    """Mark section headings; where the file marks its own, nothing is guessed."""
    if sheet.marked:
        return
    labelled = _is_labelled(sheet)
    found = [
        i
        for i, line in sheet.open_lines()
        if _stands_as_heading(sheet, i, line) and not (labelled and _LABEL.match(line.text))
    ]
    n_story = sum(1 for _ in sheet.open_lines()) - len(found)
    if len(found) <= max(1, _MOST_SHARE * n_story) or all(is_clock(sheet.lines[i].text) for i in found):
        for i in found:
            sheet.kinds[i] = "heading"


def find_end_sections(sheet: Sheet) -> None:
    """Mark "Sources", "Related news" and the like and all that stands under them."""
    n = len(sheet.lines)
    for i, line in enumerate(sheet.lines):
        if i * 2 > n and line.text.lower().rstrip(":") in listed("end_sections"):
            sheet.kinds[i:] = ["note" if kind in (None, "heading") else kind for kind in sheet.kinds[i:]]
            return


def is_clock(text: str) -> bool:
    """Tell whether a line is a time of day: the heading of a live report's entry."""
    return _CLOCK.fullmatch(text) is not None and _CLOCK_MARK.search(text) is not None


def looks_like_heading(text: str) -> bool:
    """Tell whether a line could be a section heading by itself: short and whole, but no sentence or list."""
    if is_clock(text):
        return True
    if not 0 < len(text) <= _MOST_CHARACTERS or len(text.split()) > _MOST_WORDS:
        return False
    unquoted = text.rstrip(_CLOSING) or text
    if not (unquoted[-1].isalnum() or unquoted[-1] in "?%") or (unquoted != text and unquoted[-1] == "?"):
        return False
    return text.count(",") <= _MOST_COMMAS and not _LOOSE_END.search(text) and could_be_headline(text)


def could_be_headline(text: str) -> bool:
    """Tell whether a line begins and reads like no list item, label, link, table row or whole quotation."""
    if _BULLET.match(text) or _LINK.search(text) or _SPOKEN.fullmatch(text):
        return False
    first = text.lstrip(_OPENING)[:1]
    letters = sum(c.isalpha() for c in text)
    digits = sum(c.isdigit() for c in text)
    return (
        (first.isupper() or first.isdigit()) and letters > 0 and digits <= _DIGIT_SHARE * (letters + digits)
    )


def _stands_as_heading(sheet: Sheet, i: int, line: Line) -> bool:
    """Tell whether a line that could be a heading stands where one does: between paragraphs."""
    if not looks_like_heading(line.text):
        return False
    below = sheet.next_open(i)
    if below is None or below.n_words < _STORY_BELOW_WORDS or looks_like_heading(below.text):
        return False
    if not (below.ends_sentence or below.text.endswith(":")) or below.text[0].islower():
        return False
    if i == 0:
        return sheet.title_given is not None and line.n_words <= _FIRST_WORDS
    if sheet.kinds[i - 1] is not None:
        return True
    above = sheet.lines[i - 1]
    return above.ends_sentence and not looks_like_heading(above.text)


def _is_labelled(sheet: Sheet) -> bool:
    """Tell whether a label before a colon comes twice at the head of lines: a transcript, a form, a table."""
    labels = [match[1].lower() for line in sheet.lines if (match := _LABEL.match(line.text))]
    return len(set(labels)) < len(labels)
