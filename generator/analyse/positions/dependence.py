"""Conditions that are phrases: without a promise, in exchange for peace, requires consent, depends on a vote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.analyse.positions.clauses import WITHHOLDS, denies, has_modal, provided
from generator.analyse.positions.lexicon import nouns
from generator.analyse.positions.polarity import is_negated
from generator.analyse.positions.sides import behind_preposition
from generator.analyse.positions.subject import is_party

if TYPE_CHECKING:
    from spacy.tokens import Token

    from generator.analyse.positions.sides import Sides
    from generator.analyse.quotes.find import Finding


_TESTS = frozenset(
    {"condition", "review", "negotiation", "audit", "contract", "check", "talk", "change", "agreement"}
)
_QUESTIONS = frozenset({"who", "what", "how", "where", "which", "when", "why"})
_POINTS = frozenset({"it", "they", "this", "that", "which", "he", "she", "who", "i", "we", "you"})


def without(marker: Token, said: Finding | None) -> Sides | None:
    """Without, absent, failing: a thing that must be there."""
    del said
    wanted = "dobj" if marker.pos_ == "VERB" else "pobj"
    held = next((c for c in marker.children if c.dep_ == wanted), None)
    if is_party(marker.head):
        # "Voters without degrees".
        return None
    absent = marker.lower_ == "absent" and marker.dep_ == "advcl"
    if held is None or not (absent or marker.dep_ in {"prep", "advmod"}) or held.pos_ == "VERB":
        return None
    if marker.i and marker.doc[marker.i - 1].text in {"-", "or", "/"}:
        return None
    verb = marker.head
    while verb.pos_ in {"NOUN", "PROPN", "ADJ"} and verb.head != verb:
        verb = verb.head
    if verb.pos_ not in {"VERB", "AUX"}:
        return None
    refused = denies(verb) or _is_withheld(verb)
    first = marker.i < verb.i and has_modal(verb)
    if (
        verb.dep_ in {"xcomp", "ccomp"}
        and verb.head.lemma_ in {"allow", "let", "permit", "enable"}
        and not refused
    ):
        return None
    assent = held.lemma_.lower() in nouns("assent") and (_would(verb) or has_modal(verb))
    none = verb.lemma_ == "be" and has_modal(verb) and _is_ruled_out(verb)
    if not (absent or refused or first or assent) or (verb.lemma_ == "be" and marker.i > verb.i and not none):
        return None
    if none:
        return behind_preposition(marker, held, verb, marker.i)
    return behind_preposition(marker, held, verb, marker.i)


def _is_ruled_out(be: Token) -> bool:
    """Tell whether words are "there can be no growth"."""
    return any(c.dep_ == "expl" for c in be.children) and any(
        c.dep_ == "attr" and any(g.lower_ == "no" for g in c.children) for c in be.children
    )


def with_assent(marker: Token, said: Finding | None) -> Sides | None:
    """Read "will be shown only with the owners' consent"."""
    del said
    verb = marker.head
    held = next((c for c in marker.children if c.dep_ == "pobj"), None)
    if held is None or held.lemma_.lower() not in nouns("assent") or verb.pos_ not in {"VERB", "AUX"}:
        return None
    only = next(
        (c for v in (marker, verb) for c in v.children if c.lower_ == "only" and c.i < marker.i), None
    )
    if only is None or marker.i < verb.i or not has_modal(verb):
        return None
    return behind_preposition(marker, held, verb, marker.i)


def _is_withheld(verb: Token) -> bool:
    """Tell whether a deed is refused: "refused to go without"; not "opposed a plan which would go without"."""
    node = verb
    while node.head != node and node.dep_ in {"xcomp", "ccomp", "pcomp", "conj", "prep", "pobj", "dobj"}:
        node = node.head
        if node.lemma_.lower() in WITHHOLDS:
            return True
    return False


def _would(verb: Token) -> bool:
    """Tell whether a clause supposes what would be."""
    return any(c.dep_ == "aux" and c.lower_ in {"would", "'d", "could"} for c in verb.children)


def in_exchange(marker: Token, said: Finding | None) -> Sides | None:
    """In exchange for, in return for, in the absence of."""
    del said
    head = marker.head
    if marker.dep_ != "pobj" or head.lower_ != "in":
        return None
    wanted = "of" if marker.lower_ == "absence" else "for"
    inner = next((c for c in marker.children if c.dep_ == "prep" and c.lower_ == wanted), None)
    held = None if inner is None else next((c for c in inner.children if c.dep_ in {"pobj", "pcomp"}), None)
    if inner is None or held is None:
        return None
    main = head.head
    if main.dep_ == "acl" and main.tag_ == "VBN":
        # "Services received in exchange for a fee".
        return None
    while (
        main.pos_ in {"NOUN", "PROPN"}
        and main.dep_ in {"dobj", "pobj", "conj", "attr"}
        and main.head != main
        and main.head.pos_ != "ADP"
    ):
        main = main.head
    return behind_preposition(head, held, main, inner.i)


def requires(marker: Token, said: Finding | None) -> Sides | None:
    """A thing requires, needs somebody's consent."""
    del said
    held = next((c for c in marker.children if c.dep_ == "dobj"), None)
    if marker.pos_ != "VERB" or is_negated(marker):
        return None
    if held is None:
        return _needed_for(marker)
    hyphened = held.i > 1 and held.doc[held.i - 1].text == "-"
    name = held.doc[held.i - 2 : held.i + 1].text if hyphened else held.lemma_
    if name.lower() not in nouns("assent"):
        return None
    doc, start, end = marker.doc, held.left_edge.i, held.right_edge.i + 1
    to = next((t for t in doc[held.i : min(marker.right_edge.i + 1, len(doc))] if t.tag_ == "TO"), None)
    if to is not None and to.head.i > held.i and marker.lemma_ == "require":
        return (to.i, to.head.right_edge.i + 1), (start, to.i), (marker.i, marker.i + 1)
    subject = next((c for c in marker.children if c.dep_ == "nsubj"), None)
    if (
        subject is None
        or subject.lower_ in _POINTS
        or (subject.pos_ in {"NOUN", "PROPN"} and is_party(subject))
    ):
        return None
    return (subject.left_edge.i, _before_punct(subject)), (start, end), (marker.i, marker.i + 1)


