"""Matrices as inline SVG: counts in tinted cells, names of rows left of them, names of columns aslant above."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

from generator.render.charts_layout import Area, cells
from generator.render.charts_measures import GAP, WIDTH, framed, group, label_of, number, short, width
from generator.render.escape import text

if TYPE_CHECKING:
    from generator.model import Heading, Matrix, MatrixCell
    from generator.render.charts_layout import Box

_ROW = 40
_SHARE = 0.92
_ROW_LABEL = 220
_COLUMN_LABEL = 190
"""Length of a column's name along its slant of 45 degrees: 134 units across, and as many up."""
_WIDEST = 70
"""Width of a column at most: a matrix of few columns is no wider than its counts need."""
_PALEST, _DARKEST = 0.12, 0.5
"""How much of the colour a cell has; text in the page's ink keeps a contrast of 4.5 to 1 on the darkest."""


def draw_matrix(drawing: Matrix) -> str:
    """Return a matrix as one line of SVG; empty text where it has no rows or no columns.

    The same drawing gives the same bytes. Raises ValueError for a negative value, for rows of unequal length,
    and for an id or a link that is not what the model says.
    """
    if not drawing.rows or not drawing.columns:
        return ""
    _check(drawing)
    rows = [label_of(row.label, _ROW_LABEL) for row in drawing.rows]
    heads = [label_of(column.label, _COLUMN_LABEL) for column in drawing.columns]
    left = max(map(width, rows)) + GAP
    slant = max(map(width, heads)) / sqrt(2)
    top = slant + 2 * GAP
    pitch = min(_WIDEST, (WIDTH - left - slant - GAP) / len(heads))
    right, bottom = left + pitch * len(heads), top + _ROW * len(rows)
    boxes = cells(len(rows), len(heads), Area(left=left, top=top, right=right, bottom=bottom), share=_SHARE)
    marks = [_head(c, words, box) for c, words, box in zip(drawing.columns, heads, boxes[0], strict=True)]
    highest = max(1, *(cell.value for row in drawing.cells for cell in row))
    for row, words, line, found in zip(drawing.rows, rows, boxes, drawing.cells, strict=True):
        marks.append(_name(row, words, line[0], left))
        marks += [
            _cell(cell, box, highest, f"{row.label}, {column.label}")
            for cell, box, column in zip(found, line, drawing.columns, strict=True)
        ]
    hrefs = [named.href for named in (*drawing.rows, *drawing.columns)]
    hrefs += [cell.href for row in drawing.cells for cell in row if cell.value]
    return framed(drawing, "".join(marks), height=round(bottom), shape="matrix", hrefs=hrefs)


def _check(drawing: Matrix) -> None:
    fits = len(drawing.cells) == len(drawing.rows)
    if not fits or any(len(row) != len(drawing.columns) for row in drawing.cells):
        message = f"matrix {drawing.id!r} has not a cell for each row and column"
        raise ValueError(message)
    if any(cell.value < 0 for row in drawing.cells for cell in row):
        message = f"matrix {drawing.id!r} has a negative value"
        raise ValueError(message)


def _head(column: Heading, words: str, box: Box) -> str:
    """Return a column's name, rising to the right from the middle of the column."""
    x, y = short(box.middle[0] + GAP / 2), short(box.top - GAP / 2)
    mark = f'<text class="bs-chart__label" transform="translate({x} {y}) rotate(-45)">{text(words)}</text>'
    return group(column.label, column.href, mark)


def _name(row: Heading, words: str, box: Box, left: float) -> str:
    mark = (
        f'<text class="bs-chart__label" x="{short(left - GAP)}" y="{short(box.middle[1])}" text-anchor="end" '
        f'dominant-baseline="central">{text(words)}</text>'
    )
    return group(row.label, row.href, mark)


def _cell(cell: MatrixCell, box: Box, highest: int, name: str) -> str:
    """Return a cell, tinted by its share of the highest value, with its count; of an empty one only the ground."""
    place = (
        f'x="{short(box.left)}" y="{short(box.top)}" width="{short(box.right - box.left)}" '
        f'height="{short(box.bottom - box.top)}"'
    )
    if not cell.value:
        return f'<rect class="bs-chart__empty" {place} fill="currentColor" fill-opacity="0.04"/>'
    tint = _PALEST + (_DARKEST - _PALEST) * cell.value / highest
    x, y = box.middle
    mark = (
        f'<rect class="bs-chart__cell" {place} fill="var(--bs-bar, currentColor)" fill-opacity="{tint:.2f}"/>'
        f'<text class="bs-chart__count" x="{short(x)}" y="{short(y)}" text-anchor="middle" dominant-baseline="central">'
        f"{number(cell.value)}</text>"
    )
    return group(f"{name}: {number(cell.value)}", cell.href, mark)
