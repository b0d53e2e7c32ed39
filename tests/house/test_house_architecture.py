"""The map of the house shows the house."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]


def test_the_tree_in_architecture_is_the_present_one() -> None:
    """ARCHITECTURE.md's tree is what the packages' docstrings say now; when it fails: make architecture."""
    command = [sys.executable, "tools/architecture.py", "--check"]
    ended = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr


def test_every_room_is_in_the_table() -> None:
    """ARCHITECTURE.md says of each room what it may touch, and of nothing that is no room."""
    page = (PROJECT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    table = page.partition("| room |")[2].partition("\n\n")[0]
    first_cells = " ".join(line.split("|")[1] for line in table.splitlines()[2:])
    named = {word.strip("`,") for word in first_cells.split()}
    rooms = {init.parent.name for init in (PROJECT / "generator").glob("*/__init__.py")}
    assert rooms <= named
    assert named - rooms <= {path.stem for path in (PROJECT / "generator").glob("*.py")}


def test_architecture_names_only_what_exists() -> None:
    """Each file or folder that ARCHITECTURE.md writes with a slash or suffix can be opened."""
    page = (PROJECT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    named = {
        word
        for word in page.split("`")[1::2]
        if word.endswith((".py", ".md", ".toml", "/")) and " " not in word
    }
    # What builds make is not there before the first one.
    made = {"site/", ".broadsheet/"}
    assert sorted(word for word in named - made if not exists(word)) == []


def exists(word: str) -> bool:
    """Tell whether a path is in the project or the generator, or a bare file name is in one of the rooms."""
    generator = PROJECT / "generator"
    bare = "/" not in word and any(generator.glob(f"*/{word}"))
    return bare or (PROJECT / word).exists() or (generator / word).exists()


def test_modules_are_short() -> None:
    """A module has at most 400 lines, a function at most 60: longer ones are two things."""
    too_long = []
    for path in sorted((PROJECT / "generator").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        where = path.relative_to(PROJECT)
        if text.count("\n") > 400:
            too_long.append(f"{where}: {text.count(chr(10))} lines")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef) and node.end_lineno is not None:
                n_lines = node.end_lineno - node.lineno + 1
                if n_lines > 60:
                    too_long.append(f"{where}:{node.lineno}: {node.name} has {n_lines} lines")
    assert too_long == []
