"""Where the nodes of a network and their names stand, so that no name covers another or another's sign."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import sqrt
from typing import TYPE_CHECKING, Literal

from generator.render.charts_layout import Box
from generator.render.charts_measures import GAP, WIDTH, fitted, width
from generator.render.escape import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.model import Network

LINE = 25
"""Height of a line of a name."""

_SMALLEST, _LARGEST = 7.0, 15.0
"""Radius of a sign."""
_NAME = 190
"""Longest line of a name; a longer name is broken once, then cut."""
_AIR = 4
"""Least room between a name and the next."""
_FILLED = 0.26
"""Share of the drawing that names and signs may take: the rest is for the ties."""
_LEAST_HEIGHT = 300
_ROUNDS = 400
_GROWTH = 1.15
_TRIES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Where a node stands: the middle of its sign, its name, and the room that both take together."""

    x: float
    y: float
    radius: float
    lines: tuple[str, ...]
    """The name as written, in one or two lines."""
    label_x: float
    """Where the lines begin or, with the anchor `end`, end, or have their middle."""
    label_y: float
    """The middle of the lines, down."""
    anchor: Literal["start", "middle", "end"]
    box: Box


def spread(drawing: Network) -> tuple[list[Placed], int]:
    """Return where the nodes of a whole network stand, and the height that they need.

    Tied nodes stand near each other (Kamada and Kawai's layout, which begins from a circle and so is the same
    each time); then names are moved apart until none touches another.
    """
    radii = _radii([node.weight for node in drawing.nodes])
    names = [_broken(node.label) for node in drawing.nodes]
    places = _layout(drawing)
    on_left = _sides(drawing, places)
    sizes = [
        (2 * r + GAP / 2 + max(map(width, lines)), max(2.5 * r, LINE * len(lines)))
        for r, lines in zip(radii, names, strict=True)
    ]
    filled = sum((wide + _AIR) * (high + _AIR) for wide, high in sizes)
    height = max(_LEAST_HEIGHT, filled / _FILLED / WIDTH)
    for _ in range(_TRIES):
        corners = _scaled(places, sizes, on_left, radii, height)
        if _moved_apart(corners, sizes, height):
            break
        height *= _GROWTH
    else:
        corners, height = _stacked(corners, sizes)
    top = min(y for _, y in corners)
    height = round(max(y + high for (_, y), (_, high) in zip(corners, sizes, strict=True)) - top)
    return [
        _placed(x, y - top, size, r, lines, is_left=left)
        for (x, y), size, r, lines, left in zip(corners, sizes, radii, names, on_left, strict=True)
    ], height


def around_centre(drawing: Network, centre: int) -> tuple[list[Placed], int]:
    """Return where one node's neighbours stand around it: half of them on either side, in the order of the nodes."""
    others = [i for i in range(len(drawing.nodes)) if i != centre]
    radii = _radii([node.weight for node in drawing.nodes])
    n_right = (len(others) + 1) // 2
    row = 1.5 * LINE
    height = max(4 * LINE, row * n_right + GAP)
    middle_x, middle_y = WIDTH / 2, height / 2
    found: dict[int, Placed] = {}
    for side, some in ((1, others[:n_right]), (-1, others[n_right:][::-1])):
        for place, i in enumerate(some):
            y = middle_y + (place - (len(some) - 1) / 2) * row
            away = (y - middle_y) / (middle_y + row)
            x = middle_x + side * _AROUND * sqrt(1 - away * away)
            found[i] = _beside(x, y, radii[i], fitted(plain(drawing.nodes[i].label), _NAME), side)
    name = fitted(plain(drawing.nodes[centre].label), 2 * _NAME - 3 * LINE)
    found[centre] = _below(middle_x, middle_y, radii[centre], name)
    return [found[i] for i in range(len(drawing.nodes))], round(height)


_AROUND = 125.0
"""How far from the middle the neighbours stand at most: what is left beside them is for their names."""


def _radii(weights: Sequence[int]) -> list[float]:
    """Return the radius of each sign, by the root of its weight, so that areas can be compared."""
    heaviest = max(weights)
    return [_SMALLEST + (_LARGEST - _SMALLEST) * sqrt(w / heaviest) for w in weights]


def _broken(label: str) -> tuple[str, ...]:
    """Return a name in one line, or in two that are as even as its words allow."""
    whole = plain(label)
    if width(whole) <= _NAME * 0.75:
        return (whole,)
    words = whole.split(" ")
    ways = [(" ".join(words[:i]), " ".join(words[i:])) for i in range(1, len(words))]
    if not ways:
        return (fitted(whole, _NAME),)
    first, second = min(ways, key=lambda way: max(width(way[0]), width(way[1])))
    return fitted(first, _NAME), fitted(second, _NAME)


def _layout(drawing: Network) -> list[tuple[float, float]]:
    """Return places between 0 and 1, tied nodes near each other."""
    import networkx as nx  # noqa: PLC0415 - it brings scipy: only the one page with a whole network waits for it

    graph = nx.Graph()
    graph.add_nodes_from(range(len(drawing.nodes)))
    graph.add_edges_from((edge.one, edge.other) for edge in drawing.edges)
    far = dict(nx.all_pairs_shortest_path_length(graph))
    longest = max((d for row in far.values() for d in row.values()), default=1)
    apart = min(longest, _FAR) + 1
    distances = {i: {j: far[i].get(j, apart) for j in graph} for i in graph}
    found = nx.kamada_kawai_layout(graph, dist=distances)
    xs = [float(found[i][0]) for i in graph]
    ys = [float(found[i][1]) for i in graph]
    return list(zip(_stretched(xs), _stretched(ys), strict=True))


