"""Settings: read from mkdocs.yml, each problem with its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.config import known_settings, load_settings
from generator.errors import SettingsError

if TYPE_CHECKING:
    from pathlib import Path


def configured(folder: Path, text: str) -> Path:
    """Write mkdocs.yml and return its folder."""
    (folder / "mkdocs.yml").write_text(text, "utf-8")
    return folder


def test_a_project_without_a_file_has_the_defaults(tmp_path: Path) -> None:
    """No mkdocs.yml is no error."""
    settings = load_settings(tmp_path)
    assert settings.config is None
    assert settings.compose.publish == "excerpt"
    assert (settings.site_src, settings.site, settings.seeds) == ("site_src", "site", "seeds")


def test_settings_reach_their_rooms(tmp_path: Path) -> None:
    """Each setting lands in the room that uses it, folders and name come from MkDocs's own keys."""
    settings = load_settings(
        configured(
            tmp_path,
            "site_name: Harbor Watch\ndocs_dir: pages\nsite_dir: out\nextra:\n  broadsheet:\n"
            "    seeds: texts\n    publish: none\n    min_topic_articles: 3\n    max_bytes: 2000\n    min_confidence: 0.7\n",
        )
    )
    assert settings.compose.site_name == "Harbor Watch"
    assert (settings.site_src, settings.site, settings.seeds) == ("pages", "out", "texts")
    assert settings.compose.publish == "none"
    assert settings.compose.min_confidence == 0.7
    assert settings.aggregate.min_topic_articles == 3
    assert settings.read.max_bytes == 2000


@pytest.mark.parametrize(
    ("lines", "line", "words"),
    [
        ("    publsh: none\n", 3, "publish"),
        ("    publish: perhaps\n", 3, "publish cannot be 'perhaps'"),
        ("    min_topic_articles: many\n", 3, "min_topic_articles"),
        ("    min_topic_articles: 0\n", 3, "1 or more"),
        ("    min_confidence: 2\n", 3, "0 to 1"),
        ("    seeds: [a, b]\n", 3, "seeds"),
    ],
)
def test_a_wrong_setting_is_named_with_its_line(tmp_path: Path, lines: str, line: int, words: str) -> None:
    """Unknown names get a suggestion, unusable values say what would do."""
    configured(tmp_path, "extra:\n  broadsheet:\n" + lines)
    with pytest.raises(SettingsError) as caught:
        load_settings(tmp_path)
    assert caught.value.where == f"mkdocs.yml:{line}"
    assert words in str(caught.value)


def test_broken_yaml_is_named_with_its_line(tmp_path: Path) -> None:
    """A file that is not YAML is an error with the line, not a traceback."""
    configured(tmp_path, "site_name: A\nextra: [\n")
    with pytest.raises(SettingsError) as caught:
        load_settings(tmp_path)
    assert caught.value.where.startswith("mkdocs.yml:")


def test_tags_of_other_tools_are_let_be(tmp_path: Path) -> None:
    """MkDocs's own tags do not trouble the reading of settings."""
    text = "site_name: A\nsite_url: !ENV [SITE, 'x']\nextra:\n  broadsheet:\n    publish: full\n"
    assert load_settings(configured(tmp_path, text)).compose.publish == "full"


@pytest.mark.parametrize(
    ("written", "is_set", "expected"),
    [
        ("https://press.example/desk", None, "https://press.example/desk/"),
        ("!ENV [SITE_URL, '']", None, None),
        ("!ENV [SITE_URL, '']", "https://press.example/", "https://press.example/"),
        ("!ENV [SITE_URL, 'http://other.example']", None, "http://other.example/"),
        ("!ENV SITE_URL", "https://press.example", "https://press.example/"),
        ("", None, None),
        ("'press.example'", None, None),
    ],
)
def test_the_address_of_the_site_is_known_as_mkdocs_knows_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: str, is_set: str | None, expected: str | None
) -> None:
    """`site_url` is read as MkDocs reads it, from the environment too, and always ends in a slash."""
    monkeypatch.delenv("SITE_URL", raising=False)
    if is_set is not None:
        monkeypatch.setenv("SITE_URL", is_set)
    settings = load_settings(configured(tmp_path, f"site_url: {written}\n"))
    assert settings.compose.site_url == expected


def test_every_setting_that_bears_on_the_data_is_stated_by_name(tmp_path: Path) -> None:
    """What the published data say of the settings is all of the rooms', with the values of this project."""
    text = "extra: {broadsheet: {excerpt_words: 7}}\n"
    stated = dict(load_settings(configured(tmp_path, text)).compose.stated)
    assert stated.keys() == {name for name, (room, _, _) in known_settings().items() if room}
    assert stated["excerpt_words"] == 7


def test_an_empty_section_is_no_error(tmp_path: Path) -> None:
    """`broadsheet:` with nothing below it means the defaults."""
    assert load_settings(configured(tmp_path, "extra:\n  broadsheet:\n")).compose.publish == "excerpt"


def test_no_name_is_used_twice(tmp_path: Path) -> None:
    """The rooms' settings stand flat in the file, so their names must differ."""
    assert load_settings(tmp_path)
    names = [name for name in known_settings() if name]
    assert len(names) == len(set(names))
