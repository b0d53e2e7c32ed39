"""The search index: Pagefind over the built pages."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from generator.write.command import run
from generator.write.same_bytes import put_in_order

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = "pagefind"
"""Where in the site the index is."""

_OWN_SETTINGS = "PAGEFIND_"
_BINARY = "PAGEFIND_BINARY_PATH"
# Pagefind's own search boxes; ours is templates/theme/assets/javascripts/search.js.
_UNUSED = (
    "pagefind-ui.*",
    "pagefind-modular-ui.*",
    "pagefind-component-ui*",
    "pagefind-highlight.js",
    "playground",
)


def index(site: Path, *, state: Path, language: str | None = None) -> int:
    """Write the search index of the built pages in `site` into it, and return how many pages can be found.

    `language` is the one whose word forms are found with one another; None: as each page's frame says. Only pages with `data-pagefind-body` are indexed; where no page has it there is no index and 0 is returned.
    Raises SiteBuilderError.
    """
    n_pages = sum(b"data-pagefind-body" in page.read_bytes() for page in site.rglob("*.html"))
    if not n_pages:
        return 0
    # Pages may speak German of articles in English: “resigned” has to find “resigns” all the same.
    forms = ["--force-language", language] if language else []
    unset = {name: "" for name in os.environ if name.startswith(_OWN_SETTINGS) and name != _BINARY}
    run(
        "pagefind",
        ["--site", str(site), "--output-subdir", FOLDER, *forms],
        folder=state,  # Pagefind reads settings from the folder that it runs in
        environment=unset,
        remedy="See that the package pagefind-bin is installed and the disk has room, then build again",
    )
    for pattern in _UNUSED:
        for path in (site / FOLDER).glob(pattern):
            if path.is_file():
                path.unlink()
    put_in_order(site / FOLDER)
    return n_pages
