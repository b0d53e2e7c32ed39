"""What the pages say: every link leads somewhere, every quoted word is the article's, every number is of how many."""

from __future__ import annotations

import dataclasses
import posixpath
import re
from typing import TYPE_CHECKING, Any

import pytest
from small_corpora import Story as BeingWritten
from small_corpora import ferry_strike, ferry_talks, greve, join, quiet_harbour, small_site

from generator.compose import ComposeSettings, compose
from generator.compose.views import PieceView, QuoteCard
from generator.compose.views_of_lists import ListView, QuotesView
from generator.model import Page, Site, Story

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.compose.library import Library
    from generator.compose.views_of_home import HomeView
    from generator.compose.views_of_pages import ActorView, ArticleView, TopicView
    from generator.compose.views_of_site import ReportView

_OUTSIDE = {"original"}
"""Fields that hold addresses of other sites."""


def _page(site: Site, path: str) -> Page:
    return next(p for p in site.pages if p.path == path)


def _view(site: Site, start: str) -> Any:  # noqa: ANN401 - each test knows which view it asked for
    return next(p for p in site.pages if p.path.startswith(start)).view


def _values(value: object, name: str = "") -> Iterator[tuple[str, object]]:
    """Yield every field of a view, however deep, with its name."""
    yield name, value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from _values(getattr(value, field.name), field.name)
    elif isinstance(value, tuple):
        for item in value:
            yield from _values(item, name)


def test_the_nav_holds_landing_pages_that_exist(site: Site) -> None:
    """A handful of landing pages stand in the nav; no article, actor or topic does."""
    paths = {p.path for p in site.pages}
    assert [title for title, _ in site.nav] == [
        "Home",
        "Articles",
        "Topics",
        "Actors",
        "Quotes",
        "Network",
        "Timeline",
        "Sources",
        "Method",
        "Data",
        "Build report",
        "Review",
    ]
    assert all(path in paths for _, path in site.nav)


def test_no_two_pages_share_a_file(site: Site) -> None:
    """Also not where a file system does not tell capitals apart."""
    paths = [p.path.casefold() for p in site.pages]
    assert len(paths) == len(set(paths))


def test_every_link_leads_to_a_page_of_the_site(site: Site) -> None:
    """Whatever a view links to is there; charts too, and published data."""
    paths = {p.path for p in site.pages} | {f.path for f in site.files}
    for page in site.pages:
        links = [
            v
            for n, v in _values((page.view, page.charts))
            if n in {"href", "place", "context", "address", "quotes_file"} and v
        ]
        for link in links:
            if str(link).startswith("https://"):
                continue
            whole, _, anchor = str(link).partition("#")
            target = whole.partition("?")[0]
            resolved = (
                posixpath.normpath(posixpath.join(posixpath.dirname(page.path), target))
                if target
                else page.path
            )
            if page.kind == "redirect":  # HTML as it is built: its link leads to the built page's folder
                resolved += ".md"
            assert resolved in paths, (page.path, link)
            assert re.fullmatch(r"[A-Za-z0-9_-]*", anchor)


def test_every_quoted_word_is_the_articles_own(site: Site, found: Library) -> None:
    """A piece's parts are exactly `text[start:end]` of the article it names, and published there."""
    texts = {i: e.article.text for i, e in found.entries.items()}
    pieces = [v for p in site.pages for _, v in _values(p.view) if isinstance(v, PieceView)]
    assert pieces
    for piece in pieces:
        words = "".join(part.text for part in piece.parts)
        assert any(text[piece.start : piece.end] == words for text in texts.values())


@pytest.mark.parametrize("max_words", [6, 12, 30])
def test_no_page_shows_more_words_in_a_row_than_allowed(max_words: int) -> None:
    """No string of any view holds a longer run of an article's words than the setting; titles and names are exempt."""
    corpus = small_site()
    site = compose(corpus, ComposeSettings(excerpt_words=max_words))
    exempt = {e.article.title for e in corpus.entries}
    texts = [re.findall(r"\w+", e.article.text) for e in corpus.entries]
    for page in site.pages:
        for name, value in _values(page.view):
            if isinstance(value, str) and value not in exempt and name not in _OUTSIDE:
                words = re.findall(r"\w+", value)
                assert max(_common_run(words, text) for text in texts) <= max_words, (page.path, value)


