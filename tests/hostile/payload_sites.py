"""Sites made of payloads: each one in every field that comes from outside, built by the command as any site is.

Each payload has an article, by turns a line of an archive and a saved web page, and overrides that give its name to an
actor and a topic. A clean site has the same shape and harmless words.
"""

from __future__ import annotations

import gzip
import html
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from generator.read.clean import clean, clean_line
from generator.render import escape

if TYPE_CHECKING:
    from collections.abc import Sequence

CODES = "\x1b\x9b\x07\x08\r"
"""Characters that a terminal obeys."""

SETTINGS = """site_name: Harbour News
site_url: https://harbour.example/repo/
repo_url: https://code.example/harbour
extra:
  broadsheet:
    publish: full
    min_actor_articles: 1
    min_topic_articles: 2
"""

_ONSETS, _VOWELS, _ENDS = "BDFGKLMNPRSTV", "aeiou", ("lund", "vik", "mark", "berg", "holt", "stad", "dorf")
_FIRST = "herring ferry harbour timber copper winter cargo river salmon island garden market school bridge engine lantern"
_SECOND = "levy quota permit subsidy surplus ballot tariff contract auction pension census embargo lottery shortage warranty licence"
N_WORDS = 16
_MOST_LINE = 1000
_MOST_NAME = 150


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """A payload with a surname that nobody else has."""

    payload: str
    surname: str
    matter: str
    """What its articles are about: two words that no other's are."""

    @property
    def titles(self) -> tuple[str, ...]:
        """What its pages are headed: the payload as it is read and shown; () where it can be no title.

        Two where JSON-LD has it with entities, which newsrooms write there and the reader makes characters of.
        """
        lines = (clean_line(self.payload), clean_line(html.unescape(self.payload)))
        return tuple(dict.fromkeys(escape.plain(line) for line in lines if 0 < len(line) <= _MOST_LINE))

    @property
    def words(self) -> str:
        """What stands of it in a passage, white space of any kind being one space."""
        return squeezed(escape.printable(clean(self.payload).replace("\n", " ")))


@dataclass(frozen=True, slots=True, kw_only=True)
class PayloadSite:
    """A built site, and what was said while it was built."""

    folder: Path
    tried: tuple[Tried, ...]
    said: str

    @property
    def pages(self) -> Path:
        """The folder of the built pages."""
        return self.folder / "site"


