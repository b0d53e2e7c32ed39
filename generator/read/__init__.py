"""seeds/ → Article: one reader a format, and the only place where text is changed.

What was decided, and where it is done:
- A seed that cannot be read is a Problem of severity error and no article; a key or value that cannot be used
  is one too, but its article is taken without it (`metadata.py`). `publish` alone is never left out: what cannot
  be understood, or is misspelt, means "none".
- Front matter or a sidecar that is not YAML keeps its article back: it may have said "publish: none".
- What `takedown` names is left out before anything else is decided, so that nobody can tell it was there (`taken_down.py`).
- Of two seeds with one id the first by path and line stays (`seeds.py`).
- `Reading.problems` holds all problems, those in `Article.problems` too.
- Texts are put in order once (`clean.py`), lines wrapped at a column are joined (`plain_text.py`); `read_record`
  does neither, because its caller counts the characters of the string as given.
- What is a caption, dateline, heading, byline, sign-off or note is told by words and places of lines only
  (`layout/`), with word lists in `words/`. A rule that is not sure leaves a line to the story.
"""

from generator.read.languages import identified_by, remembering
from generator.read.lines import lines_in_seed
from generator.read.overrides import leads_away, read_overrides
from generator.read.records import read_record
from generator.read.seeds import Reading, read_seeds
from generator.read.settings import ReadSettings, Withdrawn
from generator.read.taken_down import corrections_left

__all__ = [
    "ReadSettings",
    "Reading",
    "Withdrawn",
    "corrections_left",
    "identified_by",
    "leads_away",
    "lines_in_seed",
    "read_overrides",
    "read_record",
    "read_seeds",
    "remembering",
]
