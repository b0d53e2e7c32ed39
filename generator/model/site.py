"""What a site is made of, before anything is drawn or written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from generator.model.analysis import ActorKind
from generator.model.published import DataFile

LinkedValue: TypeAlias = "str | int | bool | tuple[LinkedValue, ...] | Mapping[str, LinkedValue]"
"""A value of JSON-LD."""

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
class Node:
    """Somebody or something in a drawing of ties."""

    label: str
    kind: ActorKind
    weight: int
    """What its sign's size shows: articles that name it; at least 1."""
    href: str | None = None
    is_centre: bool = False
    """Whether the drawing is about it; at most one is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A tie of two nodes, which are places in `Network.nodes`."""

    one: int
    other: int
    weight: int
    """How thick it is drawn: articles that name both; at least 1."""
    is_minor: bool = False
    """True: drawn thin, and not among the figures; ties of an actor's neighbours with each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """Who is tied to whom. Where the nodes stand is decided where they are drawn."""

    id: str
    """Unique on its page: letters, digits and hyphens."""
    finding: str
    """The title: what the ties show, or the measure where they show nothing."""
    measure: str
    """The subtitle: what a tie is."""
    alternative: str
    """The same in words for who cannot see the drawing."""
    nodes: tuple[Node, ...]
    """At least three."""
    edges: tuple[Edge, ...]
    """Strongest first; the table of figures has them in this order."""
    label_headings: tuple[str, str]
    """Headings of the two columns of names in the table of figures."""
    value_heading: str
    kind: Literal["network"] = "network"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """Names a row or a column of a matrix."""

    label: str
    href: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixCell:
    """A count where a row and a column meet."""

    value: int
    href: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Counts of two things together: actors by topic, holders by act."""

    id: str
    """Unique on its page: letters, digits and hyphens."""
    finding: str
    measure: str
    alternative: str
    rows: tuple[Heading, ...]
    """At most about twelve."""
    columns: tuple[Heading, ...]
    """At most about eight: their names stand aslant above."""
    cells: tuple[tuple[MatrixCell, ...], ...]
    """By row; as many in each as there are columns. A value of 0 is drawn as nothing."""
    row_heading: str
    """What the rows are, for the table of figures."""
    kind: Literal["matrix"] = "matrix"


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One of several small charts: a value for each step of time."""

    label: str
    values: tuple[int, ...]
    href: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Multiples:
    """Small charts over the same time with the same scale, so that they can be compared."""

    id: str
    """Unique on its page: letters, digits and hyphens."""
    finding: str
    measure: str
    alternative: str
    steps: tuple[str, ...]
    """The steps of time, oldest first, short enough for the foot of a column."""
    series: tuple[Series, ...]
    """At least two, at most about nine; each with a value for every step."""
    step_heading: str
    """What a step is, for the table of figures: "Month"."""
    kind: Literal["multiples"] = "multiples"


Drawing: TypeAlias = Chart | Network | Matrix | Multiples


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """What search filters and sorts a page by."""

    kind: str
    """Article, Actor, Topic, …: in English, whatever the interface's language, in which search says it."""
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
    charts: tuple[Drawing, ...] = ()
    """Whatever is drawn on it; templates find each by its id."""
    facets: Facets | None = None
    """None: the page is not searched."""
    linked: Mapping[str, LinkedValue] | None = None
    """What the page says to programs, in schema.org's words; addresses relative to the built page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """All pages, in the order in which they are written."""

    pages: tuple[Page, ...]
    nav: tuple[tuple[str, str], ...]
    """Title and path of the landing pages, in order; everything else is out of the nav."""
    files: tuple[DataFile, ...] = ()
    """What is published beside the pages, in the order in which it is written."""
    language: str = "en"
    """Code of the language of the interface."""
    articles_language: str | None = None
    """Code of the language that most articles are in; None where there are none, or it is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A file that can be made when it is needed."""

    path: str
    """Relative to site_src, posix."""
    key: str
    """Digest of everything that its bytes depend on: two drafts with one key have the same bytes."""
    make: Callable[[], bytes]
