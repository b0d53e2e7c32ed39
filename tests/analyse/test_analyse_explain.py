"""How a quote was found: what was weighed is told as it was weighed, and changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from generator.analyse.parse import ParsedParagraph
from generator.analyse.quotes.explain import path_between
from generator.model import Paragraph, Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.analyse import Analyser
    from generator.model import Article, Explanation, Step

PRONOUN = (
    "Mara Ellwood, the harbor minister, met Mr. Tobias Renn on Monday. She left early.\n"
    "“We will not sign this paper,” she said."
)


def by_hand(words: list[str], heads: list[int], labels: list[str]) -> ParsedParagraph:
    """Return a paragraph that is parsed as given."""
    doc = Doc(Vocab(), words=words, heads=heads, deps=labels)
    return ParsedParagraph(
        paragraph=Paragraph(span=Span(start=0, end=len(doc.text)), kind="body"), start=0, doc=doc
    )


def written(path: tuple[Step, ...], text: str) -> list[str]:
    """Return a path as words, each behind the label that leads to it."""
    return [
        step.word.of(text)
        if step.label is None
        else f"{'up' if step.to_head else 'down'} {step.label} {step.word.of(text)}"
        for step in path
    ]


def test_a_path_goes_up_to_the_common_word_and_down() -> None:
    """Each step names the dependency that it follows, and whether it goes to the head or from it."""
    parsed = by_hand(
        ["Ellis", "left", ",", "saying", "no"],
        [1, 1, 1, 1, 3],
        ["nsubj", "ROOT", "punct", "advcl", "dobj"],
    )
    path = path_between(parsed.doc[3], parsed.doc[0], parsed)
    assert written(path, parsed.doc.text) == ["saying", "up advcl left", "down nsubj Ellis"]


def test_words_of_two_sentences_have_no_path() -> None:
    """Where nothing in the parse joins cue and source, no path is made up."""
    parsed = by_hand(["Ellis", "left", "Renn", "spoke"], [1, 1, 3, 3], ["nsubj", "ROOT", "nsubj", "ROOT"])
    assert path_between(parsed.doc[3], parsed.doc[0], parsed) == ()


Explained = tuple["Article", tuple["Explanation", ...], dict[str, str]]
"""An article, the explanations of its quotes, its actors' names by id."""


@pytest.fixture
def explain(analyse: Analyser, make_article: Callable[..., Article]) -> Callable[[str], Explained]:
    """Return what explains the quotes of a text."""

    def run(text: str) -> Explained:
        article = make_article(text)
        analysis, explanations = analyse.explain(article)
        return article, explanations, {a.id: a.canonical_name for a in analysis.actors or ()}

    return run


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        PRONOUN,
        "“We came,” Mara Ellwood said. “We saw nothing at all.”",
        "Mara Ellwood said the deal is “a disaster for the whole coast.” A senior official denied that.",
        "Nobody said anything.",
    ],
)
def test_explaining_changes_nothing(
    analyse: Analyser, make_article: Callable[..., Article], text: str
) -> None:
    """An explained article has the very analysis that a build gives it, and an explanation for each quote."""
    article = make_article(text)
    analysis, explanations = analyse.explain(article)
    assert analysis == analyse(article)
    assert tuple(e.quote for e in explanations) == analysis.quotes


@pytest.mark.model
def test_the_path_leads_from_cue_to_source(explain: Callable[[str], Explained]) -> None:
    """It begins with the cue, follows the parse, and ends in the source."""
    article, (found,), _ = explain("“We will not sign this paper,” said Mara Ellwood.")
    assert written(found.path, article.text) == ["said", "down nsubj Ellwood"]
    assert found.how == "inverted"
    assert found.way == "name"
    assert found.named_by is None


@pytest.mark.model
def test_what_a_relative_pronoun_stands_for_is_told(explain: Callable[[str], Explained]) -> None:
    """Where the source is "who", the phrase that was resolved is named beside it, and the path goes on to it."""
    article, explanations, names = explain("Mara Ellwood, who described the deal as “simplistic,” left.")
    found = next(e for e in explanations if e.quote.kind == "direct")
    assert found.quote.source is not None
    assert found.quote.source.of(article.text) == "who"
    assert found.named_by is not None
    assert found.named_by.of(article.text) == "Mara Ellwood"
    assert found.path[-1].word.of(article.text) == "Ellwood"
    assert names[found.quote.speaker] == "Mara Ellwood"


