"""Who stands where on pages: labels on the article's own words, with their place, and only where these may be published."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from small_corpora import Story, ferry_strike, ferry_talks, greve, join, quiet_harbour, small_site

from generator.compose import ComposeSettings, compose
from generator.compose.acts import ACTS, act_slug
from generator.compose.home_page import HOME
from generator.compose.library import library
from generator.compose.quote_filters import quote_facets
from generator.compose.review_page import REVIEW
from generator.compose.views import Cut
from generator.errors import UnfaithfulError
from generator.model import (
    Corpus,
    Entry,
    JoinedPosition,
    JsonObject,
    Matrix,
    Page,
    PositionRef,
    Reversal,
    SameWords,
    Site,
    WordsVersion,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.compose.views_of_standing import Stand, StandsView

WHOLE = ComposeSettings(publish="full", site_name="Test")


def tolls(name: str = "tolls", **meta: Any) -> Entry:  # noqa: ANN401
    """Return an article on bridge tolls: four who stand somewhere, one of them without a name, and two conditions."""
    story = Story(
        name,
        [
            ("body", "Mayor Ida Prell demanded that the bridge tolls go."),
            ("body", "Governor Per Lund and Senator Ada Roth rejected an end of the bridge tolls."),
            (
                "body",
                "Prell offered to wait until the bridge is paid for. Some drivers opposed the bridge tolls.",
            ),
            ("body", "It was promised that bridge tolls stay low unless steel gets dearer."),
        ],
        meta={"title": f"Tolls {name}", "date": date(2031, 3, 3), "outlet": "Post"} | meta,
        phrases=["bridge tolls"],
    )
    story.actor("p", "Ida Prell", aliases=["Prell"]).actor("l", "Per Lund").actor("r", "Ada Roth")
    story.position("Ida Prell demanded that the bridge tolls go", "demands", "demanded", "p", id="go")
    story.position(
        "Governor Per Lund and Senator Ada Roth rejected an end of the bridge tolls",
        "rejects",
        "rejected",
        "l",
        joint_actors=("r",),
        id="no",
    )
    story.position("Prell offered to wait", "offers", "offered", "p", id="wait", confidence=0.55)
    story.position(
        "Some drivers opposed the bridge tolls", "opposes", "opposed", unnamed="Some drivers", id="drivers"
    )
    story.position("It was promised that bridge tolls stay low", "pledges", "promised", id="low")
    story.condition(
        "Prell offered to wait until the bridge is paid for",
        "to wait",
        "the bridge is paid for",
        "until",
        actor="p",
    )
    story.condition(
        "bridge tolls stay low unless steel gets dearer",
        "bridge tolls stay low",
        "steel gets dearer",
        "unless",
    )
    return story.entry()


def site(*entries: Entry, settings: ComposeSettings = WHOLE) -> Site:
    """Return the site of these articles."""
    return compose(join(entries), settings)


def page(made: Site, path: str) -> Page:
    """Return the page whose path begins so."""
    return next(p for p in made.pages if p.path.startswith(path))


def stands(made: Site, path: str) -> StandsView:
    """Return who stands where on a page."""
    view: Any = page(made, path).view
    return view.stands  # type: ignore[no-any-return]


def cuts(value: object) -> Iterator[Cut]:
    """Yield every passage within a view."""
    if isinstance(value, Cut):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from cuts(one)
    elif is_dataclass(value):
        for field in fields(value):
            yield from cuts(getattr(value, field.name))


def said(one: Stand) -> str:
    """Return a position as it is read: label and words."""
    return f"{one.act}: {one.words.before}{one.words.cue}{one.words.after}"


def test_an_articles_positions_stand_by_holder_with_the_articles_own_words() -> None:
    """Each holder has its own heading, named ones first; words that nobody holds stand last and say so."""
    view = stands(site(tolls()), "articles/tolls")
    heads = [g.holder.label if g.holder else g.title.text if g.title else "" for g in view.groups]
    assert heads == ["Ida Prell", "Per Lund", "Some drivers", "Not said whose"]
    assert [said(s) for s in view.groups[0].stands] == [
        "demands: Ida Prell demanded that the bridge tolls go",
        "offers: Prell offered to wait",
    ]
    assert view.groups[0].stands[0].words.cue == "demanded"
    assert [s.label for s in view.groups[1].stands[0].joint] == ["Ada Roth"]
    assert view.sentence == "Five positions."


def test_each_position_leads_to_the_paragraph_that_holds_its_words() -> None:
    """On the article's page an anchor is enough; other pages lead to that page and say outlet and date."""
    made = site(tolls(), ferry_talks())
    own = stands(made, "articles/tolls")
    assert [s.place for s in own.groups[0].stands] == ["#p-1", "#p-3"]
    assert own.groups[0].stands[0].source is None
    there = stands(made, "topics/bridge-tolls").groups[0].stands[0]
    assert there.place.endswith("#p-2")
    assert there.place.startswith("../articles/tolls")
    assert there.source == "Post · 3 March 2031"


