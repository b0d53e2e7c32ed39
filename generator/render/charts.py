"""Charts as inline SVG: matplotlib lays out the bars, the words are set around them as text of the page.

matplotlib never sees a word of a seed: it would read `$` as mathematics and warn of letters that its font
lacks. The page's own font draws the text, so every text is given the room that it needs in matplotlib's
wider one, at the larger size that `charts.css` uses on narrow screens.
"""

from __future__ import annotations

import functools
import io
import itertools
import re
import unicodedata
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import matplotlib as mpl
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.ft2font import FT2Font, LoadFlags

from generator.render.escape import plain, text, url

if TYPE_CHECKING:
    from generator.model import Bar, Chart

# All lengths are units of the viewBox: pixels where a chart is as wide as it is drawn.
WIDTH = 680
FONT_SIZE = 16
NARROW_FONT_SIZE = 21
"""What charts.css sets below 34rem; at 350 px a unit is 0.51 px, so that text is 10.8 px high."""

_ROW = 36
_BAR = 20
_GAP = 10
_LABEL_WIDTH = 310
_PLOT_HEIGHT = 200
_LINE = 30
_MIN_STEP = 14
"""Least room of a column of which the value is written over it, beside the value's own width."""

_SVG = "{http://www.w3.org/2000/svg}"
# Also what a matplotlibrc of the machine could set otherwise.
_SETTINGS: dict[Any, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "broadsheet",
    "path.simplify": False,
    "path.sketch": None,
    "path.effects": [],
    "figure.autolayout": False,
    "figure.constrained_layout.use": False,
    "savefig.bbox": None,
}
_NO_METADATA = {"Date": None, "Creator": None, "Format": None, "Type": None}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Box:
    """Where matplotlib put a bar: left, top, right, bottom in the drawing, y downwards."""

    left: float
    top: float
    right: float
    bottom: float


def draw(chart: Chart) -> str:
    """Return `chart` as one line of SVG that belongs inside a block of the page's HTML.

    The same chart gives the same bytes. Ids begin with the chart's own. A chart without bars is empty text.
    Raises ValueError for a negative value, and for an id or a link that is not what the model says.
    """
    bars = chart.bars if chart.others is None else (*chart.bars, chart.others)
    if not bars:
        return ""
    _check(chart, bars)
    height, marks = _columns(chart, bars) if chart.kind == "columns" else _rows(chart, bars)
    linked = any(bar.href for bar in bars)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="bs-chart bs-chart--{chart.kind}" viewBox="0 0 {WIDTH} {height}" '
        f'role="{"group" if linked else "img"}" aria-labelledby="{chart.id}-title" aria-describedby="{chart.id}-desc" '
        f'font-size="{FONT_SIZE}" fill="currentColor">'
        f'<title id="{chart.id}-title">{text(chart.finding)}</title>'
        f'<desc id="{chart.id}-desc">{text(chart.alternative)}</desc>{marks}</svg>'
    )


def _check(chart: Chart, bars: tuple[Bar, ...]) -> None:
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9-]*", chart.id):
        message = f"chart id {chart.id!r} is not letters, digits and hyphens"
        raise ValueError(message)
    for bar in bars:
        if bar.value < 0:
            message = f"{bar.label!r} in chart {chart.id!r} has the negative value {bar.value}"
            raise ValueError(message)
        if bar.href is not None and urlsplit(bar.href).scheme and url(bar.href) is None:
            message = f"{bar.href!r} in chart {chart.id!r} is no link that a page may hold"
            raise ValueError(message)


