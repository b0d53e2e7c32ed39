"""Lines that speak about the article or the page and not about the news."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from generator.read.layout.names import is_name, listed

if TYPE_CHECKING:
    from generator.read.layout.sheet import Line, Sheet

_NEAR_END = 4
_MOST_CONTACT_WORDS = 45
_COUNTED = re.compile(r"[\d.,]+[km]?\s+(?:shares?|comments?|views?|likes?|retweets?)", re.IGNORECASE)
_HANDLE = re.compile(
    r"(?:follow|reach|contact|e-?mail|write to)\b.*(?:@\w+|\w@\w|twitter|facebook|\bat \d{3})", re.IGNORECASE
)
_BARE_ADDRESS = re.compile(r"\S+@\S+\.\w+|(?:https?://|www\.)\S+", re.IGNORECASE)
_DESK = re.compile(r"--?\s*[^.]*(?:newsroom|newsdesk|news desk|bureau)[^.]*\d{3}", re.IGNORECASE)
_BYLINER = re.compile(
    r"(?P<name>(?:[^\W\d_a-z][\w’'.-]*\s){1,3}[^\W\d_a-z][\w’'-]+) (?:is|was|has been|works as|writes|covers|reports) "
)


def find_notes(sheet: Sheet) -> None:
    """Mark notes: corrections, copyright, page furniture, and at the end who the author is."""
    n = len(sheet.lines)
    for i, line in sheet.ruled_lines():
        if _is_note(line.text) or (i >= n - _NEAR_END and i > 0 and _is_about_author(line, sheet)):
            sheet.kinds[i] = "note"


def _is_note(text: str) -> bool:
    if not any(c.isalnum() for c in text):
        return True
    lowered = text.lower().replace("’", "'")
    bare = lowered.strip("([*_ ").rstrip(" :.…>»)]*_")
    if bare in listed("page_furniture") or _COUNTED.fullmatch(bare):
        return True
    opening = lowered.lstrip("([*_ ")
    if opening.startswith(tuple(listed("note_openings"))) or _about_itself().match(opening):
        return True
    return opening.startswith(tuple(listed("page_openings"))) or _BARE_ADDRESS.fullmatch(text) is not None


@cache
def _about_itself() -> re.Pattern[str]:
    """Return a pattern of "This STORY was first PUBLISHED …" and "The HEADLINE has been CORRECTED …"."""
    works = "|".join(sorted(listed("works"), key=len, reverse=True))
    verbs = "|".join(sorted(listed("note_verbs"), key=len, reverse=True))
    helpers = r"(?:(?:has|have|had|was|were|is|been|being|will|be|also|since|now) )*"
    return re.compile(
        rf"this (?:[\w-]+ )?(?:{works}|version|page|transcript) {helpers}(?:{verbs})\b"
        rf"|the (?:[\w-]+ )?(?:{works}|headline|transcript) (?:has|have) (?:since |now |also )?been (?:{verbs})\b"
    )


def _is_about_author(line: Line, sheet: Sheet) -> bool:
    """Tell whether a line near the end introduces its author or says how to reach one."""
    text = line.text
    if line.n_words > _MOST_CONTACT_WORDS:
        return False
    if _HANDLE.match(text) or _DESK.match(text):
        return True
    match = _BYLINER.match(text)
    if match is None or not is_name(match["name"]):
        return False
    jobs = any(
        re.search(rf"\b{job}\b", text, re.IGNORECASE)
        for job in ("writer", "reporter", "correspondent", "columnist", "editor")
    )
    surname = match["name"].split()[-1]
    # Whoever the story is about is named in it; its author is not.
    return jobs and sum(other.text.count(surname) for other in sheet.lines) == 1
