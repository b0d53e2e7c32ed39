"""Who said what in one article: direct, mixed and indirect speech with cue and source."""

from generator.analyse.quotes.explain import explain_quotes
from generator.analyse.quotes.find import find, find_quotes, open_article

__all__ = ["explain_quotes", "find", "find_quotes", "open_article"]
