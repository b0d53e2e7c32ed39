"""Quotation marks, paired character by character inside one paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_PAIRS = {"“": "”", "«": "»", "„": "“”", '"': '"', "``": "''", "''": "''", "‟": "”"}
"""Opening mark to the characters that may close it."""

_LOOSE_CLOSERS = {"“": '"', '"': "”", "„": '"', "``": '"'}
"""Closers that only sloppy typing pairs with an opener."""

_SINGLE = {"‘": "’", "'": "'", "‚": "’‘", "‹": "›"}

_MARK = re.compile(r"``|''|[“”„‟«»\"]")
_SINGLE_MARK = re.compile(r"[‘’'‚‹›]")

_GOES_ON = re.compile(r"\s[a-z]")
_LETTER = re.compile(r"\S")
_NEAR = 24
"""Characters before a mark that tell whether it is a measure or ends a sentence."""

_SENTENCE_OVER = re.compile(r"[.!?…]['’]?\s+$")
_FEET = re.compile(r"\d\s?['’′]\s?\d{1,2}\s?$")
_MEASURE = re.compile(r"\d\s?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """One stretch of a paragraph that stands in quotation marks."""

    outer: Span
    """With its marks; offsets in the text that was searched."""
    inner: Span
    """Without its marks and the white space inside them."""
    closed: bool
    """False where the paragraph ends before the closing mark: the speaker goes on."""
    single: bool = False
    """True where single marks were used because the paragraph has no double ones."""


def find_marks(text: str) -> tuple[Marked, ...]:
    """Return the quoted stretches of one paragraph in text order, none inside another.

    Any input gives an answer; an opening mark without a partner runs to the end
    of the paragraph, a closing mark without one is passed over. Single marks
    count only where the paragraph has no double ones, because of apostrophes.
    """
    doubles = tuple(_pair(text))
    return doubles or tuple(_pair_single(text))


def _pair(text: str) -> Iterator[Marked]:
    opened: re.Match[str] | None = None
    depth = 0
    for mark in _MARK.finditer(text):
        if opened is None:
            if _opens(mark, text):
                opened, depth = mark, 0
            continue
        if _opens_anew(opened.group(), mark, text):
            yield from _marked(text, opened.start(), opened.end(), mark.start(), mark.start(), closed=False)
            opened, depth = mark, 0
            continue
        if _closes(opened.group(), mark, text):
            if depth:
                depth -= 1
                continue
            yield from _marked(text, opened.start(), opened.end(), mark.start(), mark.end())
            opened = None
        elif mark.group() == opened.group() and mark.group() in "“«„":
            depth += 1
    if opened is not None:
        yield from _marked(text, opened.start(), opened.end(), len(text), len(text))


def _opens(mark: re.Match[str], text: str) -> bool:
    """Tell whether a mark can open: not a measure, no attribute of a stray tag, not a mark glued to the word before it."""
    form = mark.group()
    before, after = _shortly_before(text, mark), text[mark.end() : mark.end() + 1]
    if form not in _PAIRS:
        # A closing mark where only an opening one makes sense is a slip of the typesetter.
        return form == "”" and not text[: mark.start()].strip() and after.isalnum()
    if form in {'"', "''"} and _MEASURE.search(before):
        return False
    if not _LETTER.search(text, mark.end()) or before.endswith("="):
        return False
    return not (form in {'"', "''"} and before[-1:].isalnum() and not after.isalnum())


def _closes(opener: str, mark: re.Match[str], text: str) -> bool:
    form = mark.group()
    if form in {'"', "''"} and _MEASURE.search(_shortly_before(text, mark)):
        return _closes_measure(text, mark)
    if opener in {"``", "''"}:
        return form in {"''", '"'}
    return form in _PAIRS.get(opener, "”") or form == _LOOSE_CLOSERS.get(opener)


def _opens_anew(opener: str, mark: re.Match[str], text: str) -> bool:
    """Tell whether an undirected mark behind a finished sentence begins the speaker's next paragraph: '"One. "Two."'."""
    if opener != mark.group() or opener not in {'"', "''"}:
        return False
    before, after = _shortly_before(text, mark), text[mark.end() : mark.end() + 1]
    return _SENTENCE_OVER.search(before) is not None and (after.isupper() or after in "'‘[")


def _closes_measure(text: str, mark: re.Match[str]) -> bool:
    """Tell whether a mark behind a figure closes a quotation rather than meaning inches.

    Feet before the figure (6'2") always mean inches; else the sentence going on
    in small letters with a mark still to come does.
    """
    if _FEET.search(_shortly_before(text, mark)):
        return False
    goes_on = _GOES_ON.match(text, mark.end())
    return goes_on is None or len(_MARK.findall(text, mark.end())) % 2 == 0


def _shortly_before(text: str, mark: re.Match[str]) -> str:
    """Return the characters before a mark that tell what it is."""
    return text[max(0, mark.start() - _NEAR) : mark.start()]


def _marked(
    text: str, start: int, inner_start: int, inner_end: int, end: int, *, closed: bool = True
) -> Iterator[Marked]:
    while inner_start < inner_end and text[inner_start].isspace():
        inner_start += 1
    stop = inner_end
    while stop > inner_start and text[stop - 1].isspace():
        stop -= 1
    if stop > inner_start and any(c.isalnum() for c in text[inner_start:stop]):
        yield Marked(
            outer=Span(start=start, end=max(end, stop)),
            inner=Span(start=inner_start, end=stop),
            closed=closed and inner_end < end,
        )


def _pair_single(text: str) -> Iterator[Marked]:
    opened: re.Match[str] | None = None
    for mark in _SINGLE_MARK.finditer(text):
        before = text[mark.start() - 1 : mark.start()]
        after = text[mark.end() : mark.end() + 1]
        if opened is None:
            starts = not before or before.isspace() or before in "([—–-"
            if mark.group() in _SINGLE and starts and after.isalnum() and not _elided(text, mark.end()):
                opened = mark
        elif mark.group() in _SINGLE[opened.group()] and not after.isalnum() and not before.isspace():
            if before.isalpha() and before in "sz" and _closer_later(text, mark.end(), opened.group()):
                continue
            for marked in _marked(text, opened.start(), opened.end(), mark.start(), mark.end()):
                yield Marked(outer=marked.outer, inner=marked.inner, closed=True, single=True)
            opened = None


def _closer_later(text: str, start: int, opener: str) -> bool:
    """Tell whether a plural's apostrophe (players’) is likely: a closer behind punctuation follows before the next opener."""
    closers = re.escape(_SINGLE[opener])
    later = re.search(rf"[.,!?…][{closers}](?!\w)", text[start:])
    opens = re.search(rf"(?<!\w){re.escape(opener)}(?=\w)", text[start:])
    return later is not None and (opens is None or later.start() < opens.start())


_ELISIONS = re.compile(r"(?:tis|twas|em|cause|til|n|round|bout|\d0s)\b", re.IGNORECASE)


def _elided(text: str, start: int) -> bool:
    """Tell whether an apostrophe stands for left-out letters or figures ('tis, '90s)."""
    return _ELISIONS.match(text, start) is not None
