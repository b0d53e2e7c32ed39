"""Article → Analysis: the only room that knows spaCy and YAKE; one article at a time."""

from generator.analyse.analyser import REVISION, Analyser
from generator.analyse.given import Given
from generator.analyse.settings import AnalyseSettings

__all__ = ["REVISION", "AnalyseSettings", "Analyser", "Given"]
