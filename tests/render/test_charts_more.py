"""Networks, matrices and small multiples: true to their values, safe in a page, and no name covers another."""

from __future__ import annotations

import re
import subprocess
import sys
from itertools import combinations
from math import hypot
from xml.etree import ElementTree as ET

import html5lib
import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model import (
    ActorKind,
    Drawing,
    Edge,
    Heading,
    Matrix,
    MatrixCell,
    Multiples,
    Network,
    Node,
    Series,
)
from generator.render import escape
from generator.render.charts_apart import moved_apart, stacked
from generator.render.charts_measures import WIDTH, number, width
from generator.render.charts_places import LINE, Placed, around_centre, spread
from generator.render.drawings import draw

SVG = "{http://www.w3.org/2000/svg}"
KINDS: tuple[ActorKind, ...] = ("person", "organization", "country", "place", "group")
WORDS = {"finding": "What it shows", "measure": "What is counted", "alternative": "The same in words."}

NAMES = (
    *(
        "Ada Brandt",
        "Ilse Maron",
        "Skarne Island",
        "The Seafarers’ League of the Northern Isles",
        "Elmsworth",
    ),
    *("Tam Okafor", "Odile Renn", "Ministry of Harbours and Inland Waterways", "Renn", "North Quay Ferries"),
)


def network(
    *names: str, edges: tuple[tuple[int, int, int], ...] | None = None, centre: bool = False
) -> Network:
    """Return a network of the names, tied in a ring with some chords unless told otherwise."""
    n = len(names)
    ring = tuple((i, (i + 1) % n, i + 1) for i in range(n)) + tuple(
        (i, (i + 3) % n, 1) for i in range(0, n, 2)
    )
    distinct = {frozenset(e[:2]): e for e in (ring if edges is None else edges) if e[0] != e[1]}
    return Network(
        id="ties",
        nodes=tuple(
            Node(
                label=name,
                kind=KINDS[i % 5],
                weight=i * i + 1,
                href=f"../actors/{i}/",
                is_centre=centre and i == 0,
            )
            for i, name in enumerate(names)
        ),
        edges=tuple(Edge(one=a, other=b, weight=w) for a, b, w in distinct.values()),
        label_headings=("Actor", "Named with"),
        value_heading="Articles",
        **WORDS,
    )


def matrix(*counts: tuple[int, ...], labels: tuple[str, ...] = NAMES) -> Matrix:
    """Return a matrix of the counts."""
    return Matrix(
        id="matrix",
        rows=tuple(Heading(label=labels[i % len(labels)], href=f"../r/{i}/") for i in range(len(counts))),
        columns=tuple(
            Heading(label=labels[-1 - i % len(labels)], href=f"../c/{i}/") for i in range(len(counts[0]))
        ),
        cells=tuple(tuple(MatrixCell(value=v, href="../t/#quotes") for v in row) for row in counts),
        row_heading="Actor",
        **WORDS,
    )


def multiples(*values: tuple[int, ...], labels: tuple[str, ...] = NAMES) -> Multiples:
    """Return small multiples of the values."""
    return Multiples(
        id="over-time",
        steps=tuple(f"Mar {2020 + i}" for i in range(len(values[0]))),
        series=tuple(
            Series(label=labels[i % len(labels)], values=v, href=f"../t/{i}/") for i, v in enumerate(values)
        ),
        step_heading="Month",
        **WORDS,
    )


EACH: tuple[Drawing, ...] = (
    network(*NAMES),
    network(*NAMES, centre=True),
    matrix((1, 0, 4), (2, 3, 0), (0, 0, 1)),
    multiples((1, 0, 4), (2, 3, 0), (0, 0, 0), (5, 5, 5)),
)


def drawn(what: Drawing) -> ET.Element:
    """Return the drawing as XML, which every drawing must be."""
    return ET.fromstring(draw(what))  # noqa: S314 - drawn a moment ago


def touching(placed: list[Placed]) -> list[tuple[str, ...]]:
    """Return the lines of nodes whose rooms overlap another's."""
    found = []
    for one, other in combinations(placed, 2):
        a, b = one.box, other.box
        if (
            min(a.right, b.right) - max(a.left, b.left) > 0.01
            and min(a.bottom, b.bottom) - max(a.top, b.top) > 0.01
        ):
            found.append((*one.lines, *other.lines))
    return found


