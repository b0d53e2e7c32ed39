"""Every position and condition as a record: its words where they may be published, else its act, holder and place alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.compose.addresses import built
from generator.compose.words import later
from generator.model import Field, Records

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.compose.library import Library
    from generator.model import Condition, Position, Span, Value

_ARTICLE = (
    Field(name="article", type="string", description=later("The article’s id, as in the list of articles.")),
    Field(name="article_address", type="string", description=later("The article’s page, relative to the site’s front page.")),
    Field(name="outlet", type="string", description=later("Who published the article.")),
    Field(name="date", type="date", description=later("The article’s date.")),
)  # fmt: skip

_PLACE = (
    Field(name="topics", type="array", description=later("Names of the topics whose words stand in its sentence, weightiest first.")),
    Field(name="quote", type="string", description=later("Id of the article’s quote in whose words it stands; nothing in the article’s own.")),
    Field(name="published", type="boolean", description=later("Whether the words may be published on this site.")),
    Field(name="text", type="string", description=later("The words that say it; nothing where they may not be published.")),
    Field(
        name="start",
        type="integer",
        description=later("Where the words begin: characters (Unicode code points) of the article’s text before them."),
    ),
    Field(name="end", type="integer", description=later("Where the words end: characters of the article’s text before that place.")),
)  # fmt: skip

_REST = (
    Field(
        name="repeats_article",
        type="string",
        description=later("Id of the older article of which this one is a version, where that says it in the same words."),
    ),
    Field(name="repeats", type="string", description=later("The id that it has there.")),
    Field(name="rule", type="string", description=later("The rule that found it; editor where the editors of this site corrected it.")),
    Field(
        name="confidence",
        type="number",
        description=later("From 0 to 1: how often what is found by that rule was right where it was measured."),
    ),
    Field(
        name="address",
        type="string",
        description=later("The paragraph that says it, relative to the site’s front page; nothing where the words may not be published."),
    ),
    Field(name="topic_ids", type="array", description=later("Ids of these topics, as in the list of topics."), is_flat=False),
)  # fmt: skip

POSITION_FIELDS = (
    Field(
        name="id", type="string", description=later("Identifies the position within its article, and stays when other articles come.")
    ),
    *_ARTICLE,
    Field(
        name="act",
        type="string",
        description=later("What the holder does: supports, opposes, rejects, demands, calls for, offers, pledges, refuses, warns, accuses, concedes, doubts, hopes for or plans. A label of this site on the article’s words."),
    ),
    Field(name="holder", type="string", description=later("The holder’s name, where it is sure enough whose it is.")),
    Field(name="actor", type="string", description=later("The holder’s id, as in the list of actors.")),
    Field(name="actor_address", type="string", description=later("The holder’s page, relative to the site’s front page.")),
    Field(name="joint_holders", type="array", description=later("Names of those who hold it together with the holder.")),
    Field(name="holder_written", type="string", description=later("The holder as written.")),
    Field(name="unnamed", type="string", description=later("How the article describes a holder whom it does not name.")),
    Field(name="cue", type="string", description=later("The words that show the act.")),
    Field(name="object", type="string", description=later("What the position is on, as written.")),
    Field(name="target", type="string", description=later("Name of whoever it is aimed at.")),
    Field(name="target_actor", type="string", description=later("Id of whoever it is aimed at, as in the list of actors.")),
    *_PLACE,
    Field(
        name="changed_article",
        type="string",
        description=later("Where the same holder was last found on the other side of the same thing: that article’s id."),
    ),
    Field(name="changed_from", type="string", description=later("The id of that position there.")),
    *_REST,
)  # fmt: skip

CONDITION_FIELDS = (
    Field(
        name="id", type="string", description=later("Identifies the condition within its article, and stays when other articles come.")
    ),
    *_ARTICLE,
    Field(name="what", type="string", description=later("What is promised, withheld or foretold, as written.")),
    Field(name="marker", type="string", description=later("The words that make it depend on the condition.")),
    Field(name="condition", type="string", description=later("What it depends on, as written.")),
    Field(name="holder", type="string", description=later("The name of whoever sets it, where it is sure enough.")),
    Field(name="actor", type="string", description=later("The id of whoever sets it, as in the list of actors.")),
    Field(name="actor_address", type="string", description=later("The page of whoever sets it, relative to the site’s front page.")),
    Field(name="holder_written", type="string", description=later("Whoever sets it, as written.")),
    Field(name="unnamed", type="string", description=later("How the article describes somebody who sets it and whom it does not name.")),
    *_PLACE,
    *_REST,
)  # fmt: skip


def position_records(library: Library) -> Records:
    """Return every position, articles in the corpus's order, positions in text order."""
    found = {(e.article.id, p.id): p for e in library.corpus.entries for p in e.analysis.positions or ()}
    before = {r.after: r.before for r in reversed(library.corpus.reversals)}
    rows = []
    for joined in library.corpus.positions:
        article = joined.ref.article
        position = found[article, joined.ref.position]
        values = _told(library, article, position, joined.topics, joined.holders[:1])
        first = before.get(joined.ref)
        is_sure = position.confidence >= library.settings.min_confidence
        target = joined.target if is_sure else None
        values |= {
            "act": position.act,
            "joint_holders": _names(library, joined.holders[1:]) if is_sure else (),
            "cue": _words(library, article, position.cue),
            "object": _words(library, article, position.object),
            "target": library.actors[target].canonical_name if target else None,
            "target_actor": target,
            "changed_article": first.article if first else None,
            "changed_from": first.position if first else None,
            "repeats_article": joined.repeats.article if joined.repeats else None,
            "repeats": joined.repeats.position if joined.repeats else None,
        }
        rows.append(tuple(values[f.name] for f in POSITION_FIELDS))
    return Records(fields=POSITION_FIELDS, rows=tuple(rows))


