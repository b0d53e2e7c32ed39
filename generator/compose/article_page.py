"""An article's page: what it says at a glance, who says what, and the published passages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from generator.compose.cards import article_link, foreign_language, is_shown, kicker
from generator.compose.excerpt import is_correction
from generator.compose.links import link
from generator.compose.names import local_name
from generator.compose.reading import paragraph_anchors, reading_view
from generator.compose.speakers import n_quotations, quote_groups, speaker_cards, speakers_chart, who_speaks
from generator.compose.summary import summary_sentences
from generator.compose.views import Extract, Fact, Link, Name
from generator.compose.views_of_pages import ArticleView, SimilarArticle
from generator.compose.who_stands import article_stands
from generator.compose.words import sentence
from generator.model import Facets, Page

if TYPE_CHECKING:
    from generator.compose.excerpt import Excerpt
    from generator.compose.library import Library
    from generator.compose.utterances import Utterance
    from generator.compose.words import Words
    from generator.model import Article, Entry, Span

_MAX_FACETS = 30
"""Actors and topics of an article that search can filter by, most salient first: keeps the index small."""

_FEW = 10
"""Statements below which a share of 100 would say more than is known."""

_AT_A_GLANCE = 12
"""Actors that stand on the page at once; the rest is opened on demand."""


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
    place, words = _place(article), library.words
    actors = _actors(library, entry, page)
    return ArticleView(
        kicker=(*kicker(library.words, article), place) if place else kicker(library.words, article),
        headline=article.title,
        language=foreign_language(library.words, article),
        headline_note=None
        if article.title_given
        else words("No headline was given; these are the article’s first words."),
        byline=words("By {authors}", authors=words.listing(article.authors)) if article.authors else None,
        original=article.url,
        original_words=_original_words(article, words),
        summary=tuple(
            _extract(library, article, s, page) for s in summary_sentences(entry) if published.holds(s)
        ),
        facts=_facts(entry, said, published, words),
        notices=_notices(entry, published, words),
        speakers=speaker_cards(library, said, page),
        speakers_sentence=who_speaks(library, said),
        phrases=_phrases(library, entry, page),
        actors=actors and actors[:_AT_A_GLANCE],
        more_actors=(actors or ())[_AT_A_GLANCE:],
        groups=quote_groups(library, said, page),
        quotes_note=_quotes_note(library, said),
        blocks=reading_view(library, article.id, page),
        reading_note=_reading_note(published, words, has_marks=entry.analysis.quotes is not None),
        corrections=tuple(
            p.span.of(article.text)
            for p in article.paragraphs
            if is_correction(p, article.text) and published.holds(p.span)
        ),
        details=_details(article, words),
        versions=tuple(article_link(library, other, page) for other in library.versions.get(article.id, ())),
        similar=_similar(library, article, page),
        stands=article_stands(library, article.id, page),
    )


def _original_words(article: Article, words: Words) -> str:
    """Return what the link to the publisher's page says; the host where no outlet is given."""
    where = article.outlet or (urlsplit(article.url).hostname if article.url else None)
    return words("Read the original at {outlet}", outlet=where) if where else words("Read the original")


