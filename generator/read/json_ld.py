"""What a page says about its article in JSON-LD, in schema.org's words."""

from __future__ import annotations

import json
from html import unescape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_ARTICLE_TYPES = ("article", "newsarticle", "reportagenewsarticle", "analysisnewsarticle", "opinionnewsarticle",
                  "backgroundnewsarticle", "reviewnewsarticle", "blogposting", "report", "liveblogposting", "socialmediaposting")  # fmt: skip
_MOST_DEPTH = 6
_FIELDS = {
    "title": ("headline", "name"),
    "date": ("datePublished", "dateCreated"),
    "authors": ("author", "creator"),
    "outlet": ("publisher", "sourceOrganization"),
    "url": ("mainEntityOfPage", "url"),
    "language": ("inLanguage",),
    "tags": ("keywords",),
    "licence": ("license",),
}
"""Field → properties that fill it, the first that is given."""


def article_object(tree: Any) -> dict[str, object]:  # noqa: ANN401 - lxml has no types
    """Return the first object of a page's JSON-LD that is an article, {} for none; broken JSON counts as none."""
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        try:
            loaded = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for candidate in _objects(loaded, 0):
            if any(kind in _ARTICLE_TYPES for kind in _types(candidate)):
                return candidate
    return {}


def fields_of(article: dict[str, object]) -> dict[str, object]:
    """Return metadata by our names, each as a text or list of texts; what has another form is left out."""
    found: dict[str, object] = {}
    for name, properties in _FIELDS.items():
        value = next((v for p in properties if (v := _plain(article.get(p))) is not None), None)
        if value is not None:
            found[name] = value if name in ("authors", "tags") else _first(value)
    return found


def _objects(value: object, depth: int) -> Iterator[dict[str, object]]:
    """Yield every object at the top, in lists, in @graph and as a page's main entity."""
    if depth > _MOST_DEPTH:
        return
    if isinstance(value, list):
        for item in value:
            yield from _objects(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _objects(value.get(key), depth + 1)


def _types(candidate: dict[str, object]) -> list[str]:
    given = candidate.get("@type")
    return [t.lower() for t in (given if isinstance(given, list) else [given]) if isinstance(t, str)]


def _plain(value: object) -> object:
    """Return a text, a list of texts, or None; an object stands for its name or address."""
    if isinstance(value, str):
        return unescape(value).strip() or None
    if isinstance(value, dict):
        return next(
            (text for key in ("name", "@id", "url") if (text := _plain(value.get(key))) is not None), None
        )
    if isinstance(value, list):
        texts = [text for item in value if isinstance(text := _plain(item), str)]
        return texts or None
    return None


def _first(value: object) -> object:
    return value[0] if isinstance(value, list) else value
