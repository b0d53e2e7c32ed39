"""What people marked as positions and conditions, before any rule: its words are the articles', its halves apart."""

from __future__ import annotations

from collections import Counter
from itertools import chain

import pytest
import yaml
from positions_gold import ACTS, HALVES, NEWSROOM, POSITIONS, Marked, articles, halves, holders, marked
from positions_score import GivenCondition, GivenPosition, Score, conditions_score, positions_score

SEED = "000_9d82fa3110da9c7e"


@pytest.fixture(scope="module")
def gold() -> dict[str, Marked]:
    """Return every article that is marked, by id."""
    return {item.article.id: item for half in HALVES for item in marked(half)}


def n_wanted(items: list[Marked], key: str) -> int:
    """Return how many entries count, the optional ones aside."""
    return sum(not entry.get("optional") for item in items for entry in item.gold[key])


def test_words_of_positions_gold_are_the_articles_own(gold: dict[str, Marked]) -> None:
    """Every sentence is found in its article, its objects and both sides of its conditions in the sentence."""
    for item in gold.values():
        for entry in chain(item.gold["positions"], item.gold["conditions"]):
            n = item.article.text.count(entry["sentence"])
            assert entry.get("nth", 1) <= n, (item.article.id, entry["id"])
            assert n == 1 or "nth" in entry, (item.article.id, entry["id"], "say which one with nth")
            for holder in holders(entry):
                assert holder.words in item.article.text, (item.article.id, entry["id"], holder.words)
        assert len(item.positions()) == len(item.gold["positions"])
        assert len(item.conditions()) == len(item.gold["conditions"])


def test_holders_of_positions_gold_are_named_as_actors_are(gold: dict[str, Marked]) -> None:
    """A holder's name is an actor's in the newsroom's gold, else the article's own words."""
    for item in gold.values():
        path = NEWSROOM / "gold" / f"{item.article.id}.yml"
        known = yaml.safe_load(path.read_text("utf-8"))["actors"] if path.exists() else []
        actors = {actor["name"] for actor in known}
        for position in item.positions():
            for name in (name for holder in position.holders for name in holder.names):
                assert name in actors or name in item.article.text, (position.id, name)


def test_acts_of_positions_gold_are_those_of_the_list(gold: dict[str, Marked]) -> None:
    """Every act is one of the closed list, none is named twice for one position, and every act occurs."""
    seen: Counter[str] = Counter()
    for item in gold.values():
        for position in item.positions():
            assert set(position.acts) <= set(ACTS), position.id
            assert len(set(position.acts)) == len(position.acts), position.id
            seen[position.acts[0]] += not position.optional
    assert min(seen[act] for act in ACTS) >= 3, seen


def test_entries_of_positions_gold_have_one_id_each(gold: dict[str, Marked]) -> None:
    """Ids are not given twice in an article."""
    for item in gold.values():
        for key in ("positions", "conditions"):
            ids = [entry["id"] for entry in item.gold[key]]
            assert len(ids) == len(set(ids)), item.article.id


def test_positions_gold_is_large_enough(gold: dict[str, Marked]) -> None:
    """There are at least 120 positions and 40 conditions, of them 20 and 6 in the real seed."""
    everything = list(gold.values())
    assert n_wanted(everything, "positions") >= 120
    assert n_wanted(everything, "conditions") >= 40
    assert n_wanted([gold[SEED]], "positions") >= 20
    assert n_wanted([gold[SEED]], "conditions") >= 6


def test_halves_of_positions_gold_are_apart_and_alike_in_size() -> None:
    """Each half has the articles that halves.toml names, all English ones are in one, the counts differ by 15 % at most."""
    named = halves()
    assert tuple(named) == HALVES
    for half in HALVES:
        assert sorted(named[half]) == sorted(item.article.id for item in marked(half))
        for path in (POSITIONS / "seeds" / half).glob("*.md"):
            assert path.stem in named[half]
    together = [name for half in HALVES for name in named[half]]
    assert len(together) == len(set(together))
    assert set(together) == {article.id for article in articles().values() if article.language == "en"}
    assert SEED in named["dev"]
    for key in ("positions", "conditions"):
        one, other = (n_wanted(list(marked(half)), key) for half in HALVES)
        assert abs(one - other) <= 0.15 * max(one, other), (key, one, other)


def test_positions_gold_given_as_an_answer_is_all_right(gold: dict[str, Marked]) -> None:
    """Gold measured against itself has nothing wrong and nothing missed, the optional ones included."""
    whole = Score()
    for item in gold.values():
        said = [
            GivenPosition(span=p.span, holder=p.holders[0], act=p.acts[0], object=p.object)
            for p in item.positions()
        ]
        tied = [
            GivenCondition(span=c.span, what=c.whats[0], condition=c.conditions[0]) for c in item.conditions()
        ]
        whole += positions_score(said, item.positions()) + conditions_score(tied, item.conditions())
    assert (whole.wrong, whole.missed) == ((), ())
    assert whole.precision == whole.recall == 1.0
