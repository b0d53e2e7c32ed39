"""Small corpora built by hand, all spans located by the words themselves. People and places are invented."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from generator.model import (
    Actor,
    ActorKind,
    Analysis,
    Appearance,
    Article,
    Condition,
    ConditionRef,
    Corpus,
    CorpusActor,
    Entry,
    JoinedCondition,
    JoinedPosition,
    KeyPhrase,
    Mention,
    Neighbour,
    Paragraph,
    ParagraphKind,
    Position,
    PositionAct,
    PositionRef,
    Problem,
    Quote,
    QuoteKind,
    QuoteRef,
    RelatedTopic,
    Role,
    RoleSeen,
    Seed,
    Span,
    Structure,
    Topic,
    TopicAppearance,
)

if TYPE_CHECKING:
    from collections.abc import Iterable


def find(text: str, words: str, nth: int = 1) -> Span:
    """Return where `words` stand in `text` for the `nth` time."""
    at = -1
    for _ in range(nth):
        at = text.index(words, at + 1)
    return Span(start=at, end=at + len(words))


def occurrences(text: str, words: str) -> tuple[Span, ...]:
    """Return every place of `words` in `text`."""
    return tuple(Span(start=m.start(), end=m.end()) for m in re.finditer(re.escape(words), text))


@dataclass
class Story:
    """An article in the making: lines, then what is found in them."""

    id: str
    lines: list[tuple[ParagraphKind, str]]
    meta: dict[str, Any] = field(default_factory=dict)
    actors: dict[str, tuple[str, ActorKind, tuple[str, ...], tuple[str, ...]]] = field(default_factory=dict)
    """Id → name, kind, other forms, roles."""
    phrases: list[str] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)
    positions: list[Position] = field(default_factory=list)
    conditions: list[Condition] = field(default_factory=list)
    has_model: bool = True

    @property
    def text(self) -> str:
        """The article's text, its lines parted by newlines."""
        return "\n".join(words for _, words in self.lines)

    def actor(
        self,
        key: str,
        name: str,
        kind: ActorKind = "person",
        *,
        aliases: Iterable[str] = (),
        roles: Iterable[str] = (),
    ) -> Story:
        """Add an actor; its mentions are every place of its name and other forms."""
        self.actors[key] = (name, kind, tuple(aliases), tuple(roles))
        return self

    def quote(self, words: str, by: str | None = None, kind: QuoteKind = "direct", **more: Any) -> Story:  # noqa: ANN401
        """Add a quote of `words`; `cue` and `source` may be given as words too."""
        span = find(self.text, words, more.pop("nth", 1))
        for key in ("cue", "source"):
            if isinstance(more.get(key), str):
                more[key] = find(self.text, more[key])
        identity = more.pop("id", hashlib.sha256(words.encode()).hexdigest()[:8])
        self.quotes.append(
            Quote(
                id=identity,
                kind=kind,
                content=span,
                group=more.pop("group", identity),
                speaker=by,
                rule=more.pop("rule", "after-words"),
                confidence=more.pop("confidence", 0.93),
                **more,
            ),
        )
        return self

    def position(self, words: str, act: PositionAct, cue: str, by: str | None = None, **more: Any) -> Story:  # noqa: ANN401
        """Add a position that the clause `words` says by the words `cue`."""
        self.positions.append(
            Position(
                id=more.pop("id", hashlib.sha256(f"{words}{act}".encode()).hexdigest()[:8]),
                span=find(self.text, words),
                act=act,
                cue=find(self.text, cue),
                actor=by,
                rule=more.pop("rule", "verb"),
                confidence=more.pop("confidence", 0.86),
                **more,
            )
        )
        return self

    def condition(self, words: str, what: str, condition: str, marker: str, **more: Any) -> Story:  # noqa: ANN401
        """Add a condition that the clause `words` says: `what` only on `condition`."""
        self.conditions.append(
            Condition(
                id=more.pop("id", hashlib.sha256(words.encode()).hexdigest()[:8]),
                span=find(self.text, words),
                what=find(self.text, what),
                condition=find(self.text, condition),
                marker=find(self.text, marker),
                rule=more.pop("rule", "marker"),
                confidence=more.pop("confidence", 0.86),
                **more,
            )
        )
        return self

    def entry(self) -> Entry:
        """Return the article with what was found in it."""
        text = self.text
        spans: list[Span] = []
        at = 0
        for _, words in self.lines:
            spans.append(Span(start=at, end=at + len(words)))
            at += len(words) + 1
        paragraphs = tuple(Paragraph(span=s, kind=k) for s, (k, _) in zip(spans, self.lines, strict=True))
        dateline = self.meta.pop("dateline", None)
        structure = Structure(
            headings=tuple(p.span for p in paragraphs if p.kind == "heading"),
            dateline=find(text, dateline) if dateline else None,
            caption=next((p.span for p in paragraphs if p.kind == "caption"), None),
            sign_off=next((p.span for p in paragraphs if p.kind == "sign_off"), None),
        )
        article = Article(
            id=self.id,
            text=text,
            paragraphs=paragraphs,
            structure=structure,
            seed=Seed(path=f"seeds/{self.id}.txt", digest=hashlib.sha256(text.encode()).hexdigest()),
            **({"title": "Untitled", "title_given": True, "language": "en"} | self.meta),
        )
        return Entry(article=article, analysis=self._analysis(article))

    def _analysis(self, article: Article) -> Analysis:
        sentences = tuple(s for p in article.body() for s in _sentences(p.span, article.text))
        start = article.structure.dateline
        if start is not None:
            after = re.compile(r"[\s–—-]*").match(article.text, start.end)
            begins = after.end() if after else start.end
            sentences = tuple(
                Span(start=begins, end=s.end) if s.start == start.start else s for s in sentences
            )
        phrases = tuple(
            KeyPhrase(
                key=p.lower(),
                text=p,
                rank=n,
                yake_score=n / 100,
                spans=occurrences(self.text, p),
            )
            for n, p in enumerate(self.phrases, start=1)
        )
        if not self.has_model:
            return Analysis(
                article=self.id,
                model=None,
                sentences=sentences,
                key_phrases=phrases,
                actors=None,
                mentions=None,
                quotes=None,
            )
        mentions = self._mentions()
        counts = Counter(m.actor for m in mentions)
        most = max(counts.values(), default=1)
        actors = [
            Actor(
                id=key,
                canonical_name=name,
                kind=kind,
                aliases=aliases,
                roles=tuple(Role(span=find(self.text, r)) for r in roles),
                n_mentions=counts[key],
                salience=counts[key] / most,
            )
            for key, (name, kind, aliases, roles) in self.actors.items()
        ]
        return Analysis(
            article=self.id,
            model="test model 1.0",
            sentences=sentences,
            key_phrases=phrases,
            actors=tuple(sorted(actors, key=lambda a: -a.salience)),
            mentions=mentions,
            quotes=tuple(sorted(self.quotes, key=lambda q: (q.content.start, -q.content.end))),
            positions=tuple(sorted(self.positions, key=lambda p: p.span.start)),
            conditions=tuple(sorted(self.conditions, key=lambda c: c.span.start)),
        )

    def _mentions(self) -> tuple[Mention, ...]:
        taken: list[Mention] = []
        forms = [
            (form, key) for key, (name, _, aliases, _) in self.actors.items() for form in (name, *aliases)
        ]
        for form, key in sorted(forms, key=lambda f: -len(f[0])):
            for match in re.finditer(rf"\b{re.escape(form)}\b", self.text):
                span = Span(start=match.start(), end=match.end())
                if not any(span.overlaps(m.span) for m in taken):
                    taken.append(Mention(span=span, mention_type="named", actor=key))
        return tuple(sorted(taken, key=lambda m: m.span))


