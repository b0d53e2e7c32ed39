"""Charts are true to their values, safe in a page, legible on a phone and the same every time."""

from __future__ import annotations

import itertools
import subprocess
import sys
from xml.etree import ElementTree as ET

import html5lib
import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model import Bar, Chart
from generator.render import charts, escape

SVG = "{http://www.w3.org/2000/svg}"


def chart(*bars: Bar, kind: str = "bars", others: Bar | None = None, chart_id: str = "speakers") -> Chart:
    """Return a chart of `bars` with words around it."""
    return Chart(
        id=chart_id,
        kind=kind,  # type: ignore[arg-type]
        finding="Ada Brandt is quoted most: 7 of 17 quotations",
        measure="Quotations by speaker",
        alternative="Ada Brandt 7, Ilse Maron 6, the ministry 4.",
        bars=bars,
        others=others,
        label_heading="Speaker",
        value_heading="Quotations",
    )


def some(*values: int, label: str = "Speaker {}", href: str | None = "../../actors/{}/") -> tuple[Bar, ...]:
    """Return a bar for each value."""
    return tuple(
        Bar(label=label.format(i), value=v, href=href and href.format(i)) for i, v in enumerate(values)
    )


def drawn(what: Chart) -> ET.Element:
    """Return the drawing as XML, which every drawing must be."""
    return ET.fromstring(charts.draw(what))  # noqa: S314 - drawn a moment ago


def rectangles(svg: ET.Element, name: str = "bar") -> list[dict[str, float]]:
    """Return the numbers of each bar's rectangle in the order drawn."""
    found = [r for r in svg.iter(f"{SVG}rect") if r.get("class") == f"bs-chart__{name}"]
    return [{k: float(r.get(k, "nan")) for k in ("x", "y", "width", "height")} for r in found]


def words(svg: ET.Element, name: str) -> list[str]:
    """Return the texts of one class."""
    return ["".join(t.itertext()) for t in svg.iter(f"{SVG}text") if t.get("class") == f"bs-chart__{name}"]


def test_bars_are_as_long_as_their_values() -> None:
    """Every bar begins at one line, the zero, and its length is its share of the largest."""
    bars = rectangles(drawn(chart(*some(100, 50, 25, 1, 0))))
    assert len({bar["x"] for bar in bars}) == 1
    longest = bars[0]["width"]
    assert [bar["width"] / longest for bar in bars] == pytest.approx([1, 0.5, 0.25, 0.01, 0], abs=0.001)
    assert [bar["y"] for bar in bars] == sorted(bar["y"] for bar in bars)


def test_columns_are_as_high_as_their_values() -> None:
    """Columns stand on one line in the order given, their height their share of the largest."""
    svg = drawn(chart(*some(2, 8, 0, 4), kind="columns"))
    bars = rectangles(svg)
    assert {bar["y"] + bar["height"] for bar in bars} == {bars[0]["y"] + bars[0]["height"]}
    assert [bar["height"] / bars[1]["height"] for bar in bars] == pytest.approx([0.25, 1, 0, 0.5], abs=0.001)
    assert [bar["x"] for bar in bars] == sorted(bar["x"] for bar in bars)


def test_each_value_is_written_at_its_bar() -> None:
    """Label and number stand at the bar, so that no legend, grid or axis is needed."""
    svg = drawn(chart(*some(1234, 7, 0)))
    assert words(svg, "value") == ["1,234", "7", "0"]
    assert words(svg, "label") == ["Speaker 0", "Speaker 1", "Speaker 2"]


def test_the_rest_comes_last_and_paler() -> None:
    """The sum of what was left out is drawn last, in a colour of its own."""
    svg = drawn(chart(*some(9, 8, 7), others=Bar(label="12 others", value=30)))
    assert words(svg, "label")[-1] == "12 others"
    assert len(rectangles(svg)) == 3
    assert rectangles(svg, "others")[0]["width"] > rectangles(svg)[0]["width"]


