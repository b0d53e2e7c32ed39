"""What the list of all quotes can be filtered by: a compact file for browsers, and links to filtered views.

The file holds no words of any quote: browsers take the cards from the list's own pages. It is written in
columns, for it must stay small with tens of thousands of quotes:

- `actors` (kind, name, address where the name does not give it), `topics` (likewise, without kind), `outlets`,
  `years`, `cues` (class, word where it is another), `acts` (likewise): what can be chosen. Elsewhere each is its place in these, from 1; 0 for none.
- `articles`: for each in the list's order its number of quotes, its outlet and its year.
- `form` and `cue`: a sign of DIGITS for each quote; `form` counts kinds and, within each, SOURCES.
- `actor`, `topic` and `act` (what its words do, where these tell where somebody stands): for each quote a place, or a
  list of several.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby, islice
from typing import TYPE_CHECKING, TypeVar, get_args

from generator.compose.acts import act_slug, act_word
from generator.compose.cards import is_shown
from generator.compose.cues import cue_word
from generator.compose.links import link
from generator.compose.words import KINDS
from generator.model import DataFile, JsonObject, QuoteKind

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence

    from generator.compose.library import Library
    from generator.compose.utterances import Utterance
    from generator.model import CorpusActor, PositionAct, Topic, Value

QUOTES = "quotes/index.md"
FACETS = "quotes/facets.json"

SOURCES = ("named", "unnamed", "document", "unclear")
"""Who may be behind words, as the filter tells them apart."""

FORMS: tuple[QuoteKind, ...] = get_args(QuoteKind)

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"
"""One sign for each small number; larger ones do not occur: there are about fifty classes of cues."""

_T = TypeVar("_T", bound="Hashable")


def listed(library: Library) -> tuple[Utterance, ...]:
    """Return the utterances that may be shown, in the order of the list of all quotes.

    Newest article first; in each article what stands between quotation marks before what does not.
    """
    return tuple(
        said
        for entry in library.corpus.entries
        for said in sorted(
            (u for u in library.utterances[entry.article.id] if is_shown(library, u)),
            key=lambda u: not u.is_quotation,
        )
    )


def filtered(library: Library, said: Iterable[Utterance], page: str) -> str | None:
    """Return how the page of an actor or topic links to the list of its quotes alone.

    said: what it says, or what is said on it; None where the list has fewer than two of these.
    """
    if sum(1 for _ in islice((u for u in said if is_shown(library, u)), 2)) < 2:  # noqa: PLR2004 - a list of one
        return None
    folder, _, slug = page.removesuffix(".md").partition("/")
    return f"{link(page, QUOTES)}?{folder.removesuffix('s')}={slug}"


def quote_facets(library: Library) -> DataFile:
    """Return the file for the utterances of `listed`, in their order."""
    said = listed(library)
    actors = [_speakers(library, u) for u in said]
    topics = _topics_of(library)
    on = [topics.get((u.article, u.id), ()) for u in said]
    cues = [u.cue_class for u in said]
    acts = _acts_of(library)
    does = [acts.get((u.article, u.id), ()) for u in said]
    by_act = _places(_flat(does))
    by_actor, by_topic, by_cue = _places(_flat(actors)), _places(_flat(on)), _places(c for c in cues if c)
    runs = [(library.entries[a].article, len(list(us))) for a, us in groupby(said, key=lambda u: u.article)]
    outlets = _places(a.outlet for a, n in runs for _ in range(n) if a.outlet)
    years = sorted({a.date.year for a, _ in runs if a.date}, reverse=True)
    year_places = {year: place for place, year in enumerate(years, start=1)}
    value: dict[str, Value] = {
        "per_page": library.settings.rows_per_page,
        "actors": tuple(_actor(library, library.actors[i]) for i in by_actor),
        "topics": tuple(_topic(library, library.topics[i]) for i in by_topic),
        "outlets": tuple(outlets),
        "years": tuple(years),
        "cues": tuple(_cue(library, c) for c in by_cue),
        "acts": tuple(_act(library, a) for a in by_act),
        "articles": tuple(
            (n, outlets.get(a.outlet or "", 0), year_places[a.date.year] if a.date else 0) for a, n in runs
        ),
        "form": "".join(DIGITS[FORMS.index(u.kind) * len(SOURCES) + SOURCES.index(_source(u))] for u in said),
        "cue": "".join(_digit(by_cue.get(c or "", 0)) for c in cues),
        "actor": tuple(_short([by_actor[i] for i in ids]) for ids in actors),
        "topic": tuple(_short([by_topic[i] for i in ids]) for ids in on),
        "act": tuple(_short([by_act[a] for a in acts_there]) for acts_there in does),
    }
    return DataFile(path=FACETS, content=JsonObject(values=value, is_compact=True))


def _speakers(library: Library, said: Utterance) -> tuple[str, ...]:
    """Return the corpus's ids of who surely says it."""
    ids = (said.speaker, *said.joint) if said.speaker is not None else ()
    found = (library.actor_of.get((said.article, i)) for i in ids if i is not None)
    return tuple({a.id: None for a in found if a is not None})