def _sentences(paragraph: Span, text: str) -> list[Span]:
    found: list[Span] = []
    at = paragraph.start
    for match in re.finditer(r"[.?!…][”\"’]?(?=\s|$)", paragraph.of(text)):
        end = paragraph.start + match.end()
        found.append(Span(start=at, end=end))
        at = end + 1
    if at < paragraph.end:
        found.append(Span(start=at, end=paragraph.end))
    return found


def join(
    entries: Iterable[Entry], problems: Iterable[Problem] = (), *, min_topic_articles: int = 1
) -> Corpus:
    """Return a corpus in the simplest way: actors meet by name and kind, topics by key."""
    ordered = sorted(entries, key=lambda e: e.article.id)
    ordered.sort(key=lambda e: e.article.date or date.min, reverse=True)
    return _with_positions(
        Corpus(
            entries=tuple(ordered),
            actors=_actors(ordered),
            topics=_topics(ordered, min_topic_articles),
            problems=tuple(problems),
        )
    )


def _with_positions(corpus: Corpus) -> Corpus:
    """Return the corpus with positions and conditions of its articles: on a topic where its words stand in the sentence."""
    actor_of = {(s.article, s.actor): a.id for a in corpus.actors for s in a.appearances}
    spans = {(s.article, t.id): s.spans for t in corpus.topics for s in t.appearances}
    on: dict[tuple[str, Span], tuple[str, ...]] = {}
    for entry in corpus.entries:
        for found in (*(entry.analysis.positions or ()), *(entry.analysis.conditions or ())):
            at = entry.article.id
            here = [s for s in entry.analysis.sentences if s.overlaps(found.span)]
            on[at, found.span] = tuple(
                t.id
                for t in corpus.topics
                if any(s.contains(w) for s in here for w in spans.get((at, t.id), ()))
            )
    positions = tuple(
        JoinedPosition(
            ref=PositionRef(article=e.article.id, position=p.id),
            holders=tuple(
                actor_of[e.article.id, a] for a in (p.actor, *p.joint_actors) if (e.article.id, a) in actor_of
            ),
            topics=on[e.article.id, p.span],
        )
        for e in corpus.entries
        for p in e.analysis.positions or ()
    )
    conditions = tuple(
        JoinedCondition(
            ref=ConditionRef(article=e.article.id, condition=c.id),
            holder=actor_of.get((e.article.id, c.actor or "")),
            topics=on[e.article.id, c.span],
        )
        for e in corpus.entries
        for c in e.analysis.conditions or ()
    )
    return replace(
        corpus,
        positions=positions,
        conditions=conditions,
        actors=tuple(
            replace(a, positions=tuple(p.ref for p in positions if a.id in p.holders)) for a in corpus.actors
        ),
        topics=tuple(
            replace(
                t,
                positions=tuple(p.ref for p in positions if t.id in p.topics),
                conditions=tuple(c.ref for c in conditions if t.id in c.topics),
            )
            for t in corpus.topics
        ),
    )


