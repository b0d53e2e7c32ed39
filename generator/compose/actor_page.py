"""An actor's page: who it is, what it says, beside whom it appears, where it is named."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from generator.compose.by_topic import topic_groups, topics_chart
from generator.compose.cards import is_shown
from generator.compose.charts import Leads, over_time, ranking
from generator.compose.charts_network import ego_network
from generator.compose.corrected import correction_link, facts_view
from generator.compose.links import link
from generator.compose.names import corpus_name, local_actor, role_in
from generator.compose.published_quotes import quotes_file
from generator.compose.quote_filters import filtered
from generator.compose.same_words import once_each
from generator.compose.speakers import article_groups
from generator.compose.tables import articles_table
from generator.compose.views import Link, Name
from generator.compose.views_of_pages import ActorView, RoleLine
from generator.compose.who_stands import actor_stands
from generator.compose.words import later, sentence
from generator.model import Bar, Facets, Page

if TYPE_CHECKING:
    import datetime as dt

    from generator.compose.library import Library
    from generator.compose.utterances import Utterance
    from generator.compose.words import Words
    from generator.model import Article, Chart, CorpusActor

MAX_CARDS = 60
"""Quotations on one page: beyond that a page is slow to load and nobody reads on; the articles have the rest."""

_MAX_LINKS = 15
"""Topics and neighbours: as many as a reader takes in."""

_MAX_ROLES = 6
"""Roles that stand on the page at once; the rest is opened on demand."""

_LEADS = Leads(
    one=later("{name} is where the name stands most often: {n} of {total} times"),
    many=later("{name} are where the name stands most often: {n} of {total} times"),
    two=later("{names} are where the name stands most often: {n} each of {total} times"),
)


def actor_page(library: Library, actor: CorpusActor) -> Page:
    """Return the page of one actor."""
    path = library.actor_pages[actor.id]
    said, about = library.said_by(actor), library.said(actor.spoken_of)
    shown = once_each(library, said[:MAX_CARDS])
    by_topic = topic_groups(library, actor, shown, path)
    topics, spoken_on = topics_chart(library, actor, said, path)
    roles = _roles(library, actor, path)
    view = ActorView(
        name=corpus_name(library, actor, path),
        role=_latest_role(library, actor, path),
        sentence=_sentence(library, actor, said),
        aliases=actor.aliases,
        roles=roles[:_MAX_ROLES],
        more_roles=roles[_MAX_ROLES:],
        stands_for=_stands_for(library, actor, path),
        groups=by_topic or article_groups(library, shown, path),
        is_by_topic=bool(by_topic),
        quotes_note=quotes_note(library, said),
        about=article_groups(library, about[:MAX_CARDS], path, anchor="about"),
        about_note=quotes_note(library, about),
        spoken_on=spoken_on,
        topics=_topics(library, actor, path),
        neighbours=_neighbours(library, actor, path),
        articles=articles_table(
            library,
            [(s.article, s.n_mentions) for s in actor.appearances],
            path,
            counted=library.words("Times named"),
        ),
        facts=facts_view(actor),
        corrected=correction_link(library, path, actor=actor.id),
        filtered=filtered(library, said, path),
        quotes_file=link(path, file) if (file := quotes_file(library, actor)) else None,
        stands=actor_stands(library, actor, path),
    )
    charts = (topics, ego_network(library, actor, path), _chart(library, actor, path))
    return Page(
        path=path,
        kind="actor",
        template="actor.md.j2",
        title=actor.canonical_name,
        description=library.words("{name}: {sentence}", name=actor.canonical_name, sentence=view.sentence),
        view=view,
        charts=tuple(c for c in charts if c is not None),
        facets=Facets(kind="Actor", actors=(actor.canonical_name,)),
    )


def quotes_note(library: Library, said: tuple[Utterance, ...]) -> str | None:
    """Return why a page shows fewer than all utterances; None where it shows all."""
    if not said:
        return None
    words = library.words
    notes: list[str] = []
    if len(said) > MAX_CARDS:
        notes.append(
            words(
                "The newest {shown} of {whole} statements; the articles have the others.",
                shown=MAX_CARDS,
                whole=words.figure(len(said)),
            ),
        )
    missing = sum(not is_shown(library, u) for u in said[:MAX_CARDS])
    if missing:
        notes.append(
            sentence(
                words.plural(
                    "one statement cannot be shown: no more of these articles may be published.",
                    "{n} statements cannot be shown: no more of these articles may be published.",
                    missing,
                ),
            ),
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
                note=_outlet_and_date(library, library.entries[seen.article].article),
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
                    text=_outlet_and_date(library, article),
                    href=link(page, library.article_pages[seen.article]),
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
    return Name(text=actor.stands_for, href=None, kind="country", kind_word=library.words.kind("country"))


def _outlet_and_date(library: Library, article: Article) -> str:
    words = library.words
    when = words.day(article.date) if article.date else words("no date given")
    return words("{outlet}, {day}", outlet=article.outlet, day=when) if article.outlet else when


def _sentence(library: Library, actor: CorpusActor, said: tuple[Utterance, ...]) -> str:
    """Return in how many articles, how often named and quoted, and from when to when."""
    words, n = library.words, len(actor.appearances)
    where = words.in_articles(n, actor.n_independent)
    how_often = words.times(len(said))
    if not said:
        speaks = words("not quoted")
    elif all(u.is_quotation for u in said):
        speaks = words("quoted {times}", times=how_often)
    else:
        speaks = words("quoted or reported {times}", times=how_often)
    named = (
        words("named {times}", times=words.times(actor.n_mentions))
        if actor.n_mentions
        else words("not named")
    )
    whole = words("{where}; {named}; {speaks}.", where=where, named=named, speaks=speaks)
    dates = sorted(d for s in actor.appearances if (d := library.entries[s.article].article.date) is not None)
    return f"{whole} {_first_and_last(words, dates)}" if dates else whole


def _first_and_last(words: Words, dates: list[dt.date]) -> str:
    if dates[0] == dates[-1]:
        return words("On {day}.", day=words.day(dates[0]))
    return words("First on {first}, last on {last}.", first=words.day(dates[0]), last=words.day(dates[-1]))


def _topics(library: Library, actor: CorpusActor, page: str) -> tuple[Link, ...]:
    """Return the topics of the articles that name the actor, those with most articles in common first."""
    shared = Counter(
        t.id for s in actor.appearances for t in library.topics_in[s.article] if t.actor != actor.id
    )
    return tuple(
        Link(
            text=library.topics[topic].name,
            href=link(page, library.topic_pages[topic]),
            note=library.words.articles(n) if len(library.entries) > 1 else None,
        )
        for topic, n in shared.most_common(_MAX_LINKS)
    )


def _neighbours(library: Library, actor: CorpusActor, page: str) -> tuple[Name, ...]:
    return tuple(
        corpus_name(
            library,
            library.actors[n.actor],
            page,
            note=library.words.plural("1 article in common", "{figure} articles in common", n.n_articles)
            if len(library.entries) > 1
            else None,
        )
        for n in actor.neighbours[:_MAX_LINKS]
        if n.actor in library.actors
    )


def _chart(library: Library, actor: CorpusActor, page: str) -> Chart | None:
    """Return articles over time where dates allow, else mentions by article."""
    articles = [library.entries[s.article].article for s in actor.appearances]
    words, name = library.words, actor.canonical_name
    return over_time(
        words,
        [a.date for a in articles],
        name="over-time",
        measure=words("Articles that name {name}", name=name),
    ) or ranking(
        words,
        [
            Bar(label=a.title, value=s.n_mentions, href=link(page, library.article_pages[a.id]))
            for a, s in zip(articles, actor.appearances, strict=True)
        ],
        name="by-article",
        leads=_LEADS,
        measure=words("How often each article names {name}", name=name),
        label_heading=words("Article"),
        value_heading=words("Times"),
        total=actor.n_mentions,
    )
