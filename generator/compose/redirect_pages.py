"""Addresses that actors and topics have had, or would have: small pages that lead on. Nothing is kept for it.

An address follows a name, and names change: with a correction, or when an article comes that has a fuller one.
What else an actor could be called is known from its articles at any time, so that links to it go on working.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.compose.links import link
from generator.compose.slugs import likely_actor_slug, likely_topic_slug, readable, says
from generator.compose.views_of_site import RedirectView
from generator.model import Former, Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.compose.library import Library
    from generator.model import CorpusActor, Topic

_MOST_ALIASES = 8
"""Other forms of one name that lead to its page: the most frequent ones; articles rarely have more."""

_ACRONYM = range(2, 7)
"""Letters of an acronym."""


def redirect_pages(library: Library) -> Iterator[Page]:
    """Yield a page for each address that can only mean one actor or topic and is nobody's own."""
    yield from _pages(
        "actors",
        library.actor_pages,
        {
            a.id: (a.canonical_name, set(_actor_slugs(library, a)))
            for a in library.corpus.actors
            if library.has_page(a)
        },
    )
    yield from _pages(
        "topics",
        library.topic_pages,
        {t.id: (t.name, set(_topic_slugs(t))) for t in library.corpus.topics},
    )


def _pages(folder: str, pages: dict[str, str], wanted: dict[str, tuple[str, set[str]]]) -> Iterator[Page]:
    owners: dict[str, list[str]] = {}
    for identity, (_, slugs) in wanted.items():
        for slug in slugs:
            owners.setdefault(slug, []).append(identity)
    taken = set(pages.values())
    for slug, ids in sorted(owners.items()):
        if len(ids) > 1 or f"{folder}/{slug}.md" in taken:
            continue
        (identity,) = ids
        name, target = wanted[identity][0], pages[identity].removesuffix(".md")
        path = f"{folder}/{slug}/index.html"
        yield Page(
            path=path,
            kind="redirect",
            template="redirect.html.j2",
            title=name,
            description="",
            view=RedirectView(name=name, href=link(path, f"{target}/")),
        )


def _actor_slugs(library: Library, actor: CorpusActor) -> Iterator[str]:
    for former in actor.former:
        yield likely_actor_slug(former)
    own = {
        local.canonical_name
        for seen in actor.appearances
        if (local := library.local_actors.get((seen.article, seen.actor))) is not None
    }
    likely = [a for a in actor.aliases if a in own or _could_be_name(a, actor)]
    for alias in likely[:_MOST_ALIASES]:
        if readable(alias):
            slug = likely_actor_slug(Former(id=actor.id, name=alias, kind=actor.kind))
            if says(f"{alias} {actor.kind}", slug) or says(alias, slug):
                yield slug


def _could_be_name(alias: str, actor: CorpusActor) -> bool:
    """Tell whether an article might know an actor by this form alone: a surname, an acronym, a fuller or shorter name."""
    own, other = readable(actor.canonical_name).split("-"), readable(alias).split("-")
    if len(other) == 1:
        is_acronym = alias.isupper() and len(alias) in _ACRONYM
        return other[0] == own[-1] if actor.kind == "person" else is_acronym
    return set(other) < set(own) or set(other) > set(own)


def _topic_slugs(topic: Topic) -> Iterator[str]:
    for name in (*topic.former, topic.name, *topic.variants[:_MOST_ALIASES]):
        slug = likely_topic_slug(name, topic.id)
        if says(name, slug):
            yield slug
