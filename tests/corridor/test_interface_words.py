"""The language of the interface: chosen in mkdocs.yml, read from one catalogue, its faults told with their line."""

from __future__ import annotations

import json
import re
import shutil
import sys
from itertools import chain
from pathlib import Path

import pytest

from generator.compose import ComposeSettings, compose
from generator.config import load_settings
from generator.errors import SettingsError
from generator.render import render, word_script
from generator.words import load_interface
from generator.write import build_site, write_pages

TEMPLATES = Path(__file__).parents[2] / "templates"

# The corpora are the composing room's.
sys.path.insert(0, str(Path(__file__).parents[1] / "compose"))
from small_corpora import small_site  # noqa: E402 - found on the path set above

HEAD = """msgid ""
msgstr ""
"Language: de\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""


def _catalogue(folder: Path, text: str) -> Path:
    (folder / "words").mkdir()
    (folder / "words" / "de.po").write_text(text, encoding="utf-8")
    return folder


def test_the_theme_chooses_the_language(tmp_path: Path) -> None:
    """`theme: language:` is the language of all words; without it they are English."""
    (tmp_path / "mkdocs.yml").write_text("theme:\n  name: material\n  language: de\n")
    settings = load_settings(tmp_path)
    assert (settings.language, settings.language_place) == ("de", "mkdocs.yml:3")
    (tmp_path / "mkdocs.yml").write_text("theme: material\n")
    assert load_settings(tmp_path).language == "en"


def test_a_language_without_a_catalogue_is_refused() -> None:
    """The error names the line that chose it and the languages that there are."""
    with pytest.raises(SettingsError, match=r"mkdocs.yml:3: .*'fr'.* There are de, en"):
        load_interface(TEMPLATES, "fr", place="mkdocs.yml:3")


def test_what_is_not_translated_is_said_in_english(tmp_path: Path) -> None:
    """A catalogue that somebody has begun can be used at once."""
    text = HEAD + 'msgid "Articles"\nmsgstr "Artikel"\n\nmsgid "Topics"\nmsgstr ""\n'
    words = load_interface(_catalogue(tmp_path, text), "de").words
    assert words("Articles") == "Artikel"
    assert words("Topics") == "Topics"


def test_an_unsure_translation_is_not_used(tmp_path: Path) -> None:
    """A message marked fuzzy waits for somebody to look at it."""
    text = HEAD + '#, fuzzy\nmsgid "Articles"\nmsgstr "Themen"\n'
    assert load_interface(_catalogue(tmp_path, text), "de").words("Articles") == "Articles"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (HEAD + 'msgid "Articles"\nmsgstr "Artikel\n', "words/de.po:8: it is no line of a catalogue"),
        (HEAD + 'msgid "A"\nmsgid_plural "B"\nmsgstr[5] "C"\n', "words/de.po:7: it is no catalogue"),
        (HEAD + 'msgid "By {authors}"\nmsgstr "Von {autoren}"\n', r"words/de.po:7: .* not there: autoren"),
        (HEAD + 'msgid "By {authors}"\nmsgstr "Von"\n', r"words/de.po:7: .* leaves out a slot: authors"),
        (HEAD + 'msgid "By {authors}"\nmsgstr "Von {authors"\n', r"words/de.po:7: a brace"),
        (HEAD.replace("Language: de", "X: y") + 'msgid "A"\nmsgstr "B"\n', "which language it is in"),
        (
            HEAD.replace("Language: de", "Language: tlh") + 'msgid "A"\nmsgstr "B"\n',
            "which language it is in",
        ),
    ],
)
def test_a_broken_catalogue_is_told_with_its_line(tmp_path: Path, text: str, told: str) -> None:
    """Which file, which line, what is wrong: before a single article is read."""
    with pytest.raises(SettingsError, match=told):
        load_interface(_catalogue(tmp_path, text), "de")


def test_a_counted_message_may_say_its_number_either_way(tmp_path: Path) -> None:
    """In words, in figures or, for one thing, not at all; every other slot is kept."""
    entry = 'msgid "1 of {name}"\nmsgid_plural "{n} of {name}"\nmsgstr[0] "{name}: 1"\nmsgstr[1] "{name}: {figure}"\n'
    words = load_interface(_catalogue(tmp_path, HEAD + entry), "de").words
    assert words.plural("1 of {name}", "{n} of {name}", 3, name="A") == "A: 3"


def test_english_can_be_reworded(tmp_path: Path) -> None:
    """What en.po says stands on pages in place of what the code says."""
    shutil.copytree(TEMPLATES / "words", tmp_path / "words")
    path = tmp_path / "words" / "en.po"
    text = path.read_text(encoding="utf-8")
    assert 'msgid "Actors"\nmsgstr ""' in text
    path.write_text(
        text.replace('msgid "Actors"\nmsgstr ""', 'msgid "Actors"\nmsgstr "Who"'), encoding="utf-8"
    )
    interface = load_interface(tmp_path, "en")
    assert interface.words("Actors") == "Who"
    assert interface.scripts["Actors"] == "Who"


def test_a_site_in_german_is_german_from_head_to_foot(tmp_path: Path) -> None:
    """MkDocs builds it strictly; the frame's words, the sections and the scripts' words are German, and search has it."""
    interface = load_interface(TEMPLATES, "de")
    site = compose(small_site(), ComposeSettings(site_name="Die Fährpost"), interface.words)
    files = chain(
        render(site, TEMPLATES, interface.words.catalogue),
        word_script(interface.scripts),
    )
    write_pages(files, tmp_path / "site_src")
    config = tmp_path / "mkdocs.yml"
    config.write_text("site_name: Die Fährpost\ntheme:\n  name: material\n  language: de\n", encoding="utf-8")
    build_site(
        tmp_path,
        config=config,
        templates=TEMPLATES,
        site_src=tmp_path / "site_src",
        site=tmp_path / "site",
        nav=site.nav,
        search_language=site.articles_language,
        extra={"words": interface.theme, "word_script": True},
    )
    home = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert '<html lang="de"' in home
    for words in ("Zum Inhalt springen", "Suche", "Artikel", "Akteure", "Dunkle Farben", "Nach oben"):
        assert words in home, words
    for words in ("Skip to", "Search", "Topics", "Dark colours", "Back to"):
        assert words not in home, words
    scripts = re.findall(r'<script src="[^"]*/(\w+)\.js" defer', home)
    assert scripts[0] == "words"
    assert '"Copied": "Kopiert"' in (tmp_path / "site/assets/javascripts/words.js").read_text(
        encoding="ascii"
    )
    lost = (tmp_path / "site" / "404.html").read_text(encoding="utf-8")
    assert "Diese Seite gibt es nicht" in lost
    # The articles are in English, and so are the forms of words that search knows.
    index = json.loads((tmp_path / "site/pagefind/pagefind-entry.json").read_text(encoding="utf-8"))
    assert list(index["languages"]) == ["en"]
