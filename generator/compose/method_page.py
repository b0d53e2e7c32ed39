"""The Method page: how the site was made, what its words mean, with which settings and versions."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from generator.compose.attribution import EDITOR, NONE, confidence_words, rule_words
from generator.compose.corrected import REPORT
from generator.compose.figures import checked_table, measured_on, measured_table
from generator.compose.links import link
from generator.compose.review_page import REVIEW
from generator.compose.sources_page import SOURCES
from generator.compose.tables import number_cell
from generator.compose.views import Cell, Column, Link, Table
from generator.compose.views_of_site import MethodView
from generator.compose.words import sentence
from generator.model import Page

if TYPE_CHECKING:
    from generator.compose.library import Library
    from generator.compose.words import Words

METHOD = "method.md"

_DATA = "data.md"
"""`data_page.DATA`, which cannot be imported here: that page leads to this one."""

_NOT_MEASURED = {EDITOR: "100", NONE: "0"}
"""Rules that no share of right attributions is given for, each with the figure by which its row is sorted."""


def method_page(library: Library) -> Page:
    """Return the page on how the site was made."""
    words = library.words
    view = MethodView(
        title=words("Method"),
        sentence=words("How this site was made, what its words mean, and how far they can be trusted."),
        confidence=_pairs(
            words("What the words for certainty mean"),
            (words("Word"), words("Meaning")),
            confidence_words(words),
        ),
        rules=_rules(library),
        settings=_pairs(
            words("Settings of this site"), (words("Setting"), words("Value")), _settings(library)
        ),
        versions=_pairs(
            words("Programs and models"), (words("Name"), words("Version")), library.settings.versions
        ),
        languages=_languages(library),
        measured=measured_table(words),
        measured_on=measured_on(words),
        checked=checked_table(words),
        further=_further(words),
    )
    return Page(
        path=METHOD,
        kind="about",
        template="method.md.j2",
        title=words("Method"),
        description=view.sentence,
        view=view,
    )


def _further(words: Words) -> tuple[Link, ...]:
    """Return the pages that say more, each with what it has."""
    return (
        Link(
            text=words("Data"),
            href=link(METHOD, _DATA),
            note=words("everything that was found as files, with what their fields mean"),
        ),
        Link(
            text=words("Sources"),
            href=link(METHOD, SOURCES),
            note=words("who is quoted how often, and how much comes from sources without a name"),
        ),
        Link(
            text=words("Review"),
            href=link(METHOD, REVIEW),
            note=words("the least certain of what was found, for editors to decide"),
        ),
        Link(
            text=words("Build report"),
            href=link(METHOD, REPORT),
            note=words("what was read, what could not be, and what editors corrected"),
        ),
    )


def _languages(library: Library) -> tuple[str, ...]:
    words, total = library.words, len(library.entries)
    return tuple(
        words(
            "{language}: {n} of {total} articles",
            language=sentence(words.language_name(code)),
            n=words.figure(n),
            total=words.figure(total),
        )
        for code, n in Counter(e.article.language for e in library.entries.values()).most_common()
    )


def _pairs(caption: str, headings: tuple[str, str], rows: tuple[tuple[str, str], ...]) -> Table:
    return Table(
        caption=caption,
        columns=tuple(Column(heading=h) for h in headings),
        rows=tuple((Cell(text=name), Cell(text=value)) for name, value in rows),
    )


def _rules(library: Library) -> Table:
    """Return the rules that found something here, most used first, with their confidences."""
    used: dict[str, list[float]] = {}
    for said in library.utterances.values():
        for one in said:
            used.setdefault(one.surest.rule, []).append(one.surest.confidence)
    words = library.words
    return Table(
        caption=words("How speakers were found"),
        columns=(
            Column(heading=words("The speaker was found")),
            Column(heading=words("Of 100, right where it was measured")),
            Column(heading=words("Statements here"), is_number=True, order="descending"),
        ),
        rows=tuple(
            (
                Cell(text=rule_words(words, rule)),
                Cell(text="–", sort=_NOT_MEASURED[rule])
                if rule in _NOT_MEASURED
                else _range_cell(words, found),
                number_cell(words, len(found)),
            )
            for rule, found in sorted(used.items(), key=lambda item: (-len(item[1]), item[0]))
        ),
    )


def _range_cell(words: Words, confidences: list[float]) -> Cell:
    low, high = round(min(confidences) * 100), round(max(confidences) * 100)
    return Cell(
        text=str(low) if low == high else words("{low} to {high}", low=low, high=high),
        sort=str(low),
    )


def _settings(library: Library) -> tuple[tuple[str, str], ...]:
    settings, words = library.settings, library.words
    shown = {
        "full": words("the whole article"),
        "excerpt": words("excerpts"),
        "none": words("no passage"),
    }[settings.publish]
    return (
        (words("What is published where an article does not say itself"), shown),
        (
            words("Words of passages in an excerpt, and of its longest unbroken run"),
            words.figure(settings.excerpt_words),
        ),
        (words("Least certainty with which a speaker is named"), words.percent(settings.min_confidence)),
    )
