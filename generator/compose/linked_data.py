"""What pages say to programs: JSON-LD in the words of schema.org.

An article is never claimed to be ours: its page is a page *about* it, which cites it. No words stand here that the
page itself does not show. Addresses are absolute where the site's is known, else relative to the page.
Source: https://schema.org, types WebPage, NewsArticle, Quotation, Person, DefinedTerm, Dataset.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from generator.compose.addresses import seen_from
from generator.compose.cards import is_shown, quote_anchor
from generator.compose.corrected import WIKIDATA
from generator.compose.names import local_actor
from generator.compose.published_actors import latest_role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.compose.library import Library
    from generator.compose.published import DataSet
    from generator.compose.utterances import Utterance
    from generator.model import ActorKind, Article, CorpusActor, LinkedValue, Page, Topic

Node: TypeAlias = "dict[str, LinkedValue]"

_CONTEXT = "https://schema.org"
_HOME = "index.md"

_SCHEMA: dict[ActorKind, str] = {
    "person": "Person",
    "organization": "Organization",
    "country": "Country",
    "place": "Place",
    "group": "Thing",
}
"""Types of schema.org, which has none for people of one origin or mind."""

_SPEAK = frozenset({"person", "organization", "group"})
"""Kinds of actor that schema.org lets speak; a country's name is given as a credit."""

MAX_QUOTATIONS = 20
"""Direct quotations of an article that its page tells programs of: more would weigh as much as the page."""

_MAX_ALIASES = 8


def with_linked_data(library: Library, pages: Iterable[Page], sets: tuple[DataSet, ...]) -> Iterator[Page]:
    """Yield each page with what it says to programs; pages that only lead on, and those for editors, say nothing."""
    articles = {path: i for i, path in library.article_pages.items()}
    actors = {library.actor_pages[a.id]: a for a in library.corpus.actors}
    topics = {library.topic_pages[t.id]: t for t in library.corpus.topics}
    for page in pages:
        if page.kind in {"redirect", "report", "review"}:
            yield page
            continue
        nodes: tuple[Node, ...]
        if page.kind == "home":
            nodes = (_site(library, page.path, is_whole=True),)
        elif page.path in articles:
            nodes = tuple(_article_page(library, page, articles[page.path]))
        elif page.path in actors:
            nodes = (_actor(library, page, actors[page.path]),)
        elif page.path in topics:
            nodes = tuple(_topic_page(library, page, topics[page.path]))
        elif page.kind == "data":
            nodes = (_page(library, page), _data_set(library, page, sets))
        else:
            nodes = (
                _page(library, page, "CollectionPage" if page.kind in {"index", "quotes"} else "WebPage"),
            )
        yield replace(page, linked=_whole(nodes))


def _whole(nodes: tuple[Node, ...]) -> Mapping[str, LinkedValue]:
    if len(nodes) == 1:
        return {"@context": _CONTEXT, **nodes[0]}
    return {"@context": _CONTEXT, "@graph": nodes}


def _given(**values: LinkedValue | None) -> Node:
    """Return a node's properties without those that are not known."""
    return {name: value for name, value in values.items() if value not in (None, "", ())}


def _site(library: Library, page: str, *, is_whole: bool = False) -> Node:
    settings = library.settings
    node: Node = {"@type": "WebSite", "name": settings.site_name, "url": seen_from(page, _HOME, settings)}
    if is_whole:
        node |= _given(description=settings.site_description, inLanguage=library.words.language)
    return node


def _page(library: Library, page: Page, kind: str = "WebPage") -> Node:
    return {
        "@type": kind,
        "url": seen_from(page.path, page.path, library.settings),
        "name": page.title,
        "inLanguage": library.words.language,
        "isPartOf": _site(library, page.path),
    }


def _article_page(library: Library, page: Page, identity: str) -> Iterator[Node]:
    article = library.entries[identity].article
    cited: Node = {"@id": "#article"}
    yield _page(library, page) | {"mainEntity": cited, "citation": cited}
    yield _article(article, library.outlets)
    shown = (u for u in library.utterances[identity] if u.kind == "direct" and is_shown(library, u))
    for n, said in enumerate(shown):
        if n == MAX_QUOTATIONS:
            break
        yield _quotation(library, page.path, said)


