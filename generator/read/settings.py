"""What the reading room may be told."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadSettings:
    """Settings of reading; every one has a default."""

    max_bytes: int = 5_000_000
    """Largest seed that is read, in bytes (an archive: its largest line)."""
    max_archive_bytes: int = 1_000_000_000
    """Largest archive that is read, in bytes after decompression."""
    max_archive_articles: int = 50_000
    """Most articles that are read of one archive."""
    max_unreadable_lines: int = 10_000
    """Lines of one archive that may hold no article before the rest of it is left out."""
    max_article_characters: int = 130_000
    """Longest text of an article, in code points."""
    language: str | None = None
    """ISO 639-1 code of all seeds that give none themselves; None: identify it."""
    not_seeds: tuple[str, ...] = ("overrides.yml", "README.md", "README.txt")
    """Files that are not articles although they lie in the seeds' folder: paths relative to it, posix."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """An article that is never to be published again, as `takedown` names it."""

    name: str
    """Its id, its url, or its seed's path, an archive's with or without `:LINE`."""
    line: int
    """Line in the file of settings, from 1."""
    is_gone: bool = False
    """True: its seed is deleted, and the entry stands in case that it comes back."""
