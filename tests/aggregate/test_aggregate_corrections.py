"""Editors' corrections: what each key does, in which order, and what is said of those that cannot be applied."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.aggregate import AggregateSettings, join
from generator.model import (
    ActorFacts,
    ActorOverrides,
    Corpus,
    DroppedQuote,
    Entry,
    FactsOf,
    KindOf,
    Merge,
    Named,
    Overrides,
    QuoteOverrides,
    Rename,
    SpeakerOf,
    Split,
    TopicOverrides,
)

# The corpora are the composing room's.
sys.path.insert(0, str(Path(__file__).parent.parent / "compose"))
from small_corpora import Story

if TYPE_CHECKING:
    from generator.model import CorpusActor, Problem, Quote

PLACE = "seeds/overrides.yml"


HARBOUR = (
    "“We will not pay,” said Mara Ellwood of the Harbor Council. “Never,” she added. "
    "The council said the fees were “fair and final”. An official said it was late. "
    "Britain and Pool were named."
)


def harbour() -> Entry:
    """Return an article in which Mara Ellwood speaks twice, the council once, and somebody unnamed once."""
    story = Story(
        "harbour",
        [
            (
                "body",
                HARBOUR,
            ),
        ],
        phrases=["harbor fees", "fees"],
    )
    story.actor("m", "Mara Ellwood", aliases=["Ellwood"])
    story.actor("c", "Harbor Council", "organization", aliases=["The council"])
    story.actor("b", "Britain", "place").actor("p", "Pool")
    story.quote("We will not pay,", "m", id="q1", group="q1")
    story.quote("Never,", "m", id="q2", group="q1")
    story.quote("the fees were “fair and final”", "c", "mixed", id="q3")
    story.quote("fair and final", "c", id="q4", part_of="q3")
    story.quote("it was late", None, "indirect", id="q5", unnamed="An official")
    return story.entry()


def ferries() -> Entry:
    """Return an article about another Ellwood, known by surname, and Lyudmila Oresh."""
    text = "Ellwood met Lyudmila Oresh. “It was late,” said Ellwood. United Kingdom and SWIFT were named."
    story = Story("ferries", [("body", text)], phrases=["ferry fees"])
    story.actor("e", "Ellwood").actor("o", "Lyudmila Oresh")
    story.actor("u", "United Kingdom", "country").actor("s", "SWIFT", "person")
    story.quote("It was late,", "e", id="r1")
    return story.entry()


def talks() -> Entry:
    """Return an article about Liudmyla Oresh and yet another Ellwood."""
    text = "Liudmyla Oresh said the talks were over. Ellwood of Zelmgrad agreed."
    story = Story("talks", [("body", text)], phrases=["talks"])
    story.actor("o", "Liudmyla Oresh").actor("e", "Ellwood").actor("z", "Zelmgrad", "place")
    story.quote("the talks were over", "o", "indirect", id="s1")
    return story.entry()


ENTRIES = (harbour(), ferries(), talks())


def corrected(
    actors: dict[str, Any] | None = None,
    quotes: dict[str, Any] | None = None,
    topics: dict[str, Any] | None = None,
    entries: tuple[Entry, ...] = ENTRIES,
) -> Corpus:
    """Return the corpus of the three articles with these overrides."""
    overrides = Overrides(
        place=PLACE,
        actors=ActorOverrides(**(actors or {})),
        quotes=QuoteOverrides(**(quotes or {})),
        topics=TopicOverrides(**(topics or {})),
    )
    return join(entries, (), AggregateSettings(min_topic_articles=1), overrides)


def names(corpus: Corpus) -> list[str]:
    """Return the actors' names, sorted."""
    return sorted(a.canonical_name for a in corpus.actors)


def actor(corpus: Corpus, name: str) -> CorpusActor:
    """Return the one actor of that name."""
    (found,) = [a for a in corpus.actors if a.canonical_name == name]
    return found


def quote(corpus: Corpus, identity: str) -> Quote:
    """Return the quote of that id."""
    return next(q for e in corpus.entries for q in e.analysis.quotes or () if q.id == identity)


