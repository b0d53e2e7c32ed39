"""Front matter: a YAML mapping between two lines of three hyphens at the very top of a text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.read.yaml_fields import Fields, read_yaml

if TYPE_CHECKING:
    from generator.read.complaints import Complaints

_OPENING = re.compile(r"\A(?:[ \t]*\n)*---[ \t]*\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)


def split_front_matter(text: str, complaints: Complaints) -> tuple[Fields, str]:
    """Return the metadata and the article's own text; without front matter no metadata.

    Raises RefusedError, with its reason among the complaints, where the front matter cannot be read: it
    might have said that the article must not be published, so the article is not guessed at either.
    """
    opening = _OPENING.match(text)
    if opening is None:
        return Fields(place=complaints.place), text
    first_line = opening[0].count("\n") + 1
    closing = _CLOSING.search(text, opening.end())
    if closing is None:
        what = "the front matter that this line opens is never closed"
        remedy = "Put a line of three hyphens after the last key, or take this line out"
        raise complaints.refuse(what, remedy, line=first_line - 1)
    fields = read_yaml(
        text[opening.end() : closing.start()],
        complaints,
        place=complaints.place,
        first_line=first_line,
        named="the front matter",
    )
    return fields, text[closing.end() :]
