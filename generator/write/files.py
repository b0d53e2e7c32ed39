"""The files of a folder, by their paths in it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


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
