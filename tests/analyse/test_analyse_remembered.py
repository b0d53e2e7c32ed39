"""What is remembered of spaCy's steps changes no annotation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import spacy
from spacy.pipeline import AttributeRuler

from generator.analyse import remembered
from generator.analyse.language_model import model_path

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.language import Language
    from spacy.tokens import Doc

TEXTS = [
    "Ada Lund said she's gonna close the harbour, but he did not; did he have to?",
    "Let's go, y'all: I've got ta run, it ain't mine. C'm on!",
    "There is a ferry that the islanders like. There's no other, they think that it is theirs.",
    "Nobody did anything while the skippers, who had been waiting, might've left those boats.",
    "The ministers' cars were parked; better lights lit the worst-lit streets  \t twice.",
    "THE COUNCIL VOTED 12-3 ON MONDAY. \n",
    "I saw it, it saw you, and you saw me myself doing the doing.",
    "",
]


@pytest.fixture(scope="module")
def plain() -> Language:
    """Return the default model as spaCy loads it."""
    return spacy.load(model_path("en_core_web_md"))


def told(doc: Doc) -> list[tuple[Any, ...]]:
    """Return all that is said of a text's tokens."""
    return [
        (
            t.text,
            t.tag_,
            t.pos_,
            str(t.morph),
            t.lemma_,
            t.dep_,
            t.head.i,
            t.ent_iob_,
            t.ent_type_,
            t.is_sent_start,
        )
        for t in doc
    ]


def said(nlp: Language, texts: Sequence[str]) -> list[list[tuple[Any, ...]]]:
    """Return the annotations of some texts."""
    return [told(doc) for doc in nlp.pipe(texts)]


@pytest.mark.model
def test_a_remembered_word_is_annotated_as_spacy_does(nlp: Language, plain: Language) -> None:
    """The first time a word is met and each time after."""
    assert type(nlp.get_pipe("attribute_ruler")) is remembered.RememberedRules
    expected = said(plain, TEXTS)
    assert said(nlp, TEXTS) == expected
    assert said(nlp, TEXTS[::-1]) == expected[::-1]


@pytest.mark.model
def test_rules_hold_where_spacy_finds_them(nlp: Language, plain: Language) -> None:
    """Rules about one word, about its part in the sentence and about words in a row, in spaCy's order."""
    ours: Any = nlp.get_pipe("attribute_ruler")
    spacys: Any = plain.get_pipe("attribute_ruler")
    docs = list(nlp.pipe(TEXTS, disable=["attribute_ruler", "lemmatizer"]))
    assert any(end - start > 1 for doc in docs for _, _, start, end in ours.match(doc))
    for doc in docs:
        assert ours.match(doc) == spacys.match(doc)


@pytest.mark.model
def test_what_is_forgotten_is_asked_again(
    nlp: Language, plain: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A memory that is full is emptied, and nothing is lost but time."""
    monkeypatch.setattr(remembered, "_MOST", 0)
    assert said(nlp, TEXTS) == said(plain, TEXTS)


def test_a_step_that_changes_words_everywhere_stays_spacys() -> None:
    """A model's ruler that writes into the vocabulary is left as it is, as are steps that are not spaCy's."""
    nlp = spacy.blank("en")
    ruler: Any = nlp.add_pipe("attribute_ruler")
    ruler.add([[{"LOWER": "harbor"}]], {"NORM": "harbour"})
    assert type(remembered.remember(nlp).get_pipe("attribute_ruler")) is AttributeRuler


def test_a_ruler_without_rules_finds_nothing() -> None:
    """A model may have a ruler that was given no rule, or none about single words."""
    nlp = spacy.blank("en")
    nlp.add_pipe("attribute_ruler")
    rules: Any = remembered.remember(nlp).get_pipe("attribute_ruler")
    doc = nlp("The ferry sailed")
    assert rules.match(doc) == []
    rules.add([[{"LOWER": "the"}, {"LOWER": "ferry"}]], {"POS": "PROPN"}, 1)
    assert [(start, end) for _, _, start, end in rules.match(doc)] == [(0, 2)]
    assert nlp("The ferry sailed")[1].pos_ == "PROPN"
