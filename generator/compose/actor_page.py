"""An actor's page: who it is, what it says, beside whom it appears, where it is named."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from generator.compose.cards import is_shown
from generator.compose.charts import over_time, ranking
from generator.compose.corrected import correction_link, facts_view
from generator.compose.links import link
from generator.compose.names import corpus_name, local_actor, role_in
from generator.compose.speakers import article_groups
from generator.compose.tables import articles_table
from generator.compose.views import ActorView, Link, Name, RoleLine
from generator.compose.words import count, day, figures, number, period, sentence, times
from generator.model import Bar, Facets, Page

if TYPE_CHECKING:
    from generator.compose.library import Library
    from generator.compose.utterances import Utterance
    from generator.model import Article, Chart, CorpusActor

MAX_CARDS = 60
"""Quotations on one page: beyond that a page is slow to load and nobody reads on; the articles have the rest."""

_MAX_LINKS = 15
"""Topics and neighbours: as many as a reader takes in."""


def actor_page(library: Library, actor: CorpusActor) -> Page:
    """Return the page of one actor."""
    path = library.actor_pages[actor.id]
    said, about = library.said_by(actor), library.said(actor.spoken_of)
    view = ActorView(
        name=corpus_name(library, actor, path),
        role=_latest_role(library, actor, path),
        sentence=_sentence(library, actor, said),
        aliases=actor.aliases,
        roles=_roles(library, actor, path),
        stands_for=_stands_for(library, actor, path),
        groups=article_groups(library, said[:MAX_CARDS], path),
        quotes_note=quotes_note(library, said),
        about=article_groups(library, about[:MAX_CARDS], path, anchor="about"),
        about_note=quotes_note(library, about),
        topics=_topics(library, actor, path),
        neighbours=_neighbours(library, actor, path),
        articles=articles_table(
            library, [(s.article, s.n_mentions) for s in actor.appearances], path, counted="Times named"
        ),
        facts=facts_view(actor),
        corrected=correction_link(library, path, actor=actor.id),
    )
    chart = _chart(library, actor, path)
    return Page(
        path=path,
        kind="actor",
        template="actor.md.j2",
        title=actor.canonical_name,
        description=f"{actor.canonical_name}: {view.sentence}",
        view=view,
        charts=(chart,) if chart else (),
        facets=Facets(kind="Actor", actors=(actor.canonical_name,)),
    )


def quotes_note(library: Library, said: tuple[Utterance, ...]) -> str | None:
    """Return why a page shows fewer than all utterances; None where it shows all."""
    if not said:
        return None
    notes: list[str] = []
    if len(said) > MAX_CARDS:
        notes.append(
            f"The newest {MAX_CARDS} of {figures(len(said), 'statement')}; the articles have the others."
        )
    shown = said[:MAX_CARDS]
    missing = sum(not is_shown(library, u) for u in shown)
    if missing:
        notes.append(
            f"{sentence(count(missing, 'statement'))} cannot be shown: no more of these articles may be published.",
        )
    return " ".join(notes) or None


def _latest_role(library: Library, actor: CorpusActor, page: str) -> Link | None:
    """Return the role in the newest article that gives one, with that article's outlet and date."""
    for seen in actor.appearances:
        local = local_actor(library, seen.article, seen.actor)
        role = role_in(library, seen.article, local) if local else None
        if role is not None:
            return Link(
                text=role,
                href=link(page, library.article_pages[seen.article]),
                note=_outlet_and_date(library.entries[seen.article].article),
            )
    return None


def _roles(library: Library, actor: CorpusActor, page: str) -> tuple[RoleLine, ...]:
    """Return every role as worded, the newest first, with where and when, and whom it ties the actor to."""
    found: list[RoleLine] = []
    for seen in reversed(actor.roles):
        article = library.entries[seen.article].article
        tied = library.actors.get(seen.of) if seen.of is not None else None
        found.append(
            RoleLine(
                text=" ".join(seen.span.of(article.text).split()),
                seen=Link(
                    text=_outlet_and_date(article), href=link(page, library.article_pages[seen.article])
                ),
                of=corpus_name(library, tied, page) if tied is not None else None,
            ),
        )
    return tuple(found)


def _stands_for(library: Library, actor: CorpusActor, page: str) -> Name | None:
    """Return what a seat or capital speaks for, with its page where it has one."""
    if actor.stands_for is None:
        return None
    for other in library.corpus.actors:
        if other.canonical_name == actor.stands_for and other.id != actor.id:
            return corpus_name(library, other, page)
    return Name(text=actor.stands_for, href=None, kind="country", kind_word="country")


def _outlet_and_date(article: Article) -> str:
    when = day(article.date) if article.date else "no date given"
    return f"{article.outlet}, {when}" if article.outlet else when


def _sentence(library: Library, actor: CorpusActor, said: tuple[Utterance, ...]) -> str:
    n = len(actor.appearances)
    where = f"In {count(n, 'article')}"
    if n > actor.n_independent:
        where += f", {number(actor.n_independent)} independent"
    speaks = f"quoted or reported {times(len(said))}" if said else "not quoted"
    if said and all(u.is_quotation for u in said):
        speaks = f"quoted {times(len(said))}"
    dates = sorted(d for s in actor.appearances if (d := library.entries[s.article].article.date) is not None)
    seen = f" {sentence(period(dates[0], dates[-1]))}." if dates else ""
    named = f"named {times(actor.n_mentions)}" if actor.n_mentions else "not named"
    return f"{where}; {named}; {speaks}.{seen}"


def _topics(library: Library, actor: CorpusActor, page: str) -> tuple[Link, ...]:
    """Return the topics of the articles that name the actor, those with most articles in common first."""
    shared = Counter(
        t.id for s in actor.appearances for t in library.topics_in[s.article] if t.actor != actor.id
    )
    return tuple(
        Link(
            text=library.topics[topic].name,
            href=link(page, library.topic_pages[topic]),
            note=figures(n, "article") if len(library.entries) > 1 else None,
        )
        for topic, n in shared.most_common(_MAX_LINKS)
    )


def _neighbours(library: Library, actor: CorpusActor, page: str) -> tuple[Name, ...]:
    return tuple(
        corpus_name(
            library, library.actors[n.actor], page, note=f"{figures(n.n_articles, 'article')} in common"
        )
        for n in actor.neighbours[:_MAX_LINKS]
        if n.actor in library.actors
    )


def _chart(library: Library, actor: CorpusActor, page: str) -> Chart | None:
    """Return articles over time where dates allow, else mentions by article."""
    articles = [library.entries[s.article].article for s in actor.appearances]
    name = actor.canonical_name
    return over_time(
        [a.date for a in articles], name="over-time", measure=f"Articles that name {name}"
    ) or ranking(
        [
            Bar(label=a.title, value=s.n_mentions, href=link(page, library.article_pages[a.id]))
            for a, s in zip(articles, actor.appearances, strict=True)
        ],
        name="by-article",
        verb="where the name stands most often",
        measure=f"How often each article names {name}",
        noun="times",
        label_heading="Article",
        total=actor.n_mentions,
    )
