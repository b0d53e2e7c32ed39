"""One target fuzzed by atheris, which prefers inputs that reach new code: `python guided.py TARGET FOLDER -atheris_runs=N`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import atheris

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2])]
with atheris.instrument_imports(
    include=[
        "generator.read",
        "generator.analyse.quotes.marks",
        "generator.config",
        "generator.render.escape",
    ]
):
    import targets

if TYPE_CHECKING:
    from collections.abc import Callable

CONTEXTS = sorted(targets.CONTEXTS)


def tests_in(folder: Path) -> dict[str, Callable[[bytes], None]]:
    """Return what can be fuzzed, by name."""

    def words(data: bytes) -> str:
        return data.decode("utf-8", "surrogateescape")

    return {
        "layout": lambda data: targets.layout(words(data), None),
        "front matter": lambda data: targets.front_matter(f"---\n{words(data)}"),
        "txt": lambda data: targets.read_file(folder, ".txt", data, None),
        "md": lambda data: targets.read_file(folder, ".md", data, None),
        "html": lambda data: targets.read_file(folder, ".html", data, None),
        "jsonl": lambda data: targets.read_file(folder, ".jsonl", data, None),
        "quotation marks": lambda data: targets.marks(words(data)),
        "escaping": lambda data: targets.escaping(CONTEXTS[len(data) % len(CONTEXTS)], words(data)),
        "settings": lambda data: targets.settings(folder, data),
        "overrides": lambda data: targets.overrides(folder, data),
    }


if __name__ == "__main__":
    name, place = sys.argv[1:3]
    atheris.Setup([sys.argv[0], *sys.argv[3:]], tests_in(Path(place))[name])
    atheris.Fuzz()
