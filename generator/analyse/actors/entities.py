"""Names from spaCy's entities, their borders repaired."""

from __future__ import annotations

import re

from generator.analyse.actors.lexicon import Lexicon, lexicon
from generator.analyse.actors.lines import Line, Name
from generator.analyse.actors.pieces import FULL_NAME, NUMBERED, POSSESSIVE, Tokens, entity_pieces, text_of

_ARTICLES = frozenset({"the", "a", "an"})
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
    "-run",
    "-like",
    "-made",
    "-wide",
    "-area",
    "-only",
    "-free",
)
_NO_NAME = re.compile(r"@|www\.|http|[\[\]]|^(?=\S*\d)\S*-\S*$")
"""Addresses, brackets inside words, and model numbers ("A-18C")."""
_QUARTER = re.compile(r"[QH]\d")
_NUMERAL = re.compile(r"(?=[IVX])(?:X{0,2})(?:IX|IV|V?I{0,3})")
_SYLLABLE = 5
"""Letters at most of an East Asian syllable or family name."""
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
_INTERVIEW = frozenset({"Q.", "A.", "Q", "A"})
"""Marks of question and answer at the beginning of a line."""
_ROLE_STARTS = frozenset({"Prime", "Vice", "Deputy", "Foreign", "Lt.", "Gen.", "First", "Former", "Acting"})
_RANKS = frozenset({"Top", "Senior", "Leading"})
"""Words before a name that begin a sentence: "Top Ellwood aides"."""
_CURRENCY = 3
"""Letters of a currency's code."""
_AMOUNT = re.compile(r" ?\d")
_GENERATIONS = frozenset({"Jr", "Sr"})
"""Written with a full stop, which a sentence's end may share."""
_INITIALS = 2
"""Capitals before a family name that are initials ("JP Example")."""


def entity_names(line: Line, alone: frozenset[str]) -> list[Name]:
    """Return the line's entities that may be actors, repaired, in text order.

    alone: texts that are entities of their own elsewhere (`whole_entities`).
    """
    words = lexicon()
    found: list[Name] = []
    for piece in entity_pieces(line, alone):
        name = _repaired(line, piece, words)
        if name is not None and (not found or found[-1].end <= name.start):
            found.append(name)
    return found


def _repaired(line: Line, tokens: Tokens, words: Lexicon) -> Name | None:
    """Return the entity with the borders a reader would draw, None where it names nobody.

    Letters after a person's name ("QC") stay inside its borders, so that it ends where its phrase does, but are no
    part of its text.
    """
    first, whole = _trimmed(line, tokens, words)
    end = _without_letters(line, first, whole, tokens.label, words)
    if first >= end:
        return None
    first, end, label = _as_known(line, first, end, tokens.label, words)
    if _is_addressed(line, first, end, words) or (end < whole and _has_rank(line, first, end, words)):
        label = "PERSON"
    title: str | None = None
    if label == "PERSON":
        first, end, label, title = _person(line, first, end, words)
    elif _is_portfolio(line, first, end, label):
        return None
    if end < len(line.words) and line.words[end] in words.legal_suffixes and line.words[end][0].isupper():
        end, label = end + 1, "ORG"
    if label == "ORG" and first > 0 and _belongs_before(line, first - 1, end, words):
        first -= 1
    start, stop = line.starts[first], _end_of_name(line, first, end)
    text = line.text[start:stop]
    if _is_no_name(text, line, first, end, words):
        return None
    stop = max(stop, line.end_of(whole - 1)) if label == "PERSON" else stop
    return Name(line=line, start=start, end=stop, text=text, label=label, title=title)


def _trimmed(line: Line, tokens: Tokens, words: Lexicon) -> tuple[int, int]:
    """Return the tokens of an entity without articles, marks and dates around it."""
    first, end, label, _ = tokens
    if (
        label == "ORG"
        and line.words[end - 1] == "of"
        and end < len(line.words)
        and line.doc[end].pos_ == "PROPN"
    ):
        end += 1
    while first < end and _is_outside_left(line, first, end, label, words):
        first += 1
    while first < end and _is_outside_right(line, end - 1, first, words):
        end -= 1
    return first, end


def _without_letters(line: Line, first: int, end: int, label: str, words: Lexicon) -> int:
    """Return where a name ends before letters that stand for a rank, degree or honour."""
    whole = end
    while end - first > 1 and line.words[end - 1] in words.after_name and label in {"PERSON", "ORG"}:
        end -= 1
    while whole > end > first and _is_outside_right(line, end - 1, first, words):
        end -= 1
    return end


def _has_rank(line: Line, first: int, end: int, words: Lexicon) -> bool:
    """Tell whether a name before letters is somebody's: two words and more, none of them an organization's."""
    run = line.words[first:end]
    return len(run) > 1 and not any(w in words.organization_heads or w in words.known for w in run)


def _is_addressed(line: Line, first: int, end: int, words: Lexicon) -> bool:
    """Tell whether the first of several tokens is a form of address."""
    title = words.titles.get(line.words[first])
    return title is not None and not title.is_office and first + 1 < end


def _person(line: Line, first: int, end: int, words: Lexicon) -> tuple[int, int, str, str | None]:
    """Return borders, label and title of an entity that is labelled a person."""
    is_answer = first == 0 and line.words[0] in _INTERVIEW
    end = _with_family_name(line, first, _without_office(line, first, end, words), words)
    first, title = without_titles(line, _with_given_name(line, first, end, words), end, words)
    return first, end, "" if is_answer and end - first == 1 else "PERSON", title


