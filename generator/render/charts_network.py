"""Networks as inline SVG: signs of each kind with their names, ties between them; every sign leads to its page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.render.charts_measures import WIDTH, framed, group, number, short
from generator.render.charts_places import LINE, Placed, around_centre, spread
from generator.render.escape import text

if TYPE_CHECKING:
    from generator.model import ActorKind, Edge, Network, Node

_THINNEST, _THICKEST = 1.5, 7.0
_BEND = 0.6
"""How far towards the middle a minor tie bends: 0 is straight."""


def draw_network(drawing: Network) -> str:
    """Return a network as one line of SVG; empty text without nodes.

    The same drawing gives the same bytes. Raises ValueError for an edge that ties no two of the nodes, for a
    weight below 1, and for an id or a link that is not what the model says.
    """
    if not drawing.nodes:
        return ""
    _check(drawing)
    centre = next((i for i, node in enumerate(drawing.nodes) if node.is_centre), None)
    placed, height = spread(drawing) if centre is None else around_centre(drawing, centre)
    marks = [_node(node, where) for node, where in zip(drawing.nodes, placed, strict=True)]
    return framed(
        drawing,
        _ties(drawing, placed) + "".join(marks),
        height=height,
        shape="network",
        hrefs=[node.href for node in drawing.nodes],
    )


def _check(drawing: Network) -> None:
    places = range(len(drawing.nodes))
    for edge in drawing.edges:
        if edge.one not in places or edge.other not in places or edge.one == edge.other:
            message = f"network {drawing.id!r} has a tie of {edge.one} and {edge.other}, which are not two of its nodes"
            raise ValueError(message)
    weights = [node.weight for node in drawing.nodes] + [edge.weight for edge in drawing.edges]
    if min(weights) < 1:
        message = f"network {drawing.id!r} has a weight below 1"
        raise ValueError(message)


def _ties(drawing: Network, placed: list[Placed]) -> str:
    """Return the ties as one group, under all signs; thick ones last, so that a thin one does not cross them."""
    heaviest = max((edge.weight for edge in drawing.edges), default=1)
    marks = []
    if minor := "".join(_bow(edge, placed) for edge in drawing.edges if edge.is_minor):
        marks.append(f'<path class="bs-chart__minor" d="{minor}"/>')
    for edge in sorted(drawing.edges, key=lambda e: e.weight):
        if not edge.is_minor:
            thick = short(_THINNEST + (_THICKEST - _THINNEST) * edge.weight / heaviest)
            names = (
                f"{drawing.nodes[edge.one].label} – {drawing.nodes[edge.other].label}: {number(edge.weight)}"
            )
            line = f'd="{_line(edge, placed)}" stroke-width="{thick}"'
            marks.append(f"<path {line}><title>{text(names)}</title></path>")
    return f'<g class="bs-chart__ties" stroke="var(--bs-edge, currentColor)" fill="none">{"".join(marks)}</g>'


def _line(edge: Edge, placed: list[Placed]) -> str:
    one, other = placed[edge.one], placed[edge.other]
    return f"M{short(one.x)} {short(one.y)}L{short(other.x)} {short(other.y)}"


def _bow(edge: Edge, placed: list[Placed]) -> str:
    """Return a line bent towards the middle of the drawing, which keeps clear of the signs between its ends."""
    one, other = placed[edge.one], placed[edge.other]
    x, y = (one.x + other.x) / 2, (one.y + other.y) / 2
    middle_x = WIDTH / 2
    x += (middle_x - x) * _BEND
    return f"M{short(one.x)} {short(one.y)}Q{short(x)} {short(y)} {short(other.x)} {short(other.y)}"


def _node(node: Node, at: Placed) -> str:
    middle = at.label_y - (len(at.lines) - 1) * LINE / 2
    anchor = "" if at.anchor == "start" else f' text-anchor="{at.anchor}"'
    words = "".join(
        f'<text class="bs-chart__label" x="{short(at.label_x)}" y="{short(middle + n * LINE)}"{anchor} '
        f'dominant-baseline="central">{text(line)}</text>'
        for n, line in enumerate(at.lines)
    )
    return group(f"{node.label}: {number(node.weight)}", node.href, _sign(node.kind, at) + words)


def _sign(kind: ActorKind, at: Placed) -> str:
    """Return the sign of a kind, the same that stands before names: a hue and a shape."""
    looks = f'class="bs-chart__sign" fill="var(--bs-{kind}, currentColor)"'
    if kind == "person":
        return f'<circle {looks} cx="{short(at.x)}" cy="{short(at.y)}" r="{short(at.radius)}"/>'
    return f'<path {looks} d="{_outline(kind, at.x, at.y, at.radius)}"/>'


def _outline(kind: ActorKind, x: float, y: float, r: float) -> str:
    """Return the outline of a sign that takes about as much room as a circle of that radius."""
    if kind == "organization":
        half = r * 0.88
        corners = [(-half, -half), (half, -half), (half, half), (-half, half)]
    elif kind == "country":
        corners = [(0, -1.2 * r), (1.15 * r, 0.8 * r), (-1.15 * r, 0.8 * r)]
    elif kind == "place":
        corners = [(0, -1.25 * r), (1.25 * r, 0), (0, 1.25 * r), (-1.25 * r, 0)]
    else:
        a, b = 0.4 * r, 1.15 * r
        corners = [
            *[(-a, -b), (a, -b), (a, -a), (b, -a), (b, a), (a, a)],
            *[(a, b), (-a, b), (-a, a), (-b, a), (-b, -a), (-a, -a)],
        ]
    return "M" + "L".join(f"{short(x + dx)} {short(y + dy)}" for dx, dy in corners) + "z"