def _actors(entries: list[Entry]) -> tuple[CorpusActor, ...]:
    seen: dict[tuple[str, ActorKind], list[tuple[Entry, Actor]]] = {}
    for entry in entries:
        for actor in entry.analysis.actors or ():
            seen.setdefault((actor.canonical_name, actor.kind), []).append((entry, actor))
    identity = {key: f"{key[0]}|{key[1]}" for key in seen}
    articles = {key: {e.article.id for e, _ in found} for key, found in seen.items()}
    actors = [
        CorpusActor(
            id=identity[key],
            canonical_name=key[0],
            kind=key[1],
            aliases=tuple(dict.fromkeys(a for _, actor in found for a in actor.aliases)),
            roles=tuple(
                RoleSeen(article=e.article.id, span=r.span)
                for e, actor in reversed(found)
                for r in actor.roles
            ),
            appearances=tuple(
                Appearance(article=e.article.id, actor=a.id, n_mentions=a.n_mentions, salience=a.salience)
                for e, a in found
            ),
            n_independent=len(found),
            n_mentions=sum(a.n_mentions for _, a in found),
            quotes=tuple(
                QuoteRef(article=e.article.id, quote=q.id)
                for e, a in found
                for q in e.analysis.quotes or ()
                if q.speaker == a.id and q.part_of is None
            ),
            neighbours=tuple(
                Neighbour(actor=identity[other], n_articles=len(common), npmi=0.1)
                for other in seen
                if other != key and (common := articles[key] & articles[other])
            )[:15],
        )
        for key, found in seen.items()
    ]
    return tuple(sorted(actors, key=lambda a: (-a.n_independent, -a.n_mentions, a.canonical_name)))


