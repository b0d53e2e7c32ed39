"""The accent of a site's colours: what can be one, and what becomes of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.config import load_settings
from generator.errors import SettingsError
from generator.looks import ACCENT, GROUNDS, LEAST_CONTRAST, accent_style, contrast, fault_of, for_dark

TOKENS = Path(__file__).parents[2] / "templates" / "theme" / "assets" / "stylesheets" / "tokens.css"
TEXT = ("ink", "muted", "accent", "warning", "error", "person", "organization", "country", "place", "group")
MARKS = ("edge", "bar", "bar-others")


def tokens(theme: str) -> dict[str, str]:
    """Return the colours of a theme by their names in tokens.css."""
    light, _, dark = TOKENS.read_text("utf-8").partition('[data-md-color-scheme="slate"]')
    return dict(re.findall(r"--bs-([\w-]+): (#[0-9a-f]{6});", light if theme == "light" else dark))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_colour_of_words_and_marks_is_seen(theme: str) -> None:
    """Words have 4.5 to 1 on paper, cards and quotations, marks 3 to 1 on paper, by day and by night."""
    colours = tokens(theme)
    assert tuple(colours[name] for name in ("paper", "raised", "quote")) == GROUNDS[theme]
    low = {name: contrast(colours[name], ground) for name in TEXT for ground in GROUNDS[theme]}
    assert {name: ratio for name, ratio in low.items() if ratio < LEAST_CONTRAST} == {}
    assert {name: colours[name] for name in MARKS if contrast(colours[name], colours["paper"]) < 3} == {}
    assert contrast(colours["ink"], colours["mark"]) >= LEAST_CONTRAST


def test_contrast_is_what_the_guidelines_say() -> None:
    """Black on white is 21 to 1, a colour on itself 1, and #767676 is the lightest grey that white takes."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#8f1d2c", "#8f1d2c") == 1
    assert contrast("#767676", "#ffffff") >= 4.5 > contrast("#777777", "#ffffff")


def settings(project: Path, *lines: str) -> Path:
    """Write a mkdocs.yml with these settings and return its folder."""
    text = "".join(f"    {line}\n" for line in lines)
    (project / "mkdocs.yml").write_text(f"extra:\n  broadsheet:\n{text}", encoding="utf-8")
    return project


def test_an_accent_too_pale_is_refused_with_its_ratio(tmp_path: Path) -> None:
    """A colour that words cannot have names the line, the ratio and what would do."""
    with pytest.raises(SettingsError) as error:
        load_settings(settings(tmp_path, "rows_per_page: 20", 'accent: "#ffcc00"'))
    assert str(error.value).startswith(
        "mkdocs.yml:4: accent cannot be '#ffcc00': its contrast on the light ground"
    )
    assert re.search(r"is 1\.\d+ to 1; words need 4\.5 to 1", str(error.value))
    with pytest.raises(SettingsError, match="on the dark ground"):
        load_settings(settings(tmp_path, 'accent_dark: "#1b5e8c"'))


@pytest.mark.parametrize("value", ['"red"', '"#12345"', '"#1b5e8c;}"', "7"])
def test_what_is_no_colour_is_refused(tmp_path: Path, value: str) -> None:
    """Names, short forms, other notations and anything that would end the rule are no accent."""
    with pytest.raises(SettingsError, match=r"mkdocs\.yml:3: accent cannot be"):
        load_settings(settings(tmp_path, f"accent: {value}"))


def test_an_accent_becomes_a_stylesheet_of_its_own(tmp_path: Path) -> None:
    """The one that was set by day; by night a shade of it that is legible there, or the one that was set for it."""
    chosen = load_settings(settings(tmp_path, 'accent: "#1b5e8c"'))
    ((_, style),) = accent_style(chosen.accent, chosen.accent_dark)
    assert b"--bs-accent: #1b5e8c;" in style
    assert f"--bs-accent: {for_dark('#1b5e8c')};".encode() in style
    assert fault_of(for_dark("#1b5e8c"), "dark") is None
    ((_, style),) = accent_style("#1b5e8c", "#8fc4ea")
    assert b"--bs-accent: #8fc4ea;" in style


def test_without_an_accent_there_is_no_further_stylesheet() -> None:
    """The theme's own accent is in tokens.css, and no page asks for another file."""
    assert list(accent_style(ACCENT, None)) == []
    assert tokens("light")["accent"] == ACCENT