def speaker(corpus: Corpus, identity: str) -> str | None:
    """Return the name of the actor that a quote has as its speaker."""
    where = next(e.article.id for e in corpus.entries for q in e.analysis.quotes or () if q.id == identity)
    spoken = quote(corpus, identity).speaker
    return next(
        (
            a.canonical_name
            for a in corpus.actors
            for s in a.appearances
            if (s.article, s.actor) == (where, spoken)
        ),
        None,
    )


def problem(corpus: Corpus) -> Problem:
    """Return the one problem."""
    (found,) = corpus.problems
    return found


def test_without_overrides_nothing_is_corrected() -> None:
    """The empty file gives the same corpus as none."""
    assert corrected() == join(ENTRIES, (), AggregateSettings(min_topic_articles=1))
    assert corrected().corrections == ()
    assert names(corrected()).count("Ellwood") == 2


def test_a_merge_makes_two_names_one() -> None:
    """Appearances, quotes and mentions are together; the other name is an alias and its address is remembered."""
    corpus = corrected({"merge": (Merge(line=3, into="Liudmyla Oresh", names=("Lyudmila Oresh",)),)})
    oresh = actor(corpus, "Liudmyla Oresh")
    assert {s.article for s in oresh.appearances} == {"ferries", "talks"}
    assert "Lyudmila Oresh" in oresh.aliases
    assert "Lyudmila Oresh" in {f.name for f in oresh.former}
    assert [(c.line, c.key, c.was, c.now, c.actor) for c in corpus.corrections] == [
        (3, "actors.merge", "Lyudmila Oresh", "Liudmyla Oresh", oresh.id)
    ]
    assert corpus.problems == ()


def test_a_merge_may_name_whom_no_article_names_so() -> None:
    """The actor is called as the editors say."""
    merge = Merge(line=1, into="Ludmila Oresh", names=("Liudmyla Oresh", "Lyudmila Oresh"))
    corpus = corrected({"merge": (merge,)})
    assert len(actor(corpus, "Ludmila Oresh").appearances) == 2
    assert corpus.problems == ()


def test_a_merge_within_an_article_leaves_one_actor_there() -> None:
    """Mentions and quotes of both are the one's, and the article counts once."""
    corpus = corrected({"merge": (Merge(line=1, into="Mara Ellwood", names=("Harbor Council",)),)})
    ellwood = actor(corpus, "Mara Ellwood")
    assert [s.article for s in ellwood.appearances] == ["harbour"]
    assert speaker(corpus, "q3") == "Mara Ellwood"
    analysis = next(e.analysis for e in corpus.entries if e.article.id == "harbour")
    ids = {a.id for a in analysis.actors or ()}
    assert {m.actor for m in analysis.mentions or ()} <= ids


def test_what_the_articles_have_as_one_already_is_no_problem() -> None:
    """A merge that came true by itself stays silent: it guards against the next article."""
    corpus = corrected({"merge": (Merge(line=1, into="Mara Ellwood", names=("The council", "Ellwood")),)})
    assert "Harbor Council" not in names(corpus)
    again = corrected({"merge": (Merge(line=1, into="Harbor Council", names=("The council",)),)})
    assert (again.problems, again.corrections) == ((), ())


def test_a_chain_of_merges_ends_at_its_end_in_any_order() -> None:
    """What becomes B, which becomes C, becomes C."""
    steps = (
        Merge(line=1, into="Liudmyla Oresh", names=("Lyudmila Oresh",)),
        Merge(line=2, into="Mara Ellwood", names=("Liudmyla Oresh",)),
    )
    for merges in (steps, steps[::-1]):
        corpus = corrected({"merge": merges})
        assert {s.article for s in actor(corpus, "Mara Ellwood").appearances} == {
            "ferries",
            "harbour",
            "talks",
        }
        assert corpus.problems == ()


