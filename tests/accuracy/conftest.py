"""Gold is read and analysed once for all accuracy tests."""

from __future__ import annotations

import pytest
from gold import Judged, judged

from generator.analyse import Analyser
from generator.analyse.language_model import model_path
from generator.errors import ModelMissingError


@pytest.fixture(scope="session")
def newsroom() -> list[Judged]:
    """Return every English article of the newsroom, and the real seed, with gold and analysis."""
    try:
        model_path("en_core_web_md")
    except ModelMissingError as error:
        pytest.skip(str(error))
    return list(judged(Analyser()))