@pytest.mark.parametrize("what", EACH, ids=lambda what: f"{what.kind}-{what.id}")
def test_a_drawing_is_named_linked_and_nothing_but_marks(what: Drawing) -> None:
    """Finding and alternative name it; its links have names; no style, script, size, font or foreign address."""
    svg = drawn(what)
    by_id = {e.get("id"): "".join(e.itertext()) for e in svg.iter() if e.get("id")}
    assert by_id == {f"{what.id}-title": "What it shows", f"{what.id}-desc": "The same in words."}
    assert svg.get("role") == "group"
    links = list(svg.iter(f"{SVG}a"))
    assert links
    for a in links:
        assert a[0].tag == f"{SVG}title"
        assert a[0].text
    source = draw(what).replace('xmlns="http://www.w3.org/2000/svg"', "")
    for unwanted in (
        "<style",
        "<script",
        "style=",
        "font-family",
        "#fff",
        "matplotlib",
        "http",
        "\n",
    ):
        assert unwanted not in source, unwanted
    assert not re.search(r"\bnan\b|\binf\b|(?<![\w.])-0(?![\d.])", source)
    assert all("currentColor" in e.get("fill", "currentColor") or e.get("fill") == "none" for e in svg.iter())


def test_without_links_it_is_one_picture() -> None:
    """A drawing that leads nowhere is one picture to a screen reader, without anything to step through."""
    bare = draw(network_without_links())
    assert 'role="img"' in bare
    assert "<a " not in bare


def network_without_links() -> Network:
    """Return three tied nodes that lead nowhere."""
    return Network(
        id="ties",
        nodes=tuple(Node(label=name, kind="person", weight=1) for name in "abc"),
        edges=(Edge(one=0, other=1, weight=2), Edge(one=1, other=2, weight=1)),
        label_headings=("Actor", "Named with"),
        value_heading="Articles",
        **WORDS,
    )


def test_links_lead_where_the_page_says() -> None:
    """Every link of a drawing goes through the page's own reckoning, those of cells and heads too."""
    for what in EACH:
        source = draw(what, lambda href: f"built/{href.strip('./')}/")
        assert source.count('href="built&#47;') == source.count("href=")


def test_every_kind_of_actor_has_a_shape_of_its_own() -> None:
    """Colour is never the only sign: the five kinds are five shapes."""
    svg = drawn(network(*NAMES[:5]))
    signs = [s for s in svg.iter() if s.get("class") == "bs-chart__sign"]
    assert [s.get("fill") for s in signs] == [f"var(--bs-{kind}, currentColor)" for kind in KINDS]
    corners = [s.get("d", "").count("L") for s in signs]
    assert [s.tag.removeprefix(SVG) for s in signs] == ["circle", "path", "path", "path", "path"]
    assert corners == [0, 3, 2, 3, 11]


def test_ties_are_as_thick_as_their_articles() -> None:
    """More articles, a thicker line; thick ones are drawn over thin ones, signs over all of them."""
    svg = drawn(network(*NAMES[:4], edges=((0, 1, 1), (1, 2, 5), (2, 3, 10))))
    group = svg[2]
    assert group.get("class") == "bs-chart__ties"
    thick = [float(p.get("stroke-width", "0")) for p in group]
    assert thick == sorted(thick)
    assert thick[-1] - thick[0] == pytest.approx(2.25 * (thick[-1] - thick[1]) * 4 / 5, rel=0.3)
    titles = ["".join(p.itertext()) for p in group]
    assert titles[-1] == "Skarne Island – The Seafarers’ League of the Northern Isles: 10"


def test_tied_nodes_stand_near_each_other() -> None:
    """On the whole the ends of a tie are nearer to each other than two that are not tied."""
    edges = tuple((i, i + 1, 2) for i in range(9))
    placed, _ = spread(network(*(f"Node {i}" for i in range(10)), edges=edges))

    def apart(a: int, b: int) -> float:
        return hypot(placed[a].x - placed[b].x, placed[a].y - placed[b].y)

    tied = [apart(a, b) for a, b, _ in edges]
    others = [apart(a, b) for a, b in combinations(range(10), 2) if b - a > 1]
    assert max(tied) < sum(others) / len(others)


