"""What every Python process of a build under test does first: gives folders in any order, lets nobody be asked."""

from __future__ import annotations

import os
import random
import socket
import sys
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Iterator

SHUFFLED = os.environ.get("BROADSHEET_SHUFFLED")
"""Seed of the order in which folders tell their files."""
ASKED = os.environ.get("BROADSHEET_ASKED")
"""File that takes a line for each attempt to reach another machine, or this one by its network."""

_ASKING = {
    *("socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.getnameinfo"),
    *("socket.gethostbyname", "socket.gethostbyaddr", "urllib.Request", "ftplib.connect", "smtplib.connect"),
}


class Shuffled:
    """A folder's entries in an order of chance, as `os.scandir` gives them."""

    def __init__(self, entries: list[os.DirEntry[str]]) -> None:
        self._entries = iter(entries)

    def __iter__(self) -> Iterator[os.DirEntry[str]]:
        return self._entries

    def __next__(self) -> os.DirEntry[str]:
        return next(self._entries)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Do nothing: all was read at once."""


def shuffle(seed: str) -> None:
    """Let folders be told in any order from now on."""
    chance = random.Random(seed)  # noqa: S311 - an order, no secret
    scandir, listdir = os.scandir, os.listdir

    def shuffled(path: str | int = ".") -> Shuffled:
        with scandir(path) as found:
            entries = list(found)
        chance.shuffle(entries)
        return Shuffled(entries)

    def listed(path: str | int = ".") -> list[str]:
        names = listdir(path)
        chance.shuffle(names)
        return names

    os.scandir, os.listdir = shuffled, listed  # type: ignore[assignment]


def forbid(place: str) -> None:
    """Let whoever asks another machine fail, and note it even where the failure is caught."""

    def refuse(event: str, arguments: tuple[object, ...]) -> None:
        if event not in _ASKING or getattr(arguments[0], "family", None) == socket.AF_UNIX:
            return
        with open(place, "a", encoding="utf-8") as file:  # noqa: PTH123 - no more imports than need be
            file.write(f"{event} {arguments[1:]!r} {sys.argv[:2]}\n")
        raise PermissionError(1, "this build may ask nobody")

    sys.addaudithook(refuse)


if SHUFFLED:
    shuffle(SHUFFLED)
if ASKED:
    forbid(ASKED)
