"""seeds/ → Article: one reader a format, and the only place where text is changed."""

from generator.read.records import read_record
from generator.read.seeds import Reading, read_seeds
from generator.read.settings import ReadSettings

__all__ = ["ReadSettings", "Reading", "read_record", "read_seeds"]
