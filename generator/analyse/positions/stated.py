"""Positions by their words: verbs, nouns and adjectives of the word list, with whoever holds them and on what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from spacy.tokens import Token

from generator.analyse.positions.draft import Draft, Page
from generator.analyse.positions.frames import Match, match
from generator.analyse.positions.holder import owner_of, subject_of
from generator.analyse.positions.lexicon import stances, verbs
from generator.analyse.positions.polarity import is_negated, is_open
from generator.analyse.quotes.find import Finding

if TYPE_CHECKING:
    from generator.analyse.positions.holder import Held, Holders
    from generator.analyse.positions.lexicon import Stance
    from generator.model import PositionAct, Span

_MAYBE = frozenset({"may", "might", "could", "can"})
_WILLING = frozenset({"will", "would", "wo", "'ll", "'d", "could", "can", "ca"})
LEAST_SURE = 0.76
_DUTY = frozenset({"should", "must", "ought", "shall"})
"""What others want of somebody is not what he wants himself."""
_LONGEST = 5
"""Words of the longest cue, from its verb on."""
_UNNAMED = frozenset({"named", "identified", "anonymity"})
_EMPTY = frozenset({"that", "which", "who", "whom", "what"})


def stated(
    page: Page, word: Token, holders: Holders, said: Finding | None, by_cue: Sequence[Finding]
) -> Draft | None:
    """Return the position that a word of the word list takes here; None where it takes none.

    said: the quote that holds the word; by_cue: the quotes that the word itself introduces.
    """
    kind = _kind(word)
    for stance in stances().get(word.lemma_.lower(), ()):
        if stance.kind != kind:
            continue
        found = match(word, stance) or (None if stance.needs else _introduced(page, stance, by_cue))
        if found is None:
            continue
        return _draft(_Read(page, word, said, by_cue), stance, found, holders)
    return None


def _kind(word: Token) -> str | None:
    if word.pos_ in {"VERB", "AUX"} or word.tag_.startswith("VB"):
        return None if word.dep_ in {"amod", "compound"} else "v"
    if _carrier(word) is not None:
        return "p"
    if word.pos_ == "NOUN":
        return "n"
    return (
        "a"
        if word.pos_ in {"ADJ", "ADV"}
        and word.dep_ in {"acomp", "oprd", "ROOT", "conj", "amod", "advcl", "appos", "ccomp"}
        else None
    )


def _carrier(word: Token) -> Token | None:
    """Return the verb that carries "against" or "in favour of"; None for other words."""
    if word.pos_ == "ADP" and word.dep_ == "prep" and word.head.lemma_ == "be":
        return word.head
    inner = word.dep_ == "pobj" and word.head.lower_ == "in" and word.lower_ in {"favour", "favor"}
    carrier = word.head.head if inner else None
    return (
        carrier
        if carrier is not None and carrier.lemma_ in {"be", "come", "speak", "argue", "vote"}
        else None
    )


def _introduced(page: Page, stance: Stance, by_cue: Sequence[Finding]) -> Match | None:
    """Return the words of a quote that the word introduces as its object."""
    if not {"said", "that"} & set(stance.frames):
        return None
    for finding in sorted(by_cue, key=lambda f: (f.quote.kind == "direct", -len(f.quote.content))):
        direct = finding.quote.kind == "direct"
        if direct and "said" not in stance.frames:
            continue
        tokens = page.parsed.tokens(finding.quote.content)
        report = finding.draft.report
        if tokens is None or report is None:
            continue
        # Of "warned the plans “could lead to a clash”" all is what was warned of.
        whole = direct and report.cue < tokens.start and page.doc[report.cue].sent.end > tokens.start
        return Match("said", (report.cue_end if whole else tokens.start, tokens.end))
    return None


@dataclass(frozen=True, slots=True)
class _Read:
    """What is known of a word before its use is."""

    page: Page
    word: Token
    said: Finding | None
    by_cue: Sequence[Finding]


def _draft(read: _Read, stance: Stance, found: Match, holders: Holders) -> Draft | None:
    page, word, said = read.page, read.word, read.said
    act = _act(word, stance, said)
    if act is None or is_open(word) or _is_silence(word, stance, found):
        return None
    held, rule = _held(read, stance, holders)
    if held is not None and held.who.sure < LEAST_SURE:
        # Of such "he" and "she" one in four is somebody else.
        return None
    if held is None:
        return _promised(read, act, stance) if rule == "passive" else None
    if said is not None and not held.is_speaker and rule != "cue" and _is_foretold(word) and not held.is_body:
        return None
    if stance.lemma == "go" and not _is_own_will(word, held):
        return None
    if held.is_speaker:
        rule = "spoken" if page.is_spoken(word, said) else "reported"
    where = _object(page, word, found)
    if where is None:
        return None
    return Draft(
        page=page,
        word=word,
        act=act,
        cue=cue_of(word, stance),
        object=where,
        held=held,
        target=found.target,
        said=said,
        rule=rule,
    )


def _promised(read: _Read, act: PositionAct, stance: Stance) -> Draft | None:
    """Return a promise that nobody is said to have made: "they were promised new blades"."""
    page, word = read.page, read.word
    if (
        word.lemma_ != "promise"
        or word.dep_ in {"acl", "amod"}
        or any(c.dep_ == "agent" for c in word.children)
    ):
        return None
    behind = page.doc[word.i + 1 : word.right_edge.i + 1]
    what = next((t for t in behind if t.dep_ in {"dobj", "ccomp", "xcomp", "acl", "relcl", "oprd"}), None)
    if what is None:
        return None
    start, end = trimmed(page, what.left_edge.i, what.right_edge.i + 1)
    return Draft(
        page=page,
        word=word,
        act=act,
        cue=cue_of(word, stance),
        object=page.span(start, end),
        held=None,
        target=None,
        said=read.said,
        rule="passive",
    )


def _act(word: Token, stance: Stance, said: Finding | None) -> PositionAct | None:
    auxiliaries = {c.lower_ for c in word.children if c.dep_ == "aux"}
    if stance.kind == "a":
        auxiliaries |= {c.lower_ for c in word.head.children if c.dep_ == "aux"}
    if auxiliaries & _DUTY:
        return None
    if not is_negated(word):
        return None if said is None and auxiliaries & _MAYBE else stance.act
    few = any(g.lower_ == "few" for c in word.children if c.dep_ == "nsubj" for g in (c, *c.children))
    if few and stance.act is not None:
        return None
    if any(c.dep_ == "dobj" and any(g.lower_ == "any" for g in c.children) for c in word.children):
        return None
    if stance.lemma == "intention":
        return "refuses"
    if stance.negated is None or (
        stance.negated == "refuses" and not auxiliaries & _WILLING and stance.kind == "v"
    ):
        return None
    if auxiliaries & _WILLING and stance.negated in {"opposes", "rejects"} and stance.lemma != "want":
        return "refuses"
    return stance.negated


def _is_silence(word: Token, stance: Stance, found: Match) -> bool:
    """Tell whether somebody only declines to say something."""
    if found.object is None:
        return False
    if stance.act == "calls for" and {t.lower_ for t in word.doc[slice(*found.object)]} & {
        "named",
        "identified",
    }:
        return True
    if stance.act != "refuses" and stance.lemma not in {"go", "want", "like"}:
        return False
    told = verbs("silence")
    first = next((t for t in word.doc[found.object[0] : found.object[1]] if t.pos_ == "VERB"), None)
    return first is not None and first.lemma_.lower() in told | verbs("excludes") | (
        verbs("fate") if stance.lemma == "go" else frozenset()
    )


def _is_own_will(word: Token, held: Held) -> bool:
    """Tell whether "going to" is a will and no forecast: "I'm going to", "we are not going to"."""
    ours = any(c.dep_ == "nsubj" and c.lower_ == "we" for c in word.children)
    return (held.is_speaker or held.is_body) and (not ours or is_negated(word))


def _is_foretold(word: Token) -> bool:
    """Tell whether somebody else says that it will be so, or may be."""
    verb = word if word.pos_ in {"VERB", "AUX"} else word.head
    return any(c.dep_ == "aux" and c.lower_ in _WILLING | _MAYBE for c in verb.children)


def _held(read: _Read, stance: Stance, holders: Holders) -> tuple[Held | None, str]:
    """Return whose position it is, and the rule that tells so."""
    page, word, said, by_cue = read.page, read.word, read.said, read.by_cue
    in_marks = page.is_spoken(word, said)
    by_quote = stance.kind == "v" and bool(by_cue) and not in_marks
    if by_quote and by_cue[0].draft.report is not None and holders.can_hold(by_cue[0]):
        held = holders.of_speech(by_cue[0])
        return replace(held, head=None, is_speaker=False), "cue"
    if stance.kind == "n":
        head, rule = _noun_head(page, word), "noun"
    else:
        verb = _carrier(word) or word
        while (
            stance.kind == "a"
            and verb.pos_ not in {"VERB", "AUX"}
            and verb.head != verb
            and verb.dep_ in {"acomp", "oprd", "conj", "prep"}
        ):
            verb = verb.head
        head = subject_of(verb, page.none_quoted if in_marks else page.quoted)
        passive = any(c.dep_ == "auxpass" for c in word.children) or (
            word.tag_ == "VBN" and word.dep_ == "acl"
        )
        rule = "passive" if passive else {"v": "verb", "a": "adjective", "p": "adjective"}[stance.kind]
    if head is None:
        return None, rule
    if rule == "noun" and head.dep_ == "poss" and head.lower_ in {"my", "our"} and not in_marks:
        return None, rule
    spoken, acts = page.is_spoken(head, said), stance.lemma in verbs("animate")
    return holders.resolve(page.number, page.parsed, head, said, in_marks=spoken, acts=acts), rule


def _noun_head(page: Page, noun: Token) -> Token | None:
    """Return whose a noun of position is: its owner, or the subject of "voiced support for"."""
    first = next((c.lower_ for c in noun.children if c.dep_ == "det"), "")
    if first in {"any", "what", "every"} or (first == "no" and noun.lemma_ != "intention"):
        return None
    if noun.dep_ == "pobj" and noun.head.lower_ in {"without", "absent", "lacking"}:
        return None
    owner = owner_of(noun)
    if owner is not None:
        return owner
    verb = noun.head
    if (
        noun.dep_ in {"dobj", "attr"}
        and verb.lemma_.lower() in verbs("light")
        and (not is_negated(verb) or noun.lemma_ == "intention")
        and not is_open(verb)
    ):
        return subject_of(verb, page.none_quoted if page.quoted[noun.i] else page.quoted)
    return None


def _object(page: Page, word: Token, found: Match) -> Span | None:
    """Return the object's words without marks at their edges; a relative pronoun's are those it stands for."""
    if found.object is None:
        return None
    start, end = trimmed(page, *in_the_same_words(page, word, *found.object))
    if end - start == 1 and page.doc[start].lower_ in _EMPTY:
        verb = word
        while verb.dep_ in {"conj", "xcomp", "ccomp"} and verb.head != verb:
            verb = verb.head
        if verb.dep_ != "relcl":
            return None
        noun = verb.head
        if noun.ent_type_ == "PERSON" and word.lemma_.lower() in {"deny", "reject", "dispute"}:
            return None
        start, end = noun.left_edge.i, noun.i + 1
    if end - start == 1 and page.doc[start].pos_ == "PRON" and start > word.i:
        start = word.i
    return page.span(start, end) if start < end else None


def in_the_same_words(page: Page, word: Token, start: int, end: int) -> tuple[int, int]:
    """Return the part of a range that is quoted where the word is, so that no object runs over a quotation's end."""
    if page.quoted[word.i]:
        last = word.i
        while last < end and page.quoted[last]:
            last += 1
        ends = page.doc[max(last - 2, 0) : last]
        if word.i < start < last and any(t.text in {",", ".", "!", "?"} for t in ends):
            end = min(end, last)
    return start, end