_FAR = 3
"""Steps that parts of a network stand apart that nothing ties."""


def _stretched(values: list[float]) -> list[float]:
    low, high = min(values), max(values)
    # To a thousandth: what one processor computes otherwise than another is far below it.
    return [round((v - low) / (high - low), 3) if high > low else 0.5 for v in values]


def _sides(drawing: Network, places: Sequence[tuple[float, float]]) -> list[bool]:
    """Return for each node whether its name stands on the left: where its ties are not."""
    pull = [0.0] * len(places)
    for edge in drawing.edges:
        across = places[edge.other][0] - places[edge.one][0]
        pull[edge.one] += across
        pull[edge.other] -= across
    return [p > 0 for p in pull]


def _scaled(
    places: Sequence[tuple[float, float]],
    sizes: Sequence[tuple[float, float]],
    on_left: Sequence[bool],
    radii: Sequence[float],
    height: float,
) -> list[list[float]]:
    """Return the upper left corner of each name with its sign, inside a drawing of that height."""
    corners = []
    for (x, y), (wide, high), left, r in zip(places, sizes, on_left, radii, strict=True):
        sign = wide - r if left else r
        corners.append(
            [
                max(0.0, min(WIDTH - wide, _LARGEST + x * (WIDTH - 2 * _LARGEST) - sign)),
                y * (height - high),
            ],
        )
    return corners


def _moved_apart(corners: list[list[float]], sizes: Sequence[tuple[float, float]], height: float) -> bool:
    """Move what overlaps apart, the shorter way, until nothing does; return whether that was reached."""
    for _ in range(_ROUNDS):
        is_clear = True
        for i, (wide, high) in enumerate(sizes):
            for j in range(i):
                across = _overlap(corners[i][0], wide, corners[j][0], sizes[j][0])
                down = _overlap(corners[i][1], high, corners[j][1], sizes[j][1])
                if across <= 0 or down <= 0:
                    continue
                is_clear = False
                axis, much = (0, across) if across < down else (1, down)
                _push(corners, sizes, i, j, axis=axis, much=much, room=(WIDTH, height)[axis])
        if is_clear:
            return True
    return False


def _overlap(one: float, one_long: float, other: float, other_long: float) -> float:
    return min(one + one_long, other + other_long) - max(one, other) + _AIR


def _push(
    corners: list[list[float]],
    sizes: Sequence[tuple[float, float]],
    i: int,
    j: int,
    *,
    axis: int,
    much: float,
    room: float,
) -> None:
    """Move two boxes away from each other along an axis, by half of `much` each, inside the room there is."""
    middles = [corners[k][axis] + sizes[k][axis] / 2 for k in (i, j)]
    step = (much / 2 + 0.5) * (1 if middles[0] >= middles[1] else -1)
    for k, by in ((i, step), (j, -step)):
        corners[k][axis] = max(0.0, min(room - sizes[k][axis], corners[k][axis] + by))


def _stacked(
    corners: Sequence[Sequence[float]], sizes: Sequence[tuple[float, float]]
) -> tuple[list[list[float]], float]:
    """Return the boxes in lines from top to bottom, in the order in which they stood: the last resort."""
    found: dict[int, list[float]] = {}
    x = top = bottom = 0.0
    for i in sorted(range(len(sizes)), key=lambda k: (corners[k][1], corners[k][0], k)):
        wide, high = sizes[i]
        if x and x + wide > WIDTH:
            x, top = 0.0, bottom + _AIR
        found[i] = [x, top]
        x, bottom = x + wide + GAP, max(bottom, top + high)
    return [found[i] for i in range(len(sizes))], bottom


def _placed(
    x: float, y: float, size: tuple[float, float], r: float, lines: tuple[str, ...], *, is_left: bool
) -> Placed:
    wide, high = size
    sign_x = x + wide - 1.0 * r if is_left else x + r
    label_x = x + wide - 2 * r - GAP / 2 if is_left else x + 2 * r + GAP / 2
    middle = y + high / 2
    return Placed(
        x=sign_x,
        y=middle,
        radius=r,
        lines=lines,
        label_x=label_x,
        label_y=middle,
        anchor="end" if is_left else "start",
        box=Box(left=x, top=y, right=x + wide, bottom=y + high),
    )


def _beside(x: float, y: float, r: float, name: str, side: int) -> Placed:
    wide = 2 * r + GAP / 2 + width(name)
    left = x - r if side > 0 else x + r - wide
    high = max(2.5 * r, LINE)
    return _placed(left, y - high / 2, (wide, high), r, (name,), is_left=side < 0)


def _below(x: float, y: float, r: float, name: str) -> Placed:
    half = max(r, width(name) / 2)
    beside = _beside(x, y, r, name, 1)
    return replace(
        beside,
        x=x,
        label_x=x,
        label_y=y + r + LINE / 2 + _AIR,
        anchor="middle",
        box=Box(left=x - half, top=y - r, right=x + half, bottom=y + r + LINE + _AIR),
    )
