"""Names that the entity recogniser missed: known names, and repeats of names found elsewhere in the article."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from generator.analyse.actors.forms import defined_acronym
from generator.analyse.actors.lexicon import index_by_start, lexicon
from generator.analyse.actors.lines import Line, Name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_LETTERS = re.compile(r"(?<!\w)[^\W\d_]+")
_WORD_BEFORE = re.compile(r"([^\W\d_][\w.'-]*) $")
_NICKNAME_BEFORE = re.compile(r"([^\W\d_][\w.'-]*) [\"'][^\W\d_][\w' -]*[\"'] $")
_WORD_AFTER = re.compile(r" ([^\W\d_][\w.'-]*)")
_LANGUAGE_BEFORE = re.compile(r"\b(?:in|into|speaks?|spoke|speaking|learn(?:ing)?) $")
_NOUN_AFTER = re.compile(r" ?-?[a-zA-Z]")
_BLOCKING_LABELS = frozenset({"EVENT", "WORK_OF_ART", "LAW", "PRODUCT", "LANGUAGE"})
_LONGEST_ACRONYM = 4
"""Letters up to which a word in capitals is taken for an acronym; a longer one may be a name set in capitals."""
_MIN_SINGLE = 3
"""Letters that a one-word form needs before its repeats are looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forms:
    """Forms to look for in one article."""

    labels: Mapping[str, str]
    """Form → spaCy's label where it was found."""
    given: frozenset[str]
    """Given names: looked for with more care than whole names and surnames."""
    starts: Mapping[str, tuple[str, ...]]
    upper: Mapping[str, str]
    """Form in capitals → form, for lines set in capitals."""
    upper_starts: Mapping[str, tuple[str, ...]]


def forms_of(names: Iterable[Name], lines: Iterable[Line]) -> Forms:
    """Return the forms worth looking for: names found, surnames and given names of persons."""
    common = {word for line in lines for word in line.words if word.islower()}
    labels: dict[str, str] = {}
    given: set[str] = set()
    for name in names:
        if name.line.is_capitals or name.label == "NORP":
            continue
        labels.setdefault(name.text, name.label)
        if (acronym := defined_acronym(name)) is not None:
            labels.setdefault(acronym, "ORG")
        if name.text.isupper() and len(name.text) > _LONGEST_ACRONYM:
            labels.setdefault(name.text.title(), name.label)
        parts = name.text.split()
        if name.label == "PERSON" and len(parts) > 1:
            labels.setdefault(surname(parts), "PERSON")
            if parts[0] not in labels and len(parts[0]) >= _MIN_SINGLE:
                given.add(parts[0])
    labels = {form: label for form, label in labels.items() if _is_worth_it(form, common)}
    labels.update((g, "PERSON") for g in sorted(given) if g not in labels and _is_worth_it(g, common))
    upper = {form.upper(): form for form in labels}
    return Forms(
        labels=labels,
        given=frozenset(given),
        starts=index_by_start(labels),
        upper=upper,
        upper_starts=index_by_start(upper),
    )


def surname(parts: list[str]) -> str:
    """Return the family name of a full name's words, its particles with it ("van Gaal")."""
    parts = [p for p in parts if p.rstrip(".") not in {"Jr", "Sr", "II", "III", "IV"}] or parts
    start = len(parts) - 1
    while start > 1 and parts[start - 1].lower() in lexicon().particles:
        start -= 1
    return " ".join(parts[start:])


def missed_names(line: Line, found: list[Name], forms: Forms) -> Iterator[Name]:
    """Yield names in a line that no name found so far covers."""
    covered = bytearray(len(line.text))
    for name in found:
        covered[name.start : name.end] = b"\1" * (name.end - name.start)
    for ent in line.ents:
        if ent.label_ in _BLOCKING_LABELS and (" " in ent.text or ent.label_ == "LANGUAGE"):
            covered[ent.start_char : ent.end_char] = b"\1" * (ent.end_char - ent.start_char)
    known, starts = lexicon().starts, forms.starts
    for match in _LETTERS.finditer(line.text):
        start, letters = match.start(), match.group()
        if covered[start] or not (letters in starts or letters in known or line.is_capitals):
            continue
        missed = _name_at(line, start, letters, forms)
        if missed is not None and 1 not in covered[missed.start : missed.end]:
            covered[missed.start : missed.end] = b"\1" * (missed.end - missed.start)
            yield missed


def _name_at(line: Line, start: int, letters: str, forms: Forms) -> Name | None:
    if line.is_capitals:
        return _capitals_name_at(line, start, letters, forms)
    for form in forms.starts.get(letters, ()):
        if _stands_at(line.text, start, form):
            if (longer := _institution_at(line, start, form)) is not None:
                return longer
            if (full := _full_name_at(line, start, form, forms)) is not None:
                return full
            if _is_whole(line, start, form, forms):
                return _with_suffix(line, start, start + len(form))
    words = lexicon()
    for form in words.starts.get(letters, ()):
        if _stands_at(line.text, start, form) and _is_known_here(line, start, form):
            return Name(line=line, start=start, end=start + len(form), text=form, label="")
    return None


def _with_suffix(line: Line, start: int, end: int) -> Name:
    """Return a name with the legal suffix after it, where there is one ("Example Chemical Co")."""
    after = _WORD_AFTER.match(line.text, end)
    if after is not None and after.group(1) in lexicon().legal_suffixes and after.group(1)[0].isupper():
        return Name(
            line=line, start=start, end=after.end(1), text=line.text[start : after.end(1)], label="ORG"
        )
    return Name(line=line, start=start, end=end, text=line.text[start:end], label="")


