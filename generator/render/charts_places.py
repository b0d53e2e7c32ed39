"""Where the nodes of a network and their names stand, so that no name covers another or another's sign."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import sqrt
from typing import TYPE_CHECKING, Literal

from generator.render.charts_apart import AIR, Corner, Size, moved_apart, stacked
from generator.render.charts_layout import Box
from generator.render.charts_measures import GAP, WIDTH, fitted, width
from generator.render.escape import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.model import Edge, Network

LINE = 25
"""Height of a line of a name."""

_SMALLEST, _LARGEST = 7.0, 15.0
"""Radius of a sign."""
_NAME = 190
"""Longest line of a name; a longer name is broken once, then cut."""
_IN_ONE_LINE = 140
"""A name up to here is not broken."""
_MOST_LINES = 3
_FILLED, _FILLED_HALF = 0.2, 0.4
"""Share that names and signs may take of the whole width, or of half of it: the rest is for the ties."""
_GROWTH = 1.15
_TRIES = 6
_BETWEEN = 3 * GAP
"""Room between parts of a network that nothing ties."""
_HALF_WIDE = (WIDTH - _BETWEEN) / 2
_WHOLE = 10
"""Nodes from which a part has the whole width of the drawing; smaller ones have half of it."""
_AROUND = 125.0
"""How far from the middle an actor's neighbours stand at most: what is left beside them is for their names."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """Nodes that ties join, laid out by themselves."""

    placed: dict[int, Placed]
    wide: float
    high: float


def spread(drawing: Network) -> tuple[list[Placed], int]:
    """Return where the nodes of a whole network stand, and the height that they need.

    Tied nodes stand near each other (Kamada and Kawai's layout, which begins from a circle and so is the same
    each time), then names are moved apart until none touches another. Parts that nothing ties stand
    under and beside each other, the largest on top.
    """
    radii = _radii([node.weight for node in drawing.nodes])
    names = [_broken(node.label) for node in drawing.nodes]
    found: dict[int, Placed] = {}
    # How far down either half of the drawing is taken.
    taken = [0.0, 0.0]
    for part in sorted(_parts(drawing, radii, names), key=lambda p: (-p.wide, -p.high)):
        if part.wide > _HALF_WIDE:
            half, top = 0, max(taken)
            taken = [top + part.high + _BETWEEN] * 2
        else:
            half = 0 if taken[0] <= taken[1] else 1
            top = taken[half]
            taken[half] += part.high + _BETWEEN
        x = half * (WIDTH - _HALF_WIDE)
        found |= {i: _moved(placed, x, top) for i, placed in part.placed.items()}
    return [found[i] for i in range(len(drawing.nodes))], round(max(taken) - _BETWEEN)


def around_centre(drawing: Network, centre: int) -> tuple[list[Placed], int]:
    """Return where one node's neighbours stand around it: half of them on either side, in the order of the nodes."""
    others = [i for i in range(len(drawing.nodes)) if i != centre]
    radii = _radii([node.weight for node in drawing.nodes])
    names = {i: _broken(drawing.nodes[i].label) for i in others}
    half = (len(others) + 1) // 2
    sides = ((1, others[:half]), (-1, others[half:][::-1]))
    height = max(5.0 * LINE, *(sum(_high(radii[i], names[i]) + 2 * AIR for i in side) for _, side in sides))
    middle_x, middle_y = WIDTH / 2, height / 2
    found: dict[int, Placed] = {}
    for way, side in sides:
        room = height / max(1, len(side))
        # Rows of one height where all names have one line, else each as high as it must be.
        heights = [_high(radii[i], names[i]) + 2 * AIR for i in side]
        if max(heights, default=0.0) <= room:
            heights = [room] * len(side)
        y = middle_y - sum(heights) / 2
        for i, high in zip(side, heights, strict=True):
            down = y + high / 2
            away = (down - middle_y) / (middle_y + LINE)
            across = middle_x + way * _AROUND * sqrt(max(0.0, 1 - away * away))
            found[i] = _beside(across, down, radii[i], names[i], is_left=way < 0)
            y += high
    found[centre] = _below(middle_x, middle_y, radii[centre], _broken(drawing.nodes[centre].label))
    return [found[i] for i in range(len(drawing.nodes))], round(height)


def _radii(weights: Sequence[int]) -> list[float]:
    """Return the radius of each sign, by the root of its weight, so that areas can be compared."""
    heaviest = max(weights)
    return [_SMALLEST + (_LARGEST - _SMALLEST) * sqrt(w / heaviest) for w in weights]


def _broken(label: str) -> tuple[str, ...]:
    """Return a name in one line, in two that are as even as its words allow, or in three; cut where still too long."""
    whole = plain(label)
    words = [word for word in whole.split(" ") if word]
    if width(whole) <= _IN_ONE_LINE or len(words) < 2:  # noqa: PLR2004 - a single word is not broken
        return (fitted(whole, _NAME),)
    ways = ((" ".join(words[:i]), " ".join(words[i:])) for i in range(1, len(words)))
    two = min(ways, key=lambda way: max(map(width, way)))
    if max(map(width, two)) <= _NAME:
        return two
    lines: list[str] = []
    for word in words:
        if lines and (len(lines) == _MOST_LINES or width(f"{lines[-1]} {word}") <= _NAME):
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return tuple(fitted(line, _NAME) for line in lines)


