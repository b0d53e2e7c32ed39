"""The language of the interface: chosen in mkdocs.yml, read from one catalogue, its faults told with their line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.config import load_settings
from generator.errors import SettingsError
from generator.words import load_interface

TEMPLATES = Path(__file__).parents[2] / "templates"

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
