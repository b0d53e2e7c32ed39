"""Positions as pages show them: the act as a label, the article's own words, how sure, and where to check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.compose.acts import act_word
from generator.compose.attribution import EDITOR, confidence_word, standing_rule_words
from generator.compose.cards import foreign_language
from generator.compose.cuts import closed, cut
from generator.compose.links import link
from generator.compose.names import local_name
from generator.compose.views import Link, Speaker
from generator.compose.views_of_standing import ConditionRow, Stand, Sure

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.compose.library import Library
    from generator.model import Condition, ConditionRef, Position, PositionRef

NOBODY = ""
"""The key of a holder who is not said."""


def holder_key(library: Library, ref: PositionRef) -> str:
    """Return what two positions of one holder in one article share; NOBODY where no holder is said."""
    position = library.standing.positions[ref]
    if position.actor is not None:
        return _actor_key(library, ref.article, position.actor)
    return f"unnamed {' '.join(position.unnamed.split()).casefold()}" if position.unnamed else NOBODY


def stand(library: Library, ref: PositionRef, page: str, *, heading: str | None = None) -> Stand:
    """Return a position whose words are published, as `page` shows it.

    heading: the key of the holder whom the heading above names, if any.
    """
    found, words = library.standing, library.words
    position = found.positions[ref]
    own_page = library.article_pages[ref.article]
    n_again = found.n_repeats[ref]
    return Stand(
        act=act_word(words, position.act),
        words=found.words[ref],
        holder=holder(library, ref.article, position, page) if heading is None else None,
        joint=_others(library, ref, page, heading),
        place=link(page, own_page, found.anchor(ref.article, position.span)),
        source=None if page == own_page else _source(library, ref.article),
        sure=sure(library, position),
        was=_was(library, ref, page),
        again=words.plural("and in 1 other article", "and in {figure} other articles", n_again)
        if n_again and page != own_page
        else None,
        language=foreign_language(words, library.entries[ref.article].article),
    )


def unpublished(library: Library, refs: Iterable[PositionRef], page: str) -> tuple[Link, ...]:
    """Return the acts of positions whose words may not be published, each once; they lead to their article's page."""
    acts: dict[tuple[str, str | None], int] = {}
    for ref in refs:
        if ref not in library.standing.words:
            own_page = library.article_pages[ref.article]
            href = None if page == own_page else link(page, own_page)
            key = (act_word(library.words, library.standing.positions[ref].act), href)
            acts[key] = acts.get(key, 0) + 1
    return tuple(
        Link(text=act, href=href, note=library.words.figure(n) if n > 1 else None)
        for (act, href), n in acts.items()
    )


def _others(library: Library, ref: PositionRef, page: str, heading: str | None) -> tuple[Speaker, ...]:
    """Return who holds a position together with whom the heading, or the entry itself, names."""
    position = library.standing.positions[ref]
    if not position.joint_actors or position.actor is None:
        return ()
    named = heading if heading is not None else holder_key(library, ref)
    others = [
        a for a in (position.actor, *position.joint_actors) if _actor_key(library, ref.article, a) != named
    ]
    names = (local_name(library, ref.article, a, page) for a in others)
    return tuple(Speaker(label=n.text, name=n) for n in names if n is not None)


def _actor_key(library: Library, article: str, actor: str) -> str:
    found = library.actor_of.get((article, actor))
    return f"actor {found.id if found else actor}"


def holder(library: Library, article: str, found: Position | Condition, page: str) -> Speaker | None:
    """Return who holds a position or sets a condition: a name, or a description; None where it is not said."""
    if found.actor is not None:
        name = local_name(library, article, found.actor, page)
        return Speaker(label=name.text, name=name) if name is not None else None
    return Speaker(label=" ".join(found.unnamed.split()), is_unnamed=True) if found.unnamed else None


def sure(library: Library, found: Position | Condition) -> Sure:
    """Return how sure a position or a condition is."""
    words = library.words
    return Sure(
        confidence=confidence_word(words, found.confidence),
        figure=words.percent(found.confidence),
        rule="" if found.rule == EDITOR else standing_rule_words(words, found.rule),
    )


def condition_rows(
    library: Library, refs: Iterable[ConditionRef], page: str, most: int
) -> tuple[tuple[ConditionRow, ...], int]:
    """Return at most `most` conditions whose words may be published, and how many there are beside these."""
    everything = list(refs)
    rows: list[ConditionRow] = []
    for ref in everything:
        if len(rows) == most:
            break
        row = _condition_row(library, ref, page)
        if row is not None:
            rows.append(row)
    return tuple(rows), len(everything) - len(rows)


def _condition_row(library: Library, ref: ConditionRef, page: str) -> ConditionRow | None:
    found = library.standing.conditions[ref]
    article, published = library.entries[ref.article].article, library.excerpts[ref.article]
    if not published.holds(found.span):
        return None
    own_page = library.article_pages[ref.article]
    return ConditionRow(
        what=cut(article, closed(found.what, article.text, published)),
        marker=found.marker.of(article.text) if found.marker and published.holds(found.marker) else "",
        condition=cut(article, closed(found.condition, article.text, published)),
        holder=holder(library, ref.article, found, page),
        place=link(page, own_page, library.standing.anchor(ref.article, found.span)),
        source=None if page == own_page else _source(library, ref.article),
        sure=sure(library, found),
        language=foreign_language(library.words, article),
    )


def _was(library: Library, ref: PositionRef, page: str) -> Link | None:
    """Return what the same holder wanted before, where that was the other side."""
    change = library.standing.before.get(ref)
    if change is None:
        return None
    words, before = library.words, library.standing.positions[change.before]
    date = library.entries[change.before.article].article.date
    is_shown = change.before in library.standing.words
    anchor = library.standing.anchor(change.before.article, before.span) if is_shown else None
    act = act_word(words, before.act)
    return Link(
        text=words("changed: was “{act}” on {day}", act=act, day=words.day(date))
        if date
        else words("changed: was “{act}”", act=act),
        href=link(page, library.article_pages[change.before.article], anchor),
    )


def _source(library: Library, article: str) -> str:
    """Return outlet and date as far as they are given; the title where several articles have no outlet."""
    found, words = library.entries[article].article, library.words
    when = words.day(found.date) if found.date else words("No date given")
    if found.outlet or len(library.entries) > 1:
        return f"{found.outlet or found.title} · {when}"
    return when
