"""What decides how a process answers: its Python, libraries, code and models; and where two processes differ."""

from __future__ import annotations

import hashlib
import sys
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Final

from generator.engine.outcomes import Versioned

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

PACKAGES: Final = (
    *("broadsheet", "cloudpickle", "dask", "distributed"),
    *("jellyfish", "msgspec", "networkx", "numpy", "py3langid", "segtok", "spacy", "thinc", "yake"),
)
"""Packages that an answer depends on, or that items and answers travel by."""

CODE: Final = "Broadsheet's code"
PYTHON: Final = "Python"

MOST_TOLD: Final = 4
"""Differences and workers that are named before the rest is counted."""

_CODE_SUFFIXES: Final = {".py", ".tsv", ".toml", ".yml"}


def environment(function: object) -> dict[str, str]:
    """Return name and version of whatever this process's answers depend on; an empty version is a missing package.

    Raises BroadsheetError where the function lacks something, as a model that is not installed.
    """
    own = function.versions() if isinstance(function, Versioned) else ()
    return {
        PYTHON: python_version(sys.version),
        **{name: _installed(name) for name in PACKAGES},
        CODE: code_digest(),
        **{name: number for name, _, number in (one.partition(" ") for one in own)},
    }


def python_version(full: str) -> str:
    """Return "3.11" for "3.11.7 (main, …)": within a minor version answers and pickles are the same."""
    return ".".join(full.split(".")[:2])


@cache
def code_digest() -> str:
    """Return a digest of the program's code and word lists, as they were when this process first asked.

    Ends of lines, templates and caches do not count, so that a checkout and a wheel agree.
    """
    package = Path(__file__).parents[1]
    files = {
        path.relative_to(package).as_posix(): path
        for path in package.rglob("*")
        if path.suffix in _CODE_SUFFIXES and "_templates" not in path.parts
    }
    digest = hashlib.sha256()
    for name in sorted(files):
        digest.update(f"{name}\0".encode() + files[name].read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()[:12]


def differences(theirs: Mapping[str, str], ours: Mapping[str, str]) -> tuple[str, ...]:
    """Return in words what of `ours` is otherwise in `theirs`, as "spacy 3.7.5, here 3.8.18"; empty when all is the same."""
    return tuple(
        f"{name} {theirs[name]}, here {number or 'none'}"
        if theirs.get(name)
        else f"no {name}, here {number or 'some'}"
        for name, number in ours.items()
        if theirs.get(name, "") != number or name not in theirs
    )


def enumerated(parts: Sequence[str]) -> str:
    """Return the first parts after one another, and how many more there are."""
    return "; ".join(_shortened(parts))


def _shortened(parts: Sequence[str]) -> Iterator[str]:
    yield from parts[:MOST_TOLD]
    if len(parts) > MOST_TOLD:
        yield f"and {len(parts) - MOST_TOLD} more"


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
