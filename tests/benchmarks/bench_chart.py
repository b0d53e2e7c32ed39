"""What a bar chart costs beside one that is drawn the plain way with matplotlib."""

from __future__ import annotations

import io
from time import process_time
from typing import TYPE_CHECKING

from matplotlib.figure import Figure

from generator.model import Bar, Chart
from generator.render.drawings import draw

if TYPE_CHECKING:
    from collections.abc import Callable

N_ROUNDS, N_CHARTS = 5, 20


def chart(n: int) -> Chart:
    """Return a chart of ten bars that no other is like."""
    return Chart(
        id=f"chart-{n}",
        kind="bars",
        finding="What it shows",
        measure="Articles",
        alternative="In words",
        bars=tuple(Bar(label=f"Name {i} of {n}", value=n + 10 - i) for i in range(10)),
        label_heading="Name",
        value_heading="Articles",
    )


def plain(what: Chart) -> None:
    """Draw the same bars with a figure of their own, and save it."""
    figure = Figure(figsize=(6, 3))
    axes = figure.subplots()
    axes.barh([bar.label for bar in what.bars], [bar.value for bar in what.bars])
    figure.savefig(io.StringIO(), format="svg")


def least(work: Callable[[Chart], object]) -> float:
    """Return the least processor time of several rounds, in seconds."""
    times = []
    for number in range(N_ROUNDS):
        begin = process_time()
        for n in range(N_CHARTS):
            work(chart(1_000 * number + n))
        times.append(process_time() - begin)
    return min(times)


def test_one_bar_chart(measured: Callable[..., None]) -> None:
    """A chart costs a small part of a figure of its own."""
    measured(
        "one bar chart, CPU",
        "a matplotlib Figure and savefig",
        least(draw) / least(plain),
        must=0.45,
        aim=0.3,
    )
