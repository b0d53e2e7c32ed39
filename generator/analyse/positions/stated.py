"""Positions by their words: verbs, nouns and adjectives of the word list, with whoever holds them and on what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from spacy.tokens import Token

from generator.analyse.positions.act import MAYBE, WILLING, act_of, is_silence
from generator.analyse.positions.draft import Draft, Page
from generator.analyse.positions.frames import match
from generator.analyse.positions.governed import Match
from generator.analyse.positions.held import LEAST_SURE
from generator.analyse.positions.lexicon import nouns, stances, verbs
from generator.analyse.positions.polarity import is_negated, is_open
from generator.analyse.positions.sense import is_another_sense, is_anybody_s
from generator.analyse.positions.subject import is_main_verb, owner_of, subject_of
from generator.analyse.positions.wording import cue_of, object_of, trimmed
from generator.analyse.quotes.find import Finding

if TYPE_CHECKING:
    from generator.analyse.positions.held import Held
    from generator.analyse.positions.holder import Holders
    from generator.analyse.positions.lexicon import Stance
    from generator.model import PositionAct, Span

_ALLEGED = frozenset(
    {"alleged", "supposed", "purported", "rumoured", "rumored", "reported", "possible", "potential"}
)
_UNNAMED = frozenset({"named", "identified", "anonymity"})


def stated(
    page: Page, word: Token, holders: Holders, said: Finding | None, by_cue: Sequence[Finding]
) -> Draft | None:
    """Return the position that a word of the word list takes here; None where it takes none.

    said: the quote that holds the word; by_cue: the quotes that the word itself introduces.
    """
    kind = _kind(word)
    for stance in (*_as_adjective(word), *stances().get(word.lemma_.lower(), ())):
        if stance.kind != kind and not (kind == "v" and stance.kind == "a" and word.tag_ == "VBN"):
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


def _as_adjective(word: Token) -> tuple[Stance, ...]:
    """Return the uses of a participle as an adjective: "was disappointed by", "is committed to"."""
    if word.tag_ != "VBN" or word.dep_ == "amod":
        return ()
    feels = word.dep_ in {"acomp", "oprd"} or any(c.dep_ == "auxpass" for c in word.children)
    return tuple(s for s in stances().get(word.lower_, ()) if s.kind == "a") if feels else ()


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
        if not direct and not any(t.pos_ in {"VERB", "AUX"} for t in tokens):
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
    act = None if is_another_sense(word, stance, found) else act_of(word, stance, said)
    if act is None or is_open(word) or is_silence(word, stance, found):
        return None
    held, rule = _held(read, stance, holders)
    if held is not None and (held.who.sure < LEAST_SURE or is_anybody_s(word, held)):
        return None
    if held is None:
        return _promised(read, act, stance) if rule == "passive" else None
    if rule != "cue" and _is_of_others(word, stance, held, said):
        return None
    if held.is_speaker:
        rule = "spoken" if page.is_spoken(word, said) else "reported"
    if act == "refuses" and stance.lemma == "commit" and found.object is not None:
        # "Would not commit to it" refuses no thing but to commit to it.
        found = replace(found, object=(word.i, found.object[1]))
    where = object_of(page, word, found)
    if where is None or (act == "warns" and _is_weather(page, where)):
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


def _is_of_others(word: Token, stance: Stance, held: Held, said: Finding | None) -> bool:
    """Tell whether somebody only foretells or guesses it of others."""
    foretold = said is not None and not held.is_body and _is_foretold(word)
    if not held.is_speaker and (foretold or _is_guessed(word)):
        return True
    return stance.lemma == "go" and not _is_own_will(word, held)


def _is_weather(page: Page, where: Span) -> bool:
    """Tell whether only weather is warned of."""
    tokens = page.parsed.tokens(where)
    return tokens is not None and any(t.lemma_.lower() in nouns("weather") for t in tokens)


def _promised(read: _Read, act: PositionAct, stance: Stance) -> Draft | None:
    """Return a promise that nobody is said to have made: "they were promised new blades"."""
    page, word = read.page, read.word
    if (
        word.lemma_ not in {"promise", "accuse"}
        or word.dep_ in {"acl", "amod"}
        or any(c.dep_ == "agent" for c in word.children)
    ):
        return None
    behind = page.doc[word.i + 1 : word.right_edge.i + 1]
    wanted = (
        {"pobj", "pcomp"} if word.lemma_ == "accuse" else {"dobj", "ccomp", "xcomp", "acl", "relcl", "oprd"}
    )
    what = next((t for t in behind if t.dep_ in wanted), None)
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


def _is_own_will(word: Token, held: Held) -> bool:
    """Tell whether "going to" is a will and no forecast: "I'm going to", "we are not going to"."""
    ours = any(c.dep_ == "nsubj" and c.lower_ == "we" for c in word.children)
    if any(c.dep_ == "csubj" or (c.dep_ == "nsubj" and c.pos_ == "VERB") for c in word.children):
        return False
    return (held.is_speaker or held.is_body) and (not ours or is_negated(word))


def _is_guessed(word: Token) -> bool:
    """Tell whether somebody only believes that others hold it: "he thinks voters are ready to pay"."""
    verb = word if word.pos_ in {"VERB", "AUX"} else word.head
    return verb.dep_ == "ccomp" and verb.head.lemma_ in {"believe", "think", "guess", "imagine", "assume"}


def _is_foretold(word: Token) -> bool:
    """Tell whether somebody else says that it will be so, or may be."""
    verb = word if word.pos_ in {"VERB", "AUX"} else word.head
    return any(c.dep_ == "aux" and c.lower_ in WILLING | MAYBE for c in verb.children)


def _held(read: _Read, stance: Stance, holders: Holders) -> tuple[Held | None, str]:
    """Return whose position it is, and the rule that tells so."""
    page, word, said, by_cue = read.page, read.word, read.said, read.by_cue
    in_marks = page.is_spoken(word, said)
    # "Refugees admitted to the country have …": what a participle tells of others is nobody's report.
    by_quote = (
        stance.kind == "v" and bool(by_cue) and not in_marks and (word.tag_, word.dep_) != ("VBN", "acl")
    )
    if by_quote and by_cue[0].draft.report is not None and holders.can_hold(by_cue[0]):
        held = holders.of_speech(by_cue[0])
        return replace(held, head=None, is_speaker=False), "cue"
    if stance.kind == "n":
        head, rule = _noun_head(page, word, stance), "noun"
    else:
        verb = _carrier(word) or word
        while (
            (stance.kind == "a" or word.dep_ in {"acomp", "oprd"})
            and (verb.pos_ not in {"VERB", "AUX"} or verb == word)
            and verb.head != verb
            and verb.dep_ in {"acomp", "oprd", "conj", "prep"}
        ):
            verb = verb.head
        near = _beside(word) if stance.kind == "a" else None
        if near is not None:
            return _resolved(read, near, stance, holders), "adjective"
        feels = stance.kind == "a" and verb == word
        own = next((c for c in verb.children if c.dep_ == "nsubjpass"), None) if feels else None
        head = own or subject_of(verb, page.none_quoted if in_marks else page.quoted)
        passive = any(c.dep_ == "auxpass" for c in word.children) or (
            word.tag_ == "VBN" and word.dep_ == "acl" and not is_main_verb(word)
        )
        rule = "passive" if passive else {"v": "verb", "a": "adjective", "p": "adjective"}[stance.kind]
    if head is None:
        return None, rule
    if rule == "noun" and head.dep_ == "poss" and head.lower_ in {"my", "our"} and not in_marks:
        return None, rule
    return _resolved(read, head, stance, holders), rule


def _resolved(read: _Read, head: Token, stance: Stance, holders: Holders) -> Held | None:
    page, said = read.page, read.said
    spoken, acts = page.is_spoken(head, said), stance.lemma in verbs("animate")
    return holders.resolve(page.number, page.parsed, head, said, in_marks=spoken, acts=acts)


def _beside(adjective: Token) -> Token | None:
    """Return whose an adjective is that stands behind its noun: "companies unwilling to pay"."""
    if adjective.pos_ != "ADJ":
        return None
    before = adjective.doc[adjective.i - 1] if adjective.i else adjective
    if (
        before.tag_ == "NNS"
        and adjective.dep_ in {"advcl", "appos", "ccomp", "conj"}
        and before.dep_ != "nsubj"
    ):
        # "Draw in supporters reluctant to give up".
        return before
    if adjective.dep_ != "conj":
        return None
    return next((c for c in adjective.children if c.dep_ == "nsubj" and c.i < adjective.i), None)


def _is_no_one_s(noun: Token) -> bool:
    """Tell whether a noun tells no position: "the country's best hope", "without her support", "for his proposal to succeed"."""
    if noun.lemma_ == "hope" and any(
        c.lower_ in {"best", "last", "only", "main", "great"} for c in noun.children
    ):
        return True
    if noun.lemma_ == "need" and any(c.dep_ == "prep" and c.lower_ == "by" for c in noun.children):
        # "The need for clarification by the court".
        return True
    above = noun.head
    if any(c.dep_ == "amod" and c.lower_ in _ALLEGED for c in noun.children):
        # "Its alleged refusal".
        return True
    undone = noun.dep_ == "dobj" and above.dep_ == "pcomp" and above.head.lower_ in {"before", "without"}
    if undone or noun.dep_ != "pobj":
        return undone
    if above.lower_ == "of" and above.head.lemma_ in {"lack", "absence", "loss"}:
        return True
    return above.lower_ in {"without", "absent", "lacking"} or (
        above.text == "For" and above.i == noun.sent.start
    )


def _noun_head(page: Page, noun: Token, stance: Stance) -> Token | None:
    """Return whose a noun of position is: its owner, or the subject of "voiced support for"."""
    first = next((c.lower_ for c in noun.children if c.dep_ == "det"), "")
    if first in {"any", "what", "every"} or (first == "no" and noun.lemma_ != "intention"):
        return None
    if _is_no_one_s(noun):
        return None
    if noun.dep_ == "dobj" and noun.head.lemma_ in {"withdraw", "drop"} and stance.act in {"offers", "plans"}:
        return None
    owner = owner_of(noun, of="of" not in stance.frames) or (
        owner_of(noun.head, of=False) if "carried" in stance.frames else None
    )
    if owner is not None:
        return owner
    verb = noun.head
    if noun.lemma_ in nouns("stander"):
        # "She has been a critic of it", "Ellwood, a critic of it".
        is_one = noun.dep_ == "attr" and verb.lemma_ == "be" and not is_negated(verb) and not is_open(verb)
        return subject_of(verb, page.quoted) if is_one else verb if noun.dep_ == "appos" else None
    if (
        noun.dep_ in {"dobj", "attr"}
        and verb.lemma_.lower() in verbs("light")
        and (not is_negated(verb) or noun.lemma_ == "intention")
        and not is_open(verb)
    ):
        return subject_of(verb, page.none_quoted if page.quoted[noun.i] else page.quoted)
    return None
