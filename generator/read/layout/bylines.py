"""Who wrote it and when it was put out: the lines between headline and story."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from generator.read.dates import month_names, weekday_names
from generator.read.layout.headings import is_clock
from generator.read.layout.names import is_name, listed
from generator.read.values import split_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.read.layout.sheet import Line, Sheet

_PUT_OUT = re.compile(r"(?:first |last |originally )?(?:published|updated|posted|modified)\b", re.IGNORECASE)
_MOST_WORDS = 20
_MOST_TAIL_WORDS = 10
_MOST_LABEL_WORDS = 6


def find_byline(sheet: Sheet, authors: Sequence[str]) -> None:
    """Mark the byline, and what stands under it and above the story (job, outlet, time)."""
    known = {author.casefold() for author in authors}
    top = list(sheet.head())
    for i, line in [*top, *list(enumerate(sheet.lines))[-2:]]:
        if sheet.kinds[i] is not None:
            continue
        if (
            is_byline(line.text)
            or (known and line.text.casefold() in known)
            or (sheet.byline is None and _is_bare_name(sheet, i, line))
        ):
            _mark(sheet, i)
    for i, line in sheet.ruled_lines():
        if is_time_stamp(line.text) and (i <= top[-1][0] or _PUT_OUT.match(line.text)):
            sheet.kinds[i] = "note"
    for i, line in top:
        if sheet.kinds[i] is None and i and sheet.kinds[i - 1] == "byline" and _is_job_line(line):
            sheet.kinds[i] = "byline"


def _mark(sheet: Sheet, i: int) -> None:
    sheet.kinds[i] = "byline"
    if sheet.byline is None:
        sheet.byline = sheet.lines[i].span


def is_byline(text: str) -> bool:
    """Tell whether a whole line is "By Jane Roe", with or without job, paper and place behind the names."""
    opening = _opening().match(text)
    if (
        opening is None
        or len(text.split()) > _MOST_WORDS
        or (text.endswith(".") and not _ends_in_initial(text))
    ):
        return False
    rest = text[opening.end() :]
    tail = _tail().search(rest)
    named = rest[: tail.start()] if tail else rest
    if tail and len(tail[0].split()) > _MOST_TAIL_WORDS:
        return False
    names = split_names(named)
    whole = [n for n in names if is_name(n, least=2, most=5)]
    return bool(whole) and names[0] == whole[0] and all(is_name(n, least=1, most=6) for n in names)


def _ends_in_initial(text: str) -> bool:
    return re.search(r"(?:\b[A-Z]|Jr|Sr)\.$", text) is not None


@cache
def _opening() -> re.Pattern[str]:
    openings = "|".join(sorted(listed("byline_openings"), key=len, reverse=True))
    return re.compile(rf"(?:{openings})(?::\s*|\s+)", re.IGNORECASE)


@cache
def _tail() -> re.Pattern[str]:
    """Return what ends the names of a byline: a job, a paper, a place, a number."""
    jobs = "|".join(sorted(listed("jobs"), key=len, reverse=True))
    return re.compile(
        rf"\s*(?:\||•|·|;|\s[-–—]\s|\b(?:for|in|of|at|from)\s|/|\(|\d|@|,\s*(?=[^,]*\b(?:{jobs})\b)|\s(?=(?:\w+\s){{0,2}}(?:{jobs})\b)).*$",
        re.IGNORECASE,
    )


def _is_bare_name(sheet: Sheet, i: int, line: Line) -> bool:
    """Tell whether a line that is only a name stands between the headline and the dateline."""
    below = sheet.lines[i + 1] if i + 1 < len(sheet.lines) else None
    dated = sheet.dateline is not None and below is not None and below.span.contains(sheet.dateline)
    return i > 0 and dated and is_name(line.text, least=2, most=4)


def _is_job_line(line: Line) -> bool:
    """Tell whether a short line under a byline is a job, a paper or a bureau ("Staff writer")."""
    words = line.text.lower().replace(",", " ").split()
    return (
        len(words) <= _MOST_LABEL_WORDS
        and not line.ends_sentence
        and any(w in listed("jobs") | {"news", "press", "media", "bureau"} for w in words)
    )


@cache
def _stamp() -> re.Pattern[str]:
    month = f"(?:{month_names()})\\.?"
    date = rf"(?:{month}\s+\d{{1,2}}|\d{{1,2}}(?:st|nd|rd|th|er|\.)?\s+{month})(?:,?\s+\d{{4}})?|\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}"
    said = r"(?:(?:first |last |originally )?(?:published|updated|posted|modified|created|publié|mis à jour|veröffentlicht|aktualisiert|on|at|le|um)[:\s]*)*"
    time = r"[,\s|–-]*(?:at |à |um )?(?:\d{1,2}[:.h]\d{2}(?:\s*[ap]\.?\s?m\.?)?|\d{1,2}\s*[ap]\.?\s?m\.?)?(?:\s*(?-i:\(?[A-Z]{2,5}\)?))?"
    return re.compile(
        rf"{said}(?:(?:{weekday_names()})\.?,?\s+)?(?:{date}){time}(?:[\s|,–-]*{said}(?:{date})?{time})?",
        re.IGNORECASE,
    )


def is_time_stamp(text: str) -> bool:
    """Tell whether a whole line says only when the article was put out, or how long reading it takes."""
    if is_clock(text):
        return False
    return (
        _stamp().fullmatch(text) is not None
        or re.fullmatch(r"\d+[\s-]min(?:ute)?s?(?:\sread)?", text, re.IGNORECASE) is not None
    )