def _rows(chart: Chart, bars: tuple[Bar, ...]) -> tuple[int, str]:
    """Return the height and the marks of horizontal bars, the first on top, label left and value right of each."""
    height = _ROW * len(bars)
    labels = [_fitted(plain(bar.label), _LABEL_WIDTH) for bar in bars]
    left = max(_width(label) for label in labels) + _GAP
    right = max(_width(_number(bar.value)) for bar in bars) + _GAP
    boxes = _laid_out(
        [bar.value for bar in bars],
        size=(WIDTH, height),
        area=(left, 0, WIDTH - right, height),
        share=_BAR / _ROW,
        horizontal=True,
    )
    marks = []
    for place, (bar, label, box) in enumerate(zip(bars, labels, boxes, strict=True)):
        middle = _short(box.top + (box.bottom - box.top) / 2)
        mark = (
            f'<rect x="0" y="{_ROW * place}" width="{WIDTH}" height="{_ROW}" fill="none" pointer-events="all"/>'
            f"{_rectangle(chart, bar, box)}"
            f'<text class="bs-chart__label" x="{_short(left - _GAP)}" y="{middle}" text-anchor="end" dominant-baseline="central">'
            f"{text(label)}</text>"
            f'<text class="bs-chart__value" x="{_short(box.right + _GAP / 2)}" y="{middle}" dominant-baseline="central">'
            f"{_number(bar.value)}</text>"
        )
        marks.append(_group(bar, mark))
    return height, "".join(marks)


def _columns(chart: Chart, bars: tuple[Bar, ...]) -> tuple[int, str]:
    """Return the height and the marks of columns in order of time, values above, as many labels below as have room."""
    height = _LINE + _PLOT_HEIGHT + _LINE
    boxes = _laid_out(
        [bar.value for bar in bars],
        size=(WIDTH, height),
        area=(0, _LINE, WIDTH, _LINE + _PLOT_HEIGHT),
        share=0.72,
        horizontal=False,
    )
    pitch = WIDTH / len(bars)
    labelled = _labelled([_width(plain(bar.label)) for bar in bars], pitch)
    valued = _valued(bars, pitch)
    marks = []
    for place, (bar, box) in enumerate(zip(bars, boxes, strict=True)):
        middle = box.left + (box.right - box.left) / 2
        mark = (
            f'<rect x="{_short(pitch * place)}" y="0" width="{_short(pitch)}" height="{height}" fill="none" pointer-events="all"/>'
            f"{_rectangle(chart, bar, box)}"
        )
        if place in valued:
            value = _number(bar.value)
            x = _short(_inside(middle, _width(value)))
            mark += f'<text class="bs-chart__value" x="{x}" y="{_short(box.top - 7)}" text-anchor="middle">{value}</text>'
        if place in labelled:
            label = _fitted(plain(bar.label), WIDTH)
            x = _short(_inside(middle, _width(label)))
            mark += f'<text class="bs-chart__label" x="{x}" y="{height - 7}" text-anchor="middle">{text(label)}</text>'
        marks.append(_group(bar, mark))
    baseline = _LINE + _PLOT_HEIGHT
    axis = f'<path class="bs-chart__axis" d="M0 {baseline}H{WIDTH}" stroke="currentColor" stroke-width="1" fill="none"/>'
    return height, "".join(marks) + axis


def _labelled(widths: list[float], pitch: float) -> set[int]:
    """Return the places of the labels that stand beside each other without touching, evenly chosen, the first among them."""
    halves = [min(width, WIDTH) / 2 for width in widths]
    middles = [_inside(pitch * (place + 0.5), 2 * half) for place, half in enumerate(halves)]
    for step in range(1, len(widths)):
        chosen = range(0, len(widths), step)
        if all(
            middles[b] - halves[b] - middles[a] - halves[a] >= _GAP for a, b in itertools.pairwise(chosen)
        ):
            return set(chosen)
    return {0}


def _valued(bars: tuple[Bar, ...], pitch: float) -> set[int]:
    """Return the places of the columns with their value above: all that are not empty, or the highest where room is short."""
    counted = {place for place, bar in enumerate(bars) if bar.value}
    if all(_width(_number(bars[place].value)) + _MIN_STEP <= pitch for place in counted):
        return counted
    return {max(counted, key=lambda place: bars[place].value)} if counted else set()


