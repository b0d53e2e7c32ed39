"""What open pages are told: which build the site is of, and what is wrong. Written by one thread, read by many."""

from __future__ import annotations

import json
import threading
import time
from dataclasses import asdict, dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Why there is no newer site, in three parts that a person can act on."""

    where: str
    what: str
    remedy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Everything that is told at one moment."""

    build: str
    """Differs from build to build, and from server to server."""
    fault: Fault | None = None
    """None while the last build made a site."""
    n_problems: int = 0
    """Of seeds and overrides, which the build report lists."""

    def as_json(self) -> str:
        """Return the notice as one line of JSON."""
        return json.dumps(asdict(self))


class Board:
    """Holds the present notice and wakes whoever waits for another one."""

    def __init__(self) -> None:
        """Begin before the first build."""
        self._server = f"{time.time_ns():x}"
        self._n_builds = 0
        self._changed = threading.Condition()
        self._notice = Notice(build=self._name())

    @property
    def notice(self) -> Notice:
        """What is told now."""
        with self._changed:
            return self._notice

    @property
    def has_built(self) -> bool:
        """Whether there was a build that made a site."""
        with self._changed:
            return self._n_builds > 0

    def built(self, n_problems: int) -> None:
        """Tell that there is another site, and that nothing stands against it any more."""
        with self._changed:
            self._n_builds += 1
            self._notice = Notice(build=self._name(), n_problems=n_problems)
            self._changed.notify_all()

    def failed(self, fault: Fault) -> None:
        """Tell that the site stays the last good one, and why."""
        with self._changed:
            self._notice = replace(self._notice, fault=fault)
            self._changed.notify_all()

    def other_than(self, known: Notice | None, seconds: float) -> Notice | None:
        """Return the notice as soon as it is another one than `known`; None when none came in time."""
        with self._changed:
            is_other = self._changed.wait_for(lambda: self._notice != known, timeout=seconds)
            return self._notice if is_other else None

    def _name(self) -> str:
        return f"{self._server}-{self._n_builds}"
