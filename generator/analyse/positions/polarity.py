"""Whether a word of position stands: denied, asked, supposed, tried only, or said to be so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.analyse.positions.lexicon import verbs

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOT = frozenset({"never", "n't", "neither", "nor", "hardly"})
_NONE = frozenset({"none", "nobody", "neither", "nothing", "few"})
_HOPED = frozenset(
    {
        "hope",
        "hop",
        "expect",
        "predict",
        "fear",
        "wish",
        "imagine",
        "suppose",
        "assume",
        "suggest",
        "signal",
        "doubt",
        "mean",
    }
)
"""Verbs whose clause tells what somebody awaits of others."""
_ALLEGED = frozenset({"allegation", "accusation", "rumour", "rumor", "deny", "dispute"})
"""Words whose clause tells what is only charged, or denied."""
_CHANCES = frozenset(
    {
        "chance",
        "likelihood",
        "possibility",
        "prospect",
        "speculation",
        "suggestion",
        "claim",
        "belief",
        "risk",
        "danger",
    }
)
"""Nouns whose clause tells what may be so."""
_UNSURE = frozenset(
    {
        "unlikely",
        "likely",
        "possible",
        "conceivable",
        "doubtful",
        "probable",
        "uncertain",
        "hopeful",
        "optimistic",
        "confident",
    }
)
_GOES_ON = frozenset({"begin", "start", "continue", "keep", "join", "remain", "be", "go", "spend"})
"""Verbs whose -ing form tells a deed that is done."""
_QUESTIONS = frozenset({"how", "why", "what", "when", "where", "who"})
_ASKED = frozenset({"ask", "wonder", "question", "explain", "say", "tell", "know"})
_FARTHEST = 12
"""Heads passed on the way up."""


def is_negated(word: Token) -> bool:
    """Tell whether "not", "never" or a subject or object with "no" denies a word itself."""
    carriers = [word]
    if word.pos_ == "NOUN" and any(c.lower_ == "no" and c.dep_ == "det" for c in word.children):
        return True
    if word.dep_ in {"acomp", "attr", "oprd"} or (
        word.pos_ not in {"VERB", "AUX"} and word.head.lemma_ == "be"
    ):
        carriers.append(word.head)
    if word.lower_ in {"favour", "favor"} and word.head.lower_ == "in":
        carriers.append(word.head.head)
    if word.dep_ == "xcomp" and word.head.lemma_.lower() in verbs("aspect"):
        carriers.append(word.head)
    if any(_denies(child, max(one.i, word.i)) for one in carriers for child in one.children):
        return True
    first = word
    while first.dep_ == "conj" and first.head != first and not _has_own(first):
        first = first.head
        between = word.doc[first.i : word.i]
        if any(c.dep_ == "neg" for c in first.children) and any(t.lower_ in {"or", "nor"} for t in between):
            return True
    return False


def _denies(child: Token, before: int) -> bool:
    """Tell whether a word below a verb denies it."""
    if child.dep_ == "neg" or child.lower_ in _NOT:
        return child.i < before
    if child.lower_ in {"longer", "more"}:
        return child.i < before and any(c.lower_ == "no" for c in child.children)
    if child.dep_ in {"nsubj", "nsubjpass"} and child.lower_ in _NONE:
        return True
    if child.dep_ in {"nsubj", "nsubjpass"} and any(
        g.lower_ == "not" and g.i < child.i for g in child.children
    ):
        return True
    determined = child.dep_ in {"nsubj", "nsubjpass", "dobj"}
    if determined and any(g.lower_ in {"neither", "few"} and g.dep_ != "det" for g in child.children):
        return True
    if determined and any(g.lower_ == "neither" for g in child.children):
        return True
    return determined and any(g.dep_ == "det" and g.lower_ in {"no", "neither"} for g in child.children)


def _has_own(verb: Token) -> bool:
    """Tell whether a coordinated verb has a subject or auxiliary of its own."""
    return any(c.dep_ in {"nsubj", "nsubjpass", "aux"} for c in verb.children)


def is_asked(word: Token) -> bool:
    """Tell whether a word stands in a question, or in what somebody asks."""
    if any(t.text == "?" for t in word.doc[word.i : word.sent.end]):
        return True
    node, above = word, 0
    while node.head != node and above < _FARTHEST:
        if node.dep_ in {"ccomp", "xcomp"} and node.head.lemma_ in _ASKED:
            begins = {
                c.lower_ for c in node.children if c.dep_ in {"mark", "advmod", "dobj"} and c.i < node.i
            }
            if (
                begins & _QUESTIONS
                or node.doc[node.left_edge.i].lower_ in _QUESTIONS
                or (node.head.lemma_ in {"ask", "wonder"} and begins & {"if", "whether"})
            ):
                return True
        if (
            node.dep_ == "ccomp"
            and any(c.lower_ in _QUESTIONS for c in node.children if c.i < node.i)
            and any(c.dep_ == "csubj" for c in node.head.children)
        ):
            # "What I understand less is why they should".
            return True
        if node.dep_ == "ccomp" and node.head.lemma_ in {"say", "mean"} and is_negated(node.head):
            return True
        node, above = node.head, above + 1
    return False


def is_open(word: Token) -> bool:
    """Tell whether a word's deed is only supposed, asked about, left undone or hoped for: then it is no position."""
    if is_asked(word) or _is_inverted(word):
        return True
    node, above = word, 0
    while node.head != node and above < _FARTHEST:
        if node.dep_ in {"advcl", "ccomp", "pcomp", "csubj", "xcomp"}:
            begins = {c.lower_ for c in node.children if c.dep_ in {"mark", "advmod"} and c.i < node.i}
            if begins & {"if", "unless", "until", "till", "whether", "lest"} or _is_as_soon(node):
                return True
        told = node.dep_ in {"ccomp", "csubj", "acl"} or (
            node.dep_ == "advcl" and any(c.lower_ == "that" and c.dep_ == "mark" for c in node.children)
        )
        if told and (node.head.lower_ in _UNSURE or _is_unsure(node.head)):
            return True
        if _is_inverted(node):
            return True
        if node.dep_ in {"acl", "relcl", "ccomp"} and (
            node.head.lemma_ in _ALLEGED or (node.head.pos_ == "NOUN" and node.head.lemma_ in _CHANCES)
        ):
            return True
        if node.dep_ == "ccomp" and node.head.lemma_ in {"claim", "allege"} and node.head.dep_ == "acl":
            # "A report claiming that she warned them".
            return True
        if node.dep_ == "ccomp" and (
            node.head.lemma_ in _HOPED
            or (node.head.lemma_ in {"think", "believe"} and _is_future(node))
            or (node.head.lemma_ in {"think", "believe"} and is_negated(node.head))
        ):
            return True
        node, above = node.head, above + 1
    return _unfulfilled(word)


