"""Everything that is drawn, as inline SVG whose links lead to the built pages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from generator.model import Bar, Chart, Heading, Matrix, MatrixCell, Multiples, Node, Series
from generator.render.charts import draw as draw_chart
from generator.render.charts_matrix import draw_matrix
from generator.render.charts_multiples import draw_multiples
from generator.render.charts_network import draw_network

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.model import Drawing

_Linked = TypeVar("_Linked", Bar, Heading, MatrixCell, Node, Series)


def draw(drawing: Drawing, built: Callable[[str], str] = str) -> str:
    """Return a drawing as one line of SVG that belongs inside a block of the page's HTML.

    built: where a link of the drawing leads in the built site. The same drawing gives the same bytes; one
    without values is empty text. Raises ValueError for what the model does not allow.
    """
    if isinstance(drawing, Chart):
        others = drawing.others and _built(drawing.others, built)
        return draw_chart(replace(drawing, bars=_all_built(drawing.bars, built), others=others))
    if isinstance(drawing, Multiples):
        return draw_multiples(replace(drawing, series=_all_built(drawing.series, built)))
    if isinstance(drawing, Matrix):
        rows, columns = _all_built(drawing.rows, built), _all_built(drawing.columns, built)
        cells = tuple(_all_built(row, built) for row in drawing.cells)
        return draw_matrix(replace(drawing, rows=rows, columns=columns, cells=cells))
    return draw_network(replace(drawing, nodes=_all_built(drawing.nodes, built)))


def _all_built(linked: tuple[_Linked, ...], built: Callable[[str], str]) -> tuple[_Linked, ...]:
    return tuple(_built(one, built) for one in linked)


def _built(one: _Linked, built: Callable[[str], str]) -> _Linked:
    return one if one.href is None else replace(one, href=built(one.href))