def _needed_for(marker: Token) -> Sides | None:
    """Read "fourteen votes are needed for it to pass", "to pass it"."""
    thing = next((c for c in marker.children if c.dep_ == "nsubjpass"), None)
    if thing is None or thing.lemma_.lower() not in nouns("assent"):
        return None
    clause = next(
        (c for c in marker.children if c.dep_ in {"advcl", "xcomp"} and c.tag_ == "VB" and c.i > marker.i),
        None,
    )
    if clause is None or not any(c.tag_ == "TO" for c in clause.children):
        return None
    start = clause.left_edge.i + (marker.doc[clause.left_edge.i].dep_ == "mark")
    return (
        (start, clause.right_edge.i + 1),
        (thing.left_edge.i, thing.right_edge.i + 1),
        (marker.i, marker.i + 1),
    )


def approved(marker: Token, said: Finding | None) -> Sides | None:
    """Read "the merger would have to be approved by the members": what must be approved hangs on who approves it."""
    del said
    agent = next((c for c in marker.children if c.dep_ == "agent"), None)
    if agent is None or marker.tag_ != "VBN" or marker.dep_ in {"acl", "amod"}:
        return None
    above = marker.head if marker.dep_ == "xcomp" else marker
    duty = next((c for c in marker.children if c.dep_ == "aux" and c.lower_ == "must"), None)
    if duty is None and above.lemma_ in {"have", "need"} and above != marker:
        duty = above
    subject = next((c for c in above.children if c.dep_ in {"nsubj", "nsubjpass"} and c.i < marker.i), None)
    if duty is None or subject is None or subject.pos_ == "PRON" or is_negated(above):
        return None
    return (
        (subject.left_edge.i, subject.right_edge.i + 1),
        (marker.i, agent.right_edge.i + 1),
        (duty.i, marker.i),
    )


def _before_punct(noun: Token) -> int:
    """Return the end of a noun phrase before what dashes or commas set off."""
    for token in noun.doc[noun.i + 1 : noun.right_edge.i + 1]:
        if token.is_punct:
            return token.i
    return noun.right_edge.i + 1


