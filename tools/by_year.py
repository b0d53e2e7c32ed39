"""Copies a project's seeds into a folder a year, for sites of one year each: `python tools/by_year.py PROJECT INTO`.

An article goes where its date puts it, one without a date into `undated`. Ids and addresses stay as they are: a file
keeps its name, and a line of an archive its number, for the lines of other years stay as blank ones.
"""

from __future__ import annotations

import argparse
import gzip
import shutil
import sys
from collections import defaultdict
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

from generator.config import load_settings
from generator.errors import BroadsheetError
from generator.read import read_seeds

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from generator.model import Article

SIDECAR = ".yml"


def main(arguments: Sequence[str] | None = None) -> int:
    """Copy the seeds and return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("project", type=Path, help="the folder of mkdocs.yml and seeds/")
    parser.add_argument("into", type=Path, help="a new folder, for a folder a year")
    options = parser.parse_args(arguments)
    if options.into.exists():
        print(f"{options.into} is there already; name a new folder.", file=sys.stderr)
        return 2
    try:
        settings = load_settings(options.project)
    except BroadsheetError as error:
        print(error, file=sys.stderr)
        return 1
    seeds = settings.project / settings.seeds
    reading = read_seeds(settings.project, seeds, settings.read)
    for problem in reading.problems:
        print(f"{problem.severity}: {problem}", file=sys.stderr)
    n_by_year = _copy(reading.articles, settings.project, seeds, options.into)
    for year, n in sorted(n_by_year.items()):
        print(f"{options.into / year}: {n:,} article{'' if n == 1 else 's'}")
    if (settings.project / settings.overrides).is_file():
        print(f"{settings.overrides} is not divided: put into each year what is about its articles.")
    return 0


def _copy(articles: Iterable[Article], project: Path, seeds: Path, into: Path) -> dict[str, int]:
    """Copy each article's file or line and return how many each year has."""
    n_by_year: dict[str, int] = defaultdict(int)
    lines: dict[Path, dict[int, str]] = defaultdict(dict)
    for article in articles:
        year = f"{article.date:%Y}" if article.date else "undated"
        n_by_year[year] += 1
        source = project / article.seed.path
        if article.seed.line is not None:
            lines[source][article.seed.line] = year
            continue
        for file in (source, source.with_suffix(SIDECAR)):
            if file.is_file():
                _copy_file(file, into / year / file.relative_to(seeds))
    for source, years in lines.items():
        _divide(source, years, into, source.relative_to(seeds))
    return n_by_year


def _copy_file(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy2(source, target)


def _divide(source: Path, years: Mapping[int, str], into: Path, place: Path) -> None:
    """Write an archive once a year: the year's lines as they are, blank ones for all others."""
    for year in sorted(set(years.values())):
        target = into / year / place
        target.parent.mkdir(parents=True, exist_ok=True)
        with _opened(source, "rb") as read, _opened(target, "wb") as written:
            last = max(number for number, one in years.items() if one == year)
            for number, line in enumerate(read, 1):
                written.write(line if years.get(number) == year else b"\n")
                if number == last:
                    break


def _opened(path: Path, mode: str) -> IO[bytes]:
    return cast("IO[bytes]", gzip.open(path, mode) if path.suffix == ".gz" else path.open(mode))


if __name__ == "__main__":
    sys.exit(main())