def test_conditions_are_a_table_of_what_and_on_which_condition() -> None:
    """Both sides are the article's words; whoever is not said to set it is not made up."""
    rows = stands(site(tolls()), "articles/tolls").conditions
    assert [(r.what.before, r.marker, r.condition.before) for r in rows] == [
        ("to wait", "until", "the bridge is paid for"),
        ("bridge tolls stay low", "unless", "steel gets dearer"),
    ]
    assert [r.holder.label if r.holder else None for r in rows] == ["Ida Prell", None]


def test_a_condition_is_shown_without_a_word_that_is_not_published() -> None:
    """The word that makes it one may stand where nothing is published: then the table does without."""
    clause = "the crews are paid, the ferries sail again"
    far = "Only if, so the harbour master says in a letter to all, and to nobody else,"
    lines = ["Ferries stay.", f"{far} {clause}.", "x " * 60 + "end."]
    story = Story("pay", [("body", line) for line in lines], meta={"title": "Pay"})
    entry = story.condition(clause, "the ferries sail again", "the crews are paid", "Only if").entry()
    settings = ComposeSettings(publish="excerpt", excerpt_words=10, site_name="Test")
    row = stands(site(entry, settings=settings), "articles/pay").conditions[0]
    assert (row.marker, row.condition.before) == ("", "the crews are paid")


def test_a_topic_has_a_matrix_of_actors_by_act_whose_names_lead_to_the_words() -> None:
    """Joint holders have a row each, unnamed ones one together; nobody's positions are in no row."""
    made = site(tolls())
    topic = page(made, "topics/bridge-tolls")
    matrix = next(c for c in topic.charts if isinstance(c, Matrix))
    assert [r.label for r in matrix.rows] == ["Ada Roth", "Ida Prell", "Per Lund", "Without a name"]
    assert [c.label for c in matrix.columns] == ["Demands", "Opposes", "Rejects"]
    assert [[c.value for c in row] for row in matrix.cells] == [[0, 0, 1], [1, 0, 0], [0, 0, 1], [0, 1, 0]]
    anchors = {f"#{g.id}" for g in stands(made, "topics/bridge-tolls").groups}
    assert {r.href for r in matrix.rows} <= anchors


def test_a_matrix_says_which_act_leads_or_what_is_counted() -> None:
    """Its title claims a lead only where there is one, of all positions on the topic."""

    def finding(*entries: Entry) -> str:
        return next(
            c.finding for c in page(site(*entries), "topics/bridge-tolls").charts if isinstance(c, Matrix)
        )

    assert finding(tolls()) == "Positions in sentences on “bridge tolls”, by who takes them"
    more = replace(
        tolls("b"), analysis=replace(tolls("b").analysis, positions=tolls("b").analysis.positions[:1])
    )  # type: ignore[index]
    assert finding(tolls(), more) == "Most frequent is “demands”: two of five positions"


def test_few_positions_are_read_and_not_drawn() -> None:
    """Three positions of three actors have no matrix."""
    entry = tolls()
    few = tuple(p for p in entry.analysis.positions or () if p.id in {"go", "no"})
    made = site(replace(entry, analysis=replace(entry.analysis, positions=few)))
    assert not any(isinstance(c, Matrix) for c in page(made, "topics/bridge-tolls").charts)
    assert len(stands(made, "topics/bridge-tolls").groups) == 3


def test_of_many_actors_twelve_have_a_row_and_the_rest_is_summed() -> None:
    """The last row of names says how many others there are."""
    names = [f"Voter {chr(65 + n)}{chr(97 + n)}an" for n in range(15)]
    story = Story(
        "votes", [("body", f"{n} backed the bridge tolls.") for n in names], phrases=["bridge tolls"]
    )
    for i, name in enumerate(names):
        story.actor(f"v{i}", name)
        act = "supports" if i else "opposes"
        story.position(f"{name} backed the bridge tolls", act, f"{name} backed", f"v{i}", id=f"v{i}")  # type: ignore[arg-type]
    made = site(story.entry())
    matrix = next(c for c in page(made, "topics/bridge-tolls").charts if isinstance(c, Matrix))
    assert len(matrix.rows) == 13
    assert matrix.rows[-1].label == "3 others"
    assert sum(c.value for row in matrix.cells for c in row) == 15


