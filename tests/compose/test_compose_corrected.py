"""Pages of what editors corrected and should look at, and addresses that lead on."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from small_corpora import Story, join, small_site

from generator.compose import ComposeSettings, compose
from generator.compose.override_lines import yaml_line
from generator.model import ActorFacts, Correction, Doubt, Former

if TYPE_CHECKING:
    from generator.compose.views_of_pages import ActorView
    from generator.compose.views_of_site import RedirectView, ReportView, ReviewView
    from generator.model import Corpus, CorpusActor, Page, Site

SETTINGS = ComposeSettings(excerpt_words=60)


def page(site: Site, path: str) -> Page:
    """Return the page at a path."""
    (found,) = [p for p in site.pages if p.path == path]
    return found


def redirects(corpus: Corpus) -> dict[str, str]:
    """Return where each address leads that is nobody's own."""
    found: dict[str, str] = {}
    for one in compose(corpus, SETTINGS).pages:
        if one.kind == "redirect":
            view: RedirectView = one.view  # type: ignore[assignment]
            found[one.path.removesuffix("/index.html")] = view.href
    return found


def with_actor(corpus: Corpus, name: str, **changes: object) -> Corpus:
    """Return the corpus with one actor changed."""
    assert any(a.canonical_name == name for a in corpus.actors)
    actors = tuple(replace(a, **changes) if a.canonical_name == name else a for a in corpus.actors)  # type: ignore[arg-type]
    return replace(corpus, actors=actors)


def somebody(name: str, *aliases: str, kind: str = "person") -> CorpusActor:
    """Return an actor of the small site under another name."""
    return replace(
        small_site().actors[0],
        id=name.lower(),
        canonical_name=name,
        kind=kind,
        aliases=aliases,
        former=(),  # type: ignore[arg-type]
    )


def only(*actors: CorpusActor) -> Corpus:
    """Return the small site's corpus with these actors alone, whose articles say nothing of their names."""
    bare = tuple(
        replace(a, appearances=(replace(a.appearances[0], actor=f"x{n}"),)) for n, a in enumerate(actors)
    )
    return replace(small_site(), actors=bare, topics=(), positions=(), conditions=())


def test_a_former_address_leads_on() -> None:
    """By name, by kind, and with the digits of a surname that was by itself."""
    former = (
        Former(id="thomas okafor", name="Thomas Okafor", kind="person"),
        Former(id="tam okafor", name="Okafor", kind="group"),
        Former(id="okafor (person in x)", name="Okafor", kind="person", is_local=True),
    )
    found = redirects(with_actor(small_site(), "Tam Okafor", former=former))
    to_okafor = {a for a, href in found.items() if href == "../tam-okafor/"}
    assert to_okafor >= {"actors/thomas-okafor", "actors/okafor-group"}
    assert any(a.startswith("actors/okafor-person-") for a in to_okafor)


@pytest.mark.parametrize(
    ("actor", "expected"),
    [
        (
            somebody("Mara Ellwood", "Ellwood", "Mara", "Mara J. Ellwood", "the chair"),
            {"ellwood-person", "mara-j-ellwood"},
        ),
        (somebody("Harbor Council", "HC", "Council", kind="organization"), {"hc-organization"}),
        (somebody("Zoë", "zoe"), set()),
        (somebody("C++", "C#", kind="organization"), set()),
        (somebody("Con Page", "Page"), {"page-person"}),
    ],
)
def test_only_forms_that_could_be_the_name_get_an_address(actor: CorpusActor, expected: set[str]) -> None:
    """A surname, an acronym, a fuller or shorter name; no first names, no common words."""
    assert set(redirects(only(actor))) == {f"actors/{slug}" for slug in expected}


def test_an_address_that_may_mean_two_leads_nowhere() -> None:
    """A surname that two have is not one's; nor is what somebody else is called."""
    two = only(somebody("Mara Ellwood", "Ellwood"), somebody("Jon Ellwood", "Ellwood"))
    assert redirects(two) == {}
    other = somebody("Ellwood")
    assert redirects(only(somebody("Mara Ellwood", "Ellwood"), other)) == {}