def _end_of_name(line: Line, first: int, end: int) -> int:
    """Return the code point where a name ends: before "-based", after the full stop of "Jr."."""
    stop = _before_hyphen(line.text, line.starts[first], line.end_of(end - 1))
    return stop + 1 if line.words[end - 1] in _GENERATIONS and line.text.startswith(".", stop) else stop


def _as_known(line: Line, first: int, end: int, label: str, words: Lexicon) -> tuple[int, int, str]:
    """Return the borders of the known name that an entity is a part of: "Labour" of "Labour party"."""
    if end < len(line.words) and (longer := words.known.get(text_of(line, first, end + 1))) is not None:
        return first, end + 1, "ORG" if longer.kind == "organization" else label
    if first > 0 and (longer := words.known.get(text_of(line, first - 1, end))) is not None:
        return first - 1, end, "ORG" if longer.kind == "organization" else label
    return first, end, label


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
    if not any(map(str.isalnum, word)) or word in POSSESSIVE:
        return True
    if (word.lower() in words.calendar or (word in _RANKS and label == "PERSON")) and token + 1 < end:
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
    if word in POSSESSIVE or not any(map(str.isalnum, word)):
        return True
    if not any(map(str.isalpha, word)) or _QUARTER.fullmatch(word):
        return line.words[token - 1] not in NUMBERED
    if word.lower() in words.calendar and token > first:
        return True
    return word.islower() and word not in words.legal_suffixes


def _without_office(line: Line, first: int, end: int, words: Lexicon) -> int:
    """Return where a person's name ends before an office that goes on with "of" (Kate, "Duchess of Example")."""
    is_office = end < len(line.words) and line.words[end] == "of" and line.words[end - 1] in words.titles
    return end - 1 if is_office and end - first > 1 else end


def _with_given_name(line: Line, first: int, end: int, words: Lexicon) -> int:
    """Return where a name begins when the recogniser left out the given name before a family name."""
    if first == 0 or not _is_one_word(line, first, end):
        return first
    word, token = line.words[first - 1], line.doc[first - 1]
    is_initials = word.isupper() and len(word) == _INITIALS and end - first == 1
    is_name = (
        token.pos_ == "PROPN" and (word.istitle() or is_initials) and word.isalpha() and not token.ent_type_
    )
    is_other = (
        word.lower() in words.role_heads
        or word in words.titles
        or word in words.known
        or word in _ROLE_STARTS
        or word in words.organization_heads
        or word.lower() in words.calendar
    )
    is_after_title = first > 1 and (
        line.words[first - 2] in words.titles
        or (line.words[first - 2] == "." and f"{line.words[max(first - 3, 0)]}." in words.titles)
    )
    return (
        first - 1
        if (is_name or (is_after_title and word.istitle() and word.isalpha())) and not is_other
        else first
    )


def _with_family_name(line: Line, first: int, end: int, words: Lexicon) -> int:
    """Return where a name ends when the recogniser left out its last part: "Song" of "Li Song-ho", a numeral."""
    if end >= len(line.words) or line.starts[end] - line.end_of(end - 1) > 1:
        return end
    word, token, last = line.words[end], line.doc[end], line.doc[end - 1]
    if word == "-" and _is_syllable(line, first, end):
        return end + 2
    if _NUMERAL.fullmatch(word):
        return end + 1
    is_free = token.pos_ == "PROPN" and not token.ent_type_ and word.istitle() and word not in words.known
    if not is_free or word.lower() in words.calendar | words.role_heads.keys() or word in words.titles:
        return end
    if word in words.organization_heads | words.place_heads or line.words[end - 1] in POSSESSIVE:
        return end
    if end - first == 1 and line.words[end + 1 : end + 2] == ("-",) and _is_syllable(line, first, end + 1):
        return end + 3
    is_compound = last.dep_ == "compound" and last.head.i == end and token.dep_ != "compound"
    return end + 1 if is_compound and end - first <= FULL_NAME else end


def _is_syllable(line: Line, first: int, hyphen: int) -> bool:
    """Tell whether a hyphen leads to the second syllable of an East Asian given name ("Song-ho"), not to "-led"."""
    if hyphen + 1 >= len(line.words) or hyphen - first > FULL_NAME:
        return False
    syllable, before = line.words[hyphen + 1], line.words[first:hyphen]
    is_tight = line.starts[hyphen + 1] == line.starts[hyphen] + 1 == line.end_of(hyphen - 1) + 1
    is_short = max(map(len, (syllable, *before))) <= _SYLLABLE and len(before) > 1
    return (
        is_tight
        and is_short
        and syllable.isalpha()
        and syllable.islower()
        and f"-{syllable}" not in _AFTER_HYPHEN
    )


def _is_one_word(line: Line, first: int, end: int) -> bool:
    """Tell whether tokens are one word, or several that hyphens join ("Example-Sample")."""
    return " " not in text_of(line, first, end)


def without_titles(line: Line, first: int, end: int, words: Lexicon) -> tuple[int, str | None]:
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
    if text.startswith("-") or n_letters < 2 or text.lower() in words.calendar or _NO_NAME.search(text):  # noqa: PLR2004 - one letter names nobody
        return True
    if text.lower() in words.nobody or text in words.after_name:
        return True
    if line.is_capitals:
        return False
    if all(_is_office(word, words) or word in _ROLE_STARTS for word in re.split(r"[ -]", text)):
        return True
    if line.text[line.end_of(end - 1) :].lstrip(" ").startswith(("™", "®")):
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
