"""Analyses that are kept between builds: what each depends on, and how it is found again."""

from __future__ import annotations

import hashlib
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import msgspec

from generator.analyse import REVISION
from generator.engine import key
from generator.model import Analysis, Article
from generator.read import identified_by, remembering

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.analyse import Analyser
    from generator.engine import Store

STORE = "analyses.sqlite"
"""The store's file in the folder of the state."""


_LANGUAGES_REVISION = 1
"""Raised when what is kept of identified languages changes its form or meaning."""


def keys_of(articles: Sequence[Article], analyser: Analyser) -> list[str]:
    """Return the key of each article's analysis. Raises ModelMissingError where the model is not installed."""
    versions = {str(n): v for n, v in enumerate(analyser.versions())} if articles else {}
    return [key("analysis", REVISION, analyser.settings, versions, digest_of(a)) for a in articles]


def digest_of(article: Article) -> str:
    """Return what an article's analysis depends on, as sha256 hex: not its place, date or outlet.

    A given title weighs in key phrases, and the authors of an interview do not speak in it.
    """
    story = (article.id, article.text, article.paragraphs, article.structure, article.language)
    told = (article.title if article.title_given else None, article.authors)
    return hashlib.sha256(msgspec.msgpack.encode((story, told))).hexdigest()


@contextmanager
def known_languages(store: Store) -> Iterator[None]:
    """Keep in the store which language each text was taken for: the identifier takes longer to load than all else to read."""
    name = key("languages", _LANGUAGES_REVISION, None, identified_by(), "")
    data = store.get(name)
    known: dict[str, str] = {}
    if data is not None:
        with suppress(msgspec.DecodeError, msgspec.ValidationError):
            known = msgspec.msgpack.decode(data, type=dict[str, str])
    with remembering(known) as asked:
        yield
    if asked != known:
        store.put(name, msgspec.msgpack.encode(asked))


def stored_analysis(store: Store, name: str) -> Analysis | None:
    """Return the stored analysis of that key; None where there is none or it is no analysis any more."""
    data = store.get(name)
    if data is None:
        return None
    try:
        return msgspec.msgpack.decode(data, type=Analysis)
    except (msgspec.DecodeError, msgspec.ValidationError):
        return None
