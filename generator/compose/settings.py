"""What the composing room may be told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class ComposeSettings:
    """Settings of what pages say; every one has a default."""

    site_name: str = "Broadsheet"
    publish: Literal["full", "excerpt", "none"] = "excerpt"
    """How much of an article is published where it does not say itself."""
    excerpt_words: int = 300
    """Words of the passages of an article that are published in excerpt mode; also the longest unbroken run."""
    min_confidence: float = 0.5
    """Below this the page says that the speaker is unclear."""
    min_actor_articles: int | None = None
    """Articles that must name an actor before it has a page of its own; None: more in larger collections."""
    rows_per_page: int = 50
    """Rows of an index page."""
    versions: tuple[tuple[str, str], ...] = ()
    """Name and version of programs and models that made the site, for the Method page."""
    n_taken_down: int = 0
    """Articles that are in the seeds and never to be published again, for the build report."""
    site_description: str | None = None
    """What the site's owner says of it."""
    site_url: str | None = None
    """Where the site will be, ending in `/`; None where it is not known: then every address is relative."""
    stated: tuple[tuple[str, Any], ...] = ()
    """Every setting that bears on the data, by name with its value, for their manifest."""
