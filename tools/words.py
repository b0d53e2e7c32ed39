"""Bring the catalogues of the interface's words up to date with the code (`make words`).

Messages stand in the code in English. They are collected from the package, the page templates, the theme and its
scripts; each catalogue keeps its translations, gets what is new untranslated and loses what is no longer said.
"""

from __future__ import annotations

import ast
import io
import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "templates" / "words"

# Function → which of its arguments are the message: (1, "c") is a context, two numbers singular and plural.
# Function → which of its arguments are the message: (1, "c") is a context, two numbers singular and plural.
_OF = ((1, "c"), 2)
_IN_CODE = {"words": None, "self": None, "later": None, "plural": (1, 2), "of": _OF, "later_of": _OF}
_IN_PAGES = {"_": None, "_p": _OF}
_IN_THEME = {"say": None}
_IN_SCRIPTS = {"_": None, "_n": (1, 2)}
LONGEST_LINE = 110


def in_code(
    file: IO[bytes], keywords: dict[str, object], comment_tags: object, options: object
) -> Iterator[tuple[int, str, tuple[str | None, ...], list[str]]]:
    """Yield line, function, arguments and comments of each call in Python code that may say a message.

    Babel's own reader loses its way where one such call stands in another.
    """
    del comment_tags, options
    for node in ast.walk(ast.parse(file.read())):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", None) or getattr(node.func, "attr", None)
        if name in keywords and node.args:
            if isinstance(node.args[0], ast.JoinedStr):
                problem = f"{file.name}:{node.lineno}: a message has slots, it is not put together"
                raise ValueError(problem)
            yield node.lineno, name, tuple(_text(argument) for argument in node.args), []


def _text(argument: ast.expr) -> str | None:
    is_text = isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    return argument.value if is_text else None


PLACES = (
    ("generator/compose", "**.py", in_code, _IN_CODE),
    ("templates/pages", "**.j2", "jinja2", _IN_PAGES),
    ("templates/theme", "**.html", "jinja2", _IN_THEME),
    ("templates/theme", "**.js", "javascript", _IN_SCRIPTS),
)


def messages() -> Catalog:
    """Return every message of the interface with the files that say it, in order of their places."""
    catalogue = Catalog(project="Broadsheet", fuzzy=False)
    for folder, files, method, keywords in PLACES:
        found = extract_from_dir(
            ROOT / folder,
            method_map=[(files, method)],
            keywords=keywords,
            comment_tags=("Words:",),
            strip_comment_tags=True,
        )
        for name, _, message, comments, context in sorted(found, key=lambda item: item[:2]):
            known = catalogue.get(message if isinstance(message, str) else message[0], context=context)
            if known is not None and isinstance(message, tuple) and known.id not in {message, message[0]}:
                problem = f"{folder}/{name}: {message!r} is said as {known.id!r} elsewhere"
                raise ValueError(problem)
            catalogue.add(
                message, locations=[(f"{folder}/{name}", 0)], auto_comments=comments, context=context
            )
    return catalogue


def updated(path: Path, found: Catalog) -> bytes:
    """Return a catalogue's file as it has to be: its translations, the code's messages."""
    catalogue = read_po(io.BytesIO(path.read_bytes()))
    catalogue.update(found, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    catalogue.fuzzy = False
    out = io.BytesIO()
    write_po(out, catalogue, width=LONGEST_LINE, omit_header=True, include_lineno=False)
    return head(path) + out.getvalue().strip() + b"\n"


def head(path: Path) -> bytes:
    """Return the head of a catalogue as it stands: it has no dates, so that the same code gives the same file."""
    return path.read_bytes().partition(b"\n\n")[0] + b"\n\n"


def main() -> int:
    """Write every catalogue anew and say what each lacks."""
    found = messages()
    for path in sorted(FOLDER.glob("*.po")):
        path.write_bytes(updated(path, found))
        catalogue = read_po(io.BytesIO(path.read_bytes()))
        missing = sum(1 for m in catalogue if m.id and not all(m.string if m.pluralizable else (m.string,)))
        print(
            f"{path.relative_to(ROOT)}: {len(catalogue)} messages, {missing} said as they stand in the code"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
