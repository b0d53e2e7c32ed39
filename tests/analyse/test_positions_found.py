"""Who stands where, one sentence a construction: holder, act and object, in the article's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.analyse import Analyser

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language

    from generator.model import Analysis, Article

pytestmark = pytest.mark.model

Read = list[tuple[str | None, str, str | None]]


@pytest.fixture
def positions_of(nlp: Language, make_article: Callable[..., Article]) -> Callable[[str], Read]:
    """Return holder, act and object of every position of a text."""
    del nlp

    def run(text: str) -> Read:
        article = make_article(text)
        analysis = Analyser()(article)
        names = {a.id: a.canonical_name for a in analysis.actors or ()}
        return [
            (
                p.unnamed if p.actor is None else names[p.actor],
                p.act,
                p.object.of(article.text) if p.object is not None else None,
            )
            for p in analysis.positions or ()
        ]

    return run


@pytest.fixture
def analysed(
    nlp: Language, make_article: Callable[..., Article]
) -> Callable[[str], tuple[Article, Analysis]]:
    """Return an article of a text with its analysis."""
    del nlp

    def run(text: str) -> tuple[Article, Analysis]:
        article = make_article(text)
        return article, Analyser()(article)

    return run


@pytest.mark.parametrize(
    ("text", "holder", "act", "words"),
    [
        ("Mara Ellwood has opposed sending ships.", "Mara Ellwood", "opposes", "sending ships"),
        (
            "Some countries have balked at the idea of a fleet.",
            "Some countries",
            "refuses",
            "the idea of a fleet",
        ),
        ("France has been hesitant to commit troops.", "France", "doubts", "to commit troops"),
        ("France and Spain forged ahead with the plan.", "France", "plans", "the plan"),
        ("Mara Ellwood ruled out joining the cabinet.", "Mara Ellwood", "rejects", "joining the cabinet"),
        ("Mara Ellwood is against the merger.", "Mara Ellwood", "opposes", "the merger"),
        ("France voted for the treaty.", "France", "supports", "the treaty"),
        ("Mara Ellwood urged both sides to meet.", "Mara Ellwood", "calls for", "both sides to meet"),
        ("Russia’s demand to lift sanctions was heard.", "Russia", "demands", "to lift sanctions"),
        ("Mara Ellwood voiced support for the strike.", "Mara Ellwood", "supports", "the strike"),
        ("The merger was criticised by Mara Ellwood.", "Mara Ellwood", "opposes", "The merger"),
        (
            "Few officials believe that the truce will hold.",
            "Few officials",
            "doubts",
            "that the truce will hold",
        ),
        ("Mara Ellwood has no intention of resigning.", "Mara Ellwood", "refuses", "resigning"),
        ("France does not support the plan.", "France", "opposes", "the plan"),
        ("Spain wants the sanctions to end.", "Spain", "demands", "the sanctions to end"),
        ("Mara Ellwood called the cut a mistake.", "Mara Ellwood", "opposes", "the cut a mistake"),
        ("Mara Ellwood described the cut as blackmail.", "Mara Ellwood", "accuses", "the cut as blackmail"),
        ("Mara Ellwood doubted whether it would hold.", "Mara Ellwood", "doubts", "whether it would hold"),
        ("Mara Ellwood saw no reason to resign.", "Mara Ellwood", "refuses", "no reason to resign"),
        ("France is to send a fleet of nine ships.", "France", "plans", "send a fleet of nine ships"),
        ("France is committed to lifting the ban.", "France", "pledges", "lifting the ban"),
        ("France vowed to fight on. It rejected the treaty.", "France", "rejects", "the treaty"),
        ("France was right in rejecting the treaty.", "France", "rejects", "the treaty"),
        ("France appealed for the sailors to be freed.", "France", "calls for", "the sailors to be freed"),
        (
            "France insists that the budget include the fleet.",
            "France",
            "demands",
            "that the budget include the fleet",
        ),
        ("France pushed back against bets on a treaty.", "France", "opposes", "bets on a treaty"),
        ("Mara Ellwood has been a critic of the merger.", "Mara Ellwood", "opposes", "the merger"),
        ("Mara Ellwood finally backed down.", "Mara Ellwood", "concedes", "backed down"),
    ],
)
def test_the_articles_own_words_tell_who_stands_where(
    positions_of: Callable[[str], Read], text: str, holder: str, act: str, words: str
) -> None:
    """Verbs, nouns, adjectives and passives give holder, act and object."""
    assert (holder, act, words) in positions_of(text)


@pytest.mark.parametrize(
    ("text", "holder", "act", "words"),
    [
        ("“I will not sign the treaty,” said Mara Ellwood.", "Mara Ellwood", "refuses", "sign the treaty"),
        ("Mara Ellwood said she would sue the harbour.", "Mara Ellwood", "plans", "sue the harbour"),
        (
            "“We will publish the contracts,” said Mara Ellwood.",
            "Mara Ellwood",
            "plans",
            "publish the contracts",
        ),
        (
            "“The minister must resign,” said Mara Ellwood.",
            "Mara Ellwood",
            "calls for",
            "The minister must resign",
        ),
        (
            "Mara Ellwood warned that the dam could break.",
            "Mara Ellwood",
            "warns",
            "that the dam could break",
        ),
        ("“There will be no talks,” said Mara Ellwood.", "Mara Ellwood", "refuses", "no talks"),
        (
            "Mara Ellwood said this is “not the time” to lift the ban.",
            "Mara Ellwood",
            "opposes",
            "lift the ban",
        ),
        ("Mara Ellwood said she hoped for a deal.", "Mara Ellwood", "hopes for", "a deal"),
        (
            "Mara Ellwood said the timetable was unacceptable.",
            "Mara Ellwood",
            "opposes",
            "the timetable was unacceptable",
        ),
        ("“The cut is not acceptable,” said Mara Ellwood.", "Mara Ellwood", "opposes", "The cut"),
        ("“The claim is nonsense,” said Mara Ellwood.", "Mara Ellwood", "rejects", "The claim is nonsense"),
        ("“They cheated us,” said Mara Ellwood.", "Mara Ellwood", "accuses", "They cheated us"),
        ("Mara Ellwood said France would send a fleet.", "France", "plans", "send a fleet"),
        ("Mara Ellwood said she might sue the harbour.", "Mara Ellwood", "warns", "sue the harbour"),
        (
            "Mara Ellwood said the club needs new owners.",
            "Mara Ellwood",
            "calls for",
            "the club needs new owners",
        ),
        ("“I don’t think they should go,” said Mara Ellwood.", "Mara Ellwood", "opposes", "they should go"),
        ("“We would not leave,” said Mara Ellwood.", "Mara Ellwood", "refuses", "We would not leave"),
    ],
)
def test_what_somebody_says_is_theirs(
    positions_of: Callable[[str], Read], text: str, holder: str, act: str, words: str
) -> None:
    """Inside a quotation or report "I", "we" and "she" are who speaks, and "must" is asked of others."""
    assert any(
        (holder, act) == found[:2] and found[2] is not None and words in found[2]
        for found in positions_of(text)
    )


@pytest.mark.parametrize(
    "text",
    [
        "Mara Ellwood said the cut would put lives at risk.",
        "The law condemned many women to poverty.",
        "Parliament will vote on the ruling on Tuesday.",
        "One scenario is that France will not pay the debt.",
        "“I want to thank the voters,” said Mara Ellwood.",
        "The agreement calls for a joint venture.",
        "Mara Ellwood walked away from the podium.",
        "The motion fell, raising the prospect of a strike.",
        "Mara Ellwood did not rule out a merger.",
        "Mara Ellwood is not against the merger.",
        "Mara Ellwood stopped short of rejecting the offer.",
        "Mara Ellwood declined to comment.",
        "Mara Ellwood refused to say whether she would go.",
        "Reporters asked Mara Ellwood whether she supported the plan.",
        "If Mara Ellwood rejects the plan, the mill will close.",
        "Will Mara Ellwood oppose the plan?",
        "Mara Ellwood offered no promises.",
        "Mara Ellwood would have accepted the plan.",
        "Mara Ellwood is expected to reject the plan.",
        "“I would not rule out a merger,” said Mara Ellwood.",
        "“Receipts should rise soon,” said Mara Ellwood.",
        "“I will miss the harbour,” said Mara Ellwood.",
        "The evidence suggests that the bridge fell at night.",
        "The storm will reach the coast by dawn.",
        "Mara Ellwood asked not to be named.",
        "Mara Ellwood backs up her files.",
        "Asked how long she planned to stay, Mara Ellwood smiled.",
        "“I want you to know that I listen,” said Mara Ellwood.",
        "“I don’t think she is happy,” said Mara Ellwood.",
        "Mara Ellwood suggested the company was hiding losses.",
        "Mara Ellwood walked from the station.",
        "Mara Ellwood stood behind the counter.",
        "Mara Ellwood dismissed the director.",
        "The economist Mara Ellwood said the bank would cut rates.",
        "Mara Ellwood said it would be inappropriate to comment.",
    ],
)
def test_what_only_looks_like_a_position_is_none(positions_of: Callable[[str], Read], text: str) -> None:
    """Denials of a denial, silence, questions, suppositions, what did not come true, forecasts and fate are no positions."""
    assert positions_of(text) == []


def test_those_who_hold_it_together_are_all_named(
    analysed: Callable[[str], tuple[Article, Analysis]],
) -> None:
    """A position of two has both; the second is joint."""
    _, analysis = analysed("France and Spain plan to send a fleet.")
    names = {a.id: a.canonical_name for a in analysis.actors or ()}
    [found] = analysis.positions or ()
    assert [names[i] for i in (found.actor, *found.joint_actors) if i is not None] == ["France", "Spain"]


def test_who_is_accused_or_urged_is_the_target(analysed: Callable[[str], tuple[Article, Analysis]]) -> None:
    """The charge is the object; whom it is brought against is the target."""
    article, analysis = analysed("Mara Ellwood accused Jonas Kerwick of stalling the talks.")
    names = {a.id: a.canonical_name for a in analysis.actors or ()}
    [found] = analysis.positions or ()
    assert found.target is not None
    assert names[found.target] == "Jonas Kerwick"
    assert found.object is not None
    assert found.object.of(article.text) == "stalling the talks"


def test_of_some_such_as_one_the_one_is_the_holder(positions_of: Callable[[str], Read]) -> None:
    """Who is named for some holds what some hold."""
    found = positions_of("Some, such as Poland, have said they would provide trucks.")
    assert [(holder, act) for holder, act, _ in found] == [("Poland", "plans")]


def test_a_promise_by_nobody_has_no_holder(analysed: Callable[[str], tuple[Article, Analysis]]) -> None:
    """Who was promised something is not who promised it."""
    _, analysis = analysed("The villages were promised new ploughs.")
    [found] = analysis.positions or ()
    assert (found.act, found.actor, found.unnamed, found.holder) == ("pledges", None, None, None)


def test_they_of_a_person_s_own_words_is_not_guessed(positions_of: Callable[[str], Read]) -> None:
    """Inside quotation marks "they" may be anybody: no holder is better than a wrong one."""
    assert positions_of("“They reject the plan,” said Mara Ellwood.") == []


def test_an_interview_is_read_without_marks(positions_of: Callable[[str], Read]) -> None:
    """In a transcript "I" is the one whose label stands before the words."""
    text = "MARA ELLWOOD: I will not sign the treaty.\nJONAS KERWICK: Thank you.\nMARA ELLWOOD: We oppose the merger."
    found = positions_of(text)
    assert [(act, words) for _, act, words in found] == [
        ("refuses", "sign the treaty"),
        ("opposes", "the merger"),
    ]


def test_every_span_is_the_articles_and_ids_differ(
    analysed: Callable[[str], tuple[Article, Analysis]],
) -> None:
    """Cue, object and holder stand inside the span, and no two positions share an id."""
    _, analysis = analysed(
        "Mara Ellwood rejected the plan and demanded a vote. Jonas Kerwick rejected the plan and demanded a vote."
    )
    found = analysis.positions or ()
    assert len(found) == len({p.id for p in found}) == len(found) > 1
    for position in found:
        assert position.span.contains(position.cue)
        assert position.object is not None
        assert position.span.contains(position.object)


def test_without_a_model_nothing_is_looked_for(make_article: Callable[..., Article]) -> None:
    """None says that nobody looked; () would say that there is nothing."""
    analysis = Analyser()(make_article("Mara Ellwood hat den Plan abgelehnt.", language="de"))
    assert (analysis.positions, analysis.conditions) == (None, None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Mara Ellwood did not want the state to involve itself and calls on France to remain neutral.",
            [
                ("Mara Ellwood", "rejects", "the state to involve itself"),
                ("Mara Ellwood", "calls for", "France to remain neutral"),
            ],
        ),
        (
            "Mara Ellwood dropped her refusal to meet and agreed to sign the treaty.",
            [("Mara Ellwood", "supports", "to sign the treaty"), ("Mara Ellwood", "refuses", "to meet")],
        ),
        (
            "She revisited the number of judges that Mara Ellwood proposed.",
            [("Mara Ellwood", "offers", "the number of judges")],
        ),
        ("Mara Ellwood would not commit to a vote.", [("Mara Ellwood", "refuses", "commit to a vote")]),
        ("Mara Ellwood has committed to a vote.", [("Mara Ellwood", "pledges", "a vote")]),
        (
            "Labour has announced plans to help buyers and the Greens would build homes.",
            [("Labour Party", "plans", "plans to help buyers")],
        ),
        (
            "France has called for the plan to be shelved.",
            [("France", "calls for", "the plan to be shelved")],
        ),
        ("The ministry said it would seek to delay it.", [("The ministry", "plans", "seek to delay it")]),
        ("Some Democrats urged Spain to pay.", [("Some Democrats", "calls for", "Spain to pay")]),
        (
            "They said Japanese with money to spare, and companies unwilling to invest in it, would keep on buying.",
            [("companies", "refuses", "to invest in it")],
        ),
    ],
)
def test_an_object_and_a_subject_end_with_their_clause(
    positions_of: Callable[[str], Read], text: str, expected: Read
) -> None:
    """A second predicate is no part of an object and has the first one's subject; a relative clause stands for all before it."""
    assert positions_of(text) == expected


