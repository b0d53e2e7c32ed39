"""Places in folders that are ours: whatever stands there makes room, and nothing is written through a link."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def make_room(path: Path) -> None:
    """Remove what is at `path`: a file, whosever it is; a folder with all that is in it; a link, not what it leads to."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def write_new(path: Path, content: bytes) -> None:
    """Write a file in the place of whatever is there; one that was there and is open elsewhere keeps its bytes."""
    make_room(path)
    with path.open("xb") as file:
        file.write(content)