def _common_run(words: list[str], text: list[str]) -> int:
    """Return the length of the longest run of words that stands in both."""
    longest = 0
    row = [0] * (len(text) + 1)
    for word in words:
        row = [0, *(row[i] + 1 if word == other else 0 for i, other in enumerate(text))]
        longest = max(longest, *row)
    return longest


def test_an_article_says_its_facts_with_their_whole(site: Site) -> None:
    """Quotations, speakers, share unnamed and words; each part names what it is part of."""
    view: ArticleView = _view(site, "articles/ferry-crews")
    assert view.kicker == ("Elmsworth Post", "3 March 2031", "Elmsworth")
    assert [(f.figure, f.label) for f in view.facts] == [
        ("4", "quotations"),
        ("2", "named speakers"),
        ("1 of 6", "statements from unnamed sources"),
        ("120", "words"),
    ]
    assert view.facts[0].note == "and 2 reported statements"
    assert view.facts[2].note is None  # of 100 would say more than six statements can
    assert view.byline == "By Mara Quist"
    assert view.original_words == "Read the original at Elmsworth Post"
    assert view.speakers_sentence == (
        "Two speakers are named; one of six statements comes from unnamed sources; for one the speaker is not clear."
    )


def test_speakers_stand_most_quoted_first_and_classes_last(site: Site) -> None:
    """Named speakers by number of quotations, then unnamed sources, then those that are unclear."""
    view: ArticleView = _view(site, "articles/ferry-crews")
    assert [(s.speaker.label, s.said) for s in view.speakers] == [
        ("Tam Okafor", "Two quotations"),
        ("Odile Renn", "One quotation and one reported statement"),
        ("Unnamed sources", "One reported statement"),
        ("Speaker unclear", "One quotation"),
    ]
    assert view.speakers[2].note == "A ministry official"


def test_a_split_quotation_is_one_card_and_every_piece_has_an_address(site: Site) -> None:
    """Pieces of one group stand on one card; fragments stand inside their clause."""
    view: ArticleView = _view(site, "articles/ferry-crews")
    okafor = view.groups[0]
    assert [[p.id for p in q.pieces] for q in okafor.quotations] == [["crew", "committee"], ["herring"]]
    assert [p.id for p in okafor.quotations[1].pieces[0].parts] == [None, "herring-words", None]
    assert [p.has_marks for p in okafor.quotations[1].pieces] == [False]


def test_an_unclear_quote_names_its_candidates_and_counts_for_nobody(site: Site) -> None:
    """Below the threshold the page says between whom it stands, and no actor page has it."""
    cards = [v for _, v in _values(_view(site, "articles/ferry-crews")) if isinstance(v, QuoteCard)]
    unclear = next(c for c in cards if c.id == "weather")
    assert [c.text for c in unclear.speaker.candidates] == ["Tam Okafor", "Odile Renn"]
    assert unclear.confidence == "Doubtful"
    elsewhere = [
        v for p in site.pages if p.kind == "actor" for _, v in _values(p.view) if isinstance(v, QuoteCard)
    ]
    assert "weather" not in {c.id for c in elsewhere}


def test_a_card_leads_to_context_address_and_original(site: Site) -> None:
    """From an actor's page a quotation leads to its passage, its permanent place and the publisher's page."""
    cards = [v for _, v in _values(_view(site, "actors/odile-renn")) if isinstance(v, QuoteCard)]
    gift = next(c for c in cards if c.id == "gift")
    assert re.fullmatch(r"\.\./articles/ferry-crews[a-z0-9-]*\.md#in-gift", gift.context or "")
    assert gift.address.endswith(".md#q-gift")
    assert gift.original == "https://post.example/2031/ferry-strike#:~:text=a%20gift%20to%20nobody."
    assert (gift.cue, gift.confidence, gift.figure) == ("described", "Likely", "82 %")


def test_an_actor_page_counts_articles_mentions_and_quotes(site: Site) -> None:
    """The sentence under the name has all numbers, and the role is the newest article's."""
    view: ActorView = _view(site, "actors/odile-renn")
    assert view.sentence == (
        "In two articles; named three times; quoted or reported three times. First on 3 March 2031, last on 8 April 2031."
    )
    assert view.role is not None
    assert (view.role.text, view.role.note) == ("deputy prime minister", "Skarne Wire, 8 April 2031")
    assert [r.text for r in view.roles] == ["deputy prime minister", "Harbour Minister"]
    assert [g.title.text for g in view.groups] == ["Strike", "Other"]
    assert view.is_by_topic


