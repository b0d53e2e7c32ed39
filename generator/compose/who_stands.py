"""Who stands where: positions and conditions of an article, on a topic, of an actor, and the newest of all."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.compose.links import link
from generator.compose.names import corpus_name
from generator.compose.stands import condition_rows, holder, holder_key, stand, unpublished
from generator.compose.views import Link, Speaker
from generator.compose.views_of_standing import StandGroup, StandsView
from generator.compose.words import sentence
from generator.model import PositionRef

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.compose.library import Library
    from generator.compose.views_of_standing import Stand
    from generator.compose.words import Words
    from generator.model import ConditionRef, CorpusActor, PositionAct, Topic

_MOST_STANDS = 20
"""Positions on the page of a topic or an actor: more are a list nobody reads; the published table has all."""

_MOST_IN_ARTICLE = 40
"""Positions on an article's page, which is the place for all of them; a long article has about this many."""

MOST_HOLDERS = 12
"""Actors of whom a topic's page tells where they stand."""

_MOST_TOPICS = 10
_MOST_CONDITIONS = 12
_NEWEST = 5

_WHOLE = "data/positions.csv"
"""The published table of all positions."""

_SURE = 0.75
"""Least certainty of a position on the home page: wrong ones would be read first."""

_UNNAMED, _NOBODY = "unnamed", "nobody"


def article_stands(library: Library, article: str, page: str) -> StandsView:
    """Return who stands where in one article, by holder, those with most positions first."""
    found = library.standing
    refs, depends = found.positions_in.get(article, ()), found.conditions_in.get(article, ())
    words = library.words
    if not refs and not depends:
        is_none = library.entries[article].analysis.positions is not None
        why = words("No sentence was found that surely says where somebody stands.")
        return StandsView(sentence=why if is_none else "")
    if library.excerpts[article].publish == "none":
        counts = (_n_positions(words, len(refs)), _n_conditions(words, len(depends)))
        what = sentence(words.listing([c for c in counts if c]))
        return StandsView(sentence=words("{what} found; no words of them may be published.", what=what))
    by_holder: dict[str, list[PositionRef]] = {}
    for ref in refs:
        by_holder.setdefault(holder_key(library, ref), []).append(ref)
    order = sorted(by_holder.items(), key=lambda item: (_class(item[0]), -len(item[1])))
    groups: list[StandGroup] = []
    for n, some in enumerate(_in_turn(library, order, _MOST_IN_ARTICLE), start=1):
        who = holder(library, article, found.positions[by_holder[some.key][0]], page)
        title = None if who else Link(text=_class_words(words, _NOBODY))
        groups.append(_group(library, some, page, anchor=f"stands-{n}", holder=who, title=title))
    return _view(library, refs, groups, depends, page)


def topic_stands(library: Library, topic: Topic, page: str) -> StandsView:
    """Return who stands where in sentences that have a topic's words, those with most positions first."""
    found, words = library.standing, library.words
    refs, depends = found.once(topic.positions), found.conditions_once(topic.conditions)
    if not refs and not depends:
        return StandsView()
    everybody = _holders(library, refs)
    named = [h for h in everybody if h[0] in library.actors][:MOST_HOLDERS]
    rest = [h for h in everybody if h[0] not in library.actors]
    groups: list[StandGroup] = []
    for some in _in_turn(library, [*named, *rest], _MOST_STANDS):
        actor = library.actors.get(some.key)
        name = corpus_name(library, actor, page) if actor else None
        who = Speaker(label=name.text, name=name) if name else None
        title = None if actor else Link(text=_class_words(words, some.key))
        chosen = replace(some, heading=f"actor {some.key}" if actor else None)
        groups.append(
            _group(library, chosen, page, anchor=stands_anchor(library, some.key), holder=who, title=title)
        )
    return _view(library, refs, groups, depends, page)


