"""What the article says a person is: the words around a name that give an office or occupation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.analyse.actors.lexicon import lexicon
from generator.analyse.actors.lines import Line, Name
from generator.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

_DETERMINERS = frozenset({"the", "a", "an"})
_BEFORE_NAME_POS = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
_OPENING = frozenset({"the", "a", "an", "its", "his", "her", "their", "my", "our"})
_SCHOLARS = ("ologist", "ographer", "ician", "onomist", "iatrist")
"""Endings of nouns that are always somebody's occupation."""
_NAMED = frozenset({"named", "called"})
_PARTICIPLES = frozenset({"retired", "acting", "outgoing", "elected", "appointed", "designated", "assigned"})
_INSIDE = frozenset({"-", "'s", "'", "&"})
_ENDS = frozenset(
    {",", ".", ";", ":", "--", "–", "—", "(", ")", '"', "``", "''", "who", "whose", "which", "that", "?", "!"}
)
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_LONGEST_BEFORE = 10
"""Tokens that a role before a name has at most."""
_LONGEST_AFTER = 25
"""Tokens that a role after a name has at most."""
_HEAD_WITHIN = 7
"""Tokens from its beginning within which a role after a name must have its head."""
_AGE = re.compile(r"\d{1,3}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """A role as written beside a name."""

    span: Span
    """Code points in the article's text."""
    line: Line
    start: int
    """Code point in the line's text."""
    end: int
    head: str
    """The noun by which its holder may be called later, lower case ("minister", "general")."""
    gender: str | None


def roles_of(name: Name, others: frozenset[int]) -> Iterator[Described]:
    """Yield the roles that stand beside one name of a person, in text order.

    others: tokens of the line that belong to names, of whomever.
    """
    for found in (_before(name, others), _defined_before(name), *_after(name), _by_verb(name)):
        if found is not None:
            yield found


def _before(name: Name, others: frozenset[int]) -> Described | None:
    """Find "French President" Emmanuel Macron; a name that opens the role belongs to it whatever the parse says."""
    line, end = name.line, name.first
    root = line.doc[name.first : name.last + 1].root
    limit = max(root.left_edge.i, end - _LONGEST_BEFORE, 0)
    if end > 1 and line.words[end - 1] in _NAMED:
        end, limit = end - 1, max(end - _LONGEST_BEFORE, 0)
    first = end
    while first > limit and _may_precede(line, first - 1):
        first -= 1
    # As far as a name goes: in a line that is all names there would be no end.
    opens = first - _LONGEST_BEFORE
    while first > opens and first - 1 in others and first < end and line.doc[first - 1].ent_type_ != "PERSON":
        first -= 1
    while end > first and _is_address(line, end - 1, is_alone=end - first == 1):
        end -= 1
    while first < end and (line.words[first].lower() in _DETERMINERS or line.words[first] in _INSIDE):
        first += 1
    if first >= end:
        return None
    head = _noun_at(line, end - 1) or next(
        (
            n
            for t in range(first, end)
            if t + 1 < end and line.words[t + 1] == "of" and (n := _noun_at(line, t))
        ),
        None,
    )
    return None if head is None else _described(line, first, end, head)


def _is_address(line: Line, token: int, *, is_alone: bool) -> bool:
    title = lexicon().titles.get(line.words[token])
    return title is not None and (not title.is_office or (title.stands_alone and not is_alone))


def _may_precede(line: Line, token: int) -> bool:
    word = line.words[token]
    if word.lower() in lexicon().calendar:
        return False
    if word == "of":
        return token > 0 and _noun_at(line, token - 1) is not None
    if word in _INSIDE or word.lower() in _PARTICIPLES or word in lexicon().titles:
        return True
    return line.doc[token].pos_ in _BEFORE_NAME_POS


def _defined_before(name: Name) -> Described | None:
    """Find "the party's spokeswoman", Ann Example: the name explains the noun before the comma."""
    line, comma = name.line, name.first - 1
    while comma > 0 and (line.words[comma] in lexicon().titles or line.words[comma] == "."):
        comma -= 1
    after = line.words[name.last + 1] if name.last + 1 < len(line.words) else "."
    if (
        comma < 1
        or line.words[comma] != ","
        or not (after in _ENDS or line.doc[name.last + 1].tag_ in _FINITE)
    ):
        return None
    for token in range(comma - 1, max(comma - _LONGEST_BEFORE, -1), -1):
        if _ends(line, token):
            return None
        head = _noun_at(line, token)
        if head is not None and line.doc[token].tag_ in {"NN", "NNP"}:
            first = line.doc[token].left_edge.i
            while (
                first < token and line.doc[first].tag_ not in {"DT", "PRP$"} and line.doc[first].pos_ == "ADP"
            ):
                first += 1
            is_opened = line.words[first].lower() in _OPENING or any(
                w == "'s" for w in line.words[first:token]
            )
            return _described(line, first, comma, head) if is_opened else None
    return None


def _after(name: Name) -> Iterator[Described]:
    """Find Ben Example, "a former commander of the guard", or Ann Example, 54, "who leads the party"."""
    line, token = name.line, name.last + 1
    if token >= len(line.words) or line.words[token] != ",":
        return
    token += 1
    if token + 1 < len(line.words) and _AGE.fullmatch(line.words[token]) and line.words[token + 1] == ",":
        token += 2
    if token + 1 < len(line.words) and line.words[token] == "who" and _leads(line, token + 1):
        yield _described(line, token, _end_of(line, token + 2), line.doc[token + 1].lemma_)
        return
    while token < len(line.words):
        end = _end_of(line, token)
        head = _head_within(line, token, end)
        if head is None or _is_next_subject(name, end):
            return
        yield _described(line, token, end, head)
        if end + 1 >= len(line.words) or line.words[end] != "and":
            return
        token = end + 1


def _is_next_subject(name: Name, end: int) -> bool:
    """Tell whether the words behind a name are the subject of what follows: "Echoing Ann Example, the minister said"."""
    doc = name.line.doc
    return end < len(doc) and doc[end].tag_ in _FINITE and name.first > doc[name.first].sent.start


def _leads(line: Line, verb: int) -> bool:
    """Tell whether "who …" says an office: leads, heads, owns in the present."""
    return line.doc[verb].lemma_ in lexicon().leading_verbs and line.doc[verb].tag_ in {"VBZ", "VBP"}


def _end_of(line: Line, first: int) -> int:
    """Return where a role that begins at a token ends: a mark, a verb, or another role after "and"."""
    end = first
    while end < min(len(line.words), first + _LONGEST_AFTER) and not _ends(line, end):
        is_and = line.words[end] == "and" and end + 1 < len(line.words)
        if is_and and line.words[end + 1].lower() in _DETERMINERS | {"one"}:
            break
        if end > first and line.doc[end].dep_ == "acl" and line.doc[end].tag_ in {"VBG", "VBN"}:
            break
        end += 1
    return end


def _ends(line: Line, token: int) -> bool:
    if line.words[token] in _ENDS or (line.words[token] == "-" and line.doc[token].whitespace_):
        return True
    return line.doc[token].tag_ in _FINITE


def _head_within(line: Line, first: int, end: int) -> str | None:
    """Return the head of a role that begins at a token: a person's noun before any preposition's noun."""
    for token in range(first, min(end, first + _HEAD_WITHIN)):
        if _is_past_head(line.doc[token]):
            return None
        is_last_of_compound = token + 1 >= end or line.doc[token + 1].pos_ not in {"NOUN", "PROPN"}
        head = _noun_at(line, token)
        if head is not None and is_last_of_compound:
            return head
    return None


def _is_past_head(token: Token) -> bool:
    """Tell whether a token can no longer belong to the words before a noun ("managing" director can)."""
    if token.pos_ == "VERB":
        return token.tag_ not in {"VBG", "VBN"}
    return token.pos_ in {"ADP", "AUX", "CCONJ", "SCONJ", "PRON"} and token.tag_ != "PRP$"


def _by_verb(name: Name) -> Described | None:
    """Find Ann Example is "the director of the museum"."""
    line, root = name.line, name.line.doc[name.first : name.last + 1].root
    verb = root.head
    if (
        root.dep_ != "nsubj"
        or verb.lemma_ not in {"be", "become"}
        or any(c.dep_ in {"neg", "aux"} for c in verb.children)
    ):
        return None
    noun = next((c for c in verb.children if c.dep_ == "attr"), None)
    head = None if noun is None else _noun_at(line, noun.i)
    if noun is None or head is None:
        return None
    first, end = noun.left_edge.i, noun.i + 1
    while end <= noun.right_edge.i and not _ends(line, end):
        end += 1
    return _described(line, first, end, head)


def _noun_at(line: Line, token: int) -> str | None:
    """Return the noun of an office or occupation that a token is, lower case."""
    words, word = lexicon(), line.words[token]
    lower = word.lower()
    head = words.role_heads.get(lower)
    if head is not None:
        return lower if head.is_role else None
    if lower.endswith(_SCHOLARS):
        return lower
    title = words.titles.get(word)
    return title.noun if title is not None and title.is_office else None


def _described(line: Line, first: int, end: int, head: str) -> Described:
    while end - 1 > first and line.words[end - 1] in _INSIDE | {"and", "or"}:
        end -= 2 if line.words[end - 1] == "-" else 1
    start, stop = line.starts[first], line.end_of(end - 1)
    known = lexicon().role_heads.get(head)
    return Described(
        span=Span(start=line.offset + start, end=line.offset + stop),
        line=line,
        start=start,
        end=stop,
        head=head,
        gender=None if known is None else known.gender,
    )
