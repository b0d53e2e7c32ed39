"""Who holds a position: the subject of its word, resolved as the sources of quotes are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from spacy.tokens import Token

from generator.analyse.positions.lexicon import nouns, stances, verbs
from generator.analyse.quotes.lexicon import bodies, general_bodies
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

_OTHERS = frozenset({"them", "him", "us", "me", "themselves", "himself", "herself", "itself"})
_INSIDE = frozenset({"people", "official", "source", "aide", "insider", "statement", "letter"})
_NUMBERS = frozenset({"DATE", "TIME", "MONEY", "PERCENT"})
_NO_NOUNS = frozenset({"VERB", "ADV", "SCONJ", "INTJ", "AUX"})
_TWO = 2
_BODY = 0.9
"""Factor for taking "her party" for the body in the speaker's role."""
_SOME = frozenset({"some", "others", "many", "several"})
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
    is_body: bool = False
    """Whether it is the body for which that speaker speaks."""


def subject_of(word: Token, quoted: tuple[bool, ...]) -> Token | None:
    """Return the head of the phrase that is the subject of a verb, wherever it stands, relative words followed."""
    if word.tag_ == "VBG" and word.dep_ == "acl":
        # "A campaign favouring it", "a video of hers, deploring it": the noun, or nobody.
        return word.head if is_party(word.head) else None
    own = next((c for c in word.children if c.dep_ == "nsubj" and not quoted[c.i]), None)
    if own is not None and any(c.dep_ == "agent" for c in word.children):
        # "The evidence supported his murder by agents": only a passive has somebody who does it behind "by".
        return _followed(own)
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
                and is_party(held)
            ):
                return held
    for child in noun.children:
        if child.dep_ in {"compound", "amod", "nmod"} and child.ent_type_ in _GRAND and child.i < noun.i:
            return child
    return None


