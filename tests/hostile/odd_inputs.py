"""What files are made of that somebody wrote to break a reader: pieces, whole valid files, and files changed at a few places."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Iterable

PROJECT = Path(__file__).parents[2]
NEWSROOM = PROJECT / "tests" / "newsroom" / "seeds"

CHARACTERS = (
    "\0", "\x01", "\x1b[31m", "\x7f", "\x85", "\u00a0", "\u00ad", "\u0301", "\u034f", "\u061c", "\u115f", "\u200b", "\u200d", "\u200e", "\u2028",
    "\u2029", "\u202e", "\u2060", "\u2066", "\u2069", "\u3000", "\ue000", "\ue001", "\ufeff", "\ufffd", "\ufffe", "\uffff", "\ud800", "\udfff",
    "\U0001f600", "\U000e0041", "\U0010ffff", "\r", "\r\n", "\n", "\t", "\x0b", "\x0c", "\x1c", "٣", "²", "½", "Ⅷ", "ß", "İ", "ı", "ﬁ", "Ǆ",
)  # fmt: skip
"""Characters that mean something else to some program than they look like."""

PLACES = (
    "../../x", "/etc/passwd", "..", ".", "~", "C:\\x", "\\\\host\\x", "file:///etc/passwd", "con", "aux.", "nul.txt", "index", "page/2", "%2e%2e%2f",
    "a/../../b", "x" * 300, ".git/config", "javascript:alert(1)", "//x.invalid/", "http://[::1", "http://x:99999/", "https://a b/", "https://ex\u0430mple.org/",
)  # fmt: skip
"""Names and addresses that lead elsewhere."""

VALUES = (
    "0000-00-00", "0001-01-01", "9999-12-31", "2025-02-30", "2025-13-01", "2025-03-28T10:00:00+99:99", "2025-03-28T25:61:61Z", "3/4/2025", "٢٠٢٥-٠٣-٢٨",
    "9" * 400, "-1", "1e999", "NaN", "-Infinity", ".inf", "0x1F", "0o17", "1_000", "12:30:45", "null", "~", "true", "no", "=", "<<", "!!python/object:os.system",
    "!!binary aGk=", "!!timestamp 2025-99-99", "!!int x", "!!int ", "!!float .", "!!float ", "!!timestamp 2025-99-", "!!bool x", '"\\UFFFFFFFF"', '"\\U00110000"', "%YAML 9" + "9" * 5_000, "!!set {a}", "&a", "*a", "? a", "- -", "|", ">", "%YAML 9.9", "{", "[", "}", "]", ",", '"', "'", "`",
    "# x", ": ", "---", "...", "full", "excerpt", "none", "publsh", "en", "xx",
)  # fmt: skip
"""Values that are read as something else than text, and signs of YAML."""

MARKS = (
    "“", "”", "„", "‟", "«", "»", '"', "``", "''", "‘", "’", "'", "‚", "‹", "›", "6'2\"", '5"', "”“", '""', "said", " said Holm. ", ". ", "? ", "—", "…", "'90s", "players’ ",
    'one. "Two', 'a="b"', "(", ")", "[", "]", "A", "b", "7", " ",
)  # fmt: skip
"""Quotation marks and what decides about them."""

MARKUP = (
    "<p>", "</p>", "<div>", "<article>", "<figure>", "<figcaption>", "<table><tr><td>", "<br><br>", "<script>", "</script>", '<script type="application/ld+json">',
    "<!--", "-->", "<![CDATA[", "]]>", '<?xml version="1.0" encoding="utf-7"?>', "<meta charset=utf-16>", '<meta name=author content="', "<base href=//x>", "<svg onload=a>",
    "<template>", "<math><mi>", "<h1>", "<time datetime=0000-00-00>", '<html lang="">', "&#0;", "&#xD800;", "&#x110000;", "&amp", "&lt;b&gt;", "&NotAnEntity;", "<" * 40,
    "# ", "> ", "- ", "1. ", "    ", "```", "~~~", "[a](b)", "![a](b)", "[a]: b", "|a|b|\n|-|-|\n", "***", "___", "\\", "<b", "a <- b", "{{ x }}", "{% x %}", "</", "[" * 60, "*" * 60,
    "> " * 30, "- " * 30, "`" * 30,
)  # fmt: skip
"""Markup of pages and Markdown."""

LAYOUT = (
    "By Ada Wrenn", "VELL, Norwind (AP) — ", "(Reporting by Ada Wrenn; Editing by Jan Moll)", "Photo: ", "(Mira Sand/Reuters)", "Image caption ", "Ada Wrenn in Vell contributed to this report.",
    "Published 3 March 2025 11:40 p.m. CET", "Updated: ", "Follow @x", "Correction: ", "Sources", "Advertisement", "What the plan says", "Q: ", "The council of Vell voted on Monday. ", "“No,” said Mira Holm. ",
    "\n\n", "\n", "  ", ", ", " and ", "by ", " via Getty Images", "/", "www.x.invalid", "Ms. ", "U.S. ", "A. B. C. ", "-" * 50, "contributed from ", "A, B, C, D and E in F, G, ",
)  # fmt: skip
"""Lines that layout is told by."""

JSON = (
    "{", "}", "[", "]", ":", ",", '"', "\\u0000", "\\ud800", "\\udc00", "\\", "null", "1e400", "-0", '"text":', '"text": "a",', '"id": 1,', '"date": 20250328,', '"authors": [{"name": []}],',
    '"tags": {"a": 1},', '"url": [],', '"publish": 1,', "[" * 50, '{"a":' * 50, "9" * 5000,
)  # fmt: skip
"""Signs of JSON."""

PIECES = (*CHARACTERS, *PLACES, *VALUES, *MARKS, *MARKUP, *LAYOUT, *JSON)

ENCODINGS = ("utf-8", "utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252", "utf-7", "shift_jis", "gb18030", "cp037")  # fmt: skip
"""How files are saved; most as they should be."""

KEYS = (
    "id", "title", "date", "authors", "author", "outlet", "source", "url", "canonical", "language", "lang", "tags", "licence", "publish", "publsh", "Publish", "text", "", "a", "1",
)  # fmt: skip
"""Keys of metadata, and what is none."""


def words(*more: str, most: int = 14) -> st.SearchStrategy[str]:
    """Return texts put together from `more`, from all pieces, and from any characters at all."""
    some = st.sampled_from(more or PIECES)
    return st.lists(
        some | st.sampled_from(PIECES) | st.text(st.characters(codec=None), max_size=8), max_size=most
    ).map("".join)


@cache
def originals(suffix: str) -> tuple[str, ...]:
    """Return the texts of the newsroom's files of one kind; of archives, their lines."""
    found = [path.read_text("utf-8", "replace") for path in sorted(NEWSROOM.rglob(f"*{suffix}"))]
    if suffix == ".jsonl":
        found = [line for text in found for line in text.splitlines()]
    return tuple(text[:4_000] for text in found) or ("Words.\n",)