def test_a_topic_page_takes_one_published_sentence_an_article(site: Site) -> None:
    """Sentences come from the articles word for word, newest first, each with its place."""
    view: TopicView = _view(site, "topics/ferries")
    assert [e.text for e in view.extracts] == [
        "The ferries lay at the quay.",
        "The ferries stayed in port.",
        "The ferries to Skarne Island will stay in port on Friday, the first strike in eleven years.",
    ]
    assert all("#p-" in e.place for e in view.extracts)
    assert view.sentence.startswith("In three articles, between 3 March and 4 May 2031; ")


def test_an_article_without_model_says_what_was_not_looked_for(site: Site) -> None:
    """Key phrases only, and a notice why; nothing claims that nobody is quoted."""
    view: ArticleView = _view(site, "articles/les-bateaux")
    assert view.actors is None
    assert view.speakers == ()
    assert "in French" in view.notices[0]
    assert [f.label for f in view.facts] == ["words"]
    assert view.kicker == ("No date given",)


def test_an_article_without_quotes_is_not_one_without_model(site: Site) -> None:
    """Looked and found nothing is an answer of its own."""
    view: ArticleView = _view(site, "articles/a-quiet-sunday")
    assert view.notices == ()
    assert view.actors is not None
    assert view.facts[0].figure == "0"


def test_nothing_of_an_article_that_may_not_be_published_is_shown() -> None:
    """`publish: none`: names, phrases and counts, but no sentence and no quotation on any page."""
    site = compose(join([ferry_strike(publish="none"), ferry_talks()]), ComposeSettings())
    view: ArticleView = _view(site, "articles/ferry-crews")
    assert (view.summary, view.blocks, view.corrections) == ((), (), ())
    assert all(not g.quotations and not g.statements for g in view.groups)
    assert view.quotes_note == "Six statements found; none may be published."
    assert view.speakers[0].said == "Two quotations"
    shown = [v for p in site.pages for _, v in _values(p.view) if isinstance(v, str)]
    assert not any("a gift to nobody" in v or "stay in port on Friday" in v for v in shown)


def test_the_home_page_of_one_article_tells_that_article() -> None:
    """With a single article its summary, facts and speakers stand on the home page instead of lists."""
    site = compose(join([ferry_strike()]), ComposeSettings(site_name="The Ferry Papers"))
    view: HomeView = _view(site, "index.md")
    assert view.one is not None
    assert view.cards == ()
    assert view.sentence == (
        "This site covers one article from Elmsworth Post, published on 3 March 2031. "
        "It names two people, one organization and one place, with four quotations and two reported statements."
    )


def test_the_home_page_of_many_articles_shows_the_newest_with_their_strongest_quotation(site: Site) -> None:
    """Cards stand newest first; an article without quotation has none."""
    view: HomeView = _view(site, "index.md")
    assert view.one is None
    assert [c.title.text for c in view.cards][:2] == [
        "A quiet Sunday in the harbour",
        "Fifth meeting on the ferries",
    ]
    assert view.cards[0].quote is None
    assert view.cards[1].quote is not None
    assert view.cards[1].quote.speaker.label == "Tam Okafor"


def test_a_site_without_articles_says_where_to_put_them() -> None:
    """Every landing page exists and says why it is empty and what to do."""
    site = compose(join([]), ComposeSettings())
    assert {p.path for p in site.pages} >= {path for _, path in site.nav}
    home: HomeView = _view(site, "index.md")
    assert "seeds/" in (home.empty or "")
    lists = [p.view for p in site.pages if isinstance(p.view, ListView)]
    assert all(v.empty for v in lists)


def test_the_build_report_has_every_problem_with_place_reason_and_remedy(site: Site) -> None:
    """Errors are what was left out, warnings what to look at; notes say what limits the site."""
    view: ReportView = _view(site, "build-report")
    assert view.sentence == "Four articles were read, one input was left out and one warning asks for a look."
    assert [[c.text for c in row] for row in view.problems.rows] == [
        [
            "seeds/broken.md:3",
            "Left out",
            "the front matter has no end",
            "Close it with a line of three hyphens",
        ],
        ["seeds/odd.txt", "Look at it", "it was not UTF-8 but Windows-1252", "Save it as UTF-8"],
    ]
    assert any("French" in note for note in view.notes)
    assert any("without a date" in note for note in view.notes)


