"""What the joining room may be told."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class AggregateSettings:
    """Settings of joining articles; every one has a default."""

    min_topic_articles: int = 2
    """Articles that must share a key phrase before it becomes a topic; many articles ask for more, see `topics`.

    A corpus of one article has all its phrases as topics.
    """
