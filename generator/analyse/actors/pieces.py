"""spaCy's entities before their borders are repaired: put together where torn apart, parted where glued."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.analyse.actors.forms import acronym_after
from generator.analyse.actors.lexicon import Lexicon, lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.analyse.actors.lines import Line

LABELS = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP"})
"""spaCy's labels of what may be an actor; dates, sums, works and the like are none."""

_BORDERS = frozenset(
    {"(", ")", "[", "]", ";", ":", "/", "--", "-", "–", "—", "|", '"', "``", "''", "...", "…", "or"}
)
_LIST_BORDERS = _BORDERS | {",", "and"}
POSSESSIVE = frozenset({"'s", "'"})
_STATE_BODIES = frozenset({"National", "Supreme", "Foreign", "Federal", "Central", "Parliament", "Ministry"})
"""First words of bodies that a country has ("Exampland's National Assembly")."""
_JOINS = frozenset({"of", "for"})
FULL_NAME = 2
"""Words of a person's name from which an "of" after it begins something else ("Ann Example of Example Tours")."""
NUMBERED = frozenset(
    {"Interstate", "Highway", "Route", "Channel", "Formula", "Radio", "Number", "No.", "Pope"}
)
"""Words whose number is part of a name; any other number ends one."""


class Tokens(NamedTuple):
    """A range of a line's tokens with a label."""

    first: int
    end: int
    label: str
    is_whole: bool = False
    """Put together here, so not to be parted again."""


def whole_entities(lines: Iterable[Line]) -> frozenset[str]:
    """Return the texts of all entities that nothing suggests to cut: what a longer one may be made of."""
    return frozenset(
        text_of(line, ent.start, ent.end).removeprefix("the ").removeprefix("The ")
        for line in lines
        for ent in line.ents
        if ent.label_ in LABELS and line.words[ent.end - 1] not in POSSESSIVE
    )


def entity_pieces(line: Line, alone: frozenset[str]) -> Iterator[Tokens]:
    """Yield the line's entities that may be actors, in text order, each name by itself.

    alone: see `whole_entities`.
    """
    words = lexicon()
    for tokens in _joined(line, words):
        yield from _pieces(line, tokens, alone, words)


def _joined(line: Line, words: Lexicon) -> Iterator[Tokens]:
    """Yield entities, those that "of" and "for" tear apart put together again."""
    waiting: Tokens | None = None
    for ent in line.ents:
        if ent.label_ not in LABELS:
            continue
        now = Tokens(ent.start, ent.end, ent.label_)
        if waiting is not None and _belong_together(line, waiting, now, words):
            known = words.known.get(text_of(line, waiting.first, now.end))
            label = "PERSON" if now.label == "PERSON" else now.label if known is not None else "ORG"
            waiting = Tokens(waiting.first, now.end, label, is_whole=True)
            continue
        if waiting is not None:
            yield waiting
        waiting = now
    if waiting is not None:
        yield waiting


def _belong_together(line: Line, left: Tokens, right: Tokens, words: Lexicon) -> bool:
    """Tell whether "Bank" and "England" around "of", or "Glass" and "Allied Trades Union", are one organization."""
    between = [w.lower() for w in line.words[left.end : right.first]]
    if not between:
        return _are_one(line, left, right, words)
    if between in (["-"], ["–"]):
        is_tight = line.starts[right.first] - line.end_of(left.end - 1) == 1
        has_head = any(w in words.organization_heads for w in line.words[right.first : right.end])
        return is_tight and right.label == "ORG" and right.end - right.first > 1 and has_head
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
    return left.label == "ORG" and right.label != "PERSON" and _goes_on(line, left, right, words)


def _goes_on(line: Line, left: Tokens, right: Tokens, words: Lexicon) -> bool:
    """Tell whether an organization's name goes on after "of", "for" or "in"."""
    between = [w.lower() for w in line.words[left.end : right.first]]
    if between in (["in"], ["of"], ["for"], ["in", "the"], ["of", "the"]) and _is_spelt(line, left, right):
        return True
    if between[0] not in _JOINS:
        return False
    if between[1:] not in ([], ["the"]) or line.words[left.end - 1] in words.legal_suffixes:
        return False
    return any(w in words.organization_heads for w in line.words[left.first : left.end])


def _is_spelt(line: Line, left: Tokens, right: Tokens) -> bool:
    """Tell whether an acronym in brackets goes on to the second name: "Union for Trade in Exampland (UTE)"."""
    acronym = acronym_after(line.text, line.end_of(right.end - 1))
    if acronym is None:
        return False
    letters = [c.lower() for c in acronym if c.isalpha()]
    first, last = line.words[left.first], line.words[right.end - 1]
    if first.lower() == "the" and left.end - left.first > 1:
        first = line.words[left.first + 1]
    return letters[0] == first[0].lower() and letters[-1] == last[0].lower()


