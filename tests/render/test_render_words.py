"""Every word that a page says comes from the catalogue: seen with a made-up language, then held in German."""

from __future__ import annotations

import dataclasses
import re
import sys
from gettext import NullTranslations
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import markdown
import pytest
import yaml

from generator.compose import ComposeSettings, Words, compose
from generator.model import Records
from generator.render import render
from generator.render.words import template_words, word_script
from generator.words import load_interface, read_catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model import Corpus

HERE = Path(__file__).parent
TEMPLATES = HERE.parents[1] / "templates"
EXTENSIONS = ["attr_list", "md_in_html", "toc"]

# The corpora are the composing room's.
sys.path.insert(0, str(HERE.parent / "compose"))
from small_corpora import ferry_strike, join, small_site  # noqa: E402 - found on the path set above

_LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_WIDE = str.maketrans(_LATIN, "".join(chr(ord(c) + 0xFEE0) for c in _LATIN))
"""Letters of seeds become other letters, one for one: whatever is still Latin is the interface's."""

_OF_SEEDS = frozenset(
    [
        "aliases",
        "authors",
        "canonical_name",
        "credit",
        "description",
        "former",
        "licence",
        "name",
        "now",
        "outlet",
        "tags",
        "text",
        "title",
        "unnamed",
        "variants",
        "was",
    ]
)
"""Fields of the model that hold text from seeds or editors."""

_NOT_SAID = frozenset({"build-report.md"})
"""What a problem is and what to do about it stand there as the command line says them."""

_AS_IT_IS = re.compile(
    r"https?://\S+|seeds/\S+|\b[\w/-]+\.(?:json|csv|xml|gexf|html|md|txt)\b|Broadsheet|Ｔ|\[U\+\w+\]|"
    r"\b(?:actors|quotes|topics): \w+:|"  # keys of the file of overrides
    r"\b(?:JSON|CSV|GEXF|GraphML|UTF|BibTeX|Atom|en|fr|und)\b"
)
"""Addresses, files and names of programs, formats and languages' codes."""

_SHOWN_ATTRIBUTES = ("alt", "aria-label", "data-label", "placeholder", "title")


class _Marked(NullTranslations):
    """A language that says everything in English between two marks."""

    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"⟦{msgid1 if n == 1 else msgid2}⟧"

    def pgettext(self, context: str, message: str) -> str:
        del context
        return f"⟦{message}⟧"


class _Said(HTMLParser):
    """Collects what a reader is told: text in its order, and attributes that are read out or shown."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in {"script", "style", "pre", "code"}
        self.words += [f" {value} " for name, value in attrs if name in _SHOWN_ATTRIBUTES and value]

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in {"script", "style", "pre", "code"}

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.words.append(data)


def _foreign(value: Any) -> Any:  # noqa: ANN401 - any part of the model
    """Return a corpus with the letters of its seeds' text exchanged; every span holds as before."""
    if isinstance(value, tuple):
        return tuple(_foreign(one) for one in value)
    if not dataclasses.is_dataclass(value) or isinstance(value, type):
        return value
    changed: dict[str, Any] = {}
    for field in dataclasses.fields(value):
        found = getattr(value, field.name)
        is_text = field.name in _OF_SEEDS
        changed[field.name] = _exchanged(found) if is_text else _foreign(found)
    return dataclasses.replace(value, **changed)


def _exchanged(found: Any) -> Any:  # noqa: ANN401 - text, texts, or a span beside a text of the same name
    if isinstance(found, str):
        return found.translate(_WIDE)
    if isinstance(found, tuple) and all(isinstance(one, str) for one in found):
        return tuple(one.translate(_WIDE) for one in found)
    return _foreign(found)


def _corpora() -> Iterator[tuple[str, Corpus]]:
    yield "several", small_site()
    yield "one", join([ferry_strike()])
    yield "none", join([])
    yield "unpublished", join([ferry_strike(publish="none")])


def _pages(corpus: Corpus, words: Words) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield each page's path, what it tells readers, and its front matter."""
    site = compose(corpus, ComposeSettings(site_name="Ｔ", excerpt_words=60), words)
    for path, data in render(site, TEMPLATES, words.catalogue):
        if not path.endswith((".md", ".html")):
            continue
        text = data.decode()
        meta = {} if path.endswith(".html") else yaml.safe_load(text.split("---\n")[1])
        body = text if path.endswith(".html") else text.split("---\n", 2)[2]
        said = _Said()
        said.feed(body if path.endswith(".html") else markdown.markdown(body, extensions=EXTENSIONS))
        yield path, "".join(said.words), meta


