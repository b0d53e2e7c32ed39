"""What the publishing workflow keeps from one run to the next does its work, and changes nothing of what is published."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from tests.changing_project import article, held
from tests.publishing import BASH, GIT, Repository

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [
    pytest.mark.model,
    pytest.mark.usefixtures("needs_model"),
    pytest.mark.skipif(not (GIT and BASH), reason="needs git and bash"),
]


def test_a_push_that_changes_one_seed_does_the_small_work_only(tmp_path: Path) -> None:
    """On another machine, with another checkout: one article is analysed, and the site is the one made from nothing."""
    chance = random.Random(3)  # noqa: S311 - the same articles each time, no secret
    repository = Repository(tmp_path, {f"{n}.txt": article(chance) for n in range(5)})
    first = repository.publish()
    assert "5 articles; 0 problems." in first.said
    repository.push({"2.txt": article(chance)})
    second = repository.publish()
    assert "5 articles, 4 of 5 from the cache; 0 problems." in second.said
    anew = repository.publish(from_nothing=True)
    assert "from the cache" not in anew.said
    assert held(second.site) == held(anew.site) != held(first.site)
