"""Names from spaCy's entities, their borders repaired."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from generator.analyse.actors.lexicon import Lexicon, lexicon
from generator.analyse.actors.lines import Line, Name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LABELS = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP"})
"""spaCy's labels of what may be an actor; dates, sums, works and the like are none."""

_ARTICLES = frozenset({"the", "a", "an"})
_BORDERS = frozenset(
    {"(", ")", "[", "]", ";", ":", "/", "--", "-", "–", "—", "|", '"', "``", "''", "...", "…", "or"}
)
_LIST_BORDERS = _BORDERS | {",", "and"}
_POSSESSIVE = frozenset({"'s", "'"})
_AFTER_HYPHEN = (
    "-based",
    "-born",
    "-led",
    "-backed",
    "-owned",
    "-style",
    "-era",
    "-trained",
    "-held",
    "-sponsored",
)
_NO_NAME = re.compile(r"@|www\.|http|[\[\]]|^(?=\S*\d)\S*-\S*$")
"""Addresses, brackets inside words, and model numbers ("A-18C")."""
_STATE_BODIES = frozenset({"National", "Supreme", "Foreign", "Federal", "Central", "Parliament", "Ministry"})
"""First words of bodies that a country has ("Exampland's National Assembly")."""
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
_JOINS = frozenset({"of", "for"})
_INTERVIEW = frozenset({"Q.", "A.", "Q", "A"})
"""Marks of question and answer at the beginning of a line."""
_ROLE_STARTS = frozenset({"Prime", "Vice", "Deputy", "Foreign", "Lt.", "Gen.", "First", "Former", "Acting"})
_CURRENCY = 3
"""Letters of a currency's code."""
_AMOUNT = re.compile(r" ?\d")
_FULL_NAME = 2
"""Words of a person's name from which an "of" after it begins something else ("Ann Example of Example Tours")."""
_NUMBERED = frozenset({"Channel", "Formula", "Radio", "Number", "No.", "Pope"})
"""Words whose number is part of a name; any other number ends one."""


class _Tokens(NamedTuple):
    """A range of a line's tokens with a label."""

    first: int
    end: int
    label: str
    is_whole: bool = False
    """Put together here, so not to be parted again."""


def whole_entities(lines: Iterable[Line]) -> frozenset[str]:
    """Return the texts of all entities that nothing suggests to cut: what a longer one may be made of."""
    return frozenset(
        _text(line, ent.start, ent.end).removeprefix("the ").removeprefix("The ")
        for line in lines
        for ent in line.doc.ents
        if ent.label_ in LABELS and line.words[ent.end - 1] not in _POSSESSIVE
    )


def entity_names(line: Line, alone: frozenset[str]) -> list[Name]:
    """Return the line's entities that may be actors, repaired, in text order.

    alone: see `whole_entities`.
    """
    words = lexicon()
    found: list[Name] = []
    for tokens in _joined(line, words):
        for piece in _pieces(line, tokens, alone, words):
            name = _repaired(line, piece, words)
            if name is not None and (not found or found[-1].end <= name.start):
                found.append(name)
    return found


def _joined(line: Line, words: Lexicon) -> Iterator[_Tokens]:
    """Yield entities, those that "of" and "for" tear apart put together again."""
    waiting: _Tokens | None = None
    for ent in line.doc.ents:
        if ent.label_ not in LABELS:
            continue
        now = _Tokens(ent.start, ent.end, ent.label_)
        if waiting is not None and _belong_together(line, waiting, now, words):
            label = "PERSON" if now.label == "PERSON" else "ORG"
            waiting = _Tokens(waiting.first, now.end, label, is_whole=True)
            continue
        if waiting is not None:
            yield waiting
        waiting = now
    if waiting is not None:
        yield waiting


def _belong_together(line: Line, left: _Tokens, right: _Tokens, words: Lexicon) -> bool:
    """Tell whether "Bank" and "England" around "of", or "Glass" and "Allied Trades Union", are one organization."""
    between = [w.lower() for w in line.words[left.end : right.first]]
    if between in (['"'], ["'"]):
        return left.label == right.label == "PERSON" and _has_nickname(line, left, right)
    if between == ["and"]:
        return (
            right.label == "ORG"
            and right.end - right.first > 1
            and left.end - left.first == 1
            and line.words[right.end - 1] in words.organization_heads
            and line.words[left.first] not in words.known
            and line.words[left.first - 1].lower() == "the"
        )
    if left.label != "ORG" or right.label == "PERSON" or not between or between[0] not in _JOINS:
        return False
    if between[1:] not in ([], ["the"]) or line.words[left.end - 1] in words.legal_suffixes:
        return False
    return any(w in words.organization_heads for w in line.words[left.first : left.end])


