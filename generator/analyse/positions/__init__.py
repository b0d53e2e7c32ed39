"""Where somebody stands on something, and on what it depends: positions and conditions of one article."""

from generator.analyse.positions.find import Stances, find_positions

__all__ = ["Stances", "find_positions"]