def test_a_chain_through_a_name_that_nobody_has_holds() -> None:
    """The link between may be made by the chain itself."""
    steps = (
        Merge(line=1, into="Mara Ellwood", names=("The minister",)),
        Merge(line=2, into="The minister", names=("Liudmyla Oresh",)),
    )
    corpus = corrected({"merge": steps})
    assert "talks" in {s.article for s in actor(corpus, "Mara Ellwood").appearances}
    assert corpus.problems == ()


@pytest.mark.parametrize("key", ["merge", "rename"])
def test_a_circle_is_a_problem_and_the_rest_applies(key: str) -> None:
    """The line that would close it is left out and names the others."""
    pairs = [("Mara Ellwood", "Harbor Council"), ("Harbor Council", "Pool"), ("Pool", "Mara Ellwood")]
    steps: tuple[Any, ...] = tuple(
        Merge(line=n, into=into, names=(name,)) if key == "merge" else Rename(line=n, name=name, to=into)
        for n, (name, into) in enumerate(pairs, start=1)
    )
    corpus = corrected({key: steps})
    assert problem(corpus).line == 3
    assert problem(corpus).severity == "error"
    assert "Mara Ellwood" not in names(corpus)
    assert "Pool" in names(corpus)


def test_one_name_cannot_become_two() -> None:
    """The second line for a name is left out and names the first."""
    steps = (
        Merge(line=1, into="Mara Ellwood", names=("Pool",)),
        Merge(line=2, into="Harbor Council", names=("Pool",)),
    )
    corpus = corrected({"merge": steps})
    assert problem(corpus).line == 2
    assert "line 1" in problem(corpus).what


def test_a_long_chain_needs_no_deep_stack() -> None:
    """Thousands of links are followed."""
    steps = tuple(Merge(line=n, into=f"Name {n + 1}", names=(f"Name {n}",)) for n in range(3000))
    first = Merge(line=9999, into="Name 0", names=("Pool",))
    corpus = corrected({"merge": (*steps, first)})
    assert "Name 3000" in names(corpus)


def test_the_same_name_twice_makes_namesakes_one() -> None:
    """Two bare surnames are one when editors say so."""
    corpus = corrected({"merge": (Merge(line=1, into="Ellwood", names=("Ellwood",)),)})
    assert len(actor(corpus, "Ellwood").appearances) == 2


def test_a_name_that_may_be_several_is_no_target() -> None:
    """What cannot be told is left out with its choices, and how to tell them apart."""
    corpus = corrected({"merge": (Merge(line=1, into="Ellwood", names=("Pool",)),)})
    assert problem(corpus).severity == "error"
    assert "ferries" in problem(corpus).remedy
    assert "split" in problem(corpus).remedy


def test_a_split_moves_a_name_in_its_articles_only() -> None:
    """Among several of one surname, the article tells who is meant; the others stay."""
    split = Split(line=1, name="Ellwood", articles=("ferries",), into="Mara Ellwood")
    corpus = corrected({"split": (split,)})
    assert {s.article for s in actor(corpus, "Mara Ellwood").appearances} == {"harbour", "ferries"}
    assert [s.article for s in actor(corpus, "Ellwood").appearances] == ["talks"]
    assert speaker(corpus, "r1") == "Mara Ellwood"


def test_a_split_can_make_somebody_new_of_a_part() -> None:
    """The rest keeps its name, whatever forms are left."""
    merge = {"merge": (Merge(line=1, into="Oresh", names=("Liudmyla Oresh", "Lyudmila Oresh")),)}
    split = {
        "split": (Split(line=2, name="Mara Ellwood", articles=("seeds/harbour.txt",), into="Jane Ellwood"),)
    }
    assert "Mara Ellwood" not in names(corrected(split))
    assert "Jane Ellwood" in names(corrected(split))
    assert "Oresh" in names(corrected(merge))


def test_a_split_that_finds_nobody_names_the_nearest() -> None:
    """Article and name are both tested."""
    split = Split(line=4, name="Elwood", articles=("harbour", "harbor"), into="Jane Ellwood")
    corpus = corrected({"split": (split,)})
    assert [p.line for p in corpus.problems] == [4, 4]
    assert any("“Ellwood”" in p.remedy for p in corpus.problems)
    assert any("“harbour”" in p.remedy for p in corpus.problems)


