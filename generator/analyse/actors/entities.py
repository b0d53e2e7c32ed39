"""Names from spaCy's entities, their borders repaired."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.analyse.actors.lexicon import Lexicon, lexicon
from generator.analyse.actors.lines import Line, Name

if TYPE_CHECKING:
    from collections.abc import Iterator

LABELS = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP"})
"""spaCy's labels of what may be an actor; dates, sums, works and the like are none."""

_ARTICLES = frozenset({"the", "a", "an"})
_BORDERS = frozenset({"(", ")", "[", "]", ";", ":", "/", "--", "–", "—", "|", '"', "``", "''", "...", "…"})
_LIST_BORDERS = _BORDERS | {",", "and", "or"}
_AFTER_HYPHEN = (
    "-based",
    "-born",
    "-led",
    "-backed",
    "-owned",
    "-style",
    "-era",
    "-trained",
    "-controlled",
    "-held",
)
_JOINS = frozenset({"of", "for"})


def entity_names(line: Line) -> list[Name]:
    """Return the line's entities that may be actors, repaired, in text order."""
    words = lexicon()
    found: list[Name] = []
    for first, end, label in _joined(line, words):
        for piece_first, piece_end in _pieces(line, first, end, label, words):
            name = _repaired(line, piece_first, piece_end, label, words)
            if name is not None:
                found.append(name)
    return found


def _joined(line: Line, words: Lexicon) -> Iterator[tuple[int, int, str]]:
    """Yield entities as token ranges, those that "of" and "for" tear apart put together again."""
    waiting: tuple[int, int, str] | None = None
    for ent in line.doc.ents:
        if ent.label_ not in LABELS:
            continue
        now = (ent.start, ent.end, ent.label_)
        if waiting is not None:
            if _belongs(line, waiting, now, words):
                waiting = (waiting[0], now[1], "ORG")
                continue
            yield waiting
        waiting = now
    if waiting is not None:
        yield waiting


def _belongs(line: Line, left: tuple[int, int, str], right: tuple[int, int, str], words: Lexicon) -> bool:
    """Tell whether "Bank" and "England" around "of" are one organization."""
    between = [w.lower() for w in line.words[left[1] : right[0]]]
    if left[2] != "ORG" or right[2] == "PERSON" or not between or between[0] not in _JOINS:
        return False
    if between[1:] not in ([], ["the"]):
        return False
    return any(w in words.organization_heads for w in line.words[left[0] : left[1]])


def _pieces(line: Line, first: int, end: int, label: str, words: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield the parts of an entity that runs over a border or a list ("Orange, Riverside")."""
    if line.text[line.starts[first] : line.end_of(end - 1)].removeprefix("the ") in words.known:
        yield first, end
        return
    borders = _BORDERS if label == "ORG" else _LIST_BORDERS
    start = first
    for token in range(first, end):
        if line.words[token] in borders:
            yield start, token
            start = token + 1
    yield start, end


def _repaired(line: Line, first: int, end: int, label: str, words: Lexicon) -> Name | None:
    title: str | None = None
    while first < end and _is_outside_left(line, first, label):
        first += 1
    while first < end and _is_outside_right(line, end - 1, label, words):
        end -= 1
    if label == "PERSON":
        first, title = _without_titles(line, first, end, words)
    if first >= end:
        return None
    start, stop = line.starts[first], _before_hyphen(line.text, line.starts[first], line.end_of(end - 1))
    text = line.text[start:stop]
    if _is_no_name(text, line):
        return None
    return Name(line=line, start=start, end=stop, text=text, label=label, title=title)


def _is_outside_left(line: Line, token: int, label: str) -> bool:
    word = line.words[token]
    if word.lower() in _ARTICLES:
        return not _is_part_of_name(line, token, label)
    if not any(map(str.isalnum, word)) or word in {"'s", "'"}:
        return True
    if label == "ORG" and word[0].isdigit():
        return False
    return word.islower() and word not in lexicon().particles


def _is_part_of_name(line: Line, token: int, label: str) -> bool:
    """Tell whether "The" belongs to a name: a capital where the sentence asks for none."""
    is_inside_sentence = token > 0 and not line.doc[token].is_sent_start and line.words[token - 1] != '"'
    return line.words[token] == "The" and is_inside_sentence and label != "PERSON" and not line.is_capitals


def _is_outside_right(line: Line, token: int, label: str, words: Lexicon) -> bool:
    word = line.words[token]
    if word in {"'s", "'", "s"} or not any(map(str.isalnum, word)):
        return True
    if label != "ORG" and not any(map(str.isalpha, word)):
        return True
    return word.islower() and word not in words.legal_suffixes


def _without_titles(line: Line, first: int, end: int, words: Lexicon) -> tuple[int, str | None]:
    """Return where a person's name begins after titles and roles, and the last title before it."""
    start = first
    for token in range(first, end - 1):
        word = line.words[token]
        is_title = word in words.titles or f"{word}." in words.titles
        is_role = word.lower() in words.role_heads or word in {
            "Prime",
            "Vice",
            "Deputy",
            "Foreign",
            "Lt.",
            "Gen.",
        }
        if not (is_title or (is_role and word[0].isupper())):
            break
        start = token + 1
    if start > first:
        return start, line.words[start - 1]
    before = line.words[first - 1] if first > 0 else None
    return first, before if before in words.titles else None


def _before_hyphen(text: str, start: int, end: int) -> int:
    for tail in _AFTER_HYPHEN:
        if text.endswith(tail, start, end):
            return end - len(tail)
    return end


def _is_no_name(text: str, line: Line) -> bool:
    n_letters = sum(map(str.isalpha, text))
    if n_letters < 2 or text.lower() in lexicon().calendar or "@" in text or "www." in text or "http" in text:  # noqa: PLR2004 - one letter names nobody
        return True
    return not line.is_capitals and not any(map(str.isupper, text))
