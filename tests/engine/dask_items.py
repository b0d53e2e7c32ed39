"""What the workers of the tests' cluster are given to do; they import it by its name."""

from __future__ import annotations

import os
import signal
import threading
import time
from dataclasses import dataclass

from generator.errors import ModelMissingError

_at_work: list[int] = []


def squared(number: int) -> int:
    """Return the square; 13 is refused."""
    unlucky = 13
    if number == unlucky:
        message = "thirteen\nis refused"
        raise ValueError(message)
    return number * number


def in_which_process(_number: int) -> int:
    """Return the id of the process at work, after a while."""
    time.sleep(0.05)
    return os.getpid()


def deadly_at_five(number: int) -> int:
    """Kill the process at 5."""
    if number == len("fives"):
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def always_deadly(_number: int) -> int:
    """Kill the process."""
    os.kill(os.getpid(), signal.SIGKILL)
    return 0


def unsendable(number: int) -> object:
    """Return the number, but in place of 2 something that only this process can hold."""
    return threading.Lock() if number == len("ab") else number


def how_many_at_once(number: int) -> int:
    """Return how many items this process works at."""
    _at_work.append(number)
    time.sleep(0.02)
    n_at_once = len(_at_work)
    _at_work.remove(number)
    return n_at_once


@dataclass(frozen=True, slots=True)
class AtHome:
    """A function whose model is installed in one process only."""

    home: int

    def __call__(self, number: int) -> int:
        """Return the number."""
        return number

    def versions(self) -> tuple[str, ...]:
        """Return the model's version at home."""
        if os.getpid() != self.home:
            where, what, remedy = "language model homely", "no such spaCy model is installed", "Install it"
            raise ModelMissingError(where, what, remedy)
        return ("homely 1.0",)


def without_model(number: int) -> int:
    """Raise what concerns the whole command."""
    where = "settings"
    raise ModelMissingError(where, f"no model at {number}", "Install one")
