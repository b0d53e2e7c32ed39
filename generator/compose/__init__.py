"""Corpus → Site: addresses, links and what each page says; no markup, no disk, no clock."""

from generator.compose.settings import ComposeSettings
from generator.compose.site import compose

__all__ = ["ComposeSettings", "compose"]
