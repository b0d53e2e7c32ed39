"""Words in quotation marks that name something and are nobody's speech: titles, programmes, what was told before."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

    from generator.analyse.quotes.stretch import Reading, Stretch

_SMALL_WORDS = frozenset(
    (
        "a",
        "an",
        "the",
        "and",
        "or",
        "but",
        "of",
        "for",
        "in",
        "on",
        "at",
        "to",
        "by",
        "with",
        "from",
        "'s",
        "n't",
    )
)
"""Words that titles may write small."""

_TITLE_WORDS = frozenset(
    {
        "on",
        "call",
        "name",
        "title",
        "entitle",
        "dub",
        "book",
        "novel",
        "film",
        "movie",
        "song",
        "album",
        "show",
        "series",
        "podcast",
        "program",
        "programme",
        "play",
        "column",
        "magazine",
        "newspaper",
        "report",
        "documentary",
        "episode",
        "chapter",
        "poem",
        "painting",
        "game",
        "operation",
        "spot",
        "ad",
        "author",
        "pseudonym",
        "nickname",
    }
)
"""Words before a title in quotation marks."""


_WORDS = frozenset({"word", "words", "motto", "slogan", "surname", "spelling"})
"""Nouns before what is spoken of as words."""


def is_name(stretch: Stretch, reading: Reading) -> bool:
    """Tell whether a fragment is a title or goes back to what was told before."""
    return is_title(stretch, reading) or refers_back(stretch, reading) or is_a_word(stretch, reading)


def is_a_word(stretch: Stretch, reading: Reading) -> bool:
    """Tell whether a fragment is spoken of as a word or a by-name: 'the word “share”', 'known as “the lobby”'."""
    before = _before(stretch, reading)
    if before is not None and before.lower_ in _WORDS:
        return True
    node = reading.doc[stretch.start : stretch.end].root.head
    return node.dep_ == "prep" and node.lower_ == "as" and node.head.lemma_ == "know"


def _before(stretch: Stretch, reading: Reading) -> Token | None:
    """Return the word before the opening mark."""
    at = stretch.start - 1
    while at >= 0 and reading.doc[at].text in {'"', "``", "''", "'", ","}:
        at -= 1
    return reading.doc[at] if at >= 0 else None


def refers_back(stretch: Stretch, reading: Reading) -> bool:
    """Tell whether a fragment is a name for what was told before: 'this “reassurance force”'."""
    head = reading.doc[stretch.start : stretch.end].root
    return any(c.i < stretch.start and c.lower_ in {"this", "these", "such"} for c in head.children)


def is_title(stretch: Stretch, reading: Reading) -> bool:
    """Tell whether a fragment is the name of a work or programme: 'on “New Day”', 'the podcast “Here’s the Thing”'."""
    doc = reading.doc
    words = [t for t in doc[stretch.start : stretch.end] if any(c.isalnum() for c in t.text)]
    if not all(t.text[:1].isupper() or t.lower_ in _SMALL_WORDS for t in words):
        return False
    before = _before(stretch, reading)
    return before is not None and (before.tag_ == "POS" or before.lemma_.lower() in _TITLE_WORDS)
