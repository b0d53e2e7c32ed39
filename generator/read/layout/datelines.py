"""The place, agency and date that open a story: "KYIV, Ukraine (AP) — "."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from generator.read.dates import month_names, weekday_names
from generator.read.layout.names import is_agency, is_capitals, is_name, is_region, listed
from generator.read.layout.sheet import LONGEST_RULED

if TYPE_CHECKING:
    from generator.read.layout.sheet import Sheet

_HEAD = re.compile(r"(?P<head>[^\n]{2,90}?)\s*(?P<dash>—|–|―|--+|(?<=\s)[-_](?=\s)|:(?=\s))\s*(?=\S)")
_OPENS_STORY = re.compile(r"[\"'“‘«(\[`¿¡]*[^\W\d_a-zß-öø-ÿ]")
_AGENCY = re.compile(r"\s*(?:\((?P<agency>[^()]{2,40})\)|/(?P<wire>[^/]{2,40})/)$")
_REPORTING_FROM = re.compile(r"Reporting from\s+")
_MOST_TOWN_WORDS = 3
_MOST_REGIONS = 2
_MOST_REGION_WORDS = 4
_MOST_PARAGRAPHS = 3
_SHORT_WORDS = 30
"""A first paragraph up to this long may be a headline or standfirst with the dateline still to come."""


def find_dateline(sheet: Sheet) -> None:
    """Find the dateline at the head of the first paragraph, or in a line of its own above it."""
    _find_own_line(sheet)
    if sheet.dateline is not None:
        return
    for n, (i, line) in enumerate(sheet.open_lines()):
        if n == _MOST_PARAGRAPHS:
            return
        end = _dateline_end(line.text[:LONGEST_RULED], sheet, i)
        if end:
            sheet.dateline = line.part(0, end)
            return
        if line.n_words > _SHORT_WORDS:
            return


def _find_own_line(sheet: Sheet) -> None:
    """Mark "LONDON 1996-08-30" and "BRUSSELS, March 3 (Reuters)" above the story."""
    for i, line in sheet.head():
        if sheet.kinds[i] is None and len(line.text) <= 60 and _is_place_with_date(line.text):  # noqa: PLR2004 - characters
            sheet.kinds[i] = "byline"
            sheet.dateline = line.span
            return


def _is_place_with_date(text: str) -> bool:
    body, agency = _without_agency(text)
    place, dated = _without_date(body)
    sure = agency or (dated and (_is_town(place) or re.search(r"\d{4}", text) is not None))
    return sure and _is_place(place, sure=True) and is_capitals(place.partition(",")[0])


def _dateline_end(text: str, sheet: Sheet, i: int) -> int:
    """Return how many characters of a line are its dateline, 0 for none."""
    match = _HEAD.match(text)
    if match is None:
        return 0
    rest = text[match.end() :]
    if not _OPENS_STORY.match(rest) or is_capitals(rest):
        return 0
    if opening := _REPORTING_FROM.match(match["head"]):
        place = match["head"][opening.end() :]
        towns = re.split(r",\s+|\s+and\s+", place)
        return match.end("head") if all(is_name(town, least=1) for town in towns) else 0
    head, agency = _without_agency(match["head"])
    place, dated = _without_date(head)
    sure = agency or dated
    if not place:
        return match.end("head") if agency else 0
    if match["dash"] == ":" and (not _is_town(place) or _has_labels(sheet, i)):
        return 0
    return match.end("head") if _is_place(place, sure=sure, long_dash=match["dash"] not in "-_:") else 0


def _without_agency(head: str) -> tuple[str, bool]:
    """Return the head without "(AP)" or "/PRNewswire/" at its end, and whether there was one."""
    match = _AGENCY.search(head)
    if match is None:
        return head.strip(), False
    named = (match["agency"] or match["wire"]).strip()
    known = is_agency(named) or match["wire"] is not None or (named.isupper() and named.isalpha())
    # "(Reuters, March 3)", "(Nordia Press)": a name in brackets before a dash is an agency too.
    known = known or is_name(_without_date(named)[0].replace("/", " "), least=1, most=4)
    return (head[: match.start()].strip(), True) if known else (head, False)


@cache
def _date_pattern() -> re.Pattern[str]:
    month = f"(?:{month_names()})\\.?"
    day = r"\d{1,2}(?:st|nd|rd|th)?"
    return re.compile(
        rf"(?:^|[,\s]\s*)(?:(?:{weekday_names()})\.?,?\s+)?(?:{month}\s+{day}|{day}\s+{month}|\d{{4}}-\d{{2}}-\d{{2}})(?:,?\s+\d{{4}})?$",
        re.IGNORECASE,
    )


def _without_date(head: str) -> tuple[str, bool]:
    match = _date_pattern().search(head)
    return (head[: match.start()].strip(" ,"), True) if match else (head.strip(), False)


def _is_place(place: str, *, sure: bool, long_dash: bool = False) -> bool:
    """Tell whether words in front of a dash are a place.

    `sure`: an agency or date stands behind them. Without, a place that is not in capitals must be a known town,
    or stand with its region before a long dash.
    """
    town, *regions = (part.strip() for part in place.split(","))
    if len(regions) > _MOST_REGIONS or any(
        not is_name(region, least=1, most=_MOST_REGION_WORDS) for region in regions
    ):
        return False
    if any(word in listed("not_places") for word in (town.lower(), *town.lower().split()[:1])):
        return False
    towns = [part.strip() for part in re.split(r"/|\s+and\s+|\s+AND\s+", town)]
    if all(is_capitals(part) and is_name(part.replace("-", ""), least=1, most=5) for part in towns):
        return True
    if not is_name(town, least=1, most=_MOST_TOWN_WORDS):
        return False
    return sure or _is_town(town) or (long_dash and bool(regions) and all(map(is_region, regions)))


def _is_town(place: str) -> bool:
    return place.partition(",")[0].strip().lower() in listed("towns", "places")


def _has_labels(sheet: Sheet, i: int) -> bool:
    """Tell whether other lines begin with capitals and a colon too, as in a transcript."""
    return any(
        j != i
        and (match := re.match(r"([^\s:a-z][^:a-z]{1,30}):", line.text)) is not None
        and is_capitals(match[1])
        for j, line in enumerate(sheet.lines)
    )