def _topics(entries: list[Entry], min_articles: int) -> tuple[Topic, ...]:
    seen: dict[str, list[tuple[Entry, KeyPhrase]]] = {}
    for entry in entries:
        for phrase in entry.analysis.key_phrases or ():
            seen.setdefault(phrase.key, []).append((entry, phrase))
    kept = {k: found for k, found in seen.items() if len(found) >= min_articles}
    articles = {k: {e.article.id for e, _ in found} for k, found in kept.items()}
    topics = [
        Topic(
            id=key,
            name=found[0][1].text,
            weight=sum(1 / p.rank for _, p in found),
            appearances=tuple(
                TopicAppearance(article=e.article.id, key=key, rank=p.rank, count=len(p.spans), spans=p.spans)
                for e, p in found
            ),
            n_independent=len(found),
            quotes=tuple(
                QuoteRef(article=e.article.id, quote=q.id)
                for e, p in found
                for q in e.analysis.quotes or ()
                if q.part_of is None
                and any(
                    s.overlaps(q.content) and any(s.contains(w) for w in p.spans)
                    for s in e.analysis.sentences
                )
            ),
            related=tuple(
                RelatedTopic(topic=o, n_articles=len(articles[key] & articles[o]), npmi=0.1)
                for o in kept
                if o != key and articles[key] & articles[o]
            )[:12],
        )
        for key, found in kept.items()
    ]
    return tuple(sorted(topics, key=lambda t: (-t.weight, t.name)))


def ferry_strike(**meta: Any) -> Entry:  # noqa: ANN401
    """Return an article with every kind of quote: direct, split, over paragraphs, mixed, indirect, unnamed, unclear."""
    story = Story(
        "ferry-strike",
        [
            ("caption", "Passengers wait at the North Quay on Monday. (Ines Calder)"),
            (
                "body",
                (
                    "ELMSWORTH — The ferries to Skarne Island will stay in port on Friday, the first strike in eleven years. "
                    "Harbour Minister Odile Renn called the timing “a gift to nobody.”"
                ),
            ),
            (
                "body",
                (
                    "“We asked for one more crew member on each boat,” said Tam Okafor, the leader of the Seafarers’ League. "
                    "“We were offered a committee.”"
                ),
            ),
            ("heading", "Nobody in a hurry"),
            (
                "body",
                (
                    "Renn said that the ferries had never been safer. Okafor warned the strike “could last until the herring come back” "
                    "if nobody moves."
                ),
            ),
            (
                "body",
                "A ministry official said the offer would not be changed. Skarne Island lives from its visitors, and its hotels are full.",
            ),
            (
                "body",
                "The company and the league have met four times since January. “They talk about money as if it were weather,” he said.",
            ),
            ("note", "Correction: an earlier version gave the wrong number of boats."),
            ("sign_off", "Bo Lind in Skarne contributed to this report."),
        ],
        meta={
            "title": "Ferry crews call first strike in eleven years",
            "date": date(2031, 3, 3),
            "outlet": "Elmsworth Post",
            "url": "https://post.example/2031/ferry-strike",
            "authors": ("Mara Quist",),
            "tags": ("ferries",),
            "dateline": "ELMSWORTH",
        }
        | meta,
        phrases=["ferries", "strike", "Skarne Island", "crew member"],
    )
    story.actor("a1", "Odile Renn", aliases=["Renn"], roles=["Harbour Minister"])
    story.actor("a2", "Tam Okafor", aliases=["Okafor"], roles=["the leader of the Seafarers’ League"])
    story.actor("a3", "Seafarers’ League", "organization")
    story.actor("a4", "Skarne Island", "place")
    story.quote("a gift to nobody.", "a1", id="gift", cue="called", cue_class="described", confidence=0.82)
    story.quote(
        "We asked for one more crew member on each boat,", "a2", id="crew", cue="said", cue_class="said"
    )
    story.quote("We were offered a committee.", "a2", id="committee", group="crew", rule="same paragraph")
    story.quote("the ferries had never been safer", "a1", "indirect", id="safer", cue_class="said", nth=1)
    story.quote(
        "the strike “could last until the herring come back” if nobody moves",
        "a2",
        "mixed",
        id="herring",
        cue_class="warned",
    )
    story.quote(
        "could last until the herring come back", "a2", id="herring-words", part_of="herring", group="herring"
    )
    story.quote(
        "the offer would not be changed",
        None,
        "indirect",
        id="offer",
        unnamed="A ministry official",
        source="A ministry official",
        cue_class="said",
    )
    story.quote(
        "They talk about money as if it were weather,",
        None,
        id="weather",
        candidates=("a2", "a1"),
        cue_class="said",
        rule="nearest cue",
        confidence=0.4,
    )
    story.position(
        "Okafor warned the strike “could last until the herring come back” if nobody moves",
        "warns",
        "warned",
        "a2",
        id="herring-back",
        quote="herring",
    )
    story.position(
        "A ministry official said the offer would not be changed",
        "refuses",
        "would not",
        None,
        id="unchanged",
        unnamed="A ministry official",
        quote="offer",
        confidence=0.7,
    )
    story.condition(
        "the strike “could last until the herring come back” if nobody moves",
        "the strike “could last until the herring come back”",
        "nobody moves",
        "if",
        id="nobody-moves",
        actor="a2",
        quote="herring",
    )
    return story.entry()