def test_a_renamed_topic_leads_on() -> None:
    """Its variants do too."""
    corpus = small_site()
    topic = replace(corpus.topics[0], name="Boats", former=("Ferry fleet",), variants=("Vessels",))
    found = redirects(replace(corpus, topics=(topic,), positions=(), conditions=()))
    assert {a: h for a, h in found.items() if a.startswith("topics/")} == {
        "topics/ferry-fleet": "../boats/",
        "topics/vessels": "../boats/",
    }


def test_no_redirect_stands_in_nav_or_search() -> None:
    """They are no pages to read."""
    site = compose(small_site(), SETTINGS)
    hidden = [p for p in site.pages if p.kind == "redirect"]
    assert hidden
    assert all(p.facets is None for p in hidden)
    assert not {p.path for p in hidden} & {path for _, path in site.nav}


def test_facts_are_told_as_the_editors_own() -> None:
    """Description, links and JSON-LD of the right type."""
    facts = ActorFacts(wikidata="Q42", url="https://okafor.example/", description="Union leader")
    made = page(
        compose(with_actor(small_site(), "Tam Okafor", facts=facts), SETTINGS), "actors/tam-okafor.md"
    )
    view: ActorView = made.view  # type: ignore[assignment]
    assert view.facts is not None
    assert view.facts.description == "Union leader"
    assert [link.href for link in view.facts.links] == ["https://www.wikidata.org/wiki/Q42", facts.url]
    assert made.linked is not None
    assert made.linked["@type"] == "Person"
    assert made.linked["sameAs"] == ("https://www.wikidata.org/wiki/Q42", facts.url)


def test_the_build_report_lists_corrections_with_their_places() -> None:
    """What it was, what it is, and a link; an actor's page links back, but not for facts alone."""
    corpus = small_site()
    okafor = next(a for a in corpus.actors if a.canonical_name == "Tam Okafor")
    gift = next(r for r in okafor.quotes)

    def correction(key: str, **more: str) -> Correction:
        return Correction(place="seeds/overrides.yml", line=3, key=key, was="one", now="other", **more)  # type: ignore[arg-type]

    corrected = replace(
        corpus,
        corrections=(
            correction("actors.rename", actor=okafor.id),
            correction("quotes.speaker", article=gift.article, quote=gift.quote),
            correction("actors.drop"),
        ),
    )
    site = compose(corrected, SETTINGS)
    view: ReportView = page(site, "build-report.md").view  # type: ignore[assignment]
    assert view.corrections is not None
    rows = view.corrections.rows
    assert [row[0].text for row in rows] == ["seeds/overrides.yml:3"] * 3
    assert rows[0][3].href == "actors/tam-okafor.md"
    assert (rows[1][3].href or "").startswith("articles/")
    assert rows[2][3].href is None
    own: ActorView = page(site, "actors/tam-okafor.md").view  # type: ignore[assignment]
    assert own.corrected is not None
    assert own.corrected.href == "../build-report.md#corrected"
    known = compose(replace(corpus, corrections=(correction("actors.facts", actor=okafor.id),)), SETTINGS)
    other: ActorView = page(known, "actors/tam-okafor.md").view  # type: ignore[assignment]
    assert other.corrected is None


def review(corpus: Corpus, **settings: object) -> ReviewView:
    """Return the review page."""
    site = compose(corpus, replace(SETTINGS, **settings))  # type: ignore[arg-type]
    view: ReviewView = page(site, "review.md").view  # type: ignore[assignment]
    return view


def unsure(publish: str = "full", rule: str = "clause", confidence: float = 0.4) -> Corpus:
    """Return a corpus of one article in which a speaker is not sure."""
    story = Story(
        "fees",
        [
            (
                "body",
                "Mara Ellwood and Jon Dace came. “We will not pay a single crown of it,” one of them said.",
            )
        ],
        meta={"publish": publish},
    )
    story.actor("m", "Mara Ellwood").actor("j", "Jon Dace")
    story.quote(
        "We will not pay a single crown of it,", None, confidence=confidence, candidates=("m", "j"), rule=rule
    )
    return join([story.entry()])