def _has_nickname(line: Line, left: _Tokens, right: _Tokens) -> bool:
    """Tell whether two names with a mark between are one: Margaret "Peg" Example."""
    mark = line.words[left.end]
    opens = right.end < len(line.words) and line.words[right.end] == mark and right.end - right.first == 1
    return opens or mark in line.words[left.first : left.end]


def _pieces(line: Line, tokens: _Tokens, alone: frozenset[str], words: Lexicon) -> Iterator[_Tokens]:
    """Yield the parts of an entity that runs over a border or a list ("Orange, Riverside")."""
    first, end, label, is_whole = tokens
    if is_whole:
        bracket = next((t for t in range(first, end) if line.words[t] == "("), end)
        yield _Tokens(first, bracket, label)
        return
    if _text(line, first, end).removeprefix("the ").removeprefix("The ") in words.known:
        yield tokens
        return
    start = first
    if (
        label == "PERSON"
        and line.words[end - 1] in words.organization_heads
        and line.words[first] not in words.given_names
    ):
        label = "ORG"
    for token in range(first, end):
        if _parts(line, token, _Tokens(start, end, label), alone, words):
            yield _Tokens(start, token, label)
            start = token + 1
    yield _Tokens(start, end, label)


def _parts(line: Line, token: int, tokens: _Tokens, alone: frozenset[str], words: Lexicon) -> bool:
    """Tell whether a token inside an entity parts it in two."""
    word, first, end = line.words[token], tokens.first, tokens.end
    right = line.words[token + 1] if token + 1 < end else ""
    if word.isdigit() and first < token < end - 1:
        return line.words[token - 1] not in _NUMBERED
    if word in _BORDERS:
        return word != "-" or line.text[line.starts[token] - 1 : line.starts[token]] == " "
    if word in _POSSESSIVE and first < token < end - 1:
        left = _text(line, first, token)
        return left in alone or left in words.known or right in _STATE_BODIES
    if tokens.label == "PERSON" and word == "of" and token - first >= _FULL_NAME:
        return True
    if tokens.label not in {"ORG", "FAC"}:
        return word in _LIST_BORDERS
    rest = line.words[token + 1 : end]
    if word == ",":
        return "&" not in rest and not (rest and rest[0] in words.legal_suffixes)
    if word != "and" or not first < token < end - 1:
        return False
    sides = {_text(line, first, token), _text(line, token + 1, end)}
    return bool(sides & alone) and all(side in alone or " " in side for side in sides)


def _repaired(line: Line, tokens: _Tokens, words: Lexicon) -> Name | None:
    """Return the entity with the borders a reader would draw, None where it names nobody."""
    first, end, label, _ = tokens
    while first < end and _is_outside_left(line, first, end, label, words):
        first += 1
    while first < end and _is_outside_right(line, end - 1, first, words):
        end -= 1
    if first >= end:
        return None
    title: str | None = None
    if (
        line.words[first] in words.titles
        and not words.titles[line.words[first]].is_office
        and first + 1 < end
    ):
        label = "PERSON"
    if label == "PERSON":
        end = _without_office(line, first, end, words)
        first, title = _without_titles(line, _with_given_name(line, first, end, words), end, words)
    elif _is_portfolio(line, first, end, label):
        return None
    if end < len(line.words) and line.words[end] in words.legal_suffixes and line.words[end][0].isupper():
        end, label = end + 1, "ORG"
    if label == "ORG" and first > 0 and _belongs_before(line, first - 1, end, words):
        first -= 1
    start, stop = line.starts[first], _before_hyphen(line.text, line.starts[first], line.end_of(end - 1))
    text = line.text[start:stop]
    if _is_no_name(text, line, first, end, words):
        return None
    return Name(line=line, start=start, end=stop, text=text, label=label, title=title)


def _belongs_before(line: Line, token: int, end: int, words: Lexicon) -> bool:
    """Tell whether the word before an organization is part of its name: "The" Example, "20th" Example Brigade."""
    if line.words[token] == "The":
        return _is_inside_sentence(line, token)
    is_ordinal = _ORDINAL.fullmatch(line.words[token]) is not None
    return is_ordinal and line.words[end - 1] in words.organization_heads


def _is_outside_left(line: Line, token: int, end: int, label: str, words: Lexicon) -> bool:
    word = line.words[token]
    if word.lower() in _ARTICLES:
        return not (word == "The" and label != "PERSON" and _is_inside_sentence(line, token))
    if not any(map(str.isalnum, word)) or word in _POSSESSIVE:
        return True
    if word.lower() in words.calendar and token + 1 < end:
        return True
    if word[0].isdigit():
        return label != "ORG"
    return word.islower() and word not in words.particles


def _is_inside_sentence(line: Line, token: int) -> bool:
    """Tell whether a capital letter here is the writer's choice and not the sentence's beginning."""
    return (
        token > 0
        and not line.is_capitals
        and not line.doc[token].is_sent_start
        and line.words[token - 1] not in {'"', ":", "-", "--", "–", "—"}
    )


