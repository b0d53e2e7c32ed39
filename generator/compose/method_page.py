"""The Method page: how the site was made, what its words mean, with which settings and versions."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from generator.compose.attribution import EDITOR, confidence_words, percent, rule_words
from generator.compose.corrected import REPORT
from generator.compose.links import link
from generator.compose.tables import number_cell
from generator.compose.views import Cell, Column, Link, Table
from generator.compose.views_of_site import MethodView
from generator.compose.words import language, sentence
from generator.model import Page

if TYPE_CHECKING:
    from generator.compose.library import Library

METHOD = "method.md"


def method_page(library: Library) -> Page:
    """Return the page on how the site was made."""
    view = MethodView(
        title="Method",
        sentence="How this site was made, what its words mean, and how far they can be trusted.",
        confidence=_pairs("What the words for certainty mean", ("Word", "Meaning"), confidence_words()),
        rules=_rules(library),
        settings=_pairs("Settings of this site", ("Setting", "Value"), _settings(library)),
        versions=_pairs("Programs and models", ("Name", "Version"), library.settings.versions),
        languages=tuple(
            f"{sentence(language(code))}: {n:,} of {len(library.entries):,} articles"
            for code, n in Counter(e.article.language for e in library.entries.values()).most_common()
        ),
        report=Link(text="Build report", href=link(METHOD, REPORT)),
    )
    return Page(
        path=METHOD,
        kind="about",
        template="method.md.j2",
        title="Method",
        description=view.sentence,
        view=view,
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
    return Table(
        caption="How speakers were found",
        columns=(
            Column(heading="The speaker was found"),
            Column(heading="Of 100, right where it was measured"),
            Column(heading="Statements here", is_number=True, order="descending"),
        ),
        rows=tuple(
            (
                Cell(text=rule_words(rule)),
                Cell(text="–", sort="100") if rule == EDITOR else _range_cell(found),
                number_cell(len(found)),
            )
            for rule, found in sorted(used.items(), key=lambda item: (-len(item[1]), item[0]))
        ),
    )


def _range_cell(confidences: list[float]) -> Cell:
    low, high = percent(min(confidences)), percent(max(confidences))
    return Cell(
        text=low.removesuffix(" %")
        if low == high
        else f"{low.removesuffix(' %')} to {high.removesuffix(' %')}",
        sort=low.removesuffix(" %"),
    )


def _settings(library: Library) -> tuple[tuple[str, str], ...]:
    settings = library.settings
    shown = {"full": "the whole article", "excerpt": "excerpts", "none": "no passage"}[settings.publish]
    return (
        ("What is published where an article does not say itself", shown),
        ("Words of passages in an excerpt, and of its longest unbroken run", f"{settings.excerpt_words:,}"),
        ("Least certainty with which a speaker is named", percent(settings.min_confidence)),
    )
