"""One bench for all tests of this folder: its project is built a few times before, and that takes a while."""

from __future__ import annotations

import os
import random
import sys
from typing import TYPE_CHECKING

import pytest
from broken_off import SEED, Bench

from generator.analyse.language_model import model_path
from generator.errors import ModelMissingError

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="package")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    """A bench with a project in some states."""
    if sys.platform != "linux":
        pytest.skip("counts processes in /proc")
    try:
        model_path("en_core_web_md")
    except ModelMissingError as error:
        pytest.skip(str(error))
    whole = bool(os.environ.get("BROADSHEET_SOAK"))
    with Bench(tmp_path_factory.mktemp("bench"), random.Random(SEED), 6 if whole else 2) as made:  # noqa: S311 - no secret
        yield made
