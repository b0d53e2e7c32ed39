"""The files of a folder, by their paths in it, and what is in one."""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_HAS_NOFOLLOW = hasattr(os, "O_NOFOLLOW")
_PLAINLY = (
    os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
)
_NOT_PLAIN = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ELOOP, errno.EMLINK, errno.EISDIR, errno.ENXIO})


def files_in(folder: Path, suffix: str = "") -> Iterator[str]:
    """Yield the path of each file below `folder`, relative to it and with `/`, in no order; links to folders are not followed.

    `suffix` is how the names end. Plain strings, for a site has tens of thousands of files. Raises OSError.
    """
    left = [""]
    while left:
        place = left.pop()
        with os.scandir(os.path.join(folder, place)) as entries:  # noqa: PTH118 - see above
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    left.append(f"{place}{entry.name}/")
                elif entry.name.endswith(suffix) and entry.is_file():
                    yield place + entry.name


def plain_content(file: str | Path) -> bytes | None:
    """Return the bytes of a plain file; None for anything else: nothing, a folder, a link, a pipe that nobody writes into.

    In few calls of the system, for a build reads every file that it wrote. Raises OSError where the disk refuses.
    """
    if not _HAS_NOFOLLOW and os.path.islink(file):  # noqa: PTH114 - plain strings
        return None
    try:
        opened = os.open(file, _PLAINLY)
    except OSError as error:
        if error.errno in _NOT_PLAIN:
            return None
        raise
    try:
        about = os.fstat(opened)
        if not stat.S_ISREG(about.st_mode):
            return None
        parts = []
        while part := os.read(opened, max(about.st_size + 1, 1 << 16)):
            parts.append(part)
    finally:
        os.close(opened)
    return parts[0] if len(parts) == 1 else b"".join(parts)
