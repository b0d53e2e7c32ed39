"""Words in quotation marks that name something and are nobody's speech: titles, programmes, what was told before."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
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


def is_name(stretch: Stretch, reading: Reading) -> bool:
    """Tell whether a fragment is a title or goes back to what was told before."""
    return is_title(stretch, reading) or refers_back(stretch, reading)


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
    before = stretch.start - 1
    while before >= 0 and doc[before].text in {'"', "``", "''", "'", ","}:
        before -= 1
    return before >= 0 and (doc[before].tag_ == "POS" or doc[before].lemma_.lower() in _TITLE_WORDS)
