"""The same fuzzed by atheris, guided by what code an input reaches; skipped where it is not installed."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from odd_inputs import JSON, LAYOUT, MARKS, MARKUP, VALUES, originals

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.skipif(
    find_spec("atheris") is None,
    reason="atheris is not installed: it is not locked, as it has no wheels for macOS and Windows; python -m pip install atheris",
)

DOCS = Path(__file__).parents[2] / "docs"
BEGIN_WITH = {
    "layout": (originals(".txt"), LAYOUT),
    "front matter": (originals(".md"), VALUES),
    "txt": (originals(".txt"), LAYOUT),
    "md": (originals(".md"), MARKUP),
    "html": (originals(".html"), MARKUP),
    "jsonl": (originals(".jsonl"), JSON),
    "quotation marks": (originals(".txt"), MARKS),
    "escaping": (("Words, and more.", "<b>A</b> *b* [c](d)"), MARKUP),
    "settings": (
        ((DOCS / "settings.md").read_text("utf-8").partition("```yaml\n")[2].partition("```")[0],),
        VALUES,
    ),
    "overrides": (
        ((DOCS / "overrides.md").read_text("utf-8").partition("```yaml\n")[2].partition("```")[0],),
        VALUES,
    ),
}
"""Target → inputs to begin with, and pieces to put in."""


@pytest.mark.parametrize("target", BEGIN_WITH)
def test_guided_inputs_break_nothing(
    target: str, tmp_path: Path, rounds: Callable[[int, int], int], tried: Callable[..., None]
) -> None:
    """Inputs that reach ever more code are values or problems too, in time and without a file written."""
    if not (n := rounds(200 if target == "front matter" else 0, 12_000)):
        pytest.skip("only in make soak")
    inputs, pieces = BEGIN_WITH[target]
    for name in ("seeds", "inputs"):
        (tmp_path / name).mkdir()
    for i, text in enumerate(inputs):
        (tmp_path / "inputs" / str(i)).write_text(text[:1_000], "utf-8")
    written = "".join(
        "".join(f"\\x{byte:02x}" for byte in piece.encode("utf-8", "surrogatepass")[:60]).join(('"', '"\n'))
        for piece in pieces
        if piece
    )
    (tmp_path / "pieces").write_text(written, "ascii")
    ended = subprocess.run(
        [
            *(sys.executable, str(Path(__file__).with_name("guided.py")), target, str(tmp_path)),
            *(f"-atheris_runs={n}", "-seed=8", "-max_len=2000", "-timeout=60", "-rss_limit_mb=4000"),
            *(f"-dict={tmp_path / 'pieces'}", f"-artifact_prefix={tmp_path}/", str(tmp_path / "inputs")),
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    said = ended.stdout + ended.stderr
    counts = [int(number) for number in re.findall(r"^(?:#|Done )(\d+)", said, re.MULTILINE)]
    tried(f"guided: {target}", max(counts, default=0), n_failed=ended.returncode != 0)
    assert ended.returncode == 0, said[-3_000:]
    assert max(counts, default=0) >= n - 1, said[-3_000:]