def test_a_sum_that_would_dwarf_the_bars_is_a_number_alone() -> None:
    """Two thousand others beside twelve names: the names' bars keep their lengths, the sum stands as a figure."""
    svg = drawn(chart(*some(9, 8, 7), others=Bar(label="2,000 others", value=900)))
    assert words(svg, "label")[-1] == "2,000 others"
    assert words(svg, "value")[-1] == "900"
    assert rectangles(svg, "others")[0]["width"] == 0
    assert rectangles(svg)[0]["width"] > 400


def test_a_bar_leads_to_its_page() -> None:
    """A bar with an address is a link in the same window; one without is none; a linked drawing is no mere picture."""
    svg = drawn(chart(*some(3, 2), Bar(label="Nobody named", value=1)))
    assert [a.get("href") for a in svg.iter(f"{SVG}a")] == ["../../actors/0/", "../../actors/1/"]
    assert svg.get("role") == "group"
    assert "target" not in charts.draw(chart(*some(3, 2, 1)))
    assert drawn(chart(*some(3, 2, 1, href=None))).get("role") == "img"


def test_the_drawing_is_named_in_words() -> None:
    """Title and description are the finding and the alternative, and the svg points at both by ids that begin with its own."""
    svg = drawn(chart(*some(3, 2, 1), chart_id="who-speaks"))
    by_id = {e.get("id"): "".join(e.itertext()) for e in svg.iter() if e.get("id")}
    assert by_id == {
        "who-speaks-title": "Ada Brandt is quoted most: 7 of 17 quotations",
        "who-speaks-desc": "Ada Brandt 7, Ilse Maron 6, the ministry 4.",
    }
    assert svg.get("aria-labelledby") == "who-speaks-title"
    assert svg.get("aria-describedby") == "who-speaks-desc"


@pytest.mark.parametrize("kind", ["bars", "columns"])
def test_nothing_but_the_drawing(kind: str) -> None:
    """No style, script, size, font, date, white ground or foreign address: the page decides how it looks."""
    source = charts.draw(chart(*some(3, 2, 1), kind=kind)).replace('xmlns="http://www.w3.org/2000/svg"', "")
    for unwanted in (
        "<style",
        "<script",
        "<?xml",
        "<!",
        "style=",
        "font-family",
        "#fff",
        "xlink",
        "matplotlib",
        "http",
        "\n",
    ):
        assert unwanted not in source, unwanted
    svg = drawn(chart(*some(3, 2, 1), kind=kind))
    assert svg.get("width") is None
    assert svg.get("height") is None
    assert svg.get("viewBox", "").startswith("0 0 680 ")
    assert all("currentColor" in e.get("fill", "currentColor") or e.get("fill") == "none" for e in svg.iter())


@pytest.mark.parametrize("kind", ["bars", "columns"])
@given(
    st.lists(
        st.tuples(st.text(st.characters(codec=None), max_size=60), st.integers(0, 10**7)),
        min_size=1,
        max_size=40,
    ),
)
@settings(max_examples=40, deadline=None)
def test_any_label_is_text_in_the_page(kind: str, values: list[tuple[str, int]]) -> None:
    """Whatever the labels are, the drawing survives Python-Markdown, is one svg, and the full label is in each bar's title."""
    what = chart(*(Bar(label=label, value=value) for label, value in values), kind=kind)
    page = markdown.markdown(
        f"<figure>\n{charts.draw(what)}\n</figure>\n\nafter", extensions=["attr_list", "tables"]
    )
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    assert {e.tag.removeprefix(SVG) for e in tree.iter()} <= {
        *("html", "head", "body", "figure", "p", "svg", "title", "desc", "g", "rect", "text", "path"),
    }
    titles = ["".join(g[0].itertext()) for g in tree.iter() if g.tag.removeprefix(SVG) == "g"]
    assert titles == [f"{escape.plain(label)}: {value:,}" for label, value in values]
    assert page.endswith("<p>after</p>")


