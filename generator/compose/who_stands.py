"""Who stands where: positions and conditions of an article, on a topic, of an actor, and the newest of all."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from generator.compose.links import link
from generator.compose.names import corpus_name
from generator.compose.stands import condition_rows, holder, holder_key, stand
from generator.compose.views import Link, Speaker
from generator.compose.views_of_standing import Stand, StandGroup, StandsView
from generator.compose.words import sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.compose.library import Library
    from generator.compose.words import Words
    from generator.model import CorpusActor, PositionAct, PositionRef, Topic

MOST_STANDS = 20
"""Positions on one page: more are a list nobody reads; the published table has all."""

MOST_HOLDERS = 12
"""Actors of whom a topic's page tells where they stand."""

_MOST_TOPICS = 10
_MOST_CONDITIONS = 12
_NEWEST = 5

_SURE = 0.75
"""Least certainty of a position on the home page: wrong ones would be read first."""

_UNNAMED, _NOBODY = "unnamed", "nobody"


def article_stands(library: Library, article: str, page: str) -> StandsView:
    """Return who stands where in one article, by holder, those with most positions first."""
    found = library.standing
    refs, depends = found.positions_in.get(article, ()), found.conditions_in.get(article, ())
    if not refs and not depends:
        return StandsView()
    words = library.words
    if library.excerpts[article].publish == "none":
        what = words.listing(
            [w for w in (_n_positions(words, len(refs)), _n_conditions(words, len(depends))) if w]
        )
        return StandsView(
            sentence=words("{what} found; no words of them may be published.", what=sentence(what))
        )
    by_holder: dict[str, list[PositionRef]] = {}
    for ref in refs:
        by_holder.setdefault(holder_key(library, ref), []).append(ref)
    order = sorted(by_holder.items(), key=lambda item: (_class(item[0]), -len(item[1])))
    chosen = _in_turn([(key, _shown_first(library, those)) for key, those in order], MOST_STANDS)
    groups = tuple(
        StandGroup(
            id=f"stands-{n}",
            holder=_holder(library, those[0], page),
            title=None if _holder(library, those[0], page) else Link(text=words("Not said whose")),
            stands=_stands(library, those, page, heading=key),
        )
        for n, (key, those) in enumerate(chosen, start=1)
    )
    rows, n_missing = condition_rows(library, depends, page, _MOST_CONDITIONS)
    return StandsView(
        sentence=_of_all(words, refs, groups) if refs else "",
        groups=groups,
        conditions=rows,
        conditions_note=_missing(words, n_missing, len(rows)),
        whole=_whole(page),
    )


def topic_stands(library: Library, topic: Topic, page: str) -> StandsView:
    """Return who stands where in sentences that have a topic's words, those with most positions first."""
    found, words = library.standing, library.words
    refs, depends = found.once(topic.positions), found.conditions_once(topic.conditions)
    if not refs and not depends:
        return StandsView()
    groups = []
    for key, those in _in_turn(_by_actor(library, refs), MOST_STANDS):
        actor = library.actors.get(key)
        groups.append(
            StandGroup(
                id=stands_anchor(library, key),
                holder=_named(library, actor, page) if actor else None,
                title=None if actor else Link(text=_class_words(words, key)),
                stands=_stands(library, those, page, heading=f"actor {key}" if actor else None),
            )
        )
    rows, n_missing = condition_rows(library, depends, page, _MOST_CONDITIONS)
    return StandsView(
        sentence=_of_all(words, refs, groups) if refs else "",
        groups=tuple(groups),
        conditions=rows,
        conditions_note=_missing(words, n_missing, len(rows)),
        whole=_whole(page),
    )


def actor_stands(library: Library, actor: CorpusActor, page: str) -> StandsView:
    """Return where an actor stands, by topic, in each the newest first; what is on no topic stands last."""
    refs = library.standing.once(actor.positions)
    if not refs:
        return StandsView()
    words = library.words
    parted = [(key, _shown_first(library, those)) for key, those in _by_topic(library, actor, refs)]
    groups = []
    for key, those in _in_turn(parted, MOST_STANDS):
        topic = library.topics.get(key)
        path = library.topic_pages[key] if topic else None
        groups.append(
            StandGroup(
                id=f"stands-{_slug(path) if path else 'other'}",
                holder=None,
                title=Link(text=sentence(topic.name), href=link(page, path, "stands"))
                if topic and path
                else Link(text=words("On other things") if len(parted) > 1 else words("By date")),
                stands=_stands(library, those, page, heading=f"actor {actor.id}"),
            )
        )
    return StandsView(sentence=_of_all(words, refs, groups), groups=tuple(groups), whole=_whole(page))


def newest_stands(library: Library, page: str) -> tuple[Stand, ...]:
    """Return the newest positions whose holder is named and whose words are published: one of each holder.

    One of each article, too, unless it is the only one; then the surest.
    """
    found = library.standing
    refs = [r for r in found.positions if _is_news(library, r)]
    is_one = len(library.entries) == 1
    if is_one:
        refs.sort(key=lambda r: -found.positions[r].confidence)
    taken: set[str] = set()
    chosen: list[PositionRef] = []
    for ref in refs:
        keys = {holder_key(library, ref)} if is_one else {holder_key(library, ref), ref.article}
        if not keys & taken:
            taken |= keys
            chosen.append(ref)
        if len(chosen) == _NEWEST:
            break
    return tuple(stand(library, r, page) for r in chosen)


def stands_anchor(library: Library, key: str) -> str:
    """Return the anchor of an actor's positions on a topic's page; `key`: its id, or a class of holders."""
    return f"stands-{_slug(library.actor_pages[key]) if key in library.actor_pages else key}"