def test_a_rename_keeps_the_former_name_as_an_alias() -> None:
    """The id goes with the new name, as if articles had it."""
    corpus = corrected({"rename": (Rename(line=1, name="Pool", to="Reginald Pool"),)})
    pool = actor(corpus, "Reginald Pool")
    assert "Pool" in pool.aliases
    assert pool.id == "reginald pool"


def test_a_rename_onto_another_actor_makes_them_one() -> None:
    """Two pages of one name would help nobody."""
    corpus = corrected({"rename": (Rename(line=1, name="Britain", to="United Kingdom"),)})
    kingdom = actor(corpus, "United Kingdom")
    assert {s.article for s in kingdom.appearances} == {"harbour", "ferries"}
    assert kingdom.kind == "country"


def test_a_kind_holds_in_every_article() -> None:
    """Kind is the editors' word, and topics know it too."""
    corpus = corrected({"kind": (KindOf(line=1, name="SWIFT", kind="organization"),)})
    assert actor(corpus, "SWIFT").kind == "organization"
    local = next(e.analysis.actors or () for e in corpus.entries if e.article.id == "ferries")
    assert next(a.kind for a in local if a.canonical_name == "SWIFT") == "organization"
    (told,) = corpus.corrections
    assert (told.was, told.now) == ("SWIFT: person", "SWIFT: organization")


def test_a_kind_that_it_has_already_says_nothing() -> None:
    """It guards, but corrects nothing."""
    corpus = corrected({"kind": (KindOf(line=1, name="Zelmgrad", kind="place"),)})
    assert (corpus.corrections, corpus.problems) == ((), ())


def test_a_dropped_actor_is_in_no_list_and_nothing_breaks() -> None:
    """What it said stays, without a page behind the name."""
    corpus = corrected({"drop": (Named(line=1, name="Mara Ellwood"), Named(line=2, name="Pool"))})
    assert "Mara Ellwood" not in names(corpus)
    assert quote(corpus, "q1").speaker == "m"
    assert all(n.actor in {a.id for a in corpus.actors} for a in corpus.actors for n in a.neighbours)


def test_facts_stay_with_the_actor_through_merges() -> None:
    """Facts come last, and several lines add up."""
    corpus = corrected(
        {
            "merge": (Merge(line=1, into="Liudmyla Oresh", names=("Lyudmila Oresh",)),),
            "facts": (
                FactsOf(line=2, name="Lyudmila Oresh", facts=ActorFacts(wikidata="Q1")),
                FactsOf(line=3, name="Liudmyla Oresh", facts=ActorFacts(description="Minister")),
            ),
        }
    )
    assert actor(corpus, "Liudmyla Oresh").facts == ActorFacts(wikidata="Q1", description="Minister")


def test_facts_of_namesakes_are_nobodys() -> None:
    """An identity is never given to two."""
    corpus = corrected({"facts": (FactsOf(line=2, name="Ellwood", facts=ActorFacts(wikidata="Q1")),)})
    assert problem(corpus).severity == "error"
    assert all(a.facts is None for a in corpus.actors)


def test_the_order_is_kind_split_merge_rename_drop_facts() -> None:
    """Each key finds what those before it made."""
    corpus = corrected(
        {
            "facts": (FactsOf(line=1, name="Jane Poole", facts=ActorFacts(wikidata="Q9")),),
            "drop": (Named(line=2, name="Harbor Council"),),
            "rename": (Rename(line=3, name="Jane Pool", to="Jane Poole"),),
            "merge": (Merge(line=4, into="Jane Pool", names=("Jane Ellwood",)),),
            "split": (Split(line=5, name="Ellwood", articles=("ferries",), into="Jane Ellwood"),),
            "kind": (KindOf(line=6, name="Ellwood", kind="group"),),
        }
    )
    jane = actor(corpus, "Jane Poole")
    assert (jane.kind, jane.facts) == ("group", ActorFacts(wikidata="Q9"))
    assert corpus.problems == ()