def trimmed(page: Page, start: int, end: int) -> tuple[int, int]:
    """Return a range without punctuation and conjunctions at its edges."""
    doc = page.doc
    while start < end and (doc[start].is_punct or doc[start].is_space or doc[start].dep_ == "cc"):
        start += 1
    while start < end and (doc[end - 1].is_punct or doc[end - 1].is_space or doc[end - 1].dep_ == "cc"):
        end -= 1
    return start, end


def cue_of(word: Token, stance: Stance | None) -> tuple[int, int]:
    """Return the range of a cue: its verb with auxiliaries before it, particle and preposition behind it."""
    doc, start, end = word.doc, word.i, word.i + 1
    aux = {c.i for c in word.children if c.dep_ in {"aux", "auxpass", "neg", "prt"}}
    if word.pos_ not in {"VERB", "AUX"} and word.dep_ in {"acomp", "oprd"}:
        aux |= {word.head.i, *(c.i for c in word.head.children if c.dep_ in {"aux", "neg"})}
    while (
        start > 0
        and (start - 1 in aux or (doc[start - 1].pos_ == "ADV" and start - 2 in aux))
        and doc[start - 1].tag_ != "TO"
    ):
        start -= 1
    needed = (
        {
            w
            for kind, words in stance.needs
            if kind in {"prt", "prep", "advmod", "dobj", "acomp"}
            for w in words
        }
        if stance is not None
        else set()
    )
    while (
        end < len(doc)
        and end - word.i < _LONGEST
        and (
            doc[end].lower_ in needed
            or doc[end].lemma_.lower() in needed
            or (doc[end].dep_ == "prt" and doc[end].head == word)
        )
    ):
        end += 1
    return start, end
