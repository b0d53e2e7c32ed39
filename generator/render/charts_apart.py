"""Boxes moved until none overlaps another: how names keep clear of each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

Corner = list[float]
"""Left and top of a box, which move."""
Size = tuple[float, float]
"""Width and height of a box."""

AIR = 4
"""Least room between two boxes."""

_ROUNDS = 400


def moved_apart(corners: list[Corner], sizes: Sequence[Size], room: Size) -> bool:
    """Move what overlaps apart, the shorter way and inside `room`, until nothing does; return whether that was reached."""
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
                _push(corners, sizes, (i, j), axis, much, room[axis])
        if is_clear:
            return True
    return False


def stacked(corners: Sequence[Corner], sizes: Sequence[Size], wide: float) -> list[Corner]:
    """Return the boxes in lines from top to bottom, in the order in which they stood: what always has room."""
    found: dict[int, Corner] = {}
    x = top = bottom = 0.0
    for i in sorted(range(len(sizes)), key=lambda k: (corners[k][1], corners[k][0], k)):
        if x and x + sizes[i][0] > wide:
            x, top = 0.0, bottom + AIR
        found[i] = [x, top]
        x, bottom = x + sizes[i][0] + AIR, max(bottom, top + sizes[i][1])
    return [found[i] for i in range(len(sizes))]


def _overlap(one: float, one_long: float, other: float, other_long: float) -> float:
    """Return by how much two stretches overlap, the air between them included; 0 or less: they do not."""
    return min(one + one_long, other + other_long) - max(one, other) + AIR


def _push(
    corners: list[Corner],
    sizes: Sequence[Size],
    pair: tuple[int, int],
    axis: int,
    much: float,
    room: float,
) -> None:
    """Move two boxes away from each other along an axis, by half of `much` each, inside the room there is."""
    first, second = (corners[k][axis] + sizes[k][axis] / 2 for k in pair)
    step = (much / 2 + 0.5) * (1 if first >= second else -1)
    for k, by in zip(pair, (step, -step), strict=True):
        corners[k][axis] = max(0.0, min(room - sizes[k][axis], corners[k][axis] + by))
