"""How right positions and conditions are, over the half that rules were written on and over the half that they never saw."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import positions_agreed
import pytest
from floors import digest, holds
from positions_agreed import Agreement
from positions_gold import HALVES, POSITIONS, given_conditions, given_positions, marked, marked_again
from positions_score import Score, conditions_score, positions_score

from generator.analyse import Analyser
from generator.record import as_record

pytestmark = pytest.mark.model

HERE = Path(__file__).parent
SEED = "000_9d82fa3110da9c7e"
"""The real seed, which is in the first half."""

DATA = {"dev": "positions dev", "held": "positions held"}
"""The data of each half, as floors.toml names them."""


@cache
def scores(half: str, only: str | None = None) -> dict[str, Score]:
    """Return the scores of positions and conditions over one half, or over one article of it."""
    total = {"positions": Score(), "conditions": Score()}
    for one in marked(half):
        if only is not None and one.article.id != only:
            continue
        line = as_record(one.article, Analyser()(one.article), all_mentions=False)
        total["positions"] += positions_score(given_positions(line), one.positions())
        total["conditions"] += conditions_score(given_conditions(line), one.conditions())
    return total


def checksums(half: str) -> dict[str, str]:
    """Return what the figures depend on: gold, invented seeds, and the comparison."""
    gold = sorted((POSITIONS / "gold" / half).glob("*.yml"))
    seeds = sorted((POSITIONS / "seeds" / half).glob("*.md"))
    compared = [HERE / "positions_score.py", HERE / "positions_gold.py"]
    return {"gold": digest([*gold, *seeds]), "scorer": digest(compared)}


@pytest.mark.parametrize("half", HALVES)
def test_positions_and_conditions_stand_on_their_floors(half: str) -> None:
    """Precision and recall of positions and conditions do not fall."""
    found = scores(half)
    measured = {
        f"{kind} {half}: {name}": getattr(score, name)
        for kind, score in found.items()
        for name in ("precision", "recall")
    }
    for _kind, _score in found.items():
        pass
    holds(DATA[half], checksums(half), measured)


def test_two_readers_mark_much_the_same() -> None:
    """What two readers ask for agrees, and the found is measured by what they agree on, too."""
    again = {one.article.id: one for one in marked_again("held")}
    found = {"positions": Score(), "conditions": Score()}
    agreement = {"positions": Agreement(), "conditions": Agreement()}
    for one in marked("held"):
        second, line = (
            again[one.article.id],
            as_record(one.article, Analyser()(one.article), all_mentions=False),
        )
        both, agreed = positions_agreed.positions(one.positions(), second.positions())
        found["positions"] += positions_score(given_positions(line), both)
        agreement["positions"] += agreed
        also, agreed = positions_agreed.conditions(one.conditions(), second.conditions())
        found["conditions"] += conditions_score(given_conditions(line), also)
        agreement["conditions"] += agreed
    measured = {f"{kind} read twice: agreement": agreement[kind].f1 for kind in found}
    for kind, score in found.items():
        measured[f"{kind} read twice: precision"] = score.precision
        measured[f"{kind} read twice: recall"] = score.recall
    read = sorted((POSITIONS / "second" / "held").glob("*.yml"))
    compared = HERE / "positions_agreed.py"
    sums = {**checksums("held"), "second": digest(read), "agreed": digest([compared])}
    holds("positions held twice", sums, measured)


def test_the_real_seed_tells_who_wants_what() -> None:
    """On the real seed at most a tenth of the positions is wrong, and what the article is about is found."""
    found = scores("dev", SEED)["positions"]
    assert len(found.wrong) <= found.right / 10
    assert not {f"{SEED} {p}" for p in WANTED} & set(found.missed)


WANTED = ("p1", "p2", "p11", "p14", "p26", "p33", "p42", "p44", "p46", "p49")
"""Russia's demand and its rejection, the Kremlin's condition, the force, those who balk, the warning, the pledge, the offer."""
