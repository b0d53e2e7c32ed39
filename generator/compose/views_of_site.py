"""What templates see of the pages about the site itself: method, build report, review, and addresses that lead on.

The same rules hold as in `views.py`.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.compose.views import Link, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodView:
    """How the site was made."""

    title: str
    sentence: str
    confidence: Table
    rules: Table
    settings: Table
    versions: Table
    languages: tuple[str, ...]
    measured: Table
    """How accurate each part was where it was measured."""
    measured_on: str
    checked: Table
    """How often attributions of each certainty were right."""
    further: tuple[Link, ...]
    """Pages that say more; `note` says what."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
    """What was read, what went wrong and what editors corrected."""

    title: str
    sentence: str
    problems: Table
    empty: str | None
    notes: tuple[str, ...]
    corrections: Table | None = None
    """None: there are none."""
    review: Link | None = None
    """The page of decisions to review."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewItem:
    """A decision that an editor should look at."""

    id: str
    """Its anchor."""
    question: str
    detail: str
    """Why it is in doubt."""
    places: tuple[Link, ...]
    """Where to look."""
    key: str
    """Where in the file of overrides the line goes: "quotes: speaker:"."""
    line: str
    """The line to copy, indented as it stands in the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewView:
    """The least certain decisions."""

    title: str
    sentence: str
    items: tuple[ReviewItem, ...]
    note: str | None
    """What is in doubt but not shown."""
    empty: str | None
    report: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class RedirectView:
    """An address that leads on."""

    name: str
    href: str
    """Where the built page is, relative to this one's folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkView:
    """The page of ties among actors."""

    title: str
    sentence: str
    """What there is, or why there is nothing and what to do."""
    method: str | None
    """What a tie is; None where there are none."""
    ties: Table | None
    """The strongest, those drawn among them."""
    whole: Link
    """All of them, as a file."""
