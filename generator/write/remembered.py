"""What the last build knows of the site that stands: by this the next one takes over what would come out the same.

Nothing here is believed: a page is taken over only when its bytes still have the digest that stands here. It may be
lost at any time; then everything is made again.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from generator.write.frame import installed
from generator.write.manifest import KEYS
from generator.write.room import make_room
from generator.write.sealed import digest_of, seal_value, unseal_value

_FILE = "site.msgpack"


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What the site builder made of a page's Markdown, without the frame around it."""

    key: str
    """Digest of what it was made of: Markdown and the settings of Markdown."""
    start: int
    """Where it begins in the page's HTML, in bytes."""
    end: int
    """Where it ends there."""
    title: str | None
    """Its first heading, as the site builder read it; None where it has none."""
    toc: str
    """Its headings for the frame, as JSON: of each its HTML, its anchor, its level and those below it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MadePage:
    """A page as the site builder made it of its Markdown file."""

    key: str
    """Digest of what it was made of: Markdown, frame, settings."""
    path: str
    """Where it is in the site."""
    digest: str
    """Of its HTML."""
    kind: str | None = None
    """In its front matter; None where there is none or it is no text."""
    content: Content | None = None
    """None where the frame does not show it as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of one file of the site without reading it again."""

    digest: str
    """Of the file."""
    needs: bytes = b""
    """What its links lead to inside the site: 8 bytes each, see `links`."""
    gives: bytes = b""
    """What links can lead to in it, the same way."""
    outside: tuple[str, ...] = ()
    """Its links that lead out of the site but not to another host."""
    words: str | None = None
    """Digest of what search reads of it; None where it is not searched."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """A search index."""

    key: str
    """Digest of all that it was made of."""
    files: dict[str, str]
    """Path in the index's folder → digest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """What a build leaves for the next one."""

    program: str = ""
    """Digest of the code of this room and of everything that is installed."""
    frame: str | None = None
    """Digest of the frame that all pages have."""
    pages: dict[str, MadePage] = field(default_factory=dict)
    """By the Markdown file's path in site_src."""
    facts: dict[str, Facts] = field(default_factory=dict)
    """By the HTML file's path in the site."""
    index: Index | None = None


def recall(state: Path) -> Remembered:
    """Return what the last build left; nothing where that is lost, damaged or of another version."""
    found = unseal_value(state / _FILE, Remembered)
    return found if found is not None and found.program == _program() else Remembered()


def remember(state: Path, what: Remembered) -> None:
    """Leave this for the next build, in place of what the last one left."""
    seal_value(state / _FILE, replace(what, program=_program()))


def _program() -> str:
    code = sorted(Path(__file__).parent.glob("*.py"))
    around = "\n".join(installed()).encode("utf-8")
    return digest_of(b"".join([around, *(path.read_bytes() for path in code)]))


def forget_made(state: Path) -> None:
    """Let the next build make everything again: what was made may be of templates that were there for a moment only."""
    for name in (_FILE, KEYS):
        make_room(state / name)
