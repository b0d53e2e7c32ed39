"""Who is named in an article: mentions, and which of them are the same actor."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.model import Actor, ActorKind, Mention, Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spacy.tokens import Span as Tokens

    from generator.analyse.parse import Parsed

_KINDS: dict[str, ActorKind] = {
    "PERSON": "person",
    "ORG": "organization",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "group",
}
"""Kind by spaCy's label; other labels (dates, sums, works) are no actors."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The actors of one article, where they are named, and what quotes need to know of them."""

    actors: tuple[Actor, ...]
    """Most salient first."""
    mentions: tuple[Mention, ...]
    """In text order, none overlapping another."""
    genders: Mapping[str, str]
    """Actor id → "he" or "she", only where the article shows it."""
    role_heads: Mapping[str, tuple[str, ...]]
    """Lower-case head of a role ("president", "spokeswoman") → ids of its holders in text order."""


@dataclass(slots=True, kw_only=True)
class _Cluster:
    kind: ActorKind
    names: list[tuple[Span, str]] = field(default_factory=list)


def find_actors(parsed: Parsed) -> Found:
    """Return the actors of a parsed article."""
    named = [
        (paragraph.span(tokens), tokens.text, _KINDS[ent.label_])
        for paragraph in parsed.paragraphs
        for ent in paragraph.doc.ents
        if ent.label_ in _KINDS and (tokens := _trimmed(ent)) is not None
    ]
    clusters = _cluster(named)
    most = max((len(c.names) for c in clusters), default=1)
    ids = {id(c): f"a{n}" for n, c in enumerate(clusters, start=1)}
    actors = tuple(
        _actor(c, ids[id(c)], most) for c in sorted(clusters, key=lambda c: (-len(c.names), c.names[0][0]))
    )
    mentions = tuple(
        sorted(
            (Mention(span=s, mention_type="named", actor=ids[id(c)]) for c in clusters for s, _ in c.names),
            key=lambda m: m.span,
        )
    )
    return Found(actors=actors, mentions=mentions, genders={}, role_heads={})


def _trimmed(ent: Tokens) -> Tokens | None:
    start, end = ent.start, ent.end
    while start < end and ent.doc[start].lower_ in {"the", "a", "an", '"', "'"}:
        start += 1
    while start < end and (ent.doc[end - 1].tag_ == "POS" or ent.doc[end - 1].is_punct):
        end -= 1
    return ent.doc[start:end] if start < end else None


def _cluster(named: list[tuple[Span, str, ActorKind]]) -> list[_Cluster]:
    clusters: list[_Cluster] = []
    surnames = {text.split()[-1] for _, text, kind in named if kind == "person"}
    for span, text, kind in named:
        if text in surnames:
            same = next((c for c in clusters if any(t.split()[-1] == text for _, t in c.names)), None)
        else:
            same = next((c for c in clusters if any(t == text for _, t in c.names)), None)
        if same is None:
            same = _Cluster(kind=kind)
            clusters.append(same)
        same.names.append((span, text))
    return clusters


def _actor(cluster: _Cluster, actor_id: str, most: int) -> Actor:
    forms = Counter(text for _, text in cluster.names)
    name = max(forms, key=lambda form: (len(form.split()), forms[form]))
    return Actor(
        id=actor_id,
        canonical_name=name,
        kind=cluster.kind,
        aliases=tuple(form for form, _ in forms.most_common() if form != name),
        n_mentions=len(cluster.names),
        salience=len(cluster.names) / most,
    )