def condition_records(library: Library) -> Records:
    """Return every condition, in the same order."""
    found = {(e.article.id, c.id): c for e in library.corpus.entries for c in e.analysis.conditions or ()}
    rows = []
    for joined in library.corpus.conditions:
        article = joined.ref.article
        condition = found[article, joined.ref.condition]
        holders = () if joined.holder is None else (joined.holder,)
        values = _told(library, article, condition, joined.topics, holders)
        values |= {
            "what": _words(library, article, condition.what),
            "marker": _words(library, article, condition.marker),
            "condition": _words(library, article, condition.condition),
            "repeats_article": joined.repeats.article if joined.repeats else None,
            "repeats": joined.repeats.condition if joined.repeats else None,
        }
        rows.append(tuple(values[f.name] for f in CONDITION_FIELDS))
    return Records(fields=CONDITION_FIELDS, rows=tuple(rows))


def _told(
    library: Library,
    article: str,
    claim: Position | Condition,
    topics: tuple[str, ...],
    holders: tuple[str, ...],
) -> dict[str, Value]:
    """Return what is told of positions and conditions alike."""
    found, page = library.entries[article].article, library.article_pages[article]
    published = library.excerpts[article]
    is_sure = claim.confidence >= library.settings.min_confidence
    actor = library.actors[holders[0]] if holders and is_sure else None
    is_published = published.holds(claim.span)
    return {
        "id": claim.id,
        "article": article,
        "article_address": built(page),
        "outlet": found.outlet,
        "date": found.date,
        "holder": actor.canonical_name if actor else None,
        "actor": actor.id if actor else None,
        "actor_address": built(library.actor_places[actor.id]) if actor else None,
        "holder_written": _words(library, article, claim.holder),
        "unnamed": claim.unnamed if is_sure and published.publish != "none" else None,
        "topics": tuple(library.topics[t].name for t in topics),
        "quote": claim.quote,
        "published": is_published,
        "text": claim.span.of(found.text) if is_published else None,
        "start": claim.span.start,
        "end": claim.span.end,
        "rule": claim.rule,
        "confidence": claim.confidence,
        "address": built(page, library.standing.anchor(article, claim.span)) if is_published else None,
        "topic_ids": topics,
    }


def _words(library: Library, article: str, span: Span | None) -> str | None:
    if span is None or not library.excerpts[article].holds(span):
        return None
    return span.of(library.entries[article].article.text)


def _names(library: Library, actors: Iterable[str]) -> tuple[str, ...]:
    return tuple(library.actors[a].canonical_name for a in actors)