def depends(marker: Token, said: Finding | None) -> Sides | None:
    """Depends on, hinges on, is contingent on, is subject to."""
    del said
    name = "to" if marker.lower_ == "subject" else "on"
    if marker.lower_ == "subject" and marker.pos_ != "ADJ":
        return None
    if marker.lower_ == "subject" and marker.i and marker.doc[marker.i - 1].text == ",":
        return _subject_to(marker)
    prep = next(
        (
            c
            for c in marker.children
            if c.dep_ in {"prep", "prt"} and c.lower_ in {name, "upon"} and c.i > marker.i
        ),
        None,
    )
    held = (
        None
        if prep is None
        else next((c for c in prep.children if c.dep_ in {"pobj", "pcomp", "ccomp"}), None)
    )
    if prep is None or held is None or is_negated(marker):
        return None
    if name == "to" and held.dep_ == "pobj" and held.lemma_.lower() not in nouns("assent"):
        return None
    if (held.lemma_.lower() in nouns("many") and held.tag_ == "NNS") or _is_a_question(held):
        # "It depends on many factors", "on who is asked".
        return None
    node = marker
    while (
        node.dep_ in {"acomp", "oprd", "conj"}
        and node.head != node
        and not any(c.dep_ in {"nsubj", "nsubjpass"} for c in node.children)
    ):
        node = node.head
    dobj = next(
        (
            c
            for c in node.children
            if c.dep_ in {"dobj", "nsubj", "nsubjpass"}
            and c.i < marker.i
            and (node.lemma_ == "make") == (c.dep_ == "dobj")
        ),
        None,
    )
    if (
        dobj is not None
        and dobj.lemma_.lower() in nouns("party") | {"party"}
        and held.lemma_.lower() not in nouns("assent")
    ):
        # "The ruling party remains dependent on farmers' votes".
        return None
    if dobj is None or dobj.pos_ == "PRON" or dobj.ent_type_ in {"PERSON", "NORP", "GPE", "PERCENT"}:
        return None
    return (
        (dobj.left_edge.i, dobj.right_edge.i + 1 if dobj.right_edge.i < marker.i else dobj.i + 1),
        (held.left_edge.i, held.right_edge.i + 1),
        (marker.i, prep.i + 1),
    )


def _is_a_question(held: Token) -> bool:
    return held.dep_ in {"pcomp", "ccomp"} and held.doc[held.left_edge.i].lower_ in _QUESTIONS


def _subject_to(marker: Token) -> Sides | None:
    """Read "they will go ahead, subject to approval": the clause before it hangs on it."""
    prep = next((c for c in marker.children if c.dep_ == "prep" and c.lower_ == "to"), None)
    held = None if prep is None else next((c for c in prep.children if c.dep_ in {"pobj", "pcomp"}), None)
    main = next((v for v in marker.ancestors if v.pos_ in {"VERB", "AUX"}), None)
    if prep is None or held is None or main is None or main.i > marker.i:
        return None
    if held.dep_ == "pobj" and held.lemma_.lower() not in nouns("assent") | _TESTS:
        return None
    return behind_preposition(marker, held, main, prep.i)


def conditioned(marker: Token, said: Finding | None) -> Sides | None:
    """Condition A on B, tie A to B."""
    if marker.pos_ != "VERB":
        return provided(marker, said)
    name = "to" if marker.lemma_ == "tie" else "on"
    what = next((c for c in marker.children if c.dep_ in {"dobj", "nsubjpass"}), None)
    prep = next(
        (c for c in marker.children if c.dep_ == "prep" and c.lower_ == name and c.i > marker.i), None
    )
    if prep is None and what is not None:
        prep = next(
            (c for c in what.children if c.dep_ == "prep" and c.lower_ == name and c.i > marker.i), None
        )
    held = None if prep is None else next((c for c in prep.children if c.dep_ in {"pobj", "pcomp"}), None)
    if what is None or prep is None or held is None or is_party(what):
        return None
    if (
        name == "to"
        and held.dep_ == "pobj"
        and held.lemma_.lower() in {"name", "history", "past", "fact", "reason"}
    ):
        return None
    end = min(what.right_edge.i + 1, prep.i) if what.i < prep.i else what.right_edge.i + 1
    return (what.left_edge.i, end), (held.left_edge.i, held.right_edge.i + 1), (prep.i, prep.i + 1)
