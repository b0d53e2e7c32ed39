"""How pages say numbers, dates and names: sentence style, small numbers in words, in the language of the interface."""

from __future__ import annotations

from dataclasses import dataclass, field
from gettext import NullTranslations
from typing import TYPE_CHECKING, get_args

from generator.model import ActorKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
"""Numbers that running text spells out; from ten on it takes figures."""

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

KINDS: tuple[ActorKind, ...] = get_args(ActorKind)

KIND_WORDS: dict[ActorKind, str] = {
    "person": "Person",
    "organization": "Organization",
    "country": "Country",
    "place": "Place",
    "group": "Group",
}

_KIND_PLURALS: dict[ActorKind, str] = {
    "person": "people",
    "organization": "organizations",
    "country": "countries",
    "place": "places",
    "group": "groups",
}

_SMALL_WORDS = frozenset(
    [
        "a",
        "an",
        "another",
        "both",
        "every",
        "her",
        "his",
        "its",
        "many",
        "my",
        "no",
        "one",
        "our",
        "several",
        "some",
        "someone",
        "somebody",
        "their",
        "the",
        "these",
        "those",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
    ],
)
"""Words that have a capital only where a sentence begins with them."""

_LANGUAGES = {
    "ar": "Arabic", "bg": "Bulgarian", "ca": "Catalan", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek",
    "en": "English", "es": "Spanish", "et": "Estonian", "fa": "Persian", "fi": "Finnish", "fr": "French",
    "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian", "it": "Italian",
    "ja": "Japanese", "ko": "Korean", "lt": "Lithuanian", "lv": "Latvian", "mk": "Macedonian", "nb": "Norwegian",
    "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian",
    "sk": "Slovak", "sl": "Slovene", "sr": "Serbian", "sv": "Swedish", "tr": "Turkish", "uk": "Ukrainian",
    "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Words:
    """The interface's words: English messages as they stand in the code, said in the language of the catalogue.

    A message is a whole sentence, or what stands alone as a part of one, with named slots: `words("Published by
    {outlet}", outlet=…)`. What fills a slot is never translated.
    """

    catalogue: NullTranslations = field(default_factory=NullTranslations)
    """From English to the language of the interface; by default English as it is."""

    def __call__(self, message: str, **slots: object) -> str:
        """Return `message` in the language of the interface, its slots filled."""
        return self.catalogue.gettext(message).format(**slots)

    def of(self, context: str, message: str, **slots: object) -> str:
        """Return `message` as `__call__` does, where its English means different things in different contexts."""
        return self.catalogue.pgettext(context, message).format(**slots)

    def plural(self, one: str, many: str, n: int, **slots: object) -> str:
        """Return the message for `n` things; `{n}` in it is the number in words, `{figure}` in figures."""
        found = self.catalogue.ngettext(one, many, n)
        return found.format(n=self.number(n), figure=f"{n:,}", **slots)

    def number(self, n: int) -> str:
        """Return `n` (0 or more) as running text has it: "no", "seven", "27", "1,120"."""
        return self(_SMALL[n]) if n < len(_SMALL) else f"{n:,}"


def number(n: int) -> str:
    """Return `n` (0 or more) as running text has it: "no", "seven", "27", "1,120"."""
    return _SMALL[n] if n < len(_SMALL) else f"{n:,}"


def count(n: int, one: str, many: str | None = None) -> str:
    """Return `n` with its noun: "one quotation", "27 quotations". `many` is `one` + s unless given."""
    return f"{number(n)} {one if n == 1 else many or one + 's'}"


def figures(n: int, one: str, many: str | None = None) -> str:
    """Return `n` with its noun as lists have it, always in figures: "1 time", "0 articles"."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"


def independently(n: int, n_independent: int) -> str:
    """Return a number of articles as lists have it: "12 articles", "12 articles, 10 independent" where copies are among them."""
    return figures(n, "article") + (f", {n_independent:,} independent" if n_independent < n else "")


def times(n: int) -> str:
    """Return how often: "once", "twice", "three times", "13 times"; "never" for 0."""
    return {0: "never", 1: "once", 2: "twice"}.get(n, f"{number(n)} times")


def share(n: int, of: int, one: str, many: str | None = None) -> str:
    """Return a part of a whole: "six of 27 statements", "all three statements", "none of nine statements"."""
    noun = one if of == 1 else many or one + "s"
    if n == of:
        return {1: f"the only {noun}", 2: f"both {noun}"}.get(of, f"all {number(of)} {noun}")
    return f"{'none' if n == 0 else number(n)} of {number(of)} {noun}"


def sentence(words: str) -> str:
    """Return `words` with a capital at the start; nothing else is changed."""
    return words[:1].upper() + words[1:]


def inside(words: str) -> str:
    """Return words as they stand inside a sentence: without the capital that a sentence gave to "A", "The", "Two"."""
    first, space, rest = words.partition(" ")
    return first.lower() + space + rest if first.lower() in _SMALL_WORDS else words


def listing(parts: Sequence[str], last: str = "and") -> str:
    """Return the parts as a sentence lists them: "A", "A and B", "A, B and C"; "" for none."""
    if len(parts) < 2:  # noqa: PLR2004 - a list of two is the first that needs a joining word
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def day(when: date) -> str:
    """Return a date as "28 March 2025"."""
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def month(year: int, month_of_year: int) -> str:
    """Return a month short enough for the foot of a column: "Mar 2025"."""
    return f"{_MONTHS[month_of_year - 1][:3]} {year}"


def period(first: date, last: date) -> str:
    """Return when something happened: "on 3 March 2025", "between 3 and 9 March 2025"."""
    if first == last:
        return f"on {day(first)}"
    if first.year != last.year:
        return f"between {day(first)} and {day(last)}"
    if first.month != last.month:
        return f"between {first.day} {_MONTHS[first.month - 1]} and {day(last)}"
    return f"between {first.day} and {day(last)}"


def whole_month(year: int, month_of_year: int) -> str:
    """Return a month as sentences have it: "March 2025"."""
    return f"{_MONTHS[month_of_year - 1]} {year}"


def kinds(n_by_kind: dict[ActorKind, int]) -> str:
    """Return actors by kind: "nine people, three organizations and one place"; kinds without any are left out."""
    return listing(
        [count(n, KIND_WORDS[k].lower(), _KIND_PLURALS[k]) for k in KINDS if (n := n_by_kind.get(k, 0)) > 0],
    )


def language(code: str) -> str:
    """Return a language's English name, or the code itself where it has none here."""
    return "an unidentified language" if code == "und" else _LANGUAGES.get(code, f"the language “{code}”")
