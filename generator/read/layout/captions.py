"""Captions of photos and their credits."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from generator.read.layout.names import is_agency, is_name, listed

if TYPE_CHECKING:
    from generator.read.layout.sheet import Line, Sheet

_MOST_WORDS_HEAD = 90
_MOST_WORDS = 60
"""Captions run to 50 words; a longer line further down is a paragraph that ends in brackets."""
_MOST_CREDIT_WORDS = 12
_BRACKETS = re.compile(r"[(\[](?P<credit>[^()\[\]]{2,100})[)\]]\.?$")
_BULLET = re.compile(r"[-–—•*·■]\s?\w")
_REFERS = re.compile(r"(?:see|read|full|for|story|click|turn)\b", re.IGNORECASE)
_ASIDE = re.compile(r"\s*\([^()]*\)")
_CONNECTING = frozenset({"for", "via", "of", "the", "and", "by", "from", "/", "&", "in", "à", "pour", "für"})


def find_captions(sheet: Sheet) -> None:
    """Mark captions; the first one's words and credit go into the structure."""
    story = sheet.story_start()
    for i, line in list(sheet.ruled_lines()):
        known = False
        in_head = i <= story
        cut = _credit(line, in_head=in_head, is_last=i == len(sheet.lines) - 1)
        if cut is not None:
            _mark(sheet, i, cut)
            known = True
        if not known and _after_label(line.text):
            _mark(sheet, i, (len(line.text), len(line.text), len(line.text)))
    for i, kind in enumerate(sheet.kinds):
        if kind == "caption" and sheet.caption is None and sheet.credit is None:
            line = sheet.lines[i]
            _mark(sheet, i, _credit(line, in_head=True, is_last=False) or (len(line.text),) * 3)


def _mark(sheet: Sheet, i: int, cut: tuple[int, int, int]) -> None:
    """Say that line `i` is a caption up to `cut[0]` and a credit from `cut[1]` to `cut[2]`."""
    line = sheet.lines[i]
    words_end, credit_start, credit_end = cut
    start = _after_label(line.text)
    has_words = any(c.isalnum() for c in line.text[start:words_end])
    sheet.kinds[i] = "caption" if has_words else "note"
    first = sheet.caption is None and sheet.credit is None
    if has_words and sheet.caption is None:
        sheet.caption = line.part(start, words_end)
    if credit_start < credit_end:
        if sheet.credit is None:
            sheet.credit = line.part(credit_start, credit_end)
        if has_words and not first:
            sheet.tails[i] = (_lead(line.text, words_end), "note")


def _lead(text: str, at: int) -> int:
    """Return the first place from `at` that is no white space."""
    return at + len(text[at:]) - len(text[at:].lstrip())


def _after_label(text: str) -> int:
    """Return where a caption's words begin behind a label such as "Image caption", 0 without one."""
    lowered = text.lower()
    for label in sorted(listed("caption_labels"), key=len, reverse=True):
        if (
            lowered.startswith(label)
            and lowered[len(label) : len(label) + 1] in (":", " ")
            and len(text) > len(label) + 2
        ):
            rest = len(label) + 1
            return _lead(text, rest)
    return 0


def _credit(line: Line, *, in_head: bool, is_last: bool) -> tuple[int, int, int] | None:
    """Return where the caption ends and its credit stands, None where the line has no credit."""
    if line.n_words > (_MOST_WORDS_HEAD if in_head else _MOST_WORDS):
        return None
    if _BULLET.match(line.text):
        return None
    match = _BRACKETS.search(line.text)
    before = line.text[: match.start()].rstrip() if match else ""
    if match is None or not _is_credit(match["credit"], before=before, in_head=in_head, is_last=is_last):
        return _labelled(line.text) or _supplier_line(line.text)
    label = _label_pattern().match(match["credit"])
    start = match.start("credit") + (label.end() if label else 0)
    return match.start(), start, match.end("credit")


def _labelled(text: str) -> tuple[int, int, int] | None:
    """Find "Photo: Jane Roe/Paper" and "Photograph by Jane Roe" at the end of a line, or as a line."""
    for match in _label_pattern().finditer(text):
        named = text[match.end() :].rstrip(" .")
        if 0 < len(named.split()) <= _MOST_CREDIT_WORDS and _all_capital(_ASIDE.sub("", named)):
            return match.start("label"), match.end(), match.end() + len(named)
    return None


def _supplier_line(text: str) -> tuple[int, int, int] | None:
    """Find a line that is only a credit: "Getty Images" or "Jane Roe via Getty Images"."""
    bare = text.removesuffix(".")
    *makers, supplier = re.split(r"\s+via\s+|\s*/\s*", bare)
    if is_agency(supplier) and all(is_name(maker, least=1) for maker in makers):
        return 0, 0, len(bare)
    return None


@cache
def _label_pattern() -> re.Pattern[str]:
    labels = "|".join(re.escape(label) for label in sorted(listed("credit_labels"), key=len, reverse=True))
    return re.compile(
        rf"(?:^|(?<=[.!?”\"’'»)\]|])\s*|\s[-–—|]\s+|\s(?-i:(?=[A-Z]\w*:)))(?P<label>(?:{labels})(?:\s+(?:credit|by|courtesy(?: of)?|copyright|from))*"
        r"\s*(?::|(?<=\bby)\s|(?<=\bof)\s|(?<=copyright)\s)\s*)",
        re.IGNORECASE,
    )


def _is_credit(text: str, *, before: str, in_head: bool, is_last: bool) -> bool:
    """Tell whether words in brackets at a line's end name who made or supplied a photo."""
    parts = [part.strip() for part in re.split(r"[/|]|,\s", text) if part.strip()]
    if not parts or len(text.split()) > _MOST_CREDIT_WORDS:
        return False
    if _starts_with_label(text):
        return True
    if not _all_capital(text) or any(c.isdigit() for c in text):
        return False
    if not (before[-1:] in ".!?”\"’'»…" or in_head):
        return False
    known = any(is_agency(part) for part in parts)
    if known:
        # An agency alone also closes the last paragraph of copy that was taken over from it.
        return len(parts) > 1 or (in_head and not is_last)
    maker, employed, _ = text.partition(" for ")
    if before and (re.search(r"[/|]", text) or (employed and is_name(maker) and not _REFERS.match(text))):
        return True
    # A bare name: only where a caption is to be expected, and behind a whole sentence.
    return in_head and is_name(text) and before[-1:] in set(".!?")


@cache
def _credit_opening() -> re.Pattern[str]:
    labels = "|".join(re.escape(label) for label in sorted(listed("credit_labels"), key=len, reverse=True))
    return re.compile(rf"(?:\w+ )?(?:{labels})\b(?!$)", re.IGNORECASE)


def _starts_with_label(text: str) -> bool:
    match = _credit_opening().match(text)
    return match is not None and _all_capital(text[match.end() :].lstrip(" :"))


def _all_capital(text: str) -> bool:
    """Tell whether every word begins with a capital or connects such words."""
    parts = [p for p in re.split(r"[\s/|,]+", text) if p]
    return bool(parts) and all(
        p[0].isupper() or p[0] in "@©" or p.lower() in _CONNECTING or p.lower() in listed("name_particles")
        for p in parts
    )
