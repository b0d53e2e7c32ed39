"""Every actor as a record: its names, roles, counts, company, and what editors know of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.compose.addresses import built
from generator.compose.names import local_actor, role_in
from generator.compose.published_network import ties
from generator.compose.published_quotes import quotes_file
from generator.compose.speakers import n_quotations
from generator.compose.words import later
from generator.model import Field, Records

if TYPE_CHECKING:
    from generator.compose.library import Library
    from generator.model import CorpusActor, Value

_DIGITS = 4
"""Decimals of measures that are computed."""

ACTOR_FIELDS = (
    Field(name="id", type="string", description=later("Identifies the actor; made from name and kind.")),
    Field(name="name", type="string", description=later("The name that this site uses.")),
    Field(name="kind", type="string", description=later("person, organization, country, place or group.")),
    Field(name="aliases", type="array", description=later("Other forms as written, most frequent first.")),
    Field(
        name="role",
        type="string",
        description=later("The latest role, as that article words it; the roles of articles that may not be published are left out."),
    ),
    Field(name="stands_for", type="string", description=later("What a seat, building or capital speaks for.")),
    Field(name="articles", type="integer", description=later("Articles that name it.")),
    Field(name="independent", type="integer", description=later("The same, articles that repeat each other counted once.")),
    Field(name="mentions", type="integer", description=later("How often it is named.")),
    Field(name="quotations", type="integer", description=later("What it says between quotation marks, in whole or in part.")),
    Field(name="statements", type="integer", description=later("What it says in the articles’ own words.")),
    Field(name="first_date", type="date", description=later("Date of the oldest article that names it.")),
    Field(name="last_date", type="date", description=later("Date of the newest article that names it.")),
    Field(name="wikidata", type="string", description=later("Its id in Wikidata, as the editors of this site know it.")),
    Field(name="description", type="string", description=later("What the editors of this site say of it.")),
    Field(name="url", type="string", description=later("Its own page, as the editors of this site know it.")),
    Field(name="address", type="string", description=later("Its page, relative to the site’s front page.")),
    Field(
        name="quotes_file",
        type="string",
        description=later("The table of its published quotations, relative to the site’s front page; nothing where there are none."),
    ),
    Field(
        name="roles",
        type="array",
        description=later("Each role as worded, oldest first: text, article, start, end and the id of what it ties to."),
        is_flat=False,
    ),
    Field(
        name="appearances",
        type="array",
        description=later("The articles that name it, newest first: article, mentions and salience from 0 to 1."),
        is_flat=False,
    ),
    Field(
        name="neighbours",
        type="array",
        description=later("Who is named in the same articles (with more than 100 articles, in at least two): actor, articles in common and how far beyond chance (npmi, from -1 to 1)."),
        is_flat=False,
    ),
)  # fmt: skip


def actor_records(library: Library) -> Records:
    """Return every actor, most articles first."""
    return Records(fields=ACTOR_FIELDS, rows=tuple(_row(library, a) for a in library.corpus.actors))


def _row(library: Library, actor: CorpusActor) -> tuple[Value, ...]:
    said = library.said_by(actor)
    quoted = n_quotations(said)
    dates = sorted(d for s in actor.appearances if (d := library.entries[s.article].article.date))
    facts = actor.facts
    values: dict[str, Value] = {
        "id": actor.id,
        "name": actor.canonical_name,
        "kind": actor.kind,
        "aliases": actor.aliases,
        "role": latest_role(library, actor),
        "stands_for": actor.stands_for,
        "articles": len(actor.appearances),
        "independent": actor.n_independent,
        "mentions": actor.n_mentions,
        "quotations": quoted,
        "statements": len(said) - quoted,
        "first_date": dates[0] if dates else None,
        "last_date": dates[-1] if dates else None,
        "wikidata": facts.wikidata if facts else None,
        "description": facts.description if facts else None,
        "url": facts.url if facts else None,
        "address": built(library.actor_places[actor.id]),
        "quotes_file": quotes_file(library, actor),
        "roles": _roles(library, actor),
        "appearances": tuple(
            {"article": s.article, "mentions": s.n_mentions, "salience": round(s.salience, _DIGITS)}
            for s in actor.appearances
        ),
        "neighbours": tuple(
            {"actor": n.actor, "articles": n.n_articles, "npmi": round(n.npmi, _DIGITS)}
            for n in ties(library, actor)
        ),
    }
    return tuple(values[f.name] for f in ACTOR_FIELDS)


def latest_role(library: Library, actor: CorpusActor) -> str | None:
    """Return the role in the newest article that gives one and of which words may be published."""
    for seen in actor.appearances:
        local = local_actor(library, seen.article, seen.actor)
        if local and local.roles and library.excerpts[seen.article].publish != "none":
            return role_in(library, seen.article, local)
    return None


def _roles(library: Library, actor: CorpusActor) -> tuple[Value, ...]:
    return tuple(
        {
            "text": r.span.of(library.entries[r.article].article.text),
            "article": r.article,
            "start": r.span.start,
            "end": r.span.end,
            "of": r.of,
        }
        for r in actor.roles
        if library.excerpts[r.article].publish != "none"
    )
