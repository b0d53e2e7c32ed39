"""Whether a word of position stands here in another sense: sites that are blasted, a state that is called for a winner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.analyse.positions.forecast import is_dated, is_thing
from generator.analyse.positions.lexicon import nouns, verbs
from generator.analyse.positions.subject import is_party
from generator.analyse.quotes.lexicon import bodies

if TYPE_CHECKING:
    from spacy.tokens import Token

    from generator.analyse.positions.governed import Match
    from generator.analyse.positions.held import Held
    from generator.analyse.positions.lexicon import Stance

_CONTESTS = frozenset({"election", "race", "contest", "primary", "seat", "vote", "state", "presidency"})
_ASKED = frozenset({"whether", "if", "how", "why", "who", "what"})
_MEDIA = frozenset({"comment", "interview", "clarification"})
_WISHES = frozenset({"want", "wish", "hope", "like", "plan", "intend", "prefer", "aim"})
_ONE_OF = frozenset({"every", "each", "any", "anyone", "everyone", "those", "people", "anybody", "everybody"})


def is_another_sense(word: Token, stance: Stance, found: Match) -> bool:
    """Tell whether a word is no act here: "they proposed that wings moved", "payouts stand up well", "I swear I was"."""
    if stance.lemma == "raise" and stance.act == "warns" and word.tag_ == "VBG":
        # "…, raising the prospect of a strike": whoever writes says so.
        return True
    if word.tag_ == "VBG" and word.head.lemma_ == "come":
        # "Everyone who comes asking for it".
        return True
    if _is_told_of_anybody(word):
        return True
    test = _OTHER.get(stance.lemma)
    return test is not None and test(word, stance, found)


def _is_told_of_anybody(verb: Token) -> bool:
    """Read "people who had been accused of crimes": who is meant, not who is accused."""
    noun = verb.head
    return (
        verb.dep_ == "relcl"
        and any(c.dep_ == "auxpass" for c in verb.children)
        and not any(c.dep_ == "agent" for c in verb.children)
        and noun.tag_ == "NNS"
        and noun.doc[noun.left_edge.i].dep_ not in {"det", "poss", "nummod"}
        and verb.doc[verb.left_edge.i - 1].text != ","
    )


def _theory(word: Token, stance: Stance, found: Match) -> bool:
    del stance, found
    return any(c.dep_ == "ccomp" and c.tag_ in {"VBD", "VBG", "NN"} for c in word.children)


def _oath(word: Token, stance: Stance, found: Match) -> bool:
    del stance, found
    return any(c.dep_ == "ccomp" and c.tag_ == "VBD" for c in word.children)


def _standing(word: Token, stance: Stance, found: Match) -> bool:
    """Read "shares stand up well", and captions: "The president stands with leaders of three states"."""
    del found
    if any(c.lower_ == "well" for c in word.children):
        return True
    by_place = stance.prep in {"with", "by", "behind"} and word.tag_ in {"VBZ", "VBP", "VBG"}
    subject = next((c for c in word.children if c.dep_ == "nsubj"), None)
    return by_place and subject is not None and subject.ent_type_ == "PERSON"


def _blown_up(word: Token, stance: Stance, found: Match) -> bool:
    """Read "miners blasted the cliffs": what is blown up is nobody's and no plan."""
    del stance, found
    what = next((c for c in word.children if c.dep_ in {"dobj", "nsubjpass"}), None)
    return what is not None and what.pos_ == "NOUN" and what.lemma_.lower() in nouns("ground")


def _result(word: Token, stance: Stance, found: Match) -> bool:
    """Read "the network called the election for her", "called Ohio for him"."""
    del found
    if stance.prep != "for":
        return False
    behind = {c.dep_: c for c in word.children if c.dep_ in {"dobj", "oprd"} and c.i > word.i}
    what = behind.get("dobj") or (behind.get("oprd") if behind.get("oprd", word).ent_type_ == "GPE" else None)
    # "Called Labour a machine for talking".
    named = len(behind) > 1 or any(
        c.lower_ == "for" for c in behind.get("oprd", word).children if "oprd" in behind
    )
    return named or (what is not None and (what.lemma_.lower() in _CONTESTS or what.ent_type_ == "GPE"))


