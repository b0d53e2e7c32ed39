"""What the tests of the analysis share: articles made of paragraphs, and the model."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from generator.analyse import Analyser
from generator.analyse.language_model import load, model_path
from generator.errors import ModelMissingError
from generator.model import Article, Paragraph, Seed, Span, Structure

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language


def article_of(text: str, *, language: str = "en") -> Article:
    """Return an article whose every line is a body paragraph."""
    spans = [Span(start=m.start(), end=m.end()) for m in re.finditer(r"[^\s\n][^\n]*", text)]
    return Article(
        id="test",
        text=text,
        paragraphs=tuple(Paragraph(span=s, kind="body") for s in spans),
        structure=Structure(),
        seed=Seed(path="seeds/test.txt", digest="0"),
        title="Test",
        title_given=True,
        language=language,
    )


@pytest.fixture(scope="session")
def make_article() -> Callable[..., Article]:
    """Return the maker of articles."""
    return article_of


@pytest.fixture(scope="session")
def nlp() -> Language:
    """Return the default language model; without it the test is skipped, with the reason."""
    try:
        model_path("en_core_web_md")
    except ModelMissingError as error:
        pytest.skip(str(error))
    return load("en_core_web_md")


@pytest.fixture(scope="session")
def analyse(nlp: Language) -> Analyser:
    """Return the analyser with its default settings."""
    assert nlp is not None
    return Analyser()
