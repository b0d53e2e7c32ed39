"""Who holds a position: the subject of its word, resolved as the sources of quotes are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacy.tokens import Token

from generator.analyse.quotes.lexicon import bodies
from generator.analyse.quotes.resolved import Resolved
from generator.analyse.quotes.somebody import is_person_noun, is_somebody
from generator.analyse.quotes.source import noun_phrase
from generator.analyse.quotes.speaker import source_of
from generator.model import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.analyse.parse import ParsedParagraph
    from generator.analyse.quotes.find import Finding
    from generator.analyse.quotes.resolve import Resolver
    from generator.analyse.quotes.resolved import Places

_OURS = frozenset({"i", "we", "my", "our", "us", "me"})
_HE = frozenset({"he", "she", "his", "her", "him"})
_THEY = frozenset({"it", "they", "its", "their"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_NOBODY = frozenset(
    ["you", "one", "what", "there", "this", "these", "those", "nothing", "everything", "something", "nobody", "none", "anybody", "anyone",
     "everybody", "everyone", "somebody", "someone", "people", "your"]
)  # fmt: skip
"""Words for nobody in particular."""

_NUMBERS = frozenset({"DATE", "TIME", "MONEY", "PERCENT"})
_NO_NOUNS = frozenset({"VERB", "ADV", "SCONJ", "INTJ", "AUX"})
_OWNERS = frozenset({"by", "from", "among", "of"})
_GRAND = frozenset({"PERSON", "ORG", "NORP", "GPE"})


@dataclass(frozen=True, slots=True)
class Held:
    """A holder: who, where that is written, and through which quote it was known."""

    who: Resolved
    written: Span | None
    head: Token | None
    is_speaker: bool = False
    """Whether the speaker of the words around is meant."""


def subject_of(word: Token, quoted: tuple[bool, ...]) -> Token | None:
    """Return the head of the phrase that is the subject of a verb, wherever it stands, relative words followed."""
    subject, how = source_of(word, quoted)
    if subject is None or how == "noun":
        return None if subject is None or word.tag_ not in {"VBG"} else subject
    return _followed(subject)


def _followed(subject: Token) -> Token | None:
    """Return what a relative pronoun stands for, other words themselves."""
    if subject.lower_ not in _RELATIVE:
        return subject
    verb = subject.head
    while verb.dep_ in {"conj", "xcomp", "aux"} and verb.head != verb:
        verb = verb.head
    return verb.head if verb.dep_ in {"relcl", "acl"} else None


def owner_of(noun: Token) -> Token | None:
    """Return whose a demand, promise, … is: its possessive, a name before it, or who stands behind "by" and "from"."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
    for prep in noun.children:
        if prep.dep_ in {"prep", "agent"} and prep.lower_ in _OWNERS and prep.i > noun.i:
            held = next((c for c in prep.children if c.dep_ == "pobj"), None)
            if (
                held is not None
                and (prep.lower_ != "of" or held.ent_type_ in {"PERSON", "ORG", "GPE"})
                and is_somebody(held)
            ):
                return held
    for child in noun.children:
        if child.dep_ in {"compound", "amod", "nmod"} and child.ent_type_ in _GRAND and child.i < noun.i:
            return child
    return None


