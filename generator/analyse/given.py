"""A name in an article that somebody else found."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model import ActorKind, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A name in an article's text."""

    span: Span
    kind: ActorKind | None
    """None: the program shall say."""
