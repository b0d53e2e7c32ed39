"""A few steps that belong together: who asks the program to end waits until they are done."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_ASKING = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name)
)


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Hold back every signal that asks this program to end; what came is heard when the steps are done.

    A handler that raises may do so between any two steps, and what one has begun the next then never ends.
    Outside the main thread, where no handler runs, nothing needs to be held back.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []
    before = {
        one: handler
        for one in _ASKING
        if callable(
            handler := signal.getsignal(one)
        )  # what ends the program at once, or is passed over, stays so
    }
    for one in before:
        signal.signal(one, lambda number, _frame: came.append(number))
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
    for number in came[:1]:
        signal.raise_signal(number)