def test_one_pronoun_means_one_person(positions_of: Callable[[str], Read]) -> None:
    """Whom a quotation of the sentence leaves unnamed is not named by a position in it."""
    met = "Gordon Brown met the miners. To a packed hall, the chancellor said the cuts proposed by shadow chancellor Owen Kerwick were wrong, "
    text = f"{met}he told them. Laying into the record of the party he said: “I give you this promise.”"
    assert "opposes" not in {act for who, act, _ in positions_of(text) if who == "Owen Kerwick"}


@pytest.mark.parametrize(
    ("act", "other"),
    [
        ("Mara Ellwood blasted the treaty.", "Mara Ellwood blasted the cliffs."),
        ("Mara Ellwood is determined to win a vote.", "Mara Ellwood was determined to have a blood clot."),
        ("Mara Ellwood called for an election.", "Mara Ellwood called the election for Jonas Kerwick."),
        ("France stands with Ukraine.", "Mara Ellwood stands with leaders of three states."),
        ("The voters want a new bridge.", "Every voter who wants to vote may do so."),
        (
            "Mara Ellwood was planning to sue the bank.",
            "Ohio was planning to hold its vote on Tuesday.",
        ),
        ("Mara Ellwood’s request for help was heard.", "Mara Ellwood did not answer a request for comment."),
        (
            "Mara Ellwood’s refusal to pay surprised them.",
            "Mara Ellwood’s alleged refusal to pay surprised them.",
        ),
        ("Mara Ellwood called the plan a farce.", "Mara Ellwood called it a mess."),
        ("Mara Ellwood refused to pay.", "The Herald claimed that Mara Ellwood refused to pay."),
        ("Mara Ellwood attacked Jonas Kerwick for the cuts.", "A man attacked Mara Ellwood for her money."),
        ("Mara Ellwood sought to delay the vote.", "Mara Ellwood sought to calm the markets."),
        ("Mara Ellwood demanded to see the papers.", "Mara Ellwood demanded to know whether they had paid."),
        (
            "Mara Ellwood expressed confidence in the plan.",
            "It showed a lack of confidence by Mara Ellwood in the plan.",
        ),
        (
            "“The mayor should resign,” said Mara Ellwood.",
            "“Many people said the mayor should resign,” said Mara Ellwood.",
        ),
        ("“The state must act,” said Mara Ellwood.", "“Mara Ellwood must act,” said Mara Ellwood."),
        ("“We need to withdraw our troops,” said Mara Ellwood.", "“We need to talk,” said Mara Ellwood."),
        (
            "“The ministry will close the mill,” Mara Ellwood, its spokeswoman, said.",
            "“The ministry will probably close the mill,” Mara Ellwood, its spokeswoman, said.",
        ),
        (
            "“I would close the mill if asked,” said Mara Ellwood.",
            "“I would close the mill if I were you,” said Mara Ellwood.",
        ),
        (
            "“France will not leave the union,” Mara Ellwood, its president, said.",
            "“France will never return to it,” Mara Ellwood said.",
        ),
        (
            "Mara Ellwood told her neighbor to pay. She asked for help.",
            "Mara Ellwood told me to pay. She asked for help.",
        ),
        (
            "Mara Ellwood said she supports the plan.",
            "Mara Ellwood will undoubtedly say she supports the plan.",
        ),
        (
            "Mara Ellwood unveiled her plans for the mill.",
            "Mara Ellwood is yet to unveil her plans for the mill.",
        ),
        (
            "Mara Ellwood asked the mayor for a new vote.",
            "Mara Ellwood asked the mayor for how many days it would go on.",
        ),
        (
            "Mara Ellwood asks the mayor for help.",
            "Mara Ellwood gives bread to everyone who comes asking for help.",
        ),
        (
            "Mara Ellwood denied the charge.",
            "Her sentence would have been longer had Mara Ellwood denied the charge.",
        ),
        ("Mara Ellwood denied the charge.", "It would have been longer had Mara Ellwood denied the charge."),
        (
            "Mara Ellwood was keen to build the dam.",
            "Mara Ellwood was keen to point out that the dam is old.",
        ),
        (
            "Mara Ellwood sought to build the dam.",
            "Mara Ellwood said most of the extra aid sought to build the dam had been secured.",
        ),
        (
            "The bank said it would sell more of its loans to raise cash.",
            "He added it was possible the bank would sell more of its loans to raise cash.",
        ),
        (
            "A statement said the group was glad. The group agreed to meet in a year.",
            "A statement said the group was glad. It added that the group saw as realistic Peru's medium-term goal of restoring trust on financial markets, and agreed to meet in a year.",
        ),
        (
            "Each side attacks them saying, “I reject this verse.”",
            "Each side will attack them saying, “I reject this verse.”",
        ),
        (
            "The council met on Monday. It is calling on the judge to resign.",
            "As a result, says the committee, the council may need new rules. It is calling on the judge to resign.",
        ),
        (
            "Mara Ellwood called for a new vote in Nevada.",
            "Later in the day, the AP and NBC News also called Nevada for Ellwood, giving him more votes.",
        ),
        (
            "The court sought to delay the vote.",
            "The court sought to determine whether the vote was lawful.",
        ),
        (
            "Mara Ellwood said: “This is why the council should be joining them.”",
            "Mara Ellwood said: “What I understand less is why the council should be joining them.”",
        ),
        (
            "The commission said the states would provide troops.",
            "The commission said small states such as Malta would provide troops.",
        ),
        (
            "The mayor charged Mara Ellwood with abuse of power, and the council accused her of theft.",
            "The first charged Mara Ellwood with abuse of power, and the second accused her of theft.",
        ),
        ("Mara Ellwood was accused of theft.", "They may remove people who had been accused of theft."),
        (
            "Mara Ellwood said: “A lot of money is needed to rebuild it.”",
            "Mara Ellwood said: “A lot of time is needed to rebuild it.”",
        ),
        ("Mara Ellwood accepted the plan.", "Mara Ellwood accepted stamps as payment."),
        (
            "Support from Mara Ellwood for the plan surprised them.",
            "Mara Ellwood came on a trip to enlist support from governments for the plan.",
        ),
        ("Mara Ellwood is to sue the bank.", "Mara Ellwood will sue the bank."),
    ],
)
def test_what_looks_like_a_position_is_another_sense(
    positions_of: Callable[[str], Read], act: str, other: str
) -> None:
    """The same word takes a position in the first sentence and none in the second."""
    assert positions_of(act)
    assert positions_of(other) == []


def test_no_word_inside_a_name_leads_to_an_object(positions_of: Callable[[str], Read]) -> None:
    """A "for" in a name is no part of what is called for."""
    assert positions_of("Spain backed the call by the Movement for Democracy (MPD) party.") == [
        ("Spain", "supports", "the call by the Movement for Democracy (MPD) party")
    ]