def ferry_talks(**meta: Any) -> Entry:  # noqa: ANN401
    """Return a later article with two of the same actors."""
    story = Story(
        "ferry-talks",
        [
            ("body", "Ferry crews and the harbour ministry met for the fifth time on Tuesday."),
            (
                "body",
                "“The boats will sail when there is somebody to sail them,” Tam Okafor said before the talks.",
            ),
            ("body", "Odile Renn, now deputy prime minister, said she would listen to the strike committee."),
        ],
        meta={
            "title": "Fifth meeting on the ferries",
            "date": date(2031, 4, 8),
            "outlet": "Skarne Wire",
        }
        | meta,
        phrases=["ferries", "strike", "harbour ministry"],
    )
    story.lines[0] = ("body", story.lines[0][1] + " The ferries stayed in port.")
    story.actor("x1", "Tam Okafor").actor("x2", "Odile Renn", roles=["deputy prime minister"])
    story.quote(
        "The boats will sail when there is somebody to sail them,",
        "x1",
        id="sail",
        cue="said",
        cue_class="said",
    )
    story.quote("she would listen to the strike committee", "x2", "indirect", id="listen", cue_class="said")
    story.position(
        "Odile Renn, now deputy prime minister, said she would listen to the strike committee",
        "offers",
        "would listen",
        "x2",
        id="listens",
        quote="listen",
    )
    return story.entry()


def quiet_harbour(**meta: Any) -> Entry:  # noqa: ANN401
    """Return an article in which nobody speaks."""
    story = Story(
        "quiet-harbour",
        [
            ("body", "The harbour of Elmsworth was empty on Sunday. The ferries lay at the quay."),
            ("body", "It rained."),
        ],
        meta={"title": "A quiet Sunday in the harbour", "date": date(2031, 5, 4), "outlet": "Elmsworth Post"}
        | meta,
        phrases=["ferries", "harbour"],
    )
    return story.actor("h1", "Elmsworth", "place").entry()


def greve(**meta: Any) -> Entry:  # noqa: ANN401
    """Return an article in a language without a model, without date or outlet."""
    return Story(
        "greve",
        [("body", "Les bateaux pour Skarne restent à quai. « Nous attendons », dit un marin.")],
        meta={"title": "Les bateaux restent à quai", "language": "fr"} | meta,
        phrases=["bateaux"],
        has_model=False,
    ).entry()


PROBLEMS = (
    Problem(
        place="seeds/broken.md",
        line=3,
        severity="error",
        what="the front matter has no end",
        remedy="Close it with a line of three hyphens",
    ),
    Problem(
        place="seeds/odd.txt",
        severity="warning",
        what="it was not UTF-8 but Windows-1252",
        remedy="Save it as UTF-8",
    ),
)


def small_site() -> Corpus:
    """Return a corpus with everything above."""
    return join([ferry_strike(), ferry_talks(), quiet_harbour(), greve()], PROBLEMS)