def test_words_that_may_not_be_published_are_a_label_that_leads_to_their_article() -> None:
    """On the topic's page the label stands without words; no view of any page holds them."""
    entry = tolls(publish="excerpt")
    tight = ComposeSettings(excerpt_words=9, site_name="Test")
    made = site(entry, ferry_talks(), settings=tight)
    held = library(join([entry, ferry_talks()]), tight).excerpts["tolls"]
    for made_page in made.pages:
        for cut in cuts(made_page.view):
            if cut.article == "tolls":
                assert any(s.start <= cut.start and cut.end <= s.end for s in held.spans)
    view = stands(made, "topics/bridge-tolls")
    labels = [link for g in view.groups for link in g.unpublished]
    assert labels
    assert all(link.href and link.href.startswith("../articles/tolls") for link in labels)


def test_an_article_that_publishes_nothing_has_counts_only() -> None:
    """Its page says how many positions and conditions there are; other pages count them and name none."""
    made = site(tolls(publish="none"), tolls("b"))
    view = stands(made, "articles/tolls-tolls")
    assert view.sentence == "Five positions and two conditions found; no words of them may be published."
    assert not view.groups
    assert not view.conditions
    shown = stands(made, "topics/bridge-tolls")
    assert {c.article for c in cuts(shown)} == {"b"}
    assert not any(g.unpublished for g in shown.groups)
    matrix = next(c for c in page(made, "topics/bridge-tolls").charts if isinstance(c, Matrix))
    assert sum(c.value for row in matrix.cells for c in row) == 8


def test_what_is_not_sure_enough_is_on_no_page() -> None:
    """A position below the least confidence is neither shown nor counted."""
    made = site(tolls(), settings=replace(WHOLE, min_confidence=0.6))
    assert stands(made, "articles/tolls").sentence == "Four positions."


def test_an_actors_positions_stand_by_topic() -> None:
    """What is on a topic leads to where the topic's page tells who stands where; the rest stands last."""
    view = stands(site(tolls()), "actors/ida-prell")
    assert [g.title.text for g in view.groups if g.title] == ["Bridge tolls", "On other things"]
    assert view.groups[0].title
    assert view.groups[0].title.href == "../topics/bridge-tolls.md#stands"


def test_a_change_of_side_says_what_it_was_and_leads_there() -> None:
    """The later position is marked, with the earlier act, its day and its place."""
    corpus = join([tolls("a", date=date(2031, 3, 3)), tolls("b", date=date(2031, 4, 3))])
    before, after = (PositionRef(article=a, position="no") for a in "ab")
    actor = next(a.id for a in corpus.actors if a.canonical_name == "Per Lund")
    changed = replace(
        corpus,
        reversals=(Reversal(actor=actor, topic=corpus.topics[0].id, before=before, after=after),),
    )
    made = compose(changed, WHOLE)
    newest = stands(made, "actors/per-lund").groups[0].stands[0]
    assert newest.was
    assert newest.was.text == "changed: was “rejects” on 3 March 2031"
    assert newest.was.href
    assert newest.was.href.endswith("#p-2")
    older = stands(made, "actors/per-lund").groups[0].stands[1]
    assert older.was is None


def test_what_a_copy_repeats_is_counted_once() -> None:
    """A topic has the sentence of the older article, and says how many others have it."""
    corpus = join([tolls("a", date=date(2031, 3, 3)), tolls("b", date=date(2031, 4, 3))])

    def once(found: JoinedPosition) -> JoinedPosition:
        if found.ref.article == "a":
            return found
        return replace(found, repeats=PositionRef(article="a", position=found.ref.position))

    made = compose(replace(corpus, positions=tuple(map(once, corpus.positions))), WHOLE)
    view = stands(made, "topics/bridge-tolls")
    assert view.sentence == "Four positions."
    assert {s.again for g in view.groups for s in g.stands} == {"and in 1 other article"}


def test_the_home_page_has_the_newest_sure_positions_one_of_each_holder() -> None:
    """Whoever is not named, and what is less sure, does not stand there."""
    view: Any = page(site(tolls()), HOME).view
    assert [(s.holder.label, s.act) for s in view.stands] == [
        ("Ida Prell", "demands"),
        ("Per Lund", "rejects"),
    ]
    entry = tolls()
    unsure = tuple(p for p in entry.analysis.positions or () if p.id == "wait")
    few: Any = page(site(replace(entry, analysis=replace(entry.analysis, positions=unsure))), HOME).view
    assert few.stands == ()
    many: Any = page(site(tolls(), ferry_talks()), HOME).view
    assert [s.words.article for s in many.stands] == ["ferry-talks", "tolls"]