def _parts(drawing: Network, radii: Sequence[float], names: Sequence[tuple[str, ...]]) -> list[_Part]:
    """Return the parts of a network, each laid out, the largest first."""
    import networkx as nx  # noqa: PLC0415 - it brings scipy: only the one page with a whole network waits for it

    graph = nx.Graph()
    graph.add_nodes_from(range(len(drawing.nodes)))
    graph.add_edges_from((edge.one, edge.other) for edge in drawing.edges)
    members = sorted((sorted(c) for c in nx.connected_components(graph)), key=lambda c: (-len(c), c))
    found = []
    for some in members:
        part = nx.Graph()
        part.add_nodes_from(some)
        edges = [edge for edge in drawing.edges if edge.one in part]
        part.add_edges_from((edge.one, edge.other) for edge in edges)
        places = nx.kamada_kawai_layout(part)
        xs = _stretched([float(places[i][0]) for i in some])
        ys = _stretched([float(places[i][1]) for i in some])
        found.append(_part(some, list(zip(xs, ys, strict=True)), edges, radii, names))
    return found


def _part(
    some: Sequence[int],
    places: Sequence[tuple[float, float]],
    edges: Sequence[Edge],
    radii: Sequence[float],
    names: Sequence[tuple[str, ...]],
) -> _Part:
    """Return a part of the network whose nodes stand at `places`, from 0 to 1, as far as their names have room."""
    is_whole = len(some) >= _WHOLE or len(some) == len(names)
    wide, filled = (WIDTH, _FILLED) if is_whole else (_HALF_WIDE, _FILLED_HALF)
    on_left = _sides(dict(zip(some, places, strict=True)), edges)
    sizes = [(2 * radii[i] + GAP / 2 + max(map(width, names[i])), _high(radii[i], names[i])) for i in some]
    high = sum((w + AIR) * (h + AIR) for w, h in sizes) / filled / wide
    signs = [w - radii[i] if on_left[i] else radii[i] for i, (w, _) in zip(some, sizes, strict=True)]
    for _ in range(_TRIES):
        corners = _scaled(places, sizes, signs, (wide, high))
        if moved_apart(corners, sizes, (wide, high)):
            break
        high *= _GROWTH
    else:
        corners = stacked(corners, sizes, wide)
    top = min(y for _, y in corners)
    placed = {
        i: _placed(x, y - top, size, radii[i], names[i], is_left=on_left[i])
        for i, (x, y), size in zip(some, corners, sizes, strict=True)
    }
    return _Part(placed=placed, wide=wide, high=max(p.box.bottom for p in placed.values()))


def _stretched(values: list[float]) -> list[float]:
    low, high = min(values), max(values)
    # To a thousandth: what one processor computes otherwise than another is far below it.
    return [round((v - low) / (high - low), 3) if high - low > _NOTHING else 0.5 for v in values]


_NOTHING = 1e-6


def _sides(places: dict[int, tuple[float, float]], edges: Sequence[Edge]) -> dict[int, bool]:
    """Return for each node whether its name stands on the left: where its ties are not."""
    pull = dict.fromkeys(places, 0.0)
    for edge in edges:
        across = places[edge.other][0] - places[edge.one][0]
        pull[edge.one] += across
        pull[edge.other] -= across
    return {i: p > 0 for i, p in pull.items()}


def _scaled(
    places: Sequence[tuple[float, float]], sizes: Sequence[Size], signs: Sequence[float], room: Size
) -> list[Corner]:
    """Return the upper left corner of each name with its sign. signs: how far right of it the sign's middle is."""
    wide, high = room
    return [
        [max(0.0, min(wide - w, _LARGEST + x * (wide - 2 * _LARGEST) - sign)), y * (high - h)]
        for (x, y), (w, h), sign in zip(places, sizes, signs, strict=True)
    ]


def _high(r: float, lines: tuple[str, ...]) -> float:
    return max(2.5 * r, LINE * len(lines))


def _placed(x: float, y: float, size: Size, r: float, lines: tuple[str, ...], *, is_left: bool) -> Placed:
    wide, high = size
    middle = y + high / 2
    return Placed(
        x=x + wide - r if is_left else x + r,
        y=middle,
        radius=r,
        lines=lines,
        label_x=x + wide - 2 * r - GAP / 2 if is_left else x + 2 * r + GAP / 2,
        label_y=middle,
        anchor="end" if is_left else "start",
        box=Box(left=x, top=y, right=x + wide, bottom=y + high),
    )


def _beside(x: float, y: float, r: float, lines: tuple[str, ...], *, is_left: bool) -> Placed:
    wide, high = 2 * r + GAP / 2 + max(map(width, lines)), _high(r, lines)
    return _placed(x + r - wide if is_left else x - r, y - high / 2, (wide, high), r, lines, is_left=is_left)


def _below(x: float, y: float, r: float, lines: tuple[str, ...]) -> Placed:
    half = max(r, *(width(line) / 2 for line in lines))
    high = LINE * len(lines)
    return replace(
        _beside(x, y, r, lines, is_left=False),
        x=x,
        label_x=x,
        label_y=y + 1.25 * r + high / 2,
        anchor="middle",
        box=Box(left=x - half, top=y - 1.25 * r, right=x + half, bottom=y + 1.25 * r + high),
    )


def _moved(placed: Placed, across: float, down: float) -> Placed:
    box = placed.box
    return replace(
        placed,
        x=placed.x + across,
        y=placed.y + down,
        label_x=placed.label_x + across,
        label_y=placed.label_y + down,
        box=Box(
            left=box.left + across, top=box.top + down, right=box.right + across, bottom=box.bottom + down
        ),
    )