def test_an_unsure_speaker_is_asked_about_with_a_line_that_names_the_quote() -> None:
    """The line is an entry of the file of overrides, for the first of who may have spoken."""
    (item,) = review(unsure()).items
    assert "Mara Ellwood or Jon Dace" in item.question
    assert item.key == "quotes: speaker:"
    (entry,) = yaml.safe_load(item.line)
    assert entry == {"article": "fees", "text": "We will not pay a single", "speaker": "Mara Ellwood"}
    assert (item.places[0].href or "").startswith("articles/")


def test_words_that_may_not_be_published_are_not_on_the_review_page() -> None:
    """They are counted, and the command that lists them is named."""
    view = review(unsure("none"))
    assert view.items == ()
    assert "broadsheet explain" in (view.note or "")
    assert view.empty is None


@pytest.mark.parametrize(("rule", "confidence"), [("editor", 1.0), ("clause", 0.95)])
def test_what_is_sure_is_not_asked_about(rule: str, confidence: float) -> None:
    """Editors' own decisions and certain ones are done with; with nothing to review, the page says so."""
    story = Story("fees", [("body", "“We will not pay,” said Mara Ellwood.")], meta={"publish": "full"})
    story.actor("m", "Mara Ellwood").quote("We will not pay,", "m", rule=rule, confidence=confidence)
    view = review(join([story.entry()]))
    assert view.items == ()
    assert view.empty == "Nothing to review: no decision was close."


def test_doubts_have_lines_that_decide_them() -> None:
    """Each sort of doubt names its key and an entry that the reader understands."""
    corpus = small_site()
    one, other = corpus.actors[0], corpus.actors[1]
    where = (one.appearances[0].article,)
    given = (
        Doubt(
            kind="kind",
            actor=one.id,
            name=one.canonical_name,
            articles=where,
            kinds=("person", "group"),
            harm=9,
        ),
        Doubt(kind="joined", actor=one.id, name="Okafor", articles=where, harm=8),
        Doubt(kind="alike", actor=one.id, name=other.canonical_name, articles=where, other=other.id, harm=7),
    )
    kind, joined, alike = review(replace(corpus, doubts=given)).items[:3]
    assert (kind.key, yaml.safe_load(kind.line)) == (
        "actors: kind:",
        [{"name": one.canonical_name, "kind": "group"}],
    )
    assert (joined.key, yaml.safe_load(joined.line)) == (
        "actors: split:",
        [{"name": "Okafor", "articles": list(where), "into": "Okafor"}],
    )
    assert (alike.key, yaml.safe_load(alike.line)) == (
        "actors: merge:",
        [{"into": one.canonical_name, "from": [other.canonical_name]}],
    )


def test_at_most_a_hundred_are_asked_about() -> None:
    """The rest is counted."""
    corpus = small_site()
    one = corpus.actors[0]
    where = (one.appearances[0].article,)
    many = tuple(
        Doubt(kind="joined", actor=one.id, name=f"N{n}", articles=where, harm=float(n + 1))
        for n in range(140)
    )
    view = review(replace(corpus, doubts=many))
    assert len(view.items) == 100
    assert "N139" in view.items[0].question
    assert "The 100 most harmful of" in view.sentence


@given(st.lists(st.text(min_size=1, max_size=30), min_size=1, max_size=8, unique=True))
def test_every_doubt_has_an_anchor_of_its_own(names: list[str]) -> None:
    """Whatever a short name is made of (O'Sullivan, signs, another script), its place on the review page has an address."""
    corpus = small_site()
    one = corpus.actors[0]
    where = (one.appearances[0].article,)
    many = tuple(
        Doubt(kind="joined", actor=one.id, name=name, articles=where, harm=9)
        for name in ["O'Sullivan", *names]
    )
    anchors = [i.id for i in review(replace(corpus, doubts=many)).items]
    assert len(set(anchors)) == len(anchors)
    assert all(re.fullmatch(r"[a-z0-9.-]+", a) for a in anchors)


@given(st.text(max_size=60).filter(lambda t: not any(0xD800 <= ord(c) <= 0xDFFF for c in t)))
def test_a_line_gives_back_exactly_what_it_was_made_of(text: str) -> None:
    """Quotation marks, braces, controls and unseen characters survive the way through YAML, on one line."""
    line = yaml_line({"name": text, "articles": (text, "b")})
    assert "\n" not in line
    assert line.startswith("    - {")
    assert yaml.safe_load(line) == [{"name": text, "articles": [text, "b"]}]
