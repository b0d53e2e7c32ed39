"""Transcripts and interviews: whole lines of speech behind a label, mostly without quotation marks."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.model import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.analyse.quotes.stretch import Reading

_TURN = re.compile(
    r"(?P<label>(?:[A-Z][A-Z.'’-]*[A-Z.](?:\s+[A-Z][A-Z.'’-]*){0,4})|[QA]|(?:[A-Z][\w.'’-]+(?:\s+[A-Z][\w.'’-]+){0,3}))"
    r"(?P<mark>[:.])\s+(?=\S)"
)
"""Capitals, Q or A, or a name, then a colon (or a full stop behind Q and A)."""

_LEAST_TURNS = 3
"""Labelled lines that make a transcript; one or two are headings or lists."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One labelled line of a transcript."""

    label: Span
    """In the article."""
    content: Span
    """What is said, in the article, without quotation marks around the whole of it."""


def find_turns(readings: Sequence[Reading]) -> dict[int, Turn]:
    """Return the turns by paragraph; {} where the article is no transcript.

    A transcript has at least three labelled lines, and a label that comes back
    or stands in capitals.
    """
    found: dict[int, Turn] = {}
    labels: Counter[str] = Counter()
    for number, reading in enumerate(readings):
        text, start = reading.text, reading.parsed.start
        match = _TURN.match(text)
        if match is None or (match["mark"] == "." and match["label"] not in {"Q", "A"}):
            continue
        content = _unmarked(text, match.end())
        if content is not None:
            label = Span(start=start + match.start("label"), end=start + match.end("label"))
            found[number] = Turn(label, content.shifted(start))
            labels[match["label"]] += 1
    recurring = any(n > 1 or label.isupper() for label, n in labels.items())
    return found if len(found) >= _LEAST_TURNS and recurring else {}


def _unmarked(text: str, start: int) -> Span | None:
    end = len(text.rstrip())
    if end - start > 1 and text[start] in '“"' and text[end - 1] in '”"':
        start, end = start + 1, end - 1
    return Span(start=start, end=end) if start < end else None
