"""Broadsheet: a folder of news articles made into a searchable, checkable site."""

__version__ = "0.1.0"
