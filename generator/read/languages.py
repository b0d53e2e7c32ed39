"""Which language a text is in: as given, or as its letters tell."""

from __future__ import annotations

import hashlib
import re
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from generator.read.lexicon import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

UNKNOWN = "und"
"""ISO 639-2 for "undetermined"."""

_SURE = 0.7
"""Least probability that is believed. Measured on 600 BBC articles: cut to 40 characters, 24 were taken for
another language, all below 0.6; cut to 120, all were right, 99 % of them above 0.85."""
_ENOUGH = 600
"""Code points looked at: more change nothing (from 400 on every one of those articles is above 0.99)."""
_ENGLISH = "en"
_LEAST_SMALL, _SMALL_SHARE, _THE_SHARE = 6, 0.1, 0.01
"""Least number and share of small words, and share of "the", in a text that is plainly English. Measured on 7,929 English articles
(BBC, every fourth of Reuters, Wikinews, PolNeAR): it holds for 7,038, and the identifier calls every one of them English."""
_WORD = re.compile(r"[^\W\d_]+")
_REMEMBERED: ContextVar[tuple[Mapping[str, str], dict[str, str]] | None] = ContextVar(
    "remembered", default=None
)
"""What the identifier has said before, and what it is asked now."""


def code(given: str) -> str | None:
    """Return the ISO 639-1 code that `en`, `en-US`, `eng` or `English` stands for, None if none does."""
    lists = words("languages")
    name = given.strip().lower()
    first = name.replace("_", "-").partition("-")[0]
    if first == UNKNOWN or first in lists["names"]:
        return first
    by_name = {known.lower(): short for short, known in lists["names"].items()}
    found = lists["three_letters"].get(first) or by_name.get(name)
    return None if found is None else str(found)


def identify(paragraphs: Iterable[str]) -> str:
    """Return the ISO 639-1 code of the language that the paragraphs are in, `und` when unsure."""
    text = ""
    for paragraph in paragraphs:
        text += paragraph + "\n"
        if len(text) >= _ENOUGH:
            break
    if not any(c.isalpha() for c in text):
        return UNKNOWN
    if _is_plainly_english(text[:_ENOUGH]):
        return _ENGLISH
    return _asked(text[:_ENOUGH])


@contextmanager
def remembering(known: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """Believe `known` of texts that it has (digest → language), and give back what was asked while it was believed."""
    asked: dict[str, str] = {}
    token = _REMEMBERED.set((known, asked))
    try:
        yield asked
    finally:
        _REMEMBERED.reset(token)


def identified_by() -> dict[str, str]:
    """Return what the identifier's answers depend on beside the text: its version, what is believed, what it chooses from."""
    return {"py3langid": version("py3langid"), "sure": str(_SURE), "among": " ".join(sorted(_chosen_from()))}


def _asked(text: str) -> str:
    """Return what the identifier says, or has said of this text."""
    known, asked = _REMEMBERED.get() or ({}, {})
    name = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    if name in known:
        answer = known[name]
    else:
        language, probability = _identifier().classify(text)
        answer = str(language) if probability >= _SURE else UNKNOWN
    asked[name] = answer
    return answer


def _is_plainly_english(text: str) -> bool:
    """Tell whether the small words of English are as frequent as in no other language: "the" above all.

    Such a text need not be asked about, which takes 0.3 ms, nor the identifier be loaded for it.
    """
    said = _WORD.findall(text.lower())
    small = [word for word in said if word in _small_words()]
    n_the = small.count("the")
    return n_the >= _THE_SHARE * len(said) and len(small) >= max(_LEAST_SMALL, _SMALL_SHARE * len(said))


@cache
def _small_words() -> frozenset[str]:
    return frozenset(words("languages")["english"]["words"])


def _chosen_from() -> set[str]:
    lists = words("languages")
    return set(lists["names"]) - set(lists["not_in_news"]["codes"])


@cache
def _identifier() -> Any:  # noqa: ANN401 - the library has no types
    """Return the identifier, loaded once (0.6 s), restricted to languages with a two-letter code."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - loads numpy and a model

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(sorted(_chosen_from() & set(identifier.labels)))
    return identifier