class Holders:
    """Resolves the holders of one article in text order."""

    def __init__(self, places: Places, resolver: Resolver, order: Sequence[int]) -> None:
        """Take the resolver, which must hear sources and holders in text order; order: body paragraph → paragraph."""
        self._places = places
        self._resolver = resolver
        self._order = order

    def hear(self, parsed: ParsedParagraph, finding: Finding) -> None:
        """Remember who spoke in a quote, for "it", "they", "he" and "she" behind it."""
        report = finding.draft.report
        if report is None or report.source is None:
            return
        head = parsed.doc[report.named_by if report.named_by is not None else report.source]
        self._resolver.heard(parsed.start + head.idx, head, finding.source.who)

    def is_known(self, said: Finding) -> bool:
        """Tell whether it is known who speaks."""
        return said.source.who.speaker is not None or said.source.who.unnamed is not None

    def speaks_for(self, said: Finding, subject: Token, held: Held) -> bool:
        """Tell whether a speaker speaks for somebody: for a body by a role in it, or "her party", "the company"."""
        who, speaker = held.who, said.source.who
        if who.speaker is not None and who.speaker == speaker.speaker:
            return True
        if speaker.speaker is not None and who.speaker is not None:
            actors = self._places.actors
            if actors[who.speaker].kind == "person":
                return False
            return any(role.of == who.speaker for role in actors[speaker.speaker].roles)
        own = any(c.dep_ == "poss" and c.lower_ in {"his", "her", "its", "their"} for c in subject.children)
        return own or (
            who.unnamed is not None
            and subject.lemma_.lower() in bodies()
            and who.unnamed.lower().startswith("the ")
        )

    def of_speech(self, finding: Finding) -> Held:
        """Return the speaker of a quote as the holder."""
        return Held(finding.source.who, finding.source.written, None, is_speaker=True)

    def resolve(
        self, number: int, parsed: ParsedParagraph, head: Token, said: Finding | None, *, in_marks: bool
    ) -> Held | None:
        """Return who a holder's phrase means; None where it means nobody or nobody in particular.

        number: the body paragraph's; said: the quote that holds the words, if any.
        """
        head = self._named(parsed, head)
        lower = head.lower_
        if lower in _NOBODY or head.ent_type_ in _NUMBERS or head.pos_ in _NO_NOUNS:
            return None
        if lower in _OURS:
            return self._speaker(said) if said is not None and in_marks else None
        if lower in _HE | _THEY and (in_marks or said is not None):
            return None if in_marks or said is None else self._speaker_by_pronoun(said, head, parsed)
        if head.dep_ in {"compound", "amod", "nmod"}:
            return self._named_before(parsed, head)
        start, end = noun_phrase(head)
        tokens = parsed.doc[start:end]
        span = parsed.span(tokens)
        who = self._resolver.resolve(self._order[number], head, span, tokens.text)
        if who.speaker is None and (who.unnamed is None or not self._is_body(head, who)):
            return None
        return Held(who, span, head)

    def _named_before(self, parsed: ParsedParagraph, name: Token) -> Held | None:
        """Return the actor of "the U.S. promise", "the Russian demand"."""
        mention = self._places.mention_at(parsed.start + name.idx)
        return (
            None if mention is None else Held(Resolved(speaker=mention.actor, way="name"), mention.span, name)
        )

    def _named(self, parsed: ParsedParagraph, head: Token) -> Token:
        """Return the name beside a description: "the contractor, Corvane, …", "Stowe, a commissioner who …"."""
        if head.pos_ != "NOUN" or self._places.mention_at(parsed.start + head.idx) is not None:
            return head
        if head.dep_ == "appos" and self._places.mention_at(parsed.start + head.head.idx) is not None:
            return head.head
        beside = (c for c in head.children if c.dep_ == "appos" and c.pos_ == "PROPN" and head.tag_ == "NN")
        return next((c for c in beside if self._places.mention_at(parsed.start + c.idx) is not None), head)

    def _is_body(self, head: Token, who: Resolved) -> bool:
        """Tell whether an unnamed holder can want something: a person, people, a body or a text of theirs."""
        lemma = head.lemma_.lower()
        first = (who.unnamed or "").split(maxsplit=1)[0].lower()
        if first in {"no", "any", "neither", "whoever", "every"}:
            return False
        return (
            who.is_document
            or is_person_noun(head)
            or lemma in bodies()
            or is_somebody(head)
            or head.pos_ in {"NUM", "DET", "ADJ"}
        )

    def _speaker(self, said: Finding) -> Held | None:
        who = said.source.who
        if who.speaker is None and who.unnamed is None:
            return None
        return self.of_speech(said)

    def _speaker_by_pronoun(self, said: Finding, head: Token, parsed: ParsedParagraph) -> Held | None:
        """Return the speaker for "he", "it" or "they" in reported words, unless somebody else stands between."""
        content = said.quote.content
        at = parsed.start + head.idx
        before = [m for m in self._places.mentions_in(content) if m.span.end <= at]
        person = head.lower_ in _HE
        kinds = {"person"} if person else {"organization", "country", "group"}
        who = said.source.who
        others = [m for m in before if self._places.actors[m.actor].kind in kinds and m.actor != who.speaker]
        if others or (who.speaker is None and who.unnamed is None):
            return None
        begin = parsed.tokens(content)
        for token in parsed.doc[begin.start if begin is not None else head.i : head.i]:
            if token.pos_ == "NOUN" and (
                is_person_noun(token) if person else token.lemma_.lower() in bodies() or token.tag_ == "NNS"
            ):
                return None
        if person and who.speaker is not None and not self._places.is_kind(who.speaker, "person"):
            return None
        return self.of_speech(said)
