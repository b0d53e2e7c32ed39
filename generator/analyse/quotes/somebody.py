"""What a noun can be: somebody who speaks, a text that says something, or a thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.analyse.actors.lexicon import lexicon
from generator.analyse.quotes.lexicon import bodies, documents, people

if TYPE_CHECKING:
    from spacy.tokens import Token


def is_person_noun(noun: Token) -> bool:
    """Tell whether a noun says what a person is or does ("spokeswoman", "victim")."""
    heads = lexicon().role_heads
    return noun.lower_ in heads or noun.lemma_.lower() in heads


def is_document(noun: Token) -> bool:
    """Tell whether a noun is a text that says something itself ("report")."""
    return noun.lower_ in documents() or noun.lemma_.lower() in documents()


def is_somebody(noun: Token) -> bool:
    """Tell whether a noun is a name, a person's or a people's, or a body that can speak."""
    if noun.pos_ in {"PROPN", "PRON"} or noun.ent_type_ != "" or is_person_noun(noun):
        return True
    return any(w in people() or w in bodies() for w in (noun.lower_, noun.lemma_.lower()))
