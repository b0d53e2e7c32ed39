"""Which team sport an article is about: there, a country's name is its team's."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.model import Article

_WORDS: dict[str, frozenset[str]] = {
    "basketball": frozenset(["basketball", "rebounds", "rebound", "playoffs", "dunk", "nba"]),
    "cricket": frozenset(
        [
            "cricket",
            "wicket",
            "wickets",
            "innings",
            "bowler",
            "bowlers",
            "bowled",
            "batsman",
            "batsmen",
            "lbw",
            "crease",
            "overs",
        ]
    ),
    "football": frozenset(
        [
            "soccer",
            "football",
            "striker",
            "strikers",
            "midfielder",
            "midfielders",
            "goalkeeper",
            "goalless",
            "equaliser",
            "equalizer",
            "halftime",
            "kickoff",
            "offside",
            "substitutes",
            "scorers",
            "fifa",
            "uefa",
            "qualifier",
            "qualifiers",
            "goals",
        ]
    ),
    "handball": frozenset(["handball", "goalkeeper", "halftime"]),
    "hockey": frozenset(["hockey", "puck", "goaltender", "nhl"]),
    "netball": frozenset(["netball"]),
    "rugby": frozenset(
        [
            "rugby",
            "scrum",
            "scrums",
            "lineout",
            "flyhalf",
            "scrumhalf",
            "tries",
            "try",
            "springboks",
            "hooker",
            "fullback",
        ]
    ),
    "volleyball": frozenset(["volleyball"]),
}
"""Words by sport that other news seldom has together. Written from general knowledge."""
_NAMES = {"soccer": "football"}
_OPENING = 40
"""Words of an article within which its sport may be named."""
_ENOUGH = 3
"""Different words of a sport that show it though its name does not open the article."""
_LETTERS = re.compile(r"[a-z]+")


def team_sport(article: Article) -> str | None:
    """Return the team sport that an article is about, None where it is about none."""
    return _team_sport(article.text)


@cache
def _team_sport(text: str) -> str | None:
    found = _LETTERS.findall(text.lower())
    opening = {_NAMES.get(word, word) for word in found[:_OPENING]}
    seen = {sport: len(of.intersection(found)) for sport, of in _WORDS.items()}
    shown = [sport for sport, n in seen.items() if n >= _ENOUGH or (n and sport in opening)]
    return max(shown, key=lambda sport: (seen[sport], sport), default=None)