def _article(article: Article, outlets: frozenset[str]) -> Node:
    """Return the article as it is cited: who wrote and published it, when and where; an agency in its byline is nobody's name."""
    return {
        "@type": "NewsArticle",
        "@id": "#article",
        "headline": article.title,
        **_given(
            author=tuple(
                {"@type": "Organization" if a in outlets else "Person", "name": a} for a in article.authors
            ),
            publisher={"@type": "Organization", "name": article.outlet} if article.outlet else None,
            datePublished=article.date.isoformat() if article.date else None,
            url=article.url,
            inLanguage=None if article.language == "und" else article.language,
            license=_licence(article.licence) if article.licence else None,
        ),
    }


def _licence(given: str) -> str | Node:
    """Return a licence by its address, or as a work of that name: schema.org knows no other way."""
    return given if given.startswith(("http://", "https://")) else {"@type": "CreativeWork", "name": given}


def _quotation(library: Library, page: str, said: Utterance) -> Node:
    """Return a direct quotation with its own address and whose words it is."""
    article = library.entries[said.article].article
    published = library.excerpts[said.article]
    words = (p.quote.content.of(article.text) for p in said.pieces if published.holds(p.quote.content))
    node: Node = {
        "@type": "Quotation",
        "url": seen_from(page, page, library.settings, quote_anchor(said.id)),
        "text": " … ".join(" ".join(w.split()) for w in words),
        "isPartOf": {"@id": "#article"},
    }
    actor = library.speaker(said)
    if actor is not None:
        return node | _whose(library, page, actor)
    local = local_actor(library, said.article, said.speaker) if said.speaker else None
    return node | _given(creditText=local.canonical_name if local else said.unnamed)


def _whose(library: Library, page: str, actor: CorpusActor) -> Node:
    if actor.kind not in _SPEAK:
        return {"creditText": actor.canonical_name}
    speaker: Node = {
        "@type": "Person" if actor.kind == "person" else "Organization",
        "name": actor.canonical_name,
        "url": seen_from(page, library.actor_places[actor.id], library.settings),
    }
    return {"spokenByCharacter": speaker}


def _actor(library: Library, page: Page, actor: CorpusActor) -> Node:
    """Return who an actor is: names and role as the articles have them, and what editors know."""
    return {
        "@type": _SCHEMA[actor.kind],
        "name": actor.canonical_name,
        **_given(
            alternateName=actor.aliases[:_MAX_ALIASES],
            jobTitle=latest_role(library, actor) if actor.kind == "person" else None,
        ),
        **_facts(actor),
        "mainEntityOfPage": _page(library, page),
    }


def _facts(actor: CorpusActor) -> Node:
    facts = actor.facts
    if facts is None:
        return {}
    wikidata = f"{WIKIDATA}{facts.wikidata}" if facts.wikidata else None
    return _given(description=facts.description, sameAs=tuple(url for url in (wikidata, facts.url) if url))


def _topic_page(library: Library, page: Page, topic: Topic) -> Iterator[Node]:
    yield _page(library, page, "CollectionPage") | {"about": {"@id": "#topic"}}
    yield {
        "@type": "DefinedTerm",
        "@id": "#topic",
        "name": topic.name,
        **_given(alternateName=topic.variants[:_MAX_ALIASES]),
        "inDefinedTermSet": seen_from(page.path, "topics/index.md", library.settings),
    }


def _data_set(library: Library, page: Page, sets: tuple[DataSet, ...]) -> Node:
    types = (("csv", "text/csv"), ("json", "application/json"))
    return {
        "@type": "Dataset",
        "name": library.settings.site_name,
        "description": page.description,
        "isAccessibleForFree": True,
        "distribution": tuple(
            {
                "@type": "DataDownload",
                "name": library.words(one.title),
                "encodingFormat": mediatype,
                "contentUrl": seen_from(page.path, f"data/{one.name}.{suffix}", library.settings),
            }
            for one in sets
            for suffix, mediatype in types
        ),
    }
