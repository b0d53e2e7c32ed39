"""The words by which actors are told, read once from the data files."""

from __future__ import annotations

import csv
import re
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

_POSTAL = 2
"""Letters of a state's postal code."""
_ABBREVIATED = re.compile(r"[^\W\d_]+\.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a form that the data files list names."""

    name: str
    """The canonical name."""
    kind: ActorKind
    use: Use
    is_short: bool = False
    """A state's short form ("TX", "Calif."), which means it only after a town and a comma."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """A word that stands before a person's name."""

    gender: str | None
    is_office: bool
    """An office is a role of its own; Mr and Sir are only forms of address."""
    stands_alone: bool
    """An office only where no other word says one ("Dr.")."""
    noun: str | None
    """What its bearer may be called later ("Gen." → "general")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleHead:
    """A noun that says what a person is or does."""

    gender: str | None
    is_role: bool
    """False for kin, age and acquaintance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """All word lists of actors; keys as written in the files unless a field says otherwise."""

    known: Mapping[str, Known]
    """Form → what it names."""
    starts: Mapping[str, tuple[str, ...]]
    """First letters of a known form → the forms that begin so, longest first."""
    capitals: frozenset[str]
    """Seats of government and other large cities: a sign of a place, as they share their names with people and things."""
    given_names: frozenset[str]
    cues_before: Mapping[str, ActorKind]
    """Noun before a name → the kind that it shows."""
    cues_after: Mapping[str, ActorKind]
    stands_for: Mapping[str, str]
    """Metonym → canonical name of what it stands for."""
    titles: Mapping[str, Title]
    role_heads: Mapping[str, RoleHead]
    """By the noun in lower case."""
    legal_suffixes: frozenset[str]
    organization_heads: frozenset[str]
    whole_heads: frozenset[str]
    """Heads without which a name is another's: "Example University" is not "Example"."""
    place_heads: frozenset[str]
    particles: frozenset[str]
    calendar: frozenset[str]
    person_verbs: frozenset[str]
    speech_verbs: frozenset[str]
    leading_verbs: frozenset[str]
    motion_verbs: frozenset[str]
    nobody: frozenset[str]
    """In lower case: what looks like a name and is no actor's."""
    after_name: frozenset[str]
    organization_starts: frozenset[str]


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
        capitals=frozenset(_capitals()) | _words("cities.tsv", "city"),
        given_names=_words("given_names.tsv", "name"),
        cues_before=_cues("before"),
        cues_after=_cues("after"),
        stands_for={row["name"]: row["stands_for"] for row in _rows("metonyms.tsv")},
        titles={
            row["title"]: Title(
                gender=_gender(row["gender"]),
                is_office=row["use"] != "address",
                stands_alone=row["use"] == "either",
                noun=None if row["noun"] == "-" else row["noun"],
            )
            for row in _rows("titles.tsv")
        },
        role_heads={
            row["noun"]: RoleHead(gender=_gender(row["gender"]), is_role=row["use"] == "role")
            for row in _rows("role_heads.tsv")
        },
        legal_suffixes=_words("legal_suffixes.tsv", "suffix"),
        organization_heads=_words("organization_heads.tsv", "head"),
        whole_heads=frozenset(r["head"] for r in _rows("organization_heads.tsv") if r["short"] == "no"),
        place_heads=_words("place_heads.tsv", "head"),
        particles=_small_words("particle"),
        calendar=_small_words("calendar"),
        person_verbs=_small_words("person_verb"),
        speech_verbs=_small_words("speech_verb"),
        leading_verbs=_small_words("leading_verb"),
        motion_verbs=_small_words("motion_verb"),
        nobody=_small_words("nobody"),
        after_name=_small_words("after_name"),
        organization_starts=_small_words("organization_start"),
    )


def _known() -> Iterator[tuple[str, Known]]:
    """Yield every known form; a later one of the same form wins, so names come last."""
    places = _rows("places.tsv")
    for row in _rows("groups.tsv"):
        yield from _known_as(row["name"], "group", "name", (row["name"], *_several(row["nouns"])))
        yield from _known_as(row["name"], "group", "adjective", _several(row["adjectives"]))
    for row in places:
        place_kind, adjectives = _place_kind(row["kind"]), _several(row["adjectives"])
        plurals = tuple(f"{a}s" for a in adjectives if _takes_s(a))
        singulars = tuple(_one_of(people) for people in _several(row["people"]))
        yield from _known_as(row["name"], place_kind, "adjective", (*singulars, *adjectives))
        yield from _known_as(row["name"], place_kind, "people", (*_several(row["people"]), *plurals))
    for row in places:
        if row["kind"] == "country":
            for city in _several(row["capitals"]):
                yield from _known_as(city.split("/")[0], "place", "name", tuple(city.split("/")))
    for row in places:
        forms = (row["name"], *_several(row["aliases"]))
        yield from _known_as(row["name"], _place_kind(row["kind"]), "name", forms)
    for row in _rows("organizations.tsv"):
        yield from _known_as(row["name"], "organization", "name", (row["name"], *_several(row["aliases"])))
    for row in _rows("metonyms.tsv"):
        if row["kind"] in {"organization", "place"}:
            kind: ActorKind = "organization" if row["kind"] == "organization" else "place"
            yield from _known_as(row["name"], kind, "name", (row["name"],))


def _capitals() -> Iterator[str]:
    for row in _rows("places.tsv"):
        for city in _several(row["capitals"]):
            yield from city.split("/")


def _known_as(name: str, kind: ActorKind, use: Use, forms: tuple[str, ...]) -> Iterator[tuple[str, Known]]:
    for form in forms:
        is_short = kind == "place" and (
            (form.rstrip(".").isupper() and len(form) == _POSTAL) or _ABBREVIATED.fullmatch(form) is not None
        )
        yield form, Known(name=name, kind=kind, use=use, is_short=is_short)


def _place_kind(word: str) -> ActorKind:
    return "country" if word == "country" else "place"


def _one_of(people: str) -> str:
    """Return what one of a people is called ("Swede", "Dutchman")."""
    return people.removesuffix("men") + "man" if people.endswith("men") else people.removesuffix("s")


def _takes_s(adjective: str) -> bool:
    """Tell whether the people of an adjective are its plural in -s ("Germans", never "Polishs")."""
    return not adjective.endswith(("sh", "ch", "ese", "ss", "se", "ic", "ern"))


def _gender(word: str) -> str | None:
    return word if word in {"he", "she"} else None


def _several(cell: str) -> tuple[str, ...]:
    return () if cell in {"-", ""} else tuple(cell.split("|"))


def _words(name: str, column: str) -> frozenset[str]:
    return frozenset(row[column] for row in _rows(name))


def _cues(side: str) -> dict[str, ActorKind]:
    kinds: dict[str, ActorKind] = {"organization": "organization", "place": "place", "country": "country"}
    return {row["noun"]: kinds[row["kind"]] for row in _rows("kind_cues.tsv") if row["side"] == side}


def _small_words(use: str) -> frozenset[str]:
    return frozenset(row["word"] for row in _rows("name_words.tsv") if row["use"] == use)


def _rows(name: str) -> list[dict[str, str]]:
    text = files("generator.analyse").joinpath("words", name).read_text("utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def capital_of() -> Mapping[str, str]:
    """Return each capital with its country."""
    return {
        form: row["name"]
        for row in _rows("places.tsv")
        if row["kind"] == "country"
        for city in _several(row["capitals"])
        for form in city.split("/")
    }
