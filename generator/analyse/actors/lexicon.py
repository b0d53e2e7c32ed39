"""The words by which actors are told, read once from the data files."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal

from generator.model import ActorKind

if TYPE_CHECKING:
    from collections.abc import Iterator

Use = Literal["name", "adjective", "people"]
"""How a known form names its actor: itself, as an adjective ("French"), as its people ("the French", "Poles")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a form that the data files list names."""

    name: str
    """The canonical name."""
    kind: ActorKind
    use: Use


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """A word that stands before a person's name."""

    gender: str | None
    is_office: bool
    """An office is a role of its own; Mr and Sir are only forms of address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """All word lists of actors; keys as written in the files unless a field says otherwise."""

    known: Mapping[str, Known]
    """Form → what it names."""
    starts: Mapping[str, tuple[str, ...]]
    """First letters of a known form → the forms that begin so, longest first."""
    capitals: frozenset[str]
    stands_for: Mapping[str, str]
    """Metonym → canonical name of what it stands for."""
    titles: Mapping[str, Title]
    role_heads: Mapping[str, str | None]
    """Noun in lower case → the gender that it shows, or None."""
    legal_suffixes: frozenset[str]
    organization_heads: frozenset[str]
    place_heads: frozenset[str]
    particles: frozenset[str]
    calendar: frozenset[str]
    person_verbs: frozenset[str]


def first_letters(form: str) -> str:
    """Return the run of letters that a form begins with: what a scan over a text looks up first."""
    end = next((n for n, character in enumerate(form) if not character.isalpha()), len(form))
    return form[:end]


def index_by_start(forms: Iterator[str] | Mapping[str, object]) -> dict[str, tuple[str, ...]]:
    """Return first letters → forms that begin with them, longest first."""
    starts: dict[str, list[str]] = {}
    for form in forms:
        starts.setdefault(first_letters(form), []).append(form)
    return {start: tuple(sorted(found, key=lambda f: (-len(f), f))) for start, found in starts.items()}


@cache
def lexicon() -> Lexicon:
    """Return the word lists."""
    known = dict(_known())
    return Lexicon(
        known=known,
        starts=index_by_start(known),
        capitals=frozenset(c for row in _rows("places.tsv") for c in _several(row["capitals"])),
        stands_for={row["name"]: row["stands_for"] for row in _rows("metonyms.tsv")},
        titles={
            row["title"]: Title(gender=_gender(row["gender"]), is_office=row["use"] == "office")
            for row in _rows("titles.tsv")
        },
        role_heads={row["noun"]: _gender(row["gender"]) for row in _rows("role_heads.tsv")},
        legal_suffixes=_words("legal_suffixes.tsv", "suffix"),
        organization_heads=_words("organization_heads.tsv", "head"),
        place_heads=_words("place_heads.tsv", "head"),
        particles=_small_words("particle"),
        calendar=_small_words("calendar"),
        person_verbs=_small_words("person_verb"),
    )


def _known() -> Iterator[tuple[str, Known]]:
    """Yield every known form; a later one of the same form wins, so names come last."""
    places = _rows("places.tsv")
    for row in _rows("groups.tsv"):
        yield from _known_as(row["name"], "group", "name", (row["name"], *_several(row["nouns"])))
        yield from _known_as(row["name"], "group", "adjective", _several(row["adjectives"]))
    for row in places:
        kind, adjectives = _place_kind(row["kind"]), _several(row["adjectives"])
        plurals = tuple(f"{a}s" for a in adjectives if _takes_s(a))
        yield from _known_as(row["name"], kind, "adjective", adjectives)
        yield from _known_as(row["name"], kind, "people", (*_several(row["people"]), *plurals))
    for row in places:
        forms = (row["name"], *_several(row["aliases"]))
        yield from _known_as(row["name"], _place_kind(row["kind"]), "name", forms)
    for row in _rows("organizations.tsv"):
        yield from _known_as(row["name"], "organization", "name", (row["name"], *_several(row["aliases"])))
    metonyms = tuple(row["name"] for row in _rows("metonyms.tsv") if row["kind"] == "organization")
    for name in metonyms:
        yield from _known_as(name, "organization", "name", (name,))


def _known_as(name: str, kind: ActorKind, use: Use, forms: tuple[str, ...]) -> Iterator[tuple[str, Known]]:
    for form in forms:
        yield form, Known(name=name, kind=kind, use=use)


def _place_kind(word: str) -> ActorKind:
    return "country" if word == "country" else "place"


def _takes_s(adjective: str) -> bool:
    """Tell whether the people of an adjective are its plural in -s ("Germans", never "Polishs")."""
    return not adjective.endswith(("sh", "ch", "ese", "ss", "se", "ic", "ern"))


def _gender(word: str) -> str | None:
    return word if word in {"he", "she"} else None


def _several(cell: str) -> tuple[str, ...]:
    return () if cell in {"-", ""} else tuple(cell.split("|"))


def _words(name: str, column: str) -> frozenset[str]:
    return frozenset(row[column] for row in _rows(name))


def _small_words(use: str) -> frozenset[str]:
    return frozenset(row["word"] for row in _rows("name_words.tsv") if row["use"] == use)


def _rows(name: str) -> list[dict[str, str]]:
    text = files("generator.analyse").joinpath("words", name).read_text("utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
