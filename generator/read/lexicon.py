"""The room's word lists: data files in `words/`, read once."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def words(name: str) -> dict[str, Any]:
    """Return what `words/NAME.toml` holds; the files are part of the package, so it is always there."""
    return tomllib.loads((files("generator.read") / "words" / f"{name}.toml").read_text("utf-8"))