def n_by_actor(library: Library, refs: Iterable[PositionRef]) -> dict[str, Counter[PositionAct]]:
    """Return how many positions of which act each actor holds, by id, most positions first, then by name.

    Unnamed holders stand last, as a class; positions of which no holder is said are left out.
    """
    return {
        key: Counter(library.standing.positions[r].act for r in those)
        for key, those in _holders(library, refs)
        if key != _NOBODY
    }


def _holders(library: Library, refs: Iterable[PositionRef]) -> list[tuple[str, list[PositionRef]]]:
    by_key: dict[str, list[PositionRef]] = {}
    for ref in refs:
        named = library.standing.joined[ref].holders
        rest = _UNNAMED if holder_key(library, ref) else _NOBODY
        for key in named or (rest,):
            by_key.setdefault(key, []).append(ref)
    last = {_UNNAMED: 1, _NOBODY: 2}

    def rank(item: tuple[str, list[PositionRef]]) -> tuple[int, int, str]:
        actor = library.actors.get(item[0])
        return last.get(item[0], 0), -len(item[1]), actor.canonical_name if actor else ""

    return sorted(by_key.items(), key=rank)


def _by_actor(library: Library, refs: Sequence[PositionRef]) -> list[tuple[str, list[PositionRef]]]:
    """Return positions by holder without those of whom nothing is told: holders far down, articles that may not be shown."""
    everybody = _holders(library, refs)
    named = [h for h in everybody if h[0] in library.actors][:MOST_HOLDERS]
    rest = [h for h in everybody if h[0] not in library.actors]
    told = [(key, _shown_first(library, those)) for key, those in (*named, *rest)]
    return [(key, those) for key, those in told if those]


def _by_topic(
    library: Library, actor: CorpusActor, refs: Sequence[PositionRef]
) -> list[tuple[str, list[PositionRef]]]:
    """Return positions by topic: again and again the topic that most of the rest are on."""
    joined = library.standing.joined
    on = {
        r: [t for t in joined[r].topics if t in library.topics and library.topics[t].actor != actor.id]
        for r in refs
    }
    parted: list[tuple[str, list[PositionRef]]] = []
    rest = list(refs)
    while len(parted) < _MOST_TOPICS:
        counts = Counter(t for r in rest for t in on[r])
        if not counts:
            break
        best = min(counts, key=lambda t: (-counts[t], -library.topics[t].weight, t))
        parted.append((best, [r for r in rest if best in on[r]]))
        rest = [r for r in rest if best not in on[r]]
    return [*parted, ("", rest)] if rest else parted


def _in_turn(
    groups: Sequence[tuple[str, Sequence[PositionRef]]], most: int
) -> list[tuple[str, list[PositionRef]]]:
    """Return at most `most` positions: the first of each group, then the second of each, and so on."""
    n_left, taken = most, Counter[str]()
    for turn in range(max((len(those) for _, those in groups), default=0)):
        having = [key for key, those in groups if len(those) > turn][:n_left]
        taken.update(having)
        n_left -= len(having)
    return [(key, list(islice(those, taken[key]))) for key, those in groups if taken[key]]


def _shown_first(library: Library, refs: Iterable[PositionRef]) -> list[PositionRef]:
    """Return positions, those whose words are published first; without those of articles that may not be shown."""
    found = library.standing
    allowed = [r for r in refs if library.excerpts[r.article].publish != "none"]
    return sorted(allowed, key=lambda r: r not in found.words)


def _stands(
    library: Library, refs: Iterable[PositionRef], page: str, *, heading: str | None
) -> tuple[Stand, ...]:
    return tuple(stand(library, r, page, heading=heading) for r in refs)


def _is_news(library: Library, ref: PositionRef) -> bool:
    found = library.standing
    return (
        ref in found.words
        and found.positions[ref].confidence >= _SURE
        and bool(found.joined[ref].holders)
        and found.joined[ref].repeats is None
    )


def _class(key: str) -> int:
    """Return where a holder stands in an article: actors, then who is described, then what is nobody's."""
    return 0 if key.startswith("actor ") else 1 if key else 2


def _class_words(words: Words, key: str) -> str:
    return words("Without a name") if key == _UNNAMED else words("Not said whose")


def _named(library: Library, actor: CorpusActor, page: str) -> Speaker:
    name = corpus_name(library, actor, page)
    return Speaker(label=name.text, name=name)


def _holder(library: Library, ref: PositionRef, page: str) -> Speaker | None:
    return holder(library, ref.article, library.standing.positions[ref], page)


def _of_all(words: Words, refs: Sequence[PositionRef], groups: Iterable[StandGroup]) -> str:
    """Return how many positions there are, and how many of them are shown."""
    n_shown = len({(s.words or s, s.act) for g in groups for s in g.stands})
    whole = sentence(_n_positions(words, len(refs)))
    if n_shown >= len(refs):
        return words("{positions}.", positions=whole)
    return words("{positions}; {n_shown} of them are shown.", positions=whole, n_shown=words.number(n_shown))


def _n_positions(words: Words, n: int) -> str:
    return words.plural("one position", "{n} positions", n) if n else ""


def _n_conditions(words: Words, n: int) -> str:
    return words.plural("one condition", "{n} conditions", n) if n else ""


def _missing(words: Words, n: int, n_shown: int) -> str:
    """Return how many conditions are not shown; "" where all are."""
    if not n:
        return ""
    if n_shown:
        return sentence(words.plural("one more is not shown.", "{n} more are not shown.", n))
    return sentence(
        words.plural(
            "one condition was found; its words may not be published.",
            "{n} conditions were found; their words may not be published.",
            n,
        )
    )


def _whole(page: str) -> str | None:
    return None if page else link(page, "data/positions.csv")


def _slug(page: str) -> str:
    return page.removesuffix(".md").rpartition("/")[2]
