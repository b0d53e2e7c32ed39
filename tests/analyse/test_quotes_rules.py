"""Whose words these are where no speech verb holds them: each rule with one article of a few lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.analyse.actors import find_actors
from generator.analyse.parse import parse
from generator.analyse.quotes import find_quotes

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language

    from generator.model import Article

pytestmark = pytest.mark.model

Said = list[tuple[str, str | None, str]]


@pytest.fixture
def said(nlp: Language, make_article: Callable[..., Article]) -> Callable[[str], Said]:
    """Return an article's direct quotes: words, who is meant, rule."""

    def run(text: str) -> Said:
        article = make_article(text)
        parsed = parse(article, nlp)
        found = find_actors(parsed)
        names = {a.id: a.canonical_name for a in found.actors}
        return [
            (q.content.of(article.text), names[q.speaker] if q.speaker else q.unnamed, q.rule)
            for q in find_quotes(parsed, found)
            if q.kind == "direct"
        ]

    return run


INTRODUCED = "Mara Ellwood took the floor at noon.\n“We will not sign this paper today.”"
ANNOUNCED = "Mara Ellwood released the following statement:\n“We will not sign this paper today.”"
SIGNED = "Readers wrote in after the vote.\n“We never asked for this harbor.” ― Mara Ellwood"
LABELLED = "A part of the hearing follows.\n“ELLWOOD: We never asked for this harbor to be sold.”"
APPOSITION = "“We never asked for this,” Ellwood, a former mayor, said on Monday.\nMara Ellwood left in May."


@pytest.mark.parametrize(
    ("text", "words", "who", "rule"),
    [
        (INTRODUCED, "We will not sign this paper today.", "Mara Ellwood", "introduced"),
        (ANNOUNCED, "We will not sign this paper today.", "Mara Ellwood", "announced"),
        (SIGNED, "We never asked for this harbor.", "Mara Ellwood", "dash"),
        (APPOSITION, "We never asked for this,", "Mara Ellwood", "clause"),
        (
            "Mara Ellwood supports “fair pay for dockers” and little else.",
            "fair pay for dockers",
            "Mara Ellwood",
            "below",
        ),
        (
            "Critics were angry about Mara Ellwood’s remark that “the harbor can wait.”",
            "the harbor can wait.",
            "Mara Ellwood",
            "noun",
        ),
    ],
)
def test_words_get_their_speaker_without_a_speech_verb(
    said: Callable[[str], Said], text: str, words: str, who: str, rule: str
) -> None:
    """A sentence before, an announcement, a signature, a verb of holding a view or a noun tells who speaks."""
    found = {quote[0]: quote for quote in said(text)}
    assert found[words][1:] == (who, rule)


def test_a_transcripts_label_stands_inside_the_marks(said: Callable[[str], Said]) -> None:
    """A name in capitals behind the opening mark labels the line."""
    assert [(who, rule) for _, who, rule in said(LABELLED)] == [("ELLWOOD", "label")]


def test_words_in_a_row_share_their_speaker(said: Callable[[str], Said]) -> None:
    """One cue speaks for all members of a row."""
    found = said("Mara Ellwood called the plan “a mistake,” “a scandal” and “a gift to thieves.”")
    assert {who for _, who, _ in found} == {"Mara Ellwood"}
    assert [words for words, _, _ in found] == ["a mistake,", "a scandal", "a gift to thieves."]


def test_a_short_sentence_goes_with_its_paragraph(said: Callable[[str], Said]) -> None:
    """A whole sentence in marks needs no five words to go on for the last speaker."""
    found = said("“I like this town more than the other one,” Mara Ellwood said. “More friendly people.”")
    assert found[-1] == ("More friendly people.", "Mara Ellwood", "same paragraph")


@pytest.mark.parametrize(
    "text",
    [
        "Mara Ellwood appeared on “The Morning Round” on Monday.",
        "Some in the “Save the Pier” crowd suggest that the vote was close.",
        '<post author="mara" date="today"> The council meets on Monday.',
    ],
)
def test_names_and_attributes_are_nobodys_words(said: Callable[[str], Said], text: str) -> None:
    """Programmes, names inside a subject and attributes of stray tags are not speech."""
    assert said(text) == []


def test_a_participle_goes_on_for_the_outer_speaker(said: Callable[[str], Said]) -> None:
    """Behind “said X would …”, “saying” is the speaker's, whatever verb the parser hangs the participle on."""
    found = said(
        "Mara Ellwood said the council will have to choose whose side it is on, saying, “At some point it must come out.”"
    )
    assert found == [("At some point it must come out.", "Mara Ellwood", "clause")]