@pytest.mark.model
def test_a_pronoun_tells_whom_it_weighed(explain: Callable[[str], Explained]) -> None:
    """Those who fit come best first, those whose gender is another last; the best is the speaker."""
    _, explanations, names = explain(PRONOUN)
    found = explanations[-1]
    assert found.way == "pronoun"
    assert [names[c.actor] for c in found.considered] == ["Mara Ellwood", "Tobias Renn"]
    ellwood, renn = found.considered
    assert ellwood.fits
    assert ellwood.is_subject
    assert ellwood.n_sentences == 2
    assert not renn.fits
    assert renn.gender == "he"
    assert found.quote.speaker == ellwood.actor


@pytest.mark.model
def test_a_tie_names_nobody(explain: Callable[[str], Explained]) -> None:
    """Two of one standing are both shown with their scores, and the speaker stays open."""
    _, explanations, _ = explain(
        "Mary Ellwood came to the harbor, and Susan Renn left the town.\n“We will not sign this paper,” she said."
    )
    found = explanations[-1]
    first, second = found.considered
    assert first.score == second.score
    assert found.quote.speaker is None
    assert found.quote.candidates == (first.actor, second.actor)
    assert found.weighing.limit is not None


@pytest.mark.model
def test_the_best_comes_first(explain: Callable[[str], Explained]) -> None:
    """Of those who fit, the one who is nearer and a subject stands before the other, and speaks."""
    _, explanations, names = explain(
        "Susan Renn left the town. Mary Ellwood came to the harbor.\n“We will not sign this paper,” she said."
    )
    found = explanations[-1]
    assert [(names[c.actor], c.n_sentences) for c in found.considered] == [
        ("Mary Ellwood", 1),
        ("Susan Renn", 2),
    ]
    first, second = (c.score for c in found.considered)
    assert first is not None
    assert second is not None
    assert first > second
    assert found.quote.speaker == found.considered[0].actor


@pytest.mark.model
def test_a_role_tells_who_was_ruled_out(explain: Callable[[str], Explained]) -> None:
    """Of two presidents the one whose role shares the description's words speaks; the other is shown as unfit."""
    _, explanations, names = explain(
        "French President Luc Ormond met Polish President Andrzej Wilk on Monday.\n"
        "“We will not sign this paper,” the French president said."
    )
    found = explanations[-1]
    assert found.way == "role"
    assert [(names[c.actor], c.fits) for c in found.considered] == [
        ("Luc Ormond", True),
        ("Andrzej Wilk", False),
    ]
    assert "french" in found.considered[0].words
    assert found.weighing.factors == (("role", 0.9),)


@pytest.mark.model
def test_a_carried_speaker_tells_from_where(explain: Callable[[str], Explained]) -> None:
    """A later piece names the quote that it has its speaker from; one that a rule reached itself names none."""
    _, explanations, _ = explain("“We came to the harbor,” Mara Ellwood said. “We saw nothing at all there.”")
    first, second = explanations
    assert first.carried == ()
    assert second.carried == (first.quote.id,)


@pytest.mark.model
@pytest.mark.parametrize(
    "text", [PRONOUN, "It said the bridge would close. “Nobody was told about that,” it said."]
)
def test_the_confidence_is_what_its_parts_make(explain: Callable[[str], Explained], text: str) -> None:
    """The rule's figure times the factors, cut where nobody was found, is the quote's confidence."""
    _, explanations, _ = explain(text)
    assert explanations
    for found in explanations:
        assert found.weighing.value == found.quote.confidence
        assert all(0 < factor < 1 for _, factor in found.weighing.factors)
        nobody = found.quote.speaker is None and found.quote.unnamed is None
        assert (found.weighing.limit is not None) == nobody


@pytest.mark.model
def test_a_language_without_model_has_nothing_to_explain(
    analyse: Analyser, make_article: Callable[..., Article]
) -> None:
    """No quotes are looked for there, and so none explained."""
    analysis, explanations = analyse.explain(
        make_article("« Nous ne signerons pas », a dit Mara Ellwood.", language="fr")
    )
    assert analysis.quotes is None
    assert explanations == ()