def _institution_at(line: Line, start: int, form: str) -> Name | None:
    """Return the organization that a known name and a head after it make ("Falk Glassworks")."""
    after = _WORD_AFTER.match(line.text, start + len(form))
    if after is None or after.group(1) not in lexicon().organization_heads:
        return None
    end = after.end(1)
    return Name(line=line, start=start, end=end, text=line.text[start:end], label="ORG")


def _full_name_at(line: Line, start: int, form: str, forms: Forms) -> Name | None:
    """Return the full name that a known person's name and a given name right before it make, None without one."""
    if forms.labels[form] != "PERSON" or form in forms.given:
        return None
    nickname = _NICKNAME_BEFORE.search(line.text, max(start - 60, 0), start)
    before = nickname or _WORD_BEFORE.search(line.text, max(start - 30, 0), start)
    if before is None or not _is_given_name(line, before.group(1), before.start(1)):
        return None
    first = before.start(1)
    earlier = _WORD_BEFORE.search(line.text, max(first - 30, 0), first)
    if earlier is not None and _is_given_name(line, earlier.group(1), earlier.start(1)):
        first = earlier.start(1)
    end = start + len(form)
    return Name(line=line, start=first, end=end, text=line.text[first:end], label="PERSON")


def _is_given_name(line: Line, word: str, at: int) -> bool:
    words = lexicon()
    token = line.doc[line.token_at(at)]
    is_cased = word[0].isupper() and (word[1:].islower() or not word[1:].isalpha()) and not word.endswith(".")
    return (
        is_cased
        and (token.pos_ == "PROPN" or word in words.given_names)
        and not _may_stand_before(line, word, at)
        and word not in words.organization_heads | words.place_heads
        and word.lower() not in words.calendar
        and not (token.is_stop or token.ent_type_ in {"DATE", "TIME", "ORG", "NORP", "GPE"})
    )


def _capitals_name_at(line: Line, start: int, letters: str, forms: Forms) -> Name | None:
    for form in forms.upper_starts.get(letters, ()):
        if _stands_at(line.text, start, form):
            return Name(line=line, start=start, end=start + len(form), text=forms.upper[form], label="")
    starts, upper = _known_upper()
    for form in starts.get(letters, ()):
        if _stands_at(line.text, start, form):
            return Name(line=line, start=start, end=start + len(form), text=upper[form], label="")
    return None


@cache
def _known_upper() -> tuple[dict[str, tuple[str, ...]], dict[str, str]]:
    """Return known forms in capitals by their start, and each one's usual form; "US" is a word there."""
    upper = {form.upper(): form for form in lexicon().known if not form.isupper() or "." in form}
    return index_by_start(upper), upper


def _stands_at(text: str, start: int, form: str) -> bool:
    end = start + len(form)
    return text.startswith(form, start) and not (
        end < len(text) and (text[end].isalnum() or text[end] == "_")
    )


def _is_worth_it(form: str, common: set[str]) -> bool:
    if " " in form:
        return True
    return len(form) >= _MIN_SINGLE and form[0].isupper() and form.lower() not in common


def _is_whole(line: Line, start: int, form: str, forms: Forms) -> bool:
    """Tell whether a one-word form stands alone, not inside somebody else's name."""
    if " " in form:
        return True
    if line.doc[line.token_at(start)].is_stop:
        return False
    before = _WORD_BEFORE.search(line.text, max(start - 30, 0), start)
    if (
        before is not None
        and before.group(1)[0].isupper()
        and not _ends_sentence(line, before.group(1), start)
        and not _may_stand_before(line, before.group(1), before.start(1))
    ):
        return False
    after = _WORD_AFTER.match(line.text, start + len(form))
    return not (form in forms.given and after is not None and after.group(1)[0].isupper())


def _ends_sentence(line: Line, word: str, start: int) -> bool:
    """Tell whether a full stop after the word before ends a sentence, not an abbreviation."""
    return word.endswith(".") and line.doc[line.token_at(start)].is_sent_start is True


def _may_stand_before(line: Line, word: str, at: int) -> bool:
    words = lexicon()
    token = line.token_at(at)
    return (
        word in words.titles
        or word.lower() in words.role_heads
        or word in words.known
        or line.doc[token].pos_ != "PROPN"
    )


def _is_known_here(line: Line, start: int, form: str) -> bool:
    """Tell whether a form of the data files means here what they say."""
    words = lexicon()
    known, end = words.known[form], start + len(form)
    if known.is_short and not line.text.endswith(", ", 0, start):
        return False
    token = line.doc[line.token_at(start)]
    if token.pos_ not in {"PROPN", "ADJ", "NOUN", "NUM", "X"} and not line.text.startswith("-", end):
        return False
    after = _WORD_AFTER.match(line.text, end)
    if after is not None and after.group(1)[0].isupper() and not _leads_to_role(line, end):
        return False
    before = _WORD_BEFORE.search(line.text, max(start - 30, 0), start)
    if (
        before is not None
        and before.group(1)[0].isupper()
        and known.use == "name"
        and not _may_stand_before(line, before.group(1), before.start(1))
    ):
        return False
    if known.use == "adjective" and known.kind != "group":
        is_language = _LANGUAGE_BEFORE.search(line.text, max(start - 12, 0), start) is not None
        return not (is_language and not _NOUN_AFTER.match(line.text, end))
    return True


def _leads_to_role(line: Line, end: int) -> bool:
    """Tell whether the capitalised words after a name are a role or a person's title."""
    words = lexicon()
    token = line.token_at(end) + 1
    for word in line.words[token : token + 4]:
        if not word[0].isupper():
            return False
        if word.lower() in words.role_heads or word in words.titles:
            return True
    return False