def payloads() -> list[str]:
    """Return all known payloads, in their order; skips where they are not at hand."""
    folder = os.environ.get("BROADSHEET_HOSTILE")
    if not folder:
        pytest.skip("needs BROADSHEET_HOSTILE, the folder that holds payloads.jsonl.gz")
    with gzip.open(Path(folder) / "payloads.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line)["payload"] for line in lines]


def chosen(known: Sequence[str], n: int) -> list[str]:
    """Return `n` payloads, evenly out of all, the last ones (made for what this program does) more often."""
    if n >= len(known):
        return list(known)
    own = [p for p in known[-40:] if len(p) < _MOST_LINE][: n // 3]
    step = (len(known) - 40) // (n - len(own))
    return [known[i * step] for i in range(n - len(own))] + own


def squeezed(words: str) -> str:
    """Return words with every run of white space as one space."""
    return " ".join(words.split())


def with_surnames(given: Sequence[str]) -> tuple[Tried, ...]:
    """Give each payload a surname: three syllables that stand for its number."""
    tried = []
    for at, payload in enumerate(given):
        n, end = divmod(at, len(_ENDS))
        n, vowel = divmod(n, len(_VOWELS))
        n, onset = divmod(n, len(_ONSETS))
        middle = _ONSETS[n % len(_ONSETS)].lower() + _VOWELS[n // len(_ONSETS) % len(_VOWELS)]
        surname = f"{_ONSETS[onset]}{_VOWELS[vowel]}{middle}{_ENDS[end]}"
        first, second = _FIRST.split()[at % N_WORDS], _SECOND.split()[at // N_WORDS % N_WORDS]
        tried.append(Tried(payload=payload, surname=surname, matter=f"{first} {second}"))
    return tuple(tried)


def write_seeds(folder: Path, tried: Sequence[Tried]) -> None:
    """Write settings, seeds and overrides of a project made of payloads."""
    seeds = folder / "seeds"
    (seeds / "pages").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(SETTINGS, "utf-8")
    with (seeds / "archive.jsonl").open("w", encoding="ascii") as archive:
        for n, one in enumerate(tried):
            if n % 2:
                archive.write(json.dumps(_record(n, one)) + "\n")
    for n, one in enumerate(tried):
        if n % 2:
            continue
        (seeds / "pages" / _file_name(one, is_raw=n % 8 == 0)).write_text(
            _page(n, one), "utf-8", errors="replace"
        )
    (seeds / "overrides.yml").write_text(_overrides(tried), "ascii")


def built(folder: Path, given: Sequence[str]) -> PayloadSite:
    """Build a site of payloads by the command; fails where it does not end well."""
    tried = with_surnames(given)
    write_seeds(folder, tried)
    command = [sys.executable, "-m", "generator", "build", "-v", "--project", str(folder), "--jobs", "1"]
    ended = subprocess.run(command, capture_output=True, check=False)
    said = (ended.stdout + ended.stderr).decode("utf-8")
    assert ended.returncode == 0, said[-3000:]
    assert "Traceback" not in said, said[-3000:]
    return PayloadSite(folder=folder, tried=tried, said=said)


def _text(one: Tried) -> str:
    p, surname, matter = one.payload, one.surname, one.matter
    return (
        f"Maren {surname}, the chair of the Harbour Board, answered on Monday about the {matter}.\n"
        f"{p}\n"
        f"“{p}” said Maren {surname}, who leads the fight against the {matter}. “We will answer {surname} soon,” she said.\n"
        f"The {matter} is due again. {surname} said that {p} came too late for the {matter}.\n"
        f"Nobody wants the {matter} any more.\n"
    )


def _record(n: int, one: Tried) -> dict[str, object]:
    p = one.payload
    return {
        "id": f"{p}{one.surname}",
        "title": p,
        "author": [p, "Ada Brandt"],
        "outlet": p,
        "url": p if n % 4 == 1 else f"https://press.example/{p}",
        "date": p,
        "tags": [p, "harbour dues"],
        "licence": p,
        "description": p,
        p: p,
        "language": "en",
        "text": _text(one),
    }


def _page(n: int, one: Tried) -> str:
    p, e = one.payload, html.escape(one.payload)
    told = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": p,
        "author": {"@type": "Person", "name": p},
        "publisher": {"@type": "Organization", "name": p},
        "keywords": [p],
        "description": p,
        "mainEntityOfPage": f"https://press.example/?{p}",
    }
    paragraphs = "".join(f"<p>{html.escape(line)}</p>\n" for line in _text(one).split("\n"))
    # Some tell of themselves in their heads alone.
    linked = json.dumps(told).replace("<", "\\u003c") if n % 4 else "{}"
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{e}</title>
<meta name="author" content="{e}"><meta name="description" content="{e}"><meta name="keywords" content="{e}">
<meta property="og:title" content="{e}"><meta property="og:site_name" content="{e}"><meta property="article:tag" content="{e}">
<meta property="article:published_time" content="2025-0{n % 9 + 1}-11">
<script type="application/ld+json">{linked}</script></head>
<body><article><h1>{e}</h1><p class="byline">By {e}</p>{paragraphs}
<svg onload="alert(1)"><script>alert(2)</script></svg><img src="https://elsewhere.example/x.png" alt="{e}" onerror="alert(3)">
<p><a href="{e}">{e}</a></p></article>{p}</body></html>"""


def _file_name(one: Tried, *, is_raw: bool) -> str:
    """Return a name of the payload; `is_raw`: with characters for which a file is refused, by its name, in words."""
    kept = "".join("_" if c in "/\0" or not (is_raw or c.isprintable()) else c for c in one.payload).encode(
        "utf-8", "replace"
    )[:_MOST_NAME]
    return f"x{kept.decode('utf-8', 'ignore')}-{one.surname}.html"


def _overrides(tried: Sequence[Tried]) -> str:
    told = {
        "actors": {
            "rename": [{"from": f"Maren {one.surname}", "to": one.payload} for one in tried],
            "facts": [
                {"name": one.payload, "description": one.payload}
                | ({} if n % 8 else {"url": f"https://press.example/{one.payload}"})
                for n, one in enumerate(tried)
            ],
        },
        "quotes": {
            "speaker": [
                {
                    "article": f"{one.payload}{one.surname}",
                    "text": f"We will answer {one.surname} soon",
                    "speaker": one.payload,
                }
                for one in tried
            ],
        },
        "topics": {
            "rename": [{"from": one.matter, "to": one.payload} for one in tried],
            "pin": [name for one in tried for name in (one.matter, one.payload)],
        },
    }
    return yaml.safe_dump(told, allow_unicode=False, width=1_000_000)
