"""The interface's words in one language: a catalogue of messages, read and checked when a site is built."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from gettext import GNUTranslations
from string import Formatter
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from generator.compose import Words
from generator.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from babel.messages.catalog import Catalog, Message

FOLDER = "words"
"""Folder of the catalogues in the folder of templates: one `LANGUAGE.po` each."""

_THEME = "templates/theme/"
"""Where the theme's and the scripts' messages are said, as a catalogue names it."""

_LINE = re.compile(rb'\s*|#.*|(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?)\s+)?"(?:[^"\\]|\\.)*"\s*')

_COUNTED = frozenset({"n", "figure"})
"""Slots of which a counted message may use either or none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interface:
    """All words of a site."""

    words: Words
    """What pages say."""
    theme: dict[str, str]
    """Messages of the theme, only those that are said otherwise than they stand there; likewise of the scripts."""
    scripts: dict[str, str]


def languages(templates: Path) -> tuple[str, ...]:
    """Return the codes of the languages that there is a catalogue for, in order."""
    return tuple(sorted(path.stem for path in (templates / FOLDER).glob("*.po")))


def load_interface(templates: Path, language: str, *, place: str = "mkdocs.yml") -> Interface:
    """Return the interface's words in a language; what the catalogue leaves untranslated is English.

    place: where the language was chosen, for an error. Raises SettingsError for a language without a catalogue
    and for a catalogue that is broken, with the line.
    """
    there = languages(templates)
    if language not in there:
        remedy = f"There are {', '.join(there)}; CONTRIBUTING.md says how to add one"
        raise SettingsError(place, f"there are no interface words in the language {language!r}", remedy)
    path = templates / FOLDER / f"{language}.po"
    catalogue = read_catalogue(path)
    said = [m for m in catalogue if m.id and _is_said(m)]
    return Interface(
        words=Words(catalogue=_compiled(catalogue), language=language, locale=str(_locale(catalogue, path))),
        theme=_mapping(m for m in said if any(_is_of_theme(place) for place, _ in m.locations)),
        scripts=_mapping(m for m in said if any(_is_of_script(place) for place, _ in m.locations)),
    )


def read_catalogue(path: Path) -> Catalog:
    """Return a catalogue's messages, all checked. Raises SettingsError, with the line, for what cannot be said."""
    name = f"{path.parent.name}/{path.name}"
    remedy = "Mend that line, or take the message from another catalogue"
    content = path.read_bytes()
    for n, line in enumerate(content.splitlines(), start=1):
        # Babel would take a line without its last quotation mark for one that is a sign shorter.
        if not _LINE.fullmatch(line):
            what = "it is no line of a catalogue: a keyword, then text between quotation marks"
            raise SettingsError(f"{name}:{n}", what, remedy)
    try:
        catalogue = read_po(io.BytesIO(content), abort_invalid=True)
    except PoFileError as error:
        raise SettingsError(
            f"{name}:{error.lineno + 1}", f"it is no catalogue of messages ({error})", remedy
        ) from error
    except (ValueError, UnknownLocaleError) as error:
        remedy = "Mend its head: Language, Plural-Forms and charset"
        raise SettingsError(name, f"it is no catalogue of messages ({error})", remedy) from error
    for message in catalogue:
        wrong = wrong_slots(message) if message.id else None
        if wrong is not None:
            raise SettingsError(
                f"{name}:{message.lineno}", wrong, "Name the slots as the English message does"
            )
    return catalogue


def wrong_slots(message: Message) -> str | None:
    """Return what is wrong with the slots of a translation; None where they are those of the message."""
    ids, said = _texts(message.id), _texts(message.string)
    try:
        wanted = [_slots(one) for one in ids]
        given = [_slots(one) for one in said if one]
    except ValueError as error:
        return f"a brace is missing or too many in the translation of {ids[0]!r} ({error})"
    may, must = frozenset().union(*wanted), frozenset(wanted[-1])
    if len(ids) > 1:
        may, must = may | _COUNTED, must.intersection(*wanted) - _COUNTED
    for slots in given:
        if slots - may:
            return f"the translation of {ids[0]!r} has a slot that is not there: {', '.join(sorted(slots - may))}"
        if must - slots:
            return f"the translation of {ids[0]!r} leaves out a slot: {', '.join(sorted(must - slots))}"
    return None


def _slots(message: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in Formatter().parse(message) if name is not None)


def _texts(one: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (one,) if isinstance(one, str) else tuple(one or ())


def _is_said(message: Message) -> bool:
    """Tell whether a message has a translation in every form, one that somebody looked at."""
    return not message.fuzzy and bool(_texts(message.string)) and all(_texts(message.string))


def _compiled(catalogue: Catalog) -> GNUTranslations:
    """Return the catalogue as gettext looks messages up; what is not translated is left out, hence English."""
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)


def _locale(catalogue: Catalog, path: Path) -> Locale:
    locale: Locale | None = catalogue.locale
    if locale is None:
        remedy = "Write `Language: ` and a code such as de or en_GB into its head"
        raise SettingsError(
            f"{path.parent.name}/{path.name}", "it does not say which language it is in", remedy
        )
    return locale


def _is_of_script(place: str) -> bool:
    return place.startswith(_THEME) and place.endswith(".js")


def _is_of_theme(place: str) -> bool:
    return place.startswith(_THEME) and not place.endswith(".js")


def _mapping(messages: Iterator[Message]) -> dict[str, str]:
    """Return each message with what is said instead; of a counted one its singular, for one thing."""
    return {_texts(m.id)[0]: _texts(m.string)[0] for m in messages}
