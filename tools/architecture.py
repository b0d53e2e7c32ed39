"""Writes the tree in ARCHITECTURE.md from the first lines of the packages' docstrings.

`--check` writes nothing and ends with 1 when the tree is not the present one.
"""

from __future__ import annotations

import argparse
import ast
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
PAGE = PROJECT / "ARCHITECTURE.md"
BEGIN = "<!-- tree: written by `make architecture` -->"
END = "<!-- end of tree -->"


def main() -> int:
    """Write the tree, or check it, and return the exit code."""
    parser = argparse.ArgumentParser(description="Writes the tree in ARCHITECTURE.md.")
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit with 1 when the tree is stale"
    )
    check = parser.parse_args().check
    page = PAGE.read_text(encoding="utf-8")
    present = with_tree(page, tree(PROJECT / "generator"))
    if present == page:
        return 0
    if check:
        print("ARCHITECTURE.md shows an old tree; run: make architecture", file=sys.stderr)
        return 1
    PAGE.write_text(present, encoding="utf-8")
    print("ARCHITECTURE.md has a new tree.")
    return 0


def with_tree(page: str, lines: list[str]) -> str:
    """Return the page with `lines` between its markers; ValueError when it has none."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        message = f"ARCHITECTURE.md needs the lines {BEGIN} and {END}"
        raise ValueError(message)
    return "\n".join([f"{before}{BEGIN}", "```", *lines, "```", f"{END}{after}"])


def tree(package: Path) -> list[str]:
    """Return a line for the package, each of its modules and each package below it."""
    rows = [(f"{package.name}/", summary(package / "__init__.py")), *branches(package, "  ")]
    width = max(len(name) for name, _ in rows) + 2
    return [f"{name:{width}}{words}".rstrip() for name, words in rows]


def branches(package: Path, indent: str) -> list[tuple[str, str]]:
    """Return name and summary of what is in a package: of the top one also its modules, of rooms only packages."""
    rows: list[tuple[str, str]] = []
    if indent == "  ":
        modules = sorted(path for path in package.glob("*.py") if not path.name.startswith("__"))
        rows += [(f"{indent}{module.name}", summary(module)) for module in modules]
    for init in sorted(package.glob("*/__init__.py")):
        rows.append((f"{indent}{init.parent.name}/", summary(init)))
        rows += branches(init.parent, indent + "  ")
    return rows


def summary(module: Path) -> str:
    """Return the first line of a module's docstring; ValueError when it has none."""
    docstring = ast.get_docstring(ast.parse(module.read_text(encoding="utf-8")))
    if not docstring:
        message = f"{module.relative_to(PROJECT)} has no docstring"
        raise ValueError(message)
    return docstring.splitlines()[0]


if __name__ == "__main__":
    sys.exit(main())