@given(st.lists(st.text(st.characters(codec="utf-8"), min_size=1, max_size=80), min_size=1, max_size=13))
@settings(max_examples=60, deadline=None)
def test_no_word_leaves_the_drawing(labels: list[str]) -> None:
    """Labels and numbers stay inside the drawing even at the size set for a phone, and a bar keeps room to be seen."""
    svg = drawn(chart(*(Bar(label=label, value=10**6 * (i + 1)) for i, label in enumerate(labels))))
    left = rectangles(svg)[0]["x"]
    width = charts.width
    assert all(width(label) <= left for label in words(svg, "label"))
    ends = [bar["x"] + bar["width"] for bar in rectangles(svg)]
    assert all(
        end + width(value) <= charts.WIDTH + 1 for end, value in zip(ends, words(svg, "value"), strict=True)
    )
    assert max(bar["width"] for bar in rectangles(svg)) > 200


def test_a_long_label_is_cut_where_it_can_be_read() -> None:
    """A label that is too long ends in an ellipsis; its title has it whole."""
    name = "The Association for the Preservation of Lighthouses, Foghorns and Harbour Bells"
    svg = drawn(chart(Bar(label=name, value=3), *some(2, 1)))
    label = words(svg, "label")[0]
    assert label.endswith("…")
    assert name.startswith(label[:-1])
    assert len(label) > 15
    assert f"{name}: 3" in ["".join(t.itertext()) for t in svg.iter(f"{SVG}title")]


@pytest.mark.parametrize("n", [3, 8, 12, 24, 60, 120])
def test_labels_of_columns_never_touch(n: int) -> None:
    """Over many months only so many labels are written as have room, evenly spaced, the first among them."""
    svg = drawn(chart(*some(*range(1, n + 1), label="Mar {}"), kind="columns"))
    texts = [t for t in svg.iter(f"{SVG}text") if t.get("class") == "bs-chart__label"]
    width = charts.width
    halves = [(float(t.get("x", "0")), width("".join(t.itertext())) / 2) for t in texts]
    assert "".join(texts[0].itertext()) == "Mar 0"
    assert all(a + half_a < b - half_b for (a, half_a), (b, half_b) in itertools.pairwise(halves))
    assert all(x - half >= -0.1 and x + half <= charts.WIDTH + 0.1 for x, half in halves)


def test_mathematics_and_rare_scripts_are_only_words() -> None:
    """A dollar sign is no formula, and a letter that matplotlib's font lacks is no warning."""
    svg = drawn(
        chart(
            Bar(label="$5bn and $6bn^2", value=3), Bar(label="東京電力", value=2), Bar(label="ꙮ 🎉", value=1)
        )
    )
    assert words(svg, "label") == ["$5bn and $6bn^2", "東京電力", "ꙮ 🎉"]


def test_all_zero_is_drawn_as_zero() -> None:
    """Values that are all 0 make bars without length, not an error."""
    assert [bar["width"] for bar in rectangles(drawn(chart(*some(0, 0, 0))))] == [0, 0, 0]
    assert words(drawn(chart(*some(0, 0, 0), kind="columns")), "value") == []


def test_no_bars_no_drawing() -> None:
    """A chart without values is nothing at all."""
    assert charts.draw(chart()) == ""


@pytest.mark.parametrize(
    ("bars", "chart_id", "says"),
    [
        (some(3, -2, 1), "ok", "negative"),
        (some(3, 2, 1), 'x"><b', "letters, digits"),
        (some(3, 2, 1, href="javascript:alert({})"), "ok", "no link"),
    ],
)
def test_what_no_chart_may_hold(bars: tuple[Bar, ...], chart_id: str, says: str) -> None:
    """A negative value, an id that could mean more and a link of another scheme are mistakes of the caller."""
    with pytest.raises(ValueError, match=says):
        charts.draw(chart(*bars, chart_id=chart_id))


def test_same_chart_same_bytes() -> None:
    """Two processes with different hash seeds, time zones and locales draw the same bytes."""
    code = (
        "from generator.model import Bar, Chart\nfrom generator.render.charts import draw\n"
        "bars = tuple(Bar(label=f'n{i}', value=i * 7 % 11) for i in range(12))\n"
        "for kind in ('bars', 'columns'):\n"
        "    print(draw(Chart(id='a', kind=kind, finding='f', measure='m', alternative='a', bars=bars,"
        " label_heading='l', value_heading='v')))\n"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C", "PYTHONPATH": ":".join(sys.path)},
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }
    assert len(outputs) == 1
    assert b"<svg" in outputs.pop()
