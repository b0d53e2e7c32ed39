"""Persons that the entity recogniser missed: what stands beside a name shows that it is somebody's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.analyse.actors.entities import without_titles
from generator.analyse.actors.lexicon import lexicon
from generator.analyse.actors.lines import Line, Name
from generator.analyse.actors.roles import roles_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

_NAME_TAGS = frozenset({"PROPN", "X", "INTJ"})
_MARKS = frozenset({'"', "'", "``", "''"})
_JOINTS = " -\"'"
"""What may stand before a further word of a name."""
_UNSURE_LABELS = frozenset({"", "PERSON", "WORK_OF_ART", "PRODUCT", "LAW", "EVENT"})
"""spaCy's labels of what may be somebody's name where no name was found."""
_LONGEST = 5
"""Words of a name at most."""
_FULL = 2
"""Words from which a name can be told without a title."""
_NO_ROLES: frozenset[int] = frozenset()


def shown_persons(line: Line, found: list[Name]) -> list[Name]:
    """Return names of persons that no name found so far touches, or only begins, in text order.

    A title before a name shows a person, as does a role beside two words and more ("Ann Example, a baker"), or a
    verb that only people do.
    """
    if line.is_capitals:
        return []
    taken = {
        token for name in found if not _leads_to_nickname(name) for token in range(name.first, name.last + 1)
    }
    names: list[Name] = []
    token = 0
    while token < len(line.words):
        end = _end_of_name(line, token, taken) if line.words[token][0].isupper() else token
        if end > token:
            names += _persons(line, token, end)
        token = end + 1
    return names


def _persons(line: Line, first: int, end: int) -> Iterator[Name]:
    words = lexicon()
    start, _ = without_titles(line, first, end, words)
    while start < end and (
        line.words[start] in words.titles or line.words[start].lower() in words.role_heads
    ):
        start += 1
    title = _title_before(line, start)
    n_words = sum(word[0].isalpha() for word in line.words[start:end])
    if start >= end or not _may_be_person(line, start, end):
        return
    name = Name(
        line=line,
        start=line.starts[start],
        end=line.end_of(end - 1),
        text=line.text[line.starts[start] : line.end_of(end - 1)],
        label="PERSON",
        title=title,
    )
    if title is not None or (n_words >= _FULL and _is_shown(name, end)):
        yield name


def _is_shown(name: Name, end: int) -> bool:
    line = name.line
    has_nickname = not _MARKS.isdisjoint(line.words[name.first : end])
    return has_nickname or _speaks(line.doc[end - 1]) or _has_role(name)


def _leads_to_nickname(name: Name) -> bool:
    """Tell whether one word of a person's name is followed by marks: Margaret, where "Peg" Example comes after."""
    after = name.last + 2
    return (
        name.label == "PERSON"
        and name.first == name.last
        and after < len(name.line.words)
        and name.line.words[after - 1] in _MARKS
        and name.line.text[name.end : name.end + 1] == " "
    )


def _end_of_name(line: Line, first: int, taken: set[int]) -> int:
    """Return where a run of name words that begins at a token ends; the token itself where none begins."""
    if not _is_name_word(line, first, taken):
        return first
    token, n_words = first + 1, 1
    while token < len(line.words) and n_words <= _LONGEST:
        if _is_name_word(line, token, taken) and line.text[line.starts[token] - 1] in _JOINTS:
            n_words += 1
        elif not _goes_on(line, token, taken):
            break
        token += 1
    return token


def _is_name_word(line: Line, token: int, taken: set[int]) -> bool:
    """Tell whether a token may be a part of a person's name."""
    word, tagged = line.words[token], line.doc[token]
    if token in taken or tagged.ent_type_ not in _UNSURE_LABELS or not word[0].isupper():
        return False
    if word in lexicon().known or word.lower() in lexicon().calendar:
        return False
    if word.isupper() and len(word) > _FULL:
        return False
    is_after_title = token > 0 and _title_before(line, token) is not None
    return tagged.pos_ in _NAME_TAGS or is_after_title or word in lexicon().given_names


def _goes_on(line: Line, token: int, taken: set[int]) -> bool:
    """Tell whether a token inside a name leads on to its next word: a particle, a hyphen, a name in marks."""
    if token + 1 >= len(line.words):
        return False
    word, text = line.words[token], line.text
    is_next = _is_name_word(line, token + 1, taken)
    if word in {"-", "–"}:
        return is_next and text[line.starts[token] - 1] != " " and text[line.end_of(token)] != " "
    if word in lexicon().particles and word != "of":
        return is_next or (line.words[token + 1] in lexicon().particles and token + 2 < len(line.words))
    if word not in _MARKS:
        return False
    opens = text[line.starts[token] - 1] == " " and text[line.end_of(token)] != " "
    if opens:
        return is_next and token + 2 < len(line.words) and line.words[token + 2] in _MARKS
    return is_next and token > 1 and line.words[token - 2] in _MARKS


def _may_be_person(line: Line, first: int, end: int) -> bool:
    """Tell whether nothing speaks against a person: a head of an organization or place, an article, marks around."""
    words = lexicon()
    before = line.words[first - 1] if first > 0 else ""
    after = line.words[end] if end < len(line.words) else ""
    run = line.words[first:end]
    if (
        run[-1] in words.organization_heads | words.place_heads | words.legal_suffixes
        or after in words.legal_suffixes
    ):
        return False
    if (
        any(w in words.organization_heads for w in run)
        or before.lower() in {"the", "a", "an"} | words.calendar
    ):
        return False
    return not (before in _MARKS and after in _MARKS) and sum(map(str.isalpha, "".join(run))) > _FULL


def _title_before(line: Line, token: int) -> str | None:
    """Return the title right before a token that is only ever one ("Ms.", "Dr"), None where there is none."""
    before = token - 2 if token > 1 and line.words[token - 1] == "." else token - 1
    if before < 0:
        return None
    word = line.words[before]
    title = lexicon().titles.get(word) or lexicon().titles.get(f"{word}.")
    is_short = (
        word.endswith(".") or f"{word}." in lexicon().titles or (title is not None and not title.is_office)
    )
    return word if title is not None and is_short and not word.isupper() else None


def _speaks(token: Token) -> bool:
    words = lexicon()
    return token.dep_ == "nsubj" and token.head.lemma_ in words.person_verbs | words.speech_verbs


def _has_role(name: Name) -> bool:
    """Tell whether an office, occupation or kin stands beside a name ("her daughter Ann Example")."""
    words, first = name.line.words, name.first
    before = words[first - 1] if first > 0 else ""
    if before == "," and first > 1 and words[name.last + 1 : name.last + 2] in {(",",), (".",)}:
        before = words[first - 2]
    heads = lexicon().role_heads
    is_beside = before.islower() and (before in heads or before.removesuffix("s") in heads)
    return is_beside or next(roles_of(name, _NO_ROLES), None) is not None
