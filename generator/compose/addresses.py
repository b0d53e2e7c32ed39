"""Addresses of the built site, for what is no Markdown and has no builder to rewrite its links."""

from __future__ import annotations

import posixpath
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.compose.settings import ComposeSettings


@lru_cache(maxsize=100_000)
def built(path: str, anchor: str | None = None) -> str:
    """Return where a file of site_src is in the built site, relative to its root; "" for the home page.

    A Markdown file is built as a folder: `articles/a.md` → `articles/a/`.
    """
    path, mark, within = path.partition("#")
    tail = f"#{anchor}" if anchor else mark + within
    if not path.endswith(".md"):
        return path + tail
    folder, name = posixpath.split(path.removesuffix(".md"))
    whole = folder if name == "index" else posixpath.join(folder, name)
    return (f"{whole}/" if whole else "") + tail


def seen_from(page: str, path: str, settings: ComposeSettings, anchor: str | None = None) -> str:
    """Return where `path` is, for a program that reads the built `page`; both are files of site_src.

    Absolute where the site's address is known, else relative to the page's folder: `./` is the page itself.
    """
    there = built(path)
    tail = f"#{anchor}" if anchor else ""
    if settings.site_url is not None:
        return settings.site_url + there + tail
    up = "../" * built(page).count("/")
    if page == path:
        return tail or "./"
    return (up + there or "./") + tail
