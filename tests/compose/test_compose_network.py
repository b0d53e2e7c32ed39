"""Who is tied to whom, an actor's company, who speaks on what: counted as readers would count it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from small_corpora import Story, join, small_site

from generator.compose import ComposeSettings, compose
from generator.compose.charts_matrix import who_speaks_on_what
from generator.compose.charts_network import ego_network, tie_network
from generator.compose.library import Library, library
from generator.compose.network_page import NETWORK, network_page
from generator.compose.ties import in_order_of_ties, strongest, ties, without_pairs
from generator.compose.views_of_site import NetworkView
from generator.model import Neighbour
from generator.model import Story as Copies


def gathered(*articles: str, copies: tuple[tuple[int, ...], ...] = ()) -> Library:
    """Return a library of articles that each name the people whose initials they are given as."""
    entries = []
    for n, initials in enumerate(articles):
        names = [f"{initial} Person" for initial in initials.split()]
        story = Story(
            f"a{n}",
            [("body", ", ".join(names) + " met.")],
            {"title": f"Meeting {n}", "date": date(2031, 1, n % 28 + 1)},
        )
        for i, name in enumerate(names):
            story.actor(f"x{i}", name)
        entries.append(story.entry())
    corpus = join(entries)
    stories = tuple(Copies(articles=tuple(f"a{n}" for n in some)) for some in copies)
    return library(replace(corpus, stories=stories), ComposeSettings())


def told(found: Library) -> list[tuple[str, int, int]]:
    """Return each tie as initials, articles with both, articles with either."""
    return [
        ("".join(sorted(t.one.canonical_name[0] + t.other.canonical_name[0])), t.n_both, t.n_either)
        for t in ties(found)
    ]


def test_one_article_ties_nobody() -> None:
    """Two names in one article are no tie; in two articles they are one."""
    assert told(gathered("A B", "C D", "E F")) == []
    assert told(gathered("A B", "A B C", "C D", "E F", "A")) == [("AB", 2, 3)]


def test_near_copies_count_once() -> None:
    """An article and its copies are one article: they tie nobody by themselves."""
    some = ("A B", "A B", "C D", "C D", "E", "F")
    assert told(gathered(*some)) == [("AB", 2, 2), ("CD", 2, 2)]
    assert told(gathered(*some, copies=((0, 1),))) == [("CD", 2, 2)]


def test_who_is_named_everywhere_is_tied_to_nobody() -> None:
    """A name in every article is there with everybody by chance alone."""
    found = gathered(*["H A B"] * 3, *["H C D"] * 3, *["H E F"] * 3)
    assert {pair for pair, _, _ in told(found)} == {"AB", "CD", "EF"}


def test_the_strongest_tie_has_many_articles_and_a_large_part_of_them() -> None:
    """Three of three stand before three of six, and before two of two."""
    found = gathered(*["A B"] * 3, *["C D"] * 3, "C", "C", "D", *["E F"] * 2, *["G", "H", "I", "J", "K"])
    assert told(found) == [("AB", 3, 3), ("EF", 2, 2), ("CD", 3, 6)]


def test_the_drawing_has_few_ties_of_each_actor() -> None:
    """Nobody ties more than five others, there are no more actors and ties than asked for, and pairs are left to the list."""
    found = ties(gathered(*[f"H {c}" for c in "ABCDEFGH" for _ in range(2)], "X Y", "X Y", *"KLMNOPQRSTUVW"))
    chosen = strongest(found, most_actors=40, most_ties=60)
    assert sum("H Person" in {t.one.canonical_name, t.other.canonical_name} for t in chosen) == 5
    assert len(strongest(found, most_actors=4, most_ties=60)) == 2
    assert len(strongest(found, most_actors=40, most_ties=3)) == 3
    names = {a.canonical_name for t in without_pairs(chosen) for a in (t.one, t.other)}
    assert "X Person" not in names


def test_the_network_says_what_it_shows() -> None:
    """The strongest tie is the finding; nodes weigh their articles, ties those that name both; the words say the same."""
    found = gathered(*["A B"] * 3, *["B C"] * 2, "C", "D", "E", "F", "G")
    drawn = tie_network(found, ties(found), NETWORK)
    assert drawn is not None
    assert drawn.finding == (
        "B Person and A Person are tied most closely: three of the five articles that name either name both"
    )
    assert {n.label: n.weight for n in drawn.nodes} == {"A Person": 3, "B Person": 5, "C Person": 3}
    assert [e.weight for e in drawn.edges] == [3, 2]
    assert "B Person – A Person 3" in drawn.alternative
    assert all(n.href for n in drawn.nodes)


def test_pairs_alone_are_not_drawn() -> None:
    """Where nobody is tied to more than one other there is nothing to see: the table says it."""
    found = gathered("A B", "A B", "C D", "C D", "E", "F")
    assert tie_network(found, ties(found), NETWORK) is None


def test_company_is_drawn_from_three_neighbours_on() -> None:
    """An actor's drawing has it in the middle, its neighbours' links, and thin ties among them that are no figures."""
    found = gathered("A B C D", "A B C D", "B C", "E", "F", "G")
    actor = next(a for a in found.corpus.actors if a.canonical_name == "A Person")
    drawn = ego_network(found, actor, found.actor_pages[actor.id])
    assert drawn is not None
    assert next((n.label, n.is_centre, n.href is None) for n in drawn.nodes) == ("A Person", True, True)
    assert sorted(n.label for n in drawn.nodes[1:]) == ["B Person", "C Person", "D Person"]
    assert sum(not e.is_minor for e in drawn.edges) == 3
    assert any(e.is_minor for e in drawn.edges)
    fewer = replace(actor, neighbours=actor.neighbours[:2])
    assert ego_network(found, fewer, "actors/a.md") is None


def test_company_of_one_article_is_not_drawn() -> None:
    """Neighbours that share a single article, or no more than chance gives, are left to the list."""
    found = gathered("A B C D", "A", "E", "F")
    actor = next(a for a in found.corpus.actors if a.canonical_name == "A Person")
    assert ego_network(found, actor, "actors/a.md") is None
    others = [n.actor for n in actor.neighbours]
    by_chance = replace(actor, neighbours=tuple(Neighbour(actor=o, n_articles=4, npmi=0.0) for o in others))
    assert ego_network(found, by_chance, "actors/a.md") is None


def test_tied_neighbours_stand_beside_each_other() -> None:
    """The order goes from each to the one most tied to it, else to the next given; everybody once."""
    tied = {frozenset("ac"): 3, frozenset("cb"): 2, frozenset("ab"): 1}
    assert in_order_of_ties("abcd", tied) == tuple("acbd")
    assert in_order_of_ties("", tied) == ()


def speakers(*said: tuple[str, str]) -> Library:
    """Return a library of one article: who says a sentence with which topic's word in it."""
    story = Story(
        "s", [("body", f"“{topic} number {n},” {who} said.") for n, (who, topic) in enumerate(said)]
    )
    for name in dict.fromkeys(who for who, _ in said):
        story.actor(name, name)
    story.phrases = list(dict.fromkeys(topic for _, topic in said))
    for n, (who, topic) in enumerate(said):
        story.quote(f"{topic} number {n},", who, cue_class="said")
    return library(join([story.entry()]), ComposeSettings())


