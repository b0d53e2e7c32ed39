"""Who speaks at a cue: its subject, however the sentence or the parser hides it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.analyse.quotes.attachment import FINITE, outer_verb
from generator.analyse.quotes.somebody import is_somebody

if TYPE_CHECKING:
    from spacy.tokens import Token

SET_OFF = frozenset({",", "—", "–", "-", ".", ";", "("})
_CLIMB = frozenset({"conj", "xcomp", "advcl", "ccomp", "pcomp"})

_PERCEIVED = frozenset(
    [
        "hear",
        "see",
        "find",
        "have",
        "quote",
        "show",
        "record",
        "catch",
        "film",
        "describe",
        "depict",
        "get",
        "watch",
        "cite",
        "remember",
        "include",
        "leave",
    ]
)
"""Verbs whose object is heard or seen speaking: "heard residents saying"."""

_TELLS = frozenset({"tell", "inform", "remind", "assure", "notify", "call", "accuse", "describe"})
"""Verbs whose noun behind them is who or what they are said to or of, never who speaks."""

MAX_CLIMB = 6
"""Heads passed on the way to a subject; longer chains were wrong more often than right."""


def source_of(cue: Token, quoted: tuple[bool, ...]) -> tuple[Token | None, str]:
    """Return the head of the noun phrase that speaks, and how it was found."""
    passive = any(c.dep_ in {"auxpass", "nsubjpass"} for c in cue.children)
    agent = next((c for c in cue.children if c.dep_ == "agent"), None)
    if agent is not None:
        by = next((c for c in agent.children if c.dep_ == "pobj"), None)
        if by is not None:
            return by, "agent"
    if passive or (cue.tag_ == "VBN" and cue.dep_ in {"acl", "advcl"}):
        return None, "none"
    own = _subject(cue, quoted)
    between = _between_commas(cue, quoted)
    if between is not None and (own is None or own.i < between[0].i):
        return next((t for t in between if t.head not in between), between[0]), "subject"
    if own is not None:
        own = _other_one(cue, own) or _true_subject(own)
        return own, "inverted" if own.i > cue.i else "subject"
    return _behind_the_parser(cue, quoted)


def _behind_the_parser(cue: Token, quoted: tuple[bool, ...]) -> tuple[Token | None, str]:
    """Return the source of a cue without a subject of its own: inverted, before it, quoted by somebody, or shared."""
    if cue.tag_ != "VBG" and cue.lemma_.lower() not in _TELLS:
        inverted = _inverted(cue, quoted)
        if inverted is not None:
            return inverted, "inverted"
    left = _noun_before(cue, quoted) if cue.tag_ in FINITE else _quoted_as(cue) or _held_to_account(cue)
    if left is not None:
        return left, "subject"
    shared = _shared(cue, quoted)
    if shared[0] is None and cue.dep_ == "ROOT" and cue.tag_ in FINITE:
        opening = _opening_name(cue, quoted)
        return (opening, "opening") if opening is not None else shared
    return shared


def _held_to_account(cue: Token) -> Token | None:
    """Return the object of "suspended Ellis for suggesting …", who is said to have said it."""
    if cue.dep_ != "pcomp" or cue.tag_ != "VBG" or cue.head.lower_ not in {"for", "of"}:
        return None
    blamed = (c for c in cue.head.head.children if c.dep_ == "dobj" and c.i < cue.i)
    return next((c for c in blamed if c.ent_type_ == "PERSON" or c.pos_ == "PRON" or is_somebody(c)), None)


def _quoted_as(cue: Token) -> Token | None:
    """Return the object of "quoted Ellis as saying", who says it."""
    if cue.dep_ != "pcomp" or cue.head.lower_ != "as":
        return None
    return next((c for c in cue.head.head.children if c.dep_ in {"dobj", "nsubjpass"}), None)


def _other_one(cue: Token, subject: Token) -> Token | None:
    """Return "the second" of "the first charged her with it, and the second accused her", where the parser has two subjects."""
    return next(
        (
            c
            for c in cue.children
            if c.dep_ == "nsubj" and subject.i < c.i < cue.i and c.lower_ in {"second", "third", "other"}
        ),
        None,
    )


def _true_subject(subject: Token) -> Token:
    """Return the subject that two constructions hide from the parser.

    "According to the agency, the minister said": not the agency. "Ada and Ben's mother said": the mother.
    """
    doc, start = subject.doc, subject.left_edge.i
    if start > 1 and doc[start - 1].lower_ == "to" and doc[start - 2].lower_ == "according":
        return next((c for c in subject.children if c.dep_ == "appos" and c.i > subject.i), subject)
    owned = (
        c
        for c in subject.children
        if c.dep_ == "conj" and c.pos_ == "NOUN" and any(g.dep_ == "poss" for g in c.children)
    )
    return next(owned, subject) if subject.pos_ == "PROPN" else subject


def _opening_name(cue: Token, quoted: tuple[bool, ...]) -> Token | None:
    """Return the name that opens the sentence of a verb without a subject: a name read as a verb ("Trump Special Envoy …")."""
    last = None
    for token in cue.doc[cue.sent.start : cue.i]:
        if quoted[token.i] or not token.text[:1].isupper():
            break
        last = token
    return last if last is not None and last.pos_ == "PROPN" and last.i - cue.sent.start > 0 else None


def _between_commas(cue: Token, quoted: tuple[bool, ...]) -> list[Token] | None:
    """Return the nouns of a parenthesis ", France and Britain say," where the parser may have tied them elsewhere."""
    doc = cue.doc
    if cue.i + 1 >= len(doc) or doc[cue.i + 1].text not in {",", "—", "–"}:
        return None
    start = cue.i
    while start > cue.sent.start and doc[start - 1].text not in SET_OFF and not quoted[start - 1]:
        start -= 1
    if start in {cue.i, cue.sent.start} or any(
        t.pos_ in {"VERB", "SCONJ", "ADP"} for t in doc[start : cue.i]
    ):
        return None
    nouns = [t for t in doc[start : cue.i] if t.pos_ in {"NOUN", "PROPN", "PRON"} and t.dep_ != "poss"]
    if any(t.dep_ in {"appos", "npadvmod"} or t.ent_type_ in {"DATE", "TIME"} for t in nouns):
        return None
    return nouns or None


def _noun_before(cue: Token, quoted: tuple[bool, ...]) -> Token | None:
    """Return the noun that begins the clause '"…," Ellis, the mayor, said' where the parser found no subject."""
    doc, start = cue.doc, cue.i
    while start > 0 and not quoted[start - 1] and doc[start - 1].text not in {".", "!", "?", ";", ":"}:
        start -= 1
    if start == 0 or not quoted[start - 1]:
        return None
    between = [t for t in doc[start : cue.i] if not t.is_space]
    while between and (between[0].is_punct or between[0].dep_ == "aux"):
        between = between[1:]
    if not between or any(t.pos_ in {"VERB", "AUX", "SCONJ"} for t in between):
        return None
    first = next(
        (i for i, t in enumerate(between) if t.is_punct and t.text in SET_OFF and t.text != "-"),
        len(between),
    )
    nouns = [
        t for t in between[:first] if t.pos_ in {"PROPN", "NOUN", "PRON"} and t.dep_ not in {"pobj", "poss"}
    ]
    return nouns[-1] if nouns else None


def _subject(verb: Token, quoted: tuple[bool, ...]) -> Token | None:
    subjects = [c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"} and not quoted[c.i]]
    if len(subjects) > 1 and all(c.i < verb.i for c in subjects):
        # "The union Aslef general secretary Ben Ode said": of nouns in a row the last is the name.
        between = verb.doc[subjects[0].i : subjects[-1].i]
        return subjects[-1] if all(t.pos_ in {"NOUN", "PROPN", "ADJ"} for t in between) else subjects[0]
    return subjects[0] if subjects else None


def _is_anothers_deed(verb: Token) -> bool:
    """Tell whether an infinitive tells a purpose, or what the object of another verb is to do."""
    if verb.dep_ == "advcl":
        return True
    return verb.dep_ == "xcomp" and any(c.dep_ == "dobj" and c.i < verb.i for c in verb.head.children)


def _who_acts_on(verb: Token, quoted: tuple[bool, ...]) -> Token | None:
    """Return the subject of "emailed supporters saying …", "issued a statement saying …": it speaks, not the object.

    None where the object is heard or seen speaking.
    """
    noun = verb.head
    if verb.tag_ != "VBG" or noun.dep_ != "dobj" or noun.head.lemma_.lower() in _PERCEIVED:
        return None
    act = noun.head
    for _ in range(MAX_CLIMB):
        subject = _subject(act, quoted)
        if subject is not None:
            return subject
        if act.dep_ not in {"xcomp", "acl", "conj", "advcl", "dobj"} or act.head == act:
            return None
        act = act.head
    return None


def _inverted(cue: Token, quoted: tuple[bool, ...]) -> Token | None:
    """Return the noun right behind the cue where the words come first: '"No", said Ellis'."""
    before = cue.nbor(-1) if cue.i else None
    if before is not None and not (quoted[before.i] or before.is_punct):
        return None
    if cue.i and not any(quoted[: cue.i]):
        return None
    for child in cue.children:
        if (
            (
                child.i > cue.i
                and child.dep_ in {"dobj", "attr", "npadvmod", "oprd", "dative"}
                and not quoted[child.i]
            )
            and child.pos_ in {"PROPN", "NOUN", "PRON"}
            and child.ent_type_ not in {"DATE", "TIME"}
        ):
            return child
    return None


def _shared(cue: Token, quoted: tuple[bool, ...]) -> tuple[Token | None, str]:
    """Return the subject of a verb further up: "stood up, saying", "smiled and added", "a statement saying"."""
    if any(c.tag_ == "TO" for c in cue.children) and _is_anothers_deed(cue):
        return None, "none"
    outer = _above_infinitive(cue) or outer_verb(cue)
    subject = _subject(outer, quoted) if outer is not None else None
    return (subject, "shared") if subject is not None else _further_up(cue, quoted)


def _above_infinitive(cue: Token) -> Token | None:
    """Return the verb with which a finite verb shares its subject where the parser hung it on that verb's infinitive.

    "She did not want them to go and calls on them to stay": who calls is who did not want it.
    """
    below = cue.head
    if cue.dep_ != "conj" or cue.tag_ not in {"VBZ", "VBD"} or below.tag_ != "VB" or below.head == below:
        return None
    return below.head if any(c.tag_ == "TO" and c.i < below.i for c in below.children) else None


def _further_up(cue: Token, quoted: tuple[bool, ...]) -> tuple[Token | None, str]:
    """Return the first subject above a verb that can speak, else the first at all."""
    verb = cue
    other: Token | None = None
    for _ in range(MAX_CLIMB):
        if other is None and verb.dep_ in {"acl", "relcl"}:
            # "a plan to describe …", "the condition of anonymity to describe …": the noun does not speak.
            to_do = any(c.tag_ == "TO" for c in verb.children)
            if to_do:
                return None, "none"
            actor = _who_acts_on(verb, quoted)
            return (actor, "shared") if actor is not None else (verb.head, "noun")
        if verb.dep_ == "prep" or verb.dep_ in _CLIMB or verb.dep_ in {"dep", "parataxis", "aux"}:
            if verb.head == verb:
                break
            verb = verb.head
            subject = _subject(verb, quoted)
            if subject is not None and verb.pos_ in {"VERB", "AUX"}:
                if is_somebody(subject):
                    return subject, "shared"
                other = other or subject
        else:
            break
    return (other, "shared") if other is not None else (None, "none")
