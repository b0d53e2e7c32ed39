"""What kind of actor a name is, by weighted votes of everything that shows it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from generator.analyse.actors.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Token

    from generator.analyse.actors.lines import Name

Voted = Literal["person", "organization", "place", "group"]
"""Kinds that are voted on; which place is a country is known from the data files."""

_BY_LABEL: dict[str, Voted] = {
    "PERSON": "person",
    "ORG": "organization",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "group",
}

_AGE = re.compile(r" ?,? ?\(? ?\d{1,3} ?\)?(?= ?[,.;)]| ?-year|$)")
_PLACE_AFTER = re.compile(r" ?, ([A-Z][\w.]*(?: [A-Z][\w.]*)?)")
_WORD_AFTER = re.compile(r" ([^\W\d_][\w-]*)")
_APPOSITION = re.compile(r" ?, (?:(?:the|a|an|who|whose) )?((?:[\w-]+ ){0,2}[\w-]+)")
_HE_OR_SHE = re.compile(r"\b(?:he|she|his|her|him)\b")
_GENERATIONS = frozenset({"Jr", "Sr"})
_PLACE_BEFORE = frozenset({"in", "near", "outside", "across", "throughout", "around"})

_OWNED = re.compile(r"'s? ((?:[\w-]+ ?){1,3})")
_GOVERN = frozenset({"Gov", "Governor", "Mayor", "Lt", "Premier", "Sheriff"})
_ANYBODYS = frozenset({"president", "capital", "national", "assembly"})
"""Words of a country's that a company may have as well."""

# Weights: how many plain labels of the recogniser a sign outweighs. Chosen on the development halves of the
# evaluation data; the order matters more than the size.
_GIVEN = 50.0
_TITLE = 4.0
_AGE_AFTER = 4.0
_HEAD = 3.0
_SUFFIX = 5.0
_CITY = 1.0
_GIVEN_NAME = 1.5
_ROLE_BEFORE = 2.0
_ROLE_AFTER = 1.5
_NOUN_BESIDE = 1.5
_COUNTRY_AFTER = 2.0
_SPEAKS = 0.7
_ACTS = 0.4  # off a place's: companies and people do more than towns
_WHO = 2.0
_HE_AFTER = 1.5
_IN = 1.3
_REACHED = 1.0
_WHERE = 1.5
_PUBLIC = 1.2
_ARTICLE = 0.7


def kind_of(names: Iterable[Name]) -> Voted:
    """Return the kind that most speaks for; a person where nothing decides."""
    votes = votes_of(names)
    order: tuple[Voted, ...] = ("person", "organization", "place", "group")
    return max(order, key=lambda kind: votes[kind])


def votes_of(names: Iterable[Name]) -> dict[Voted, float]:
    """Return what speaks for each kind, in units of one label of the recogniser."""
    votes: dict[Voted, float] = {"person": 0.0, "organization": 0.0, "place": 0.0, "group": 0.0}
    for name in names:
        if name.label in _BY_LABEL:
            votes[_BY_LABEL[name.label]] += _GIVEN if name.is_given else 1.0
        _vote_by_words(name, votes)
        if name.label != "NORP":
            _vote_by_person_signs(name, votes)
        _vote_by_neighbours(name, votes)
        if _acts(name):
            votes["place"] -= _ACTS
    return votes


def _vote_by_words(name: Name, votes: dict[Voted, float]) -> None:
    words = lexicon()
    parts = name.text.split()
    if parts[-1] in words.legal_suffixes:
        votes["organization"] += _SUFFIX
    if name.text in words.capitals and name.label != "PERSON":
        votes["place"] += _CITY
    if len(parts) > 1 and parts[0] in words.given_names and parts[-1] not in words.organization_heads:
        votes["person"] += _GIVEN_NAME
    if len(parts) < 2:  # noqa: PLR2004 - one word has no head beside itself
        return
    if parts[-1].rstrip(".") in _GENERATIONS:
        votes["person"] += _SUFFIX
    if parts[0] in words.given_names:
        return
    joint = next((n for n, part in enumerate(parts) if n and part in {"of", "for"}), len(parts))
    head = parts[joint - 1]
    if head in words.organization_heads or parts[0] in words.organization_starts:
        votes["organization"] += _HEAD
    elif head in words.place_heads or parts[0] in {"Lake", "Mount", "Cape", "Fort"}:
        votes["place"] += _HEAD


