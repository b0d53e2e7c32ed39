"""What a person sees while a run is under way: a bar on a terminal, plain lines elsewhere, or nothing.

Every line passes through `visible`: what a run talks about may come from outside and must not be
able to move a terminal's cursor, change its colours or reverse its text.
"""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, Protocol, TextIO, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from contextlib import AbstractContextManager

    from rich.progress import Task

Item = TypeVar("Item")

PLAIN_SECONDS: Final = 10.0
"""Time between two plain lines of one stage: a log of an hour's work stays readable."""

_BAR: Final = 20
"""Width of a bar in characters: beside it the longest line of words stays within 80."""

_MANY: Final = 100
"""From so many a second on, a tenth of one more says nothing."""

_REDRAWN: Final = 5
"""Times a second that a bar is drawn; each takes a millisecond of the work's processor."""


class Advance(Protocol):
    """Tells a stage how far it is."""

    def __call__(self, n: int, /, *, n_problems: int = 0) -> None:
        """Count `n` more items as done, and what was found wrong on the way."""


class Progress(Protocol):
    """Shows stages, one after the other; problems are counted over all of them."""

    def stage(self, name: str, total: int | None = None) -> AbstractContextManager[Advance]:
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


def counted(items: Iterable[Item], advance: Advance) -> Iterator[Item]:
    """Yield the items, each told of as soon as whoever takes them comes back for the next."""
    for item in items:
        yield item
        advance(1)


class SilentProgress:
    """Shows nothing."""

    @contextmanager
    def stage(self, name: str, total: int | None = None) -> Iterator[Advance]:
        """Run the block."""
        del name, total
        yield _pass_over

    def say(self, line: str) -> None:
        """Keep it to itself."""


class PlainProgress:
    """Writes whole lines: one as a stage begins, then one every ten seconds."""

    def __init__(self, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        """Take the stream to write to, and a clock that counts seconds."""
        self._stream = stream
        self._clock = clock
        self._n_problems = 0

    @contextmanager
    def stage(self, name: str, total: int | None = None) -> Iterator[Advance]:
        """Write the stage's name and size, and how far it is as time goes by."""
        self.say(name if total is None else f"{name}: {total:,}")
        began = told = self._clock()
        n_done = 0

        def advance(n: int, /, *, n_problems: int = 0) -> None:
            nonlocal told, n_done
            n_done += n
            self._n_problems += n_problems
            now = self._clock()
            if now - told >= PLAIN_SECONDS:
                told = now
                self.say(
                    f"  {_how_far(n_done, total, now - began)}{f', {_problems(self._n_problems)} so far' if self._n_problems else ''}"
                )

        yield advance

    def say(self, line: str) -> None:
        """Write one line at once."""
        self._stream.write(visible(line, getattr(self._stream, "encoding", None)) + "\n")
        self._stream.flush()


class LiveProgress:
    """Draws a bar that moves, with rate, time left and problems so far; lines that stay go above it."""

    def __init__(self, stream: TextIO, *, colour: bool = True) -> None:
        """Take the terminal to draw on."""
        from rich.console import Console  # noqa: PLC0415 - rich takes 0.1 s to import; logs do without

        self._console = Console(file=stream, no_color=not colour, highlight=False, soft_wrap=True)
        self._n_problems = 0

    @contextmanager
    def stage(self, name: str, total: int | None = None) -> Iterator[Advance]:
        """Draw the stage's bar while the block runs, and take it away after."""
        from rich.progress import BarColumn, TextColumn  # noqa: PLC0415 - see __init__
        from rich.progress import Progress as Bars  # noqa: PLC0415
        from rich.table import Column  # noqa: PLC0415

        def one_line() -> Column:
            return Column(no_wrap=True, overflow="ellipsis")

        columns = (
            TextColumn("{task.description}", markup=False, table_column=one_line()),
            BarColumn(bar_width=_BAR),
            TextColumn("{task.fields[far]}", markup=False, table_column=one_line()),
        )
        with Bars(
            *columns,
            console=self._console,
            transient=True,
            refresh_per_second=_REDRAWN,
            get_time=time.monotonic,
        ) as bars:
            far = _LiveWords(self)
            task = bars.add_task(visible(name), total=total, far=far)
            far.task = bars.tasks[0]

            def advance(n: int, /, *, n_problems: int = 0) -> None:
                self._n_problems += n_problems
                bars.advance(task, n)

            yield advance

    def say(self, line: str) -> None:
        """Print one line above the bar."""
        self._console.print(visible(line), markup=False, emoji=False)

    @property
    def n_problems(self) -> int:
        """How many problems were told of so far."""
        return self._n_problems


class _LiveWords:
    """The words beside a bar, made anew whenever it is drawn, so that time goes on while nothing else does."""

    def __init__(self, progress: LiveProgress) -> None:
        self._progress = progress
        self.task: Task | None = None

    def __str__(self) -> str:
        task = self.task
        if task is None:
            return ""
        parts = []
        if task.total is not None:
            parts.append(f"{task.completed:,.0f} of {task.total:,.0f}")
        if task.speed:
            parts.append(f"{task.speed:,.{1 if task.speed < _MANY else 0}f} a second")
        if task.total is not None and task.time_remaining is not None:
            parts.append(f"{_in_words(task.time_remaining)} left")
        elif task.elapsed is not None:
            parts.append(_in_words(task.elapsed))
        if self._progress.n_problems:
            parts.append(_problems(self._progress.n_problems))
        return "  ".join(parts)


def _pass_over(_n: int, /, *, n_problems: int = 0) -> None:
    del n_problems


def _problems(n: int) -> str:
    return f"{n:,} problem{'' if n == 1 else 's'}"


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
