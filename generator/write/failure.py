"""What the operating system refused, in words that a person can act on."""

from __future__ import annotations

import errno
from contextlib import contextmanager
from typing import TYPE_CHECKING

from generator.errors import WriteError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_REMEDIES = {
    errno.ENOSPC: "Make room on that disk and build again",
    errno.EDQUOT: "Make room within the quota of that disk and build again",
    errno.EROFS: "Choose a folder that can be written to, or make this one writable",
    errno.EACCES: "Make the folder and what is in it writable for the user who builds",
    errno.EPERM: "Make the folder and what is in it writable for the user who builds",
    errno.EBUSY: "Let the site be a folder inside the disk that it is on, and close what holds it",
    errno.EMFILE: "Let this user open more files (ulimit -n), then build again",
    errno.ENAMETOOLONG: "Shorten the project's path",
    errno.EXDEV: "Put the site and its folder on one disk",
    errno.ENOTDIR: "Move the file away that stands where a folder is needed",
    errno.EISDIR: "Move the folder away that stands where a file is needed",
    errno.ENOTEMPTY: "Close what writes into that folder and build again",
}


@contextmanager
def writing(what: Path | str) -> Iterator[None]:
    """Turn any refusal of the operating system while `what` is written into a WriteError about it."""
    try:
        yield
    except OSError as error:
        where = str(error.filename or what)
        why = f"it could not be written ({error.strerror or error})"
        raise WriteError(where, why, remedy_of(error.errno)) from error


def remedy_of(code: int | None) -> str:
    """Return what to do about the system's refusal with this number."""
    return _REMEDIES.get(code or 0, "See that the disk is well and the folder can be written to")
