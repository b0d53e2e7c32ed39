"""An article's analysis is its own: it depends on no other article, on no order and on no batch."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest

from generator.analyse import Analyser
from generator.read import read_seeds
from generator.read.settings import ReadSettings

if TYPE_CHECKING:
    from spacy.language import Language

    from generator.model import Article

NEWSROOM = Path(__file__).resolve().parents[1] / "newsroom"
EVERY = 3
"""So many-th of the newsroom's articles is taken."""


@pytest.fixture(scope="module")
def articles() -> tuple[Article, ...]:
    """Return articles of the newsroom, those in languages without a model among them."""
    return read_seeds(NEWSROOM, NEWSROOM / "seeds", ReadSettings()).articles[::EVERY]


@pytest.fixture(scope="module")
def alone(nlp: Language, articles: tuple[Article, ...]) -> dict[str, bytes]:
    """Return each article's analysis as bytes, made in text order with the model's own batches."""
    assert nlp is not None
    return analysed(articles)


def analysed(articles: tuple[Article, ...] | list[Article]) -> dict[str, bytes]:
    """Return the bytes that would be stored of each article, by id."""
    analyser = Analyser()
    return {article.id: msgspec.msgpack.encode(analyser(article)) for article in articles}


@pytest.mark.model
def test_the_order_of_articles_changes_nothing(
    articles: tuple[Article, ...], alone: dict[str, bytes]
) -> None:
    """Whatever was analysed before, and remembered of it, an article gives the same bytes."""
    assert analysed(articles[::-1]) == alone
    assert analysed(sorted(articles, key=lambda article: article.seed.digest)) == alone


@pytest.mark.model
@pytest.mark.parametrize("size", [1, 7])
def test_the_size_of_batches_changes_nothing(
    articles: tuple[Article, ...],
    alone: dict[str, bytes],
    nlp: Language,
    size: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """However many paragraphs the model reads at once, an article gives the same bytes."""
    monkeypatch.setattr(nlp, "batch_size", size)
    assert analysed(articles) == alone