def said(text: str, by: str, article: str = "harbour", line: int = 7) -> dict[str, Any]:
    """Return an override that gives a quote to somebody."""
    return {"speaker": (SpeakerOf(line=line, article=article, text=text, speaker=by),)}


@pytest.mark.parametrize("text", ["Never,", "never", "“Never”", "We will not", "we will NOT pay,” “Never"])
def test_a_part_of_the_words_names_the_whole_utterance(text: str) -> None:
    """All pieces get the speaker, by the rule editor and surely."""
    corpus = corrected(quotes=said(text, "Harbor Council"))
    assert [speaker(corpus, q) for q in ("q1", "q2")] == ["Harbor Council"] * 2
    assert (quote(corpus, "q1").rule, quote(corpus, "q1").confidence) == ("editor", 1.0)
    assert {q.quote for q in actor(corpus, "Harbor Council").quotes} == {"q1", "q2", "q3"}
    (told,) = corpus.corrections
    assert (told.was, told.now) == ("said by Mara Ellwood", "said by Harbor Council")
    assert (told.article, told.quote) == ("harbour", "q1")


@pytest.mark.parametrize("name", ["harbour", "seeds/harbour.txt"])
def test_an_article_is_named_by_id_or_path(name: str) -> None:
    """Both lead to it."""
    assert speaker(corrected(quotes=said("it was late", "Pool", name)), "q5") == "Pool"


def test_an_archives_article_is_named_by_its_line() -> None:
    """The archive's own name is several articles, which the problem names; path and line are one."""
    entries = tuple(
        replace(
            e, article=replace(e.article, seed=replace(e.article.seed, path="seeds/all.jsonl.gz", line=n))
        )
        for n, e in enumerate(ENTRIES, start=1)
    )
    ok = corrected(quotes=said("it was late", "Pool", "seeds/all.jsonl.gz:1"), entries=entries)
    assert speaker(ok, "q5") == "Pool"
    for name in ("all", "seeds/all.jsonl.gz"):
        several = corrected(quotes=said("it was late", "Pool", name), entries=entries)
        assert "harbour" in problem(several).remedy


def test_an_unnamed_source_gets_a_name() -> None:
    """The description goes, the name comes."""
    corpus = corrected(quotes=said("it was late", "Pool"))
    assert (speaker(corpus, "q5"), quote(corpus, "q5").unnamed) == ("Pool", None)


def test_a_description_makes_a_speaker_unnamed() -> None:
    """What begins like a description and is nobody's name stands for somebody unnamed."""
    corpus = corrected(quotes=said("Never", "a clerk of the council"))
    assert (quote(corpus, "q1").speaker, quote(corpus, "q1").unnamed) == (None, "a clerk of the council")


def test_a_speaker_may_be_another_articles_actor() -> None:
    """It is then in this article too, not named but speaking."""
    corpus = corrected(quotes=said("Never", "Liudmyla Oresh"))
    oresh = actor(corpus, "Liudmyla Oresh")
    assert {s.article: s.n_mentions for s in oresh.appearances} == {"harbour": 0, "talks": 1}
    assert corpus.problems == ()


def test_a_speaker_that_nobody_names_is_made_a_person() -> None:
    """The correction says that no article has the name."""
    corpus = corrected(quotes=said("Never", "Otto Brandt"))
    assert actor(corpus, "Otto Brandt").kind == "person"
    assert corpus.corrections[0].now == "said by Otto Brandt, whom no article names"
    assert corpus.problems == ()


def test_a_new_speaker_that_looks_misspelt_is_told() -> None:
    """The nearest name is suggested, until another override confirms the new one."""
    assert "“Mara Ellwood”" in problem(corrected(quotes=said("it was late", "Mara Elwood"))).remedy
    confirmed = corrected(
        {"kind": (KindOf(line=1, name="Mara Elwood", kind="person"),)}, said("it was late", "Mara Elwood")
    )
    assert confirmed.problems == ()


