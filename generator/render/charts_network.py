"""Networks as inline SVG: signs of each kind with their names, ties between them; every sign leads to its page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.render.charts_measures import framed, group, number, short
from generator.render.charts_places import LINE, Placed, around_centre, spread
from generator.render.escape import text

if TYPE_CHECKING:
    from generator.model import ActorKind, Edge, Network, Node

_THINNEST, _THICKEST = 1.5, 7.0
_MINOR = 1.0


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
    heaviest = max((edge.weight for edge in drawing.edges), default=1)
    # Thick ones last, so that a thin one does not cross them.
    ties = [_tie(edge, drawing, placed, heaviest) for edge in reversed(drawing.edges)]
    marks = [_node(node, where) for node, where in zip(drawing.nodes, placed, strict=True)]
    return framed(
        drawing,
        "".join((*ties, *marks)),
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


def _tie(edge: Edge, drawing: Network, placed: list[Placed], heaviest: int) -> str:
    one, other = placed[edge.one], placed[edge.other]
    share = edge.weight / heaviest
    thick = _MINOR if edge.is_minor else _THINNEST + (_THICKEST - _THINNEST) * share
    line = (
        f'class="bs-chart__tie{" bs-chart__tie--minor" if edge.is_minor else ""}" '
        f'd="M{short(one.x)} {short(one.y)}L{short(other.x)} {short(other.y)}" '
        f'stroke="var(--bs-edge, currentColor)" stroke-width="{short(thick)}" fill="none"'
    )
    if edge.is_minor:
        return f"<path {line}/>"
    names = f"{drawing.nodes[edge.one].label} – {drawing.nodes[edge.other].label}: {number(edge.weight)}"
    return f"<path {line}><title>{text(names)}</title></path>"


def _node(node: Node, at: Placed) -> str:
    middle = at.label_y - (len(at.lines) - 1) * LINE / 2
    words = "".join(
        f'<text class="bs-chart__label" x="{short(at.label_x)}" y="{short(middle + n * LINE)}" '
        f'text-anchor="{at.anchor}" dominant-baseline="central">{text(line)}</text>'
        for n, line in enumerate(at.lines)
    )
    # What can be hit by a finger: the whole label with its sign.
    box = at.box
    ground = (
        f'<rect x="{short(box.left)}" y="{short(box.top)}" width="{short(box.right - box.left)}" '
        f'height="{short(box.bottom - box.top)}" fill="none" pointer-events="all"/>'
    )
    return group(f"{node.label}: {number(node.weight)}", node.href, f"{ground}{_sign(node.kind, at)}{words}")


def _sign(kind: ActorKind, at: Placed) -> str:
    """Return the sign of a kind, the same that stands before names: a hue and a shape."""
    return (
        f'<path class="bs-chart__sign" d="{_outline(kind, at.x, at.y, at.radius)}" '
        f'fill="var(--bs-{kind}, currentColor)"/>'
    )


def _outline(kind: ActorKind, x: float, y: float, r: float) -> str:
    """Return the outline of a sign of about the same area for each kind."""
    if kind == "person":
        return f"M{short(x - r)} {short(y)}a{short(r)} {short(r)} 0 1 0 {short(2 * r)} 0a{short(r)} {short(r)} 0 1 0 {short(-2 * r)} 0z"
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
