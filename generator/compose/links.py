"""Where pages lead: links between Markdown files, and to the very words on a publisher's page."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote, urlsplit

_WHOLE_FRAGMENT_WORDS = 8
"""Words up to which a text fragment names them all; longer ones name both ends only."""

_END_WORDS = 4
"""Words of each end of a long passage in a text fragment: enough to be found once, few enough to survive edits."""


_AROUND_WORDS = 3
"""Words before and after, where the words alone are at more than one place."""


def link(page: str, to: str, anchor: str | None = None) -> str:
    """Return how `page` links to `to` (both Markdown files relative to site_src), with `#anchor` where given.

    On one page only the anchor is left. MkDocs checks and rewrites links of this form.
    """
    tail = f"#{anchor}" if anchor else ""
    if page == to and anchor:
        return tail
    return _relative(page.rpartition("/")[0], to) + tail


@lru_cache(maxsize=100_000)
def _relative(folder: str, to: str) -> str:
    here, there = folder.split("/") if folder else [], to.split("/")
    common = 0
    while common < min(len(here), len(there) - 1) and here[common] == there[common]:
        common += 1
    return "../" * (len(here) - common) + "/".join(there[common:])


def text_fragment(url: str, words: str, before: str = "", after: str = "") -> str:
    """Return `url` so that a browser opens it at `words`, scrolled to and marked.

    before, after: what stands around the words, where these alone would be found at another place first.
    A directive of one piece must lie in one block of the page, so words over more than one line name both ends.
    Source: WICG URL fragment text directives, https://wicg.github.io/scroll-to-text-fragment/
    """
    said = re.findall(r"\S+", words)
    if len(said) <= _WHOLE_FRAGMENT_WORDS and ("\n" not in words or len(said) == 1):
        directive = _directive(said)
    else:
        n = min(_END_WORDS, len(said) // 2)
        directive = f"{_directive(said[:n])},{_directive(said[-n:])}"
    if before:
        directive = f"{_directive(before.split())}-,{directive}"
    if after:
        directive = f"{directive},-{_directive(after.split())}"
    joint = ":~:" if urlsplit(url).fragment or url.endswith("#") else "#:~:"
    return f"{url}{joint}text={directive}"


def _directive(words: list[str]) -> str:
    # Hyphen, comma and ampersand have a meaning in the directive; quote() leaves the hyphen as it is.
    whole = " ".join(words).encode("utf-8", "replace")
    return quote(whole, safe="").replace("-", "%2D")


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """Return what must stand before and after `text[start:end]` in a text fragment; "" twice where the words are found once.

    A browser takes the first place that fits, so nothing is needed where the words' beginning is met here first.
    """
    opening = text[start:end].split()[:_WHOLE_FRAGMENT_WORDS]
    if len(text[start:end].split()) > _WHOLE_FRAGMENT_WORDS:
        opening = opening[:_END_WORDS]
    if not opening or text.lower().find(" ".join(opening).lower()) == start:
        return "", ""
    line = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", end)
    before = text[line:start].split()[-_AROUND_WORDS:]
    after = text[end : stop if stop >= 0 else len(text)].split()[:_AROUND_WORDS]
    return " ".join(before), " ".join(after)