def test_sites_without_positions_say_nothing_of_them() -> None:
    """No heading, no empty table."""
    corpus = small_site()
    bare = replace(
        corpus,
        positions=(),
        conditions=(),
        actors=tuple(replace(a, positions=()) for a in corpus.actors),
        topics=tuple(replace(t, positions=(), conditions=()) for t in corpus.topics),
    )
    made = compose(bare, WHOLE)
    assert stands(made, "topics/ferries") == type(stands(made, "topics/ferries"))()


def test_an_article_in_which_nobody_stands_anywhere_says_so() -> None:
    """Where it was looked for; an article without a model says that elsewhere."""
    made = site(quiet_harbour(), greve())
    assert (
        stands(made, "articles/a-quiet").sentence
        == "No sentence was found that surely says where somebody stands."
    )
    assert stands(made, "articles/les-bateaux").sentence == ""


def test_quotes_are_filtered_by_what_their_words_do() -> None:
    """The file for browsers has, for each quote, the acts of the positions that stand in it."""
    content = quote_facets(library(join([ferry_strike(), ferry_talks()]), WHOLE)).content
    assert isinstance(content, JsonObject)
    values = content.values
    acts: Any = values["acts"]
    does: Any = values["act"]
    assert Counter(acts[n - 1] for n in does if n) == {"warns": 1, "refuses": 1, "offers": 1}
    assert len(does) == len(str(values["form"]))


def test_every_act_has_a_label_and_an_address() -> None:
    """Addresses hold nothing that a query would have to write otherwise."""
    assert all(act_slug(act).replace("-", "").isalpha() for act in ACTS)


def test_less_sure_positions_stand_on_the_review_page_with_a_line_that_takes_them_away() -> None:
    """The line names the article and words that no other position of it has."""
    view: Any = page(site(tolls()), REVIEW).view
    item = next(i for i in view.items if i.key == "positions: drop:")
    assert item.question == "Is “offers” right of Ida Prell: “Prell offered to wait …”?"
    assert item.line == '    - {article: "tolls", text: "Prell offered to wait"}'


@pytest.mark.parametrize("field", ["before", "cue"])
def test_a_position_whose_words_are_changed_ends_the_build(
    monkeypatch: pytest.MonkeyPatch, field: str
) -> None:
    """Whoever polishes the words of a position publishes nothing at all."""
    from generator.compose import standing  # noqa: PLC0415 - patched below

    original = standing.cut

    def polished(*given: Any) -> Cut:  # noqa: ANN401
        return replace(original(*given), **{field: "Polished "})

    monkeypatch.setattr(standing, "cut", polished)
    with pytest.raises(UnfaithfulError, match="a passage of tolls is not word for word"):
        site(tolls())


def two_versions() -> Corpus:
    """Return two articles that quote the same words, the later one with fewer of them and another title."""
    corpus = join([ferry_strike(), ferry_talks()])
    versions = (
        WordsVersion(article="ferry-strike", quote="crew"),
        WordsVersion(article="ferry-talks", quote="sail", differences=("cut after", "other title")),
    )
    return replace(corpus, same_words=(SameWords(versions=versions),))


def test_a_card_has_the_versions_of_its_words_in_other_articles() -> None:
    """On the pages of articles and actors, with how each differs and a way to its place; not on other pages."""
    made = compose(two_versions(), WHOLE)
    view: Any = page(made, "articles/ferry-crews").view
    card = next(q for g in view.groups for q in g.quotations if q.id == "crew")
    assert card.versions.summary == "Also quoted in 1 other article"
    (other,) = card.versions.versions
    assert other.differences == "ends earlier and gives another title"
    assert [part.text for p in other.pieces for part in p.parts] == [
        "The boats will sail when there is somebody to sail them,"
    ]
    assert other.place.endswith("#in-sail")
    assert other.speaker == "Tam Okafor"
    quotes: Any = page(made, "quotes/index").view
    assert all(q.versions is None for g in quotes.groups for q in g.quotations)


def test_versions_that_may_not_be_published_have_no_words() -> None:
    """The other article is named, its words are not."""
    corpus = two_versions()
    closed = tuple(
        replace(e, article=replace(e.article, publish="none")) if e.article.id == "ferry-talks" else e
        for e in corpus.entries
    )
    made = compose(replace(corpus, entries=closed), WHOLE)
    view: Any = page(made, "articles/ferry-crews").view
    card = next(q for g in view.groups for q in g.quotations if q.id == "crew")
    assert card.versions.versions[0].pieces == ()


def test_an_actors_page_has_one_card_of_an_utterance_that_several_articles_quote() -> None:
    """The fullest version stands there, with the others at hand."""
    view: Any = page(compose(two_versions(), WHOLE), "actors/tam-okafor").view
    shown = [q.id for g in view.groups for q in (*g.quotations, *g.statements)]
    assert "crew" in shown
    assert "sail" not in shown
