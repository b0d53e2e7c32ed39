"""The interface's words: one catalogue for each language, whole and in step with the code."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.words import languages, load_interface, read_catalogue, wrong_slots

if TYPE_CHECKING:
    from babel.messages.catalog import Message

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "templates"
TOOL = runpy.run_path(str(ROOT / "tools" / "words.py"))


def _forms(message: Message) -> tuple[str, ...]:
    return tuple(message.string) if message.pluralizable else (message.string,)


def test_there_is_english_and_another_language() -> None:
    """That the words can be said otherwise is shown by one language that says them all otherwise."""
    assert languages(TEMPLATES) == ("de", "en")


@pytest.mark.parametrize("language", languages(TEMPLATES))
def test_a_catalogue_holds_the_messages_of_the_code(language: str) -> None:
    """Not one more or less, each with the files that say it; else: make words."""
    path = TEMPLATES / "words" / f"{language}.po"
    written = TOOL["updated"](path, TOOL["messages"]())
    assert path.read_bytes().decode() == written.decode(), "make words"


@pytest.mark.parametrize("language", [one for one in languages(TEMPLATES) if one != "en"])
def test_a_language_lacks_no_message(language: str) -> None:
    """Every message is said, in every plural form, and somebody looked at each."""
    catalogue = read_catalogue(TEMPLATES / "words" / f"{language}.po")
    unsaid = [m.id for m in catalogue if m.id and (m.fuzzy or not all(_forms(m)))]
    assert unsaid == []
    assert {len(_forms(m)) for m in catalogue if m.pluralizable} == {catalogue.num_plurals}


@pytest.mark.parametrize("language", languages(TEMPLATES))
def test_a_translation_has_the_slots_of_its_message(language: str) -> None:
    """What is said with a name, a number or a link in it says all of them."""
    catalogue = read_catalogue(TEMPLATES / "words" / f"{language}.po")
    assert [wrong for m in catalogue if m.id and (wrong := wrong_slots(m))] == []


def test_a_sentence_ends_in_every_language_as_it_ends_in_english() -> None:
    """A full stop that one of them lacks would run two sentences together, or end a heading."""
    catalogue = read_catalogue(TEMPLATES / "words" / "de.po")
    differing = [
        (m.id, said)
        for m in catalogue
        if m.id
        for said in _forms(m)
        if said.rstrip("“”„").endswith(".")
        != (m.id if isinstance(m.id, str) else m.id[0]).rstrip("“”").endswith(".")
    ]
    assert differing == []


def test_german_says_things_in_german() -> None:
    """Numbers, lists and messages come in the language that was chosen, and the theme has its own."""
    german = load_interface(TEMPLATES, "de")
    assert german.words.listing(["A", "B", "C"]) == "A, B und C"
    assert german.words.figure(1120) == "1.120"
    assert german.words.number(12) == "zwölf"
    assert german.words.plural("one quotation", "{n} quotations", 7) == "sieben Zitate"
    assert german.theme["Search"] == "Suche"
    assert german.scripts["Copied"] == "Kopiert"
    assert not load_interface(TEMPLATES, "en").scripts