def _topics_of(library: Library) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """Return (article, utterance's id) → ids of the topics that its words are on."""
    on: dict[tuple[str, str], list[str]] = {}
    for topic in library.corpus.topics:
        for said in library.said(topic.quotes):
            on.setdefault((said.article, said.id), []).append(topic.id)
    return {key: tuple(ids) for key, ids in on.items()}


def _acts_of(library: Library) -> Mapping[tuple[str, str], tuple[PositionAct, ...]]:
    """Return (article, utterance's id) → what its words do, each act once."""
    does: dict[tuple[str, str], dict[PositionAct, None]] = {}
    for ref, position in library.standing.positions.items():
        said = library.utterance_of.get((ref.article, position.quote)) if position.quote else None
        if said is not None:
            does.setdefault((said.article, said.id), {})[position.act] = None
    return {key: tuple(acts) for key, acts in does.items()}


def _source(said: Utterance) -> str:
    if said.speaker is not None:
        return "named"
    if said.is_document:
        return "document"
    return "unclear" if said.unnamed is None else "unnamed"


def _flat(groups: Iterable[Iterable[_T]]) -> Iterable[_T]:
    return (one for group in groups for one in group)


def _places(found: Iterable[_T]) -> dict[_T, int]:
    """Return what was found → its place from 1, the most frequent first, so that most numbers are short."""
    return {one: place for place, (one, _) in enumerate(Counter(found).most_common(), start=1)}


def _actor(library: Library, actor: CorpusActor) -> tuple[Value, ...]:
    """Return kind, name and, where the name does not give it, the address."""
    slug = _slug(library.actor_pages[actor.id])
    name = actor.canonical_name
    kind = KINDS.index(actor.kind)
    return (kind, name) if _plain(name) == slug else (kind, name, slug)


def _topic(library: Library, topic: Topic) -> Value:
    """Return the name and, where that does not give it, the address."""
    slug = _slug(library.topic_pages[topic.id])
    return topic.name if _plain(topic.name) == slug else (topic.name, slug)


def _cue(library: Library, cue_class: str) -> Value:
    """Return the class and, where that is another, the word that cards show for it."""
    word = cue_word(library.words, cue_class) or cue_class
    return cue_class if word == cue_class else (cue_class, word)


def _act(library: Library, act: PositionAct) -> Value:
    """Return an act as addresses have it and, where that is another, its label."""
    word, slug = act_word(library.words, act), act_slug(act)
    return slug if word == slug else (slug, word)


def _slug(page: str) -> str:
    return page.removesuffix(".md").rpartition("/")[2]


def _plain(name: str) -> str | None:
    """Return the address that browsers make of a name by the same rule; None where the rule has no say."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") if name.isascii() else None


def _digit(place: int) -> str:
    return DIGITS[place] if place < len(DIGITS) else DIGITS[0]


def _short(places: Sequence[int]) -> Value:
    """Return 0 for none, one place by itself, several as a list."""
    return tuple(places) if len(places) > 1 else (places[0] if places else 0)
