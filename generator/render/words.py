"""The interface's words in page templates: messages of the catalogue, through the trust boundary like all else."""

from __future__ import annotations

import json
from functools import cache
from string import Formatter
from typing import TYPE_CHECKING

from generator.render.escape import Safe, finalize, text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from gettext import NullTranslations

WORD_SCRIPT = "assets/javascripts/words.js"
"""Where the scripts' words stand, as a path under site_src."""

_SLOT = "\ue000"
"""Stands for a slot while the words around it are escaped: a character that nothing means anything by."""


def template_words(catalogue: NullTranslations) -> dict[str, Callable[..., Safe]]:
    """Return what templates say messages with: `_(message, **slots)` and `_p(context, message, **slots)`.

    A message is plain text; a slot takes plain text or markup that a macro made.
    """

    # The messages are few, the pages many.
    @cache
    def around(context: str | None, message: str) -> tuple[tuple[Safe, ...], tuple[str, ...]]:
        found = catalogue.gettext(message) if context is None else catalogue.pgettext(context, message)
        parts = list(Formatter().parse(found))
        slots = tuple(name for _, name, _, _ in parts if name is not None)
        whole = "".join(literal + (_SLOT if name is not None else "") for literal, name, _, _ in parts)
        return tuple(Safe(piece) for piece in text(whole).split(_SLOT)), slots

    def say(context: str | None, message: str, slots: dict[str, object]) -> Safe:
        words, names = around(context, message)
        said = [words[0]]
        for name, after in zip(names, words[1:], strict=True):
            said += [Safe(finalize(slots[name])), after]
        return Safe("").join(said)

    def plain(message: str, /, **slots: object) -> Safe:
        return say(None, message, slots)

    def of(context: str, message: str, /, **slots: object) -> Safe:
        return say(context, message, slots)

    return {"_": plain, "_p": of}


def word_script(messages: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of the script that gives all others their words; nothing where there are no messages."""
    if messages:
        words = json.dumps(dict(sorted(messages.items())), indent=0)
        yield WORD_SCRIPT, f"window.bsWords = {words};\n".encode("ascii")
