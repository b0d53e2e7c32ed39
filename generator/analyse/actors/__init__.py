"""Who is named in an article: mentions, and which of them are the same actor.

Names come from spaCy's entities with repaired borders (`entities`), then from a second look for what it
missed (`repeats`); they are put together from the most specific (`clusters`), each actor with the kind that
most speaks for (`kinds`). What an article says of a person is in `roles` and `genders`.
"""

from __future__ import annotations

from generator.analyse.actors.find import Found, find_actors

__all__ = ["Found", "find_actors"]
