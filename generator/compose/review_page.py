"""The review page: the least certain decisions, each with its place and a line that corrects it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.compose.attribution import EDITOR, confidence_word, rule_words
from generator.compose.cards import article_link, quote_anchor
from generator.compose.corrected import REPORT
from generator.compose.links import link
from generator.compose.names import corpus_name, local_name
from generator.compose.override_lines import telling_words, yaml_line
from generator.compose.review_standing import unsure_stands
from generator.compose.slugs import anchor
from generator.compose.views import Link
from generator.compose.views_of_site import ReviewItem, ReviewView
from generator.compose.words import sentence
from generator.model import Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.compose.library import Library
    from generator.compose.utterances import Utterance
    from generator.compose.words import Words
    from generator.model import CorpusActor, Doubt

REVIEW = "review.md"

_MOST = 100
"""Decisions on the page: more than that nobody reads in one go."""

_NEAR = 0.15
"""Confidence above the least at which a speaker is named that is still worth a look."""

_MOST_PLACES = 5

_QUOTATION, _STATEMENT = 2.0, 1.0
"""Harm of a wrong speaker: words in quotation marks are taken for somebody's very own."""


def review_page(library: Library) -> Page:
    """Return the page of what an editor should look at, the most harmful first."""
    found: list[tuple[float, ReviewItem]] = [(d.harm, _of_doubt(library, d)) for d in library.corpus.doubts]
    n_hidden = 0
    for said in _unsure(library):
        item = _of_speaker(library, said)
        n_hidden += item is None
        if item is not None:
            weight = _QUOTATION if said.is_quotation else _STATEMENT
            found.append((weight * (1 - said.surest.confidence), item))
    found += unsure_stands(library, REVIEW, below=library.settings.min_confidence + _NEAR)
    found.sort(key=lambda pair: (-pair[0], pair[1].id))
    items = tuple(item for _, item in found[:_MOST])
    words = library.words
    view = ReviewView(
        title=words("Review"),
        sentence=_sentence(words, len(items), len(found)),
        items=items,
        note=_hidden(words, n_hidden),
        empty=None if items or n_hidden else words("Nothing to review: no decision was close."),
        report=Link(text=words("Build report"), href=link(REVIEW, REPORT, None)),
    )
    return Page(
        path=REVIEW,
        kind="review",
        template="review.md.j2",
        title=words("Review"),
        description=view.sentence or words("Decisions that an editor should look at."),
        view=view,
    )


def _sentence(words: Words, n_shown: int, n_found: int) -> str:
    if not n_shown:
        return ""
    if n_found > n_shown:
        return words(
            "The {n_shown} most harmful of {n_found} decisions that are close, the worst first.",
            n_shown=words.figure(n_shown),
            n_found=words.figure(n_found),
        )
    return sentence(
        words.plural(
            "one decision was close; those that would do most harm come first.",
            "{n} decisions were close; those that would do most harm come first.",
            n_found,
        )
    )


def _hidden(words: Words, n: int) -> str | None:
    if not n:
        return None
    return sentence(
        words.plural(
            "one statement whose speaker is not sure stands in passages that may not be published; "
            "the command broadsheet explain ARTICLE lists an article’s.",
            "{n} statements whose speakers are not sure stand in passages that may not be published; "
            "the command broadsheet explain ARTICLE lists an article’s.",
            n,
        )
    )


def _unsure(library: Library) -> Iterator[Utterance]:
    """Yield what somebody named may have said, but not surely."""
    limit = library.settings.min_confidence + _NEAR
    for article in library.entries:
        for said in library.utterances[article]:
            if said.surest.rule == EDITOR or said.unnamed is not None:
                continue
            if said.candidates or (said.speaker is not None and said.surest.confidence < limit):
                yield said


def _of_speaker(library: Library, said: Utterance) -> ReviewItem | None:
    """Return the question who says an utterance; None where its words may not be shown."""
    first = _first_words(library, said)
    if first is None:
        return None
    ids = (said.speaker,) if said.speaker is not None else said.candidates
    names = [n.text for i in ids if (n := local_name(library, said.article, i, REVIEW)) is not None]
    words, quote = library.words, said.surest
    return ReviewItem(
        id=f"speaker-{library.article_pages[said.article].removeprefix('articles/').removesuffix('.md')}-{said.id}",
        question=words("Does {names} say “{first_words} …”?", names=words.either(names), first_words=first)
        if names
        else words("Who says “{first_words} …”?", first_words=first),
        detail=words(
            "{certainty}, {percent}: the speaker was found {rule}.",
            certainty=confidence_word(words, quote.confidence),
            percent=words.percent(quote.confidence),
            rule=rule_words(words, quote.rule),
        ),
        places=(
            Link(
                text=library.entries[said.article].article.title,
                href=link(REVIEW, library.article_pages[said.article], quote_anchor(said.id))
                if library.is_listed(said)
                else link(REVIEW, library.article_pages[said.article]),
            ),
        ),
        key="quotes: speaker:",
        line=yaml_line({"article": said.article, "text": first, "speaker": names[0] if names else ""}),
    )