LABELS = st.lists(
    st.one_of(
        st.text(st.characters(codec="utf-8"), max_size=60),
        st.sampled_from(NAMES),
        st.text("W ", min_size=1, max_size=80),
    ),
    min_size=1,
    max_size=40,
)


@given(LABELS, st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_no_name_covers_another(labels: list[str], random) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001 - Hypothesis's own
    """Whatever the names and ties, each name with its sign has its own room inside the drawing."""
    n = len(labels)
    edges = tuple((random.randrange(n), random.randrange(n), random.randint(1, 9)) for _ in range(2 * n))
    placed, height = spread(network(*labels, edges=edges))
    assert touching(placed) == []
    for one in placed:
        assert one.box.left >= -0.1
        assert one.box.right <= WIDTH + 0.1
        assert one.box.top >= -0.1
        assert one.box.bottom <= height + 0.6
        assert all(width(line) <= one.box.right - one.box.left for line in one.lines)
        assert len(one.lines) * LINE <= one.box.bottom - one.box.top + 0.1


@given(st.lists(st.sampled_from((*NAMES, "W" * 40, "W W W")), min_size=1, max_size=15))
@settings(max_examples=40, deadline=None)
def test_neighbours_around_one_do_not_touch(labels: list[str]) -> None:
    """Around an actor each neighbour's name has its own room inside the drawing, half of them on either side."""
    placed, height = around_centre(network("The middle", *labels, centre=True), 0)
    around = placed[1:]
    assert touching(around) == []
    assert all(one.box.left >= -0.1 and one.box.right <= WIDTH + 0.1 for one in around)
    assert all(one.box.top >= -0.6 and one.box.bottom <= height + 0.6 for one in around)
    on_left = sum(one.anchor == "end" for one in around)
    assert on_left == len(labels) // 2


def test_boxes_that_cannot_be_parted_are_stacked() -> None:
    """Where there is no room to move apart, that is said; lines from top to bottom always have room."""
    sizes = [(90.0, 20.0)] * 8
    corners = [[5.0, 5.0] for _ in sizes]
    assert not moved_apart(corners, sizes, (100, 60))
    rows = stacked(corners, sizes, 200)
    assert len({tuple(c) for c in rows}) == 8
    assert max(x + 90 for x, _ in rows) <= 200


def test_a_matrix_writes_each_count_and_tints_by_it() -> None:
    """Every count stands in its cell, darker the higher; nothing is written where there is none."""
    svg = drawn(matrix((1, 0, 4), (2, 3, 0)))
    counts = [t.text for t in svg.iter(f"{SVG}text") if t.get("class") == "bs-chart__count"]
    tints = [
        float(r.get("fill-opacity", "0"))
        for r in svg.iter(f"{SVG}rect")
        if r.get("class") == "bs-chart__cell"
    ]
    assert counts == ["1", "4", "2", "3"]
    assert sorted(range(4), key=lambda i: tints[i]) == [0, 2, 3, 1]
    names = ["".join(a[0].itertext()) for a in svg.iter(f"{SVG}a")]
    assert f"{NAMES[0]}, {NAMES[-1]}: 1" in names


@given(st.lists(st.sampled_from((*NAMES, "W" * 60)), min_size=1, max_size=12), st.integers(1, 8))
@settings(max_examples=40, deadline=None)
def test_a_matrix_stays_inside_its_drawing(labels: list[str], n_columns: int) -> None:
    """Names of rows and columns are cut so that cells keep room for a count, and nothing leaves the drawing."""
    counts = tuple(tuple(range(i, i + n_columns)) for i in range(len(labels)))
    svg = drawn(matrix(*counts, labels=tuple(labels)))
    cells = list(svg.iter(f"{SVG}rect"))
    assert min(float(r.get("x", "0")) for r in cells) > 0
    ends = [float(r.get("x", "0")) + float(r.get("width", "0")) for r in cells]
    assert max(ends) < WIDTH
    assert min(float(r.get("width", "0")) for r in cells) > width("99")


def test_small_multiples_have_one_scale() -> None:
    """A column is as high for its value in one small chart as in any other, and empty ones are not drawn."""
    svg = drawn(multiples((1, 0, 4), (2, 8, 0), (0, 0, 4)))
    columns = [r for r in svg.iter(f"{SVG}rect") if r.get("class") == "bs-chart__bar"]
    values = [int("".join(r.itertext()).rpartition(" ")[2]) for r in columns]
    heights = [float(r.get("height", "0")) for r in columns]
    assert values == [1, 4, 2, 8, 4]
    assert [h / v for h, v in zip(heights, values, strict=True)] == pytest.approx(
        [heights[3] / 8] * 5, abs=0.1
    )


def test_small_multiples_stand_in_rows_with_the_ends_of_time_below() -> None:
    """Each has its label; the lowest of each column has the first and the last step below it, as many beside each other as let it."""
    svg = drawn(multiples(*[(1, 2, 3)] * 4, labels=("Ferries", "Strike", "Harbour", "Crews")))
    words = [t.text for t in svg.iter(f"{SVG}text") if t.get("class") == "bs-chart__label"]
    ends = [t.text for t in svg.iter(f"{SVG}text") if t.get("class") == "bs-chart__step"]
    assert words == ["Ferries", "Strike", "Harbour", "Crews"]
    assert ends == ["Mar 2020", "Mar 2022"] * 2
    wide = {t.get("x") for t in svg.iter(f"{SVG}text") if t.get("class") == "bs-chart__step"}
    assert len(wide) == 4


@pytest.mark.parametrize(
    ("what", "says"),
    [
        (network("a", "b", edges=((0, 2, 1),)), "not two of its nodes"),
        (network("a", "b", edges=((0, 1, 0),)), "weight below 1"),
        (matrix((1, -2)), "negative"),
        (multiples((1, -2)), "for each step"),
    ],
)
def test_what_no_drawing_may_hold(what: Drawing, says: str) -> None:
    """Ties of nothing, weights below 1 and negative counts are mistakes of the caller."""
    with pytest.raises(ValueError, match=says):
        draw(what)


def test_nothing_is_no_drawing() -> None:
    """Without nodes, rows or series there is nothing at all."""
    assert draw(network()) == ""
    assert draw(Matrix(id="m", rows=(), columns=(), cells=(), row_heading="r", **WORDS)) == ""
    assert draw(Multiples(id="m", steps=(), series=(), step_heading="s", **WORDS)) == ""


@given(st.lists(st.text(st.characters(codec=None), max_size=40), min_size=3, max_size=8))
@settings(max_examples=30, deadline=None)
def test_any_label_is_text_in_the_page(labels: list[str]) -> None:
    """Whatever the labels are, each drawing survives Python-Markdown as one svg of marks and links."""
    some = tuple(labels)
    row = tuple(range(len(some)))
    for what in (
        network(*some),
        network(*some, centre=True),
        matrix(*[row] * 3, labels=some),
        multiples(*[row] * len(some), labels=some),
    ):
        page = markdown.markdown(
            f"<figure>\n{draw(what)}\n</figure>\n\nafter", extensions=["attr_list", "md_in_html"]
        )
        tree = html5lib.parse(page, namespaceHTMLElements=False)
        tags = {e.tag.removeprefix(SVG) for e in tree.iter() if isinstance(e.tag, str)}
        assert tags <= {
            *(
                "html",
                "head",
                "body",
                "figure",
                "p",
                "svg",
                "title",
                "desc",
                "g",
                "a",
                "rect",
                "text",
                "path",
                "circle",
            ),
        }
        assert all(not name.startswith("on") for e in tree.iter() for name in e.attrib)
        assert page.endswith("<p>after</p>")
        titles = ["".join(e.itertext()) for e in tree.iter(f"{SVG}title")]
        assert all(any(title.startswith(escape.plain(label)) for title in titles) for label in some)


def test_same_drawing_same_bytes() -> None:
    """Two processes with different hash seeds draw the same bytes."""
    code = (
        "import sys; sys.path.insert(0, 'tests/render')\n"
        "import test_charts_more as t\n"
        "for what in t.EACH: print(t.draw(what))\n"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "LC_ALL": "C", "PYTHONPATH": ":".join(sys.path)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1
    assert b"<svg" in outputs.pop()


def test_numbers_of_many_digits_are_grouped() -> None:
    """A count in a cell or over a column is written as at a bar."""
    assert number(12345) == "12,345"
    assert ">12,345</text>" in draw(matrix((12345, 1)))
    assert ">12,345</text>" in draw(multiples((12345, 1)))
