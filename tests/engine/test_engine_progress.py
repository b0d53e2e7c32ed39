"""Rules of what is shown while a run is under way."""

from __future__ import annotations

import io
import re
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.engine.progress import (
    LiveProgress,
    PlainProgress,
    SilentProgress,
    choose_progress,
    counted,
    visible,
)

if TYPE_CHECKING:
    from collections.abc import Iterator


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Say so."""
        return True


@pytest.mark.parametrize(
    ("stream", "quiet", "environment", "kind"),
    [
        (Terminal(), False, {}, LiveProgress),
        (Terminal(), False, {"CI": "true"}, PlainProgress),
        (Terminal(), False, {"TERM": "dumb"}, PlainProgress),
        (io.StringIO(), False, {}, PlainProgress),
        (Terminal(), True, {}, SilentProgress),
        (io.StringIO(), True, {}, SilentProgress),
    ],
)
def test_a_bar_is_for_people_at_terminals(
    stream: io.StringIO,
    quiet: bool,  # noqa: FBT001 - pytest passes parameters by name
    environment: dict[str, str],
    kind: type,
) -> None:
    """A bar is drawn on a terminal only; a log gets lines; quiet means nothing."""
    assert isinstance(choose_progress(stream, quiet=quiet, environment=environment), kind)


def test_plain_lines_say_how_far_and_how_long() -> None:
    """A stage writes its name and size, then a line every ten seconds with rate and time left."""
    ticks: Iterator[float] = iter([0.0, 5.0, 10.0, 12.0, 20.0])
    stream = io.StringIO()
    progress = PlainProgress(stream, clock=lambda: next(ticks))
    with progress.stage("Reading", 2000) as advance:
        for _ in range(4):
            advance(100)
    assert stream.getvalue().splitlines() == [
        "Reading: 2,000",
        "  200 of 2,000 done, 20.0 a second, about 2 min left",
        "  400 of 2,000 done, 20.0 a second, about 1 min left",
    ]


def test_plain_lines_without_a_total() -> None:
    """A stage whose size nobody knows says how many are done, and promises no end."""
    ticks: Iterator[float] = iter([0.0, 10.0])
    stream = io.StringIO()
    with PlainProgress(stream, clock=lambda: next(ticks)).stage("Reading") as advance:
        advance(5)
    assert stream.getvalue().splitlines() == ["Reading", "  5 done, 0.5 a second"]


def test_problems_so_far_are_told_over_all_stages() -> None:
    """What was found wrong in one stage still counts in the next."""
    ticks: Iterator[float] = iter([0.0, 1.0, 0.0, 10.0])
    stream = io.StringIO()
    progress = PlainProgress(stream, clock=lambda: next(ticks))
    with progress.stage("Reading") as advance:
        advance(0, n_problems=1)
    with progress.stage("Analysing", 20) as advance:
        advance(10, n_problems=2)
    assert (
        stream.getvalue().splitlines()[-1]
        == "  10 of 20 done, 1.0 a second, about 10 s left, 3 problems so far"
    )


def test_a_bar_and_its_words_fit_80_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a long run with problems, the bar's line still says all: done, of how many, rate, time left, problems."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "xterm")
    stream = Terminal()
    with LiveProgress(stream, colour=False).stage("Writing pages", 18_276) as advance:
        for _ in range(5):
            advance(1_000, n_problems=40)
            time.sleep(0.02)
    line = (
        re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", stream.getvalue()).replace("\r", "\n").strip().splitlines()[-1]
    )
    assert re.fullmatch(
        r"Writing pages [━╸╺ ]+ 5,000 of 18,276  [\d,]+ a second  \d s left  200 problems", line.strip()
    )
    assert len(line) <= 80


def test_items_are_counted_as_they_are_taken() -> None:
    """Whoever takes items from a counted stream moves the stage on by one each, the last one too."""
    n_done = []
    assert list(counted("abc", lambda n, /, *, n_problems=0: n_done.append(n + n_problems))) == [
        "a",
        "b",
        "c",
    ]
    assert n_done == [1, 1, 1]


def test_silence_is_silent(capsys: pytest.CaptureFixture[str]) -> None:
    """Quiet progress writes nothing at all."""
    progress = SilentProgress()
    with progress.stage("Reading", 2) as advance:
        advance(2)
    progress.say("a line")
    assert capsys.readouterr() == ("", "")


def test_a_bar_leaves_only_the_lines_that_were_said() -> None:
    """A bar counts while its stage runs; a line said in between is on the terminal, brackets and all."""
    stream = Terminal()
    progress = LiveProgress(stream)
    with progress.stage("Reading [red]", 2) as advance:
        progress.say("seeds/[bold]a.txt: empty")
        advance(2)
    assert "seeds/[bold]a.txt: empty" in stream.getvalue()
    assert "Reading [red]" in stream.getvalue()


def test_no_color_means_no_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    """With NO_COLOR set no colour reaches the terminal."""
    monkeypatch.setenv("TERM", "xterm-256color")
    shown = {}
    for value in ("", "1"):
        stream = Terminal()
        environment = {"NO_COLOR": value, "TERM": "xterm-256color"}
        with choose_progress(stream, quiet=False, environment=environment).stage("Reading", 2) as advance:
            advance(1)
        shown[value] = stream.getvalue()
    colour = re.compile(r"\x1b\[(?:[0-9]+;)*[349][0-9]\b")
    assert colour.search(shown[""])
    assert not colour.search(shown["1"])


@given(st.text())
def test_nothing_said_can_command_a_terminal(line: str) -> None:
    """Whatever a line holds, only printable characters are shown, and as many as were given."""
    assert visible(line).isprintable()
    assert len(visible(line)) == len(line)


def test_a_terminal_without_unicode_still_gets_its_line() -> None:
    """A character that a stream cannot show is replaced, never an error."""
    assert visible("Łódź \x1b[2J", "ascii") == "??d? ?[2J"
