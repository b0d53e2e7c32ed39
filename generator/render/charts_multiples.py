"""Small multiples as inline SVG: columns over the same time with the same scale, one small chart for each series."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.render.charts_layout import Area, columns
from generator.render.charts_measures import GAP, WIDTH, framed, group, inside, label_of, number, short, width
from generator.render.escape import plain, text

if TYPE_CHECKING:
    from generator.model import Multiples, Series
    from generator.render.charts_layout import Box

_BETWEEN = 28
_LABEL = 30
_VALUE = 26
_PLOT = 70
_STEPS = 28
_ROW = _LABEL + _VALUE + _PLOT
_BELOW = 22
_MOST_ACROSS = 3


def draw_multiples(drawing: Multiples) -> str:
    """Return small multiples as one line of SVG; empty text where there is no series or no step.

    The same drawing gives the same bytes. Raises ValueError for a negative value, for a series that has not a
    value for each step, and for an id or a link that is not what the model says.
    """
    if not drawing.series or not drawing.steps:
        return ""
    _check(drawing)
    across = _across(drawing)
    wide = (WIDTH - _BETWEEN * (across - 1)) / across
    highest = max(1, *(v for s in drawing.series for v in s.values))
    n_rows = -(-len(drawing.series) // across)
    marks = [
        _panel(
            one,
            drawing,
            left=(wide + _BETWEEN) * (place % across),
            top=(_ROW + _BELOW) * (place // across),
            wide=wide,
            highest=highest,
            is_last=place + across >= len(drawing.series),
        )
        for place, one in enumerate(drawing.series)
    ]
    height = (_ROW + _BELOW) * n_rows - _BELOW + _STEPS
    return framed(
        drawing,
        "".join(marks),
        height=height,
        shape="multiples",
        hrefs=[series.href for series in drawing.series],
    )


def _check(drawing: Multiples) -> None:
    for series in drawing.series:
        if len(series.values) != len(drawing.steps) or min(series.values) < 0:
            message = f"{series.label!r} in chart {drawing.id!r} has not a value, 0 or more, for each step"
            raise ValueError(message)


def _across(drawing: Multiples) -> int:
    """Return how many small charts stand beside each other: as many as leave labels and steps whole, at most three."""
    ends = width(drawing.steps[0]) + GAP + width(drawing.steps[-1])
    longest = max(ends, *(width(plain(series.label)) for series in drawing.series))
    across = min(_MOST_ACROSS, len(drawing.series))
    return across if longest <= (WIDTH - _BETWEEN * (across - 1)) / across else min(2, across)


def _panel(
    series: Series, drawing: Multiples, *, left: float, top: float, wide: float, highest: int, is_last: bool
) -> str:
    """Return one small chart: its label, its columns with the highest one's value, and the ends of the time below."""
    bottom = top + _ROW
    boxes = [
        box.moved(left)
        for box in columns(
            series.values,
            Area(left=0, top=bottom - _PLOT, right=wide, bottom=bottom),
            share=0.72,
            highest=highest,
        )
    ]
    marks = [
        f'<rect x="{short(left)}" y="{top}" width="{short(wide)}" height="{_ROW}" fill="none" pointer-events="all"/>',
        f'<text class="bs-chart__label" x="{short(left)}" y="{top + _LABEL - GAP}">{text(label_of(series.label, wide))}</text>',
        *(
            _column(box, step, value)
            for box, step, value in zip(boxes, drawing.steps, series.values, strict=True)
        ),
        _peak(series, boxes, left, wide),
        f'<path class="bs-chart__axis" d="M{short(left)} {bottom}H{short(left + wide)}" stroke="currentColor" stroke-width="1" fill="none"/>',
    ]
    if is_last:
        marks.append(_ends(drawing.steps, left, wide, bottom + _STEPS - GAP / 2))
    total = sum(series.values)
    return group(f"{series.label}: {number(total)}", series.href, "".join(marks))


def _column(box: Box, step: str, value: int) -> str:
    if not value:
        return ""
    return (
        f'<rect class="bs-chart__bar" x="{short(box.left)}" y="{short(box.top)}" width="{short(box.right - box.left)}" '
        f'height="{short(box.bottom - box.top)}" fill="var(--bs-bar, currentColor)"><title>{text(step)}: {number(value)}</title></rect>'
    )


def _peak(series: Series, boxes: list[Box], left: float, wide: float) -> str:
    """Return the highest value, over its column, the first of several."""
    highest = max(series.values)
    if not highest:
        return ""
    box = boxes[series.values.index(highest)]
    x = left + inside(box.middle[0] - left, width(number(highest)), wide)
    return f'<text class="bs-chart__value" x="{short(x)}" y="{short(box.top - 5)}" text-anchor="middle">{number(highest)}</text>'


def _ends(steps: tuple[str, ...], left: float, wide: float, y: float) -> str:
    """Return the first step's name and, where there is room, the last one's."""
    first, last = label_of(steps[0], wide), label_of(steps[-1], wide)
    marks = f'<text class="bs-chart__step" x="{short(left)}" y="{short(y)}">{text(first)}</text>'
    if len(steps) > 1 and width(first) + GAP + width(last) <= wide:
        marks += f'<text class="bs-chart__step" x="{short(left + wide)}" y="{short(y)}" text-anchor="end">{text(last)}</text>'
    return marks