def _share(word: Token, stance: Stance, found: Match) -> bool:
    """Read "her support 27 per cent": what the parser took for a verb."""
    del stance
    start, end = found.object or (0, 0)
    return start < end and all(t.ent_type_ == "PERCENT" for t in word.doc[start:end])


def _pledged(word: Token, stance: Stance, found: Match) -> bool:
    """Read "roughly 270 pledged delegates"."""
    del stance, found
    return word.i + 1 < len(word.doc) and word.nbor().lemma_.lower() == "delegate"


def _for_the_press(word: Token, stance: Stance, found: Match) -> bool:
    """Read "a reporter's request for comment"."""
    del stance
    start, end = found.object or (0, 0)
    return any(t.lemma_.lower() in _MEDIA for t in word.doc[start : min(start + 3, end)])


def _peril(word: Token, stance: Stance, found: Match) -> bool:
    """Read "a Republican threat of unknown strength": that somebody is one, not what he threatens."""
    if stance.kind != "n" or found.frame != "of":
        return False
    return not any(c.dep_ == "poss" for c in word.children) and any(
        c.dep_ in {"amod", "compound"} and c.ent_type_ for c in word.children
    )


def _charm(word: Token, stance: Stance, found: Match) -> bool:
    """Read "he had little appeal for voters"."""
    del found
    return stance.kind == "n" and word.head.lemma_ in {"have", "hold", "lack"}


def _raised(word: Token, stance: Stance, found: Match) -> bool:
    """Read "his interview raised questions about her"."""
    del found
    subject = next((c for c in word.children if c.dep_ == "nsubj"), None)
    return stance.act == "doubts" and subject is not None and subject.pos_ == "NOUN" and not is_party(subject)


def _scheduled(word: Token, stance: Stance, found: Match) -> bool:
    """Read "Ohio was planning to hold its vote on Tuesday"."""
    del stance, found
    past = word.tag_ == "VBG" and any(c.dep_ == "aux" and c.tag_ == "VBD" for c in word.children)
    deed = next((c for c in word.children if c.dep_ == "xcomp" and c.i > word.i), None)
    return past and deed is not None and (is_dated(deed) or _is_held_on(deed))


def _is_held_on(deed: Token) -> bool:
    return deed.lemma_ == "hold" and any(t.ent_type_ in {"DATE", "TIME"} for t in deed.subtree)


def _diagnosed(word: Token, stance: Stance, found: Match) -> bool:
    """Read "he was determined to have a blood clot": what was found of him."""
    del stance, found
    if word.tag_ != "VBN":
        return False
    deed = next((c for c in word.children if c.dep_ in {"xcomp", "ccomp"} and c.i > word.i), None)
    return deed is not None and deed.lemma_ == "have" and not any(c.dep_ == "neg" for c in word.children)


def _told(word: Token, stance: Stance, found: Match) -> bool:
    """Read "sought to calm the markets", "keen to point out": what somebody says or shows by it is no plan."""
    if found.frame != "inf" or found.object is None:
        return False
    if stance.lemma == "seek" and _is_of_a_thing(word):
        return True
    deed = next((t for t in word.doc[slice(*found.object)] if t.pos_ in {"VERB", "AUX"}), None)
    return deed is None or deed.lemma_.lower() in verbs("manner") | verbs("silence") or _is_inquiry(deed)


def _is_inquiry(deed: Token) -> bool:
    """Tell whether a deed is to find something out: "sought to determine whether it was lawful"."""
    asked = (c for c in deed.children if c.dep_ == "ccomp")
    return any(g.lower_ in _ASKED for c in asked for g in c.children if g.i < c.i)