def edited(texts: Iterable[str], *more: str) -> st.SearchStrategy[str]:
    """Return valid texts, changed at up to four places: something put in, taken out or doubled."""
    some = st.sampled_from(more or PIECES) | st.sampled_from(PIECES)
    edit = st.tuples(st.integers(0, 4_000), st.integers(0, 60), some | st.none())
    return st.tuples(st.sampled_from(tuple(texts)), st.lists(edit, max_size=4)).map(_apply)


def _apply(drawn: tuple[str, list[tuple[int, int, str | None]]]) -> str:
    text, edits = drawn
    for place, n, piece in edits:
        at = place % (len(text) + 1)
        # Nothing to put in: what stands there comes twice.
        text = text[:at] + (text[at : at + n] * 2 if piece is None else piece) + text[at + n :]
    return text


def saved(texts: st.SearchStrategy[str]) -> st.SearchStrategy[bytes]:
    """Return texts as bytes of a file, in any encoding, some cut in the middle of a character."""

    def encode(drawn: tuple[str, str, int]) -> bytes:
        text, encoding, cut = drawn
        try:
            data = text.encode(encoding, "surrogatepass" if encoding.startswith("utf") else "replace")
        except UnicodeError:
            data = text.encode("utf-8", "replace")
        return data[:-cut] if cut else data

    return st.tuples(texts, st.sampled_from(ENCODINGS), st.integers(-5, 3).map(lambda n: max(n, 0))).map(
        encode
    )


def front_matter() -> st.SearchStrategy[str]:
    """Return lines of keys and values, well formed or nearly."""
    line = st.tuples(
        st.sampled_from(KEYS) | words(most=2),
        st.sampled_from((": ", ":", " : ", ":\n  - ", ": |\n  ", ": [", ": {", ': "', ": '", "? ")),
        st.sampled_from((*VALUES, *PLACES)) | words(most=4),
    ).map("".join)
    return st.lists(line, max_size=8).map("\n".join)


def values() -> st.SearchStrategy[object]:
    """Return what a JSON line may hold."""
    leaf = st.none() | st.booleans() | st.integers(-(10**30), 10**30) | st.floats() | st.sampled_from((*VALUES, *PLACES, *CHARACTERS)) | words(most=4)  # fmt: skip
    return st.recursive(
        leaf, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=3), inner, max_size=4), max_leaves=5
    )  # fmt: skip


def records() -> st.SearchStrategy[dict[str, object]]:
    """Return JSON objects that are nearly articles."""
    text = edited(originals(".txt")) | words() | values()
    more = st.dictionaries(st.sampled_from(KEYS), values(), max_size=3)
    return st.tuples(text, more).map(lambda drawn: {"text": drawn[0], **drawn[1]})


def lines(records: st.SearchStrategy[dict[str, object]]) -> st.SearchStrategy[str]:
    """Return archives of such records, some lines broken."""
    line = records.map(json.dumps) | edited(originals(".jsonl"), *JSON)
    return st.lists(line, max_size=3).map("\n".join)