SAID = [(who, topic) for who in ("Ada", "Bo", "Cem") for topic in ("Ferries", "Strikes", "Herring")]


def test_the_matrix_counts_statements() -> None:
    """Rows are who is quoted most, columns what they speak on most; a cell counts and leads to the topic's quotes."""
    found = speakers(*SAID, ("Bo", "Strikes"), ("Bo", "Strikes"))
    drawn = who_speaks_on_what(found, NETWORK)
    assert drawn is not None
    assert [r.label for r in drawn.rows] == ["Bo", "Ada", "Cem"]
    assert drawn.columns[0].label == "Strikes"
    assert [c.value for c in drawn.cells[0]] == [3, 1, 1]
    assert drawn.finding == "Bo says most on “Strikes”: three of five statements on it"
    assert drawn.cells[0][0].href == "topics/strikes.md#quotes"


def test_a_matrix_that_shows_nothing_is_not_drawn() -> None:
    """Ones everywhere, fewer than three speakers or fewer than three topics are better said in words."""
    assert who_speaks_on_what(speakers(*SAID), NETWORK) is None
    assert who_speaks_on_what(speakers(*SAID[:6], SAID[0]), NETWORK) is None
    assert who_speaks_on_what(speakers(*[s for s in SAID if s[1] != "Herring"], SAID[0]), NETWORK) is None


@pytest.mark.parametrize(
    ("found", "says"),
    [
        (gathered("A B"), "This site has one article so far"),
        (
            gathered("A B", "C D"),
            "No two actors are named together in more than one independent article so far.",
        ),
        (
            gathered("A B", "A B", "C", "D"),
            "One tie joins two actors whom independent articles name together.",
        ),
    ],
)
def test_the_page_says_what_there_is(found: Library, says: str) -> None:
    """A page without a drawing says why; one with ties how many."""
    view = network_page(found).view
    assert isinstance(view, NetworkView)
    assert says in view.sentence
    assert (view.ties is None) == ("One tie" not in says)


def test_the_page_stands_in_the_nav_and_is_not_searched() -> None:
    """Network is a landing page; what it says stands on other pages for search to find."""
    site = compose(small_site(), ComposeSettings())
    page = next(p for p in site.pages if p.kind == "network")
    assert ("Network", page.path) in site.nav
    assert page.facets is None


def test_a_site_without_articles_has_the_page() -> None:
    """Nothing is no error."""
    page = network_page(library(join([]), ComposeSettings()))
    assert page.charts == ()
