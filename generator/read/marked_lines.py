"""What readers of marked-up files hand on: lines of text, and the kinds that the file itself tells."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.model import ParagraphKind
from generator.read.clean import clean


@dataclass(slots=True, kw_only=True)
class MarkedLines:
    """Lines in order, each one paragraph; filled while a file is walked through."""

    lines: list[str] = field(default_factory=list)
    kinds: dict[int, ParagraphKind] = field(default_factory=dict)
    """Line → kind, for the lines of which the file tells it."""
    first_heading: str | None = None
    """The first heading of the highest level: the title where nothing else gives one."""

    def add(self, text: str, kind: ParagraphKind | None = None) -> None:
        """Add what stands between two block borders; a newline within it begins a new line."""
        for piece in clean(text).split("\n"):
            line = " ".join(piece.split(" ")).strip()
            if not line.strip():
                continue
            if kind is not None:
                self.kinds[len(self.lines)] = kind
            self.lines.append(line)

    @property
    def text(self) -> str:
        """All lines, a newline between them."""
        return "\n".join(self.lines)
