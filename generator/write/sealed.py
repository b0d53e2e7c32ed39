"""Small files of what a build must remember, each with a digest of itself: read as written, or not at all."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def digest_of(content: bytes) -> str:
    """Return the sha256 of `content`, hex."""
    return hashlib.sha256(content).hexdigest()


def write_sealed(path: Path, values: Mapping[str, Any]) -> None:
    """Write values that JSON can hold, in one step; the same values give the same bytes."""
    content = json.dumps(values, sort_keys=True, indent=0)
    part = path.with_name(f"{path.name}.part")
    part.write_text(f"{digest_of(content.encode())}\n{content}\n", encoding="ascii")
    part.replace(path)


def read_sealed(path: Path) -> dict[str, Any]:
    """Return what was written; nothing where there is no such file, or one that is damaged or of another kind."""
    with suppress(OSError, ValueError):
        seal, _, content = path.read_bytes().partition(b"\n")
        if seal.decode("ascii") == digest_of(content.rstrip(b"\n")):
            values = json.loads(content)
            if isinstance(values, dict):
                return values
    return {}