def test_a_speaker_may_be_named_as_other_overrides_name_it() -> None:
    """Who reads the site writes the name that stands there: a merge's or rename's result."""
    merge = {"merge": (Merge(line=1, into="Ludmila Oresh", names=("Liudmyla Oresh", "Lyudmila Oresh")),)}
    corpus = corrected(merge, said("Never", "Ludmila Oresh"))
    assert {s.article for s in actor(corpus, "Ludmila Oresh").appearances} == {"harbour", "ferries", "talks"}
    rename = {"rename": (Rename(line=1, name="Harbor Council", to="The Board"),)}
    assert speaker(corrected(rename, said("Never", "The Board")), "q1") == "The Board"


def test_words_of_several_quotes_are_a_problem_that_names_them_without_the_words() -> None:
    """The report is public; the article may not be."""
    corpus = corrected(quotes=said("w", "Pool"))
    assert problem(corpus).severity == "error"
    assert "q1" in problem(corpus).remedy
    assert "pay" not in str(problem(corpus))


def test_words_that_are_gone_are_a_warning_with_the_nearest_quote() -> None:
    """A changed article is noticed; words that stand outside of quotes are told apart."""
    gone = problem(corrected(quotes=said("We will not play", "Pool")))
    assert (gone.severity, gone.line, gone.place) == ("warning", 7, PLACE)
    assert "q1" in gone.remedy
    outside = problem(corrected(quotes=said("were named", "Pool")))
    assert "in no quote" in outside.what


def test_a_quote_has_one_speaker_by_the_editors() -> None:
    """The second line is left out and names the first."""
    lines = (
        SpeakerOf(line=1, article="harbour", text="Never", speaker="Pool"),
        SpeakerOf(line=2, article="harbour", text="We will not pay", speaker="Harbor Council"),
    )
    corpus = corrected(quotes={"speaker": lines})
    assert "line 1" in problem(corpus).what
    assert speaker(corpus, "q1") == "Pool"


def test_a_dropped_quote_goes_with_all_its_pieces() -> None:
    """Nobody says it any more, anywhere."""
    corpus = corrected(quotes={"drop": (DroppedQuote(line=1, article="harbour", text="Never"),)})
    left = {q.id for e in corpus.entries for q in e.analysis.quotes or ()}
    assert left == {"q3", "q4", "q5", "r1", "s1"}
    assert actor(corpus, "Mara Ellwood").quotes == ()


def test_a_dropped_fragment_leaves_the_statement() -> None:
    """Scare quotes are no quotation, but what was said was said."""
    corpus = corrected(quotes={"drop": (DroppedQuote(line=1, article="harbour", text="fair and final"),)})
    assert quote(corpus, "q3").kind == "indirect"
    assert "q4" not in {q.id for e in corpus.entries for q in e.analysis.quotes or ()}


@pytest.mark.parametrize(
    "actors",
    [
        {"drop": (Named(line=5, name="Zelmgrat"),)},
        {"kind": (KindOf(line=5, name="Zelmgrat", kind="place"),)},
        {"rename": (Rename(line=5, name="Zelmgrat", to="X"),)},
        {"merge": (Merge(line=5, into="Pool", names=("Zelmgrat",)),)},
        {"facts": (FactsOf(line=5, name="Zelmgrat", facts=ActorFacts(wikidata="Q1")),)},
    ],
    ids=lambda actors: next(iter(actors)),
)
def test_an_override_that_matches_nothing_is_a_warning_with_the_nearest_name(actors: dict[str, Any]) -> None:
    """Each key tells file, line and what may be meant."""
    told = problem(corrected(actors))
    assert (told.place, told.line, told.severity) == (PLACE, 5, "warning")
    assert "Did you mean “Zelmgrad”" in told.remedy


def topic_names(corpus: Corpus) -> list[str]:
    """Return the topics' names in the corpus's order."""
    return [t.name for t in corpus.topics]


