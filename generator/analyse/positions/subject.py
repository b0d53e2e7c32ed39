"""The subject or owner of a word of position, and who can be one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.analyse.positions.lexicon import nouns
from generator.analyse.quotes.attachment import FINITE
from generator.analyse.quotes.lexicon import bodies
from generator.analyse.quotes.somebody import is_somebody
from generator.analyse.quotes.speaker import source_of

if TYPE_CHECKING:
    from spacy.tokens import Token

PART = frozenset(
    {
        "some",
        "several",
        "many",
        "most",
        "few",
        "senior",
        "leading",
        "moderate",
        "two",
        "three",
        "other",
        "half",
        "dozen",
        "handful",
    }
)
"""Words before the name of a party's members that leave most of them out."""
_RELATIVE = frozenset({"who", "which", "that", "whom"})


_SHORTEST = 5
"""Words before the verb of "and a third, Ann, voted"."""
_OWNERS = frozenset({"by", "from", "among", "of"})


_GRAND = frozenset({"PERSON", "ORG", "NORP", "GPE"})


def subject_of(word: Token, quoted: tuple[bool, ...]) -> Token | None:
    """Return the head of the phrase that is the subject of a verb, wherever it stands, relative words followed."""
    if word.tag_ == "VBG" and word.dep_ in {"acl", "conj"} and "acl" in {word.dep_, word.head.dep_}:
        return _of_participle(word, quoted)
    if word.dep_ == "advcl" and word.tag_ in {"VBZ", "VBD"} and word.i and not list(word.lefts):
        before = word.doc[word.i - 1]
        if before.pos_ == "PROPN" and before.dep_ == "conj":
            # "Ellwood stands with them and Kerwick stands with us": the parser took the name for a second object.
            return before
    if is_main_verb(word) or _is_nobody_s(word):
        return word.head if is_main_verb(word) else None
    own = next((c for c in word.children if c.dep_ == "nsubj" and not quoted[c.i]), None)
    if own is not None and any(c.dep_ == "agent" for c in word.children):
        # "The evidence supported his murder by agents": only a passive has somebody who does it behind "by".
        return _followed(own)
    shared = _named_between(word) or _shared(word, quoted, own)
    if shared is not None:
        return _followed(shared)
    subject, how = source_of(word, quoted)
    if own is not None and subject is not None and subject.i > word.i and subject.head.lower_ == "by":
        return _followed(own)
    if subject is None or how == "noun":
        return None if subject is None or word.tag_ not in {"VBG"} else subject
    return _followed(subject)


def _named_between(word: Token) -> Token | None:
    """Return the name of "they opposed both, and a third, Ann Example, voted for it", which the parser takes for an object."""
    doc, i = word.doc, word.i
    finite = word.dep_ == "conj" and word.tag_ in FINITE
    if not finite or i - word.sent.start < _SHORTEST or any(c.dep_ == "nsubj" for c in word.children):
        return None
    if doc[i - 1].text != "," or doc[i - 2].pos_ != "PROPN":
        return None
    for token in reversed(doc[word.sent.start : i - 2]):
        if token.pos_ in {"VERB", "AUX"}:
            return None
        if token.dep_ == "cc":
            return doc[i - 2] if token.nbor().pos_ in {"DET", "NOUN"} else None
    return None


def _of_participle(word: Token, quoted: tuple[bool, ...]) -> Token | None:
    """Return who does it in "a campaign favouring it", "wrote to the regulator accusing them"."""
    noun = word.head
    if word.dep_ == "conj":
        return subject_of(noun, quoted) if noun.tag_ == "VBG" else _followed_source(word, quoted)
    above = noun.head.head
    if noun.dep_ == "pobj" and noun.head.lower_ == "to" and above.lemma_ in {"write", "appeal", "complain"}:
        return subject_of(above, quoted)
    if (
        noun.dep_ == "pobj"
        and noun.head.lower_ == "to"
        and above.lemma_ in {"letter", "message", "memo", "note", "email"}
    ):
        # "A letter to senators seeking support".
        return None
    if noun.dep_ == "dobj" and noun.head.lemma_ in {"email", "write", "text", "message", "call", "tell"}:
        # "Emailed supporters saying it would go on and vowing to stay".
        return subject_of(noun.head, quoted)
    # "A video of hers, deploring it": the noun, or nobody.
    return noun if is_party(noun) and word.doc[word.i - 1].text != "," else None


def _followed_source(word: Token, quoted: tuple[bool, ...]) -> Token | None:
    subject, _ = source_of(word, quoted)
    return None if subject is None else _followed(subject)


def _is_nobody_s(word: Token) -> bool:
    """Tell whether a verb is a misread noun, a means, or shares a passive, so that nobody stands for it."""
    misread = word.dep_ == "conj" and word.tag_ in {"VB", "VBP"} and word.head.tag_ == "VBG"
    # "With firms driving down prices and demand dipping".
    return misread or _is_in_wanting(word) or _is_means(word) or _is_passive_too(word)


_WHILE = frozenset({"in", "after", "before", "by", "while"})


