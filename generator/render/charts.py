"""Bars and columns as inline SVG: matplotlib's axes say where they stand, the words are set around them as text of the page."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from generator.render.charts_layout import Area, bars, columns
from generator.render.charts_measures import (
    GAP,
    WIDTH,
    framed,
    group,
    inside,
    label_of,
    number,
    short,
    width,
)
from generator.render.escape import plain, text

if TYPE_CHECKING:
    from generator.model import Bar, Chart
    from generator.render.charts_layout import Box

_ROW = 36
_BAR = 20
_LABEL_WIDTH = 310
_PLOT_HEIGHT = 200
_LINE = 30
_DWARFING = 4
"""How many times the longest bar the sum of the others may be: a longer one would leave nothing to see of the bars."""

_MIN_STEP = 14
"""Least room of a column of which the value is written over it, beside the value's own width."""


def draw(chart: Chart) -> str:
    """Return `chart` as one line of SVG that belongs inside a block of the page's HTML.

    The same chart gives the same bytes. Ids begin with the chart's own. A chart without bars is empty text.
    Raises ValueError for a negative value, and for an id or a link that is not what the model says.
    """
    drawn = chart.bars if chart.others is None else (*chart.bars, chart.others)
    if not drawn:
        return ""
    for bar in drawn:
        if bar.value < 0:
            message = f"{bar.label!r} in chart {chart.id!r} has the negative value {bar.value}"
            raise ValueError(message)
    height, marks = _columns(chart, drawn) if chart.kind == "columns" else _rows(chart, drawn)
    return framed(chart, marks, height=height, shape=chart.kind, hrefs=[bar.href for bar in drawn])


def _rows(chart: Chart, shown: tuple[Bar, ...]) -> tuple[int, str]:
    """Return the height and the marks of horizontal bars, the first on top, label left and value right of each.

    A sum of others that would dwarf the bars is a number without a bar.
    """
    height = _ROW * len(shown)
    labels = [label_of(bar.label, _LABEL_WIDTH) for bar in shown]
    left = max(width(label) for label in labels) + GAP
    right = max(width(number(bar.value)) for bar in shown) + GAP
    area = Area(left=left, top=0, right=WIDTH - right, bottom=height)
    longest = max(bar.value for bar in chart.bars or shown)
    is_dwarfing = chart.others is not None and chart.others.value > _DWARFING * longest
    lengths = [0 if is_dwarfing and bar is chart.others else bar.value for bar in shown]
    boxes = bars(lengths, area, share=_BAR / _ROW)
    marks = []
    for place, (bar, label, box) in enumerate(zip(shown, labels, boxes, strict=True)):
        middle = short(box.top + (box.bottom - box.top) / 2)
        mark = (
            f'<rect x="0" y="{_ROW * place}" width="{WIDTH}" height="{_ROW}" fill="none" pointer-events="all"/>'
            f"{_rectangle(chart, bar, box)}"
            f'<text class="bs-chart__label" x="{short(left - GAP)}" y="{middle}" text-anchor="end" dominant-baseline="central">'
            f"{text(label)}</text>"
            f'<text class="bs-chart__value" x="{short(box.right + GAP / 2)}" y="{middle}" dominant-baseline="central">'
            f"{number(bar.value)}</text>"
        )
        marks.append(group(f"{bar.label}: {number(bar.value)}", bar.href, mark))
    return height, "".join(marks)


def _columns(chart: Chart, shown: tuple[Bar, ...]) -> tuple[int, str]:
    """Return the height and the marks of columns in order of time, values above, as many labels below as have room."""
    height = _LINE + _PLOT_HEIGHT + _LINE
    area = Area(left=0, top=_LINE, right=WIDTH, bottom=_LINE + _PLOT_HEIGHT)
    boxes = columns([bar.value for bar in shown], area, share=0.72)
    pitch = WIDTH / len(shown)
    labelled = _labelled([width(plain(bar.label)) for bar in shown], pitch)
    valued = _valued(shown, pitch)
    marks = []
    for place, (bar, box) in enumerate(zip(shown, boxes, strict=True)):
        middle = box.left + (box.right - box.left) / 2
        mark = (
            f'<rect x="{short(pitch * place)}" y="0" width="{short(pitch)}" height="{height}" fill="none" pointer-events="all"/>'
            f"{_rectangle(chart, bar, box)}"
        )
        if place in valued:
            value = number(bar.value)
            x = short(inside(middle, width(value)))
            mark += f'<text class="bs-chart__value" x="{x}" y="{short(box.top - 7)}" text-anchor="middle">{value}</text>'
        if place in labelled:
            label = label_of(bar.label, WIDTH)
            x = short(inside(middle, width(label)))
            mark += f'<text class="bs-chart__label" x="{x}" y="{height - 7}" text-anchor="middle">{text(label)}</text>'
        marks.append(group(f"{bar.label}: {number(bar.value)}", bar.href, mark))
    baseline = _LINE + _PLOT_HEIGHT
    axis = f'<path class="bs-chart__axis" d="M0 {baseline}H{WIDTH}" stroke="currentColor" stroke-width="1" fill="none"/>'
    return height, "".join(marks) + axis


def _labelled(widths: list[float], pitch: float) -> set[int]:
    """Return the places of the labels that stand beside each other without touching, evenly chosen, the first among them."""
    halves = [min(width, WIDTH) / 2 for width in widths]
    middles = [inside(pitch * (place + 0.5), 2 * half) for place, half in enumerate(halves)]
    for step in range(1, len(widths)):
        chosen = range(0, len(widths), step)
        if all(middles[b] - halves[b] - middles[a] - halves[a] >= GAP for a, b in itertools.pairwise(chosen)):
            return set(chosen)
    return {0}


def _valued(shown: tuple[Bar, ...], pitch: float) -> set[int]:
    """Return the places of the columns with their value above: all that are not empty, or the highest where room is short."""
    counted = {place for place, bar in enumerate(shown) if bar.value}
    if all(width(number(shown[place].value)) + _MIN_STEP <= pitch for place in counted):
        return counted
    return {max(counted, key=lambda place: shown[place].value)} if counted else set()


def _rectangle(chart: Chart, bar: Bar, box: Box) -> str:
    name = "others" if bar is chart.others else "bar"
    colour = "--bs-bar-others" if bar is chart.others else "--bs-bar"
    return (
        f'<rect class="bs-chart__{name}" x="{short(box.left)}" y="{short(box.top)}" width="{short(box.right - box.left)}" '
        f'height="{short(box.bottom - box.top)}" fill="var({colour}, currentColor)"/>'
    )