def _is_of_a_thing(verb: Token) -> bool:
    """Tell whether a verb's subject is a thing: "most of the aid sought to build it" is aid that somebody sought."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is None:
        return False
    of = next((c for c in subject.children if c.lower_ == "of" and c.dep_ == "prep"), None)
    counted = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
    return is_thing(counted if counted is not None and subject.pos_ == "ADJ" else subject)


def _assault(word: Token, stance: Stance, found: Match) -> bool:
    """Read "a man attacked her for her money", "attacked the town for the third time"."""
    del found
    if stance.prep not in {"for", "as"}:
        return False
    subject = next((c for c in word.children if c.dep_ == "nsubj"), None)
    what = next(
        (
            g.lemma_.lower()
            for c in word.children
            if c.lower_ == "for"
            for g in c.children
            if g.dep_ == "pobj"
        ),
        "",
    )
    known = subject is not None and (
        subject.ent_type_ in {"PERSON", "ORG"}
        or subject.pos_ in {"PRON", "PROPN"}
        or subject.lemma_.lower() in nouns("party") | bodies()
    )
    return (subject is not None and not known) or what in {"time", "money", "day", "hour", "reason"}


def _liked(word: Token, stance: Stance, found: Match) -> bool:
    """Read "a question he did not like"."""
    del stance
    return word.dep_ == "relcl" and found.frame == "obj"


def _taken(word: Token, stance: Stance, found: Match) -> bool:
    """Read "she accepted millions from the banks", "accepted stamps as payment"."""
    del found, stance
    if any(c.dep_ == "prep" and c.lower_ == "as" for c in word.children):
        return True
    what = next((c for c in word.children if c.dep_ in {"dobj", "nsubjpass"}), None)
    return what is not None and (what.ent_type_ == "MONEY" or what.lemma_.lower() in nouns("given"))


def _quality(word: Token, stance: Stance, found: Match) -> bool:
    """Read "questioned her readiness to be president": what somebody is like, not what they offer."""
    del stance
    start, end = found.object or (0, 0)
    if any(c.dep_ == "poss" for c in word.children) and word.head.lemma_.lower() not in verbs("light"):
        # "A test of Japan's willingness to pay".
        return True
    return found.frame == "inf" and any(
        t.lemma_ == "be" and t.pos_ == "AUX" for t in word.doc[start : min(start + 2, end)]
    )


_OTHER = {
    "readiness": _quality,
    "willingness": _quality,
    "like": _liked,
    "accept": _taken,
    **dict.fromkeys(("seek", "keen", "eager", "anxious"), _told),
    "attack": _assault,
    "propose": _theory,
    "swear": _oath,
    "stand": _standing,
    "blast": _blown_up,
    "call": _result,
    "support": _share,
    "pledge": _pledged,
    "request": _for_the_press,
    "threat": _peril,
    "raise": _raised,
    "appeal": _charm,
    "plan": _scheduled,
    "determined": _diagnosed,
}


def is_anybody_s(word: Token, held: Held) -> bool:
    """Tell whether words only say who is meant: "every voter who wants to vote", "the minority who want trouble"."""
    head = held.head
    verb = word if word.pos_ in {"VERB", "AUX"} else word.head
    if head is None or word.lemma_.lower() not in _WISHES or verb.dep_ != "relcl" or verb.head != head:
        return False
    named = next((c for c in verb.children if c.dep_ == "nsubj" and c.lower_ in {"who", "that"}), None)
    if named is None or head.doc[named.i - 1].text == "," or head.ent_type_ == "PERSON":
        return False
    if (
        any(c.lower_ == "the" for c in head.children)
        and head.dep_ != "pobj"
        and word.tag_ in {"VBZ", "VBD"}
        and head.tag_ == "NN"
    ):
        # "The company that wants to build it" is one.
        return False
    return held.who.speaker is None or head.tag_ == "NNP" or head.lower_ in _ONE_OF
