"""The network page: who is named together, and who speaks on what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.compose.charts_matrix import who_speaks_on_what
from generator.compose.charts_network import tie_network
from generator.compose.links import link
from generator.compose.tables import actor_cell
from generator.compose.ties import strongest, ties
from generator.compose.views import Cell, Column, Link, Table
from generator.compose.views_of_site import NetworkView
from generator.model import Page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.compose.library import Library
    from generator.compose.ties import Tie

NETWORK = "network.md"

NETWORK_FILE = "data/network.gexf"

_MOST_ACTORS = 40
_MOST_TIES = 60
"""Lines that the eye can still follow at 350 px."""


def network_page(library: Library) -> Page:
    """Return the page of ties among actors and of who speaks on what."""
    words = library.words
    found = ties(library)
    chosen = strongest(found, most_actors=_MOST_ACTORS, most_ties=_MOST_TIES)
    drawn = tie_network(library, chosen, NETWORK)
    matrix = who_speaks_on_what(library, NETWORK)
    view = NetworkView(
        title=words("Network"),
        sentence=_sentence(library, found),
        method=words(
            "Two actors are tied where at least two independent articles name both, and more often than chance would"
            " have it; near-copies of an article count once. A tie is the stronger the more articles name both, and"
            " the larger a part these are of all that name either. Nobody has more than five ties here, so that who"
            " is in all the news does not hide the others."
        )
        if found
        else None,
        ties=_table(library, chosen) if chosen else None,
        whole=Link(
            text=words("The whole network as a GEXF file, for programs such as Gephi"),
            href=link(NETWORK, NETWORK_FILE),
        ),
    )
    return Page(
        path=NETWORK,
        kind="network",
        template="network.md.j2",
        title=view.title,
        description=view.sentence,
        view=view,
        charts=tuple(chart for chart in (drawn, matrix) if chart is not None),
    )


def _sentence(library: Library, found: Sequence[Tie]) -> str:
    words = library.words
    if len(library.entries) == 1:
        return words(
            "Ties show who is named together time and again. This site has one article so far; from the second on"
            " they stand here."
        )
    if not found:
        return words("No two actors are named together in more than one independent article so far.")
    n_actors = len({a.id for tie in found for a in (tie.one, tie.other)})
    return words.plural(
        "One tie joins two actors whom independent articles name together.",
        "{n} ties join {actors} actors whom independent articles name together.",
        len(found),
        actors=words.number(n_actors),
    )


def _table(library: Library, found: Sequence[Tie]) -> Table:
    words = library.words

    def number(n: int) -> Cell:
        return Cell(text=words.figure(n), sort=str(n))

    return Table(
        caption=words("Ties, the strongest first"),
        columns=(
            Column(heading=words("Actor")),
            Column(heading=words("Named with")),
            Column(heading=words("Articles"), is_number=True),
            Column(heading=words("That name either"), is_number=True, is_minor=True),
        ),
        rows=tuple(
            (
                actor_cell(library, tie.one, NETWORK),
                actor_cell(library, tie.other, NETWORK),
                number(tie.n_both),
                number(tie.n_either),
            )
            for tie in found
        ),
    )