def _is_unsure(be: Token) -> bool:
    """Tell whether words are "it is possible"."""
    return be.lemma_ == "be" and any(c.dep_ == "acomp" and c.lower_ in _UNSURE for c in be.children)


def _is_inverted(verb: Token) -> bool:
    """Tell whether a clause is "had she denied it", which she did not."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is None or subject.left_edge.i == verb.sent.start:
        return False
    had = verb.doc[subject.left_edge.i - 1]
    misread = verb.dep_ == "ccomp" and verb.head == had and any(c.dep_ == "aux" for c in had.children)
    return had.lower_ == "had" and (had.head == verb or misread)


def _is_as_soon(verb: Token) -> bool:
    """Tell whether a clause is "as soon as the board asks me", which has not asked."""
    first = verb.left_edge.i
    return (
        first > 1
        and verb.tag_ in {"VBZ", "VBP"}
        and [t.lower_ for t in verb.doc[first - 2 : first + 1]] == ["as", "soon", "as"]
    )


def _is_future(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ in {"will", "would", "'ll", "'d", "could"} for c in verb.children)


def _unfulfilled(word: Token) -> bool:
    """Tell whether the word is an infinitive or -ing form whose verb does not say that it is done."""
    verb = word
    if word.pos_ not in {"VERB", "AUX"}:
        verb = word.head
    first = verb
    while (
        first.dep_ == "conj"
        and first.head != first
        and not (first.tag_ in {"VBD", "VBZ"} and first.head.tag_ == "VB")
        and not any(c.dep_ in {"nsubj", "nsubjpass", "aux"} for c in first.children)
    ):
        first = first.head
    auxiliaries = {c.lower_ for c in first.children if c.dep_ == "aux" and c.i < first.i}
    if "have" in auxiliaries and auxiliaries & {"would", "could", "should", "might", "'d"}:
        return True
    if "to" in auxiliaries and first.tag_ == "VB":
        head = first.head.lemma_.lower()
        if first.dep_ == "xcomp" and (head in verbs("aspect") or head == "be") and not is_negated(first.head):
            return is_open(first.head) if first.head != first else False
        if first.dep_ == "xcomp" and first.head.lemma_ == "know" and first.head.tag_ == "VBN":
            return False
        asks = any(c.dep_ == "prep" and c.lower_ in {"on", "upon", "for"} for c in first.head.children)
        return asks or not (first.dep_ in {"advcl", "xcomp"} and head in verbs("rally"))
    if first.tag_ == "VBG" and first.dep_ in {"csubj", "nsubj", "dobj", "pobj"}:
        return True
    if first.dep_ == "pcomp" and first.head.lower_ not in {
        "in",
        "by",
        "after",
        "before",
        "for",
        "with",
        "as",
    }:
        return True
    if (
        first.tag_ == "VB"
        and not auxiliaries
        and first.dep_ in {"ROOT", "ccomp", "parataxis", "acomp", "attr", "xcomp"}
    ):
        # An order: "Ask me tomorrow".
        return not any(c.dep_ == "nsubj" and c.i < first.i for c in first.children)
    return first.dep_ == "xcomp" and first.tag_ == "VBG" and first.head.lemma_.lower() not in _GOES_ON
