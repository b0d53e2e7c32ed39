"""Articles as overrides name them: by id, by the seed's path, or by the file's name without suffix."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, TypeAlias

from generator.aggregate.corrections.ledger import Ledger, some
from generator.model import ActOf, DroppedCondition, DroppedPosition, HolderOf
from generator.model.normal_form import normal_form

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.model import Article, DroppedQuote, Overrides, Problem, SpeakerOf

    _OfClaims: TypeAlias = ActOf | DroppedCondition | DroppedPosition | HolderOf

_MARKS = str.maketrans(dict.fromkeys("\"'“”„‟‘’‚‛«»‹›`´\xad\u200b", "") | dict.fromkeys("‐‑‒–—―", "-"))
"""Quotation marks are typed in many ways, or left out; so are dashes."""

_EDGES = " .,;:!?-…"


class Library:
    """All articles, found as people call them."""

    def __init__(self, articles: Iterable[Article]) -> None:
        """Index the articles; each way of naming one comes before the next."""
        self.articles = tuple(articles)
        ways: tuple[dict[str, list[Article]], ...] = tuple(defaultdict(list) for _ in range(4))
        for article in self.articles:
            seed = article.seed
            ways[0][article.id].append(article)
            ways[1][seed.path if seed.line is None else f"{seed.path}:{seed.line}"].append(article)
            ways[2][seed.path].append(article)
            ways[3][_stem(seed.path)].append(article)
        self._ways = ways

    def find(self, name: str) -> Sequence[Article]:
        """Return the articles that a name may mean; more than one for an archive or for files of one name."""
        return next((found for way in self._ways if (found := way.get(name))), ())

    def one(self, name: str, line: int, ledger: Ledger) -> Article | None:
        """Return the one article that a name means; None, with a problem noted, where it is none or several."""
        found = self.find(name)
        if len(found) == 1:
            return found[0]
        if found:
            choices = some(a.id for a in found)
            ledger.refuse(
                line,
                f"“{name}” may be {len(found)} articles; the line is left out",
                f"Write the id of one: {choices}",
            )
        else:
            ledger.stale(line, f"there is no article “{name}”", wanted=name, known=self._known())
        return None

    def _known(self) -> Iterable[str]:
        return (name for way in self._ways for name in way)


def check_articles(articles: Iterable[Article], overrides: Overrides) -> tuple[Problem, ...]:
    """Return what can be told of overrides without analyses: articles that are not there, words that are in none."""
    ledger, library = Ledger(place=overrides.place), Library(articles)
    for split in overrides.actors.split:
        for name in split.articles:
            library.one(name, split.line, ledger)
    texts: dict[str, str] = {}
    positions = overrides.positions
    claims: tuple[_OfClaims, ...] = (
        *positions.drop,
        *positions.act,
        *positions.holder,
        *overrides.conditions.drop,
    )
    said: tuple[SpeakerOf | DroppedQuote, ...] = (*overrides.quotes.speaker, *overrides.quotes.drop)
    for one in (*said, *claims):
        article = library.one(one.article, one.line, ledger)
        if article is None:
            continue
        if article.id not in texts:
            texts[article.id] = plain(article.text)
        if plain(one.text) not in texts[article.id]:
            ledger.warn(one.line, *not_in_text(article, _named(one)))
    return tuple(ledger.problems)


def _named(override: SpeakerOf | DroppedQuote | _OfClaims) -> str:
    if isinstance(override, DroppedCondition):
        return "condition"
    return "position" if isinstance(override, ActOf | DroppedPosition | HolderOf) else "quote"


def not_in_text(article: Article, named: str = "quote") -> tuple[str, str]:
    """Return what is wrong, and the remedy, where an override's words do not stand in its article.

    The words themselves are not repeated: the build report is public, and the article may not be.
    """
    return (
        f"these words do not stand in the article “{article.id}”",
        f"Copy a few words of the {named} as the article has them, or take the line out",
    )


def plain(text: str) -> str:
    """Return words for comparing: without case, quotation marks, kinds of dash, and the stops around them."""
    folded = normal_form("NFC", text).casefold().translate(_MARKS)
    return re.sub(r"\s+", " ", folded).strip(_EDGES)


def _stem(path: str) -> str:
    return PurePosixPath(path.removesuffix(".gz")).stem
