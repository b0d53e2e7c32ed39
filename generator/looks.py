"""The accent of a site's colours: checked for contrast on both grounds, and the stylesheet that holds it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ACCENT_STYLE = "assets/stylesheets/accent.css"
"""Where the stylesheet stands in the site."""

ACCENT = "#8f1d2c"
"""The accent where none is set: `--bs-accent` of tokens.css by day."""

GROUNDS = {
    "light": ("#fdfcf9", "#f6f3ec", "#f4ecd8"),
    "dark": ("#161512", "#211f1b", "#2e2819"),
}
"""What words in the accent stand on in each theme: `--bs-paper`, `--bs-raised` and `--bs-quote` of tokens.css."""

LEAST_CONTRAST = 4.5
"""Between the accent and each ground. Source: WCAG 2.2, success criterion 1.4.3, level AA, text of any size."""

_STEPS = 40
_LINEAR_UP_TO = 0.04045
"""Where sRGB's curve begins, as a share of the brightest. Source: IEC 61966-2-1."""


def fault_of(accent: str, theme: str) -> str | None:
    """Return why a colour cannot be the accent of a theme, light or dark; None where it can."""
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", accent):
        return "it is no colour written as # and six hexadecimal digits"
    ground = min(GROUNDS[theme], key=lambda one: contrast(accent, one))
    ratio = contrast(accent, ground)
    if ratio >= LEAST_CONTRAST:
        return None
    # Rounded down, so that no ratio that is too low reads as one that is enough.
    return f"its contrast on the {theme} ground {ground} is {int(ratio * 100) / 100} to 1; words need {LEAST_CONTRAST} to 1"


def for_dark(accent: str) -> str:
    """Return the accent mixed with as little white as makes it legible on dark grounds."""
    for step in range(_STEPS):
        mixed = _mixed(accent, step / _STEPS)
        if fault_of(mixed, "dark") is None:
            return mixed
    return "#ffffff"


def accent_style(accent: str, accent_dark: str | None) -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of the accent's stylesheet; nothing where the accent is the theme's own."""
    if accent == ACCENT and accent_dark is None:
        return
    dark = accent_dark or for_dark(accent)
    yield (
        ACCENT_STYLE,
        (
            f':root, [data-md-color-scheme="default"] {{ --bs-accent: {accent}; }}\n'
            f'[data-md-color-scheme="slate"] {{ --bs-accent: {dark}; }}\n'
        ).encode("ascii"),
    )


def contrast(one: str, other: str) -> float:
    """Return the ratio of two colours' luminances, 1 to 21. Source: WCAG 2.2, contrast ratio."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    """Return a colour's relative luminance, 0 to 1. Source: WCAG 2.2, relative luminance (sRGB)."""
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= _LINEAR_UP_TO else ((part + 0.055) / 1.055) ** 2.4


def _parts(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5))


def _mixed(colour: str, white: float) -> str:
    return "#" + "".join(f"{round(part + (255 - part) * white):02x}" for part in _parts(colour))
