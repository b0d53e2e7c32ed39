"""JSON-LD: read back as it was meant, and never able to leave its script."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.compose import ComposeSettings, compose
from generator.model import ActorFacts, Correction
from generator.render import render
from generator.render.escape import json_ld, plain

HERE = Path(__file__).parent
TEMPLATES = HERE.parents[1] / "templates"
EXTENSIONS = ["attr_list", "md_in_html", "toc"]

# The corpora are the composing room's.
sys.path.insert(0, str(HERE.parent / "compose"))
from small_corpora import small_site  # noqa: E402 - found on the path set above

NASTY = (
    "</script><script>alert(1)</script>",
    "<!--<script>",
    '"},{"@type":"Evil',
    "\\u003c/script\\u003e \\",
    "]]> {{ 7 * 7 }} *em* [x](javascript:alert(1))",
    "\u2028\u2029\x00\x85 \U0001f600 \ud800",
)


@given(st.text(max_size=80), st.lists(st.text(max_size=20), max_size=3))
def test_json_gives_back_the_plain_text(text: str, several: list[str]) -> None:
    """Every string comes back as `plain` has it, and only harmless ASCII stands between the tags."""
    written = str(json_ld({"@type": "Person", "name": text, "sameAs": several}))
    assert json.loads(written) == {
        "@type": "Person",
        "name": plain(text),
        "sameAs": [plain(s) for s in several],
    }
    assert written.isascii()
    assert not re.search(r"[<>&'`*_\n]", written)


@pytest.mark.parametrize("key", ["", "a b", '"', "@", "x<"])
def test_a_key_is_ours(key: str) -> None:
    """Keys never come from a seed or an override."""
    with pytest.raises(ValueError, match="cannot be a key"):
        json_ld({key: "x"})


class _Scripts(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.scripts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag == "script":
            assert attrs == [("type", "application/ld+json")]
            self.scripts.append("")

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1] == "script" and self.scripts and not self.scripts[-1]:
            self.scripts[-1] = data


@pytest.mark.parametrize("nasty", NASTY)
def test_what_editors_write_is_shown_and_never_obeyed(nasty: str) -> None:
    """A hostile name, description or correction is words on the pages and a string in the JSON-LD."""
    corpus = small_site()
    first = replace(
        corpus.actors[0],
        canonical_name=f"Name {nasty}",
        facts=ActorFacts(wikidata="Q42", url="https://x.example/?a=1&b=<2>", description=f"Told {nasty}"),
    )
    told = Correction(
        place=f"P {nasty}",
        line=1,
        key="actors.rename",
        was=f"Was {nasty}",
        now=f"Now {nasty}",
        actor=first.id,
    )
    corpus = replace(corpus, actors=(first, *corpus.actors[1:]), corrections=(told,))
    found = 0
    for path, data in render(compose(corpus, ComposeSettings(excerpt_words=60)), TEMPLATES):
        if not path.endswith(".md"):
            continue
        seen = _Scripts()
        seen.feed(markdown.markdown(data.decode().split("---\n", 2)[2], extensions=EXTENSIONS))
        assert not {"img", "iframe", "em"} & set(seen.tags), path
        assert len(seen.scripts) <= 1, path
        for script in seen.scripts:
            told = json.loads(script)
            assert told["@context"] == "https://schema.org", path
            if told.get("@type") == "Person" and "Q42" in str(told):
                found += 1
                assert told["name"] == plain(f"Name {nasty}")
                assert told["description"] == plain(f"Told {nasty}")
    assert found == 1


def test_an_address_from_outside_is_a_link_only_if_it_may_be() -> None:
    """Whatever reaches the page as an actor's url passes the boundary's own rule."""
    corpus = small_site()
    first = replace(corpus.actors[0], facts=ActorFacts(url="javascript:alert(1)"))
    corpus = replace(corpus, actors=(first, *corpus.actors[1:]))
    pages = dict(render(compose(corpus, ComposeSettings()), TEMPLATES))
    assert not any(b'href="javascript' in page for page in pages.values())
