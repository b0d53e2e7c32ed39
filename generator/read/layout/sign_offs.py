"""Who else worked on it, as named at the end: "A in Rome and B in Riga, Latvia, contributed to this report"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from generator.model import Contributor, Span
from generator.read.layout.names import is_name, is_region, listed
from generator.read.layout.sheet import LONGEST_RULED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.read.layout.sheet import Line, Sheet

_NEAR_END = 8
_MOST_WORDS = 90
_PART = re.compile(r"\s*(?:[,;/]\s*(?:and\s+|&\s*)?|\s(?:and|et|und|&)\s+|\s+(?=Editing by|Writing by))\s*")
_PLACE = re.compile(r"\s(?:in|from|à|de)\s+|^(?:in|from)\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """Characters [start, end) of a line."""

    start: int
    end: int


def find_sign_off(sheet: Sheet) -> None:
    """Mark sign-offs and read their names; one behind the last sentence of a paragraph is cut off from it."""
    n = len(sheet.lines)
    for i, line in list(sheet.open_lines()):
        if i < n - _NEAR_END or i == 0:
            continue
        start = _sign_off_start(line)
        if start is None:
            continue
        if start == 0:
            sheet.kinds[i] = "sign_off"
        else:
            sheet.tails[i] = (start, "sign_off")
        if sheet.sign_off is None:
            sheet.sign_off = line.part(start, len(line.text))
        sheet.contributors += _contributors(line, start)


def _sign_off_start(line: Line) -> int | None:
    """Return where the sign-off begins in a line: 0, or behind the story's last sentence; None for none."""
    short = len(line.text) <= LONGEST_RULED and line.n_words <= _MOST_WORDS
    if short and (_is_work_by(line.text) or _contribution_names(line)):
        return 0
    opening = max(line.text.rfind("("), line.text.rfind("["))
    closed = line.text.rstrip(".")[-1:] in (")", "]")
    if (
        closed
        and line.text[:opening].rstrip()[-1:] in set(".!?”\"’'")
        and _work_by().match(line.text, opening)
    ):
        return opening
    return None


def _is_work_by(text: str) -> bool:
    """Tell whether a line is "Reporting by …; Editing by …" with names only, or such words in brackets."""
    opening = _work_by().match(text)
    if opening is None:
        return False
    people = [name for stretch in _work_stretches(text, 0) for name, _ in _people(text, stretch)]
    return opening[0].lstrip()[:1] in ("(", "[") or (bool(people) and None not in people)


@cache
def _work_by() -> re.Pattern[str]:
    work = "|".join(sorted(listed("credit_work"), key=len, reverse=True))
    return re.compile(
        rf"[\s(\[_*—–-]*(?:(?:{work})(?:\s*(?:,|and|&)\s*(?:{work}))*\s+by\s+(?-i:(?=[^\W\da-z]))|reporting (?:was|were) contributed by\s+|contributing:\s*|contributors?:\s*|with inputs? from\s+)",
        re.IGNORECASE,
    )


@cache
def _next_work() -> re.Pattern[str]:
    work = "|".join(sorted(listed("credit_work"), key=len, reverse=True))
    return re.compile(
        rf"[\s,;.(]*\b(?:and )?(?:{work})(?:\s*(?:,|and|&)\s*(?:{work}))*\s+by\s+(?-i:(?=[^\W\da-z]))",
        re.IGNORECASE,
    )


@cache
def _contributed() -> re.Pattern[str]:
    works = "|".join(sorted(listed("works"), key=len, reverse=True))
    to_this = rf"(?:\s+to\s+(?:this|the)\s+(?:[\w-]+\s+)?(?:{works}))"
    from_there = r"(?:\s+from\s+(?P<place>[^.;]+?(?:\.[A-Z])*))"
    return re.compile(
        rf",?\s+(?:also\s+)?(?:contributed(?:\s+(?:reporting|research|writing|reportage)){to_this}?|contributed{to_this}|contributed(?=\s+from\s|\.?\s*$)|reported|assisted\s+(?:with|in)\s+(?:the\s+)?reporting){from_there}?(?=[.;)]|\s*$|,\s+and\s)",
    )


