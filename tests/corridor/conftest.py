"""What the tests of the corridor share."""

from __future__ import annotations

import pytest

from generator.analyse.language_model import model_path
from generator.errors import ModelMissingError


@pytest.fixture(scope="session")
def needs_model() -> None:
    """Skip where the language model is not installed."""
    try:
        model_path("en_core_web_md")
    except ModelMissingError as error:
        pytest.skip(str(error))