def actor_stands(library: Library, actor: CorpusActor, page: str) -> StandsView:
    """Return where an actor stands, by topic, in each the newest first; what is on no topic stands last."""
    refs = library.standing.once(actor.positions)
    if not refs:
        return StandsView()
    words = library.words
    parted = _by_topic(library, actor, refs)
    groups: list[StandGroup] = []
    for some in _in_turn(library, parted, _MOST_STANDS):
        topic = library.topics.get(some.key)
        path = library.topic_pages[some.key] if topic else None
        rest = words("On other things") if len(parted) > 1 else words("The newest first")
        title = (
            Link(text=sentence(topic.name), href=link(page, path, "stands"))
            if topic and path
            else Link(text=rest)
        )
        chosen = replace(some, heading=f"actor {actor.id}")
        anchor = f"stands-{_slug(path) if path else 'other'}"
        groups.append(_group(library, chosen, page, anchor=anchor, holder=None, title=title))
    return _view(library, refs, groups, (), page)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chosen:
    """Positions under one heading."""

    key: str
    shown: tuple[PositionRef, ...]
    unpublished: tuple[PositionRef, ...]
    heading: str | None
    """The key of the holder whom the heading names, None where it names none."""


def _in_turn(
    library: Library, groups: Iterable[tuple[str, Sequence[PositionRef]]], most: int
) -> list[_Chosen]:
    """Return at most `most` positions: the first of each group, then the second of each, and so on.

    Beside them those whose words may not be published; without those of articles of which nothing may be.
    """
    allowed = [(k, [r for r in refs if library.excerpts[r.article].publish != "none"]) for k, refs in groups]
    having = [(k, refs, [r for r in refs if r in library.standing.words]) for k, refs in allowed if refs]
    n_left, taken = most, Counter[str]()
    for turn in range(max((len(shown) for _, _, shown in having), default=0)):
        those = [k for k, _, shown in having if len(shown) > turn][:n_left]
        taken.update(those)
        n_left -= len(those)
    return [
        _Chosen(
            key=key,
            shown=tuple(shown[: taken[key]]),
            unpublished=tuple(r for r in refs if r not in library.standing.words),
            heading=key,
        )
        for key, refs, shown in having[:most]
        if taken[key] or len(shown) < len(refs)
    ]


def _group(
    library: Library,
    some: _Chosen,
    page: str,
    *,
    anchor: str,
    holder: Speaker | None,
    title: Link | None,
) -> StandGroup:
    return StandGroup(
        id=anchor,
        holder=holder,
        title=title,
        stands=tuple(stand(library, r, page, heading=some.heading) for r in some.shown),
        unpublished=unpublished(library, some.unpublished, page),
    )


def _view(
    library: Library,
    refs: Sequence[PositionRef],
    groups: Sequence[StandGroup],
    depends: Sequence[ConditionRef],
    page: str,
) -> StandsView:
    rows, n_missing = condition_rows(library, depends, page, _MOST_CONDITIONS)
    return StandsView(
        sentence=_of_all(library.words, refs, groups) if refs else "",
        groups=tuple(groups),
        conditions=rows,
        conditions_note=_missing(library.words, n_missing, len(rows)),
        whole=link(page, _WHOLE) if groups or rows else None,
    )


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


def _of_all(words: Words, refs: Sequence[PositionRef], groups: Iterable[StandGroup]) -> str:
    """Return how many positions there are, and of how many the words are shown."""
    n_shown = len({(s.words, s.act) for g in groups for s in g.stands})
    whole = sentence(_n_positions(words, len(refs)))
    if n_shown >= len(refs):
        return words("{positions}.", positions=whole)
    if not n_shown:
        return words("{positions}; no words of them may be published.", positions=whole)
    return words(
        "{positions}; the words of {n_shown} are shown.", positions=whole, n_shown=words.number(n_shown)
    )


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


def _slug(page: str) -> str:
    return page.removesuffix(".md").rpartition("/")[2]