def _contribution_names(line: Line) -> list[tuple[_Piece, _Piece | None]]:
    """Return the stretches of names in front of each "contributed", and the place behind it; [] for none.

    Every stretch must be names and nothing else, or the line is a sentence about somebody's money.
    """
    found = []
    start = 0
    strong = False
    for match in _contributed().finditer(line.text):
        piece = _Piece(start=start, end=match.start())
        people = list(_people(line.text, piece))
        if not people or any(name is None for name, _ in people):
            return []
        place = _Piece(start=match.start("place"), end=match.end("place")) if match["place"] else None
        if match[0].lstrip(" ,").startswith("reported") and place is None:
            return []
        strong = (
            strong
            or "report" in match[0]
            or "this" in match[0]
            or place is not None
            or line.text.rstrip(". ").endswith("contributed")
        )
        found.append((piece, place))
        start = match.end() + len(re.match(r"[.;,)\s]*(?:and\s)?", line.text[match.end() :])[0])  # type: ignore[index] # matches the empty text too
    leftover = line.text[start:].strip(" .)")
    return found if strong and not leftover else []


def _contributors(line: Line, start: int) -> Iterator[Contributor]:
    stretches = _contribution_names(line) if start == 0 else []
    if not stretches:
        stretches = [(piece, None) for piece in _work_stretches(line.text, start)]
    for piece, place in stretches:
        everywhere = None if place is None else _span(line, place)
        for name, at in _people(line.text, piece):
            if name is not None:
                yield Contributor(name=_span(line, name), place=_span(line, at) if at else everywhere)


def _span(line: Line, piece: _Piece) -> Span:
    return line.part(piece.start, piece.end)


def _work_stretches(text: str, start: int) -> Iterator[_Piece]:
    """Yield the stretch of names behind each "Reporting by", "Editing by", …."""
    opening = _work_by().match(text, start)
    while opening is not None:
        following = _next_work().search(text, opening.end())
        yield _Piece(start=opening.end(), end=following.start() if following else len(text.rstrip(" .)]_")))
        opening = following


def _people(text: str, stretch: _Piece) -> Iterator[tuple[_Piece | None, _Piece | None]]:
    """Yield each name of a stretch with its place; None for the name where a part is none.

    A place counts for all names before it that have none: "A, B and C in Paris". A part behind a place is
    its region where it could be one ("Riga, Latvia"), otherwise the next name.
    """
    waiting: list[_Piece] = []
    placed: list[_Piece] = []
    place: _Piece | None = None
    for part in _parts(text, stretch):
        words = text[part.start : part.end]
        if (
            place is not None
            and not _PLACE.search(words)
            and is_region(words)
            and _comma_before(text, part.start)
        ):
            place = _Piece(start=place.start, end=part.end)
            continue
        if place is not None:
            yield from ((name, place) for name in placed)
            placed, place = [], None
        at = _PLACE.search(words)
        name = _name_in(text, _Piece(start=part.start, end=part.start + at.start()) if at else part)
        if name is None and not (at and at.start() == 0 and waiting):
            yield None, None
            continue
        waiting += [name] if name else []
        if at:
            place = _Piece(start=part.start + at.end(), end=part.end)
            placed, waiting = waiting, []
    yield from ((name, place) for name in placed)
    yield from ((name, None) for name in waiting)


def _comma_before(text: str, at: int) -> bool:
    return text[:at].rstrip().endswith(",")


def _parts(text: str, stretch: _Piece) -> Iterator[_Piece]:
    start = stretch.start
    for match in [*_PART.finditer(text, stretch.start, stretch.end), None]:
        end = match.start() if match else stretch.end
        piece = text[start:end]
        lead, trail = len(piece) - len(piece.lstrip(" .(")), len(piece) - len(piece.rstrip())
        if lead + trail < len(piece):
            yield _Piece(start=start + lead, end=end - trail)
        start = match.end() if match else end


def _name_in(text: str, piece: _Piece) -> _Piece | None:
    """Return the name in a part, jobs and papers in front of it left out ("Times staff writer A")."""
    words = list(re.finditer(r"\S+", text[piece.start : piece.end]))
    after_job = (
        max((k for k, w in enumerate(words) if w[0].lower().strip(",") in listed("jobs")), default=-1) + 1
    )
    if after_job >= len(words):
        return None
    name = _Piece(start=piece.start + words[after_job].start(), end=piece.start + words[-1].end())
    given = text[name.start : name.end]
    return name if is_name(given, least=1) else None
