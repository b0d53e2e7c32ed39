"""The build report: what was read, what was left out and why, and what to do about it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from generator.compose.corrected import REPORT, corrections_table
from generator.compose.links import link
from generator.compose.review_page import REVIEW
from generator.compose.views import Cell, Column, Link, Table
from generator.compose.views_of_site import ReportView
from generator.compose.words import count, language, listing, sentence
from generator.model import Page

if TYPE_CHECKING:
    from generator.compose.library import Library
    from generator.model import Problem


def report_page(library: Library) -> Page:
    """Return the page of everything that went wrong or was left out."""
    problems = library.corpus.problems
    words = _sentence(len(library.entries), problems)
    view = ReportView(
        title="Build report",
        sentence=words,
        problems=_table(problems),
        empty=None if problems else "Nothing to report: every file was read without a problem.",
        notes=_notes(library),
        corrections=corrections_table(library),
        review=Link(text="decisions that were close", href=link(REPORT, REVIEW)),
    )
    return Page(
        path=REPORT,
        kind="report",
        template="report.md.j2",
        title="Build report",
        description=words,
        view=view,
    )


def _sentence(n_articles: int, problems: tuple[Problem, ...]) -> str:
    left_out = sum(p.severity == "error" for p in problems)
    odd = len(problems) - left_out
    were = "was" if n_articles == 1 else "were"
    parts = [f"{count(n_articles, 'article')} {were} read"]
    if left_out:
        parts.append(f"{count(left_out, 'input')} {'was' if left_out == 1 else 'were'} left out")
    if odd:
        parts.append(f"{count(odd, 'warning')} {'asks' if odd == 1 else 'ask'} for a look")
    return sentence(f"{listing(parts)}.")


def _table(problems: tuple[Problem, ...]) -> Table:
    return Table(
        caption="Problems",
        columns=tuple(Column(heading=h) for h in ("File and line", "Outcome", "What is wrong", "What to do")),
        rows=tuple(
            (
                Cell(text=p.where),
                Cell(text="Left out" if p.severity == "error" else "Look at it"),
                Cell(text=p.what),
                Cell(text=p.remedy),
            )
            for p in problems
        ),
    )


def _notes(library: Library) -> tuple[str, ...]:
    """Return what is not a problem but limits what the site shows."""
    notes: list[str] = []
    unmodelled = Counter(e.article.language for e in library.entries.values() if e.analysis.quotes is None)
    for code, n in unmodelled.most_common():
        notes.append(
            f"{sentence(count(n, 'article'))} in {language(code)}: there is no language model for it, so that "
            "only key phrases were looked for.",
        )
    withheld = sum(e.publish == "none" for e in library.excerpts.values())
    if withheld:
        notes.append(f"{sentence(count(withheld, 'article'))} of which no passage may be published.")
    undated = sum(e.article.date is None for e in library.entries.values())
    if undated:
        notes.append(
            f"{sentence(count(undated, 'article'))} without a date: give one in the front matter or a sidecar file."
        )
    return tuple(notes)
