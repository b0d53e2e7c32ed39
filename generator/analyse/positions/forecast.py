"""Whether "will" and "would" tell what somebody plans, or what is to be awaited: "saying it would help", "will vote on Tuesday"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.analyse.positions.lexicon import nouns, verbs
from generator.analyse.quotes.lexicon import bodies
from generator.analyse.quotes.somebody import is_somebody
from generator.analyse.quotes.source import DOCUMENTS

if TYPE_CHECKING:
    from spacy.tokens import Token

    from generator.analyse.quotes.find import Finding

_LIKELY = frozenset(
    {
        "certainly",
        "surely",
        "probably",
        "likely",
        "presumably",
        "possibly",
        "perhaps",
        "undoubtedly",
        "inevitably",
    }
)
_VIEWS = frozenset(
    {
        "view",
        "guess",
        "forecast",
        "expectation",
        "belief",
        "bet",
        "feeling",
        "scenario",
        "prediction",
        "assumption",
        "fear",
    }
)
_PLURAL = frozenset({"NNS", "NNPS"})
_ASIDE = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "QUANTITY", "ORDINAL"})


def is_the_sayer(pronoun: Token, deed: Token, said: Finding) -> bool:
    """Tell whether "it" or "they" in reported words can only be who says them.

    "The firm said it would close the mill" tells a plan; "they backed the law, saying it would help" tells what a law does.
    """
    source = _source(said)
    if source is None or source.doc is not pronoun.doc:
        return True
    several = source.tag_ in _PLURAL or any(c.dep_ == "conj" for c in source.children)
    if source.lower_ == "they":
        several = True
    if pronoun.lower_ == "it" and several and source.ent_type_ != "ORG":
        return False
    if is_press(source):
        return False
    if deed.lemma_.lower() not in verbs("effect"):
        return True
    own = {t.i for t in source.subtree}
    others = (t for t in source.doc[: pronoun.i] if t.i not in own and t.pos_ in {"NOUN", "PROPN"})
    return not any(_can_be_meant(t, pronoun) for t in others)


def _source(said: Finding) -> Token | None:
    report = said.draft.report
    if report is None or report.source is None or said.reading is None:
        return None
    return said.reading.doc[report.source]


def is_press(source: Token) -> bool:
    """Tell whether a paper or a study says it: what it tells is another's plan."""
    names = (source, *(c for c in source.children if c.dep_ == "compound"), *source.conjuncts)
    return any(t.lower_ in nouns("press") or t.lemma_.lower() in nouns("press") for t in names)


def _can_be_meant(thing: Token, pronoun: Token) -> bool:
    """Tell whether a noun before "it" or "they" may be what the pronoun stands for."""
    if (
        thing.ent_type_ in _ASIDE
        or thing.lower_ in DOCUMENTS
        or thing.dep_ in {"compound", "amod", "nmod", "poss"}
    ):
        return False
    return (thing.tag_ in _PLURAL) == (pronoun.lower_ == "they")


def is_thing(subject: Token) -> bool:
    """Tell whether "going to" or "will" is said of a thing, which has no will."""
    return (
        subject.pos_ in {"NOUN", "VERB"}
        and not is_somebody(subject)
        and subject.lemma_.lower() not in bodies() | nouns("party")
    )


def is_dated(verb: Token) -> bool:
    """Tell whether the article only tells when something takes place: "will vote on it on Tuesday"."""
    if verb.lemma_.lower() not in verbs("dated"):
        return False
    first = min((c.i for c in verb.children if c.dep_ == "aux"), default=verb.i)
    return any(t.ent_type_ in {"DATE", "TIME"} for t in verb.subtree if t.i > first)


def is_imagined(verb: Token) -> bool:
    """Tell whether a clause is what may come: "one scenario is that it will not pay", "the part of the deal that he will go"."""
    told_of = verb.dep_ == "acl" and any(c.lower_ == "that" for c in verb.children)
    return told_of or (verb.dep_ == "ccomp" and verb.head.lemma_ == "be")


def is_guess(verb: Token) -> bool:
    """Tell whether a deed is only held to be likely or supposed: "they will almost certainly", "our view is they will", "if I were her, I would"."""
    if verb.lemma_ == "vote":
        # "Voters said they would vote": for or against what stands in the word list.
        return True
    ours = any(c.dep_ == "nsubj" and c.lower_ in {"i", "we"} for c in verb.children)
    if not ours and any(c.dep_ == "advmod" and c.lower_ in _LIKELY for c in verb.children):
        return True
    if any(c.lower_ == "never" for c in verb.children) and any(
        c.dep_ == "nsubj" and c.ent_type_ == "GPE" for c in verb.children
    ):
        # "Britain will never return to it": who says so promises it.
        return True
    if any(c.dep_ == "advcl" and _is_in_another_s_place(c) for c in verb.children):
        return True
    views = (c for c in verb.head.children if c.dep_ == "nsubj") if verb.head.lemma_ == "be" else ()
    return verb.dep_ == "ccomp" and any(c.lemma_.lower() in _VIEWS for c in views)


def _is_in_another_s_place(clause: Token) -> bool:
    """Tell whether a clause is "if I were her"."""
    if clause.lemma_ != "be" or not any(c.lower_ == "if" for c in clause.children):
        return False
    own = any(c.dep_ == "nsubj" and c.lower_ in {"i", "we"} for c in clause.children)
    return own and any(
        c.dep_ == "attr" and (c.pos_ == "PROPN" or c.lower_ in {"you", "him", "her", "them"})
        for c in clause.children
    )


def is_taken_for(verb: Token) -> bool:
    """Tell whether a verb says what somebody takes a thing for: "would consider it a bargain"."""
    named = any(c.dep_ in {"ccomp", "oprd"} and c.pos_ in {"NOUN", "ADJ"} for c in verb.children)
    return named and verb.lemma_ in {"consider", "call", "see", "regard"}


def has_lost_subject(auxiliary: Token, verb: Token) -> bool:
    """Tell whether the parser hung the subject of "will" elsewhere: then it is not known who will."""
    if verb.dep_ == "conj" or any(c.dep_ in {"nsubj", "nsubjpass", "expl"} for c in verb.children):
        return False
    before = auxiliary.i - 1
    while before >= auxiliary.sent.start and auxiliary.doc[before].pos_ in {"PUNCT", "ADV"}:
        before -= 1
    return before >= auxiliary.sent.start and auxiliary.doc[before].pos_ in {"NOUN", "PROPN", "NUM"}


def is_another_s_view(verb: Token, spoken: bool) -> bool:  # noqa: FBT001
    """Tell whether a speaker tells what others think: "he believes that they should pay"."""
    while verb.dep_ in {"conj", "ccomp", "xcomp"} and verb.head != verb:
        verb = verb.head
        if spoken and verb.lemma_ in {"believe", "think", "feel", "say", "argue", "claim"}:
            several = {"he", "she", "they", "people", "some", "many", "others", "lot"}
            return any(c.dep_ == "nsubj" and c.lower_ in several for c in verb.children)
    return False
