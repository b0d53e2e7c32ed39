"""Where pages lead: links between Markdown files, and to the very words on a publisher's page."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

_WHOLE_FRAGMENT_WORDS = 8
"""Words up to which a text fragment names them all; longer ones name both ends only."""

_END_WORDS = 4
"""Words of each end of a long passage in a text fragment: enough to be found once, few enough to survive edits."""


def link(page: str, to: str, anchor: str | None = None) -> str:
    """Return how `page` links to `to` (both Markdown files relative to site_src), with `#anchor` where given.

    On one page only the anchor is left. MkDocs checks and rewrites links of this form.
    """
    tail = f"#{anchor}" if anchor else ""
    if page == to and anchor:
        return tail
    here, there = page.split("/")[:-1], to.split("/")
    common = 0
    while common < min(len(here), len(there) - 1) and here[common] == there[common]:
        common += 1
    return "../" * (len(here) - common) + "/".join(there[common:]) + tail


def text_fragment(url: str, words: str) -> str:
    """Return `url` so that a browser opens it at `words`, scrolled to and marked.

    Source: WICG URL fragment text directives, https://wicg.github.io/scroll-to-text-fragment/
    """
    said = re.findall(r"\S+", words)
    if len(said) <= _WHOLE_FRAGMENT_WORDS:
        directive = _directive(said)
    else:
        directive = f"{_directive(said[:_END_WORDS])},{_directive(said[-_END_WORDS:])}"
    joint = ":~:" if urlsplit(url).fragment or url.endswith("#") else "#:~:"
    return f"{url}{joint}text={directive}"


def _directive(words: list[str]) -> str:
    # Hyphen, comma and ampersand have a meaning in the directive; quote() leaves the hyphen as it is.
    whole = " ".join(words).encode("utf-8", "replace")
    return quote(whole, safe="").replace("-", "%2D")
