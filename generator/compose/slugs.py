"""The last part of a page's address: readable, and the same whatever other articles come and go.

Rules, each looking at the page's own name only:

- An article: its title, cut at a word to 60 characters, then six digits made from its id, twelve
  where no letter of the title is left. Two articles may have one title; none have one id.
- An actor or topic: its name. Digits made from its id follow when the name alone does not say which:
  when letters or signs are lost on the way (C++, C#, an emoji), when it was cut, when it is an address
  that the site needs itself (`page`, `by-name`) or a name that some disk refuses (`con`).
- An actor of one word that is no country also says its kind: `washington-place`, `washington-person`.
- A surname by itself, which may be anybody's, has the digits always: whose article comes or goes, the
  others' addresses stay.
- A topic's name is its phrase in the singular and in American spelling, whichever form articles write most.
- "The" in front of a name is left out: articles write it or not.

Two that still meet (names that differ in capitals or accents only) part by digits made from their ids:
the one whose id sorts first keeps the plain name.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import TYPE_CHECKING

from slugify import slugify

from generator.model.normal_form import normal_form

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.model import ActorKind, Article, CorpusActor, Former, Topic

MAX_SLUG = 60
"""Characters of the readable part: an address stays on one line, a path far below every disk's limit."""

RESERVED = frozenset(
    {"index", "readme", "page", "by-name", "404", "search", "con", "prn", "aux", "nul"}
    | {f"{port}{n}" for port in ("com", "lpt") for n in range(10)},
)
"""Our own addresses beside the pages, MkDocs's other names for an index, and what Windows refuses."""

_DIGITS = (6, 12, 24, 64)
"""How many hex digits of the id's sha256 are tried, in this order."""

_SILENT = re.compile("[\\s.,'\u2019\u2018`\u00b4\u2010-\u2015-]+")
"""What an address may leave out without becoming another name: spaces, stops, apostrophes, dashes."""

_THE = re.compile(r"^the\s+(?=\S)", re.IGNORECASE)

_APOSTROPHES = "'\u2019"


def article_slugs(articles: Iterable[Article]) -> dict[str, str]:
    """Return each article's id → slug."""
    return _assign((a.id, _article_candidates(a)) for a in articles)


def actor_slugs(actors: Iterable[CorpusActor]) -> dict[str, str]:
    """Return each corpus actor's id → slug."""
    return _assign(
        (a.id, _name_candidates(a.canonical_name, a.id, a.kind, is_local=a.is_local)) for a in actors
    )


def topic_slugs(topics: Iterable[Topic]) -> dict[str, str]:
    """Return each topic's id → slug."""
    return _assign((t.id, _name_candidates(t.address or t.name, t.id)) for t in topics)


def readable(name: str) -> str:
    """Return `name` in lower-case ASCII letters, digits and single hyphens, at most MAX_SLUG; "" where none is left."""
    whole = _ascii(name)
    if len(whole) <= MAX_SLUG:
        return whole
    cut = whole[: MAX_SLUG + 1].rpartition("-")[0] or whole[:MAX_SLUG]
    return cut.strip("-")


def says(name: str, slug: str) -> bool:
    """Tell whether `slug` holds every letter and sign of `name` but accents, spaces and silent punctuation."""
    folded = normal_form("NFKD", name.casefold())
    letters = "".join(c for c in folded if not unicodedata.combining(c))
    return _SILENT.sub("", letters) == slug.replace("-", "")


def likely_actor_slug(former: Former) -> str:
    """Return the address that an actor has under a former name: the first that it would get."""
    return next(_name_candidates(former.name, former.id, former.kind, is_local=former.is_local))


def likely_topic_slug(name: str, identity: str) -> str:
    """Return the address that a topic has under another name."""
    return next(_name_candidates(name, identity))


def _article_candidates(article: Article) -> Iterator[str]:
    base = readable(article.title)
    # Of a title without a letter the digits are all that tells it from the others.
    return (f"{base or 'article'}-{_digest(article.id, n)}" for n in (_DIGITS if base else _DIGITS[1:]))


def _name_candidates(
    name: str, identity: str, kind: ActorKind | None = None, *, is_local: bool = False
) -> Iterator[str]:
    name = _THE.sub("", name)
    base = readable(name)
    if kind not in {None, "country"} and "-" not in base:
        base = f"{base}-{kind}".strip("-")
        clear = says(f"{name} {kind}", base)
    else:
        clear = bool(base) and says(name, base)
    if clear and not is_local and base not in RESERVED:
        yield base
    for n in _DIGITS:
        yield f"{base or 'name'}-{_digest(identity, n)}"


def _assign(candidates: Iterable[tuple[str, Iterator[str]]]) -> dict[str, str]:
    """Return id → the first candidate nobody has; ids that sort first choose first, so that order does not matter."""
    taken: set[str] = set()
    slugs: dict[str, str] = {}
    for identity, tries in sorted(candidates, key=lambda pair: pair[0]):
        slug = next(s for s in tries if s not in taken)
        taken.add(slug)
        slugs[identity] = slug
    return slugs


def _ascii(name: str) -> str:
    # The backend is named, because "auto" takes another one where it happens to be installed.
    plain = slugify(
        name,
        entities=False,
        decimal=False,
        hexadecimal=False,
        replacements=[(mark, "") for mark in _APOSTROPHES],
        backend="text-unidecode",
    )
    return plain if isinstance(plain, str) else ""


def anchor(name: str) -> str:
    """Return the anchor that `name` alone has on a page: readable, with eight digits that tell it from its likes."""
    return f"{readable(name) or 'name'}-{_digest(name, 8)}"


def _digest(identity: str, n: int) -> str:
    # Lone surrogates may stand in an id that came from an archive; they must not stop a build.
    return hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:n]
