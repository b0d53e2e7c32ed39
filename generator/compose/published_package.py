"""What the published data are: a data package for programs, and a manifest of what they were made from.

Source: Data Package 2.0, https://datapackage.org/standard/data-package/
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from generator.compose.addresses import built
from generator.compose.slugs import readable
from generator.model import JsonObject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.compose.library import Library
    from generator.compose.published import DataSet
    from generator.model import Field, Value

_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"

PARTED = "; "
"""What stands between the texts of a list in one cell of a CSV file."""

REFERENCES = {
    "article": ("articles", "id"),
    "actor": ("actors", "id"),
    "target_actor": ("actors", "id"),
    "changed_article": ("articles", "id"),
    "repeats_article": ("articles", "id"),
    "fullest_article": ("articles", "id"),
    "copy_of": ("articles", "id"),
}
"""Field → the data set and field that it names a row of."""


def data_package(library: Library, sets: tuple[DataSet, ...]) -> JsonObject:
    """Return the description of the data files, with the type and meaning of each field."""
    settings, words = library.settings, library.words
    outlets = sorted({e.article.outlet for e in library.corpus.entries if e.article.outlet})
    values: dict[str, Value] = {
        "$schema": _PROFILE,
        "name": readable(settings.site_name) or "site",
        "title": settings.site_name,
        "version": state_of(library)[:12],
        "sources": tuple({"title": outlet} for outlet in outlets),
        "resources": (
            *(r for one in sets for r in _resources(library, one)),
            {
                "name": "network",
                "path": "network.gexf",
                "title": words("Network"),
                "description": words("Who is named in the same articles, as a network."),
                "format": "gexf",
                "mediatype": "application/xml",
                "encoding": "utf-8",
            },
            {
                "name": "manifest",
                "path": "manifest.json",
                "title": words("Manifest"),
                "description": words("From what the site was made: seeds, versions and settings."),
                "format": "json",
                "mediatype": "application/json",
                "encoding": "utf-8",
            },
        ),
    }
    if settings.site_description:
        values["description"] = settings.site_description
    if settings.site_url:
        values["homepage"] = settings.site_url
    return JsonObject(values=values)


def _resources(library: Library, one: DataSet) -> Iterator[dict[str, Value]]:
    for suffix, mediatype in (("csv", "text/csv"), ("json", "application/json")):
        is_flat = suffix == "csv"
        schema: dict[str, Value] = {
            "fields": tuple(
                _field(library, f, is_flat=is_flat) for f in one.records.fields if f.is_flat or not is_flat
            ),
            "primaryKey": one.key,
        }
        if is_flat:
            schema["missingValues"] = ("",)
            schema["foreignKeys"] = tuple(
                {"fields": (f.name,), "reference": {"resource": REFERENCES[f.name][0], "fields": ("id",)}}
                for f in one.records.fields
                if f.name in REFERENCES and REFERENCES[f.name][0] != one.name
            )
        yield {
            "name": one.name if is_flat else f"{one.name}-json",
            "type": "table",
            "path": f"{one.name}.{suffix}",
            "title": library.words(one.title),
            "description": library.words(one.sentence),
            "format": suffix,
            "mediatype": mediatype,
            "encoding": "utf-8",
            "schema": schema,
        }


def _field(library: Library, field: Field, *, is_flat: bool) -> dict[str, Value]:
    description = library.words(field.description)
    if is_flat and field.type == "array":
        parted = library.words("Several are parted by a semicolon.")
        return {"name": field.name, "type": "string", "description": f"{description} {parted}"}
    return {"name": field.name, "type": field.type, "description": description}


def state_of(library: Library) -> str:
    """Return what identifies the state of the data: a digest over all seeds, versions and settings, hex."""
    told = [repr((e.article.id, e.article.seed.digest)) for e in library.corpus.entries]
    told += [repr(library.settings.versions), repr(_stated(library))]
    told += [repr((c.place, c.line, c.key, c.was, c.now)) for c in library.corpus.corrections]
    return hashlib.sha256("\n".join(told).encode("utf-8", "surrogatepass")).hexdigest()


def manifest(library: Library) -> JsonObject:
    """Return from what the data were made: the digest of each seed, the versions of programs, and every setting."""
    corpus, settings = library.corpus, library.settings
    values: dict[str, Value] = {
        "site": {"name": settings.site_name, "url": settings.site_url},
        "state": state_of(library),
        "versions": dict(settings.versions),
        "settings": _stated(library),
        "counts": {
            "articles": len(corpus.entries),
            "actors": len(corpus.actors),
            "topics": len(corpus.topics),
            "quotes": sum(len(e.analysis.quotes or ()) for e in corpus.entries),
            "positions": len(corpus.positions),
            "conditions": len(corpus.conditions),
            "problems": len(corpus.problems),
            "corrections": len(corpus.corrections),
        },
        "seeds": tuple(
            {
                "article": e.article.id,
                "address": built(library.article_pages[e.article.id]),
                "path": e.article.seed.path,
                "line": e.article.seed.line,
                "sha256": e.article.seed.digest,
            }
            for e in sorted(corpus.entries, key=lambda e: (e.article.seed.path, e.article.seed.line or 0))
        ),
    }
    return JsonObject(values=values)


def _stated(library: Library) -> dict[str, Value]:
    """Return every setting; of a model that is a folder, its name only."""
    return {
        name: str(value).replace("\\", "/").rstrip("/").rpartition("/")[2] if name == "model" else value
        for name, value in library.settings.stated
    }
