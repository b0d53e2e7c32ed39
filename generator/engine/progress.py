"""What a person sees while a run is under way: a bar on a terminal, plain lines elsewhere, or nothing.

Every line passes through `visible`: what a run talks about may come from outside and must not be
able to move a terminal's cursor, change its colours or reverse its text.
"""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, Protocol, TextIO

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from contextlib import AbstractContextManager

PLAIN_SECONDS: Final = 10.0
"""Time between two plain lines of one stage: a log of an hour's work stays readable."""


class Progress(Protocol):
    """Shows stages, one after the other."""

    def stage(self, name: str, total: int | None = None) -> AbstractContextManager[Callable[[int], None]]:
        """Show the block as a stage of `total` items (None: nobody knows); it gets a function to call with each n done."""

    def say(self, line: str) -> None:
        """Show one line that stays."""


def choose_progress(stream: TextIO, *, quiet: bool, environment: Mapping[str, str]) -> Progress:
    """Return the way of showing that suits `stream`.

    A bar needs a terminal that can move its cursor and is not a CI's log; colours are left out when
    NO_COLOR is set to anything.
    """
    if quiet:
        return SilentProgress()
    if stream.isatty() and not environment.get("CI") and environment.get("TERM") != "dumb":
        return LiveProgress(stream, colour=not environment.get("NO_COLOR"))
    return PlainProgress(stream)


def visible(line: str, encoding: str | None = "utf-8") -> str:
    """Return `line` with every character that a terminal would obey, or cannot show, as U+FFFD or "?"."""
    shown = "".join(
        character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in line
    )
    encoding = encoding or "utf-8"
    return shown.encode(encoding, errors="replace").decode(encoding)


class SilentProgress:
    """Shows nothing."""

    @contextmanager
    def stage(self, name: str, total: int | None = None) -> Iterator[Callable[[int], None]]:
        """Run the block."""
        del name, total
        yield lambda _n: None

    def say(self, line: str) -> None:
        """Keep it to itself."""


class PlainProgress:
    """Writes whole lines: one as a stage begins, then one every ten seconds."""

    def __init__(self, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        """Take the stream to write to, and a clock that counts seconds."""
        self._stream = stream
        self._clock = clock

    @contextmanager
    def stage(self, name: str, total: int | None = None) -> Iterator[Callable[[int], None]]:
        """Write the stage's name and size, and how far it is as time goes by."""
        self.say(name if total is None else f"{name}: {total:,}")
        began = told = self._clock()
        n_done = 0

        def advance(n: int) -> None:
            nonlocal told, n_done
            n_done += n
            now = self._clock()
            if now - told >= PLAIN_SECONDS:
                told = now
                self.say("  " + _how_far(n_done, total, now - began))

        yield advance

    def say(self, line: str) -> None:
        """Write one line at once."""
        self._stream.write(visible(line, getattr(self._stream, "encoding", None)) + "\n")
        self._stream.flush()


class LiveProgress:
    """Draws a bar that moves, with rate and time left; lines that stay go above it."""

    def __init__(self, stream: TextIO, *, colour: bool = True) -> None:
        """Take the terminal to draw on."""
        from rich.console import Console  # noqa: PLC0415 - rich takes 0.1 s to import; logs do without

        self._console = Console(file=stream, no_color=not colour, highlight=False, soft_wrap=True)

    @contextmanager
    def stage(self, name: str, total: int | None = None) -> Iterator[Callable[[int], None]]:
        """Draw the stage's bar while the block runs, and take it away after."""
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn  # noqa: PLC0415
        from rich.progress import Progress as Bars  # noqa: PLC0415

        columns = [
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(),
        ]
        with Bars(*columns, console=self._console, transient=True) as bars:
            task = bars.add_task(visible(name), total=total, rate="")

            def advance(n: int) -> None:
                bars.advance(task, n)
                speed = bars.tasks[0].speed
                bars.update(task, rate="" if speed is None else f"{speed:.1f} a second")

            yield advance

    def say(self, line: str) -> None:
        """Print one line above the bar."""
        self._console.print(visible(line), markup=False, emoji=False)


def _how_far(n_done: int, total: int | None, seconds: float) -> str:
    """Return progress in words: how many, how fast, how much longer."""
    rate = n_done / seconds if seconds > 0 else 0.0
    if total is None or not rate:
        return f"{n_done:,} done, {rate:.1f} a second"
    left = max(total - n_done, 0) / rate
    return f"{n_done:,} of {total:,} done, {rate:.1f} a second, about {_in_words(left)} left"


def _in_words(seconds: float) -> str:
    """Return a length of time as a person would say it."""
    minute = 60
    if seconds < minute:
        return f"{seconds:.0f} s"
    if seconds < 60 * minute:
        return f"{seconds / minute:.0f} min"
    return f"{seconds / minute / 60:.1f} h"
