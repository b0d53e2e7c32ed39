"""What a site is made of, before anything is drawn or written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ChartKind = Literal["bars", "columns"]
PageKind = Literal[
    "home",
    "article",
    "actor",
    "topic",
    "quotes",
    "index",
    "network",
    "timeline",
    "sources",
    "data",
    "about",
    "report",
    "review",
    "redirect",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One value of a chart."""

    label: str
    value: int
    href: str | None = None
    """Where the label leads, relative to the page that holds the chart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Values to draw, with all the words around the drawing."""

    id: str
    """Unique on its page: letters, digits and hyphens."""
    kind: ChartKind
    """bars: horizontal, largest first; columns: over time, in order of time."""
    finding: str
    """The title: what the values show, or the measure where they show nothing."""
    measure: str
    """The subtitle: what is counted, and in what unit."""
    alternative: str
    """The same in words for who cannot see the drawing."""
    bars: tuple[Bar, ...]
    """At least three: fewer are better said in a sentence."""
    others: Bar | None = None
    """The sum of what was left out ("12 others"), drawn last and paler."""
    label_heading: str
    """Heading of the label column in the table of figures."""
    value_heading: str
    """Heading of the value column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """What search filters and sorts a page by."""

    kind: str
    """Word shown to readers: Article, Actor, Topic, …"""
    actors: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    outlet: str | None = None
    year: str | None = None
    date: str | None = None
    """ISO date for sorting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of the site: where it stands, which template, and what that sees."""

    path: str
    """The Markdown file relative to site_src, posix: `articles/SLUG.md`."""
    kind: PageKind
    template: str
    """File name in `templates/pages/`."""
    title: str
    description: str
    view: object
    """A frozen view dataclass: plain values, already linked and slugged."""
    charts: tuple[Chart, ...] = ()
    facets: Facets | None = None
    """None: the page is not searched."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """All pages, in the order in which they are written."""

    pages: tuple[Page, ...]
    nav: tuple[tuple[str, str], ...]
    """Title and path of the landing pages, in order; everything else is out of the nav."""
