"""The finished site takes the old one's place in one step."""

from __future__ import annotations

import ctypes
import errno
import glob
import os
import shutil
import sys
from typing import TYPE_CHECKING

from generator.write.room import make_room
from generator.write.uninterrupted import uninterrupted

if TYPE_CHECKING:
    from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def beside(site: Path) -> Path:
    """Return the empty place for the next site, what an earlier build left there removed first."""
    recover(site)
    fresh = site.with_name(f".{site.name}.new")
    end(fresh)
    fresh.parent.mkdir(parents=True, exist_ok=True)
    return fresh


def end(fresh: Path) -> None:
    """Remove what is at the place for the next site, and at those of the runs that shared its pages. Raises OSError."""
    for folder in _places(fresh):
        make_room(folder)


def clear(fresh: Path) -> None:
    """Remove the same as far as that can be done, for a build that has failed already."""
    with uninterrupted():
        for folder in _places(fresh):
            shutil.rmtree(folder, ignore_errors=True)


def recover(site: Path) -> None:
    """End a swap that was cut short: the old site comes back where there is none, else its rest is removed."""
    old = _old(site)
    if old.exists():
        if site.exists():
            make_room(old)
        else:
            old.rename(site)


def swap_in(fresh: Path, site: Path) -> None:
    """Put `fresh` where `site` is; what was there stands then where `fresh` was, for `end` to remove.

    Where the system can exchange two folders in one step (Linux), there is no moment without a site. Elsewhere
    there is one between two names, which no wish to end the program falls into; `recover` ends it.
    """
    old = _old(site)
    with uninterrupted():
        if not os.path.lexists(site):
            fresh.rename(site)
        elif not _exchanged(fresh, site):
            site.rename(old)
            try:
                fresh.rename(site)
            except OSError:
                old.rename(site)
                raise
            old.rename(fresh)


def _places(fresh: Path) -> tuple[Path, ...]:
    return (fresh, *fresh.parent.glob(f"{glob.escape(fresh.name)}.*"))


def _old(site: Path) -> Path:
    return site.with_name(f".{site.name}.old")


def _exchanged(a: Path, b: Path) -> bool:
    """Exchange two folders in one step; False where the system or the disk's format cannot.

    Source: renameat2(2), Linux 3.15, glibc 2.28.
    """
    if sys.platform != "linux":
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    if rename(_AT_FDCWD, os.fsencode(a), _AT_FDCWD, os.fsencode(b), _RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in {errno.EINVAL, errno.ENOSYS, errno.EPERM, errno.ENOTSUP}:
        return False
    raise OSError(code, os.strerror(code), str(b))