def _vote_by_person_signs(name: Name, votes: dict[Voted, float]) -> None:
    text, words = name.line.text, lexicon()
    if name.title is not None:
        votes["person"] += _TITLE
    if name.label in {"PERSON", ""} and _AGE.match(text, name.end):
        votes["person"] += _AGE_AFTER
    if text.startswith((", who ", " who ", " , who "), name.end):
        votes["person"] += _WHO
    verb = _verb_of(name.line.doc[name.last])
    if verb in words.person_verbs:
        votes["person"] += _SPEAKS
    elif verb in words.speech_verbs and name.label in {"GPE", "LOC", "FAC"}:
        votes["organization"] += _SPEAKS
    if (
        verb
        and name.label in {"GPE", "LOC", "ORG"}
        and _HE_OR_SHE.search(text, name.end, _sentence_end(name))
    ):
        votes["person"] += _HE_AFTER
    before = _word_before(name)
    if before in {"the", "The"}:
        votes["person"] -= _ARTICLE
        votes["organization"] += _ARTICLE if name.label == "PERSON" else 0.0
    elif _is_role(before) and words.cues_before.get(before) != "organization":
        votes["person"] += _ROLE_BEFORE
    apposition = _APPOSITION.match(text, name.end)
    if apposition is not None and any(w in words.role_heads for w in apposition.group(1).split()):
        votes["person"] += _ROLE_AFTER


def _acts(name: Name) -> bool:
    """Tell whether what is labelled a place, and is no known town, is the subject of a verb."""
    is_guessed = name.label in {"GPE", "LOC"} and not name.is_given and name.text not in lexicon().capitals
    return is_guessed and _verb_of(name.line.doc[name.last]) != ""


def _is_role(noun: str) -> bool:
    """Tell whether a noun is somebody's office, occupation or kin; "kids" as well as "kid"."""
    heads = lexicon().role_heads
    return noun in heads or noun.removesuffix("s") in heads


def _vote_by_neighbours(name: Name, votes: dict[Voted, float]) -> None:
    text, words = name.line.text, lexicon()
    before = _word_before(name)
    noun = _word_before(name, 2) if before == "of" else before
    kind = words.cues_before.get(noun) if noun.islower() else None
    if kind is not None and not (kind == "place" and before != "of" and noun in words.role_heads):
        votes[kind] += _NOUN_BESIDE  # type: ignore[index]
    after = _WORD_AFTER.match(text, name.end)
    kind = None if after is None else words.cues_after.get(after.group(1).lower())
    if kind is not None and kind != "country":
        votes[kind] += _NOUN_BESIDE
    if (
        before.lower() in _PLACE_BEFORE
        and name.line.doc[name.last].dep_ == "pobj"
        and not text.startswith("'", name.end)
    ):
        votes["place"] += _IN
    if text.startswith((", where ", " where "), name.end) and name.label != "ORG":
        votes["place"] += _WHERE
    if _governs(name):
        votes["place"] += _PUBLIC
    if _is_reached(name.line.doc[name.first : name.last + 1].root):
        votes["place"] += _REACHED
    owned = _OWNED.match(text, name.end)
    if owned is not None and any(_is_public(word) for word in owned.group(1).split()):
        votes["place"] += _PUBLIC
    country = _PLACE_AFTER.match(text, name.end)
    is_full_name = name.label == "PERSON" and " " in name.text
    if country is not None and not is_full_name and _is_place(country.group(1)) and not _is_list(name):
        votes["place"] += _COUNTRY_AFTER


def _governs(name: Name) -> bool:
    """Tell whether the head of a place's government is named after it ("Orvane Gov. Ann Example")."""
    after = name.line.words[name.last + 1 : name.last + 2]
    return " " not in name.text and after != () and after[0].rstrip(".") in _GOVERN and name.label != "NORP"


def _is_reached(token: Token) -> bool:
    """Tell whether somebody goes to a name or comes from it."""
    before = token.head
    is_way = token.dep_ == "pobj" and before.lower_ in {"to", "from"} and before.dep_ == "prep"
    return is_way and before.head.lemma_ in lexicon().motion_verbs


def _is_public(noun: str) -> bool:
    """Tell whether a noun is of what towns and countries have and companies have not."""
    return lexicon().cues_after.get(noun.lower()) in {"country", "place"} and noun.lower() not in _ANYBODYS


def _is_place(words_after: str) -> bool:
    known = lexicon().known
    found = known.get(words_after) or known.get(words_after.split(maxsplit=1)[0])
    return found is not None and found.kind in {"country", "place"} and found.use == "name"


def _is_list(name: Name) -> bool:
    """Tell whether a comma after the name goes on with a list ("Japan, South Korea and China")."""
    return name.line.doc[name.last].n_rights > 0 and any(
        t.dep_ == "conj" for t in name.line.doc[name.last].rights
    )


def _word_before(name: Name, distance: int = 1) -> str:
    return name.line.words[name.first - distance] if name.first >= distance else ""


def _sentence_end(name: Name) -> int:
    end = name.line.text.find(". ", name.end)
    return end if end >= 0 else len(name.line.text)


def _verb_of(token: Token) -> str:
    """Return the lemma of the verb whose subject a token is, "" where it is none."""
    return token.head.lemma_ if token.dep_ == "nsubj" else ""
