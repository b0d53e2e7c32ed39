"""A file of the site that stands becomes one of the next site."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING

from generator.write.files import plain_content
from generator.write.sealed import digest_of

if TYPE_CHECKING:
    from pathlib import Path


def take_over(old: Path, new: Path, digest: str) -> bool:
    """Let `new` be the file `old`, if that still has this digest; tell whether it had.

    The two are one file on the disk where the disk's format allows it: no finished file of a site is ever changed.
    """
    with suppress(OSError):
        content = plain_content(old)
        if content is None or digest_of(content) != digest:
            return False
        try:
            os.link(old, new)
        except OSError:
            new.parent.mkdir(parents=True, exist_ok=True)
            try:
                os.link(old, new)
            except OSError:
                shutil.copyfile(old, new)
        return True
    return False