def test_a_second_verb_of_the_speaker_is_not_said(
    nlp: Language, make_article: Callable[..., Article]
) -> None:
    """A coordinated verb in the form of the speech verb ends what is said."""
    article = make_article("Mara Ellwood said the number would rise, and begged people not to go back.")
    parsed = parse(article, nlp)
    clauses = [q.content.of(article.text) for q in find_quotes(parsed, find_actors(parsed))]
    assert clauses[0] == "the number would rise"


def test_she_may_be_somebody_without_a_name(said: Callable[[str], Said]) -> None:
    """The unnamed subject of the sentence before stands nearer than a name further back."""
    found = said(
        "Mara Ellwood opened the inquiry on Monday. Ellwood read the names. A widow from the quay spoke next."
        " “Nobody ever called us back,” she said."
    )
    assert found[0][1] == "A widow from the quay"


def test_the_company_is_the_one_that_was_named(said: Callable[[str], Said]) -> None:
    """A definite body goes back to the only organization it can mean; of several it is none."""
    one = said("Corvane Systems lost the files in May. “We regret the delay,” the company said.")
    assert one[0][1] == "Corvane Systems"
    two = said(
        "Corvane Systems Ltd. sued Brunnwerk Marine Inc. in May. “We regret the delay,” the company said."
    )
    assert two[0][1] not in {"Corvane Systems", "Brunnwerk Marine"}


def test_what_somebody_else_called_it_is_theirs(said: Callable[[str], Said]) -> None:
    """A relative clause inside what one person says may quote another."""
    found = said("Mara Ellwood criticized the vote, which Tomas Brandt has called a “dangerous stunt.”")
    assert [who for _, who, _ in found] == ["Tomas Brandt"]


def test_words_before_a_later_speaker_are_not_theirs(said: Callable[[str], Said]) -> None:
    """With other words between two quotations the speaker of the second does not get the first."""
    found = said(
        "“The vote stands for now, whatever they say.” The hall fell silent at once for a while."
        " “I disagree with all of it,” said Tomas Brandt."
    )
    assert found[0][1] is None


def test_it_goes_on_for_the_body_that_spoke(said: Callable[[str], Said]) -> None:
    """“It” behind a body's words is that body, “they” behind several people's are these."""
    body = said("Corvane Systems Ltd. said it was sorry. It said the files were “never at risk at all.”")
    assert body[0][1] is not None
    assert "Corvane" in body[0][1]
    several = said("Two diplomats said the talks were over. They said it was “a matter of hours.”")
    assert several[0][1] == "Two diplomats"


def test_who_issues_a_statement_speaks(said: Callable[[str], Said]) -> None:
    """The subject of issuing speaks, and so does who is suspended for saying something."""
    issued = said("Mara Ellwood issued a statement saying “the harbor is not for sale.”")
    assert issued[0][1] == "Mara Ellwood"
    blamed = said("The party suspended Tomas Brandt for saying “the harbor is a grave.”")
    assert blamed[0][1] == "Tomas Brandt"


def test_words_never_reach_over_a_semicolon(nlp: Language, make_article: Callable[..., Article]) -> None:
    """What another says before a semicolon is not said by who speaks behind it."""
    article = make_article(
        "The Centre Party has said it will vote against it; the minister, Mara Ellwood, said they would be there."
    )
    parsed = parse(article, nlp)
    found = find_actors(parsed)
    names = {a.id: a.canonical_name for a in found.actors}
    said = {q.content.of(article.text): names.get(q.speaker or "") for q in find_quotes(parsed, found)}
    assert said["they would be there"] == "Mara Ellwood"
    assert "Mara Ellwood" not in {who for words, who in said.items() if "vote" in words}


def test_a_clause_that_opens_marks_goes_on_to_where_they_close(
    nlp: Language, make_article: Callable[..., Article]
) -> None:
    """Words between marks are never cut in two, whatever the parser joins them to."""
    text = 'Mara Ellwood would not answer more questions, adding it was "over many years and nothing has changed".'
    article = make_article(text)
    parsed = parse(article, nlp)
    spans = [q.content for q in find_quotes(parsed, find_actors(parsed))]
    assert spans
    for one in spans:
        for other in spans:
            assert not one.overlaps(other) or one.contains(other) or other.contains(one)


def test_a_name_that_begins_small_is_no_word_of_the_quotation(
    nlp: Language, make_article: Callable[..., Article]
) -> None:
    """The particle of the speaker's name behind the closing mark belongs to the name."""
    text = "Casimir de Wael came late.\n“There will be a day to ask whose hand was on which wheel,” de Wael said. “Today we are looking for people.”"
    article = make_article(text)
    parsed = parse(article, nlp)
    quotes = find_quotes(parsed, find_actors(parsed))
    assert [q.kind for q in quotes] == ["direct", "direct"]
    assert [q.content.of(text) for q in quotes] == [
        "There will be a day to ask whose hand was on which wheel,",
        "Today we are looking for people.",
    ]
