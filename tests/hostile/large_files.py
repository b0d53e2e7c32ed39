"""Files of up to 5 MB that are made to take long: what one may lay into the seeds' folder."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from dataclasses import dataclass

LIMIT = 130_000
"""Characters of an article that are analysed at most: see `max_article_characters`."""

MOST = 5_000_000
"""Bytes of a file that `max_bytes` lets in."""

STORY = (
    "The council of Vell voted on Monday to close the old harbour. “Nobody asked us,” said Mira Holm, the head of "
    "the fishermen's union. The mayor, Jan Moll, told the Vell Gazette that the harbour had lost money for ten years. "
)
"""Words with names, a quotation and a report: what the analysis works on."""


def up_to(words: str, n_bytes: int = MOST - 1_000) -> bytes:
    """Return words again and again, as many as fit."""
    one = words.encode()
    return one * (n_bytes // len(one))


def story(n_bytes: int, *, paragraph: int) -> bytes:
    """Return a story of so many bytes in paragraphs of about so many characters."""
    line = STORY * max(1, paragraph // len(STORY)) + "\n\n"
    return up_to(line, n_bytes)


def names(n: int) -> bytes:
    """Return a story that names so many people, each once."""
    first = ("Ada", "Mira", "Jan", "Tom", "Ines", "Olga", "Paul", "Rosa")
    syllables = ("ba", "ko", "ri", "mel", "tor", "vin", "sa", "lun", "der", "po")

    def surname(i: int) -> str:
        return "".join(syllables[int(digit)] for digit in f"{i:04}").capitalize()

    said = (
        f"{first[i % 8]} {surname(i)} said on Monday that nobody in Vell had been asked." for i in range(n)
    )
    return "\n\n".join(said).encode()


def page(body: str, head: str = "") -> bytes:
    """Return a web page."""
    return f"<html><head><title>A page</title>{head}</head><body><article><h1>A page</h1>{body}</article></body></html>".encode()


def record(text: str, **more: object) -> bytes:
    """Return an archive's line."""
    return json.dumps({"id": "odd", "text": text, **more}).encode() + b"\n"


