"""Who holds a position: the subject of its word, resolved as the sources of quotes are."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.analyse.positions import beside as names
from generator.analyse.positions.held import LEAST_SURE, Held
from generator.analyse.positions.lexicon import nouns, stances, verbs
from generator.analyse.positions.subject import is_part, is_party, says_another
from generator.analyse.quotes.lexicon import bodies, general_bodies
from generator.analyse.quotes.resolved import Resolved
from generator.analyse.quotes.somebody import is_person_noun
from generator.analyse.quotes.source import noun_phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from generator.analyse.parse import ParsedParagraph
    from generator.analyse.quotes.find import Finding
    from generator.analyse.quotes.resolve import Resolver
    from generator.analyse.quotes.resolved import Places

_OURS = frozenset({"i", "we", "my", "our", "us", "me"})
_HE = frozenset({"he", "she", "his", "her", "him"})
_THEY = frozenset({"it", "they", "its", "their"})
_NOBODY = frozenset(
    ["you", "one", "what", "there", "this", "these", "those", "nothing", "everything", "something", "nobody", "none", "anybody", "anyone",
     "everybody", "everyone", "somebody", "someone", "people", "your"]
)  # fmt: skip
"""Words for nobody in particular."""

_OTHERS = frozenset({"them", "him", "us", "me", "themselves", "himself", "herself", "itself"})
_INSIDE = frozenset({"people", "official", "source", "aide", "insider", "statement", "letter"})
_RULES = frozenset({"minister", "premier", "chancellor", "senator", "mp", "mps", "lawmaker", "opponent"})
"""Words for who rules or sits in parliament: of "the prime minister" a party that he speaks of need not be his own."""
_NUMBERS = frozenset({"DATE", "TIME", "MONEY", "PERCENT"})
_NO_NOUNS = frozenset({"VERB", "ADV", "SCONJ", "INTJ", "AUX"})
_TWO = 2
_BODY = 0.9
"""Factor for taking "her party" for the body in the speaker's role."""


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
        who = said.source.who
        if who.speaker is not None or who.unnamed is not None:
            return who.sure >= LEAST_SURE
        return self._carried_on(said) is not None

    def _carried_on(self, said: Finding) -> Held | None:
        """Return whom "it" or "they" means that says something and is not known otherwise."""
        report, reading, paragraph = said.draft.report, said.reading, said.draft.paragraph
        if report is None or report.source is None or reading is None or paragraph is None:
            return None
        source = reading.doc[report.source]
        if source.lower_ not in {"it", "they"}:
            return None
        return self._subject_before(paragraph, reading.parsed, source)

    def is_same(self, parsed: ParsedParagraph, named: Token, held: Held) -> bool:
        """Tell whether a name is the person's who holds something."""
        who = getattr(self._places.mention_at(parsed.start + named.idx), "actor", None)
        return who is not None and who == held.who.speaker and self._places.is_kind(who, "person")

    def is_body(self, held: Held) -> bool:
        """Tell whether a holder is an organization or a country of the article."""
        who = held.who.speaker
        return who is not None and (
            self._places.is_kind(who, "organization") or self._places.is_kind(who, "country")
        )

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
                and not words & _RULES
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
        """Return a quote's speaker as the holder; of "some, such as Poland" who is named, of "the union" the only one."""
        report, reading = finding.draft.report, finding.reading
        if (
            finding.source.who.speaker is None
            and report is not None
            and report.source is not None
            and reading is not None
        ):
            source = reading.doc[report.source]
            named = names.such_as(self._places, reading.parsed, source) or names.beside(
                self._places, reading.parsed, source
            )
            if named is not None:
                return replace(named, is_speaker=True)
            who = self._only_body(source, finding.source.who)
            return Held(who, finding.source.written, None, is_speaker=True)
        who = names.of_some(finding)
        known = who.speaker is not None or who.unnamed is not None
        held = None if known else self._carried_on(finding)
        return replace(held or Held(who, finding.source.written, None), is_speaker=True)

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
        head = names.named(self._places, parsed, head)
        lower = head.lower_
        if head.dep_ == "nsubj" and any(c.tag_ == "POS" for c in head.children):
            # "Italy's state-owned company will": misread.
            return None
        if lower in _NOBODY or lower in _OTHERS or head.ent_type_ in _NUMBERS or head.pos_ in _NO_NOUNS:
            return None
        if lower in _OURS or (lower in _HE | _THEY and (in_marks or said is not None)):
            return self._by_own_pronoun(number, parsed, head, said, in_marks=in_marks)
        if head.dep_ in {"compound", "amod", "nmod"}:
            return names.named_before(self._places, parsed, head)
        named = names.such_as(self._places, parsed, head)
        if named is None and said is not None and not in_marks:
            named = self._body_of(parsed, said, head)
        if named is not None:
            return named
        return self._described(number, parsed, head, said, acts=acts)

    def _by_own_pronoun(
        self, number: int, parsed: ParsedParagraph, head: Token, said: Finding | None, *, in_marks: bool
    ) -> Held | None:
        """Return the speaker for "I" and "we" inside marks, for "he" and "they" in reported words."""
        if said is None or in_marks != (head.lower_ in _OURS):
            return None
        if in_marks:
            return self._speaker(said)
        report, reading, who = said.draft.report, said.reading, said.source.who
        source = report.source if report is not None else None
        if (
            head.lower_ in {"he", "she"}
            and who.speaker is None
            and source is not None
            and reading is not None
        ):
            # "Her office said she would go": she is not who speaks.
            office = reading.doc[source].lemma_.lower() in bodies()
            other = self._described(number, parsed, head, said, acts=True) if office else None
            if other is not None:
                return other
        return self._speaker_by_pronoun(said, head, parsed)

    def _described(
        self, number: int, parsed: ParsedParagraph, head: Token, said: Finding | None, *, acts: bool
    ) -> Held | None:
        """Return whom a name, a description or a pronoun of the article's own words means."""
        lower = head.lower_
        start, end = noun_phrase(head)
        tokens = parsed.doc[start:end]
        if tokens[0].lower_ == "whose":
            named = names.named(self._places, parsed, head)
            mention = None if named == head else self._places.mention_at(parsed.start + named.idx)
            return (
                None
                if mention is None
                else Held(Resolved(speaker=mention.actor, way="name"), mention.span, named)
            )
        if tokens[0].lower_ in {"what", "which", "any", "no", "not"}:
            return None
        span = parsed.span(tokens)
        who = self._resolver.resolve(self._order[number], head, span, tokens.text)
        if lower in {"it", "they"} and who.speaker is None and who.unnamed is None and said is None:
            return self._subject_before(number, parsed, head)
        can = head.pos_ == "NOUN" and (acts or head.lemma_.lower() in nouns("party"))
        if who.speaker is None and who.unnamed is None and can and not who.candidates:
            who = Resolved(unnamed=tokens.text, way="description")
        if who.speaker is not None and is_part(head):
            # "Some senior Tories" are not the party.
            who, can = Resolved(unnamed=tokens.text, way="description"), True
        who = self._only_body(head, who)
        if who.speaker is None and (who.unnamed is None or not (can or self._is_body(head, who))):
            return None
        return Held(who, span, head)

    def _subject_before(self, number: int, parsed: ParsedParagraph, pronoun: Token) -> Held | None:
        """Return the subject of the sentence before, in the same paragraph, for "it" and "they" that open one."""
        start = pronoun.sent.start
        if pronoun.lower_ == "it" and pronoun.dep_ == "nsubj" and pronoun.head != pronoun.sent.root:
            return self._subject_of_sentence(number, parsed, pronoun)
        if pronoun.dep_ != "nsubj" or pronoun.head != pronoun.sent.root or start == 0:
            return None
        before = parsed.doc[start - 1].sent
        subject = next((c for c in before.root.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
        if subject is None or subject.lower_ in _HE | _OURS | _THEY or says_another(before.root, subject):
            return None
        held = self.resolve(number, parsed, subject, None, in_marks=False)
        if held is None or (
            held.who.speaker is not None
            and self._places.is_kind(held.who.speaker, "person")
            and not held.who.joint
        ):
            return None
        several = bool(held.who.joint) or subject.tag_ in {"NNS", "NNPS"}
        if (pronoun.lower_ == "it" and several) or (
            pronoun.lower_ == "they" and held.who.speaker is None and not several
        ):
            return None
        return replace(
            held,
            who=replace(held.who, sure=held.who.sure * _BODY),
            written=parsed.span(pronoun),
            head=pronoun,
        )

    def _subject_of_sentence(self, number: int, parsed: ParsedParagraph, pronoun: Token) -> Held | None:
        """Return the body of "the agency lost its chief after it admitted", where no other body stands between."""
        root = pronoun.sent.root
        subject = next((c for c in root.children if c.dep_ == "nsubj" and c.i < pronoun.i), None)
        if (
            subject is None
            or pronoun.head.dep_ not in {"advcl", "conj", "pcomp"}
            or subject.tag_ in {"NNS", "NNPS", "PRP"}
        ):
            return None
        between = pronoun.doc[subject.right_edge.i + 1 : pronoun.i]
        if any(t.ent_type_ in {"ORG", "GPE", "NORP"} or t.lemma_.lower() in bodies() for t in between):
            return None
        held = self.resolve(number, parsed, subject, None, in_marks=False)
        if held is None or held.who.joint or not self.is_body(held):
            return None
        return replace(
            held,
            who=replace(held.who, sure=held.who.sure * _BODY),
            written=parsed.span(pronoun),
            head=pronoun,
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
        only = len(named) == 1 and noun in bodies()
        return Resolved(speaker=named[0], way="body", sure=_BODY) if only else who

    def _body_of(self, parsed: ParsedParagraph, said: Finding, head: Token) -> Held | None:
        """Return the body for which a speaker speaks, of "her party", "his lawmakers", "the union"."""
        first = parsed.doc[head.left_edge.i].lower_
        own = first in {"his", "her", "its", "their"} and (
            head.lemma_.lower() in bodies() or is_person_noun(head)
        )
        if own and names.has_another(self._places, parsed, said, head):
            return None
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
            land = head.lemma_.lower() in {"country", "nation"}
            if role.of is None or not self._places.is_kind(role.of, "country" if land else "organization"):
                continue
            if land:
                return Held(Resolved(speaker=role.of, way="body", sure=_BODY), written, head, is_body=True)
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
        return self.of_speech(said) if self.is_known(said) else None

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
        if person and who.speaker is None and names.is_of_his(said):
            # "Falk's lawyers said that he would sue".
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
