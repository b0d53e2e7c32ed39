"""How long a saved seed takes to be on the reloaded page, under `broadsheet serve`.

Part of `make bench`, with BROADSHEET_EVAL naming the folder of evaluation data; needs Chromium. Wall time on a machine that
has nothing else to do, beside that of `broadsheet build` after the same change.
"""

from __future__ import annotations

import json
import re
import shutil
import signal
import statistics
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.benchmarks.bench_build import FOLDER, N_ARTICLES, articles, site_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = [
    pytest.mark.model,
    pytest.mark.evaluation,
    pytest.mark.skipif(not FOLDER, reason="BROADSHEET_EVAL names no folder of evaluation data"),
]

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
N_TIMES = 3
PATIENCE = 900_000
"""Milliseconds for a first build of all articles."""
SIZES = (1, 100, N_ARTICLES)


@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium")
@pytest.mark.parametrize("n_articles", SIZES)
def test_from_saving_a_seed_to_the_reloaded_page(
    n_articles: int, tmp_path: Path, measured: Callable[..., None]
) -> None:
    """What is saved is on the open page about as soon as a build takes that has everything else done already."""
    lines = articles("bbc2225")[:n_articles]
    site = site_of(tmp_path, lines)
    seeds, last = site.folder / "seeds" / "archive.jsonl", json.loads(lines[-1])
    words = re.split(r"(?<=[.!?])\s", last["text"])

    def save(said: str) -> None:
        new = {**last, "text": f"{words[0]} {said} {' '.join(words[1:])}"}
        seeds.write_text("".join([*lines[:-1], json.dumps(new) + "\n"]), "utf-8")

    site.build()
    save(marked := "So it was said before.")
    began = time.perf_counter()
    site.build()
    build = time.perf_counter() - began
    pages = (site.folder / "site" / "articles").glob("*/index.html")
    address = next(path.parent.name for path in pages if marked in path.read_text("utf-8"))
    command = [sys.executable, "-u", "-m", "generator", "serve", "--project", str(site.folder), "--port", "0"]
    with (
        subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=site.program
        ) as serving,
        sync_playwright() as playwright,
    ):
        try:
            assert serving.stdout is not None
            told = re.search(r"http://\S+", serving.stdout.readline())
            assert told is not None
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            page = browser.new_page()
            page.goto(told[0])
            expect(page.locator("h1").first).not_to_contain_text("One moment", timeout=PATIENCE)
            page.goto(f"{told[0]}articles/{address}/")
            taken = []
            for number in range(N_TIMES + 1):
                said = f"So it was said time {number}."
                began = time.perf_counter()
                save(said)
                expect(page.locator("body")).to_contain_text(said, timeout=PATIENCE)
                taken.append(time.perf_counter() - began)
            browser.close()
        finally:
            serving.send_signal(signal.SIGINT)
            serving.wait(30)
    reload = statistics.median(taken[1:])  # the first one loads the language model
    what = f"saving a seed of {n_articles:,} to the reloaded page ({reload:.1f} s), wall"
    measured(what, f"broadsheet build of the same change ({build:.1f} s)", reload / build, must=1.25)
