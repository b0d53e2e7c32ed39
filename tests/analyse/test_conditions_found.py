"""What depends on what, one sentence a construction, and what only looks so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.analyse import Analyser

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language

    from generator.model import Article

pytestmark = pytest.mark.model

Sides = list[tuple[str, str]]


@pytest.fixture
def conditions_of(nlp: Language, make_article: Callable[..., Article]) -> Callable[[str], Sides]:
    """Return what is conditioned and the condition, of every condition of a text."""
    del nlp

    def run(text: str) -> Sides:
        article = make_article(text)
        found = Analyser()(article).conditions or ()
        return [(c.what.of(article.text), c.condition.of(article.text)) for c in found]

    return run


@pytest.mark.parametrize(
    ("text", "what", "condition"),
    [
        ("The union will strike unless wages rise.", "The union will strike", "wages rise"),
        ("France will sign if Spain signs first.", "France will sign", "Spain signs first"),
        ("If Spain signs, France will withdraw its troops.", "France will withdraw its troops", "Spain signs"),
        ("France will sign only if Spain leaves.", "France will sign", "Spain leaves"),
        ("France would not sign until the truce held.", "France would not sign", "the truce held"),
        ("Mara Ellwood would finish the job as long as she was paid.", "Mara Ellwood would finish the job", "she was paid"),
        ("The bank might lend money, provided that the state put in as much.", "The bank might lend money", "the state put in as much"),
        ("Russia offered a truce in exchange for money.", "Russia offered a truce", "money"),
        ("Russia conditioned a ceasefire on the lifting of sanctions.", "a ceasefire", "the lifting of sanctions"),
        ("The plan requires the consent of parliament.", "The plan", "the consent of parliament"),
        ("The deal depends on a vote in parliament.", "The deal", "a vote in parliament"),
        ("The deal is contingent on a vote in parliament.", "The deal", "a vote in parliament"),
        ("Without a guarantee, the force would scare nobody.", "the force would scare nobody", "a guarantee"),
        ("The loan is subject to approval by parliament.", "The loan", "approval by parliament"),
        ("The plan will go ahead, subject to a vote in parliament.", "The plan will go ahead", "a vote in parliament"),
        ("France needs a clear mandate before it sends troops.", "it sends troops", "a clear mandate"),
        ("Rates would stay high for as long as prices rose.", "Rates would stay high", "prices rose"),
        ("France would send a fleet should the talks fail.", "France would send a fleet", "the talks fail"),
        ("If convicted, Mara Ellwood could face a prison term.", "Mara Ellwood could face a prison term", "convicted"),
        (
            "She said, “We are not going to win most places if we do not try.”",
            "We are not going to win most places",
            "we do not try",
        ),
        (
            "The mayor will not continue to oppose the law if it stands for years.",
            "The mayor will not continue to oppose the law",
            "it stands for years",
        ),
        (
            "She said the war would have made it safer if its new state succeeded and that she wanted to leave soon.",
            "the war would have made it safer",
            "its new state succeeded",
        ),
        (
            "Thieves could get five years taken off if they give up.",
            "Thieves could get five years taken off",
            "they give up",
        ),
        ("The merger must be approved by the members.", "The merger", "approved by the members"),
        ("Fourteen votes are needed for it to pass.", "it to pass", "Fourteen votes"),
        ("Spain made its consent dependent on a review.", "its consent", "a review"),
    ],
)  # fmt: skip
def test_both_sides_are_found_without_the_words_between(
    conditions_of: Callable[[str], Sides], text: str, what: str, condition: str
) -> None:
    """What depends and what it depends on stand apart; the marker belongs to neither."""
    assert conditions_of(text) == [(what, condition)]


@pytest.mark.parametrize(
    "text",
    [
        "Reporters asked if Mara Ellwood would resign.",
        "The official spoke on condition of anonymity because talks go on.",
        "The office is open until Friday.",
        "He looked as if he had lost.",
        "Even if it rains, the ferry will sail.",
        "Will France sign if Spain signs?",
        "She left without a word.",
        "The decree would allow him to act without approval.",
        "France will be without its captain.",
        "The snow will reach the coast if the wind turns.",
        "The trip was subject to delays.",
        "If you turn left, you will see the mill.",
        "The job requires patience.",
        "She would be grateful if he could look at the hinge.",
        "She said the law will be strict, if that makes sense.",
        "She said: “It won't be surprising if the cost exceeds the budget.”",
        "She started running as soon as she saw him.",
        "She was thinking if she could find work.",
        "Most of the shops are dependent on the fishermen.",
    ],
)
def test_what_only_looks_like_a_condition_is_none(conditions_of: Callable[[str], Sides], text: str) -> None:
    """Questions, anonymity, times, comparisons, weather, manners and polite requests make no condition."""
    assert conditions_of(text) == []


def test_a_condition_may_lift_another(conditions_of: Callable[[str], Sides]) -> None:
    """Behind "until" stands one condition, behind "unless" another, on all that is said before."""
    text = "The firm cannot buy more shares until a waiting period is over, unless the court approves it."
    assert conditions_of(text) == [
        ("The firm cannot buy more shares", "a waiting period is over"),
        ("The firm cannot buy more shares until a waiting period is over", "the court approves it"),
    ]


def test_a_condition_in_words_of_somebody_is_theirs(
    nlp: Language, make_article: Callable[..., Article]
) -> None:
    """Who says what something depends on sets the condition."""
    del nlp
    analysis = Analyser()(make_article("“We will strike unless wages rise,” said Mara Ellwood."))
    [found] = analysis.conditions or ()
    names = {a.id: a.canonical_name for a in analysis.actors or ()}
    assert found.actor is not None
    assert names[found.actor] == "Mara Ellwood"
    assert found.quote == (analysis.quotes or ())[0].id


@pytest.mark.parametrize(
    ("text", "setter"),
    [
        (
            "In rejecting Russia’s demand to lift sanctions in exchange for a ceasefire, Germany said it would wait.",
            "Russia",
        ),
        ("Russia conditioned a ceasefire on the lifting of sanctions.", "Russia"),
        ("Some of Russia’s demands require the consent of all members.", None),
    ],
)
def test_a_condition_is_set_by_whoever_asks_for_it(
    nlp: Language, make_article: Callable[..., Article], text: str, setter: str | None
) -> None:
    """Not by whoever rejects it; and what is said of a demand itself is set by nobody."""
    del nlp
    analysis = Analyser()(make_article(text))
    [found] = analysis.conditions or ()
    names = {a.id: a.canonical_name for a in analysis.actors or ()}
    assert (names[found.actor] if found.actor else found.holder) == setter


@pytest.mark.parametrize(
    ("held", "not_held"),
    [
        ("The deal depends on a vote.", "The deal depends on many factors."),
        ("The deal depends on whether Spain signs.", "The price depends on who is asked."),
        ("The project is dependent on a vote.", "The ruling party is dependent on farmers."),
        (
            "The firms will merge, subject to approval.",
            "It will be a complex issue, subject to fierce debate.",
        ),
        ("There can be no growth without a new law.", "There was no rain without a storm."),
        (
            "The tools will be shown only with the consent of the owners.",
            "The tools were shown with the consent of the owners.",
        ),
        (
            "“Voters accept that if the state pays, the mill will stay,” said Mara Ellwood.",
            "“Voters will no longer accept that if the state pays, the mill will stay,” said Mara Ellwood.",
        ),
    ],
)
def test_what_looks_like_a_condition_is_none(
    conditions_of: Callable[[str], Sides], held: str, not_held: str
) -> None:
    """What all things depend on, a question and what is told as a fact set no condition."""
    assert conditions_of(held)
    assert conditions_of(not_held) == []
