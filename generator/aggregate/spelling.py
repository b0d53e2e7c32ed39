"""One form for the spellings and numbers of a word: "harbours" and "harbor" are one."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_PARTS = re.compile(r"[\s\u2010-\u2015/]+|(?<=\w{2})-(?=\w{2})")
"""Between the words of a phrase; the hyphen of "e-mail" and "t-shirt" is inside a word."""

_SILENT = re.compile(r"[^\w&+#.]|\.(?!\w{2})")
"""What a word is the same without: apostrophes, hyphens, the stops of "U.S."; not those of an address."""

_NO_PLURAL = re.compile(r"(?:ss|us|is|as|os|ics|species|series|news|means|headquarters|works)$")
_ES = re.compile(r"(?:x|ch|sh|ss|zz)es$")
_WIVES = re.compile(r"(?<=[lwn])ives$")
_SHORTEST = 4
"""Letters of a plural: "gas", "bus" and "yes" are none."""


def plain_key(key: str, text: str) -> str:
    """Return a phrase's key in American spelling, without marks inside words, a plain plural in the singular.

    key: the phrase's own, in lower case; text: the phrase as written. A plural with a capital stays, because
    "Rangers" are no rangers, "AIDS" is no aid and "Star Wars" no star war; only "MPs" is a plural for sure.
    """
    words = [word for part in _PARTS.split(key) if (word := spelled(_SILENT.sub("", part)))]
    if not words:
        return key
    written = next(iter(text.rsplit(maxsplit=1)[-1:]), "")
    if written[:1].islower() or (written[:-1].isupper() and written.endswith("s")):
        words[-1] = spelled(singular(words[-1]))
    return " ".join(words)


def singular(word: str) -> str:
    """Return a lower-case noun without its plural ending, as far as the ending alone tells."""
    if len(word) < _SHORTEST:
        return word[:-1] if re.fullmatch(r"[^aeious]{2}s", word) else word
    if not word.endswith("s") or _NO_PLURAL.search(word):
        return word
    if word.endswith("ies") and len(word) > _SHORTEST:
        return f"{word[:-3]}y"
    if _WIVES.search(word):
        return f"{word[:-3]}fe"
    return word[:-2] if _ES.search(word) else word[:-1]


@cache
def spelled(word: str) -> str:
    """Return a lower-case word in American spelling."""
    for pattern, replacement, exceptions in _rules():
        if word not in exceptions:
            word = pattern.sub(replacement, word, count=1)
    return word


@cache
def _rules() -> tuple[tuple[re.Pattern[str], str, frozenset[str]], ...]:
    text = files("generator.aggregate").joinpath("words", "spelling.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")][1:]
    return tuple((re.compile(p), new, frozenset(exceptions.split())) for p, new, exceptions in rows)