def _similar(library: Library, article: Article, page: str) -> tuple[SimilarArticle, ...]:
    """Return the articles on the same, most similar first, with what they share."""
    return tuple(
        SimilarArticle(
            article=article_link(library, other.article, page),
            reason=library.words("In both: {names}", names=library.words.listing(other.shared)),
        )
        for other in library.similar.get(article.id, ())
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
        language=foreign_language(library.words, article),
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


def _facts(entry: Entry, said: tuple[Utterance, ...], published: Excerpt, words: Words) -> tuple[Fact, ...]:
    length = Fact(
        figure=words.figure(published.n_words),
        label=words.plural("word", "words", published.n_words),
        note=words("all published here")
        if published.n_published == published.n_words
        else words("{figure} published here", figure=words.figure(published.n_published)),
    )
    if entry.analysis.quotes is None:
        return (length,)
    quoted = n_quotations(said)
    told = len(said) - quoted
    speakers = len({u.speaker for u in said if u.speaker is not None})
    return (
        Fact(
            figure=words.figure(quoted),
            label=words.plural("quotation", "quotations", quoted),
            note=words.plural("and 1 reported statement", "and {figure} reported statements", told)
            if told
            else None,
        ),
        Fact(figure=words.figure(speakers), label=words.plural("named speaker", "named speakers", speakers)),
        _unnamed(said, words),
        length,
    )


def _unnamed(said: tuple[Utterance, ...], words: Words) -> Fact:
    """Return how much comes from unnamed sources: of 100 only where there are enough statements."""
    n, total = sum(u.unnamed is not None and not u.is_document for u in said), len(said)
    label = words("from unnamed sources")
    if not said:
        return Fact(figure="–", label=label)
    part = words.plural("{part} of 1 statement", "{part} of {figure} statements", total, part=words.figure(n))
    if total < _FEW:
        return Fact(
            figure=words("{part} of {whole}", part=n, whole=total), label=_of_statements(total, words)
        )
    return Fact(figure=words.percent(n / total), label=label, note=part)


def _of_statements(total: int, words: Words) -> str:
    return words.plural("statement from an unnamed source", "statements from unnamed sources", total)


def _notices(entry: Entry, published: Excerpt, words: Words) -> tuple[str, ...]:
    notices: list[str] = []
    if entry.analysis.quotes is None:
        notices.append(
            words(
                "This article is in {language}, for which this site has no language model. Its key phrases were "
                "found; people, organizations and quotations were not looked for.",
                language=words.language_name(entry.article.language),
            ),
        )
    if published.publish == "none":
        notices.append(
            words(
                "No passage of this article may be published. What was found in it is shown as names, key phrases "
                "and counts.",
            ),
        )
    return tuple(notices)


def _phrases(library: Library, entry: Entry, page: str) -> tuple[Link, ...]:
    found: list[Link] = []
    for phrase in entry.analysis.key_phrases or ():
        topic = library.topic_of.get((entry.article.id, phrase.key))
        actor = library.actor_of.get((entry.article.id, phrase.actor)) if phrase.actor else None
        target = library.topic_pages[topic.id] if topic else library.actor_places[actor.id] if actor else None
        found.append(
            Link(
                text=phrase.text,
                href=link(page, target) if target else None,
                note=library.words.times(len(phrase.spans)),
            ),
        )
    return tuple(found)


def _actors(library: Library, entry: Entry, page: str) -> tuple[Name, ...] | None:
    if entry.analysis.actors is None:
        return None
    names = (
        local_name(library, entry.article.id, a.id, page, note=_times_named(a.n_mentions, library.words))
        for a in entry.analysis.actors
        if (entry.article.id, a.id) in library.actor_of
    )
    return tuple(n for n in names if n is not None)


def _times_named(n: int, words: Words) -> str:
    """Return how often somebody is named; not at all where only editors say that it speaks."""
    return words("named {times}", times=words.times(n)) if n else words("named by the editors")


def _quotes_note(library: Library, said: tuple[Utterance, ...]) -> str | None:
    """Return how many utterances are not shown in full, and why; None where all are."""
    if not said:
        return None
    words = library.words
    if library.excerpts[said[0].article].publish == "none":
        return sentence(
            words.plural(
                "one statement found; none may be published.",
                "{n} statements found; none may be published.",
                len(said),
            ),
        )
    listed = [u for u in said if library.is_listed(u)]
    missing = sum(not is_shown(library, u) for u in listed)
    notes: list[str] = []
    if len(listed) < len(said):
        notes.append(
            words(
                "The first {shown} of {whole} statements.", shown=len(listed), whole=words.figure(len(said))
            ),
        )
    if missing:
        part = sentence(words.of_statements(missing, len(listed)))
        notes.append(
            words.plural(
                "{part} is not shown: together with what is shown, more of the article would be published than "
                "is allowed.",
                "{part} are not shown: together with what is shown, more of the article would be published than "
                "is allowed.",
                missing,
                part=part,
            ),
        )
    return " ".join(notes) or None


def _reading_note(published: Excerpt, words: Words, *, has_marks: bool) -> str:
    if not published.n_published:
        return ""
    if published.n_published == published.n_words:
        if has_marks:
            return words("The whole article, with the names and quotations that were found.")
        return words("The whole article.")
    part = {"part": words.figure(published.n_published), "whole": words.figure(published.n_words)}
    if has_marks:
        return words(
            "Excerpts of the article: {part} of {whole} words, with the names and quotations that were found.",
            **part,
        )
    return words("Excerpts of the article: {part} of {whole} words.", **part)


def _details(article: Article, words: Words) -> tuple[Link, ...]:
    text, structure = article.text, article.structure
    people = [c.name.of(text) + (f" ({c.place.of(text)})" if c.place else "") for c in structure.contributors]
    rows = (
        (words("Published by"), article.outlet or words("Not given"), None),
        (words("Date"), words.day(article.date) if article.date else words("No date given"), None),
        (words("Written by"), words.listing(article.authors) or words("Not given"), None),
        (words("With reporting by"), words.listing(people), None),
        (words("Photo"), structure.credit.of(text) if structure.credit else "", None),
        (words("Language"), words.language_name(article.language), None),
        (words("Tags"), ", ".join(article.tags), None),
        (words("Licence"), article.licence or "", None),
        (words("Original"), article.url or "", article.url),
        (words("Read from"), _seed(article, words), None),
    )
    return tuple(Link(text=name, note=value, href=href) for name, value, href in rows if value)


def _seed(article: Article, words: Words) -> str:
    if article.seed.line is None:
        return article.seed.path
    return words("{path}, line {line}", path=article.seed.path, line=article.seed.line)


def _description(library: Library, entry: Entry) -> str:
    """Return one sentence for search engines and previews, without the article's words."""
    words, n = library.words, len(library.utterances[entry.article.id])
    actors = [a.canonical_name for a in library.actors_in[entry.article.id]][:3]
    outlet, names = entry.article.outlet, words.listing(actors)
    if outlet and actors:
        what = words("An article by {outlet} about {names}", outlet=outlet, names=names)
    elif outlet:
        what = words("An article by {outlet}", outlet=outlet)
    else:
        what = words("An article about {names}", names=names) if actors else words("An article")
    if not n:
        return words("{article}.", article=what)
    return words.plural(
        "{article}: who is quoted, and what they say in one statement.",
        "{article}: who is quoted, and what they say in {n} statements.",
        n,
        article=what,
    )


def _facets(library: Library, article: Article) -> Facets:
    return Facets(
        kind="Article",
        actors=tuple(a.canonical_name for a in library.actors_in[article.id][:_MAX_FACETS]),
        topics=tuple(t.name for t in library.topics_in[article.id][:_MAX_FACETS]),
        outlet=article.outlet,
        year=str(article.date.year) if article.date else None,
        date=article.date.isoformat() if article.date else None,
    )
