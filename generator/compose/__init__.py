"""Corpus → Site: addresses, links and what each page says; no markup, no disk, no clock."""

from generator.compose.settings import ComposeSettings
from generator.compose.site import compose
from generator.compose.words import Words

__all__ = ["ComposeSettings", "Words", "compose"]
