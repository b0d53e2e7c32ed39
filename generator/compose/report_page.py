"""The build report: what was read, what was left out and why, and what to do about it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from generator.compose.corrected import REPORT, corrections_table
from generator.compose.links import link
from generator.compose.review_page import REVIEW
from generator.compose.views import Cell, Column, Link, Table
from generator.compose.views_of_site import ReportView
from generator.compose.words import sentence
from generator.model import Page

if TYPE_CHECKING:
    from generator.compose.library import Library
    from generator.compose.words import Words
    from generator.model import Problem


def report_page(library: Library) -> Page:
    """Return the page of everything that went wrong or was left out."""
    problems = library.corpus.problems
    words = library.words
    said = _sentence(words, len(library.entries), problems)
    view = ReportView(
        title=words("Build report"),
        sentence=said,
        problems=_table(words, problems),
        empty=None if problems else words("Nothing to report: every file was read without a problem."),
        notes=_notes(library),
        corrections=corrections_table(library),
        review=Link(text=words("decisions that were close"), href=link(REPORT, REVIEW)),
    )
    return Page(
        path=REPORT,
        kind="report",
        template="report.md.j2",
        title=words("Build report"),
        description=said,
        view=view,
    )


def _sentence(words: Words, n_articles: int, problems: tuple[Problem, ...]) -> str:
    left_out = sum(p.n for p in problems if p.severity == "error")
    odd = sum(p.n for p in problems if p.severity != "error")
    parts = [words.plural("one article was read", "{n} articles were read", n_articles)]
    if left_out:
        parts.append(words.plural("one input was left out", "{n} inputs were left out", left_out))
    if odd:
        parts.append(words.plural("one warning asks for a look", "{n} warnings ask for a look", odd))
    return sentence(words("{parts}.", parts=words.listing(parts)))


def _table(words: Words, problems: tuple[Problem, ...]) -> Table:
    headings = (words("File and line"), words("Outcome"), words("What is wrong"), words("What to do"))
    return Table(
        caption=words("Problems"),
        columns=tuple(Column(heading=h) for h in headings),
        rows=tuple(
            (
                Cell(text=p.where),
                Cell(text=words("Left out") if p.severity == "error" else words("Look at it")),
                Cell(text=p.what),
                Cell(text=p.remedy),
            )
            for p in problems
        ),
    )


def _notes(library: Library) -> tuple[str, ...]:
    """Return what is not a problem but limits what the site shows."""
    words, notes = library.words, list[str]()
    unmodelled = Counter(e.article.language for e in library.entries.values() if e.analysis.quotes is None)
    for code, n in unmodelled.most_common():
        notes.append(
            sentence(
                words.plural(
                    "one article in {language}: there is no language model for it, so that only key phrases were "
                    "looked for.",
                    "{n} articles in {language}: there is no language model for it, so that only key phrases were "
                    "looked for.",
                    n,
                    language=words.language_name(code),
                )
            )
        )
    withheld = sum(e.publish == "none" for e in library.excerpts.values())
    if withheld:
        none = words.plural(
            "one article of which no passage may be published.",
            "{n} articles of which no passage may be published.",
            withheld,
        )
        notes.append(sentence(none))
    taken_down = library.settings.n_taken_down
    if taken_down:
        gone = words.plural(
            "one article was taken down: nothing of it is published.",
            "{n} articles were taken down: nothing of them is published.",
            taken_down,
        )
        notes.append(sentence(gone))
    undated = sum(e.article.date is None for e in library.entries.values())
    if undated:
        dateless = words.plural(
            "one article without a date: give one in the front matter or a sidecar file.",
            "{n} articles without a date: give one in the front matter or a sidecar file.",
            undated,
        )
        notes.append(sentence(dateless))
    return tuple(notes)