def _laid_out(
    values: list[int],
    *,
    size: tuple[float, float],
    area: tuple[float, float, float, float],
    share: float,
    horizontal: bool,
) -> list[_Box]:
    """Return where each bar stands, from a zero baseline to the largest value.

    `size` is the drawing's width and height, `area` left, top, right and bottom of the bars in it; `share` is
    how much of its room a bar takes, above 0 up to 1.
    """
    (width, height), (left, top, right, bottom) = size, area
    with mpl.rc_context(_SETTINGS):
        figure = Figure(figsize=(width / 72, height / 72), dpi=72)
        FigureCanvasSVG(figure)
        axes = figure.add_axes(
            (left / width, 1 - bottom / height, (right - left) / width, (bottom - top) / height)
        )
        axes.set_axis_off()
        figure.patch.set_visible(False)
        places, largest, ends = range(len(values)), max(1, *values), (-0.5, len(values) - 0.5)
        if horizontal:
            drawn = axes.barh(places, values, height=share)
            axes.set(xlim=(0, largest), ylim=ends[::-1])
        else:
            drawn = axes.bar(places, values, width=share)
            axes.set(xlim=ends, ylim=(0, largest))
        for place, patch in enumerate(drawn):
            patch.set_gid(f"bar-{place}")
        drawing = io.BytesIO()
        figure.savefig(drawing, format="svg", metadata=_NO_METADATA)
    return _boxes(drawing.getvalue(), len(values))


def _boxes(drawing: bytes, n: int) -> list[_Box]:
    paths = {group.get("id"): group.find(f"{_SVG}path") for group in ET.fromstring(drawing).iter(f"{_SVG}g")}  # noqa: S314 - matplotlib wrote it
    boxes = []
    for place in range(n):
        path = paths[f"bar-{place}"]
        numbers = [
            float(number) for number in re.findall(r"-?[\d.]+", "" if path is None else path.get("d", ""))
        ]
        across, down = numbers[0::2], numbers[1::2]
        boxes.append(_Box(left=min(across), top=min(down), right=max(across), bottom=max(down)))
    return boxes


def _rectangle(chart: Chart, bar: Bar, box: _Box) -> str:
    name = "others" if bar is chart.others else "bar"
    colour = "--bs-bar-others" if bar is chart.others else "--bs-bar"
    return (
        f'<rect class="bs-chart__{name}" x="{_short(box.left)}" y="{_short(box.top)}" width="{_short(box.right - box.left)}" '
        f'height="{_short(box.bottom - box.top)}" fill="var({colour}, currentColor)"/>'
    )


def _group(bar: Bar, marks: str) -> str:
    words = f"<title>{text(bar.label)}: {_number(bar.value)}</title>"
    return f'<a href="{text(bar.href)}">{words}{marks}</a>' if bar.href else f"<g>{words}{marks}</g>"


def _number(value: int) -> str:
    return f"{value:,}"


def _short(length: float) -> str:
    return f"{length:.1f}".removesuffix(".0")


def _inside(middle: float, width: float) -> float:
    """Return the middle of a text of `width`, moved so far that the text stays inside the drawing."""
    return max(width / 2, min(middle, WIDTH - width / 2))


def _fitted(label: str, width: float) -> str:
    """Return `label`, cut at the end with an ellipsis where it is wider than `width`."""
    if _width(label) <= width:
        return label
    while label and _width(label + "…") > width:
        label = label[:-1]
    while label and (label[-1].isspace() or unicodedata.combining(label[-1]) or label[-1] == "\u200d"):
        label = label[:-1]
    return label + "…"


def _width(words: str) -> float:
    """Return the width of `words` at the larger of the two font sizes."""
    return sum(map(_advance, words)) * NARROW_FONT_SIZE


@functools.cache
def _font() -> FT2Font:
    font = FT2Font(str(files(mpl) / "mpl-data" / "fonts" / "ttf" / "DejaVuSans.ttf"))
    font.set_size(100, 72)
    return font


@functools.lru_cache(maxsize=4096)
def _advance(character: str) -> float:
    """Return the width of one character as a share of the font size; a guess for what matplotlib's font lacks."""
    if unicodedata.east_asian_width(character) in "WF":
        return 1.0
    if not _font().get_char_index(ord(character)):
        return 0.0 if unicodedata.combining(character) else 0.8
    glyph = _font().load_char(ord(character), flags=LoadFlags.NO_HINTING)
    return glyph.linearHoriAdvance / 65536 / 100
