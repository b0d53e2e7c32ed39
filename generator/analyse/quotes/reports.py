"""Acts of reporting in one paragraph: a cue, its source and what it governs.

The terms are PARC's (Pareti 2015): cue, source, content.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.analyse.quotes.content import around, content_of
from generator.analyse.quotes.lexicon import cues
from generator.analyse.quotes.nominal import noun_report
from generator.analyse.quotes.report import Report

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc, Token

    from generator.analyse.quotes.lexicon import Cue

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_RELATIVE = frozenset({"who", "that", "which", "whom"})
_CLIMB = frozenset({"conj", "xcomp", "advcl", "ccomp", "pcomp"})
_SET_OFF = frozenset({",", "—", "–", "-", ".", ";", "("})
_TELLS = frozenset({"tell", "inform", "remind", "assure", "notify", "call", "accuse", "describe"})
"""Verbs whose noun behind them is who or what they are said to or of, never who speaks."""

_MAX_CLIMB = 6
"""Heads passed on the way to a subject; longer chains were wrong more often than right."""


def find_reports(doc: Doc, quoted: tuple[bool, ...]) -> tuple[Report, ...]:
    """Return the acts of reporting whose cue stands outside quotation marks, in text order.

    quoted: for each token of `doc` whether it stands inside quotation marks.
    """
    found: list[Report] = []
    for token in doc:
        if quoted[token.i]:
            continue
        if token.lower_ == "according":
            found.extend(_according(token))
        elif token.pos_ in {"VERB", "AUX"} or (token.tag_.startswith("VB")):
            entry = cues().get(token.lemma_.lower())
            if entry is not None:
                report = _verb(token, entry, quoted)
                if report is not None:
                    found.append(report)
        elif token.pos_ == "NOUN":
            nominal = noun_report(token, quoted)
            if nominal is not None:
                found.append(nominal)
            elif token.lemma_.lower() in cues():
                found.extend(_read_as_noun(token, quoted))
    return tuple(_outward(report, found, doc) for report in found)


def _outward(report: Report, found: Sequence[Report], doc: Doc) -> Report:
    """Return a report by participle (", adding that …") with the source of the speech around it.

    The parser often hangs such a participle on the verb inside what is said; who speaks goes on speaking.
    """
    cue = doc[report.cue]
    if cue.tag_ != "VBG" or report.how != "shared" or not _set_off_before(cue):
        return report
    outer = {other.cue: other for other in found if other.source is not None and other.cue < report.cue}
    verb, inside = cue, False
    for _ in range(_MAX_CLIMB):
        inside = inside or verb.dep_ in {"ccomp", "acl"}
        verb = verb.head
        if inside and verb.i in outer and outer[verb.i].how in {"subject", "inverted"}:
            return replace(report, source=outer[verb.i].source, named_by=outer[verb.i].named_by)
    return report


def _set_off_before(cue: Token) -> bool:
    """Tell whether a comma or dash stands before a participle, "and" between them left out."""
    start = cue.i
    while start > 0 and cue.doc[start - 1].dep_ in {"cc", "advmod"}:
        start -= 1
    return start > 0 and cue.doc[start - 1].text in _SET_OFF


def _read_as_noun(token: Token, quoted: tuple[bool, ...]) -> Iterator[Report]:
    """Yield the report of '"…," Ellis notes.' where the tagger took the verb for a noun."""
    doc, start = token.doc, token.i
    while start > 0 and doc[start - 1].pos_ == "PROPN" and not quoted[start - 1]:
        start -= 1
    ends = token.i + 1 == len(doc) or doc[token.i + 1].is_punct
    if start in {token.i, 0} or not ends or not quoted[start - 1]:
        return
    name = token.i - 1
    yield Report(
        token.i, token.i, token.i + 1, cues()[token.lemma_.lower()], name, name, "subject", (), "none"
    )


def _verb(cue: Token, entry: Cue, quoted: tuple[bool, ...]) -> Report | None:
    particle = next((c for c in cue.children if c.dep_ == "prt"), None)
    if "out" in entry.frames and entry.frames <= {"out", "quote"} and particle is None:
        return None
    if entry.frames == {"it"} and not any(c.lower_ == "it" for c in cue.children):
        return None
    source, how = _source(cue, quoted)
    content, frame = content_of(cue, entry, source)
    if cue.tag_ == "VBN" and how == "none" and frame == "none":
        return None
    start, end = _cue_words(cue, particle)
    return Report(
        cue.i,
        start,
        end,
        entry,
        source.i if source is not None else None,
        _antecedent(source).i if source is not None else None,
        how,
        content,
        frame,
    )


def _antecedent(source: Token) -> Token:
    """Return the noun that a relative pronoun stands for, any other source itself."""
    if source.lower_ not in _RELATIVE or source.tag_ not in {"WP", "WDT"}:
        return source
    verb = source.head
    while verb.dep_ in {"conj", "xcomp", "ccomp", "auxpass", "aux"} and verb.head != verb:
        verb = verb.head
    if verb.dep_ != "relcl":
        return source
    noun = verb.head
    while noun.dep_ == "pobj" and noun.pos_ == "NOUN" and noun.ent_type_ == "" and source.lower_ == "who":
        if noun.head.dep_ != "prep" or noun.head.head.pos_ not in {"NOUN", "PROPN", "ADJ", "NUM"}:
            break
        noun = noun.head.head if noun.head.head.pos_ != "ADJ" else noun.head.head.head
    return noun


def _cue_words(cue: Token, particle: Token | None) -> tuple[int, int]:
    start = cue.i
    while (
        start > 0 and cue.doc[start - 1].head == cue and cue.doc[start - 1].dep_ in {"aux", "auxpass", "neg"}
    ):
        start -= 1
    end = cue.i + 1
    if particle is not None and particle.i == end:
        end += 1
    return start, end


def _source(cue: Token, quoted: tuple[bool, ...]) -> tuple[Token | None, str]:
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
        own = _true_subject(own)
        return own, "inverted" if own.i > cue.i else "subject"
    if cue.tag_ != "VBG" and cue.lemma_.lower() not in _TELLS:
        inverted = _inverted(cue, quoted)
        if inverted is not None:
            return inverted, "inverted"
    shared = _shared(cue, quoted)
    if shared[0] is None and cue.dep_ == "ROOT" and cue.tag_ in {"VBD", "VBZ", "VBP"}:
        opening = _opening_name(cue, quoted)
        return (opening, "opening") if opening is not None else shared
    return shared


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
    while start > cue.sent.start and doc[start - 1].text not in _SET_OFF and not quoted[start - 1]:
        start -= 1
    if start in {cue.i, cue.sent.start} or any(
        t.pos_ in {"VERB", "SCONJ", "ADP"} for t in doc[start : cue.i]
    ):
        return None
    nouns = [t for t in doc[start : cue.i] if t.pos_ in {"NOUN", "PROPN", "PRON"} and t.dep_ != "poss"]
    if any(t.dep_ in {"appos", "npadvmod"} or t.ent_type_ in {"DATE", "TIME"} for t in nouns):
        return None
    return nouns or None


def _subject(verb: Token, quoted: tuple[bool, ...]) -> Token | None:
    for child in verb.children:
        if child.dep_ in _SUBJECTS and child.dep_ != "expl" and not quoted[child.i]:
            return child
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
    verb = cue
    for _ in range(_MAX_CLIMB):
        if verb.dep_ in {"acl", "relcl"}:
            # "a plan to describe …", "the condition of anonymity to describe …": the noun does not speak.
            to_do = any(c.tag_ == "TO" for c in verb.children)
            return (None, "none") if to_do else (verb.head, "noun")
        if verb.dep_ == "prep" or verb.dep_ in _CLIMB or verb.dep_ in {"dep", "parataxis", "aux"}:
            if verb.head == verb:
                break
            verb = verb.head
            subject = _subject(verb, quoted)
            if subject is not None and verb.pos_ in {"VERB", "AUX"}:
                return subject, "shared"
        else:
            break
    return None, "none"


def _according(token: Token) -> Iterator[Report]:
    """Yield the report of "according to X": X is the source, the rest of the clause the content."""
    prep = next((c for c in token.children if c.lower_ == "to"), None)
    if prep is None and token.i + 1 < len(token.doc) and token.nbor().lower_ == "to":
        prep = token.nbor()
    if prep is None:
        return
    source = next((c for c in prep.children if c.dep_ in {"pobj", "pcomp"}), None)
    if source is None:
        return
    head = token.head
    sent = token.sent
    start, end = token.i, max(source.right_edge.i + 1, prep.i + 1)
    content = around(sent.start, sent.end, start, end)
    clause = _clause_of(head)
    if clause is not None and token.i > clause[0]:
        content = around(clause[0], clause[1], start, end)
    yield Report(token.i, token.i, prep.i + 1, None, source.i, source.i, "according", content, "around")


def _clause_of(head: Token) -> tuple[int, int] | None:
    """Return the clause that a phrase below `head` hangs on, when it is smaller than the sentence."""
    verb = head
    while verb.pos_ not in {"VERB", "AUX"} and verb.head != verb:
        verb = verb.head
    if verb.pos_ not in {"VERB", "AUX"}:
        return None
    if verb.dep_ == "conj" and any(c.dep_ in _SUBJECTS for c in verb.children):
        return verb.left_edge.i, verb.right_edge.i + 1
    return None
