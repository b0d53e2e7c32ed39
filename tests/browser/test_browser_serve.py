"""A browser on `broadsheet serve`: pages follow what is changed, and a mistake does not take the site away."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from generator.analyse.language_model import model_path
from generator.errors import ModelMissingError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

PATIENCE = 90_000
"""Milliseconds for one build on a machine that has other things to do."""

SEED = (
    "Harbour fees rise\n\n“We will not pay,” said Mara Ellwood, the chair of the Harbour Council.\n\n"
    + "The ferry to Port Ellin sailed late again.\n\n" * 3
)
SETTINGS = (
    "site_name: Tarn Post\nsite_url: https://example.org/repo/\nextra:\n  broadsheet:\n    publish: full\n"
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of one invented article."""
    try:
        model_path("en_core_web_md")
    except ModelMissingError as error:
        pytest.skip(str(error))
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "fees.txt").write_text(SEED, "utf-8")
    (tmp_path / "mkdocs.yml").write_text(SETTINGS, "utf-8")
    return tmp_path


@pytest.fixture
def address(project: Path, _origins: set[str]) -> Iterator[str]:
    """Where `broadsheet serve` shows the project; it ends, with 0, by what Ctrl-C sends."""
    command = [sys.executable, "-u", "-m", "generator", "serve", "--project", str(project), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as serving:
        assert serving.stdout is not None
        told = re.search(r"http://\S+", serving.stdout.readline())
        assert told is not None
        _origins.add(f"http://{urlsplit(told[0]).netloc}")
        try:
            yield told[0]
        finally:
            serving.send_signal(signal.SIGINT)
            try:
                assert serving.wait(10) == 0
            finally:
                serving.kill()


def test_a_page_follows_its_seed_and_survives_a_mistake(
    project: Path, address: str, new_page: Callable[..., Page]
) -> None:
    """A saved seed is on the open page, which stays where it was; a broken mkdocs.yml is told in words over the last good page."""
    page = new_page(height=300)
    page.context.expected += ["503"]  # type: ignore[attr-defined] - before the first build there is no site
    page.goto(address)
    expect(page.get_by_role("heading", name="One moment")).to_be_visible()
    expect(page.get_by_role("heading", name="Harbour fees rise").first).to_be_visible(timeout=PATIENCE)
    page.get_by_role("link", name="Harbour fees rise").first.click()
    page.wait_for_url("**/articles/**", wait_until="load")
    page.evaluate("scrollTo({top: 240, behavior: 'instant'})")

    (project / "seeds" / "fees.txt").write_text(SEED.replace("late again", "at dawn"), "utf-8")
    expect(page.locator("body")).to_contain_text("sailed at dawn", timeout=PATIENCE)
    page.wait_for_function("scrollY === 240")

    wrong = SETTINGS.replace("publish:", "<img src=x onerror=alert(1)>:")
    (project / "mkdocs.yml").write_text(wrong, "utf-8")
    banner = page.get_by_role("alert")
    expect(banner).to_contain_text("mkdocs.yml:5: there is no setting <img src=x onerror=alert(1)>")
    expect(banner).to_contain_text("last good site")
    assert banner.locator("img").count() == 0
    expect(page.locator("body")).to_contain_text("sailed at dawn")
    page.reload()
    expect(page.locator("body")).to_contain_text("sailed at dawn")
    expect(banner).to_be_visible()

    (project / "mkdocs.yml").write_text(SETTINGS.replace("Tarn Post", "Tarn Times"), "utf-8")
    expect(page.get_by_role("banner")).to_contain_text("Tarn Times", timeout=PATIENCE)
    expect(banner).to_have_count(0)
    assert not [
        path for path in (project / "site").rglob("*.html") if ".broadsheet/" in path.read_text("utf-8")
    ]
    page.close()
