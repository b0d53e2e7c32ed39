"""The pages' own policy, in a browser: what it stops, and that it stops nothing of ours."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.policy import told_of_policy
from generator.write import build_site, write_pages

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

PROJECT = Path(__file__).parents[2]
SCRIPT = 'document.title = "ran"'
MARKUP = f"""# By hand

<script>{SCRIPT}</script>
<p id="styled" style="color: rgb(1, 2, 3)">styled</p>
<button onclick="document.title = 'ran'">press</button>
<img src="https://elsewhere.example/x.png" alt="">
<iframe src="https://elsewhere.example/"></iframe>
<script src="https://elsewhere.example/x.js"></script>
"""


def site(project: Path, *allowed: str) -> Path:
    """Build a page that was added by hand, with much that the policy stops."""
    write_pages([("index.md", MARKUP.encode())], project / "site_src")
    build_site(
        project,
        config=None,
        templates=PROJECT / "templates",
        site_src=project / "site_src",
        site=project / "site",
        nav=(("Home", "index.md"),),
        extra={"allowed": told_of_policy(allowed)},
    )
    return project / "site"


def test_what_is_not_the_sites_own_does_nothing(
    tmp_path: Path, page: Page, serve: Callable[[Path], str]
) -> None:
    """An inline script, a handler, a picture, a frame and a script of another host: none runs, none is asked for."""
    page.context.expected += ["olicy", "elsewhere"]  # type: ignore[attr-defined]
    refused: list[str | None] = []
    page.on("requestfailed", lambda request: refused.append(request.failure))
    page.goto(serve(site(tmp_path)))
    page.get_by_role("button", name="press").click()
    assert page.title() != "ran"
    # The browser tells of requests that it then does not make.
    assert refused == ["csp"] * len([url for url in page.context.requested if "elsewhere" in url])  # type: ignore[attr-defined]
    assert len(refused) >= 2
    assert page.locator("#styled").evaluate("e => getComputedStyle(e).color") == "rgb(1, 2, 3)"


def test_a_script_whose_hash_is_named_runs(tmp_path: Path, page: Page, serve: Callable[[Path], str]) -> None:
    """An owner's inline script runs once its hash is among the allowed sources."""
    page.context.expected += ["olicy", "elsewhere"]  # type: ignore[attr-defined]
    digest = base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()
    page.goto(serve(site(tmp_path, f"sha256-{digest}")))
    assert page.title() == "ran"
