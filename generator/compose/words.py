"""How pages say numbers, dates and names: sentence style, small numbers in words, in the language of the interface."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from gettext import NullTranslations
from typing import TYPE_CHECKING, Literal, get_args

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal

from generator.model import ActorKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

KINDS: tuple[ActorKind, ...] = get_args(ActorKind)

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
    ]
)
"""Words that have a capital only where a sentence begins with them."""


def later(message: str) -> str:
    """Return `message` as it is: said later, by `Words.of` or `Words`, but written here for the catalogue."""
    return message


def later_of(context: str, message: str) -> str:
    """Return `message` as it is: said later by `Words.of` with that context."""
    del context
    return message


_RARE = (later("never"), later("once"), later("twice"))

_NUMBERS = (
    later_of("number", "no"),
    later_of("number", "one"),
    later_of("number", "two"),
    later_of("number", "three"),
    later_of("number", "four"),
    later_of("number", "five"),
    later_of("number", "six"),
    later_of("number", "seven"),
    later_of("number", "eight"),
    later_of("number", "nine"),
    later_of("number", "10"),
    later_of("number", "11"),
    later_of("number", "12"),
)
"""Numbers that running text may spell out. English does up to nine, German up to twelve."""

_KINDS: dict[ActorKind, str] = {
    "person": later_of("kind", "Person"),
    "organization": later_of("kind", "Organization"),
    "country": later_of("kind", "Country"),
    "place": later_of("kind", "Place"),
    "group": later_of("kind", "Group"),
}

_KINDS_INSIDE: dict[ActorKind, str] = {
    "person": later_of("kind inside a sentence", "person"),
    "organization": later_of("kind inside a sentence", "organization"),
    "country": later_of("kind inside a sentence", "country"),
    "place": later_of("kind inside a sentence", "place"),
    "group": later_of("kind inside a sentence", "group"),
}

_A_KIND: dict[ActorKind, str] = {
    "person": later_of("kind in a question", "a person"),
    "organization": later_of("kind in a question", "an organization"),
    "country": later_of("kind in a question", "a country"),
    "place": later_of("kind in a question", "a place"),
    "group": later_of("kind in a question", "a group"),
}


_AS_KIND: dict[ActorKind, str] = {
    "person": later_of("taken for", "a person"),
    "organization": later_of("taken for", "an organization"),
    "country": later_of("taken for", "a country"),
    "place": later_of("taken for", "a place"),
    "group": later_of("taken for", "a group"),
}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Words:
    """The interface's words: English messages as they stand in the code, said in the language of the catalogue.

    A message is a whole sentence, or what stands alone as a part of one, with named slots: `words("Published by
    {outlet}", outlet=…)`. What fills a slot is never translated.
    """

    catalogue: NullTranslations = field(default_factory=NullTranslations)
    """From English to the language of the interface; by default English as it is."""
    language: str = "en"
    """Code of the language of the interface."""
    locale: str = "en_GB"
    """The CLDR's name of how dates, numbers and lists are written."""
    _said: dict[tuple[str | None, str], str] = field(default_factory=dict, init=False, repr=False)
    _numbered: dict[tuple[str, str, int], str] = field(default_factory=dict, init=False, repr=False)
    _percents: dict[int, str] = field(default_factory=dict, init=False, repr=False)

    def __call__(self, message: str, /, **slots: object) -> str:
        """Return `message` in the language of the interface, its slots filled."""
        if slots:
            return self.catalogue.gettext(message).format(**slots)
        return self._bare(None, message)

    def of(self, context: str, message: str, /, **slots: object) -> str:
        """Return `message` as `__call__` does, where its English means different things in different contexts."""
        if slots:
            return self.catalogue.pgettext(context, message).format(**slots)
        return self._bare(context, message)

    def _bare(self, context: str | None, message: str) -> str:
        """Return a message without slots: there are few, and they are said on every page."""
        key = context, message
        said = self._said.get(key)
        if said is None:
            find = self.catalogue
            found = find.gettext(message) if context is None else find.pgettext(context, message)
            said = self._said[key] = found.format()
        return said

    def plural(self, one: str, many: str, n: int, /, **slots: object) -> str:
        """Return the message for `n` things; `{n}` in it is the number in words, `{figure}` in figures."""
        if not slots:
            return self._of_number(one, many, n)
        found = self.catalogue.ngettext(one, many, n)
        return found.format(n=self.number(n), figure=self.figure(n), **slots)

    def _of_number(self, one: str, many: str, n: int) -> str:
        """Return a message with nothing but a number in it: there are few, and they are said of everything."""
        key = one, many, n
        said = self._numbered.get(key)
        if said is None:
            found = self.catalogue.ngettext(one, many, n)
            said = self._numbered[key] = found.format(n=self.number(n), figure=self.figure(n))
        return said

    # Numbers

    def number(self, n: int) -> str:
        """Return `n` (0 or more) as running text has it: "no", "seven", "27", "1,120"."""
        return self.of("number", _NUMBERS[n]) if n < len(_NUMBERS) else self.figure(n)

    def figure(self, n: int) -> str:
        """Return `n` in figures: "1,120"."""
        return str(n) if abs(n) < _GROUPED else format_decimal(n, locale=self.locale)

    def decimal(self, written: str) -> str:
        """Return a number that is written with a point, "91.70", as the language writes it, with as many digits."""
        digits = len(written.partition(".")[2])
        form = "#,##0" + ("." + "0" * digits if digits else "")
        return format_decimal(written, format=form, locale=self.locale)

    def percent(self, share: float) -> str:
        """Return a share of 0…1 as "62 %"."""
        rounded = round(share * 100)
        said = self._percents.get(rounded)
        if said is None:
            said = self._percents[rounded] = self("{figure} %", figure=self.figure(rounded))
        return said

    def times(self, n: int) -> str:
        """Return how often: "once", "twice", "three times", "13 times"; "never" for 0."""
        if n < len(_RARE):
            return self(_RARE[n])
        if n < len(_NUMBERS):
            return self("{number} times", number=self.number(n))
        return self("{figure} times", figure=self.figure(n))

    def articles(self, n: int) -> str:
        """Return a number of articles as lists have it: "1 article", "12 articles"."""
        return self.plural("1 article", "{figure} articles", n)

    def independently(self, n: int, n_independent: int) -> str:
        """Return a number of articles as lists have it: "12 articles, 10 independent" where copies are among them."""
        if n_independent >= n:
            return self.articles(n)
        return self.plural(
            "1 article, {independent} independent",
            "{figure} articles, {independent} independent",
            n,
            independent=self.figure(n_independent),
        )

    def in_articles(self, n: int, n_independent: int) -> str:
        """Return where something stands, as a sentence begins: "In six articles, five independent"."""
        if n_independent >= n:
            return self.plural("In one article", "In {n} articles", n)
        return self(
            "In {number} articles, {independent} independent",
            number=self.number(n),
            independent=self.number(n_independent),
        )

    def of_statements(self, n: int, of: int) -> str:
        """Return a part of all statements, to be a sentence's subject: "six of 27 statements", "both statements"."""
        if n == of:
            whole = {1: self("the only statement"), 2: self("both statements")}
            return whole.get(of) or self("all {number} statements", number=self.number(of))
        if n == 0:
            return self.plural("none of one statement", "none of {n} statements", of)
        if n == 1:
            return self("one of {whole} statements", whole=self.number(of))
        return self("{part} of {whole} statements", part=self.number(n), whole=self.number(of))

    # Lists and names

    def listing(self, parts: Sequence[str]) -> str:
        """Return the parts as a sentence lists them: "A", "A and B", "A, B and C"; "" for none."""
        return _listed(tuple(parts), "standard", self.locale)

    def either(self, parts: Sequence[str]) -> str:
        """Return the parts as a sentence lists choices: "A", "A or B", "A, B or C"; "" for none."""
        return _listed(tuple(parts), "or", self.locale)

    def kind(self, kind: ActorKind) -> str:
        """Return what an actor is, as a label: "Person"."""
        return self.of("kind", _KINDS[kind])

    def kind_inside(self, kind: ActorKind) -> str:
        """Return what an actor is, as it stands behind a name: "person"."""
        return self.of("kind inside a sentence", _KINDS_INSIDE[kind])

    def a_kind(self, kind: ActorKind) -> str:
        """Return what an actor is, as the end of a question: "a person"."""
        return self.of("kind in a question", _A_KIND[kind])

    def as_kind(self, kind: ActorKind) -> str:
        """Return what an actor is taken for: "a person"."""
        return self.of("taken for", _AS_KIND[kind])

    def kinds(self, n_by_kind: Mapping[ActorKind, int]) -> str:
        """Return actors by kind: "nine people, three organizations and one place"; kinds without any are left out."""
        counts = {k: n for k in KINDS if (n := n_by_kind.get(k, 0)) > 0}
        return self.listing([self._counted(k, n) for k, n in counts.items()])

    def _counted(self, kind: ActorKind, n: int) -> str:
        if kind == "person":
            return self.plural("one person", "{n} people", n)
        if kind == "organization":
            return self.plural("one organization", "{n} organizations", n)
        if kind == "country":
            return self.plural("one country", "{n} countries", n)
        return (
            self.plural("one place", "{n} places", n)
            if kind == "place"
            else self.plural("one group", "{n} groups", n)
        )

    def language_name(self, code: str) -> str:
        """Return a language's name, or the code itself where it has none here."""
        if code == "und":
            return self("an unidentified language")
        return _language(code, self.locale) or self("the language “{code}”", code=code)

    # Dates

    def day(self, when: date) -> str:
        """Return a date as "28 March 2025"."""
        return _date(when, "long", self.locale)

    def month(self, year: int, month_of_year: int) -> str:
        """Return a month short enough for the foot of a column: "Mar 2025"."""
        # The bare language: where its countries differ, some of them need more room ("Sept").
        return _date(date(year, month_of_year, 1), "yMMM", self.locale.partition("_")[0])

    def whole_month(self, year: int, month_of_year: int) -> str:
        """Return a month as sentences have it: "March 2025"."""
        return _date(date(year, month_of_year, 1), "yMMMM", self.locale)

    def quarter(self, when: date) -> str:
        """Return a quarter of a year: "Q1 2025"."""
        return _date(when, "yQQQ", self.locale)

    def short_day(self, when: date) -> str:
        """Return a day short enough for the foot of a column: "3 Mar"."""
        return _date(when, "MMMd", self.locale)

    def period(self, first: date, last: date) -> str:
        """Return when something happened: "on 3 March 2025", "between 3 and 9 March 2025"."""
        if first == last:
            return self("on {day}", day=self.day(first))
        if (first.year, first.month) == (last.year, last.month):
            return self("between {day_of_month} and {last}", day_of_month=first.day, last=self.day(last))
        same_year = first.year == last.year
        begins = _date(first, "MMMMd", self.locale) if same_year else self.day(first)
        return self("between {first} and {last}", first=begins, last=self.day(last))


_GROUPED = 1000
"""From here on figures are written in groups."""


@lru_cache(maxsize=4096)
def _date(when: date, form: str, locale: str) -> str:
    """Return a date in one of the CLDR's forms: "long", or a skeleton such as "yMMM"."""
    return format_date(when, form, locale) if form == "long" else format_skeleton(form, when, locale=locale)


@lru_cache(maxsize=4096)
def _listed(parts: tuple[str, ...], style: Literal["standard", "or"], locale: str) -> str:
    return format_list(parts, style, locale) if parts else ""


@lru_cache
def _language(code: str, locale: str) -> str | None:
    name: str | None = Locale.parse(locale).languages.get(code.replace("-", "_"))
    return name


def sentence(words: str) -> str:
    """Return `words` with a capital at the start; nothing else is changed."""
    return words[:1].upper() + words[1:]


def inside(words: str) -> str:
    """Return words as they stand inside a sentence: without the capital that a sentence gave to "A", "The", "Two"."""
    first, space, rest = words.partition(" ")
    return first.lower() + space + rest if first.lower() in _SMALL_WORDS else words
