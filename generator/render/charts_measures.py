"""What all drawings share: how wide words are, how lengths and numbers are written, and the frame around the marks.

The page's own font draws the text, so every text is given the room that it needs in matplotlib's wider one,
at the larger size that `charts.css` uses on narrow screens. matplotlib never sees a word of a seed: it would
read `$` as mathematics and warn of letters that its font lacks.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from importlib.resources import files
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from generator.render.escape import plain, text, url

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matplotlib.ft2font import FT2Font

    from generator.model import Drawing

# All lengths are units of the viewBox: pixels where a drawing is as wide as it is drawn.
WIDTH = 680
FONT_SIZE = 16
NARROW_FONT_SIZE = 21
"""What charts.css sets below 34rem; at 350 px a unit is 0.51 px, so that text is 10.8 px high."""

GAP = 10


def framed(
    drawing: Drawing, marks: str, *, height: int, shape: str, hrefs: Iterable[str | None], width: int = WIDTH
) -> str:
    """Return `marks` as one line of SVG that is named by its finding and told by its alternative.

    shape: the word of the drawing's class. hrefs: the links in it; without any it is one picture to a screen
    reader. Raises ValueError for an id or a link that is not what the model says.
    """
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9-]*", drawing.id):
        message = f"chart id {drawing.id!r} is not letters, digits and hyphens"
        raise ValueError(message)
    found = [href for href in hrefs if href is not None]
    for href in found:
        if urlsplit(href).scheme and url(href) is None:
            message = f"{href!r} in chart {drawing.id!r} is no link that a page may hold"
            raise ValueError(message)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="bs-chart bs-chart--{shape}" viewBox="0 0 {width} {height}" '
        f'role="{"group" if found else "img"}" aria-labelledby="{drawing.id}-title" aria-describedby="{drawing.id}-desc" '
        f'font-size="{FONT_SIZE}" fill="currentColor">'
        f'<title id="{drawing.id}-title">{text(drawing.finding)}</title>'
        f'<desc id="{drawing.id}-desc">{text(drawing.alternative)}</desc>{marks}</svg>'
    )


def group(name: str, href: str | None, marks: str) -> str:
    """Return marks that belong together, with their name in words; a link where they lead somewhere."""
    words = f"<title>{text(name)}</title>"
    return f'<a href="{text(href)}">{words}{marks}</a>' if href else f"<g>{words}{marks}</g>"


def label_of(words: str, room: float = WIDTH) -> str:
    """Return words as they stand in a drawing: printable, cut with an ellipsis where wider than `room`."""
    return fitted(plain(words), room)


def number(value: int) -> str:
    """Return a value as it is written at its mark."""
    return f"{value:,}"


def short(length: float) -> str:
    """Return a length or coordinate to a tenth of a unit."""
    written = f"{length:.1f}".removesuffix(".0")
    return "0" if written == "-0" else written


def inside(middle: float, wide: float, room: float = WIDTH) -> float:
    """Return the middle of a text, moved so far that the text stays inside the drawing."""
    return max(wide / 2, min(middle, room - wide / 2))


def fitted(label: str, room: float) -> str:
    """Return `label`, cut at the end with an ellipsis where it is wider than `room`."""
    if width(label) <= room:
        return label
    room -= width("…")
    kept = 0
    for character in label:
        room -= width(character)
        if room < 0:
            break
        kept += 1
    label = label[:kept]
    while label and (label[-1].isspace() or unicodedata.combining(label[-1]) or label[-1] == "\u200d"):
        label = label[:-1]
    return label + "…"


def width(words: str) -> float:
    """Return the width of `words` at the larger of the two font sizes."""
    return sum(map(_advance, words)) * NARROW_FONT_SIZE


@functools.cache
def _font() -> FT2Font:
    import matplotlib as mpl  # noqa: PLC0415 - takes a while; often no drawing is new
    from matplotlib.ft2font import FT2Font  # noqa: PLC0415 - the same

    font = FT2Font(str(files(mpl) / "mpl-data" / "fonts" / "ttf" / "DejaVuSans.ttf"))
    font.set_size(100, 72)
    return font


@functools.lru_cache(maxsize=4096)
def _advance(character: str) -> float:
    """Return the width of one character as a share of the font size; a guess for what matplotlib's font lacks."""
    if unicodedata.east_asian_width(character) in "WF":
        return 1.0
    if not _font().get_char_index(ord(character)):
        return 0.0 if unicodedata.combining(character) else 0.8
    from matplotlib.ft2font import LoadFlags  # noqa: PLC0415 - as above

    glyph = _font().load_char(ord(character), flags=LoadFlags.NO_HINTING)
    return glyph.linearHoriAdvance / 65536 / 100
