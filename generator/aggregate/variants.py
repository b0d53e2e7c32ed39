"""Which phrases of a corpus are one topic though they are written otherwise."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from generator.aggregate.names import initials, words
from generator.aggregate.spelling import plain_key, singular
from generator.aggregate.topic_uses import ACTOR, forms_of, phrases_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from generator.aggregate.topic_uses import Use, Uses
    from generator.model import CorpusActor

_REVERSING = frozenset(
    [
        "shadow",
        "deputy",
        "vice",
        "ex",
        "former",
        "assistant",
        "acting",
        "anti",
        "non",
        "pro",
        "counter",
        "under",
        "pre",
        "post",
        "mock",
        "fake",
        "false",
        "late",
        "junior",
        "senior",
        "sub",
        "semi",
        "quasi",
        "would",
        "no",
    ]
)
"""Words that make something else of what they stand before."""

_ABBREVIATED = re.compile(r"\s{0,2}\((?:the )?([A-Z][A-Z0-9&.]{1,7})s?\)")
"""What follows a long form where an article defines its abbreviation."""

_ING = "ing"
_OTHER_THINGS = frozenset(
    [
        "rating",
        "marketing",
        "trading",
        "pricing",
        "planning",
        "building",
        "holding",
        "meeting",
        "opening",
        "training",
        "finding",
        "standing",
        "setting",
        "ruling",
        "saving",
        "earning",
        "wing",
        "ring",
        "king",
        "thing",
    ]
)
"""Nouns in -ing that mean something else than their stem: a rating is no rate."""


def find_variants(uses: Uses, actors: Mapping[str, CorpusActor]) -> dict[str, str]:
    """Return key → the key of the topic it is a variant of, for every key that is one.

    Written as one word or two ("web log"), with a capital plural ("Brit Awards"), as an activity ("video gaming"),
    as an abbreviation that an article defines, or as an actor's name where no actor was found.
    """
    keys = {key for key in uses if not key.startswith(ACTOR)}
    into: dict[str, str] = {}
    known = {word for key in keys for word in key.split()}
    for key in sorted(keys):
        other = _one_word(key, known)
        other = next((o for o in _other_forms(other) if o in keys), other)
        if other != key:
            into[key] = other
    for found in (_abbreviations(uses, keys), _actors_names(uses, keys, actors)):
        for key, other in found.items():
            if final(into, other) != final(into, key):
                into[final(into, key)] = other
    return into


def fold(uses: Uses, topics: Collection[str]) -> dict[str, str]:
    """Return phrase → topic for phrases that are no topics but say more closely what a topic of several words says.

    "tense tie break" is a tie break; a "shadow home secretary" is no home secretary.
    """
    into: dict[str, str] = {}
    for key in uses:
        if key in topics or key.startswith(ACTOR):
            continue
        parts = key.split()
        tails = (parts[n:] for n in range(1, len(parts) - 1))
        tail = next((t for t in map(" ".join, tails) if t in topics), None)
        if tail is not None and not _REVERSING.intersection(parts):
            into[key] = tail
    return into


def final(into: Mapping[str, str], key: str) -> str:
    """Return the key that a key leads to in the end."""
    while key in into:
        key = into[key]
    return key


def _one_word(key: str, known: Collection[str]) -> str:
    """Return a key with two words as one where the corpus knows that word ("law suit": lawsuit)."""
    parts = key.split()
    for n, (one, other) in enumerate(pairwise(parts)):
        if f"{one}{other}" in known:
            return " ".join((*parts[:n], f"{one}{other}", *parts[n + 2 :]))
    return key


def _other_forms(key: str) -> Iterator[str]:
    """Yield the simpler forms that a phrase of several words may also have."""
    head, _, last = key.rpartition(" ")
    if not head:
        return
    if singular(last) != last:
        yield f"{head} {singular(last)}"
    if last.endswith(_ING) and last not in _OTHER_THINGS:
        stem = last.removesuffix(_ING)
        yield f"{head} {stem}"
        yield f"{head} {stem}e"
        if stem[-1:] == stem[-2:-1]:
            yield f"{head} {stem[:-1]}"


def _abbreviations(uses: Uses, keys: Collection[str]) -> dict[str, str]:
    """Return abbreviation → long form where an article defines it so and no article defines it otherwise."""
    defined: dict[str, set[str]] = defaultdict(set)
    for key, found in uses.items():
        if " " in key and key in keys:
            for short in _defined(found):
                defined[short].add(key)
    return {short: min(longs) for short, longs in defined.items() if len(longs) == 1 and short in keys}


def _defined(found: Iterable[Use]) -> Iterator[str]:
    """Yield the keys of the abbreviations that stand in brackets behind a phrase and have its initials."""
    for use in found:
        text = use.entry.article.text
        for phrase in phrases_of(use):
            for span in phrase.spans:
                follows = _ABBREVIATED.match(text, span.end)
                short = follows[1].replace(".", "").lower() if follows else ""
                if short and short == initials(span.of(text)):
                    yield plain_key(short, short.upper())


def _actors_names(uses: Uses, keys: Collection[str], actors: Mapping[str, CorpusActor]) -> dict[str, str]:
    """Return phrase → the actor's topic where a phrase is the whole name of just one actor.

    A single word must be written as the name is, and be an actor more often than not: "City" is no club.
    """
    owners: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for key in uses:
        actor = actors.get(key.removeprefix(ACTOR)) if key.startswith(ACTOR) else None
        if actor is None or actor.is_local:
            continue
        for name in (actor.canonical_name, *actor.aliases):
            if " " in name or name.isupper() or name == actor.canonical_name:
                owners[words(name)].add(key)
    return {
        key: min(owner)
        for key in keys
        if len(owner := owners.get(words(forms_of(uses[key])[0]), set())) == 1
        and _is_name(uses[key], uses[min(owner)], actors[min(owner).removeprefix(ACTOR)])
    }


def _is_name(found: Sequence[Use], named: Sequence[Use], actor: CorpusActor) -> bool:
    form = forms_of(found)[0]
    if " " in form:
        return all(w[0].isupper() or len(w) <= 3 for w in form.split())  # noqa: PLR2004 - "of", "for", "and"
    return form in {actor.canonical_name, *actor.aliases} and len(named) > len(found)
