"""Sources that are described instead of named: "the French president", "the company", "a second official"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.analyse.quotes.lexicon import bodies, general_bodies
from generator.analyse.quotes.resolved import Places, Resolved, of_equals
from generator.analyse.quotes.somebody import is_document, is_somebody
from generator.model import Considered

if TYPE_CHECKING:
    from spacy.tokens import Token

    from generator.model import Span

_INDEFINITE = frozenset(
    [
        "a", "an", "another", "some", "many", "several", "few", "most", "no", "all", "both",
        "other", "others", "two", "three", "four", "five", "six", "one", "dozens", "hundreds",
    ]
)  # fmt: skip
"""First words of a phrase that brings in somebody new, who is therefore unnamed."""

_DEFINITE = frozenset({"the", "this", "that"})
"""First words of a phrase that goes back to somebody mentioned before."""

_FUNCTION_WORDS = frozenset(
    {"of", "the", "a", "an", "for", "at", "in", "on", "and", "to", "from", "with", "by", "his", "her", "its"}
)
"""Words that two roles share without having anything in common."""

_LIMITS = frozenset(
    {"deputy", "shadow", "vice", "elect", "assistant", "associate", "former", "ex", "acting", "junior"}
)
"""Words that make another role of a role: a phrase without them does not mean its holder."""

_HELD = 0.9
"""Factor for taking a description for the holder of its role."""

_BODY = 0.8
"""Factor for taking "the company" for the one organization that it can mean."""

_REACH = 6
"""Sentences that a description looks back."""


class Descriptions:
    """Resolves the descriptions of one article in text order, remembering who was brought in."""

    def __init__(self, places: Places) -> None:
        """Take an article's places."""
        self._places = places
        self._described: dict[str, str] = {}

    def resolve(self, head: Token, span: Span, words: str) -> Resolved:
        """Resolve "the French president" to its holder; "a French official" is an unnamed class."""
        first = words.split(maxsplit=1)[0].lower() if words.split() else ""
        plural = head.tag_ in {"NNS", "NNPS"}
        seen: tuple[Considered, ...] = ()
        if first not in _INDEFINITE and not plural:
            seen = self._holders(head, span, words)
            holder = of_equals(seen, "role", sure=_HELD)
            if holder is not None:
                return holder
        if first in _DEFINITE and not plural:
            earlier = self._described.get(head.lemma_.lower())
            if earlier is not None:
                return Resolved(unnamed=earlier, way="again", considered=seen, is_document=is_document(head))
            body = self._body(head, span, _content_words(words) - {head.lower_})
            if body is not None:
                return body
        elif first in _INDEFINITE:
            self._described.setdefault(head.lemma_.lower(), words)
        speaks = is_document(head) or is_somebody(head) or head.pos_ in {"NUM", "ADJ", "DET"}
        if speaks and any(c.isalpha() for c in words):
            return Resolved(unnamed=words, way="description", considered=seen, is_document=is_document(head))
        return Resolved(considered=seen)

    def _body(self, head: Token, span: Span, asked: set[str]) -> Resolved | None:
        """Resolve "the company" to the one organization named shortly before; "the ministry" to the one that is so called.

        asked: what else the description says; the organization's name must say it too.
        """
        noun = head.lower_
        if noun not in bodies() or any(c.dep_ in {"prep", "relcl", "poss"} for c in head.children):
            return None
        near = {
            mention.actor: away
            for mention, away in self._places.mentions_shortly_before(span.start, _REACH)
            if self._places.is_kind(mention.actor, "organization")
        }
        names = {a: set(self._places.actors[a].canonical_name.lower().split()) for a in near}
        called = [a for a in near if {noun, *asked} <= names[a]]
        likely = called or (list(near) if not asked and noun in general_bodies() else [])
        seen = tuple(Considered(actor=a, fits=a in likely, n_sentences=near[a]) for a in near)
        return of_equals(seen, "body", sure=_BODY)

    def _holders(self, head: Token, span: Span, words: str) -> tuple[Considered, ...]:
        """Return the actors whose role the phrase names, those that fit first: its other words must fit the role."""
        places = self._places
        # "Ada's mother" is not Ada.
        inside = {m.actor for m in places.mentions_in(span)}
        held = tuple(
            a
            for a in places.found.role_heads.get(head.lower_, ())
            if a not in inside and self._holds_it_fully(a, head.lower_, words)
        )
        asked = _content_words(words) - {head.lower_.strip("s")}
        if asked:
            shared = {a: tuple(sorted(asked & self._role_words(a))) for a in held}
            fitting = tuple(a for a in held if shared[a])
            return tuple(
                Considered(actor=a, fits=a in fitting, words=shared[a])
                for a in dict.fromkeys((*fitting, *held))
            )
        near: list[str] = []
        if len(held) > 1:
            before = places.mentions_shortly_before(span.start, _REACH)
            near = [m.actor for m, _ in before if m.actor in held]
        return tuple(Considered(actor=a, fits=not near or a in near) for a in dict.fromkeys((*near, *held)))

    def _holds_it_fully(self, actor: str, head: str, words: str) -> bool:
        """Tell whether one of an actor's roles is the one asked for and not a deputy's, a shadow's, a former holder's."""
        asked = _plain_words(words)
        roles = (_plain_words(r.span.of(self._places.text)) for r in self._places.actors[actor].roles)
        return any(not (role & _LIMITS) - asked for role in roles if head in role) or not asked

    def _role_words(self, actor: str) -> set[str]:
        words: set[str] = set()
        for role in self._places.actors[actor].roles:
            words.update(_content_words(role.span.of(self._places.text)))
            if role.of is not None:
                words.update(
                    w.strip("s") for w in self._places.actors[role.of].canonical_name.lower().split()
                )
        return words


def _plain_words(words: str) -> set[str]:
    return {
        w.strip("’'s,.") if w.endswith(("’s", "'s")) else w.strip("’',.")
        for w in words.lower().replace("-", " ").split()
    }


def _content_words(words: str) -> set[str]:
    """Return the words of a description that mean something by themselves, in lower case."""
    plain = {w.lower().replace("’s", "").strip("’'s,.") for w in words.split()}
    return {w for w in plain if w not in _FUNCTION_WORDS and w}
