"""The finished site takes the old one's place in one step."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def beside(site: Path) -> Path:
    """Return the empty place for the next site, what an earlier build left there removed first."""
    recover(site)
    fresh = site.with_name(f".{site.name}.new")
    clear(fresh)
    fresh.parent.mkdir(parents=True, exist_ok=True)
    return fresh


def clear(fresh: Path) -> None:
    """Remove what a build left at the place for the next site, and at those of the runs that shared its pages."""
    for folder in (fresh, *fresh.parent.glob(f"{fresh.name}.*")):
        shutil.rmtree(folder, ignore_errors=True)


def recover(site: Path) -> None:
    """End a swap that was cut short: the old site comes back where there is none, else its rest is removed."""
    old = _old(site)
    if old.exists():
        if site.exists():
            shutil.rmtree(old)
        else:
            old.rename(site)


def swap_in(fresh: Path, site: Path) -> None:
    """Put `fresh` where `site` is, then remove what was there.

    Where the system can exchange two folders in one step (Linux), there is no moment without a site.
    """
    old = _old(site)
    if site.exists() and _exchanged(fresh, site):
        fresh.rename(old)
    else:
        if site.exists():
            site.rename(old)
        fresh.rename(site)
    if old.exists():
        shutil.rmtree(old)


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
