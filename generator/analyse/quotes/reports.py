"""Acts of reporting in one paragraph: a cue, its source and what it governs.

The terms are PARC's (Pareti 2015): cue, source, content.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.analyse.quotes.attachment import SUBJECTS
from generator.analyse.quotes.content import around, content_of
from generator.analyse.quotes.lexicon import cues
from generator.analyse.quotes.nominal import noun_report
from generator.analyse.quotes.report import Report, by_subject
from generator.analyse.quotes.speaker import MAX_CLIMB, SET_OFF, source_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc, Token

    from generator.analyse.quotes.lexicon import Cue

_CLOSING = frozenset({'"', "''", "'", "»"})
_RELATIVE = frozenset({"who", "that", "which", "whom"})


def find_reports(doc: Doc, quoted: tuple[bool, ...]) -> tuple[Report, ...]:
    """Return the acts of reporting whose cue stands outside quotation marks, in text order.

    quoted: for each token of `doc` whether it stands inside quotation marks.
    """
    found: list[Report] = []
    for token in doc:
        if quoted[token.i]:
            continue
        kind = token.pos_
        if kind in {"VERB", "ADP", "ADV"} and token.lower_ == "according":
            found.extend(_according(token))
        elif kind in {"VERB", "AUX"} or token.tag_.startswith("VB"):
            entry = cues().get(token.lemma_.lower())
            if entry is not None:
                report = _verb(token, entry, quoted)
                if report is not None:
                    found.append(report)
        elif kind == "NOUN":
            nominal = noun_report(token, quoted)
            if nominal is not None:
                found.append(nominal)
            elif token.lemma_.lower() in cues():
                found.extend(_read_as_noun(token, quoted))
    return tuple(_outward(report, found, doc) for report in _handed_on(found, doc))


def _handed_on(found: Sequence[Report], doc: Doc) -> list[Report]:
    """Return the reports, those of "quoted Ellis as saying …" with what was said given to the saying alone."""
    kept = list(found)
    for report in found:
        cue = doc[report.cue]
        if cue.dep_ != "pcomp" or cue.head.lower_ != "as" or report.source is None:
            continue
        outer = next((o for o in kept if o.cue == cue.head.head.i), None)
        if outer is not None and outer.content:
            content = report.content or tuple(c for c in outer.content if c[0] > report.cue)
            frame = report.frame if report.content else outer.frame
            kept = [
                replace(r, content=content, frame=frame) if r is report else r for r in kept if r is not outer
            ]
    return kept


def _outward(report: Report, found: Sequence[Report], doc: Doc) -> Report:
    """Return a report by participle (", adding that …") with the source of the speech around it.

    The parser often hangs such a participle on the verb inside what is said; who speaks goes on speaking.
    """
    cue = doc[report.cue]
    if cue.tag_ != "VBG" or report.how != "shared" or not _set_off_before(cue):
        return report
    outer = {other.cue: other for other in found if other.source is not None and other.cue < report.cue}
    verb, inside = cue, False
    for _ in range(MAX_CLIMB):
        inside = inside or verb.dep_ in {"ccomp", "acl"}
        verb = verb.head
        if inside and verb.i in outer and outer[verb.i].how in {"subject", "inverted"}:
            return replace(report, source=outer[verb.i].source, named_by=outer[verb.i].named_by)
    return report


def _set_off_before(cue: Token) -> bool:
    """Tell whether a comma or dash stands before a participle, "and" between them left out."""
    start = cue.i
    while start > 0 and (cue.doc[start - 1].dep_ in {"cc", "advmod"} or cue.doc[start - 1].text in _CLOSING):
        start -= 1
    return start > 0 and cue.doc[start - 1].text in SET_OFF


def _read_as_noun(token: Token, quoted: tuple[bool, ...]) -> Iterator[Report]:
    """Yield the report of '"…," Ellis notes.' where the tagger took the verb for a noun."""
    doc, start = token.doc, token.i
    while start > 0 and doc[start - 1].pos_ == "PROPN" and not quoted[start - 1]:
        start -= 1
    ends = token.i + 1 == len(doc) or doc[token.i + 1].is_punct
    if start in {token.i, 0} or not ends or not quoted[start - 1]:
        return
    yield by_subject(token, doc[token.i - 1])


def _verb(cue: Token, entry: Cue, quoted: tuple[bool, ...]) -> Report | None:
    if cue.dep_ == "amod" or _is_in_a_name(cue):
        return None
    particle = next((c for c in cue.children if c.dep_ == "prt"), None)
    if "out" in entry.frames and particle is None:
        return None
    if entry.frames == {"it"} and not any(c.lower_ == "it" for c in cue.children):
        return None
    source, how = source_of(cue, quoted)
    if source is not None and any(c.tag_ in {"WDT", "WP$"} for c in source.lefts):
        # "Which ministers would you ask": a question names nobody.
        source, how = None, "none"
    content, frame = content_of(cue, entry, source)
    if frame == "prep":
        entry = _with_preposition(cue, entry)
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


def _with_preposition(cue: Token, entry: Cue) -> Cue:
    """Return what a verb means with its preposition, where the list has it apart: "called for", "called on"."""
    both = (f"{entry.lemma} {c.lower_}" for c in cue.children if c.dep_ in {"prep", "prt"})
    return next((found for words in both if (found := cues().get(words)) is not None), entry)


def _is_in_a_name(cue: Token) -> bool:
    """Tell whether a capitalised verb stands inside a name in ordinary prose: "the North East Says No campaign"."""
    if not cue.text[:1].isupper() or cue.is_sent_start or cue.i == 0:
        return False
    words = [t for t in cue.sent if t.is_alpha]
    if 2 * sum(t.text[0].islower() for t in words) < len(words):
        return False
    around = cue.doc[cue.i - 1], cue.doc[min(cue.i + 1, len(cue.doc) - 1)]
    return around[0].text[:1].isupper() and (
        around[1].text[:1].isupper() or around[1].text in _CLOSING | {")"}
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
    if verb.dep_ == "conj" and any(c.dep_ in SUBJECTS for c in verb.children):
        return verb.left_edge.i, verb.right_edge.i + 1
    return None