def test_topics_are_merged_renamed_dropped_and_pinned() -> None:
    """Each key does what it says, and a merged topic has the articles of both."""
    corpus = corrected(
        topics={
            "merge": (Merge(line=1, into="harbor fees", names=("fees", "Ferry fees")),),
            "rename": (Rename(line=2, name="Harbor Fees", to="what a berth costs"),),
            "drop": (Named(line=3, name="Talks"),),
        }
    )
    (fees,) = corpus.topics
    assert fees.name == "what a berth costs"
    assert [s.article for s in fees.appearances] == ["ferries", "harbour"]
    assert fees.appearances[1].other_keys == ("fees",)
    assert {c.key for c in corpus.corrections} == {"topics.merge", "topics.rename", "topics.drop"}
    assert all(c.topic == fees.id for c in corpus.corrections if c.key != "topics.drop")


def test_a_pinned_topic_stands_first_however_rare() -> None:
    """Thresholds do not hold for it."""
    overrides = Overrides(place=PLACE, topics=TopicOverrides(pin=(Named(line=1, name="talks"),)))
    copies = [
        replace(e, article=replace(e.article, id=f"{e.article.id}{n}")) for e in ENTRIES[:2] for n in range(3)
    ]
    many = (*ENTRIES, *copies)
    usual = join(many, (), AggregateSettings(min_topic_articles=9))
    assert "talks" not in topic_names(usual)
    assert topic_names(join(many, (), AggregateSettings(min_topic_articles=9), overrides))[0] == "talks"


def test_a_topic_that_nobody_writes_of_is_a_warning() -> None:
    """With the nearest phrase."""
    told = problem(corrected(topics={"drop": (Named(line=8, name="tallks"),)}))
    assert (told.line, told.severity) == (8, "warning")
    assert "“talks”" in told.remedy


NAMES = st.one_of(
    st.sampled_from(
        ["Mara Ellwood", "Ellwood", "Pool", "Harbor Council", "New Name", "Britain", "fees", "talks"]
    ),
    st.text(min_size=1, max_size=12).map(str.strip).filter(bool),
)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_overrides_can_break_a_corpus(data: st.DataObject) -> None:
    """Whatever names stand in the file: no error, every reference leads somewhere, and order of articles never matters."""
    line = st.integers(1, 99)
    merges = st.builds(Merge, line=line, into=NAMES, names=st.tuples(NAMES))
    renames = st.builds(Rename, line=line, name=NAMES, to=NAMES)
    splits = st.builds(Split, line=line, name=NAMES, articles=st.just(("ferries", "talks")), into=NAMES)
    speakers = st.builds(
        SpeakerOf,
        line=line,
        article=st.sampled_from(["harbour", "ferries", "x"]),
        text=st.sampled_from(["Never", "late", "fair and final", "zzz"]),
        speaker=NAMES,
    )
    overrides = Overrides(
        place=PLACE,
        actors=ActorOverrides(
            merge=tuple(data.draw(st.lists(merges, max_size=4))),
            rename=tuple(data.draw(st.lists(renames, max_size=3))),
            split=tuple(data.draw(st.lists(splits, max_size=2))),
            drop=tuple(data.draw(st.lists(st.builds(Named, line=line, name=NAMES), max_size=2))),
            kind=tuple(
                data.draw(
                    st.lists(st.builds(KindOf, line=line, name=NAMES, kind=st.just("group")), max_size=2)
                )
            ),
        ),
        quotes=QuoteOverrides(speaker=tuple(data.draw(st.lists(speakers, max_size=3)))),
        topics=TopicOverrides(merge=tuple(data.draw(st.lists(merges, max_size=3)))),
    )
    corpus = join(ENTRIES, (), AggregateSettings(min_topic_articles=1), overrides)
    assert corpus == join(ENTRIES[::-1], (), AggregateSettings(min_topic_articles=1), overrides)
    ids = [a.id for a in corpus.actors]
    assert len(ids) == len(set(ids))
    local = {(e.article.id, a.id) for e in corpus.entries for a in e.analysis.actors or ()}
    seen = [(s.article, s.actor) for a in corpus.actors for s in a.appearances]
    assert len(seen) == len(set(seen))
    assert set(seen) <= local
    for entry in corpus.entries:
        for one in entry.analysis.quotes or ():
            assert one.speaker is None or (entry.article.id, one.speaker) in local
    assert {c.actor for c in corpus.corrections if c.actor} <= set(ids)