def _are_one(line: Line, left: Tokens, right: Tokens, words: Lexicon) -> bool:
    """Tell whether two entities side by side are one: "Ann Sample" and "Example", "Liberal" and "Democrats"."""
    if line.starts[right.first] - line.end_of(left.end - 1) != 1:
        return False
    if text_of(line, left.first, right.end) in words.known:
        return True
    if left.label == "ORG" and right.label in {"GPE", "LOC", "ORG"} and line.words[left.end - 1] == "of":
        return True
    is_single = 1 in (right.end - right.first, left.end - left.first)
    first = line.words[left.first]
    is_name = (
        left.label == right.label == "PERSON" and is_single and line.words[right.first] not in words.titles
    )
    return is_name and first not in words.known and line.words[left.end - 1] not in POSSESSIVE


def _has_nickname(line: Line, left: Tokens, right: Tokens) -> bool:
    """Tell whether two names with a mark between are one: Margaret "Peg" Example."""
    mark = line.words[left.end]
    opens = right.end < len(line.words) and line.words[right.end] == mark and right.end - right.first == 1
    return opens or mark in line.words[left.first : left.end]


def _pieces(line: Line, tokens: Tokens, alone: frozenset[str], words: Lexicon) -> Iterator[Tokens]:
    """Yield the parts of an entity that runs over a border or a list ("Orange, Riverside")."""
    first, end, label, is_whole = tokens
    if is_whole:
        bracket = next((t for t in range(first, end) if line.words[t] == "("), end)
        yield Tokens(first, bracket, label)
        return
    if text_of(line, first, end).removeprefix("the ").removeprefix("The ") in words.known:
        yield tokens
        return
    start = first
    if _is_country_of_office(line, first, end, words):
        yield Tokens(first, first + 1, "GPE")
        yield Tokens(first + 1, end, "PERSON")
        return
    if (
        label == "PERSON"
        and line.words[end - 1] in words.organization_heads
        and line.words[first] not in words.given_names
    ):
        label = "ORG"
    for token in range(first, end):
        if _parts(line, token, Tokens(start, end, label), alone, words):
            yield Tokens(start, token, label)
            start = token + 1
    yield Tokens(start, end, label)


def _is_country_of_office(line: Line, first: int, end: int, words: Lexicon) -> bool:
    """Tell whether an entity is a country and its officer ("President of" Exampland Ann Sample)."""
    known = words.known.get(line.words[first])
    if known is None or known.kind != "country" or first <= 1 or end - first <= FULL_NAME:
        return False
    office = line.words[first - 2]
    is_office = line.words[first - 1] == "of" and (
        office in words.titles or office.lower() in words.role_heads
    )
    rest = line.words[first + 1 : end]
    return is_office and not any(w in words.organization_heads or w in words.known for w in rest)


def _parts(line: Line, token: int, tokens: Tokens, alone: frozenset[str], words: Lexicon) -> bool:
    """Tell whether a token inside an entity parts it in two."""
    word, first, end = line.words[token], tokens.first, tokens.end
    right = line.words[token + 1] if token + 1 < end else ""
    if word.isdigit() and first < token < end - 1:
        return line.words[token - 1] not in NUMBERED
    if word in _BORDERS:
        is_spaced = line.text[line.starts[token] - 1 : line.starts[token]] == " "
        has_head = tokens.label == "ORG" and any(
            w in words.organization_heads for w in line.words[token + 1 : end]
        )
        return is_spaced or not (word == "-" or (word == "–" and has_head))
    if word in POSSESSIVE and first < token < end - 1:
        left = text_of(line, first, token)
        return left in alone or left in words.known or right in _STATE_BODIES
    if tokens.label == "PERSON" and word == "of" and token - first >= FULL_NAME:
        return True
    if tokens.label not in {"ORG", "FAC"}:
        return word in _LIST_BORDERS
    rest = line.words[token + 1 : end]
    if word == ",":
        return "&" not in rest and not (rest and rest[0] in words.legal_suffixes)
    if word != "and" or not first < token < end - 1:
        return False
    sides = {text_of(line, first, token), text_of(line, token + 1, end)}
    return bool(sides & alone) and all(side in alone or " " in side for side in sides)


def text_of(line: Line, first: int, end: int) -> str:
    """Return the text of tokens, "" for none."""
    return line.text[line.starts[first] : line.end_of(end - 1)] if first < end else ""