def is_party(noun: Token) -> bool:
    """Tell whether a noun is somebody who can take a side."""
    return is_somebody(noun) or noun.lemma_.lower() in nouns("party")


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

    def can_hold(self, said: Finding) -> bool:
        """Tell whether a quote's source is somebody, or a text of somebody's."""
        who, report = said.source.who, said.draft.report
        if who.speaker is not None or who.is_document:
            return True
        if who.unnamed is None or report is None or report.source is None or said.reading is None:
            return False
        head = said.reading.doc[report.source]
        return head.pos_ != "NOUN" or is_party(head)

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
            return self._leads(speaker.speaker, who.speaker)
        if speaker.unnamed is not None and who.speaker is not None:
            words = {w.strip(",.").lower().removesuffix("s") for w in speaker.unnamed.split()}
            return (
                bool(words & (nouns("leads") | _INSIDE))
                and not self._places.is_kind(who.speaker, "person")
                and not self._places.is_kind(who.speaker, "country")
            )
        own = any(c.dep_ == "poss" and c.lower_ in {"his", "her", "its", "their"} for c in subject.children)
        body = subject.lemma_.lower() in bodies() or is_person_noun(subject)
        return (own and body) or (
            who.unnamed is not None
            and subject.lemma_.lower() in bodies()
            and who.unnamed.lower().startswith("the ")
        )

    def _leads(self, person: str, body: str) -> bool:
        """Tell whether one of a person's roles is to speak for a body."""
        for role in self._places.actors[person].roles:
            if role.of == body:
                return True
            words = {w.strip(",.").lower() for w in role.span.of(self._places.text).split()}
            if role.of is None and words & nouns("leads") and self._places.is_kind(body, "organization"):
                return True
        return False

    def of_speech(self, finding: Finding) -> Held:
        """Return the speaker of a quote as the holder; of "some, such as Poland" the one that is named, of "the union" the only one."""
        report, reading = finding.draft.report, finding.reading
        if (
            finding.source.who.speaker is None
            and report is not None
            and report.source is not None
            and reading is not None
        ):
            named = self._such_as(reading.parsed, reading.doc[report.source])
            if named is not None:
                return replace(named, is_speaker=True)
            who = self._only_body(reading.doc[report.source], finding.source.who)
            return Held(who, finding.source.written, None, is_speaker=True)
        return Held(finding.source.who, finding.source.written, None, is_speaker=True)

    def resolve(
        self,
        number: int,
        parsed: ParsedParagraph,
        head: Token,
        said: Finding | None,
        *,
        in_marks: bool,
        acts: bool = False,
    ) -> Held | None:
        """Return who a holder's phrase means; None where it means nobody or nobody in particular.

        number: the body paragraph's; said: the quote that holds the words, if any; in_marks: whether the phrase itself
        is a speaker's own; acts: whether only somebody can do what the word says.
        """
        head = self._named(parsed, head)
        lower = head.lower_
        if lower in _NOBODY or lower in _OTHERS or head.ent_type_ in _NUMBERS or head.pos_ in _NO_NOUNS:
            return None
        if lower in _OURS:
            return self._speaker(said) if said is not None and in_marks else None
        if lower in _HE | _THEY and (in_marks or said is not None):
            return None if in_marks or said is None else self._speaker_by_pronoun(said, head, parsed)
        if head.dep_ in {"compound", "amod", "nmod"}:
            return self._named_before(parsed, head)
        named = self._such_as(parsed, head)
        if named is None and said is not None and not in_marks:
            named = self._body_of(parsed, said, head)
        if named is not None:
            return named
        start, end = noun_phrase(head)
        tokens = parsed.doc[start:end]
        if tokens[0].lower_ in {"whose", "what", "which", "any", "no"}:
            return None
        span = parsed.span(tokens)
        who = self._resolver.resolve(self._order[number], head, span, tokens.text)
        can = head.pos_ == "NOUN" and (acts or head.lemma_.lower() in nouns("party"))
        if who.speaker is None and who.unnamed is None and can and not who.candidates:
            who = Resolved(unnamed=tokens.text, way="description")
        who = self._only_body(head, who)
        if who.speaker is None and (who.unnamed is None or not (can or self._is_body(head, who))):
            return None
        return Held(who, span, head)

    def _named_before(self, parsed: ParsedParagraph, name: Token) -> Held | None:
        """Return the actor of "the U.S. promise", "the Russian demand"."""
        mention = self._places.mention_at(parsed.start + name.idx)
        return (
            None if mention is None else Held(Resolved(speaker=mention.actor, way="name"), mention.span, name)
        )

    def _only_body(self, head: Token, who: Resolved) -> Resolved:
        """Return the one organization of the article whose name has the noun of "the union", else who it was."""
        words = (who.unnamed or "").split()
        if who.is_document or len(words) != _TWO or words[0].lower() != "the" or head.tag_ != "NN":
            return who
        noun = head.lemma_.lower()
        named = [
            a.id
            for a in self._places.actors.values()
            if a.kind == "organization" and noun in a.canonical_name.lower().split()
        ]
        return (
            Resolved(speaker=named[0], way="body", sure=_BODY)
            if len(named) == 1 and noun in bodies()
            else who
        )

    def _body_of(self, parsed: ParsedParagraph, said: Finding, head: Token) -> Held | None:
        """Return the body for which a speaker speaks, of "her party", "his lawmakers", "the union"."""
        first = parsed.doc[head.left_edge.i].lower_
        own = first in {"his", "her", "its", "their"} and (
            head.lemma_.lower() in bodies() or is_person_noun(head)
        )
        the = (
            first == "the"
            and head.lemma_.lower() in bodies()
            and not any(c.dep_ in {"prep", "amod", "compound"} for c in head.children)
        )
        if self._places.mention_at(parsed.start + head.idx) is not None or not (own or the):
            return None
        speaker = said.source.who.speaker
        written = parsed.span(parsed.doc[head.left_edge.i : head.i + 1])
        if speaker is None or not self._places.is_kind(speaker, "person"):
            return Held(said.source.who, written, head, is_body=True) if own and speaker is not None else None
        for role in self._places.actors[speaker].roles:
            if role.of is None or not self._places.is_kind(role.of, "organization"):
                continue
            name = self._places.actors[role.of].canonical_name.lower().split()
            if own or head.lemma_.lower() in name or head.lemma_.lower() in general_bodies():
                return Held(Resolved(speaker=role.of, way="body", sure=_BODY), written, head, is_body=True)
        words = {
            w.strip(",.").lower()
            for r in self._places.actors[speaker].roles
            for w in r.span.of(self._places.text).split()
        }
        leads = own or (head.lemma_.lower() in general_bodies() and bool(words & nouns("leads")))
        return Held(said.source.who, written, head, is_body=True) if leads else None

    def _such_as(self, parsed: ParsedParagraph, head: Token) -> Held | None:
        """Return who is named for some: "some, such as Poland and Spain, …"."""
        if head.lower_ not in _SOME and head.tag_ != "NNS":
            return None
        doc, at = head.doc, head.i + 1
        at += at < len(doc) and doc[at].text == ","
        if doc[at : at + 2].text.lower() == "such as":
            at += 2
        elif at < len(doc) and doc[at].lower_ in {"including", "like"}:
            at += 1
        else:
            return None
        first = doc[at] if at < len(doc) else None
        mention = None if first is None else self._places.mention_at(parsed.start + first.idx)
        if first is None or mention is None:
            return None
        joined = [self._places.mention_at(parsed.start + c.idx) for c in first.conjuncts]
        joint = tuple(m.actor for m in joined if m is not None and m.actor != mention.actor)
        written = Span(start=parsed.span(head).start, end=mention.span.end)
        return Held(Resolved(speaker=mention.actor, joint=joint, way="name"), written, head)

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
        if (who.unnamed or "").lower() in _HE | _THEY | _OURS:
            return False
        if first in {"no", "any", "neither", "whoever", "every"}:
            return False
        return (
            who.is_document
            or is_person_noun(head)
            or lemma in bodies()
            or is_party(head)
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
        if head.lower_ == "it" and who.speaker is not None and self._places.is_kind(who.speaker, "person"):
            # "It would make things clearer": of a person's words "it" is the body only where the body acts.
            acts = (
                head.head.lemma_.lower() in verbs("deed") | verbs("aspect")
                or head.head.lemma_.lower() in stances()
            )
            return self.of_speech(said) if acts and self._places.actors[who.speaker].roles else None
        return self.of_speech(said)
