"""What the analysing room may be told."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalyseSettings:
    """Settings of the analysis; every one has a default."""

    model: str = "en_core_web_md"
    """Name of a spaCy model: an installed package, a folder, or the one that comes with the set-up."""
    max_key_phrases: int = 20
    """How many key phrases an article has at most."""
