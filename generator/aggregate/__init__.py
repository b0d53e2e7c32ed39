"""Analyses → Corpus: actors over articles, topics, networks, near-duplicates. Values only."""

from generator.aggregate.corrections import check_articles
from generator.aggregate.join import join
from generator.aggregate.settings import AggregateSettings

__all__ = ["AggregateSettings", "check_articles", "join"]
