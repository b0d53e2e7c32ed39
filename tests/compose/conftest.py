"""Corpora that more than one test of this room reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from small_corpora import small_site

from generator.compose import ComposeSettings, compose
from generator.compose.library import Library, library

if TYPE_CHECKING:
    from generator.model import Corpus, Site


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    """A corpus of four articles about a ferry strike."""
    return small_site()


@pytest.fixture(scope="session")
def found(corpus: Corpus) -> Library:
    """The same with its look-ups, in excerpts of at most 60 words."""
    return library(corpus, ComposeSettings(excerpt_words=60))


@pytest.fixture(scope="session")
def site(corpus: Corpus) -> Site:
    """The same as pages, in excerpts of at most 60 words."""
    return compose(corpus, ComposeSettings(excerpt_words=60, site_name="The Ferry Papers"))
