"""The parts of the search for key phrases: terms scored by YAKE, candidates from the parse."""
