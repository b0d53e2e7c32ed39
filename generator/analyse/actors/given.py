"""Names that somebody else found: who is who among them, without looking for others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.analyse.actors.lexicon import lexicon
from generator.analyse.actors.lines import Line, Name
from generator.analyse.actors.pieces import LABELS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.analyse.given import Given
    from generator.model import ActorKind


_BEFORE_MARK = re.compile(r" (['.,)]|'s\b)")
_LABELS: dict[ActorKind, str] = {
    "person": "PERSON",
    "organization": "ORG",
    "country": "GPE",
    "place": "GPE",
    "group": "NORP",
}


def names_of(lines: Sequence[Line], given: Iterable[Given]) -> list[Name]:
    """Return the given names that lie in one of the lines, in text order; those over a line's end are left out."""
    names = []
    for one in sorted(given, key=lambda g: g.span):
        for line in lines:
            start, end = one.span.start - line.offset, one.span.end - line.offset
            if 0 <= start < end <= len(line.text):
                names.append(_name(line, start, end, one.kind))
    return names


def _name(line: Line, start: int, end: int, kind: ActorKind | None) -> Name:
    label = _label_at(line, start, end) if kind is None else _LABELS[kind]
    text = _plain(line.text[start:end])
    title: str | None = None
    if label in {"PERSON", ""}:
        text, title = _without_titles(text)
    before = line.text[:start].rsplit(maxsplit=1)
    if title is None and before and before[-1] in lexicon().titles:
        title = before[-1]
    return Name(
        line=line, start=start, end=end, text=text, label=label, title=title, is_given=kind is not None
    )


def _label_at(line: Line, start: int, end: int) -> str:
    """Return the recogniser's label where it sees a name at the same place, else ""."""
    inside = [
        ent.label_
        for ent in line.ents
        if ent.start_char < end and start < ent.end_char and ent.label_ in LABELS
    ]
    return inside[0] if len(inside) == 1 else ""


def _plain(text: str) -> str:
    """Return a form without spaces before marks, words before the name, possessive and marks around it."""
    words = _BEFORE_MARK.sub(r"\1", " ".join(text.split())).split()
    if words[-1][:1].isupper():
        first = next(n for n, word in enumerate(words) if word[:1].isupper() or word in lexicon().particles)
        words = words[first:]
    if len(words) > 1 and words[0] == "The":
        words = words[1:]
    bare = " ".join(words).strip("\"',:;- ")
    bare = bare.removesuffix("'s") or bare
    known = lexicon().known
    return f"{bare}." if bare not in known and f"{bare}." in known else bare or text


def _without_titles(text: str) -> tuple[str, str | None]:
    words, title = text.split(), None
    while len(words) > 1 and (words[0] in lexicon().titles or words[0].lower() in lexicon().role_heads):
        title = words.pop(0)
    return " ".join(words), title


def teams_of(names: Iterable[Name]) -> set[tuple[int, int]]:
    """Return the places of names given as organizations that are a place's as well: a club named after its town."""
    known = lexicon().known
    given = [name for name in names if name.is_given]
    if not given:
        return set()
    towns = {name.text.title() for name in given if name.label == "GPE"}
    towns |= {
        form for form, what in known.items() if what.kind in {"country", "place"} and what.use == "name"
    }
    return {name.place for name in given if name.label == "ORG" and towns & {name.text, name.text.title()}}
