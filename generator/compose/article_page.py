"""An article's page: what it says at a glance, who says what, and the published passages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.compose.cards import article_link, is_shown, kicker
from generator.compose.excerpt import is_correction
from generator.compose.links import link
from generator.compose.names import local_name
from generator.compose.reading import paragraph_anchors, reading_view
from generator.compose.speakers import n_quotations, quote_groups, speaker_cards, speakers_chart, who_speaks
from generator.compose.summary import summary_sentences
from generator.compose.views import ArticleView, Extract, Fact, Link, Name
from generator.compose.words import count, day, figures, language, listing, number, sentence, share, times
from generator.model import Facets, Page

if TYPE_CHECKING:
    from generator.compose.excerpt import Excerpt
    from generator.compose.library import Library
    from generator.compose.utterances import Utterance
    from generator.model import Article, Entry, Span

_MAX_FACETS = 30
"""Actors and topics of an article that search can filter by, most salient first: keeps the index small."""


def article_page(library: Library, entry: Entry) -> Page:
    """Return the page of one article."""
    article = entry.article
    path = library.article_pages[article.id]
    chart = speakers_chart(library, library.utterances[article.id], path)
    return Page(
        path=path,
        kind="article",
        template="article.md.j2",
        title=article.title,
        description=_description(library, entry),
        view=article_view(library, entry, path),
        charts=(chart,) if chart else (),
        facets=_facets(library, article),
    )


def article_view(library: Library, entry: Entry, page: str) -> ArticleView:
    """Return what `page` shows of an article: its own page, or the home page of a site with one article."""
    article, published = entry.article, library.excerpts[entry.article.id]
    said = library.utterances[article.id]
    place = _place(article)
    return ArticleView(
        kicker=(*kicker(article), place) if place else kicker(article),
        headline=article.title,
        headline_note=None
        if article.title_given
        else "No headline was given; these are the article’s first words.",
        original=article.url,
        summary=tuple(
            _extract(library, article, s, page) for s in summary_sentences(entry) if published.holds(s)
        ),
        facts=_facts(entry, said, published),
        notices=_notices(entry, published),
        speakers=speaker_cards(library, said, page),
        speakers_sentence=who_speaks(library, said),
        phrases=_phrases(library, entry, page),
        actors=_actors(library, entry, page),
        groups=quote_groups(library, said, page),
        quotes_note=_quotes_note(library, said),
        blocks=reading_view(library, article.id, page),
        reading_note=_reading_note(published, has_marks=entry.analysis.quotes is not None),
        corrections=tuple(
            p.span.of(article.text)
            for p in article.paragraphs
            if is_correction(p, article.text) and published.holds(p.span)
        ),
        details=_details(article),
        versions=tuple(article_link(library, other, page) for other in library.versions.get(article.id, ())),
    )


def _place(article: Article) -> str | None:
    """Return where the dateline says it was written: without agency or date, in usual capitals."""
    if article.structure.dateline is None:
        return None
    words = re.sub(r"\(.*?\)", "", article.structure.dateline.of(article.text))
    words = re.split(r"\s+[-–—]|,\s+(?=[A-Z][a-z]+\.?\s+\d)", words)[0].strip(" \t,;:-–—")
    capitals = re.compile(r"\b[^\W\d_]{2,}\b")
    return capitals.sub(lambda m: m[0].capitalize() if m[0].isupper() else m[0], words) or None


def _extract(library: Library, article: Article, span: Span, page: str) -> Extract:
    return Extract(
        text=span.of(article.text),
        start=span.start,
        end=span.end,
        place=place_of(library, article, span, page),
        article=article_link(library, article.id, page),
    )


def place_of(library: Library, article: Article, span: Span, page: str) -> str:
    """Return a link from `page` to the paragraph that `span` begins in."""
    anchors = paragraph_anchors(article)
    anchor = next((a for p, a in anchors.items() if p.start <= span.start < p.end), None)
    return link(page, library.article_pages[article.id], anchor)


def _facts(entry: Entry, said: tuple[Utterance, ...], published: Excerpt) -> tuple[Fact, ...]:
    words = Fact(
        figure=f"{published.n_words:,}",
        label="word" if published.n_words == 1 else "words",
        note="all published here"
        if published.n_published == published.n_words
        else f"{published.n_published:,} published here",
    )
    if entry.analysis.quotes is None:
        return (words,)
    quoted = n_quotations(said)
    speakers = {u.speaker for u in said if u.speaker is not None}
    unnamed = sum(u.unnamed is not None and not u.is_document for u in said)
    told = len(said) - quoted
    share_unnamed = round(100 * unnamed / len(said)) if said else 0
    return (
        Fact(
            figure=f"{quoted:,}",
            label="quotation" if quoted == 1 else "quotations",
            note=f"and {figures(told, 'reported statement')}" if told else None,
        ),
        Fact(figure=f"{len(speakers):,}", label="named speaker" if len(speakers) == 1 else "named speakers"),
        Fact(
            figure=f"{share_unnamed} %" if said else "–",
            label="from unnamed sources",
            note=f"{unnamed:,} of {figures(len(said), 'statement')}" if said else None,
        ),
        words,
    )


def _notices(entry: Entry, published: Excerpt) -> tuple[str, ...]:
    notices: list[str] = []
    if entry.analysis.quotes is None:
        notices.append(
            f"This article is in {language(entry.article.language)}, for which this site has no language model. "
            "Its key phrases were found; people, organizations and quotations were not looked for.",
        )
    if published.publish == "none":
        notices.append(
            "No passage of this article may be published. What was found in it is shown as names, key phrases and counts.",
        )
    return tuple(notices)


def _phrases(library: Library, entry: Entry, page: str) -> tuple[Link, ...]:
    found: list[Link] = []
    for phrase in entry.analysis.key_phrases or ():
        topic = library.topic_of.get((entry.article.id, phrase.key))
        actor = library.actor_of.get((entry.article.id, phrase.actor)) if phrase.actor else None
        target = library.topic_pages[topic.id] if topic else library.actor_pages[actor.id] if actor else None
        found.append(
            Link(
                text=phrase.text,
                href=link(page, target) if target else None,
                note=times(len(phrase.spans)),
            ),
        )
    return tuple(found)


def _actors(library: Library, entry: Entry, page: str) -> tuple[Name, ...] | None:
    if entry.analysis.actors is None:
        return None
    names = (
        local_name(library, entry.article.id, a.id, page, note=_times_named(a.n_mentions))
        for a in entry.analysis.actors
        if (entry.article.id, a.id) in library.actor_of
    )
    return tuple(n for n in names if n is not None)


def _times_named(n: int) -> str:
    """Return how often somebody is named; not at all where only editors say that it speaks."""
    return f"named {times(n)}" if n else "named by the editors"


def _quotes_note(library: Library, said: tuple[Utterance, ...]) -> str | None:
    """Return how many utterances are not shown in full, and why; None where all are."""
    if not said:
        return None
    published = library.excerpts[said[0].article]
    if published.publish == "none":
        return f"{sentence(count(len(said), 'statement'))} found; none may be published."
    listed = [u for u in said if library.is_listed(u)]
    missing = sum(not is_shown(library, u) for u in listed)
    many = (
        f"The first {len(listed)} of {figures(len(said), 'statement')}. " if len(listed) < len(said) else ""
    )
    if not missing:
        return many.strip() or None
    are = "is" if missing == 1 else "are"
    return (
        f"{many}{sentence(share(missing, len(listed), 'statement'))} {are} not shown: "
        "together with what is shown, more of the article would be published than is allowed."
    )


def _reading_note(published: Excerpt, *, has_marks: bool) -> str:
    if not published.n_published:
        return ""
    found = ", with the names and quotations that were found" if has_marks else ""
    if published.n_published == published.n_words:
        return f"The whole article{found}."
    return (
        f"Excerpts of the article: {published.n_published:,} of {figures(published.n_words, 'word')}{found}."
    )


def _details(article: Article) -> tuple[Link, ...]:
    text, structure = article.text, article.structure
    people = [c.name.of(text) + (f" ({c.place.of(text)})" if c.place else "") for c in structure.contributors]
    rows = (
        ("Published by", article.outlet or "Not given", None),
        ("Date", day(article.date) if article.date else "No date given", None),
        ("Written by", listing(article.authors) or "Not given", None),
        ("With reporting by", listing(people), None),
        ("Photo", structure.credit.of(text) if structure.credit else "", None),
        ("Language", language(article.language), None),
        ("Tags", ", ".join(article.tags), None),
        ("Licence", article.licence or "", None),
        ("Original", article.url or "", article.url),
        ("Read from", _seed(article), None),
    )
    return tuple(Link(text=name, note=value, href=href) for name, value, href in rows if value)


def _seed(article: Article) -> str:
    return (
        article.seed.path if article.seed.line is None else f"{article.seed.path}, line {article.seed.line}"
    )


def _description(library: Library, entry: Entry) -> str:
    """Return one sentence for search engines and previews, without the article's words."""
    said = library.utterances[entry.article.id]
    actors = [a.canonical_name for a in library.actors_in[entry.article.id]][:3]
    about = f" about {listing(actors)}" if actors else ""
    by = f" by {entry.article.outlet}" if entry.article.outlet else ""
    if not said:
        return f"An article{by}{about}."
    return f"An article{by}{about}: who is quoted, and what they say in {number(len(said))} statements."


def _facets(library: Library, article: Article) -> Facets:
    return Facets(
        kind="Article",
        actors=tuple(a.canonical_name for a in library.actors_in[article.id][:_MAX_FACETS]),
        topics=tuple(t.name for t in library.topics_in[article.id][:_MAX_FACETS]),
        outlet=article.outlet,
        year=str(article.date.year) if article.date else None,
        date=article.date.isoformat() if article.date else None,
    )
