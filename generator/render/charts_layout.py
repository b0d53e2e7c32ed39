"""Where marks stand: matplotlib's axes turn values into places. The only module that draws with matplotlib.

One set of axes serves all drawings: making a new one for each costs a hundred times as much as asking it.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

_POINTS = 72
"""Points an inch, matplotlib's unit of type: with as many dots an inch, a unit of the drawing is one dot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A part of a drawing in which values are laid out: its edges, y downwards."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """Where a mark stands: left, top, right, bottom in the drawing, y downwards."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> tuple[float, float]:
        """Its centre, across and down."""
        return self.left + (self.right - self.left) / 2, self.top + (self.bottom - self.top) / 2

    def moved(self, across: float) -> Box:
        """Return the same box further to the right."""
        return Box(left=self.left + across, top=self.top, right=self.right + across, bottom=self.bottom)


def bars(values: Sequence[int], area: Area, *, share: float) -> list[Box]:
    """Return where horizontal bars stand, the first on top, from the zero at `area.left` to the largest value.

    share: how much of its room a bar takes, above 0 up to 1.
    """
    ends = [(0.0, i - share / 2, float(v), i + share / 2) for i, v in enumerate(values)]
    return _placed(ends, area, across=(0, max(1, *values)), down=(-0.5, len(values) - 0.5))


def columns(values: Sequence[int], area: Area, *, share: float, highest: int | None = None) -> list[Box]:
    """Return where columns stand, in order, from the zero at `area.bottom` to `highest`, by default the largest value."""
    ends = [(i - share / 2, float(v), i + share / 2, 0.0) for i, v in enumerate(values)]
    top = highest or max(1, *values)
    return _placed(ends, area, across=(-0.5, len(values) - 0.5), down=(top, 0))


def cells(n_rows: int, n_columns: int, area: Area, *, share: float) -> list[list[Box]]:
    """Return where the cells of a matrix stand, by row, the first row on top."""
    half = share / 2
    ends = [
        (column - half, row - half, column + half, row + half)
        for row in range(n_rows)
        for column in range(n_columns)
    ]
    found = _placed(ends, area, across=(-0.5, n_columns - 0.5), down=(-0.5, n_rows - 0.5))
    return [found[row * n_columns : (row + 1) * n_columns] for row in range(n_rows)]


def points(
    places: Sequence[tuple[float, float]],
    area: Area,
    *,
    across: tuple[float, float],
    down: tuple[float, float],
) -> list[tuple[float, float]]:
    """Return where points stand; across, down: the values at left and right, at top and bottom."""
    found = _placed([(x, y, x, y) for x, y in places], area, across=across, down=down)
    return [(box.left, box.top) for box in found]


def _placed(
    ends: Sequence[tuple[float, float, float, float]],
    area: Area,
    *,
    across: tuple[float, float],
    down: tuple[float, float],
) -> list[Box]:
    """Return boxes for their two ends as values: left, top, right, bottom."""
    if not ends:
        return []
    wide, high = area.right, area.bottom
    axes = _axes()
    figure = axes.get_figure(root=True)
    if figure is None:  # matplotlib's types allow axes without a figure
        raise AssertionError
    figure.set_size_inches(wide / _POINTS, high / _POINTS)
    axes.set_position((area.left / wide, 0, (wide - area.left) / wide, (high - area.top) / high))
    axes.set(xlim=across, ylim=down[::-1])
    found = axes.transData.transform(
        [pair for x0, y0, x1, y1 in ends for pair in ((x0, y0), (x1, y1))]
    ).tolist()
    return [
        Box(left=x0, top=high - y0, right=x1, bottom=high - y1)
        for (x0, y0), (x1, y1) in zip(found[0::2], found[1::2], strict=True)
    ]


@functools.cache
def _axes() -> Axes:
    from matplotlib.figure import Figure  # noqa: PLC0415 - takes a while to import; often no chart is new

    return Figure(dpi=_POINTS).add_axes((0, 0, 1, 1))