def _is_in_wanting(word: Token) -> bool:
    """Tell whether somebody else may be meant: "they doubt the motives of some countries in wanting it"."""
    if (word.tag_, word.dep_, word.head.lower_) != ("VBG", "pcomp", "in"):
        return False
    above = word.head.head
    between = (t for t in word.doc[above.i + 1 : word.head.i] if t.dep_ == "pobj")
    return any(is_party(t) or t.ent_type_ in _GRAND for t in between)


def _shared(word: Token, quoted: tuple[bool, ...], own: Token | None) -> Token | None:
    """Return the subject that a verb shares with the one above: "in rejecting it, she …", "agreed to try it and turned it down"."""
    if word.tag_ == "VBG" and word.dep_ == "pcomp" and word.head.lower_ in _WHILE:
        above = word.head.head
        above = above.head if above.dep_ == "acomp" else above
        if above.pos_ not in {"VERB", "AUX"}:
            return None
    elif word.dep_ == "conj" and word.tag_ in {"VBD", "VBZ"} and word.head.tag_ == "VB" and own is None:
        # The parser hangs the second verb on the infinitive.
        above = word.head.head
        while above.pos_ == "NOUN" and above.dep_ in {"dobj", "pobj", "prep"}:
            # "She dropped her refusal to meet and agreed to sign".
            above = above.head
    else:
        return None
    return next((c for c in above.children if c.dep_ == "nsubj" and not quoted[c.i]), None)


def is_main_verb(word: Token) -> bool:
    """Tell whether a participle is a sentence's verb that the parser misread: "Torup, the leader, threatened to quit"."""
    name = word.head
    return (
        (word.tag_, word.dep_, name.dep_, name.pos_) == ("VBN", "acl", "ROOT", "PROPN")
        and any(c.dep_ == "appos" for c in name.children)
        and any(c.dep_ in {"xcomp", "ccomp"} for c in word.children)
    )


def _is_means(word: Token) -> bool:
    """Tell whether a verb is the second thing by which something is done: "by lending and supporting trade, the bank said"."""
    first = word
    while first.dep_ == "conj" and first.head != first and first.tag_ == "VBG":
        first = first.head
    return (
        word.tag_ == "VBG"
        and first != word
        and first.tag_ == "VBG"
        and first.dep_ == "pcomp"
        and first.head.lower_ == "by"
    )


def _is_passive_too(word: Token) -> bool:
    """Tell whether a verb shares "having been": "having been charged with fraud and denied bail"."""
    if word.dep_ != "conj" or any(c.dep_ in {"nsubj", "nsubjpass", "aux"} for c in word.children):
        return False
    first = word.head
    perfect = any(c.lemma_ == "have" and c.dep_ == "aux" for c in first.children)
    return perfect and any(c.dep_ == "auxpass" for c in first.children)


def _followed(subject: Token) -> Token | None:
    """Return what a relative pronoun stands for, other words themselves."""
    if subject.lower_ not in _RELATIVE:
        return subject
    verb = subject.head
    while verb.dep_ in {"conj", "xcomp", "aux"} and verb.head != verb:
        verb = verb.head
    if verb.dep_ not in {"relcl", "acl"}:
        return None
    noun = verb.head
    apart = subject.i > 0 and subject.doc[subject.i - 1].text == ","
    if apart and subject.lower_ == "who" and noun.dep_ == "pobj" and noun.lemma_.lower() in bodies():
        # "Stowe, head of the unit, who asked for it": who that is cannot be told.
        return None
    return noun


def owner_of(noun: Token, *, of: bool = True) -> Token | None:
    """Return whose a demand, promise, … is: its possessive, a name before it, or who stands behind "by" and "from".

    of: whether "of" may tell it; behind "criticism" stands who is criticised.
    """
    for child in noun.children:
        if child.dep_ == "poss":
            return child
    for prep in noun.children:
        if prep.dep_ in {"prep", "agent"} and prep.lower_ in _OWNERS and prep.i > noun.i:
            held = next((c for c in prep.children if c.dep_ == "pobj"), None)
            if held is not None and (prep.lower_ != "of" or of) and is_party(held):
                return held
    for child in noun.children:
        if child.dep_ in {"compound", "amod", "nmod"} and child.ent_type_ in _GRAND and child.i < noun.i:
            return child
    return None


def is_part(head: Token) -> bool:
    """Tell whether a name with "some" before it stands for a few of those who bear it."""
    return head.tag_ == "NNPS" and any(c.lower_ in PART or c.pos_ == "NUM" for c in head.children)


def is_party(noun: Token) -> bool:
    """Tell whether a noun is somebody who can take a side."""
    return is_somebody(noun) or noun.lemma_.lower() in nouns("party")


def says_another(root: Token, subject: Token) -> bool:
    """Tell whether a body reports a sentence with another subject: "the state, says the committee, must decide"."""
    return any(
        c.dep_ == "nsubj" and c != subject and c.lemma_.lower() in bodies()
        for verb in root.children
        if verb.dep_ in {"parataxis", "ccomp", "advcl"}
        for c in verb.children
    )
