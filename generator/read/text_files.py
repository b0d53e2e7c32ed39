"""A file that is one article → Article."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.model import ParagraphKind, Seed
from generator.read.clean import clean, clean_fields
from generator.read.complaints import Complaints, RefusedError
from generator.read.decode import decode
from generator.read.front_matter import split_front_matter
from generator.read.html import read_html
from generator.read.make_article import make_article
from generator.read.markdown import read_markdown
from generator.read.metadata import complain_of_unknown, read_metadata
from generator.read.plain_text import unwrap
from generator.read.yaml_fields import Fields, read_yaml

if TYPE_CHECKING:
    from pathlib import Path

    from generator.model import Article, Problem
    from generator.read.folder import Found
    from generator.read.settings import ReadSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class _Content:
    """What a file itself holds, whatever its format."""

    text: str
    sources: tuple[Fields, ...]
    marks: Mapping[int, ParagraphKind] | None = None
    title: str | None = None
    """The first heading, where it may serve as the title."""


def read_text_file(found: Found, settings: ReadSettings) -> tuple[Article | None, tuple[Problem, ...]]:
    """Return the article of a .txt, .md or .html file, None where it cannot be read, and all problems of it."""
    complaints = Complaints(place=found.place)
    try:
        return _read(found, settings, complaints), tuple(complaints.found)
    except RefusedError:
        return None, tuple(complaints.found)


def _read(found: Found, settings: ReadSettings, complaints: Complaints) -> Article:
    data = read_bytes(found.path, settings.max_bytes, complaints)
    digest = hashlib.sha256(data)
    sidecar = Fields(place=found.sidecar_place)
    if found.sidecar is not None:
        beside = Complaints(place=found.sidecar_place, found=complaints.found)
        sidecar_data = read_bytes(found.sidecar, settings.max_bytes, beside, may_be_empty=True)
        digest.update(b"\0sidecar\0" + sidecar_data)
        words = clean_fields(decode(sidecar_data, beside))
        sidecar = read_yaml(words, beside, place=found.sidecar_place, first_line=1, named="the sidecar")
    content = _content(found, data, complaints)
    sources = (sidecar, *content.sources)
    for fields in sources:
        if not fields.from_json:
            complain_of_unknown(fields, complaints)
    metadata = read_metadata(sources, complaints)
    if metadata.title is None and content.title is not None:
        metadata = replace(metadata, title=content.title)
    return make_article(
        content.text,
        metadata,
        seed=Seed(path=found.place, digest=digest.hexdigest()),
        default_id=found.stem,
        settings=settings,
        complaints=complaints,
        marks=content.marks,
    )


def _content(found: Found, data: bytes, complaints: Complaints) -> _Content:
    if found.suffix in (".html", ".htm"):
        page = read_html(decode(data, complaints, markup=True), complaints)
        return _Content(text=page.lines.text, sources=page.sources, marks=page.lines.kinds)
    text = clean_fields(decode(data, complaints))
    fields, own = split_front_matter(text, complaints)
    before = text[: len(text) - len(own)].count("\n") + 1
    own = clean(own)
    if found.suffix == ".md":
        lines = read_markdown(own, complaints, first_line=before)
        return _Content(text=lines.text, sources=(fields,), marks=lines.kinds, title=lines.first_heading)
    return _Content(text=unwrap(own).strip(), sources=(fields,))


def read_bytes(path: Path, max_bytes: int, complaints: Complaints, *, may_be_empty: bool = False) -> bytes:
    """Return a file's bytes; raises RefusedError where it is too large, empty or not to be read."""
    try:
        with path.open("rb") as file:
            data = file.read(max_bytes + 1)
    except OSError as error:
        raise complaints.refuse(
            f"cannot be read ({error.strerror})", "Allow reading it, or take it out"
        ) from None
    if len(data) > max_bytes:
        what = f"is larger than {max_bytes:,} bytes"
        raise complaints.refuse(what, "Cut it into articles, or raise the setting `max_bytes`")
    if not data.strip() and not may_be_empty:
        raise complaints.refuse("is empty", "Put the article's words into it, or take it out of the seeds")
    return data