def billion_laughs() -> str:
    """Return YAML that grows to a billion words when its references are followed."""
    lines = ["a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 10)]
    return "\n".join(lines) + "\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One such file."""

    name: str
    """Name of the seed, by which its format is known."""
    make: Callable[[], bytes]
    beside: Callable[[], bytes] | None = None
    """A sidecar."""
    is_quick: bool = False
    """Whether it is tried in `make test` too."""


CASES: dict[str, Case] = {
    "10,000 [ in one line, txt": Case(name="odd.txt", make=lambda: b"A start. " + b"[" * 10_000),
    "10,000 [ in one line, md": Case(name="odd.md", make=lambda: b"A start. " + b"[" * 10_000, is_quick=True),
    "5 MB of [, md": Case(name="odd.md", make=lambda: b"A start. " + up_to("["), is_quick=True),
    "10,000 [ in a title, md": Case(
        name="odd.md", make=lambda: b"# A " + b"[" * 10_000 + b"\n\n" + STORY.encode()
    ),
    "10,000 * and _, md": Case(name="odd.md", make=lambda: b"A start. " + b"*_a " * 5_000),
    "99,000 marks of Markdown, md": Case(name="odd.md", make=lambda: b"A start. " + b"[a](" * 33_000),
    "99,000 > and -, md": Case(name="odd.md", make=lambda: b"> - " * 49_000 + b"a"),
    "one line of 5 MB, txt": Case(name="odd.txt", make=lambda: up_to(STORY), is_quick=True),
    "one line of 5 MB, md": Case(name="odd.md", make=lambda: up_to("The council of Vell voted on Monday ")),
    "one line of 5 MB, html": Case(
        name="odd.html", make=lambda: page("<p>" + up_to(STORY, MOST - 2_000).decode())
    ),
    "one line of 5 MB, jsonl": Case(name="odd.jsonl", make=lambda: record("Vell " * 999_900)),
    "one word of 5 MB, txt": Case(name="odd.txt", make=lambda: up_to("a")),
    "one word of 5 MB, jsonl": Case(name="odd.jsonl", make=lambda: record("a" * (MOST - 1_000))),
    "5 MB of “a. ”, one line": Case(name="odd.txt", make=lambda: up_to("a. ")),
    "5 MB of “a. ”, lines": Case(name="odd.txt", make=lambda: up_to("a.\n")),
    "a story of 5 MB, lines of 500": Case(name="odd.txt", make=lambda: story(MOST - 2_000, paragraph=500)),
    "a story of 1 MB, lines of 500": Case(name="odd.txt", make=lambda: story(1_000_000, paragraph=500)),
    "a story at the limit": Case(name="odd.txt", make=lambda: story(LIMIT - 100, paragraph=500)),
    "a story at the limit, lines of 5,000": Case(
        name="odd.txt", make=lambda: story(LIMIT - 100, paragraph=5_000)
    ),
    "a story at the limit, one line": Case(name="odd.txt", make=lambda: up_to(STORY, LIMIT - 100)),
    "1,000,000 empty lines": Case(
        name="odd.txt", make=lambda: STORY.encode() + b"\n" * 1_000_000 + STORY.encode()
    ),
    "1,000,000 lines of a letter": Case(name="odd.txt", make=lambda: b"a\n" * 1_000_000),
    "5 MB of white space": Case(name="odd.txt", make=lambda: b"A" + up_to(" \t") + b"b"),
    "3,000 nested lists, md": Case(
        name="odd.md", make=lambda: "".join(f"{'  ' * i}- a\n" for i in range(1_500)).encode() + b"> " * 3_000
    ),
    "3,000 nested lists in a line, md": Case(
        name="odd.md", make=lambda: b"- " * 3_000 + b"words", is_quick=True
    ),
    "3,000 nested tags, html": Case(
        name="odd.html", make=lambda: page("<div>" * 3_000 + "<p>" + STORY + "</div>" * 3_000), is_quick=True
    ),
    "3,000 nested lists, html": Case(name="odd.html", make=lambda: page("<ul><li>" * 3_000 + STORY)),
    "3,000 nested <b>, html": Case(name="odd.html", make=lambda: page("<p>" + "<b>" * 3_000 + STORY)),
    "1,000,000 tags, html": Case(name="odd.html", make=lambda: page("<p>" * 1_000_000)),
    "29,000 tags <br>, html": Case(name="odd.html", make=lambda: page(STORY + "<br>" * 29_000 + STORY)),
    "29,000 tags <p>, html": Case(name="odd.html", make=lambda: page("<p>A word." * 29_000)),
    "29,000 links, html": Case(name="odd.html", make=lambda: page("<p>" + "<a href=x>A" * 29_000)),
    "100,000 cells, html": Case(
        name="odd.html", make=lambda: page("<table>" + ("<tr>" + "<td>12" * 100) * 1_000 + "</table>")
    ),
    "29,000 cells, html": Case(
        name="odd.html", make=lambda: page("<table>" + ("<tr>" + "<td>12" * 100) * 287 + "</table>" + STORY)
    ),
    "an attribute of 5 MB, html": Case(
        name="odd.html", make=lambda: page(f'<p title="{"a" * (MOST - 3_000)}">{STORY}')
    ),
    "a comment of 5 MB, html": Case(name="odd.html", make=lambda: page(f"<!--{'- ' * 2_000_000}-->{STORY}")),
    "JSON-LD of 4 MB, deep, html": Case(
        name="odd.html",
        make=lambda: page(STORY, f'<script type="application/ld+json">{"[" * 4_000_000}</script>'),
    ),
    "JSON-LD of a long article, html": Case(
        name="odd.html",
        make=lambda: page(
            "",
            '<script type="application/ld+json">'
            + json.dumps({"@type": "NewsArticle", "headline": "A" * 500_000, "articleBody": STORY * 10_000})
            + "</script>",
        ),
    ),
    "YAML aliases in a sidecar": Case(
        name="odd.txt", make=(STORY * 20).encode, beside=lambda: billion_laughs().encode(), is_quick=True
    ),
    "YAML aliases in front matter": Case(
        name="odd.md", make=f"---\n{billion_laughs()}---\n{STORY * 20}".encode
    ),
    "a sidecar of 5 MB": Case(
        name="odd.txt", make=(STORY * 20).encode, beside=lambda: b"title: " + b"a" * (MOST - 100)
    ),
    "199 nested brackets of YAML": Case(
        name="odd.md", make=f"---\ntags: {'[' * 199}\n---\n{STORY * 20}".encode
    ),
    "front matter of 19,000 keys": Case(
        name="odd.md", make=("---\n" + "a:\n" * 6_000 + "---\n" + STORY).encode
    ),
    "100,000 quotation marks, lines": Case(
        name="odd.txt", make=lambda: b"\n".join([b'He said "so" "' * 100] * 334)
    ),
    "100,000 quotation marks, one line": Case(name="odd.txt", make=lambda: b'He said "so" "' * 33_334),
    "100,000 quotation marks alone": Case(name="odd.txt", make=lambda: b"A start. " + b'"' * 100_000),
    "100,000 opening marks": Case(name="odd.txt", make=lambda: b"A start. " + "“a ".encode() * 100_000),
    "100,000 apostrophes": Case(name="odd.txt", make=lambda: b"A start. " + "‘as’ ".encode() * 50_000),
    "quotation marks at the limit": Case(
        name="odd.txt", make=lambda: up_to("“So,” said Holm. ", LIMIT - 1_000)
    ),
    "quotation marks at the limit, lines": Case(
        name="odd.txt", make=lambda: up_to("“So it was,” said Mira Holm.\n", LIMIT - 1_000)
    ),
    "5 MB of NUL": Case(name="odd.txt", make=lambda: b"A" + b"\0" * (MOST - 100), is_quick=True),
    "NUL in every line": Case(name="odd.txt", make=lambda: (STORY + "\0\n").encode() * 500),
    "bidi and zero-width characters": Case(
        name="odd.txt", make=lambda: f"{STORY}\u202e{STORY}\u200b\u2066 \u200d\u2060\n".encode() * 500
    ),
    "5 MB of zero-width characters": Case(name="odd.txt", make=lambda: up_to("\u200d\u200b") + b"a"),
    "100,000 combining marks": Case(
        name="odd.txt", make=(STORY + "a" + "\u0301\u0327" * 50_000 + " b.").encode
    ),
    "5 MB of combining marks": Case(name="odd.txt", make=lambda: b"a" + up_to("\u0301\u0327")),
    "5 MB of combining marks, jsonl": Case(
        name="odd.jsonl",
        make=lambda: json.dumps(
            {"title": "a" + "\u0301\u0327" * 1_200_000, "text": STORY}, ensure_ascii=False
        ).encode(),
    ),
    "5 MB of combining marks, html": Case(
        name="odd.html", make=lambda: page("<p>" + STORY + "a" + "\u0301\u0327" * 1_200_000)
    ),
    "combining marks at the limit": Case(
        name="odd.txt", make=lambda: up_to("Ada a" + "\u0301\u0327" * 15_000 + " said. ", 2 * LIMIT - 4_000)
    ),
    "lone surrogates, jsonl": Case(
        name="odd.jsonl", make=lambda: record(STORY + "\ud800\udc00\ud83d" * 1_000), is_quick=True
    ),
    "5 MB of lone surrogates, txt": Case(
        name="odd.txt", make=lambda: b"A start. " + b"\xed\xa0\x80" * 1_600_000
    ),
    "5 MB in no encoding": Case(name="odd.txt", make=lambda: bytes(range(128, 256)) * 39_000),
    "5 MB of Windows-1252": Case(name="odd.txt", make=lambda: "é à ü ".encode("cp1252") * 800_000),
    "a gz bomb": Case(
        name="odd.jsonl.gz", make=lambda: gzip.compress(b" " * 50_000_000, 9) * 100, is_quick=True
    ),
    "a gz bomb of short lines": Case(
        name="odd.jsonl.gz", make=lambda: gzip.compress(b"{}\n" * 5_000_000, 9) * 100
    ),
    "5 MB of JSON brackets": Case(name="odd.jsonl", make=lambda: b"[" * (MOST - 100), is_quick=True),
    "5 MB of JSON lines": Case(name="odd.jsonl", make=lambda: b"{}\n" * 1_600_000),
    "5 MB of lines with one id": Case(
        name="odd.jsonl", make=lambda: b'{"id":"a","text":"A word."}\n' * 170_000
    ),
    "JSON with 350,000 keys": Case(
        name="odd.jsonl",
        make=lambda: record(STORY, **{str(i): 1 for i in range(350_000)}),
    ),
    "5 MB of tags in JSON": Case(name="odd.jsonl", make=lambda: record(STORY, tags=["a"] * 900_000)),
    "a digit of 4 MB in JSON": Case(
        name="odd.jsonl", make=lambda: b'{"id": ' + b"9" * 4_000_000 + b', "text": "A word."}\n'
    ),
    "a title of 4 MB": Case(name="odd.jsonl", make=lambda: record(STORY, title="A " * 2_000_000)),
    "2,000 names": Case(name="odd.txt", make=lambda: names(2_000)),
    "10,000 names": Case(name="odd.txt", make=lambda: names(10_000)),
    "capitals at the limit": Case(name="odd.txt", make=lambda: up_to("Ada Wrenn Vell Holm ", LIMIT - 1_000)),
    "brackets at the limit": Case(name="odd.txt", make=lambda: up_to("(((... ", LIMIT - 1_000) + b"a"),
    "dashes at the limit": Case(name="odd.txt", make=lambda: up_to("a -- ", LIMIT - 1_000)),
    "digits at the limit": Case(name="odd.txt", make=lambda: up_to("1,2.3 ", LIMIT - 1_000) + b"a"),
    "a word at the limit": Case(name="odd.txt", make=lambda: up_to("a", LIMIT - 1_000)),
    "emoji at the limit": Case(name="odd.txt", make=lambda: up_to("\U0001f600 ", LIMIT - 1_000) + b"a"),
    "a language without a model": Case(
        name="odd.txt",
        make=lambda: up_to("Der Stadtrat von Vell hat am Montag den Hafen geschlossen. ", LIMIT - 1_000),
    ),
}