def _is_outside_right(line: Line, token: int, first: int, words: Lexicon) -> bool:
    word = line.words[token]
    if word in _POSSESSIVE or not any(map(str.isalnum, word)):
        return True
    if not any(map(str.isalpha, word)):
        return line.words[token - 1] not in _NUMBERED
    if word.lower() in words.calendar and token > first:
        return True
    return word.islower() and word not in words.legal_suffixes


def _without_office(line: Line, first: int, end: int, words: Lexicon) -> int:
    """Return where a person's name ends before an office that goes on with "of" (Kate, "Duchess of Example")."""
    is_office = end < len(line.words) and line.words[end] == "of" and line.words[end - 1] in words.titles
    return end - 1 if is_office and end - first > 1 else end


def _with_given_name(line: Line, first: int, end: int, words: Lexicon) -> int:
    """Return where a name begins when the recogniser left out the given name before a family name."""
    if end - first > _FULL_NAME or first == 0 or (end - first > 1 and line.words[first + 1] != "-"):
        return first
    word, token = line.words[first - 1], line.doc[first - 1]
    is_name = token.pos_ == "PROPN" and word.istitle() and word.isalpha() and not token.ent_type_
    is_other = (
        word.lower() in words.role_heads
        or word in words.titles
        or word in words.known
        or word in _ROLE_STARTS
        or word in words.organization_heads
        or word.lower() in words.calendar
    )
    is_after_title = first > 1 and (line.words[first - 2] in words.titles or line.words[first - 2] == ".")
    return (
        first - 1
        if (is_name or (is_after_title and word.istitle() and word.isalpha())) and not is_other
        else first
    )


def _without_titles(line: Line, first: int, end: int, words: Lexicon) -> tuple[int, str | None]:
    """Return where a person's name begins after titles and roles, and the last title before it."""
    start = first
    if first == 0 and end > 1 and line.words[0] in _INTERVIEW:
        start = first = 1
    for token in range(first, end - 1):
        word = line.words[token]
        stem = word.rsplit("-", 1)[-1].lower()
        is_role = stem in words.role_heads or stem.removesuffix("s") in words.role_heads
        is_title = word in words.titles or f"{word}." in words.titles
        if (is_title or is_role) and word[0].isupper():
            start = token + 1
        elif word not in _ROLE_STARTS and token == start:
            break
    if start > first:
        return start, line.words[start - 1]
    before = first - 2 if first > 1 and line.words[first - 1] == "." else first - 1
    title = line.words[before] if before >= 0 else None
    return first, title if title in words.titles else None


def _is_portfolio(line: Line, first: int, end: int, label: str) -> bool:
    """Tell whether the entity is part of somebody's office: "Defence" Minister, Secretary of "State"."""
    if label != "ORG":
        return False
    after = line.words[end] if end < len(line.words) else ""
    if after in {"Minister", "Ministers"} or (after == "Secretary" and end - first == 1):
        return True
    before = [w for w in line.words[max(first - 3, 0) : first] if w != "the"]
    return before[-2:] in (["Secretary", "of"], ["Minister", "of"], ["Minister", "for"]) and end - first == 1


def _before_hyphen(text: str, start: int, end: int) -> int:
    for tail in _AFTER_HYPHEN:
        if text.endswith(tail, start, end):
            return end - len(tail)
    return end


def _is_no_name(text: str, line: Line, first: int, end: int, words: Lexicon) -> bool:
    n_letters = sum(map(str.isalpha, text))
    if n_letters < 2 or text.lower() in words.calendar or _NO_NAME.search(text):  # noqa: PLR2004 - one letter names nobody
        return True
    if line.is_capitals:
        return False
    if end - first == 1 and _is_office(text, words):
        return True
    if text.isupper() and len(text) == _CURRENCY and _AMOUNT.match(line.text, line.end_of(end - 1)):
        return True
    if not any(map(str.isupper, text)):
        return True
    return end - first == 1 and text not in words.known and not _is_proper(line, first)


def _is_office(text: str, words: Lexicon) -> bool:
    """Tell whether a word is only an office ("Duchess"); as somebody's family name it comes back as a repeat."""
    lower = text.lower()
    return lower in words.role_heads or lower.removesuffix("s") in words.role_heads or text in words.titles


def _is_proper(line: Line, token: int) -> bool:
    """Tell whether a one-word entity is more than a common word with a sentence's capital."""
    return line.doc[token].pos_ in {"PROPN", "X"} or _is_inside_sentence(line, token)


def _text(line: Line, first: int, end: int) -> str:
    return line.text[line.starts[first] : line.end_of(end - 1)] if first < end else ""
