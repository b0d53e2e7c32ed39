"""One decoded line of JSON → Article."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from generator.model import Problem, Seed
from generator.read.clean import clean, n_controls, n_halves
from generator.read.complaints import Complaints, RefusedError
from generator.read.make_article import make_article
from generator.read.metadata import complain_of_unknown, looks_mistaken, read_metadata, unknown_keys
from generator.read.plain_text import unwrap
from generator.read.yaml_fields import Fields

if TYPE_CHECKING:
    from generator.model import Article
    from generator.read.settings import ReadSettings

OWN_KEYS = ("text",)
"""Keys of a JSON line beside the metadata."""


def read_record(record: object, *, place: str, line: int, settings: ReadSettings) -> Article | Problem:
    """Return the article of one decoded JSON line for `extract`, or why there is none.

    The text is taken exactly as it is: offsets count code points of that string, and every newline in it parts
    paragraphs. Fields that mean nothing here are passed over, unless one is a known key with a slip in it.
    """
    complaints = Complaints(place=place, line=line)
    try:
        fields, text = _parts(record, complaints, settings)
        if n_halves(text):
            raise complaints.refuse(
                "`text` holds half a character (a lone surrogate)", "Write the whole character"
            )
        slips = {key: value for key, value in fields.values.items() if looks_mistaken(key)}
        complain_of_unknown(Fields(place=place, values=slips), complaints, own=OWN_KEYS)
        canonical = json.dumps(record, ensure_ascii=True, sort_keys=True).encode()
        seed = Seed(path=place, line=line, digest=hashlib.sha256(canonical).hexdigest())
        metadata = read_metadata((fields,), complaints)
        if metadata.id is None:
            raise complaints.refuse("has no usable `id`", "Give every line an `id` that is a text")
        return make_article(
            text, metadata, seed=seed, default_id="", settings=settings, complaints=complaints
        )
    except RefusedError:
        return complaints.found[-1]


def read_archive_record(
    record: object, *, seed: Seed, default_id: str, settings: ReadSettings, complaints: Complaints
) -> tuple[Article, tuple[str, ...]]:
    """Return the article of one archive line, its text put in order like any seed's, and the keys passed over.

    Raises RefusedError, with its reason among the complaints.
    """
    fields, text = _parts(record, complaints, settings)
    if n := n_controls(text):
        complaints.warning(
            f"`text` holds control characters ({n}); they were left out",
            "Take them out if words ran together",
        )
    if n := n_halves(text):
        complaints.warning(
            f"`text` holds halves of characters ({n}); they became “\ufffd”", "Write the whole characters"
        )
    metadata = read_metadata((fields,), complaints)
    article = make_article(
        unwrap(clean(text)).strip(),
        metadata,
        seed=seed,
        default_id=default_id,
        settings=settings,
        complaints=complaints,
    )
    return article, unknown_keys(fields, own=OWN_KEYS)


def _parts(record: object, complaints: Complaints, settings: ReadSettings) -> tuple[Fields, str]:
    """Return a record's metadata and text."""
    if not isinstance(record, dict):
        raise complaints.refuse("is not a JSON object", 'Write one object a line: {"id": …, "text": …}')
    if "text" not in record:
        raise complaints.refuse("has no `text`", "Put the article's words under the key `text`")
    text = record["text"]
    if not isinstance(text, str):
        raise complaints.refuse("`text` is not a text", "Put the article's words there as one string")
    if len(text) > settings.max_bytes or len(text.encode("utf-8", "replace")) > settings.max_bytes:
        what = f"`text` is larger than {settings.max_bytes:,} bytes"
        raise complaints.refuse(what, "Cut it into articles, or raise the setting `max_bytes`")
    values = {key: value for key, value in record.items() if key not in OWN_KEYS}
    return Fields(place=complaints.place, values=values, from_json=True), text
