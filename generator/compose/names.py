"""Names as pages show them: an actor with its page, kind and role; the speaker of an utterance."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.compose.links import link
from generator.compose.views import Name, Speaker
from generator.compose.words import inside

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.compose.library import Library
    from generator.compose.utterances import Utterance
    from generator.compose.words import Words
    from generator.model import Actor, CorpusActor

_MAX_ROLES = 2
"""Roles beside a name: the second often says what the first leaves open."""

_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)


def corpus_name(
    library: Library, actor: CorpusActor, page: str, *, role: str | None = None, note: str | None = None
) -> Name:
    """Return an actor of the corpus as `page` shows it."""
    return Name(
        text=actor.canonical_name,
        href=link(page, library.actor_places[actor.id]),
        kind=actor.kind,
        kind_word=library.words.kind(actor.kind),
        role=role,
        note=note,
    )


def local_name(
    library: Library, article: str, actor: str, page: str, *, note: str | None = None
) -> Name | None:
    """Return an article's actor as `page` shows it, with its role there; None for an id nobody has."""
    local = local_actor(library, article, actor)
    if local is None:
        return None
    role = role_in(library, article, local)
    found = library.actor_of.get((article, actor))
    if found is not None:
        return corpus_name(library, found, page, role=role, note=note)
    return Name(
        text=local.canonical_name,
        href=None,
        kind=local.kind,
        kind_word=library.words.kind(local.kind),
        role=role,
        note=note,
    )


CLASSES = ("document", "unnamed", "unclear")
"""Keys of speakers that are no actor, in the order in which they stand."""


def local_actor(library: Library, article: str, actor: str) -> Actor | None:
    """Return the article's actor of that id."""
    return library.local_actors.get((article, actor))


def role_in(library: Library, article: str, actor: Actor) -> str | None:
    """Return an actor's first roles as the article words them, at most two, none inside another."""
    return library.role_of.get((article, actor.id))


def first_roles(text: str, actor: Actor) -> str | None:
    """Return the same from the article's text: made once for each actor, because it stands at every one of its quotations."""
    kept: list[str] = []
    for words in (inside(" ".join(r.span.of(text).split())) for r in actor.roles):
        plain = _plain(words)
        if not any(plain in _plain(k) or _plain(k) in plain for k in kept):
            kept.append(words)
        if len(kept) == _MAX_ROLES:
            break
    return ", ".join(kept) or None


def speaker(library: Library, said: Utterance, page: str) -> Speaker:
    """Return whose words an utterance is, as far as that is known."""
    if said.speaker is not None:
        name = local_name(library, said.article, said.speaker, page)
        if name is not None:
            return Speaker(label=name.text, name=name)
    if said.unnamed is not None:
        return Speaker(label=said.unnamed, is_unnamed=True)
    names = [n for c in said.candidates if (n := local_name(library, said.article, c, page)) is not None]
    return Speaker(label=unclear(library.words, [n.text for n in names]), candidates=tuple(names))


def joint_speakers(library: Library, said: Utterance, page: str) -> tuple[Speaker, ...]:
    """Return who says an utterance together with its speaker; () where one speaks alone."""
    names = (local_name(library, said.article, actor, page) for actor in said.joint)
    return tuple(Speaker(label=n.text, name=n) for n in names if n is not None)


def unclear(words: Words, names: list[str]) -> str:
    """Return what stands in a speaker's place: the names between which it is not decided, if any."""
    if not names:
        return words("Speaker not found")
    if len(names) == 1:
        return words("Speaker unclear: perhaps {name}", name=names[0])
    return words("Speaker unclear: {names}", names=words.either(names))


def speaker_key(library: Library, said: Utterance) -> str:
    """Return what two utterances of one speaker share: a key for counting and grouping.

    Documents, unnamed and unclear speakers are counted together, each as a class of their own.
    """
    found = library.speaker(said)
    if found is not None:
        return f"actor {found.id}"
    if said.speaker is not None:
        return f"local {said.article} {said.speaker}"
    if said.is_document:
        return "document"
    return "unnamed" if said.unnamed is not None else "unclear"


def by_speaker(library: Library, said: Iterable[Utterance]) -> dict[str, tuple[Utterance, ...]]:
    """Return utterances by speaker key: most quotations first, then most utterances, then as they come.

    Those whose speaker is a document, unnamed or unclear stand last.
    """
    groups: dict[str, list[Utterance]] = {}
    for one in said:
        groups.setdefault(speaker_key(library, one), []).append(one)
    last = {key: n for n, key in enumerate(CLASSES, start=1)}
    order = sorted(
        groups.items(),
        key=lambda item: (last.get(item[0], 0), -sum(u.is_quotation for u in item[1]), -len(item[1])),
    )
    return {key: tuple(group) for key, group in order}


def _plain(role: str) -> str:
    return _ARTICLE.sub("", role.casefold())
