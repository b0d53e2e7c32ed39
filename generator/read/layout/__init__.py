"""What the layout of a text shows: which lines are its story, and which are caption, heading or sign-off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.model import Paragraph, ParagraphKind, Span, Structure
from generator.read.layout.bylines import find_byline
from generator.read.layout.captions import find_captions
from generator.read.layout.datelines import find_dateline
from generator.read.layout.headings import find_end_sections, find_headings
from generator.read.layout.notes import find_notes
from generator.read.layout.sheet import Sheet, lines_of
from generator.read.layout.sign_offs import find_sign_off
from generator.read.layout.titles import find_title, from_lead, headline

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.read.layout.sheet import Line


_MOST_LINES = 10_000
"""A text of more lines is a table or a book; no rule was made for it. The longest of 7,790 articles had 309."""

_DATED: frozenset[ParagraphKind] = frozenset({"body", "byline"})
"""Kinds of lines that a dateline stands in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A text's paragraphs and parts, and the title they make."""

    paragraphs: tuple[Paragraph, ...]
    structure: Structure
    title: str
    title_given: bool


def lay_out(
    text: str,
    *,
    title: str | None = None,
    authors: Sequence[str] = (),
    marks: Mapping[int, ParagraphKind] | None = None,
) -> Layout:
    """Return what is what in `text`, by rules that look at words and places of lines only.

    `marks` gives the kind of lines (counted from 0, blank ones left out) that the file itself tells; where it
    tells of a heading, no others are guessed. `title` and `authors` are the given ones: their lines are known.
    The order of the rules matters: page furniture first, so that it is nobody's neighbour; headings last, because
    they are known by the story around them.
    """
    lines = lines_of(text)
    kinds: list[ParagraphKind | None] = [(marks or {}).get(i) for i in range(len(lines))]
    sheet = Sheet(lines=lines, kinds=kinds, title_given=title, marked="heading" in kinds)
    if len(lines) <= _MOST_LINES:
        _apply_rules(sheet, authors)
    return _layout(sheet, text)


def _apply_rules(sheet: Sheet, authors: Sequence[str]) -> None:
    find_notes(sheet)
    find_sign_off(sheet)
    find_captions(sheet)
    find_dateline(sheet)
    find_byline(sheet, authors)
    find_title(sheet)
    if sheet.dateline is None:
        find_dateline(sheet)
    find_headings(sheet)
    find_end_sections(sheet)


def _layout(sheet: Sheet, text: str) -> Layout:
    paragraphs = tuple(p for i, line in enumerate(sheet.lines) for p in _paragraphs(sheet, i, line))
    structure = Structure(
        title=sheet.title,
        caption=sheet.caption,
        credit=sheet.credit,
        dateline=_dateline(sheet, paragraphs),
        headings=tuple(p.span for p in paragraphs if p.kind == "heading" and p.span != sheet.title),
        byline=sheet.byline,
        sign_off=sheet.sign_off,
        contributors=tuple(sheet.contributors),
    )
    given = sheet.title_given or (headline(sheet.title.of(text)) if sheet.title else None)
    return Layout(
        paragraphs=paragraphs,
        structure=structure,
        title=given or from_lead(_lead(sheet, paragraphs, text)) or from_lead(text),
        title_given=given is not None,
    )


def _dateline(sheet: Sheet, paragraphs: tuple[Paragraph, ...]) -> Span | None:
    """Return the dateline, None where a later rule found that its line is no part of the story."""
    told = sheet.dateline
    if told is None or not any(p.kind in _DATED and p.span.contains(told) for p in paragraphs):
        return None
    return told


def _paragraphs(sheet: Sheet, i: int, line: Line) -> Iterator[Paragraph]:
    """Yield a line as one paragraph, or as two where its end is of another kind."""
    kind = sheet.kinds[i] or "body"
    if i not in sheet.tails:
        yield Paragraph(span=line.span, kind=kind)
        return
    start, tail_kind = sheet.tails[i]
    yield Paragraph(span=line.part(0, start), kind=kind)
    yield Paragraph(span=line.part(start, len(line.text)), kind=tail_kind)


def _lead(sheet: Sheet, paragraphs: tuple[Paragraph, ...], text: str) -> str:
    """Return the first paragraph of the story without its dateline; of a text without story, all of it."""
    body = next((p for p in paragraphs if p.kind == "body"), None)
    if body is None:
        return text
    start = body.span.start
    if sheet.dateline is not None and body.span.contains(sheet.dateline):
        start = sheet.dateline.end
    rest = Span(start=start, end=body.span.end).of(text) if start < body.span.end else body.span.of(text)
    return rest.lstrip(" \t\u00a0-–—―_:()")
