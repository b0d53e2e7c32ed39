"""Names for results: two results share a name only when everything that made them is the same."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Mapping


def key(stage: str, revision: int, settings: object, versions: Mapping[str, str], digest: str) -> str:
    """Return the store key of one result: `STAGE:` and 64 hex digits.

    `revision` is raised by hand when the stage's code changes what it returns; `settings` is any
    dataclass or plain value; `versions` names models and libraries; `digest` stands for the input.
    The order of a mapping's or dataclass's fields does not matter, everything else does.

    Raises TypeError when `settings` holds something that cannot be written as JSON, and ValueError
    when `stage` has a colon.
    """
    if ":" in stage:
        message = f"a stage's name has no colon, got {stage!r}"
        raise ValueError(message)
    # A list keeps the parts apart: no two different lists of parts are encoded alike.
    parts = [stage, revision, settings, dict(versions), digest]
    canonical = msgspec.json.encode(parts, order="sorted")
    return f"{stage}:{hashlib.sha256(canonical).hexdigest()}"
