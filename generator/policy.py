"""What pages may load beside the site's own files: `allowed_sources`, checked before it becomes part of a rule for browsers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Sequence

HASH = "sha256-"
"""What the hash of an inline script begins with."""

_HOST = re.compile(r"https://(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d{1,5})?")
_INLINE = re.compile(r"sha256-[A-Za-z0-9+/]{43}=")
"""Source of both: Content Security Policy Level 3, 2.3.1, of what it allows the part that is meant here."""


def check_sources(given: Sequence[str], where: str) -> None:
    """Raise SettingsError for what is neither an https host nor the hash of an inline script."""
    for one in given:
        if not (_HOST.fullmatch(one) or _INLINE.fullmatch(one)):
            raise SettingsError(
                where,
                f"allowed_sources cannot hold {one!r}",
                "Write https:// and a host, such as https://stats.example.org, or the hash of an inline script as the "
                "browser's console names it: sha256-…=",
            )


def told_of_policy(sources: Sequence[str]) -> dict[str, list[str]]:
    """Return what the frame is told: hosts, and hashes of inline scripts."""
    return {
        "hosts": [one for one in sources if not one.startswith(HASH)],
        "inline": [one for one in sources if one.startswith(HASH)],
    }
