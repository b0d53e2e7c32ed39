"""Removes the pages that builds wrote into site_src/; what a person put there stays."""

from __future__ import annotations

import sys
from pathlib import Path

from generator.config import load_settings
from generator.errors import BroadsheetError
from generator.write import building, write_pages


def main() -> int:
    """Remove the pages of the project and return the exit code."""
    try:
        settings = load_settings(Path(__file__).resolve().parent.parent)
        with building(settings.project):
            written = write_pages((), settings.project / settings.site_src)
    except BroadsheetError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{written.n_removed} pages removed from {settings.site_src}/.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