def _outside(text: str) -> str:
    """Return what stands outside of all marks; raises ValueError where marks do not match."""
    depth, outside = 0, []
    for sign in text:
        depth += (sign == "⟦") - (sign == "⟧")
        if depth < 0:
            raise ValueError(text)
        outside.append(sign if depth == 0 and sign != "⟧" else " ")
    return "".join(outside)


@pytest.mark.parametrize(("name", "corpus"), list(_corpora()), ids=[name for name, _ in _corpora()])
def test_every_word_of_a_page_is_said_by_the_catalogue(name: str, corpus: Corpus) -> None:
    """In a made-up language nothing English is left on any page but names, addresses and what is listed above."""
    # Greek months and lists, so that these do not look like English either.
    words = Words(catalogue=_Marked(), language="el", locale="el")
    files = compose(corpus, ComposeSettings(), words).files
    fields = {
        field.name for file in files if isinstance(file.content, Records) for field in file.content.fields
    }
    left: dict[str, list[str]] = {}
    for path, text, meta in _pages(_foreign(corpus), words):
        if path in _NOT_SAID:
            continue
        shown = (text, str(meta.get("title", "")), str(meta.get("description", "")))
        found = [w for t in shown for w in re.findall(r"[A-Za-z_]{2,}", _AS_IT_IS.sub(" ", _outside(t)))]
        if path == "data.md":
            found = [word for word in found if word not in fields]
        if found:
            left[path] = found
    assert left == {}, name


def test_nothing_english_is_left_in_german() -> None:
    """No page says a whole message of the catalogue in English where German has other words for it."""
    german = load_interface(TEMPLATES, "de").words
    english = {
        one: said
        for m in read_catalogue(TEMPLATES / "words" / "de.po")
        if m.id
        for one, said in zip(_texts(m.id), _texts(m.string), strict=True)
        if one != said and "{" not in one and not one.islower()
    }
    for path, text, meta in _pages(_foreign(small_site()), german):
        if path in _NOT_SAID:
            continue
        whole = f"{text} {meta.get('title', '')} {meta.get('description', '')}"
        left = [one for one in english if re.search(rf"(?<!\w){re.escape(one)}(?!\w)", whole)]
        same_in_german = [one for one in left if any(one in said for said in english.values())]
        assert set(left) <= set(same_in_german), path


def _texts(one: str | tuple[str, ...]) -> tuple[str, ...]:
    return (one,) if isinstance(one, str) else tuple(one)


def test_quoted_words_keep_their_language() -> None:
    """A screen reader hears that headline, summary, quotations and passages of a German site are English."""
    german = load_interface(TEMPLATES, "de").words
    site = compose(small_site(), ComposeSettings(excerpt_words=25), german)
    pages = {path: data.decode() for path, data in render(site, TEMPLATES, german.catalogue)}
    article = next(text for path, text in pages.items() if path.startswith("articles/ferry-crews"))
    for tag in ('bs-headline" lang="en"', '<blockquote class="bs-words" lang="en"', '<p lang="en">'):
        assert tag in article, tag
    assert '<span class="bs-gap" lang="de">' in article
    assert 'lang="' not in next(text for path, text in pages.items() if path.startswith("articles/index"))


def test_a_message_in_a_template_passes_the_boundary_like_all_else() -> None:
    """What a catalogue says is text: its signs mean nothing, and what fills a slot is escaped or already markup."""

    class Odd(NullTranslations):
        def gettext(self, message: str) -> str:
            return {"By {name}": "<b>*{name}*</b> & {name}"}.get(message, message)

    said = template_words(Odd())["_"]("By {name}", name="[x](y)")
    assert "<" not in said
    assert "[" not in said
    assert "*" not in said
    assert said.count("x") >= 2


def test_the_scripts_words_are_data() -> None:
    """One assignment in ASCII, whatever the words are; without words there is no file."""
    ((path, script),) = word_script({"Copied": "Kopiert </script> ‘’\u2028"})
    assert path == "assets/javascripts/words.js"
    assert script.isascii()
    assert script.startswith(b"window.bsWords = {")
    assert list(word_script({})) == []