def _first_words(library: Library, said: Utterance) -> str | None:
    """Return published words that tell an utterance from the article's others; None without any."""
    entry, published = library.entries[said.article], library.excerpts[said.article]
    whole = next((q for q in said.quotes if published.holds(q.content)), None)
    if whole is None:
        return None
    own = {q.id for q in said.quotes}
    others = [q.content.of(entry.article.text) for q in entry.analysis.quotes or () if q.id not in own]
    return telling_words(whole.content.of(entry.article.text), others)


def _of_doubt(library: Library, doubt: Doubt) -> ReviewItem:
    slug = library.actor_pages[doubt.actor].removeprefix("actors/").removesuffix(".md")
    if doubt.kind == "kind":
        return _kind(library, doubt, slug)
    return _joined(library, doubt, slug) if doubt.kind == "joined" else _alike(library, doubt, slug)


def _kind(library: Library, doubt: Doubt, slug: str) -> ReviewItem:
    actor, words = library.actors[doubt.actor], library.words
    kinds = [words.a_kind(k) for k in doubt.kinds]
    return ReviewItem(
        id=f"kind-{slug}",
        question=words("Is {name} {kinds}?", name=actor.canonical_name, kinds=words.either(kinds)),
        detail=words(
            "The articles differ; taken for {kind}, as in most of them. The line says the next likely.",
            kind=words.as_kind(doubt.kinds[0]),
        ),
        places=_places(library, doubt),
        key="actors: kind:",
        line=yaml_line({"name": actor.canonical_name, "kind": doubt.kinds[1]}),
    )


def _joined(library: Library, doubt: Doubt, slug: str) -> ReviewItem:
    actor, words = library.actors[doubt.actor], library.words
    return ReviewItem(
        id=f"joined-{slug}-{anchor(doubt.name)}",
        question=words("Is “{short}” {name}?", short=doubt.name, name=actor.canonical_name),
        detail=sentence(
            words.plural(
                "one article has only this short name; nobody else has it, and the company is the same. "
                "The line tells the two apart.",
                "{n} articles have only this short name; nobody else has it, and the company is the same. "
                "The line tells the two apart.",
                len(doubt.articles),
            )
        ),
        places=_places(library, doubt),
        key="actors: split:",
        line=yaml_line({"name": doubt.name, "articles": doubt.articles, "into": doubt.name}),
    )


def _alike(library: Library, doubt: Doubt, slug: str) -> ReviewItem:
    actor, other = library.actors[doubt.actor], library.actors[doubt.other or ""]
    into, words = actor.canonical_name, library.words
    own = corpus_name(library, other, REVIEW)
    pages = tuple(Link(text=n.text, href=n.href) for n in (corpus_name(library, actor, REVIEW), own))
    return ReviewItem(
        id=f"alike-{slug}-{library.actor_pages[other.id].removeprefix('actors/').removesuffix('.md')}",
        question=words(
            "Are {name} and {other} one?",
            name=_with_kind(words, actor, other),
            other=_with_kind(words, other, actor),
        ),
        detail=words("The names are alike, but no rule says that they are one. The line makes them one."),
        places=pages,
        key="actors: split:" if other.is_local else "actors: merge:",
        # By its name alone a surname would take all others of that name with it.
        line=yaml_line({"name": other.canonical_name, "articles": doubt.articles, "into": into})
        if other.is_local
        else yaml_line({"into": into, "from": (other.canonical_name,)}),
    )


def _with_kind(words: Words, actor: CorpusActor, other: CorpusActor) -> str:
    """Return an actor's name, with its kind where the name alone does not tell it from the other."""
    is_same = actor.canonical_name.casefold() == other.canonical_name.casefold()
    return f"{actor.canonical_name} ({words.kind_inside(actor.kind)})" if is_same else actor.canonical_name


def _places(library: Library, doubt: Doubt) -> tuple[Link, ...]:
    actor = corpus_name(library, library.actors[doubt.actor], REVIEW)
    articles = (article_link(library, a, REVIEW) for a in doubt.articles[:_MOST_PLACES])
    return (Link(text=actor.text, href=actor.href), *articles)