def test_a_problem_that_stands_for_many_counts_as_many() -> None:
    """What is told once of 300 lines is 300 inputs that were left out."""
    corpus = small_site()
    many = [dataclasses.replace(p, n=300 if p.severity == "error" else 20) for p in corpus.problems]
    site = compose(dataclasses.replace(corpus, problems=tuple(many)), ComposeSettings())
    said = _view(site, "build-report").sentence
    assert said == "Four articles were read, 300 inputs were left out and 20 warnings ask for a look."


def test_long_lists_are_paged_in_every_order() -> None:
    """Each order has its own pages, which together hold every row once."""
    site = compose(small_site(), ComposeSettings(rows_per_page=2))
    n_actors = sum(p.kind == "actor" for p in site.pages)
    assert n_actors
    for start in ("actors/index.md", "actors/by-name.md"):
        names: list[str] = []
        path: str | None = start
        while path:
            view: ListView = _page(site, path).view  # type: ignore[assignment]
            names += [row[0].text for row in view.table.rows]
            path = view.paging.next and posixpath.normpath(
                posixpath.join(posixpath.dirname(path), view.paging.next)
            )
        assert len(names) == len(set(names)) == n_actors
    assert names == sorted(names, key=str.casefold)
    assert _page(site, "actors/page/2.md").title == "Actors, page 2"


def test_quotes_are_listed_by_article_newest_first(site: Site) -> None:
    """The page of all quotes has every utterance that may be shown."""
    view: QuotesView = _view(site, "quotes/index.md")
    assert [g.title.text for g in view.groups] == [
        "Fifth meeting on the ferries",
        "Ferry crews call first strike in eleven years",
    ]
    assert view.sentence == (
        "Five quotations and three reported statements; one of eight statements from unnamed sources."
        " Two statements may not be published and are only counted."
    )


def test_the_same_corpus_gives_the_same_site() -> None:
    """Nothing depends on the clock, on hashing or on chance."""
    assert compose(small_site(), ComposeSettings()) == compose(small_site(), ComposeSettings())


def test_search_knows_an_articles_actors_topics_outlet_and_date(site: Site) -> None:
    """Articles, actors and topics are searched by kind; lists are not searched at all."""
    facets = _page(site, next(p.path for p in site.pages if p.path.startswith("articles/ferry-crews"))).facets
    assert facets is not None
    assert (facets.kind, facets.outlet, facets.year, facets.date) == (
        "Article",
        "Elmsworth Post",
        "2031",
        "2031-03-03",
    )
    assert "Tam Okafor" in facets.actors
    assert "ferries" in facets.topics
    assert all(p.facets is None for p in site.pages if p.kind in {"index", "quotes", "report", "home"})


def test_wire_copies_name_each_other() -> None:
    """Articles that tell the same thing link to each other."""
    corpus = join([ferry_talks(), quiet_harbour()])
    corpus = dataclasses.replace(corpus, stories=(Story(articles=("ferry-talks", "quiet-harbour")),))
    view: ArticleView = _view(compose(corpus, ComposeSettings()), "articles/fifth")
    assert [v.text for v in view.versions] == ["A quiet Sunday in the harbour"]


def test_an_undated_foreign_article_alone_makes_a_site() -> None:
    """The least that can be known of an article is enough."""
    site = compose(join([greve()]), ComposeSettings())
    home: HomeView = _view(site, "index.md")
    assert home.sentence == "This site covers one article."


def test_an_endless_article_gets_cards_for_its_first_statements_and_says_so() -> None:
    """Beyond a few hundred, statements are counted and marked in their passages, without a card of their own."""
    story = BeingWritten(
        "endless", [("body", " ".join(f"“Word{n} spoken,” Okafor said." for n in range(500)))]
    )
    story.actor("a", "Okafor")
    for n in range(500):
        story.quote(f"Word{n} spoken,", "a", id=f"w{n}", cue_class="said")
    site = compose(join([story.entry()]), ComposeSettings(publish="full"))
    view: ArticleView = _view(site, "articles/untitled")
    assert view.quotes_note == "The first 400 of 500 statements."
    assert view.facts[0].figure == "500"
    assert sum(len(g.quotations) for g in view.groups) == 400
    listed = [
        v for p in site.pages if p.kind == "quotes" for _, v in _values(p.view) if isinstance(v, QuoteCard)
    ]
    assert len(listed) == 400
